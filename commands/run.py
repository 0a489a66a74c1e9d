"""Run a chapter's main(): ``python commands/run.py exercises 2``.

A third word, fonts, has the chapter read letters in fonts never seen. In a chapter's place, torch
runs np5's network beside the same in PyTorch. --earlier solutions runs a chapter on our chapters
before it.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import ast
import bdb
import importlib
import os
import runpy
import textwrap
import traceback
import warnings
from pathlib import Path

from commands.arguments import earlier_of, stem_of
from grading import files
from grading.chapters import ROOT, number, stems, up_to
from grading.files import MERGE_MARKS, merge_mark, not_utf8, printable, text_of

COLUMNS = 72  # of a line that is shown
READ_FONTS = ("ch07_letter_classifier", "np3_mlp")


class Unreadable(Exception):
    """A chapter's file can't be run. The message says which, where and what to do."""


def read(folder, stem):
    """Return the text of a chapter's file. Raises Unreadable."""
    place = f"{folder}/{stem}.py"
    learners = folder == "exercises"
    anew = f"make reset-chapter {number(stem)}" if learners else f"git restore {place}"
    path = ROOT / place
    try:
        text = text_of(files.read(path, links=False))
    except FileNotFoundError:
        raise Unreadable(f"There is no file {place}. To have it again: {anew}") from None
    except UnicodeDecodeError as error:
        line, said = not_utf8(error)
        raise Unreadable(f"{place}:{line} {said}") from None
    except OSError as error:
        raise Unreadable(
            f"{place} can't be read: {error.strerror}. Move it away, then type: {anew}"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(f"{place}:{line} holds what is no text. To have a fresh file: {anew}")
    return text


def check(folder, stem, checked):
    """Make sure that a chapter's file, and the ones that it imports, are Python.

    checked: a set of stems, which grows. Raises Unreadable.
    """
    checked.add(stem)
    text = read(folder, stem)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd strings: Python warns when it runs the file
            tree = ast.parse(text)
            compile(tree, stem, "exec")  # finds a return outside a function
    except SyntaxError as error:
        raise Unreadable(no_python(f"{folder}/{stem}.py", text, error)) from None
    except (MemoryError, RecursionError):
        place = f"{folder}/{stem}.py"
        raise Unreadable(f"{place} is nested too deeply for Python to read it.") from None
    for node in ast.walk(tree):
        names = [alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")]
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{name}" for name in names)]
        for name in names:
            parent, _, rest = name.partition(".")
            imported = rest.partition(".")[0]
            if parent == folder and imported in stems() and imported not in checked:
                check(folder, imported, checked)


def no_python(place, text, error):
    """Return what to say of a file that doesn't parse."""
    line = merge_mark(text)
    if line:
        return textwrap.fill(f"{place}:{line} holds {MERGE_MARKS}.", 80)
    lines = text.split("\n")
    shown = lines[error.lineno - 1].strip() if 0 < (error.lineno or 0) <= len(lines) else ""
    return (
        f"{place}:{error.lineno or 1} is no Python: {error.msg}.\n"
        + (f"    {shown[:COLUMNS]}\n" if shown else "")
        + "Mend this line, or the one before it, and type the command again."
    )


def beginning_in(folder, trace):
    """Return a traceback from its first line in a folder on, or all of it where there is none."""
    begin = trace
    while begin and Path(begin.tb_frame.f_code.co_filename).parent != ROOT / folder:
        begin = begin.tb_next
    return begin or trace


def ours_before(folder, chapter):
    """Have the chapters before one taken from the solutions. Return their stems."""
    before = up_to(chapter)[:-1]
    package = importlib.import_module(folder)
    for stem in before:
        module = sys.modules[f"{folder}.{stem}"] = importlib.import_module(f"solutions.{stem}")
        setattr(package, stem, module)
    return before


def run(folder, stem, letters, earlier="exercises"):
    """Run a program as Python runs a file. Return the exit status, or the sentence for an error."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products lose time on more
    program, chapter = f"{folder}.{stem}", "np5_autograd" if stem == "torch" else stem
    sys.argv[1:] = letters
    if stem == "torch":
        program, sys.argv[1:] = "lessons.np5_torch", [folder]
    try:
        check(folder, chapter, set(ours_before(folder, chapter) if earlier == "solutions" else ()))
        runpy.run_module(program, run_name="__main__")
    except Unreadable as error:
        return str(error)
    except NotImplementedError as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        ours = "see ours at work: add WITH=solutions to the command."
        if Path(last.filename).stem in up_to(chapter)[:-1]:
            ours = "run this chapter on ours before it: add EARLIER=solutions to the command."
        return (
            f"{str(error) or last.name} isn't written yet, and this chapter's program needs it.\n"
            f"Write it in {folder}/, or {ours}"
        )
    except (KeyboardInterrupt, bdb.BdbQuit):  # Ctrl-C, or q at a breakpoint
        return "\nStopped."
    except Exception as error:
        if isinstance(error, OSError) and str(error.filename).endswith(".png"):
            name = printable(error.filename)
            return f"The picture could not be saved to {name} ({error.strerror})."
        # as Python shows it, but without what runs the program
        error = error.with_traceback(beginning_in(folder, error.__traceback__))
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return None


def main():
    words = sys.argv[1:]
    while "--earlier" in words[:-1]:
        at = words.index("--earlier")
        words[at : at + 2] = ["=".join(words[at : at + 2])]
    options = [word for word in words if word.startswith("--earlier=")]
    earlier = earlier_of((options or ["=exercises"])[-1].partition("=")[2])
    folder, word, *letters = [*(word for word in words if word not in options), "", ""]
    letters = [word for word in letters if word]
    if folder not in ("exercises", "solutions"):
        return (
            f"WITH={printable(folder)} names no folder of chapters. It is exercises or solutions."
        )
    stem = word if word == "torch" else stem_of(word)
    if letters and (letters != ["fonts"] or stem not in READ_FONTS):
        asked = printable(" ".join(letters))
        return f"LETTERS={asked} is not known here: LETTERS=fonts goes with 7 and np3."
    return run(folder, stem, letters, earlier)


if __name__ == "__main__":
    carry_out(main)
