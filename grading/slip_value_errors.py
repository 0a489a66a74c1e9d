"""Python's errors about values and places, in sentences for beginners. See slip_name_errors.py."""

import builtins

from .slip_none import is_none
from .slip_without_error import items_not_places, not_a_power, shown, side_by_side, slip_in
from .syntax_tree import SHOWN, arguments_of, ast, calls, named, only, within

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


def no_place(spot, match, asked):
    """Of an index that a list doesn't have."""
    found = [n for n in spot.find(ast.Subscript) if not isinstance(n.slice, ast.Slice)]
    if match[0].startswith("list assignment"):
        node = only(n for n in found if isinstance(n.ctx, ast.Store))
        if node and named(node.value):
            value = only(v for _, v in spot.bindings(node.value.id))
            if isinstance(value, ast.List) and not value.elts:
                return (
                    f"`{node.value.id}` is empty, so it has no place to assign to. append adds an"
                    " item."
                )
        return ""
    for index, what in (("0", "first"), ("-1", "last")):
        if found and all(shown(spot, n.slice) == index for n in found):
            return f"[{index}] asks for the {what} item of a list that is empty there."
    said = [_at_end(spot, node) for node in found]
    if any(said):
        return next(filter(None, said))
    unsafe = {}
    for node in found:
        length = _counted(spot, node.slice)
        if length is None:
            return ""
        if shown(spot, node.value) != length:
            unsafe[shown(spot, node)] = node, length
    if len(unsafe) == 1:
        node, length = next(iter(unsafe.values()))
        index, base = shown(spot, node.slice), shown(spot, node.value)
        return (
            f"`{index}` counts the items of {length}, and {base} has fewer: no {base}[{index}] "
            "there."
        )
    short, long = (*sorted(unsafe, key=len), "", "")[:2]
    if len(unsafe) == 2 and long.startswith(short + "["):
        (one, rows), (other, columns) = unsafe[short], unsafe[long]
        return (
            f"`{long}` goes past an end: {shown(spot, one.slice)} counts the items of {rows}, "
            f"{shown(spot, other.slice)} those of {columns}."
        )
    return ""


def no_axis(spot, match, asked):
    """Of X.shape[1], where X has one axis."""
    shapes = [n for n in spot.find(ast.Subscript) if getattr(n.value, "attr", "") == "shape"]
    node = only(n for n in shapes if isinstance(n.slice, ast.Constant))
    if not node:
        return ""
    array = shown(spot, node.value.value)
    return f"{array} has fewer axes there: its shape has no place {shown(spot, node.slice)}."


def _counted(spot, index):
    """Return the list whose places a name goes through, "a" in for i in range(len(a)), or None."""
    loop = spot.loop_of(index.id) if named(index) else None
    if loop and calls(loop.iter, "range") and len(loop.iter.args) == 1 and named(loop.target):
        if calls(loop.iter.args[0], "len"):
            return shown(spot, loop.iter.args[0].args[0])
    return None


def _at_end(spot, node):
    """Say that an index goes past the end of its list, where the text shows it."""
    index, base = node.slice, shown(spot, node.value)
    if calls(index, "len") and shown(spot, index.args[0]) == base:
        return f"The places of {base} end at len({base}) - 1: there is no {base}[len({base})]."
    if isinstance(index, ast.BinOp) and isinstance(index.op, ast.Add):
        if _counted(spot, index.left) == base:
            name = shown(spot, index.left)
            return f"At the last {name}, {shown(spot, index)} is past the end of {base}."
    loop = spot.loop_of(index.id) if named(index) else None
    if loop is None:
        return ""
    if named(loop.target) and shown(spot, loop.iter) == base:
        return items_not_places(spot, loop)
    if calls(loop.iter, "range"):
        last = loop.iter.args[-1] if len(loop.iter.args) < 3 else loop.iter.args[1]
        if isinstance(last, ast.BinOp) and isinstance(last.op, ast.Add) and calls(last.left, "len"):
            if shown(spot, last.left.args[0]) == base:
                return (
                    f"{spot.quote(loop.iter)} goes too far: the last place of {base} is "
                    f"len({base}) - 1."
                )
    return ""


def bad_unpack(spot, match, asked):
    """Of names on the left that don't fit what comes on the right."""
    node = only(spot.find(ast.Assign))
    if match.lastindex and match[1] == "NoneType":
        return is_none(spot, node.value) if node else ""
    loop = only(n for n in spot.find(ast.For, ast.comprehension) if isinstance(n.target, ast.Tuple))
    if not loop:
        if node and isinstance(node.targets[0], ast.Tuple):
            count = len(node.targets[0].elts)
            return (
                f"{count} names stand left of =, and {spot.quote(node.value)} doesn't give "
                f"{count} things."
            )
        return ""
    said = side_by_side(spot, loop)
    if said:
        return said
    parts, over = loop.target.elts, shown(spot, loop.iter)
    if calls(loop.iter, "enumerate") and len(parts) > 2 and all(map(named, parts)):
        rest = ", ".join(part.id for part in parts[1:])
        return f"enumerate gives a place and an item: write for {parts[0].id}, ({rest}) in …"
    if isinstance(loop.iter, ast.Call):
        return ""
    indices = {
        n.slice.id
        for n in ast.walk(spot.function or spot.tree)
        if isinstance(n, ast.Subscript) and named(n.slice)
    }
    if len(parts) == 2 and named(parts[0]) and parts[0].id in {*indices, "i", "j", "k", "index"}:
        return f"To have places and items, the loop needs enumerate: in enumerate({over})."
    return (
        f"Each item of {over} should give {len(parts)} things for the names in "
        f"{spot.quote(loop.target)}, and one doesn't."
    )


def refused_by_check(spot):
    """Of a call that is right, and that a check of the function's own parameters refuses."""
    if not isinstance(spot.statement, ast.Raise) or spot.function is None:
        return ""
    for node in within(spot.function):
        if isinstance(node, ast.If) and spot.statement in node.body:
            names = {n.id for n in ast.walk(node.test) if named(n)} - {*vars(builtins)}
            bound = [place for name in names for place, _ in spot.bindings(name)]
            own = {*arguments_of(spot.function)} - {"self"}
            if names and names <= own and all(place is spot.function for place in bound):
                return (
                    f"The check on {spot.at(node)} refuses this call, and has no reason to: is "
                    f"{spot.quote(node.test, 2 * SHOWN)} what it should ask?"
                )
    return ""


def divided_by_zero(spot, match, asked):
    kinds = (ast.Div, ast.FloorDiv, ast.Mod)
    node = only(n for n in spot.find(ast.BinOp, ast.AugAssign) if isinstance(n.op, kinds))
    if not node:
        return ""
    by = node.right if isinstance(node, ast.BinOp) else node.value
    if isinstance(by, ast.Constant):
        return ""
    value = only(value for _, value in (spot.bindings(by.id) if named(by) else ()))
    made = f" It is `{shown(spot, value)}`, by {spot.at(value)}." if value else ""
    return f"The divisor {spot.quote(by)} is 0 there.{made}"


def too_large(spot, match, asked):
    powers = [
        shown(spot, n)
        for n in spot.find(ast.Call)
        if isinstance(n.func, ast.Attribute) and n.func.attr in ("exp", "cosh", "sinh")
    ]
    if "range error" not in asked["message"]:  # one that ** raises, and no function of math
        powers = []
    if len(set(powers)) == 1 and "exp(" not in powers[0]:
        return f"`{powers[0]}` is too large for a float: it grows as fast as e^z. Do without it."
    if powers:
        what = f"`{powers[0]}`" if len(set(powers)) == 1 else "A power of e"
        return (
            f"{what} is too large for a float, as is anything from e^710 on. Make sure that "
            "the exponent is never a large positive number."
        )
    if any(isinstance(n.op, ast.Pow) for n in spot.find(ast.BinOp)):
        return "The power is too large for a float: keep the exponent from becoming large."
    return ""


def outside(spot, match, asked):
    """Of a number that a function of math's isn't defined for."""
    found = [n for n in spot.find(ast.Call) if isinstance(n.func, ast.Attribute) and n.args]
    found = [n for n in found if n.func.attr in ("log", "log2", "log10", "sqrt")]
    node = only(found)
    if not node:
        texts = {shown(spot, n) for n in found}
        logs = len(texts) == 2 and "sqrt" not in "".join(n.func.attr for n in found)
        one, other = sorted(texts) if logs else ("", "")
        return f"`{one}` or `{other}` is the logarithm of 0 or less, and there is none." * logs
    power = slip_in([n for n in ast.walk(spot.function or spot.tree)], spot, (not_a_power,))
    if power:
        return power
    what, function = spot.quote(node.args[0]), shown(spot, node.func)
    if node.func.attr == "sqrt":
        return f"{what} is negative there, and {function} takes 0 or more."
    return f"{what} is 0 or less there, and {function} takes numbers above 0 only."


def misfit(spot, match, asked):
    """Of two arrays whose shapes don't go together. match: (a shape, another)."""
    one, other = (tuple(map(int, filter(None, shape.split(",")))) for shape in match.groups())
    if "not aligned" in match[0]:
        return (
            f"A product of {one} with {other} needs {one[-1]} rows on its right side: as many as "
            "its left side has columns."
        )
    kinds = [type(n.op).__name__ for n in spot.find(ast.BinOp)]
    fits = len(one) == len(other) == 2 and one[1] == other[0]
    if fits and "Mult" in kinds and len(kinds) == 1:
        return f"* goes number by number, and {one} with {other} doesn't. @ is the matrix product."
    return (
        f"Number by number, {one} and {other} don't fit: counted from the right, two sizes must be "
        "equal, or one of them 1."
    )


def no_room(spot, match, asked):
    """Of a part of an array that gets what isn't of its shape."""
    what, place = (shape.replace(",", ", ").replace(", )", ",)") for shape in match.groups())
    return f"What is put there has the shape {what}, and its place has {place}."


def not_held(spot, match, asked):
    """Of whole numbers that are to become others in place."""
    return (
        f"{match[1]} gives {match[2]}, and the array that is to hold it has {match[3]}. Make it "
        "one of floats before: .astype(float)."
    )


def whole_array(spot, match, asked):
    found = [
        n.func.attr
        for n in spot.find(ast.Call)
        if isinstance(n.func, ast.Attribute) and named(n.func.value, "math")
    ]
    name = only(found)
    return f"math.{name} takes one number. For a whole array there is np.{name}." if name else ""


def function_itself(spot, match, asked):
    return f"`{match[1]}` alone is the function itself. {match[1]}(…) is its answer."


def ambiguous(spot, match, asked):
    return (
        "One True or False is needed there, and an array gives one for each number. np.where(…) or "
        "np.maximum(…) work number by number."
    )
