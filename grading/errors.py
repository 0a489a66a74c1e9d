"""What it means that a learner's code gave no answer: an error of Python's, a worker's end."""

import re
from pathlib import Path
from typing import Any

from .chapters import needs_numpy, stems, up_to
from .departure import Departure
from .grade import Outcome
from .leads import Lead, Said, at_line, said
from .reading import MERGE_MARKS, merge_mark
from .refusals import NO_FILES, REFUSALS
from .submission import Submission

HEADING, LINE = 150, 300  # characters of a def that are shown, of a line that are read
TOO_DEEP = ("maximum recursion depth", "Stack overflow")  # as one Python and another says it
TOO_DEEPLY = "The function calls itself deeper than Python allows"
MATMUL = re.compile(r"^matmul: .*\(size (\d+) is different from (\d+)\)")
MISSING = "there is no file "  # as the host says it, of a chapter that another one imports


def got_and_cause(
    stem: str,
    submission: Submission,
    outcome: Outcome,
    departure: Departure,
    place: Lead | None,
    heading: str,
) -> tuple[str, Said]:
    """Return what the learner's side gave, and the sentence about it."""
    told = departure.told
    if departure.kind == "died":
        return _death(told), said("That happened at {}.", place) if place else []
    if departure.kind == "replaced":
        return "", _replaced(submission, told)
    if departure.kind == "error":
        return _error(stem, submission, outcome.task, departure, place, heading)
    cause = departure.cause
    if told.get("got", 0) is None and departure.printed:
        cause = "The answer was printed, and None came back. Write return in place of print."
    return departure.got, [cause] if cause else []


def _error(
    stem: str,
    submission: Submission,
    task: str,
    departure: Departure,
    place: Lead | None,
    heading: str,
) -> tuple[str, Said]:
    told = departure.told
    got = f"{told['type']}: {told['message']}" if told["message"] else told["type"]
    at: Said = said(" at {}", place) if place else []
    if is_refusal(told):
        return "", said("{} See {}.", told["message"], place or submission.path(stem))
    if told["type"] == "SystemExit":
        return "", ["It calls exit", *at, ", which ends the program. Return the answer instead."]
    if told["type"] == "RecursionError" and told["message"].startswith(TOO_DEEP):
        where: Said = [",", *at] if at else []
        return "RecursionError", [TOO_DEEPLY, *where, "."]
    if told["type"] == "MemoryError" and not _is_raised(submission, departure):
        return "", ["It ran out of memory (the limit is 512 MB)", *at, "."]
    if told["type"] == "PermissionError" and place:
        return got, said("Raised at {}. {}", place, NO_FILES)
    sizes = MATMUL.search(told["message"])
    if place and sizes:
        words = said(
            "The sides of @ don't fit: the first must have as many columns as the second has rows. "
            f"Here they are {sizes[2]} and {sizes[1]}. Raised at {{}}.",
            place,
        )
        return "ValueError: matmul", words
    if place and told["type"] == "NotImplementedError":
        if told["message"].partition(".")[0] == task:
            stubs = "Raised at {}, which came with the stub: take it out once yours is written."
            return got, said(stubs, place)
    if place:
        return got, said("Raised at {}.", place)
    if told["type"] == "AttributeError" and "has no attribute" in told["message"]:
        name = told["message"].rpartition("'")[0].rpartition("'")[2]
        if told["message"].startswith("module"):
            return "", [f"{submission.path(stem)} has no {name}. Was it renamed or deleted?"]
        return got, [f"Objects of {task} need {name}, as the stub describes it."]
    if told["type"] == "TypeError" and heading:
        if told["message"].endswith("object is not callable"):
            return got, [f"{task} is no function then. Is the name assigned again below its def?"]
        return got, [f"It can't be called that way. Yours begins: {_short(heading)}"]
    return got, []


def _is_raised(submission: Submission, departure: Departure) -> bool:
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


def _death(told: dict[str, Any]) -> str:
    if told["how"] == "timeout":
        return "no answer within the time limit: it was still running"
    if told["how"] == "closed":
        return "no answer: the program closed the way to the grader"
    if told["how"] == "garbled":
        return "an answer that can't be read: the program wrote where only the grader does"
    return "no answer: Python itself came to an end"


def not_loaded(stem: str, submission: Submission, departure: Departure, place: Lead | None) -> Said:
    told = departure.told
    see: Said = said(" See {}.", place) if place else []
    if departure.cause:
        return [departure.cause, *see]
    path = submission.path(stem)
    where: str | Lead = place or path
    if "how" in told:
        return [f"{path} doesn't load: {_death(told)}.", *see]
    if "name" in told:
        return _replaced(submission, told)
    if is_refusal(told):
        return said("{} See {}.", told["message"], where)
    if told["type"] == "SystemExit":
        return said(
            "{} ends Python while it is being loaded, at {}. Take the exit out.", path, where
        )
    if told["type"] == "ModuleNotFoundError" and told["message"].startswith(MISSING):
        name = told["message"].removeprefix(MISSING)
        if name.removesuffix(".py") in set(stems()) - set(up_to(stem)):
            return said("{} imports {}. A chapter builds on those before it only.", where, name)
        return said(
            "{} builds on {}, which isn't there or can't be read. See {}.", path, name, where
        )
    if (
        told["type"] in ("ModuleNotFoundError", "ImportError")
        and "exercises" not in told["message"]
    ):
        part = "Part II uses NumPy and" if needs_numpy(stem) else "The chapters in plain Python use"
        return said(f"{{}} ({{}}). {part} the standard library only.", told["message"], where)
    if told["type"] == "MemoryError" and not _is_raised(submission, departure):
        return [f"{path} runs out of memory while it is being loaded (the limit is 512 MB)."]
    if departure.file.startswith("exercises/") and "SyntaxError" in told["bases"]:
        name = Path(departure.file).stem
        mark = merge_mark(submission.text(name))
        if mark:
            return said("{} holds {}.", at_line(submission, name, mark), MERGE_MARKS)
    what = f"{told['type']}: {told['message']}" if told["message"] else told["type"]
    return said("{} doesn't load. {}, at {}.", path, what, where)


def whose(told: dict[str, Any]) -> str:
    """Return what was replaced as "Python's own math.exp"."""
    module, name = told["name"]
    return f"{'NumPy' if module.startswith('numpy') else 'Python'}'s own {module}.{name}"


def _replaced(submission: Submission, told: dict[str, Any]) -> Said:
    """Return the sentence on a function of Python's own that was replaced, and where, if known."""
    own, name = whose(told), told["name"][1]
    if not told["by"]:
        return [f"{own} was replaced. The grader put it back. Give yours another name."]
    stem, quoted = Path(told["by"]).stem, f"\\.{name}\\b|[\"']{name}[\"']"
    replacing = re.compile(rf"({quoted}).*(?<![=!<>])=(?!=)|\bset\w*\(.*({quoted})")
    where: str | Lead = submission.path(stem)
    for number_, line in enumerate(submission.text(stem).splitlines(), start=1):
        if replacing.search(line[:LINE]):
            where = at_line(submission, stem, number_)
            break
    return said(f"{{}} replaces {own}. Give yours another name.", where)
