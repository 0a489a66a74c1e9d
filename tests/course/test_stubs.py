"""Stubs wait, and agree with the solutions in everything but the bodies to be written."""

import ast

import pytest
from gate import functions, raises_not_implemented
from grading.grade import ROOT, Grader, Submission, solution_text, stems


def stub_text(stem):
    return (ROOT / "exercises" / f"{stem}.py").read_text(encoding="utf-8")


def outline(tree, written):
    """Return a chapter's source without the bodies of the functions named in written.

    Names that start with an underscore are a solution's own helpers.
    """
    for name, node in functions(tree):
        if name in written:
            node.body = node.body[:1] if ast.get_docstring(node) else [ast.Pass()]
    for holder in [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]:
        holder.body = [
            node
            for node in holder.body
            if not (isinstance(node, ast.FunctionDef) and node.name.startswith("_"))
            or node.name.startswith("__")
        ]
    return ast.unparse(tree).replace("from solutions.", "from exercises.")


@pytest.mark.parametrize("stem", stems())
def test_every_task_of_a_stub_is_not_started_and_nothing_else(stem):
    grader = Grader(stem, Submission(ROOT / "exercises", earlier="solutions"))
    outcomes = grader.run_all()
    assert {name: outcome.state for name, outcome in outcomes.items()} == dict.fromkeys(
        outcomes, "not started"
    )


@pytest.mark.parametrize("stem", stems())
def test_stub_and_solution_agree_in_all_but_the_bodies(stem):
    stub = ast.parse(stub_text(stem))
    written = {name for name, node in functions(stub) if raises_not_implemented(node)}
    assert outline(stub, written) == outline(ast.parse(solution_text(stem)), written)
