"""A report as the terminal shows it: one failing task in detail, then one line for each state.

At most 12 lines for the task, 80 columns, plain text: no colour and no symbol carries meaning.
"""

import re
import textwrap

from .chapters import needs_numpy, number, numpy_folder, stems, title
from .grade import Outcome, first_problem
from .report import Finding, Report
from .report_errors import is_quote
from .report_leads import Said, command_for
from .submission import Submission
from .values import PRINT_LIMIT

COLUMNS = 80
PRINTED_LINES = 3
LINES = 12  # for one task
PATH = 160  # characters of a path that stays whole, though it is longer than a line
ROWS = re.compile(r"(\[\[[^][]*\])(?:, \[[^][]*\])+\]")  # a matrix, and its first row
STATES = ("passed", "not yet", "waiting", "not started", "not graded")


def chapter_text(report: Report) -> str:
    """Return the report on one chapter."""
    lines = [report.title, ""]
    if report.words:
        lines += [line for words in report.words for line in _wrap(plain(words))]
    elif report.finding:
        lines += task_lines(report.finding)
    lines.append("")
    for state in STATES:
        names = [name for name, found in report.tasks.items() if found == state]
        if names:
            lines += _wrap("  ".join(names), f"  {state:13}")
    passed = list(report.tasks.values()).count("passed")
    lines.append(f"{passed} of {len(report.tasks)}")
    return "\n".join(lines)


def task_lines(finding: Finding) -> list[str]:
    """Return the lines on one task that isn't passed.

    Where they are too many, what was printed gives way first, then the line of code, then what an
    error says at length.
    """
    fewest = _steps(finding.steps, 0)  # the calls that are shown in any case
    room = LINES - sum(map(len, fewest))
    for printed, quotes, got in ((PRINTED_LINES, True, LINES), (1, True, 2), (1, False, 2)):
        lines = _wrap(finding.expected, "    expected  ")
        lines += _shortened(_wrap(finding.got, "    got       ", path=0), got)
        if finding.difference:
            lines.append(f"    first difference at {finding.difference}")
        for words in finding.paragraphs:
            text = plain(words)
            if not quotes and text.endswith(":"):  # no line of code follows
                text = f"{text[:-1]}."
            if quotes or not is_quote(words):
                lines += _wrap(text)
        lines += _printed(finding.printed, printed)
        lines += _row([lead.text for lead in finding.leads])
        if len(lines) <= room:
            break
    blocks = _steps(finding.steps, LINES - len(lines))
    if sum(map(len, blocks)) + len(lines) > LINES + 2:  # for what made the object, and …
        blocks = blocks[-1:]
    return [line for block in blocks for line in block] + lines


def progress_text(results: dict[str, dict[str, Outcome]], submission: Submission) -> str:
    """Return one line a chapter, and what to do next. results: {stem: {task: Outcome}}."""
    lines, following = ["Your progress", ""], None
    names = {stem: title(stem).partition("· ")[2] for stem in stems()}
    width = max(map(len, names.values()))
    for stem, name in names.items():
        outcomes = results.get(stem)
        if outcomes is None:
            if needs_numpy(stem):
                note = "not asked for" if numpy_folder() else "needs NumPy"
                lines.append(f"  {number(stem):>3}  {name:{width}} {'':8}  {note}")
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
        lines.append(f"  {number(stem):>3}  {name:{width}} {passed:2} of {len(outcomes):2}  {note}")
    lines.append("")
    if following:
        lines.append(f"Next: {command_for(submission, 'check-chapter', following).text}")
    else:
        lines.append("Every chapter is done.")
    return "\n".join(lines)


def plain(words: Said) -> str:
    """Return a sentence as text on one line."""
    text = "".join(part if isinstance(part, str) else part.text for part in words)
    return printable(text)


def wrapped(words: Said) -> list[str]:
    """Return a sentence as lines."""
    return _wrap(plain(words))


def printable(text: str) -> str:
    """Return text without what would move a terminal's cursor or can't be written at all."""
    return "".join(mark if mark.isprintable() or mark in "\n\t" else "?" for mark in text)


def _steps(steps: list[str], room: int) -> list[list[str]]:
    """Return the calls that led to a departure, each as its lines, in room lines in all.

    The oldest give way first, but for the very first, which makes the object, and the last.
    """
    blocks = [_typed(step) for step in steps]
    left_out = ["  …"]
    while len(blocks) > 2 + (left_out in blocks) and sum(map(len, blocks)) > room:
        del blocks[2 if left_out in blocks else 1]
        if left_out not in blocks:
            blocks.insert(1, left_out)
    return blocks


def _typed(step: str) -> list[str]:
    """Return a call over as many lines as it takes, three at most.

    Where it is longer, each matrix gives way to its first row, and then what is in the middle.
    """
    whole = printable(step)
    for text in (whole, ROWS.sub(r"\1, …]", whole)):
        lines = textwrap.wrap(text, COLUMNS, initial_indent="  ", subsequent_indent="      ")
        if len(lines) <= 3:
            return lines
    end = text[8 - COLUMNS :].partition(" ")[2]
    return [*lines[:2], f"      … {end}".rstrip()]


def _shortened(lines: list[str], count: int) -> list[str]:
    """Return lines, or count of them and … for the rest."""
    return lines if len(lines) <= count else [*lines[: count - 1], f"{lines[count - 1][:78]} …"]


def _printed(printed: str, count: int) -> list[str]:
    lines = printed.rstrip().splitlines()
    if not lines:
        return []
    shown = [f"    {_clip(line, COLUMNS - 4)}" for line in lines[:count]]
    if len(lines) > count:
        first = f"{_clip(lines[0], 48)} " if count == 1 else ""  # where there is room for one
        more = f"{len(lines) - (count - (not first))} lines"
        if len(printed) >= PRINT_LIMIT:  # what came after that wasn't kept
            more = "many lines"
        shown[-1] = f"    {first}… and {more} more"
    return ["  Printed along the way:", *shown]


def _clip(text: str, width: int) -> str:
    text = printable(text)
    return text if len(text) <= width else text[: width - 2] + " …"


def _row(parts: list[str]) -> list[str]:
    """Return parts joined by dots, on as many lines as it takes to keep each part whole."""
    orders = [parts, [*parts[:1], *parts[:0:-1]]]  # another one where that takes fewer lines
    return min((_joined([printable(part) for part in order]) for order in orders), key=len)


def _joined(parts: list[str]) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 3 + len(part) <= COLUMNS:
            lines[-1] += f" · {part}"
        else:
            lines.append("  " + part)
    return lines


def _wrap(text: str, lead: str = "  ", path: int = PATH) -> list[str]:
    """Return text as lines. What a program made too long is cut; a path stays whole."""
    words = [
        word if "/" in word and len(word) <= path else _clip(word, COLUMNS - len(lead))
        for word in re.split(r"(\s+)", printable(text))
    ]
    return textwrap.wrap(
        "".join(words),
        COLUMNS,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
