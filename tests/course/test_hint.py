"""make hint gives one hint at a time, for the first unfinished task, and remembers how many."""

import os
import sys

import pytest
from clones import small_course

from commands import hint
from commands.hint import next_hint
from grading.chapters import ROOT

pytestmark = pytest.mark.some(3)

ONE = "ch01_math"


@pytest.fixture
def course(tmp_path):
    course = small_course(tmp_path / "mon cours é", ONE)
    course.write(f"lessons/{ONE}.md", (ROOT / "lessons" / f"{ONE}.md").read_bytes())
    return course


def test_hints_come_one_at_a_time_and_stay_at_the_last():
    shown = {}
    for title in ("hint 1 of 3", "hint 2 of 3", "hint 3 of 3"):
        text = next_hint("ch01_math", "dot_product", shown, "press h")
        assert text.endswith("For one more: press h") == (title != "hint 3 of 3")
        assert text.startswith(f"dot_product · {title}")
    assert "That was the last hint" not in text
    assert "That was the last hint" in next_hint("ch01_math", "dot_product", shown, "")
    assert shown == {"ch01_math dot_product": 3}


def test_what_was_shown_is_remembered(course):
    titles = [course.run("hint", "1")[1].splitlines()[0] for _ in range(3)]
    assert titles == [f"vector_add · hint {n} of 2" for n in (1, 2, 2)]


def test_the_change_comes_after_the_last_hint(course):
    stub = course.read(f"exercises/{ONE}.py").decode()
    loop = "c = []\n    for i in range(len(a) - 1):\n        c.append(a[i] + b[i])\n    return c"
    check = "if len(a) != len(b):\n        raise ValueError(f'{len(a)} and {len(b)}')\n    "
    wrong = stub.replace('raise NotImplementedError("vector_add")', check + loop)
    course.write(f"exercises/{ONE}.py", wrong)
    course.write(
        f"tests/mistakes/{ONE}.py", (ROOT / "tests" / "mistakes" / f"{ONE}.py").read_bytes()
    )
    for _ in range(2):
        assert "One change" not in course.run("hint", "1")[1]
    said = course.run("hint", "1")[1]
    assert "One change to your code makes every test of vector_add pass:" in said
    assert said.endswith(
        "\n-    for i in range(len(a) - 1):\n+    for i in range(len(a) - 1 + 1):\n"
    )


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"ch01_math vector_add": "two"}', "null"])
def test_a_damaged_record_begins_anew(course, text):
    course.write(".hints.json", text)
    status, output = course.run("hint", "1")
    assert status == 0 and output.startswith("vector_add · hint 1 of 2")
    assert course.read(".hints.json") == b'{"ch01_math vector_add": 1}'


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have other rights on Windows")
def test_a_record_that_cannot_be_written_is_named(course):
    (course.path / ".hints.json").mkdir()
    status, output = course.run("hint", "1")
    assert status == 1 and "hint 1 of 2" in output
    assert "(.hints.json can't be written: it is a folder. The same hint will come" in output


def test_what_is_not_graded_has_no_hint(course):
    course.write(f"exercises/{ONE}.py", "def vector_add(a, b:\n")
    assert course.run("hint", "1") == (1, "The file doesn't load yet. Type: make check-chapter 1\n")
    assert not (course.path / ".hints.json").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Which chapter?"),
        (("9",), "There is no chapter '9'. These are the chapters:"),
        (("1", "--earlier", "ours"), "EARLIER=ours is not known. It is exercises or solutions."),
        (("1", "2"), "unrecognized arguments: 2"),
    ],
)
def test_wrong_words_are_answered(course, words, says):
    status, output = course.run("hint", *words)
    assert status == 2 and says in output


def test_an_interrupt_stops_with_a_sentence(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(hint, "hint", interrupted)
    monkeypatch.setattr(sys, "argv", ["hint.py", "1"])
    assert hint.main() == "\nStopped. Nothing of yours was changed."
