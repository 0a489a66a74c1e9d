"""Slips that a text shows though no error of Python's comes of them, in sentences for beginners.

Each function takes a Spot and a node of the learner's code; it returns a sentence, or "".
"""

import builtins
import re

from .slip_state import (
    first_place,
    kept_on_class,
    kept_outside,
    one_list,
    one_row,
    one_value,
    sets_back,
    shared_default,
    shown,
    used_up,
)
from .syntax_tree import arguments_of, ast, calls, named, targets, within

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def slip_in(nodes, spot, kinds=None):
    """Return a sentence on the first slip among nodes, or ""."""
    for kind in kinds or SLIPS:
        for node in nodes:
            said = kind(spot, node)
            if said:
                return said
    return ""


def not_a_power(spot, node):
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.BitXor):
        return (
            f"{spot.quote(node)}, {spot.at(node)}: in Python ^ is no power (it works on bits). "
            "The power is **."
        )
    return ""


def plus_for_good(spot, node):
    """Of total =+ x."""
    first = node.value if isinstance(node, ast.Assign) else None
    while isinstance(first, ast.BinOp):
        first = first.left
    if isinstance(first, ast.UnaryOp) and not isinstance(first.op, (ast.Not, ast.Invert)):
        line = spot.texts[spot.stem].split("\n")[node.lineno - 1]
        sign = "+" if isinstance(first.op, ast.UAdd) else "-"
        if f" ={sign} " in line:
            return (
                f"={sign} on {spot.at(node)} assigns anew: it is = and then {sign}. To go on from"
                f" the former value: {sign}=."
            )
    return ""


def ends_at_once(spot, node):
    """Of a loop that a return ends in its first round."""
    if isinstance(node, (ast.For, ast.While)):
        for part in node.body:
            if any(isinstance(inner, ast.Continue) for inner in ast.walk(part)):
                return ""
            if isinstance(part, ast.Return):
                return f"The return on {spot.at(part)} ends the loop around it in its first round."
    return ""


def is_tried(spot, node):
    """Say whether a line stands in a try, which may ask no more than whether it raises."""
    tries = (one for one in ast.walk(spot.tree) if isinstance(one, ast.Try))
    return any(node is inner for one in tries for part in one.body for inner in ast.walk(part))


def compares_only(spot, node):
    """Of a line that computes something and leaves it there."""
    if not isinstance(node, ast.Expr) or is_tried(spot, node):
        return ""
    value = node.value
    if isinstance(value, (ast.Name, ast.Attribute)):
        name = getattr(value, "id", "")
        known = not name or name in spot.defined() or hasattr(builtins, name)
        asked = "Are the ( ) missing?" if known else "Does return belong before it?"
        return f"{spot.quote(value)} on {spot.at(node)} alone does nothing. {asked}"
    if isinstance(value, ast.Call) and named(value.func) and value.func.id.endswith("Error"):
        return f"{spot.quote(value)} on {spot.at(node)} raises nothing. Write raise before it."
    if isinstance(value, ast.Compare) and isinstance(value.ops[0], ast.Eq):
        return (
            f"{spot.quote(value)} on {spot.at(node)} compares, and changes nothing. One = assigns."
        )
    if isinstance(value, (ast.BinOp, ast.Compare)):
        return f"{spot.quote(value)} on {spot.at(node)} is computed, and nothing is done with it."
    return ""


def is_literal(spot, node):
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Is, ast.IsNot)):
        for side in (node.left, *node.comparators):
            if isinstance(side, ast.Constant) and type(side.value) in (int, float, str):
                return (
                    f"{spot.quote(node)} on {spot.at(node)} asks whether both are one and the "
                    "same object. "
                    "Equal values are asked for with == or !=."
                )
    return ""


def always_true(spot, node):
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        if isinstance(node.values[0], ast.Compare):
            for part in node.values[1:]:
                if isinstance(part, ast.Constant) and part.value:
                    left = shown(spot, node.values[0].left)
                    return (
                        f"{spot.quote(node)} on {spot.at(node)} is always true, as "
                        f"{shown(spot, part)} "
                        f"alone is. Write {left} == … on both sides of or."
                    )
    return ""


def lone_comma(spot, node):
    if isinstance(node, (ast.Assign, ast.Return)) and isinstance(node.value, ast.Tuple):
        text = ast.get_source_segment(spot.texts[spot.stem], node.value) or ""
        if len(node.value.elts) == 1 and text.endswith(","):
            return (
                f"The comma at the end of {spot.at(node)} makes a tuple of one item. Take it out."
            )
    return ""


def lists_of(function):
    """Return the parameters that a def declares as lists, by the types of the chapters."""
    args = function.args.args
    return {arg.arg for arg in args if getattr(arg.annotation, "id", "") in ("Vector", "Matrix")}


def list_as_a_whole(spot, node):
    """Of a * 2 or a + b, where the def's own types say that a and b are lists."""
    if not isinstance(node, ast.FunctionDef):
        return ""
    lists = {name for name in lists_of(node) if len(spot.bindings(name, node)) == 1}
    for inner in within(node):
        if not isinstance(inner, ast.BinOp):
            continue
        sides = [named(side, *lists) and bool(lists) for side in (inner.left, inner.right)]
        if isinstance(inner.op, ast.Add) and all(sides):
            return f"{spot.quote(inner)} on {spot.at(inner)} joins two lists, and adds no numbers."
        if isinstance(inner.op, ast.Mult) and any(sides):
            return (
                f"{spot.quote(inner)} on {spot.at(inner)} repeats a list, and multiplies none of "
                "its numbers."
            )
    return ""


def goes_through_in_turn(spot, function):
    """Of for x, y in a, b, where a and b are parameters."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    for node in within(function):
        if isinstance(node, (ast.For, ast.comprehension)):
            said = side_by_side(spot, node)
            if said and all(part.id in arguments_of(function) for part in node.iter.elts):
                return said
    return ""


def huge(spot, node):
    """Of max(p, 1e12), where a tiny number was meant."""
    if calls(node, "max") and len(node.args) == 2:
        for part in node.args:
            text = ast.get_source_segment(spot.texts[spot.stem], part) or ""
            if (
                isinstance(part, ast.Constant)
                and type(part.value) is float
                and part.value >= 1e3
                and "e" in text
            ):
                return (
                    f"{text} is a huge number, so {spot.quote(node)} on {spot.at(node)} is it "
                    f"nearly always. With a minus, {text.replace('e+', 'e').replace('e', 'e-')}, "
                    "it is tiny."
                )
    return ""


def lost_in_loop(spot, function):
    """Of for x in v: x = x * scalar, which leaves v as it is."""
    for node in within(function) if isinstance(function, ast.FunctionDef) else ():
        if not isinstance(node, ast.For) or not named(node.target) or calls(node.iter, "range"):
            continue
        name, last = node.target.id, node.body[-1]
        # += changes an array in place; a number of a list it doesn't
        is_number = named(node.iter) and node.iter.id in lists_of(function)
        is_set = isinstance(last, ast.AugAssign) and is_number and named(last.target, name)
        sets = [n for inner in node.body for n, _ in targets(inner) if named(n, name)]
        if is_set or (len(sets) == 1 and any(sets[0] is n for n, _ in targets(last))):
            return (
                f"{spot.quote(last)} on {spot.at(last)} gives the name {name} another value. The "
                "list that the loop goes through stays as it is."
            )
    return ""


def no_list(node):
    """Say whether what a term works out can't be a list: no list is divided, or times a float."""
    for part in ast.walk(node):
        name = getattr(part, "attr", getattr(part, "id", ""))
        is_float = isinstance(part, ast.Constant) and type(part.value) is float
        if isinstance(part, (ast.Div, ast.Sub)) or is_float or name.endswith("rate"):
            return not any(isinstance(inner, (ast.Call, ast.Subscript)) for inner in ast.walk(node))
    return False


def lost_of_several(spot, function):
    """Of for w, g in zip(row, slopes): w = w - g, which leaves row as it is."""
    for node in within(function) if isinstance(function, ast.FunctionDef) else ():
        if not isinstance(node, ast.For) or not isinstance(node.target, ast.Tuple):
            continue
        last = node.body[-1]
        # -= changes an array in place, and += a list; a number of a list neither
        grows = isinstance(last, ast.AugAssign) and isinstance(last.op, ast.Add)
        is_number = isinstance(last, ast.AugAssign) and (not grows or no_list(last.value))
        if is_number and "numpy" not in spot.texts[spot.stem]:
            lost = [last.target]
        else:
            pairs = [(one, value) for one, value in targets(last) if named(one) and value]
            lost = [o for o, v in pairs if any(named(part, o.id) for part in ast.walk(v))]
        for name in (part.id for part in node.target.elts if named(part)):
            if any(named(one, name) for one in lost):
                return (
                    f"{spot.quote(last)} on {spot.at(last)} gives the name {name} another value. "
                    "What it stood for before stays as it is."
                )
    return ""


def index_by_item(spot, function):
    """Of for i in a: … a[i], without range, where a is a list of numbers."""
    if not isinstance(function, ast.FunctionDef):
        return ""
    for node in within(function):
        if isinstance(node, ast.For) and named(node.target) and named(node.iter):
            over = node.iter.id
            for inner in ast.walk(node) if over in lists_of(function) else ():
                if isinstance(inner, ast.Subscript) and named(inner.slice, node.target.id):
                    if named(inner.value, over):
                        return items_not_places(spot, node)
    return ""


def looks_for_runs(spot, node):
    """Of letter in LETTERS, where LETTERS is one string: a check that lets a piece of it pass."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        text = node.comparators[0]
        given = [found for statement in spot.tree.body for found in targets(statement)]
        for target, value in given if named(text) else ():
            if named(target, text.id) and isinstance(value, ast.Constant):
                if type(value.value) is str and len(value.value) > 1:
                    return (
                        f"In {spot.at(node)}, `in {text.id}` is also true for a piece of the "
                        f"string, such as {value.value[:2]!r} or ''."
                    )
    return ""


def drawn_again(spot, node):
    """Of rng.choices(items, k=len(items)), where each is meant to come once."""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "choices":
        pairs = [pair for one in ast.walk(spot.tree) for pair in targets(one)]
        given = {(to.id, ast.dump(what)) for to, what in pairs if named(to) and what}
        k = [word.value for word in node.keywords if word.arg == "k"]
        if k and len(node.args) == 1 and len(node.keywords) == 1:
            count = ast.dump(ast.parse(f"len({ast.unparse(node.args[0])})", mode="eval").body)
            if ast.dump(k[0]) == count or (getattr(k[0], "id", ""), count) in given:
                return f"choices on {spot.at(node)} may draw one item twice, and another never."
    return ""


SLIPS = (
    plus_for_good,
    not_a_power,
    huge,
    lone_comma,
    compares_only,
    always_true,
    goes_through_in_turn,
    index_by_item,
    ends_at_once,
    lost_in_loop,
    lost_of_several,
    used_up,
    one_row,
    one_list,
    one_value,
    first_place,
    sets_back,
    shared_default,
    kept_outside,
    kept_on_class,
    list_as_a_whole,
    is_literal,
    drawn_again,
)


def no_f(spot, message):
    """Of a message that shows its {len(a)} as it stands, for want of an f."""
    for node in ast.walk(spot.tree):
        if isinstance(node, ast.Constant) and type(node.value) is str and node.value == message:
            if re.search(r"\{[^\W\d][\w.\[\]()]*\}", message):
                return (
                    f"The f before the quotes is missing on {spot.at(node)}: without it, {{…}} is"
                    " text like any other."
                )
    return ""


def items_not_places(spot, loop):
    over, name = shown(spot, loop.iter), loop.target.id
    return (
        f"The loop over {over} gives `{name}` its items, not their places. range(len({over})) "
        "gives "
        "the places 0, 1, …"
    )


def side_by_side(spot, loop):
    """Of for x, y in a, b: which goes through a first, then through b."""
    if isinstance(loop.iter, ast.Tuple) and isinstance(loop.target, ast.Tuple):
        if len(loop.iter.elts) == len(loop.target.elts) and all(map(named, loop.iter.elts)):
            lists, names = shown(spot, loop.iter).strip("()"), shown(spot, loop.target)
            return (
                f"The loop takes first {loop.iter.elts[0].id}, then {loop.iter.elts[1].id}, not "
                "their "
                f"items side by side: for {names} in zip({lists})."
            )
    return ""
