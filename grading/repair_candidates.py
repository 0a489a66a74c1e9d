"""What a search tries in a learner's code: repair_edits.py's edits, as they come from a worker."""

import ast
import difflib
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .chapters import as_exercise, solution_text
from .grade import Chapter
from .replies import is_list
from .worker import Worker

READ_SECONDS = 2  # for reading a text; some that are short take very long to parse
# What to look at in a line, by the kind of an edit that helps. A question is true of any line, and
# gives no answer away.
QUESTIONS = {
    "arguments": "Which order should the arguments be in?",
    "axis": "Along which axis is it taken, and which shape does that leave?",
    "branches": "Which case belongs to which branch?",
    "call": "Which calls belong there, and what does each of them do?",
    "case": "Which values come into that branch, and is what it does with them right?",
    "comparison": "For which values should this comparison be true?",
    "condition": "When should the code under it run: always, never, or only in some cases?",
    "copy": "Is that a copy, or another name for the same thing?",
    "divisor": "Is that what it should be divided by?",
    "dropped": "What is it there for?",
    "empty": "What happens there with 0, or with nothing in it?",
    "error": "Which error should the caller see?",
    "exchanged": "Which comes first there, and which second?",
    "far": "Should this line come earlier, or later?",
    "function": "Is that the function you mean?",
    "in place": "Does this change the object itself, or put a new one in its place?",
    "handed": "Does this call get everything that it needs?",
    "index": "Which one is taken there, and which one is meant?",
    "length": "Whose length is it: that of all of it, or of one part?",
    "loop": "How often should this line run, and in which of the loops, if in any?",
    "loops": "Which loop belongs inside which?",
    "keys": "What does it go through in a dictionary: the keys, or the values?",
    "lacks": "What has to be done first?",
    "late": "When is it called, and what does each name stand for by then?",
    "missing": "Is everything there that the formula asks for?",
    "name": "Is every name there the one you mean?",
    "once": "Can it be gone through a second time?",
    "operator": "Is each operation the one that the formula asks for?",
    "order": "Should this line come earlier, or later?",
    "parentheses": "What is worked out first there?",
    "part": "Which of them should it go through, and in which order?",
    "power": "Which sign is a power in Python?",
    "range": "Where should it start, and where should it stop?",
    "replaced": "Should it replace the old value, or build on it?",
    "return": "Should it return there, and is that what it should return?",
    "same": "Is it about one and the same object there, or about what is equal?",
    "self": "Whose is each name there: the object's, or the method's own?",
    "shared": "Does each call, or each object, get one of its own?",
    "sign": "Is every sign right?",
    "term": "Does every part of that line belong there?",
    "transposed": "Which way round does each matrix belong?",
}
PLAIN = {
    "alone",
    "anew",
    "constant",
    "fixed",
    "flag",
    "method",
    "option",
    "ours",
}  # without a question
CASES = {"branches", "case", "comparison", "condition", "dropped", "empty"}  # of a condition
WEAK = {
    "anew",
    "constant",
    "far",
    "fixed",
    "minus",
    "missing",
    "ours",
}  # what may also make up for a fault elsewhere


@dataclass(frozen=True)
class Repair:
    """A small edit of a text. first, end: the bytes of the definition that holds it.

    pieces: [start, end, new] in order, in bytes.
    """

    kind: str
    line: int
    first: int
    end: int
    pieces: list
    name: str = ""  # of the method that it is in, or whose place our own takes
    also: int = 0  # the other line, of two edits that belong together; or one within that method
    does: str = ""  # what that one does there alone
    edit: str = ""  # the kind of an edit in that line which does the same
    partly: bool = False  # with our method the test that failed passes, and another doesn't
    amiss: bool = False  # which is for another fault

    @property
    def is_apart(self) -> bool:
        """Whether it has a time of its own, and isn't tried with the others."""
        return self.kind in ("method", "alone", "anew")

    def parts(self, text: str) -> list[str]:
        """Return the edited text in three parts: the definition, what is before it and after it."""
        data = text.encode()
        new, at = b"", self.first
        for start, end, piece in self.pieces:
            new, at = new + data[at:start] + piece.encode(), end
        new += data[at : self.end]
        before, after = data[: self.first], data[self.end :]
        return [part.decode("utf-8", "replace") for part in (before, new, after)]

    def is_in(self, other: "Repair") -> bool:
        first, end, _ = other.pieces[0]
        return all(first <= start < end for start, *_ in self.pieces)

    def joined(self, other: "Repair") -> "Repair | None":
        """Return this edit and another as one; None where they touch the same piece of text."""
        pieces = sorted(self.pieces + other.pieces)
        apart = all(end <= start for (_, end, _), (start, _, _) in zip(pieces, pieces[1:]))
        same = (self.first, self.end) == (other.first, other.end)
        return replace(self, pieces=pieces, also=other.line) if same and apart else None

    def change(self, text: str) -> list[str]:
        """Return the edit as the lines that go (-) and come (+)."""
        new = "".join(self.parts(text))
        lines = difflib.unified_diff(text.split("\n"), new.split("\n"), n=0, lineterm="")
        return [line for line in lines if re.match(r"[-+](?![-+]{2} )", line)]


def is_repair(found: object, size: int, lines: int) -> bool:
    """Say whether a worker's entry is a repair of a text of so many bytes and lines."""
    if type(found) is not list or len(found) != 5:
        return False
    kind, line, first, end, pieces = found
    if type(kind) is not str or kind not in QUESTIONS.keys() | PLAIN | WEAK:
        return False
    if not is_list([line, first, end], int):
        return False
    at = first
    for piece in pieces if type(pieces) is list and pieces else [None]:
        if type(piece) is not list or list(map(type, piece)) != [int, int, str]:
            return False
        if not at <= piece[0] <= piece[1]:
            return False
        at = piece[1]
    return 1 <= line <= lines and first >= 0 and at <= end <= size


@lru_cache(maxsize=16)
def repairs_of(
    text: str, task: str, stem: str, method: str, line: int, only: bool = False
) -> tuple[Repair, ...]:
    """Return the edits to try in a task's code. A process of its own reads the text; see outline.

    method, line: where the task fails, as far as it is known. only: in no other method.
    """
    kept = " ".join(part for parts in Chapter(stem).keeps.values() for part in parts)
    asked = {
        "text": text,
        "task": task,
        "given": re.findall(r"^(?:def|class) (\w+)", solution_text(stem), re.MULTILINE),
        "kept": sorted(set(re.findall(r"[a-zA-Z_]\w*", kept))),
        "method": method,
        "line": line,
        "ours": as_exercise(solution_text(stem)),
        "only": only,
    }
    worker = Worker("", {})
    try:
        found = worker.request({"do": "repairs", "of": asked}, READ_SECONDS).get("value") or []
    finally:
        worker.close()
    size, lines = len(text.encode()), 1 + text.count("\n")
    if type(found) is not list:
        return ()
    return tuple(Repair(*entry) for entry in found if is_repair(entry, size, lines))


@lru_cache(maxsize=64)
def our_methods(stem: str, task: str) -> dict[str, str]:
    """Return {name: text} of the methods of a class of the solution; {} for a function."""
    text = as_exercise(solution_text(stem))
    lines = text.split("\n")
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and node.name == task:
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    found[inner.name] = "\n".join(lines[inner.lineno - 1 : inner.end_lineno])
    return found


def with_ours(methods: list[Repair], stem: str, task: str) -> list[Repair]:
    """Return what puts our method in the place of each of theirs."""
    ours = our_methods(stem, task)
    named = [(repair, *repair.pieces[0]) for repair in methods]
    return [
        replace(repair, name=name, pieces=[[start, end, ours[name]]])
        for repair, start, end, name in named
        if name in ours
    ]


def narrowed(method: Repair, alone: list[Repair], step: str) -> Repair:
    """Return a method with the line that does all of it, or gives what was read last its value."""
    read = re.fullmatch(r"\w+\.(\w+)", step)
    for repair in alone:
        name, _, does = repair.pieces[0][2].partition(" ")
        if name == method.name and does in ("", read and read[1]):
            return replace(method, also=repair.line, does=does)
    return method
