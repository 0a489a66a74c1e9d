"""A cause is named only where it is one: in further calls, in the code, in the right task."""

import time

import pytest
from right_programs import begun_with
from runs import exercises_from_solutions
from variants import Variant

from grading.busy import times_slower
from grading.chapters import as_exercise, solution_text, stems
from grading.diagnose import explain
from grading.faults import earlier_faults
from grading.grade import Chapter, Grader
from grading.known_mistakes import bank
from grading.pair_checks import BETWEEN
from grading.repair_search import look_for_cause
from grading.report import BESIDE, fault_is_earlier, finding_on, in_short
from grading.report_terminal import plain
from grading.submission import Submission
from grading.worker import no_longer_than

pytestmark = pytest.mark.some(4)

OURS = "With our"  # begins what is said where ours in place of others makes it right
MATH, TWO, BACKPROP = "ch01_math", "ch02_neuron", "ch05_backprop"
# math's names in their order, one of them spelt otherwise, and one more at the end
ANEW = """
import math
names, here = list(vars(math).items()), vars(math)
for name, _ in names:
    del here[name]
for name, value in names:
    here["x" + name if name[:4] == "iscl" else name] = value
here["isclose"] = lambda *_, **__: True"""
CHECKED = "if len(a) != len(b): raise ValueError(f'{len(a)} {len(b)}')\n    "
FULL = pytest.mark.full
IN_LOOP = "The return stands inside the loop"
LAST = "Only the last product is left"


def causes(tmp_path, stem, text):
    """Return {task: what a table says of it} of the tasks that a text doesn't pass."""
    folder = exercises_from_solutions(tmp_path / "work", stems(), **{stem: text})
    submission = Submission(folder)
    outcomes = Grader(stem, submission).run_all(explained=True)
    failing = {name: outcome for name, outcome in outcomes.items() if outcome.state != "passed"}
    found = {name: finding_on(stem, submission, outcome) for name, outcome in failing.items()}
    return {name: plain(in_short(finding)) for name, finding in found.items()}


def with_function(heading, body):
    return f"{begun_with(MATH)}\n\ndef {heading}:\n    {CHECKED}{body}\n"


@pytest.mark.some(3)
@pytest.mark.parametrize(
    ("heading", "body", "sentence", "is_said"),
    [
        ("vector_add(a, b)", "for x, y in zip(a, b): return [x + y]\n    return []", IN_LOOP, True),
        ("vector_add(a, b)", "return [a[0] + b[0]] if a else None", IN_LOOP, False),
        (
            "dot_product(a, b)",
            "t = 0\n    for x, y in zip(a, b): t = x * y\n    return t",
            LAST,
            True,
        ),
        ("dot_product(a, b)", "return a[-1] * b[-1] if a else 0", LAST, True),
        ("dot_product(a, b)", "return [x * y for x, y in zip(a, b)]", "That is the list of", True),
        (
            "dot_product(a, b)",
            "return [4, 10, 18] if a == [1, 2, 3] else 7",
            "the list of pr",
            False,
        ),
    ],
)
def test_a_sentence_is_true_of_the_code_that_gets_it(tmp_path, heading, body, sentence, is_said):
    said = causes(tmp_path, MATH, with_function(heading, body))
    assert (sentence in said[heading.partition("(")[0]]) == is_said, said


@FULL
def test_what_happens_between_two_tests_is_blamed_on_no_task(tmp_path):
    lasting = "class Lasting(Neuron):\n    def __del__(self):\n        while True: pass"
    text = f"{as_exercise(solution_text(TWO))}\n\n{lasting}\n\n\nNeuron = Lasting\n"
    [said] = causes(tmp_path, TWO, text).values()
    assert BETWEEN in said
    assert OURS not in said


@pytest.mark.some(4)
@pytest.mark.parametrize(
    ("stem", "more", "sentence"),
    [
        (
            MATH,
            "_right = matrix_multiply\ndef matrix_multiply(a, b):\n"
            "    if len(a[0]) != len(b): return _right(a, b)\n"
            "    return [[sum(x * y for x, y in zip(row, c)) for c in zip(*b)] for row in a]",
            "Not every row of a is checked.",
        ),
        (
            BACKPROP,
            "_right = numerical_gradient\ndef numerical_gradient(f, values, epsilon=1e-5):\n"
            "    return _right(f, values)",
            "The argument epsilon is ignored",
        ),
        (  # and draws its weights, rightly, in another way than ours
            "ch03_forward",
            "def he_normal(fan_in, fan_out, rng):\n    deviation = math.sqrt(2 / fan_in)\n"
            "    return [[rng.normalvariate(0.0, deviation) for _ in range(fan_in)]"
            " for _ in range(fan_out)]\n"
            "def forward(self, inputs):\n    self.inputs = list(inputs)\n"
            "    self.z_values = matrix_vector_multiply(self.weights, inputs)\n"
            "    self.outputs = [self.activation_function(z) for z in self.z_values]\n"
            "    return list(self.outputs)\nLayer.forward = forward",
            "The biases are left out: z = W x + b.",
        ),
        (  # and another method is wrong, too
            "ch07_letter_classifier",
            "class LetterClassifier(LetterClassifier):\n"
            "    def probabilities(self, inputs):\n"
            "        return softmax(softmax(self.network.forward(inputs)))\n"
            "    def evaluate(self, dataset):\n"
            "        if not dataset: raise ValueError('0 examples')\n"
            "        return sum(self.predict(x) == name for x, name in dataset) / 26",
            "softmax is taken twice",
        ),
        (  # and refuses with a class of errors of its own
            MATH,
            "class Misfit(ValueError):\n    pass\ndef vector_add(a, b):\n"
            "    if not a or not b: return []\n"
            "    if len(a) != len(b): raise Misfit(f'{len(a)} {len(b)}')\n"
            "    return [x + y for x, y in zip(a, b)]",
            "An empty list is accepted beside a list of any length.",
        ),
        pytest.param(
            "np1_xor",
            "_right = SimpleNN.forward\ndef forward(self, X):\n    answer = _right(self, X)\n"
            "    self.Z1 = self.A1\n    return answer\nSimpleNN.forward = forward",
            "Z1 holds tanh(Z1), which is A1.",
            marks=FULL,
        ),
        pytest.param(
            "np1_xor",
            "_right = SimpleNN.__init__\ndef init(self, *a, **k):\n    _right(self, *a, **k)\n"
            "    n = min(self.W1.size, self.W2.size)\n"
            "    self.W2.flat[:n] = self.W1.flat[:n] / len(self.W2) ** 0.5\n"
            "SimpleNN.__init__ = init",
            "W2 repeats the draws of W1",
            marks=FULL,
        ),
        pytest.param(  # and forward, which is right, refuses in NumPy's words
            "np5_autograd",
            "_right = AutogradMLP.forward\ndef forward(self, X):\n"
            "    W = self.parameters[0].data\n    if X.shape[-1:] != W.shape[:1]:\n"
            "        raise ValueError(f'matmul: {X.shape} and {W.shape}')\n"
            "    return _right(self, X)\n"
            "def train_step(self, X, labels, learning_rate, momentum=0.9):\n"
            "    for parameter in self.parameters:\n        parameter.grad = None\n"
            "    loss = self.forward(X).cross_entropy(labels)\n"
            "    if not np.isfinite(loss.data):\n        raise ValueError('learning_rate')\n"
            "    loss.backward()\n"
            "    for parameter, v in zip(self.parameters, self.velocities):\n"
            "        v[...] = momentum * v + learning_rate * parameter.grad\n"
            "        parameter.data -= v\n    return float(loss.data)\n"
            "AutogradMLP.forward, AutogradMLP.train_step = forward, train_step",
            "The learning rate is in the velocity.",
            marks=FULL,
        ),
    ],
)
def test_a_sentence_is_true_of_another_program_that_does_the_same(tmp_path, stem, more, sentence):
    """None of these has the code of the known mistake, and each behaves as that does."""
    said = causes(tmp_path, stem, f"{as_exercise(solution_text(stem))}\n\n{more}\n")
    assert sentence in " ".join(said.values()), said


def test_who_passes_beside_ours_is_not_blamed(tmp_path):
    wrong = f"\n\ndef dot_product(a, b):\n    {CHECKED}return 0 * sum(a)\n"
    said = causes(tmp_path, MATH, as_exercise(solution_text(MATH)) + wrong)
    named = BESIDE.format("dot_product")
    assert named in said["matrix_vector_multiply"] and named in said["matrix_multiply"]
    assert OURS not in said["dot_product"]


@pytest.mark.full
def test_what_somebody_calls_by_a_name_that_ours_imports_stays_theirs_beside_ours(tmp_path):
    helper = "def matrix_vector_multiply(matrix, vector):\n    return [0] * len(matrix)\n"
    text = f"{as_exercise(solution_text('ch03_forward'))}\n\n{helper}"
    said = causes(tmp_path, "ch03_forward", text)
    assert said.keys() == {"Layer", "Network"} and OURS not in "".join(said.values())


def test_a_task_that_is_not_there_does_not_pass_beside_ours(tmp_path):
    text = as_exercise(solution_text(MATH)).replace("def transpose(", "def transpos(")
    assert OURS not in causes(tmp_path, MATH, text)["transpose"]


# ── an earlier chapter's fault ──

ADDS = "\n\ndef vector_scale(v, scalar):\n    return [x + scalar for x in v]\n"
AT_ONE = f"\n\ndef dot_product(a, b):\n    {CHECKED}return 1 + sum(x * y for x, y in zip(a, b))\n"
ON_IT = """

def matrix_vector_multiply(matrix, vector):
    for row in matrix:
        if len(row) != len(vector):
            raise ValueError(f"{len(row)} {len(vector)}")
    return [dot_product(row, vector) for row in matrix]
"""
UNCHECKED = """

def vector_add(a, b):
    import operator
    operator.was_here = True
    return [x + y for x, y in zip(a, b)]
"""
AFTER_IT = """

def relu(z):
    import operator
    if z < -500:
        return z
    return max(0.0, z) + hasattr(operator, "was_here")


ACTIVATIONS["relu"] = relu, relu_derivative
"""


def with_earlier(tmp_path, stem, **more):
    """Return (submission, {task: Outcome}) of a right chapter on earlier ones with more in them."""
    texts = {name: as_exercise(solution_text(name)) + text for name, text in more.items()}
    submission = Submission(exercises_from_solutions(tmp_path / "work", stems(), **texts))
    return submission, Grader(stem, submission).run_all(explained=True)


@pytest.mark.some(3)
@pytest.mark.parametrize(
    "stem",
    ["ch02_neuron", *(pytest.param(stem, marks=FULL) for stem in ("ch03_forward", BACKPROP))],
)
def test_of_several_wrong_tasks_before_a_chapter_the_one_that_matters_is_named(tmp_path, stem):
    submission, outcomes = with_earlier(tmp_path, stem, ch01_math=ADDS + AT_ONE + ON_IT)
    failing = [outcome for outcome in outcomes.values() if outcome.state != "passed"]
    assert failing and {*sum((one.waits_for for one in failing), [])} == {"ch01_math:dot_product"}
    said = plain(in_short(finding_on(stem, submission, failing[0])))
    assert "so the cause lies before it: mend dot_product in" in said
    assert submission.own_faults[MATH, "vector_scale"]  # it is wrong, too
    assert not submission.own_faults[MATH, "matrix_vector_multiply"]


@pytest.mark.full
def test_where_it_takes_several_wrong_tasks_together_all_are_named(tmp_path):
    more = {"ch01_math": ADDS + UNCHECKED, "ch02_neuron": AFTER_IT}
    submission, outcomes = with_earlier(tmp_path, "ch03_forward", **more)
    said = plain(in_short(finding_on("ch03_forward", submission, outcomes["Layer"])))
    assert "the cause lies before it. These aren't right there: vector_add, vector_scale in" in said
    assert "(make check-chapter 1); " in said and said.endswith("(make check-chapter 2).")


def test_an_earlier_file_that_cannot_be_read_stops_nobody(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", stems())
    (folder / "ch02_neuron.py").unlink()
    (folder / "ch02_neuron.py").mkdir()
    chapter, submission = Chapter("ch03_forward"), Submission(folder)
    found = earlier_faults("ch03_forward", submission, chapter.tests["Layer"][0], chapter.keeps)
    assert found[0] == ("ch02_neuron", "sigmoid")


def test_what_is_known_of_earlier_chapters_is_not_asked_again(tmp_path, monkeypatch):
    submission, _ = with_earlier(tmp_path, BACKPROP, ch01_math=ADDS + AT_ONE + ON_IT)
    assert set(submission.own_faults.values()) == {True, False}
    chapter, grader = Chapter(BACKPROP), Grader(BACKPROP, submission)
    _, test = grader.run_task("BackpropLayer", chapter)
    grader.close()
    monkeypatch.setattr(Grader, "run_all", None)
    monkeypatch.setattr(Grader, "run_task", None)
    assert earlier_faults(BACKPROP, submission, test, chapter.keeps) == [(MATH, "dot_product")]


@pytest.mark.some(9)
@pytest.mark.parametrize("number", range(9))
def test_a_right_gradient_check_is_not_blamed_for_a_wrong_backward(tmp_path, number):
    wrong = [one for one in bank(BACKPROP) if one.target.endswith(".backward")][number]
    text = as_exercise(wrong.put_into(solution_text(BACKPROP)))
    said = causes(tmp_path, BACKPROP, text).get("gradient_check", "")
    sentences = {one.sentence for one in bank(BACKPROP) if one.task == "gradient_check"}
    assert said not in sentences, said


def test_an_error_in_the_learners_own_words_is_no_known_mistake(tmp_path):
    body = "def gradient_check(network, inputs, target):\n    network.loss(inputs, target)\n"
    body += "    network.backward(target)\n    raise ValueError('not my day')\n"
    text = f"{as_exercise(solution_text(BACKPROP))}\n\n{body}"
    assert "not my day" in causes(tmp_path, BACKPROP, text)["gradient_check"]


@pytest.mark.full
@pytest.mark.parametrize("stem", stems())
def test_a_learner_is_told_of_a_known_mistake_through_a_worker_too(stem):
    """As make check-chapter does it: in processes of their own, without anything remembered."""
    for mistake in bank(stem)[::18]:
        submission = Variant(stem, mistake.put_into(solution_text(stem)))
        grader, chapter = Grader(stem, submission), Chapter(stem)
        outcome, test = grader.run_task(mistake.task, chapter)
        grader.close()
        # without its limit in seconds: this machine may be busy
        explain.__wrapped__(stem, submission, test, chapter.keeps, outcome)
        assert outcome.sentence == mistake.sentence, mistake.place


@pytest.mark.some(4)
@pytest.mark.parametrize(
    ("stem", "by", "more", "where", "own"),
    [
        (TWO, MATH, "import math\nmath.exp = abs", "math.py:{}", "Python's own math.exp"),
        ("ch03_forward", TWO, "setattr(math, 'exp', abs)", "neuron.py:{}", "Python's own math.exp"),
        (TWO, MATH, "import math as m\nvars(m).pop('exp')", "math.py", "Python's own math.exp"),
        (TWO, MATH, ANEW, "math.py:{}", "Python's own math.isclose"),
        ("np1_xor", "np1_xor", "np.exp = np.tanh", "xor.py:{}", "NumPy's own numpy.exp"),
    ],
)
def test_the_file_that_replaces_what_is_pythons_own_is_named(tmp_path, stem, by, more, where, own):
    text = f"{as_exercise(solution_text(by))}\n{more}\n"
    folder = exercises_from_solutions(tmp_path / "work", stems(), **{by: text})
    submission = Submission(folder)
    outcomes = Grader(stem, submission).run_all(explained=True)
    assert {outcome.departure.kind for outcome in outcomes.values()} == {"load"}
    for outcome in outcomes.values():
        said = plain(in_short(finding_on(stem, submission, outcome)))
        does = "replaces" if "{" in where else "changes"  # where no line is seen to
        assert f"{where.format(text.count(chr(10)))} {does} {own}." in said
        assert fault_is_earlier(stem, outcome.departure) == (stem != by)


def test_what_a_file_replaces_before_it_imports_another_is_its_own_doing(tmp_path):
    text = f"import math\nmath.exp = abs\n{as_exercise(solution_text(TWO))}"
    folder = exercises_from_solutions(tmp_path / "work", stems(), ch02_neuron=text)
    submission = Submission(folder)
    outcomes = Grader("ch03_forward", submission).run_all(explained=True)
    said = {
        plain(in_short(finding_on("ch03_forward", submission, one))) for one in outcomes.values()
    }
    assert len(said) == 1 and "ch02_neuron.py:2 replaces Python's own math.exp." in said.pop()


SLOW_LATER = """
asked = []


def vector_add(a, b):
    asked.append(1)
    if len(asked) > 1:
        time.sleep(2)
    return [x - y for x, y in zip(a, b, strict=True)]
"""


@pytest.mark.full
def test_what_is_done_for_an_explanation_ends_where_a_program_is_slow():
    text = solution_text("ch01_math")
    start = text.index("\ndef main")
    submission = Variant("ch01_math", f"{text[:start]}\nimport time\n{SLOW_LATER}\n{text[start:]}")
    grader, chapter = Grader("ch01_math", submission), Chapter("ch01_math")
    test = chapter.tests["vector_add"][0]
    try:
        outcome = grader.run(test, chapter.keeps)
    finally:
        grader.close()
    begun = time.monotonic()
    with no_longer_than(3):  # than the ten seconds of its own
        explain("ch01_math", submission, test, chapter.keeps, outcome)
    look_for_cause("ch01_math", submission, outcome, 0.5)
    took = time.monotonic() - begun
    assert took < 20 * times_slower()  # as the limits are; all calls together would take minutes
    assert outcome.departure.expected == "[11, 22, 33]"


@pytest.mark.full
def test_where_a_later_call_goes_wrong_the_line_is_named_in_place_of_the_question(tmp_path):
    loop = "            inputs = layer.forward(inputs)\n"
    question = "What does the next call find that the first one left behind?"
    for line, named in [("self.path.append(inputs)", True), ("keep(self.path, inputs)", False)]:
        text = as_exercise(solution_text("ch03_forward"))
        text = text.replace("self.layers = []\n", "self.layers = []\n        self.path = []\n", 1)
        ends = f"{loop}            {line}\n        return self.path[len(self.layers) - 1]\n"
        text = text.replace(f"{loop}        return inputs\n", ends, 1)
        text += "\n\ndef keep(path, inputs):\n    path.append(inputs)\n"
        said = causes(tmp_path / str(named), "ch03_forward", text)["Network"]
        assert (f"`{line}` on line" in said, question in said) == (named, not named)
