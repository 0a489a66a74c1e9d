"""Stubs wait, and agree with the solutions in everything but the bodies to be written."""

import ast

import pytest
from grading.grade import ROOT, Chapter, Grader, Submission, solution_text, stems


def stub_text(stem):
    return (ROOT / "exercises" / f"{stem}.py").read_text(encoding="utf-8")


def raises_not_implemented(node):
    """Return the text of the stub's NotImplementedError, or None where node is no stub."""
    last = node.body[-1]
    if isinstance(last, ast.Raise) and isinstance(last.exc, ast.Call):
        if getattr(last.exc.func, "id", "") == "NotImplementedError":
            return last.exc.args[0].value
    return None


def functions(tree):
    """Yield (qualified name, node) for every function and method at the top of a chapter."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


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


@pytest.mark.parametrize("stem", stems())
def test_a_stub_names_each_task_and_points_to_the_lesson(stem):
    text = stub_text(stem)
    lines = text.splitlines()
    for name, node in functions(ast.parse(text)):
        said = raises_not_implemented(node)
        if said is None:
            assert not name.rpartition(".")[2].startswith("_") or name.endswith("__init__")
            continue
        assert said == name
        body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        task = name.partition(".")[0]
        assert "# TODO" in body, f"{stem}: {name} has no TODO"
        assert f"lessons/{stem}.md#{task.lower()}" in body, f"{stem}: {name} names no section"


@pytest.mark.parametrize("stem", stems())
def test_every_task_of_a_stub_is_graded_in_the_order_of_the_file(stem):
    tasks = [
        name.partition(".")[0]
        for name, node in functions(ast.parse(stub_text(stem)))
        if raises_not_implemented(node)
    ]
    assert list(Chapter(stem).tests) == list(dict.fromkeys(tasks))
