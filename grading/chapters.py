"""The course's chapters: their names and titles, the solutions' texts, which of them need NumPy."""

import ast
import importlib.util
import re
import sys
from functools import lru_cache
from pathlib import Path

from .files import printable

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT / "tests") not in sys.path:
    sys.path.append(str(ROOT / "tests"))  # where the graders are
Files = dict[str, dict[str, str]]  # {stem: {"name": …, "text": …}}
EARLIER = ("exercises", "solutions")  # where the chapters before the graded one come from
UNKNOWN_EARLIER = "EARLIER={} is not known. It is exercises or solutions."


@lru_cache
def stems() -> list[str]:
    """Return the chapters' stems in order: ch01_math, …"""
    return [path.stem for path in sorted((ROOT / "solutions").glob("*_*.py"))]


def number(stem: str) -> str:
    """Return what a learner types for a chapter: "3" for ch03_forward, "np1" for np1_xor."""
    head = stem.partition("_")[0]
    return str(int(head[2:])) if head.startswith("ch") else head


@lru_cache
def title(stem: str) -> str:
    """Return the first line of the chapter's docstring, such as "Chapter 1 · Math foundations"."""
    docstring = ast.get_docstring(solution_tree(stem)) or stem
    return docstring.splitlines()[0]


@lru_cache
def solution_text(stem: str) -> str:
    return (ROOT / "solutions" / f"{stem}.py").read_text(encoding="utf-8")


@lru_cache
def solution_tree(stem: str) -> ast.Module:
    """Return a solution's syntax tree, which is shared: read it, and change nothing in it."""
    return ast.parse(solution_text(stem))


@lru_cache
def tasks(stem: str) -> list[str]:
    """Return the names of a chapter's tasks in order.

    They are read from its grader's text: one of Part II can't be imported where NumPy is missing.
    """
    grader = ROOT / "tests" / f"test_{stem}.py"
    tree = ast.parse(grader.read_text(encoding="utf-8") if grader.exists() else "")
    marks = [mark for node in tree.body for mark in getattr(node, "decorator_list", ())]
    named = [mark for mark in marks if getattr(getattr(mark, "func", None), "id", "") == "task"]
    return list(dict.fromkeys(mark.args[0].value for mark in named))


@lru_cache(maxsize=256)
def as_exercise(text: str) -> str:
    """Return a solution's text with its imports as an exercise has them."""
    return re.sub(r"^from solutions\b", "from exercises", text, flags=re.MULTILINE)


def up_to(stem: str) -> list[str]:
    """Return a chapter's stem and the ones before it in its part of the course."""
    return [name for name in stems()[: stems().index(stem) + 1] if name[:2] == stem[:2]]


def solution_files(stem: str, **replaced: str) -> Files:
    """Return the files of a host for a solution: the chapter and the ones before it.

    replaced maps a stem to another text, for grading variants of a solution.
    """
    files = {}
    for name in up_to(stem):
        text = as_exercise(replaced.get(name) or solution_text(name))
        files[name] = {"name": f"solutions/{name}.py", "text": text}
    return files


def needs_numpy(chapter: str) -> bool:
    """Say whether a chapter, named by its stem, is one of Part II."""
    return chapter.startswith("np")


NO_NUMPY = (
    "Part II needs NumPy. Type: make check-chapter np1, which installs it, "
    f"or: {printable(sys.executable)} -I -m pip install numpy matplotlib"
)


def numpy_folder() -> str:
    """Return the folder that NumPy is installed in, without importing it; "" where it isn't."""
    try:
        spec = importlib.util.find_spec("numpy")
    except ValueError:
        spec = None
    return str(Path(spec.origin).parents[1]) if spec and spec.origin else ""
