"""What it means that a learner's code gave no answer: an error of Python's, a worker's end."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from .chapters import needs_numpy, number, solution_tree, tasks
from .departure import Departure
from .files import printable
from .forbidden import NO_FILES, REFUSALS
from .grade import Outcome
from .method_states import has_to_do
from .outline import NO_POWER, ONE_PASS
from .pair_checks import RAISE, REFUSE_WITH
from .report_leads import Lead, Said, at_line, said
from .report_look import promised
from .slip_checks import STOPS_NOT
from .submission import Submission
from .syntax_tree import defaults_in
from .worker_parse import slip

HEADING, LINE = 150, 300  # characters of a def that are shown, of a line that are read
NAME, SOURCE = 60, 72  # characters of a function's name, and of a line of code, that are
LET = ("accepted", "error")  # what is so where a call that is to be refused isn't
QUOTE = "  "  # what a paragraph that is a line of code begins with
TOO_DEEP = ("maximum recursion depth", "Stack overflow")  # as one Python and another says it
TOO_DEEPLY = "A function calls itself deeper than Python allows."
MATMUL = re.compile(r"^matmul: .*\(size (\d+) is different from (\d+)\)")

Given = tuple[str, list[Said], list[Said]]  # what came, where, and what it means


def got_and_cause(
    stem: str,
    submission: Submission,
    outcome: Outcome,
    departure: Departure,
    place: Lead | None,
    heading: str,
) -> Given:
    """Return what the learner's side gave, where that was, and what is to be said about it."""
    told = departure.told
    if departure.kind == "died":
        names = slip(asked_of(stem, submission, departure, outcome)) if place else ()
        then = "That happened at", stem, outcome.task, submission
        return death(told), _where(*then, place, departure, names) if place else [], []
    if departure.kind == "replaced":
        return "", [], [replaced(submission, told)]
    if departure.kind == "error":
        return _error(stem, submission, outcome, departure, place, heading)
    cause = departure.cause
    if told.get("got", 0) is None and departure.printed:
        cause = "The answer was printed, and None came back. Write return in place of print."
    if cause == REFUSE_WITH:
        cause = promised(stem, outcome) or cause
    paragraphs: list[Said] = [[cause]] if cause else []
    *inside, sentence = slip(asked_of(stem, submission, departure, outcome))
    where: list[Said] = []
    if departure.kind == "message" and place and not outcome.waits_for:
        where = _where("Raised at", stem, outcome.task, submission, place, departure, inside)
        if place.stem != stem:
            paragraphs = [["Refuse it here, before it gets there."]]
    if sentence and (not outcome.sentence or is_sure(stem, submission, outcome)):
        paragraphs.append([sentence])
    return departure.got, where, paragraphs


def is_sure(stem: str, submission: Submission, outcome: Outcome) -> bool:
    """Say whether what a task's text shows tells more than a mistake with the same answers."""
    departure = outcome.departure
    message = departure.told.get("message", "") if departure else ""
    without_f = departure is not None and departure.kind == "message" and "{" in message
    if without_f or {NO_POWER, ONE_PASS} & submission.made_of(stem, outcome.task):
        return True
    if not outcome.unchecked or departure is None:
        return False
    *_, words = slip(asked_of(stem, submission, departure, outcome))
    return STOPS_NOT in words  # there is a check, of only a part


def asked_of(
    stem: str, submission: Submission, departure: Departure, outcome: Outcome | None = None
) -> dict[str, Any]:
    """Return what slips.slip is asked about a departure, of a task's outcome or of a load."""
    told, task = departure.told, outcome.task if outcome else ""
    is_let = departure.kind in LET and departure.cause != RAISE  # which says it all
    name = departure.steps[-1].rpartition(".")[2] if departure.steps else ""
    return {
        "texts": {name: file["text"] for name, file in submission.files(stem).items()},
        "numpy": needs_numpy(stem),
        "chapter": stem,
        "task": task,
        "stem": Path(departure.file).stem if departure.file else stem,
        "line": departure.line,
        "through": through(stem, submission, departure, task),
        "alone": departure.file == f"exercises/{stem}.py" and told.get("trail") == [departure.line],
        "refused": departure.expected.startswith("a ValueError"),
        "raised": is_raised(submission, departure),
        "type": told.get("type", ""),
        "message": told.get("message", ""),
        "ours": told.get("ours", ""),
        "missing": name if told.get("got") == {"$": "missing"} and name.isidentifier() else "",
        "as made": "" if outcome and outcome.line else departure.as_made(task),
        "after": has_to_do(stem, task, *departure.after_call()),
        "again": [],
        "lets through": departure.steps[-1] if is_let and departure.steps else "",
        "ended": outcome.ended if outcome else 0,
        "defaults": _defaults(stem).get(task, {}),
    }


@lru_cache
def _defaults(stem: str) -> dict[str, dict[str, dict[str, Any]]]:
    return defaults_in(solution_tree(stem))


def through(stem: str, submission: Submission, departure: Departure, task: str) -> int:
    """Return the graded chapter's line that led to an error, its task's if there is one, or 0."""
    trail = departure.told.get("trail", [])
    within = [line for line in trail if submission.enclosing(stem, line) == task]
    return (within or trail or [0])[-1]


def _where(
    how: str,
    stem: str,
    task: str,
    submission: Submission,
    place: Lead,
    departure: Departure,
    names: Sequence[str],
) -> list[Said]:
    """Return the line of the graded chapter that led to an error, and the one that raised it."""
    inside, outside, *_ = names
    line = through(stem, submission, departure, task)
    is_here = (place.stem, place.line) == (stem, line)
    words: list[Said] = []
    if line and not is_here:
        led = at_line(submission, stem, line)
        words += quoted(said(f"It comes from {{}}{_in(outside)}", led), submission, led)
        words.append(said(f"{how} {{}}{_in(inside)}.", place))
    elif departure.file.startswith("exercises/"):
        lead = said(f"{how} {{}}{_in(inside)}", place)
        if departure.told.get("beyond"):  # raised in what was passed to the call
            lead = said(f"It comes from {{}}{_in(inside)}", place)
        words += quoted(lead, submission, place)
    else:
        words.append(said(f"{how} {{}}.", place))
    return words


def _in(name: str) -> str:
    return f", in {name}" if 0 < len(name) <= NAME else ""


def is_quote(words: Said) -> bool:
    """Say whether a paragraph is a line of the learner's code."""
    return len(words) == 1 and isinstance(words[0], str) and words[0].startswith(QUOTE)


def quoted(words: Said, submission: Submission, lead: Lead) -> list[Said]:
    """Return words that lead to a line, and that line as it was written, if there is one."""
    lines = submission.text(lead.stem).split("\n")
    source = printable(lines[lead.line - 1].strip()) if lead.line <= len(lines) else ""
    if not source:
        return [[*words, "."]]
    return [
        [*words, ":"],
        [QUOTE + (source if len(source) <= SOURCE else f"{source[: SOURCE - 2]} …")],
    ]


def _error(
    stem: str,
    submission: Submission,
    outcome: Outcome,
    departure: Departure,
    place: Lead | None,
    heading: str,
) -> Given:
    told, task = departure.told, outcome.task
    got = f"{told['type']}: {told['message']}" if told["message"] else told["type"]
    at: Said = said(" at {}", place) if place else []
    if is_refusal(told):
        return "", [], [said("{} See {}.", told["message"], place or submission.path(stem))]
    if told["type"] == "SystemExit":
        words = ["It calls exit", *at, ", which ends the program. Return the answer instead."]
        return "", [], [words]
    if told["type"] == "RecursionError" and told["message"].startswith(TOO_DEEP):
        last = said(" The line that it came to last is {}.", place) if place else []
        return "RecursionError", [], [[TOO_DEEPLY, *last]]
    if told["type"] == "MemoryError" and not is_raised(submission, departure):
        return "", [], [["It ran out of memory (the limit is 512 MB)", *at, "."]]
    if told["type"] == "PermissionError" and place:
        return got, [], [said("Raised at {}. {}", place, NO_FILES)]
    *names, sentence = slip(asked_of(stem, submission, departure, outcome))
    sizes = MATMUL.search(told["message"])
    if place and sizes:
        got = "ValueError: matmul"
        sentence = (
            "The sides of @ don't fit: the first must have as many columns as the second has rows. "
            f"Here they are {sizes[2]} and {sizes[1]}."
        )
    if place and told["type"] == "NotImplementedError" and not sentence:
        if told["message"].partition(".")[0] == task:
            stubs = "Raised at {}, which came with the stub: take it out once yours is written."
            return got, [], [said(stubs, place)]
    if place or sentence:
        where = (
            _where("Raised at", stem, task, submission, place, departure, names) if place else []
        )
        return got, where, [[sentence]] if sentence else []
    if told["type"] == "AttributeError" and "has no attribute" in told["message"]:
        name = told["message"].rpartition("'")[0].rpartition("'")[2]
        if not told["message"].startswith("module"):
            return got, [], [[f"Objects of {task} need {name}, as the stub describes it."]]
        if name in tasks(stem):
            return "", [], [gone(submission, stem, name)]
    if told["type"] == "TypeError" and heading:
        if told["message"].endswith("object is not callable"):
            lost = f"{task} is no function then. Is the name assigned again below its def?"
            return got, [], [[lost]]
        return got, [], [[f"It can't be called that way. Yours begins: {_short(heading)}"]]
    return got, [], []


def is_raised(submission: Submission, departure: Departure) -> bool:
    """Say whether an error is one that the learner's own line raises by name."""
    if not departure.file.startswith("exercises/"):
        return False
    lines = submission.text(Path(departure.file).stem).split("\n")
    return lines[departure.line - 1].lstrip().startswith("raise")


def _short(heading: str) -> str:
    return heading if len(heading) <= HEADING else f"{heading[: HEADING - 2]} …"


def is_refusal(told: dict[str, Any]) -> bool:
    """Say whether an error is a host's own, of what it can't allow."""
    return told.get("type") == "NotForGrading" and bool(REFUSALS.fullmatch(told["message"]))


def death(told: dict[str, Any]) -> str:
    if told["how"] == "timeout":
        return "no answer within the time limit: it was still running"
    if told["how"] == "closed":
        return "no answer: the program closed the way to the grader"
    if told["how"] == "garbled":
        return "an answer that can't be read: the program wrote where only the grader does"
    return "no answer: Python itself came to an end"


def gone(submission: Submission, stem: str, name: str) -> Said:
    """Return the sentence on a task that a file lacks: the file may be older than the task."""
    reset = f"make reset-chapter {number(stem)} TASK={name}"
    words = f"{{}} has no {name}. Was it renamed or deleted? If it is new in the course, {{}} puts "
    path = Lead(submission.path(stem), "line", stem, 1)
    return said(words + "its stub in.", path, Lead(reset, "reset-chapter", stem, task=name))


def whose(told: dict[str, Any]) -> str:
    """Return what was replaced as "Python's own math.exp"."""
    module, name = told["name"]
    return f"{'NumPy' if module.startswith('numpy') else 'Python'}'s own {module}.{name}"


def replaced(submission: Submission, told: dict[str, Any]) -> Said:
    """Return the sentence on a function of Python's own that was replaced, and where, if known."""
    own, name = whose(told), told["name"][1]
    if not told["by"]:
        return [f"{own} was replaced. The grader put it back. Give yours another name."]
    stem, named = Path(told["by"]).stem, f"\\.{name}\\b|[\"']{name}[\"']"
    replacing = re.compile(rf"({named}).*(?<![=!<>])=(?!=)|\bset\w*\(.*({named})")
    lines = submission.text(stem).split("\n")
    found = [n for n, line in enumerate(lines, start=1) if replacing.search(line[:LINE])]
    if not found:
        path = Lead(submission.path(stem), "line", stem, 1)
        return said(f"{{}} changes {own}. Leave that as it is.", path)
    where = at_line(submission, stem, found[0])
    return said(f"{{}} replaces {own}. Give yours another name.", where)
