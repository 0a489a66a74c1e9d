"""The search for the one small change that makes a learner's task right: which line it names."""

import ast
import time

import pytest
from attacks import DISARM, TOOLS
from right_programs import begun_with
from runs import exercises_from_solutions, grade_folder
from variants import Variant

from commands import results, watch
from grading import repair_search
from grading.chapters import as_exercise, solution_text, stems, tasks
from grading.grade import Chapter, Grader, Outcome, first_problem
from grading.repair_candidates import QUESTIONS, Repair, is_repair, repairs_of
from grading.repair_edits import repairs
from grading.repair_search import look_for_cause
from grading.report import report_on
from grading.report_look import look
from grading.report_terminal import task_lines, wrapped

pytestmark = pytest.mark.some(5)

MATH, NEURON, FORWARD, LOSS = "ch01_math", "ch02_neuron", "ch03_forward", "ch04_loss"
BACKPROP, TRAINING, XOR, DIGITS = "ch05_backprop", "ch06_training", "np1_xor", "np2_digits"
LETTERS, AUTOGRAD = "ch07_letter_classifier", "np5_autograd"
PATIENCE = 30  # seconds, where machines are slow: what is found doesn't rest on the clock
LENGTHS = "if len(a) != len(b):\n        raise ValueError(f'{len(a)} and {len(b)}')\n    "


def function(stem, heading, body):
    """Return the stub with a function after it, which is the one that counts."""
    return f"{begun_with(stem)}\n\ndef {heading}:\n    {body}\n"


def with_edit(stem, old, new):
    text = as_exercise(solution_text(stem))
    assert text.count(old) == 1, (stem, old)
    return text.replace(old, new)


def first_wrong(stem, submission):
    """Return the Outcome of a submission's first wrong task; the ones after it don't run."""
    grader, chapter = Grader(stem, submission), Chapter(stem)
    try:
        outcomes = (grader.run_task(name, chapter)[0] for name in chapter.tests)
        return next(outcome for outcome in outcomes if outcome.state == "not yet")
    finally:
        grader.close()


def looked(stem, text, seconds=PATIENCE):
    """Return (the line that a search names, the question on it), and ("", "") for none."""
    submission = Variant(stem, text)
    problem = first_wrong(stem, submission)
    look_for_cause(stem, submission, problem, seconds)
    line = text.splitlines()[problem.line - 1].strip() if problem.line else ""
    return line, problem.question


WRITTEN = [  # (function of chapter 1, its body, the line to look at, the kind of repair)
    (
        "vector_add(a, b)",
        f"{LENGTHS}c = []\n    for i in range(len(a) - 1):\n        c.append(a[i] + b[i])\n"
        "    return c",
        "for i in range(len(a) - 1):",
        "range",
    ),
    (
        "vector_add(a, b, c=[])",
        f"{LENGTHS}for x, y in zip(a, b):\n        c.append(x + y)\n    return c",
        "def vector_add(a, b, c=[]):",
        "shared",
    ),
    (
        "vector_subtract(a, b)",
        f"{LENGTHS}return [abs(x - y) for x, y in zip(a, b)]",
        "return [abs(x - y) for x, y in zip(a, b)]",
        "call",
    ),
    (
        "dot_product(a, b)",
        f"{LENGTHS}total = 0\n    for x, y in zip(a, b):\n        total += x * y\n"
        "        return total\n    return 0",
        "return total",
        "return",
    ),
    (
        "elementwise_multiply(a, b)",
        "if len(a) < len(b):\n        raise ValueError(f'{len(a)} {len(b)}')\n"
        "    return [x * y for x, y in zip(a, b)]",
        "if len(a) < len(b):",
        "comparison",
    ),
    (
        "outer_product(a, b)",
        "rows, row = [], []\n    for x in a:\n        for y in b:\n            row.append(x * y)\n"
        "        rows.append(list(row))\n    return rows",
        "",  # the row begins once, in a line with what must: no one edit parts them
        "",
    ),
    (
        "outer_product(a, b)",
        "rows = []\n    row = []\n    for x in a:\n        for y in b:\n"
        "            row.append(x * y)\n        rows.append(row)\n    return rows",
        "row = []",
        "loop",
    ),
    (
        "matrix_vector_multiply(m, v)",
        "if any(len(row) != len(v) for row in m):\n"
        "        raise ValueError(f'{[len(row) for row in m]} {len(v)}')\n"
        "    return [sum(m[j][i] * v[j] for j in range(len(v))) for i in range(len(m))]",
        "return [sum(m[j][i] * v[j] for j in range(len(v))) for i in range(len(m))]",
        "index",
    ),
    (  # to return first is to leave it out, and no other line
        "vector_scale(v, scalar)",
        "if not scalar or len(v) == 0:\n        return list(v)\n"
        "    return [scalar * number for number in v]",
        "if not scalar or len(v) == 0:",
        "condition",
    ),
    (  # an edit without end costs its turn alone
        "dot_product(a, b)",
        f"{LENGTHS}i, total = 0, 0\n    while i < len(a) - 1:\n        total += a[i] * b[i]\n"
        "        i += 1\n    return total",
        "while i < len(a) - 1:",
        "comparison",
    ),
]
EDITED = [  # (chapter, what of the solution gives way, to what, the kind of repair)
    (NEURON, "1 + math.exp(-z)", "1 - math.exp(-z)", "operator"),
    (NEURON, "self.z = dot_product", "z = dot_product", "self"),
    (NEURON, "if self.forward(inputs) > 0", "if self.forward(inputs) >= 0", "comparison"),
    (FORWARD, "for z in self.z_values]", "for z in self.inputs]", "name"),
    (FORWARD, "self.biases = [0.0] * output_size", "self.biases = [0.0] * input_size", "name"),
    (LOSS, "math.exp(z - largest) for", "math.exp(largest - z) for", "exchanged"),
    (
        LOSS,
        "return dot_product(differences, differences) / len(differences)",
        "return dot_product(differences, differences)",
        "missing",
    ),
    (
        LOSS,
        "total = sum(powers)\n    return [power / total for power in powers]",
        "return [power / largest for power in powers]",
        "divisor",
    ),
    (
        BACKPROP,
        "outer_product(delta, self.inputs)",
        "outer_product(self.inputs, delta)",
        "arguments",
    ),
    (
        BACKPROP,
        "multiply(transpose(self.weights), delta)",
        "multiply(self.weights, delta)",
        "transposed",
    ),
    (BACKPROP, "in reversed(self.layers)", "in self.layers", "part"),
    (BACKPROP, "for z in self.z_values]", "for z in self.outputs]", "name"),
    (TRAINING, "max_norm / norm)", "max_norm // norm)", "operator"),
    (TRAINING, "/ len(shuffled)", "/ len(self.loss_history or [1])", "length"),
    (XOR, "dZ2.sum(axis=0)", "dZ2.sum(axis=1)", "axis"),
    (XOR, "X.T @ dZ1", "X @ dZ1", "transposed"),
    (XOR, "self.b1 -= self.learning_rate", "self.b1 += self.learning_rate", "operator"),
    (DIGITS, "exponentials.sum(axis=1, keepdims=True)", "exponentials.sum(axis=1)", "axis"),
    (
        DIGITS,
        "np.mean(predicted == labels)",
        "np.mean([p is l for p, l in zip(predicted, labels)])",
        "same",
    ),
    (
        LETTERS,
        "Trainer(self.network, learning_rate, seed)",
        "Trainer(self.network, learning_rate)",
        "handed",
    ),
    (BACKPROP, "abs(a) + abs(n)", "abs(a + n)", "operator"),
    (
        LETTERS,
        "return LETTERS[chances.index(max(chances))]",
        "chances = dict(zip(LETTERS, chances))\n        return max(chances)",
        "keys",
    ),
    (DIGITS, "np.eye(self.P.shape[1], dtype=np.float32)[l", "np.eye(self.P.shape[1])[l", "option"),
    (
        LOSS,
        "total = sum(powers)\n    return [power / total for power in powers]",
        "for i in range(len(powers)):\n        powers[i] /= sum(powers)\n    return powers",
        "loop",
    ),
]


@pytest.mark.full
@pytest.mark.parametrize(("heading", "body", "line", "kind"), WRITTEN)
def test_the_line_of_a_slip_is_named(heading, body, line, kind):
    assert looked(MATH, function(MATH, heading, body)) == (line, QUESTIONS.get(kind, ""))


@pytest.mark.some(17)
@pytest.mark.parametrize(("stem", "old", "new", "kind"), EDITED)
def test_the_line_of_an_edit_is_named(stem, old, new, kind):
    line, question = looked(stem, with_edit(stem, old, new))
    assert line and line in new or new in line
    assert question == QUESTIONS.get(kind, "")


def test_where_a_branch_answers_wrongly_its_condition_is_not_blamed():
    # to turn the comparison keeps the branch out, so that all is right
    signs = "z = self.forward(inputs)\n        if z > 0:\n            return 1\n"
    signs += "        elif z < 0:\n            return -1\n        else:\n            return 0"
    text = with_edit(NEURON, "return 1 if self.forward(inputs) > 0 else 0", signs)
    assert looked(NEURON, text) == ("elif z < 0:", QUESTIONS["case"])


FORWARDED = """self.inputs = list(inputs)
        self.z = dot_product(self.weights, inputs)
        self.a = self.activation_function(self.z) + self.bias"""


def test_the_method_is_named_that_is_right_with_ours_in_its_place():
    start = as_exercise(solution_text(NEURON))
    right = start[start.index("self.inputs = list") : start.index("        return self.a\n")]
    text = with_edit(NEURON, right.rstrip(), FORWARDED)
    submission = Variant(NEURON, text)
    problem = first_wrong(NEURON, submission)
    assert look_for_cause(NEURON, submission, problem, PATIENCE)
    assert (problem.method, problem.question, problem.change) == (
        "forward",
        "",
        [],
    )
    assert text.splitlines()[problem.line - 1].strip().startswith("def forward(self")
    said = " ".join(map(str.strip, wrapped(look(NEURON, submission, problem))))
    assert said.startswith(f"If our forward replaces yours (line {problem.line}), every test")


def said_of(stem, text):
    """Return (the outcome of a text's first wrong task, where the report says to look)."""
    submission = Variant(stem, text)
    problem = first_wrong(stem, submission)
    assert look_for_cause(stem, submission, problem, PATIENCE)
    return problem, " ".join(" ".join(wrapped(look(stem, submission, problem))).split())


def test_of_two_methods_that_are_wrong_one_after_the_other_the_first_is_named():
    text = with_edit(XOR, "self.b1 -= self.learning_rate", "self.b1 -= 2 * self.learning_rate")
    text = text.replace("dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)", "dZ1 = dZ2 @ self.W2.T")
    problem, said = said_of(XOR, text)
    assert problem.method == "backward" and problem.partly
    assert f"(line {problem.line}), this test passes; a later one still fails." in said


def test_beside_another_fault_the_line_is_named_that_does_what_our_method_does():
    text = with_edit(XOR, "(self.forward(X) > 0.5)", "(self.forward(X) >= 0.5)")
    text = text.replace("1.0 / np.sqrt(hidden_size)", "1.0 / hidden_size")
    problem, said = said_of(XOR, text)
    assert problem.method == "predict" and problem.partly
    line = "`return (self.forward(X) >= 0.5).astype(int)`"
    assert f"For this one, a small change on line {problem.also}, {line}, is enough." in said
    assert said.endswith(QUESTIONS["comparison"])


def test_a_line_that_is_wanted_elsewhere_is_no_change_there():
    text = with_edit(
        NEURON,
        "        self.weights = [0.0] * n_inputs\n",
        "        for _ in range(n_inputs):\n            self.weights.append(0.0)\n",
    )
    start = text.index("    def __init__(self, n_inputs")
    problem, said = said_of(NEURON, f"{text[:start]}    weights = []\n\n{text[start:]}")
    assert f"Look at line {problem.line}, `weights = []`: with one more line further down," in said


@pytest.mark.full
def test_where_two_methods_are_wrong_none_is_named():
    start = as_exercise(solution_text(NEURON))
    right = start[start.index("self.inputs = list") : start.index("        return self.a\n")]
    text = with_edit(NEURON, right.rstrip(), FORWARDED)
    text = text.replace("self.weights = list(weights)", "self.weights = weights[::-1]")
    assert looked(NEURON, text) == ("", "")


def test_twice_a_constant_is_tried():
    text = with_edit(NEURON, "return 1 - a * a", "return 2 * sigmoid_derivative(2 * z)")
    assert looked(NEURON, text) == ("return 2 * sigmoid_derivative(2 * z)", "")


def test_a_constant_is_a_line_and_no_cause():
    edited = with_edit(LOSS, "math.log(max(p, 1e-12))", "math.log(max(p, 1e-11))")
    line, question = looked(LOSS, edited)
    assert "max(p, 1e-11)" in line and question == ""


def test_a_number_that_the_docstring_names_is_tried():
    edited = with_edit(LOSS, "math.log(max(p, 1e-12))", "math.log(max(p, 1e-9))")
    assert "1e-12" in edited
    line, question = looked(LOSS, edited)
    assert "max(p, 1e-9)" in line and question == ""


def test_a_parameter_may_belong_where_one_of_its_values_stands():
    edited = with_edit(NEURON, "get_activation(activation)", 'get_activation("tanh")')
    line, question = looked(NEURON, edited)
    assert 'get_activation("tanh")' in line and question == ""


def test_a_name_of_a_loop_may_belong_where_a_number_stands():
    body = f"{LENGTHS}total = []\n    for i in range(len(a)):\n        total.append(a[i] + b[0])"
    line, question = looked(MATH, function(MATH, "vector_add(a, b)", f"{body}\n    return total"))
    assert line == "total.append(a[i] + b[0])" and question == ""


# what begins before a loop, and is one object in all its rounds: a line before, a copy within
ONE_LIST = """vector = [0.0] * 26
    examples = []
    for index, letter in enumerate(LETTERS):
        vector[index - 1] = 0.0
        vector[index] = 1.0
        examples.append((vector, letter))
    return examples"""


@pytest.mark.parametrize(
    "stem, heading, body, wanted",
    [
        (
            NEURON,
            "relu(z)",
            "if z > 0:\n        return z\n    elif z < 0:\n        return 0",
            ["if z > 0:", "elif z < 0:"],
        ),
        (
            LETTERS,
            "one_hot_letters()",
            ONE_LIST,
            ["vector = [0.0] * 26", "examples.append((vector, letter))"],
        ),
    ],
)
def test_where_either_of_two_lines_may_be_meant_both_are_named(stem, heading, body, wanted):
    text = function(stem, heading, body)
    submission = Variant(stem, text)
    problem = first_wrong(stem, submission)
    assert look_for_cause(stem, submission, problem, PATIENCE)
    lines = [text.splitlines()[line - 1].strip() for line in sorted((problem.line, problem.also))]
    assert lines == wanted and problem.either and not problem.question
    said = " ".join(" ".join(wrapped(look(stem, submission, problem))).split())
    assert "a small change to one or the other makes every test" in said


def test_where_more_lines_may_be_meant_none_is_named():
    body = f"{LENGTHS}s = 0\n    for x, y in zip(a, b):\n        s += x * y\n    s = -s"
    text = function(MATH, "dot_product(a, b)", f"{body}\n    t = 0 + s\n    return t")
    assert looked(MATH, text) == ("", "")


@pytest.mark.full
def test_a_statement_of_ours_is_tried_in_the_place_of_theirs():
    edited = with_edit(
        XOR,
        "self.b1 = np.zeros(hidden_size)",
        "self.b1 = np.random.default_rng(1).normal(size=(1, hidden_size))",
    )
    line, question = looked(XOR, edited)
    assert line.startswith("self.b1 = ") and question == ""


def test_a_statement_of_ours_takes_the_place_of_nothing_that_ours_goes_without():
    """What theirs reads may be what is wrong, so nothing is told by leaving it out."""
    theirs = "def f(a):\n    b = a - 1\n    return b + a\n"
    ours = "def f(a):\n    c = a + 1\n    b = a\n    return c * a\n"
    new = [edit[4][0][2] for edit in repairs(theirs, "f", ["f"], [], "", 0, ours) if "ours" in edit]
    assert new == ["b = a"]
    assert not any("ours" in edit for edit in repairs(theirs, "f", ["f"], [], "", 0, theirs))


def test_the_length_of_one_row_may_belong_where_that_of_all_rows_stands():
    body = """for layer in network.layers:
        for o in range(len(layer.weights)):
            for i in range(len(layer.weights)):
                layer.weights[o][i] -= learning_rate * layer.weight_gradients[o][i]
            layer.biases[o] -= learning_rate * layer.bias_gradients[o]"""
    text = function(TRAINING, "sgd_update(network, learning_rate)", body)
    assert looked(TRAINING, text) == ("for i in range(len(layer.weights)):", QUESTIONS["length"])


HIDDEN = """dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
        self.dW1 = X.T @ dZ1
        self.db1 = dZ1.sum(axis=0)"""
LAST_ROW = """delta = (dZ2 @ self.W2.T) * (1 - self.A1**2)
        self.db1 = delta.sum(axis=0)
        row = 0
        self.dW1 = 3 * np.outer(X[row], delta[-1])"""
UPDATE = """self.W1 -= self.learning_rate * self.dW1
        self.b1 -= self.learning_rate * self.db1
        self.W2 -= self.learning_rate * self.dW2
        self.b2 -= self.learning_rate * self.db2"""
NAMED = "self.W1, self.b1, self.W2, self.b2 = "
PAIRED = "zip([self.W1, self.b1, self.W2, self.b2], [self.dW1, self.db1, self.dW2, self.db2])"
HALVED = f"{NAMED}(w - g / 2 for w, g in {PAIRED})"
OVER_LINES = f"{NAMED}(\n            w - g / 2 for w, g in {PAIRED})"


@pytest.mark.full
@pytest.mark.parametrize(
    "old, new, said",
    [
        (HIDDEN, LAST_ROW, "sets dW1: `self.dW1 = 3 * np.outer(X[row], delta[-1])`."),
        (UPDATE, HALVED, f"All of yours is line {{}}: `{NAMED}(w - g / 2"),
        (UPDATE, OVER_LINES, f"All of yours begins on line {{}}: `{NAMED}(`."),
    ],
)
def test_of_a_method_at_fault_its_one_line_is_shown_or_what_sets_the_value(old, new, said):
    submission = Variant(XOR, with_edit(XOR, old, new))
    problem = first_wrong(XOR, submission)
    assert look_for_cause(XOR, submission, problem, PATIENCE)
    words = " ".join(" ".join(wrapped(look(XOR, submission, problem))).split())
    assert said.format(problem.also) in words
    line = submission.text(XOR).splitlines()[problem.also - 1].strip()
    assert line in new and line.startswith(said.partition("`")[2].rstrip("`."))


ANEW = [  # (chapter, function, its body, the line that another value makes right)
    (  # ours has it in two lines, and its own names
        LOSS,
        "softmax(logits)",
        "if not logits:\n        raise ValueError('no logits')\n"
        "    tops = list(map(lambda z: math.exp(min(z, 700)), logits))\n    whole = sum(tops)\n"
        "    return [t / whole for t in tops]",
        "tops = list(map(lambda z: math.exp(min(z, 700)), logits))",
    ),
    (
        NEURON,
        "tanh_derivative(z)",
        "return 1 / math.cosh(z) ** 2",
        "return 1 / math.cosh(z) ** 2",
    ),
    (  # what ours returns makes no list of theirs, and leaves no line of theirs without a use
        LETTERS,
        "noisy_letters(rng, copies=10, flip_probability=0.05)",
        "many = []\n    for letter in LETTERS:\n        for copy in range(copies):\n"
        "            dots = bitmap_pixels(letter)\n            for i in range(len(dots)):\n"
        "                if rng.random() < flip_probability:\n"
        "                    dots[i] = 1.0\n            many.append((dots, letter))\n"
        "    return many",
        "",
    ),
]


@pytest.mark.parametrize("stem, heading, body, line", ANEW)
def test_a_value_of_ours_is_tried_about_what_theirs_is_about(stem, heading, body, line):
    assert looked(stem, function(stem, heading, body)) == (line, "")


def test_a_value_of_theirs_may_be_like_another_that_they_work_out():
    theirs = (
        "def f(n):\n    a, c = h(n)\n    b = mean(a)\n    d = mean(c, weights=n)\n    k(b, d)\n"
    )
    new = [edit[4][0][2] for edit in repairs(theirs, "f", ["f"], [], "", 0) if edit[0] == "anew"]
    assert "mean(a, weights=n)" in new and "mean(c)" in new


def test_a_right_program_and_one_that_has_its_cause_are_not_searched(monkeypatch):
    monkeypatch.setattr(repair_search, "search", None)  # who calls it fails
    submission = Variant(MATH, solution_text(MATH))
    for outcome in Grader(MATH, submission, in_process=True).run_all().values():
        assert not look_for_cause(MATH, submission, outcome)
    submission = Variant(MATH, with_edit(MATH, "return [x - y for", "return [y - x for"))
    problem = first_problem(Grader(MATH, submission).run_all(explained="first"))
    assert problem.sentence and not look_for_cause(MATH, submission, problem)


# ── what a learner's program may do ──

HOSTILE = {
    "forged replies": TOOLS.replace("{{", "{").replace("}}", "}")
    + "send('{\"value\": 32, \"id\": 1}', '[]', 'x' * 9999)\n",
    "an end": "import os\nos._exit(0)\n",
    "an end of the hook": DISARM + "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
    "a changed host": "import gc\nfor f in gc.get_objects():\n"
    "    if type(f).__name__ == 'Host': f._do_load = lambda *a: None\n",
}


@pytest.mark.some(4)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_program_gains_nothing(name):
    """It is done only in the search, of which it knows by the second time that it is loaded."""
    body = (
        f"{LENGTHS}total = 1\n    for x, y in zip(a, b):\n        total *= x + y\n    return total"
    )
    again = "import builtins\nif hasattr(builtins, 'again'):\n"
    again += "".join(f"    {line}\n" for line in HOSTILE[name].splitlines())
    text = function(MATH, "dot_product(a, b)", body) + again + "builtins.again = 1\n"
    submission = Variant(MATH, text)
    outcome = Outcome("dot_product", "not yet")
    departed = Grader(MATH, submission).run_task("dot_product", Chapter(MATH))[0].departure
    outcome.departure = departed
    begun = time.monotonic()
    assert not look_for_cause(MATH, submission, outcome)
    assert time.monotonic() - begun < 20
    assert outcome.line == 0 and outcome.state == "not yet"


def test_only_slips_come_from_a_worker():
    right = ["call", 3, 0, 90, [[4, 9, "x"], [9, 12, ""]]]
    assert is_repair(right, 100, 5)
    for place, wrong in [
        *((0, kind) for kind in ("unheard of", 1, ["call"], None)),
        *((1, line) for line in (0, 6, True, "3", 3.0)),
        *((place, byte) for place in (2, 3) for byte in (-1, 101, None, 5.0)),
        *((4, pieces) for pieces in (None, [], [None], [[4, 9]], [[9, 4, ""]], [[4, 99, "x"]])),
        *((4, pieces) for pieces in ([[4, 9, 1]], [[9, 12, ""], [4, 9, "x"]], "xyz")),
    ]:
        assert not is_repair([*right[:place], wrong, *right[place + 1 :]], 100, 5), (place, wrong)
    for wrong in (None, [], right[:4], tuple(right), "call0"):
        assert not is_repair(wrong, 100, 5)


def test_a_learners_text_is_parsed_in_a_process_of_its_own(monkeypatch):
    def parse(*_args, **_kwargs):
        raise AssertionError("parsed here")

    Chapter(MATH)
    text = function(MATH, "dot_product(a, b)", "return a - b")
    monkeypatch.setattr(ast, "parse", parse)
    assert repairs_of(text, "dot_product", MATH, "__init__", 0)


def test_where_one_method_is_at_fault_no_other_is_edited():
    stem = "ch03_forward"
    text = as_exercise(solution_text(stem))
    start = text[: text.index("    def forward", text.index("class Network"))].count("\n") + 1
    end = text[: text.index("    def count_parameters")].count("\n")
    found = repairs_of(text, "Network", stem, "forward", 0, only=True)
    inside = [repair for repair in found if repair.kind != "shared"]  # that is of the class
    assert inside and all(start <= repair.line <= end for repair in inside)
    assert len(found) < len(repairs_of(text, "Network", stem, "forward", 0))


# ── what is tried, and what is said ──


@pytest.mark.some(9)
@pytest.mark.parametrize("stem", stems())
def test_an_edit_stays_within_its_definition_and_is_python(stem):
    text = as_exercise(solution_text(stem))
    for task in Chapter(stem).tests:
        found = repairs_of(text, task, stem, "forward", 0)
        assert found
        broken = 0
        for repair in found[::7]:
            before, _, after = repair.parts(text)
            assert text.startswith(before) and text.endswith(after)
            try:
                compile("".join(repair.parts(text)), "edited", "exec", dont_inherit=True)
            except SyntaxError:
                broken += 1
        assert broken <= len(found) / 100


def test_the_edits_of_any_text_are_found_or_none():
    for text in ("", "def f(:", "x = 1", "def f(): pass", "class f: pass", "é = 'ü'; f = é"):
        assert type(repairs(text, "f", ["f"], [], "", 0)) is list
    text = "def f(é):\n    'ü'\n    return é - 1 if 'ö' else f'{é - 2}'\n"
    for kind, line, first, end, pieces in repairs(text, "f", ["f"], [], "", 0):
        edited = Repair(kind, line, first, end, pieces).parts(text)
        assert "\ufffd" not in "".join(edited) and line in (2, 3)


@pytest.mark.parametrize(
    ("text", "new", "kind"),
    [
        (
            "def f(rng, s):\n    return rng.gauss(mu=s, sigma=0)\n",
            "gauss(mu=0, sigma=s)",
            "arguments",
        ),
        ("class f:\n    def g(self, a):\n        self.b = len(a)\n", "len(self.b)", "length"),
        ("def f(a, b):\n    return len(a)\n", "len(b)", "length"),
        ("def f(a, b):\n    a += b - a\n    return a\n", "a += abs(b - a)", "sign"),
        ("def f(a):\n    return (a(0.1) - a(0)) / 0.1\n", "a(1e-05)", "constant"),
        (
            "def f(a):\n    for b in a:\n        keep(lambda c: b + c)\n",
            "lambda c, b=b: b + c",
            "late",
        ),
        (
            "import numpy as np\ndef f(a):\n    return np.eye(a)\n",
            "(a, dtype=np.float32)",
            "option",
        ),
    ],
)
def test_it_is_tried(text, new, kind):
    found = [Repair(*edit) for edit in repairs(text, "f", ["f"], [], "", 0)]
    assert any(one.kind == kind and new in "".join(one.parts(text)) for one in found)


PAIRS = [  # (function, its body with two slips, the lines to look at)
    (
        "dot_product(a, b)",
        f"{LENGTHS}total = 0\n    for x, y in zip(a, b):\n        total = x * y\n"
        "    return round(total, 6)",
        ["total = x * y", "return round(total, 6)"],
    ),
    (
        "vector_subtract(a, b)",
        f"{LENGTHS}c = []\n    for i in range(1, len(a)):\n        c.append(b[i] - a[i])\n"
        "    return c",
        ["for i in range(1, len(a)):", "c.append(b[i] - a[i])"],
    ),
]


@pytest.mark.parametrize("heading, body, wanted", PAIRS)
def test_of_two_slips_that_belong_together_both_lines_are_named(heading, body, wanted):
    text = function(MATH, heading, body)
    submission = Variant(MATH, text)
    problem = first_wrong(MATH, submission)
    assert look_for_cause(MATH, submission, problem, PATIENCE)
    lines = [text.splitlines()[line - 1].strip() for line in sorted((problem.line, problem.also))]
    assert lines == wanted and not problem.question
    said = " ".join(wrapped(look(MATH, submission, problem))).replace("  ", " ")
    assert f"a small change to each makes every test of {problem.task} pass" in " ".join(
        said.split()
    )
    assert sum(line.startswith("+") for line in problem.change) == 2


def test_of_two_slips_that_fail_one_after_the_other_both_lines_are_named():
    text = with_edit(FORWARD, "in self.layers:\n", "in reversed(self.layers):\n")
    text = text.replace("len(layer.biases) + sum(", "len(layer.biases) - sum(")
    submission = Variant(FORWARD, text)
    problem = first_wrong(FORWARD, submission)
    assert look_for_cause(FORWARD, submission, problem, PATIENCE)
    lines = [text.splitlines()[line - 1].strip() for line in (problem.line, problem.also)]
    assert lines[0] == "for layer in reversed(self.layers):"
    assert lines[1].startswith("len(layer.biases) - sum(") and len(problem.change) == 4


def test_two_edits_of_one_piece_of_text_are_no_pair():
    one = Repair("sign", 3, 0, 50, [[10, 12, "+"]])
    assert one.joined(Repair("sign", 4, 0, 50, [[11, 13, "-"]])) is None
    assert one.joined(Repair("sign", 4, 60, 90, [[70, 71, "-"]])) is None
    both = one.joined(Repair("name", 4, 0, 50, [[2, 3, "b"]]))
    assert (both.line, both.also) == (3, 4) and both.pieces == [[2, 3, "b"], [10, 12, "+"]]


def test_what_is_said_fits_and_shows_no_control_characters():
    longest = max((task for stem in stems() for task in Chapter(stem).tests), key=len)
    text = "\n" * 4998 + f"    {longest} = '\x1b[2J' + 'x' * 999" + " + 1" * 99
    submission = Variant(MATH, text)
    for question in ["", *QUESTIONS.values()]:
        outcome = Outcome(longest, "not yet", line=4999, question=question)
        lines = wrapped(look(MATH, submission, outcome))
        outcome = Outcome(longest, "not yet", line=4999, also=1)
        lines += wrapped(look(MATH, submission, outcome))
        assert len(lines) <= 8 and max(map(len, lines)) <= 80
        assert "\x1b" not in "".join(lines) and "?[2J" in " ".join(lines)


def test_the_report_has_it_as_data_and_within_its_lines(monkeypatch):
    text = function(
        MATH, "dot_product(a, b)", f"{LENGTHS}return sum(map(lambda x, y: x - y, a, b))"
    )
    submission = Variant(MATH, text)
    outcomes = Grader(MATH, submission).run_all()
    problem = first_problem(outcomes)
    assert look_for_cause(MATH, submission, problem, PATIENCE)
    finding = report_on(MATH, submission, outcomes).finding
    assert [lead.line for words in finding.paragraphs for lead in words[1:2]] == [problem.line]
    lines = task_lines(finding)
    assert len(lines) <= 12 and "one small change there makes" in " ".join(" ".join(lines).split())
    assert problem.change[0].startswith("-    return") and "x * y" in problem.change[1]


@pytest.mark.full
def test_the_terminal_shows_the_verdict_and_then_the_line(tmp_path):
    body = f"{LENGTHS}return sum(x * y for x, y in zip(a, b[1:]))"
    text = function(MATH, "dot_product(a, b)", body)
    folder = exercises_from_solutions(tmp_path / "work", stems(), **{MATH: text})
    status, report = grade_folder(MATH, folder)
    verdict, _, rest = report.partition(f"of {len(tasks(MATH))}\n")
    assert status == 1 and "expected" in verdict
    words = " ".join(rest.split())
    assert words.startswith(f"Look at line {len(text.splitlines())}, `return sum(x * y for x, y in")


def test_watch_and_schools_systems_tell_the_line_too(monkeypatch):
    text = function(
        MATH, "dot_product(a, b)", f"{LENGTHS}return sum(map(lambda x, y: x - y, a, b))"
    )
    said = f"Look at line {len(text.splitlines())}, `return sum(map("
    monkeypatch.setattr(watch, "Submission", lambda *_args: Variant(MATH, text))
    monkeypatch.setattr(look_for_cause, "__defaults__", (PATIENCE,))
    watching = watch.Watch(MATH, "solutions")
    assert said not in " ".join(watching.grade().split())  # the verdict doesn't wait for it
    assert said in " ".join(watching.look().split())
    found = results.grade(MATH, Variant(MATH, text), time.monotonic() + PATIENCE)
    assert said in " ".join(found.report.split())
