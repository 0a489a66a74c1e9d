"""What was graded, as a school's system reads it: Gradescope, Classroom 50, GitHub's Markdown."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timezone

from grading.chapters import number, title

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
