"""The bank of known mistakes: tests/mistakes/<stem>.py, read as text, and their replay.

A mistake is a function, method or class put in place of the solution's, with the sentence that a
tutor would say. It runs in the solution's own namespace, so it may call what the solution calls.
"""

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .compare import compare
from .worker import InProcess

FOLDER = Path(__file__).resolve().parents[1] / "mistakes"


def mistake(target, sentence):
    """Mark a function or class as a mistake made in target: "dot_product", "Layer.forward"."""

    def mark(wrong):
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
    def task(self):
        return self.target.partition(".")[0]

    def put_into(self, text):
        """Return the solution's text with this mistake in place of the right answer."""
        return f"{text}\n\n{self.source}\n\n\n{self.target} = {self.name}\n"


@lru_cache
def bank(stem):
    """Return a chapter's mistakes in the order of the file, which is the order of trying them."""
    path = FOLDER / f"{stem}.py"
    text = path.read_text(encoding="utf-8")
    found = []
    for node in ast.parse(text).body:
        for decorator in getattr(node, "decorator_list", ()):
            if getattr(getattr(decorator, "func", None), "id", "") == "mistake":
                target, sentence = map(ast.literal_eval, decorator.args)
                node.decorator_list = []
                source = ast.get_source_segment(text, node)
                found.append(Mistake(target, node.name, " ".join(sentence.split()), source))
    return found


def diagnose(stem, task, kind, record, files_with):
    """Return the mistake of task that gives exactly the replies the learner gave, or None.

    kind: how the learner departed, as Departure has it. record: (request, reply) pairs, from the
    task's first test on. files_with(mistake) returns the files of a host with it in place.
    """
    for candidate in bank(stem):
        if candidate.task == task:
            host = InProcess(stem, files_with(candidate), guard=False)
            for request, reply in record:
                mine = host.request(request)
                if not _same(mine, reply):
                    break
            else:
                if kind != "message" or _numbers(mine) == _numbers(reply):
                    return candidate
    return None


def _numbers(reply):
    """Return the numbers in an error's message, for a test that failed for want of them."""
    return re.findall(r"\d+", reply["error"]["message"]) if "error" in reply else []


def _same(mine, theirs):
    if "died" in theirs or "replaced" in theirs or theirs.get("loading"):
        return False
    if "error" in mine or "error" in theirs:
        one, other = mine.get("error"), theirs.get("error")
        if not one or not other or one["type"] != other["type"]:
            return False
        if one["type"] != "ValueError" and one["message"] != other["message"]:
            return False  # the words of a ValueError are the learner's own
        return ("file" in one) == ("file" in other)  # raised by the program, or by the call of it
    return all(_alike(mine.get(part), theirs.get(part)) for part in ("value", "kept", "after"))


def _alike(mine, theirs):
    """Say whether two answers are the same, NaN being the same as NaN."""
    if type(mine) is list and type(theirs) is list:
        return len(mine) == len(theirs) and all(map(_alike, mine, theirs))
    if type(mine) is bool or type(theirs) is bool:
        return mine is theirs
    if mine != mine and theirs != theirs:
        return True
    return mine == theirs or compare(mine, theirs, rel_tol=1e-9, abs_tol=1e-12) is None
