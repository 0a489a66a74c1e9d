"""The results of a class, counted, and as tables for a spreadsheet.

Names, printed text and messages come from the learners: no cell of theirs can be a formula.
"""

import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from grading.chapters import number, tasks, title

STATES = ("passed", "not yet", "waiting", "not started", "not handed in", "not graded")
OTHER_CAUSES = {
    "load": "the file doesn't load",
    "time": "it ran into the time limit",
    "earlier": "the cause lies in an earlier chapter",
    "other": "none of the known mistakes",
    "grader": "the grader itself failed",
}
# The start of one, also in a spreadsheet in which another mark than the comma ends a cell.
FORMULA = re.compile(r"""(^|[;\t\r\n])(?=['"\s]*[=+\-@＝＋－＠])""")
MOST_FREQUENT = 10


@dataclass
class Row:
    """A learner and what was found: {stem: [a task's result, …]}."""

    name: str
    note: str
    results: dict

    def states(self, stem=None):
        stems = [stem] if stem else self.results
        return [result["state"] for stem in stems for result in self.results[stem]]

    def passed(self, stem=None):
        return self.states(stem).count("passed")


def name_of(stem):
    """Return "3 The forward pass"."""
    return f"{number(stem)} {title(stem).partition('· ')[2]}"


def tasks_in(stems):
    return [(stem, task) for stem in stems for task in tasks(stem)]


def result_of(row, stem, task):
    return row.results[stem][tasks(stem).index(task)]


# ── the class ──


def frequent(rows):
    """Return [(stem, task, sentence, names of learners)] of known mistakes, most frequent first."""
    who = defaultdict(list)
    for row in rows:
        for stem, results in row.results.items():
            for result in results:
                if result["kind"] == "mistake":
                    who[stem, result["task"], result["sentence"]].append(row.name)
    found = [(*key, names) for key, names in who.items()]
    order = {place: index for index, place in enumerate(tasks_in(rows[0].results if rows else []))}
    return sorted(found, key=lambda one: (-len(one[3]), order[one[:2]], one[2]))


def causes(rows, stem, task):
    """Return [(cause, how many)] of one task's failures, most frequent first."""
    results = [result_of(row, stem, task) for row in rows]
    counts = Counter(
        result["sentence"] if result["kind"] == "mistake" else OTHER_CAUSES[result["kind"]]
        for result in results
        if result["kind"]
    )
    return counts.most_common()


def hardest(rows, stems):
    """Return [(stem, task, how many passed)] of the tasks that fewer than half have passed."""
    found = []
    for stem, task in tasks_in(stems):
        passed = sum(result_of(row, stem, task)["state"] == "passed" for row in rows)
        if 2 * passed < len(rows):
            found.append((stem, task, passed))
    return found


def totals(rows, stems):
    passed, tasks = sum(row.passed() for row in rows), len(rows) * len(tasks_in(stems))
    learners = f"{len(rows)} learner{'s' * (len(rows) != 1)}"
    chapters = ", ".join(number(stem) for stem in stems)
    which = f"chapter{'s' * (len(stems) != 1)} {chapters}"
    return f"{learners}, {which}: {passed} of {tasks} tasks passed."


# ── for a spreadsheet ──


def cell(value):
    """Return what is safe as a cell: what a spreadsheet would take for a formula gets a quote."""
    return FORMULA.sub(r"\1'", value) if isinstance(value, str) else value


def as_csv(lines):
    out = io.StringIO()
    out.write("\ufeff")  # by which spreadsheets know UTF-8
    csv.writer(out).writerows([[cell(value) for value in line] for line in lines])
    return out.getvalue()


def grades_csv(rows, stems):
    """Return one line for each learner: points, in all and by chapter, then each task's state."""
    head = ["learner", "points", "of"]
    head += [f"chapter {number(stem)} (of {len(tasks(stem))})" for stem in stems]
    head += [f"{number(stem)} {task}" for stem, task in tasks_in(stems)]
    lines = [[*head, "note"]]
    for row in rows:
        states = row.states()
        points = [row.passed(stem) for stem in stems]
        lines.append([row.name, row.passed(), len(states), *points, *states, row.note])
    return as_csv(lines)


def tasks_csv(rows, stems):
    """Return one line for each learner and task, with the mistake."""
    lines = [["learner", "chapter", "task", "state", "points", "known mistake", "other cause"]]
    for row in rows:
        for stem in stems:
            for result in row.results[stem]:
                points = int(result["state"] == "passed")
                cause = "" if result["sentence"] else result["cause"]
                found = [result["state"], points, result["sentence"], cause]
                lines.append([row.name, name_of(stem), result["task"], *found])
    return as_csv(lines)
