"""Grade what somebody handed in, and write the results as a school's system reads them.

    python commands/results.py gradescope --exercises FOLDER --out results.json 3
    python commands/results.py classroom50 --exercises FOLDER --out result.json 3
    python commands/results.py summary --exercises FOLDER --require 3

Without a chapter, all are graded. A summary is Markdown, with the chapters that are begun; it goes
to the job's summary on GitHub Actions, elsewhere to the terminal. The status is 0 when the grading
worked, whatever the score; with --require, only when those chapters are also done.
"""

import argparse
import contextlib
import json
import os
import re
import stat
import sys
import time
import traceback
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from commands.handed_in import HandedIn, collect, find  # noqa: E402 (needs the path)
from commands.shared import NO_NUMPY, ROOT, earlier_of, put, stem_of, unconfined  # noqa: E402
from grading.chapters import (  # noqa: E402
    needs_numpy,
    number,
    numpy_folder,
    stems,
    title,
)
from grading.departure import Departure  # noqa: E402
from grading.finding import fault_is_earlier, finding_on, report_on  # noqa: E402
from grading.grade import Chapter, Grader, Outcome, explain, preload  # noqa: E402
from grading.reading import printable  # noqa: E402
from grading.starting import AWAY  # noqa: E402
from grading.terminal import chapter_text, task_lines  # noqa: E402
from grading.worker import use_sandbox  # noqa: E402

DEFAULT_FILES = {"gradescope": "results.json", "classroom50": "result.json"}
SUMMARY_LIMIT = 1024 * 1024  # bytes that GitHub takes from one step
RELEASE = "release-body.md"
RELEASE_LIMIT = 100_000  # bytes; the summary goes into a release's text, too
IDENTITY = (  # what Classroom 50's runner sets, by the result's field
    ("classroom", "CLASSROOM"),
    ("assignment", "ASSIGNMENT"),
    ("owner", "OWNER"),
    ("submission", "SUBMISSION_TAG"),
    ("commit", "COMMIT_URL"),
    ("release", "RELEASE_URL"),
)
GRADER_FAILED = "The grader itself failed here; your work is not to blame. Tell your teacher."
TIME_IS_UP = (
    "The time for grading was over before it was this task's turn. "
    "One of the calls before it may never end."
)


@dataclass
class Task:
    """A task's name, its state as the report has it, and what there is to say about it."""

    name: str
    state: str
    text: str


@dataclass
class Result:
    """A chapter's tasks, and its report as the terminal shows it."""

    stem: str
    tasks: list = field(default_factory=list)
    report: str = ""
    started: bool = True
    failed: bool = False  # the grader, not the learner

    @property
    def passed(self):
        return sum(task.state == "passed" for task in self.tasks)

    @property
    def done(self):
        return bool(self.tasks) and self.passed == len(self.tasks)


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
        failing = [name for name, outcome in outcomes.items() if outcome.state != "passed"]
        submission.faults[stem] = f"{stem}:{failing[0]}" if failing else ""  # for later chapters
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


# ── the formats ──


def gradescope(results, sentences, points, seconds):
    """Return the content of Gradescope's results.json.

    https://gradescope-autograders.readthedocs.io/en/latest/specs/
    """
    tests, totals = [], {}
    for result in results:
        for place, task in enumerate(result.tasks, start=1):
            right = task.state == "passed"
            test = {
                "score": points if right else 0,
                "max_score": points,
                "status": "passed" if right else "failed",
                "name": task.name,
                "number": f"{number(result.stem)}.{place}",
                "output": task.text,
                "tags": [result.stem],
            }
            tests.append(test)
        totals[result.stem] = {
            "score": points * result.passed,
            "max_score": points * len(result.tasks),
        }
    return {
        "score": sum(test["score"] for test in tests),
        "execution_time": round(seconds, 2),
        "output": "\n\n".join([*sentences, *(result.report for result in results)]),
        # text, so that nothing in a learner's program or in what it prints counts as markup
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"chapters": totals},
        "tests": tests,
    }


def classroom50(results, identity, points):
    """Return the content of Classroom 50's result.json.

    https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json
    identity: the fields that say whose submission it is. Its runner sets datetime anew.
    """
    tests = []
    for result in results:
        for task in result.tasks:
            right = task.state == "passed"
            test = {
                "test-name": f"{number(result.stem)} {task.name}",
                "passed": right,
                "score": points if right else 0,
                "max-score": points,
                "output": task.text,
            }
            tests.append(test)
    return {
        "schema": "classroom50/result/v1",
        **identity,
        "datetime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def classroom50_identity(environment):
    """Return the result's fields that the runner's variables give.

    Raises SystemExit, naming them, where some are missing.
    """
    missing = [name for _, name in IDENTITY if not environment.get(name)]
    if missing:
        names = ", ".join(missing)
        raise SystemExit(f"Classroom 50's runner sets variables that are missing here: {names}")
    if not environment["SUBMISSION_TAG"].startswith("submit/"):
        raise SystemExit("SUBMISSION_TAG is not one of Classroom 50's: those begin with submit/")
    identity = {key: environment[name] for key, name in IDENTITY}
    identity["assignment_type"] = environment.get("ASSIGNMENT_TYPE") or "individual"
    identity["review"] = environment.get("REVIEW_URL") or identity["commit"]
    return identity


def summary(results, sentences, required=(), limit=SUMMARY_LIMIT):
    """Return a page in GitHub's Markdown, of at most limit bytes."""
    blocks = ["## Your chapters"]
    if not results:
        blocks.append("There is no exercise file here. They have names such as ch01_math.py.")
    elif any(result.tasks for result in results) and not any(r.started for r in results):
        blocks.append(
            "Nothing is started yet: every exercise is as it came. "
            "Begin with lessons/ch01_math.md, and write the first task."
        )
    else:
        rows = ["| | chapter | right | tasks |", "|---|---|---|---|", *map(_row, results)]
        blocks.append("\n".join(rows))
    done = {result.stem for result in results if result.done}
    for stem in required:
        state = "it is done" if stem in done else "it isn't done yet"
        blocks.append(f"Chapter {number(stem)} is required, and {state}.")
    if sentences:
        blocks.append(fenced("\n".join(sentences)))
    blocks += [fenced(result.report) for result in results if result.started and not result.done]
    return _within(blocks, limit)


def _row(result):
    """Return a chapter's row of the table: how many tasks are right, and which are in what state.

    Task names come from the graders, never from the learner's file.
    """
    name = title(result.stem).partition("· ")[2]
    count, states = f"{result.passed} of {len(result.tasks)}", {}
    for task in result.tasks:
        states.setdefault(task.state, []).append(f"`{task.name}`")
    if not result.tasks:
        count, told = "", result.report
    elif result.done:
        told = "done"
    elif not result.started:
        told = "not started"
    else:
        told = "; ".join(f"{state}: {', '.join(names)}" for state, names in states.items())
    return f"| {number(result.stem)} | {name} | {count} | {told} |"


def fenced(text):
    """Return text as a Markdown block that shows it letter by letter.

    The fence is longer than any run of backticks within, so what a learner's program prints can't
    end it.
    """
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


def _within(blocks, limit):
    """Join the blocks; from the first that doesn't fit on, say so instead."""
    rest = "There is more, and no room for it here. To see it, type: make check-chapter N"
    room = limit - len(rest) - 4
    for place, block in enumerate(blocks):
        room -= len(block.encode()) + 2
        if room < 0:
            blocks = [*blocks[:place], rest]
            break
    return "\n\n".join(blocks) + "\n"


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
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped. No results were written, and nothing of yours was changed.")
