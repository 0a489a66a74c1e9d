"""Every command without make, as the README's table has it, does what it does with make."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, plain_environment, untouched_exercises

from grading.chapters import ROOT, stems

HEADER = "| make | without make |"
ROW = re.compile(r"^\| `(make [^`]*)` \| `([^`]*)` \|$", re.MULTILINE)
# What differs between two runs of the same: the folder, the time, and how long it took.
OWN = re.compile(r"\d{4}-\d\d-\d\d(-\d{6}| \d\d:\d\d(:\d\d)?)?|\d+(\.\d+)? s\b|\d\d:\d\d:\d\d")
MAKES_OWN = re.compile(r"^make.*: .*\n", re.MULTILINE)
STARTS = (".venv/bin/python", "python3")
ONLY_SHOWS = "make progress"  # and ends with 0, where pytest ends with 1 on unfinished chapters


def rows():
    """Return the README's [(with make, without make)]."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition(HEADER)[2]
    return ROW.findall(text.partition("\n\n")[0])


def course(folder):
    """Write a course in the middle: chapters 1 and 2 are done, 3 has a task that isn't written."""
    folder.mkdir()
    skipped = all_but("course", "figures", "mnist")
    for name in ("commands", "data", "grading", "lessons", "solutions", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in ("Makefile", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    untouched_exercises(folder / "exercises")
    exercises_from_solutions(folder / "exercises", stems()[:3])
    path = folder / "exercises" / "ch03_forward.py"
    unwritten = "\n\ndef he_normal(fan_in, fan_out, rng):\n    raise NotImplementedError\n"
    path.write_text(path.read_text(encoding="utf-8") + unwritten, encoding="utf-8")
    (folder / "tests" / "course").mkdir()
    (folder / "tests" / "course" / "test_small.py").write_text("def test_small():\n    pass\n")
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for name in ("pytest", "watch", "checks", "tests"):
        (python.parents[1] / f"{name}-is-here").touch()
    return folder


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Two courses that are the same: one for the commands with make, one for those without."""
    place = tmp_path_factory.mktemp("made")
    return course(place / "with"), course(place / "sans")


def run(folder, words):
    done = subprocess.run(
        words,
        cwd=folder,
        env=plain_environment(HOME=str(folder), GIT_CEILING_DIRECTORIES=str(folder.parent)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    said = done.stdout + MAKES_OWN.sub("", done.stderr)
    assert "Traceback" not in said, said
    return done.returncode == 0, OWN.sub("…", said.replace(str(folder), "HERE"))


def typed(command, folder):
    """Return the words of a command without make; … stands for the chapters that follow."""
    python, *words = command.split()
    assert python in STARTS
    if words[-1] == "…":
        plain = sorted(path.name for path in (folder / "tests").glob("test_ch*.py"))
        words = [*words[:2], *(f"tests/{name}" for name in plain)]
    return [sys.executable, "-Xutf8", *words]  # isolated, it doesn't heed PYTHONUTF8 on Windows


@pytest.mark.some(9)
@pytest.mark.parametrize(("with_make", "without"), rows(), ids=[row[0] for row in rows()])
def test_a_command_without_make_does_the_same(courses, with_make, without):
    made, sans = courses
    for folder in courses:
        for name in re.findall(r"SUBMISSIONS=(\S+)", with_make):
            (folder / name).mkdir(exist_ok=True)
            exercises_from_solutions(folder / name / "ann", stems()[:1])
    if "watch" in with_make:  # it ends where the chapter is done
        courses = [
            shutil.copytree(folder, folder.parent / f"{folder.name}-2") for folder in courses
        ]
        made, sans = courses
        exercises_from_solutions(made / "exercises", stems()[:3])
        exercises_from_solutions(sans / "exercises", stems()[:3])
    right, said = run(sans, typed(without, sans))
    assert said.strip()
    if not shutil.which("make") or os.name == "nt":
        pytest.skip("make is not installed: the command ran without it, and isn't compared")
    words = [*with_make.split(), f"PYTHON={sys.executable}"]
    as_made = run(made, words)
    if with_make == "make test":  # make has it on all cores
        assert right and as_made[0] and "1 passed" in said and "1 passed" in as_made[1]
        return
    assert said == as_made[1]
    assert right == as_made[0] or with_make == ONLY_SHOWS


def test_the_table_has_every_command_for_learners_and_teachers():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for_learners = makefile.partition("# ── for learners")[2].partition("# ── for the course")[0]
    commands = " ".join(re.findall(r"^([\w -]+):(?!=)", for_learners, re.MULTILINE)).split()
    listed = {with_make.split()[1] for with_make, _ in rows()}
    assert len(commands) > 5 and set(commands) - listed == set()
