"""A grader that can't fail is a defect: missing, skipped and empty checks count as failed."""

import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, plain_environment
from variants import Variant

from grading import Code, task
from grading.chapters import ROOT, solution_text, stems
from grading.grade import Grader

pytestmark = pytest.mark.some(3)

STEM = "ch04_loss"


@pytest.fixture
def course(tmp_path):
    """A copy of the course whose exercises are all right."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=all_but("course"))
    for name in ("grading", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=all_but())
    exercises_from_solutions(tmp_path / "exercises", stems())
    return tmp_path


def grade(course, *options):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", f"tests/test_{STEM}.py", *options],
        cwd=course,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout


def change(course, old, new):
    path = course / "tests" / f"test_{STEM}.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_copy_passes_as_it_is(course):
    assert grade(course)[0] == 0


@pytest.mark.parametrize("skip", ["pytest.skip('later')", "pytest.xfail('later')"])
def test_a_check_that_skips_itself_counts_as_failed(course, skip):
    change(course, "(pair):\n", f"(pair):\n    import pytest\n    {skip}\n")
    assert grade(course)[0] == 1


def test_a_check_that_is_marked_to_be_skipped_counts_as_failed(course):
    change(course, "@task(", "import pytest\n\n\n@pytest.mark.skip\n@task(")
    status, output = grade(course)
    assert status == 1
    assert "a grader may not skip" in output


def test_an_error_in_a_grader_is_not_put_down_to_the_learner(course):
    change(course, "(pair):\n", "(pair):\n    1 / 0\n")
    status, output = grade(course)
    assert status == 1
    assert "The grader itself failed" in output


PARTS = "X[training], labels[training], X[validation], labels[validation]"
ODD = {  # tests work with these answers, as they are drawn at random
    "a dict": ("np3_mlp", f"return {PARTS}", "return {'X': X}", "a dict. It should be a tuple"),
    "a map": ("np3_mlp", f"return {PARTS}", f"return map(abs, [{PARTS}])", "It should be a tuple"),
    "one number": ("np3_mlp", f"return {PARTS}", "return np.array(1.0)", "It should be a tuple"),
    "a tuple of its own": (
        "np3_mlp",
        f"return {PARTS}",
        f"return type('Split', (tuple,), {{'__len__': lambda self: 9}})(({PARTS}))",
        "a Split. It should be a plain tuple",
    ),
    "a loss": ("np3_mlp", "return history", "return np.array(history['loss'][-1])", "be a dict"),
    "tuples as keys": ("np3_mlp", "return history", "return {(1, 2): 3}", "It has no 'loss'."),
    "large numbers": (
        "ch03_forward",
        "deviation = math.sqrt(2 / fan_in)",
        "deviation = 1e200",
        "Its numbers are far too large.",
    ),
    "halves": (
        "np5_autograd",
        "order.append(node)",
        "order.append(type('Half', (), {'number': node.number + 0.5})())",
        "No such numbers belong here.",
    ),
}


@pytest.mark.some(5)
@pytest.mark.parametrize(("stem", "old", "new", "sentence"), ODD.values(), ids=ODD)
def test_an_answer_that_a_test_cannot_work_with_is_refused(stem, old, new, sentence):
    text = solution_text(stem)
    assert old in text
    grader = Grader(stem, Variant(stem, text.replace(old, new)), in_process=True)
    outcomes = grader.run_all(explained="first")
    wrong = [outcome for outcome in outcomes.values() if outcome.state != "passed"]
    assert sentence in wrong[0].departure.cause


def test_an_error_after_an_answer_fails_the_solution_too():
    @task("he_normal")
    def test_wrong(pair):
        pair.drawn(pair.he_normal, 3, 2, Code("random.Random(0)"))
        [][0]

    grader = Grader("ch03_forward", Variant("ch03_forward", solution_text("ch03_forward")))
    assert grader.run(test_wrong, {}).state == "not yet"
    grader.close()


def test_a_grader_without_tests_fails(course):
    (course / "tests" / f"test_{STEM}.py").write_text('"""Nothing."""\n')
    assert grade(course)[0] != 0


def test_a_check_that_asks_nothing_is_an_error():
    @task("softmax")
    def test_nothing(pair):
        pass

    grader = Grader(STEM, Variant(STEM, solution_text(STEM)), in_process=True)
    with pytest.raises(RuntimeError, match="asks nothing"):
        grader.run(test_nothing, {})


def test_a_solution_that_fails_a_check_is_an_error_of_the_grader():
    @task("softmax")
    def test_wrong(pair):
        pair.softmax([])

    grader = Grader(STEM, Variant(STEM, solution_text(STEM)), in_process=True)
    with pytest.raises(RuntimeError, match="the solution fails"):
        grader.run(test_wrong, {})


@pytest.mark.parametrize("again", ["", "\ndef pytest_keyboard_interrupt(excinfo):\n    raise stop"])
def test_what_was_stopped_has_no_verdict_however_often_ctrl_c_came(course, again):
    """The second may come while pytest takes note of the first, and is about to end."""
    stop = (
        f"\n\nstop = KeyboardInterrupt()\ndef pytest_runtest_logfinish():\n    raise stop\n{again}"
    )
    with (course / "tests" / "conftest.py").open("a") as conftest:
        conftest.write(stop)
    _, output = grade(course)
    assert "Stopped. Nothing of yours was changed." in output
    assert "passed " not in output and "is right" not in output
