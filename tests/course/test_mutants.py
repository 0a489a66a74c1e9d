"""A seeded sample of the solutions' single-edit mutants is rejected; `make mutants` tries all."""

import ast

import pytest
from mutants import EQUIVALENT, mutants, sample, solution_text, stems, survives

SAMPLE = sample(100, seed=1)


@pytest.mark.parametrize(
    ("key", "text"), SAMPLE, ids=[f"{key[0]}-{key[1]}-{n}" for n, (key, _) in enumerate(SAMPLE)]
)
def test_a_mutant_is_rejected(key, text):
    stem, place, edit = key
    if key in EQUIVALENT:
        assert survives(stem, place, text), f"{edit} is rejected: it is not equivalent"
    else:
        assert not survives(stem, place, text), f"{place}: {edit}"


@pytest.mark.parametrize("stem", stems())
def test_a_solution_written_out_again_survives(stem):
    assert survives(stem, "", ast.unparse(ast.parse(solution_text(stem))))


def test_the_listed_equivalents_are_mutants_with_a_reason_each():
    every = {key for stem in stems() for key, _ in mutants(stem)}
    assert [key for key in EQUIVALENT if key not in every] == []
    assert all(len(reason) > 20 for reason in EQUIVALENT.values())
