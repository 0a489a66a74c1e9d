"""Plain mode: what the commands print is text of 80 columns, for a pipe and a screen reader alike.

Every command is run twice: into a pipe that knows ASCII alone, with everything set that asks for
colour; and in a terminal, with NO_COLOR.
"""

import os
import re
import select
import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, limited, plain_environment, untouched_exercises

from grading.chapters import ROOT, stems

COMMANDS = {
    "check-chapter, something wrong": ("check.py", "tests/test_ch01_math.py"),
    "check-chapter, done": ("check.py", "tests/test_ch02_neuron.py"),
    "check-chapter, not started": ("check.py", "tests/test_ch04_loss.py"),
    "progress": ("check.py", "tests/test_ch01_math.py", "tests/test_ch02_neuron.py"),
    "watch": ("watch.py", "2", "--earlier", "solutions"),
    "hint": ("hint.py", "1"),
    "hint, no such chapter": ("hint.py", "9"),
    "debug": ("debug.py", "1"),
    "compare": ("compare.py", "1"),
    "reset-chapter": ("reset.py", "6"),
    "reset-chapter, one task": ("reset.py", "5", "gradient_check"),
    "doctor": ("doctor.py",),
    "update": ("update.py",),
    "grade-class": ("grade_class.py", "class", "1", "4"),
    "gradescope": ("pack.py", "gradescope", "1"),
    "classroom50": ("pack.py", "classroom50", "1"),
    "a school's results": ("results.py", "summary"),
    "run, not written": ("run.py", "exercises", "4"),
    **{f"run {n}": ("run.py", "solutions", str(n)) for n in range(1, 6)},
}
ASKS_FOR_COLOUR = {
    "FORCE_COLOR": "1",
    "CLICOLOR_FORCE": "1",
    "PY_COLORS": "1",
    "PYTHON_COLORS": "1",
    "COLORTERM": "truecolor",
    "TERM": "xterm-256color",
}
# Boxes, blocks, arrows of other alphabets, dingbats and emoji: read out as noise, or not at all.
TO_BE_TYPED = re.compile("  (cp|copy|git|make|python) ")  # a command stands on one line
SECONDS = 30  # that a command may be silent
DRAWN = re.compile("[\u2500-\u259f\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001ffff]")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in the middle: of chapter 1, outer_product is wrong and transpose not written."""
    folder = tmp_path_factory.mktemp("plain") / "course"
    skipped = all_but("course", "figures", "mnist")
    for name in ("commands", "data", "grading", "lessons", "solutions", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in ("Makefile", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    untouched_exercises(folder / "exercises")
    exercises_from_solutions(folder / "exercises", [*stems()[:3], *stems()[4:6]])
    path = folder / "exercises" / "ch01_math.py"
    text = path.read_text(encoding="utf-8")
    text += "\n\ndef outer_product(a, b):\n    return [[x * y for x in a] for y in b]\n"
    text += "\n\ndef transpose(matrix):\n    raise NotImplementedError('transpose')\n"
    path.write_text(text, encoding="utf-8")
    (folder / "class").mkdir()
    exercises_from_solutions(folder / "class" / "ann", [stems()[0]])
    return folder


def typed(name):
    words = COMMANDS[name]
    if words[0].endswith(".py"):
        words = (f"commands/{words[0]}", *words[1:])
    return [sys.executable, *words]


def piped(course, words):
    """Run a command into a pipe of ASCII, with colour asked for. Return what it printed."""
    done = subprocess.run(
        words,
        cwd=course,
        env=plain_environment(**ASKS_FOR_COLOUR, PYTHONIOENCODING="ascii"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
    )
    return done.stdout.decode("utf-8")


def in_terminal(course, words):
    """Run a command in a terminal, with NO_COLOR. Return what it printed."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        words,
        cwd=course,
        env=plain_environment(NO_COLOR="1", TERM="xterm-256color"),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    printed = b""
    with limited(process, 2 * SECONDS):
        try:
            while select.select([ours], [], [], SECONDS)[0]:
                read = os.read(ours, 65536)
                if not read:
                    break
                printed += read
            else:
                process.kill()
        except OSError:  # how Linux says that the other end is closed
            pass
        process.wait(SECONDS)
    os.close(ours)
    assert process.returncode >= 0, f"it went on and on: {printed.decode()}"
    return printed.decode("utf-8").replace("\r\n", "\n")


def faults(text):
    """Return what of a text isn't plain."""
    lines = re.split("[\r\n]", text) if not text.startswith("## ") else []  # Markdown, for a page
    return {
        "escape codes": re.findall("\x1b.{0,8}", text),
        "drawn": DRAWN.findall(text),
        "more than 80 columns": [s for s in lines if len(s) > 80 and not TO_BE_TYPED.match(s)],
        "a traceback": re.findall("Traceback.*", text),
    }


PLAIN = {"escape codes": [], "drawn": [], "more than 80 columns": [], "a traceback": []}


@pytest.mark.some(8)
@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_pipe_a_command_prints_plain_text_whatever_asks_for_colour(course, name):
    text = piped(course, typed(name))
    assert text.strip() and faults(text) == PLAIN


@pytest.mark.some(8)
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_terminal_with_no_color_a_command_prints_plain_text(course, name):
    text = in_terminal(course, typed(name))
    assert text.strip() and faults(text) == PLAIN


def test_every_program_behind_a_command_is_among_them():
    programs = {
        path.name
        for path in (ROOT / "commands").glob("*.py")
        if "__main__" in path.read_text(encoding="utf-8")
    }
    assert programs - {words[0] for words in COMMANDS.values()} == set()


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize("words", [[], ["check-chapter"], ["no-such-command"]])
def test_make_speaks_plainly_too(course, words):
    text = piped(course, ["make", *words])
    assert faults(text) == PLAIN


@pytest.mark.full
def test_the_states_of_tasks_are_words(course):
    text = piped(course, typed("check-chapter, something wrong"))
    assert re.search("^  passed       vector_add", text, re.MULTILINE)
    assert re.search("^  not yet      outer_product", text, re.MULTILINE)
    assert re.search("^  not started  transpose", text, re.MULTILINE)
    text = piped(course, typed("progress"))
    assert "not yet: outer_product" in text and "done" in text
