"""Python's errors about names and attributes, in sentences for those who meet them first.

Each function takes a Spot, the pattern's match in the error's message, and what was asked; it
returns a sentence that the text at the spot shows to be true, or "".
"""

import builtins

from .slip_none import is_none
from .syntax_tree import arguments_of, ast, calls, is_self, named, only, targets, within

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

MODULES = ("math", "random", "copy", "functools", "itertools", "operator", "json", "time")
OTHER_WORDS = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None"}
OF_NUMPY = [
    "shape",
    "T",
    "dot",
    "mean",
    "std",
    "argmax",
    "argmin",
    "reshape",
    "transpose",
    "size",
    "tolist",
    "flatten",
    "astype",
]


def near(word, words):
    """Return what a word was meant to be, if one of the words is so like it; else ""."""
    import difflib  # here, as a right program needs none of it

    words = [other for other in words if other != word and not other.startswith("__")]
    for other in words:
        if other.lower() == word.lower():
            return other
    found = difflib.get_close_matches(word, words, 1, 0.75)
    if found and (len(word) > 3 or found[0].startswith(word)):
        return found[0]
    return ""


def has_self(function):
    return next(iter(arguments_of(function)), "") == "self"


def name_not_defined(spot, match, asked):
    name = match[1]
    if name == "self":
        if spot.method and not has_self(spot.method):
            return (
                f"{spot.heading(spot.stem, spot.method)} has no self. It is a method's first "
                "parameter."
            )
        return ""
    if spot.cls and spot.method:
        if name in spot.methods(spot.cls):
            return f"`{name}` is a method of the object: write self.{name}(…)."
        if name in spot.attributes(spot.cls) and name not in arguments_of(spot.method):
            return f"`{name}` is an attribute of the object: write self.{name}."
    is_called = any(named(n.func, name) for n in spot.find(ast.Call))
    meant = near(name, spot.locals())
    if meant and not is_called:
        return f"No `{name}` is known there. Did you mean {meant}?"
    return (
        _elsewhere(spot, name, asked)
        or _in_another_method(spot, name)
        or _meant(spot, name)
        or _in_another(spot, name)
    )


def _elsewhere(spot, name, asked):
    """Say where a name is at home that isn't known here."""
    stem, node = spot.defined().get(name, (spot.stem, None))
    if stem != spot.stem:
        return f"{name} is from {stem}.py: add from exercises.{stem} import {name} at the top."
    if node and not spot.function and node.lineno > spot.line:
        return f"{name} is defined below, on {spot.at(node)}. Python reads a file from the top."
    if name in MODULES:
        return f"`{name}` isn't imported: write import {name} at the top of the file."
    if name in ("np", "numpy"):
        if not asked["numpy"]:
            return "NumPy comes in Part II. This chapter uses plain Python: lists and loops."
        return f"`{name}` isn't imported: write import numpy as np at the top of the file."
    if name in OTHER_WORDS:
        return f"Python writes {OTHER_WORDS[name]}, not {name}."
    if name in ("this", "Self") and spot.method and has_self(spot.method):
        return f"The object is called self here, not {name}."
    import math
    import random

    if asked["numpy"] and name in ("zeros", "ones", "dot", "array", "exp", "log", "sqrt", "tanh"):
        return f"{name} is NumPy's: write np.{name}."
    if hasattr(math, name) and not name.startswith("_"):
        more = "" if "math" in spot.globals() else ", and import math at the top"
        return f"{name} is in the module math: write math.{name}{more}."
    if name in ("gauss", "uniform", "shuffle", "randint", "choice") and hasattr(random, name):
        if "rng" in spot.locals():
            return f"{name} is a method of the generator: write rng.{name}(…)."
        return f"{name} belongs to a generator of random numbers, such as rng: rng.{name}(…)."
    return ""


def _meant(spot, name):
    """Ask whether a name was meant that is known at the spot."""
    meant = near(name, spot.locals())
    if not meant and spot.cls and spot.method and has_self(spot.method):
        own = near(name, [*spot.attributes(spot.cls), *spot.methods(spot.cls)])
        meant = f"self.{own}" if own else ""
    meant = meant or near(name, [*spot.globals(), *spot.defined()]) or near(name, vars(builtins))
    return f"No `{name}` is known there. Did you mean {meant}?" if meant else ""


def _in_another_method(spot, name):
    """Say where another method of the class has a name, which ends with its call."""
    if not spot.cls or not spot.method:
        return ""
    for stem, _, other in spot.methods(spot.cls).values():
        if other is spot.method or not has_self(other):
            continue
        if name in arguments_of(other):
            return (
                f"`{name}` is a parameter of {other.name} ({spot.at(other, stem)}) and known "
                f"there only. To keep it, write self.{name} = {name} there."
            )
        made = [inner for inner in within(other) if isinstance(inner, (ast.Assign, ast.AnnAssign))]
        if any(named(target, name) for inner in made for target, _ in targets(inner)):
            return (
                f"`{name}` is a name inside {other.name} ({spot.at(other, stem)}) and known there "
                f"only. Is another name meant here? If not, keep it there, as self.{name}."
            )
    return ""


def _in_another(spot, name):
    """Say where a name has a value that ends with a pair of brackets or a function."""
    if spot.function:
        loops = [n for n, _ in spot.bindings(name) if isinstance(n, ast.comprehension)]
        if loops and len(loops) == len(spot.bindings(name)):
            return f"`{name}` exists only inside the brackets whose for gives it its values."
    for node in ast.walk(spot.tree):
        if isinstance(node, ast.FunctionDef) and node not in spot.chain:
            if any(named(t, name) for inner in within(node) for t, _ in targets(inner)):
                return (
                    f"`{name}` is a name inside {node.name} ({spot.at(node)}), and known there "
                    "only."
                )
    return ""


def without_a_value(spot, match, asked):
    """Of a local name that is read before it was given a value."""
    name = match[1] or match[2]
    function = spot.function
    if function is None:
        return ""
    bound = [node for node, _ in spot.bindings(name) if hasattr(node, "lineno")]
    plain = [node for node in bound if not isinstance(node, ast.AugAssign)]
    if bound and not plain:
        return _only_added_to(spot, name, bound[0])
    if plain and (name in spot.globals() or hasattr(builtins, name)):
        return (
            f"{spot.at(plain[0]).capitalize()} gives {name} another meaning in this whole "
            f"function. Use another name there, and {name} stays what it was."
        )
    if len(plain) == 1 and plain[0].lineno > spot.line:
        return f"`{name}` gets its value only later, on {spot.at(plain[0])}."
    if plain and all(node not in function.body for node in plain):
        where = ", ".join(str(node.lineno) for node in plain[:3])
        lines = "line" if len(plain) == 1 else "lines"
        return f"`{name}` gets a value on {lines} {where} only, which wasn't reached."
    return ""


def _only_added_to(spot, name, node):
    """Of total += x, where total never gets a first value."""
    sign = {"Add": "+=", "Sub": "-=", "Mult": "*="}.get(type(node.op).__name__, "that")
    if spot.cls and spot.method and name in spot.attributes(spot.cls):
        return f"`{name}` without self. is a name of its own here: write self.{name}."
    if name in spot.globals():
        return f"Inside a function, {sign} makes `{name}` a name of its own, without a value."
    first = "1" if sign == "*=" else "0"
    if isinstance(node.value, (ast.List, ast.ListComp)):
        first = "[]"
    elif isinstance(getattr(node.value, "value", None), str):
        first = '""'
    loops = [n for n in within(spot.function) if isinstance(n, (ast.For, ast.While))]
    when = "the loop" if any(node in ast.walk(loop) for loop in loops) else "that"
    return (
        f"`{name}` has no value yet when {sign} needs one. Before {when}, write {name} = {first}."
    )


def no_attribute(spot, match, asked):
    """Of an object that lacks an attribute. match: (type, attribute)."""
    kind, name = match[1], match[2]
    node = only(n for n in spot.find(ast.Attribute) if n.attr == name)
    shown = spot.quote(node.value) if node else "The object"
    stem, cls = spot.defined().get(kind, (spot.stem, None))
    if isinstance(cls, ast.ClassDef):
        return of_class(spot, cls, name)
    if kind == "NoneType":
        said = is_none(spot, node.value) if node else ""
        return said or (f"{shown} is None there." if node else "")
    if kind in ("function", "method", "builtin_function_or_method"):
        return f"{shown} is the {kind.split('_')[0]} itself. To call it, write ( ) behind it."
    if kind in ("list", "tuple", "dict"):
        if hasattr(builtins, name):
            return f"A {kind} has no .{name}. Write {name}(…), with the {kind} in the brackets."
        owners = [
            c.name
            for _, c in spot.defined().values()
            if isinstance(c, ast.ClassDef) and name in (*spot.attributes(c), *spot.methods(c))
        ]
        if owners and node:  # "layers" is a list of Layer
            owner = max(owners, key=lambda one: one.lower() in shown.lower())
            return f"{shown} is a {kind}, without .{name}. A {owner} has it: is an item meant?"
        if name in OF_NUMPY and not asked["numpy"]:
            return f"A {kind} has no .{name}. That belongs to NumPy's arrays, of Part II."
        meant = near(name, dir({"list": list, "tuple": tuple, "dict": dict}[kind]))
        if meant:
            return f"A {kind} has no .{name}. Did you mean .{meant}?"
    loop = spot.loop_of(node.value.id) if node and named(node.value) else None
    if kind == "int" and loop and calls(loop.iter, "range") and named(loop.target):
        return f"range gives `{loop.target.id}` a number. For the items, loop over the list itself."
    if kind in ("int", "float") and node:
        more = "" if name not in ("append", "extend") else " append belongs to a list."
        return f"{shown} is a single number there.{more}"
    if kind in ("str", "tuple", "list") and node:
        return f"{shown} is a {'string' if kind == 'str' else kind} there."
    return ""


def of_class(spot, cls, name, is_asked_for=False):
    """Say why an object of a class of the chapters has no such attribute, or "".

    is_asked_for: by the grader, after a call that should have set it.
    """
    if name in spot.attributes(cls):
        return "" if is_asked_for else _set_elsewhere(spot, cls, name)
    for stem, _, function in spot.methods(cls).values():
        for inner in within(function):
            if isinstance(inner, (ast.Assign, ast.AnnAssign)):
                if any(named(target, name) for target, _ in targets(inner)):
                    return (
                        f"In {function.name} ({spot.at(inner, stem)}), {name} = … lasts only until "
                        f"{function.name} ends. The object keeps self.{name} = …"
                    )
    start = spot.methods(cls).get("__init__")
    if start:
        stem, _, function = start
        if name in arguments_of(function):
            pairs = [pair for inner in within(function) for pair in targets(inner)]
            for target, value in pairs:
                if is_self(target) and named(value, name):
                    return (
                        f"__init__ ({spot.at(function, stem)}) keeps {name} as self.{target.attr}, "
                        f"and here it is asked for as .{name}."
                    )
            return (
                f"__init__ ({spot.at(function, stem)}) gets {name} and doesn't keep it: write "
                f"self.{name} = {name}."
            )
    if isinstance(spot.defined().get(name, ("", None))[1], ast.FunctionDef):
        return f"{name} is a function of the course, and no method: write {name}(…)."
    own = [*spot.attributes(cls), *spot.methods(cls)]
    meant = near(name, own)
    if meant:
        return f"Objects of {cls.name} have .{meant}, and no .{name}. Is one of the two misspelt?"
    if is_asked_for:
        return ""
    others = [
        other.name
        for _, other in spot.defined().values()
        if isinstance(other, ast.ClassDef)
        and (name in spot.methods(other) or name in spot.attributes(other))
    ]
    if len(others) == 1:
        return f".{name} belongs to {others[0]}. This object is a {cls.name}, which has none."
    has = [one for one in spot.attributes(cls) if one != name]
    if not has or any(calls(inner, "setattr") for inner in ast.walk(cls)):
        return ""
    more = ", …" if len(has) > 5 else ""
    return f"No line of {cls.name} sets .{name}. It sets .{', .'.join(has[:5])}{more}."


def _set_elsewhere(spot, cls, name):
    """Of an attribute that some method sets: say why it isn't there."""
    places = spot.attributes(cls)[name]
    own = only(n for n in cls.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
    if own and all(m and m.name == "__init__" and m is not own for _, m, _, _ in places):
        if not any(calls(inner, ".__init__") for inner in ast.walk(own)):
            return (
                f"{cls.name}.__init__ doesn't call super().__init__(…), which gives the object "
                f"its .{name}."
            )
    setters = {m.name for _, m, _, _ in places if m}
    if len(setters) == 1 and "__init__" not in setters and all(m for _, m, _, _ in places):
        stem, method, target, _ = places[0]
        if not any(target is one for line in method.body for one, _ in targets(line)):
            return ""  # it may have run, and gone another way
        way = "" if spot.method else " Give it a first value in __init__."
        return (
            f".{name} is set in {method.name} alone ({spot.at(target, stem)}), and that hasn't "
            f"run by then.{way}"
        )
    return ""


def module_has_no(spot, match, asked):
    module, name = match[1], match[2]
    if hasattr(builtins, name):
        return f"{name} is Python's own, and not in {module}: write {name}(…)."
    if name in spot.defined():
        return f"{name} is a function of the course, and not in {module}: write {name}(…)."
    if module not in ("math", "random"):
        return ""
    meant = near(name, dir(__import__(module)))
    return f"{module} has no {name}. Did you mean {module}.{meant}?" if meant else ""


def class_has_no(spot, match, asked):
    cls, name = match[1], match[2]
    _, node = spot.defined().get(cls, (spot.stem, None))
    if isinstance(node, ast.ClassDef) and name in spot.attributes(node):
        where = f"self.{name}" if spot.cls and spot.method else f"an object's .{name}"
        return f"{cls} is the class. .{name} belongs to its objects: write {where}."
    return ""
