"""What a learner wrote in one chapter's file whose task is in a later one's by now."""

import ast
import textwrap

from commands.stubs import exercise, shown, unwritten, versions
from grading.chapters import stems, tasks
from grading.files import read, text_of
from grading.report_terminal import COLUMNS


def moves():
    """Return lines on what may be copied where, [] if nothing is.

    Told is what an earlier stub of the file asked for, what is written there, and what still waits
    in the file where its task is now.
    """
    lines = []
    for stem in stems():
        written, once = written_in(text_here(stem)), set()
        for later in stems()[stems().index(stem) + 1 :]:
            waits = {name.partition(".")[0] for name in waiting_in(text_here(later))}
            waits &= {*tasks(later)} - {*tasks(stem)}
            moved = [name for name in written if name.rpartition(".")[2] in waits]
            if moved:
                once = once or {name for text in versions(stem) for name in waiting_in(text)}
                once |= {name.partition(".")[0] for name in once}
            moved = [name for name in moved if name in once]
            if moved:
                whole = [name for name in moved if "." not in name]
                lines += ["", f"In {shown(exercise(stem))} you wrote what is asked for in"]
                lines += [f"{shown(exercise(later))} now. It stays where it is, and counts there"]
                lines += ["once you have copied it:", *listed(whole)]
                for name in moved:
                    if name not in whole:
                        task = name.rpartition(".")[2]
                        lines += [f"  {task}, a function of its own now: it was {name}"]
    return lines


def listed(names):
    text, margin = "  ".join(names), "  "
    return textwrap.wrap(text, COLUMNS, initial_indent=margin, subsequent_indent=margin)


def text_here(stem):
    """Return a learner's file, "" where it can't be read."""
    try:
        return text_of(read(exercise(stem)))
    except (OSError, UnicodeDecodeError):
        return ""


def waiting_in(text):
    """Return the names that wait to be written in a text, such as MLP.forward; as many as parse."""
    try:
        return {name.strip("\"'") for name in unwritten(text)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()


def written_in(text):
    """Return the functions, classes and methods that are written in a text, in its order."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    left, found = waiting_in(text), []
    for node in tree.body:
        inner = [f"{node.name}.{part.name}" for part in methods(node)]
        inner = [name for name in inner if name not in left]
        if inner or (isinstance(node, ast.FunctionDef) and node.name not in left):
            found += [node.name, *inner]
    return list(dict.fromkeys(found))


def methods(node):
    body = node.body if isinstance(node, ast.ClassDef) else []
    return [part for part in body if isinstance(part, ast.FunctionDef)]
