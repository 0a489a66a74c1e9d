"""Grade a class: which results are still good, and several processes for all the others.

A result is kept in OUT/learners/, one file for each learner, under a key made of all it depends on.
"""

import base64
import contextlib
import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from commands.output import put
from grading.chapters import ROOT, tasks, up_to
from grading.files import read
from grading.tasks import wrong_among

CHILD = Path(__file__).with_name("child.py")
START_SECONDS = 60  # for a child to begin; it takes a fraction of one
END_SECONDS = 3  # for a child to end
PATIENCE = 3  # tasks of one chapter in a row that may run into the time limit
KEPT_LIMIT = 10_000_000  # bytes of what is kept of a learner
LATE = object()
PARTS = {  # of a task's result; see child.result
    **dict.fromkeys(("task", "state", "kind", "sentence"), str),
    "late": bool,
    "cause": str,
    "report": list,
}


@dataclass(frozen=True)
class Options:
    """What the results depend on besides the files. seconds: less than the usual limits, or 0."""

    earlier: str = "exercises"
    seconds: float = 0


class Stopped(Exception):
    """Nothing more is to be graded."""


class Child:
    """One child process: what goes to it, and what comes back within a time."""

    def __init__(self):
        alone = {"start_new_session": True}  # Ctrl-C is for the class's program, which ends it
        if os.name == "nt":
            alone = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **alone,
        )
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        with contextlib.suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._lines.put(line)
        self._lines.put(None)

    def send(self, message):
        with contextlib.suppress(OSError):  # it has ended; receive() says so
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()

    def receive(self, seconds):
        """Return the next message, None where the child has ended, or LATE."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return LATE
        try:
            return json.loads(line) if line else None
        except ValueError:
            return None  # it ended in the middle of a line

    def close(self):
        """End the child, which ends its workers."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class ClassGraders:
    """Grade learners, several at once. tell(event, learner, …) hears how it goes, in any thread.

    Events: "chapter", with its stem; "done", with the chapters' results and how many of them were
    kept from before; "failed", with what the grader said of itself; "error", with an exception.
    """

    def __init__(self, stems, out, options, tell, child=Child):
        self.stems, self.out, self.options, self.tell = stems, Path(out), options, tell
        self._child = child
        self._learners = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._slots = []

    def start(self, learners, at_once):
        for learner in learners:
            self._learners.put(learner)
        away = {
            str(path.resolve()) for path in (self.out, *(one.folder.parent for one in learners))
        }
        first = {"chapters": self.stems, "away": sorted(away)}
        for _ in range(min(at_once, len(learners))):
            slot = Slot(self._child, self.options, self._stopped, first)
            thread = threading.Thread(target=self._work, args=(slot,), daemon=True)
            self._slots.append((slot, thread))
            thread.start()

    def close(self):
        """Stop, and end all that was started."""
        self._stopped.set()
        for slot, _ in self._slots:
            slot.close()
        for slot, thread in self._slots:
            thread.join(END_SECONDS)
            slot.close()  # it may have begun a child meanwhile

    def _work(self, slot):
        learner = None
        try:
            while not self._stopped.is_set():
                try:
                    learner = self._learners.get_nowait()
                except queue.Empty:
                    break
                self._grade(slot, learner)
        except Stopped:
            pass
        except Exception as error:
            self.tell("error", learner, error)
        finally:
            slot.close()

    def _grade(self, slot, learner):
        files = learner.read()
        kept = load(self.out, learner)
        results, again = {}, 0
        for stem in self.stems:
            if stem not in files:
                results[stem] = [_result(task, "not handed in") for task in tasks(stem)]
                continue
            key = key_of(stem, files, self.options)
            if kept.get(stem, {}).get("key") == key:
                results[stem], again = kept[stem]["tasks"], again + 1
                continue
            self.tell("chapter", learner, stem)
            before = {name: wrong_in(results[name]) for name in results if name in files}
            results[stem] = slot.chapter(learner.id, files, stem, before)
            failures = [task["trace"] for task in results[stem] if "trace" in task]
            for trace in failures:
                self.tell("failed", learner, f"{stem}: {trace}")
            if not failures:  # else it is tried again the next time
                kept[stem] = {
                    "key": key,
                    "tasks": results[stem],
                    "sum": _hash([key, results[stem]]),
                }
                store(self.out, learner, kept)
        self.tell("done", learner, results, again)


class Slot:
    """One child after another, as long as they last."""

    def __init__(self, child, options, stopped, first=None):
        self._make, self._options, self._stopped, self._first = child, options, stopped, first
        self._child = self._of = None

    def close(self):
        child, self._child, self._of = self._child, None, None
        if child:
            child.close()

    def chapter(self, learner, files, stem, faults):
        """Grade one chapter of one learner; return its tasks' results."""
        results, late = [], 0
        for task in tasks(stem):
            if late == PATIENCE:
                said = f"{PATIENCE} tasks in a row ran into the time limit; this one didn't run."
                results.append(_result(task, "not graded", "time", said))
                continue
            results.append(self._task(learner, files, stem, task, faults))
            late = late + 1 if results[-1]["late"] else 0
        return results

    def _task(self, learner, files, stem, task, faults):
        child = self._ready(learner, files)
        child.send({"task": task, "stem": stem, "faults": faults})
        limit, begun, plain = START_SECONDS, False, None
        while True:
            reply = child.receive(limit)
            if self._stopped.is_set():
                raise Stopped
            if reply is LATE or reply is None or "failed" in reply:
                self.close()
                if plain:
                    return plain  # it has its verdict, and not its cause
                if reply is LATE and begun:
                    said = f"Its calls took more than {limit:.0f} seconds together."
                    return {**_result(task, "not yet", "time", said), "late": True}
                what, trace = "It ended, or gave no sign of life.", ""
                if reply and reply is not LATE:
                    what, trace = reply["failed"], reply["trace"]
                result = _result(task, "not graded", "grader", f"The grader itself failed. {what}")
                return {**result, "trace": trace or what}
            if "limit" in reply:
                limit, begun = reply["limit"], True
            elif reply["explaining"]:
                limit, plain = reply["explaining"], reply["result"]
            else:
                return reply["result"]

    def _ready(self, learner, files):
        if self._stopped.is_set():
            raise Stopped
        if self._child is None:
            self._child = self._make()
            if self._first:
                self._child.send(self._first)
        if self._of != learner:
            self._of = learner
            sent = {
                stem: [place, None if data is None else base64.b64encode(data).decode(), problem]
                for stem, (place, data, problem) in files.items()
            }
            options = {"earlier": self._options.earlier, "seconds": self._options.seconds}
            self._child.send({"learner": learner, "files": sent, **options})
        return self._child


def _result(task, state, kind="", cause=""):
    return dict(zip(PARTS, (task, state, kind, "", False, cause, [])))


def wrong_in(results):
    """Return the tasks that later chapters may fail for; see grading/faults.py."""
    return wrong_among({result["task"]: result["state"] for result in results})


# ── results from before ──


@lru_cache
def course_version():
    """Return a hash of all that a verdict rests on besides the learner's files."""
    tests = ROOT / "tests"
    paths = [*ROOT.glob("solutions/*.py"), *tests.glob("test_*.py"), *tests.glob("mistakes/*.py")]
    paths += [*ROOT.glob("grading/*.py"), ROOT / "commands/submission_files.py"]
    paths += [CHILD, Path(__file__)]
    parts = [*sys.version_info[:2]]
    for path in sorted(paths):
        parts += [path.name, hashlib.sha256(path.read_bytes()).hexdigest()]
    return _hash(parts)


def key_of(stem, files, options):
    """Return the key of a chapter's results: they are good as long as it stays the same."""
    needed = [stem] if options.earlier == "solutions" else up_to(stem)
    parts = [course_version(), stem, options.earlier, options.seconds]
    for name in needed:
        place, data, problem = files.get(name, ("", None, "not handed in"))
        parts += [place, problem, hashlib.sha256(data or b"").hexdigest()]
    return _hash(parts)


def _hash(parts):
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def path_of(out, learner):
    return out / "learners" / f"{learner.id}.json"


def load(out, learner):
    """Return {stem: {"key", "tasks"}} as kept; what isn't whole counts as not there."""
    try:
        kept = read(path_of(out, learner), links=False, limit=KEPT_LIMIT)
        chapters = json.loads(kept)["chapters"]
        return {stem: kept for stem, kept in chapters.items() if _is_whole(stem, kept)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _is_whole(stem, kept):
    """Say whether results are as they were kept: neither cut off nor changed since."""
    return (
        kept["sum"] == _hash([kept["key"], kept["tasks"]])
        and [result["task"] for result in kept["tasks"]] == tasks(stem)
        and all(
            isinstance(one[part], kind) for one in kept["tasks"] for part, kind in PARTS.items()
        )
        and all(type(line) is str for one in kept["tasks"] for line in one["report"])
    )


def store(out, learner, chapters):
    content = {"learner": learner.name, "chapters": chapters}
    put(path_of(out, learner), json.dumps(content, indent=1).encode(), links=False)
