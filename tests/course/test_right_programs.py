"""Right programs, written differently from ours, are accepted: all of them, in every task.

Each hand in tests/course/right/ is graded as a learner's exercises/, whole; see right_programs.py.
"""

import ast

import pytest
from right_programs import HANDS, completed, definitions, right, write_hand
from variants import grade_text

from grading.chapters import as_exercise, solution_text, stems, tasks
from grading.grade import Chapter, Grader
from grading.submission import Submission

pytestmark = pytest.mark.some(2)


@pytest.fixture(scope="module", params=HANDS)
def folder(request, tmp_path_factory):
    """The whole course in one hand."""
    return write_hand(tmp_path_factory.mktemp(request.param), request.param)


@pytest.mark.some(9)
@pytest.mark.parametrize("stem", stems())
def test_a_right_program_is_accepted(folder, stem):
    outcomes = Grader(stem, Submission(folder)).run_all()
    wrong = {name: o.departure for name, o in outcomes.items() if o.state != "passed"}
    assert wrong == {}
    assert list(outcomes) == list(Chapter(stem).tests)


def test_who_did_chapter_5_before_a_task_was_added_to_chapter_4_has_it_done(tmp_path):
    """Its loss took the probabilities' logarithms, which have a floor under them."""
    folder = write_hand(tmp_path / "exercises", "own_helpers", stems()[:6])
    text = (folder / "ch04_loss.py").read_text(encoding="utf-8")
    at, end = (text.index(f"def {name}(") for name in ("log_softmax", "mse_loss"))
    (folder / "ch04_loss.py").write_text(text[:at] + text[end:], encoding="utf-8")
    assert "cross_entropy_from_logits" not in (folder / "ch05_backprop.py").read_text("utf-8")
    outcomes = {stem: Grader(stem, Submission(folder)).run_all() for stem in stems()[3:6]}
    undone = [n for each in outcomes.values() for n, o in each.items() if o.state != "passed"]
    assert undone == ["cross_entropy_from_logits"]


def test_layers_and_networks_are_graded_before_their_initial_weights_are_written():
    text = as_exercise(solution_text("ch03_forward"))
    unwritten = dict.fromkeys(("xavier_uniform", "he_normal"), "not started")
    lines = text.splitlines()
    for node in reversed(ast.parse(text).body):
        if getattr(node, "name", "") in unwritten:
            stub = f'    raise NotImplementedError("{node.name}")'
            lines[node.body[0].end_lineno : node.end_lineno] = [stub]
    text = "\n".join(lines)
    states = {task: o.state for task, o in grade_text("ch03_forward", text).items()}
    assert states == {"Layer": "passed", "Network": "passed"} | unwritten
    rest = "(input_size, output_size, "
    direct = text.replace(f"initial_weights{rest}activation, ", f"he_normal{rest}")
    states = {task: o.state for task, o in grade_text("ch03_forward", direct).items()}
    assert states == {"Layer": "waiting", "Network": "waiting"} | unwritten


@pytest.mark.some(3)
@pytest.mark.parametrize(
    ("stem", "name", "base"),
    [
        ("ch03_forward", "Layer", "dict"),
        ("ch03_forward", "Network", "list"),
        ("ch02_neuron", "Neuron", "float"),
        ("ch05_backprop", "BackpropNetwork", "list"),
        ("np1_xor", "SimpleNN", "dict"),
    ],
)
def test_a_class_may_come_from_one_of_pythons(stem, name, base):
    init = "\n    def __new__(cls, *args, **kwargs):\n        return base.__new__(cls)\n"
    text = f"{as_exercise(solution_text(stem))}\n\nclass {name}({name}, {base}):"
    outcomes = grade_text(stem, text + init.replace("base", base))
    assert {task: o.departure for task, o in outcomes.items() if o.state != "passed"} == {}


OTHER_WAYS = [  # (chapter, what stands in the solution, what may stand there as well)
    (
        "ch07_letter_classifier",
        "examples.append((pixels, letter))",
        "examples.append(Pair(pixels, letter))",
    ),
    (  # X is the inputs of the latest forward
        "np1_xor",
        "self.dW1 = X.T @ dZ1",
        "self.dW1 = self.Z0.T @ dZ1",
    ),
    (
        "np3_mlp",
        """delta[np.arange(len(labels)), labels] -= 1
        delta /= len(labels)""",
        """delta /= len(labels)
        np.subtract.at(delta, (np.arange(len(labels)), labels), 1 / len(labels))""",
    ),
]


@pytest.mark.parametrize(("stem", "ours", "theirs"), OTHER_WAYS)
def test_it_may_be_done_in_another_way(stem, ours, theirs):
    text = as_exercise(solution_text(stem))
    assert text.count(ours) == 1
    pairs = "\n\nPair = __import__('collections').namedtuple('Pair', 'pixels letter')\n"
    kept = text.replace(
        "        self.Z1 = X @", "        self.Z0 = X.copy()\n        self.Z1 = X @"
    )
    outcomes = grade_text(stem, kept.replace(ours, theirs) + pairs)
    assert {task: o.departure for task, o in outcomes.items() if o.state != "passed"} == {}


REFUSES_LATE = """self.inputs = list(inputs)
        self.z = self.bias
        for weight, number in zip(self.weights, inputs):
            self.z += weight * number
        if len(self.weights) != len(inputs):
            raise ValueError(f"{len(self.weights)} weights and {len(inputs)} inputs")"""


def test_what_a_refused_call_has_come_to_set_is_nobodys_concern():
    """Only what a docstring says stays as it was is asked for."""
    text = as_exercise(solution_text("ch02_neuron"))
    start, end = text.index("self.inputs = list("), text.index("\n        self.a = self.act")
    late = text[:start] + REFUSES_LATE + text[end:]
    assert {o.state for o in grade_text("ch02_neuron", late).values()} == {"passed"}


def test_numpys_star_and_what_it_has_for_tests_may_be_used():
    pytest.importorskip("numpy")
    text = as_exercise(solution_text("np1_xor"))
    both = "from numpy import *\nfrom numpy.testing import assert_allclose\n"
    text = text.replace("import numpy as np\n", f"{both}import numpy as np\n", 1)
    assert {o.state for o in grade_text("np1_xor", text).values()} == {"passed"}


COPIES = """
class {name}({name}):
    @property
    def weights(self):
        return {copy}

    @weights.setter
    def weights(self, new):
        self._weights = new
"""


@pytest.mark.parametrize(
    ("stem", "name", "copy"),
    [
        ("ch02_neuron", "Perceptron", "list(self._weights)"),
        ("ch03_forward", "Layer", "[list(row) for row in self._weights]"),
    ],
)
def test_whoever_asks_for_the_weights_may_be_given_a_copy(stem, name, copy):
    text = as_exercise(solution_text(stem)) + COPIES.format(name=name, copy=copy)
    outcomes = grade_text(stem, text)
    assert {task: o.departure for task, o in outcomes.items() if o.state != "passed"} == {}


def test_there_are_three_of_each():
    assert len(HANDS) >= 3


@pytest.mark.some(9)
@pytest.mark.parametrize("stem", stems())
def test_what_a_hand_lacks_is_the_solutions(stem):
    whole = completed('"""Nothing is written here."""\n', stem)
    theirs = definitions(ast.parse(whole))
    ours = definitions(ast.parse(as_exercise(solution_text(stem))))
    assert [theirs[name] for name in tasks(stem)] == [ours[name] for name in tasks(stem)]
    assert {o.state for o in grade_text(stem, whole).values()} == {"passed"}


def test_what_a_hand_has_stays_to_the_letter():
    text = right("functional", "ch05_backprop")
    tree = ast.parse(text)
    lacking = next(node for node in tree.body if getattr(node, "name", "") == "gradient_check")
    lines = text.splitlines(keepends=True)
    del lines[lacking.lineno - 1 : lacking.end_lineno]
    less = "".join(lines)
    whole = completed(less, "ch05_backprop")
    added = definitions(ast.parse(whole)).keys() - definitions(ast.parse(less)).keys()
    assert whole.startswith(less) and "gradient_check" in added
    assert not added & set(tasks("ch05_backprop")) - {"gradient_check"}
    assert {o.state for o in grade_text("ch05_backprop", whole).values()} == {"passed"}
    assert completed(text, "ch05_backprop") == text
