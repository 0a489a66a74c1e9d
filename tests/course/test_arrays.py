"""Arrays cross between the grader and the learner's process, and nothing else gets in with them."""

import time
from collections import OrderedDict, defaultdict

import pytest
from runs import exercises_from_solutions, grade_folder
from variants import Variant

from grading import task
from grading.call_arguments import received
from grading.chapters import as_exercise, solution_text, stems
from grading.compare_values import compare
from grading.format_values import show_both, show_one
from grading.grade import Chapter, Grader
from grading.replies import well_formed
from grading.report import report_on
from grading.report_terminal import chapter_text
from grading.submission import Submission
from grading.values import Arrays, encode
from grading.worker import InProcess, Worker

np = pytest.importorskip("numpy")

pytestmark = pytest.mark.some(3)
STEM = "np1_xor"
Arrays.use()


@pytest.mark.parametrize(
    "array",
    [
        np.array([[0.5, -1.0], [np.inf, 2.0]]),
        np.array([1, 2, 3], dtype=np.uint8),
        np.zeros((0, 3), dtype=np.float32),
        np.array(2.5),
        np.array([True, False]),
        np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1),
    ],
)
def test_an_array_comes_back_as_it_was(array):
    sent = encode(array)
    assert well_formed({"do": "get"}, {"value": sent}, {})
    again = received(sent)
    assert again.shape == array.shape and again.dtype == array.dtype
    np.testing.assert_array_equal(again, array)


@pytest.mark.parametrize(
    ("value", "plain"),
    [(np.float64(0.5), 0.5), (np.float32(0.5), 0.5), (np.int64(3), 3), (np.bool_(True), True)],
)
def test_a_numpy_scalar_is_a_plain_number(value, plain):
    assert encode(value) == plain and type(encode(value)) is type(plain)


@pytest.mark.parametrize(
    "value",
    [
        np.array([object()]),
        np.array(["a"]),
        np.array([1j]),
        np.zeros((1,) * 5),
        np.ma.array([1.0]),
        np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    ],
)
def test_other_arrays_have_a_name_and_no_value(value):
    assert encode(value)["$"] == "other"


def test_a_large_array_is_not_sent():
    assert encode(np.zeros(10**6))["$"] == "other"


@pytest.mark.parametrize(
    "forged",
    [
        {"$": "array", "dtype": "float64", "shape": [2], "items": [1.0]},
        {"$": "array", "dtype": "float64", "shape": [2], "items": [1.0, "2"]},
        {"$": "array", "dtype": "float64", "shape": [1, 1], "items": [1.0]},
        {"$": "array", "dtype": "uint999", "shape": [1], "items": [1]},
        {"$": "array", "dtype": "int64", "shape": [1], "items": [2**70]},
        {"$": "array", "dtype": "int64", "shape": [1], "items": [0.5]},
        {"$": "array", "dtype": 5, "shape": [1], "items": [1.0]},
        {"$": "array", "dtype": "float64", "shape": "1", "items": [1.0]},
        {"$": "array", "dtype": "float64", "shape": [1] * 9, "items": [[[[[[[[[1.0]]]]]]]]]},
        {"$": "array", "shape": [], "dtype": "float64"},
    ],
)
def test_a_forged_array_is_no_answer(forged):
    assert not well_formed({"do": "get"}, {"value": forged}, {})


def differ(expected, got):
    expected, got = encode(expected), encode(got)
    difference = compare(expected, got)
    return difference and (difference.cause, show_both(expected, got, difference.path))


def test_shapes_are_compared_first_then_dtypes_then_values():
    cause, shown = differ(np.zeros((4, 1)), np.ones((4, 4), dtype=np.float32))
    assert "(4, 4); it should be (4, 1)" in cause and "broadcasts" in cause
    assert shown[:2] == ("an array of shape (4, 1), float64", "an array of shape (4, 4), float32")
    cause, shown = differ(np.zeros(3, dtype=np.float32), np.ones(3))
    assert "float64; it should be float32" in cause
    cause, shown = differ(np.array([[1.0, 2.0]]), np.array([[1.0, 2.5]]))
    assert shown == ("[[1.0, 2.0]]", "[[1.0, 2.5]]", "[0][1]")


def test_a_transpose_is_called_one():
    assert "transpose" in differ(np.zeros((2, 3)), np.zeros((3, 2)))[0]


def test_a_list_is_no_array_and_an_array_no_number():
    assert "np.array" in differ(np.zeros(2), [0.0, 0.0])[0]
    assert "shape (1,). It should be a number" in differ(0.5, np.array([0.5]))[0]


def test_an_array_without_axes_and_its_number_are_the_same_answer():
    """x.sum() is a number of NumPy's, and np.asarray(x.sum()) an array of shape ()."""
    for one, other in ((0.5, np.array(0.5)), (np.array(0.5), 0.5), (np.array(0.5), np.array(0.5))):
        assert differ(one, other) is None
    wrong = ("0.5", "0.75", "")
    for one, other in ((0.5, np.array(0.75)), (np.array(0.5), 0.75)):
        assert differ(one, other) == ("", wrong)
    assert differ(np.array(0.5, dtype=np.float32), 0.50001) is None  # float32's last bits
    assert differ(np.array(0.5), 0.50001) is not None
    assert "shape is (1,); it should be ()" in differ(np.array(0.5), np.array([0.5]))[0]
    assert "list. It should be an array" in differ(np.array(0.5), [0.5])[0]


def test_bytes_stay_bytes():
    cause, shown = differ(np.array([1, 0], dtype=np.uint8), np.array([1, 0]))
    assert cause == "Its dtype is int64; it should be uint8."
    assert shown[:2] == ("an array of shape (2,), uint8", "an array of shape (2,), int")


def test_whole_numbers_of_any_size_are_alike_but_no_bools_and_no_floats():
    assert differ(np.array([1, 0]), np.array([1, 0], dtype=np.uint8)) is None
    assert "bool" in differ(np.array([1, 0]), np.array([True, False]))[0]
    assert "float64" in differ(np.array([1, 0]), np.array([1.0, 0.0]))[0]


def test_float32_may_differ_in_its_last_bits_and_no_further():
    one = np.array([0.1, 3.0], dtype=np.float32)
    assert differ(one, np.nextafter(one, 9, dtype=np.float32)) is None
    assert differ(one, one * np.float32(1.001)) is not None
    assert differ(np.array([0.1]), np.array([0.1 + 1e-6])) is not None


def test_arrays_in_lists_and_dicts_are_told_by_their_place():
    cause, shown = differ([np.zeros(2), np.zeros(3)], [np.zeros(2), np.zeros((3, 1))])
    assert shown[2] == "[1]" and "shape (3,)" in shown[0]
    cause, shown = differ({"loss": [1.0, 2.0]}, {"loss": [1.0, 2.5]})
    assert shown[2] == "['loss'][1]"
    assert "no 'loss'" in differ({"loss": [1.0]}, {"Loss": [1.0]})[0]
    assert differ({"loss": [1.0]}, {(1, 2): [1.0]}) is not None
    assert compare(encode({"loss": 1.0}), {"$": "dict", "items": [5]}) is not None


def test_an_argument_that_was_changed_is_seen():
    call = {"do": "call", "target": ["f"], "args": [encode(np.zeros(2))], "kwargs": {}}
    text = "def f(x):\n    x += 1\n    return x.sum()\n"
    files = {STEM: {"name": "solutions/np1_xor.py", "text": text}}
    reply = InProcess(STEM, files).request({**call, "store": "result", "watch": []})
    assert reply["value"] == 2.0 and reply["after"][0]["items"] == [1.0, 1.0]


AT_IMPORT = {
    "NumPy's functions replaced": "np.tanh = np.exp = np.array = np.zeros = lambda *a, **k: 0",
    "NumPy itself replaced": "import sys\nsys.modules['numpy'] = None",
    "a package that is not NumPy": "import matplotlib",
    "a C library through NumPy": "import numpy.ctypeslib\n"
    "numpy.ctypeslib.load_library('libc', '/lib')",
}
IN_CALL = {
    "an array that lies": "class Lie(np.ndarray):\n  __eq__ = lambda s, o: True\n"
    "return Z.view(Lie)",
    "an array of objects": "return np.array([[object()]])",
    "a gigabyte": "return np.ones(2 ** 28)",
    "a written file": "np.save('/tmp/course-was-here.npy', Z)",
    "a read file": "return np.loadtxt('/etc/hostname', dtype=str)",
    "a long matrix product": "A = np.ones((4000, 4000))\nwhile True: A = A @ A / 4000",
    "a foreign call": "import sys\nc = sys.modules['ctypes']\nreturn c.CDLL(None)",
    "NaN": "return np.full(Z.shape, np.nan)",
}


@pytest.mark.some(4)
@pytest.mark.parametrize("name", [*AT_IMPORT, *IN_CALL])
def test_an_attack_through_numpy_is_held(name, tmp_path):
    lines = IN_CALL.get(name, "return 0 * Z").splitlines()
    wrong = "def sigmoid(Z):\n" + "".join(f"    {line}\n" for line in lines)
    text = f"{solution_text(STEM)}\n\n{wrong}\n\n{AT_IMPORT.get(name, '')}\n"
    folder = exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: text})
    chapter, submission = Chapter(STEM), Submission(folder)
    grader, begun = Grader(STEM, submission), time.monotonic()
    outcomes = {}
    for test in chapter.tests["sigmoid"][:1]:
        outcomes["sigmoid"] = grader.run(test, chapter.keeps)
    grader.close()
    assert outcomes["sigmoid"].state == "not yet"
    assert time.monotonic() - begun < 20
    assert len(chapter_text(report_on(STEM, submission, outcomes)).splitlines()) < 25


def test_the_worker_has_numpy_on_one_thread_and_no_other_package():
    text = (
        "import os\nimport sys\n\nimport numpy as np\n\n\n"
        "def f():\n    return os.environ['OPENBLAS_NUM_THREADS'], 'site' in sys.modules, "
        "[p for p in sys.path if 'site-packages' in p], np.__name__\n"
    )
    learner = Worker(STEM, {STEM: {"name": "exercises/np1_xor.py", "text": text}})
    call = {"do": "call", "target": ["f"], "args": [], "kwargs": {}, "store": "r", "watch": []}
    reply = learner.request(call, 5)
    learner.close()
    assert received(reply["value"]) == ("1", False, [], "numpy"), reply


@pytest.mark.full
def test_a_product_of_sizes_that_do_not_fit_is_told_in_words(tmp_path):
    text = solution_text(STEM).replace("self.A1.T @ dZ2", "self.A1[:, :1] @ dZ2")
    folder = exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: text})
    status, output = grade_folder(STEM, folder)
    assert status == 1 and "The sides of @ don't fit" in output


@pytest.mark.parametrize(
    "dtype", ["longdouble", "clongdouble", "complex128", "S9", "object", "M8[s]"]
)
def test_an_array_that_python_has_no_numbers_for_is_named_and_not_sent(dtype):
    array = np.zeros(3).astype(dtype)
    for value in (array, array[0], [array[0]]):
        assert well_formed({"do": "get"}, {"value": encode(value)}, {})
    difference = compare(encode(np.zeros(3)), encode(array))
    assert difference and "; it should be float64" in difference.cause


def test_an_array_of_another_class_is_said_to_be_one():
    class Rows(np.ndarray):
        pass

    told = "That is an array of the class Rows: np.asarray(…) makes a plain one of it."
    cause, shown = differ(np.zeros(2), np.zeros(2).view(Rows))
    assert cause == told and shown[1] == "a Rows"
    assert "It should be a plain number" in differ(1.0, np.complex64(1))[0]


@pytest.mark.parametrize(
    ("name", "article"),
    [("ndarray", "an"), ("L", "an"), ("F", "an"), ("MLP", "an"), ("SGD", "an"), ("Array", "an")]
    + [("Layer", "a"), ("U", "a"), ("Network", "a"), ("uint8", "a"), ("GPU", "a"), ("int", "an")]
    + [("Unit", "a"), ("Output", "an"), ("NN", "an"), ("Node", "a"), ("_x", "a")],
)
def test_a_class_has_the_article_that_it_is_read_with(name, article):
    assert show_one({"$": "object", "type": name, "bases": []}) == f"{article} {name}"


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63)])
def test_the_largest_whole_numbers_come_through(value):
    sent = encode(np.full(2, value))
    assert well_formed({"do": "get"}, {"value": sent}, {})
    assert received(sent).tolist() == [value] * 2
    assert received(encode(np.full(2, 2**64 - 1, dtype="uint64"))).tolist() == [2**64 - 1] * 2


def departed(test, old="", new=""):
    """Run a test on np5's solution with an edit. Return where it departs, or None."""
    text = solution_text("np5_autograd")
    assert old in text
    text = text.replace(old, new, 1) if old else text
    grader = Grader("np5_autograd", Variant("np5_autograd", text), in_process=True)
    return grader.run(test, {}).departure


def test_operators_and_methods_make_objects_on_both_sides():
    @task("Tensor")
    def test_operators(pair):
        one, two = pair.Tensor(np.array([[3.0]])), pair.Tensor(np.array([[4.0]]))
        total = one + two
        assert total.data.tolist() == [[7.0]]
        assert ((total * two).relu() @ one).data.tolist() == [[84.0]]
        assert total.data.tolist() == [[7.0]]  # what a method makes has a name of its own

    assert departed(test_operators) is None
    departure = departed(test_operators, "self.data + other.data", "self.data - other.data")
    assert departure.steps[2:] == ["tensor3 = tensor + tensor2", "tensor3.data"]
    assert (departure.expected, departure.got) == ("[[7.0]]", "[[-1.0]]")
    departure = departed(test_operators, "record(A @ B", "record(A")
    assert departure.steps[-3:] == [
        "tensor5 = tensor4.relu()",
        "tensor6 = tensor5 @ tensor",
        "tensor6.data",
    ]
    departure = departed(test_operators, "def __mul__", "def times")
    assert departure.steps[-1] == "tensor4 = tensor3 * tensor2"
    assert departure.told["type"] == "AttributeError" and "__mul__" in departure.told["message"]
    departure = departed(test_operators, "return record(np.maximum", "record(np.maximum")
    assert departure.steps[-1] == "tensor5 = tensor4.relu()"
    assert departure.cause.startswith("None came back.")


def test_a_warning_names_the_learners_line_and_no_file_of_numpys(tmp_path):
    wrong = "\ndef sigmoid(Z):\n    np.mean(np.array([]))\n    np.log(np.zeros(1))\n    return Z\n"
    text = as_exercise(solution_text("np1_xor")) + wrong
    exercises_from_solutions(tmp_path, stems(), np1_xor=text)
    outcomes = Grader("np1_xor", Submission(tmp_path)).run_all()
    printed = outcomes["sigmoid"].departure.printed.splitlines()
    own = f"exercises/np1_xor.py:{text.count(chr(10)) - 1}: RuntimeWarning: divide by zero"
    assert printed[0] == "RuntimeWarning: Mean of empty slice"
    assert any(line.startswith(own) for line in printed), printed


def test_a_dict_of_another_kind_is_as_good_as_a_dict():
    history = {"loss": [0.5, 0.25]}
    for one in (OrderedDict(history), defaultdict(list, history), History(history)):
        assert encode(one) == encode(history)


class History(dict):
    """A dict that says of itself what isn't so."""

    def items(self):
        return [("loss", [0.0])]
