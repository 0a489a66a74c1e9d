"""The solution's statements: which of them may take the place of a learner's. See repair_edits.py.

A statement of ours stands for one of theirs where both are about the same, such as a value for the
same name, and ours goes on from what theirs does.
"""

import builtins
from typing import Any

from .repair_expressions import kind_of

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def parts_of(ast, function):
    """Yield (what it is about, the node, the name that it stores or None) of what may give way."""
    for node in ast.walk(function):
        kind = kind_of(node)
        if kind == "Return" and node.value:
            yield "return", node, None
        elif kind == "Assign" and not node.targets[1:]:
            target = node.targets[0]
            yield f"{ast.unparse(target)} =", node, getattr(target, "id", None)
        elif kind == "AnnAssign" and node.value or kind == "AugAssign":
            yield f"{ast.unparse(node.target)} =", node, getattr(node.target, "id", None)
        elif kind == "Expr" and kind_of(node.value) == "Call":
            yield f"{ast.unparse(node.value.func)}()", node, None
        elif kind in ("If", "While"):
            yield kind, node.test, None
        elif kind == "For":
            yield f"for {ast.unparse(node.target)}", node.iter, None


def names_in(ast, node, stored=None):
    """Return the names that a node reads, but those that it binds itself in a comprehension."""
    names = [inner for inner in ast.walk(node) if kind_of(inner) == "Name"]
    bound = {name.id for name in names if kind_of(name.ctx) == "Store"} - {stored}
    return {name.id for name in names} - bound - {stored}


def locals_of(ast, function):
    """Return the names that a function gives a value, its parameters aside."""
    names = (node for node in ast.walk(function) if kind_of(node) == "Name")
    return {name.id for name in names if kind_of(name.ctx) == "Store"}


class Ours:
    """The solution's functions and methods, by name: {"Layer.forward": …}."""

    def __init__(self, text, ast):
        self._ast, self._functions, self._text = ast, {}, text
        for node in ast.parse(text).body if text else []:
            if kind_of(node) == "FunctionDef":
                self._functions[node.name] = node
            for inner in getattr(node, "body", []) if kind_of(node) == "ClassDef" else []:
                if kind_of(inner) == "FunctionDef":
                    self._functions[f"{node.name}.{inner.name}"] = inner

    def for_each(self, name, function):
        """Yield (a node of a learner's function, the text of ours that may take its place)."""
        ast, ours = self._ast, self._functions.get(name)
        if ours is None:
            return
        parameters = {argument.arg for argument in function.args.args + function.args.kwonlyargs}
        theirs, mine = locals_of(ast, function), locals_of(ast, ours)
        there = {argument.arg for argument in ours.args.args + ours.args.kwonlyargs}
        by_key: dict = {}
        for key, node, stored in parts_of(ast, ours):
            by_key.setdefault(key, []).append((node, names_in(ast, node, stored)))
        for key, node, stored in parts_of(ast, function):
            goes_on_from = (names_in(ast, node, stored) & theirs) - parameters
            for other, names in by_key.get(key, []):
                known = names & (mine | there) <= theirs | parameters
                if known and goes_on_from <= names and ast.dump(other) != ast.dump(node):
                    yield node, ast.get_source_segment(self._text, other)

    def absent(self, name, function):
        """Yield the text of each call that stands by itself in ours and nowhere in theirs."""
        ast, ours = self._ast, self._functions.get(name)
        if ours is None:
            return
        there = {key for key, *_ in parts_of(ast, function)}
        parameters = {argument.arg for argument in function.args.args + function.args.kwonlyargs}
        names = locals_of(ast, function) | parameters
        mine = locals_of(ast, ours)
        mine |= {argument.arg for argument in ours.args.args + ours.args.kwonlyargs}
        for key, node, _ in parts_of(ast, ours):
            if key.endswith("()") and key not in there and names_in(ast, node) & mine <= names:
                yield ast.get_source_segment(self._text, node)


def alone(ast, function):
    """Yield (a statement, what it alone does in a function): all of it, or "name" for self.name."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) else function.body
    if len(body) == 1 and kind_of(body[0]) in ("Return", "Assign", "AugAssign", "Expr"):
        yield body[0], ""
        return
    setters: dict = {}
    for node in ast.walk(function):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        for part in [inner for target in targets if target for inner in ast.walk(target)]:
            if kind_of(part) == "Attribute" and getattr(part.value, "id", "") == "self":
                setters.setdefault(part.attr, []).append(node)
        called: Any = getattr(getattr(node, "func", None), "value", None)  # self.name.append(…)
        if kind_of(called) == "Attribute" and getattr(called.value, "id", "") == "self":
            setters.setdefault(called.attr, []).append(node)
    for name, nodes in setters.items():
        if len(nodes) == 1 and kind_of(nodes[0]) in ("Assign", "AnnAssign", "AugAssign"):
            yield nodes[0], name
