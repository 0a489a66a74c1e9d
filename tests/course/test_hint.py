"""make hint gives one hint at a time, for the first unfinished task, and remembers how many."""

import ast
import os
import sys

import pytest
from clones import small_course
from runs import grade_folder
from variants import Variant

from commands import hint
from commands.hint import hints, next_hint, wanted
from grading.chapters import ROOT, as_exercise, needs_numpy, solution_text, stems, tasks
from grading.departure import Departure
from grading.grade import Chapter, Grader, Outcome, first_problem
from grading.method_states import methods_of
from grading.repair_search import look_for_cause
from grading.submission import Submission

pytestmark = pytest.mark.some(5)

ONE = "ch01_math"
FORWARD = "ch03_forward"


@pytest.fixture
def course(tmp_path):
    course = small_course(tmp_path / "mon cours é", ONE)
    course.write(f"lessons/{ONE}.md", (ROOT / "lessons" / f"{ONE}.md").read_bytes())
    return course


def test_hints_come_one_at_a_time_and_stay_at_the_last():
    shown = {}
    for title in ("hint 1 of 3", "hint 2 of 3", "hint 3 of 3"):
        text = next_hint("ch01_math", "dot_product", shown, "press h")
        more = "If you are still stuck:" if title == "hint 3 of 3" else "For one more:"
        assert text.endswith(f"{more} press h")
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


METHODS = [
    (stem, task, method)
    for stem in stems()
    for task in tasks(stem)
    for method in methods_of(stem, task)
]


def hinted(stem, task, method, body):
    """Return what a hint is wanted for where a method of the solution has another body."""
    if needs_numpy(stem):
        pytest.importorskip("numpy")
    text = solution_text(stem)
    made = next(node for node in ast.parse(text).body if getattr(node, "name", "") == task)
    function = next(node for node in made.body if getattr(node, "name", "") == method)
    lines = text.splitlines(keepends=True)
    lines[function.body[0].end_lineno : function.end_lineno] = [f"        {body}\n"]
    grader = Grader(stem, Variant(stem, "".join(lines)), in_process=True)
    return wanted(stem, grader.run_task(task, Chapter(stem))[0])


@pytest.mark.some(20)
@pytest.mark.parametrize("stem, task, method", METHODS)
def test_an_unwritten_method_gets_its_own_hint(stem, task, method):
    name = f"{task}.{method}"
    assert hinted(stem, task, method, f"raise NotImplementedError({name!r})") == name
    assert name in hints(stem)


@pytest.mark.parametrize("stem, task, method", [one for one in METHODS if one[2] != "__init__"])
def test_a_wrong_method_gets_its_own_hint(stem, task, method):
    assert hinted(stem, task, method, "return 5") == f"{task}.{method}"


def test_a_fault_in_a_method_without_hints_gets_the_first_ones_of_its_class():
    # forward is Layer's, of chapter 3, and fails for what __init__ made here
    body = "super().__init__(input_size, output_size, activation, rng); "
    body += "self.weight_gradients = self.bias_gradients = []; self.activation_function = None"
    name = "BackpropLayer.__init__"
    assert hinted("ch05_backprop", "BackpropLayer", "__init__", body) == name


def test_the_hint_is_for_the_method_that_a_known_mistake_is_in():
    text = solution_text("ch06_training").replace("shuffled = list(dataset)", "shuffled = dataset")
    grader = Grader("ch06_training", Variant("ch06_training", text), in_process=True)
    problem = first_problem(grader.run_all(explained="first"))
    assert ".train(" in problem.departure.steps[-1]  # which is where it is seen
    assert wanted("ch06_training", problem) == "Trainer.train_epoch"


LAST = "is_last = i == len(layer_sizes) - 1"


@pytest.fixture
def forward(tmp_path):
    """Return a course with chapter 3 written, and nothing before it."""
    course = small_course(tmp_path / "course", ONE, "ch02_neuron", FORWARD)
    for name in (f"lessons/{FORWARD}.md", f"tests/mistakes/{FORWARD}.py"):
        course.write(name, (ROOT / name).read_bytes())
    course.write(f"exercises/{FORWARD}.py", as_exercise(solution_text(FORWARD)))
    return course


@pytest.mark.full
@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("is_last = i == len(layer_sizes) - 2", ""),  # one small change of the line mends it
        ("is_last, _ = i == 1, i", "__init__"),  # it takes more
    ],
)
def test_the_hint_is_for_the_method_that_a_search_finds_at_fault(
    forward, monkeypatch, capsys, line, method
):
    forward.change(f"exercises/{FORWARD}.py", LAST, line)
    submission = Submission(forward.path / "exercises", "solutions")
    problem = first_problem(Grader(FORWARD, submission).run_all(explained="first"))
    assert problem.task == "Network" and not problem.sentence
    assert wanted(FORWARD, problem) == "Network.forward"  # which is where it is seen
    looked = []

    def look(*asked):
        looked.append(look_for_cause(*asked[:3], 30))  # however slow the machine
        assert asked[2].method == method

    monkeypatch.setattr(hint, "look_for_cause", look)
    monkeypatch.setattr(hint, "ROOT", forward.path)
    monkeypatch.setattr(hint, "SHOWN", forward.path / ".hints.json")
    monkeypatch.setattr(sys, "argv", ["hint.py", "3", "--earlier", "solutions"])
    assert hint.main() == 0 and looked == [True]
    assert capsys.readouterr().out.startswith("Network.__init__ · hint 1 of")


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("return [[rng.gauss", "return 5, [[rng.gauss", "he_normal"),
        ("if len(layer_sizes) < 2:", "if len(layer_sizes) < 1:", "Network.__init__"),
    ],
)
def test_where_no_other_method_was_called_none_is_searched_for(
    forward, monkeypatch, capsys, old, new, name
):
    forward.change(f"exercises/{FORWARD}.py", old, new)
    monkeypatch.setattr(hint, "look_for_cause", None)
    monkeypatch.setattr(hint, "ROOT", forward.path)
    monkeypatch.setattr(hint, "SHOWN", forward.path / ".hints.json")
    monkeypatch.setattr(sys, "argv", ["hint.py", "3", "--earlier", "solutions"])
    assert hint.main() == 0
    assert capsys.readouterr().out.startswith(f"{name} · hint 1 of")


@pytest.mark.full
def test_what_a_report_on_our_earlier_chapters_names_gives_the_hint_for_it(forward):
    forward.change(f"exercises/{FORWARD}.py", LAST, "is_last = i == 1")
    ours = ["--earlier", "solutions"]
    report = grade_folder(FORWARD, forward.path / "exercises", *ours)[1]
    assert " · make hint 3 EARLIER=solutions\n" in report and "not yet      Network" in report
    said = forward.run("hint", "3", *ours)[1]
    assert said.startswith("Network.") and "one more: make hint 3 EARLIER=solutions\n" in said
    assert not forward.run("hint", "3")[1].startswith("Network.")  # nothing to stand on
    forward.write(f"exercises/{FORWARD}.py", "class Layer(:\n")
    said = "The file doesn't load yet. Type: make check-chapter 3"
    assert forward.run("hint", "3", *ours) == (1, f"{said} EARLIER=solutions\n")


def test_hints_for_a_method_are_counted_by_themselves():
    shown = {}
    for name in ("Trainer.train_step", "Trainer.train"):
        assert next_hint("ch06_training", name, shown, "h").startswith(f"{name} · hint 1 of")
    again = next_hint("ch06_training", "Trainer.train", shown, "h")
    assert "The lesson's section: lessons/ch06_training.md#trainer" in again
    assert shown == {"ch06_training Trainer.train_step": 1, "ch06_training Trainer.train": 1}


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
    assert status == 0 and "hint 1 of 2" in output
    assert "(.hints.json can't be written: it is a folder. The same hint will come" in output


def test_what_is_not_graded_has_no_hint(course):
    course.write(f"exercises/{ONE}.py", "def vector_add(a, b:\n")
    assert course.run("hint", "1") == (1, "The file doesn't load yet. Type: make check-chapter 1\n")
    assert not (course.path / ".hints.json").exists()


def test_a_lesson_that_is_missing_is_named(course):
    (course.path / f"lessons/{ONE}.md").unlink()
    again = f"There is no lessons/{ONE}.md. To have it again: git restore lessons/{ONE}.md\n"
    assert course.run("hint", "1") == (1, again)


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


def test_where_the_method_at_fault_is_not_known_it_says_so(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(hint, "SHOWN", tmp_path / "shown")
    asked = [{"do": "call", "target": path} for path in (["Layer"], ["$layer", "forward"])]
    problem = Outcome("Layer", "not yet", Departure("value", ["layer.forward([1])"]), asked=asked)
    for target, said in (("", True), ("Layer.forward", False)):
        problem.target = target
        hint.hint("ch03_forward", {"Layer": problem}, "", Submission("exercises"))
        shown = capsys.readouterr().out
        assert shown.startswith("Layer.forward · hint")
        assert ("The difference shows in Layer.forward. Its cause may lie in" in shown) is said


def test_where_the_cause_lies_in_an_earlier_chapter_the_hint_leads_there(capsys):
    problem = Outcome("Neuron", "not yet", Departure("value", ["neuron.forward([1])"]))
    problem.waits_for = ["ch01_math:dot_product"]
    hint.hint("ch02_neuron", {"Neuron": problem}, "", Submission("exercises"))
    said = capsys.readouterr().out
    assert "mend dot_product first" in said and said.rstrip().endswith("make hint 1")
