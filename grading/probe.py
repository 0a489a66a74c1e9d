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

    def __init__(self, *sides: Any, refusing: bool = False, **more: Any) -> None:
        self.record: list[tuple[Request, Reply]] = []
        self._refusing = refusing
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
        if self._refusing:
            self._exchange(target, args, kwargs)

    def expect(self, *_args: Any, **_kwargs: Any) -> None:
        pass


def probed(
    reference: InProcess,
    learner: InProcess | Worker,
    tests: list[Test],
    keeps: dict[str, list[str]],
    refusing: bool = False,
) -> list[tuple[Request, Reply]]:
    """Return (request, the learner's reply) of all that quick tests ask."""
    record: list[tuple[Request, Reply]] = []
    begun = time.monotonic()
    for test in tests:
        if not test.probe or time.monotonic() - begun > SECONDS:
            continue
        pair = Probe(reference, learner, keeps, test.seconds, refusing=refusing)
        try:
            test(pair)
            pair.settle()
        except Over:
            return record + pair.record
        record += pair.record
    return record
