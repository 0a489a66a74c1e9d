"""Where a learner's program departs from the solution, which ends a test."""

from dataclasses import dataclass, field
from typing import Any


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


class Departed(Exception):
    """Ends a test: the learner's program isn't the solution."""

    def __init__(self, departure: Departure) -> None:
        super().__init__(departure.kind)
        self.departure = departure
