"""Whatever a learner's file does costs its task, never the run, and gets one clear sentence."""

import os
import re
import time

import pytest
from right_programs import begun_with
from runs import exercises_from_solutions, grade_folder
from variants import Variant

from grading import plugin
from grading.chapters import as_exercise, solution_text, stems
from grading.grade import Chapter, Grader
from grading.report import report_on
from grading.report_terminal import chapter_text
from grading.submission import Submission

pytestmark = pytest.mark.some(4)

STEM = "ch01_math"
TASKS = list(Chapter(STEM).tests)
BEGUN = begun_with(STEM, "vector_add")
LAST = "def matrix_multiply(a, b):"  # no other task uses it, so only one call runs into the limit
LIMIT = 5  # seconds a call may take, as the README states


def with_body(body, heading="def dot_product(a, b):", before=BEGUN):
    """Return chapter 1 with vector_add written, and another dot_product at the end."""
    lines = "\n".join("    " + line for line in body.splitlines())
    return f"{before}\n\n\n{heading}\n{lines}\n"


def report(tmp_path, text):
    """Grade text as chapter 1: what the learner reads, in one line and as it stands."""
    exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: text})
    home = os.getcwd()
    os.chdir(tmp_path)  # the report names files as seen from here
    try:
        submission = Submission("work")
        outcomes = Grader(STEM, submission).run_all(explained=True)
        output = chapter_text(report_on(STEM, submission, outcomes))
    finally:
        os.chdir(home)
    assert "Traceback" not in output and "grading/" not in output
    assert max(map(len, output.splitlines())) <= 80
    detail = output.split("\n\n")[1].splitlines()
    assert len(detail) <= 12
    return re.sub(r"\s+", " ", output), output


RETURNS = {
    "None": ("a = b", "None came back. Is there a `return`"),
    "a printed answer": ("print(32)", "The answer was printed, and None came back."),
    "a generator": ("return (x for x in a)", "That is a generator"),
    "a tuple": ("return (32, 0)", "That is a tuple. It should be a number."),
    "a list": ("return [32]", "That is a list. It should be one number."),
    "a bool": (
        "return True",
        "not a number: int(…) would make 1 of it, not 32.",
    ),
    "a string": ("return '32'", "That is a string. It should be a number."),
    "a function": ("return dot_product", "That is the function itself, not its answer"),
    "NaN": ("return float('nan')", "That is NaN"),
    "infinity": ("return float('inf')", "That is infinite"),
    "a number that lies": (
        "class Liar(float):\n    __eq__ = lambda self, other: True\nreturn Liar(3)",
        "That is a Liar. It should be a plain number: an int or a float.",
    ),
    "a class named number": (
        "class number(float):\n    __add__ = None\nreturn number(3)",
        "That is a number. It should be a plain number: an int or a float.",
    ),
    "a fraction": (
        "from fractions import Fraction\nreturn Fraction(3)",
        "That is a Fraction. It should be a plain number: an int or a float.",
    ),
    "a decimal": (
        "from decimal import Decimal\nreturn Decimal(3)",
        "That is a Decimal. It should be a plain number: an int or a float.",
    ),
    "a class with one letter": (
        "class L: pass\nreturn L()",
        "got an L That is an L. It should be a number.",
    ),
    "a list without end": (
        "return [0] * 10**6 if a == [1, 2, 3] else 0",
        "That is a list of more than 200000 values: far too many.",
    ),
    "an object equal to all": (
        "class Any:\n    __eq__ = lambda self, other: True\nreturn Any()",
        "That is an Any. It should be a number.",
    ),
}


@pytest.mark.some(6)
@pytest.mark.parametrize("what", RETURNS)
def test_what_is_no_number_is_named(tmp_path, what):
    body, sentence = RETURNS[what]
    text, _ = report(tmp_path, with_body(body))
    assert sentence in text
    assert "dot_product([1, 2, 3], [4, 5, 6])" in text
    assert "not yet dot_product" in text


RAISES = {
    "an exception": ("return a[9]", "IndexError: list index out of range Raised at"),
    "sys.exit": ("import sys\nsys.exit(0)", "It calls exit at"),
    "os._exit": ("import os\nos._exit(0)", "It calls os._exit(), which would end Python."),
    "input": ("return input()", "It calls input(), and nobody can type"),
    "breakpoint": ("breakpoint()", "It stops at breakpoint()."),
    "endless recursion": ("return dot_product(a, b)", "A function calls itself deeper than"),
    "all memory": ("return [0] * 10**10", "It ran out of memory (the limit is 512 MB)"),
    "another program": ("import os\nos.system('true')", "It uses os.system."),
    "a child process": ("import os\nos.fork()", "It uses os.fork."),
    "a file": ("open('x.txt', 'w')", "It opens the file x.txt."),
    "NumPy": ("import numpy", "No module named 'numpy'"),
    "an error with a name of the grader's": (
        "class NotForGrading(Exception): pass\nraise NotForGrading('All of it is right.')",
        "got object of a class named NotForGrading: All of it is right. Raised at",
    ),
    "a file by another way": ("import os\nos.mkfifo('x')", "PermissionError: "),
    "an end by signal": ("import os\nos.abort()", "Python itself came to an end"),
}


@pytest.mark.some(4)
@pytest.mark.parametrize("what", RAISES)
def test_what_is_raised_is_named_with_its_line(tmp_path, what):
    body, sentence = RAISES[what]
    text, raw = report(tmp_path, with_body(body))
    assert sentence in text
    line = len(with_body(body).splitlines())
    assert re.search(rf"ch01_math\.py:({line}|{line - 1})\b", raw)
    assert "passed vector_add" in text


@pytest.mark.parametrize("name", ["builtins.sum", "math.exp"])
def test_what_a_call_replaces_is_named_and_nobody_is_accused(tmp_path, name):
    text, raw = report(tmp_path, with_body(f"import builtins, math\n{name} = max"))
    assert f"Python's own {name} was replaced. The grader put it back." in text
    definition = len(with_body("").splitlines()) - 1
    assert set(re.findall(r"ch01_math\.py:(\d+)", raw)) == {str(definition)}
    assert "passed vector_add" in text


@pytest.mark.full
def test_an_endless_loop_ends_at_the_limit_and_shows_what_was_printed(tmp_path):
    begun = time.monotonic()
    text, _ = report(
        tmp_path,
        with_body("import time\nwhile True:\n    print('round')\n    time.sleep(0.01)", LAST),
    )
    assert time.monotonic() - begun < 2 * (LIMIT + 1)
    assert "no answer within the time limit" in text
    assert "Printed along the way: round round" in text
    assert "passed vector_add" in text


@pytest.mark.full
def test_a_loop_that_catches_everything_ends_at_the_limit(tmp_path):
    body = (
        "import time\nwhile True:\n    try:\n        time.sleep(0.01)\n        [0] * 10**10\n"
        "    except BaseException:\n        pass"
    )
    text, _ = report(tmp_path, with_body(body, LAST))
    assert "no answer within the time limit" in text


def test_a_changed_argument_is_named(tmp_path):
    body = "total = sum(x * y for x, y in zip(a, b, strict=True))\na.clear()\nreturn total"
    text, _ = report(tmp_path, with_body(body))
    assert "expected a left as it was: [1, 2, 3] got a is now []" in text
    assert "The caller's list was changed." in text


def test_a_wrong_shape_is_named(tmp_path):
    heading = "def vector_add(a, b):"
    text, _ = report(tmp_path, with_body("return [1, 2]", heading))
    assert "The list holds 2 values; it should hold 3." in text


@pytest.mark.full
def test_lists_of_a_learners_own_class_are_named(tmp_path):
    heading = "def vector_add(a, b):"
    vec = "class Vec(list):\n    __len__ = lambda self: 9\nreturn Vec(a)"
    text, _ = report(tmp_path, with_body(vec, heading))
    assert "got a Vec That is a Vec. It should be a plain list." in text
    text, _ = report(tmp_path, with_body("return list(range(10**6 * (a == [1, 2, 3])))", heading))
    assert "That is a list of more than 200000 values: far too many." in text


def test_a_subclass_that_changes_nothing_is_what_it_comes_from(tmp_path):
    heading = "def vector_add(a, b):"
    check = "if len(a) != len(b): raise ValueError(f'{len(a)} and {len(b)}')\n"
    vec = "class Vec(list): pass\nreturn Vec(x + y for x, y in zip(a, b))"
    text, _ = report(tmp_path, with_body(check + vec, heading))
    assert re.search(r"passed (\w+ )*vector_add ", text)


def test_a_wrong_signature_is_named(tmp_path):
    text, _ = report(tmp_path, with_body("return 32", "def dot_product(a):"))
    line = with_body("return 32", "def dot_product(a):").count("\n") - 1
    assert f"Yours begins, on line {line}: def dot_product(a):" in text


def test_a_missing_function_is_named(tmp_path):
    gone = solution_text(STEM).replace("def vector_add(", "def vector_ad(")
    text, _ = report(tmp_path, gone)
    assert "ch01_math.py has no vector_add. Was it renamed or deleted?" in text
    assert "make reset-chapter 1 TASK=vector_add puts its stub in." in text


def test_nothing_else_is_looked_for_where_a_function_is_missing(tmp_path, monkeypatch):
    (tmp_path / f"{STEM}.py").write_text("x = 1\n")
    monkeypatch.setattr("grading.diagnose.known_mistake", lambda *_: pytest.fail("looked for"))
    outcomes = Grader(STEM, Submission(tmp_path)).run_all(explained=True)
    assert {outcome.state for outcome in outcomes.values()} == {"not yet"}


def test_a_deleted_return_shows_in_the_call(tmp_path):
    text, raw = report(tmp_path, with_body("pass"))
    assert "expected 32 got None" in text


LOADS = {
    "a syntax error": ("def f(:\n", r"SyntaxError: .*ch01_math\.py:1"),
    "bad indentation": ("def f():\nreturn 1\n", r"IndentationError: .*ch01_math\.py:2"),
    "an unknown import": ("\nimport nothing_of_that_name\n", r"No module named.*ch01_math\.py:2"),
    "NumPy at the top": ("import numpy\n", r"No module named 'numpy'.*standard library only"),
    "the solutions": ("from solutions.ch01_math import *\n", r"imports solutions\.ch01_math"),
    "an error at import": ("x = 1 / 0\n", r"ZeroDivisionError: .*ch01_math\.py:1"),
    "sys.exit at import": ("import sys\nsys.exit(0)\n", r"ends Python .*ch01_math\.py:2"),
    "os._exit at import": ("import os\nos._exit(0)\n", r"os\._exit\(\).*ch01_math\.py:2"),
    "input at import": ("name = input()\n", r"input\(\).*ch01_math\.py:1"),
    "patched builtins": ("import builtins\nbuiltins.len = 3\n", r"ch01_math\.py:2 replaces .*len"),
    "a null byte": ("x = 1\0\n", r"doesn't load"),
    "depth": (f"x = {'-' * 90_000}1\n", r"nested too deeply for Python to read"),
    "itself": ("from exercises.ch01_math import dot_product\n", r":1.* imports from itself"),
    "itself, beside it": ("from .ch01_math import dot_product\n", r"file imports from itself\."),
    "itself by its name": ("import ch01_math\n", r"This file imports itself\. Take"),
    "no chapter": (
        "import exercises.data\n",
        r"imports data\.py\. A chapter builds on earlier cha",
    ),
    "solutions beside it": (
        "from . import solutions\n",
        r"imports solutions\.py\. A chapter builds",
    ),
    "a later chapter": ("from exercises.ch02_neuron import *\n", r"imports ch02_neuron\.py"),
    "marks of a merge": ("<<<<<<< HEAD\nx = 1\n=======\n", r":1 holds marks of a merge"),
    "a line that isn't there": (
        "raise SyntaxError('odd', ('exercises/ch01_math.py', -7, 1, ''))\n",
        r"SyntaxError: odd",
    ),
}


@pytest.mark.some(4)
@pytest.mark.parametrize("what", LOADS)
def test_a_file_that_does_not_load_is_said_once(tmp_path, what):
    text, pattern = LOADS[what]
    flat, raw = report(tmp_path, text)
    assert re.search(pattern, flat)
    assert flat.count("See ") <= 1 and f"0 of {len(TASKS)}" in flat
    assert re.search("not graded +" + " +".join(TASKS), flat)


@pytest.mark.full
def test_an_endless_loop_at_import_costs_one_limit(tmp_path):
    text = "import time\nwhile True:\n    time.sleep(0.01)\n"
    folder = exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: text})
    begun = time.monotonic()
    status, output = grade_folder(STEM, folder)
    assert time.monotonic() - begun < 2 * (LIMIT + 1)
    flat = re.sub(r"\s+", " ", output)
    assert status == 1 and "still running" in flat and "ch01_math.py:" in flat


def test_no_worker_of_a_chapter_lives_while_ours_may_come_beside_theirs(monkeypatch):
    grading, living = plugin.Grading(Variant(STEM, with_body("return 0"))), []
    monkeypatch.setattr(plugin, "explain", lambda *_: living.append(list(grading._graders)))
    for name in ("vector_add", "dot_product"):
        grading.run(Chapter(STEM).tests[name][0])
    assert living == [[STEM], []]


SAID = {  # what it does, what is said of it, and what isn't
    "a letter that few names have": (
        "raise type('E·r', (Exception,), {})('x')",
        "got E·r: x",
        "can't be read",
    ),
    "a line that isn't there": (
        "raise SyntaxError('x', ('exercises/ch01_math.py', 99999, 1, 't'))",
        "got SyntaxError: x",
        "can't be read",
    ),
    "words like Python's": (
        "raise AttributeError(\"module has no attribute 'x; halt'\")",
        "has no attribute 'x; halt'",
        "reset-chapter",
    ),
}


@pytest.mark.parametrize(("body", "told", "untold"), SAID.values(), ids=SAID)
def test_nothing_is_said_that_is_not_so(tmp_path, body, told, untold):
    text, _ = report(tmp_path, with_body(body))
    assert told in text and untold not in text


def test_a_row_that_is_the_callers_is_called_a_row(tmp_path):
    body = "return [b if x == 1 else [x * y for y in b] for x in a]"
    text, _ = report(tmp_path, with_body(body, "def outer_product(a, b):"))
    assert "the very row that was given" in text


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", [STEM])
    path = folder / f"{STEM}.py"
    path.write_bytes(b"# fine\nname = '\xff'\n")
    status, output = grade_folder(STEM, folder)
    flat = re.sub(r"\s+", " ", output)
    assert status == 1 and "isn't UTF-8 text" in flat and "ch01_math.py:2" in flat


def test_a_missing_file_is_named(tmp_path):
    status, output = grade_folder(STEM, tmp_path)
    assert status == 1 and "There is no file" in output


def test_a_missing_folder_is_named(tmp_path):
    status, output = grade_folder(STEM, tmp_path / "nowhere")
    assert status != 0 and "there is no folder" in output


@pytest.mark.some(3)
@pytest.mark.parametrize(
    "text",
    [
        with_body("return [x * y for x, y in zip(a, b)]"),
        with_body("import os\nos._exit(0)"),
        "x = (\n",
    ],
    ids=["wrong", "hostile", "broken"],
)
def test_pytest_prints_this_very_report_and_nothing_else(tmp_path, text):
    _, raw = report(tmp_path, text)
    status, output = grade_folder(STEM, "work", cwd=tmp_path)
    assert status == 1
    assert output == raw + "\n"


def test_a_syntax_error_in_an_earlier_chapter_names_that_chapters_line(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", ["ch01_math", "ch02_neuron"])
    path = folder / "ch01_math.py"
    path.write_text("x = 1\ndef f(:\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    status, output = grade_folder("ch02_neuron", folder)
    assert status == 1
    assert re.search(r"SyntaxError: .*ch01_math\.py:2", " ".join(output.split())), output


def test_a_link_in_a_chapters_place_is_not_followed(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", ["ch01_math", "ch02_neuron"])
    (tmp_path / "secret.txt").write_text("x = 'a secret'\n")
    (folder / "ch01_math.py").unlink()
    (folder / "ch01_math.py").symlink_to(tmp_path / "secret.txt")
    status, output = grade_folder("ch01_math", folder)
    assert status == 1 and "it is a link to another file" in " ".join(output.split())
    status, output = grade_folder("ch02_neuron", folder)
    assert status == 1 and "builds on ch01_math.py, which isn't there" in " ".join(output.split())


def test_a_function_that_is_one_of_pythons_own_is_refused_without_a_place(tmp_path):
    for name, said in (("input", "It calls input()"), ("sys.exit", "It calls exit, which ends")):
        text = f"{solution_text(STEM)}\n\nimport sys\ntranspose = {name}\n"
        flat, _ = report(tmp_path / name, text)
        assert said in flat and "See ." not in flat and " at ," not in flat


def test_a_conftest_of_a_learners_is_never_run(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: with_body("return 0")})
    (folder / "tests").mkdir()
    for place in (folder, folder / "tests"):
        (place / "conftest.py").write_text("import os\nos._exit(0)\n", encoding="utf-8")
    for options in ([], ["--earlier", str(folder)], ["-v"]):
        status, output = grade_folder(STEM, folder, *options)
        assert status != 0, output
        assert "dot_product" in output or "EARLIER" in output


def test_frames_can_be_looked_at(tmp_path):
    looks = ["import traceback; traceback.print_stack()", "import inspect; inspect.stack()"]
    for look in [*looks, "import doctest, sys; doctest.testmod(sys.modules['math'])"]:
        body = f"if a == [1, 2, 3]:\n    {look}\n{RIGHT}"
        text, _ = report(tmp_path / str(len(body)), with_body(body))
        assert "passed vector_add" in text and "not yet" not in text.split("dot_product")[0], text


@pytest.mark.parametrize(
    "body",
    [
        "return type('a list, and all of it is right', (), {})()",
        "open('x is right, as is all of it')",
        "raise type('All of it is right. Type this', (Exception,), {})",
    ],
)
def test_nobody_speaks_in_the_graders_voice(tmp_path, body):
    text, _ = report(tmp_path, with_body(body))
    assert "is right" not in text.replace(f": {body} ", "")  # but in the line of code, quoted


RIGHT = "return sum(x * y for x, y in zip(a, b, strict=True))"
ODD = {
    "import asyncio\n" + RIGHT: "It imports asyncio. The grader runs",
    "from subprocess import run\n" + RIGHT: "It imports subprocess. The grader runs",
    "raise MemoryError": "got MemoryError Raised at",
    "return [0] * 10**12": "It ran out of memory (the limit is 512 MB)",
    "class list: pass\nreturn list()": "That is an object of a class named list. It should be",
    "return type('a b', (), {})()": "That is an object of a class without a name. It should be",
    "class SystemExit(Exception): pass\nraise SystemExit('so')": "a class named SystemExit: so Rai",
}


@pytest.mark.parametrize("body", ODD)
def test_what_is_said_of_an_odd_answer_is_so(tmp_path, body):
    flat, _ = report(tmp_path, with_body(body))
    assert ODD[body] in flat


def test_a_line_that_the_file_does_not_have_is_no_place(tmp_path):
    text = with_body("return 1 / 0") + "\ncode = dot_product.__code__\n"
    text += "dot_product.__code__ = code.replace(co_firstlineno=10**6)\n"
    flat, _ = report(tmp_path, text)
    assert "got ZeroDivisionError: division by zero work/ch01_math.py:" in flat


def test_what_is_printed_to_may_be_asked_what_a_terminal_is_asked(tmp_path):
    body = (
        "import faulthandler, sys\nfaulthandler.enable()\nsys.stdout.reconfigure(errors='strict')\n"
    )
    body += "sys.stdout.buffer.write('é '.encode())\nprint('ü', file=sys.stderr, flush=True)\n"
    assert "passed vector_add" in report(tmp_path / "right", with_body(body + RIGHT))[0]
    flat, _ = report(tmp_path / "wrong", with_body(body + "return 0"))
    assert "Printed along the way: é ü" in flat


@pytest.mark.parametrize(
    "line, right",
    [
        ("# -*- coding: utf-8 -*-", True),
        ("# vim: set fileencoding=UTF8 :", True),
        ("# coding: latin-1", True),
        ("# coding: latin-1 é", True),
        ("# coding: ascii", False),
        ("# coding: utf-16", False),
        ("# coding: rot13", False),
        ("# coding: no such", False),
    ],
)
def test_a_line_that_declares_an_encoding_must_be_one_that_python_reads_it_by(
    tmp_path, line, right
):
    flat, _ = report(tmp_path, f"{line}\n{with_body(RIGHT)}")
    said = "Line 1 declares another encoding. Save the file as UTF-8, without that line."
    assert ("passed vector_add" in flat, said in flat) == (right, not right)


EQUAL_TO_ANY = """
class Equal(type):
    __eq__ = lambda one, other: True
    __hash__ = type.__hash__
    __mro__ = property(lambda one: float.__mro__)
    __name__ = "float"

class Wrong(%s, metaclass=Equal):
    __add__ = __radd__ = __mul__ = __rmul__ = lambda one, other: 0.0
"""


@pytest.mark.parametrize("base", ["float", "list", "dict", "str", "object"])
def test_a_class_that_says_it_equals_any_other_is_told_apart(tmp_path, base):
    text = EQUAL_TO_ANY % base + with_body("return Wrong()")
    flat, _ = report(tmp_path, solution_text(STEM) + text.replace(solution_text(STEM), ""))
    assert "dot_product([1, 2, 3], [4, 5, 6]) expected 32 got a Wrong That is a Wrong" in flat


def test_an_error_that_hides_where_it_came_from_is_a_plain_error(tmp_path):
    body = "class Odd(Exception):\n    __traceback__ = property(lambda one: 1 / 0)\nraise Odd('so')"
    flat, _ = report(tmp_path, with_body(body))
    assert "got Odd: so Raised at work/ch01_math.py:" in flat


def test_nobody_has_the_graders_words(tmp_path):
    body = "class NotForGrading(Exception): pass\n"
    said = "It imports os. The grader runs your functions only: they open no file, and start no "
    flat, _ = report(tmp_path, with_body(f"{body}raise NotForGrading('{said}other program.')"))
    assert "got object of a class named NotForGrading: It imports os." in flat


@pytest.mark.some(5)
@pytest.mark.parametrize("mark", ["\\x85", "\\x1c", "\\u2028", "\\x1b[2J", "\\xa0"])
def test_no_message_moves_a_terminals_cursor(tmp_path, mark):
    body = f"raise ValueError('x{mark}9 of 9')"
    exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: with_body(body)})
    _, output = grade_folder(STEM, tmp_path / "work")
    assert "x?" in output and all(c.isprintable() or c == "\n" for c in output)


@pytest.mark.parametrize(
    "body, heading",
    [
        ("raise ValueError('W' * 390)", "def dot_product(a, b):"),
        ("raise type('W' * 90, (Exception,), {})()", "def dot_product(a, b):"),
        (f"import {'w' * 390}", "def dot_product(a, b):"),
        ("return 1", f"def dot_product(*, a='{'y' * 10_000}'):"),
        ("print('W' * 999)\nreturn 1", "def dot_product(a, b):"),
    ],
)
def test_what_a_program_made_too_long_is_cut(tmp_path, body, heading):
    report(tmp_path, with_body(body, heading))  # which looks at every line's length


def test_what_is_reloaded_is_not_replaced(tmp_path):
    text = "import importlib, math, json\nimportlib.reload(math)\n" + with_body(RIGHT)
    assert "passed vector_add" in report(tmp_path, text)[0]


def test_a_name_that_is_something_else_by_then_is_said_so(tmp_path):
    text = with_body(RIGHT) + "\ndot_product = dot_product([1], [2])\n"
    said = f"line {text.count(chr(10))} gives the name dot_product to a whole number."
    assert f"dot_product is no function then: {said}" in report(tmp_path, text)[0]


def test_too_much_is_named_as_what_it_is(tmp_path):
    flat, _ = report(tmp_path, with_body("return tuple(range(300_000 * (a == [1, 2, 3])))"))
    assert "a tuple of more than 200000 values" in flat


STUBS = 'raise NotImplementedError("dot_product")'


@pytest.mark.parametrize(
    "body", [f"{STUBS}\n{RIGHT}", f"if a:\n    {RIGHT}\n{STUBS}", f"x = 1\n{STUBS}"]
)
def test_the_stubs_last_line_left_among_written_ones_is_named(tmp_path, body):
    text = with_body(body)
    if "if a" in body:
        text = text.replace("if a:", "if len(a) == len(b) > 3:")
    flat, _ = report(tmp_path, text)
    line = 1 + text.splitlines().index(f"    {STUBS}", text.count("\n", 0, text.rindex("def dot")))
    said = f"Raised at work/ch01_math.py:{line}, which came with the stub: take it out once yours"
    assert said in flat and "not yet dot_product" in flat


@pytest.mark.parametrize("body", [STUBS, f'"""Say what it does."""\n# and how\n{STUBS}'])
def test_a_stub_is_not_started_with_or_without_its_docstring(tmp_path, body):
    text = with_body(body, before=solution_text(STEM))
    assert "not started dot_product" in report(tmp_path, text)[0]


@pytest.mark.full
@pytest.mark.some(2)
@pytest.mark.parametrize("stem, line", [("ch05_backprop", "sum = 0.0"), ("np1_xor", "map = [[0]]")])
def test_a_name_of_pythons_that_a_finished_file_uses_again_is_its_own_affair(tmp_path, stem, line):
    if stem == "np1_xor":
        pytest.importorskip("numpy")
    text = f"{as_exercise(solution_text(stem))}\n\n{line}\n"
    folder = exercises_from_solutions(tmp_path / "work", stems(), **{stem: text})
    assert grade_folder(stem, folder)[0] == 0


@pytest.mark.full
def test_a_numpy_of_the_learners_own_deceives_nobody(tmp_path):
    pytest.importorskip("numpy")
    text = as_exercise(solution_text("np1_xor")) + FAKE
    folder = exercises_from_solutions(tmp_path / "work", stems(), np1_xor=text)
    assert "not yet      sigmoid" in grade_folder("np1_xor", folder)[1]


FAKE = """

import numpy
class Mine:
    def __getattr__(self, name):
        quiet = lambda **settings: lambda function: function
        return quiet if name == "errstate" else getattr(numpy, name)
np = Mine()
def sigmoid(Z): return 1 / (1 + np.exp(-Z))
"""


def test_a_folder_may_be_called_anything(tmp_path):
    wrong = f"{solution_text(STEM)}\n\ndef dot_product(a, b):\n    return sum(a)\n"
    texts = {STEM: wrong, "ch02_neuron": as_exercise(solution_text("ch02_neuron"))}
    folder = exercises_from_solutions(tmp_path / "{} {0} {x}", stems(), **texts)
    status, output = grade_folder("ch02_neuron", folder)
    flat = " ".join(output.split())
    assert status == 1 and "mend dot_product in" in flat and "{} {0} {x}/ch01_math.py first" in flat


def test_running_out_of_memory_is_told_on_our_earlier_chapters_too(tmp_path):
    text = as_exercise(solution_text("ch02_neuron"))
    text += "\ndef relu(z):\n    return dot_product([[0] * 10**12], [1])\n"
    folder = exercises_from_solutions(tmp_path / "work", ["ch02_neuron"], ch02_neuron=text)
    status, output = grade_folder("ch02_neuron", folder, "--earlier=solutions")
    assert status == 1 and "It ran out of memory" in output
