"""Put a fresh stub in place of an exercise: ``python commands/reset.py 4``.

A second word names one task, such as softmax: then only that is fresh, and the rest of the file
stays. What was there before is kept in exercises/kept, under the date and time.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import os
import warnings

from commands.arguments import stem_of, task_of
from commands.bindings import Unplaced
from commands.output import put
from commands.requirements import why
from commands.stubs import (
    alike,
    exercise,
    in_lines_of,
    keep,
    shown,
    stub_of,
    way_back,
    with_stub_of,
)
from grading.chapters import number
from grading.files import printable, read

LONGEST = 100_000_000  # bytes of a file that can be kept; what is too long to be graded is, too
LONGEST_LINE = 76  # columns of a line that is shown


def reset(stem, task):
    """Reset a chapter, or one task of it. Return the lines that say what was done.

    Raises OSError, SyntaxError or ValueError where a task can't be found for certain, and Unplaced
    where its stub wouldn't hold: in each case the exercise is as it was.
    """
    path = exercise(stem)
    stub, from_git = stub_of(stem)
    raw = read(path, links=False, limit=LONGEST) if os.path.lexists(path) else None
    if raw is None:
        path.parent.mkdir(exist_ok=True)
        put(path, stub.encode())
        lines = [f"There was no {shown(path)}. Now the stub is there."]
    else:
        if task:
            fresh = with_stub_of(task, raw, stub)
        else:
            fresh = in_lines_of(stub, b"\r\n" if b"\r\n" in raw else b"\n")
        if alike(raw, fresh):
            what = f"{task} in {shown(path)}" if task else shown(path)
            return [f"{what} is the untouched stub.", "There is nothing to reset."]
        copy = keep(path)
        put(path, fresh)
        lines = [f"{shown(path)} is the stub again, with nothing written."]
        if task:
            lines = [f"{task} in {shown(path)} is the stub again.", "The rest stayed as it was."]
        lines += [f"What you had is kept: {shown(copy)}", "To get it back:"]
        lines += [f"  {way_back(copy, path)}"]
    if not from_git:
        lines += ["git has no untouched stub here, so this one was made from our solution: its"]
        lines += ["TODO lines say less."]
    lines += ["", f"Then type: make check-chapter {number(stem)}"]
    return lines


def main():
    chapter, task, *more = [*sys.argv[1:], "", ""]
    stem = stem_of(chapter)
    if any(more):
        return "It takes a chapter and one task, such as: make reset-chapter 4 TASK=softmax"
    task = task_of(stem, task)
    warnings.simplefilter("ignore")  # of odd strings in the learner's file
    try:
        print("\n".join(reset(stem, task)))
    except OSError as error:
        return f"{printable(why('file', error))} Your file is as it was."
    except (SyntaxError, ValueError) as error:
        where = f" (line {error.lineno})" if getattr(error, "lineno", None) else ""
        return (
            f"{shown(exercise(stem))} doesn't load{where}, so the end of {task} isn't certain.\n"
            f"Your file is as it was. Mend that line first, or reset the whole chapter:\n"
            f"  make reset-chapter {number(stem)}"
        )
    except Unplaced as error:
        return (
            f"{shown(exercise(stem))}:{error.lineno} can change what {task} is:\n"
            f"  {printable(error.text)[:LONGEST_LINE]}\n"
            "A fresh stub wouldn't hold, so your file is as it was. Take that out, or reset\n"
            f"the whole chapter:\n  make reset-chapter {number(stem)}"
        )
    except KeyboardInterrupt:
        return f"\nStopped. What you had is in {shown(exercise(stem))} or in exercises/kept."
    return 0


if __name__ == "__main__":
    carry_out(main)
