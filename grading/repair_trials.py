"""Programs tried one after another in a learner's place, which is what the search does."""

import marshal
import sys
from typing import Any

from .busy import times_slower
from .chapters import Files, solution_files
from .departure import Departure
from .grade import Chapter, run_on
from .pair import Pair
from .replies import Reply, Request
from .tasks import Test
from .worker import Halted, InProcess, Overdue, Worker

CALL_SECONDS = 0.4  # for a call of an edited program


class Recalling(InProcess):
    """The solution's host, with its replies remembered: they rest on what follows a "forget"."""

    def __init__(self, stem: str) -> None:
        super().__init__(stem, solution_files(stem), guard=False)
        self._replies: dict[int, Reply] = {}
        self._since: list[Request] = []  # that
        self._key = self._host_at = 0  # of what was asked, and of what the host was asked

    def request(self, message: Request, seconds: float | None = None) -> Reply:
        if message["do"] == "forget":
            self._since, self._key = [], 0
        before, self._key = self._key, hash((self._key, marshal.dumps(message, 2)))
        if self._key not in self._replies:
            if self._host_at != before:
                for earlier in self._since:
                    super().request(earlier)
            self._replies[self._key] = super().request(message)
            self._host_at = self._key
        self._since.append(message)
        return self._replies[self._key]

    def value(self, target: list) -> Any:
        return self.request({"do": "get", "target": target})["value"]


class Trials:
    """Texts tried one after another in a chapter's place, in one worker, on the tests of a task."""

    def __init__(self, stem: str, files: Files, task: str) -> None:
        chapter = Chapter(stem)
        self._stem, self._files, self._keeps = stem, files, chapter.keeps
        self._tests, self._seconds = list(chapter.tests[task]), CALL_SECONDS * times_slower()
        self._worker = Worker(stem, files)
        self._worker.start()  # it warms up meanwhile
        self._reference = Recalling(stem)
        self._failing: Test | None = None  # the first test that failed, which comes first
        self.first = 0  # how many tests passed before that
        self.reached = 0  # how far the latest text came in that test
        self.departure: Departure | None = None  # of the latest that departed

    def passes(self, parts: list[str], all_tests: bool = True) -> bool:
        """Say whether a text, in parts, passes all tests, or the one that failed first."""
        self.reached = 0
        file = {**self._files[self._stem], "parts": parts}
        files = {**self._files, self._stem: file}
        load: Request = {"do": "load", "chapter": self._stem, "files": files}
        for test in self._tests if all_tests else self._tests[:1]:
            if self._worker.request(load, self._seconds).keys() != {"printed"}:
                return False
            if not self._passes(test):
                if self._failing is None:
                    self._failing, self.first = test, self._tests.index(test)
                self._tests.remove(test)  # whoever fails there is told soonest by it
                self._tests.insert(test is not self._failing, test)
                return False
        return True

    def _passes(self, test: Test) -> bool:
        pair = Pair(self._reference, self._worker, self._keeps, self._seconds)
        try:
            run_on(pair, test)
        except (Halted, Overdue):
            raise
        except Exception as error:  # also of a test that works with what was drawn: anything
            self.departure = departure = getattr(error, "departure", None)
            if self._failing in (None, test):
                # of the right kind and length is nearer, where the values alone are wrong
                only_values = departure and departure.kind == "value" and not departure.cause
                self.reached = 2 * len(pair.replies) + bool(only_values)
            return False
        if test is self._failing:
            self.reached = sys.maxsize
        return True

    def close(self) -> None:
        self._worker.close()
