"""What a chapter's text says about an error of Python's, or about an answer that departed.

A slip is a sentence of which error and text both show that it is true. Where they don't, none is
said. It runs where no learner's code does (see worker_parse.py), as some texts take long to parse.
"""

import builtins
import re

from . import slip_checks as checks
from . import slip_import_syntax_errors as imports
from . import slip_name_errors as names
from . import slip_operator_errors as operators
from . import slip_state as state
from . import slip_type_errors as types
from . import slip_value_errors as values
from . import slip_without_error as silent
from .slip_none import is_none
from .slip_operator_errors import a
from .syntax_tree import Spot, arguments_of, ast, calls, named, only

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

NO_LIST = r"'([\w.]+)'? (?:object is not iterable|object is not subscriptable|has no len\(\))"
WITH_LISTS = (
    r"operand type\(s\) for [^:]+: '([\w.]+)' and '([\w.]+)'"
    r"|multiply sequence by non-int of type '(\w+)'"
)
# Where a ValueError belongs, what came of its absence says little.
TOO_LATE = ("AssertionError", "KeyError", "IndexError", "ZeroDivisionError", "OverflowError")
LONGEST = 230  # characters: three lines of a report
# (the error's type, its message as Pythons from 3.10 to 3.14 word it, who explains it)
RULES = (
    ("NameError", r"name '(\w+)' is not defined", names.name_not_defined),
    (
        "UnboundLocalError",
        r"local variable '(\w+)' referenced|variable '(\w+)' where",
        names.without_a_value,
    ),
    (
        "NameError",
        r"free variable '(\w+)' referenced|free variable '(\w+)' where",
        names.without_a_value,
    ),
    ("AttributeError", r"'([\w.]+)' object has no attribute '(\w+)'", names.no_attribute),
    ("AttributeError", r"module '([\w.]+)' has no attribute '(\w+)'", names.module_has_no),
    ("AttributeError", r"type object '(\w+)' has no attribute '(\w+)'", names.class_has_no),
    (
        "TypeError",
        r"unsupported operand type\(s\) for ([^:]+): '([\w.]+)' and '([\w.]+)'",
        operators.operands,
    ),
    ("TypeError", r"'([\w.]+)' object is not callable", types.not_callable),
    ("TypeError", r"'([\w.]+)' object is not iterable", types.not_iterable),
    ("TypeError", r"cannot unpack non-iterable ([\w.]+) object", values.bad_unpack),
    (
        "TypeError",
        r"'([\w.]+)' object is not subscr|type '\w+' is not subscr",
        types.not_subscriptable,
    ),
    ("TypeError", r"list indices must be integers or slices, not ([\w.]+)", types.bad_index),
    ("TypeError", r"object of type '([\w.]+)' has no len\(\)", types.no_length),
    ("TypeError", r"must be real number, not ([\w.]+)", types.not_real),
    (
        "TypeError",
        r"can only concatenate (?:list|str) \(not \"([\w.]+)\"\) to (list|str)",
        operators.joined,
    ),
    ("TypeError", r"can't multiply sequence by non-int of type '([\w.]+)'", operators.repeated),
    (
        "TypeError",
        r"'([<>]=?)' not supported between instances of '([\w.]+)' and '([\w.]+)'",
        operators.compared,
    ),
    ("TypeError", r"bad operand type for ([\w -]+|abs\(\)): '([\w.]+)'", operators.unary),
    ("TypeError", r"'([\w.]+)' object cannot be interpreted as an integer", types.no_integer),
    ("TypeError", r"'([\w.]+)' object does not support item assignment", types.no_assignment),
    ("TypeError", r"exceptions must derive from BaseException", types.no_error),
    (
        "TypeError",
        r"list\.append\(\) takes exactly one argument \((\d+) given",
        types.one_at_a_time,
    ),
    (
        "TypeError",
        r"([\w.<>]+)\(\) (?:takes .*|missing \d+ required|got an unex|got mult).*",
        types.called_with,
    ),
    ("IndexError", r"list (?:assignment )?index out of range", values.no_place),
    ("IndexError", r"tuple index out of range", values.no_axis),
    ("ValueError", r"(?:not enough|too many) values to unpack", values.bad_unpack),
    ("ZeroDivisionError", "", values.divided_by_zero),
    ("OverflowError", "", values.too_large),
    ("ValueError", r"math domain error|expected a (?:positive|nonnegative) input", values.outside),
    ("ValueError", r"^<(?:built-in )?function (\w+).* is not in list", values.function_itself),
    ("ValueError", r"The truth value of an array with more than one", values.ambiguous),
    ("ValueError", r"could not be broadcast.* shapes \(([\d,]+)\) \(([\d,]+)\)", values.misfit),
    ("ValueError", r"shapes \(([\d,]+)\) and \(([\d,]+)\) not aligned", values.misfit),
    (
        "ValueError",
        r"could not broadcast input array from shape (\(.*\)) into shape (\(.*\))",
        values.no_room,
    ),
    (
        "UFuncTypeError",
        r"Cannot cast ufunc '(\w+)' output from dtype\('(\w+)'\) to dtype\('(\w+)'\)",
        values.not_held,
    ),
    ("TypeError", r"only .* arrays can be converted to Python scalars", values.whole_array),
    ("ImportError", r"cannot import name '(\w+)' from '([\w.]+)'", imports.not_imported),
    ("ModuleNotFoundError", r"No module named '([\w.]+)'", imports.no_module),
    ("SyntaxError", "", imports.not_python),
    ("NotImplementedError", "", imports.written_twice),
)


def slip(asked):
    """Return [the function at the line, the one in the graded chapter, a sentence or ""].

    asked: chapter, the one that is graded, task, texts {stem: text}; numpy, whether it uses that;
    type and message of the error, "" for an answer that departed; stem and line, where it was
    raised, line 0 for the call itself; through, the chapter's line that led there, or 0; alone: no
    other function of the learner's did; refused: a ValueError was expected; missing, an attribute
    that isn't there; as made, one that isn't right on an object that was only made; after, one that
    isn't right and the method called just before; defaults: those
    of our parameters, {method, or "": {parameter: value}}. With again, methods of which the first
    call is right and a later one isn't, the sentence is about that alone.
    """
    spot = Spot(asked["texts"], asked["stem"], asked["line"])
    through = Spot(asked["texts"], asked["chapter"], asked["through"])
    said = given(spot, through, asked) or _said(spot, asked)
    return [spot.name, through.name, said if len(said) <= LONGEST else ""]


def given(spot, through, asked):
    """Say that a function was given something else than it takes, where its call led to the error.

    through: the line of the call. What fails must be a parameter of the function at spot.
    """
    function = spot.function
    if (through.stem, through.line) == (spot.stem, spot.line) or len(spot.chain) != 1:
        return ""
    call = only(n for n in through.find(ast.Call) if function and calls(n, function.name))
    of_items = re.search(WITH_LISTS, asked["message"])
    match = re.search(NO_LIST, asked["message"])
    if call is None or asked["type"] != "TypeError" or not (match or of_items):
        return ""
    if of_items:
        operands = [side for n in spot.find(ast.BinOp) for side in (n.left, n.right)]
        plain = [side for side in operands if named(side, *arguments_of(function))]
        has_list = "list" in of_items.groups() or "sequence" in asked["message"]
        if plain or "NoneType" in of_items.groups() or not has_list:
            return ""
        return f"{function.name} takes lists of numbers. One that is given to it holds lists."
    kind = match[1] if match else ""
    used = _gone_through(spot, asked["message"])
    bound = [spot.bindings(name) for name in used]
    if not used or any(len(b) != 1 or b[0][0] is not function for b in bound):
        return ""
    place = list(arguments_of(function)).index(min(used)) if len(used) == 1 else None
    if any(isinstance(arg, ast.Starred) for arg in call.args):
        place = None
    if place is not None and place < len(call.args):
        node = call.args[place]
        none = is_none(through, node) if kind == "NoneType" else ""
        return none or f"{function.name} takes a list, and {through.quote(node)} is {a(kind)}."
    return f"{function.name} takes lists, and one of the values given to it is {a(kind)}."


def _gone_through(spot, message):
    """Return the names at a spot that must be lists; none where an item of one may be meant."""
    if "len()" in message:
        found = [part for n in spot.find(ast.Call) if calls(n, "len") for part in n.args]
    elif "iterable" in message:
        made = (ast.Call, ast.GeneratorExp)
        loops = [n.iter for n in spot.find(ast.For, ast.comprehension)]
        users = [n for n in spot.find(ast.Call) if calls(n, "zip", "sum", "list", "enumerate")]
        found = loops + [part for n in users for part in n.args if not isinstance(part, made)]
    else:
        found = [node.value for node in spot.find(ast.Subscript)]
    return {part.id for part in found if named(part)} if all(map(named, found)) else set()


def _said(spot, asked):
    if asked["type"] == "ValueError" and "{" in asked["message"]:
        return silent.no_f(spot, asked["message"])
    if asked["alone"] and not asked["refused"]:
        said = values.refused_by_check(spot)
        if said:
            return said
    if asked["refused"] and asked["line"] and asked["type"] in TOO_LATE:
        if asked["type"] == "AssertionError":
            return "An assert raises an AssertionError. Write if …: raise ValueError(…)."
        if asked.get("raised"):
            return f"That is {a(asked['type'])}, not a ValueError."
        kind = a(asked["type"])
        ours = f' The message could be "{asked["ours"]}".' if asked["ours"] else ""
        _, node = spot.defined().get(asked["task"], ("", None))
        start = f"It should raise a ValueError, not {kind}: "
        check = checks.lets_through(spot, node, asked["lets through"])
        if not check or len(start + check + ours) > LONGEST:
            check = "the check is missing, comes too late, or lets this call through."
        return start + check + ours
    for kind, words, explain in RULES:
        match = re.search(words, asked["message"]) if kind == asked["type"] else None
        if match:
            return explain(spot, match, asked)
    if asked["type"]:
        return ""
    stem, node = spot.defined().get(asked["task"], ("", None))
    if stem != asked["chapter"]:
        return ""
    if asked["again"]:
        return state.grown(spot, node, asked["again"])
    if asked["missing"] and isinstance(node, ast.ClassDef):
        said = names.of_class(spot, node, asked["missing"], is_asked_for=True)
        if said:
            return said
    other = state.other_default(spot, node, asked["defaults"])
    first = [silent.looks_for_runs] if asked["refused"] else []
    found = other or silent.slip_in(list(ast.walk(node)), spot, (*first, *silent.SLIPS))
    if asked["refused"] and asked["lets through"]:
        asked_of = spot, node, asked["lets through"]
        through = checks.lets_through(*asked_of, asked["ended"])
        return found or checks.caught(*asked_of) or through
    if asked["after"] and not found:
        return state.not_mentioned(spot, node, *asked["after"])
    return found or state.as_made(spot, node, asked["as made"])
