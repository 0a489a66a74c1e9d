"""Mark a grader's tests with the task that each is about; what tasks' states tell together."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from .pair import Pair

CALL_SECONDS = 5


class Test(Protocol):
    """A grader's test, marked as task() does."""

    __name__: str
    task: str
    seconds: float
    once: bool
    probe: bool

    def __call__(self, pair: "Pair") -> None: ...


TestFunction = TypeVar("TestFunction", bound=Callable[..., None])


def task(
    name: str, seconds: float = CALL_SECONDS, once: bool = False, probe: bool = True
) -> Callable[[TestFunction], TestFunction]:
    """Mark a test as grading the task `name`; each call in it may take `seconds`.

    once: it isn't run a second time (see sweeps.py), as it takes long or draws by the thousand.
    probe: what it asks tells one known mistake from another (see probe.py).
    """

    def mark(function: TestFunction) -> TestFunction:
        is_long = seconds > CALL_SECONDS
        marks = {"once": once or is_long, "probe": probe and not is_long}
        vars(function).update(task=name, seconds=seconds, **marks)
        return function

    return mark


def wrong_among(states: dict[str, str]) -> list[str]:
    """Return the wrong ones of some tasks; where none is, the first that isn't passed."""
    failing = [name for name, state in states.items() if state != "passed"]
    return [name for name in failing if states[name] == "not yet"] or failing[:1]
