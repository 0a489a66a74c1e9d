"""The solutions are right, by their graders and their own examples; see test_agreement.py too."""

import doctest
import importlib
import json
import subprocess
import sys
from contextlib import suppress
from typing import get_type_hints

import pytest
from runs import exercises_from_solutions, grade_folder, plain_environment

import solutions.ch05_backprop as ch05
from grading.chapters import ROOT, needs_numpy, stems
from grading.grade import Chapter, Grader
from grading.pair import Pair
from grading.submission import Submission

pytestmark = pytest.mark.some(3)


@pytest.fixture(scope="module")
def exercises(tmp_path_factory):
    """A folder of exercises, all of them right."""
    return exercises_from_solutions(tmp_path_factory.mktemp("all") / "work", stems())


def departures(outcomes):
    """Return {task: where it departs from itself} of those that aren't passed."""
    return {name: o.departure for name, o in outcomes.items() if o.state != "passed"}


@pytest.mark.some(9)
@pytest.mark.parametrize("stem", stems())
def test_every_solution_passes_as_a_learners_file(stem, exercises):
    outcomes = Grader(stem, Submission(exercises)).run_all()
    assert departures(outcomes) == {}
    assert list(outcomes) == list(Chapter(stem).tests)


@pytest.mark.some(4)
@pytest.mark.parametrize("stem", stems())
def test_every_solution_passes_in_this_process_too(stem, exercises):
    outcomes = Grader(stem, Submission(exercises), in_process=True).run_all()
    assert departures(outcomes) == {}


def types_in(stem, name):
    """Return the types that the chapter's functions and methods called name write down."""
    module = importlib.import_module(f"solutions.{stem}")
    homes = [vars(module), *(vars(value) for value in vars(module).values() if type(value) is type)]
    return [str(get_type_hints(home[name])) for home in homes if callable(home.get(name))]


@pytest.mark.some(12)
@pytest.mark.parametrize("stem", stems())
def test_a_grader_gives_what_the_types_promise(stem, exercises, monkeypatch):
    """A tuple where a list is promised would refuse whoever adds lists, or copies one."""
    wrong, begin = [], Pair._begin

    def holds_tuples(value):
        return '"$": "tuple"' in json.dumps(value)

    def noting(pair, message, *more):
        target = message.get("target", [None])
        before = None
        with suppress(AttributeError):  # there was none
            before = pair._reference.value(target) if message["do"] == "set" else None
        reply = begin(pair, message, *more)
        if message["do"] == "set" and holds_tuples(pair._reference.value(target)):
            wrong.extend([] if holds_tuples(before) else [message])
        if message["do"] == "call" and holds_tuples([message["args"], message["kwargs"]]):
            written = types_in(stem, target[-1])
            wrong.extend([message] if written and "tuple" not in "".join(written) else [])
        return reply

    monkeypatch.setattr(Pair, "_begin", noting)
    assert departures(Grader(stem, Submission(exercises)).run_all()) == {}
    assert wrong == []


@pytest.mark.some(4)
@pytest.mark.parametrize("stem", stems())
def test_every_line_of_keeps_is_of_a_call_that_a_test_makes(stem, exercises):
    class Noting(dict):
        def get(self, key, default=None):
            asked.add(key)
            return super().get(key, default)

    asked, chapter = set(), Chapter(stem)
    grader = Grader(stem, Submission(exercises), in_process=True)
    for tests in chapter.tests.values():
        for test in tests:
            grader.run(test, Noting(chapter.keeps))
    assert set(chapter.keeps) <= asked


def test_pytest_says_the_same_and_exits_with_zero(exercises):
    status, output = grade_folder("ch02_neuron", exercises)
    assert status == 0
    assert "Every task of this chapter is right." in output
    assert f"{len(Chapter('ch02_neuron').tests)} of" in output.splitlines()[-1]


@pytest.mark.parametrize("stem", stems())
def test_examples_in_docstrings_run(stem):
    result = doctest.testmod(importlib.import_module(f"solutions.{stem}"))
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.some(4)
@pytest.mark.parametrize("stem", [stem for stem in stems() if not needs_numpy(stem)])
def test_no_chapter_and_no_grader_imports_a_package(stem, exercises):
    code = (
        "import sys; sys.path.append('.')\n"
        "from grading.grade import Grader, Submission\n"
        f"Grader({stem!r}, Submission({str(exercises)!r}), in_process=True).run_all()\n"
        "print([name for name in ('numpy', 'matplotlib', 'pytest') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout == "[]\n"


def test_gradient_check_is_small_for_right_gradients():
    for activation in ("tanh", "sigmoid", "relu", "linear"):
        network = ch05.BackpropNetwork([3, 5, 4, 2], activation, seed=1)
        assert ch05.gradient_check(network, [0.5, -1.0, 2.0], [0.0, 1.0]) < 1e-6


@pytest.mark.full
def test_xor_is_solved_from_every_one_of_ten_seeds(tmp_path):
    """The settings of chapter 6's main."""
    status = subprocess.run(
        [sys.executable, str(ROOT / "commands" / "run.py"), "solutions", "ch06_training"],
        cwd=tmp_path,  # where it leaves its picture
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert status.returncode == 0
    assert "XOR solved from 10 of 10 seeds" in status.stdout
