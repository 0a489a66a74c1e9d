"""Grade a chapter again at every save: ``python commands/watch.py 3``.

Each report is the one of make check-chapter. Everything but the learner's own code stays loaded
between two saves, so the verdict comes at once. It stops when every task of the chapter is right.
--earlier solutions grades on our chapters before it, not on the learner's. Without a chapter it
takes the one that was saved last of those that are begun and not done, or else the next one.

In a terminal it takes keys, which the line below the report names, and goes on until one ends it.

watchfiles tells when a file was saved. Where it isn't installed, or where the system tells nothing
(WSL, shared folders), the files are looked at instead; POLL=1 makes that the way.
"""

import os
import platform
import select
import signal
import sys
import threading
import time
from pathlib import Path

try:
    import termios
    import tty
except ImportError:  # Windows: it works without keys
    termios = None

sys.path.append(str(Path(__file__).resolve().parents[1]))

from commands.beside import compare  # noqa: E402 (needs the path)
from commands.hint import hint  # noqa: E402
from commands.shared import ROOT, chapter_asked  # noqa: E402
from commands.stubs import exercise, made_from_solution, unwritten  # noqa: E402
from grading.chapters import (  # noqa: E402  # noqa: E402
    NO_NUMPY,
    needs_numpy,
    number,
    numpy_folder,
    stems,
    up_to,
)
from grading.finding import report_on  # noqa: E402
from grading.grade import Grader, fault_in, first_problem, host_with  # noqa: E402
from grading.mistakes import bank  # noqa: E402
from grading.reading import read, text_of  # noqa: E402
from grading.starting import end_ahead, start_ahead  # noqa: E402
from grading.submission import Submission  # noqa: E402
from grading.terminal import chapter_text  # noqa: E402
from grading.worker import HALTED, Halted, halt  # noqa: E402

LOOK = 0.05  # seconds between two looks at the files, where they are looked at
TRUST = 1.0  # seconds in which the system has told of a save, if it tells at all
REST = 0.01  # seconds without a change after which a file is taken as saved
LONG_REST = 0.1  # the same for one that doesn't end in a new line: it may be half-written
AHEAD = 3  # worker processes that stand ready: to grade, to read the file's lines, to explain
NOT_TOLD = "The system doesn't tell of saves here"
NO = ("", "0", "false", "disable", "disabled")
KEYS = set("hcnq")


class Saves(threading.Thread):
    """Sees the saves of some files. A grading that goes on meanwhile is called off: see halt()."""

    def __init__(self, paths):
        super().__init__(daemon=True)
        self._paths = paths
        self._seen = self._look()
        self._over, self._news, self._saved = threading.Event(), threading.Event(), False

    def pending(self):
        return self._news.is_set()

    def wake(self):
        """End a wait() from another thread, though nothing was saved."""
        self._news.set()

    def wait(self):
        """Wait for the next save, or for wake(). Return whether there was a save."""
        while not self._news.wait(0.5):  # in steps, so that Ctrl-C gets through on Windows
            pass
        self._news.clear()
        saved, self._saved = self._saved, False
        if saved:
            HALTED.clear()
        return saved

    def close(self):
        self._over.set()
        self.join()

    def run(self):
        for _ in self._wake_ups():
            if self._look() != self._seen:
                halt()
                self._settle()
                self._saved = True
                self._news.set()

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
    """Say whether a file looks as if all of it were written: it ends as a text does."""
    try:
        return read(path).endswith(b"\n")
    except OSError:
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


class Keys(threading.Thread):
    """Hears the keys that are typed in a terminal, each at once; elsewhere it hears none.

    As a context: at its end, whatever that is, the terminal is as it was before.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self._over, self._typed = threading.Event(), []
        self._before = None  # the terminal's settings, where there is one
        self.wake = lambda: None  # called at a key

    def __enter__(self):
        if can_hear() and in_foreground():
            self._before = termios.tcgetattr(sys.stdin)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
            signal.signal(signal.SIGCONT, lambda *_: self._listen())  # after Ctrl-Z and fg
            self._listen()
            self.start()
        return self

    def __exit__(self, *_):
        if self.heard:
            self._over.set()
            if in_foreground():
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)
            self.join()

    @property
    def heard(self):
        return self._before is not None

    def take(self):
        """Return the keys that were typed since the last time."""
        typed, self._typed = self._typed, []
        return typed

    def _listen(self):
        """Have the terminal give each key at once, unseen. Ctrl-C stays what it is."""
        if in_foreground():
            tty.setcbreak(sys.stdin, termios.TCSANOW)

    def run(self):
        while not self._over.is_set():
            if not select.select([sys.stdin], [], [], 0.1)[0]:
                continue
            if not in_foreground():  # what is typed is for another program
                time.sleep(0.1)
                continue
            typed = os.read(sys.stdin.fileno(), 100)
            if not typed:  # the terminal has gone
                break
            keys = typed.decode("ascii", "replace").strip().lower()
            if set(keys) <= KEYS:  # or it is an arrow, or something that was pasted
                self._typed += keys
                if "q" in keys:
                    halt()
                self.wake()


def can_hear():
    """Say whether somebody sits at a terminal that gives each key at once."""
    at_terminal = sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()
    return termios is not None and at_terminal and os.environ.get("TERM", "dumb") != "dumb"


def in_foreground():
    """Say whether the terminal is this program's, and not the shell's that runs it behind."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except OSError:  # it controls no programs
        return True


class Watch:
    """Grades one chapter again and again, and keeps ready what the next grading needs."""

    def __init__(self, stem, earlier):
        self._stem, self._earlier = stem, earlier
        self.outcomes = {}  # of the last grading that came to its end
        self._faults, self._files = {}, {}
        self._uncompiled = iter(bank(stem))

    def grade(self):
        """Grade the chapter as it stands. Return the report."""
        self.outcomes = {}
        submission = Submission(ROOT / "exercises", self._earlier)
        files = submission.files(self._stem)
        unchanged = [name for name in files if files[name] == self._files.get(name)]
        for name, fault in self._faults.items():
            if all(earlier in unchanged for earlier in up_to(name)):
                submission.faults[name] = fault
        self._faults, self._files, self._submission = submission.faults, files, submission
        outcomes = Grader(self._stem, submission).run_all(explained="first")
        self.outcomes = outcomes
        return chapter_text(report_on(self._stem, submission, outcomes))

    def done(self):
        return bool(self.outcomes) and first_problem(self.outcomes) is None

    def hint(self):
        """Print the next hint. Return the exit status, or the sentence for an error."""
        return hint(self._stem, self.outcomes, "h")

    def compare(self):
        """Print the finished tasks beside ours. Nothing is asked: the keys are for the loop."""
        compare(self._stem, "", False, self._submission, self.outcomes, asks=lambda task: False)

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


def clear():
    """Clear the screen; in a pipe or a plain mode, print an empty line."""
    plain = os.environ.get("TERM") == "dumb" or os.environ.get("NO_COLOR")
    if plain or not sys.stdout.isatty():
        print()
    elif os.name == "nt":
        os.system("cls")
    else:
        print("\033[H\033[2J", end="")


def next_chapter(stem):
    """Return the chapter behind one, or "" behind the last."""
    return dict(zip(stems(), stems()[1:])).get(stem, "")


def offered(grading, following):
    """Return the line that says which keys there are."""
    if not grading.done():
        return "Keys: h the next hint, c compare with ours, q quit."
    onward = f"n chapter {number(following)}, " if following else ""
    return f"Keys: {onward}c compare with ours, q quit."


def answer(key, grading, following):
    """Do what a key asks for, between two gradings. Return whether to go on with the next chapter.

    A key that makes no sense yet does nothing.
    """
    if key == "h" and grading.outcomes and not grading.done():
        print()
        said = grading.hint()
        if said:
            print(said)
    elif key == "c" and grading.outcomes:
        print()
        grading.compare()
    elif key == "n" and grading.done() and following:
        if not needs_numpy(following) or numpy_folder():
            return True
        print(f"\n{NO_NUMPY}")
    else:
        return False
    say(f"\n{offered(grading, following)}")
    return False


def watch(stem, earlier, keys):
    """Grade chapter stem at every save, until every task is right or, with keys, one ends it.

    Returns the chapter to go on with, or "".
    """
    folder = ROOT / "exercises"
    watched = up_to(stem) if earlier == "exercises" else [stem]
    grading = Watch(stem, earlier)
    saves = Saves([folder / f"{name}.py" for name in watched])
    following = next_chapter(stem)
    keys.wake = saves.wake
    saves.start()
    try:
        while True:
            try:
                say(grading.grade())
                if grading.done():
                    say(f"\nChapter {number(stem)} is done.")
                    if not keys.heard:
                        return ""
                else:
                    say(f"\nSave {grading.path()}, and it is graded again. Ctrl-C stops.")
                if keys.heard:
                    say(offered(grading, following))
                grading.prepare(hurry=saves.pending)
            except Halted:
                pass  # there is a newer save, or nothing more is wanted
            saved = False
            while not saved:
                saved = saves.wait()
                for key in keys.take():
                    if key == "q":
                        say("\nStopped. Your files are as you saved them.")
                        return ""
                    if answer(key, grading, following):
                        clear()
                        return following
            clear()
            say(f"Saved at {time.strftime('%H:%M:%S')}.\n")
    finally:
        saves.close()
        end_ahead()


def is_begun(stem):
    """Say whether something is written in a chapter, as far as that is seen without grading."""
    try:
        text = text_of(read(exercise(stem)))
        return unwritten(text) != unwritten(made_from_solution(stem))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return True


def to_go_on_with(earlier):
    """Return the chapter that was saved last of those begun and not done, else the next one.

    Raises SystemExit where every chapter is done.
    """
    begun = [stem for stem in stems() if is_begun(stem)]
    submission = Submission(ROOT / "exercises", earlier)
    for stem in sorted(begun, key=lambda stem: exercise(stem).stat().st_mtime, reverse=True):
        if (not needs_numpy(stem) or numpy_folder()) and Grader(stem, submission).first_failing():
            return stem
    for stem in stems():
        if stem not in begun:
            return stem
    say("Every chapter is done.")
    raise SystemExit(0)


def main():
    try:
        stem, earlier = chapter_asked("Grade a chapter again at every save.", to_go_on_with)
        with Keys() as keys:
            while stem:
                stem = watch(stem, earlier, keys)
    except KeyboardInterrupt:
        say("\nStopped. Your files are as you saved them.")
    except BrokenPipeError:  # whoever read along has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
