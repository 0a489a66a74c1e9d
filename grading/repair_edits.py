"""Small edits that may repair a text of Python, likeliest first.

The text isn't run. An edit replaces pieces of it, and leaves the rest as it was written. What is
tried within an expression stands in repair_expressions.py.
"""

import builtins

from .repair_expressions import SIGNS, Expressions, kind_of
from .repair_ours import Ours, alone

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

MOST = 2000  # edits of one task
MOST_ANEW = 500  # more of them, which are tried last
PLACES = 10  # statements of a block; in longer ones none is moved far
FUNCTIONS = ("FunctionDef", "AsyncFunctionDef")
COMPOUND = ("For", "While", "If")
LOOPS = ("For", "While", "ListComp", "GeneratorExp")
ASSIGNED = ("Assign", "AnnAssign")
TARGETS = ("Name", "Attribute", "Subscript")


def numbers_in(prose):
    """Return the numbers that a text names, in order."""
    numbers = set()
    for word in prose.split():
        word = word.strip("().,:;`")
        if word[:1].isdecimal():
            try:
                numbers.add(float(word))
            except ValueError:
                continue
    return sorted(numbers)


def repairs(text, task, given, kept, method, line, ours="", only=False):
    """Return the edits of a task's code, likeliest first.

    An edit is [kind, line, first, end, [[start, end, new], …]]. All but the line count bytes; the
    first two are those of the definition. The code is that of the task, and of the helpers that it
    uses. given: what else is defined there.
    Before them come a class's methods, each with its name in its place: it may be exchanged.
    kept: names of attributes that its objects keep. method, line: where it fails, as far as known;
    only: no other method than that is edited.
    ours: the solution's text. A statement or a value of it may take the place of one of theirs.
    Behind a method comes what a line of it does alone; see repair_ours.alone.
    """
    import ast  # here, as a right program needs none of it

    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    defined = [node for node in body if kind_of(node) in (*FUNCTIONS, "ClassDef")]
    names = {node.name for node in defined if kind_of(node) in FUNCTIONS}
    for node in body:
        if kind_of(node) == "ImportFrom":
            names.update(name.asname or name.name for name in node.names)
    functions = sorted(name for name in names if name[:1].islower())
    found = Repairs(text, ast, functions, Ours(ours, ast))
    mine = [node for node in defined if node.name == task]
    for node in mine:  # which grows
        used = {getattr(inner, "id", "") for inner in ast.walk(node)} - set(given)
        mine += [other for other in defined if other.name in used and other not in mine]
        found.definition(node, kept if node.name == task else [], method, only)
    edits = sorted(found.edits, key=lambda edit: edit[0] - 3 * (edit[2] == line))
    usual = [edit for edit in edits if edit[1] != "anew"]
    last = [edit for edit in edits if edit[1] == "anew"]
    return [list(edit[1:]) for edit in [*usual[:MOST], *last[:MOST_ANEW]]]


class Repairs(Expressions):
    """The edits found in a text, as (rank, kind, line, pieces)."""

    def __init__(self, text, ast, functions, ours):
        super().__init__(text, ast, functions)
        self._ours = ours

    def definition(self, node, kept, method, only):
        walked = list(self._ast.walk(node))
        own = {n.attr for n in walked if kind_of(n) == "Attribute" and kind_of(n.value) == "Name"}
        self._attributes = sorted({*own, *kept}) if kind_of(node) == "ClassDef" else []
        texts = (n.value for n in walked if kind_of(n) == "Constant" and type(n.value) is str)
        self._texts = sorted({text for text in texts if text.isidentifier()})
        self._worse = 0
        first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
        self._within = [self._starts[first - 1], self._span(node)[1]]
        if kind_of(node) in FUNCTIONS:
            self._function(node)
            return self._statements_of_ours(node.name, node)
        inits = [inner for inner in node.body if getattr(inner, "name", "") == "__init__"]
        for inner in node.body:
            if kind_of(inner) in FUNCTIONS and not (only and inner.name != method):
                marks = [mark.lineno for mark in inner.decorator_list]
                start = self._starts[min([inner.lineno, *marks]) - 1]
                self._worse = 0
                self._add(-9, "method", inner.lineno, (start, self._span(inner)[1], inner.name))
                for statement, does in alone(self._ast, inner):
                    piece = *self._span(statement), f"{inner.name} {does}"
                    self._add(-9, "alone", statement.lineno, piece)
                self._worse = 2 * (inner.name != method)
                self._function(inner)
                self._statements_of_ours(f"{node.name}.{inner.name}", inner)
            elif kind_of(inner) == "Assign" and inits:  # of the class, where an object's belongs
                new = f"self.{self._source(inner)}"
                self._add(1, "shared", inner.lineno, self._at_first(inits[0], new))

    def _statements_of_ours(self, name, function):
        for node, new in self._ours.for_each(name, function):
            self._put(4, "ours", node, new)
        for node, new in self._ours.values_for_each(name, function):
            self._put(6, "anew", node, new)

        for new in self._ours.absent(name, function):
            for statement in function.body:
                if not self._is_text(statement):
                    start, _ = self._span(statement)
                    piece = start, start, f"{new}\n{' ' * statement.col_offset}"
                    self._add(2, "lacks", statement.lineno, piece)

    def _at_first(self, function, new):
        """Return the piece that puts a line before what a function does."""
        body = [one for one in function.body if not self._is_text(one)] or function.body
        start, _ = self._span(body[0])
        return start, start, f"{new}\n{' ' * body[0].col_offset}"

    def _function(self, node):
        arguments = node.args.args + node.args.kwonlyargs
        self._parameters = [argument.arg for argument in arguments if argument.arg != "self"]
        self._is_method = len(self._parameters) < len(arguments)
        inner = [n for n in self._ast.walk(node) if kind_of(n) == "Name"]
        stored = {n.id for n in inner if kind_of(n.ctx) == "Store"}
        self._names = sorted(stored | set(self._parameters))
        self._told = numbers_in((self._ast.get_docstring(node) or "").partition(">>>")[0])
        optional = node.args.args[len(node.args.args) - len(node.args.defaults) :]
        for argument, default in zip(optional, node.args.defaults):
            if kind_of(default) in ("List", "Dict"):
                name, start = argument.arg, self._source(default)
                new = self._at_first(node, f"{name} = {start} if {name} is None else {name}")
                self._add(1, "shared", default.lineno, (*self._span(default), "None"), new)
        for inner in self._ast.walk(node):
            stored = kind_of(inner) == "Subscript" and kind_of(inner.ctx) == "Store"
            name = self._source(inner.value) if stored else ""
            if name in self._parameters:  # the caller's own is written into
                for new in (f"list({name})", f"[list(row) for row in {name}]", f"{name}.copy()"):
                    self._add(2, "copy", inner.lineno, self._at_first(node, f"{name} = {new}"))
        for loop in self._ast.walk(node):
            if kind_of(loop) in LOOPS:
                inside = list(self._ast.walk(loop))
                names = {n.id for n in inside if kind_of(n) == "Name" and kind_of(n.ctx) == "Store"}
                for inner in inside:
                    if kind_of(inner) == "Lambda":
                        self._late(inner, names)
        self._block(node.body)

    def _late(self, node, names):
        """Note that a lambda in a loop may be called when its names stand for something else."""
        read = (n.id for n in self._ast.walk(node.body) if kind_of(n) == "Name")
        kept = [f"{name}={name}" for name in dict.fromkeys(read) if name in names]
        own = self._ast.unparse(node.args)
        if kept and "=" not in own and "*" not in own:
            arguments = ", ".join(filter(None, [own, *kept]))
            self._put(1, "late", node, f"lambda {arguments}: {self._source(node.body)}")

    # ── statements, and their order ──

    @staticmethod
    def _is_text(node):
        return kind_of(node) == "Expr" and kind_of(node.value) == "Constant"

    def _lines_of(self, statement, margin=0):
        lines = self._lines[statement.lineno - 1 : statement.end_lineno]
        return [" " * margin + line if margin > 0 else line[-margin:] for line in lines]

    def _rearrange(self, rank, kind, line, first, last, *parts):
        start, end = self._starts[first.lineno - 1], self._starts[last.end_lineno] - 1
        new = "\n".join(text for part in parts for text in part)
        self._add(rank, kind, line, (start, end, new))

    def _block(self, body):
        for i, statement in enumerate(body):
            if self._is_text(statement) or kind_of(statement) == "Pass":
                continue
            earlier, after = body[max(0, i - PLACES) : i], body[i + 1] if body[i + 1 :] else None
            if kind_of(statement) != "Raise":  # what it refuses may be refused elsewhere
                self._put(1, "dropped", statement, "pass")
            one = self._lines_of(statement)
            for j in range(i + 1, len(body) if len(body) <= PLACES else min(i + 2, len(body))):
                far, last, there = j > i + 1, body[j], self._lines_of(body[j])
                if kind_of(last) in ("Return", "Raise"):  # nothing behind it would run
                    continue
                inner = [line for other in body[i + 1 : j] for line in self._lines_of(other)]
                parts = [inner, there, one]
                kind = "far" if far else "order"
                moved = last if kind_of(statement) in COMPOUND and not far else statement
                self._rearrange(2 + far, kind, moved.lineno, statement, last, *parts)
                if far:
                    self._rearrange(3, kind, last.lineno, statement, last, there, one, inner)
            if kind_of(statement) in COMPOUND and statement.body[0].lineno > statement.lineno:
                self._compound(statement, earlier, after)
                self._worked_out_before(statement)
            if kind_of(statement) in FUNCTIONS:
                self._block(statement.body)
            elif kind_of(statement) != "ClassDef":
                self._statement(statement)

    def _compound(self, statement, earlier, after):
        """Note what may belong out of a loop or a condition, or into it."""
        inner, margin = statement.body, statement.body[0].col_offset - statement.col_offset
        usual = "condition" if kind_of(statement) == "If" else "loop"
        head = self._lines[statement.lineno - 1 : inner[0].lineno - 1]
        rest = self._lines[inner[-1].end_lineno : statement.end_lineno]  # the else
        body = [self._lines_of(one) for one in inner]
        for i, one in enumerate(inner if inner[1:] else []):
            others = [line for j, lines in enumerate(body) if j != i for line in lines]
            out = self._lines_of(one, -margin)
            kind = "return" if kind_of(one) == "Return" else usual
            for rank, parts in (
                (1 + 2 * (one is not inner[-1]), (head, others, rest, out)),
                (1 + 2 * (i > 0), (out, head, others, rest)),
            ):
                self._rearrange(rank, kind, one.lineno, statement, statement, *parts)
        last = inner[-1]
        while kind_of(last) in COMPOUND and last.body[1:]:
            last = last.body[-1]
        if last is not inner[-1]:  # out of two loops
            above = self._lines[statement.lineno - 1 : last.lineno - 1]
            below = self._lines[last.end_lineno : statement.end_lineno]
            out = self._lines_of(last, statement.col_offset - last.col_offset)
            kind = "return" if kind_of(last) == "Return" else usual
            self._rearrange(2, kind, last.lineno, statement, statement, above, below, out)
        lines = [line for one in body for line in one]
        if after:
            parts = (head, lines, self._lines_of(after, margin), rest)
            self._rearrange(1, usual, after.lineno, statement, after, *parts)
        between: list = []
        for before in reversed(earlier):
            last = before is earlier[-1]
            if last and not self._is_text(before) or kind_of(before) in ASSIGNED:
                inside = [*self._lines_of(before, margin), *lines]
                rank = 1 if last else 2
                line = before.lineno
                self._rearrange(rank, usual, line, before, statement, between, head, inside, rest)
            between = [*self._lines_of(before), *between]
        if kind_of(statement) == kind_of(inner[0]) == "For":
            self._loops(statement.lineno, statement, inner[0])

    def _worked_out_before(self, loop):
        """Note what a loop may work out again and again of a list that it changes meanwhile."""
        start, _ = self._span(loop)
        for node in self._ast.walk(loop) if kind_of(loop) != "If" else ():
            if kind_of(node) == "Call" and getattr(node.func, "id", "") in ("sum", "max", "min"):
                if len(node.args) == 1 and kind_of(node.args[0]) in ("Name", "Attribute"):
                    first = f"worked_out = {self._source(node)}\n{' ' * loop.col_offset}"
                    pieces = (start, start, first), (*self._span(node), "worked_out")
                    self._add(2, "loop", node.lineno, *pieces)

    def _statement(self, node):
        """Note what may repair a statement, and what it is made of."""
        if kind_of(node) == "Expr" and kind_of(node.value) in TARGETS:
            return  # at most it raises something, and by another name it would for good
        if getattr(node, "value", None):
            self._value(node.value)
        make = getattr(self, f"_{kind_of(node).lower()}", None)
        if make:
            make(node)
        for field, value in self._ast.iter_fields(node):
            parts = value if isinstance(value, list) else [value]
            if parts and isinstance(parts[0], self._ast.stmt):
                self._block(parts)
            for part in parts if field != "annotation" else ():
                if isinstance(part, self._ast.expr):
                    self._expression(part, node, field)
                elif kind_of(part) == "withitem":
                    self._expression(part.context_expr, node, field)
                elif kind_of(part) == "ExceptHandler":
                    self._block(part.body)

    def _value(self, value):
        """Note what a whole value may lack: a sign, a divisor, a factor, a term."""
        source = self._inner(value)
        self._put(3, "minus", value, f"-{source}")
        self._put(4, "sign", value, f"abs({self._source(value)})")
        sizes = [f"len({name})" for name in self._parameters]
        sizes += [f"{name}.shape[0]" for name in self._parameters] if self._arrays else []
        for size in sizes:
            self._put(4, "missing", value, f"{source} / {size}")
        for name in [*self._names, *(f"self.{name}" for name in self._attributes)]:
            for sign in "/*+" if name != source else "":
                self._put(5, "missing", value, f"{source} {sign} {name}")

    def _assign(self, node):
        target, value = node.targets[0], node.value
        if kind_of(target) not in TARGETS or node.targets[1:]:
            return
        name, new = self._source(target), self._source(value)
        self._put(2, "replaced", node, f"{name} += {new}")
        self._put(3, "replaced", node, f"{name} -= {new}")
        self._put(2 + (kind_of(target) != "Name"), "in place", node, f"{name}[:] = {new}")
        if kind_of(value) == "BinOp" and self._source(value.left) == name:
            new = f"{name} {SIGNS.get(kind_of(value.op))}= {self._source(value.right)}"
            self._put(1, "in place", node, new)
        if kind_of(target) == "Name" and target.id in self._attributes and self._is_method:
            self._put(1, "self", target, f"self.{name}")
        if kind_of(target) == "Attribute":
            for other in self._attributes:
                if other != target.attr:
                    self._put(3, "name", target, f"{self._source(target.value)}.{other}")

    def _augassign(self, node):
        name, new, sign = self._source(node.target), self._source(node.value), kind_of(node.op)
        self._put(1, "replaced", node, f"{name} = {new}")
        self._put(1, "in place", node, f"{name} = {name} {SIGNS.get(sign)} ({new})")
        for other in "+-":
            if other != SIGNS.get(sign):
                self._put(1, "operator", node, f"{name} {other}= {new}")

    def _return(self, node):
        if kind_of(node.value) == "Call" and self._source(node.value.func).endswith("Error"):
            self._put(1, "return", node, f"raise {self._source(node.value)}")

    def _raise(self, node):
        if kind_of(node.exc) == "Call":
            self._put(2, "error", node.exc.func, "ValueError")

    def _assert(self, node):
        message = self._source(node.msg) if node.msg else ""
        new = f"raise ValueError({message})"
        self._put(1, "error", node, f"if not ({self._source(node.test)}): {new}")

    def _if(self, node):
        self._test(node.test)

    _while = _if
