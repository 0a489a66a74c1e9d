"""What an expression may have been meant to be: small edits of it. See repair_edits.py."""

import builtins

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

SIGNS = {"Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "MatMult": "@", "Pow": "**"}
SIGNS |= {"FloorDiv": "//", "BitXor": "^", "Mod": "%"}
OTHERS = {"+": "- *", "-": "+ *", "*": "/ + ** @", "/": "* - //", "//": "/", "@": "*", "%": "//"}
COMPARED = {"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!="}
COMPARED |= {"Is": "is", "IsNot": "is not"}
# What is taken for one another.
TWINS = (
    "max min maximum minimum argmax argmin amax",
    "sum mean prod len",
    "exp log log2 log10 log1p sqrt abs",
    "floor ceil round int",
    "dot multiply matmul outer",
    "append extend",
    "all any",
)
OVER_AXES = ("sum", "mean", "max", "min", "argmax", "prod", "std")
MAKERS = ("zeros", "ones", "eye", "full", "array", "asarray", "arange", "empty")
STEPS = (1e-5, 1e-6)  # for a slope that is measured: neither coarse nor lost in rounding
ATOMS = ("Name", "Attribute", "Call", "Subscript", "Constant", "List", "ListComp")
VALUES = ("BinOp", "Call", "Name", "Attribute", "Subscript")
HELD_IN = ("Return", "Assign", "AnnAssign", "Call", "Tuple", "List", "Dict")  # it, or a copy
APART = ("JoinedStr", "Yield", "Await")  # positions in a text are known since 3.12 only


def kind_of(node):
    return type(node).__name__


class Expressions:
    """A text, and the edits found in it, as (rank, kind, line, pieces)."""

    def __init__(self, text, ast, functions):
        self._ast, self._functions = ast, functions
        self._lines, self._data, self._starts = text.split("\n"), text.encode(), [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line.encode()) + 1)
        self._arrays = "numpy" in text
        self._attributes, self._texts, self._within = [], [], []  # of the definition
        self._names, self._parameters, self._is_method = [], [], False  # of the function
        self._told = []  # the numbers that its docstring names
        self._worse = 0  # what all its edits rank behind
        self.edits = []

    def _span(self, node):
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _source(self, node):
        start, end = self._span(node)
        return self._data[start:end].decode()

    def _inner(self, node):
        """Return a part's source as it may stand in another expression."""
        return self._source(node) if kind_of(node) in ATOMS else f"({self._source(node)})"

    def _add(self, rank, kind, line, *pieces):
        found = sorted(map(list, pieces))
        self.edits.append((rank + self._worse, kind, line, *self._within, found))

    def _put(self, rank, kind, node, new):
        """Note that new may belong in a node's place."""
        self._add(rank, kind, node.lineno, (*self._span(node), new))

    def _loops(self, line, one, other):
        """Note that two loops may have to change places."""
        spans = [(self._span(loop.target)[0], self._span(loop.iter)[1]) for loop in (one, other)]
        texts = [self._data[start:end].decode() for start, end in spans]
        pieces = [(*span, text) for span, text in zip(spans, reversed(texts))]
        self._add(1, "loops", line, *pieces)

    def _expression(self, node, parent, field):
        """Note what may repair an expression, and its parts."""
        kind = kind_of(node)
        if kind in APART:
            return
        make = getattr(self, f"_{kind.lower()}", None)
        if make:
            make(node, parent, field)
        loaded = kind_of(getattr(node, "ctx", None)) in ("NoneType", "Load")
        if kind in VALUES and loaded and field != "func" and kind_of(parent) != "Attribute":
            self._wrapped(node, kind_of(parent))
        for inner, value in self._ast.iter_fields(node):
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, self._ast.expr):
                    self._expression(part, node, inner)
                elif kind_of(part) == "keyword":
                    self._expression(part.value, node, "keywords")
                elif kind_of(part) == "comprehension":
                    self._expression(part.iter, part, "iter")
                    for test in part.ifs:
                        self._test(test)
                        self._expression(test, part, "ifs")

    def _wrapped(self, node, above):
        """Note what may be missing around a value."""
        source = self._inner(node)
        if above in ("BinOp", "Call", "ListComp"):
            self._put(3, "minus", node, f"(-{source})")
        if self._arrays and above in ("BinOp", "Call") and kind_of(node) != "BinOp":
            self._put(2, "transposed", node, f"{source}.T")
        if "transpose" in self._functions and above in ("Call", "Assign", "comprehension", "For"):
            self._put(2, "transposed", node, f"transpose({source})")
        if above in HELD_IN and kind_of(node) != "BinOp":
            self._put(2, "copy", node, f"{source}.copy()" if self._arrays else f"list({source})")
            part = "part.copy()" if self._arrays else "list(part)"
            self._put(3, "copy", node, f"[{part} for part in {source}]")
        if above in ("For", "comprehension"):
            for new in (f"reversed({source})", f"{source}[1:]", f"{source}[:-1]"):
                self._put(3, "part", node, new)

    def _test(self, node):
        """Note what a condition may have been meant to be."""
        source = self._source(node)
        self._put(1, "condition", node, "True")
        self._put(2, "condition", node, "False")
        self._put(1, "branches", node, f"not ({source})")
        if kind_of(node) in ("Name", "Attribute"):
            self._put(1, "empty", node, f"{source} is not None")
        if kind_of(node) == "UnaryOp" and kind_of(node.op) == "Not":
            self._put(1, "empty", node, f"{self._source(node.operand)} is None")

    def _ifexp(self, node, parent, field):
        self._test(node.test)

    def _boolop(self, node, parent, field):
        sign, parts = kind_of(node.op).lower(), [f"({self._source(part)})" for part in node.values]
        self._put(2, "condition", node, f" {'and' if sign == 'or' else 'or'} ".join(parts))
        for i in range(len(parts)):
            self._put(2, "condition", node, f" {sign} ".join(parts[:i] + parts[i + 1 :]))
        if sign == "or" and len(parts) == 2:
            self._put(1, "empty", node, f"({parts[1]} if {parts[0]} is None else {parts[0]})")

    def _compare(self, node, parent, field):
        parts = [node.left, *node.comparators]
        # it may be what the branch does that is wrong, and what is tried here only keep it out
        acts = kind_of(parent) == "If" and kind_of(parent.body[0]) != "Raise"
        kind = "case" if acts else "comparison"
        for one, operator, other in zip(parts, node.ops, parts[1:]):
            start, end = self._span(one)[1], self._span(other)[0]
            gap, sign = self._data[start:end].decode(), COMPARED.get(kind_of(operator), "?")
            for new in COMPARED.values():
                if new != sign and sign in gap and not (new[0] == "i" and sign[0] != "i"):
                    piece = start, end, gap.replace(sign, new)
                    about = kind if new[0] != sign[0] else "comparison"
                    about = "same" if sign in ("is", "is not") and new in ("==", "!=") else about
                    self._add(1, about, one.end_lineno, piece)

    def _binop(self, node, parent, field):
        sign = SIGNS.get(kind_of(node.op), "?")
        left, right = self._inner(node.left), self._inner(node.right)
        within = kind_of(parent) in ("BinOp", "UnaryOp", "Compare", "Attribute", "Subscript")

        def put(rank, kind, new):
            line = node.left.end_lineno  # where the operator is, or before
            self._add(rank, kind, line, (*self._span(node), f"({new})" if within else new))

        if sign in "-/@//**":
            put(1, "exchanged", f"{right} {sign} {left}")
        for other in OTHERS.get(sign, "").split():
            if other != "@" or self._arrays:
                put(2, "operator", f"{left} {other} {right}")
        if sign == "^":  # which comes after + and -, as ** doesn't
            start, end = self._span(node.left)[1], self._span(node.right)[0]
            gap = self._data[start:end].decode()
            self._add(1, "power", node.lineno, (start, end, gap.replace("^", "**")))
        if sign == "/" and kind_of(node.right) == "Name":
            for name in self._names:
                put(4, "divisor", f"{left} / sum({name})")
        put(2, "term", left)
        put(2, "term", right)
        if kind_of(node.left) == "BinOp":
            inner = SIGNS.get(kind_of(node.left.op))
            first, second = self._inner(node.left.left), self._inner(node.left.right)
            put(1, "parentheses", f"{first} {inner} ({second} {sign} {right})")
        if kind_of(node.right) == "BinOp":
            inner = SIGNS.get(kind_of(node.right.op))
            first, second = self._inner(node.right.left), self._inner(node.right.right)
            put(1, "parentheses", f"({left} {sign} {first}) {inner} {second}")

    def _unaryop(self, node, parent, field):
        self._put(1, "sign", node, self._source(node.operand))
        if kind_of(node.operand) == "BinOp" and kind_of(node.op) == "USub":  # -(a + b)
            inner = node.operand
            left, right = self._inner(inner.left), self._inner(inner.right)
            self._put(2, "sign", node, f"(-{left} {SIGNS.get(kind_of(inner.op))} {right})")

    def _constant(self, node, parent, field):
        value = node.value
        if type(value) is bool:
            self._put(1, "flag", node, str(not value))
        elif type(value) in (int, float):
            near = {0: (1,), 1: (0, 2, -1)}.get(value, (value + 1, value - 1, -value, 0, 1))
            near += () if value in (0, 1) else (value * 2, value // 2)
            if type(value) is float:
                near += (value / 2, value / 10, value * 10, *(STEPS if 0 < value < 1 else ()))
            for other in dict.fromkeys(near):
                self._put(2, "constant", node, f"({other!r})" if other < 0 else repr(other))
            for other in self._told:
                if other != value:
                    self._put(3, "constant", node, repr(other))
            for name in [*self._names, *(f"self.{name}" for name in self._attributes)]:
                self._put(4, "fixed", node, name)
        elif value in self._texts:
            for other in self._texts:
                if other != value:
                    self._put(3, "name", node, repr(other))
            for name in self._parameters if kind_of(parent) == "Call" else ():
                self._put(3, "fixed", node, name)

    def _attribute(self, node, parent, field):
        owner = self._source(node.value)
        if node.attr == "T":
            self._put(1, "transposed", node, owner)
        elif field == "func":
            self._twins(node, node.attr, f"{owner}.")
        elif kind_of(node.ctx) == "Load" and node.attr in self._attributes:
            for other in self._attributes:
                if other != node.attr:
                    self._put(3, "name", node, f"{owner}.{other}")
            if owner == "self" and node.attr in self._names:
                self._put(2, "self", node, node.attr)

    def _name(self, node, parent, field):
        if kind_of(node.ctx) != "Load" or node.id == "self":
            return
        if field == "func":
            self._twins(node, node.id, "")
        for rank, names in ((4, self._functions), (3, self._names)):
            for other in names if node.id in names else ():
                if other != node.id:
                    self._put(rank, "name", node, other)
        if self._is_method:
            if node.id in self._attributes:
                self._put(1, "self", node, f"self.{node.id}")
            for other in self._attributes if node.id in self._names else ():
                self._put(4, "name", node, f"self.{other}")

    def _twins(self, node, name, owner):
        for twins in map(str.split, TWINS):
            for other in twins if name in twins else ():
                if other != name:
                    self._put(2, "function", node, owner + other)

    def _call(self, node, parent, field):
        function, args = self._source(node.func), [self._source(argument) for argument in node.args]
        named = [f"{word.arg}={self._source(word.value)}" for word in node.keywords if word.arg]
        name, given = function.rpartition(".")[2], {word.partition("=")[0] for word in named}

        def call(rank, kind, *arguments):
            self._put(rank, kind, node, f"{function}({', '.join(arguments)})")

        for argument in node.args:
            self._put(2, "call", node, self._inner(argument))
        if kind_of(node.func) == "Attribute":
            self._put(2, "call", node, self._source(node.func.value))
        for i, one in enumerate(args):
            for j in range(i + 1, len(args)):
                swapped = [*args[:i], args[j], *args[i + 1 : j], one, *args[j + 1 :]]
                call(1, "arguments", *swapped, *named)
        for i in range(len(named) - 1):
            names, values = zip(*(word.split("=", 1) for word in named[i : i + 2]))
            pair = [f"{name}={value}" for name, value in zip(names, reversed(values))]
            call(1, "arguments", *args, *named[:i], *pair, *named[i + 2 :])
        for one in self._parameters:  # which isn't handed on
            if one not in given and one not in args and kind_of(node.func) != "Attribute":
                call(3, "handed", *args, *named, f"{one}={one}")
        if name in ("max", "min") and len(args) == 1 and not named:
            call(2, "keys", *args, f"key={args[0]}.get")
        for inner in node.args[:1] if name == "abs" else ():
            if kind_of(inner) == "BinOp" and kind_of(inner.op) == "Add":
                sizes = [f"{function}({self._source(part)})" for part in (inner.left, inner.right)]
                self._put(1, "operator", node, f"({' + '.join(sizes)})")
        for i, word in enumerate(named):
            kind = "axis" if word.startswith(("axis", "keepdims")) else "option"
            call(2, kind, *args, *named[:i], *named[i + 1 :])
        if name == "len" and args:
            for other in (f"{args[0]}[0]", *self._names, *map("self.{}".format, self._attributes)):
                if other != args[0]:
                    call(2 + (other[-1] != "]"), "length", other)
        if name == "range" and args:
            first, last, *step = args if args[1:] else ["0", *args]
            for start, end in (
                *(("0", last), ("1", last), (f"{first} - 1", last), (f"{first} + 1", last)),
                *((first, f"{last} + 1"), (first, f"{last} - 1")),
                *((f"{first} - 1", f"{last} - 1"), (f"{first} + 1", f"{last} + 1")),
            ):
                call(1, "range", *([start] if start != "0" or step else []), end, *step)
        if self._arrays and name in OVER_AXES:
            rest = [word for word in named if not word.startswith("axis")]
            for axis in ("axis=0", "axis=1", "axis=-1"):
                call(1, "axis", *args, *rest, axis)
                if "keepdims" not in given:
                    call(2, "axis", *args, *rest, axis, "keepdims=True")
            if "keepdims" not in given:
                call(1, "axis", *args, *named, "keepdims=True")
        if self._arrays and "dtype" not in given:
            if name.endswith("_like"):
                call(2, "option", *args, *named, "dtype=float")
            if name in MAKERS:
                call(2, "option", *args, *named, "dtype=np.float32")

    def _subscript(self, node, parent, field):
        if kind_of(node.ctx) != "Load":
            return
        inner, index = self._source(node.value), self._source(node.slice)
        self._put(3, "term" if kind_of(node.slice) == "Slice" else "index", node, inner)
        if kind_of(node.value) == "Subscript":
            outer, first = self._source(node.value.value), self._source(node.value.slice)
            self._put(1, "index", node, f"{outer}[{index}][{first}]")
        if kind_of(node.slice) in ("Name", "Constant"):
            for new in (f"{index} - 1", f"{index} + 1", f"-1 - {index}"):
                self._put(2, "index", node, f"{inner}[{new}]")

    def _listcomp(self, node, parent, field):
        inner = node.elt
        if kind_of(inner) == "Call" and inner.args:  # sum(… for …) for …
            inner = inner.args[0]
        generators = [*node.generators, *getattr(inner, "generators", ())]
        if len(generators) == 2:
            self._loops(node.lineno, *generators)

    def _generatorexp(self, node, parent, field):
        self._listcomp(node, parent, field)
        if kind_of(parent) in ("Assign", "AnnAssign", "Return"):
            self._put(1, "once", node, f"list{self._source(node)}")
