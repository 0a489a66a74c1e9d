"""How far a class has come, method by method, from the tests of the whole of it."""

import ast
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from .chapters import solution_tree
from .replies import Request
from .tasks import Test

if TYPE_CHECKING:
    from .grade import Outcome


@lru_cache
def methods_of(stem: str, task: str) -> list[str]:
    """Return the methods that the solution's class defines, in order; [] for a function."""
    for node in solution_tree(stem).body:
        if isinstance(node, ast.ClassDef) and node.name == task:
            return [inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)]
    return []


def has_to_do(stem: str, task: str, name: str = "", method: str = "") -> list[str]:
    """Return [name, method] where that method of ours has to do with self.name, and else []."""
    for node in ast.walk(solution_tree(stem)):
        if isinstance(node, ast.ClassDef) and node.name == task:
            ours = [part for part in node.body if getattr(part, "name", "") == method]
            inside = [n for part in ours for n in ast.walk(part) if isinstance(n, ast.Attribute)]
            return [name, method] if any(n.attr == name for n in inside) else []
    return []


def method_states(
    task: str, names: list[str], tests: list[Test], run: Callable[[Test], "Outcome"]
) -> dict[str, str]:
    """Return "right" or "unwritten" for the methods of which that can be said; none that is wrong.

    Right is what gave the right answers in every test, as far as each test came: where one departs,
    the method that was called last is not right.
    """
    called: set[str] = set()
    states: dict[str, str] = {}
    for test in tests:
        outcome = run(test)
        asked = [_method(request, task) for request in outcome.asked if request["do"] == "call"]
        called |= set(asked)
        departure = outcome.departure
        if departure is not None and asked:
            missing = "NotImplementedError" in departure.told.get("bases", ())
            states[asked[-1]] = "unwritten" if missing else "wrong"
    states = {name: states.get(name, "right") for name in names if name in called}
    return {name: state for name, state in states.items() if state != "wrong"}


def method_reached(stem: str, outcome: "Outcome") -> str:
    """Return the method of a class that a learner has come to, or "" where none was called.

    It is the one that a known mistake, the search or the error itself names; else the one that was
    called last.
    """
    names, departure = methods_of(stem, outcome.task), outcome.departure
    told = [outcome.target]
    if departure is not None and "NotImplementedError" in departure.told.get("bases", ()):
        told.append(str(departure.told.get("message", "")))
    calls = [request for request in outcome.asked if request["do"] == "call"]
    told += [f"{outcome.task}.{_method(request, outcome.task)}" for request in calls[-1:]]
    found = [name.removeprefix(f"{outcome.task}.") for name in told]
    return next((name for name in found if name in names), "")


def methods_called(stem: str, outcome: "Outcome") -> list[str]:
    """Return the methods of a class that a test called before it ended, in the class's order."""
    calls = [request for request in outcome.asked if request["do"] == "call"]
    called = {_method(request, outcome.task) for request in calls}
    return [name for name in methods_of(stem, outcome.task) if name in called]


def _method(request: Request, task: str) -> str:
    """Return which method of the class a call is of, or what else it calls."""
    path = request["target"]
    return "__init__" if path == [task] else str(path[-1])
