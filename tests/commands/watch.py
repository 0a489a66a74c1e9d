"""Grade a chapter again at every save: ``python tests/commands/watch.py 3``.

Each report is the one of make check-chapter. Everything but the learner's own code stays loaded
between two saves, so the verdict comes at once. It stops when every task of the chapter is right.
--earlier solutions grades on our chapters before it, not on the learner's.

watchfiles tells when a file was saved. Where it isn't installed, or where the system tells nothing
(WSL, shared folders), the files are looked at instead; POLL=1 makes that the way.
"""

import ast
import os
import platform
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from commands.shared import ROOT, chapter_asked  # noqa: E402 (needs the path)
from grading.grade import (  # noqa: E402
    Grader,
    Submission,
    fault_in,
    first_problem,
    host_with,
    number,
    up_to,
)
from grading.mistakes import bank  # noqa: E402
from grading.report import chapter_report  # noqa: E402
from grading.worker import HALTED, Halted, end_ahead, halt, start_ahead  # noqa: E402

LOOK = 0.05  # seconds between two looks at the files, where they are looked at
TRUST = 1.0  # seconds in which the system has told of a save, if it tells at all
REST = 0.01  # seconds without a change after which a file is taken as saved
LONG_REST = 0.1  # the same for one that is empty or doesn't parse: it may be half-written
AHEAD = 2  # worker processes that stand ready: one to grade, one to explain
NOT_TOLD = "The system doesn't tell of saves here"
NO = ("", "0", "false", "disable", "disabled")


class Saves(threading.Thread):
    """Sees the saves of some files. A grading that goes on meanwhile is called off: see halt()."""

    def __init__(self, paths):
        super().__init__(daemon=True)
        self._paths = paths
        self._seen = self._look()
        self._over, self._saved = threading.Event(), threading.Event()

    def pending(self):
        return self._saved.is_set()

    def wait(self):
        """Wait for the next save."""
        while not self._saved.wait(0.5):  # in steps, so that Ctrl-C gets through on Windows
            pass
        self._saved.clear()
        HALTED.clear()

    def close(self):
        self._over.set()
        self.join()

    def run(self):
        for _ in self._wake_ups():
            if self._look() != self._seen:
                halt()
                self._settle()
                self._saved.set()

    def _wake_ups(self):
        """Yield whenever a file may have been saved."""
        reason = why_to_poll()
        if not reason:
            try:
                from watchfiles import watch

                untold = 0  # saves in a row
                events = watch(
                    self._paths[0].parent,
                    recursive=False,
                    watch_filter=None,
                    step=10,  # milliseconds
                    rust_timeout=int(TRUST * 1000),
                    yield_on_timeout=True,
                    stop_event=self._over,
                    raise_interrupt=False,
                    force_polling=False,
                )
                for changes in events:
                    if not changes and self._look() != self._seen:
                        untold += 1  # once may be chance: between two of its answers
                    elif changes:
                        untold = 0
                    yield
                    if untold == 2:
                        reason = NOT_TOLD
                        break
            except ImportError:
                reason = "watchfiles isn't installed"
            except (OSError, RuntimeError):  # no such folder, or the system's limit is reached
                reason = NOT_TOLD
        if not self._over.is_set():
            say(f"{reason}: the files are looked at {1 / LOOK:.0f} times a second.")
        while not self._over.wait(LOOK):
            yield

    def _look(self):
        """Return what changes with every save: {path: (time, size, file number)}."""
        seen = {}
        for path in self._paths:
            try:
                found = path.stat()
                seen[path] = found.st_mtime_ns, found.st_size, found.st_ino
            except OSError:
                seen[path] = None
        return seen

    def _settle(self):
        """Wait until what was saved has come to rest, whole."""
        last = None
        while not self._over.is_set():
            now = self._look()
            if now != last:
                changed = [path for path in self._paths if now[path] != self._seen[path]]
                rest = REST if all(map(is_whole, changed)) else LONG_REST
                last, since = now, time.monotonic()
            if time.monotonic() - since >= rest:
                break
            time.sleep(REST / 4)
        self._seen = last


def is_whole(path):
    try:
        text = path.read_text(encoding="utf-8-sig")
        return bool(text.strip()) and bool(ast.parse(text))
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return False


def why_to_poll():
    """Return why the files should be looked at, or "" where the system can be asked to tell."""
    for name in ("POLL", "WATCHFILES_FORCE_POLLING"):
        word = os.environ.get(name)
        if word is not None:
            return "" if word.lower() in NO else f"{name}={word}"
    if "microsoft" in platform.uname().release.lower():
        return "Windows doesn't tell WSL of every save"
    return ""


class Watch:
    """Grades one chapter again and again, and keeps ready what the next grading needs."""

    def __init__(self, stem, earlier):
        self._stem, self._earlier = stem, earlier
        self._faults, self._files = {}, {}
        self._uncompiled = iter(bank(stem))

    def grade(self):
        """Grade the chapter as it stands. Return whether every task is right, and the report."""
        submission = Submission(ROOT / "exercises", self._earlier)
        files = submission.files(self._stem)
        unchanged = [name for name in files if files[name] == self._files.get(name)]
        for name, fault in self._faults.items():
            if all(earlier in unchanged for earlier in up_to(name)):
                submission.faults[name] = fault
        self._faults, self._files, self._submission = submission.faults, files, submission
        outcomes = Grader(self._stem, submission).run_all(explained="first")
        report = chapter_report(self._stem, submission, outcomes)
        return first_problem(outcomes) is None, report

    def path(self):
        return self._submission.path(self._stem)

    def prepare(self, hurry):
        """Do ahead of the next save what doesn't depend on it, until hurry() says that it came."""
        start_ahead(self._stem, AHEAD)
        if self._earlier == "exercises":
            for name in up_to(self._stem)[:-1]:
                fault_in(name, self._submission)
        for mistake in self._uncompiled:
            if hurry():
                break
            host_with(self._stem, mistake)


def say(line):
    print(line, flush=True)


def begin_anew():
    """Clear the screen and say when it was saved; without clearing for a pipe or a plain mode."""
    plain = os.environ.get("TERM") == "dumb" or os.environ.get("NO_COLOR")
    if plain or not sys.stdout.isatty():
        print()
    elif os.name == "nt":
        os.system("cls")
    else:
        print("\033[H\033[2J", end="")
    say(f"Saved at {time.strftime('%H:%M:%S')}.\n")


def watch(stem, earlier):
    """Grade chapter stem at every save until every task is right."""
    folder = ROOT / "exercises"
    watched = up_to(stem) if earlier == "exercises" else [stem]
    grading = Watch(stem, earlier)
    saves = Saves([folder / f"{name}.py" for name in watched])
    saves.start()
    try:
        while True:
            try:
                done, report = grading.grade()
                say(report)
                if done:
                    say(f"\nChapter {number(stem)} is done.")
                    return
                say(f"\nSave {grading.path()}, and it is graded again. Ctrl-C stops.")
                grading.prepare(hurry=saves.pending)
            except Halted:
                pass  # there is a newer save
            saves.wait()
            begin_anew()
    finally:
        saves.close()
        end_ahead()


def main():
    stem, earlier = chapter_asked("Grade a chapter again at every save.")
    try:
        watch(stem, earlier)
    except KeyboardInterrupt:
        say("\nStopped. Your files are as you saved them.")
    except BrokenPipeError:  # whoever read along has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
