"""Where to look for what one small change, or another method, would make right."""

from os.path import commonprefix

from .files import printable
from .grade import Outcome
from .report_leads import Lead, Said, said
from .submission import Submission

SHOWN = 60  # characters of a learner's line
GOES_ON = ("(", "[", "{", ",", "\\")  # ends a line whose statement goes on in the next one


def look(stem: str, submission: Submission, outcome: Outcome) -> Said:
    """Return where to look for what one small change, or another method, would make right."""
    after = [f" {outcome.question}"] if outcome.question else []
    lines = submission.text(stem).split("\n")
    rest = ", with ours for the rest of it" * outcome.filled
    places, sources = [], []
    for line in sorted({outcome.line, outcome.also} - {0}):
        places.append(Lead(f"line {line}", "line", stem, line))
        sources.append(printable(excerpt(lines[line - 1].strip(), outcome.change)))
    if outcome.method:
        words = f"With our {outcome.method} in place of yours ({{}}) "
        right = f"this test passes{'; a later one still fails' * outcome.amiss}."
        words += right if outcome.partly else f"every test of {outcome.task} passes{rest}."
        goes_on = lines[outcome.also - 1].rstrip().endswith(GOES_ON)
        begins = "begins in " * goes_on
        if outcome.enough:
            within = " For this one, a small change in {}, `{}`, is enough."
        elif outcome.sets:
            within = f" In yours, {'what ' * goes_on}{begins}{{}} sets {outcome.sets}: `{{}}`."
        else:
            within = f" All of yours {begins or 'is '}{{}}: `{{}}`."
        and_there = said(within, places[1], sources[1]) if places[1:] else []
        return [*said(words, places[0]), *and_there, *after]
    if outcome.also:
        at = ", and at ".join(["{}, `{}`"] * len(places))
        which = "one or the other" if outcome.either else "each"
        words = f"Look at {at}: a small change to {which} makes"
        words += f" every test of {outcome.task} pass{rest}."
        parts = [part for pair in zip(places, sources) for part in pair]
        return said(words, *parts)
    where = "there" if len(outcome.change) <= 2 else "that begins there"
    if outcome.more:
        words = f"Look at {{}}, `{{}}`: with one more line {outcome.more},"
        words += f" every test of {outcome.task} passes{rest}."
        return [*said(words, places[0], sources[0]), *after]
    change = "another expression there" if outcome.anew else f"one small change {where}"
    words = f"Look at {{}}, `{{}}`: {change} makes every test of {outcome.task} pass{rest}."
    return [*said(words, places[0], sources[0]), *after]


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
