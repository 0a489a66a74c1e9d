"""Compare a learner's answer with the solution's, and say where and in which way they differ.

Values are in the form that ``host.encode`` gives: numbers, strings, lists, and tagged dicts.
"""

import marshal
import math
import re
from dataclasses import dataclass
from typing import Any

from .values import AXES_LIMIT

REL_TOL = 1e-9  # exp, tanh and the order of a sum differ in the last bits; nothing else may
ABS_TOL = 1e-12
COARSE = ("float32", "float16")  # their last bits lie further up
COARSE_REL_TOL, COARSE_ABS_TOL = 1e-4, 1e-6
FLEXIBLE = ("int64", "int32")
ODD_ARRAY = re.compile(r"\d+-axis array of ([\w\[\]]+)")  # as a host names one that it can't send
NUMBER_TYPES = {"int", "float", "complex", "Number", "Decimal", "generic"}  # Python's and NumPy's
TOO_MUCH = re.compile(r".* of more than \d+ (values|digits)")
# What has "an" before it: letters that are spelt, as in "an MLP" and "an ndarray", and vowels.
AN = re.compile(
    r"[AEFHILMNORSX](?![a-z])|nd|(?![A-Z](?![a-z]))(?!uni|us|ui|eu|one)[aeiou]"
    r"|(?!Uni|Us|Eu|One)[AEIOU][a-z]"
)


@dataclass
class Difference:
    """The first place where two values part: the indices that lead there, and why."""

    path: list[int | str]
    cause: str


def is_number(value: Any) -> bool:
    return type(value) in (int, float)


def compare(
    expected: Any,
    got: Any,
    rel_tol: float = REL_TOL,
    abs_tol: float = ABS_TOL,
    values: bool = True,
) -> Difference | None:
    """Return None where got answers for expected, else the first Difference.

    Types and lengths are compared before any value. With values=False they are all that is
    compared (numbers must still be finite): for answers that are drawn at random.
    """
    if marshal.dumps(expected, 2) == marshal.dumps(got, 2):  # the same to the last bit, at once
        return None
    found = _walk(expected, got, [], None)
    return found or (_walk(expected, got, [], (rel_tol, abs_tol)) if values else None)


def _walk(
    expected: Any, got: Any, path: list[int | str], tolerance: tuple[float, float] | None
) -> Difference | None:
    if is_array(expected):
        return _walk_arrays(expected, got, path, tolerance)
    if type(expected) is list:
        if type(got) is not list:
            return _odd(path, "list", got)
        if len(expected) != len(got) and tolerance is None:
            whose = at(path) if path else "The list"
            told = (
                f"{whose} holds {_count(got, expected)}; it should hold {len(expected) or 'none'}."
            )
            return Difference(path, told)
        for index, (one, other) in enumerate(zip(expected, got)):
            found = _walk(one, other, [*path, index], tolerance)
            if found:
                return found
        return None
    if is_named(expected) and type(got) is dict and got["$"] == "dict":
        one = dict(expected["items"])
        pairs = [item for item in got["items"] if type(item) is list and len(item) == 2]
        other = {key: item for key, item in pairs if type(key) in (str, int)}
        for key in one:
            if key not in other:
                return Difference(path, f"It has no {key!r}.")
            found = _walk(one[key], other[key], [*path, key], tolerance)
            if found:
                return found
        return None
    if is_tuple(expected) and is_tuple(got):
        return _walk(expected["items"], got["items"], path, tolerance)
    if is_number(expected):
        got = got["items"] if is_array(got) and not got["shape"] else got
        if not is_number(got):
            if type(got) is bool and got != expected:
                told = f"int(…) would make {int(got)} of it, not {expected:g}."
                return Difference(path, f"That is a bool, not a number: {told}")
            return _odd(path, "number", got)
        if math.isfinite(expected) and not math.isfinite(got):
            return Difference(path, NOT_FINITE[str(got)])
        if tolerance is None or expected == got:
            return None
        near = math.isclose(expected, got, rel_tol=tolerance[0], abs_tol=tolerance[1])
        return None if near else Difference(path, "")
    if type(expected) is dict and expected["$"] == "object":
        alike = type(got) is dict and got["$"] == "object"
        return None if alike else _odd(path, expected["type"], got)
    if type(expected) is not type(got) or _kind(expected) != _kind(got):
        return _odd(path, _kind(expected), got)
    if tolerance is not None and expected != got:
        return Difference(path, "")
    return None


def _walk_arrays(
    expected: Any, got: Any, path: list[int | str], tolerance: tuple[float, float] | None
) -> Difference | None:
    """Compare two arrays: shapes first, then dtypes, then values."""
    if not expected["shape"] and is_number(got):  # as NumPy gives, where it adds up to one number
        got = {**expected, "items": got}
    if not is_array(got):
        wide = ODD_ARRAY.fullmatch(str(got.get("type"))) if type(got) is dict else None
        if wide and int(wide[0].partition("-")[0]) > AXES_LIMIT:
            return Difference(path, f"It has {wide[0].partition('-')[0]} axes.")
        if wide:
            return Difference(path, f"Its dtype is {wide[1]}; it should be {expected['dtype']}.")
        return _odd(path, "array", got)
    if expected["shape"] != got["shape"]:
        told = _shapes(tuple(expected["shape"]), tuple(got["shape"]))
        whose = f"The shape of {at(path)}" if path else "Its shape"
        return Difference(path, told.replace("Its shape", whose, 1))
    wanted, found = expected["dtype"], got["dtype"]
    # whole numbers of Python's own kind may be of any size, and others are as they were given
    if family(expected) != family(got) or wanted not in (found, *FLEXIBLE):
        return Difference(path, f"Its dtype is {found}; it should be {wanted}.")
    if tolerance and expected["dtype"] in COARSE:
        tolerance = max(tolerance[0], COARSE_REL_TOL), max(tolerance[1], COARSE_ABS_TOL)
    return _walk(expected["items"], got["items"], path, tolerance)


def _shapes(expected: tuple, got: tuple) -> str:
    """Say in a sentence how one shape differs from the one that belongs."""
    told = f"Its shape is {got}; it should be {expected}."
    if got == expected[::-1]:
        return f"{told} That is the transpose."
    if len(got) == 2 and got[0] == got[1] > 1 and expected in (got[:1], (got[0], 1)):
        return f"{told} ({got[0]},) beside ({got[0]}, 1) broadcasts to {got}."
    return told


def is_array(value: Any) -> bool:
    return type(value) is dict and value["$"] == "array"


def family(array: dict[str, Any]) -> str:
    """Return what dtypes are compared by: whole numbers of any size are one family."""
    name = array["dtype"].lstrip("u").rstrip("0123456789")
    return name if name in ("int", "bool") else array["dtype"]


def is_named(value: Any) -> bool:
    """Say whether a value is a dict with names or numbers as its keys, as those of the course."""
    return (
        type(value) is dict
        and value["$"] == "dict"
        and all(type(item) is list and len(item) == 2 for item in value["items"])
        and all(type(key) in (str, int) for key, _ in value["items"])
    )


def is_tuple(value: Any) -> bool:
    return type(value) is dict and value["$"] == "tuple"


NO_RETURN = "None came back. Is there a `return`, and is it reached?"
NOT_FINITE = {
    "nan": "That is NaN, not a number. inf - inf, inf / inf and 0 · inf give it, and sums with it.",
    "inf": "That is infinite: from an overflow, NumPy's log of 0 or division by 0, or another inf.",
    "-inf": "That is minus infinity: from an overflow, NumPy's log of 0, or another infinity.",
}

LAZY = ("generator", "map", "zip", "filter", "range", "dict_values", "reversed")


def _count(items: list, expected: list) -> str:
    """Return how many items a list has: rows, where it is a matrix as the expected one is."""
    is_matrix = all(type(item) is list for item in [*items, *expected])
    noun = "row" if is_matrix else "value"
    return f"{len(items)} {noun}{'' if len(items) == 1 else 's'}"


def _kind(value: Any) -> str:
    if value is None:
        return "None"
    if type(value) is dict:
        return str(value.get("type", value["$"]))
    return {str: "string", bool: "bool", list: "list"}.get(type(value), "number")


def at(path: list[int | str]) -> str:
    """Return a place in a value as Python writes it: "[3][1]"."""
    return "".join(f"[{index!r}]" for index in path)


def _odd(path: list[int | str], wanted: str, got: Any) -> Difference:
    """Return the Difference of a value of another kind than the one that belongs."""
    told = _not_a(wanted, got)
    # of a part it is said which, as the whole may well be what "that" makes one think of
    return Difference(path, told.replace("That is", f"{at(path)} is", 1) if path else told)


def _not_a(wanted: str, got: Any) -> str:
    """Say in a sentence what got is, where a `wanted` belongs."""
    kind = _kind(got)
    if got is None:
        return NO_RETURN
    if type(got) is bool and wanted == "number":
        return f"That is a bool, not a {wanted}. int(…) makes one of it: 0 or 1."
    if kind == "missing":
        return ""  # it is shown as that
    bases = set(got.get("bases", ())) if type(got) is dict else set()
    if wanted == "number" and bases & NUMBER_TYPES:
        return f"That is {article(kind)}. It should be a plain number: an int or a float."
    if wanted in bases:
        return f"That is {article(kind)}. It should be a plain {wanted}."
    if wanted == "array" and "ndarray" in bases:
        whose = kind.removeprefix("object of ") if " " in kind else f"the class {kind}"
        return f"That is an array of {whose}: np.asarray(…) makes a plain one of it."
    if TOO_MUCH.fullmatch(kind):
        return f"That is {article(kind)}: far too many."
    if wanted == "array" and kind in ("list", "tuple"):
        return f"That is a {kind}. It should be an array: np.array(…) makes one."
    if kind == "array":
        shape = tuple(got["shape"])
        return f"That is an array of shape {shape}. It should be {article(wanted)}."
    if kind in LAZY and wanted == "list":
        return f"That is a {kind} object, not a list. list(…) makes it one."
    if kind == "tuple" and wanted == "list":
        return "That is a tuple, in round brackets. It should be a list, in square ones."
    if kind in ("method", "function", "builtin_function_or_method", "type"):
        return f"That is the {kind} itself, not its answer: were the brackets ( ) left out?"
    if kind == "list":
        return f"That is a list. It should be one {wanted}."
    if kind == "number":
        return f"That is a single number. It should be {article(wanted)}."
    return f"That is {article(kind)}. It should be {article(wanted)}."


def article(noun: str) -> str:
    return noun if noun == "None" else f"{'an' if AN.match(noun) else 'a'} {noun}"
