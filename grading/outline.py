"""Say what a text of Python defines, and code uses, without running it."""

import builtins
import types

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def outlined(text):
    """Return what a file's text defines at its margin, entry by entry.

    An entry is [name, first line, line of def or class, last line, whether it waits]: what waits to
    be written holds one of the stub's `raise NotImplementedError`. A text that doesn't parse
    defines nothing.
    """
    import ast  # here, as a right program needs none of it

    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            waits = any(
                isinstance(inner, ast.Raise)
                and getattr(getattr(inner.exc, "func", None), "id", "") == "NotImplementedError"
                for inner in ast.walk(node)
            )
            first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
            found.append([node.name, first, node.lineno, node.end_lineno, waits])
    return found


def names_in(code):
    """Return the global names that a piece of code uses, its lambdas' included."""
    inner = [names_in(part) for part in code.co_consts if isinstance(part, types.CodeType)]
    return set(code.co_names).union(*inner)
