"""The learner's chapter and the solution, run side by side, one call at a time.

A grader's test gets a ``Pair``. Whatever it calls, makes, reads or sets through the pair happens
on both sides, and the two answers are compared at once:

    pair.dot_product([1, 2, 3], [4, 5, 6])      # a call, compared; returns the solution's answer
    layer = pair.Layer(3, 2)                    # an object on either side
    layer.weights = [[1, 2, 3], [4, 5, 6]]      # set on both
    layer.forward([1, 0, 1])                    # compared, with what KEEPS says the layer keeps
    layer.outputs                               # read on both and compared

The first answer that departs ends the test with ``Departed``. Everything that was sent to the
learner's side is recorded in ``pair.requests``, and every reply in ``pair.replies``.
"""

import math
import random
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from .arguments import Target, holds_objects, is_plain, is_small, received, sendable, text_of
from .compare import NO_RETURN, REL_TOL, compare, is_array, show_both, show_one
from .departure import Departed, Departure
from .keeps import kept_after
from .replies import Reply, Request
from .sweeps import Sweeps
from .tasks import CALL_SECONDS
from .worker import InProcess, Worker

BETWEEN = "(between two tests, as the objects of the first are given up)"
NUMBERS = 40  # in one message: a list of them all names none
SIDES = "expected", "got", "place"
AT_ONCE = 8  # requests on their way; with more, both sides might wait for the other to read


class Pair:
    """Both sides of one test. reference and learner are hosts; keeps is the grader's KEEPS."""

    def __init__(
        self,
        reference: InProcess,
        learner: InProcess | Worker,
        keeps: dict[str, list[str]],
        seconds: float = CALL_SECONDS,
    ) -> None:
        self.requests: list[Request] = []
        self.replies: list[Reply] = []
        self._reference, self._learner = reference, learner
        self._keeps, self._seconds = keeps, seconds
        self._steps: list[str] = []
        self._sweeps = Sweeps(self)
        self._since = 0  # the first of the requests of this time
        self._names: dict[str, int] = {}
        self._rng = random.Random(1)  # the same cases at every run of a test
        # (message, the solution's reply, steps so far) of what was begun
        self._open: list[tuple[Request, Reply, int]] = []
        self._begin({"do": "forget"})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Target(self, [name], name)

    # ── what a test may ask beyond calls ──

    def named(self, name: str, value: Any) -> Target:
        """Keep value on both sides under a name, so that calls share one object (an alias)."""
        message = {"do": "make", "value": sendable(value), "store": name}
        self._steps.append(f"{name} = {text_of(value)}")
        mine, theirs = self._send(message)
        self._check(mine, theirs)
        return Target(self, ["$" + name], name)

    def random_vector(self, n: int) -> list[float]:
        """Return n seeded random numbers of either sign, short enough to read.

        Every third has more decimals than somebody would round to.
        """
        return [round(self._rng.uniform(-9, 9), 2 if i % 3 else 7) for i in range(n)]

    def random_matrix(self, rows: int, columns: int) -> list[list[float]]:
        return [self.random_vector(columns) for _ in range(rows)]

    def random_array(self, *shape: int, dtype: str = "float64") -> Any:
        """Return a NumPy array of seeded random numbers, for the graders of Part II."""
        import numpy

        size = math.prod(shape)
        return numpy.array(self.random_vector(size), dtype=dtype).reshape(shape)

    def close(
        self,
        target: Target,
        *args: Any,
        rel_tol: float = REL_TOL,
        abs_tol: float = 0.0,
        **kwargs: Any,
    ) -> Any:
        """Call target as usual, with a tolerance of its own: by ratio alone, where none cancel."""
        return self._call(target, args, kwargs, rel_tol=rel_tol, abs_tol=abs_tol)

    def drawn(self, target: Target, *args: Any, **kwargs: Any) -> Any:
        """Call what draws at random: shapes are compared, values are not. Return the learner's."""
        return self._call(target, args, kwargs, values=False)

    def look(self, target: Target, name: str) -> Any:
        """Read an attribute that was drawn at random: shapes are compared. Return the learner's."""
        return self._read(
            Target(self, [*target._path, name], f"{target._text}.{name}"), values=False
        )

    def expect(
        self,
        holds: Any,
        expected: str,
        got: str = "",
        cause: str = "",
        losses: Sequence[float] = (),
        after: int = 0,
    ) -> None:
        """Demand a property of what the learner's side just gave. The texts are for the report.

        losses: the learner's mean losses, where the demand is that training brings them down.
        after: the calls that it is of, as so_far() counted them, where more have been made since.
        """
        if not holds:
            self._steps = self._steps[: after or None]
            self._depart("property", expected=expected, got=got, cause=cause, losses=list(losses))

    def so_far(self) -> int:
        """Return how many calls have been made, for an expect() that comes later."""
        return len(self._steps)

    def refuses(
        self, target: Target, *args: Any, naming: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        """Demand a ValueError whose message holds everything in naming: sizes, words, values.

        Sizes are integers, and stand nowhere in the arguments, or a message that shows these
        would seem to name them. A value that is to be named is given as a string.
        """
        given = re.findall(r"\d+", " ".join(map(text_of, args)))
        if {str(part) for part in naming if type(part) is int} & set(given):
            raise RuntimeError(f"{naming}: a message that shows the arguments would name these")
        mine, theirs = self._exchange(target, args, kwargs)
        if "ValueError" not in mine.get("error", {"bases": ()})["bases"]:
            raise RuntimeError(f"the solution does not refuse {self._steps[-1]}: {mine}")
        wanted = "a ValueError"
        if naming:
            wanted += " whose message names " + " and ".join(map(str, naming))
        error = theirs.get("error")
        if error is None or "ValueError" not in error["bases"]:
            if error is None and "died" not in theirs and "replaced" not in theirs:
                self._depart(
                    "accepted",
                    expected=wanted,
                    got=show_one(theirs["value"]),
                    cause="Sizes or values that don't fit must be refused, never worked around.",
                )
            self._check(mine, theirs, expected=wanted)
        assert error is not None  # or one of the two has departed
        numbers = re.findall(r"\d+", error["message"])
        for part in naming:
            if len(numbers) > NUMBERS or not re.search(
                rf"(?<!\d){re.escape(str(part))}(?!\d)", error["message"]
            ):
                self._depart(
                    "message",
                    expected=wanted,
                    got=f"ValueError: {error['message']}",
                    cause="A reader of the message should see what didn't fit.",
                    told=error,
                )
        self._check_arguments(theirs)

    # ── both sides ──

    def _begin(self, message: Request) -> None:
        """Send what needs no answer at once: the learner's side works while the test goes on."""
        if len(self._open) == AT_ONCE:
            self.settle()
        self._learner.begin(message, self._seconds)
        mine = self._reference.request(message)
        self._open.append((message, mine, len(self._steps)))

    def _send(self, message: Request) -> tuple[Reply, Reply]:
        self._begin(message)
        return self.settle()

    def settle(self) -> tuple[Reply, Reply]:
        """Wait for all replies, check the earlier ones, return the last: (mine, theirs)."""
        begun, self._open = self._open, []
        mine: Reply = {}
        theirs: Reply = {}
        for (message, mine, steps), theirs in zip(begun, self._learner.finish()):
            self.requests.append(message)
            self.replies.append(theirs)
            if message["do"] in ("forget", "set") or "died" in theirs:
                later, self._steps = self._steps, self._steps[:steps]
                self._check(mine, theirs)
                self._steps = later
        return mine, theirs

    def _reference_value(self, target: Target) -> Any:
        return self._reference.request({"do": "get", "target": target._path})["value"]

    def _exchange(
        self, target: Target, args: tuple, kwargs: dict[str, Any], watch: Sequence[list] = ()
    ) -> tuple[Reply, Reply]:
        message: Request = {
            "do": "call",
            "target": target._path,
            "args": [sendable(arg) for arg in args],
            "kwargs": {name: sendable(arg) for name, arg in kwargs.items()},
            "store": "result",
            "watch": list(watch),
        }
        shown = [text_of(arg) for arg in args]
        shown += [f"{name}={text_of(arg)}" for name, arg in kwargs.items()]
        call = f"{target._text}({', '.join(shown)})"
        last = target._path[-1]
        if len(target._path) == 1 and last[:1].isupper():
            message["store"] = self._name(last)
            call = f"{message['store']} = {call}"
        elif len(target._path) == 1:
            message["store"] = f"answer{len(self.requests) + len(self._open)}"
        self._steps.append(call)
        return self._send(message)

    def _call(self, target: Target, args: tuple, kwargs: dict[str, Any], **tolerance: Any) -> Any:
        watch = kept_after(target, self._reference, self._keeps)
        mine, theirs = self._exchange(target, args, kwargs, [path for path, _ in watch])
        if "error" in mine:
            raise RuntimeError(f"the solution fails at {self._steps[-1]}: {mine['error']}")
        self._check(mine, theirs)
        for (_, text), one, other in zip(watch, mine["kept"], theirs["kept"]):
            self._compare(one, other, stage=text, **tolerance)
        self._compare(mine["value"], theirs["value"], **tolerance)
        self._check_arguments(theirs)
        store = self.requests[-1]["store"]
        if len(target._path) == 1 and is_small(theirs["value"]):
            self._sweeps.answers[store] = theirs["value"], self._steps[-1]
        if not tolerance.get("values", True):
            self._sweeps.drawn = True
            return received(theirs["value"])
        if len(target._path) > 1:
            self._sweeps.methods[target._text] = target, args, kwargs, tolerance
        if type(mine["value"]) is dict and mine["value"]["$"] == "object":
            made = Target(self, ["$" + store], store)
            self._sweeps.objects.append(made)
            return made
        return received(mine["value"])

    def _read(self, target: Target, values: bool = True) -> Any:
        value = self._reference_value(target)
        callable_value = type(value) is dict and value.get("type") in ("method", "function")
        if callable_value or holds_objects(value):
            return target
        self._steps.append(target._text)
        mine, theirs = self._send({"do": "get", "target": target._path})
        self._check(mine, theirs)
        self._compare(mine["value"], theirs["value"], values=values)
        self._steps.pop()
        return received(mine["value"] if values else theirs["value"])

    def _set(self, path: list, text: str, value: Any) -> None:
        self._steps.append(f"{text} = {text_of(value)}")
        self._sweeps.settings[text] = path, text, value
        self._begin({"do": "set", "target": path, "value": sendable(value)})

    def _name(self, class_name: str) -> str:
        """Layer → layer, BackpropNetwork → network, MLP → mlp; a second one gets a number."""
        name = re.findall("[A-Z]+(?![a-z])|[A-Z][a-z]+", class_name)[-1].lower()
        self._names[name] = self._names.get(name, 0) + 1
        return name if self._names[name] == 1 else f"{name}{self._names[name]}"

    def sweep(self, test: Callable[["Pair"], None]) -> None:
        """Run a test that has passed again; see sweeps.py."""
        self._sweeps.run(test)

    # ── verdicts ──

    def _check(self, mine: Reply, theirs: Reply, expected: str = "") -> None:
        """Depart where the learner's side gave no value."""
        if not expected:
            expected = show_one(mine["value"]) if mine.get("value") is not None else ""
        if "died" in theirs:
            self._depart("died", expected=expected, told=theirs["died"])
        if "replaced" in theirs:
            self._depart("replaced", expected=expected, told=theirs["replaced"])
        if "error" in theirs:
            self._depart("error", expected=expected, told=theirs["error"])

    def _compare(self, expected: Any, got: Any, stage: str = "", **tolerance: Any) -> None:
        difference = compare(expected, got, **tolerance)
        if difference:
            if stage:
                self._steps.append(stage)
            cause = difference.cause or self._sweeps.right_before(self.requests, self._since)
            if stage or difference.path or self.requests[-1]["do"] != "call":
                cause = cause.replace(NO_RETURN, "That is None.")  # it is no answer
            self._depart(
                "stage" if stage else "value",
                **dict(zip(SIDES, show_both(expected, got, difference.path))),
                cause=cause,
                told={"got": got},
            )

    def _check_arguments(self, theirs: Reply) -> None:
        sent = self.requests[-1]["args"]
        for number, (before, after) in enumerate(zip(sent, theirs.get("after", ()))):
            if is_plain(before) and repr(before) != repr(after):
                difference = compare(before, after, rel_tol=0, abs_tol=0)
                texts = show_both(before, after, difference.path if difference else [])
                name = self._parameters(self.requests[-1]["target"])[number]
                kind = "array" if is_array(before) else "list"
                self._depart(
                    "changed",
                    expected=f"{name} left as it was: {texts[0]}",
                    got=f"{name} is now {texts[1]}",
                    place=texts[2],
                    cause=f"The caller's {kind} was changed. Build a new {kind} instead.",
                )

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
                list(self._steps) or [BETWEEN],
                printed=printed,
                file=told.get("file", ""),
                line=told.get("line", 0),
                **details,
            )
        )
