"""Compare a learner's answer with the solution's, and show both so that the difference is seen.

Values are in the form that ``host.encode`` gives: numbers, strings, lists, and tagged dicts.
"""

import marshal
import math
import re
from dataclasses import dataclass
from typing import Any

from .values import AXES_LIMIT

REL_TOL = 1e-7  # exp, tanh and the order of a sum differ in the last bits; nothing else may
ABS_TOL = 1e-9
COARSE = ("float32", "float16")  # their last bits lie further up
COARSE_REL_TOL, COARSE_ABS_TOL = 1e-4, 1e-6
ODD_ARRAY = re.compile(r"\d+-axis array of ([\w\[\]]+)")  # as a host names one that it can't send
NUMBER_TYPES = {"int", "float", "complex", "Number", "Decimal", "generic"}  # Python's and NumPy's
TOO_MUCH = re.compile(r".* of more than \d+ (values|digits)")
# What has "an" before it: letters that are spelt, as in "an MLP" and "an ndarray", and vowels.
AN = re.compile(
    r"[AEFHILMNORSX](?![a-z])|nd|(?![A-Z](?![a-z]))(?!uni|us|ui|eu|one)[aeiou]"
    r"|(?!Uni|Us|Eu|One)[AEIOU][a-z]"
)
WIDTH = 62  # columns for a value in a report


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
            return Difference(path, _not_a("list", got))
        if len(expected) != len(got) and tolerance is None:
            verb = "belongs" if len(expected) == 1 else "belong"
            return Difference(path, f"{_count(got, expected)} where {len(expected)} {verb}.")
        for index, (one, other) in enumerate(zip(expected, got)):
            found = _walk(one, other, [*path, index], tolerance)
            if found:
                return found
        return None
    if is_named(expected) and is_named(got):
        one, other = dict(expected["items"]), dict(got["items"])
        for key in one:
            if key not in other:
                return Difference(path, f"It has no {key!r}.")
            found = _walk(one[key], other[key], [*path, key], tolerance)
            if found:
                return found
        return None
    if _is_tuple(expected) and _is_tuple(got):
        return _walk(expected["items"], got["items"], path, tolerance)
    if is_number(expected):
        if not is_number(got):
            return Difference(path, _not_a("number", got))
        if math.isfinite(expected) and not math.isfinite(got):
            return Difference(path, NOT_FINITE[str(got)])
        if tolerance is None or expected == got:
            return None
        rel_tol, abs_tol = tolerance
        if math.isclose(expected, got, rel_tol=rel_tol, abs_tol=abs_tol):
            return None
        return Difference(path, "")
    if type(expected) is dict and expected["$"] == "object":
        if type(got) is dict and got["$"] == "object":
            return None
        return Difference(path, _not_a(expected["type"], got))
    if type(expected) is not type(got):
        return Difference(path, _not_a(_kind(expected), got))
    if tolerance is not None and expected != got:
        return Difference(path, "")
    return None


def _walk_arrays(
    expected: Any, got: Any, path: list[int | str], tolerance: tuple[float, float] | None
) -> Difference | None:
    """Compare two arrays: shapes first, then dtypes, then values."""
    if not is_array(got):
        wide = ODD_ARRAY.fullmatch(str(got.get("type"))) if type(got) is dict else None
        if wide and int(wide[0].partition("-")[0]) > AXES_LIMIT:
            return Difference(path, f"It has {wide[0].partition('-')[0]} axes.")
        if wide:
            return Difference(
                path, f"Its numbers are {wide[1]}, where {expected['dtype']} belongs."
            )
        return Difference(path, _not_a("array", got))
    if expected["shape"] != got["shape"]:
        return Difference(path, _shapes(tuple(expected["shape"]), tuple(got["shape"])))
    if family(expected) != family(got):
        wanted, found = expected["dtype"], got["dtype"]
        return Difference(path, f"Its numbers are {found}, where {wanted} belongs.")
    if tolerance and expected["dtype"] in COARSE:
        tolerance = max(tolerance[0], COARSE_REL_TOL), max(tolerance[1], COARSE_ABS_TOL)
    return _walk(expected["items"], got["items"], path, tolerance)


def _shapes(expected: tuple, got: tuple) -> str:
    """Say in a sentence how one shape differs from the one that belongs."""
    told = f"Its shape is {got}, where {expected} belongs."
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


def _is_tuple(value: Any) -> bool:
    return type(value) is dict and value["$"] == "tuple"


NO_RETURN = "None came back. Is there a `return`, and is it reached?"
NOT_FINITE = {
    "nan": "That is NaN, not a number, as inf - inf, 0 · inf and the like give it.",
    "inf": "That is infinite, as an overflow gives it, or in NumPy a division by zero.",
    "-inf": "That is minus infinity, as an overflow gives it, or in NumPy the logarithm of 0.",
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


def _not_a(wanted: str, got: Any) -> str:
    """Say in a sentence what got is, where a `wanted` belongs."""
    kind = _kind(got)
    if got is None:
        return NO_RETURN
    if type(got) is bool:
        return f"That is a bool, where a {wanted} belongs. int(…) makes one of it: 0 or 1."
    if kind == "missing":
        return "There is no such attribute."
    bases = set(got.get("bases", ())) if type(got) is dict else set()
    if wanted == "number" and bases & NUMBER_TYPES:
        return f"That is {_article(kind)}, where a plain number belongs: an int or a float."
    if wanted in bases:
        return f"That is {_article(kind)}, where a plain {wanted} belongs."
    if wanted == "array" and "ndarray" in bases:
        return f"That is an array of the class {kind}: np.asarray(…) makes a plain one of it."
    if TOO_MUCH.fullmatch(kind):
        return f"That is {_article(kind)}: far more than belong here."
    if wanted == "array" and kind in ("list", "tuple"):
        return f"That is a {kind}, and an array belongs here: np.array(…) makes one."
    if kind == "array":
        shape = tuple(got["shape"])
        return f"That is an array of shape {shape}, where {_article(wanted)} belongs."
    if kind in LAZY and wanted == "list":
        return f"That is a {kind} object, not a list. list(…) makes it one."
    if kind == "tuple" and wanted == "list":
        return "That is a tuple, in round brackets. Return a list, in square ones."
    if kind in ("method", "function", "builtin_function_or_method", "type"):
        return f"That is the {kind} itself, not its answer: were the brackets ( ) left out?"
    if kind == "list":
        return f"That is a list, where one {wanted} belongs."
    if kind == "number":
        return f"That is a single number, where {_article(wanted)} belongs."
    return f"That is {_article(kind)}, where {_article(wanted)} belongs."


def _article(noun: str) -> str:
    return noun if noun == "None" else f"{'an' if AN.match(noun) else 'a'} {noun}"


def show(value: Any, digits: int = 6) -> str:
    """Return value as Python would write it, floats to `digits` significant digits."""
    if type(value) is float:
        if math.isfinite(value) and value == int(value):
            return repr(value) if abs(value) < 1e15 else f"{value:.{digits}g}"
        text = f"{value:.{digits}g}"
        return f"{text}.0" if text.lstrip("-").isdigit() else text  # it is no whole number
    if type(value) is list:
        return "[" + ", ".join(show(item, digits) for item in value) + "]"
    if type(value) is not dict:
        return repr(value)
    if is_array(value):
        return show(value["items"], digits)
    if value["$"] == "tuple":
        inside = ", ".join(show(item, digits) for item in value["items"])
        return f"({inside},)" if len(value["items"]) == 1 else f"({inside})"
    if value["$"] == "dict" and "items" in value:
        return "{" + ", ".join(f"{show(k)}: {show(v)}" for k, v in value["items"]) + "}"
    if value["$"] == "missing":
        return "no such attribute"
    return _article(value.get("type") or value["$"])


def show_one(value: Any) -> str:
    """Return a value as text that fits a line."""
    return _cut(value, [], 4)


def show_both(expected: Any, got: Any, path: list[int | str]) -> tuple[str, str, str]:
    """Return (expected, got, place) as text that shows where they part.

    Floats get as many digits as it takes to tell apart those at the place. A list too long for a
    line is cut around the place, which is named: "[3][1]". Of arrays that differ in shape or dtype,
    those are shown.
    """
    one, other = _arrays_on(expected, got, path)
    if one != other:
        place = "".join(f"[{index!r}]" for index in path)
        return one or show(expected), other or show(got), place
    numbers = [leaf for leaf in (_leaf(expected, path), _leaf(got, path)) if is_number(leaf)]
    for digits in (4, 6, 9, 12, 17):
        texts = show(expected, digits), show(got, digits)
        shorter = [f"{number:.{digits}g}" for number in numbers]
        if len(set(shorter)) > 1 or (len(shorter) < 2 and texts[0] != texts[1]):
            break
    if max(map(len, texts)) > WIDTH:
        texts = _cut(expected, path, digits), _cut(got, path, digits)
    return *texts, "".join(f"[{index!r}]" for index in path)


def _arrays_on(expected: Any, got: Any, path: list[int | str]) -> tuple[str, str]:
    """Return the forms of the first arrays that path leads to: shape and dtype, "" for no array."""
    for index in [*path, None]:
        if is_array(expected) or is_array(got):
            return _form(expected), _form(got)
        if is_named(expected) and is_named(got):
            expected, got = dict(expected["items"]), dict(got["items"])
        elif _is_tuple(expected) and _is_tuple(got):
            expected, got = expected["items"], got["items"]
        if index is None or type(expected) is not type(got):
            break
        try:
            expected, got = expected[index], got[index]
        except (KeyError, IndexError, TypeError):
            break
    return "", ""


def _leaf(value: Any, path: list[int | str]) -> Any:
    """Return what path leads to in value, None where it leads nowhere."""
    for index in path:
        if is_named(value):
            value = dict(value["items"])
        elif _is_tuple(value) or is_array(value):
            value = value["items"]
        try:
            value = value[index]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _form(value: Any) -> str:
    if not is_array(value):
        return ""
    dtype = "int" if family(value) == "int" else value["dtype"]
    return f"an array of shape {tuple(value['shape'])}, {dtype}"


def _cut(value: Any, path: list[int | str], digits: int) -> str:
    """Show the neighbourhood of path in value within WIDTH, with … for what is left out."""
    before = after = ""
    for depth, index in enumerate(path):
        if is_named(value) and index in dict(value["items"]):
            before, after = f"{before}{{…, {index!r}: ", f", …}}{after}"
            value = dict(value["items"])[index]
            continue
        opening, closing = "()" if _is_tuple(value) else "[]"
        items = value["items"] if _is_tuple(value) or is_array(value) else value
        if type(items) is not list or type(index) is not int or index >= len(items):
            break
        if len(show(value, digits)) + len(before) + len(after) <= WIDTH:
            break
        last = depth == len(path) - 1
        if last:
            low, high = max(0, index - 1), min(len(items), index + 2)
            shown = [show(item, digits) for item in items[low:high]]
            near = [text if len(text) < 16 else "…" for text in shown]
            near[index - low] = shown[index - low]
            inside = ", ".join(near)
            text = (f"{opening}…, " if low else opening) + inside
            text += f", …{closing}" if high < len(items) else closing
            return _clip(before + text + after)
        before += f"{opening}…, " if index else opening
        after = (f", …{closing}" if index < len(items) - 1 else closing) + after
        value = items[index]
    return _clip(before + show(value, digits) + after)


def _clip(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 2] + " …"
