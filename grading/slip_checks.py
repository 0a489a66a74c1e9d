"""What a learner's code does about a call that is to be refused, where it isn't.

step: that call, as the report shows it.
"""

import builtins
import re

from .syntax_tree import ast, named, within

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

STOPS_NOT = "n't stop this call."


def inside_called(node, step):
    """Return the nodes of the function that a step calls; node: the task, a function or a class."""
    called = re.match(r"(?:\w+ = )?(\w+)(?:\.(\w+))?", step)
    if isinstance(node, ast.ClassDef):
        made = called and called[1] == node.name  # a test's own function is none of the class
        name = (called[2] or made and "__init__") if called else ""
        node = next((part for part in node.body if getattr(part, "name", "") == name), None)
    return list(within(node)) if isinstance(node, ast.FunctionDef) else []


def caught(spot, node, step):
    """Of an except that takes a ValueError, where nothing raises one in its turn."""
    inside = inside_called(node, step)
    for handler in inside:
        if not isinstance(handler, ast.ExceptHandler):
            continue
        of = handler.type
        kinds = of.elts if isinstance(of, ast.Tuple) else [of]
        takes = of is None or any(
            named(kind, "ValueError", "Exception", "BaseException") for kind in kinds
        )
        raised = (n.lineno for n in inside if isinstance(n, ast.Raise))
        if takes and not any(line >= handler.lineno for line in raised):
            return f"The except on {spot.at(handler)} keeps from the caller what its try raises."
    return ""


def raises(node):
    """Say whether a node is an if that raises something itself."""
    return isinstance(node, ast.If) and any(isinstance(part, ast.Raise) for part in node.body)


def lets_through(spot, node, step, ended=0):
    """Of a check that a call was to fail, and hasn't. ended: the line where the call returned."""
    inside = inside_called(node, step)
    if any(isinstance(inner, (ast.Try, ast.With)) for inner in inside):
        return ""  # it may be raised, and kept
    checks = [inner.test for inner in inside if raises(inner)]
    for inner in inside:  # or one that a function of theirs makes, and gives nothing back
        name = getattr(inner.func, "id", "") if isinstance(inner, ast.Call) else ""
        parts = list(within(spot.defined().get(name, ("", ast.Pass()))[1]))
        if any(map(raises, parts)) and not any(isinstance(part, ast.Return) for part in parts):
            checks.append(inner)
    checks = [check for check in checks if check.lineno < (ended or check.lineno + 1)]
    if not 1 <= len(checks) <= 2:
        return ""
    told = " and ".join(f"{spot.quote(check)} on {spot.at(check)}" for check in checks)
    return f"{told} {'do' if checks[1:] else 'does'}{STOPS_NOT}"
