"""What comes from a worker is believed only as far as it is well formed, to its last item."""

import copy
import json
import random
from typing import NamedTuple

import pytest

from grading import replies
from grading.call_arguments import received
from grading.compare_values import compare
from grading.format_values import show_both, show_one
from grading.replies import decode, is_value, well_formed
from grading.values import INTEGER_LIMIT, TEXT_LIMIT, encode

LINES = {"exercises/ch01_math.py": 10}
CALL = {"do": "call", "args": [[1, 2]], "watch": [["$x", "weights"]]}


class Liar(float):
    pass


HONEST = [
    1,
    -2.5,
    True,
    None,
    "text",
    float("nan"),
    [],
    [[1.0, 2], [3, 4.5]],
    (1, (2, 3)),
    {"a": [1, 2], 3: {"b": None}},
    Liar(3),
    NamedTuple("Point", [("x", int), ("index", float)])(1, 2.5),
    map(abs, [1]),
    2**INTEGER_LIMIT * 4,
    "x" * (TEXT_LIMIT + 1),
    [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]],
    type("Long" * 999, (), {})(),
]
NESTED = {"a": 1}
for _ in range(30):
    NESTED = {"a": NESTED, "b": [NESTED]} if len(str(NESTED)) < 500 else NESTED
JUNK = [None, True, -1, 10**399, 0.5, "", "x" * (TEXT_LIMIT + 1), [], [[]], {}, {"$": "dict"}]
JUNK += [{"$": "array", "dtype": "float64", "shape": [2], "items": [1]}, {"$": []}, [1, [2, [3]]]]
JUNK += [{"$": "other", "type": 7}, {"$": "object", "type": "A", "bases": [1]}, {"$": "code"}]


def reply_with(value):
    return json.loads(json.dumps({"value": value, "after": [[1, 2]], "kept": [{"$": "missing"}]}))


@pytest.mark.parametrize("value", [*HONEST, NESTED])
def test_what_a_host_sends_is_well_formed(value):
    assert well_formed(CALL, reply_with(encode(value)), LINES)


@pytest.mark.parametrize(
    "around",
    [
        lambda value: [value],
        lambda value: {"$": "tuple", "items": [value]},
        lambda value: {"$": "dict", "items": [["a", value]]},
        lambda value: {"$": "dict", "items": [[value, 1]]},
    ],
)
def test_no_answer_is_nested_deeper_than_a_host_goes(around):
    value = 1
    for _ in range(900):
        value = around(value)
    reply = {"value": value, "after": [[1, 2]], "kept": [{"$": "missing"}]}
    assert not well_formed(CALL, reply, LINES)


def places(value, path=()):
    """Yield the path to a value and to all within it."""
    yield path
    if isinstance(value, (list, dict)):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def with_junk(reply, rng):
    """Return a reply with something else in one place, and that place taken out or doubled."""
    reply = copy.deepcopy(reply)
    *path, last = rng.choice(list(places(reply))[1:])
    home = reply
    for key in path:
        home = home[key]
    if rng.random() < 0.2 and isinstance(home, dict):
        del home[last]
    else:
        home[last] = copy.deepcopy(rng.choice(JUNK))
    return reply


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_taken_as_well_formed_can_be_compared_and_shown(seed):
    rng, taken = random.Random(seed), 0
    honest = [encode(value) for value in [*HONEST, NESTED]]
    for _ in range(150):
        reply = reply_with(rng.choice(honest))
        for _ in range(rng.randint(1, 3)):
            reply = with_junk(reply, rng)
        if well_formed(CALL, reply, LINES) and "value" in reply:
            taken += 1
            for got in [reply["value"], *reply["after"], *reply["kept"]]:
                for expected in honest:
                    difference = compare(expected, got)
                    texts = show_both(expected, got, difference.path if difference else [])
                    assert all(len(text) < 300 for text in (*texts, show_one(got)))
                received(got)
    assert taken > 5


@pytest.mark.parametrize(
    "error",
    [
        {"type": "E", "bases": ["E"], "message": "x" * 4001},
        {"type": "E" * 101, "bases": ["E"], "message": ""},
        {"type": "E", "bases": ["E"] * 21, "message": ""},
        {"type": "E", "bases": ["E" * 101], "message": ""},
        {"type": "E", "bases": "E", "message": ""},
        {"type": "E", "bases": ["E"], "message": None},
        {"type": "E", "bases": ["E"], "message": "", "file": "../../etc/passwd", "line": 1},
        {"type": "E", "bases": ["E"], "message": "", "file": "exercises/ch01_math.py", "line": 11},
        {"type": "E", "bases": ["E"], "message": "", "file": "exercises/ch01_math.py", "line": 0},
        {"type": "E", "bases": ["E"], "message": "", "file": "exercises/ch01_math.py"},
        {"type": "E", "bases": ["E"], "message": "", "file": [], "line": 1},
        {"type": "E", "bases": ["E"], "message": "", "trail": "1"},
        {"type": "E", "bases": ["E"], "message": "", "trail": [0]},
        {"type": "E", "bases": ["E"], "message": "", "trail": [11]},
        {"type": "E", "bases": ["E"], "message": "", "trail": ["1"]},
        {"type": "E", "bases": ["E"], "message": "", "trail": [1] * 21},
        [],
        "E",
    ],
)
def test_an_error_that_no_host_would_send_is_not_well_formed(error):
    good = {"type": "E", "bases": ["E"], "message": "", "file": "exercises/ch01_math.py", "line": 3}
    good["trail"] = [1, 10]
    assert well_formed(CALL, {"error": good}, LINES)
    assert not well_formed(CALL, {"error": error}, LINES)


@pytest.mark.parametrize("digits", ["9" * 401, "-" + "9" * 10**6, f"[1, {'8' * 500}]"])
def test_a_number_that_takes_long_to_read_is_not_read(digits):
    with pytest.raises(ValueError):
        decode(f'{{"value": {digits}}}')


def test_only_a_refusal_ends_a_process_and_it_is_no_answer():
    """What comes after an end isn't asked, so whoever could end by itself would go untested."""
    refusal = {"type": "NotForGrading", "bases": ["NotForGrading"], "message": "It calls exit."}
    assert well_formed(CALL, {"error": refusal, "ended": True}, LINES)
    answer = {"value": 1, "after": [[1, 2]], "kept": [{"$": "missing"}]}
    assert well_formed(CALL, answer, LINES)
    for reply in (
        answer,
        {**answer, "error": refusal},
        {"error": {**refusal, "bases": ["NotForGrading", "ValueError"]}},
        {"error": {"type": "ValueError", "bases": ["ValueError"], "message": "2 and 3"}},
        {"replaced": {"name": ["math", "exp"], "by": ""}},
        {},
    ):
        assert not well_formed(CALL, {**reply, "ended": True}, LINES)


def test_what_was_replaced_is_something_of_pythons_own(monkeypatch):
    monkeypatch.delitem(replies.sys.modules, "numpy", raising=False)
    for module in ("math", "numpy"):
        for name in ("(", "a b", "\x1b[2J", "exp\n"):  # which a pattern or a report would hold
            told = {"replaced": {"name": [module, name], "by": ""}}
            assert not well_formed(CALL, told, LINES)
    assert well_formed(CALL, {"replaced": {"name": ["math", "exp"], "by": ""}}, LINES)
    assert not well_formed(CALL, {"replaced": {"name": ["math", "expo"], "by": ""}}, LINES)


def test_an_array_is_one_that_numpy_can_make(monkeypatch):
    shape = {"$": "array", "dtype": "float64", "shape": [0, 3], "items": []}
    assert is_value(shape, 5)
    assert not is_value({**shape, "shape": [0, 10**18, 10**18]}, 5)
    assert not is_value({**shape, "shape": [0, -1]}, 5)
    monkeypatch.setattr(replies, "has_numpy", lambda: False)
    assert not is_value(shape, 5)


def test_an_argument_comes_back_as_it_was_sent_or_as_a_value():
    sent = {"$": "code", "text": "1"}
    call = {"do": "call", "args": [sent], "watch": []}
    assert well_formed(call, {"value": 1, "after": [sent], "kept": []}, LINES)
    other = {"$": "code", "text": "2"}
    assert not well_formed(call, {"value": 1, "after": [other], "kept": []}, LINES)


@pytest.mark.parametrize("part", ["value", "after", "kept"])
def test_an_answer_to_a_call_has_all_its_parts(part):
    call = {"do": "call", "args": [], "watch": []}
    whole = {"value": 1, "after": [], "kept": []}
    assert well_formed(call, whole, LINES)
    del whole[part]
    assert not well_formed(call, whole, LINES)


@pytest.mark.parametrize("do", ["get", "make", "outline"])
def test_an_answer_to_a_question_has_a_value(do):
    assert well_formed({"do": do}, {"value": None}, LINES)
    assert not well_formed({"do": do}, {}, LINES)
