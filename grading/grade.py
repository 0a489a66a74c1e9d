"""Grade one chapter of one folder of exercises: which tests, on which files, with what outcome.

The pytest plugin and the tests of the course both grade through ``Grader``.
"""

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .chapters import Files, solution_files, solution_text, up_to
from .departure import Departed, Departure
from .known_mistakes import bank
from .pair import Pair
from .probe import probed
from .replies import Reply, Request
from .submission import Submission
from .tasks import Test
from .worker import InProcess, Worker, learner_host


@dataclass
class Outcome:
    """What one test found. state is "passed", "not yet", "not started" or "waiting"."""

    task: str
    state: str
    departure: Departure | None = None
    record: list[tuple[Request, Reply]] = field(default_factory=list)  # of its tests so far
    sentence: str = ""  # of the known mistake that gives exactly these answers
    target: str = ""  # where that, or what a search found, is: the task, or Class.method
    unchecked: bool = False  # that mistake has no check of its arguments
    story: str = ""  # what the loss did in training, where none of the known mistakes fits
    later: bool = False  # that says that a method's later calls go wrong, and its first doesn't
    waits_for: list[str] = field(default_factory=list)  # other tasks, "ch01_math:transpose"
    beside: list[str] = field(default_factory=list)  # its test passes with ours in place of these
    wholly: bool = False  # all of its tests do
    asked: list[Request] = field(default_factory=list)  # in this test
    methods: dict[str, str] = field(default_factory=dict)  # of a class; see method_states
    ended: int = (
        0  # the line of the return by which the last call ended, where that tells something
    )
    skips: str = ""  # what was called, where there is more of it below that line
    line: int = 0  # where one small change makes the task right; see repair_search.py
    also: int = 0  # where a second one has to, for that; or the line of the method to look at
    either: bool = False  # one of the two changes is enough
    question: str = ""  # what to ask oneself there, or what follows from it
    change: list[str] = field(default_factory=list)  # the lines that go and come by it
    anew: bool = False  # it is another expression, of ours, and no small one
    more: str = ""  # it is one more statement, and where it belongs: "above it"
    filled: bool = False  # with ours for the methods that aren't written
    method: str = ""  # the one at that line, where the task is right with ours in its place
    partly: bool = False  # only the test that failed is; another isn't
    amiss: bool = False  # for another fault
    enough: bool = False  # for the test that failed, a small change in the line to look at will do
    sets: str = ""  # the attribute that only the line to look at sets there; "": it is all there is

    @property
    def has_cause(self) -> bool:
        """Say whether there is a cause to look for: the file loads, and what it does is wrong."""
        return (
            self.state == "not yet"
            and self.departure is not None
            and (self.departure.kind != "load")
        )


class Chapter:
    """A chapter's grader: its tests by task, in the order in which they stand."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        module = importlib.import_module(f"test_{stem}")
        self.keeps: dict[str, list[str]] = getattr(module, "KEEPS", {})
        self.tests: dict[str, list[Test]] = {}
        for value in vars(module).values():
            if getattr(value, "task", None):
                self.tests.setdefault(value.task, []).append(value)


def run_on(pair: Pair, test: Test, once: bool = False) -> None:
    """Run a test function on a pair, to its end or until it departs. once: without the sweeps."""
    try:
        test(pair)
        pair.settle()
        if not once:
            pair.sweep(None if test.once else test)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        pair.settle()  # what departed before comes first
        pair.unfit(error)  # where no answer of the learner's can be to blame, the error goes on
        raise


def preload(chapters: list[str]) -> None:
    """Read all that verdicts on these chapters rest on, before any learner's code runs."""
    for stem in {earlier for chapter in chapters for earlier in up_to(chapter)}:
        Chapter(stem)
        bank(stem)
        solution_text(stem)


class Grader:
    """Run the tests of one chapter on one submission.

    in_process: in this process instead of a worker. debugging: likewise, and so that debuggers
    work (see InProcess), which know the files by their place on the disk. files: other texts than
    the submission's.
    """

    _debugging = False

    def __init__(
        self,
        stem: str,
        submission: Submission,
        in_process: bool = False,
        debugging: bool = False,
        files: Files | None = None,
    ) -> None:
        self.stem, self.submission, self._debugging = stem, submission, debugging
        self._records: dict[str, list[tuple[Request, Reply]]] = {}
        self._learner: InProcess | Worker
        files = files or submission.files(stem)
        if debugging:
            self._learner = InProcess(stem, submission.on_disk(files), debugging=True)
        elif in_process:
            self._learner = InProcess(stem, files)
        else:
            self._learner = learner_host(stem, files)
        self._problem = submission.problem(stem)
        self._reference = InProcess(stem, solution_files(stem), guard=False)

    def close(self) -> None:
        self._learner.close()

    def run(self, test: Test, keeps: dict[str, list[str]]) -> Outcome:
        """Run one test function and return its Outcome."""
        if self._problem:
            return Outcome(test.task, "not yet", self._problem)
        pair = Pair(self._reference, self._learner, keeps, test.seconds)
        try:
            run_on(pair, test, once=self._debugging)  # who steps through it has changed it
        except Departed as departed:
            outcome = self._outcome(test.task, departed.departure)
            outcome.record = self._remember(test.task, pair)
            outcome.asked = pair.requests
            return outcome
        if not any(request["do"] != "forget" for request in pair.requests):
            raise RuntimeError(f"{test.__name__} asks nothing of the learner's code")
        self._remember(test.task, pair)
        return Outcome(test.task, "passed", asked=pair.requests)

    def _remember(self, task: str, pair: Pair) -> list[tuple[Request, Reply]]:
        record = self._records.setdefault(task, [])
        record += zip(pair.requests, pair.replies)
        return record

    def probe(self, test: Test, chapter: Chapter, kind: str = "") -> list[tuple[Request, Reply]]:
        """Return what the learner's side gives in a task's tests from this one on; see probe.py."""
        tests = chapter.tests[test.task]
        tests = tests[tests.index(test) :]
        return probed(self._reference, self._learner, tests, chapter.keeps, kind)

    def replay(self, test: Test, asked: list[Request]) -> list[Reply]:
        """Return the replies of the learner's side to some requests, in the time of a test."""
        return [self._learner.request(request, test.seconds) for request in asked]

    def run_task(self, name: str, chapter: Chapter) -> tuple[Outcome, Test]:
        """Run the tests of a task up to the first failing one. Return its Outcome and that test."""
        for test in chapter.tests[name]:
            outcome = self.run(test, chapter.keeps)
            if outcome.state != "passed":
                break
        return self.first_wrong(outcome, test)

    def first_wrong(self, outcome: Outcome, test: Test) -> tuple[Outcome, Test]:
        """Return the Outcome of a failing test, and it; of a half-written class, what is wrong.

        Where a method isn't written that a test asks for, a later one may be about those that are.
        """
        if outcome.state == "not started":
            if self.submission.is_partly_written(self.stem, outcome.task):
                chapter = Chapter(self.stem)
                tests = chapter.tests[outcome.task]
                for later in tests[tests.index(test) + 1 :]:
                    other = self.run(later, chapter.keeps)
                    if other.state == "not yet":
                        return other, later
        return outcome, test

    def run_all(self, explained: bool | Literal["first"] = False) -> dict[str, Outcome]:
        """Run the whole chapter, a task up to its first failing test. Return {task: Outcome}.

        explained: with what is to be said of the cause, of every failing task or, with "first", of
        the one that the report shows.
        """
        chapter = Chapter(self.stem)
        outcomes: dict[str, Outcome] = {}
        tests: dict[str, Test] = {}
        try:
            for name in chapter.tests:
                outcomes[name], tests[name] = self.run_task(name, chapter)
        finally:
            self.close()
        from .diagnose import explain  # here, as it grades in its turn

        told: set[str] = set()
        while explained:
            first = first_problem(outcomes)
            asked = outcomes.values() if explained is True else [first] if first else []
            rest = [outcome for outcome in asked if outcome.task not in told]
            if not rest:
                break
            for outcome in rest:
                told.add(outcome.task)
                explain(self.stem, self.submission, tests[outcome.task], chapter.keeps, outcome)
        return outcomes

    def first_failing(self) -> str:
        """Return the first task that isn't passed, or "" for none; the ones after it don't run."""
        chapter = Chapter(self.stem)
        try:
            for name, tests in chapter.tests.items():
                if any(self.run(test, chapter.keeps).state != "passed" for test in tests):
                    return name
        finally:
            self.close()
        return ""

    def _outcome(self, task: str, departure: Departure) -> Outcome:
        told = departure.told
        if (
            departure.kind == "error"
            and "NotImplementedError" in told["bases"]
            and told.get("file")
        ):
            stem = Path(told["file"]).stem
            source = self.submission.enclosing(stem, told["line"])
            if not source:
                return Outcome(task, "not yet", departure)
            if (stem, source) == (self.stem, task) and self.submission.begun(stem, task):
                return Outcome(task, "not yet", departure)
            if (stem, source) == (self.stem, task) or self.submission.unwritten(self.stem, task):
                return Outcome(task, "not started", departure)
            return Outcome(task, "waiting", departure, waits_for=[f"{stem}:{source}"])
        return Outcome(task, "not yet", departure)


def is_refused(departure: Departure) -> bool:
    """Say whether the code did what no exercise may do."""
    return "NotForGrading" in departure.told.get("bases", ())


def first_problem(outcomes: dict[str, Outcome]) -> Outcome | None:
    """Return the first outcome to work on: the first wrong one, else the first not passed."""
    failing = [outcome for outcome in outcomes.values() if outcome.state != "passed"]
    wrong = [outcome for outcome in failing if outcome.state == "not yet"]
    for outcome in wrong:
        # what passes with ours in place of another wrong one may be right itself
        if not any(other.task in outcome.beside for other in wrong):
            return outcome
    return next(iter(wrong or failing), None)
