"""Which known mistake a learner's program makes: the one that gives exactly the same replies."""

import marshal
import re
from collections.abc import Callable
from typing import Any

from .chapters import needs_numpy
from .compare_values import COARSE, COARSE_ABS_TOL, COARSE_REL_TOL, compare, family, is_array
from .known_mistakes import Mistake, bank
from .replies import Reply, Request
from .worker import InProcess

NUMPY_MISFIT = re.compile(
    r"matmul: Input operand |operands could not be |shapes \(.*not aligned|non-broadcast"
)
NEAR = 1e-9, 1e-13  # relative and absolute: the same number, but for its last bits
NEAR_LOSS = 1e-6, 1e-7  # where it may come from float32
NEAR_FLOAT32 = COARSE_REL_TOL, COARSE_ABS_TOL
OF_MESSAGES = re.compile(r"\bmessages?\b")  # a sentence on an error's words


def diagnose(
    stem: str,
    task: str,
    kind: str,
    record: list[tuple[Request, Reply]],
    host_of: Callable[[Mistake], InProcess],
    probe: Callable[[], list[tuple[Request, Reply]]],
    made_of: set[str],
    right: Callable[[], list[Reply]],
) -> Mistake | None:
    """Return the mistake of task that gives exactly the replies the learner gave, or None.

    kind: how the learner departed, as Departure has it. record: (request, reply) pairs, from the
    task's first test on. host_of(mistake) returns a host with it in the solution's place. probe()
    returns further pairs (see probe.py), which are asked for once a mistake fits the record.
    made_of: what stands in the learner's code; a sentence that speaks of anything else isn't said.
    right() returns the solution's replies to the requests of the record. What the learner drew in
    another way departs from them, and rightly: there a mistake may reply as the solution does.
    """
    near = NEAR_LOSS if needs_numpy(stem) else NEAR
    for candidate in bank(stem):
        if kind != "message" and OF_MESSAGES.search(candidate.sentence):
            continue
        if candidate.task == task and candidate.speaks_of() <= made_of:
            host = host_of(candidate)
            for number, (request, reply) in enumerate(record, start=1):
                mine = host.request(request)
                if not (mine is reply or _equal(mine, reply) or same(mine, reply, near)):
                    before = number < len(record)
                    elsewhere = before and _is_elsewhere(request, candidate.target)
                    if elsewhere and _both_refuse(mine, reply):
                        continue
                    drawn = before and kind != "property"  # which is of what was drawn
                    if not drawn or not same(mine, right()[number - 1], near):
                        break
            else:
                if kind in ("value", "stage") and not _equal(mine, reply):
                    last = right()[-1]
                    as_ours = _dtypes(mine) == _dtypes(last) or _dtypes(mine) != _dtypes(reply)
                    if as_ours and same(mine, last, near):
                        continue  # it is no mistake there: the learner's number departs by less
                if kind == "message" and _numbers(mine) != _numbers(reply):
                    continue
                if kind == "error" and not _one_fault(mine["error"], reply["error"]):
                    continue
                if kind == "changed" and repr(mine["after"]) == repr(request["args"]):
                    continue  # it left the arguments alone
                # in a new host, as the learner's
                if _goes_on(host_of(candidate), probe(), near, candidate.target):
                    return candidate
    return None


def _is_elsewhere(request: Request, target: str) -> bool:
    """Say whether a request calls another method than the one that a mistake is made in."""
    path = request.get("target", [])
    return "." in target and len(path) == 2 and path[-1] != target.partition(".")[2]


def _both_refuse(mine: Reply, theirs: Reply) -> bool:
    """Say whether two replies to a call that passed its check are ValueErrors, in any words."""
    errors = [reply.get("error", {"type": ""}) for reply in (mine, theirs)]
    return all(_type(error) == "ValueError" for error in errors)


def _type(error: dict[str, Any]) -> str:
    """Return an error's type; for a kind of ValueError, such as a learner's own, ValueError."""
    return "ValueError" if "ValueError" in error.get("bases", ()) else str(error["type"])


def _one_fault(mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Say whether two errors of one type, which nobody should have raised, tell of one fault.

    A ValueError may be in the learner's own words: then it names the same sizes.
    """
    if mine["message"] == theirs["message"] or _type(mine) != "ValueError":
        return True
    numbers = re.findall(r"\d+", mine["message"])
    return bool(numbers) and numbers == re.findall(r"\d+", theirs["message"])


def _goes_on(
    host: InProcess, record: list[tuple[Request, Reply]], near: tuple[float, float], target: str
) -> bool:
    """Say whether a host gives the replies of a record; {}: any.

    Another method than the target may have set more, or less, when its error came.
    """
    for request, reply in record:
        mine = host.request(request)
        if reply and not (mine is reply or _equal(mine, reply) or same(mine, reply, near)):
            if not _is_elsewhere(request, target) or "error" not in mine or "error" not in reply:
                return False
            if not same({"error": mine["error"]}, {"error": reply["error"]}, near):
                return False
    return True


def _numbers(reply: Reply) -> list[str]:
    """Return the numbers in an error's message, for a test that failed for want of them."""
    return re.findall(r"\d+", reply["error"]["message"]) if "error" in reply else []


def _equal(mine: Reply, theirs: Reply) -> bool:
    """Say, quickly, whether two replies are the same to the byte; 1, 1.0 and True are three."""
    return marshal.dumps(mine, 2) == marshal.dumps(theirs, 2)


def _dtypes(answer: Any) -> list[str]:
    """Return the dtypes of all arrays in an answer, in order."""
    return re.findall(r"'dtype': '(\w+)'", repr(answer))


def _misfit(message: str) -> list[str] | None:
    """Return the sizes in NumPy's words on arrays that don't fit; None for other words."""
    return sorted(re.findall(r"\d+", message)) if NUMPY_MISFIT.match(message) else None


def same(mine: Reply, theirs: Reply, near: tuple[float, float]) -> bool:
    """Say whether two replies are the same, but for the words of a ValueError and the last bits."""
    if "died" in theirs or "replaced" in theirs or theirs.get("loading"):
        return False
    if "error" in mine or "error" in theirs:
        one, other = mine.get("error"), theirs.get("error")
        if not one or not other or _type(one) != _type(other):
            return False
        if _type(one) != "ValueError" and one["message"] != other["message"]:
            return False  # the words of a ValueError are the learner's own
        if _misfit(one["message"]) != _misfit(other["message"]):
            return False  # but for NumPy's
        if not _alike(mine.get("kept"), theirs.get("kept"), near):
            return False  # it came elsewhere
        return ("file" in one) == ("file" in other)  # raised by the program, or by the call of it
    parts = ("value", "kept", "after")
    return all(_alike(mine.get(part), theirs.get(part), near) for part in parts)


def _alike(mine: Any, theirs: Any, near: tuple[float, float]) -> bool:
    """Say whether two answers are the same, NaN being the same as NaN."""
    if type(mine) is list and type(theirs) is list:
        same = (_alike(one, other, near) for one, other in zip(mine, theirs))
        return len(mine) == len(theirs) and all(same)
    if type(mine) is bool or type(theirs) is bool:
        return mine is theirs
    if is_array(mine) and is_array(theirs):
        if mine["shape"] != theirs["shape"] or family(mine) != family(theirs):
            return False
        near = NEAR_FLOAT32 if mine["dtype"] in COARSE else near
        one, other = mine["items"], theirs["items"]
        return one == other or _alike(one, other, near)  # == is quick
    if is_array(mine) or is_array(theirs):  # without axes it is as good as a number
        mine, theirs = (
            one["items"] if is_array(one) and not one["shape"] else one for one in (mine, theirs)
        )
        if is_array(mine) or is_array(theirs):
            return False
    if type(mine) is type(theirs) is dict and "items" in mine and "items" in theirs:
        one, other = sorted(mine["items"], key=repr), sorted(theirs["items"], key=repr)
        if mine["$"] == "tuple":
            one, other = mine["items"], theirs["items"]
        return mine["$"] == theirs["$"] and _alike(one, other, near)
    if mine != mine and theirs != theirs:
        return True
    return mine == theirs or compare(mine, theirs, *near) is None
