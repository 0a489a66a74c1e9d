"""Show values of a report so that they fit a line, and two of them so that they can be told apart.

Values are in the form that ``host.encode`` gives; see compare_values.py.
"""

import math
from typing import Any

from .compare_values import FLEXIBLE, article, at, is_array, is_named, is_number, is_tuple

WIDTH = 62  # columns for a value in a report


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
    return article(value.get("type") or value["$"])


def show_one(value: Any) -> str:
    """Return a value as text that fits a line."""
    return _cut(value, [], 4)


def show_both(expected: Any, got: Any, path: list[int | str]) -> tuple[str, str, str]:
    """Return (expected, got, place) as text that shows where they part.

    Floats get as many digits as it takes to tell apart those at the place. A list too long for a
    line is cut around the place, which is named: "[3][1]"; it isn't where it is the very first, and
    in sight. Of arrays that differ in shape or dtype, those are shown.
    """
    one, other = _arrays_on(expected, got, path)
    place = at(path) if any(path) else ""  # the very first shows by itself
    if one != other:
        return one or show(expected), other or show(got), place
    numbers = [leaf for leaf in (_leaf(expected, path), _leaf(got, path)) if is_number(leaf)]
    for digits in (4, 6, 9, 12, 17):
        texts = show(expected, digits), show(got, digits)
        shorter = [f"{number:.{digits}g}" for number in numbers]
        if len(set(shorter)) > 1 or (len(shorter) < 2 and texts[0] != texts[1]):
            break
    if max(map(len, texts)) > WIDTH:
        return _cut(expected, path, digits), _cut(got, path, digits), at(path)
    return *texts, place


def _arrays_on(expected: Any, got: Any, path: list[int | str]) -> tuple[str, str]:
    """Return the forms of the first arrays that path leads to: shape and dtype, "" for no array."""
    for depth, index in enumerate([*path, None]):
        if is_array(expected) or is_array(got):
            forms = _form(expected), _form(got)
            if not depth or forms[0] == forms[1]:
                return forms
            # of a part, as the whole is a list or a tuple
            one, other = (form and f"at {at(path[:depth])}, {form}" for form in forms)
            return one, other
        if is_named(expected) and is_named(got):
            expected, got = dict(expected["items"]), dict(got["items"])
        elif is_tuple(expected) and is_tuple(got):
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
        elif is_tuple(value) or is_array(value):
            value = value["items"]
        try:
            value = value[index]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _form(value: Any) -> str:
    if not is_array(value) or not value["shape"]:
        return ""
    dtype = "int" if value["dtype"] in FLEXIBLE else value["dtype"]
    return f"an array of shape {tuple(value['shape'])}, {dtype}"


def _cut(value: Any, path: list[int | str], digits: int) -> str:
    """Show the neighbourhood of path in value within WIDTH, with … for what is left out."""
    before = after = ""
    for depth, index in enumerate(path):
        if is_named(value) and index in dict(value["items"]):
            before, after = f"{before}{{…, {index!r}: ", f", …}}{after}"
            value = dict(value["items"])[index]
            continue
        opening, closing = "()" if is_tuple(value) else "[]"
        items = value["items"] if is_tuple(value) or is_array(value) else value
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
