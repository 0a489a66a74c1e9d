"""Show a chapter's finished functions beside ours: ``python commands/compare.py 4``.

A second word names one task, such as softmax. What isn't finished is shown only after a yes: to the
question that is asked in a terminal, or given with the command, as --show yes. --earlier solutions
has our earlier chapters decide what is finished.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import argparse
import ast
import io
import re
import shutil
import textwrap
import tokenize
import warnings
from itertools import zip_longest

from commands.arguments import (
    earlier_of,
    numpy_is_there,
    stem_of,
    task_of,
)
from commands.stubs import made_from_solution
from grading.chapters import ROOT, solution_text, tasks, title
from grading.files import printable
from grading.grade import Grader
from grading.report import finding_on
from grading.report_leads import command_for
from grading.report_terminal import COLUMNS, task_lines
from grading.submission import Submission

WIDE = 120  # columns of a terminal that holds two columns of code
GAP = "    "
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def named(text):
    """Return {name: node} of the functions, classes and constants of a program."""
    nodes = {}
    for node in ast.parse(text).body:
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        for name in [getattr(target, "id", "") for target in targets] + [getattr(node, "name", "")]:
            nodes[name] = node
    return nodes


class Source:
    """A chapter's file as text, theirs or ours, and what is defined in it."""

    def __init__(self, name, text, stem):
        self.name = name
        self._lines = text.split("\n")
        self._nodes = named(text)
        self._helpers = self._nodes.keys() - named(made_from_solution(stem)).keys()

    def line(self, name):
        return self._nodes[name].lineno if name in self._nodes else 1

    def code(self, name):
        """Return the lines of a task without docstrings, then those of what it needs of its own."""
        found, lines = [name], []
        for name in found:  # which grows
            if name not in self._nodes:
                return [f"(There is no {name} in this file.)"]
            node = self._nodes[name]
            lines += ["", *self._without_docstrings(node)]
            used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            found += [n for n in self._nodes if n in used & self._helpers and n not in found]
        return lines[1:]

    def _without_docstrings(self, node):
        first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", ()))])
        dropped = set()
        for inner in ast.walk(node):
            if not isinstance(inner, DEFINITIONS) or ast.get_docstring(inner) is None:
                continue
            words, *rest = inner.body
            if rest and inner.lineno < words.lineno and rest[0].lineno > words.end_lineno:
                dropped.update(range(words.lineno, words.end_lineno + 1))
                if not self._lines[words.end_lineno].strip():
                    dropped.add(words.end_lineno + 1)
        lines = range(first, node.end_lineno + 1)
        return [
            printable(self._lines[i - 1].expandtabs(4)).rstrip() for i in lines if i not in dropped
        ]


def columns():
    """Return the columns that the reader's terminal has; where none is there, those of a page."""
    return shutil.get_terminal_size((COLUMNS, 24)).columns


def folded(lines, width):
    """Return code with the lines that are longer than width broken, and what follows indented.

    What is shown stays Python, and the same program. A line is broken between two of Python's
    words, with a backslash where no bracket is open; a string becomes two that stand for it, and a
    comment goes on as a comment.
    """
    try:
        places = breaks(lines)
    except (tokenize.TokenError, SyntaxError):
        return lines  # an odd character in the learner's file
    result = []
    for line, found in zip(lines, places):
        result += [line] if len(line) <= width else fold(line, found, width)
    return result


def breaks(lines):
    """Return for each line {column: (what ends the line there, what begins the next one)}."""
    found, depth, nested = [{} for _ in range(len(lines) + 2)], 0, 0
    for word in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
        kind = tokenize.tok_name[word.type]
        nested -= kind.endswith("STRING_END")  # from 3.12 on, an f-string is several words
        if not nested and not kind.endswith("STRING_END"):
            row, column = word.start
            found[row - 1][column] = ("" if depth or kind == "COMMENT" else "\\", "")
        nested += kind.endswith("STRING_START")
        if kind == "OP":
            depth += (word.string in "([{") - (word.string in ")]}")
        if kind == "COMMENT" or ("STRING" in kind and not nested and row == word.end[0]):
            text = lines[row - 1][column : word.end[1]]
            quoted = re.match(r"""(\w*(["']))(?!\2\2)|(?=#)""", text)
            start, quote = (quoted[1] or "# ", quoted[2] or "") if quoted else ("", "")
            end = quote if depth or not quote else f"{quote} \\"
            for i in range(len(start), len(text)) if start else ():
                inside = quote and text.count("{", 0, i) > text.count("}", 0, i)
                if text[i - 1] == " " and not inside:
                    found[row - 1][column + i] = (end, start)
    return found


def fold(line, places, width):
    """Break one line of code; see folded."""
    own = len(line) - len(line.lstrip())
    deeper = " " * (min(own, width // 2) + (0 if line[own] == "#" else 8))
    cuts = [c for c in sorted(places) if own < c < len(line) and line[c - 1] in " (,"]
    rows, row = [], ""
    for begin, behind in zip([0, *cuts], [*cuts, len(line)]):
        piece = line[begin:behind]
        if row.strip() and len((row + piece).rstrip()) > width - 3:  # for a quote and a backslash
            end, start = places[begin]
            rows.append((row + end).rstrip())
            row = deeper + start
        row += piece
    return [*rows, row]


def both(heading, yours, ours):
    """Return the lines that show two pieces of code, [place, *lines] each: beside, or in turn."""
    lines, width = [heading, ""], columns()
    if width < WIDE:
        for place, *code in (yours, ours):
            lines += [place, "", *folded(code, width), ""]
        return lines
    column = (width - len(GAP)) // 2
    left, right = ([place, "", *folded(code, column)] for place, *code in (yours, ours))
    for pair in zip_longest(left, right, fillvalue=""):
        lines.append(f"{pair[0]:{column}}{GAP}{pair[1]}".rstrip())
    return [*lines, ""]


def begun(outcome):
    return outcome.state in ("not yet", "waiting")


def agreed(task):
    """Ask whether to show our answer. The answer is no where nobody sits at a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        answer = input(f"{task} isn't finished. Show our answer? [y/N] ")
    except EOFError:
        print()
        return False
    print()
    return answer.strip().lower() in ("y", "yes")


def compare(stem, task, show, submission, outcomes, asks=agreed):
    """Print a chapter's tasks, or one, beside ours. Return the exit status: 0 if any was shown.

    outcomes: what a grading of the submission gave. asks(task): whether to show an unfinished one.
    """
    warnings.simplefilter("ignore")  # of odd strings in the learner's file
    for outcome in outcomes.values():
        if outcome.departure is not None and outcome.departure.kind == "load":
            print("\n".join(task_lines(finding_on(stem, submission, outcome))))
            print(f"Until it loads nothing can be compared. Ours: solutions/{stem}.py")
            return 1
    theirs = Source(f"exercises/{stem}.py", submission.text(stem), stem)
    mine = Source(f"solutions/{stem}.py", solution_text(stem), stem)
    print(f"{title(stem)}\n")
    done, hidden = 0, []
    for name in [task] if task else tasks(stem):
        outcome = outcomes[name]
        finished = outcome.state == "passed"
        if not finished and not show and not ((task or begun(outcome)) and asks(name)):
            hidden.append(name)
            continue
        code = theirs.code(name) if finished or begun(outcome) else ["(not written yet)"]
        yours = [f"yours, {theirs.name}:{theirs.line(name)}", *code]
        ours = [f"ours, {mine.name}:{mine.line(name)}", *mine.code(name)]
        heading = name if finished else f"{name} ({outcome.state})"
        print("\n".join(both(heading, yours, ours)))
        done += 1
    if hidden:
        print("Not finished, so ours isn't shown:")
        names = textwrap.wrap("  ".join(hidden), COLUMNS - 2)
        print("\n".join(f"  {line}" for line in names))
        again = command_for(submission, "compare", stem).text
        print(f"To see ours all the same: {again} TASK={hidden[0]} SHOW=yes")
    return 0 if done else 1


def main():
    parser = argparse.ArgumentParser(prog="make compare", description=__doc__)
    parser.add_argument("chapter", nargs="?", default="")
    parser.add_argument("task", nargs="?", default="")
    parser.add_argument("--show", default="", metavar="yes")
    parser.add_argument("--earlier", type=earlier_of, default="exercises", metavar="solutions")
    asked = parser.parse_args()
    stem = stem_of(asked.chapter)
    if asked.show not in ("", "yes"):
        return f"SHOW={printable(asked.show)} is not known here. To see ours: SHOW=yes"
    task = task_of(stem, asked.task)
    numpy_is_there(stem)
    try:
        submission = Submission(ROOT / "exercises", asked.earlier)
        outcomes = Grader(stem, submission).run_all()
        return compare(stem, task, bool(asked.show), submission, outcomes)
    except KeyboardInterrupt:
        return "\nStopped. Nothing of yours was changed."


if __name__ == "__main__":
    carry_out(main)
