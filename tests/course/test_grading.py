"""A grader that can't fail is a defect: missing, skipped and empty checks count as failed."""

import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, plain_environment
from variants import Variant

from grading import task
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
