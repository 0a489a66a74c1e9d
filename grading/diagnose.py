"""What is to be said of the cause of a failure: whose fault it is, and which mistake."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from .chapters import needs_numpy, solution_files, solution_text
from .departure import Departure
from .diagnose_kept_state import right_alone, without_a_step
from .diagnose_loss_curve import loss_story
from .diagnose_mistake import diagnose
from .diagnose_relation import relation
from .diagnose_return import ended_by, skips
from .faults import (
    earlier_faults,
    is_right,
    passes_beside_ours,
    with_our_methods,
    with_ours,
    with_unwritten,
)
from .grade import Chapter, Grader, Outcome, is_refused
from .known_mistakes import Mistake
from .method_states import method_states, methods_of
from .outline import DRAWS
from .pair_checks import BETWEEN, WROTE
from .replies import Reply, Request
from .submission import Submission
from .tasks import Test
from .worker import InProcess, no_longer_than

EXPLAIN_SECONDS = 20  # for all that is asked of a program once it has failed


@no_longer_than(EXPLAIN_SECONDS)
def explain(
    stem: str,
    submission: Submission,
    test: Test,
    keeps: dict[str, list[str]],
    outcome: Outcome,
) -> None:
    """Add to a failed outcome what is to be said of its cause: an earlier task, or a mistake.

    Of a program that is too slow for it less is said, or nothing.
    """
    departure = outcome.departure
    if departure is None or departure.kind == "load":
        return
    names = methods_of(stem, outcome.task)
    begun = bool(outcome.asked) and outcome.asked[-1].get("target") != [outcome.task]
    unwritten = "NotImplementedError" in departure.told.get("bases", ())
    if len(names) > 1 and begun and unwritten and outcome.state != "waiting":
        grader, tests = Grader(stem, submission), Chapter(stem).tests[outcome.task]
        try:
            run = partial(grader.run, keeps=keeps)
            outcome.methods = method_states(outcome.task, names, tests, run)
        finally:
            grader.close()
        filled = with_unwritten(stem, submission, outcome.task)
        if filled and _goes_wrong(stem, filled, outcome.task):
            # one of those that gave the right answers so far may not be right
            states = outcome.methods.items()
            outcome.methods = {name: state for name, state in states if state != "right"}
    if outcome.state != "not yet":
        return
    if departure.kind == "replaced" or is_refused(departure) or is_absent(stem, departure):
        return  # that is the cause
    if departure.steps == [BETWEEN]:
        return  # no call failed, so none passes with ours
    filled = with_unwritten(stem, submission, outcome.task)
    if filled and _departs_alike(stem, filled, test, outcome):
        submission, outcome.filled = filled, True
    outcome.waits_for = [":".join(one) for one in earlier_faults(stem, submission, test, keeps)]
    if outcome.waits_for:
        return
    # ours would bring its imports along, and so mend a name that the learner's file lacks
    if departure.told.get("type") != "NameError":
        outcome.beside = passes_beside_ours(stem, submission, test, keeps)
    if outcome.beside:
        files = with_ours(stem, submission, [(stem, name) for name in outcome.beside])
        outcome.wholly = is_right(stem, submission, outcome.task, files)
        return

    @cache
    def probe() -> list[tuple[Request, Reply]]:
        once, twice = (_probed(stem, submission, test, departure.kind) for _ in range(2))
        # what a program draws without a seed differs from itself
        return [(asked, one if one == two else {}) for (asked, one), (_, two) in zip(once, twice)]

    waiting = [
        name
        for name in Chapter(stem).tests
        if name != outcome.task and name[:1].islower() and submission.unwritten(stem, name)
    ]
    made_of = submission.made_of(stem, outcome.task)

    def reply(few: list[Request]) -> list[Reply]:
        host = ours(stem)
        return [host.request(one) for one in few]

    host_of = partial(host_with, waiting=waiting)
    found = known_mistake(stem, outcome, probe, made_of, host_of)
    if not found and outcome.filled:  # ours may not go with how theirs keeps what it needs
        methods = submission.methods(stem, outcome.task)
        stubs = {name for name, (_, is_stub) in methods.items() if is_stub}
        part = replace(outcome, record=_without(outcome.record, stubs))
        found = known_mistake(stem, part, lambda: _without(probe(), stubs), made_of, host_of)
    if not found and probe.cache_info().currsize:  # one fits, and another method may be wrong, too
        found = known_mistake(stem, outcome, list, made_of, host_of)
        others = _wrong_besides(stem, submission, found) if found else set()
        rest = partial(_without, probe(), others)
        best = known_mistake(stem, outcome, rest, made_of, host_of) if others else None
        found = best if best and found and best.target == found.target else None
    if found:
        outcome.sentence, outcome.target = found.sentence, found.target
        outcome.unchecked = found.unchecked
    else:
        outcome.story = loss_story(departure.losses)
        # its numbers would come from a worker with ours in it, of which nothing is shown
        if not outcome.story and departure.kind in ("value", "stage") and not outcome.filled:
            outcome.story = relation(outcome.record, probe(), partial(ours, stem))
        if not outcome.story and departure.kind in ("value", "stage", "error"):
            asked, got, arrays = outcome.asked, outcome.record[-1][1], needs_numpy(stem)
            again = partial(_replayed, stem, submission, test)
            outcome.story, outcome.later = right_alone(asked, got, again, reply, arrays)
            if outcome.later and DRAWS in made_of:  # the first draw may have been luck
                outcome.story, outcome.later = "", False
            if not outcome.story and departure.kind != "error":
                outcome.story = without_a_step(asked, got, again, reply, arrays)
                if outcome.story and departure.cause.endswith(WROTE):
                    departure.cause = ""  # which asks what the story knows
        if not outcome.story or outcome.later:
            _look_at_its_end(stem, submission, test, outcome)


def _look_at_its_end(stem: str, submission: Submission, test: Test, outcome: Outcome) -> None:
    """Add to an outcome by which return the call ended that departed, or the one before a read."""
    departure, asked = outcome.departure, outcome.asked
    if departure is None or departure.kind not in ("value", "stage", "accepted"):
        return
    calls = [request for request in asked if request["do"] == "call"]
    if asked[-1]["do"] not in ("call", "get") or not calls:
        return
    target = calls[-1]["target"]
    made = [one for one in asked if one.get("target") == [outcome.task]]
    if target == [outcome.task]:
        first, _ = submission.definition(stem, outcome.task)
    elif len(target) == 2 and target[0] in [f"${one.get('store')}" for one in made]:
        first, _ = submission.methods(stem, outcome.task).get(target[1], (0, False))
    else:
        return
    if asked[-1] is not calls[-1] and (len(target) == 1 or asked[-1]["target"][0] != target[0]):
        return  # what is read is another's
    if first:

        def replay(text: str, few: list[Request]) -> list[Reply]:
            return _replayed(stem, submission.with_text(stem, text), test, few)

        line = ended_by(submission.text(stem), first, asked, outcome.record[-1][1], replay)
        if departure.kind != "accepted" and departure.steps[-1].endswith(")"):
            outcome.ended = line
        elif line and skips(submission.text(stem), first, line):
            outcome.ended, outcome.skips = line, str(target[-1])


def _wrong_besides(stem: str, submission: Submission, mistake: Mistake) -> set[str]:
    """Return the method whose call departs with ours in place of the one that a mistake is in."""
    task, _, method = mistake.target.partition(".")
    if not method:
        return set()
    grader = Grader(stem, with_our_methods(stem, submission, task, {method}))
    try:
        outcome = grader.run_task(task, Chapter(stem))[0]
    finally:
        grader.close()
    path = outcome.asked[-1].get("target", []) if outcome.departure else []
    return {str(path[1])} - {method} if len(path) == 2 else set()


def _without(record: list[tuple[Request, Reply]], methods: set[str]) -> list[tuple[Request, Reply]]:
    """Return a record without the tests that call some methods."""
    tests: list[list[tuple[Request, Reply]]] = []
    for one in record:
        if one[0]["do"] == "forget" or not tests:
            tests.append([])
        tests[-1].append(one)
    called = [{str(asked.get("target", [""])[-1]) for asked, _ in test} for test in tests]
    return [one for test, names in zip(tests, called) if not names & methods for one in test]


def _goes_wrong(stem: str, submission: Submission, task: str) -> bool:
    """Say whether a task departs, but by an error, as where ours lack what theirs keep."""
    grader = Grader(stem, submission)
    try:
        departure = grader.run_task(task, Chapter(stem))[0].departure
    finally:
        grader.close()
    return departure is not None and departure.kind != "error"


def _departs_alike(stem: str, submission: Submission, test: Test, outcome: Outcome) -> bool:
    """Say whether a submission departs in a test as the outcome has it; add its record to that."""
    grader, chapter = Grader(stem, submission), Chapter(stem)
    tests = chapter.tests[outcome.task]
    try:
        for earlier in tests[: tests.index(test) + 1]:
            again = grader.run(earlier, chapter.keeps)
    finally:
        grader.close()
    one, other = outcome.departure, again.departure
    if one is None or other is None or again.asked != outcome.asked:
        return False
    if (one.kind, one.expected, one.got, one.place) != (
        other.kind,
        other.expected,
        other.got,
        other.place,
    ):
        return False
    outcome.record = again.record
    return True


def _probed(
    stem: str, submission: Submission, test: Test, kind: str
) -> list[tuple[Request, Reply]]:
    again = Grader(stem, submission)
    try:
        return again.probe(test, Chapter(stem), kind)
    finally:
        again.close()


def _replayed(stem: str, submission: Submission, test: Test, asked: list[Request]) -> list[Reply]:
    """Return what the learner's side, begun anew, replies to some requests."""
    again = Grader(stem, submission)
    try:
        return again.replay(test, asked)
    finally:
        again.close()


def ours(stem: str) -> InProcess:
    """Return a host of the solution."""
    return InProcess(stem, solution_files(stem), guard=False)


def host_with(stem: str, mistake: Mistake, waiting: Sequence[str] = ()) -> InProcess:
    """Return a host of the solution with a mistake in place of the right answer.

    waiting: functions that the learner hasn't written. They aren't here either, as there may be
    something that stands in until they are: chapter 3 draws otherwise then.
    """
    text = mistake.put_into(solution_text(stem))
    for name in waiting:
        text += f"\n\ndef {name}(*args, **kwargs):\n    raise NotImplementedError({name!r})\n"
    return InProcess(stem, solution_files(stem, **{stem: text}), guard=False)


def known_mistake(
    stem: str,
    outcome: Outcome,
    probe: Callable[[], list[tuple[Request, Reply]]],
    made_of: set[str],
    host_of: Callable[[str, Mistake], InProcess] = host_with,
) -> Mistake | None:
    """Return the known mistake that gives exactly the learner's answers in a test, or None.

    probe() returns what the learner's side gives beyond it. made_of: what stands in the learner's
    code, of what a sentence may speak of.
    """
    if not outcome.record or outcome.departure is None:
        return None
    kind, record = outcome.departure.kind, outcome.record

    def right() -> list[Reply]:
        host = ours(stem)
        return [host.request(request) for request, _ in record]

    asked = partial(host_of, stem)
    return diagnose(stem, outcome.task, kind, record, asked, probe, made_of, cache(right))


def is_absent(stem: str, departure: Departure) -> bool:
    """Say whether the chapter holds nothing by the name that was asked for."""
    message = f"module 'exercises.{stem}' has no attribute "
    return not departure.file and departure.told.get("message", "").startswith(message)
