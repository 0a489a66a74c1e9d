"""Python's other TypeErrors, in sentences for beginners. See slip_name_errors.py."""

import builtins
import re

from .slip_name_errors import has_self
from .slip_none import is_none
from .slip_operator_errors import CALLABLE, NUMBERS, ONCE, a
from .slip_without_error import shown
from .syntax_tree import arguments_of, ast, calls, is_self, named, only, targets

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

TAKES = {  # what the methods of a generator take
    "uniform": "uniform takes two numbers: the lower limit and the upper one.",
    "gauss": "gauss takes two numbers: the mean and the standard deviation.",
    "random": "random takes nothing, and gives a number from 0 to 1. uniform takes two limits.",
}
HEADING = 100  # characters of a def that is told


def not_callable(spot, match, asked):
    kind = match[1]
    if not asked["line"]:
        where, name = _as_value(spot, asked["task"]), asked["task"]
        lost = f"{name} is no function then: {{}} gives the name {name} to {a(kind)}."
        return lost.format(spot.at(where)) if where else ""
    found = spot.find(ast.Call)
    odd = [n for n in found if isinstance(n.func, (ast.Constant, ast.BinOp, ast.Call))]
    reassigned = [(n, _as_value(spot, n.func.id)) for n in found if named(n.func)]
    reassigned = [(n, where) for n, where in reassigned if where]
    if kind in (*NUMBERS, "list") and len(odd) == 1 and not reassigned:
        return (
            f"{spot.quote(odd[0].func)} is followed by ( ), which calls it as a function. For a "
            "product, write * between them."
        )
    node, where = only(reassigned) or (None, None)
    if node and not odd:
        name = node.func.id
        if name in spot.defined() or hasattr(builtins, name):
            return (
                f"`{name}` is {a(kind)} since {spot.at(where)}, and no function any more. Give "
                "that another name."
            )
        return (
            f"`{name}` is {a(kind)} there: ( ) behind it calls it. For a product write *, for an "
            "item [ ]."
        )
    attribute = only(n for n in found if is_self(n.func))
    if attribute and spot.cls and not odd:
        name = attribute.func.attr
        methods, places = spot.methods(spot.cls), spot.attributes(spot.cls).get(name, [])
        if name in methods and places:
            return (
                f"self.{name} = … on {spot.at(places[0][2], places[0][0])} takes the place of the "
                f"method {name}. Give the attribute another name."
            )
        if len(places) == 1:
            stem, _, target, value = places[0]
            return f"self.{name} is {a(kind)}, as {spot.at(target, stem)} sets it, and no function."
    if kind == "module":
        node = only(n for n in found if named(n.func) and n.func.id in spot.globals())
        return (
            f"`{node.func.id}` is a module. Its functions are called {node.func.id}.name(…)."
            if node
            else ""
        )
    if kind == "tuple" and len(odd) == 1:
        return f"{spot.quote(odd[0].func)} gives two things together: take one of them first."
    return ""


def _as_value(spot, name):
    """Return the node that makes a name something else than a function, or None."""
    bound = spot.bindings(name) if spot.function else []
    for node, value in bound:
        if hasattr(node, "lineno") and not isinstance(value, (ast.Lambda, ast.Name, ast.Attribute)):
            return node
    if bound:
        return None
    for node in spot.tree.body:
        if any(named(target, name) for target, _ in targets(node)):
            return node
    return None


def not_iterable(spot, match, asked):
    kind = match[1]
    loops = [n.iter for n in spot.find(ast.For, ast.comprehension)]
    node = only(loops)
    if kind == "NoneType":
        node = node or only(
            n.args[0] for n in spot.find(ast.Call) if calls(n, "sum", "list", "max") and n.args
        )
        said = is_none(spot, node) if node is not None else ""
        return said
    if kind in CALLABLE and node is not None:
        return f"{spot.quote(node)} is the function itself. To call it, write ( ) behind it."
    if kind not in NUMBERS:
        if node is None:
            return ""
        cls = spot.defined().get(kind, ("", None))[1]
        more = ", and no list."
        if isinstance(cls, ast.ClassDef) and "layers" in spot.attributes(cls):
            more = f". Its layers are in {shown(spot, node)}.layers."
        return f"{spot.quote(node)} is {a(kind)} object{more}"
    counts = [n for n in loops if calls(n, "len")]
    if counts:
        return (
            f"{spot.quote(counts[0])} is one number. range({shown(spot, counts[0])}) counts 0, 1, …"
        )
    users = [
        n
        for n in spot.find(ast.Call)
        if calls(n, "sum", "zip", "list", "max", "min", "enumerate", "map")
    ]
    if node is not None and not users and isinstance(node, (ast.Name, ast.Attribute)):
        count = f" To count up to it: range({shown(spot, node)})." if "int" in kind else ""
        return f"{spot.quote(node)} is one number.{count}"
    call = only(users)
    if call is None or loops and call not in loops:
        return ""
    name = call.func.id
    if name in ("max", "min") and len(call.args) == 1:
        return (
            f"{name} takes a list, or two numbers or more; {spot.quote(call.args[0])} is one "
            "number."
        )
    if name == "sum" and call.args and not loops:
        return (
            f"sum adds up a list, and {spot.quote(call.args[0])} is one number: no sum is needed,"
            " or the loop is missing."
        )
    if name in ("zip", "map") and len(call.args) > 1:
        parts = " and ".join(spot.quote(part) for part in call.args[name == "map" :])
        return f"{name} goes through lists. Of {parts}, one is a single number."
    if len(call.args) == 1:
        return f"{name} takes a list, and {spot.quote(call.args[0])} is one number."
    return ""


def not_subscriptable(spot, match, asked):
    """Of x[…] where x has no items. match: (type), or none for a class."""
    kind = match[1] or "type"
    found = spot.find(ast.Subscript)
    node = only(found)
    if kind == "NoneType":
        return (
            (is_none(spot, node.value) or f"{spot.quote(node.value)} is None there.")
            if node
            else ""
        )
    if kind in (*CALLABLE, "type") and node:
        return f"{spot.quote(node.value)} is a function: ( ) calls it, and [ ] looks for an item."
    if kind in ONCE and node:
        return (
            f"{spot.quote(node.value)} is {a(kind)} object, which has no items to pick: list(…) "
            "makes a list of it."
        )
    if kind not in NUMBERS:
        return f"{spot.quote(node.value)} is {a(kind)} object, which has no items." if node else ""
    base = only({shown(spot, n.value): n.value for n in found}.values())
    loop = spot.loop_of(base.id) if named(base) else None
    if loop and named(loop.target) and isinstance(loop.iter, (ast.Name, ast.Attribute)):
        return (
            f"`{base.id}` is the number itself: the loop over {shown(spot, loop.iter)} gives its "
            "numbers, one by one."
        )
    if base is not None:
        return f"{spot.quote(base)} is one number, and has no items."
    chain = [n for n in found if isinstance(n.value, ast.Subscript)]
    if len(found) == 2 and len(chain) == 1:
        return f"{spot.quote(chain[0])} goes one [ ] too deep: a number is asked for an item there."
    return ""


def bad_index(spot, match, asked):
    """Of a list's index that is no whole number. match: (type)."""
    for node in spot.find(ast.Subscript):
        index = node.slice
        if match[1] == "tuple" and isinstance(index, ast.Tuple):
            parts = "".join(f"[{shown(spot, part)}]" for part in index.elts)
            return f"A list of lists takes one index at a time: {shown(spot, node.value)}{parts}."
        loop = spot.loop_of(index.id) if named(index) else None
        if match[1] == "tuple" and loop and calls(loop.iter, "enumerate") and named(loop.target):
            return (
                f"enumerate gives `{index.id}` a place and an item together. Take them apart: "
                f"for {index.id}, x in {shown(spot, loop.iter)}."
            )
        if loop and named(loop.target) and isinstance(loop.iter, (ast.Name, ast.Attribute)):
            over = shown(spot, loop.iter)
            return (
                f"The loop over {over} gives `{index.id}` its items, not their places. "
                f"range(len({over})) gives the places 0, 1, …"
            )
        if match[1] == "float" and any(
            isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div) for n in ast.walk(index)
        ):
            return f"/ gives a float, and an index is a whole number: // in {spot.quote(index)}."
    return ""


def no_length(spot, match, asked):
    kind = match[1]
    call = only(n for n in spot.find(ast.Call) if calls(n, "len") and n.args)
    if not call:
        return ""
    if kind == "NoneType":
        return is_none(spot, call.args[0]) or f"{spot.quote(call.args[0])} is None there."
    what = spot.quote(call.args[0])
    if kind in NUMBERS:
        return f"{what} is a single number there, and len counts the items of a list."
    if kind in ONCE:
        return f"{what} is {a(kind)} object, which has no length. list(…) makes a list of it."
    return f"{what} is {a(kind)} there, and len counts the items of a list."


def not_real(spot, match, asked):
    """Of a function of math's that was given no number. match: (type)."""
    call = only(
        n
        for n in spot.find(ast.Call)
        if isinstance(n.func, ast.Attribute) and named(n.func.value, "math") and len(n.args) == 1
    )
    if not call:
        return ""
    what, function = spot.quote(call.args[0]), shown(spot, call.func)
    if match[1] == "list":
        return f"{function} takes one number, and {what} is a list: [{function}(x) for x in …]."
    if match[1] == "NoneType":
        return is_none(spot, call.args[0]) or f"{what} is None there."
    return f"{function} takes one number, and {what} is {a(match[1])}."


def no_integer(spot, match, asked):
    kind = match[1]
    call = only(n for n in spot.find(ast.Call) if calls(n, "range"))
    extreme = only(n for n in spot.find(ast.Call) if calls(n, ".max", ".min") and len(n.args) == 2)
    if extreme and kind == "float" and named(extreme.func.value, "np"):
        word = extreme.func.attr
        return (
            f"The second argument of np.{word} is an axis. np.{word}imum compares number by number."
        )
    if not call:
        return ""
    taken = only(part for part in call.args if not isinstance(part, ast.Constant))
    if kind == "list" and taken:
        return (
            f"range takes whole numbers, and {spot.quote(taken)} is a list: "
            f"len({shown(spot, taken)}) is how many items it has."
        )
    if kind == "float" and any(isinstance(getattr(n, "op", None), ast.Div) for n in ast.walk(call)):
        return "range takes whole numbers, and / gives a float. // divides to a whole number."
    return f"range takes whole numbers, and not {a(kind)}." if kind in ("str", "NoneType") else ""


def no_assignment(spot, match, asked):
    node = only(n for n in spot.find(ast.Subscript) if isinstance(n.ctx, ast.Store))
    kind = match[1]
    if not node:
        return ""
    what = spot.quote(node.value)
    if kind == "tuple":
        return f"{what} is a tuple, which can't be changed. list(…) makes a list of it."
    return f"{what} is {a(kind)} there, and has no places to assign to."


def called_with(spot, match, asked):
    """Of a call with other arguments than the def has. match: (qualified name, …)."""
    *owner, name = match[1].split(".")
    stem, function, cls = spot.stem, None, None
    if owner and owner[-1] != "<locals>":
        _, cls = spot.defined().get(owner[-1], (stem, None))
        if isinstance(cls, ast.ClassDef) and name in spot.methods(cls):
            stem, _, function = spot.methods(cls)[name]
    elif not owner:
        stem, function = spot.defined().get(name, (stem, None))
    if not isinstance(function, ast.FunctionDef):
        return TAKES.get(name, "") if match[1].startswith("Random.") else ""
    heading, where = spot.heading(stem, function), spot.at(function, stem)
    if cls and not has_self(function) and not function.decorator_list:
        return f"{heading} ({where}) has no self. It is a method's first parameter."
    if not asked["line"]:
        begins = spot.heading(stem, function, HEADING).strip("`")
        return f"It can't be called that way. Yours begins, on {where}: {begins}"
    found = [
        n
        for n in spot.find(ast.Call)
        if getattr(n.func, "attr", getattr(n.func, "id", "")) in (name, owner[-1] if owner else "")
    ]
    call = only(found)
    if cls and call and isinstance(call.func, ast.Attribute):
        if named(
            call.func.value,
            *(c for c, (_, n) in spot.defined().items() if isinstance(n, ast.ClassDef)),
        ):
            if not (call.args and named(call.args[0], "self")):
                return (
                    f"{shown(spot, call.func)} is called on the class. Call it on an object of it."
                )
        if call.args and named(call.args[0], "self"):
            return f"Python passes self by itself: leave it out of {spot.quote(call)}."
    taken = [one for one in arguments_of(function) if one != "self" or not cls]
    wanted = ", ".join(taken) or "nothing"
    if len(wanted) > 60:
        return f"See the parameters in {where}."
    what = match[1] if name != "__init__" else owner[-1]
    return f"{what} takes {wanted} ({where}). {_told(match[0], bool(cls) and has_self(function))}"


def _told(message, is_method):
    """Say what a call does otherwise, from the message."""
    count = re.search(r"but (\d+) (?:was|were) given", message)
    if count:
        return f"This call passes {int(count[1]) - is_method}."
    names = re.findall(r"'(\w+)'", message)
    if "missing" in message and names:
        return f"This call leaves out {' and '.join(names)}."
    if "unexpected" in message and names:
        return f"It has no parameter {names[0]}."
    return f"This call passes {names[0]} twice." if names else ""


def no_error(spot, match, asked):
    node = only(spot.find(ast.Raise))
    if node is None or node.exc is None:
        return ""
    return f"{spot.quote(node.exc)} isn't an error. Put what it says into one: raise ValueError(…)."


def one_at_a_time(spot, match, asked):
    return "append adds one item. For two items, call it twice, or add a list of both."
