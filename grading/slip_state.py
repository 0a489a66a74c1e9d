"""Slips by which something lasts longer than a call, or is gone sooner, in sentences.

Each function takes a Spot and a node of the learner's code; it returns a sentence, or "".
"""

import builtins
from itertools import pairwise

from .outline import is_iterator
from .syntax_tree import arguments_of, ast, calls, is_self, named, targets, within

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def shown(spot, node):
    return spot.quote(node).strip("`")


def used_up(spot, function):
    """Of a zip or map that is kept under a name and gone through more than once."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    nodes = list(within(function))
    for node in nodes:
        for target, value in targets(node):
            if not named(target) or not is_iterator(value):
                continue
            if sum(named(t, target.id) for n in nodes for t, _ in targets(n)) != 1:
                continue
            inside = [
                n for n in nodes if isinstance(n, (ast.For, ast.While)) and node not in ast.walk(n)
            ]
            taken = [part for n in nodes if calls(n, "next") for part in n.args]
            uses = [
                n
                for n in nodes
                if named(n, target.id) and isinstance(n.ctx, ast.Load) and n not in taken
            ]
            again = [
                n
                for n in uses
                if any(n in list(ast.walk(part)) for loop in inside for part in loop.body)
            ]
            comps = [n for n in nodes if isinstance(n, (ast.ListComp, ast.GeneratorExp))]
            again += [n for n in uses for c in comps if n in list(ast.walk(c.elt))]
            if len(uses) > 1 or again:
                is_call = isinstance(value, ast.Call)
                kind = value.func.id if is_call else "generator"
                way = "list(…) around it keeps" if is_call else "Square brackets keep"
                return (
                    f"`{target.id}`, the {kind} of {spot.at(node)}, can be gone through only once; "
                    f"after that it is empty. {way} its items."
                )
    return ""


def one_row(spot, function):
    """Of rows = [[0] * m] * n, where something is then put into rows[i]."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    nodes = list(within(function))
    lists = {t.id for n in nodes for t, v in targets(n) if named(t) and is_new_list(v)}
    rows = {}  # {the text of what holds them: the product}
    for target, value in (pair for node in nodes for pair in targets(node)):
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
            for side in (value.left, value.right):
                items = side.elts if isinstance(side, ast.List) else []
                if len(items) == 1 and (is_new_list(items[0]) or lists and named(items[0], *lists)):
                    rows[ast.unparse(target)] = value
    stores = [n for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)]
    for node in stores:
        rows.pop(ast.unparse(node.value), None)  # rows[i] = …: that row is another list
    for node in nodes:
        grown = calls(node, ".append", ".extend", ".insert")
        row = node.func.value if grown else node.value if node in stores else None
        if isinstance(row, ast.Subscript) and ast.unparse(row.value) in rows:
            product = rows[ast.unparse(row.value)]
            return (
                f"`{shown(spot, product)}` holds one row, several times: what {spot.at(node)} puts "
                "into a row is in all of them. A row made inside the loop, or by [… for _ in "
                "range(…)], is each time a new one."
            )
    return ""


def is_new_list(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return is_new_list(node.left) or is_new_list(node.right)
    return isinstance(node, (ast.List, ast.ListComp)) or calls(node, "list")


def one_list(spot, scope):
    """Of a = b = [], where both are then filled and never get another list."""
    if not isinstance(scope, (ast.FunctionDef, ast.ClassDef)):
        return ""
    found = list(ast.walk(scope))
    filled = {n.func.value for n in found if calls(n, ".append", ".extend", ".insert")}
    filled |= {n.target for n in found if isinstance(n, ast.AugAssign)}
    stores = [n for n in found if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)]
    filled = set(map(ast.unparse, filled | {n.value for n in stores}))
    given = [ast.unparse(target) for n in found for target, _ in targets(n)]
    for node in found:
        held = [target for target, value in targets(node) if value and is_new_list(value)]
        if isinstance(scope, ast.ClassDef):  # a plain name is another one in each method
            held = [target for target in held if is_self(target)]
        names = list(map(ast.unparse, held))
        if len(filled.intersection(names)) > 1 and all(given.count(name) == 1 for name in names):
            return (
                f"Line {node.lineno} makes one list, with the names "
                f"{', '.join(map(spot.quote, held[:-1]))} and {spot.quote(held[-1])}: what is put "
                "into one is in all of them."
            )
    return ""


def one_value(spot, function):
    """Of self.a = v and self.b = v, one after the other, of which one is changed in place."""
    inside = list(within(function)) if isinstance(function, ast.FunctionDef) else []
    stores = [n for n in inside if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)]
    for owner in [function, *inside] if inside else ():
        block = getattr(owner, "body", [])  # no other branch: both are done, or neither is
        pairs = [pair for n in block for pair in targets(n)] if isinstance(block, list) else []
        kept = [(t, value.id) for t, value in pairs if is_self(t) and named(value)]
        for (first, name), (last, other) in pairwise(kept):
            bound = [t.lineno for n in inside for t, _ in targets(n) if named(t, name)]
            owners = [ast.unparse(first), ast.unparse(last), name]
            puts = [n.lineno for n in stores if ast.unparse(n.value) in owners]
            is_one = not any(first.lineno <= line <= last.lineno for line in bound)
            if (
                name == other
                and first.attr != last.attr
                and is_one
                and max(puts, default=0) > first.lineno
            ):
                return (
                    f"{spot.quote(first)} and {spot.quote(last)} are one and the same, `{name}` "
                    f"of {spot.at(first)}: what is put into one is in both."
                )
    return ""


def first_place(spot, function):
    """Of for x in a, where the place of x is asked of a.index(x)."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    nodes = list(within(function))
    over = {}  # {the name of an item: what it is an item of, as text}
    for loop in nodes:
        if isinstance(loop, (ast.For, ast.comprehension)) and named(loop.target):
            parts = [n for n in ast.walk(loop.iter) if isinstance(n, (ast.Name, ast.Attribute))]
            over[loop.target.id] = {ast.unparse(part) for part in parts}
    for node in nodes:
        if calls(node, ".index") and len(node.args) == 1 and named(node.args[0]):
            owner = ast.unparse(node.func.value)
            if owner in over.get(node.args[0].id, ()) and not owner.isupper():
                return (
                    f"`{shown(spot, node)}` on {spot.at(node)} finds only the first place of that "
                    "value: where it occurs twice, the second is never found. enumerate"
                    f"({owner}) gives each item with its own place."
                )
    return ""


def sets_back(spot, node):
    """Of rng.seed(0), in whatever is given an rng."""
    if calls(node, ".seed") and (named(node.func.value, "rng") or is_self(node.func.value, "rng")):
        return (
            f"`{shown(spot, node)}` on {spot.at(node)} sets the generator back: after it the same "
            "numbers are drawn each time."
        )
    return ""


def shared_default(spot, function):
    """Of def f(x, history=[]): where history is changed or kept."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    for name, default in arguments_of(function).items():
        if not (isinstance(default, (ast.List, ast.Dict)) or calls(default, "list", "dict")):
            continue
        for node in within(function):
            grown = calls(node, ".append", ".extend", ".insert") and named(node.func.value, name)
            added = isinstance(node, ast.AugAssign) and named(node.target, name)
            put = (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, ast.Store)
                and named(node.value, name)
            )
            kept = any(isinstance(t, ast.Attribute) and named(v, name) for t, v in targets(node))
            if grown or added or put or kept:
                return (
                    f"{name}={shown(spot, default)} in the def of {function.name} "
                    f"({spot.at(function)}) is one object, made "
                    f"once and shared by all calls. Write {name}=None there, and make a new one "
                    "inside."
                )
    return ""


def kept_outside(spot, function):
    """Of global total, where total is added to and never begins anew."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    nodes = list(within(function))
    for name in [name for node in nodes if isinstance(node, ast.Global) for name in node.names]:
        stores = [node for node in nodes if isinstance(node, (ast.Assign, ast.AnnAssign))]
        anew = any(named(target, name) for node in stores for target, _ in targets(node))
        added = [n for n in nodes if isinstance(n, ast.AugAssign) and named(n.target, name)]
        if added and not anew:
            return (
                f"`{name}` is global, one for all calls: what {spot.at(added[0])} adds to it is "
                "still there in the next call."
            )
    return ""


def kept_on_class(spot, cls):
    """Of Layer.weights = … in a method of Layer."""
    if not isinstance(cls, ast.ClassDef):
        return ""
    for method in cls.body:
        for node in within(method) if isinstance(method, ast.FunctionDef) else ():
            for target, _ in targets(node) if isinstance(node, ast.Assign) else ():
                if isinstance(target, ast.Attribute) and named(target.value, cls.name):
                    return (
                        f"`{cls.name}.{target.attr}` on {spot.at(node)} belongs to the class: all "
                        f"objects share the one that was set last. With self.{target.attr} each "
                        "keeps its own."
                    )
    return ""


def other_default(spot, node, ours):
    """Of a parameter that is something else than in the stub where it isn't given."""
    parts = {part.name: part for part in getattr(node, "body", []) if hasattr(part, "args")}
    for name, defaults in ours.items():
        function = parts.get(name) if name else node
        given = arguments_of(function) if isinstance(function, ast.FunctionDef) else {}
        for parameter, value in defaults.items():
            own = given.get(parameter)
            if isinstance(own, ast.Constant) and own.value != value:
                return (
                    f"Where {parameter} isn't given, {spot.at(function)} makes it "
                    f"{shown(spot, own)}, and the stub {value!r}."
                )
    return ""


def as_made(spot, node, name):
    """Of an attribute that __init__ alone gives a value."""
    found = spot.attributes(node).get(name, []) if isinstance(node, ast.ClassDef) else []
    set_in = [
        (stem, target, value, function)
        for stem, function, target, value in found
        if function is None or function.name == "__init__"
    ]
    others = {function.name for _, function, _, _ in found if function} - {"__init__"}
    made = [part for part in getattr(node, "body", []) if getattr(part, "name", "") == "__init__"]
    inner = [n for part in made for n in within(part) if isinstance(n, ast.Call)]
    asks = any(is_self(n.func) and n.func.attr in others for n in inner)  # another sets it, too
    if len(set_in) != 1 or set_in[0][2] is None or asks:
        return ""
    stem, target, value, function = set_in[0]
    if stem != spot.stem or function is None and isinstance(value, ast.Call):
        return ""  # what a call makes on the class, such as a property, may set it elsewhere
    if function is None:
        return f"{name} is set for the whole class on {spot.at(target)}: {spot.quote(value)}."
    for part in made if named(value) else ():  # what that name got, if it got one thing alone
        bound = [pair for n in within(part) for pair in targets(n) if named(pair[0], value.id)]
        if len(bound) == 1 and bound[0][1] is not None:
            target, value = bound[0]
    return f"self.{name} is set on {spot.at(target)}: {spot.quote(value)}."


def not_mentioned(spot, cls, name, method):
    """Of self.b2, which a method is to change, and which nothing that it does has to do with."""
    methods = {part.name: part for part in getattr(cls, "body", []) if hasattr(part, "args")}
    if method not in methods or getattr(cls, "bases", True):
        return ""
    waiting = [methods[method]]
    for function in waiting:  # which grows
        texts = [one.value for one in function.body if isinstance(one, ast.Expr)]  # its docstring
        for node in within(function):
            word = getattr(node, "attr", getattr(node, "id", getattr(node, "value", "")))
            if type(word) is str and name in word and node not in texts:
                return ""
            hidden = calls(node, "vars", "getattr", "setattr", "super") or word == "__dict__"
            if hidden or isinstance(node, ast.Call) and any(named(a, "self") for a in node.args):
                return ""
            called = methods.get(word) if type(word) is str else None
            if named(node):
                called = spot.defined().get(node.id, ("", None))[1]
            if isinstance(called, ast.FunctionDef) and called not in waiting:
                waiting.append(called)
    return f"self.{name} appears neither in {method} nor in any code of yours that it calls."


def grown(spot, cls, methods):
    """Of methods that add to self.inputs, say, and to no more, and never give it a new value."""
    found: dict = {}
    for method in cls.body if isinstance(cls, ast.ClassDef) else ():
        if not isinstance(method, ast.FunctionDef) or method.name not in methods:
            continue
        nodes = list(within(method))
        anew = {t.attr for n in nodes for t, _ in targets(n) if is_self(t)}
        anew |= {n.func.value.attr for n in nodes if calls(n, ".clear") and is_self(n.func.value)}
        for node in nodes:
            owner = None
            if calls(node, ".append", ".extend", ".insert"):
                owner = node.func.value
            elif isinstance(node, ast.AugAssign):
                owner = node.target
            while isinstance(owner, ast.Subscript):
                owner = owner.value
            if owner is not None and is_self(owner) and owner.attr not in anew:
                found.setdefault(owner.attr, node)
    if len(found) != 1:
        return ""
    ((name, node),) = found.items()
    return (
        f"{spot.quote(node)} on {spot.at(node)} goes on with what the previous call left in "
        f"self.{name}."
    )
