"""What a chapter's file is before anything is written in it, and where a learner's file is kept."""

import ast
import contextlib
import os
import re
import time
from functools import lru_cache

from commands.bindings import Unplaced, assigned, other_than, parsed
from commands.git import GitFailed, git
from grading.chapters import ROOT, as_exercise, solution_text, tasks
from grading.files import SIZE_LIMIT, read, text_of
from grading.worker_parse import outline

KEPT = ROOT / "exercises" / "kept"  # git ignores it, and no grader looks into it
BLOCK = re.compile(rb"(?:async\s+)?(?:def|class)\s+(\w+)")
STATEMENT = re.compile(rb"[^\s#)\]}]")  # what a line at the margin begins with, if it's a new one


def exercise(stem):
    return ROOT / "exercises" / f"{stem}.py"


def shown(path):
    """Return a path as it is typed in the course's folder."""
    return path.relative_to(ROOT).as_posix()


# ── the stub ──


def stub_of(stem):
    """Return (the text of the chapter's stub, whether git had it).

    git has it: the newest version of the exercise in which nothing is written. The best is one
    that agrees with the solution in all but the bodies; the next best one where the same functions
    wait to be written. Without git the stub is made from the solution; its TODO lines say less.
    """
    made = made_from_solution(stem)
    for agrees in (_same_tree, _same_tasks):
        for text in versions(stem):
            if agrees(text, made):
                return text, True
    return made, False


def shipped(stem):
    """Return the text of the chapter's stub, as the course came with it.

    exercises/ has it while nothing is written there.
    """
    try:
        text = text_of(read(exercise(stem)))
    except (OSError, UnicodeDecodeError):
        text = ""
    return text if _same_tree(text, made_from_solution(stem)) else stub_of(stem)[0]


@lru_cache
def versions(stem):
    """Return the texts that the exercise has had in git, newest first; [] where there is no git."""
    name = shown(exercise(stem))
    try:
        commits = git("log", "--full-history", "--format=%H", "HEAD", "--", name)
    except GitFailed:
        return []
    texts = []
    for commit in commits.decode("ascii").split():
        try:
            texts.append(git("show", f"{commit}:./{name}").decode("utf-8"))
        except (GitFailed, UnicodeDecodeError):
            continue  # a version in which the file was deleted, or isn't text
    return texts


def made_from_solution(stem, wanted=()):
    """Return a stub: the solution, with the bodies of each task left to be written.

    wanted: tasks that aren't graded yet, beside those that are.
    """
    text = as_exercise(solution_text(stem))
    lines = text.splitlines(keepends=True)
    wanted = {*tasks(stem), *wanted}
    for node in reversed(ast.parse(text).body):
        if isinstance(node, ast.ClassDef) and node.name in wanted:
            for method in reversed(node.body):
                if isinstance(method, ast.FunctionDef):
                    _empty(lines, method, f"{node.name}.{method.name}", stem)
        elif isinstance(node, ast.FunctionDef) and node.name in wanted:
            _empty(lines, node, node.name, stem)
    return "".join(lines)


def _empty(lines, function, name, stem):
    """Take a function's body out of lines, and say there what is to be done."""
    _, *rest = function.body  # the docstring stays
    if name.rpartition(".")[2].startswith("_") and not name.endswith("__"):
        del lines[function.lineno - 1 : function.end_lineno]  # a helper of the solution's own
        return
    begin = function.body[0].end_lineno
    indent = " " * (function.col_offset + 4)
    body = ["# TODO: do what the text above says."]
    body += [f"# Read lessons/{stem}.md#{name.partition('.')[0].lower()}"]
    body += [f'raise NotImplementedError("{name}")']
    lines[begin : rest[-1].end_lineno] = [f"{indent}{line}\n" for line in body]


def _same_tree(text, made):
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(made))
    except (SyntaxError, ValueError):
        return False


def _same_tasks(text, made):
    try:
        return unwritten(text) == unwritten(made)
    except (SyntaxError, ValueError):
        return False


def unwritten(text):
    """Return what waits to be written in a text: the names in its `raise NotImplementedError`s."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Raise):
            raised = node.body[-1].exc
            if getattr(getattr(raised, "func", None), "id", "") == "NotImplementedError":
                if len(node.body) == 1 + bool(ast.get_docstring(node)) and raised.args:
                    found.add(ast.unparse(raised.args[0]))
    return found


# ── parts of a file ──


def blocks(raw):
    """Return {name: (first line, line behind)} of the functions and classes in a file's bytes.

    Lines count from 0. Of two with one name the last counts. Raises SyntaxError or ValueError if
    the file doesn't parse.
    """
    lines = raw.splitlines(keepends=True)
    found = {}
    for name, first, _, behind, *_ in outline(text_of(raw)):
        for i in range(behind, len(lines)):  # comments under the last statement belong to it
            if lines[i].strip() and not re.match(rb"[ \t]+#", lines[i]):
                break
            if lines[i].strip():
                behind = i + 1
        found[name] = (first - 1, behind)
    if not found:
        raise SyntaxError("it doesn't parse, or nothing is defined in it")
    return found


def parts(raw):
    """Return {name: its lines} of the functions and classes in a stub, and "": all other lines."""
    lines, found = raw.splitlines(), {}
    with contextlib.suppress(SyntaxError, ValueError):
        for name, span in blocks(raw).items():
            found[name] = lines[slice(*span)]
            lines[slice(*span)] = [b""] * len(found[name])
    return found | {"": [text for text in lines if text.strip()]}


def blocks_by_margin(raw):
    """The same for a file that doesn't parse: a block ends before the next line at the margin."""
    lines = raw.splitlines(keepends=True)
    found = {}
    for i, text in enumerate(lines):
        head = BLOCK.match(text)
        if head is None:
            continue
        behind = i + 1
        while behind < len(lines) and not STATEMENT.match(lines[behind]):
            behind += 1
        while not lines[behind - 1].strip() or lines[behind - 1].startswith(b"#"):
            behind -= 1
        first = i
        while first and lines[first - 1].startswith(b"@"):
            first -= 1
        found[head[1].decode()] = (first, behind)
    return found


def with_stub_of(task, raw, stub):
    """Return a file's bytes with one task's block as it is in the stub, all else to the byte.

    A file that lacks the task gets it behind the one before it. Raises SyntaxError or ValueError if
    the file doesn't parse even then, and Unplaced where the task would still be something else.
    """
    ends = b"\r\n" if b"\r\n" in raw else b"\n"
    fresh = in_lines_of(stub, ends)
    theirs = blocks(fresh)
    piece = fresh.splitlines(keepends=True)[slice(*theirs[task])]
    try:
        ours = blocks(raw)
        ours.update(assigned(task, parsed(raw)))
    except (SyntaxError, ValueError):
        ours = blocks_by_margin(raw)
    lines = raw.splitlines(keepends=True)
    count = len(lines)
    if task in ours:
        place, behind = ours[task]
        if not lines[behind - 1].endswith((b"\n", b"\r")):
            piece[-1] = piece[-1].rstrip()
        lines[place:behind] = piece
    else:
        names = list(theirs)
        before = [name for name in names[: names.index(task)] if name in ours]
        after = [name for name in names[names.index(task) :] if name in ours]
        if before or not after:
            place = ours[before[-1]][1] if before else len(lines)
            if place and not lines[place - 1].endswith((b"\n", b"\r")):
                lines[place - 1] += ends
            piece = [ends, ends, *piece]
        else:
            place = ours[after[0]][0]
            piece += [ends, ends]
        lines[place:place] = piece
    result = b"".join(lines)
    try:
        blocks(result)
    except SyntaxError:
        with contextlib.suppress(ValueError, RecursionError, MemoryError):
            if len(raw) <= SIZE_LIMIT:
                ast.parse(raw)  # which says where it doesn't parse as it stands
        raise
    line = other_than(parsed(fresh), task, parsed(result))
    if line:
        text = lines[line - 1].decode("utf-8", "replace").strip()
        raise Unplaced(line if line <= place else line - len(lines) + count, text)
    return result


def in_lines_of(text, ends):
    """Return a text's bytes, its lines ending in ends."""
    return text.replace("\r\n", "\n").encode().replace(b"\n", ends)


def alike(raw, other):
    """Say whether two files hold the same text, whatever the ends of their lines."""
    plain = [data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") for data in (raw, other)]
    return plain[0] == plain[1]


# ── keeping ──


def keep(path, data=None):
    """Copy a file (or data in its name) to exercises/kept, under the date and time.

    Returns the copy's path. No earlier copy is ever replaced; one that holds the same serves again.
    Raises OSError.
    """
    data = path.read_bytes() if data is None else data
    KEPT.mkdir(exist_ok=True)
    for earlier in KEPT.glob(f"{path.stem}.*{path.suffix}"):
        if earlier.read_bytes() == data:
            return earlier
    date = time.strftime("%Y-%m-%d-%H%M%S")
    for end in ("", *(f"-{i}" for i in range(2, 1000))):
        copy = KEPT / f"{path.stem}.{date}{end}{path.suffix}"
        try:
            file = open(copy, "xb")  # noqa: SIM115 (x: it is ours, and new)
        except FileExistsError:
            continue
        except OSError as error:  # of a folder: nobody has seen this copy
            raise OSError(error.errno, error.strerror, str(KEPT)) from None
        try:
            with file:
                file.write(data)
        except BaseException:
            copy.unlink()  # half a copy is none
            raise
        return copy
    raise FileExistsError(f"{shown(KEPT)} is full of copies of {date}")


def way_back(copy, path):
    """Return the command that puts a kept copy back."""
    if os.name == "nt":
        return f"copy {shown(copy)} {shown(path)}".replace("/", "\\")
    return f"cp {shown(copy)} {shown(path)}"
