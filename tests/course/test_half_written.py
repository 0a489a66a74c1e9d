"""What is said of a class of which some methods are written, and others wait."""

import ast

import pytest
from variants import Variant

from grading.chapters import as_exercise, solution_text
from grading.faults import with_unwritten
from grading.grade import Grader, first_problem
from grading.repair_search import look_for_cause
from grading.report import report_on
from grading.report_terminal import chapter_text

NEURON, TRAINING, LETTERS = "ch02_neuron", "ch06_training", "ch07_letter_classifier"
BACKPROP, AUTOGRAD = "ch05_backprop", "np5_autograd"
PATIENCE = 30  # seconds, where machines are slow

pytestmark = pytest.mark.some(3)


def half_written(stem, task, waiting, *edits):
    """Return a solution with some edits, and the stub's raise in place of some methods' code."""
    text = as_exercise(solution_text(stem))
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    lines = text.split("\n")
    (cls,) = (node for node in ast.parse(text).body if getattr(node, "name", "") == task)
    for node in reversed([node for node in cls.body if getattr(node, "name", "") in waiting]):
        first, last = node.body[1], node.body[-1]
        lines[first.lineno - 1 : last.end_lineno] = [
            f'        raise NotImplementedError("{task}.{node.name}")'
        ]
    return "\n".join(lines)


def told(stem, text):
    """Return (what is said of a chapter, on one line; the outcome that it is about)."""
    submission = Variant(stem, text)
    outcomes = Grader(stem, submission).run_all(explained="first")
    problem = first_problem(outcomes)
    look_for_cause(stem, submission, problem, PATIENCE)
    return " ".join(chapter_text(report_on(stem, submission, outcomes)).split()), problem


def line_of(text, part):
    return next(i for i, line in enumerate(text.split("\n"), 1) if part in line)


@pytest.mark.parametrize(
    ("stem", "task", "waiting", "old", "new", "sentence"),
    [
        (TRAINING, "Trainer", ["train"], " / len(shuffled)", "", "That is the sum of the losses."),
        (
            LETTERS,
            "LetterClassifier",
            ["predict", "evaluate"],
            "softmax(self.network.forward(inputs))",
            "self.network.forward(inputs)",
            "Those are the logits",
        ),
        (
            TRAINING,
            "Trainer",
            ["train_epoch", "train"],
            "return loss\n",
            "return self.network.loss(inputs, target)\n",
            "The loss is measured after the update.",
        ),
    ],
)
def test_a_mistake_is_named_though_other_methods_wait(stem, task, waiting, old, new, sentence):
    text = half_written(stem, task, waiting, (old, new))
    said, problem = told(stem, text)
    assert sentence in said
    heading = f"def {problem.target.partition('.')[2]}("
    assert f":{line_of(text, heading)} " in said


def test_a_line_is_named_though_other_methods_wait():
    edit = "        self.network.backward(target)\n", ""
    text = half_written(TRAINING, "Trainer", ["train_epoch", "train"], edit)
    said, problem = told(TRAINING, text)
    update = "sgd_update(self.network, self.learning_rate)"
    assert text.split("\n")[problem.line - 1].strip() == update
    assert (
        f"`{update}`: with one more line above it, every test of Trainer passes, with ours for the "
        "rest of it." in said
    )
    assert problem.change == ["+        self.network.backward(target)"]


def test_a_mistake_is_named_though_ours_would_not_go_with_what_theirs_keeps():
    edits = [
        ("return 1 if self.forward(inputs) > 0", "return 1 if self.forward(inputs) >= 0"),
        ("self.learning_rate = learning_rate", "self.eta = learning_rate"),
    ]
    text = half_written(NEURON, "Perceptron", ["train"], *edits)
    assert "At z = 0 the answer should be 0." in told(NEURON, text)[0]


def test_no_number_is_told_that_comes_from_beside_ours():
    edit = "return dot_product(self.weights, inputs) + self.bias", "return 0.125 * (self.z(inputs))"
    own = (
        "def z(self, inputs):\n        return dot_product(self.weights, inputs) + self.bias\n\n    "
    )
    edits = [edit, ("def predict(self", f"{own}def predict(self")]
    said, problem = told(NEURON, half_written(NEURON, "Perceptron", ["predict", "train"], *edits))
    assert problem.filled and "times the right one" not in said
    said, problem = told(NEURON, half_written(NEURON, "Perceptron", [], *edits))
    assert "The answer is 0.125 times the right one." in said


def test_what_isnt_written_is_nothing_that_goes_wrong():
    ours = "return 1 if self.forward(inputs) > 0 else 0"
    theirs = "return self.forward(inputs) * 2 >= 0 and self.bias < 7"
    said, problem = told(NEURON, half_written(NEURON, "Perceptron", ["train"], (ours, theirs)))
    assert problem.state == "not yet" and "a later one" not in said


def test_nothing_is_said_to_be_right_that_is_wrong_once_the_rest_is_written():
    text = half_written(NEURON, "Neuron", ["forward"], ("list(weights)", "weights"))
    said, problem = told(NEURON, text)
    assert problem.state == "not started" and "right answers so far" not in said
    said, _ = told(NEURON, half_written(NEURON, "Neuron", ["forward"]))
    assert "Neuron.__init__ gave the right answers so far." in said
    own = "self.rng = random.Random(seed)", "self.chance = random.Random(seed)"
    said, _ = told(TRAINING, half_written(TRAINING, "Trainer", ["train_epoch", "train"], own))
    assert "Trainer.__init__ and Trainer.train_step gave the right answers so far." in said


def test_a_written_method_that_is_wrong_comes_before_one_that_waits():
    check = "if not math.isfinite(loss):", "if loss == 7:"
    text = half_written(TRAINING, "Trainer", ["train_epoch", "train"], check)
    said, problem = told(TRAINING, text)
    assert problem.state == "not yet" and "Next: write" not in said
    assert "expected a ValueError" in said and f":{line_of(text, 'def train_step(')} " in said


def test_where_all_that_is_written_is_right_the_next_method_is_told():
    said, _ = told(TRAINING, half_written(TRAINING, "Trainer", ["train_epoch", "train"]))
    assert "Next: write Trainer.train_epoch." in said


@pytest.mark.full
@pytest.mark.parametrize(
    ("stem", "task"),
    [(BACKPROP, "BackpropLayer"), (TRAINING, "Trainer"), (AUTOGRAD, "AutogradMLP")],
)
def test_with_ours_for_what_waits_the_class_is_right(stem, task):
    tree = ast.parse(solution_text(stem)).body
    (cls,) = (node for node in tree if getattr(node, "name", "") == task)
    methods = [node.name for node in cls.body if isinstance(node, ast.FunctionDef)]
    for first in (1, 2):  # every other method is theirs
        text = half_written(stem, task, methods[first - 1 :: 2])
        filled = with_unwritten(stem, Variant(stem, text), task)
        outcome = Grader(stem, filled, in_process=True).run_all()[task]
        assert outcome.state == "passed", outcome.departure
        assert filled.text(stem).startswith(text)


def test_of_a_class_that_is_written_and_of_one_that_isnt_nothing_is_filled_in():
    assert with_unwritten(NEURON, Variant(NEURON, solution_text(NEURON)), "Perceptron") is None
    assert with_unwritten(NEURON, Variant(NEURON, solution_text(NEURON)), "relu") is None
    text = half_written(NEURON, "Perceptron", ["__init__", "forward", "predict", "train"])
    assert with_unwritten(NEURON, Variant(NEURON, text), "Perceptron") is None
