"""make compare shows finished functions beside ours, and asks before it shows more."""

import ast
import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys

import pytest
from clones import copied, crlf, small_course, written
from runs import limited

from commands import compare
from grading.chapters import ROOT, as_exercise, solution_text, tasks

pytestmark = pytest.mark.some(3)

LOSS = "exercises/ch04_loss.py"
STEMS = ("ch01_math", "ch02_neuron", "ch03_forward", "ch04_loss")
OURS = "[power / total for power in powers]"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("template") / "course", *STEMS)
    for stem in STEMS[:2]:
        course.write(f"exercises/{stem}.py", written(stem))
    course.run("compare", "4")  # leaves Python's caches, which save each test a moment
    return course


@pytest.fixture
def course(template, tmp_path):
    return copied(template, tmp_path / "mon cours é")


@pytest.fixture
def done(course):
    course.write(LOSS, written("ch04_loss"))
    return course


@pytest.fixture
def begun(done):
    """All is done but softmax, which is wrong, and one_hot, which isn't begun."""
    done.change(LOSS, "highest = sorted(logits)[-1]", "highest = sorted(logits)[0]")
    text = done.read(LOSS).decode()
    body = re.search(r"(?<=def one_hot\(index, size\):\n).*?(?=\n\n)", text, re.DOTALL)[0]
    done.change(LOSS, body, '    raise NotImplementedError("one_hot")')
    return done


# ── what is finished ──


def test_yours_stands_before_ours(done):
    status, output = done.run("compare", "4")
    assert status == 0
    assert output.startswith("Chapter 4 · Loss\n\nsoftmax\n\nyours, exercises/ch04_loss.py:")
    line = done.read(LOSS).decode().splitlines().index("def softmax(logits):") + 1
    assert f"\nyours, exercises/ch04_loss.py:{line}\n\ndef softmax(logits):\n" in output
    assert "\nours, solutions/ch04_loss.py:" in output and OURS in output
    tasks = re.findall(r"^(\w+)$", output, re.MULTILINE)
    losses = ["cross_entropy_loss", "cross_entropy_from_logits", "mse_loss"]
    assert tasks == ["softmax", "one_hot", *losses]
    assert all(len(line) <= 80 and line == line.rstrip() for line in output.splitlines())


def test_docstrings_are_left_out_and_helpers_and_constants_come_along(done):
    status, output = done.run("compare", "4", "cross_entropy_loss")
    assert status == 0 and '"""' not in output and ">>>" not in output
    for text in ("def pairs_of(", "def log_of(p):", "FLOOR = 1e-12", "# never so for a NaN"):
        assert output.count(text) == 1
    assert "def softmax" not in output and "def share" not in output


def test_a_class_is_shown_without_the_docstrings_of_its_methods(course):
    status, output = course.run("compare", "2", "Perceptron")
    assert status == 0 and '"""' not in output
    assert "\n    def _correct(self, inputs, error):\n" in output  # yours
    assert "wrong += 1" in output  # ours


def test_a_wide_terminal_has_both_side_by_side(done):
    status, output = done.run("compare", "4", COLUMNS="130")
    assert status == 0
    assert re.search(
        r"^def softmax\(logits\): +def softmax\(logits: Vector\) -> Vector:$", output, re.M
    )
    assert re.search(
        r"^yours, exercises/ch04_loss.py:\d+ +ours, solutions/ch04_loss.py:\d+$", output, re.M
    )
    lines = output.splitlines()
    assert max(map(len, lines)) <= 130
    narrow = done.run("compare", "4", COLUMNS="119")[1]
    assert re.search(r"^yours, \S+$", narrow, re.M)


def test_long_lines_are_folded_and_a_comment_stays_one(done):
    names = " + ".join(f"number_{i}" for i in range(30))
    done.change(LOSS, "def one_hot(index, size):\n", f"def one_hot(index, size):\n    # {names}\n")
    for columns in ("60", "80", "150"):
        _, output = done.run("compare", "4", "one_hot", COLUMNS=columns)
        assert max(map(len, output.splitlines())) <= int(columns)
        assert re.search(r"^    # (.* )?number_29\b", output, re.MULTILINE)


PROGRAMS = sorted([*ROOT.glob("solutions/*_*.py"), *ROOT.glob("tests/course/right/*/*.py")])


@pytest.mark.some(6)
@pytest.mark.parametrize("path", PROGRAMS, ids=[f"{p.parent.name}-{p.stem}" for p in PROGRAMS])
def test_what_is_shown_is_the_same_program_however_narrow(path):
    text = path.read_text(encoding="utf-8")
    source = compare.Source(path.name, text, path.stem)
    for name in filter(None, compare.named(text)):
        code = source.code(name)
        tree = ast.dump(ast.parse("\n".join(code)))
        for width in (20, 38, 58, 80):
            shown = compare.folded(code, width)
            assert ast.dump(ast.parse("\n".join(shown))) == tree
            assert width < 80 or max(map(len, shown)) <= width


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("total = first + seconds", ["total = first + \\", "        seconds"]),
        ("f(x, 'one two three', 4)", ["f(x, 'one two '", "        'three',", "        4)"]),
        ("f(x, f'{t + w} and')", ["f(x, f'{t + w} and')"]),
        ("f(x, f'{t + w + v} and')", ["f(x,", "        f'{t + w + v} '", "        f'and')"]),
        ("    # one two three four", ["    # one two", "    # three four"]),
        ("x = 1  # it isn't 'this'", ["x = 1  # it isn't", "        # 'this'"]),
        ("x = 'one two three'", ["x = 'one two three'"]),
        (
            "x = 'one two three four'",
            ["x = 'one two ' \\", "        'three ' \\", "        'four'"],
        ),
        ('x = """one two three four"""', ["x = \\", '        """one two three four"""']),
    ],
)
def test_a_line_is_broken_where_python_allows_it(line, shown):
    assert compare.folded([line], 20) == shown


def test_what_python_can_not_read_is_left_as_it_is():
    lines = ["x = (1, 2, 3, 4, 5, 6, 7, 8, 9", "y = 'never ends"]
    assert compare.folded(lines, 10) == lines


def test_a_task_that_is_no_function_of_the_file_is_said_so(done):
    done.change(LOSS, "def one_hot(index, size):", "def hot(index, size):")
    done.write(LOSS, done.read(LOSS) + b"\n\none_hot = hot\n")
    status, output = done.run("compare", "4", "one_hot")
    assert status == 0 and "\none_hot = hot\n\ndef hot(index, size):\n" in output
    done.change(LOSS, "one_hot = hot", "globals()['one_hot'] = hot")
    status, output = done.run("compare", "4", "one_hot")
    assert status == 0 and "(There is no one_hot in this file.)" in output


def test_odd_characters_and_line_ends_in_your_file_do_no_harm(done):
    done.change(LOSS, "# never so for a NaN", "# \x1b[31m never\x07 so\t\u00e9")
    done.write(LOSS, crlf(done.read(LOSS)))
    status, output = done.run("compare", "4", "cross_entropy_loss")
    assert status == 0 and "# ?[31m never? so" in output and "\r" not in output
    status, output = done.run("compare", "4", "softmax", PYTHONIOENCODING="ascii")
    assert status == 0 and "? total" not in output


def test_earlier_solutions_decide_for_one_who_starts_later(course):
    course.write("exercises/ch03_forward.py", as_exercise(solution_text("ch03_forward")))
    for stem in STEMS[:2]:
        course.write(f"exercises/{stem}.py", "")
    assert course.run("compare", "3", "Layer", "--earlier", "exercises")[0] == 1
    assert course.run("compare", "3", "Layer", "--earlier", "solutions")[0] == 0


# ── what isn't finished ──


def test_what_is_not_finished_is_not_shown_without_a_terminal(begun):
    status, output = begun.run("compare", "4")
    assert status == 0  # two were shown
    assert "def mse_loss" in output and "def one_hot" not in output and OURS not in output
    assert output.endswith(
        "Not finished, so ours isn't shown:\n  softmax  one_hot\n"
        "To see ours all the same: make compare 4 TASK=softmax SHOW=yes\n"
    )
    status, output = begun.run("compare", "4", "one_hot")
    assert status == 1 and "TASK=one_hot SHOW=yes" in output and "def one_hot" not in output
    status, output = begun.run("compare", "4", "one_hot", "--earlier", "solutions")
    assert output.endswith(": make compare 4 EARLIER=solutions TASK=one_hot SHOW=yes\n")


def test_it_is_shown_when_you_say_so(begun):
    status, output = begun.run("compare", "4", "softmax", "--show", "yes")
    assert status == 0 and "softmax (not yet)" in output
    assert "sorted(logits)[0]" in output and OURS in output
    status, output = begun.run("compare", "4", "one_hot", "--show", "yes")
    assert status == 0 and "one_hot (not started)" in output and "(not written yet)" in output
    shown = begun.run("compare", "4", "--show", "yes")[1].count("ours, solutions")
    assert shown == len(tasks("ch04_loss"))


def test_an_untouched_chapter_has_nothing_to_compare(course):
    status, output = course.run("compare", "4")
    assert status == 1 and "def " not in output and "TASK=softmax SHOW=yes" in output


def test_a_file_that_does_not_load_is_said_so(course, done):
    done.write(LOSS, b"x = (\n")
    status, output = done.run("compare", "4")
    assert status == 1
    assert "exercises/ch04_loss.py doesn't load. SyntaxError" in output
    assert "Ours: solutions/ch04_loss.py" in output
    (done.path / LOSS).unlink()
    status, output = done.run("compare", "4")
    assert status == 1 and "There is no file exercises/ch04_loss.py" in output


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ([], 2, "Which chapter?"),
        (["abc"], 2, "There is no chapter 'abc'"),
        (["4", "sofmax"], 2, "These are its tasks:\n  softmax"),
        (["4", "--show", "maybe"], 1, "SHOW=maybe is not known here. To see ours: SHOW=yes"),
        (["4", "--earlier", "mine"], 2, "EARLIER=mine is not known."),
        (["4", "softmax", "one_hot"], 2, "usage: make compare"),
    ],
)
def test_a_wrong_word_is_answered(done, words, status, says):
    found, output = done.run("compare", *words)
    assert found == status and says in output


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_whoever_reads_along_may_leave(done):
    command = f'"{sys.executable}" commands/compare.py 4 | head -n 1'
    assert done.type("sh", "-c", command) == (0, "Chapter 4 · Loss\n")


# ── in a terminal ──


def in_terminal(course, *words, answers=b"", interrupt=False):
    """Run the command in a terminal of 100 columns, and type. Return (status, what is seen)."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "commands/compare.py", *words],
        cwd=course.path,
        env=course.environment | {"COLUMNS": "100"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen, asked = b"", 0
    with limited(process), contextlib.suppress(OSError):  # Linux's end of a terminal is an error
        while True:
            if interrupt and asked and not select.select([ours], [], [], 0.3)[0]:
                process.send_signal(signal.SIGINT)  # again, where it came too early to be noticed
                continue
            chunk = os.read(ours, 10_000)
            if not chunk:
                break
            seen += chunk
            if seen.count(b"[y/N] ") > asked:
                asked += 1
                if not interrupt:
                    os.write(ours, answers[:1] + b"\n" if answers else b"\x04")
                    answers = answers[1:]
        process.wait(10)
    os.close(ours)
    return process.returncode, seen.decode().replace("\r\n", "\n")


def test_it_asks_for_what_is_begun_and_only_for_that(begun):
    status, seen = in_terminal(begun, "4", answers=b"y")
    assert status == 0 and seen.count("[y/N]") == 1
    assert "softmax isn't finished. Show our answer? [y/N] y\n" in seen and OURS in seen
    assert seen.endswith("TASK=one_hot SHOW=yes\n")


@pytest.mark.parametrize("answers", [b"n", b" ", b"x", b""])  # the last is Ctrl-D
def test_any_other_answer_is_a_no(begun, answers):
    status, seen = in_terminal(begun, "4", "softmax", answers=answers)
    assert status == 1 and OURS not in seen and "SHOW=yes" in seen and "Traceback" not in seen


def test_a_task_that_is_named_is_asked_for_though_not_begun(begun):
    status, seen = in_terminal(begun, "4", "one_hot", answers=b"Y")
    assert status == 0 and "one_hot (not started)" in seen and "ours, solutions" in seen


def test_an_interrupt_stops_with_a_sentence(ctrl_c, begun):
    status, seen = in_terminal(begun, "4", "softmax", interrupt=True)
    assert status == 1 and "Stopped. Nothing of yours was changed." in seen
    assert "Traceback" not in seen


# ── with make ──


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_passes_the_words_on(begun):
    begun.has_environment()
    assert begun.type("make", "compare", "4") == begun.run("compare", "4")
    status, output = begun.type("make", "compare", "4", "TASK=softmax", "SHOW=yes")
    assert status == 0 and "softmax (not yet)" in output
    status, output = begun.type("make", "compare", "4", "TASK=softmax")
    assert status != 0 and "TASK=softmax SHOW=yes" in output
    status, output = begun.type("make", "compare", "4", "TASK=mse_loss", "EARLIER=solutions")
    assert status == 0 and "def mse_loss(" in output
