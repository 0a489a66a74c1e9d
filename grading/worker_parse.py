"""What a learner's texts say, read where no learner's code runs.

A process of its own reads them: some texts that are short take very long to parse.
"""

import sys
import time
from functools import lru_cache
from typing import Any

from .outline import outlined
from .replies import Request
from .slips import slip as slip_in
from .worker import LOAD_SECONDS, Worker

LONG = 2.0  # seconds to read texts in
_SLOW: set[int] = set()
Entry = tuple[str, int, int, int, int, list[str], list[tuple[str, int, bool]]]  # see outlined


@lru_cache(maxsize=256)
def outline(text: str) -> list[Entry]:
    """Return what a file's text defines; see outlined. [] where that can't be said in time."""
    if sys.platform == "emscripten":
        return [tuple(entry) for entry in outlined(text)]
    return [tuple(entry) for entry in _asked({"do": "outline", "text": text}) or []]


def slip(asked: dict[str, Any]) -> tuple[str, str, str]:
    """Return what texts say about an error; see slips.slip. Empty where that can't be said.

    Texts that took long once aren't asked again: a chapter has many tasks.
    """
    nothing, texts = ("", "", ""), hash(tuple(asked["texts"].values()))
    if texts in _SLOW:
        return nothing
    begun = time.monotonic()
    if sys.platform == "emscripten":
        try:
            within, through, said = slip_in(asked)
        except Exception:  # as from a worker: the report goes on without
            return nothing
    else:
        within, through, said = _asked({"do": "slip", "asked": asked}) or nothing
    if time.monotonic() - begun > LONG:
        _SLOW.add(texts)
    return within, through, said


def _asked(message: Request) -> Any:
    worker = Worker("", {})
    try:
        return worker.request(message, LOAD_SECONDS).get("value")
    finally:
        worker.close()
