"""Where to look: at a line that one small change would make right, or at a docstring's words."""

import ast
import re
from os.path import commonprefix

from .chapters import solution_tree
from .files import printable
from .grade import Outcome
from .report_leads import Lead, Said, said
from .submission import Submission

SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
SHOWN = 60  # characters of a learner's line
GOES_ON = ("(", "[", "{", ",", "\\")  # ends a line whose statement goes on in the next one


def look(stem: str, submission: Submission, outcome: Outcome, named: bool = False) -> Said:
    """Return where to look for what one small change, or another method, would make right.

    named: the report has said what the mistake is.
    """
    after = [f" {outcome.question}"] if outcome.question else []
    lines = submission.text(stem).split("\n")
    rest = ", with ours for the rest of it" * outcome.filled
    places, sources = [], []
    for line in sorted({outcome.line, outcome.also} - {0}):
        places.append(Lead(f"line {line}", "line", stem, line))
        sources.append(printable(excerpt(lines[line - 1].strip(), outcome.change)))
    if outcome.method:
        words = f"If our {outcome.method} replaces yours ({{}}), "
        right = f"this test passes{'; a later one still fails' * outcome.amiss}."
        words += right if outcome.partly else f"every test of {outcome.task} passes{rest}."
        if outcome.ended and outcome.skips == outcome.method and outcome.also > outcome.ended:
            places = places[:1]  # it didn't come to that one
        goes_on = lines[outcome.also - 1].rstrip().endswith(GOES_ON)
        begins = "begins on " * goes_on
        if outcome.enough:
            within = " For this one, a small change on {}, `{}`, is enough."
        elif outcome.sets:
            within = f" In yours, {'what ' * goes_on}{begins}{{}} sets {outcome.sets}: `{{}}`."
        else:
            within = f" All of yours {begins or 'is '}{{}}: `{{}}`."
        and_there = said(within, places[1], sources[1]) if places[1:] else []
        return [*said(words, places[0]), *and_there, *after]
    if outcome.also:
        at = ", and at ".join(["{}, `{}`"] * len(places))
        which = "one or the other" if outcome.either else "each"
        change = (
            f"a small change to {which} makes" if places[1:] else "two small changes there make"
        )
        words = f"Look at {at}: {change} every test of {outcome.task} pass{rest}."
        parts = [part for pair in zip(places, sources) for part in pair]
        return said(words, *parts)
    where = "there" if len(outcome.change) <= 2 else "that begins there"
    if outcome.more:
        words = f"Look at {{}}, `{{}}`: with one more line {outcome.more},"
        words += f" every test of {outcome.task} passes{rest}."
        return [*said(words, places[0], sources[0]), *after]
    change = "another expression there" if outcome.anew else f"one small change {where}"
    words = f"Look at {{}}, `{{}}`: {change} makes every test of {outcome.task} pass{rest}."
    if outcome.anew and not named:
        words += " The mistake is there, or in a line that works with it."
    return [*said(words, places[0], sources[0]), *after]


def promised(stem: str, outcome: Outcome) -> str:
    """Return the docstring's own words on what a call must refuse, or "" where it has none."""
    names = [name for name in outcome.asked[-1].get("target", []) if type(name) is str]
    nodes = [node for node in solution_tree(stem).body if _is_named(node, outcome.task)]
    nodes += [node for one in nodes for node in getattr(one, "body", [])]
    for node in nodes:
        if names and _is_named(node, names[-1]):
            words = " ".join((ast.get_docstring(node) or "").split())  # type: ignore[arg-type]
            told = [one for one in SENTENCES.split(words) if "ValueError" in one]
            return f'Refuse this call. The docstring says: "{told[0]}"' if told else ""
    return ""


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name


def ended(stem: str, submission: Submission, outcome: Outcome) -> Said:
    """Return by which return the call ended that went wrong, or the one before a read."""
    line = Lead(f"line {outcome.ended}", "line", stem, outcome.ended)
    source = printable(excerpt(submission.text(stem).split("\n")[outcome.ended - 1].strip(), []))
    if not outcome.skips:
        return said("The answer comes from {}, `{}`.", line, source)
    call = f"The last call of {outcome.skips}"
    if outcome.departure and outcome.departure.kind == "accepted":
        call = "The call"
    return said(f"{call} ends early, on {{}}: `{{}}`.", line, source)


def excerpt(source: str, change: list[str]) -> str:
    """Return a line, or as much of it as there is room for, with the place of a change in it."""
    if len(source) <= SHOWN:
        return source
    gone, come = ([line[1:].strip() for line in change if line[0] == sign] for sign in "-+")
    pairs = zip(gone, come) if len(gone) == len(come) else ()
    at = next((len(commonprefix(pair)) for pair in pairs if pair[0] == source), 0)
    start = min(max(0, at - SHOWN // 2), len(source) - SHOWN + 4) if at > SHOWN - 8 else 0
    end = start + SHOWN - 2 - 2 * (start > 0)
    return "… " * (start > 0) + source[start:end] + " …" * (end < len(source))
