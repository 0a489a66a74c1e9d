"""A chapter's file runs by itself, as beginners and editors run it, from any folder."""

import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, plain_environment

from commands.stubs import made_from_solution
from grading.chapters import ROOT, needs_numpy, number, solution_text, stems

pytestmark = pytest.mark.some(3)

PLAIN = [stem for stem in stems() if not needs_numpy(stem)]
QUICK = PLAIN[:5]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with nothing written, in a folder whose name has odd letters."""
    folder = tmp_path_factory.mktemp("course") / "mon cours é"
    skipped = all_but("kept", "course", "mnist", "*.png")
    for name in ("commands", "data", "exercises", "grading", "solutions", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for stem in stems():
        path = folder / "exercises" / f"{stem}.py"
        path.write_text(made_from_solution(stem), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def written(course, tmp_path_factory):
    folder = shutil.copytree(course, tmp_path_factory.mktemp("written") / "course")
    exercises_from_solutions(folder / "exercises", stems())
    return folder


def run(folder, *words):
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env=plain_environment(
            MNIST_DIR=str(folder / "none"), PYTHONIOENCODING="utf-8", PYTHONSAFEPATH=""
        ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.some(4)
@pytest.mark.parametrize("stem", QUICK)
@pytest.mark.parametrize("folder", ["exercises", "solutions"])
def test_it_shows_what_make_run_shows_wherever_it_is_started(written, tmp_path, folder, stem):
    path = written / folder / f"{stem}.py"
    as_make = run(written, "commands/run.py", folder, number(stem))
    assert as_make[0] == 0 and as_make[1]
    assert run(tmp_path, path) == as_make
    assert run(written, f"{folder}/{stem}.py") == as_make
    assert run(path.parent, path.name) == as_make


@pytest.mark.some(3)
@pytest.mark.parametrize("stem", stems())
def test_nothing_is_missing_but_what_is_to_be_written(course, tmp_path, stem):
    words = ["fonts"] if stem == PLAIN[-1] else []  # there main() imports from data/
    if needs_numpy(stem):
        pytest.importorskip("matplotlib")
    status, _, errors = run(tmp_path, course / "exercises" / f"{stem}.py", *words)
    assert status == 1
    assert errors.splitlines()[-1].startswith("NotImplementedError: "), errors


def test_the_chapters_are_imported_in_every_other_way_too(written):
    for folder, code in (
        (written, "from exercises.ch02_neuron import *; print(relu(3))"),
        (written / "exercises", "from exercises.ch02_neuron import *; print(relu(3))"),
        (written / "exercises", "from ch02_neuron import *; print(relu(3))"),
    ):
        assert run(folder, "-c", code) == (0, "3\n", "")
    status, output, _ = run(written, "-m", "exercises.ch04_loss")
    assert status == 0 and "sum of p: 1.0000" in output
    status, output, _ = run(written, "-m", "doctest", "exercises/ch02_neuron.py")
    assert (status, output) == (0, "")


def test_what_makes_it_run_is_no_chapter(written):
    assert {"exercises", "solutions", "data"}.isdisjoint(stems())
    assert all("__path__" not in solution_text(stem) for stem in stems())
    status, output, _ = run(written, "commands/grade_class.py", ".", "1", "--out", "../out")
    assert status == 0 and "exercises.py" not in output and "data.py" not in output
