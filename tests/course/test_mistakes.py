"""Every known mistake is rejected, earns its own sentence, and costs only what depends on it."""

import ast
import re
import warnings
from functools import lru_cache

import pytest
from variants import MistakeGrader, earned

from commands.stubs import shipped
from grading.chapters import solution_text, stems, tasks, up_to
from grading.departure import Departure
from grading.grade import Chapter
from grading.known_mistakes import bank

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # wrong programs overflow
LONG = ("SimpleNN", "SmallNet", "MLP", "Tensor")  # with a hundred mistakes each, each tried on each
TASKS = [
    pytest.param(stem, task, marks=[pytest.mark.full] if task in LONG else [])
    for stem in stems()
    for task in tasks(stem)
]


@lru_cache
def uses(stem):
    """Return {name: names it uses, itself and through others} for a chapter's definitions."""
    direct = {}
    for node in ast.parse(solution_text(stem)).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            direct[node.name] = names | {node.name}
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            direct[target.id] = names
    closed = {}
    for name in direct:
        seen, todo = set(), [name]
        while todo:
            current = todo.pop()
            if current not in seen:
                seen.add(current)
                todo += direct.get(current, ())
        closed[name] = seen
    return closed


def accident(departure, sentence):
    """Return the error of Python's that a mistake ends in, if its sentence speaks of no part of it.

    An edit may have left out what another line needs; then nobody writes such a program.
    """
    kind = departure.told.get("type", "")
    message = departure.told.get("message", "").replace("NoneType", "None")
    named = r"'(\w+)'" if kind == "NameError" else r"[A-Za-z]{3,}|\^"
    if kind not in ("NameError", "TypeError") or departure.kind not in ("error", "load"):
        return f"{kind}: {message}" if departure.kind == "load" else ""
    about = any(word.rstrip("s") in sentence for word in re.findall(named, message))
    return "" if about else f"{kind}: {message}"


def test_an_accident_of_an_edit_is_told_from_a_mistake():
    def ended(kind, type_, message):
        return Departure(kind, ["f(1)"], told={"type": type_, "message": message})

    missing = ended("error", "NameError", "name 'total' is not defined")
    assert accident(missing, "The total begins anew.") == ""
    assert accident(missing, "The signs are gone.") == "NameError: name 'total' is not defined"
    added = ended("error", "TypeError", "unsupported operand type(s) for +: 'int' and 'list'")
    assert accident(added, "Python doesn't add a list to a number.") == ""
    assert accident(added, "One is added.").startswith("TypeError: ")
    assert accident(ended("load", "SyntaxError", "invalid syntax"), "A sign is gone.")
    assert accident(ended("error", "ValueError", "2 and 3"), "Sizes are refused.") == ""
    assert accident(Departure("value", ["f(1)"]), "One is added.") == ""


@pytest.mark.some(12)
@pytest.mark.parametrize(("stem", "task"), TASKS)
def test_every_mistake_is_rejected_and_earns_its_own_sentence(stem, task):
    for mistake in bank(stem):
        if mistake.task == task:
            with warnings.catch_warnings():  # as 0("…"), where an edit took half of a call
                warnings.simplefilter("error", SyntaxWarning)
                compile(mistake.put_into(solution_text(stem)), mistake.place, "exec")
            said, report, departure = earned(stem, mistake)
            assert said is not None, f"{mistake.place} is accepted: is the program right?"
            other = f"{mistake.place} earns another's sentence: merge the two, or add a case"
            assert said == mistake.sentence, other
            error = accident(departure, said)
            assert not error, f"{mistake.place} ends in {error}: mend the edit, or speak of that"
            assert len(report) <= 12 and max(map(len, report)) <= 80, mistake.place


@pytest.mark.some(20)
@pytest.mark.parametrize(("stem", "task"), TASKS)
def test_a_mistake_costs_only_the_tasks_that_use_it(stem, task):
    """The first mistake of a task goes through all tests of the others, some more through one."""
    others = [other for other in Chapter(stem).tests if task not in uses(stem)[other]]
    mine = [mistake for mistake in bank(stem) if mistake.task == task]
    for mistake in mine[:: 1 + len(mine) // 12]:
        grader, tests = MistakeGrader(stem, mistake), None if mistake is mine[0] else 1
        for other in others:
            for test in Chapter(stem).tests[other][:tests]:
                outcome = grader.run(test, Chapter(stem).keeps)
                assert outcome.state == "passed", f"{other} does not use {mistake.place}"


def test_sentences_are_short_and_their_own():
    sentences = [mistake.sentence for stem in stems() for mistake in bank(stem)]
    assert len(sentences) >= 100
    for stem in stems():
        said = [(mistake.task, mistake.sentence) for mistake in bank(stem)]
        assert len(said) == len(set(said))
    assert [sentence for sentence in sentences if len(sentence) > 200] == []


@pytest.mark.parametrize("stem", stems())
def test_a_sentence_names_no_attribute_that_a_learner_may_call_otherwise(stem):
    told = "".join(shipped(one) for one in up_to(stem))
    for mistake in bank(stem):
        for name in re.findall(r"self\.(\w+)", mistake.sentence):
            assert re.search(rf"(\.|def ){name}\b", told), (name, mistake.sentence)
