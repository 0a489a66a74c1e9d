"""Say what a text of Python defines, and code uses, without running it."""

import builtins
import types

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def outlined(text):
    """Return what a file's text defines at its margin, entry by entry.

    An entry is [name, first line, line of def or class, last line, how it waits]: 1 where it holds
    one of the stub's `raise NotImplementedError`, 2 where one stands among other lines, which
    somebody wrote, 0 where it holds none. A text that doesn't parse defines nothing.
    """
    import ast  # here, as a right program needs none of it

    functions = (ast.FunctionDef, ast.AsyncFunctionDef)

    def is_stubs(node):
        name = getattr(getattr(getattr(node, "exc", None), "func", None), "id", "")
        return isinstance(node, ast.Raise) and name == "NotImplementedError"

    def is_written_in(node):
        if not isinstance(node, functions):
            return False
        lines = node.body[1:] if ast.get_docstring(node, clean=False) else node.body
        return len(lines) > 1 and any(map(is_stubs, lines))

    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for node in body:
        if isinstance(node, (*functions, ast.ClassDef)):
            inner = list(ast.walk(node))
            waits = 2 if any(map(is_written_in, inner)) else int(any(map(is_stubs, inner)))
            first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
            found.append([node.name, first, node.lineno, node.end_lineno, waits])
    return found


def names_in(code):
    """Return the global names that a piece of code uses, its lambdas' included."""
    inner = [names_in(part) for part in code.co_consts if isinstance(part, types.CodeType)]
    return set(code.co_names).union(*inner)
