"""What a report says of answers that no known mistake gives: what they are to the right ones."""

import pytest
from variants import Variant

from grading.chapters import needs_numpy, solution_text
from grading.grade import Grader
from grading.report import report_on
from grading.report_terminal import chapter_text

pytestmark = pytest.mark.some(4)

DOT = """
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError(f"{{len(a)}} and {{len(b)}}")
    total = sum(x * y for x, y in zip(a, b, strict=True))
    return {answer}
"""
TANH = """
def tanh_derivative(z):
    slope = 1 - math.tanh(z) ** 2
    return {answer}
"""
FORMER = """
before = [0.0]


def tanh_derivative(z):
    before.append(1 - math.tanh(z) ** 2)
    return before[-2]
"""
GRADIENT = """
class SimpleNN(SimpleNN):
    def backward(self, X, y):
        super().backward(X, y)
        self.dW1 = 3 * self.dW1
"""
COUNTED = """
seen = []


def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    seen.append(a)
    return sum(x * y for x, y in zip(a, b)) + (len(seen) > 1)
"""
NUMBERED = """
class Neuron(Neuron):
    def forward(self, inputs):
        Neuron.number = getattr(Neuron, "number", self)
        super().forward(inputs)
        self.a = self.a if Neuron.number is self else self.a + 1
        return self.a
"""
STALE = """
class BackpropLayer(BackpropLayer):
    def __init__(self, *args):
        super().__init__(*args)
        self.columns = transpose(self.weights)

    def backward(self, output_gradients):
        super().backward(output_gradients)
        return matrix_vector_multiply(self.columns, self.bias_gradients)
"""
AS_MADE = """
class Layer(Layer):
    def __init__(self, *args):
        super().__init__(*args)
        self.first = [row[:] for row in self.weights], self.biases[:]

    def forward(self, inputs):
        now, (self.weights, self.biases) = (self.weights, self.biases), self.first
        outputs = super().forward(inputs)
        self.weights, self.biases = now
        return outputs
"""
ALIAS = """
class Neuron(Neuron):
    def __init__(self, weights, *args, **more):
        super().__init__(weights, *args, **more)
        self.given, self.copy = weights, list(weights)

    def forward(self, inputs):
        super().forward(inputs)
        self.z += (self.given[0] - self.copy[0]) / 8
        return self.a
"""
ONE_LIST = """
class Layer(Layer):
    def __init__(self, input_size, output_size, activation="relu", rng=None):
        super().__init__(input_size, output_size, activation, rng)
        self.size = input_size

    def forward(self, inputs):
        if len(inputs) != self.size:
            raise ValueError(f"{len(inputs)} inputs, where {self.size} belong")
        answer = super().forward(inputs)
        return self.z_values if answer == self.z_values else answer
"""
SORTED = """
def softmax(logits):
    logits.sort()
    powers = [math.exp(z - logits[-1]) for z in logits]
    return [power / sum(powers) for power in powers]
"""
VERSION = """
class Neuron(Neuron):
    def forward(self, inputs):
        super().forward(inputs)
        return "1.2.3 4..5"
"""
ADDED = """
class SimpleNN(SimpleNN):
    def backward(self, X, y):
        before = getattr(self, "db2", 0)
        super().backward(X, y)
        self.db2 = self.db2 + before
"""
FIXED = """
def tanh_derivative(z):
    return 0.0 if z else 1.0
"""
OWN_FACTOR = """
def times(self, other):
    A, B = self.data, other.data
    return record(A * B, "*", (self, lambda G: G * A), (other, lambda G: G * B))


def backward(self, ours=Tensor.backward):
    if self.data.shape:
        raise ValueError(str(self.data.shape))
    ours(self)


Tensor.__mul__, Tensor.backward = times, backward
"""
WORDS = (
    "Every number",
    "The answer",
    "The right answers",
    "Each answer",
    "The signs are",
    "What comes back",
    "As the first call",
    "Where ",
)


def told_of(stem, wrong):
    text = solution_text(stem)
    start = text.index("\ndef main")
    submission = Variant(stem, f"{text[:start]}\n{wrong}\n{text[start:]}")
    outcomes = Grader(stem, submission).run_all(explained="first")
    return chapter_text(report_on(stem, submission, outcomes))


@pytest.mark.some(7)
@pytest.mark.parametrize(
    ("stem", "wrong", "sentence"),
    [
        ("ch01_math", DOT.format(answer="round(total, 3)"), "answers, rounded to 3 decimals."),
        ("ch01_math", DOT.format(answer="2.5 * total"), "The answer is 2.5 times the right one."),
        ("ch01_math", DOT.format(answer="abs(total)"), "every number is the size of the right"),
        ("ch02_neuron", TANH.format(answer="-slope"), "The answer has the wrong sign."),
        ("ch02_neuron", TANH.format(answer="slope + 0.5"), "is the right one plus 0.5."),
        ("ch02_neuron", FORMER, "Each answer is the right one for the call before."),
        (
            "ch02_neuron",
            "def sigmoid(z, of=sigmoid):\n    return of(max(-10, min(10, z)))",
            "The answers are right, except that none is below about 4.54e-05",
        ),
        ("np1_xor", GRADIENT, "Every number is 3 times the right one."),
        ("ch01_math", COUNTED, "If this were the first call of all, its answer would be right."),
        ("ch02_neuron", NUMBERED, "If no other object had been made, this would be right."),
        ("ch05_backprop", STALE, "Without `layer.weights = …` that would be right."),
        ("ch03_forward", AS_MADE, "Without the values that were set here that would be right."),
        ("ch02_neuron", ALIAS, "`weights[0] = …` also changes what your object keeps."),
        ("ch03_forward", ONE_LIST, "[0] = 99.0` wrote that. Is it one list under two names?"),
        (
            "ch04_loss",
            SORTED,
            "The caller's list was changed: logits is [1.0, 2.0] after the call.",
        ),
        (
            "np1_xor",
            ADDED,
            "If forward and backward were called only once here, this would be right.",
        ),
    ],
)
def test_it_is_named(stem, wrong, sentence):
    if needs_numpy(stem):
        pytest.importorskip("numpy")
    assert sentence in " ".join(told_of(stem, wrong).split())


@pytest.mark.some(3)
@pytest.mark.parametrize(
    ("stem", "wrong", "told", "sentence"),
    [  # what departs by next to nothing, and None beside an argument that isn't plain
        (
            "ch02_neuron",
            "def sigmoid(z, of=sigmoid):\n    return 0.0 if z <= -30 else of(z)",
            "got 0.0",
            "The signs are lost",
        ),
        (
            "ch04_loss",
            "def softmax(logits, of=softmax):\n    return [max(p, 1e-15) for p in of(logits)]",
            "1e-15]",
            "An empty list has no softmax",
        ),
        (
            "ch06_training",
            "def accuracy(network, dataset, of=accuracy):\n    of(network, dataset)",
            "None came back.",
            "first argument",
        ),
    ],
)
def test_what_is_not_so_is_not_said(stem, wrong, told, sentence):
    report = " ".join(told_of(stem, wrong).split())
    assert told in report and sentence not in report


def test_a_text_that_looks_like_numbers_is_read_as_any_text():
    assert "1.2.3 4..5" in told_of("ch02_neuron", VERSION)


@pytest.mark.full
def test_what_takes_two_objects_is_not_blamed_on_sharing():
    pytest.importorskip("numpy")
    told = told_of("np5_autograd", OWN_FACTOR)
    assert "expected  [12.0, 12.0]" in told and "If no other object" not in told


@pytest.mark.some(3)
@pytest.mark.parametrize(
    "answer",
    [
        "-total if len(a) == 3 else total",  # not in every call
        "-total if total > -50 else total",
        "0 * total",
        "total if abs(total) < 50 else math.inf",
        "(lambda: total + __import__('random').random())()",  # wrong each time, and otherwise
    ],
)
def test_what_holds_at_times_is_not_said(answer):
    told = told_of("ch01_math", DOT.format(answer=answer))
    assert "not yet      dot_product" in told
    assert not any(words in told for words in WORDS)
