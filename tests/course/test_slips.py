"""An error of Python's gets a sentence that the learner's text shows to be true, or none."""

import re

import pytest
from slips import ANSWERING, FAILING, cases

from grading.chapters import ROOT, solution_text, tasks
from grading.departure import Departure
from grading.host import Host
from grading.slips import LONGEST, RULES
from grading.worker import Worker

STEM = "ch01_math"


@pytest.fixture(scope="module")
def slip():
    """Ask, as a grader does, a process without a learner's code. Return its sentence."""
    worker = Worker("", {})
    yield lambda asked: worker.request({"do": "slip", "asked": asked}, 5)["value"][2]
    worker.close()


def asked(text, told, **more):
    return {
        "texts": {STEM: text},
        "numpy": False,
        "chapter": STEM,
        "stem": STEM,
        "line": told.get("line", 0),
        "through": [*told.get("trail", []), 0][0],
        "alone": False,
        "refused": False,
        "type": told.get("type", ""),
        "message": told.get("message", ""),
        "ours": "",
        "task": "f",
        "missing": "",
        "as made": "",
        "after": [],
        "again": [],
        "lets through": "",
        "ended": 0,
        "defaults": {},
        **more,
    }


def raised(text, call):
    """Return what a host tells of the error that a call of a program raises."""
    host = Host(None, guard=False)
    files = {STEM: {"name": f"exercises/{STEM}.py", "text": text}}
    host.handle({"do": "load", "chapter": STEM, "files": files})
    value = {"$": "code", "text": call}
    return host.handle({"do": "make", "store": "answer", "value": value})["error"]


def is_said(part, said):
    assert len(said) <= LONGEST
    return part in said if part else not said


@pytest.mark.parametrize("text, call, part", cases(FAILING))
def test_an_error_is_explained_where_the_text_shows_its_cause(slip, text, call, part):
    told = raised(text, call)
    said = slip(asked(text, told))
    assert is_said(part, said), (told["message"], said)


CHECKED = "    if len(a) > len(b):\n        raise ValueError(len(a))\n"
KEPT = "    try:\n        return sum(a)\n    except ValueError:\n"
LENGTHS = "def same(a, b):\n    if a > b:\n        raise ValueError(a)\n"
METHOD = "class f:\n    def __init__(self, a):\n        self.a = a\n    def g(self, a, b):\n"
MADE = "class f:\n    def __init__(self, a, b):\n"


@pytest.mark.parametrize(
    ("text", "step", "part"),
    [
        (
            f"def f(a, b):\n{CHECKED}",
            "f([1], [2, 3])",
            "`len(a) > len(b)` on line 2 doesn't stop",
        ),
        (
            f"{LENGTHS}def f(a, b):\n    same(a, b)\n    return a",
            "f(1, 2)",
            "`same(a, b)` on line 5",
        ),
        (f"def f(a, b):\n{CHECKED}{CHECKED}", "f([1], [2, 3])", "don't stop this call."),
        (f"def f(a, b):\n{CHECKED * 3}", "f([1], [2, 3])", ""),
        (
            f"def f(a, b):\n    with quiet():\n    {CHECKED.replace('    if', '    if')}",
            "f(1, 2)",
            "",
        ),
        ("def f(a, b):\n    return a", "f(1, 2)", ""),
        (f"def f(a, b):\n{KEPT}        return 0", "f(1, 2)", "The except on line 4 keeps from"),
        (f"def f(a, b):\n{KEPT}        raise ValueError(len(a))", "f(1, 2)", ""),
        (f"def f(a, b):\n{KEPT}        a = 0\n    raise ValueError(b)", "f(1, 2)", ""),
        (
            f"{METHOD}    {CHECKED.replace('raise', '    raise')}",
            "one.g([1], [2])",
            "on line 5 doesn't",
        ),
        (f"{METHOD}    {CHECKED.replace('raise', '    raise')}", "one = f([1])", ""),
        (
            f"{MADE}    {CHECKED.replace('raise', '    raise')}",
            "one = f([1], [2])",
            "stop this call",
        ),
        (f"{MADE}    {CHECKED.replace('raise', '    raise')}", "product(one, two)", ""),
    ],
)
def test_a_check_that_lets_a_call_through_is_shown(slip, text, step, part):
    said = slip(asked(text, {}, refused=True, **{"lets through": step}))
    assert is_said(part, said), said


def test_of_an_except_is_only_told_where_an_error_is_missed(slip):
    assert slip(asked(f"def f(a, b):\n{KEPT}        return 0", {})) == ""


def test_a_check_that_lets_another_error_come_is_shown(slip):
    text = f"def f(a, b):\n{CHECKED}    return a[len(b)]"
    told = {"type": "IndexError", "message": "list index out of range", "line": 4}
    said = slip(asked(text, told, refused=True, **{"lets through": "f([1], [2, 3])"}))
    assert said.startswith("It should raise a ValueError, not an IndexError: `len(a) > len(b)` on")


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("text, _, part", cases(ANSWERING))
def test_a_slip_without_an_error_is_named_where_the_text_shows_it(slip, text, _, part):
    said = slip(asked(text, {}))
    assert is_said(part, said), said


def test_another_default_than_the_stubs_is_named(slip):
    text, ours = "def f(v, epsilon=1e-3):\n    return v\n", {"": {"epsilon": 1e-5}}
    said = slip(asked(text, {}, defaults=ours))
    assert said == "Where epsilon isn't given, line 1 makes it 1e-3, and the stub 1e-05."
    assert not slip(asked(text.replace("1e-3", "0.00001"), {}, defaults=ours))
    text = "class f:\n    def __init__(self, rate=0.5):\n        self.rate = rate\n"
    said = slip(asked(text, {}, defaults={"__init__": {"rate": 0.1}}))
    assert said == "Where rate isn't given, line 2 makes it 0.5, and the stub 0.1."


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("pass", "self.b appears neither in g nor in any code of yours that it calls."),
        ("self.c = self.h()", "self.b appears neither in g nor in any code"),
        ("self.b += 1", ""),
        ("self.k()", ""),
        ("step(self)", ""),
        ("vars(self)['b'] = 1", ""),
        ("for name in 'a b'.split(): pass", ""),
    ],
)
def test_what_a_method_has_no_word_of_is_named(slip, line, part):
    text = (
        f"class f:\n    def g(self):\n        'Changes b.'\n        {line}\n"
        "    def h(self):\n        return 1\n    def k(self):\n        self.b = 1\n"
    )
    assert is_said(part, slip(asked(text, {}, after=["b", "g"])))


def test_where_an_attribute_gets_its_first_value_is_named(slip):
    text = "class f:\n    def __init__(self):\n        self.z = None\n        self.n = self.m = 1\n"
    more = "    def forward(self):\n        self.z = 0.0\n"
    for written in (text, text + more):
        said = slip(asked(written, {}, **{"as made": "z"}))
        assert said == "self.z is set on line 3: `None`."
    by_name = text.replace("self.z = None", "z = [0]; self.z = z")
    assert slip(asked(by_name, {}, **{"as made": "z"})) == "self.z is set on line 3: `[0]`."
    twice = text + "        if self.n:\n            self.z = 0.5\n"
    reset = text + "        self.reset()\n    def reset(self):\n        self.z = 0.5\n"
    unpacked = text.replace("self.z = None", "self.z, self.a = 0, 0")
    for written in (twice, reset, unpacked, text.replace("self.z", "self.y")):
        assert not slip(asked(written, {}, **{"as made": "z"}))


@pytest.mark.parametrize(
    ("line", "is_named"),
    [
        ("self.kept.append(x)", True),
        ("self.kept += [x]", True),
        ("self.kept[0] += x", True),
        ("self.kept = [x]; self.kept.append(x)", False),
        ("self.kept.clear(); self.kept.append(x)", False),
        ("kept.append(x)", False),
        ("self.kept.append(x); self.calls += 1", False),  # which of them isn't told
    ],
)
def test_what_goes_on_from_the_call_before_is_named(slip, line, is_named):
    text = "class f:\n    def __init__(self):\n        self.kept = []\n    def g(self, x):\n"
    text += f"        {line}\n"
    quoted = f"`{line}` on line 5 goes on with what the previous call left in self.kept."
    assert slip(asked(text, {}, again=["g"])) == (quoted if is_named else "")
    assert slip(asked(text, {}, again=["__init__"])) == ""


def test_an_object_is_as_made_until_something_is_done_with_it():
    made, look = "layer = Layer(3, 2)", "layer.biases"
    departure = Departure("value", ["other = Layer(1, 1)", "other.forward([1])", made, look])
    assert departure.as_made("Layer") == "biases" and not departure.as_made("Network")
    for steps in ([made, "layer.forward([1, 2, 3])", look], [made], [look], []):
        assert not Departure("value", steps).as_made("Layer")
    assert not Departure("error", [made, look]).as_made("Layer")


def test_a_piece_of_a_string_is_no_letter(slip):
    text = "NAMES = 'ABC'\ndef f(name):\n    if name not in NAMES:\n        raise ValueError\n"
    assert "`in NAMES` is also true for a piece of the string, such as 'AB' or ''." in slip(
        asked(text, {}, refused=True)
    )
    assert not slip(asked(text, {}))
    assert not slip(asked(text.replace("'ABC'", "list('ABC')"), {}, refused=True))


RIGHT = [ROOT / "solutions", *sorted((ROOT / "tests" / "course" / "right").iterdir())]


@pytest.mark.some(4)
@pytest.mark.parametrize("folder", RIGHT, ids=lambda folder: folder.name)
def test_of_right_programs_no_slip_is_told(slip, folder):
    paths = sorted(folder.glob("*_*.py"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for task in tasks(path.stem):
            assert not slip(asked(text, {}, task=task)), (path.name, task)


def test_every_rule_explains_an_error_of_the_programs():
    explained = {explain for *_, explain in RULES}
    said = set()
    for text, call, part in cases(FAILING):
        told = raised(text, call)
        if part:
            said.add(explanation(told))
    while_loading = {"not_imported", "no_module", "not_python"}
    of_numpy = {"ambiguous", "misfit", "no_room", "not_held", "whole_array"}
    assert {rule.__name__ for rule in explained - said} <= while_loading | of_numpy


@pytest.mark.parametrize(
    "text, part",
    [
        ("from exercises.ch01_math import vector_ad", "Did you mean vector_add?"),
        ("from exercises.ch02_neuron import vector_add", "vector_add is defined in ch01_math.py"),
        ("from operator import mull", "operator has no mull. Did you mean mul?"),
        ("from ch01_math import vector_add", "write from exercises.ch01_math import …"),
        ("import nothing_of_that_name", ""),
        ("if 1 => 0:\n    pass", "Python writes >=, not =>."),
        ("x = math.pi", "write import math at the top"),
        ("f()\ndef f():\n    pass", "f is defined below, on line 2."),
        ("class C(Laye):\n    pass\nclass Layer:\n    pass", "Did you mean Layer?"),
    ],
)
def test_why_a_file_does_not_load_is_explained(slip, text, part):
    files = {
        "ch01_math": {"name": "exercises/ch01_math.py", "text": solution_text("ch01_math")},
        "ch02_neuron": {"name": "exercises/ch02_neuron.py", "text": "x = 1"},
        "ch03_forward": {"name": "exercises/ch03_forward.py", "text": text},
    }
    request = {"do": "load", "chapter": "ch03_forward", "files": files}
    told = Host(None, guard=False).handle(request)["error"]
    texts = {stem: file["text"] for stem, file in files.items()}
    here = {"texts": texts, "chapter": "ch03_forward", "stem": "ch03_forward"}
    said = slip(asked(text, told, **here))
    assert is_said(part, said), (told["message"], said)


@pytest.mark.parametrize(
    "name, part, at_the_margin",
    [
        ("numpy", "standard library only, not NumPy: what it would do", True),
        ("sqlite3", "sqlite3 is a part of Python that isn't installed here.", True),
        ("pyodide", "The chapters in plain Python use the standard library only.", False),
    ],
)
def test_a_module_that_is_not_there_is_explained(slip, name, part, at_the_margin):
    told = {"type": "ModuleNotFoundError", "message": f"No module named '{name}'"}
    inside = f"def f():\n    import {name}\n"
    assert is_said(part, slip(asked(inside, {**told, "line": 2})))
    margin = slip(asked(f"import {name}\n", {**told, "line": 1}))
    assert is_said(part if at_the_margin else "", margin)
    assert not slip(asked(inside, {**told, "line": 2}, numpy=True)) or name == "sqlite3"


@pytest.mark.parametrize(
    "call, part",
    [
        ("vector_add(1.5, [2])", "vector_add takes lists, and one of the values given to it is a"),
        ("transpose(3)", "transpose takes a list, and `3` is a whole number."),
        ("dot_product([[1]], [0.5])", "dot_product takes lists of numbers. One that is given"),
        ("dot_product(vector_scale(2, 3), [1])", "vector_scale takes a list, and `2` is a whole"),
        ("transpose([[1]])", None),
    ],
)
def test_what_an_earlier_function_was_given_is_named(slip, call, part):
    texts = {
        "ch01_math": solution_text("ch01_math"),
        "ch02_neuron": f"from exercises.ch01_math import *\ndef f():\n    return {call}\n",
    }
    files = {s: {"name": f"exercises/{s}.py", "text": text} for s, text in texts.items()}
    host = Host(None, guard=False)
    host.handle({"do": "load", "chapter": "ch02_neuron", "files": files})
    reply = host.handle({"do": "make", "store": "x", "value": {"$": "code", "text": "f()"}})
    assert ("error" in reply) == (part is not None)
    if part:
        told, here = reply["error"], {"texts": texts, "chapter": "ch02_neuron"}
        said = slip(asked("", told, **here, through=told["trail"][-1]))
        assert part in said, (told, said)


@pytest.mark.parametrize(
    "check, is_said",
    [("if not a:", True), ("if len(b) != len(a):", True), ("if CALLS:", False), ("if n:", False)],
)
def test_a_check_that_refuses_what_is_right_is_named(slip, check, is_said):
    body = f"    n = sum(b)\n    {check}\n        raise ValueError('no')\n"
    text = f"CALLS = 1\ndef f(a, b):\n{body}"
    told = raised(text, "f([], [1])")
    said = slip(asked(text, told, alone=True))
    assert ("The check on line 4 refuses this call" in said) == is_said
    assert not slip(asked(text, told, alone=True, refused=True))


@pytest.mark.parametrize(
    "body, part",
    [
        (
            "assert a, 'no'",
            "An assert raises an AssertionError. Write if …: raise ValueError(…).",
        ),
        ("return {}[a]", "It should raise a ValueError, not a KeyError"),
        ("return [][1]", "It should raise a ValueError, not an IndexError"),
        ("return b", ""),
    ],
)
def test_where_a_valueerror_belongs_another_error_is_told_apart(slip, body, part):
    text = f"def f(a):\n    {body}"
    assert is_said(part, slip(asked(text, raised(text, "f(0)"), refused=True)))


@pytest.mark.parametrize(
    "body, part",
    [
        ("np.ones((1, 3)) * np.ones((3, 4))", "* goes number by number, and (1, 3) with (3, 4)"),
        ("np.ones((1, 3)) + np.ones((3, 2))", "Number by number, (1, 3) and (3, 2) don't fit"),
        ("np.ones(3) - np.ones(2)", "Number by number, (3,) and (2,) don't fit"),
        (
            "np.dot(np.ones((2, 3)), np.ones((2, 3)))",
            "A product of (2, 3) with (2, 3) needs 3 rows",
        ),
        ("math.exp(np.ones(3))", "For a whole array there is np.exp."),
        ("max(np.ones(3), 0)", "an array gives one for each number"),
        ("np.ones(3).shape[1]", "np.ones(3) has fewer axes there"),
        (
            "np.ones((2, 3)).__setitem__(slice(0, 2), np.ones((1, 4)))",
            "What is put there has the shape (1, 4), and its place has (2, 3).",
        ),
        ("np.exp(np.arange(3), out=np.arange(3))", "the array that is to hold it has int64"),
    ],
)
def test_what_numpy_raises_is_explained(slip, body, part):
    pytest.importorskip("numpy")
    text = f"import math\nimport numpy as np\ndef f():\n    return {body}"
    told = raised(text, "f()")
    said = slip(asked(text, told, numpy=True))
    assert is_said(part, said), (told["message"], said)


def explanation(told):
    """Return the rule that an error falls under."""
    for kind, words, explain in RULES:
        if kind == told["type"] and re.search(words, told["message"]):
            return explain
    return None
