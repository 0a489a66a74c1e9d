"""Grade a chapter again at every save: ``python commands/watch.py 3``.

Each report is the one of make check-chapter. Everything but the learner's own code stays loaded
between two saves, so the verdict comes at once. It stops when every task of the chapter is right.
--earlier solutions grades on our chapters before it, not on the learner's. Without a chapter it
takes the one that was saved last of those that are begun and not done, or else the next one.

In a terminal it takes keys, which the line below the report names, and goes on until one ends it.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import os
import signal
import threading
import time

from commands.arguments import chapter_asked
from commands.compare import compare
from commands.hint import hint
from commands.output import say
from commands.stubs import exercise, made_from_solution, unwritten
from commands.watch_keys import Keys
from commands.watch_saves import Saves
from grading.chapters import (
    NO_NUMPY,
    ROOT,
    needs_numpy,
    number,
    numpy_folder,
    stems,
    up_to,
)
from grading.diagnose import host_with
from grading.faults import faults_in
from grading.files import read, text_of
from grading.grade import Grader, first_problem
from grading.known_mistakes import bank
from grading.repair_search import look_for_cause
from grading.report import report_on
from grading.report_look import look
from grading.report_terminal import chapter_text, wrapped
from grading.submission import Submission
from grading.worker import Halted
from grading.worker_start import end_ahead, start_ahead

AHEAD = 3  # worker processes that stand ready: to grade, to read the file's lines, to explain
INTERRUPTED = threading.Event()  # by Ctrl-C


class Watch:
    """Grades one chapter again and again, and keeps ready what the next grading needs."""

    def __init__(self, stem, earlier):
        self._stem, self._earlier = stem, earlier
        self.outcomes = {}  # of the last grading that came to its end
        self._faults, self._own_faults, self._files = {}, {}, {}
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
        for one, is_own in self._own_faults.items():
            if one[0] in unchanged:
                submission.own_faults[one] = is_own
        self._faults, self._own_faults = submission.faults, submission.own_faults
        self._files, self._submission = files, submission
        outcomes = Grader(self._stem, submission).run_all(explained="first")
        self.outcomes = outcomes
        return chapter_text(report_on(self._stem, submission, outcomes))

    def look(self):
        """Return where to look for the cause, or "" where a search finds no one line."""
        problem = first_problem(self.outcomes)
        if problem is None or not look_for_cause(self._stem, self._submission, problem):
            return ""
        return "\n" + "\n".join(wrapped(look(self._stem, self._submission, problem)))

    def done(self):
        return bool(self.outcomes) and first_problem(self.outcomes) is None

    def hint(self):
        """Print the next hint. Return the exit status, or the sentence for an error."""
        return hint(self._stem, self.outcomes, "h", self._submission)

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
                faults_in(name, self._submission)
        for mistake in self._uncompiled:
            if hurry():
                break
            host_with(self._stem, mistake)


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
    saves = Saves([folder / f"{name}.py" for name in watched], INTERRUPTED.is_set)
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
                    if seen := grading.look():
                        say(seen)
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
                    try:
                        if answer(key, grading, following):
                            clear()
                            return following
                    except Halted:
                        pass  # the same, while a key was answered
            clear()
            what = "Deleted" if saves.deleted else "Saved"
            say(f"{what} at {time.strftime('%H:%M:%S')}.\n")
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


def saved_at(stem):
    try:
        return exercise(stem).stat().st_mtime
    except OSError:  # grading it says why it can't be read
        return 0.0


def to_go_on_with(earlier):
    """Return the chapter that was saved last of those begun and not done, else the next one.

    Raises SystemExit where every chapter is done.
    """
    begun = [stem for stem in stems() if is_begun(stem)]
    submission = Submission(ROOT / "exercises", earlier)
    for stem in sorted(begun, key=saved_at, reverse=True):
        if (not needs_numpy(stem) or numpy_folder()) and Grader(stem, submission).first_failing():
            return stem
    for stem in stems():
        if stem not in begun:
            return stem
    say("Every chapter is done.")
    raise SystemExit(0)


def interrupt(*_):
    """Take Ctrl-C, also where the exception is raised in what Python ignores, as in a __del__."""
    INTERRUPTED.set()
    raise KeyboardInterrupt


def main():
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # nobody ignores it
        signal.signal(signal.SIGINT, interrupt)
    try:
        stem, earlier = chapter_asked("Grade a chapter again at every save.", to_go_on_with)
        with Keys() as keys:
            while stem:
                stem = watch(stem, earlier, keys)
    except KeyboardInterrupt:
        say("\nStopped. Your files are as you saved them.")
    except BrokenPipeError:
        pass  # whoever read along has gone
    return 0


if __name__ == "__main__":
    carry_out(main)
