"""Which of a lesson's blocks of >>> lines a block builds on, so that it can be run by itself."""

import ast
import doctest
import symtable

# Of Python's own functions, which change nothing: those whose answer holds no part of what they are
# given, and those whose answer may. And methods that change nothing.
COUNTING = frozenset(
    ("abs", "all", "any", "float", "int", "isinstance", "len", "print", "range", "repr", "round")
    + ("str", "sum")
)
HOLDING = frozenset(
    ("dict", "enumerate", "list", "max", "min", "reversed", "set", "sorted", "tuple", "type", "zip")
)
ASKING = frozenset(("count", "format", "index", "items", "join", "lower"))


class Block:
    """What one block does with names: which it reads, gives a value, may change, ties together."""

    def __init__(self, text):
        tree = ast.parse(code_of(text))
        self.reads, self.gives = set(), set()
        self._follow(tree.body)
        symbols = symtable.symtable(ast.unparse(tree), "lesson", "exec").get_symbols()
        imported = {one.get_name() for one in symbols if one.is_imported()}
        self.changes, self.ties = set(), []
        for node in _outside_functions(tree):
            self._look_at(node)
        self.changes -= imported
        self.ties = [tie for tie in self.ties if not tie & imported]

    def _follow(self, statements):
        """Note what is read that these statements haven't given a value yet."""
        for node in statements:
            inner = []
            if isinstance(node, ast.For):
                inner, node = node.body, ast.Assign([node.target], node.iter)
            elif isinstance(node, ast.If):
                inner, node = [*node.body, *node.orelse], ast.Expr(node.test)
            text = ast.unparse(ast.fix_missing_locations(ast.Module([node], [])))
            table = symtable.symtable(text, "lesson", "exec")
            self.reads |= set(_read(table)) - self.gives
            for one in table.get_symbols():
                if one.is_assigned() or one.is_imported():
                    self.gives.add(one.get_name())
            self._follow(inner)

    def _look_at(self, node):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            self.changes |= _held(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self.changes |= _held(node.func.value) if node.func.attr not in ASKING else set()
        elif isinstance(node, ast.Call) and node.func.id not in COUNTING | HOLDING:
            self.changes |= set().union(*map(_held, _given(node)))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._tie(target, node.value)
        elif isinstance(node, ast.For):
            self._tie(node.target, node.iter)

    def _tie(self, target, value):
        """Note that what gets a value may hold a part of what the value is made from."""
        targets = {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
        self.ties += [{name, one} for name in _held(value) for one in targets]


def code_of(text):
    """Return the code of a block's examples, without what comes of them."""
    return "".join(example.source for example in doctest.DocTestParser().get_examples(text))


def _read(table):
    """Give the names that a piece of code takes from the module."""
    for one in table.get_symbols():
        if one.is_referenced() and (table.get_type() == "module" or one.is_global()):
            yield one.get_name()
    for inner in table.get_children():
        yield from _read(inner)


def _outside_functions(node):
    """Give the nodes that run with the block itself."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, (ast.FunctionDef, ast.ClassDef, ast.Lambda)):
            yield inner
            yield from _outside_functions(inner)


def _held(node):
    """Return the names of what a value may be, or hold, a part of."""
    if isinstance(node, ast.Name):
        return {node.id}
    parts = []
    if isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        parts = [node.value]
    elif isinstance(node, (ast.Tuple, ast.List)):
        parts = node.elts
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        parts = [node.func.value]
    elif isinstance(node, ast.Call) and (node.func.id in HOLDING or node.func.id[0].isupper()):
        parts = _given(node)  # a class keeps what it is given
    return set().union(*map(_held, parts))


def _given(call):
    return [*call.args, *(one.value for one in call.keywords)]


def chains(texts):
    """Return, for each block, the numbers of those before it that it builds on, in order."""
    blocks = [Block(text) for text in texts]
    return [_chain(blocks, at) for at in range(len(blocks))]


def _chain(blocks, at):
    found, wanted = [], set(blocks[at].reads)
    for before in reversed(range(at)):
        block = blocks[before]
        near = _with_ties(wanted, blocks[:at])
        if not (block.gives & wanted or block.changes & near):
            continue
        found.append(before)
        wanted = (wanted - block.gives) | block.reads
    return found[::-1]


def _with_ties(names, blocks):
    """Return names, and those that may stand for a part of the same."""
    ties, found = [tie for block in blocks for tie in block.ties], set(names)
    while any(tie & found and not tie <= found for tie in ties):
        found = found.union(*(tie for tie in ties if tie & found))
    return found
