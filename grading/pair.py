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
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from .call_arguments import Target, holds_objects, received, sendable, text_of, text_of_call
from .compare_values import REL_TOL
from .kept_attributes import kept_after
from .pair_checks import Checks, Refused, Step
from .replies import Reply, Request
from .sweeps import Sweeps
from .tasks import CALL_SECONDS
from .worker import InProcess, Worker

# Requests on their way; with more, both sides might wait for the other to read. On Linux the pipe
# to the worker is made larger, see worker_start.
AT_ONCE = 16 if sys.platform == "linux" else 8

Check = Callable[[Reply, Reply], None]


class Begun(NamedTuple):
    """A request on its way: the solution's reply, the steps so far, what to ask of the replies."""

    message: Request
    mine: Reply
    steps: int
    check: Check


class Pair(Checks):
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
        self._steps: list[Step] = []
        self._sweeps = Sweeps(self)
        self._since = 0  # the first of the requests of this time
        self._names: dict[str, int] = {}
        self._messages: dict[str, set[str]] = {}
        self._rng = random.Random(1)  # the same cases at every run of a test
        self._open: list[Begun] = []
        self._room = 4  # for those; it doubles, as what is wrong is mostly so at once
        self._begin({"do": "forget"})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Target(self, [name], name)

    # ── what a test may ask beyond calls ──

    def named(self, name: str, value: Any) -> Target:
        """Keep value on both sides under a name, so that calls share one object (an alias)."""
        self._steps.append(f"{name} = {text_of(value)}")
        self._begin({"do": "make", "value": sendable(value), "store": name})
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
            self.settle()  # what departed before comes first
            self._steps = self._steps[: after or None]
            self._depart("property", expected=expected, got=got, cause=cause, losses=list(losses))

    def returned(self, text: str) -> Target:
        """Return what the latest call gave, on either side, so that a test can write into it."""
        self.settle()
        return Target(self, [f"${self.requests[-1]['store']}"], text)

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
        shown = " ".join(text_of(arg) for arg in args if not isinstance(arg, Target))
        given = re.findall(r"\d+", shown)
        if {str(part) for part in naming if type(part) is int} & set(given):
            raise RuntimeError(f"{naming}: a message that shows the arguments would name these")
        self._exchange(target, args, kwargs, partial(self._check_refusal, naming))
        self._steps[-1] = Refused(self._steps[-1])
        if not target._path[-1][:1].isupper():  # what a class is made with are sizes, mostly
            self._sweeps.refused.append((target, args, kwargs, naming))

    def _refuse_too(
        self, target: Target, args: tuple, kwargs: dict[str, Any], naming: Sequence[Any]
    ) -> None:
        """Make a call; if the solution refuses it, and names as much, demand that of theirs."""

        def check(mine: Reply, theirs: Reply) -> None:
            told = mine.get("error", {"bases": (), "message": ""})
            named = all(str(part) in told["message"] for part in naming)
            if "ValueError" in told["bases"] and named:
                self._check_refusal(naming, mine, theirs)

        self._exchange(target, args, kwargs, check)
        self._steps[-1] = Refused(self._steps[-1])

    # ── both sides ──

    def _begin(
        self, message: Request, check: Check | None = None, mine: Reply | None = None
    ) -> Reply:
        """Send a request, and return the solution's reply; the test goes on with that.

        check: what is asked of it and the learner's once that has come, with the steps as now.
        mine: the solution's reply, where it is known.
        """
        if len(self._open) >= self._room:
            self.settle()
        self._learner.begin(message, self._seconds)
        mine = mine or self._reference.request(message)
        self._open.append(Begun(message, mine, len(self._steps), check or self._check))
        return mine

    def _send(self, message: Request) -> tuple[Reply, Reply]:
        self._begin(message)
        return self.settle()

    def settle(self) -> tuple[Reply, Reply]:
        """Wait for all replies, check each in its turn, return the last: (mine, theirs)."""
        begun, self._open = self._open, []
        self._room = min(2 * self._room, AT_ONCE)
        mine: Reply = {}
        theirs: Reply = {}
        for (message, mine, steps, check), theirs in zip(begun, self._learner.finish()):
            self.requests.append(message)
            self.replies.append(theirs)
            all_steps, self._steps = self._steps, self._steps[:steps]
            check(mine, theirs)
            self._steps = all_steps
        return mine, theirs

    def _reference_value(self, target: Target) -> Any:
        return self._reference.value(target._path)

    def _exchange(
        self,
        target: Target,
        args: tuple,
        kwargs: dict[str, Any],
        check: Check | None = None,
        watch: Sequence[list] = (),
    ) -> tuple[Request, Reply]:
        """Begin a call. Return the request, and the solution's reply."""
        message: Request = {
            "do": "call",
            "target": target._path,
            "args": [sendable(arg) for arg in args],
            "kwargs": {name: sendable(arg) for name, arg in kwargs.items()},
            "store": f"answer{len(self.requests) + len(self._open)}",
            "watch": list(watch),
        }
        last, text = target._path[-1], target._text
        if len(target._path) == 1 and last[:1].isupper():
            message["store"] = self._name(last)
            text = f"{message['store']} = {text}"
        self._steps.append(partial(text_of_call, text, args, kwargs))
        return message, self._begin(message, check)

    def _call(self, target: Target, args: tuple, kwargs: dict[str, Any], **tolerance: Any) -> Any:
        watch = kept_after(target, args, self._reference, self._keeps)
        check = partial(self._check_call, [text for _, text in watch], tolerance)
        message, mine = self._exchange(target, args, kwargs, check, [path for path, _ in watch])
        if "error" in mine:
            raise RuntimeError(f"the solution fails at {self._texts()[-1]}: {mine['error']}")
        if not tolerance.get("values", True):
            self._sweeps.drawn = True
            return self._theirs()
        if len(target._path) > 1:
            self._sweeps.methods[target._text] = target, args, kwargs, tolerance
        elif not target._path[0].startswith("$"):  # the chapter's, and not the test's own
            self._sweeps.functions[target._text] = target, args, kwargs, tolerance
        if type(mine["value"]) is dict and mine["value"]["$"] == "object":
            made = self._made(target, message["store"], mine["value"]["type"])
            self._sweeps.objects.append(made)
            return made
        return received(mine["value"])

    def _made(self, target: Target, store: str, class_name: str) -> Target:
        """Return the object that a call has made. One from a method or an operator gets a name."""
        if len(target._path) > 1:
            name, step = self._name(class_name), self._steps[-1]
            self._steps[-1] = lambda: f"{name} = {step if isinstance(step, str) else step()}"
            kept = {"$": "var", "path": [f"${store}"]}
            self._begin({"do": "make", "value": kept, "store": name})
            store = name
        return Target(self, ["$" + store], store)

    def _read(self, target: Target, values: bool = True) -> Any:
        value = self._reference_value(target)
        callable_value = type(value) is dict and value.get("type") in ("method", "function")
        if callable_value or holds_objects(value):
            return target
        check = partial(self._check_read, target._text, values)
        self._begin({"do": "get", "target": target._path}, check, {"value": value})
        return received(value) if values else self._theirs()

    def _theirs(self) -> Any:
        """Return what the learner's side answered last, for the test to work with."""
        mine, theirs = self.settle()
        self._given = mine["value"], theirs["value"], len(self._steps)
        return received(theirs["value"])

    def _set(self, path: list, text: str, value: Any) -> None:
        self._steps.append(lambda: f"{text} = {text_of(value)}")
        self._sweeps.settings[text] = path, text, value
        self._begin({"do": "set", "target": path, "value": sendable(value)})

    def _name(self, class_name: str) -> str:
        """Layer → layer, BackpropNetwork → network, MLP → mlp; a second one gets a number."""
        return self._numbered(re.findall("[A-Z]+(?![a-z])|[A-Z][a-z]+", class_name)[-1].lower())

    def _numbered(self, name: str) -> str:
        self._names[name] = self._names.get(name, 0) + 1
        return name if self._names[name] == 1 else f"{name}{self._names[name]}"

    def sweep(self, test: Callable[["Pair"], None] | None) -> None:
        """Run a test that has passed again, or look only at what is left of it; see sweeps.py."""
        self._sweeps.run(test)
