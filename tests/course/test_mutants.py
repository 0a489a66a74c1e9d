"""A seeded sample of the solutions' single-edit mutants is rejected; `make mutants` tries all."""

import ast
import sys

import mutants as mutants_program
import pytest
from mutants import EQUIVALENT, mutants, sample, solution_text, stems, survives


@pytest.mark.full
@pytest.mark.parametrize("stem", stems())
def test_mutants_are_rejected(stem):
    for key, text in sample(stem, 12, seed=1):
        _, place, edit = key
        if key in EQUIVALENT:
            assert survives(stem, place, text), f"{edit} is rejected: it is not equivalent"
        else:
            assert not survives(stem, place, text), f"{place}: {edit}"


@pytest.mark.some(9)
@pytest.mark.parametrize("stem", stems())
def test_a_solution_written_out_again_survives(stem):
    assert survives(stem, "", ast.unparse(ast.parse(solution_text(stem))))


@pytest.mark.full
def test_the_listed_equivalents_are_mutants_with_a_reason_each():
    every = {key for stem in stems() for key, _ in mutants(stem)}
    assert [key for key in EQUIVALENT if key not in every] == []
    assert all(len(reason) > 20 for reason in EQUIVALENT.values())


def test_make_mutants_says_where_it_is(monkeypatch, capsys):
    monkeypatch.setattr(mutants_program, "mutants", lambda stem: [])
    monkeypatch.setattr(sys, "argv", ["mutants.py", *stems()[:2]])
    assert mutants_program.main() == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert (first, second) == tuple(f"{stem} ..." for stem in stems()[:2])


def test_make_bench_says_how_long_it_takes_and_where_it_is(monkeypatch, capsys):
    pytest.importorskip("numpy")
    import bench

    monkeypatch.setattr(sys.stdout, "reconfigure", lambda **_: None, raising=False)
    monkeypatch.setattr(bench, "PARTS", {lambda: print("one"): 2, lambda: print("two"): 5})
    bench.main()
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "The grader and the training: 2 parts, about 7 minutes."
    assert lines[2:7] == ["Part 1 of 2, about 2 min", "one", "", "Part 2 of 2, about 5 min", "two"]
