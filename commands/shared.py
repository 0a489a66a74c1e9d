"""What the commands share: where the course is, which chapter and task is meant, whole files."""

import argparse
import ast
import contextlib
import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # last, or a random.py in it would be taken for Python's own

from grading.chapters import (  # noqa: E402
    EARLIER,
    NO_NUMPY,
    UNKNOWN_EARLIER,
    needs_numpy,
    number,
    numpy_folder,
    stems,
    title,
)
from grading.reading import check_regular, printable  # noqa: E402
from grading.worker import protection  # noqa: E402

for stream in (sys.stdout, sys.stderr):
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a console or a pipe may lack some letters


def stem_of(word):
    """Return the stem of the chapter that a word names: "3", "np1" or "ch03_forward".

    Raises SystemExit with the list of chapters, and status 2, for any other word.
    """
    for stem in stems():
        if word in (stem, number(stem)):
            return stem
    lines = [f"There is no chapter {word!r}. These are the chapters:" if word else "Which chapter?"]
    lines += [f"  {number(stem):>3}  {title(stem).partition('· ')[2]}" for stem in stems()]
    print("\n".join(lines), file=sys.stderr)
    raise SystemExit(2)


def earlier_of(word):
    """Return word, if it says where the chapters before the graded one come from.

    Raises SystemExit, and status 2, for any other word.
    """
    if word in EARLIER:
        return word
    print(UNKNOWN_EARLIER.format(printable(word)), file=sys.stderr)
    raise SystemExit(2)


@lru_cache
def tasks(stem):
    """Return the names of a chapter's tasks in order.

    They are read from its grader's text: one of Part II can't be imported where NumPy is missing.
    """
    grader = ROOT / "tests" / f"test_{stem}.py"
    tree = ast.parse(grader.read_text(encoding="utf-8") if grader.exists() else "")
    marks = [mark for node in tree.body for mark in getattr(node, "decorator_list", ())]
    named = [mark for mark in marks if getattr(getattr(mark, "func", None), "id", "") == "task"]
    return list(dict.fromkeys(mark.args[0].value for mark in named))


def task_of(stem, word):
    """Return word, if it is a task of the chapter, or "" for "".

    Raises SystemExit with the list of its tasks, and status 2, for any other word.
    """
    if not word or word in tasks(stem):
        return word
    print(f"Chapter {number(stem)} has no task {word!r}. These are its tasks:", file=sys.stderr)
    for task in tasks(stem):
        print(f"  {task}", file=sys.stderr)
    raise SystemExit(2)


def numpy_is_there(stem):
    """Raise SystemExit with what to type if a chapter of Part II lacks NumPy."""
    if needs_numpy(stem) and not numpy_folder():
        raise SystemExit(NO_NUMPY)


def chapter_asked(description, unnamed=lambda earlier: stem_of("")):
    """Return (stem, earlier) as the words of a command on one chapter name them.

    unnamed(earlier) returns the stem where no chapter is named. Raises SystemExit, with a sentence,
    for other words, and where the chapter needs NumPy.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("chapter", nargs="?", default="")
    parser.add_argument("--earlier", type=earlier_of, default="exercises")
    asked = parser.parse_args()
    stem = stem_of(asked.chapter) if asked.chapter else unnamed(asked.earlier)
    numpy_is_there(stem)
    return stem, asked.earlier


CONTAINER = (
    'docker run --rm --network none -v "$PWD:/course:ro" -v "$PWD/grades:/grades" -w /course '
    "python:3.13 python -I commands/grade_class.py SUBMISSIONS --out /grades"
)


def unconfined():
    """Return what a learner's program could do on this system if it wanted to; "" for nothing."""
    held = set(protection())
    if {"files", "calls"} <= held:
        return ""
    can = {"calls": "read files of this machine", "files": "reach the network and other programs"}
    can = next((what for name, what in can.items() if name in held), "reach files and programs")
    return (
        f"This system's kernel doesn't confine learners' programs: one that wants to can {can}. "
        "Grade strangers' work in a container."
    )


def put(path, data, links=True):
    """Give a file these bytes, all at once. Raises OSError, and then the file is as it was.

    A link stays one, and what it leads to is written; without links it is replaced.
    """
    if links:
        path = path.resolve()
        if path.exists():  # a device, to which a link may lead, is nobody's to replace
            check_regular(path.stat(), path)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        if path.exists():
            shutil.copymode(path, part)
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


class Outliving:
    """A stream that may be closed or full, or lose its reader: what is said then goes nowhere."""

    def __init__(self, stream):
        self._stream = stream or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def write(self, text):
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # Python writes what is left once more, at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())

    def flush(self):
        pass  # that is done

    @classmethod
    def use(cls):
        """Let this program's work outlive whoever hears of it."""
        while os.open(os.devnull, os.O_RDWR) < 2:
            pass  # a file of ours would get the number of a stream that is closed
        sys.stdout, sys.stderr = cls(sys.stdout), cls(sys.stderr)


def say(line):
    print(line, flush=True)
