"""Grade what somebody handed in, and write the results as a school's system reads them.

    python commands/results.py gradescope --exercises FOLDER --out results.json 3
    python commands/results.py classroom50 --exercises FOLDER --out result.json 3
    python commands/results.py summary --exercises FOLDER --require 3

Without a chapter, all are graded. A summary is Markdown, with the chapters that are begun; it goes
to the job's summary on GitHub Actions, elsewhere to the terminal. The status is 0 when the grading
worked, whatever the score; with --require, only when those chapters are also done.
"""

import sys

sys.path.append(__file__.rpartition("commands")[0])
if __name__ == "__main__":
    from commands.program import carry_out  # before all that takes its time

import argparse
import contextlib
import json
import os
import re
import stat
import time
import traceback
from pathlib import Path

from commands.arguments import earlier_of, stem_of
from commands.confinement import unconfined
from commands.output import put
from commands.result_formats import (
    RELEASE,
    RELEASE_LIMIT,
    SUMMARY_LIMIT,
    Result,
    Task,
    classroom50,
    classroom50_identity,
    gradescope,
    summary,
)
from commands.submission_files import HandedIn, collect, find
from grading.chapters import (
    NO_NUMPY,
    ROOT,
    needs_numpy,
    numpy_folder,
    stems,
    title,
)
from grading.departure import Departure
from grading.diagnose import explain
from grading.files import printable
from grading.grade import Chapter, Grader, Outcome, first_problem, preload
from grading.repair_search import look_for_cause
from grading.report import fault_is_earlier, finding_on, report_on
from grading.report_terminal import chapter_text, task_lines
from grading.tasks import wrong_among
from grading.worker import use_sandbox
from grading.worker_start import AWAY

DEFAULT_FILES = {"gradescope": "results.json", "classroom50": "result.json"}
GRADER_FAILED = "The grader itself failed here; your work is not to blame. Tell your teacher."
TIME_IS_UP = (
    "The time for grading was over before it was this task's turn. "
    "One of the calls before it may never end."
)


# ── grading ──


def grade(stem, submission, deadline):
    """Grade a chapter and return its Result, also where the grader itself fails.

    deadline, by time.monotonic(): tasks whose turn comes later count as not yet right.
    """
    tasks = []
    try:
        chapter = Chapter(stem)
        tasks = list(chapter.tests)
        outcomes = _run(chapter, submission, deadline)
        found = [
            Task(name, outcome.state, _text(stem, submission, outcome))
            for name, outcome in outcomes.items()
        ]
        report = chapter_text(report_on(stem, submission, outcomes))
        states = {name: outcome.state for name, outcome in outcomes.items()}
        submission.faults[stem] = wrong_among(states)  # for later chapters
        return Result(stem, found, report, _started(stem, submission, outcomes))
    except Exception:
        traceback.print_exc()
        found = [Task(name, "not graded", GRADER_FAILED) for name in tasks]
        return Result(stem, found, f"{title(stem)}\n\n  {GRADER_FAILED}", failed=True)


def _run(chapter, submission, deadline):
    """Return {task: Outcome}, each failure explained; as Grader.run_all, but within a time."""
    grader, outcomes = Grader(chapter.stem, submission), {}
    try:
        for name, tests in chapter.tests.items():
            for test in tests:
                if time.monotonic() > deadline:
                    late = Departure("late", [f"{name}: not graded"], cause=TIME_IS_UP)
                    outcomes[name] = Outcome(name, "not yet", late)
                    break
                outcome = outcomes[name] = grader.run(test, chapter.keeps)
                if outcome.state != "passed":
                    if time.monotonic() < deadline:
                        explain(chapter.stem, submission, test, chapter.keeps, outcome)
                    break
    finally:
        grader.close()
    problem = first_problem(outcomes)
    if problem and time.monotonic() < deadline:
        look_for_cause(chapter.stem, submission, problem)
    return outcomes


def _text(stem, submission, outcome):
    if outcome.state == "passed":
        return "passed"
    return "\n".join(task_lines(finding_on(stem, submission, outcome)))


def _started(stem, submission, outcomes):
    """Say whether the learner has begun a chapter.

    An untouched chapter that doesn't load for an earlier one's sake is not begun.
    """
    if all(outcome.state == "not started" for outcome in outcomes.values()):
        return False
    departure = next(iter(outcomes.values())).departure
    untouched = all(submission.unwritten(stem, name) for name in outcomes)
    return not (departure and fault_is_earlier(stem, departure) and untouched)


# ── the command ──


def arguments():
    parser = argparse.ArgumentParser(
        prog="results.py", description="Grade a folder into the form that a school's system reads."
    )
    parser.add_argument("format", choices=["gradescope", "classroom50", "summary"])
    parser.add_argument("chapters", nargs="*", metavar="chapter", help="such as 3 or np1")
    folder = str(ROOT / "exercises")
    parser.add_argument("--exercises", default=folder, metavar="FOLDER", help="what to grade")
    parser.add_argument("--out", metavar="FILE", help="where the results go")
    parser.add_argument("--points", type=natural, default=1, help="for each task: 1, if not given")
    parser.add_argument("--earlier", type=earlier_of, default="exercises")
    parser.add_argument("--minutes", type=natural, default=60, help="for all the grading together")
    parser.add_argument("--require", default="", metavar="CHAPTERS", help="which must be done")
    return parser.parse_intermixed_args()


def natural(word):
    """Return a whole number from 1 on, for argparse."""
    if not word.isascii() or not word.isdigit() or int(word) == 0:
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 1 on")
    return int(word)


def check_writable(path):
    """Raise OSError now, not after minutes of grading, where put() would."""
    if path.is_dir():
        raise OSError(0, "it is a folder", str(path))
    part = path.with_name(f"{path.name}.part")
    part.touch()
    part.unlink()


def make_room(path):
    """Take away what stands where results will go, in a checkout: it may be somebody's own.

    Raises OSError.
    """
    with contextlib.suppress(FileNotFoundError):
        found = path.lstat().st_mode
        if stat.S_ISDIR(found):
            path.rename(path.with_name(f"{path.name}.handed-in"))
        elif stat.S_ISREG(found) or stat.S_ISLNK(found) or stat.S_ISFIFO(found):
            path.unlink()
    check_writable(path)


def show(results, sentences, required):
    """Add the summary to the job's on GitHub Actions; elsewhere print it."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(summary(results, sentences, required))
        return
    with open(page, "a", encoding="utf-8") as file:
        file.write(summary(results, sentences, required, SUMMARY_LIMIT - file.tell()))
    # A learner's text in the log could be taken for a command to the runner: it isn't shown there.
    print("The report is in this job's summary.")


def chapters_of(given, folder, required):
    """Return the stems of the chapters to grade, in order."""
    named = {stem_of(word) for word in given.chapters}
    if not named:
        named = find(folder)[0] if given.format == "summary" else stems()
    return [stem for stem in stems() if stem in named or stem in required]


def main():
    given = arguments()
    folder = Path(given.exercises).absolute()
    if not folder.is_dir():
        print(f"There is no folder {printable(given.exercises)}. Name one: --exercises FOLDER")
        return 2
    required = [stem_of(word) for word in re.split(r"[\s,]+", given.require) if word]
    chapters = chapters_of(given, folder, required)
    without_numpy = {stem for stem in chapters if needs_numpy(stem) and not numpy_folder()}
    if without_numpy and given.format != "summary":
        print(NO_NUMPY)
        return 1
    identity = classroom50_identity(os.environ) if given.format == "classroom50" else {}
    file = given.out or DEFAULT_FILES.get(given.format)
    path = Path(file).absolute() if file else None
    try:
        if given.format == "classroom50":
            make_room(path)
            make_room(path.with_name(RELEASE))
        elif path:
            check_writable(path)
    except OSError as error:
        return not_written(file, error)

    AWAY.update(str(place) for place in (folder, path and path.parent) if place)
    use_sandbox()
    preload([stem for stem in chapters if stem not in without_numpy])
    print(unconfined(), end="\n" * bool(unconfined()))
    begun = time.monotonic()
    files, sentences = collect(folder, set(chapters), given.earlier)
    submission = HandedIn(files, given.earlier)
    results = [
        Result(stem, report="needs NumPy", started=False)
        if stem in without_numpy
        else grade(stem, submission, begun + 60 * given.minutes)
        for stem in chapters
    ]
    seconds = time.monotonic() - begun

    try:
        if given.format == "gradescope":
            written = as_json(gradescope(results, sentences, given.points, seconds))
            put(path, written, links=False)
        elif given.format == "classroom50":
            put(path, as_json(classroom50(results, identity, given.points)), links=False)
            page = summary(results, sentences, limit=RELEASE_LIMIT)
            # its runner shows this page beside the score
            put(path.with_name(RELEASE), page.encode(), links=False)
        elif path:
            put(path, summary(results, sentences, required).encode(), links=False)
        else:
            show(results, sentences, required)
    except OSError as error:
        return not_written(file or "the job's summary", error)
    if path:
        right, tasks = sum(r.passed for r in results), sum(len(r.tasks) for r in results)
        print(f"{right} of {tasks} tasks are right. Written: {printable(file)}")
    waiting = [result.stem for result in results if result.stem in required and not result.done]
    return 1 if waiting or any(result.failed for result in results) else 0


def not_written(file, error):
    print(f"{printable(file)} can't be written: {error.strerror}.")
    return 1


def as_json(content):
    return (json.dumps(content, indent=2) + "\n").encode()


if __name__ == "__main__":
    carry_out(main, "\nStopped. No results were written, and nothing of yours was changed.")
