"""Grade a whole class: ``python commands/grade_class.py submissions 1 2 3``.

Each subfolder of submissions is a learner and holds their exercise files. Without chapters, all are
graded that somebody has begun. The results go to a folder, grades/submissions if none is named:
grades.html to read, grades.csv and tasks.csv for a spreadsheet. What is graded is kept there too,
in learners/: the next run grades what has changed since, and what an interrupted one left.

The status is 0 when every learner was graded, whatever their marks; 1 when something was not, for
a fault of the grader or of this machine; 2 for wrong arguments.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import hashlib
import json
import os
import queue
import re
import shutil
import textwrap
import time
from datetime import datetime

from commands.arguments import stem_of
from commands.classroom import tables
from commands.classroom.arguments import (
    WrongArguments,
    arguments,
    hidden_ones,
    jobs_of,
    out_of,
    shown_list,
    submissions_of,
)
from commands.classroom.graders import ClassGraders, Options
from commands.classroom.learners import chapters_in
from commands.classroom.page import page
from commands.confinement import CONTAINER, unconfined
from commands.output import put
from grading.chapters import NO_NUMPY, needs_numpy, number, numpy_folder, stems
from grading.files import printable, read
from grading.worker import use_sandbox

COLUMNS = 80
PAGE_LIMIT = 1_000_000_000  # bytes of a page of ours that may have been changed by hand
LOOK_SECONDS = 0.2  # between two looks at how it goes, so that Ctrl-C is heard
MOST_FREQUENT = 3
STOPPED = 130  # the status of a program that Ctrl-C ended


class Progress:
    """How far the class is: one line, written again and again; in a pipe, a line a learner."""

    def __init__(self, count):
        self._count, self._done, self._begun, self._graded = count, 0, time.monotonic(), 0
        self._terminal = sys.stdout.isatty()

    def chapter(self, learner, stem):
        self._show(f"{learner.name}, chapter {number(stem)}")

    def done(self, learner, results, again):
        self._done += 1
        asked = sum(any(r["state"] != "not handed in" for r in found) for found in results.values())
        self._graded += asked > again
        if self._terminal:
            self._show(learner.name)
        else:
            row = tables.Row(learner.name, learner.note, results)
            marks = f"{row.passed()} of {len(row.states())} tasks passed"
            kept = ", graded before" if asked and asked == again else ""
            print(f"{self._done} of {self._count}  {learner.name}: {marks}{kept}", flush=True)

    def _show(self, now):
        if not self._terminal:
            return
        left = ""
        if self._graded >= 3:
            each = (time.monotonic() - self._begun) / self._graded
            left = f", about {_duration(each * (self._count - self._done))} left"
        width = min(COLUMNS, shutil.get_terminal_size().columns) - 1
        line = f"{self._done} of {self._count} learners{left} · {now}"
        print(f"\r{line[:width]:{width}}", end="", flush=True)

    def close(self):
        if self._terminal:
            width = min(COLUMNS, shutil.get_terminal_size().columns) - 1
            print(f"\r{'':{width}}\r", end="", flush=True)


def _duration(seconds):
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


# ── grading ──


def grade(learners, chapters, out, options, jobs):
    """Grade all learners; return ({learner's id: results}, failures of the grader itself).

    A failure is (the learner's name, what it said). Raises OSError where a result can't be kept,
    and KeyboardInterrupt with the number of learners that are done.
    """
    events, results, failures = queue.SimpleQueue(), {}, []
    graders = ClassGraders(chapters, out, options, lambda *event: events.put(event))
    progress = Progress(len(learners))
    try:
        graders.start(learners, jobs)
        while len(results) < len(learners):
            try:
                event, learner, *details = events.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                continue
            if event == "chapter":
                progress.chapter(learner, *details)
            elif event == "done":
                results[learner.id] = details[0]
                progress.done(learner, *details)
            elif event == "failed":
                failures.append((learner.name, details[0]))
            else:
                raise details[0]
    except KeyboardInterrupt:
        raise KeyboardInterrupt(len(results)) from None
    finally:
        graders.close()
        progress.close()
    return results, failures


def begun(chapters, results):
    """Return the chapters that somebody has begun; all of them, where nobody has begun any."""
    some = [
        stem
        for stem in chapters
        if any(
            result["state"] not in ("not started", "not handed in")
            for found in results.values()
            for result in found[stem]
        )
    ]
    return some or chapters


# ── what is written ──


def write_results(out, contents):
    """Write {name: text} into out. A file that was changed by hand since is kept under a new name.

    Returns the names of those that were kept.
    """
    record, kept = out / "learners" / "written.json", []
    written = _written_before(record)
    for name, text in contents.items():
        path = out / name
        if os.path.lexists(path):
            try:
                theirs = _hash(read(path, links=False, limit=PAGE_LIMIT))
            except OSError:  # a link, a pipe or the like: it is set aside, too
                theirs = ""
            if theirs not in written.get(name, ()):
                kept.append(_set_aside(path))
        data = text.encode(errors="replace")
        written[name] = [*written.get(name, ()), _hash(data)][-2:]
        put(
            record, json.dumps(written).encode(), links=False
        )  # first: an interrupt in between does no harm
        put(path, data, links=False)
    return kept


def _written_before(record):
    """Return {name: hashes of what was written there last}; {} where the record doesn't say."""
    try:
        found = json.loads(read(record, links=False)).items()
        return {name: [*map(str, hashes)] for name, hashes in found}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        if record.is_dir() and not record.is_symlink():  # where the next one goes
            _set_aside(record)
        return {}


def _set_aside(path):
    """Give a file or a folder a new name beside its own, and return that."""
    when = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    spare = path.with_name(f"{path.stem}-kept-{when}{path.suffix}")
    os.replace(path, spare)
    return spare.name


def _hash(data):
    return hashlib.sha256(data).hexdigest()


def written(out, folder, rows, chapters, remarks, failures):
    """Write all results; return the remarks for the terminal. Raises OSError."""
    heading = f"Grades: {printable(folder.resolve().name)}"
    when = datetime.now().strftime("%d %B %Y, %H:%M").lstrip("0")
    complaint = out / "grader-failed.txt"
    if failures:
        put(complaint, "\n".join(map(", ".join, failures)).encode(errors="replace"))
        times = "once" if len(failures) == 1 else f"{len(failures)} times"
        who = shown_list(list(dict.fromkeys(name for name, _ in failures)), most=10)
        failed = (
            f"The grader itself failed {times}, for {who}, and that is marked as not graded. Type "
            "the command again to try it again. If it stays, please open an issue with "
            f"{complaint.name} in it."
        )
        remarks = [failed, *remarks]
    else:
        complaint.unlink(missing_ok=True)
    contents = {
        "grades.csv": tables.grades_csv(rows, chapters),
        "tasks.csv": tables.tasks_csv(rows, chapters),
        "grades.html": page(heading, when, rows, chapters, remarks),
    }
    kept = write_results(out, contents)
    if kept:
        remarks = [*remarks, f"You had changed files there. They are kept as {', '.join(kept)}."]
    return remarks


def row_of(learner, results, chapters, earlier):
    ours = learner.ours(chapters) if earlier == "exercises" else []
    names = ", ".join(f"{stem}.py" for stem in ours)
    note = f"Not handed in, so ours stand in their place: {names}." if ours else ""
    found = {stem: results[learner.id][stem] for stem in chapters}
    return tables.Row(learner.name, f"{learner.note} {note}".strip(), found)


def left_out(chapters, shown):
    names = ", ".join(number(stem) for stem in chapters if stem not in shown)
    return f"Nobody has begun, so it is left out: chapter {names}."


def remarks_on(learners, beside, hidden):
    """Return sentences on what the marks don't say."""
    remarks = []
    noted = [learner.name for learner in learners if learner.note]
    if noted:
        remarks.append(f"With a note beside their marks: {shown_list(noted)}.")
    if beside:
        remarks.append(
            f"Not graded, as it lies beside the learners' folders: {shown_list(beside)}."
        )
    return remarks + hidden_ones(hidden)


def summary(rows, chapters, remarks, out):
    """Return what the terminal shows at the end."""
    lines = _wrap(tables.totals(rows, chapters))
    found = tables.frequent(rows)[:MOST_FREQUENT]
    if found:
        lines += ["", "The most frequent mistakes"]
        for stem, task, sentence, names in found:
            lines += ["", f"  {len(names)} × {task}, chapter {number(stem)}"]
            lines += _wrap(sentence, "      ")
    for remark in remarks:
        lines += ["", *_wrap(remark)]
    place = printable(out)
    lines += ["", f"In {place}:"]
    lines.append("  grades.html  every learner's tasks and mistakes, and the class as a whole")
    lines.append("  grades.csv   one line a learner, for a spreadsheet")
    lines.append("  tasks.csv    one line a learner and task, with the mistake")
    return "\n".join(lines)


def _wrap(text, lead=""):
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def main():
    given = arguments()
    words = [word for text in given.chapters for word in re.split(r"[\s,]+", text) if word]
    asked = {stem_of(word) for word in words}
    try:
        folder, learners, *others = submissions_of(given)
        chapters = [stem for stem in stems() if stem in asked] or chapters_in(learners)
        if given.asks_numpy:
            return 0 if any(map(needs_numpy, chapters)) else 1
        jobs, out = jobs_of(given), out_of(given, folder)
    except WrongArguments as error:
        first, *drawing = str(error).split("\n", 1)
        print("\n".join([*_wrap(first), *drawing]), file=sys.stderr)
        return 2
    if any(map(needs_numpy, chapters)) and not numpy_folder():
        print(NO_NUMPY)
        print("Without it, other chapters: make grade-class SUBMISSIONS=folder N='1 2 3'")
        return 1
    use_sandbox()
    if unconfined():
        print("\n".join([*_wrap(unconfined()), f"  {CONTAINER}", ""]))
    try:
        options = Options(given.earlier, given.seconds)
        results, failures = grade(learners, chapters, out, options, jobs)
        shown = chapters if asked else begun(chapters, results)
        remarks = [] if shown == chapters else [left_out(chapters, shown)]
        remarks += remarks_on(learners, *others)
        rows = [row_of(learner, results, shown, given.earlier) for learner in learners]
        remarks = written(out, folder, rows, shown, remarks, failures)
    except OSError as error:
        print(f"{printable(error.filename or out)} can't be written: {error.strerror}.")
        if (out / "learners").is_dir():
            print("Is it open in another program, or is the disk full? What is graded so far is")
            print("kept: type the command again, and it goes on from there.")
        else:
            print("That folder has gone meanwhile, and what was graded with it. Type the command")
            print("again, and it begins anew.")
        return 1
    print(summary(rows, shown, remarks, out))
    return 1 if failures else 0


def main_or_stopped():
    try:
        return main()
    except KeyboardInterrupt as stop:
        done = f" {stop.args[0]} of the learners are done." if stop.args else ""
        print(f"\nStopped.{done}")
        print("What is graded is kept: the same command goes on from there.")
        return STOPPED


if __name__ == "__main__":
    carry_out(main_or_stopped, outlives=True)
