"""Whatever stands in an exercise's place, every command that reads it ends, and says what is wrong.

Nothing that somebody wrote is lost by it.
"""

import os
import subprocess
import sys
import time

import pytest
from clones import copied, small_course, with_git
from runs import limited

from grading.chapters import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and devices are files on Unix")

STEM = "ch01_math"
PLACE = f"exercises/{STEM}.py"
SECONDS = 90  # for any command; make run parses in its own process, which a busy machine makes slow


def fifo(path):
    os.mkfifo(path)


def link_without_end(path):
    path.symlink_to("/dev/zero")


def link_to_a_full_disk(path):
    path.symlink_to("/dev/full" if os.path.exists("/dev/full") else "/dev/null")


def folder(path):
    path.mkdir()
    (path / "mine.txt").write_text("mine")


def written_as(data):
    return lambda path: path.write_bytes(data)


PARTS = "{x}" * 66_000
INPUTS = {
    "a pipe": (fifo, "not a regular file"),
    "a link to /dev/zero": (link_without_end, "it is a link"),
    "a link to /dev/full": (link_to_a_full_disk, "it is a link"),
    "a folder": (folder, "it is a folder"),
    "200,000 parts": (written_as(f"x = 1\ny = f'{PARTS * 3}'\n".encode()), "longer than 200 kB"),
    "66,000 parts": (written_as(f"x = 1\ny = f'{PARTS}'\n".encode()), ""),
    "20 MB of constants": (
        written_as(b"x = [%s]\n" % (b"0.5, " * 4_000_000)),
        "longer than 200 kB",
    ),
    "marks of a merge": (
        written_as(b"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> upstream/main\n"),
        "git left half done",
    ),
    "bytes": (written_as(bytes(range(256)) * 9), "UTF-8"),
    "UTF-16": (written_as("x = 1\n".encode("utf-16")), "UTF-8"),
    "nothing": (written_as(b""), ""),
    "no file": (lambda path: None, "There is no file"),
    "another name": (lambda path: path.with_name("math.py").write_text("x = 1\n"), "There is no"),
    "deep brackets": (written_as(b"x = " + b"(" * 50_000 + b")" * 50_000 + b"\n"), ""),
}
PYTEST = ("-m", "pytest", f"tests/test_{STEM}.py")
COMMANDS = {
    "check-chapter": PYTEST,
    "progress": (*PYTEST, "tests/test_ch02_neuron.py"),
    "hint": ("commands/hint.py", "1"),
    "debug": ("commands/debug.py", "1"),
    "compare": ("commands/compare.py", "1"),
    "reset-chapter": ("commands/reset.py", "1"),
    "reset-chapter, one task": ("commands/reset.py", "1", "dot_product"),
    "run": ("commands/run.py", "exercises", "1"),
    "update": ("commands/update.py",),
    "grade-class": ("commands/grade_class.py", "class", "1"),
    "a school's results": ("commands/results.py", "summary", "1"),
    "watch": ("commands/watch.py", "1"),
}
SLOW = ("66,000 parts", "deep brackets", "20 MB of constants")
SAY_WHY = ("check-chapter", "debug", "compare", "run")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("template") / "course", STEM, "ch02_neuron")
    (course.path / "lessons").mkdir()
    course.write(f"lessons/{STEM}.md", "")
    for stem in (STEM, "ch02_neuron"):
        name = f"tests/mistakes/{stem}.py"
        course.write(name, (ROOT / name).read_bytes())
    return with_git(course)


@pytest.fixture
def course(template, tmp_path):
    return copied(template, tmp_path / "course")


@pytest.mark.some(80)
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "what",
    [
        pytest.param(what, marks=[pytest.mark.full] if what in SLOW else [], id=what)
        for what in INPUTS
    ],
)
def test_it_ends_and_says_why(course, what, command):
    put, said = INPUTS[what]
    path = course.path / PLACE
    path.unlink()
    put(path)
    (course.path / "class/ann").mkdir(parents=True)
    put(course.path / f"class/ann/{STEM}.py")
    before = path.read_bytes() if path.is_file() else None
    begun = time.monotonic()
    output = run(course, command)
    assert time.monotonic() - begun < SECONDS
    assert "Traceback" not in output and "INTERNALERROR" not in output, output
    assert len(output) < 20_000
    if command in SAY_WHY:
        assert said in " ".join(output.split()), output
    kept = [copy.read_bytes() for copy in (course.path / "exercises/kept").glob("*.py")]
    here = path.read_bytes() if path.is_file() else None
    assert before in (None, here, *kept)
    assert path.is_dir() == (what == "a folder") and os.path.lexists(path) >= (before is not None)


def run(course, command):
    """Run a command of the course to its end; make watch, which has none, for a while."""
    process = subprocess.Popen(
        [sys.executable, *COMMANDS[command]],
        cwd=course.path,
        env=course.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with limited(process, SECONDS):
        if command != "watch":
            return process.communicate(timeout=SECONDS)[0]
        return _until_it_waits(process.stdout)


def _until_it_waits(lines):
    output = []
    for line in lines:
        output.append(line)
        if "graded again" in line or "is done" in line:
            break
    else:
        raise AssertionError("".join(output))
    return "".join(output)
