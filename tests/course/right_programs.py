"""The right programs in tests/course/right/: whole courses in other hands, a folder each.

A hand need not write every task. What it lacks of a chapter's is taken from the solution.
"""

import ast

from commands.stubs import made_from_solution
from grading.chapters import ROOT, as_exercise, solution_text, stems, tasks

PLACE = "tests/course/right"
HANDS = sorted(path.name for path in (ROOT / PLACE).iterdir() if path.is_dir())


def place_of(hand, stem):
    return f"{PLACE}/{hand}/{stem}.py"


def right(hand, stem):
    """Return the text of a chapter in one hand, whole."""
    return completed((ROOT / place_of(hand, stem)).read_text(encoding="utf-8"), stem)


def write_hand(folder, hand, chapters=None):
    """Write chapters, or all of them, into folder as one hand has them, whole; return folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem in chapters or stems():
        (folder / f"{stem}.py").write_text(right(hand, stem), encoding="utf-8")
    return folder


def completed(text, stem):
    """Return text with the solution's definition of each task that it lacks, and what those need.

    Of a name that both define, such as a helper's, the text's own counts.
    """
    theirs = definitions(ast.parse(text))
    ours = definitions(ast.parse(as_exercise(solution_text(stem))))
    lacking = ours.keys() - theirs.keys()
    added, wanted = set(), lacking & set(tasks(stem))
    while wanted:
        added |= wanted
        wanted = {name for one in wanted for name in names_in(ours[one])} & lacking - added
    return "\n\n\n".join([text, *dict.fromkeys(ours[name] for name in ours if name in added)])


def begun_with(stem, *names):
    """Return a chapter's stub with the solution's own text of some tasks behind it.

    To grade it takes a moment: nothing else is asked twice.
    """
    ours = definitions(ast.parse(as_exercise(solution_text(stem))))
    return "\n\n\n".join([made_from_solution(stem), *(ours[name] for name in names)])


def definitions(tree):
    """Return {name: the statement that defines it} for what stands at the top of a chapter."""
    found = {}
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                only = {**vars(node), "names": [alias]}
                name = (alias.asname or alias.name).partition(".")[0]
                found[name] = ast.unparse(type(node)(**only))
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found[node.name] = ast.unparse(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            stored = [n for n in ast.walk(node) if isinstance(getattr(n, "ctx", None), ast.Store)]
            found |= {n.id: ast.unparse(node) for n in stored if isinstance(n, ast.Name)}
    return found


def names_in(statement):
    return {node.id for node in ast.walk(ast.parse(statement)) if isinstance(node, ast.Name)}
