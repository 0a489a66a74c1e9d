"""Mathematics in the lessons' sentences, found and set."""

import sys
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SITE))

from prose_math import as_html, letters_of, runs  # noqa: E402 (needs the path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This sum is called z: at z = 3, f is 9.", ["z", "z = 3", "f"]),
        ("Then (z + h)² is z² + 2zh + h², so", ["(z + h)²", "z² + 2zh + h²"]),
        ("with x = [3, 1, 2] and b = 0", ["x = [3, 1, 2]", "b = 0"]),
        ("We write dL/dw for the slope of L.", ["dL/dw", "L"]),
        ("1·4 + 2·5 = 14, which is 0.5 or 5 %", ["1·4 + 2·5 = 14"]),
        ("the loss is −log(1 − p), never log 26", ["−log(1 − p)", "log 26"]),
        ("a matrix W₂W₁ gives (m, n)", ["W₂W₁", "(m, n)"]),
        # an a that is no article, and articles
        ("so a = f(z), and a is a number of a row", ["a = f(z)", "a"]),
        ("Chapter 2 · A single neuron", []),
        # letters of the alphabet, words, dates, fractions, ordinals
        ("half for an L, and I think 1/26 of the 2nd", []),
        ("as books do; pages 1–7; it's Ctrl-C", []),
        ('"ValueError: a has 3 numbers, b has 2."', []),
    ],
)
def test_mathematics_is_told_from_words(text, found):
    assert [run for _, run in runs(text, frozenset("abfhmnpwxzLW"))] == found


def test_a_letter_by_itself_is_one_where_the_page_uses_it():
    assert letters_of([r"\text{loss} = \log p_i"], ["so q = 2", "pages b and c"]) == set("piq")
    assert [run for _, run in runs("with q, not s", letters_of(["q"], []))] == ["q"]


def test_it_is_set_as_tex_sets_it_and_keeps_its_signs():
    assert as_html("dL/dw₁ < 2zh²") == (
        '<span class="maths"><i>dL</i>/<i>dw</i><sub>1</sub> &lt; 2<i>zh</i><sup>2</sup></span>'
    )
    assert as_html("log p") == '<span class="maths">log <i>p</i></span>'
