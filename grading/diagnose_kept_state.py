"""Whether what departed is right by itself: then something is kept from the calls before it.

Each sentence is said only of what was seen: the same calls, without the others, in a new process.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from .diagnose_mistake import NEAR, NEAR_LOSS, same
from .replies import Reply, Request

CALL = (
    "If this were the first call of all, its answer would be right. So something is kept from "
    "call to call: outside the function, or in a default such as [], made once for all calls."
)
OBJECT = (
    "If no other object had been made, this would be right. So objects share something: it is kept "
    "on the class or outside it, or in a default such as [], made once for all of them."
)
METHOD = "If {methods} were called only once here, this would be right."
LEFT = " What does the next call find that the first one left behind?"
LATE = "Without {step} that would be right. Does what it changes come into it?"
LATE_ALL = "Without the values that were set here that would be right. Do they come into it?"
SHARED = "{step} also changes what your object keeps. Keep a copy."
SPENT = "MemoryError", "OSError", "BlockingIOError", "RuntimeError"  # not by what is kept, perhaps
ANSWER = re.compile(r"\$answer\d")  # what a call gave, which has no name in a report


def right_alone(
    asked: list[Request],
    got: Reply,
    replay: Callable[[list[Request]], list[Reply]],
    ours: Callable[[list[Request]], list[Reply]],
    arrays: bool,
) -> tuple[str, bool]:
    """Return a sentence on the last request that was asked, or "", and if it is METHOD's.

    got: the learner's reply to it. replay and ours give the replies of the learner's program and of
    the solution to some requests, each time in a new process. arrays: the numbers may come from
    float32.
    """
    if got.get("error", {}).get("type") in SPENT:
        return "", False
    near, whole = NEAR_LOSS if arrays else NEAR, ours(asked)[-1]

    def is_right(few: list[Request]) -> bool:
        wanted = ours(few)
        if not same(wanted[-1], whole, near):  # ours takes the other calls, too
            return False
        if same(wanted[-1], got, near):  # what departs so little is right nowhere
            return False
        # twice: what draws without a seed may be right once
        return all(
            same(one, other, near)
            for _ in range(2)
            for one, other in zip(wanted, replay(few), strict=True)
        )

    needed = needed_for(asked)
    if len(needed) == 1:
        is_call = needed[0]["do"] == "call" and len(needed[0]["target"]) == 1
        return CALL if is_call and len(asked) > 1 and is_right(needed) else "", False
    classes = [
        request["target"] for request in needed if "store" in request and "target" in request
    ]
    others = [request for request in asked if _changes(request) and request not in needed]
    if any(request.get("target") in classes for request in others) and is_right(needed):
        return OBJECT, False
    made = [one[0] for one in classes if len(one) == 1 and one[0][:1].isupper()]
    if len(made) > len(set(made)):
        return "", False  # two objects of a class belong to it: which calls are too many isn't said
    single, methods = _each_once(needed)
    if methods and is_right(single):
        return METHOD.format(methods=" and ".join(methods)), True
    return "", False


def without_a_step(
    asked: list[Request],
    got: Reply,
    replay: Callable[[list[Request]], list[Reply]],
    ours: Callable[[list[Request]], list[Reply]],
    arrays: bool,
) -> str:
    """Return a sentence on the one earlier step without which the last answer is right, or "".

    As where what it changes was worked out before it, and kept; or where a list that it writes into
    was kept, and not copied. The arguments are those of right_alone.
    """
    near, needed, whole = NEAR_LOSS if arrays else NEAR, needed_for(asked), ours(asked)[-1]
    late, shared = [], []  # the numbers of such steps
    for i, step in enumerate(needed[:-1]):
        of, stored = step.get("target", [""]), {step["store"]} if "store" in step else set()
        on_object = str(of[0]).startswith("$") and not ANSWER.match(of[0])
        used = any(_names(later, stored) for later in needed[i + 1 :])
        if step["do"] not in ("set", "call") or not on_object or used:
            continue
        rest = [*needed[:i], *needed[i + 1 :]]
        mine = ours(rest)[-1]
        if same(mine, got, near):
            late.append(i)
        elif type(of[-1]) is int and same(mine, whole, near) and same(mine, replay(rest)[-1], near):
            shared.append(i)
    if len(shared) == 1 and not late:
        return SHARED.format(step=f"`{_named(needed[shared[0]])} = …`")
    sets = [step for step in needed if step["do"] == "set"]
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", json.dumps([got.get("value"), got.get("kept")]))
    if len(set(map(float, numbers)) - {0.0, 1.0}) < 2:
        return ""  # that may be chance
    if not late and sets[1:]:
        rest = [step for step in needed if step not in sets]
        return LATE_ALL if same(ours(rest)[-1], got, near) else ""
    if len(late) != 1:
        return ""
    step, name = needed[late[0]], _named(needed[late[0]])
    if step["do"] == "set":
        return LATE.format(step=f"`{name} = …`")
    calls = [other for other in needed[:-1] if other.get("target") == step["target"]]
    if calls[-1] is not step:
        return ""
    return LATE.format(step=f"the last `{name}(…)`" if calls[1:] else f"`{name}(…)`")


def _named(step: Request) -> str:
    """Return what a request is about, as a report writes it: "network.layers[0].weights"."""
    parts = (f"[{part}]" if type(part) is int else f".{part}" for part in step["target"])
    return "".join(parts).removeprefix(".$")


def _changes(request: Request) -> bool:
    return request["do"] in ("make", "call", "set", "spoil")


def _names(request: Request, stored: set[str]) -> set[str]:
    """Return the objects that a request is about, as far as it names them."""
    parts = ("target", "targets", "args", "kwargs", "value")
    text = json.dumps([request.get(part) for part in parts])
    return {name for name in stored if re.search(rf"\b{re.escape(name)}\b", text)}


def needed_for(asked: list[Request]) -> list[Request]:
    """Return the last request, and those before it that may have changed what it is about.

    An object may change what it was made from, as a loss does by its backward.
    """
    stored = {request["store"] for request in asked[:-1] if "store" in request}
    wanted = _names(asked[-1], stored)
    changes = [
        (request, _names(request, stored) | ({str(request.get("store"))} & stored))
        for request in asked[:-1]
        if _changes(request)
    ]
    before: set[str] = set()
    while wanted != before:
        before = set(wanted)
        for _, names in changes:
            wanted |= names if names & wanted else set()
    return [request for request, names in changes if names & wanted] + asked[-1:]


def _each_once(needed: list[Request]) -> tuple[list[Request], list[str]]:
    """Return the requests with the latest call of each method alone, and which came again."""
    kept: list[Request] = []
    again: list[str] = []
    called: set[Any] = set()
    for request in reversed(needed):
        if request["do"] == "call" and str(request["target"][0]).startswith("$"):
            method = json.dumps(request["target"])
            if method in called:
                again.append(str(request["target"][-1]))
                continue
            called.add(method)
        kept.append(request)
    return kept[::-1], list(dict.fromkeys(again[::-1]))
