"""What the words of a command name: which chapter, which task, whose earlier chapters."""

import argparse
import sys

from grading.chapters import (
    EARLIER,
    NO_NUMPY,
    UNKNOWN_EARLIER,
    needs_numpy,
    number,
    numpy_folder,
    stems,
    tasks,
    title,
)
from grading.files import printable


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


def intermixed(parser):
    """Return what the words of a command say, options among the others; behind -- is none."""
    return parser.parse_args() if "--" in sys.argv else parser.parse_intermixed_args()


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
