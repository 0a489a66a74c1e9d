"""Further calls of a task, for diagnosis alone: what a learner's program gives beyond its fault.

Two programs that fail alike once may be two different programs. A known mistake is named only if it
gives the learner's answers here too.
"""

import time
from collections.abc import Sequence
from typing import Any

from .call_arguments import Target
from .pair import Pair
from .replies import Reply, Request
from .tasks import Test
from .worker import InProcess, Worker

SECONDS = 3.0  # after which no further test is begun


class Over(Exception):
    """Ends a test in which the learner's side came to an end."""


class Probe(Pair):
    """A pair that never departs: a test goes on with the solution's answers.

    record holds the learner's. What has to be refused is asked only where refusing is the point:
    else whoever forgot to refuse it may have made another mistake besides, which is to be named.
    """

    def __init__(self, *sides: Any, kind: str = "", **more: Any) -> None:
        self.record: list[tuple[Request, Reply]] = []
        self._kind = kind
        super().__init__(*sides, **more)

    def settle(self) -> tuple[Reply, Reply]:
        begun, self._open = self._open, []
        mine: Reply = {}
        for (message, mine, *_), theirs in zip(begun, self._learner.finish()):
            if {"died", "ended", "loading"} & theirs.keys():
                raise Over
            self.requests.append(message)
            self.replies.append(mine)
            self.record.append((message, theirs))
        return mine, mine

    def refuses(
        self, target: Target, *args: Any, naming: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        if self._kind in ("accepted", "message"):
            self._exchange(target, args, kwargs)

    def expect(self, *_args: Any, **_kwargs: Any) -> None:
        pass

    def _theirs(self) -> Any:
        answer = super()._theirs()  # it was drawn
        message, theirs = self.record[-1]
        drawn = self._kind != "property"  # which is of what was drawn
        if drawn and "error" not in theirs and theirs != self.replies[-1]:
            self.record[-1] = message, {}  # in another way than ours, which any mistake may be
        return answer


def probed(
    reference: InProcess,
    learner: InProcess | Worker,
    tests: list[Test],
    keeps: dict[str, list[str]],
    kind: str = "",
) -> list[tuple[Request, Reply]]:
    """Return (request, the learner's reply) of all that quick tests ask.

    kind: how the learner departed, as Departure has it.
    """
    record: list[tuple[Request, Reply]] = []
    begun = time.monotonic()
    for test in tests:
        if not test.probe or time.monotonic() - begun > SECONDS:
            continue
        pair = Probe(reference, learner, keeps, test.seconds, kind=kind)
        try:
            test(pair)
            pair.settle()
        except Over:
            return record + pair.record
        record += pair.record
    return record
