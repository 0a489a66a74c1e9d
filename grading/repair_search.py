"""The cause by search: which one small edit of a learner's own code makes a failing task right?

The edits come from repair_edits.py. Each is tried in a worker, as any learner's code is, on the
test that failed and then on the others of the task. The solution's replies are remembered
meanwhile: every program is asked the same.
"""

import sys
from dataclasses import replace

from .busy import Time
from .departure import Departure
from .faults import with_unwritten
from .grade import Chapter, Grader, Outcome, is_refused
from .repair_candidates import CASES, QUESTIONS, WEAK, Repair, narrowed, repairs_of, with_ours
from .repair_edits import MOST
from .repair_trials import Trials
from .submission import Submission
from .tasks import Test
from .worker import no_longer_than

SECONDS = 1.0  # for the edits, and twice that before them for our methods
PAIR_SECONDS = 2.0  # for a second edit beside one that helps, but not enough
STEPS = 4  # such ones that are gone on with
FURTHER = 100  # edits that are tried after one that helps, and as many more as before it
LONGEST = 8  # times that, for the trials, and again for what came of them, where it is slow


def look_for_cause(
    stem: str, submission: Submission, outcome: Outcome, seconds: float = SECONDS
) -> bool:
    """Add to an outcome, which explain() has left without a cause, the line to look at.

    Return whether there is one.
    """
    departure = outcome.departure
    known = outcome.sentence or outcome.waits_for or outcome.beside or outcome.line
    if outcome.state != "not yet" or known or not departure:
        return False
    if departure.kind in ("load", "message", "died") or is_refused(departure):
        return False  # they are told in full; what hangs would take all the time there is
    if sys.platform == "emscripten":  # without processes, what hangs can't be ended
        return False
    if outcome.filled:
        submission = with_unwritten(stem, submission, outcome.task) or submission
    repair = search(stem, submission, outcome.task, departure, seconds)
    if repair and repair.kind == "method" and departure.kind == "error":
        if submission.method_at(stem, outcome.task, _where(departure, stem)[1]) == repair.name:
            return False  # the report shows the line itself
    if repair:
        outcome.line, outcome.also = repair.line, repair.also
        outcome.either = repair.kind == "either"
        one = repair.kind == "method" or not repair.also
        told = not one or repair.kind == "copy" and (departure.cause or departure.kind == "error")
        outcome.question = "" if told else QUESTIONS.get(repair.kind, "")
        outcome.target = f"{outcome.task}.{repair.name}" if repair.name else ""
        if repair.kind == "method":
            outcome.method, outcome.sets, outcome.partly = repair.name, repair.does, repair.partly
            outcome.amiss = repair.amiss and not outcome.filled
            if repair.edit:
                outcome.enough, outcome.question = True, QUESTIONS.get(repair.edit, "")
        else:
            outcome.change = repair.change(submission.text(stem))
            outcome.anew = repair.kind in ("ours", "anew")
            if all(line[0] == "+" for line in outcome.change):
                before = submission.text(stem).encode()[: repair.pieces[0][0]].count(b"\n")
                outcome.more = "further down" if before >= repair.line else "further up"
            if repair.kind == "lacks":
                outcome.more = "above it"
    return repair is not None


def search(
    stem: str, submission: Submission, task: str, departure: Departure, seconds: float
) -> Repair | None:
    """Return the edit that makes a failing task right, or None.

    Where edits of two lines do, both are told; where those of more do, any may be meant, and none
    is. Where no edit does, it is the method of a class that is right with ours in its place.
    """
    text, files = submission.text(stem), submission.files(stem)
    method: Repair | None = None
    found: list[Repair] = []
    further: list[tuple[int, Repair]] = []
    trials = Trials(stem, files, task)
    try:
        with no_longer_than(LONGEST * seconds):
            name, line = _where(departure, stem)
            repairs = repairs_of(text, task, stem, name, line)
            if not repairs or trials.passes(replace(repairs[0], pieces=[]).parts(text)):
                return None
            reached = trials.reached
            methods = [repair for repair in repairs if repair.kind == "method"]
            alone = [repair for repair in repairs if repair.kind == "alone"]
            edits = [repair for repair in repairs if not repair.is_apart]
            ours = with_ours(methods, stem, task)
            if methods[1:]:
                method = _only_one(ours, text, trials, Time(2 * seconds))
            if method:
                method = narrowed(method, alone, (departure.steps or [""])[-1])
                # no other of these has to change
                others = [repair for repair in ours if repair.line != method.line]
                usual = [one for one in repairs if one.kind != "anew"]
                if len(usual) == MOST:  # some may have been left out
                    repairs = repairs_of(text, task, stem, method.name, line, only=True)
                    edits = [repair for repair in repairs if not repair.is_apart]
                edits = [edit for edit in edits if not any(map(edit.is_in, others))]
                repairs = tuple(one for one in repairs if not any(map(one.is_in, others)))
            found = _found(edits, text, trials, Time(seconds), further, reached)
            if not found:
                found = _in_turn(stem, task, text, further, trials, seconds)
            if not found:
                found = _pairs(edits, further, text, trials, Time(PAIR_SECONDS * seconds))
            if not found:
                last = [repair for repair in repairs if repair.kind == "anew"]
                found = _found(last, text, trials, Time(seconds), [], sys.maxsize)
    finally:
        trials.close()
    repair, later, amiss = _told(found) or method, False, False
    if repair is None:
        return None
    outcome, test = graded = _graded(repair, stem, submission, task, seconds)
    passed, amiss = outcome.state == "passed", outcome.state == "not yet"
    came = outcome.departure.kind if outcome.departure else "died"  # for want of time
    later = Chapter(stem).tests[task].index(test) > trials.first and came != "died"
    if repair is method and later and not passed:
        edits = [edit for reached, edit in further if reached == sys.maxsize and edit.is_in(method)]
        if len({edit.line for edit in edits}) == 1:  # and it does the same as all of that method
            if _is_alike(graded, _graded(edits[0], stem, submission, task, seconds)):
                repair = replace(repair, also=edits[0].line, edit=edits[0].kind)
    held = [one.pieces[0][2] for one in methods if repair.is_in(one)]
    told = passed or later and repair.kind == "method"
    name = (held or [""])[0]
    return replace(repair, name=name, partly=not passed, amiss=amiss) if told else None


def _graded(
    repair: Repair, stem: str, submission: Submission, task: str, seconds: float
) -> tuple[Outcome, Test]:
    """Return what comes of a task after an edit, and the test that it is from."""
    files = submission.files(stem)
    files[stem] = {**files[stem], "text": "".join(repair.parts(submission.text(stem)))}
    grader = Grader(stem, submission, files=files)
    try:
        with no_longer_than(LONGEST * seconds):
            return grader.run_task(task, Chapter(stem))
    finally:
        grader.close()


def _is_alike(one: tuple[Outcome, Test], other: tuple[Outcome, Test]) -> bool:
    """Say whether two programs fail at the same place, with the same answer."""
    (mine, test), (theirs, again) = one, other
    if test is not again or mine.departure is None or theirs.departure is None:
        return False
    ends = [(end.steps, end.expected, end.got) for end in (mine.departure, theirs.departure)]
    return ends[0] == ends[1]


def _where(departure: Departure, stem: str) -> tuple[str, int]:
    """Return the method that a departure is about, and the line of the chapter that it names."""
    line = departure.line if departure.file == f"exercises/{stem}.py" else 0
    return (departure.methods() or ["__init__"])[-1], line


def _only_one(ours: list[Repair], text: str, trials: Trials, deadline: Time) -> Repair | None:
    """Return the one of these that passes the test that failed; None for several, or late."""
    right = []
    for repair in ours:
        if trials.passes(repair.parts(text), all_tests=False):
            right.append(repair)
        if len(right) > 1 or deadline.is_over():
            return None
    return right[0] if right else None


def _told(found: list[Repair]) -> Repair | None:
    """Return the edit that is told, of all that make a task right."""
    strong = [repair for repair in found if repair.kind not in WEAK] or found
    lines = {repair.line for repair in strong}
    if len(lines) == 1:
        return strong[0]
    if {repair.kind for repair in strong} == {"lacks"}:
        return strong[-1]  # before that line, or earlier
    if (
        len(lines) == 2 == max(lines) - min(lines) + 1
        and {repair.kind for repair in strong} <= CASES
    ):
        kind = "empty" if strong[0].kind == "empty" else "condition"
        return replace(strong[0], kind=kind)  # a condition, and what depends on it
    if len(lines) == 2 and strong[0].kind not in WEAK:
        (other,) = lines - {strong[0].line}
        return replace(strong[0], kind="either", also=other)
    return None


def _found(
    repairs: list[Repair],
    text: str,
    trials: Trials,
    deadline: Time,
    further: list[tuple[int, Repair]],
    reached: int,
) -> list[Repair]:
    """Return the edits that make the task right, the first of each line and strength.

    further: gets those that bring the test that failed further than reached, and how far.
    """
    found: list[Repair] = []
    tried: set[str] = set()
    enough = len(repairs)
    for repair in repairs:
        if deadline.is_over() or len(tried) > enough:
            break
        weak, parts = repair.kind in WEAK, repair.parts(text)
        known = any(repair.line == one.line and weak >= (one.kind in WEAK) for one in found)
        if parts[1] not in tried and not known:
            tried.add(parts[1])
            if trials.passes(parts):
                found.append(repair)
                if not weak:  # what is as likely comes soon
                    enough = min(enough, FURTHER + 2 * len(tried))
            elif trials.reached > reached and not weak:
                further.append((trials.reached, repair))
    return found


def _in_turn(
    stem: str,
    task: str,
    text: str,
    further: list[tuple[int, Repair]],
    trials: Trials,
    seconds: float,
) -> list[Repair]:
    """Return the edits that make the task right once one of another line has passed its test.

    They are looked for where the text with that one departs. It is [] where other lines do so, too.
    """
    found: list[Repair] = []
    tried: set[int] = set()
    for reached, step in further:
        if reached < sys.maxsize or step.line in tried or len(tried) == STEPS:
            continue
        tried.add(step.line)
        edited = "".join(step.parts(text))
        if edited.count("\n") != text.count("\n"):  # the lines that follow would be other ones
            continue
        if trials.passes(step.parts(text)) or trials.departure is None:
            continue
        edits = [
            repair
            for repair in repairs_of(edited, task, stem, *_where(trials.departure, stem))
            if not repair.is_apart and repair.kind not in WEAK
        ]
        second = _told(_found(edits, edited, trials, Time(seconds), [], sys.maxsize))
        if second and not second.also and second.line != step.line:
            end, also = len(text.encode()), second.line
            pieces = [[0, end, "".join(second.parts(edited))]]
            found.append(replace(step, first=0, end=end, pieces=pieces, also=also))
    lines = [both.line for both in found]
    same = len({both.also for both in found}) == 1 and max(lines) - min(lines) <= 1
    return found[:1] if same else []


def _pairs(
    repairs: list[Repair],
    further: list[tuple[int, Repair]],
    text: str,
    trials: Trials,
    deadline: Time,
) -> list[Repair]:
    """Return the edits that make the task right together with one of those that helped most.

    It is [] where other two lines do so, too, or where time ends before that is known.
    """
    found: list[Repair] = []
    for _, step in sorted(further, key=lambda one: -one[0])[:STEPS]:
        for other in repairs:
            both = step.joined(other) if other.kind not in WEAK else None
            if both is None or found and {both.line, both.also} == {found[0].line, found[0].also}:
                continue
            if deadline.is_over():
                return []
            if trials.passes(both.parts(text)):
                found.append(both)
                if len(found) > 1:
                    return []
    return found
