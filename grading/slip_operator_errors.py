"""Python's TypeErrors about + - * and the like, for beginners. See slip_name_errors.py."""

import builtins

from .slip_none import is_none
from .slip_without_error import shown
from .syntax_tree import ast, named, only

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

NUMBERS = ("int", "float", "bool", "numpy.float64", "numpy.int64")
ONCE = ("generator", "map", "zip", "filter", "enumerate", "reversed", "list_reverseiterator")
CALLABLE = ("function", "method", "builtin_function_or_method", "type", "method-wrapper")
SIGNS = {
    "+": ("Add", "added"),
    "-": ("Sub", "subtracted"),
    "*": ("Mult", "multiplied"),
    "/": ("Div", "divided"),
    "//": ("FloorDiv", "divided"),
    "**": ("Pow", "raised to a power"),
    "%": ("Mod", "divided"),
    "^": ("BitXor", ""),
    "@": ("MatMult", "multiplied"),
}
HELPERS = {"-": "vector_subtract", "*": "elementwise_multiply", "+": "vector_add"}


def a(kind):
    """Return a type with its article, in the words of the lessons."""
    kind = {"str": "string", "int": "whole number", "float": "number", "NoneType": "None"}.get(
        kind, kind
    )
    return kind if kind == "None" else f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def operands(spot, match, asked):
    """Of two operands that don't go together. match: (sign, left type, right type)."""
    sign, left, right = match[1].split(" ")[0], match[2], match[3]
    plain = sign.removesuffix("=") if sign not in ("<=", ">=") else sign
    if plain == "^":
        return "In Python ^ is no power (it works on bits): the power is **."
    name = SIGNS.get(plain, ("", ""))[0]
    node = only(
        node
        for node in spot.find(ast.BinOp, ast.AugAssign)
        if type(node.op).__name__ == name
        and isinstance(node, ast.AugAssign) == (sign.endswith("="))
    )
    if {left, right} <= {"list", "tuple"} and plain in SIGNS:
        return lists(plain, asked)
    if node is None:
        return ""
    is_plain = isinstance(node, ast.BinOp)
    one = node.left if is_plain else node.target
    other = node.right if is_plain else node.value
    if "NoneType" in (left, right):
        side = one if left == "NoneType" else other
        return is_none(spot, side) or f"{spot.quote(side)} is None there."
    if left in ("list", "tuple") and right in NUMBERS:
        by, items = other.id if named(other) else "…", shown(spot, one)
        return (
            f"{spot.quote(one)} is a list, and {sign} takes single numbers. Go through it: "
            f"[x {plain} {by} for x in {items}]."
        )
    if left in NUMBERS and right in ("list", "tuple"):
        return (
            f"{spot.quote(other)} is a list, and {sign} takes single numbers: go through the list."
        )
    for kind, side in ((left, one), (right, other)):
        if kind in CALLABLE:
            return f"{spot.quote(side)} is the function itself. To call it, write ( ) behind it."
        if kind in ONCE:
            return f"{spot.quote(side)} is {a(kind)} object, no number. list(…) makes a list of it."
    if node and left in NUMBERS and right in NUMBERS:
        return ""
    return f"{spot.quote(one)} is {a(left)}, {spot.quote(other)} is {a(right)}."


def lists(sign, asked):
    """Say that Python doesn't compute with lists number by number."""
    if asked["numpy"]:
        return f"{sign} works number by number on arrays, not on lists: np.array(…) makes one."
    if sign == "@":
        return "@ multiplies NumPy arrays. For lists there are the functions of chapter 1."
    done = SIGNS[sign][1]
    helper = f", or {HELPERS[sign]} of chapter 1" if sign in HELPERS else ""
    return (
        f"Lists aren't {done} number by number. Go through both: [x {sign} y for x, y in zip(a, b)]"
        f"{helper}."
    )


def joined(spot, match, asked):
    """Of + between a list and something else. match: (the other's type, list or str)."""
    if match[2] == "str":
        return f'+ joins a string to a string, not to {a(match[1])}. f"… {{x}}" puts x into a text.'
    return (
        f"+ joins a list to a list, and not to {a(match[1])}. To put one item at its end: append."
    )


def repeated(spot, match, asked):
    products = [n for n in spot.find(ast.BinOp) if isinstance(n.op, ast.Mult)]
    for side in (side for n in products for side in (n.left, n.right)):
        if isinstance(side, (ast.List, ast.JoinedStr)) or type(getattr(side, "value", 0)) is str:
            return f"{spot.quote(side)} is repeated a whole number of times: // gives one, / none."
    if match[1] == "list":
        return lists("*", asked)
    return (
        "A list times a number isn't multiplied number by number. Go through it: "
        "[x * factor for x in values]."
    )


def compared(spot, match, asked):
    """Of < between two kinds. match: (sign, left type, right type)."""
    kinds = match[2], match[3]
    callables = [kind for kind in kinds if kind in CALLABLE]
    node = only(n for n in spot.find(ast.Compare) if len(n.ops) == 1)
    if callables and node:
        side = node.left if kinds[0] in CALLABLE else node.comparators[0]
        return f"{spot.quote(side)} is the function itself. To call it, write ( ) behind it."
    if "NoneType" in kinds:
        side = node and (node.left if kinds[0] == "NoneType" else node.comparators[0])
        return is_none(spot, side) or f"{spot.quote(side)} is None there." if side else ""
    if "list" in kinds and kinds[0] != kinds[1]:
        other = kinds[0] if kinds[1] == "list" else kinds[1]
        return (
            f"A list is compared with {a(other)} there. Go through the list, one number at a time."
        )
    if node:
        sides = zip((node.left, *node.comparators), kinds)
        return ", ".join(f"{spot.quote(side)} is {a(kind)}" for side, kind in sides) + "."
    return ""


def unary(spot, match, asked):
    if match[2] == "list" and match[1] in ("-", "unary -"):
        return "A list has no minus. Go through it: [-x for x in values]."
    return f"The minus stands before {a(match[2])}."
