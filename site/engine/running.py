"""Run a learner's file, a lesson's block or a line of the console, for app/run.js and its like.

Unlike in a grading, what is printed is shown while it goes on, and what isn't written yet may be
ours for the time being. The limits are those of a grading, but that a program may take longer: it
is stopped once it has been silent for too long, or has printed too much.
"""

import ast
import codeop
import contextlib
import importlib.util
import io
import os
import re
import sys
import traceback
import types
from dataclasses import asdict
from json import loads
from time import monotonic

from browser import (
    ADVICE,
    ALARM,
    APART,
    EXERCISES,
    PAGE,
    READABLE,
    Before,
    Limited,
    as_json,
    write_exercises,
)

import data.letters
from grading.captured_stdout import Printed
from grading.chapters import ROOT, needs_numpy, solution_files, solution_text, stems
from grading.chapters import number as number_of
from grading.departure import Departure
from grading.forbidden import BREAKPOINT, NO_FILES, not_for_grading
from grading.grade import Outcome
from grading.host import Host
from grading.outline import codes_of, names_in
from grading.report_errors import got_and_cause, whose
from grading.report_leads import place_of, said
from grading.report_load import not_loaded
from grading.submission import Submission
from grading.worker import LOAD_SECONDS
from grading.worker_parse import outline

SILENCE = 20.0  # seconds for which a program or a line of the console may print nothing
TRAINING = 60.0  # seconds for a line of the lessons where networks are trained, printing or not
PRINTED = 40_000  # characters that it may print
SHOWN = 4_000  # characters of a value in the console, or of an error
CONSOLE = "<console>"
OURS = f"ours_{os.urandom(8).hex()}"  # the package that our code comes from, where theirs waits
LESSON = "lesson"  # the module that a lesson's blocks run in
TRACEBACK = "Traceback (most recent call last):"
MINUS_ZERO = re.compile(r"-(0\.0*)(?!\d)")
HERE = "On this page your code opens no file, and starts no other program."
INPUT = "It calls input(), and nobody can type while code runs on this page."
STOP_HERE = "It stops at breakpoint(). Take that line out to run it on this page."
DATA = {"data": data, "data.letters": data.letters}  # APART hides them
for name in ("data.graph", "data.progress"):  # they are there for Part II
    if importlib.util.find_spec(name):
        DATA[name] = importlib.import_module(name)
NO_DIGITS = (
    "The digits aren't on this page: neither MNIST's, nor those drawn from matplotlib's fonts. In "
    "the terminal, make run {} trains on them."
)
NO_PICTURE = "(The picture is missing here: matplotlib, which draws it, isn't on this page.)"
TRAIN = ("ch06_training", "ch07_letter_classifier")


class NotHere(types.ModuleType):
    """Stands in for a module of data/ that reads MNIST or draws: it says what is missing."""

    def __init__(self, name, stem):
        super().__init__(name)
        self._stem = stem

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._no_picture if name == "save_xor_picture" else self._no_digits

    def _no_picture(self, *_args, **_kwargs):
        print(NO_PICTURE)

    def _no_digits(self, *_args, **_kwargs):
        not_for_grading(NO_DIGITS.format(number_of(self._stem)))


class TooMuch(BaseException):
    """Raised in the line that prints more than may be shown."""


class Output(Printed):
    """What lies under sys.stdout while a program runs: it passes on what is printed, up to a limit.

    taken() returns what was printed since it was last asked.
    """

    def __init__(self, live, silence):
        super().__init__(self._pass_on)
        self.silence = silence
        self._live = live
        self._texts = []
        self.full = False
        self._room = PRINTED + 1  # one more, to tell what is too much from what just fits

    def isatty(self):
        return True  # a program that shows how far it is may do it in one line

    def _pass_on(self, text):
        self.full = self.full or self._room <= len(text)
        text = text[: max(0, self._room - 1)]
        self._texts.append(text)
        if self._live:
            PAGE.show(text)
        if self._live and ALARM.deadline is not None and ALARM.place is None:
            ALARM.deadline = monotonic() + self.silence

    def write(self, written):
        length = super().write(written)
        if self.full:
            raise TooMuch
        return length

    def taken(self):
        text = "".join(self._texts)
        self._texts.clear()
        return text


class Bench(Host):
    """A learner's chapter, loaded, and what runs on it.

    missing: {stem: names} of what comes from the course, as the learner has not written it yet.
    """

    def __init__(self, stem, files, missing):
        super().__init__(lambda text: None)
        self._graded, self._files, self.missing = stem, files, missing
        self._forbid("input", INPUT)
        self._forbid("breakpoint", STOP_HERE)
        self.codes, self.main = [], {}  # of the program that runs
        self._ours = Host(lambda text: None, guard=False)
        self._ours._files = solution_files(
            [one for one in stems() if needs_numpy(one) == needs_numpy(stem)][-1]
        )
        self.output = Output(live=False, silence=SILENCE)

    def ask(self, request, live=False, silence=SILENCE):
        """Return the reply to a request, with the limits of time and memory around it."""
        self.output = Output(live, silence)
        APART.host, APART.readable = self, (*READABLE, str(ROOT / "data"))
        with APART:
            ALARM.set(self.output.silence, frozenset(self.names()))
            try:
                reply = self.handle(request)
            except BaseException:  # in the host itself: it was late, or the code has got at it
                reply = {"died": {"how": "ended", "trail": []}}
            finally:
                ALARM.deadline = None
        APART.readable = READABLE
        PAGE.flush()
        if ALARM.place is not None:
            return {"died": {"how": "timeout", "trail": [], **ALARM.place}}
        return reply

    # ── requests ──

    def _do_program(self, request, reply):
        """Run the chapter's file as Python runs a file."""
        file = self._files[self._graded]
        self._chapter = self._graded
        module = types.ModuleType("__main__")
        module.__file__ = file["name"]
        vars(module)["__builtins__"] = self._builtins
        before, sys.modules["__main__"] = sys.modules["__main__"], module
        try:
            with self._printing():
                self.codes, self.main = codes_of(file, file["name"]), vars(module)
                for code in self.codes:
                    exec(code, self.main)
        finally:
            sys.modules["__main__"] = before

    def _do_names(self, request, reply):
        """Load the chapter's file, if it isn't; reply with what it defines."""
        with self._printing():
            module = self._load(self._graded)
        reply["names"] = {n: v for n, v in vars(module).items() if not n.startswith("__")}

    def _do_lines(self, request, reply):
        """Run pieces of code one by one, as a console does."""
        self._chapter = self._graded
        names, codes = request["names"], request["codes"]
        names["__builtins__"] = self._builtins

        def show(value):
            if value is not None:
                names["_"] = value
                print(shortened(repr(value)))

        hook, sys.displayhook = sys.displayhook, show
        try:
            with self._printing():
                for code in codes:
                    exec(code, names)
        except BaseException as error:
            with contextlib.suppress(BaseException):
                reply["words"] = in_words(error)
            raise
        finally:
            sys.displayhook = hook

    @contextlib.contextmanager
    def _printing(self):
        settings = {"encoding": "utf-8", "errors": "replace", "newline": "", "write_through": True}
        sys.stdout = sys.stderr = io.TextIOWrapper(self.output, **settings)
        yield  # handle() puts the former ones back

    # ── imports ──

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        """Stand in for __import__, as a host does; here a lesson may import our solutions, too."""
        package, _, rest = name.partition(".")
        of_lesson = (globals or {}).get("__name__") == LESSON
        if not level and (package == OURS or (package == "solutions" and of_lesson)):
            return self._ours._import(f"exercises.{rest}", globals, locals, fromlist)
        if not level and name in DATA:
            return DATA[name if fromlist else package]
        if not level and fromlist and package == "data" and needs_numpy(self._graded):
            return NotHere(name, self._graded)
        return super()._import(name, globals, locals, fromlist, level)

    # ── whose code runs ──

    def whose_in(self, codes, names):
        """Return what of the course's code, and of theirs, can be reached from pieces of code.

        {"ours": [stem, name] of each, "own": whether anything is theirs}.
        """
        taken = {
            id(getattr(self._modules[stem], name, None)): [stem, name]
            for stem, found in self.missing.items()
            if stem in self._modules
            for name in found
        }
        todo = [names.get(word) for code in codes for word in names_in(code)]
        homes = [
            vars(module)
            for stem, module in self._modules.items()
            if self._files[stem]["name"].startswith("exercises/")
        ]
        homes.append(self.main)
        found, seen, own = [], set(), False
        while todo:
            value = todo.pop()
            if id(value) in seen:
                continue
            seen.add(id(value))
            if id(value) in taken:
                found.append(taken[id(value)])
            elif type(value) is types.FunctionType:
                own = own or any(value.__globals__ is home for home in homes)
                todo += [value.__globals__.get(word) for word in names_in(value.__code__)]
            elif isinstance(value, type):
                todo += [*vars(value).values(), *value.__bases__]
            elif type(value).__module__ in (
                LESSON,
                "__main__",
                *map("exercises.{}".format, stems()),
            ):
                todo.append(type(value))
        return {"ours": sorted(found), "own": own}


def filled(stem, files, whole):
    """Return files where our code takes the place of what isn't written, and {stem: its names}.

    The lines keep their numbers. whole: in the chapter itself, too, not only in those before it.
    """
    found, missing = {}, {}
    for other, file in files.items():
        found[other] = file
        if other == stem and not whole:
            continue
        known = {name for name, *_ in outline(solution_text(other))}
        waiting = [entry for entry in outline(file["text"]) if entry[4] and entry[0] in known]
        lines = file["text"].split("\n")
        for name, first, _, last, *_ in waiting:
            gap = [""] * (last - first)
            lines[first - 1 : last] = [f"from {OURS}.{other} import {name}", *gap]
        if waiting:
            missing[other] = sorted({name for name, *_ in waiting})
            found[other] = {**file, "text": "\n".join(lines)}
    return found, missing


# ── what is to be said ──


def told(stem, submission, reply):
    """Return how a reply that is no answer is told to the page: see Ended in app/running.js."""
    if "died" in reply:
        departure, how = Departure("died", [], told=reply["died"]), "timeout"
    elif "replaced" in reply:
        words = f"{whose(reply['replaced'])} was replaced. Give yours another name."
        return {"how": "raised", "got": "", "paragraphs": [[words]], "place": None}
    else:
        error = reply["error"]
        departure, how = Departure("error", [], told=error), "raised"
        if error["type"] == "NotImplementedError" and error.get("file", "").startswith("exercises"):
            how = "unwritten"
    found = departure.told
    departure.file, departure.line = found.get("file", ""), found.get("line", 0)
    place = place_of(submission, departure)
    if departure.file and not departure.file.startswith("exercises/"):
        place = None  # in our code, as for what isn't written
    answer = {"how": how, "place": asdict(place) if place else None, "name": ""}
    if how == "unwritten":
        name = found["message"] if found["message"].isprintable() else ""
        name = name or submission.enclosing(place.stem, place.line)
        return {**answer, "got": "", "paragraphs": [], "name": name}
    bases = found.get("bases", [])
    if bases[:1] == ["TooMuch"]:
        words = f"It printed more than {PRINTED:,} characters, and was stopped there."
        answer["how"] = "flood"
        paragraphs = [[words], *([said("That happened at {}.", place)] if place else [])]
        return {**answer, "got": "", "paragraphs": as_data(paragraphs)}
    if bases[:1] == ["NotForGrading"]:
        words = found["message"].replace(NO_FILES, HERE).replace(BREAKPOINT, STOP_HERE)
        paragraphs = [said("{} See {}.", words, place) if place else [words]]
        return {**answer, "got": "", "paragraphs": as_data(paragraphs)}
    if place and {"SyntaxError", "ImportError"} & set(bases):
        return {
            **answer,
            "got": "",
            "paragraphs": as_data(not_loaded(stem, submission, departure, place)),
        }
    if not place and "words" in reply:
        return {**answer, "got": reply["words"], "paragraphs": []}
    outcome = Outcome("main", "not yet", departure)
    got, where, cause = got_and_cause(stem, submission, outcome, departure, place, "")
    if how == "timeout":
        cause = [[ADVICE["timeout"]]]
    return {**answer, "got": got, "paragraphs": as_data([*where, *cause])}


def in_words(error):
    """Return an error as Python words it, with what it thinks was meant; no more than is shown."""
    told = traceback.TracebackException(type(error), error, error.__traceback__)
    lines = [line for line in told.format_exception_only() if not line.startswith("  File")]
    return shortened("".join(lines).rstrip())


def shortened(text):
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"


def as_data(paragraphs):
    return [
        [part if isinstance(part, str) else asdict(part) for part in words] for words in paragraphs
    ]


def is_answer(reply):
    return not {"died", "error", "replaced"} & reply.keys()


# ── what the page asks for ──


class Session:
    """What the console and the lesson's blocks of one page have made so far."""

    def __init__(self, stem):
        self.stem = stem
        self.mark = os.urandom(8).hex()  # another worker's session has another
        self._files = None  # as they were loaded
        self.bench = None
        self._own = {}  # what the chapter's file defines
        self.names = {"__name__": "__main__"}  # the console's
        self.forget_blocks()

    def forget_blocks(self):
        self.run = []  # the numbers of the blocks that were run, in order
        self.lesson = {**self._own, "__name__": LESSON}

    def load(self, submission):
        """Load the learner's files, if they aren't; return the reply."""
        files, missing = filled(self.stem, submission.files(self.stem), whole=True)
        if files == self._files:
            return {"again": False}
        bench = Bench(self.stem, files, missing)
        reply = bench.ask({"do": "names"}, silence=LOAD_SECONDS)
        if not is_answer(reply):
            self._files = None
            return reply
        former, self._own = self._own, reply["names"]
        kept = {n: v for n, v in self.names.items() if n not in former or former[n] is not v}
        made = [name for name in kept if not name.startswith("_")]
        self.names.clear()
        self.names.update({**kept, **self._own})
        self.bench, again, self._files = bench, self._files is not None, files
        self.forget_blocks()
        return {"again": again and bool(made)}


LIVE = None  # the page's session


def answer(asked, tell):
    """Run something. asked: stem, files, earlier and what to do: "program", "line" or "block"."""
    global LIVE
    asked = loads(asked)
    stem = asked["stem"]
    if LIVE is None or LIVE.stem != stem:
        LIVE = Session(stem)
    PAGE.send, Limited.patience = tell, 1.0
    write_exercises(asked["files"])
    os.chdir(ROOT)
    submission = Submission(EXERCISES, asked["earlier"])
    before = Before()
    APART.look()
    found = RUN[asked["do"]](asked, LIVE, submission)
    return as_json({"how": "finished", "session": LIVE.mark, **found, "clean": before.is_back()})


def run_program(asked, session, submission):
    """Run the chapter's file, main() and all: the learner's or, for code="solutions", ours."""
    stem = asked["stem"]
    if asked["code"] == "solutions":
        bench = Bench(stem, solution_files(stem), {})
    else:
        bench = Bench(stem, *filled(stem, submission.files(stem), whole=False))
    reply = bench.ask({"do": "program"}, live=True)
    if not is_answer(reply) and "SystemExit" not in reply.get("error", {}).get("bases", []):
        return told(stem, submission, reply)
    return bench.whose_in(bench.codes, bench.main)


def run_line(asked, session, submission):
    """Run what was typed into the console, or say that more lines are wanted."""
    loaded = session.load(submission)
    if "again" not in loaded:
        return {**told(session.stem, submission, loaded), "loading": True}
    again = {"again": loaded["again"]}
    try:
        codes = compiled(asked["text"])
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        return {"how": "raised", "got": in_words(error), "paragraphs": [], "place": None, **again}
    if codes is None:
        return {"how": "more"}
    session.forget_blocks()
    reply = session.bench.ask({"do": "lines", "names": session.names, "codes": codes}, live=True)
    whose = session.bench.whose_in(codes, session.names)
    found = {} if is_answer(reply) else told(session.stem, submission, reply)
    return {**found, **whose, **again}


def compiled(text):
    """Return the code of each statement of a text, or None where it isn't complete."""
    try:
        code = codeop.compile_command(text, CONSOLE, "single")
        return None if code is None else [code]
    except SyntaxError:  # perhaps several at once were pasted
        body = ast.parse(text, CONSOLE).body
        return [compile(ast.Interactive([node]), CONSOLE, "single") for node in body]


def run_block(asked, session, submission):
    """Run a block of the lesson, after those that it builds on.

    asked: blocks, [number, text] of those and then of itself. Reply with its examples: what stands
    in the text, and what came.
    """
    loaded = session.load(submission)
    if "again" not in loaded:
        return {**told(session.stem, submission, loaded), "loading": True}
    numbers = [number for number, _ in asked["blocks"]]
    left = [number for number in numbers if number not in session.run]
    if numbers[-1] in session.run or (session.run and left[0] < session.run[-1]):
        session.forget_blocks()  # from the top: what a block changes would be changed twice
        left = numbers
    results, codes = [], []
    for number, text in asked["blocks"]:
        parts = examples(text)
        codes += [compile(source, CONSOLE, "single") for source, _ in parts]
        if number not in left:
            continue
        PAGE.tell(block=number)
        session.run.append(number)
        results = []
        for source, want in parts:
            result, ended = tried(source, want, session, submission)
            results.append(result)
            if ended:
                found = {"number": number, "results": results}
                found |= session.bench.whose_in(codes, session.lesson)
                session.forget_blocks()
                return {**ended, **found}
    made = {n: v for n, v in session.lesson.items() if not n.startswith("_")}
    session.names.update(made)
    whose = session.bench.whose_in(codes, session.lesson)
    return {"number": numbers[-1], "results": results, **whose}


def tried(source, want, session, submission):
    """Run one example. Return what came, beside what the text says; and what ended it, or None."""
    code = compile(source, CONSOLE, "single")
    bench = session.bench
    silence = TRAINING if session.stem in TRAIN else SILENCE
    asked = {"do": "lines", "names": session.lesson, "codes": [code]}
    reply = bench.ask(asked, silence=silence)
    got, ended = bench.output.taken(), None
    if not is_answer(reply):
        ended = told(session.stem, submission, reply)
        got += reply.get("words", "")
    same = alike(got) == alike(want)
    if want.startswith(TRACEBACK):  # the words of an error are the learner's own
        kind = want.splitlines()[-1].partition(":")[0]
        same = reply.get("error", {}).get("type") == kind
        ended = None if "error" in reply else ended
    return {"source": source, "want": want, "got": got, "same": same}, ended


def alike(text):
    """Return output as it is compared: -0.0 is 0.0, and what ends a line is nothing."""
    return "\n".join(line.rstrip() for line in MINUS_ZERO.sub(r"\1", text).strip().splitlines())


def examples(text):
    """Return [(source, what the text says comes of it)] of a block, as doctest reads one."""
    found = []
    for line in text.splitlines():
        if line.startswith(">>> "):
            found.append([line[4:] + "\n", ""])
        elif line.startswith("...") and not found[-1][1]:
            found[-1][0] += line[4:] + "\n"
        elif found:
            found[-1][1] += line + "\n"
    return found


RUN = {"program": run_program, "line": run_line, "block": run_block}
