"""By which return a call ended: said where that helps, and only where it was seen."""

import re

import pytest
from variants import Variant

from grading.chapters import as_exercise, solution_text
from grading.diagnose_return import skips
from grading.grade import Grader, first_problem
from grading.repair_search import look_for_cause
from grading.report import report_on
from grading.report_terminal import chapter_text

DOT = "    return sum(a[i] * b[i] for i in range(len(a)))\n"
BODY = '''def f(a, b):
    """Return a.

    return is no statement here
    """
    if a:
        return 0
    else:
        return (
            1
        )
'''


def report(stem, *pairs):
    """Return the report on a solution in which some pieces are exchanged, on one line."""
    text = as_exercise(solution_text(stem))
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    submission = Variant(stem, text)
    outcomes = Grader(stem, submission).run_all(explained="first")
    look_for_cause(stem, submission, first_problem(outcomes))
    return re.sub(r"\s+", " ", chapter_text(report_on(stem, submission, outcomes)))


def dot_product(*lines):
    text = as_exercise(solution_text("ch01_math"))
    start = text.index('    if len(a) != len(b):\n        raise ValueError(f"dot_product')
    end = text.index("\n\n\n", start)
    return report("ch01_math", (text[start:end], "\n".join(f"    {line}" for line in lines)))


CHECK = ("if len(a) != len(b):", "    raise ValueError(f'{len(a)} and {len(b)}')")
SUM = "return sum(x * y for x, y in zip(a, b))"


def test_a_return_before_the_check_is_named():
    told = dot_product("if not b:", "    return 0", *CHECK, SUM)
    assert "The call ends early, on line " in told and ": `return 0`." in told
    assert "doesn't stop this call" not in told  # it never came to the check


def test_one_on_the_line_of_its_if_is_named_too():
    told = dot_product("if not b: return 0", *CHECK, SUM)
    assert "The call ends early, on line " in told and "`if not b: return 0`" in told


def test_of_several_returns_the_one_that_answers_is_named():
    wrong = ("if a == b:", "    return sum(x * x for x in a) + 0.5", SUM)
    told = dot_product(*CHECK, *wrong)
    assert "The answer comes from line " in told and "`return sum(x * x for x in a) + 0.5`" in told


def test_beside_a_wrong_length_it_is_named_too():
    early = "    if scalar == 1:\n        return v[:-1]\n"
    begins = "    return [scalar * x for x in v]"
    told = report("ch01_math", (begins, early + begins))
    assert "The list holds 2 values; it should hold 3." in told
    assert "The answer comes from line " in told


@pytest.mark.parametrize(
    "lines",
    [
        ["return sum(x * y for x, y in zip(a, b)) + 1"],
        ["def inner():", "    return 1", "if not a:", "    return inner()", SUM + " + inner()"],
        ["if not a:", "    return 1", "return a[0] * b[0] + dot_product(a[1:], b[1:])"],
        ["if len(a) > 1:", "    print(a)", "    return 1", SUM],
    ],
    ids=["the only one", "one of an inner function", "one that calls itself", "with own prints"],
)
def test_where_it_says_nothing_or_cannot_be_seen_none_is_named(lines):
    told = dot_product(*CHECK, *lines)
    assert "not yet dot_product" in told
    assert "The answer comes from" not in told and "ends early" not in told


def test_a_return_before_what_is_kept_is_named():
    early = "        if self.z <= 0:\n            return 0.0\n        self.a = self.act"
    told = report("ch02_neuron", ("        self.a = self.act", early))
    assert "The last call of forward ends early, on line " in told and "`return 0.0`." in told
    assert "What does the next call find" not in told


@pytest.mark.full
def test_a_line_that_it_never_came_to_is_not_looked_at():
    begins = "        n_in = len(self.weights[0])\n        if X.ndim != 2 or X.shape[1] != n_in:\n"
    early = "        if not training:\n            self.masks = [0]\n"
    early += "            return super().forward(X)\n"
    drawn = [
        ("self.activations, self.masks = [X], []", "self.activations, masks = [X], []"),
        ("self.masks.append(mask)", "masks.append(mask)"),
        ("            if training:\n                mask", "            mask"),
    ]
    ends = "        return self.activations[-1]\n\n    def backward"
    drawn += [(ends, "        self.masks = masks\n" + ends)]
    told = report("np4_generalise", (begins, early + begins), *drawn)
    assert "The last call of forward ends early, on line " in told
    assert "If our forward replaces yours" in told and "In yours" not in told


@pytest.mark.parametrize(
    ("text", "line", "is_early"),
    [
        (BODY, 7, False),
        (BODY, 9, False),
        (BODY + "    a = 1\n", 7, True),
        (BODY + "\n\nc = 1\n", 7, False),
        (BODY + "    # a = 1\n", 7, False),
        ("def f(\n    a,\n):\n    if a:\n        return 1\n    return 2\n", 5, True),
    ],
)
def test_what_stands_below_a_return_is_told_from_what_goes_with_it(text, line, is_early):
    assert skips(text, 1, line) == is_early
