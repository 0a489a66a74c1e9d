"""Where a line stands in a chapter's text: its function, its class, what is bound and used there.

It reads texts as syntax trees, and runs none of them; a worker without a learner's code does it.
"""

import builtins

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

SHOWN = 40  # characters of an expression that a sentence quotes


class Ast:
    """Python's module ast, imported at its first use: a right program needs none of it."""

    def __getattr__(self, name):
        import ast as module

        return getattr(module, name)


ast = Ast()


def only(items):
    """Return the one item there is; None for none or several."""
    items = list(items)
    return items[0] if len(items) == 1 else None


def named(node, *names):
    """Say whether a node is one of these bare names; with none given, any bare name."""
    return isinstance(node, ast.Name) and (not names or node.id in names)


def calls(node, *names):
    """Say whether a node calls one of these names: "len" is len(…), ".append" any x.append(…)."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return f".{node.func.attr}" in names
    return named(node.func, *names)


def is_self(node, name=None):
    """Say whether a node is self.name, or self's attribute of any name."""
    return (
        isinstance(node, ast.Attribute) and named(node.value, "self") and name in (None, node.attr)
    )


def within(node):
    """Yield the nodes of a function or another node, but not those of functions inside it."""
    todo = list(ast.iter_child_nodes(node))
    while todo:
        inner = todo.pop(0)
        yield inner
        if not isinstance(inner, (ast.FunctionDef, ast.ClassDef, ast.Lambda)):
            todo += ast.iter_child_nodes(inner)


def targets(node):
    """Yield (target, value) of what a node binds; value None: a part of one, or unknown."""
    if isinstance(node, ast.Assign):
        found = [(target, node.value) for target in node.targets]
    elif isinstance(node, ast.AnnAssign) and node.value or isinstance(node, ast.NamedExpr):
        found = [(node.target, node.value)]
    elif isinstance(node, (ast.For, ast.comprehension)):
        found = [(node.target, None)]
    elif isinstance(node, ast.withitem) and node.optional_vars:
        found = [(node.optional_vars, None)]
    else:
        found = []
    for target, value in found:
        if isinstance(target, (ast.Tuple, ast.List)):
            for part in ast.walk(target):
                if isinstance(part, (ast.Name, ast.Attribute)):
                    yield part, None
        else:
            yield target, value


def arguments_of(function):
    """Return {name: default node, or None} of a function's parameters, in order."""
    args = function.args
    plain = args.posonlyargs + args.args
    defaults = [None] * (len(plain) - len(args.defaults)) + args.defaults
    found = {arg.arg: default for arg, default in zip(plain, defaults)}
    found.update({arg.arg: value for arg, value in zip(args.kwonlyargs, args.kw_defaults)})
    found.update({arg.arg: None for arg in (args.vararg, args.kwarg) if arg})
    return found


class Spot:
    """A line of a chapter. texts: {stem: text} of it and the chapters before it."""

    def __init__(self, texts, stem, line):
        self.texts, self.stem, self.line = texts, stem, line
        self._trees = {}
        self.tree = self.tree_of(stem)
        self.chain: list = []  # the classes and functions around the line, outermost first
        self.statement = self._descend(self.tree)
        functions = [node for node in self.chain if isinstance(node, ast.FunctionDef)]
        classes = [node for node in self.chain if isinstance(node, ast.ClassDef)]
        self.function = functions[-1] if functions else None
        self.cls = classes[-1] if classes else None
        self.method = None  # the function of the class that the line is in
        if self.cls and self.cls is not self.chain[-1]:
            self.method = self.chain[self.chain.index(self.cls) + 1]
        self.nodes = list(self._at_line()) if self.statement else []

    def tree_of(self, stem):
        if stem not in self._trees:
            try:
                self._trees[stem] = ast.parse(self.texts[stem])
            except (SyntaxError, ValueError, RecursionError, MemoryError, KeyError):
                self._trees[stem] = ast.Module([], [])
        return self._trees[stem]

    def _descend(self, node):
        """Return the innermost statement at the line, and note the definitions around it."""
        for field in ("body", "orelse", "finalbody", "handlers"):
            for inner in getattr(node, field, None) or ():
                if inner.lineno <= self.line <= inner.end_lineno:
                    if isinstance(inner, (ast.FunctionDef, ast.ClassDef)):
                        self.chain.append(inner)
                    return self._descend(inner)
        return None if node is self.tree else node

    def _at_line(self):
        """Yield the expressions of the statement that the line is a part of."""
        todo = [
            inner
            for name, value in ast.iter_fields(self.statement)
            if name not in ("body", "orelse", "finalbody", "handlers")
            for inner in (value if isinstance(value, list) else [value])
            if isinstance(inner, ast.AST)
        ]
        for inner in (self.statement, *todo):
            for node in [inner] if inner is self.statement else ast.walk(inner):
                first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
                if first <= self.line <= last or isinstance(node, ast.comprehension):
                    yield node

    def find(self, *kinds):
        return [node for node in self.nodes if isinstance(node, kinds)]

    @property
    def name(self):
        """Return the name of the innermost function or class: "Layer.forward", "" for none."""
        return ".".join(node.name for node in self.chain)

    def quote(self, node, size=SHOWN):
        """Return an expression as it was written, in one line of few characters."""
        text = " ".join((ast.get_source_segment(self.texts[self.stem], node) or "").split())
        return f"`{text if len(text) <= size else text[: size - 2] + ' …'}`"

    def heading(self, stem, function, size=SHOWN):
        """Return a def's first line as it was written, cut."""
        text = " ".join(self.texts[stem].split("\n")[function.lineno - 1].split())
        return f"`{text if len(text) <= size else text[: size - 2] + ' …'}`"

    def at(self, node, stem=None):
        """Return "line 12", with the file's name where it isn't this one."""
        other = f" of {stem}.py" if stem and stem != self.stem else ""
        return f"line {node.lineno}{other}"

    # ── what the chapters define ──

    def defined(self):
        """Return {name: (stem, node)} of functions and classes; this chapter's come first."""
        found = {}
        for stem in sorted(self.texts):
            if stem != self.stem:
                found.update(self._top(stem))
        return {**found, **self._top(self.stem)}

    def _top(self, stem):
        kinds = (ast.FunctionDef, ast.ClassDef)
        return {n.name: (stem, n) for n in self.tree_of(stem).body if isinstance(n, kinds)}

    def family(self, cls):
        """Return a class and those of the chapters that it comes from, as (stem, node) pairs."""
        known, todo, found = self.defined(), [cls.name], []
        while todo:
            stem, node = known.get(todo.pop(0), (self.stem, None))
            if isinstance(node, ast.ClassDef) and (stem, node) not in found:
                found.append((stem, node))
                todo += [base.id for base in node.bases if isinstance(base, ast.Name)]
        return found

    def methods(self, cls):
        """Return {name: (stem, class, def)} of a class and those that it comes from."""
        found = {}
        for stem, node in reversed(self.family(cls)):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    found[inner.name] = stem, node, inner
        return found

    def attributes(self, cls):
        """Return {name: [(stem, method or None, target, value)]} of what its objects are given."""
        found: dict = {}
        for stem, node in self.family(cls):
            for inner in node.body:
                for target, value in targets(inner):
                    if named(target):
                        found.setdefault(target.id, []).append((stem, None, target, value))
                if isinstance(inner, ast.FunctionDef):
                    for deeper in ast.walk(inner):
                        for target, value in targets(deeper):
                            if is_self(target):
                                told = stem, inner, target, value
                                found.setdefault(target.attr, []).append(told)
        return found

    def bindings(self, name, function=None):
        """Return [(node, value)] of what gives name a value in the function at the line.

        node: the statement, or the parameter's def; value: what is assigned, None where unknown.
        """
        function = function or self.function
        if function is None:
            return []
        found = []
        if name in arguments_of(function):
            found.append((function, None))
        for node in within(function):
            for target, value in targets(node):
                if named(target, name):
                    found.append((node, value))
            if isinstance(node, ast.AugAssign) and named(node.target, name):
                found.append((node, None))
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
                found.append((node, None))
        return found

    def locals(self):
        """Return all names that the function at the line, and those around it, give a value."""
        found = set()
        for function in (node for node in self.chain if isinstance(node, ast.FunctionDef)):
            found.update(arguments_of(function))
            for node in within(function):
                if not isinstance(node, ast.comprehension):
                    found.update(t.id for t, _ in targets(node) if named(t))
                if isinstance(node, ast.FunctionDef):
                    found.add(node.name)
        return found

    def globals(self):
        """Return all names at the chapter's margin."""
        found = set(self._top(self.stem))
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                found.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        for node in self.tree.body:
            found.update(target.id for target, _ in targets(node) if named(target))
        return found

    def loop_of(self, name):
        """Return the one loop or comprehension that gives name its values, or None."""
        bound = [node for node, _ in self.bindings(name)]
        kinds = (ast.For, ast.comprehension)
        return bound[0] if len(bound) == 1 and isinstance(bound[0], kinds) else None


def defaults_in(tree):
    """Return {task: {method, or "": {parameter: its default}}} of a chapter."""
    found: dict = {}
    for node in tree.body:
        for part in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(part, ast.FunctionDef):
                given = {
                    name: default.value
                    for name, default in arguments_of(part).items()
                    if isinstance(default, ast.Constant) and default.value is not None
                }
                found.setdefault(node.name, {})[part.name if part is not node else ""] = given
    return found
