"""The pytest plugin: options, one grader per chapter and run, and the learner's report.

pytest runs the tests/test_<stem>.py files as it runs any test, so editors' test panels work as
they are. When nothing else is asked for, pytest's own output gives way to the report; -v brings
it back.
"""

import os
import sys
import types
from pathlib import Path

import pytest
from _pytest import timing
from _pytest.terminal import TerminalReporter

from .chapters import EARLIER, NO_NUMPY, ROOT, UNKNOWN_EARLIER, needs_numpy, numpy_folder, stems
from .diagnose import explain
from .files import printable
from .grade import Grader, Outcome, first_problem
from .report import finding_on, report_on
from .report_look import look
from .report_terminal import chapter_text, progress_text, task_lines, wrapped
from .submission import Submission
from .tasks import Test

GRADING = pytest.StashKey["Grading"]()


def pytest_addoption(parser):
    group = parser.getgroup("course")
    group.addoption(
        "--exercises",
        metavar="FOLDER",
        default=str(ROOT / "exercises"),
        help="grade the exercise files of this folder",
    )
    group.addoption(
        "--earlier",
        default="exercises",
        help="the chapters before the graded one: the learner's own, or the reference",
    )
    group.addoption(
        "--in-process",
        action="store_true",
        help="for debuggers: run the exercise in this process, without limits",
    )


def pytest_plugin_registered(plugin, manager):
    """See to it that of all conftest.py files only the course's own are run.

    pytest takes the value of an option that it doesn't know yet for a folder of tests, and would
    run the conftest.py that a learner's folder may hold, here, in the grader's process.
    """
    if "_importconftest" not in vars(manager):
        load = manager._importconftest

        def load_ours(path, *args, **kwargs):
            ours = ROOT / "tests" in path.parents
            return load(path, *args, **kwargs) if ours else types.ModuleType("conftest")

        manager._importconftest = load_ours


@pytest.hookimpl(trylast=True)  # once pytest's own reporter stands
def pytest_configure(config):
    earlier = config.getoption("--earlier")
    if earlier not in EARLIER:
        raise pytest.UsageError(UNKNOWN_EARLIER.format(printable(earlier)))
    submission = Submission(config.getoption("--exercises"), earlier)
    if not submission.folder.is_dir():
        raise pytest.UsageError(f"--exercises: there is no folder {printable(submission.folder)}")
    debugging = config.getoption("--in-process")
    config.stash[GRADING] = Grading(submission, debugging)
    stems_asked = [_stem(arg) for arg in config.args]
    if any(stem and needs_numpy(stem) for stem in stems_asked) and not numpy_folder():
        raise pytest.UsageError(NO_NUMPY)
    if stems_asked and all(stems_asked):
        if not config.option.collectonly:
            if config.option.verbose <= 0:
                _replace_reporter(config)  # first: Ctrl-C may come at any time from now on
            if not debugging:
                config.stash[GRADING].grader(stems_asked[0])  # its worker warms up beside pytest


def pytest_unconfigure(config):
    grading = config.stash.get(GRADING, None)
    if grading:
        grading.close()


def pytest_ignore_collect(collection_path):
    """Leave Part II out of a folder's tests, as a test panel collects them, without NumPy."""
    stem = _stem(collection_path.name)
    return True if stem and needs_numpy(stem) and not numpy_folder() else None


@pytest.fixture
def pair():
    """Both sides of the chapter; the plugin makes it when it runs the test."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not hasattr(pyfuncitem.function, "task"):
        return None
    outcome, text = pyfuncitem.config.stash[GRADING].run(pyfuncitem.function)
    if outcome.state != "passed":
        raise Verdict(text, pytrace=False)
    return True


class Verdict(pytest.fail.Exception):  # type: ignore[name-defined]
    """The learner's program isn't right: a failure that is no fault of the grader's."""


@pytest.hookimpl(wrapper=True, tryfirst=True)  # after all others have had their say
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and hasattr(item.function, "task"):
        report.outcome = "failed"  # a check that didn't run has shown nothing
        vars(report).pop("wasxfail", None)
        report.longrepr = f"{item.nodeid} was skipped, and a grader may not skip."
    report.verdict = call.excinfo is not None and call.excinfo.errisinstance(Verdict)
    return report


class Grading:
    """The graders of one pytest run, and what they found: {stem: {task: Outcome}}."""

    def __init__(self, submission: Submission, debugging: bool = False) -> None:
        self.submission, self.debugging = submission, debugging
        self.results: dict[str, dict[str, Outcome]] = {}
        self._graders: dict[str, Grader] = {}

    def grader(self, stem: str) -> Grader:
        if stem not in self._graders:
            self.close()  # one worker at a time
            self._graders[stem] = Grader(stem, self.submission, debugging=self.debugging)
        return self._graders[stem]

    def close(self) -> None:
        for grader in self._graders.values():
            grader.close()

    def run(self, test: Test) -> tuple[Outcome, str]:
        """Run one test of a chapter, unless its task has failed already."""
        stem = test.__module__.removeprefix("test_")
        keeps = getattr(sys.modules[test.__module__], "KEEPS", {})
        results = self.results.setdefault(stem, {})
        earlier = results.get(test.task)
        if earlier and earlier.state != "passed":
            return earlier, f"{test.task}: see its first failing test."
        outcome = self.grader(stem).run(test, keeps)
        outcome, test = self.grader(stem).first_wrong(outcome, test)
        if outcome.has_cause and not self.debugging:
            self._graders.pop(stem).close()  # functions of ours may come beside theirs now
        explain(stem, self.submission, test, keeps, outcome)
        results[test.task] = outcome
        if outcome.state == "passed":
            return outcome, ""
        return outcome, "\n".join(task_lines(finding_on(stem, self.submission, outcome)))


class Reporter(TerminalReporter):  # type: ignore[misc]
    """pytest's reporter, silent but for the course's own report and for internal errors."""

    broken = False  # by an error in the grader itself
    ended = False  # all tests have run

    def write_line(self, line, **markup):
        """Write what the terminal or the pipe has letters for, and ? for the rest."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        super().write_line(str(line).encode(encoding, "replace").decode(encoding), **markup)

    def pytest_sessionstart(self, session):
        self._session = session
        self._session_start = timing.Instant()

    def pytest_collection(self):
        pass

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self):
        result = yield
        self.ended = True
        return result

    def pytest_collection_finish(self, session):
        pass

    def pytest_runtest_logstart(self, nodeid, location):
        pass

    def pytest_runtest_logreport(self, report):
        if report.failed and not report.verdict:
            self.broken = True
            self.write_line(str(report.longrepr))

    def pytest_runtest_logfinish(self, nodeid):
        pass

    def pytest_collectreport(self, report):
        if report.failed:
            self.broken = True
            self.write_line(str(report.longrepr))

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(self, session, exitstatus):
        result = yield
        try:
            self._tell(exitstatus)
            self.flush()
        except BrokenPipeError:  # whoever read along has gone: pytest sees to it
            raise
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.flush()  # what is left, and would fail again behind us
            print(f"The output can't be written: {error.strerror}.", file=sys.stderr)
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
        return result

    def _tell(self, exitstatus):
        # a second Ctrl-C may come while pytest takes note of the first: then its status is still 0
        if exitstatus == pytest.ExitCode.INTERRUPTED or not (exitstatus or self.ended):
            self.write_line("Stopped. Nothing of yours was changed.")
            return
        grading = self.config.stash[GRADING]
        if self.broken:
            self.write_line("The grader itself failed, as above; your work is not to blame.")
            return
        if len(grading.results) > 1:
            self.write_line(progress_text(grading.results, grading.submission))
        for stem, outcomes in grading.results.items():
            if len(grading.results) == 1:
                self.write_line(chapter_text(report_on(stem, grading.submission, outcomes)))
                self._look_for_cause(stem, grading, first_problem(outcomes))

    def _look_for_cause(self, stem, grading, problem):
        """Write where to look, once the verdict is seen: the search takes a while."""
        self.flush()
        if problem is None or grading.debugging or sys.platform == "emscripten":
            return
        from .repair_search import look_for_cause  # here, as a right program needs none of it

        try:
            if look_for_cause(stem, grading.submission, problem):
                words = look(stem, grading.submission, problem)
                self.write_line("\n" + "\n".join(wrapped(words)))
        except KeyboardInterrupt:
            self.write_line("Stopped. Nothing of yours was changed.")

    def pytest_unconfigure(self):
        pass


def _stem(argument: str) -> str | None:
    """Return the chapter's stem that a pytest argument such as tests/test_ch01_math.py names."""
    name = Path(argument.partition("::")[0]).name
    stem = name.removeprefix("test_").removesuffix(".py")
    return stem if name.startswith("test_") and stem in stems() else None


def _replace_reporter(config):
    standard = config.pluginmanager.get_plugin("terminalreporter")
    if standard is not None:
        config.pluginmanager.unregister(standard)
        config.pluginmanager.register(Reporter(config), "terminalreporter")
