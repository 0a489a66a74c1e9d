"""What is to be said of a graded chapter, as data: every report is made from it.

report_terminal.py makes the text that a learner reads there, and that schools' systems show;
as_data gives what the web page shows.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .chapters import stems, title, up_to
from .departure import NAME, Departure, as_shown
from .diagnose_kept_state import LEFT
from .grade import Outcome, first_problem
from .method_states import method_reached
from .report_errors import asked_of, got_and_cause, is_quote, is_sure
from .report_leads import Lead, Said, at_line, command, command_for, lesson, place_of, said
from .report_load import MISSING, not_loaded
from .report_look import ended, look
from .submission import Submission
from .worker_parse import slip

BESIDE = (
    "If our {} replaces yours, this comes out right: the cause is there, or in how the two go "
    "together."
)
BESIDE_RIGHT = (
    "If our {} replaces yours, this comes out right, though yours passes its own tests. Look at "
    "how the two go together."
)
ALL_BESIDE = "If ours replace this chapter's other tasks, this comes out right: look at those, too."
LISTED = 4  # names of a chapter's tasks in one sentence


@dataclass
class Finding:
    """What there is to say of one task that isn't passed.

    kind: as of a Departure, or the state. at: where to go on working. place: where the learner's
    code was when it failed. sentence: what a known mistake has to say. method: of a class, the one
    to work on.
    """

    task: str
    state: str
    kind: str
    at: Lead
    steps: list[str] = field(default_factory=list)  # the calls, as the learner could type them
    expected: str = ""
    got: str = ""
    difference: str = ""  # "[3][1]": where expected and got part
    paragraphs: list[Said] = field(default_factory=list)
    printed: str = ""
    leads: list[Lead] = field(default_factory=list)
    place: Lead | None = None
    sentence: str = ""
    method: str = ""


@dataclass
class Report:
    """What there is to say of a chapter: words where nothing failed, else the first finding."""

    stem: str
    title: str
    tasks: dict[str, str]  # {task: state}
    words: list[Said] = field(default_factory=list)
    finding: Finding | None = None

    @property
    def done(self) -> bool:
        return set(self.tasks.values()) == {"passed"}


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain values."""
    return {**asdict(report), "done": report.done}


def report_on(stem: str, submission: Submission, outcomes: dict[str, Outcome]) -> Report:
    """Return the report on one chapter. outcomes: {task: Outcome}."""
    states = {task: outcome.state for task, outcome in outcomes.items()}
    problem = first_problem(outcomes)
    if problem is None:
        return Report(stem, title(stem), states, _done(stem, submission))
    covered = [name for name in outcomes if submission.is_covered(stem, name)]
    begun = [name for name in outcomes if submission.is_partly_written(stem, name)]
    if problem.state == "not started" and covered:
        problem = outcomes[covered[0]]
    passed = [task for task, state in states.items() if state == "passed"]
    found = finding_on(stem, submission, problem, passed)
    before = list(outcomes)[: list(outcomes).index(problem.task)]
    alone = [task for task in before if outcomes[task].beside == [problem.task]]
    waiting = [task for task in alone if outcomes[task].wholly]
    if waiting:
        more = [f"{len(waiting) - LISTED} more"] * (len(waiting) > LISTED)
        which = _listed([*waiting[:LISTED], *more])
        do = "pass" if waiting[1:] else "passes"
        found.paragraphs.append([f"With our {problem.task}, {which} {do}."])
    found.method = method_reached(stem, problem)
    if found.kind == "load":
        states = dict.fromkeys(states, "not graded")
    elif set(states.values()) == {"not started"} and not covered and not begun:
        return Report(stem, title(stem), states, _untouched(stem, submission, problem), found)
    return Report(stem, title(stem), states, finding=found)


def _done(stem: str, submission: Submission) -> list[Said]:
    later = stems()[stems().index(stem) + 1 :]
    words = [said("Every task of this chapter is right.")]
    if submission.earlier == "exercises" or stem == stems()[0]:  # it runs on their own earlier ones
        words.append(said("To see it run: {}", command("run", stem)))
    words.append(said("To compare with ours: {}", command_for(submission, "compare", stem)))
    return words + [said("Next: {}", lesson(next_one)) for next_one in later[:1]]


def _untouched(stem: str, submission: Submission, problem: Outcome) -> list[Said]:
    line, _ = submission.definition(stem, problem.task)
    return [
        said(
            f"Nothing is written yet. Read {{}}, then open {{}} and write {problem.task} ({{}}).",
            lesson(stem),
            Lead(submission.path(stem), "line", stem, line),
            Lead(f"line {line}", "line", stem, line),
        ),
        said("Then type: {}", command_for(submission, "check-chapter", stem)),
    ]


# ── one task ──


def finding_on(
    stem: str, submission: Submission, outcome: Outcome, passed: Sequence[str] = ()
) -> Finding:
    """Return what there is to say of a task that isn't passed. passed: the chapter's that are."""
    task, departure = outcome.task, outcome.departure
    line, heading = submission.definition(stem, task)
    if outcome.state == "not yet" and not outcome.beside:
        methods = submission.methods(stem, task)
        line, _ = methods.get(method_reached(stem, outcome), (line, False))
    at = at_line(submission, stem, line)
    leads = [at, lesson(stem, task), command_for(submission, "hint", stem)]
    if outcome.state == "not started":
        unwritten = [name for name, state in outcome.methods.items() if state == "unwritten"]
        if not unwritten and submission.is_partly_written(stem, task):
            unwritten = list(filter(None, [method_reached(stem, outcome)]))
        if not _is_raised_in(submission, stem, task, departure):
            unwritten = []
        name = ".".join([task, *unwritten[:1]])
        if unwritten and departure is not None and departure.line:
            line, _ = submission.methods(stem, task).get(unwritten[0], (departure.line, True))
            if submission.method_at(stem, task, departure.line) == unwritten[0]:
                line = departure.line  # where its raise stands
            leads[0] = at = at_line(submission, stem, line)
        words = [said(f"Next: write {name}."), *_methods(outcome)]
        if departure and submission.is_covered(stem, task):
            *_, twice = slip(asked_of(stem, submission, departure, outcome))
            words = [[twice], *words[1:]] if twice else words
        return Finding(task, "not started", "not started", at, paragraphs=words, leads=leads)
    if outcome.state == "waiting":
        return _waiting(stem, submission, outcome)
    assert departure is not None  # of a task that is wrong
    place = place_of(submission, departure)
    printed = departure.printed
    if departure.kind == "load":
        words = not_loaded(stem, submission, departure, place)
        at = place if place else Lead(submission.path(stem), "line", stem, 1)
        return Finding(task, "not yet", "load", at, paragraphs=words, printed=printed, place=place)
    got, where, cause = got_and_cause(stem, submission, outcome, departure, place, heading)
    sure = bool(cause) and is_sure(stem, submission, outcome)
    named = outcome.sentence and not sure
    if outcome.waits_for:
        cause = []  # what this chapter's code seems to lack there isn't what is wrong
    words = where + ([[outcome.sentence]] if named else cause)
    seen = not cause or cause == [[departure.cause]]  # and nothing in their own code
    if outcome.ended and not named and (outcome.skips or seen):
        words += [ended(stem, submission, outcome)]
    words += _methods(outcome)
    apart = set(outcome.beside) <= set(passed) and departure.cause  # what is wrong is told
    words += [_beside(outcome.beside, passed)] if outcome.beside and not apart else []
    words += [_story(stem, submission, outcome)] if outcome.story and not sure else []
    words += [_before(submission, outcome.waits_for)] if outcome.waits_for else []
    told = bool(named or cause)
    words += [look(stem, submission, outcome, told)] if outcome.line else []
    shorter = departure.shorter_names()
    if set(shorter) & set(NAME.findall(submission.text(stem))):
        shorter = {}  # of the learner's own: what is quoted stays as it is written

    def short(text: Any) -> Any:
        is_text = isinstance(text, str)
        return NAME.sub(lambda name: shorter.get(name[0], name[0]), text) if is_text else text

    return Finding(
        task,
        outcome.state,
        departure.kind,
        at,
        steps=[short(as_shown(step)) for step in departure.relevant_steps()],
        expected=short(departure.expected),
        got=short(got),
        difference=departure.place,
        paragraphs=[[short(part) for part in paragraph] for paragraph in words],
        printed=printed,
        leads=leads,
        place=place,
        sentence=outcome.sentence,
    )


def _is_raised_in(
    submission: Submission, stem: str, task: str, departure: Departure | None
) -> bool:
    """Say whether it is a task's own code that raised an error, and not what it calls."""
    if departure is None or departure.file != f"exercises/{stem}.py":
        return False
    return submission.enclosing(stem, departure.line) == task


def _story(stem: str, submission: Submission, outcome: Outcome) -> Said:
    """Return what was seen of a failure, or the line that it comes from, where that is known."""
    if outcome.later and outcome.departure:
        asked = asked_of(stem, submission, outcome.departure, outcome)
        asked |= {"again": outcome.departure.methods(), "type": "", "message": ""}
        *_, line = slip(asked)
        return [line or outcome.story + LEFT * (not outcome.skips)]
    return [outcome.story]


def _beside(tasks: list[str], passed: Sequence[str]) -> Said:
    """Return the sentence on tasks of the chapter with ours in whose place another passes."""
    if len(tasks) > 1:
        return [ALL_BESIDE]
    return [(BESIDE_RIGHT if tasks[0] in passed else BESIDE).format(tasks[0])]


def _methods(outcome: Outcome) -> list[Said]:
    """Return the sentence on the methods of a class that are right as far as its tests came."""
    right = [
        f"{outcome.task}.{name}" for name, state in outcome.methods.items() if state == "right"
    ]
    if not right:
        return []
    return [[f"{_listed(right)} gave the right answers so far."]]


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def in_short(finding: Finding) -> Said:
    """Return why a task isn't passed, for a table: a sentence or two."""
    if finding.state != "not yet" or finding.kind == "load":
        return [part for words in finding.paragraphs for part in words]
    if finding.sentence:
        return [finding.sentence]
    sides = [("expected", finding.expected), ("got", finding.got)]
    told = ", ".join(f"{word} {shown}" for word, shown in sides if shown)
    start: Said = [f"{finding.steps[-1]}: {told}." if told else f"{finding.steps[-1]}."]
    for words in finding.paragraphs:
        if not is_quote(words):
            start += [" ", *words]
    return start


def fault_is_earlier(stem: str, departure: Departure) -> bool:
    """Say whether a file of an earlier chapter is at fault.

    It doesn't load, so that the chapter doesn't; or it replaces something of Python's own.
    """
    by = departure.told.get("by", "")
    if departure.kind != "load" and not by:
        return False
    missing = departure.told.get("message", "").startswith(MISSING)
    return missing or Path(by or departure.file).stem in up_to(stem)[:-1]


def _before(submission: Submission, tasks: list[str]) -> Said:
    """Return the sentence on earlier tasks that are behind a failure; tasks: "stem:task"."""
    chapters: dict[str, list[str]] = {}
    for stem, _, name in (task.partition(":") for task in tasks):
        chapters.setdefault(stem, []).append(name)
    found: Said = []
    for stem, names in chapters.items():
        more = [f"{len(names) - LISTED} more"] * (len(names) > LISTED)
        which = " and ".join(filter(None, [", ".join(names[:LISTED]), *more]))
        file = Lead(submission.path(stem), "line", stem, 1)
        where = file, command("check-chapter", stem)
        found += ["; "] * bool(found)
        if len(tasks) == 1:
            found += said(f": mend {which} in {{}} first ({{}})", *where)
        else:
            found += said(f"{which} in {{}} ({{}})", *where)
    start = "On our earlier chapters this comes out right, so the cause lies before it"
    rest = "" if len(tasks) == 1 else ". These aren't right there: "
    return [start + rest, *found, "."]


def _waiting(stem: str, submission: Submission, outcome: Outcome) -> Finding:
    other, _, name = outcome.waits_for[0].partition(":")
    line, _ = submission.definition(other, name)
    at = at_line(submission, other, line)
    words = said(f"{outcome.task} needs {name}, which isn't written yet ({{}}).", at)
    if other != stem:
        words += said(
            " Write it first ({}), or grade this chapter on our earlier ones: {}",
            command("check-chapter", other),
            command("check-chapter", stem, earlier=True),
        )
    return Finding(outcome.task, "waiting", "waiting", at, paragraphs=[words])
