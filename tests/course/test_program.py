"""How the programs behind the commands begin and end: Ctrl-C at once, and nowhere to write."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from clones import copied, small_course

from grading.chapters import ROOT

ONE = "ch01_math"
PROGRAMS = {
    "check": (f"tests/test_{ONE}.py",),
    "compare": ("1", "--show", "yes"),
    "debug": ("1",),
    "doctor": (),
    "grade_class": ("class", "1"),
    "hint": ("1",),
    "pack": ("gradescope", "1"),
    "reset": ("1", "dot_product"),
    "results": ("summary", "1"),
    "run": ("exercises", "1"),
    "update": (),
    "watch": ("1",),
}
COMMANDS = {name: [f"commands/{name}.py", *words] for name, words in PROGRAMS.items()}
COMMANDS["pytest"] = ["-m", "pytest", f"tests/test_{ONE}.py"]
COMMANDS["progress"] = [*COMMANDS["check"], "tests/test_ch02_neuron.py"]
# Ctrl-C comes as the program imports the first of these, unless pytest has to be there before us.
CTRL_C = """
import os, signal, sys
class Finder:
    def find_spec(name, path=None, target=None):
        early = ("grading", "commands.requirements") + ("pytest",) * (sys.orig_argv[1] != "-m")
        if name in early and Finder in sys.meta_path:
            sys.meta_path.remove(Finder)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
"""
AS_A_COMMAND = "import runpy; runpy.run_path('commands/check.py', run_name='__main__')"
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A course in which dot_product is written, and printed by chapter 1's program."""
    course = small_course(tmp_path_factory.mktemp("template") / "course", ONE, "ch02_neuron")
    for name in (f"lessons/{ONE}.md", f"tests/mistakes/{ONE}.py", "data/digits.py"):
        course.write(name, (ROOT / name).read_bytes())
    text = course.read(f"exercises/{ONE}.py").decode()
    own = "\n\ndef dot_product(a, b):\n    return 0\n\n\nprint(dot_product([], []))\n"
    course.write(f"exercises/{ONE}.py", text + own)
    course.write(f"class/ann/{ONE}.py", text)
    return course


@pytest.fixture
def course(template, tmp_path):
    return copied(template, tmp_path / "course")


def run(course, name, **more):
    """Run a command. Return (exit status, stdout, stderr); the signal that ended it is below 0."""
    done = subprocess.run(
        [sys.executable, *COMMANDS[name]],
        cwd=course.path,
        env=course.environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        **{"stdout": subprocess.PIPE, **more},
    )
    return done.returncode, done.stdout, done.stderr


def test_every_program_is_among_them():
    programs = [path for path in (ROOT / "commands").glob("*.py") if path.stem != "program"]
    found = {path.stem for path in programs if "carry_out" in path.read_text(encoding="utf-8")}
    assert found == set(PROGRAMS)


@posix
@pytest.mark.some(4)
@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_ends_what_is_still_starting_without_a_word(ctrl_c, course, tmp_path, name):
    course.environment["PYTHONPATH"] = str(tmp_path)
    (tmp_path / "sitecustomize.py").write_text(CTRL_C)
    assert run(course, name) == (-signal.SIGINT, "", "")


@posix
@pytest.mark.parametrize("name", ["hint", "check", "pytest"])
def test_whoever_ignores_ctrl_c_goes_on_doing_so(course, tmp_path, name):
    course.environment["PYTHONPATH"] = str(tmp_path)
    (tmp_path / "sitecustomize.py").write_text(CTRL_C)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        status, output, errors = run(course, name)
    finally:
        signal.signal(signal.SIGINT, before)
    assert status == (name != "hint") and "dot_product" in output and not errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.some(8)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["in one piece", "at once"])
@pytest.mark.parametrize("name", sorted({*COMMANDS} - {"update"}))  # it has nothing to say here
def test_where_the_output_cannot_be_written_a_sentence_says_so(course, name, unbuffered):
    course.environment["PYTHONUNBUFFERED"] = unbuffered
    with open("/dev/full", "w") as full:
        status, _, errors = run(course, name, stdout=full)
    assert errors == "The output can't be written: No space left on device.\n"
    assert status not in (0, 1)  # which is an unfinished chapter's, too
    assert not (course.path / ".hints.json").exists()  # nobody has seen one
    assert name != "grade_class" or (course.path / "grades/class/grades.csv").exists()


def test_the_options_that_somebody_has_for_pytest_change_no_verdict(course):
    plain = run(course, "check")
    course.environment["PYTEST_ADDOPTS"] = "-k vector_add --maxfail=1"
    try:
        assert run(course, "check") == plain
    finally:
        del course.environment["PYTEST_ADDOPTS"]


def test_without_pytest_a_check_is_not_taken_for_a_chapter_that_is_not_done(course):
    course.write("broken/pytest.py", b"raise ImportError('no such thing')")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'broken'); {AS_A_COMMAND}"],
        cwd=course.path,
        env=course.environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 3 and "make doctor" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_grading_of_nothing_asks_which_chapters(course):
    done = subprocess.run(
        [sys.executable, *COMMANDS["check"][:1]],
        cwd=course.path,
        env=course.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (4, "") and "Which chapters?" in done.stderr
