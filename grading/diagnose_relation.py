"""What a learner's answers are to ours, where no known mistake gives them: an observation.

It is said only of what holds in every call of the task's further tests (see probe.py), and of
numbers enough that it can't be chance.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from .compare_values import is_array
from .replies import Reply, Request
from .worker import InProcess

ENOUGH = 4  # different numbers in all calls together
REL_TOL, ABS_TOL = 1e-9, 1e-13
Call = tuple[Request, Any, Any]  # (what was asked, ours, theirs)
Record = list[tuple[Request, Reply]]
DIGITS = range(7)


def relation(record: Record, further: Record, host: Callable[[], InProcess]) -> str:
    """Return a sentence on what the learner's answers are to ours, or "".

    record: (request, the learner's reply) of the task's tests, up to the one that departed.
    further: likewise, of calls made for diagnosis alone, in a new host; {} for a reply that chance
    decides. host() returns a new host of the solution.
    """
    asked, reply = record[-1]
    if asked["do"] != "call" or "value" not in reply:
        return ""
    said = _relation(record, further, host)
    one = type(reply["value"]) in (int, float)
    return said.replace("Every number", "The answer") if one else said


def _relation(record: Record, further: Record, host: Callable[[], InProcess]) -> str:
    asked, _ = record[-1]
    pairs = [
        (request, theirs, ours.request(request))
        for part in (record, further)
        for ours in [host()]
        for request, theirs in part
    ]
    _, last, mine = pairs[len(record) - 1]
    places = [
        k
        for k, kept in enumerate(last["kept"])
        if not _alike(_plain(mine["kept"][k]), _plain(kept))
    ]
    calls: list[Call] = []
    of_record = 0  # how many of them
    departed: set[str] = set()  # objects that have, whose answers say no more
    for request, theirs, mine in pairs:
        if request["do"] == "forget":  # the objects of one test
            departed.clear()
        if request["do"] != "call" or not theirs or request["target"][0] in departed:
            continue
        if len(request["target"]) > 1 and not _same(mine, theirs):
            departed.add(request["target"][0])
        if request["target"][-1] == asked["target"][-1]:
            if "error" in mine and "error" in theirs:
                continue
            if "value" not in theirs or "value" not in mine:
                return ""
            one, other = mine["value"], theirs["value"]
            if places and len(theirs["kept"]) > places[0]:
                one, other = mine["kept"][places[0]], theirs["kept"][places[0]]
            calls.append((request, _plain(one), _plain(other)))
        if request is asked:
            of_record = len(calls)
    if not of_record or _alike(*calls[of_record - 1][1:]):
        return ""  # what departs by its last bits alone departs in no way that could be told
    numbers = [number for _, mine, _ in calls for number in _flat(mine)]
    others = [number for _, _, theirs in calls for number in _flat(theirs)]
    if len(set(map(abs, numbers))) < ENOUGH or not all(map(math.isfinite, numbers + others)):
        return ""
    for holds, sentence in RELATIONS:
        if all(holds(*call) for call in calls):
            return sentence
    before = [
        (mine, theirs)
        for part in (calls[:of_record], calls[of_record:])
        for (_, mine, _), (_, _, theirs) in pairwise(part)
    ]
    if (
        before
        and len(asked["target"]) == 1
        and all(_alike(mine, theirs) for mine, theirs in before)
    ):
        return "Each answer is the right one for the call before."
    return _factor(calls) or _held(calls)


def _same(mine: Reply, theirs: Reply) -> bool:
    parts = ("value", "kept")
    return all(_alike(_plain(mine.get(part)), _plain(theirs.get(part))) for part in parts)


def _plain(value: Any) -> Any:
    """Return arrays as lists, also within a list."""
    if type(value) is list:
        return [_plain(item) for item in value]
    return value["items"] if is_array(value) else value


def _flat(value: Any) -> list[float]:
    if type(value) is list:
        return [number for item in value for number in _flat(item)]
    return [value] if type(value) in (int, float) else []


def _shape(value: Any) -> Any:
    """Return a value with its numbers left out."""
    if type(value) is list:
        return [_shape(item) for item in value]
    return "a number" if type(value) in (int, float) else [value]


def _alike(one: Any, other: Any) -> bool:
    """Say whether two answers are the same, but for the last bits."""
    if _shape(one) != _shape(other):
        return False
    pairs = zip(_flat(one), _flat(other))
    return all(math.isclose(a, b, rel_tol=REL_TOL, abs_tol=ABS_TOL) for a, b in pairs)


def _each(change: Callable[[float], float]) -> Callable[[Request, Any, Any], bool]:
    """Return a check: the learner's numbers are ours, changed one by one."""

    def changed(value: Any) -> Any:
        if type(value) is list:
            return [changed(item) for item in value]
        return change(value) if type(value) in (int, float) else value

    return lambda _, mine, theirs: _alike(changed(mine), theirs)


def _each_but_0(change: Callable[[float], float]) -> Callable[[Request, Any, Any], bool]:
    """Return the same check, of numbers that aren't all 0: that may come of anything."""
    each = _each(change)
    return lambda request, mine, theirs: each(request, mine, theirs) and any(_flat(theirs))


def _is_matrix(value: Any) -> bool:
    return type(value) is list and bool(value) and all(type(row) is list for row in value)


def _transposed(_: Request, mine: Any, theirs: Any) -> bool:
    return _is_matrix(mine) and _alike([list(column) for column in zip(*mine)], theirs)


def _reversed(_: Request, mine: Any, theirs: Any) -> bool:
    return type(mine) is list and _alike(mine[::-1], theirs)


def _without(part: slice) -> Callable[[Request, Any, Any], bool]:
    return lambda _, mine, theirs: type(mine) is list and _alike(mine[part], theirs)


def _argument(place: int) -> Callable[[Request, Any, Any], bool]:
    return lambda request, _, theirs: (
        len(request["args"]) > place and _alike(_plain(request["args"][place]), theirs)
    )


RELATIONS = [
    (_each(lambda x: -x), "Every number has the wrong sign."),
    (_each(abs), "The signs are lost: every number is the size of the right one."),
    (_each_but_0(int), "The right answers, cut to whole numbers."),
    *(
        (
            _each(lambda x, digits=digits: round(x, digits)),  # type: ignore[misc]
            f"The right answers, rounded to {digits} decimal{'s' * (digits != 1)}.",
        )
        for digits in DIGITS
    ),
    (_each(lambda x: x * x), "Every number is the square of the right one."),
    (_each(lambda x: math.sqrt(abs(x))), "Every number is the root of the right one."),
    (_transposed, "Rows and columns are swapped: that is the transpose."),
    (_reversed, "The right answers in reverse order."),
    (_without(slice(0, -1)), "The last one is missing, each time."),
    (_without(slice(1, None)), "The first one is missing, each time."),
    (_argument(0), "What comes back is the first argument, as it was."),
    (_argument(1), "What comes back is the second argument, as it was."),
]


def _factor(calls: list[Call]) -> str:
    """Say which number the right answers were multiplied by, or what was added to them."""
    ratios: list[tuple[Request, float]] = []
    steps: list[float] = []
    for request, mine, theirs in calls:
        if _shape(mine) != _shape(theirs):
            return ""
        for one, other in zip(_flat(mine), _flat(theirs)):
            steps.append(other - one)
            if max(abs(one), abs(other)) < ABS_TOL:  # of these the digits may be lost
                continue
            if one:
                ratios.append((request, other / one))
            elif other:
                ratios.append((request, math.nan))
    first = ratios[0][1] if ratios else 1.0
    if first not in (0.0, 1.0) and _are(ratio for _, ratio in ratios)(first):
        told = f"{first:.4g}"
        return f"Every number is {told} times the right one." if told != "1" else ""
    for place, name in ((0, "first"), (1, "second")):
        sized = [(_length(request, place), ratio) for request, ratio in ratios]
        if len({length for length, _ in sized}) < 2 or not all(length for length, _ in sized):
            continue
        if _are(ratio / length for length, ratio in sized)(1.0):
            return f"Every number is too large by a factor: the length of the {name} argument."
        if _are(ratio * length for length, ratio in sized)(1.0):
            return f"Every number is divided by the length of the {name} argument."
    if steps and _are(iter(steps))(steps[0]) and steps[0]:
        sign = "plus" if steps[0] > 0 else "minus"
        return f"Every number is the right one {sign} {abs(steps[0]):.4g}."
    return ""


def _held(calls: list[Call]) -> str:
    """Say that the right answers never pass a limit, as where z was clipped."""
    pairs: list[tuple[float, float]] = []
    for _, mine, theirs in calls:
        if _shape(mine) != _shape(theirs):
            return ""
        pairs += zip(_flat(mine), _flat(theirs))
    low, high = min(theirs for _, theirs in pairs), max(theirs for _, theirs in pairs)
    above = {mine for mine, theirs in pairs if mine > high and theirs == high}
    below = {mine for mine, theirs in pairs if mine < low and theirs == low}
    between = {theirs for _, theirs in pairs} - {low, high}
    held = [(min(max(mine, low), high), theirs) for mine, theirs in pairs]
    if len(between) < ENOUGH or not all(_alike(*pair) for pair in held):
        return ""
    limits = [f"below {_short(low)}"] * (len(below) > 1)
    limits += [f"above {_short(high)}"] * (len(above) > 1)
    if len(limits) < bool(below) + bool(above) or not limits:  # one may be chance
        return ""
    asked = "What sets that limit?" if len(limits) == 1 else "What sets these limits?"
    return f"The answers are right, except that none is {' or '.join(limits)}. {asked}"


def _short(number: float) -> str:
    """Return a number in as few digits as show it, and how far it is from 1."""
    for digits in range(3, 18):
        told = f"{number:.{digits}g}"
        if float(told) == number:
            return told
        shown = math.isclose(float(told), number, rel_tol=0.01)
        if shown and math.isclose(1 - float(told), 1 - number, rel_tol=0.05):
            break
    return f"about {told}"


def _are(numbers: Any) -> Callable[[float], bool]:
    found = list(numbers)
    return lambda wanted: all(math.isclose(number, wanted, rel_tol=1e-7) for number in found)


def _length(request: Request, place: int) -> int:
    args = request["args"]
    value = _plain(args[place]) if len(args) > place else 0
    return len(value) if type(value) is list else 0
