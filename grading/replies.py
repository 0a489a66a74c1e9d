"""What came from a worker, checked to its last item: the learner's code may have written it.

What isn't as ``host.Host`` sends it counts as the worker's death.
"""

import json
import math
import re
import sys
from functools import cache
from typing import Any

from .chapters import numpy_folder
from .module_snapshot import WATCHED
from .values import (
    AXES_LIMIT,
    BASES_LIMIT,
    DEPTH_LIMIT,
    INTEGER_LIMIT,
    MESSAGE_LIMIT,
    NAME_LIMIT,
    NAMELESS,
    NAMESAKE,
    TEXT_LIMIT,
    TRAIL_LIMIT,
)

PARTS = ("value", "after", "kept", "error", "replaced", "ended")  # of a reply; see Host.handle
# What a reply without an error holds at least, by what was asked.
ANSWERS = {
    "call": {"value", "after", "kept"},
    **dict.fromkeys(("again", "apart", "get", "make", "outline", "repairs", "slip"), {"value"}),
}
# Of the arrays in a reply: the Python type of their numbers, and the whole numbers that fit.
DTYPES: dict[str, tuple[type, range]] = {
    **dict.fromkeys(("float16", "float32", "float64"), (float, range(0))),
    **{f"int{bits}": (int, range(-(2 ** (bits - 1)), 2 ** (bits - 1))) for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": (int, range(2**bits)) for bits in (8, 16, 32, 64)},
    "bool": (bool, range(0)),
}
TYPE = re.compile(
    rf"{NAMELESS}|({NAMESAKE})?(?P<name>\S+?)( of more than \d+ values)?"
    r"|(?P<list>\S+) nested \d+ deep or more|\d+-axis array of [\w\[\]]+"
    r"|integer of more than \d+ digits|string of \d+ characters"
)
REPLACEABLE = {*(module.__name__ for module in WATCHED), "random", "numpy", "numpy.random"}
LARGEST = 2**INTEGER_LIMIT
MOST = 2**60  # numbers; NumPy makes no array that might hold more
DIGITS = 400  # more than any number has that a host sends; to read millions takes minutes
SHAPES = {  # a tagged value's parts
    "array": {"$", "dtype", "shape", "items"},
    "tuple": {"$", "items"},
    "dict": {"$", "items"},
    "object": {"$", "type", "bases"},
    "other": {"$", "type", "bases"},
    "missing": {"$"},
}
Request = dict[str, Any]  # see Host.handle
Reply = dict[str, Any]


def _integer(digits: str) -> int:
    if len(digits) > DIGITS:
        raise ValueError("no host sends a number as long as that")
    return int(digits)


decode = json.JSONDecoder(parse_int=_integer).decode


@cache
def has_numpy() -> bool:
    return bool(numpy_folder())


def well_formed(message: Request, reply: Reply, lines: dict[str, int]) -> bool:
    """Say whether a reply has the parts and types that the graders and the report rely on.

    lines: how many lines each of the learner's files has, by the name that a reply knows it by.
    """
    if "ended" in reply:  # only a refusal ends a process, and it answers nothing
        told: Any = reply.get("error")
        is_refusal = _is_error(told, lines) and told["bases"] == ["NotForGrading"]
        return is_refusal and reply.keys() <= {"error", "ended", "printed"}
    if "replaced" in reply:
        return _is_replacement(reply["replaced"], lines)
    sent = message.get("args", [])
    lists: list[Any] = [reply.get(part, []) for part in ("after", "kept")]
    for part in lists:
        # an argument that isn't plain comes back as it was sent
        if type(part) is not list or not all(
            (type(item) is dict and item in sent) or _is_whole(item) for item in part
        ):
            return False
    if "error" in reply:
        return _is_error(reply["error"], lines)
    if not ANSWERS.get(message["do"], set()) <= reply.keys():
        return False
    if message["do"] == "call":
        wanted = [len(message["args"]), len(message["watch"])]
        if [len(part) for part in lists] != wanted:
            return False
    if message["do"] == "again":
        answers = reply["value"]
        return (
            type(answers) is list
            and len(answers) == len(message["targets"])
            and all(map(_is_whole, answers))
        )
    if message["do"] == "apart":
        shares = reply["value"]
        return is_list(shares, str) and len(shares) == len(message["targets"])
    return _is_whole(reply.get("value"))


def _is_replacement(told: Any, lines: dict[str, int]) -> bool:
    if type(told) is not dict or told.keys() != {"name", "by"}:
        return False
    names, file = told["name"], told["by"]
    if not is_list(names, str, NAME_LIMIT) or len(names) != 2 or type(file) is not str:
        return False
    if names[0] not in REPLACEABLE or not names[1].isidentifier() or file and file not in lines:
        return False
    module = sys.modules.get(names[0])
    return module is None or hasattr(module, names[1])


def _is_whole(value: Any) -> bool:
    return is_value(value, DEPTH_LIMIT + 1)


def _is_error(error: Any, lines: dict[str, int]) -> bool:
    return (
        type(error) is dict
        and _is_type(error.get("type"))
        and _is_text(error.get("message"), MESSAGE_LIMIT)
        and is_list(error.get("bases"), str, NAME_LIMIT)
        and len(error["bases"]) <= BASES_LIMIT
        and ("file" not in error or is_place(error["file"], error.get("line"), lines))
        and type(error.get("beyond", False)) is bool
        and is_list(error.get("trail", []), int)
        and len(error.get("trail", [])) <= TRAIL_LIMIT
        and all(1 <= line <= max(lines.values(), default=0) for line in error.get("trail", []))
    )


def lines_of(text: str) -> int:
    return 1 + text.count("\n") + text.count("\r")


def is_place(file: Any, line: Any, lines: dict[str, int]) -> bool:
    """Say whether a file is one of the learner's and has such a line."""
    return type(file) is str and type(line) is int and 1 <= line <= lines.get(file, 0)


def _is_type(name: Any) -> bool:
    """Say whether that is how a host names a type: no sentence of somebody's own."""
    found = TYPE.fullmatch(name) if type(name) is str and len(name) <= NAME_LIMIT else None
    return found is not None and (found["name"] or found["list"] or "object").isidentifier()


def _is_text(value: Any, limit: int) -> bool:
    return type(value) is str and len(value) <= limit


def is_list(value: Any, kind: type, limit: int = TEXT_LIMIT) -> bool:
    """Say whether a value is a list of items of one type; limit: of strings, their length."""
    return type(value) is list and all(
        type(item) is kind and (type(item) is not str or len(item) <= limit) for item in value
    )


def is_value(value: Any, depth: int) -> bool:
    """Say whether a value has the form that host.encode gives."""
    kind = type(value)
    if kind is float or value is None or kind is bool:
        return True
    if kind is int:
        return -LARGEST < value < LARGEST
    if kind is str:
        return len(value) <= TEXT_LIMIT
    if kind is list:
        if set(map(type, value)) <= {float}:
            return depth >= 0
        return depth >= 0 and all(is_value(item, depth - 1) for item in value)
    if kind is not dict or not {"$"} <= value.keys() <= SHAPES.get(str(value.get("$")), set()):
        return False
    tag, items = value["$"], value.get("items")
    if tag == "array":
        shape, numbers = value.get("shape"), DTYPES.get(str(value.get("dtype")))
        return (
            numbers is not None
            and is_list(shape, int)
            and len(shape) <= AXES_LIMIT
            and all(size >= 0 for size in shape)
            and math.prod(size or 1 for size in shape) < MOST  # beside an axis of 0, too
            and has_numpy()  # without it, nobody has an array
            and _is_array(items, shape, *numbers)
        )
    if tag == "dict":
        pairs = type(items) is list and all(type(pair) is list and len(pair) == 2 for pair in items)
        return (
            depth >= 0
            and pairs
            and all(is_value(part, depth - 1) for pair in items for part in pair)
        )
    if tag == "tuple":
        return type(items) is list and is_value(items, depth)
    if tag == "missing":
        return True
    bases = value.get("bases", [])
    return (
        _is_type(value.get("type"))
        and is_list(bases, str, NAME_LIMIT)
        and len(bases) <= BASES_LIMIT
    )


def _is_array(items: Any, shape: list[int], number: type, fitting: range) -> bool:
    """Say whether items are numbers of one type, in lists in lists, as shape says."""
    if not shape:
        return type(items) is number and (number is not int or items in fitting)
    if type(items) is not list or len(items) != shape[0]:
        return False
    if len(shape) == 1 and number is float:
        return set(map(type, items)) <= {float}
    return all(_is_array(item, shape[1:], number, fitting) for item in items)
