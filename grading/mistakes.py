"""The bank of known mistakes: tests/mistakes/<stem>.py, read as text, and their replay.

A mistake is a function, method or class put in place of the solution's, with the sentence that a
tutor would say. It runs in the solution's own namespace, so it may call what the solution calls.
"""

import ast
import marshal
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .chapters import needs_numpy
from .compare import COARSE, COARSE_ABS_TOL, COARSE_REL_TOL, compare, family, is_array
from .replies import Reply, Request
from .worker import InProcess

NUMPY_MISFIT = re.compile(r"matmul: |operands could not be |shapes \(.*not aligned|non-broadcast")
NEAR = 1e-9, 1e-12  # relative and absolute: the same number, but for its last bits
NEAR_LOSS = 1e-6, 1e-7  # where it may come from float32
NEAR_FLOAT32 = COARSE_REL_TOL, COARSE_ABS_TOL
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "mistakes"


def mistake(target: str, sentence: str) -> Callable[[Any], Any]:
    """Mark a function or class as a mistake made in target: "dot_product", "Layer.forward"."""

    def mark(wrong: Any) -> Any:
        wrong.mistake = target, sentence
        return wrong

    return mark


@dataclass(frozen=True)
class Mistake:
    """One wrong program: where it belongs, its own name, the tutor's sentence, its source."""

    target: str
    name: str
    sentence: str
    source: str

    @property
    def task(self) -> str:
        return self.target.partition(".")[0]

    def put_into(self, text: str) -> str:
        """Return the solution's text with this mistake in place of the right answer."""
        return f"{text}\n\n{self.source}\n\n\n{self.target} = {self.name}\n"


@lru_cache
def bank(stem: str) -> list[Mistake]:
    """Return a chapter's mistakes in the order of the file, which is the order of trying them."""
    path = FOLDER / f"{stem}.py"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")  # ast.get_source_segment would split the file again for every mistake
    found = []
    for node in ast.parse(text).body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "mistake":
                target, sentence = map(ast.literal_eval, decorator.args)
                node.decorator_list = []
                source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                found.append(Mistake(target, node.name, " ".join(sentence.split()), source))
    return found


def diagnose(
    stem: str,
    task: str,
    kind: str,
    record: list[tuple[Request, Reply]],
    host_of: Callable[[Mistake], InProcess],
) -> Mistake | None:
    """Return the mistake of task that gives exactly the replies the learner gave, or None.

    kind: how the learner departed, as Departure has it. record: (request, reply) pairs, from the
    task's first test on. host_of(mistake) returns a host with it in the solution's place.
    """
    near = NEAR_LOSS if needs_numpy(stem) else NEAR
    for candidate in bank(stem):
        if candidate.task == task:
            host = host_of(candidate)
            for request, reply in record:
                mine = host.request(request)
                if not (mine is reply or _equal(mine, reply) or _same(mine, reply, near)):
                    break
            else:
                if kind == "message" and _numbers(mine) != _numbers(reply):
                    continue
                if kind == "changed" and repr(mine["after"]) == repr(request["args"]):
                    continue  # it left the arguments alone
                return candidate
    return None


def _numbers(reply: Reply) -> list[str]:
    """Return the numbers in an error's message, for a test that failed for want of them."""
    return re.findall(r"\d+", reply["error"]["message"]) if "error" in reply else []


def _equal(mine: Reply, theirs: Reply) -> bool:
    """Say, quickly, whether two replies are the same to the byte; 1, 1.0 and True are three."""
    return marshal.dumps(mine, 2) == marshal.dumps(theirs, 2)


def _misfit(message: str) -> list[str] | None:
    """Return the sizes in NumPy's words on arrays that don't fit; None for other words."""
    return sorted(re.findall(r"\d+", message)) if NUMPY_MISFIT.match(message) else None


def _same(mine: Reply, theirs: Reply, near: tuple[float, float]) -> bool:
    if "died" in theirs or "replaced" in theirs or theirs.get("loading"):
        return False
    if "error" in mine or "error" in theirs:
        one, other = mine.get("error"), theirs.get("error")
        if not one or not other or one["type"] != other["type"]:
            return False
        if one["type"] != "ValueError" and one["message"] != other["message"]:
            return False  # the words of a ValueError are the learner's own
        if _misfit(one["message"]) != _misfit(other["message"]):
            return False  # but for NumPy's
        if not _alike(mine.get("kept"), theirs.get("kept"), near):
            return False  # it came elsewhere
        return ("file" in one) == ("file" in other)  # raised by the program, or by the call of it
    parts = ("value", "kept", "after")
    return all(_alike(mine.get(part), theirs.get(part), near) for part in parts)


def _alike(mine: Any, theirs: Any, near: tuple[float, float]) -> bool:
    """Say whether two answers are the same, NaN being the same as NaN."""
    if type(mine) is list and type(theirs) is list:
        same = (_alike(one, other, near) for one, other in zip(mine, theirs))
        return len(mine) == len(theirs) and all(same)
    if type(mine) is bool or type(theirs) is bool:
        return mine is theirs
    if is_array(mine) and is_array(theirs):
        if mine["shape"] != theirs["shape"] or family(mine) != family(theirs):
            return False
        near = NEAR_FLOAT32 if mine["dtype"] in COARSE else near
        one, other = mine["items"], theirs["items"]
        return one == other or _alike(one, other, near)  # == is quick
    if type(mine) is type(theirs) is dict and "items" in mine and "items" in theirs:
        one, other = sorted(mine["items"], key=repr), sorted(theirs["items"], key=repr)
        if mine["$"] == "tuple":
            one, other = mine["items"], theirs["items"]
        return mine["$"] == theirs["$"] and _alike(one, other, near)
    if mine != mine and theirs != theirs:
        return True
    return mine == theirs or compare(mine, theirs, *near) is None
