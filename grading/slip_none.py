"""Where a None comes from, in a sentence for beginners. See slip_name_errors.py."""

import builtins

from .syntax_tree import arguments_of, ast, calls, is_self, named, only, within

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

IN_PLACE = ("append", "sort", "reverse", "extend", "insert", "shuffle", "update", "clear")


def is_none(spot, node):
    """Say where the None comes from that an expression stands for, or ""."""
    if isinstance(node, ast.Call):
        return _gives_none(spot, node)
    if named(node):
        bound = spot.bindings(node.id)
        value = only(value for _, value in bound)
        if len(bound) == 1 and isinstance(value, ast.Call):
            return _gives_none(spot, value)
        if len(bound) == 1 and isinstance(value, ast.Constant) and value.value is None:
            return f"`{node.id}` is None since {spot.at(bound[0][0])}."
        if len(bound) == 1 and bound[0][0] is spot.function:
            default = arguments_of(spot.function)[node.id]
            if isinstance(default, ast.Constant) and default.value is None:
                way = f"if {node.id} is None, make one first" if node.id == "rng" else "check first"
                return f"`{node.id}` may be None, as {node.id}=None in the def says: {way}."
        changed = [v for _, v in bound if calls(v, *(f".{m}" for m in IN_PLACE))]
        return _gives_none(spot, changed[0]) if changed else ""
    if is_self(node) and spot.cls:
        places = spot.attributes(spot.cls).get(node.attr, [])
        values = [value for _, _, _, value in places]
        if values and all(isinstance(v, ast.Constant) and v.value is None for v in values):
            return (
                f"self.{node.attr} is None since {spot.at(places[0][2], places[0][0])}, and stays."
            )
        for value in values:
            if calls(value, *(f".{method}" for method in IN_PLACE)):
                return _gives_none(spot, value)
        value = only(values)
        if isinstance(value, ast.Call):
            return _gives_none(spot, value)
        if named(value) and places[0][1] and named(value, *arguments_of(places[0][1])):
            default = arguments_of(places[0][1])[value.id]
            if isinstance(default, ast.Constant) and default.value is None:
                return f"self.{node.attr} is None: {value.id}=None is what __init__ was given."
    return ""


def _gives_none(spot, call):
    """Say that a call gives None, if its function's text shows it, or ""."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in IN_PLACE:
        return f".{call.func.attr}(…) changes what it is called on, and returns None."
    if named(call.func):
        stem, function = spot.defined().get(call.func.id, (spot.stem, None))
    elif isinstance(call.func, ast.Attribute):
        name = call.func.attr
        found = [
            (stem, inner)
            for stem, cls in spot.defined().values()
            if isinstance(cls, ast.ClassDef)
            for inner in cls.body
            if isinstance(inner, ast.FunctionDef) and inner.name == name
        ]
        if is_self(call.func) and spot.cls and name in spot.methods(spot.cls):
            owner = spot.methods(spot.cls)[name]
            found = [(owner[0], owner[2])]
        stem, function = only(found) or (spot.stem, None)
    else:
        return ""
    if not isinstance(function, ast.FunctionDef):
        return ""
    nodes = list(within(function))
    if any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in nodes):
        return ""
    returns = [n for n in nodes if isinstance(n, ast.Return) and n.value is not None]
    if not returns:
        return f"{function.name} ({spot.at(function, stem)}) has no return, so its call gives None."
    if not _ends(function.body):
        return (
            f"{function.name} ({spot.at(function, stem)}) gave None: on some way through it, no "
            "return is reached."
        )
    return ""


def _ends(body):
    """Say whether every way through a body ends in return or raise."""
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _ends(last.body) and _ends(last.orelse)
    return not isinstance(last, (ast.For, ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign))
