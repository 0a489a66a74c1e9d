"""The solution's statements: which of them may take the place of a learner's. See repair_edits.py.

A statement of ours stands for one of theirs where both are about the same, such as a value for the
same name, and ours goes on from what theirs does. Where that isn't enough, a value stands for
another, whatever the names are.
"""

import builtins
from typing import Any

from .repair_expressions import kind_of

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

VALUES = 40  # of a function: in longer ones not all are looked at


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


def values_in(ast, function):
    """Yield (what becomes of it, the node) of each value that a function works out."""
    returns = [node.value for node in ast.walk(function) if kind_of(node) == "Return"]
    returned = {value.id for value in returns if kind_of(value) == "Name"}
    for node in ast.walk(function):
        kind = kind_of(node)
        if kind in ("Assign", "AnnAssign", "AugAssign") and node.value:
            target = node.targets[0] if kind == "Assign" else node.target
            yield "return" if getattr(target, "id", "") in returned else "value", node.value
        elif kind == "Return" and node.value:
            yield "return", node.value
        elif kind in ("ListComp", "GeneratorExp"):
            yield "item", node.elt
        elif kind == "Expr" and kind_of(node.value) == "Call":
            for argument in node.value.args:
                if kind_of(argument) != "Starred":
                    yield "item", argument
        elif kind in ("If", "While"):
            yield "test", node.test
        elif kind in ("For", "comprehension"):
            yield "iter", node.iter


def in_order(ast, node, among):
    """Return the names that a node reads, of some, as they come."""
    names = [inner for inner in ast.walk(node) if kind_of(inner) == "Name"]
    names.sort(key=lambda name: (name.lineno, name.col_offset))
    bound = {name.id for name in names if kind_of(name.ctx) == "Store"}
    return [one for one in dict.fromkeys(name.id for name in names) if one in among - bound]


def with_names(ast, node, instead):
    """Return the text of a node with other expressions in place of some names."""

    class Exchange(ast.NodeTransformer):  # type: ignore[name-defined] # ast is handed over
        def visit_Name(self, name):
            return instead.get(name.id, name)

    tree = ast.parse(ast.unparse(node), mode="eval").body
    return ast.unparse(Exchange().visit(tree))


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

    def values_for_each(self, name, function):
        """Yield (a value in a learner's function, the text of another that may stand there).

        That one is ours, or another of theirs, and about whatever theirs is about, by their names.
        What ours keeps under a name that theirs doesn't have is written out.
        """
        ast, ours = self._ast, self._functions.get(name)
        parameters = {argument.arg for argument in function.args.args + function.args.kwonlyargs}
        theirs = locals_of(ast, function) - parameters
        # a bare name is no value that went wrong: what ours does there may be missing anywhere
        own = [one for one in values_in(ast, function) if kind_of(one[1]) != "Name"][:VALUES]
        mine = locals_of(ast, ours) - theirs - parameters if ours else set()
        once = self._given_once(ours) if ours else {}
        texts: dict = {}
        for kind, node in values_in(ast, ours) if ours else ():
            if kind_of(node) not in ("Name", "Constant"):
                for out in ({}, {one: value for one, value in once.items() if one in mine}):
                    texts.setdefault(kind, {}).setdefault(with_names(ast, node, out))
        for kind, node in own:
            read = in_order(ast, node, theirs)
            for text in texts.get(kind, {}):
                yield from self._about(node, read, text, mine, theirs)
            for same, other in own:
                if same == kind and other is not node and kind_of(other) == kind_of(node) == "Call":
                    text = ast.unparse(other)
                    yield from self._about(
                        node, read, text, set(in_order(ast, other, theirs)), set()
                    )

    def _about(self, node, read, text, unknown, known):
        """Yield (the node, a text about the names that it reads), if there are as many."""
        tree = self._ast.parse(text, mode="eval").body
        unknown = in_order(self._ast, tree, unknown)
        left = [one for one in read if one not in in_order(self._ast, tree, known)]
        if len(unknown) == len(left):
            names = {one: self._ast.Name(new) for one, new in zip(unknown, left)}
            yield node, with_names(self._ast, tree, names)

    def _given_once(self, function):
        """Return {name: the expression} of what a function gives a value once."""
        found: dict = {}
        again: set = set()
        for node in self._ast.walk(function):
            if kind_of(node) == "Assign" and kind_of(node.targets[0]) == "Name":
                again.update({node.targets[0].id} & found.keys())
                found[node.targets[0].id] = node.value
            elif kind_of(node) == "AugAssign" and kind_of(node.target) == "Name":
                again.add(node.target.id)
        return {name: value for name, value in found.items() if name not in again}

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
