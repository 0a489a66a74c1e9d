"""Where a learner's program departs from the solution, which ends a test."""

import ast
import re
from dataclasses import dataclass, field
from typing import Any

NAME = re.compile(r"[A-Za-z_]\w*")
MADE = re.compile(r"([A-Za-z_]\w*) = ")  # a step that makes an object
PUT = re.compile(r"[A-Za-z_][\w.]* = ")  # one that makes an object, or puts what there is into one
CALLED = re.compile(r"\.(\w+)\(")
NUMBERED = re.compile(r"\b([a-z]{3,})\d+\b")  # an object that isn't the first of its class
IN_WORDS = re.compile(r"([\w.\[\]]+) = \((.*)\)")  # a step that may hold what Code.says
LOOKED_AT = re.compile(r"([A-Za-z_]\w*)\.([A-Za-z_]\w*)")  # a whole step


@dataclass
class Departure:
    """How the learner's program departed from the solution, in the words of the report."""

    kind: str
    steps: list[str]
    expected: str = ""
    got: str = ""
    place: str = ""
    cause: str = ""
    printed: str = ""
    file: str = ""
    line: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    losses: list[float] = field(default_factory=list)  # where training was to bring them down

    def relevant_steps(self) -> list[str]:
        """Return the calls that speak of the objects which the last one uses, and that one."""
        objects = {match[1] for match in map(MADE.match, self.steps) if match}
        used: set[str] = objects & set(NAME.findall(self.steps[-1]))
        before: set[str] | None = None
        while used != before:
            before = set(used)
            for step in self.steps:
                names = NAME.findall(step)
                if set(names[:1]) & used or (PUT.match(step) and set(names) & used):
                    used |= objects & set(names)  # what holds it, or is made of it, may change it
        earlier = [step for step in self.steps[:-1] if used & set(NAME.findall(step))]
        return [*earlier, self.steps[-1]]

    def shorter_names(self) -> dict[str, str]:
        """Return {name: name} for objects whose namesakes aren't shown: {"layer2": "layer"}."""
        steps = self.relevant_steps()
        made = [match[1] for match in map(MADE.match, steps) if match]
        names: dict[str, list[str]] = {}
        for name in dict.fromkeys(made):
            names.setdefault(NUMBERED.sub(r"\1", name), []).append(name)
        found = {
            name: base + str(number) * (number > 1)
            for base, all_of_them in names.items()
            for number, name in enumerate(all_of_them, 1)
        }
        known = set(NAME.findall("\n".join(steps))) - set(made)  # of something else
        changed = {name: new for name, new in found.items() if name != new}
        return {} if known & set(changed.values()) else changed

    def methods(self) -> list[str]:
        """Return the names of the methods that were called."""
        return [name for step in self.steps for name in CALLED.findall(step)]

    def after_call(self) -> list[str]:
        """Return [the attribute that departed, the method called just before], or []."""
        match = LOOKED_AT.fullmatch(self.steps[-1]) if self.steps else None
        if match is None or len(self.steps) < 2:
            return []
        called = re.match(rf"{match[1]}\.(\w+)\(", self.steps[-2])
        return [match[2], called[1]] if called and self.kind in ("value", "stage") else []

    def as_made(self, task: str) -> str:
        """Return which attribute departed on an object of a class that was only made, or ""."""
        match = LOOKED_AT.fullmatch(self.steps[-1]) if self.steps else None
        if self.kind != "value" or not match:
            return ""
        earlier = self.relevant_steps()[:-1]
        only_made = len(earlier) == 1 and earlier[0].startswith(f"{match[1]} = {task}(")
        return match[2] if only_made else ""


def as_shown(step: str) -> str:
    """Return a step as the report shows it: a value that is told in words is no Python."""
    match = IN_WORDS.fullmatch(step)
    try:
        ast.parse(match[2]) if match else None
    except SyntaxError:
        return f"# {match[1]}: {match[2]}" if match else step
    return step


class Departed(Exception):
    """Ends a test: the learner's program isn't the solution."""

    def __init__(self, departure: Departure) -> None:
        super().__init__(departure.kind)
        self.departure = departure
