"""Sentences whose parts lead somewhere: to a line, a section of a lesson, a command."""

from dataclasses import dataclass

from .chapters import number, up_to
from .departure import Departure
from .submission import Submission


@dataclass
class Lead:
    """What a sentence names and a page makes a link of. text: what the terminal shows.

    kind: "line" of a chapter's file, "lesson", or a command such as "hint". task: of a lesson, its
    section. earlier: the command is asked to take our earlier chapters.
    """

    text: str
    kind: str
    stem: str
    line: int = 0
    task: str = ""
    earlier: bool = False


Said = list[str | Lead]  # a sentence or several, in parts


def said(text: str, *parts: str | Lead) -> Said:
    """Return text with the parts in place of its {}s."""
    found: Said = []
    for words, part in zip(text.split("{}"), [*parts, ""], strict=True):
        found += [words, part]
    return [part for part in found if part != ""]


def at_line(submission: Submission, stem: str, line: int) -> Lead:
    return Lead(f"{submission.path(stem)}:{line}", "line", stem, line)


def command(name: str, stem: str, earlier: bool = False) -> Lead:
    text = f"make {name} {number(stem)}" + " EARLIER=solutions" * earlier
    return Lead(text, name, stem, earlier=earlier)


def command_for(submission: Submission, name: str, stem: str) -> Lead:
    """Return a command that stands on the earlier chapters which the submission is graded on."""
    return command(name, stem, submission.earlier == "solutions" and len(up_to(stem)) > 1)


def lesson(stem: str, task: str = "") -> Lead:
    return Lead(f"lessons/{stem}.md" + f"#{task.lower()}" * bool(task), "lesson", stem, task=task)


def place_of(submission: Submission, departure: Departure) -> Lead | None:
    """Return where the learner's code was, as "exercises/ch01_math.py:12"."""
    if not departure.file:
        return None
    folder, _, name = departure.file.rpartition("/")
    stem = name.removesuffix(".py")
    path = submission.path(stem) if folder == "exercises" else departure.file
    return Lead(f"{path}:{departure.line}", "line", stem, departure.line)
