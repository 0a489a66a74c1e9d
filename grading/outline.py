"""Say what a text of Python defines, and code uses, without running it; compile it."""

import builtins
import types
from functools import lru_cache

NO_POWER = "a ^"  # in no chapter is it meant
DRAWS = "a method that draws"
ONE_PASS = "an iterator with a name"
RETURNS_INSIDE = "a return in a loop"
__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def outlined(text):
    """Return what a file's text defines at its margin, entry by entry.

    An entry is [name, first line, line of def or class, last line, how it waits, what it is made
    of, its methods], and a method [name, line, whether it is the stub's]. An entry waits: 1 where
    it holds one of the stub's `raise NotImplementedError`, 2 where one stands among other lines,
    which somebody wrote, 3 where one stands below a def of the same name that somebody wrote, 4
    where it is a class of which other methods are written, 0 where it holds none. What it is made
    of is told in the words of `made_of`. A text that doesn't parse defines nothing.
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

    def is_stub(node):
        return isinstance(node, functions) and any(map(is_stubs, ast.walk(node)))

    def is_written_above(node, body):
        """Say whether a stub stands below a def of its name that somebody wrote."""
        if not is_stub(node):
            return False
        same = [one for one in body if isinstance(one, functions) and one.name == node.name]
        return not all(map(is_stub, same[: same.index(node)]))

    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for node in body:
        if isinstance(node, (*functions, ast.ClassDef)):
            inner = list(ast.walk(node))
            waits = 2 if any(map(is_written_in, inner)) else int(any(map(is_stubs, inner)))
            beside = [(node, body), *((one, node.body) for one in node.body)]
            if waits == 1 and any(is_written_above(one, others) for one, others in beside):
                waits = 3
            methods = [one for one in getattr(node, "body", []) if isinstance(one, functions)]
            if waits == 1 and isinstance(node, ast.ClassDef) and not all(map(is_stub, methods)):
                waits = 4
            first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
            stubs = [[one.name, one.lineno, is_stub(one)] for one in methods]
            last = node.end_lineno
            found.append([node.name, first, node.lineno, last, waits, made_of(node), stubs])
    return found


def made_of(node):
    """Return what stands in a definition, of what sentences on mistakes speak of."""
    import ast

    found = set()
    for inner in ast.walk(node):
        if isinstance(inner, (ast.For, ast.While)):
            returns = (isinstance(within, ast.Return) for within in ast.walk(inner))
            found |= {RETURNS_INSIDE} if any(returns) else set()
        if isinstance(inner, ast.Assign) and is_iterator(inner.value):
            taken_apart = all(isinstance(to, (ast.Tuple, ast.List)) for to in inner.targets)
            found |= set() if taken_apart else {ONE_PASS}  # *hidden, last = zip(…) has no iterator
        if isinstance(inner, (ast.BinOp, ast.AugAssign)) and isinstance(inner.op, ast.BitXor):
            found.add(NO_POWER)
    if isinstance(node, ast.ClassDef):
        methods = [part for part in node.body if getattr(part, "name", "") != "__init__"]
        inside = [inner for method in methods for inner in ast.walk(method)]
        names = {getattr(inner, "attr", getattr(inner, "id", "")) for inner in inside}
        found |= {DRAWS} if names & {"random", "rng"} else set()
    return sorted(found)


def is_iterator(node):
    """Say whether what a value's code makes can be gone through once."""
    import ast

    made = ("zip", "map", "filter", "reversed", "enumerate")
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return isinstance(node, ast.GeneratorExp) or (called and node.func.id in made)


def names_in(code):
    """Return the global names that a piece of code uses, its lambdas' included."""
    inner = [names_in(part) for part in code.co_consts if isinstance(part, types.CodeType)]
    return set(code.co_names).union(*inner)


@lru_cache(maxsize=512)
def compiled(text, name):
    """Return a text's code; a grader loads the same earlier chapters over and over."""
    return compile(text, name, "exec", dont_inherit=True)


def codes_of(file, name):
    """Return the code of a file's text, which may come in parts, for each part.

    A text that is tried with one edit after another does: most of its parts stay the same.
    """
    found, line = [], 0
    for part in file.get("parts") or [file["text"]]:
        try:
            found.append(compiled("\n" * line + part, name))
        except (MemoryError, RecursionError):  # so Python says it; it is no lack of memory
            raise SyntaxError("it is nested too deeply for Python to read") from None
        line += part.count("\n")
    return found
