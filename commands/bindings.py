"""What decides, in a file's syntax tree, what a name of its module stands for in the end."""

import ast

from grading.files import text_of

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Unplaced(Exception):
    """A line of the file can change what a task is, so a stub in its place wouldn't hold."""

    def __init__(self, lineno, text):
        super().__init__(text)
        self.lineno, self.text = lineno, text


def parsed(raw):
    """Return the tree of a file's bytes. Raises SyntaxError or ValueError."""
    try:
        return ast.parse(text_of(raw))
    except (RecursionError, MemoryError) as error:
        raise ValueError("it is nested too deeply") from error


def other_than(stub, task, tree):
    """Return the line for which a task in a file's tree isn't the stub's; 0 where it is.

    Raises SyntaxError where the file says nothing of the task.
    """
    wanted = next(node for node in stub.body if getattr(node, "name", "") == task)
    found = changes(tree, task, methods=isinstance(wanted, ast.ClassDef))
    if not found:
        raise SyntaxError(f"{task} isn't defined in it")
    statement, line = found[-1]
    if type(statement) is type(wanted) and ast.dump(statement) == ast.dump(wanted):
        return 0
    return min([line, *(mark.lineno for mark in getattr(statement, "decorator_list", ()))])


def assigned(task, tree):
    """Return {task: (first line, line behind)} where a line at the margin is all that it is.

    Such as `task = lambda: 0`, or an import in its name; {} elsewhere. Lines count from 0.
    """
    statement, _ = (changes(tree, task) or [(None, 0)])[-1]
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        alone = len(statement.names) == 1 and statement.names[0].name != "*"
    else:
        targets = [getattr(statement, "target", None), *getattr(statement, "targets", ())]
        names = [getattr(target, "id", "") for target in targets if target]
        alone = isinstance(statement, (ast.Assign, ast.AnnAssign)) and names == [task]
    if not alone:
        return {}
    first, last = statement.lineno, statement.end_lineno
    beside = [node for node in tree.body if node.lineno <= last and node.end_lineno >= first]
    return {task: (first - 1, last)} if beside == [statement] else {}


def changes(tree, name, methods=False):
    """Return [(statement, line)] of all that may change what a module's name is, in order.

    The statement is the one at the margin that holds it. What a function says is global comes last,
    as it runs when the function is called. methods: a change of the name's attributes counts, too.
    """
    found, later = [], []
    for statement in tree.body:
        nodes = [statement]
        while nodes:  # no recursion: an expression may be deeper than Python's own limit
            node = nodes.pop()
            if _binds(node, name, methods):
                found.append((statement, node.lineno))
            bare = isinstance(node, ast.AnnAssign) and node.value is None
            inside = set()  # what has names of its own, or binds none
            if isinstance(node, SCOPES):
                inside.update(node.body if isinstance(node.body, list) else [node.body])
            elif bare or isinstance(node, ast.comprehension):
                inside.add(node.target)
            for inner in (inner for part in inside for inner in ast.walk(part)):
                if isinstance(inner, ast.Global) and name in inner.names:
                    later.append((statement, inner.lineno))
            nodes += [part for part in ast.iter_child_nodes(node) if part not in inside]
    return sorted(found, key=_line) + sorted(later, key=_line)


def _line(change):
    return change[1]


def _binds(node, name, methods):
    """Say whether a node itself binds or deletes a name, or with methods, an attribute of it."""
    if isinstance(node, ast.Attribute) and methods:
        return not isinstance(node.ctx, ast.Load) and getattr(node.value, "id", "") == name
    if isinstance(node, ast.Name):
        return not isinstance(node.ctx, ast.Load) and node.id == name
    if isinstance(node, ast.alias):
        return (node.asname or node.name.partition(".")[0]) in (name, "*")
    return name in (getattr(node, "name", ""), getattr(node, "rest", ""))
