"""What it means that a learner's chapter doesn't load: nothing of it can be graded then."""

import re
from pathlib import Path

from .chapters import needs_numpy, solution_text, up_to
from .departure import Departure
from .files import MERGE_MARKS, merge_mark
from .report_errors import asked_of, death, gone, is_raised, is_refusal, quoted, replaced
from .report_leads import Lead, Said, at_line, said
from .submission import Submission
from .worker_parse import slip

AT_MARGIN = (
    "That line stands outside of all functions, so it runs whenever the file is loaded, to be "
    "graded too. Take it out, or put it into main()."
)
ITSELF = "This file imports from itself. Take that line out: what it defines is at hand."
NOT_IMPORTED = re.compile(r"cannot import name '(\w+)' from 'exercises\.(\w+)'")
PYTHONS_IMPORT = re.compile(r"(No module named|cannot import name) '[\w.]+'( from '[\w.]+')?")
MISSING = "there is no file "  # as the host says it, of a chapter that another one imports


def not_loaded(
    stem: str, submission: Submission, departure: Departure, place: Lead | None
) -> list[Said]:
    """Return why a chapter doesn't load, in paragraphs."""
    told = departure.told
    see: Said = said(" See {}.", place) if place else []
    if departure.cause:
        return [[departure.cause, *see]]
    path = Lead(submission.path(stem), "line", stem, 1)
    where = place or path
    if "how" in told:
        return [said("{} doesn't load: {}.", path, death(told)) + see]
    if "name" in told:
        return [replaced(submission, told)]
    if is_refusal(told):
        return [said("{} See {}.", told["message"], where)]
    if told["type"] == "SystemExit":
        return [
            said("{} ends Python while it is being loaded, at {}. Take the exit out.", path, where)
        ]
    if told["type"] == "ModuleNotFoundError" and told["message"].startswith(MISSING):
        name = told["message"].removeprefix(MISSING)
        if name.removesuffix(".py") not in up_to(stem):
            return [said("{} imports {}. A chapter builds on earlier chapters only.", where, name)]
        builds = "{} builds on {}, which isn't there or can't be read. See {}."
        return [said(builds, path, name, where)]
    *names, sentence = slip(asked_of(stem, submission, departure))
    cause: Said = [sentence] * bool(sentence)
    lacks = NOT_IMPORTED.match(told["message"])
    if lacks and departure.file == f"exercises/{lacks[2]}.py":
        cause = [ITSELF]
    elif lacks and lacks[2] in up_to(stem) and f"\ndef {lacks[1]}(" in solution_text(lacks[2]):
        cause = gone(submission, lacks[2], lacks[1])
    missing = PYTHONS_IMPORT.match(told["message"])  # in Python's own words
    if (
        told["type"] in ("ModuleNotFoundError", "ImportError")
        and missing
        and "exercises" not in missing[0]
        and not cause
    ):
        part = "Part II uses NumPy and" if needs_numpy(stem) else "The chapters in plain Python use"
        return [said(f"{{}} ({{}}). {part} the standard library only.", missing[0], where)]
    if told["type"] == "MemoryError" and not is_raised(submission, departure):
        return [[path, " runs out of memory while it is being loaded (the limit is 512 MB)."]]
    if departure.file.startswith("exercises/") and "SyntaxError" in told["bases"]:
        name = Path(departure.file).stem
        mark = merge_mark(submission.text(name))
        if mark:
            return [said("{} holds {}.", at_line(submission, name, mark), MERGE_MARKS)]
    outer = [*told.get("trail", []), 0][0]
    is_called = departure.file == f"exercises/{stem}.py" and outer not in (0, departure.line)
    is_called = is_called and not submission.enclosing(stem, outer)
    if is_called and told["type"] == "NotImplementedError":
        call = said("{} doesn't load. {}", path, at_line(submission, stem, outer))
        call += [f" calls {names[0] or 'what'}, which isn't written yet"]
        return [*quoted(call, submission, at_line(submission, stem, outer)), [AT_MARGIN]]
    message = re.sub(r" \((/|\w:).*\)$", "", told["message"])  # without a folder of Python's
    what = f"{told['type']}: {message}" if message else told["type"]
    words = said("{} doesn't load. {}, at {}", path, what, where)
    paragraphs = [[*words, "."]]
    if place and departure.file.startswith("exercises/"):
        paragraphs = quoted(words, submission, place)
    paragraphs += [cause] if cause else []
    if is_called:
        paragraphs.append(said("{} calls it. " + AT_MARGIN, at_line(submission, stem, outer)))
    return paragraphs
