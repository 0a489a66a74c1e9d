"""What is asked of the two replies to one request: where the learner's departs, the test ends."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from .call_arguments import is_plain, is_small, text_of
from .compare_values import NO_RETURN, compare, is_array
from .departure import Departed, Departure
from .format_values import show_both, show_one
from .replies import Reply, Request
from .worker import InProcess

if TYPE_CHECKING:
    from .sweeps import Sweeps

BETWEEN = "(between two tests, as the objects of the first are given up)"
RAISE = "An error that is returned is a value like any other. Raise it."
REFUSE = 'Refuse this call: raise a ValueError with a message such as "{}".'
ZIPS = "That is zip's message, and it names no lengths. Compare them first, and name both yourself."
RIGHTLY = "  # raises a ValueError, as it should"
REFUSE_WITH = "Refuse this call: raise a ValueError that says what is wrong."
TOO_MANY = "A reader of the message should see what didn't fit, and not many numbers besides."
FIXED = "A call with other values to name gets the very same message. Put in what was given."
WROTE = "wrote that. Is it one list under two names?"
REFUSED = "The call before this was refused, and a refused call must change nothing."
PYTHONS_ZIP = re.compile(r"zip\(\) argument \d+ is (longer|shorter) than arguments? \d+(-\d+)?")
APART = r"(?i)(?<!\d){}(?!\d)"  # NaN, too
ALONE = r"(?<!\d)(?<!\d\.){}(?!\d)(?!\.\d)"  # a size, which has no decimals
WHOLE = re.compile(ALONE.format(r"\d+"))
NUMBERS = 6  # in a message, beside what it is about: a list of them all names none
LONGEST = 120  # characters of a message of ours that is shown
SIDES = "expected", "got", "place"
PLAIN = {int, float}

# Made a text where it is shown: a test changes nothing that it has passed to a call.
Step = str | Callable[[], str]


class Refused:
    """The step of a call that is to be refused."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __call__(self) -> str:
        return self._step if isinstance(self._step, str) else self._step()


class Checks:
    """The checks of a pair, on the last of its requests and replies."""

    requests: list[Request]
    replies: list[Reply]
    _reference: InProcess
    _steps: list[Step]
    _sweeps: "Sweeps"
    _since: int
    _messages: dict[str, set[str]]  # of theirs, and what each was to name when it first came
    _given: tuple[Any, Any, int] | None = None  # by drawn() or look(): ours, theirs, the steps

    def unfit(self, error: Exception) -> None:
        """Depart if an error in a test may come of what the learner's side gave it to work with.

        What is drawn has been compared with ours in its form, and may hold any finite numbers.
        """
        if self._given:
            mine, theirs, steps = self._given
            self._steps = self._steps[:steps]
            shown = dict(zip(SIDES, show_both(mine, theirs, [])))
            shown["expected"] = form_of(mine) or shown["expected"]
            huge = isinstance(error, OverflowError)
            cause = "Its numbers are far too large." if huge else "No such numbers belong here."
            self._depart("value", **shown, cause=cause, told={"got": theirs})

    def _check(self, mine: Reply, theirs: Reply, expected: str = "", ours: str = "") -> None:
        """Depart where the learner's side gave no value."""
        for kind in ("died", "replaced", "error"):
            if kind in theirs:
                if not expected and mine.get("value") is not None:
                    expected = show_one(mine["value"])
                told = {**theirs[kind], "ours": ours} if ours and kind == "error" else theirs[kind]
                self._depart(kind, expected=expected, told=told)

    def _check_call(
        self, kept: list[str], tolerance: dict[str, Any], mine: Reply, theirs: Reply
    ) -> None:
        self._check(mine, theirs)
        for text, one, other in zip(kept, mine["kept"], theirs["kept"]):
            self._compare(one, other, stage=text, **tolerance)
        self._compare(mine["value"], theirs["value"], **tolerance)
        self._check_arguments(theirs)
        request = self.requests[-1]
        if is_small(theirs["value"]):
            of_function = len(request["target"]) == 1
            answers = self._sweeps.answers if of_function else self._sweeps.returned
            answers[request["store"]] = theirs["value"], self._steps[-1]
            self._sweeps.given[request["store"]] = request["args"], self._steps[-1]

    def _check_read(self, text: str, values: bool, mine: Reply, theirs: Reply) -> None:
        self._steps.append(text)
        self._check(mine, theirs)
        self._compare(mine["value"], theirs["value"], values=values)

    def _check_refusal(self, naming: Sequence[Any], mine: Reply, theirs: Reply) -> None:
        if "ValueError" not in mine.get("error", {"bases": ()})["bases"]:
            raise RuntimeError(f"the solution does not refuse {self._texts()[-1]}: {mine}")
        wanted = "a ValueError"
        if naming:
            words = [f'"{part}"' if str(part).isalpha() else part for part in naming]
            wanted += " whose message names " + " and ".join(map(str, words))
        error, ours = theirs.get("error"), shortened(mine["error"]["message"])
        if error is None or "ValueError" not in error["bases"]:
            if error is None and "died" not in theirs and "replaced" not in theirs:
                value = theirs["value"]
                returned = type(value) is dict and "Exception" in value.get("bases", ())
                self._depart(
                    "accepted",
                    expected=wanted,
                    got=f"{show_one(value)}, returned" if returned else show_one(value),
                    cause=RAISE if returned else self._refuse(ours),
                )
            self._check(mine, theirs, wanted, ours)
        assert error is not None  # or one of the two has departed
        message = PYTHONS_ZIP.sub("", error["message"])  # which counts the arguments
        about = {*map(str, naming), *WHOLE.findall(json.dumps(self.requests[-1]))}
        others = set(WHOLE.findall(message)) - about
        missing = [
            str(part) if re.search(r"\w", str(part)) else f"`{part}`"
            for part in naming
            if not re.search(
                (ALONE if type(part) is int else APART).format(re.escape(str(part))), message
            )
        ]
        said = {str(part) for part in naming}
        before = self._messages.setdefault(message, said) if said else said
        fixed = not (said <= before or before <= said)
        if missing or fixed or (naming and len(others) > NUMBERS):
            args = self.requests[-1].get("args", ())
            places = {place for arg in args for place in _places(arg, missing)}
            named = set(WHOLE.findall(message))
            if PYTHONS_ZIP.search(error["message"]):
                cause = ZIPS
            elif missing:
                asked = f" Is {min(named)} its place?" if named and named <= places else ""
                also = " also" * (len(missing) < len(naming))
                cause = f"The message should{also} name {' and '.join(missing)}.{asked}"
            else:
                cause = FIXED if fixed else TOO_MANY
            self._depart(
                "message",
                expected=wanted,
                got=f"ValueError: {error['message']}",
                cause=cause,
                told=error,
            )
        self._check_arguments(theirs)

    def _refuse(self, ours: str) -> str:
        """Return what to say of a call that had to be refused, with our message if it fits there.

        Ours may be that of a function which another program need not call.
        """
        says_where = re.match(r"(\w+):", ours)
        names = [name for name in self.requests[-1]["target"] if type(name) is str]
        is_its_own = says_where is None or says_where[1] in names
        return REFUSE.format(ours) if is_its_own else REFUSE_WITH

    def _compare(self, expected: Any, got: Any, stage: str = "", **tolerance: Any) -> None:
        difference = compare(expected, got, **tolerance)
        if difference:
            if stage:
                self._steps.append(stage)
            before = self._sweeps.right_before(self.requests, self._since)
            cause = self._sweeps.spoilt_in(got) or self._after_refusal()
            cause = cause or self._written(got, difference.path) or difference.cause or before
            cause = cause or self._changed_too()
            if stage or difference.path or self.requests[-1]["do"] != "call":
                cause = cause.replace(NO_RETURN, "That is None.")  # it is no answer
            shown = dict(zip(SIDES, show_both(expected, got, difference.path)))
            if not tolerance.get("values", True):  # ours are draws, and no others are wrong
                shown["expected"] = form_of(expected) or shown["expected"]
            self._depart(
                "stage" if stage else "value",
                **shown,
                cause=cause,
                told={"got": got},
            )

    def _written(self, got: Any, place: list) -> str:
        """Return what to say of a value that this test wrote into another list."""
        for index in place:
            got = got[index] if type(got) is list and index in range(len(got)) else None
        for text, (path, _, value) in self._sweeps.settings.items():
            if place and path[-1] == place[-1] and type(got) is type(value) and got == value:
                return f"`{text} = {text_of(value)}` {WROTE}"
        return ""

    def _after_refusal(self) -> str:
        """Return what to say where something is read after a call that was refused."""
        calls = [
            theirs for asked, theirs in zip(self.requests, self.replies) if asked["do"] == "call"
        ]
        is_read = self.requests[-1]["do"] == "get"
        return REFUSED if is_read and calls and "error" in calls[-1] else ""

    def _check_arguments(self, theirs: Reply) -> None:
        for name, before, after in self._changed(theirs):
            difference = compare(before, after, rel_tol=0, abs_tol=0)
            texts = show_both(before, after, difference.path if difference else [])
            kind = "array" if is_array(before) else "list"
            self._depart(
                "changed",
                expected=f"{name} left as it was: {texts[0]}",
                got=f"{name} is now {texts[1]}",
                place=texts[2],
                cause=f"The caller's {kind} was changed. Build a new {kind} instead.",
            )

    def _changed(self, theirs: Reply) -> Iterator[tuple[str, Any, Any]]:
        """Yield (the parameter's name, before, after) of each argument that a call changed."""
        asked = self.requests[-1]
        for number, (before, after) in enumerate(
            zip(asked.get("args", ()), theirs.get("after", ()))
        ):
            if is_plain(before) and repr(before) != repr(after):
                yield self._parameters(asked["target"])[number], before, after

    def _changed_too(self) -> str:
        """Return what to say where a call with a wrong answer has changed what it was given."""
        for name, before, after in self._changed(self.replies[-1]):
            kind = "array" if is_array(before) else "list"
            return f"The caller's {kind} was changed: {name} is {show_one(after)} after the call."
        return ""

    def _parameters(self, target: list) -> list[str]:
        """Return the names of the parameters of a function, method or class of the solution."""
        value = self._reference.request({"do": "get", "target": target})["value"]
        if value["type"] == "type":
            target = [*target, "__init__"]
        path = [*target, "__code__", "co_varnames"]
        names = self._reference.request({"do": "get", "target": path})["value"]["items"]
        return [name for name in names if name != "self"]

    def _depart(self, kind: str, **details: Any) -> NoReturn:
        told = details.get("told") or {}
        printed = self.replies[-1].get("printed", "")
        if self.replies[-1].get("loading"):
            kind, details["expected"] = "load", ""
        raise Departed(
            Departure(
                kind,
                self._texts() or [BETWEEN],
                printed=printed,
                file=told.get("file", ""),
                line=told.get("line", 0),
                **details,
            )
        )

    def _texts(self) -> list[str]:
        """Return the steps as text. Those before the last that were to be refused were."""
        texts = [step if isinstance(step, str) else step() for step in self._steps]
        for number, step in enumerate(self._steps[:-1]):
            texts[number] += RIGHTLY * isinstance(step, Refused)
        return texts


def shortened(message: str) -> str:
    """Return a message of ours in one line of few characters."""
    line = " ".join(message.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 2] + " …"


def form_of(value: Any) -> str:
    """Return how many numbers a list, or each of its rows, holds; "" for anything else."""
    rows = value if type(value) is list else []
    are_numbers = [type(row) is list and set(map(type, row)) <= PLAIN for row in rows]
    counts = {len(row) for row in rows} if rows and all(are_numbers) else set()
    if len(counts) == 1:
        return f"{len(rows)} row{'s' * (len(rows) != 1)} of {_numbers(counts.pop())}"
    return _numbers(len(rows)) if rows and set(map(type, rows)) <= PLAIN else ""


def _numbers(count: int) -> str:
    return f"{count} number{'s' * (count != 1)}"


def _places(sent: Any, wanted: list[str]) -> Iterator[str]:
    """Yield where an argument, a list or an array of numbers, holds one of the wanted."""
    items = sent["items"] if is_array(sent) else sent
    for index, item in enumerate(items if type(items) is list else ()):
        if str(item) in wanted:
            yield str(index)
