"""Whose fault it is, where a test passes with ours in place of some of a learner's tasks."""

import ast
import textwrap
from collections.abc import Collection, Iterator
from functools import lru_cache

from .chapters import Files, as_exercise, solution_text, solution_tree, up_to
from .grade import Chapter, Grader
from .submission import Submission
from .tasks import Test, wrong_among

Task = tuple[str, str]  # its chapter's stem, its name


def earlier_faults(
    stem: str, submission: Submission, test: Test, keeps: dict[str, list[str]]
) -> list[Task]:
    """Return the earlier task behind a failing test, [] if there is none.

    The test is run again on our earlier chapters. If it passes there, the fault lies in the
    learner's own: of the tasks that their graders reject, in the first with which the test fails
    on ours in place of all the others. Where there is no such task, all that are rejected are
    returned.
    """
    before = up_to(stem)[:-1]
    if submission.earlier == "solutions" or not before:
        return []
    if all(submission.faults.get(earlier) == [] for earlier in before):
        return []
    on_ours = submission.on_solutions()
    if not passes(stem, on_ours, test, keeps):
        return []
    ours, found = on_ours.files(stem), []
    for earlier in before:  # one chapter of theirs after the other: mostly that shows it
        own = own_faults(earlier, submission)
        found += own
        for one in own:
            theirs = with_ours(stem, submission, [other for other in own if other != one])
            mixed = {name: file for name, file in ours.items() if name != earlier}
            mixed |= {name: file for name, file in theirs.items() if name == earlier}
            if not passes(stem, submission, test, keeps, mixed):
                return [one]
    if len(found) > 1 and passes(stem, submission, test, keeps, with_ours(stem, submission, found)):
        for one in found:
            theirs = with_ours(stem, submission, [other for other in found if other != one])
            if not passes(stem, submission, test, keeps, theirs):
                return [one]
    return found


def own_faults(stem: str, submission: Submission) -> list[Task]:
    """Return the wrong tasks of a chapter, but for those that fail for another's sake."""
    wrong = [(stem, task) for task in faults_in(stem, submission)]
    own = [one for one in wrong if len(wrong) == 1 or is_own_fault(one, submission)]
    return own or wrong


def faults_in(stem: str, submission: Submission) -> list[str]:
    """Return the tasks of a chapter that are wrong (see wrong_among); they are graded once."""
    if stem not in submission.faults:  # several tasks may fail for the same fault
        outcomes = Grader(stem, submission).run_all()
        states = {name: outcome.state for name, outcome in outcomes.items()}
        submission.faults[stem] = wrong_among(states)
    return submission.faults[stem]


def is_own_fault(one: Task, submission: Submission) -> bool:
    """Say whether a task fails with ours in place of all others, those before its chapter too."""
    if one not in submission.own_faults:
        (stem, name), on_ours = one, submission.on_solutions()
        others = [(stem, task) for task in Chapter(stem).tests if task != name]
        files = with_ours(stem, on_ours, others)
        submission.own_faults[one] = not is_right(stem, on_ours, name, files)
    return submission.own_faults[one]


def passes_beside_ours(
    stem: str, submission: Submission, test: Test, keeps: dict[str, list[str]]
) -> list[str]:
    """Return the chapter's other task with ours in whose place a failing test passes.

    Where it takes more than one, all others are returned, and [] where it fails beside ours.
    """
    others = [(stem, task) for task in Chapter(stem).tests if task != test.task]

    def is_enough(replaced: list[Task]) -> bool:
        return passes(stem, submission, test, keeps, with_ours(stem, submission, replaced))

    if not others or not is_enough(others):
        return []
    text = submission.text(stem)
    if passes(stem, submission.with_text(stem, f"{text}\n"), test, keeps):
        return []  # what comes and goes isn't another task's
    return next(([one[1]] for one in others if is_enough([one])), [name for _, name in others])


def is_right(stem: str, submission: Submission, task: str, files: Files) -> bool:
    """Say whether all tests of a task pass in a host with these files."""
    grader = Grader(stem, submission, files=files)
    try:
        return grader.run_task(task, Chapter(stem))[0].state == "passed"
    finally:
        grader.close()


def passes(
    stem: str,
    submission: Submission,
    test: Test,
    keeps: dict[str, list[str]],
    files: Files | None = None,
) -> bool:
    grader = Grader(stem, submission, files=files)
    try:
        return grader.run(test, keeps).state == "passed"
    finally:
        grader.close()


# ── texts ──


def with_ours(stem: str, submission: Submission, replaced: Collection[Task]) -> Files:
    """Return a host's files with ours in place of some tasks.

    What ours builds on besides, such as imports and helpers, stays theirs where they have it.
    """
    files = submission.files(stem)
    for name in files.keys() & {of for of, _ in replaced}:
        chosen = {task for of, task in replaced if of == name}
        text = _beside(name, submission, files[name]["text"], chosen)
        files[name] = {**files[name], "text": text}
    return files


def with_unwritten(stem: str, submission: Submission, task: str) -> Submission | None:
    """Return a submission with ours for those methods of a class that are the stub's.

    They stand below all else, so every line keeps its number. None where there are no such methods,
    or no others.
    """
    if not submission.is_partly_written(stem, task):
        return None
    methods = submission.methods(stem, task)
    stubs = {name for name, (_, is_stub) in methods.items() if is_stub}
    return with_our_methods(stem, submission, task, stubs)


def with_our_methods(
    stem: str, submission: Submission, task: str, methods: Collection[str]
) -> Submission:
    """Return a submission with ours for some methods of a class, below all else."""
    before, _, after = _ours(stem)
    lines = [submission.text(stem), *before]
    (cls,) = (node for node in solution_tree(stem).body if getattr(node, "name", "") == task)
    for node in cls.body if isinstance(cls, ast.ClassDef) else ():
        if isinstance(node, ast.FunctionDef) and node.name in methods:
            text = ast.unparse(node).replace("super()", f"super({task}, self)")
            text = text.replace(f"def {node.name}(", f"def __ours_{node.name}(", 1)
            lines += [text, f"{task}.{node.name} = __ours_{node.name}"]
    return submission.with_text(stem, "\n".join([*lines, *after]))


def _beside(stem: str, submission: Submission, text: str, replaced: set[str]) -> str:
    """Return a learner's text with ours wherever they define one of the tasks in replaced."""
    before, ours, after = _ours(stem)
    places = [entry for entry in submission.outline(stem) if entry[0] in replaced]
    lines = text.split("\n")
    for name, first, _, last, *_ in reversed(places):
        lines[first - 1 : last] = [f"{ours[name]}\n__ours_{name} = {name}"]
    start = places[0][1] - 1 if places else len(lines)
    lines[start:start] = before
    there = {entry[0] for entry in places}
    lines += [f"{name} = __ours_{name}" for name in there]  # theirs may give the name anew
    lines += [text for name, text in ours.items() if name in replaced - there]
    return "\n".join([*lines, *after])


@lru_cache
def _ours(stem: str) -> tuple[list[str], dict[str, str], list[str]]:
    """Return a solution's tasks, {name: text}, and what it defines before and after the first.

    That is made so that it gives way to what is there.
    """
    tasks = Chapter(stem).tests
    texts: dict[str, str] = {}
    before: list[str] = []
    after: list[str] = []
    for node in ast.parse(as_exercise(solution_text(stem))).body:
        for name, single in _single(node):
            text = ast.unparse(single)
            if name in tasks:
                texts[name] = text
            else:
                rest = after if texts else before
                rest.append(f"if {name!r} not in globals():\n{textwrap.indent(text, '    ')}")
    return before, texts, after


def _single(node: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """Yield (name, a statement that gives it its value) for what a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name, node
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from ((part.id, node) for part in ast.walk(target) if isinstance(part, ast.Name))
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, ast.ImportFrom(node.module, [alias], node.level)
    elif isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0], ast.Import([alias])
