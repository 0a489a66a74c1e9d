"""Python's errors about imports and syntax, in sentences for beginners. See slip_name_errors.py.

What isn't there to import, a line of another language, a stub below what was written for it.
"""

import builtins
import sys

from .slip_name_errors import near
from .syntax_tree import ast

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

PLAIN = "The chapters in plain Python use the standard library only"
OTHERS = {
    "=>": ">=",
    "=<": "<=",
    "else if": "elif",
    "&&": "and",
    "||": "or",
    "++": "+= 1",
    "=!": "!=",
}


def not_imported(spot, match, asked):
    """Of from exercises.… import name. match: (name, module)."""
    name, stem = match[1], match[2].rpartition(".")[2]
    if match[2] in ("math", "random", "operator", "copy", "functools", "itertools", "collections"):
        meant = near(name, dir(__import__(match[2])))
        return f"{match[2]} has no {name}. Did you mean {meant}?" if meant else ""
    found = [s for s in spot.texts if name in spot._top(s)]
    if found and stem not in found:
        return f"{name} is defined in {found[0]}.py, and not in {stem}.py."
    if stem not in spot.texts:
        return ""
    meant = near(name, spot._top(stem))
    return f"{stem}.py has no {name}. Did you mean {meant}?" if meant else ""


def no_module(spot, match, asked):
    name = match[1].partition(".")[0]
    if name == spot.stem:
        return "This file imports itself. Take that line out: what it defines is at hand."
    if name in spot.texts:
        return f"The chapters are in the folder exercises: write from exercises.{name} import …"
    if name in sys.stdlib_module_names:
        return f"{name} is a part of Python that isn't installed here. No task needs it."
    if asked["numpy"] or name == "exercises":
        return ""
    if name == "numpy":
        return f"{PLAIN}, not NumPy: what it would do for you, you write yourself."
    return f"{PLAIN}." if spot.chain else ""  # at the margin, report_errors.py says so


def not_python(spot, match, asked):
    """Of what other languages write, in a line that doesn't parse."""
    lines = spot.texts[spot.stem].split("\n")
    line = lines[spot.line - 1] if 0 < spot.line <= len(lines) else ""
    if "'" in line or '"' in line:
        return ""
    for theirs, pythons in OTHERS.items():
        if theirs in line:
            return f"Python writes {pythons}, not {theirs}."
    return ""


def written_twice(spot, match, asked):
    """Of a stub that still stands below the def that somebody wrote."""
    if not spot.chain or not isinstance(spot.chain[-1], ast.FunctionDef):
        return ""
    last = spot.chain[-1]
    own = last.body[1:] if ast.get_docstring(last, clean=False) else last.body
    if len(own) > 1:  # somebody wrote in it
        return ""
    body = (spot.chain[-2] if len(spot.chain) > 1 else spot.tree).body
    first = [
        n for n in body if isinstance(n, ast.FunctionDef) and n.name == last.name and n is not last
    ]
    if first and first[0].lineno < last.lineno:
        return (
            f"{spot.name} is defined twice, on {spot.at(first[0])} and {spot.at(last)}. The lower"
            " one "
            "counts, and that is the stub: take it out."
        )
    return ""
