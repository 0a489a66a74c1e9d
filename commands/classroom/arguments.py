"""What make grade-class is asked for: which folder, which chapters, where the results go."""

import argparse
import os
import re
from pathlib import Path

from commands.arguments import earlier_of, intermixed
from commands.classroom.learners import class_in
from commands.output import put
from grading.files import printable

EXPECTED = """\
Expected is a folder with one subfolder for each learner:

  submissions/
    ann/
      ch01_math.py
      ch02_neuron.py
    ben/
      exercises/
        ch01_math.py

Type: make grade-class SUBMISSIONS=submissions"""

MOST_JOBS = 999


class WrongArguments(Exception):
    """What was asked for can't be meant. The text says why, and what to type."""


def arguments():
    parser = argparse.ArgumentParser(
        prog="grade_class.py", description="Grade a folder that holds a subfolder a learner."
    )
    parser.add_argument("submissions", nargs="?", default="", help="a folder of learners' folders")
    parser.add_argument("chapters", nargs="*", metavar="chapter", help="such as 3 or np1")
    parser.add_argument("--out", default="", metavar="FOLDER", help="where the results go")
    parser.add_argument("--earlier", type=earlier_of, default="exercises")
    parser.add_argument("--jobs", default="", metavar="NUMBER", help="how many are graded at once")
    parser.add_argument("--seconds", type=float, default=0, help=argparse.SUPPRESS)  # for tests
    parser.add_argument("--asks-numpy", action="store_true", help=argparse.SUPPRESS)  # for make
    return intermixed(parser)


def submissions_of(given):
    """Return (the folder, its learners, what lies beside them, what is hidden there).

    Raises WrongArguments.
    """
    if not given.submissions.strip():
        raise WrongArguments(f"Which submissions? {EXPECTED}")
    shown = printable(given.submissions)
    folder = Path(given.submissions).expanduser()
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "is not there"
        raise WrongArguments(f"{shown} {what}. {EXPECTED}")
    try:
        learners, *others = class_in(folder)
    except OSError as error:
        raise WrongArguments(f"{shown} can't be read: {error.strerror}.") from error
    if not any(learner.paths for learner in learners):
        missing = "no subfolder with exercise files" if learners else "no subfolder"
        notes = [f"{learner.name}: {learner.note}" for learner in learners[:1]]
        remarks = " ".join([f"{shown} has {missing} in it.", *notes, *hidden_ones(others[1])])
        raise WrongArguments(f"{remarks} {EXPECTED}")
    return folder, learners, *others


def out_of(given, folder):
    """Return the folder for the results, made. Raises WrongArguments."""
    name = folder.resolve().name or "class"
    out = Path(given.out).expanduser() if given.out.strip() else Path("grades") / name
    shown = printable(out)
    if out.resolve().is_relative_to(folder.resolve()):
        raise WrongArguments(
            f"The results would go to {shown}, among the learners' files. "
            "Name a folder elsewhere: OUT=folder"
        )
    try:
        (out / "learners").mkdir(parents=True, exist_ok=True)
        about = out / "learners" / "README.txt"
        if not os.path.lexists(about):  # it may be the teacher's own
            put(about, ABOUT_LEARNERS.encode())
    except OSError as error:
        reason = f"The results can't be written to {shown}: {error.strerror}."
        raise WrongArguments(f"{reason} Name another folder: OUT=folder") from error
    return out


ABOUT_LEARNERS = (
    "What is graded, a file for each learner: the next run grades only what has changed.\n"
    "To have all graded again, delete this folder.\n"
)


def jobs_of(given):
    """Return how many learners are graded at once: as many as there are cores, if not told."""
    word = given.jobs.strip()
    if not word:
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1
    if not re.fullmatch("[1-9][0-9]*", word):
        raise WrongArguments(f"JOBS={printable(word)} is no number of learners from 1 on.")
    if len(word) > len(str(MOST_JOBS)):
        raise WrongArguments(f"JOBS is too large: {MOST_JOBS} at most.")
    return int(word)


def hidden_ones(names):
    """Return the sentences on folders whose names begin with a dot."""
    if not names:
        return []
    return [
        f"Not graded, as a name that begins with a dot is rarely a learner's: {shown_list(names)}. "
        "If it is one, rename the folder."
    ]


def shown_list(names, most=3):
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if names[most:] else "")
