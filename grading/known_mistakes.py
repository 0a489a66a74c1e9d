"""The bank of known mistakes: tests/mistakes/<stem>.py, read as text.

A mistake is the solution with a small edit, or with a function, method or class in place of its
own; and the sentence that a tutor would say. It runs in the solution's own namespace, so it may
call what the solution calls.
"""

import ast
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .chapters import ROOT, solution_text
from .outline import RETURNS_INSIDE

EDIT = re.compile(r"([-+ ])(?: (.*))?")  # a line of a diff
Texts = dict[str, tuple[str, str, str]]  # {target: (its text, before its docstring, after it)}


def edits(text: str) -> None:
    """Hold mistakes that differ from the solution in a line or two, written as a diff is.

    The first line of text names the target. Then come the mistakes, an empty line before each: the
    sentence, and the lines that go (-), stay (two spaces) and come (+), from the margin. A line may
    be a part of the solution's. What goes or stays is found once in the target, whose docstring
    doesn't count; it is looked for afresh after a + line, or a line of three dots. Where nothing
    goes or stays, what comes is the whole body.

        Layer.forward

        The biases are left out: z = W x + b.
        - self.z_values = vector_add(matrix_vector_multiply(self.weights, inputs), self.biases)
        + self.z_values = matrix_vector_multiply(self.weights, inputs)
    """


def mistake(target: str, sentence: str) -> Callable[[Any], Any]:
    """Mark a function or class as a mistake made in target: "dot_product", "Layer.forward"."""

    def mark(wrong: Any) -> Any:
        wrong.mistake = target, sentence
        return wrong

    return mark


@dataclass(frozen=True)
class Mistake:
    """One wrong program: where it belongs, the tutor's sentence, and what the program is.

    place: "ch01_math.py:12", in the bank. right: what of the solution's text wrong stands for; if
    it is "", wrong comes at the end.
    """

    target: str
    sentence: str
    place: str
    right: str
    wrong: str

    @property
    def task(self) -> str:
        return self.target.partition(".")[0]

    def speaks_of(self) -> set[str]:
        """Return what must stand in the learner's code for the sentence to be true of it.

        All other sentences speak of what is seen, or say "perhaps" of the code.
        """
        return {RETURNS_INSIDE} if "return stands inside" in self.sentence else set()

    @property
    def unchecked(self) -> bool:
        """Say whether it is the solution without the one check that this makes."""
        return self.right.count("raise ") == 1 and "raise " not in self.wrong

    def put_into(self, text: str) -> str:
        """Return the solution's text with this mistake in place of the right answer."""
        return text.replace(self.right, self.wrong) if self.right else text + self.wrong


@lru_cache
def bank(stem: str) -> list[Mistake]:
    """Return a chapter's mistakes in the order of the file, which is the order of trying them.

    Raises ValueError, with a line for each, if there are edits that don't fit the solution.
    """
    place = f"tests/mistakes/{stem}.py"
    text = (ROOT / place).read_text(encoding="utf-8")
    lines = text.split("\n")  # ast.get_source_segment would split the file again for every mistake
    texts = _texts(solution_text(stem))
    found: list[Mistake] = []
    misfits: list[str] = []
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for decorator in node.decorator_list:
                if args := _arguments(decorator, "mistake"):
                    target, sentence = map(ast.literal_eval, args)
                    node.decorator_list = []
                    source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                    wrong = f"\n\n{source}\n\n\n{target} = {node.name}\n"
                    here = f"{place}:{node.lineno}"
                    found.append(Mistake(target, " ".join(sentence.split()), here, "", wrong))
        elif isinstance(node, ast.Expr) and (args := _arguments(node.value, "edits")):
            head, *blocks = ast.literal_eval(args[0]).split("\n\n")
            target, line = head.strip(), node.lineno + head.count("\n") + 2
            for block in blocks:
                here = f"{place}:{line}"
                line += block.count("\n") + 2
                try:
                    found.append(_edited(target, block, here, texts))
                except ValueError as error:
                    misfits.append(f"{here}: {error}")
    if misfits:
        raise ValueError("\n".join(misfits))
    return found


def _arguments(node: ast.expr, name: str) -> list[ast.expr]:
    """Return the arguments of a call of name, and [] for what is none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
        return node.args
    return []


def _texts(solution: str) -> Texts:
    """Return the texts of all that an edit may be made in."""
    lines = solution.split("\n")
    found: Texts = {}
    nodes = [("", node) for node in ast.parse(solution).body]
    for owner, node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            start, first, end = node.lineno - 1, node.body[0], node.end_lineno
            documented = ast.get_docstring(node, clean=False) is not None
            after = first.end_lineno if documented else first.lineno - 1
            parts = lines[start:end], lines[start : first.lineno - 1], lines[after:end]
            text, head, body = map("\n".join, parts)
            found[owner + node.name] = text, head, body
            if isinstance(node, ast.ClassDef):
                nodes += [(f"{node.name}.", inner) for inner in node.body]
    return found


def _edited(target: str, block: str, place: str, texts: Texts) -> Mistake:
    """Return the mistake that a block of edits describes."""
    if target not in texts:
        raise ValueError(f"the solution has no {target}")
    right, head, body = texts[target]
    sentence: list[str] = []
    pairs: list[tuple[list[str], list[str]]] = []  # (what goes or stays, what takes its place)
    afresh = True
    for line in block.strip("\n").split("\n"):
        edit = EDIT.fullmatch(line)
        if edit:
            sign, code = edit[1], edit[2] or ""
            if not pairs or (afresh and sign != "+"):
                pairs.append(([], []))
            old, new = pairs[-1]
            old += [code] if sign != "+" else []
            new += [code] if sign != "-" else []
            afresh = sign == "+"
        elif line == "...":
            afresh = True
        else:
            sentence.append(line)
    if not sentence or not pairs:
        raise ValueError(f"a mistake of {target} is a sentence, and lines that begin with - or +")
    wrong = f"{head}\n{body}"
    for old, new in pairs:
        if old:
            wrong = _replaced(target, wrong, "\n".join(old), "\n".join(new))
        else:
            margin = " " * (4 + len(head) - len(head.lstrip()))
            wrong = head + "\n" + textwrap.indent("\n".join(new), margin)
    return Mistake(target, " ".join(" ".join(sentence).split()), place, right, wrong)


def _replaced(target: str, text: str, old: str, new: str) -> str:
    """Return target's text with new for old, which is found once, however far it is indented."""
    first, found = old.partition("\n")[0], []
    at = text.find(first)
    while at >= 0:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        newline = "\n" + line[: len(line) - len(line.lstrip())]
        whole = old.replace("\n", newline)
        if text.startswith(whole, at):
            found.append(text[:at] + new.replace("\n", newline) + text[at + len(whole) :])
        at = text.find(first, at + 1)
    if not found:
        raise ValueError(
            f"the solution's {target} doesn't have this: {old!r}. Write it as it stands "
            "there, its lines indented against each other in the same way."
        )
    if len(found) > 1:
        raise ValueError(
            f"the solution's {target} has this {len(found)} times: {old!r}. Write more of it."
        )
    return found[0]
