"""Grade a chapter in the page's worker, or run one for a playground, all in this one process.

app/core.js calls ``grade``, ``run`` and ``again``. Each takes a request as JSON, and tell(), which
sends JSON to the page while the work goes on, and returns JSON. app/grader.js says what is in it.

In the terminal a learner's code runs in a process of its own, and costs that process at worst.
``Limited`` puts around it here what can be had of that. Whatever it can't hold ends the worker, and
the page has another one ready.
"""

import builtins
import contextlib
import gc
import importlib
import io
import os
import random
import signal
import sys
import types
import warnings
from json import dumps, loads  # these names stay, whatever a learner's code does to the modules
from math import isfinite
from time import monotonic

import pytest

from grading import plugin, worker
from grading.call_arguments import received
from grading.captured_stdout import warnings_in_short
from grading.chapters import ROOT, numpy_folder, solution_files, title
from grading.departure import Departure
from grading.forbidden import EXIT, not_for_grading, objection
from grading.grade import Outcome
from grading.report import Report, as_data, finding_on, report_on
from grading.report_errors import whose
from grading.report_terminal import chapter_text
from grading.submission import Submission
from grading.tasks import CALL_SECONDS
from grading.values import PRINT_LIMIT, Arrays
from grading.worker import InProcess

EXERCISES, STUBS = ROOT / "exercises", ROOT / "stubs"
# Without -s pytest would catch prints, which the host does. The graders' own asserts hold whatever
# the learner wrote, so none needs to be explained. The plugins are of no use here and take time.
UNUSED = """
    debugging doctest faulthandler junitxml legacypath monkeypatch pastebin recwarn setuponly
    setupplan stepwise subtests tmpdir unittest warnings
""".split()
OPTIONS = ("-s", "--assert=plain", *(f"-pno:{name}" for name in UNUSED))
STANDARD_LIBRARY = os.path.dirname(os.__file__)
READABLE = tuple(filter(None, (STANDARD_LIBRARY, numpy_folder())))  # NumPy loads parts of it late
SIGN_OF_LIFE = 0.5  # seconds between two messages that say no more than "it goes on"
AGAIN = 0.2  # of its time a call gets once another one has used up all of its own
# Where there are processes, this is what the import of the other comes to, and is refused.
PROCESSES = {"subprocess": "_posixsubprocess"}
PYODIDES = {"pyodide", "_pyodide"}  # packages that lie among those of the standard library
ADVICE = {  # where the page has to end Python
    "timeout": "Look for a loop, or a call, that never comes to an end. It has been stopped.",
    "crashed": "A function that calls itself without end can do this. Python was started anew.",
}
FRAMES = 45  # of pytest's, below the learner's; the terminal has none of them there


def as_json(value):
    """Return value as JSON that JavaScript reads too: it has null for a NaN or an infinity."""
    try:
        return dumps(value, allow_nan=False)
    except ValueError:
        return dumps(_finite(value))


def _finite(value):
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not isfinite(value) else value


# ── limits ──


class OutOfTime(BaseException):
    """Raised in the learner's own line once the time for a call is up."""


class Alarm:
    """Ends a call that takes too long. core.js sends SIGALRM ten times a second while Python runs.

    It tells the page that Python is at work, too. Nothing is heard of a loop in C, such as sum()
    of something endless, nor of code that catches everything: the page ends those, with the worker.
    """

    def __init__(self):
        self.deadline = None  # while a learner's code runs
        self.place = None  # where that was when the time was up, as a reply has it
        self._names = frozenset()

    def set(self, seconds, names):
        self._names, self.place = names, None
        self.deadline = monotonic() + seconds

    def ring(self, _signal, frame):
        left = None if self.deadline is None else self.deadline - monotonic()
        if left is None or left > 0:
            PAGE.alive(left or 0)
            return
        if self.place is None:
            self.place = {}
            while frame is not None:
                if frame.f_code.co_filename in self._names:
                    self.place = {"file": frame.f_code.co_filename, "line": frame.f_lineno}
                    break
                frame = frame.f_back
        raise OutOfTime


class Page:
    """What is told to the page while a request is being answered."""

    def __init__(self):
        self.send = lambda text: None
        self._last = 0.0
        self._printed = []

    def tell(self, **message):
        self.send(as_json(message))

    def show(self, text):
        """Have the page show what was printed, together with what comes within a moment."""
        self._printed.append(text)

    def flush(self):
        if self._printed:
            printed = "".join(self._printed)
            self._printed.clear()
            self.tell(printed=printed)

    def alive(self, seconds):
        """Say, now and then, that the work goes on, and how long a call may take from now on."""
        self.flush()
        now = monotonic()
        if now - self._last > SIGN_OF_LIFE:
            self._last = now
            self.tell(alive=seconds)


ALARM, PAGE = Alarm(), Page()


class Apart:
    """While it is entered, the code finds the standard library alone, and may not leave."""

    def __init__(self):
        self._hidden = {}
        self._lists = {}
        self._names = []
        self.entered = False
        self.host = None  # whose code it is
        self.set_errors = None  # np.seterr: how NumPy takes errors is every code's own choice
        self.readable = READABLE  # the folders whose files it may read

    def look(self):
        """Note which modules aren't Python's or NumPy's: pytest, the graders, Pyodide's own."""
        known = sys.stdlib_module_names - PROCESSES.keys() | {"numpy"}
        self._names = [name for name in sys.modules if name.partition(".")[0] not in known]
        self._names.remove("__main__")

    def __enter__(self):
        modules = sys.modules
        self._hidden = {name: modules.pop(name) for name in self._names if name in modules}
        self._lists = {name: vars(sys)[name] for name in ("path", "meta_path", "path_hooks")}
        for name, full in self._lists.items():
            vars(sys)[name] = full[:]
        sys.path[:] = [path for path in sys.path if path.startswith(STANDARD_LIBRARY)]
        sys.meta_path.insert(0, Apart)
        if self.set_errors:
            self._errors = self.set_errors(**getattr(self.host, "numpys_errors", {}))
        self.entered = True

    def __exit__(self, *_error):
        sys.settrace(None)
        sys.setprofile(None)
        self.entered = False
        if self.set_errors:
            self.host.numpys_errors = self.set_errors(**self._errors)
        vars(sys).update(self._lists)
        sys.modules.update(self._hidden)

    @staticmethod
    def find_spec(name, _path=None, _target=None):
        """As a finder of modules: those of Pyodide's, beside Python's own, are not there."""
        first = name.partition(".")[0]
        if first in PYODIDES:
            raise ModuleNotFoundError(f"No module named {first!r}", name=first)

    def audit(self, event, args):
        if self.entered:
            if event == "import":
                args = (PROCESSES.get(args[0], args[0]),)
            said = objection(event, args, self.readable, self.host.importing)
            if said:
                not_for_grading(said)
            if event == "sys.addaudithook":
                raise RuntimeError("an audit hook can't be taken out again")


APART = Apart()


class Limited(InProcess):
    """A learner's chapter in this process: with the limits of time, and apart from the graders."""

    patience = 1.0  # less once a call's time was up: whoever looks at the page waits for the rest

    def __init__(self, chapter, files):
        self._names = frozenset(file["name"] for file in files.values())
        self._ended = False
        super().__init__(chapter, files)

    def request(self, message, seconds=None):
        if self._ended:  # where the terminal would begin another process
            self._ended = False
            self._loaded = self._answer(self._load, worker.LOAD_SECONDS)
        return super().request(message, seconds)

    def _answer(self, message, seconds):
        seconds = (seconds or CALL_SECONDS) * Limited.patience
        APART.host = self._host
        with APART:
            ALARM.set(seconds, self._names)
            try:
                reply = super()._answer(message, seconds)
            except BaseException:  # in the host itself: it was late, or the code has got at it
                reply = self._end("ended")
            finally:
                ALARM.deadline = None  # no call, in which it could still ring
        if ALARM.place is not None:
            Limited.patience = AGAIN
            reply = self._end("timeout", **ALARM.place)
        self._ended = "died" in reply and message is not self._load
        return reply

    def _end(self, how, **place):
        """Return the reply of a host that has come to an end."""
        return {"died": {"how": how, "code": None, **place}, "printed": "".join(self._printed)}


class Before:
    """What a learner's code could change in this interpreter for good, as it was before.

    The host puts back what the graders stand on. Where anything else isn't as it was, the page
    takes another worker for the next request.
    """

    def __init__(self):
        known = sys.stdlib_module_names
        self._modules = {
            name: module
            for name, module in sys.modules.items()
            if name.partition(".")[0] in known and type(module) is types.ModuleType
        }
        watched = [*self._modules.values(), random.Random]
        self._names = [
            (vars(home), name, value)
            for home in watched
            for name, value in vars(home).items()
            if not name.startswith("_")
        ]
        self._environment = dict(os.environ)

    def is_back(self):
        """Say whether all of it is as it was."""
        return (
            signal.getsignal(signal.SIGALRM) == ALARM.ring
            and gc.isenabled()
            and dict(os.environ) == self._environment
            and all(sys.modules.get(name) is module for name, module in self._modules.items())
            and all(home.get(name) is value for home, name, value in self._names)
        )


def set_up():
    """Prepare this interpreter, once."""
    signal.signal(signal.SIGALRM, ALARM.ring)
    sys.addaudithook(APART.audit)
    os._exit = lambda *_args: not_for_grading(EXIT)
    warnings.formatwarning = warnings_in_short(lambda: APART.host.names())
    for name in ("exit", "quit"):  # the worker's Python, without site.py, has neither
        vars(builtins).pop(name, None)
    sys.setrecursionlimit(sys.getrecursionlimit() + FRAMES)
    # Pyodide's own finders would give other words for a module that isn't there.
    sys.meta_path[:] = [finder for finder in sys.meta_path if "_frozen_" in _home_of(finder)]
    worker.WITHOUT_PROCESSES = Limited
    if numpy_folder():
        Arrays.use()
        APART.set_errors = Arrays.module.seterr


def _home_of(finder):
    return finder.__module__ if isinstance(finder, type) else type(finder).__module__


# ── grading ──


class Watcher:
    """A pytest plugin that tells the page which task is being graded, and keeps what was found."""

    def __init__(self, stem):
        self._stem = stem
        self.grading = None
        self._tasks = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self, early_config):
        """Register what tests/conftest.py asks for: pytest would search the whole system first."""
        early_config.pluginmanager.register(plugin, plugin.__name__)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        self.grading = config.stash[plugin.GRADING]
        self._tasks = list(dict.fromkeys(item.function.task for item in items))
        APART.look()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item):
        task = item.function.task
        ends = unfinished(self._stem, self.grading.submission, self._states(), task)
        PAGE.tell(task=task, seconds=item.function.seconds, ends=ends)

    def _states(self):
        """Return {task: state} as far as it is known."""
        found = self.grading.results.get(self._stem, {})
        return {task: found[task].state if task in found else "not graded" for task in self._tasks}


def grade(asked, tell):
    """Grade a chapter with the project's own tests, run by pytest.

    Return a report as grading.report has it, the same as the terminal's text, and whether this
    interpreter is as it was. Where the grader itself failed there is no report, and the text says
    how.
    """
    asked = loads(asked)
    stem = asked["stem"]
    watcher = Watcher(stem)
    PAGE.send, Limited.patience = tell, 1.0
    write_exercises(asked["files"])
    PAGE.tell(ends=unfinished(stem, Submission(EXERCISES, asked["earlier"]), {}, ""))
    os.chdir(ROOT)
    before = Before()
    APART.look()
    printed = io.StringIO()
    folder = ["--exercises", str(EXERCISES), "--earlier", asked["earlier"]]
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = pytest.main([f"tests/test_{stem}.py", *folder, *OPTIONS], plugins=[watcher])
    outcomes = watcher.grading.results.get(stem, {}) if watcher.grading else {}
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not outcomes:
        return dumps({"report": None, "text": printed.getvalue(), "clean": False})
    report = report_on(stem, watcher.grading.submission, outcomes)
    found = {"report": as_data(report), "text": chapter_text(report)}
    return dumps({**found, "clean": before.is_back()})


def unfinished(stem, submission, states, task):
    """Return {how: the report} for what only the page can end, and then nobody here can tell.

    task: the one that is being graded; "" while the chapter is being loaded.
    """
    found = {}
    for how, advice in ADVICE.items():
        died = Departure("died" if task else "load", [task], told={"how": how})
        finding = finding_on(stem, submission, Outcome(task, "not yet", died))
        finding.paragraphs.append([advice])
        known = {**states, task: "not yet"} if task else states
        found[how] = as_data(Report(stem, title(stem), known, finding=finding))
    return found


def write_exercises(files):
    """Write the learner's files, {stem: text}, and the stubs of the other chapters."""
    EXERCISES.mkdir(exist_ok=True)
    for stub in STUBS.iterdir():
        text = files.get(stub.stem)
        if text is None:
            text = stub.read_text(encoding="utf-8")
        (EXERCISES / stub.name).write_text(text, encoding="utf-8", errors="replace", newline="\n")


# ── playgrounds ──


class Wrong(Exception):
    """The learner's code gave no value. reply says what happened, as Host.handle has it."""

    def __init__(self, reply):
        super().__init__(str(reply))
        self.reply = reply


class Chapter(Limited):
    """A chapter for a playground to work with: the learner's own code, or ours.

        host.keep("letters", examples)                       # a value under a name, once
        host.make("reader", "LetterClassifier", 35)          # an object under a name
        host.call("reader.train", host.kept("letters"), 1)   # a call of it; returns the value
        host.get("reader.trainer.loss_history")

    Every one of them raises Wrong where the code gives no value; run() makes a reply to the page
    of that. handle(request) asks the host anything else, with the limits around it.
    """

    def __init__(self, chapter, files, seconds):
        self.seconds = seconds  # for one call
        self.printed = ""
        self._kept = set()
        super().__init__(chapter, files)

    def keep(self, name, value):
        self.ask({"do": "make", "value": value, "store": name})
        self._kept.add(name)

    def kept(self, name):
        """Return what stands for a value kept under a name, among the arguments of a call."""
        return {"$": "var", "path": ["$" + name]}

    def make(self, name, target, *args, **kwargs):
        self._kept.add(name)
        self._call(name, target, args, kwargs)

    def call(self, target, *args, **kwargs):
        return received(self._call("result", target, args, kwargs)["value"])

    def get(self, target):
        return received(self.ask({"do": "get", "target": self._path(target)})["value"])

    def ask(self, request):
        reply = self.handle(request)
        if {"error", "died", "replaced"} & reply.keys():
            raise Wrong(reply)
        return reply

    def handle(self, request):
        reply = self.request(request, self.seconds)
        self.printed = (self.printed + reply["printed"])[:PRINT_LIMIT]
        return reply

    def _call(self, store, target, args, kwargs):
        path = self._path(target)
        return self.ask(
            {"do": "call", "target": path, "args": args, "kwargs": kwargs, "store": store}
        )

    def _path(self, target):
        first, *rest = target.split(".")
        rest = [int(step) if step.isdigit() else step for step in rest]
        return ["$" + first if first in self._kept else first, *rest]


LIVE = None  # (module, host) of the last run, until the next one


def run(asked, tell):
    """Hand a chapter to a playground: engine/<module>.py's main(host, message, post)."""
    global LIVE
    LIVE = None
    asked = loads(asked)
    stem = asked["stem"]
    PAGE.send, Limited.patience = tell, 1.0
    write_exercises(asked["files"])
    os.chdir(ROOT)
    if asked["code"] == "solutions":
        files = solution_files(stem)
    else:
        files = Submission(EXERCISES, asked["earlier"]).files(stem)
    module = importlib.import_module(asked["module"])
    APART.look()
    host = Chapter(stem, files, asked["seconds"])
    LIVE = module, host
    return _played(module.main, host, asked["message"])


def again(asked, tell):
    """Ask the last run's module again: its again(host, message, post)."""
    asked = loads(asked)
    if LIVE is None:
        return dumps({"how": "gone"})
    module, host = LIVE
    PAGE.send, Limited.patience = tell, 1.0
    host.printed, host.seconds = "", asked["seconds"]
    return _played(module.again, host, asked["message"])


def evaluate(asked, tell):
    """Run a learner's file, a lesson's block or a line of the console: see running.py."""
    return importlib.import_module("running").answer(asked, tell)


def _played(function, host, message):
    before = Before()
    found = {"how": "finished", "value": None}
    try:
        found["value"] = function(host, message, lambda data: PAGE.tell(message=data))
    except Wrong as wrong:
        found.update(_said(wrong.reply))
    return as_json({**found, "printed": host.printed, "clean": before.is_back()})


def _said(reply):
    """Return a reply without a value as the page is told of it."""
    if "died" in reply:
        told = {"type": "timeout", "message": "There was no answer within the time limit."}
        return {"how": "timeout", "error": {**told, **_where(reply["died"])}}
    if "replaced" in reply:
        message = f"{whose(reply['replaced'])} was replaced. Give yours another name."
        return {"how": "replaced", "error": {"type": "replaced", "message": message}}
    error = reply["error"]
    told = {"type": error["type"], "message": error["message"], **_where(error)}
    return {"how": "raised", "error": told}


def _where(told):
    return {part: told[part] for part in ("file", "line") if part in told}


set_up()
