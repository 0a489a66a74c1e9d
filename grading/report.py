"""What the learner reads: one failing task in detail, then one line for each state.

At most 12 lines for the task, 80 columns, plain text: no colour and no symbol carries meaning.
"""

import re
import textwrap
from pathlib import Path
from typing import Any

from .chapters import needs_numpy, number, numpy_folder, stems, title, up_to
from .grade import Outcome, first_problem
from .pair import Departure
from .reading import MERGE_MARKS, merge_mark
from .refusals import NO_FILES, REFUSALS
from .submission import Submission
from .values import PRINT_LIMIT

COLUMNS = 80
PRINTED_LINES = 3
TOO_DEEP = ("maximum recursion depth", "Stack overflow")  # as one Python and another says it
LINES = 12  # for one task
NAME = re.compile(r"[A-Za-z_]\w*")
MADE = re.compile(r"([A-Za-z_]\w*) = ")  # a step that makes an object
MATMUL = re.compile(r"^matmul: .*\(size (\d+) is different from (\d+)\)")
STATES = ("passed", "not yet", "waiting", "not started")
MISSING = "there is no file "  # as the host says it, of a chapter that another one imports


def chapter_report(stem: str, submission: Submission, outcomes: dict[str, Outcome]) -> str:
    """Return the report on one chapter. outcomes: {task: Outcome}."""
    lines = [title(stem), ""]
    problem = first_problem(outcomes)
    started = {outcome.state for outcome in outcomes.values()} != {"not started"}
    if problem is None:
        lines += _done(stem)
    elif not started:
        line, _ = submission.definition(stem, problem.task)
        lines += _wrap(
            f"Nothing is written yet. Read lessons/{stem}.md, "
            f"then open {submission.path(stem)} and write {problem.task} (line {line})."
        )
        lines += _wrap(f"Then type: make check-chapter {number(stem)}")
    else:
        lines += task_report(stem, submission, problem)
    lines.append("")
    if problem is None or problem.departure is None or problem.departure.kind != "load":
        for state in STATES:
            names = [name for name, outcome in outcomes.items() if outcome.state == state]
            if names:
                lines += _wrap("  ".join(names), f"{state:13}", unbreakable=True)
    else:
        lines += _wrap("  ".join(outcomes), f"{'not graded':13}", unbreakable=True)
    passed = sum(outcome.state == "passed" for outcome in outcomes.values())
    lines.append(f"{passed} of {len(outcomes)}")
    return "\n".join(lines)


def task_report(stem: str, submission: Submission, outcome: Outcome) -> list[str]:
    """Return the lines on one failing task."""
    departure = outcome.departure
    line, heading = submission.definition(stem, outcome.task)
    links = _row(
        [
            f"{submission.path(stem)}:{line}",
            f"lessons/{stem}.md#{outcome.task.lower()}",
            f"make hint {number(stem)}",
        ]
    )
    if outcome.state == "not started":
        return _wrap(f"Next: write {outcome.task}.") + links
    if outcome.state == "waiting":
        other, _, name = outcome.waits_for.partition(":")
        line, _ = submission.definition(other, name)
        place = f"{submission.path(other)}:{line}"
        advice = f"{outcome.task} calls {name}, which isn't written yet ({place})."
        if other != stem:
            advice += (
                f" Write it first (make check-chapter {number(other)}), or grade this chapter on "
                f"our earlier ones: make check-chapter {number(stem)} EARLIER=solutions"
            )
        return _wrap(advice)
    assert departure is not None  # of a task that is wrong
    lines: list[str] = []
    if departure.kind == "load":
        lines += _wrap(_load_sentence(stem, submission, departure))
        return lines + _printed(departure)
    if departure.expected:
        lines += _wrap(departure.expected, "    expected  ")
    got, cause = _got(stem, submission, outcome, departure, heading)
    if outcome.sentence:
        cause = f"{cause} {outcome.sentence}" if cause.startswith("Raised") else outcome.sentence
    if got:
        lines += _wrap(got, "    got       ")
    if departure.place:
        lines.append(f"    first difference at {departure.place}")
    lines += _wrap(cause)
    lines += _wrap(outcome.story)
    if outcome.waits_for:
        other, _, name = outcome.waits_for.partition(":")
        lines += _wrap(
            f"It passes on our earlier chapters, so the cause lies before it: mend {name} in "
            f"{submission.path(other)} first (make check-chapter {number(other)})."
        )
    lines += _printed(departure)
    lines += links
    return _steps(departure.steps, LINES - len(lines)) + lines


def fault_is_earlier(stem: str, departure: Departure) -> bool:
    """Say whether a chapter doesn't load because a file of an earlier chapter doesn't."""
    if departure.kind != "load":
        return False
    missing = departure.told.get("message", "").startswith(MISSING)
    return missing or Path(departure.file).stem in up_to(stem)[:-1]


def cause(stem: str, submission: Submission, outcome: Outcome) -> str:
    """Return why a task isn't passed, in a sentence or two; "" where there is nothing to say."""
    departure = outcome.departure
    if outcome.state in ("passed", "not started") or departure is None:
        return ""
    other, _, name = outcome.waits_for.partition(":")
    if outcome.state == "waiting":
        text = f"It calls {name}, which isn't written yet ({submission.path(other)})."
    elif departure.kind == "load":
        text = _load_sentence(stem, submission, departure)
    elif outcome.sentence:
        text = outcome.sentence
    elif outcome.waits_for:
        text = f"It passes on our earlier chapters: mend {name} in {submission.path(other)} first."
    else:
        _, heading = submission.definition(stem, outcome.task)
        got, why = _got(stem, submission, outcome, departure, heading)
        sides = [("expected", departure.expected), ("got", got)]
        said = ", ".join(f"{word} {shown}" for word, shown in sides if shown)
        said = f"{departure.steps[-1]}: {said}." if said else f"{departure.steps[-1]}."
        text = " ".join(filter(None, [said, why, outcome.story]))
    return _printable(" ".join(text.split()))


def _steps(steps: list[str], room: int) -> list[str]:
    """Return the calls that led to the departure, as the learner could type them, in room lines.

    Only those count that speak of the objects which the last one uses; the oldest give way first,
    but for the very first, which makes the object.
    """
    objects = {match[1] for match in map(MADE.match, steps) if match}
    used: set[str] = objects & set(NAME.findall(steps[-1]))
    before: set[str] | None = None
    while used != before:
        before = set(used)
        for step in steps:
            if set(NAME.findall(step)[:1]) & used:
                used |= objects & set(NAME.findall(step))
    earlier = [step for step in steps[:-1] if used & set(NAME.findall(step))]
    blocks = [_typed(step) for step in [*earlier, steps[-1]]]
    while len(blocks) > 2 and sum(map(len, blocks)) > room:
        del blocks[1 if blocks[1] != ["  …"] else 2]
        if blocks[1] != ["  …"]:
            blocks.insert(1, ["  …"])
    return [line for block in blocks for line in block]


def _typed(step: str) -> list[str]:
    """Return a call over as many lines as it takes, three at most."""
    lines = textwrap.wrap(
        _printable(step), COLUMNS, initial_indent="  ", subsequent_indent="      "
    )
    return lines if len(lines) <= 3 else [*lines[:2], "      …"]


def progress_report(results: dict[str, dict[str, Outcome]]) -> str:
    """Return one line a chapter, and what to do next. results: {stem: {task: Outcome}}."""
    lines, following = ["Your progress", ""], None
    for stem in stems():
        name = title(stem).partition("· ")[2]
        outcomes = results.get(stem)
        if outcomes is None:
            if needs_numpy(stem):
                note = "not asked for" if numpy_folder() else "needs NumPy"
                lines.append(f"  {number(stem):>3}  {name:28} {'':8}  {note}")
                following = following or stem
            continue
        passed = sum(outcome.state == "passed" for outcome in outcomes.values())
        problem = first_problem(outcomes)
        if problem is None:
            note = "done"
        elif all(outcome.state == "not started" for outcome in outcomes.values()):
            note = "not started"
        elif problem.departure is not None and problem.departure.kind == "load":
            note = "its file does not run"
        else:
            note = f"{problem.state}: {problem.task}"
        following = following or (stem if problem else None)
        lines.append(f"  {number(stem):>3}  {name:28} {passed:2} of {len(outcomes):2}  {note}")
    lines.append("")
    if following:
        lines.append(f"Next: make check-chapter {number(following)}")
    else:
        lines.append("Every chapter is done.")
    return "\n".join(lines)


def _done(stem: str) -> list[str]:
    later = stems()[stems().index(stem) + 1 :]
    lines = _wrap("Every task of this chapter is right.")
    lines.append(f"  To see it run: make run {number(stem)}")
    lines.append(f"  To compare with ours: make compare {number(stem)}")
    if later:
        lines.append(f"  Next: lessons/{later[0]}.md")
    return lines


def _got(
    stem: str, submission: Submission, outcome: Outcome, departure: Departure, heading: str
) -> tuple[str, str]:
    """Return what the learner's side gave, and the sentence about it."""
    told, task = departure.told, outcome.task
    place = _place(submission, departure)
    if departure.kind == "died":
        return _death(told), f"That happened at {place}." if place else ""
    if departure.kind == "replaced":
        name = ".".join(told["name"])
        line = _mention(submission, stem, told["name"][1])
        cause = (
            f"Python's own {name} was replaced, at {submission.path(stem)}:{line}. "
            "The grader put it back. Give yours another name."
        )
        return "", cause
    if departure.kind == "error":
        return _error(stem, submission, task, departure, place, heading)
    cause = departure.cause
    if told.get("got", 0) is None and departure.printed:
        cause = "The answer was printed, and None came back. Write return in place of print."
    return departure.got, cause


def _error(
    stem: str,
    submission: Submission,
    task: str,
    departure: Departure,
    place: str,
    heading: str,
) -> tuple[str, str]:
    told = departure.told
    got = f"{told['type']}: {told['message']}" if told["message"] else told["type"]
    if is_refusal(told):
        return "", f"{told['message']} See {place or submission.path(stem)}."
    if told["type"] == "SystemExit":
        at = f" at {place}" if place else ""
        return "", f"It calls exit{at}, which ends the program. Return the answer instead."
    if told["type"] == "RecursionError" and told["message"].startswith(TOO_DEEP):
        at = f", at {place}" if place else ""
        return "RecursionError", f"The function calls itself without end{at}."
    if told["type"] == "MemoryError" and not _is_raised(submission, departure):
        at = f" at {place}" if place else ""
        return "", f"It ran out of memory (the limit is 512 MB){at}."
    if told["type"] == "PermissionError" and place:
        return got, f"Raised at {place}. {NO_FILES}"
    sizes = MATMUL.search(told["message"])
    if place and sizes:
        cause = (
            "The sides of @ don't fit: the first must have as many columns as the second has rows. "
            f"Here they are {sizes[2]} and {sizes[1]}. Raised at {place}."
        )
        return "ValueError: matmul", cause
    if place:
        return got, f"Raised at {place}."
    if told["type"] == "AttributeError" and "has no attribute" in told["message"]:
        name = told["message"].rpartition("'")[0].rpartition("'")[2]
        if told["message"].startswith("module"):
            return "", f"{submission.path(stem)} has no {name}. Was it renamed or deleted?"
        return got, f"Objects of {task} need {name}, as the stub describes it."
    if told["type"] == "TypeError" and heading:
        return got, f"It can't be called that way. Yours begins: {heading}"
    return got, ""


def _is_raised(submission: Submission, departure: Departure) -> bool:
    """Say whether an error is one that the learner's own line raises by name."""
    lines = submission.text(Path(departure.file).stem).splitlines() if departure.file else []
    return bool(lines) and lines[departure.line - 1].lstrip().startswith("raise")


def is_refusal(told: dict[str, Any]) -> bool:
    """Say whether an error is a host's own, of what it can't allow."""
    return told.get("type") == "NotForGrading" and bool(REFUSALS.fullmatch(told["message"]))


def _death(told: dict[str, Any]) -> str:
    if told["how"] == "timeout":
        return "no answer within the time limit: it was still running"
    if told["how"] == "closed":
        return "no answer: the program closed the way to the grader"
    if told["how"] == "garbled":
        return "an answer that can't be read: the program wrote where only the grader does"
    return "no answer: Python itself came to an end"


def _load_sentence(stem: str, submission: Submission, departure: Departure) -> str:
    told, place = departure.told, _place(submission, departure)
    if departure.cause:
        return f"{departure.cause} See {place}." if place else departure.cause
    path = submission.path(stem)
    if "how" in told:
        return f"{path} doesn't load: {_death(told)}." + (f" See {place}." if place else "")
    if "name" in told:
        name = ".".join(told["name"])
        line = _mention(submission, stem, told["name"][1])
        return f"{path}:{line} replaces Python's own {name}. Give yours another name."
    if is_refusal(told):
        return f"{told['message']} See {place or path}."
    if told["type"] == "SystemExit":
        return f"{path} ends Python while it is being loaded, at {place}. Take the exit out."
    if told["type"] == "ModuleNotFoundError" and told["message"].startswith(MISSING):
        name = told["message"].removeprefix(MISSING)
        if name.removesuffix(".py") in set(stems()) - set(up_to(stem)):
            return f"{place or path} imports {name}. A chapter builds on those before it only."
        return f"{path} builds on {name}, which isn't there or can't be read. See {place or path}."
    if (
        told["type"] in ("ModuleNotFoundError", "ImportError")
        and "exercises" not in told["message"]
    ):
        part = "Part II uses NumPy and" if needs_numpy(stem) else "The chapters in plain Python use"
        return f"{told['message']} ({place or path}). {part} the standard library only."
    if told["type"] == "MemoryError":
        return f"{path} runs out of memory while it is being loaded (the limit is 512 MB)."
    if departure.file.startswith("exercises/") and "SyntaxError" in told["bases"]:
        name = Path(departure.file).stem
        line = merge_mark(submission.text(name))
        if line:
            return f"{submission.path(name)}:{line} holds {MERGE_MARKS}."
    said = f"{told['type']}: {told['message']}" if told["message"] else told["type"]
    return f"{path} doesn't load. {said}, at {place or path}."


def _place(submission: Submission, departure: Departure) -> str:
    """Return "exercises/ch01_math.py:12" for where the learner's code was, or ""."""
    if not departure.file:
        return ""
    folder, _, name = departure.file.rpartition("/")
    stem = name.removesuffix(".py")
    path = submission.path(stem) if folder == "exercises" else departure.file
    return f"{path}:{departure.line}"


def _mention(submission: Submission, stem: str, name: str) -> int:
    """Return the first line of the learner's file that speaks of name, or 1."""
    for number_, line in enumerate(submission.text(stem).splitlines(), start=1):
        if name in line and "=" in line:
            return number_
    return 1


def _printed(departure: Departure) -> list[str]:
    lines = departure.printed.rstrip().splitlines()
    if not lines:
        return []
    shown = [f"    {_clip(line, COLUMNS - 4)}" for line in lines[:PRINTED_LINES]]
    if len(lines) > PRINTED_LINES:
        more = f"{len(lines) - PRINTED_LINES + 1} lines"
        if len(departure.printed) >= PRINT_LIMIT:  # what came after that wasn't kept
            more = "many lines"
        shown[-1] = f"    … and {more} more"
    return ["  Your code printed:", *shown]


def _clip(text: str, width: int) -> str:
    text = _printable(text)
    return text if len(text) <= width else text[: width - 2] + " …"


def _row(parts: list[str]) -> list[str]:
    """Return parts joined by dots, on as many lines as it takes to keep each part whole."""
    parts = list(map(_printable, parts))
    lines = ["  " + parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + 3 + len(part) <= COLUMNS:
            lines[-1] += f" · {part}"
        else:
            lines.append("  " + part)
    return lines


def _printable(text: str) -> str:
    """Return text without what would move a terminal's cursor or can't be written at all."""
    return "".join(mark if mark.isprintable() or mark.isspace() else "?" for mark in text)


def _wrap(text: str, lead: str = "  ", unbreakable: bool = False) -> list[str]:
    if not text:
        return []
    text = _printable(text)
    if unbreakable:
        lead = "  " + lead
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
