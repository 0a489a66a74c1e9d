"""The report says what a tutor would: the first departure, its cause, and whose fault it is."""

import re

import pytest
from runs import exercises_from_solutions, grade_folder

from grading.behaviour import loss_story
from grading.chapters import as_exercise, solution_text, stems
from grading.compare import compare, show_both

pytestmark = pytest.mark.some(2)


def flat(text):
    return re.sub(r"\s+", " ", text)


def variant(stem, source, target):
    """Return a solution's text with a function of source in place of target."""
    text = as_exercise(solution_text(stem))
    name = re.match(r"def (\w+)", source)[1]
    return f"{text}\n\n{source}\n\n{target} = {name}\n"


def graded(tmp_path, stem, replaced, *options):
    folder = exercises_from_solutions(tmp_path / "work", stems(), **replaced)
    status, output = grade_folder(stem, folder.name, *options, cwd=tmp_path)
    assert status == 1
    return flat(output)


def test_a_fault_in_an_earlier_chapter_is_named(tmp_path):
    wrong = "def same(matrix):\n    return [list(row) for row in matrix]"
    replaced = {"ch01_math": variant("ch01_math", wrong, "transpose")}
    output = graded(tmp_path, "ch05_backprop", replaced)
    assert "It passes on our earlier chapters" in output
    assert "mend transpose in work/ch01_math.py first (make check-chapter 1)" in output


def test_on_our_earlier_chapters_that_fault_does_not_count(tmp_path):
    wrong = "def same(matrix):\n    return [list(row) for row in matrix]"
    folder = exercises_from_solutions(
        tmp_path / "work", stems(), ch01_math=variant("ch01_math", wrong, "transpose")
    )
    status, _ = grade_folder("ch05_backprop", folder.name, "--earlier", "solutions", cwd=tmp_path)
    assert status == 0


def test_a_fault_of_this_chapter_stays_in_this_chapter(tmp_path):
    wrong = (
        "def no_bias(self, inputs):\n"
        "    self.inputs = list(inputs)\n"
        "    self.z_values = matrix_vector_multiply(self.weights, inputs)\n"
        "    self.outputs = [self.activation_function(z) for z in self.z_values]\n"
        "    return list(self.outputs)"
    )
    replaced = {"ch03_forward": variant("ch03_forward", wrong, "Layer.forward")}
    output = graded(tmp_path, "ch03_forward", replaced)
    assert "earlier chapters" not in output
    assert "layer.z_values expected" in output  # the first stage that departs, not the outputs


def test_an_unwritten_earlier_task_is_waited_for(tmp_path):
    stub = "def not_yet(matrix):\n    raise NotImplementedError('transpose')"
    text = variant("ch01_math", stub, "transpose")
    output = graded(tmp_path, "ch05_backprop", {"ch01_math": text})
    assert "BackpropLayer" in output and "waiting" in output
    assert "EARLIER=solutions" in output


def test_a_mistake_in_a_learners_file_earns_its_sentence(tmp_path):
    wrong = "def products(a, b):\n    return [a[i] * b[i] for i in range(len(a))]"
    replaced = {"ch01_math": variant("ch01_math", wrong, "dot_product")}
    output = graded(tmp_path, "ch01_math", replaced)
    assert "That is the list of products. A dot product is one number: add them up." in output


def test_an_unknown_mistake_gets_the_plain_report_and_no_guess(tmp_path):
    wrong = "def odd(a, b):\n    return 0.125"
    replaced = {"ch01_math": variant("ch01_math", wrong, "dot_product")}
    output = graded(tmp_path, "ch01_math", replaced)
    assert "expected 32 got 0.125 work/ch01_math.py" in output


def test_verbose_shows_every_failing_task(tmp_path):
    wrong = "def odd(a, b):\n    return 0.125"
    text = variant("ch01_math", wrong, "dot_product") + "\n\nvector_add = odd\n"
    output = graded(tmp_path, "ch01_math", {"ch01_math": text}, "-v")
    assert "vector_add([1, 2, 3], [10, 20, 30])" in output
    assert "dot_product([1, 2, 3], [4, 5, 6])" in output


@pytest.mark.parametrize(
    ("expected", "got", "shown"),
    [
        (0.1, 0.2, ("0.1", "0.2", "")),
        (0.123456789, 0.123456111, ("0.123457", "0.123456", "")),
        ([1, 2.5, 3], [1, 2.5, 4], ("[1, 2.5, 3]", "[1, 2.5, 4]", "[2]")),
        ([[1, 2], [3, 4]], [[1, 2], [3, 5]], ("[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]", "[1][1]")),
        (
            [[float(i * j) for j in range(9)] for i in range(5)],
            [[float(i * j + (i == 3 and j == 1)) for j in range(9)] for i in range(5)],
            (
                "[…, [0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0], …]",
                "[…, [0.0, 4.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0], …]",
                "[3][1]",
            ),
        ),
        ([1, 2, 3], [1, 2], ("[1, 2, 3]", "[1, 2]", "")),
    ],
)
def test_both_values_are_shown_so_that_the_difference_is_seen(expected, got, shown):
    assert show_both(expected, got, compare(expected, got).path) == shown


@pytest.mark.parametrize(
    ("losses", "words"),
    [
        ([0.7, 0.9, 1.4, 2.0, 3.1], "rises from 0.7 to 3.1 in 5 epochs"),
        ([0.693, 0.693, 0.693], "stays at 0.693"),
        ([0.7, 2.0, 0.6, 1.9, 0.5, 2.2], "jumps about"),
        ([0.7, 5.0, float("nan")], "is nan from epoch 3 on"),
        ([0.7, 0.6, 0.55, 0.54], "falls from 0.7 to 0.54 in 4 epochs"),
        (["a", "b"], ""),
        ([0.7], ""),
    ],
)
def test_the_loss_is_told_as_it_went(losses, words):
    story = loss_story(losses)
    assert words in story and bool(story) == bool(words)
