"""By which return a learner's function ended in the call that departed, where that says something.

It is seen, not guessed: the same calls are made again of the same text, in which each return also
prints its line.
"""

import re
from collections.abc import Callable

from .diagnose_kept_state import needed_for
from .replies import Reply, Request

RETURN = re.compile(r"(\s*(?:[^#'\"]*:\s*)?)return\b")
INNER = re.compile(r"\s*(?:async\s+def|class|def)\b|.*\b(?:lambda|yield|print)\b")
GOES_ON = re.compile(r"(?:else|elif|except|finally)\b|[])}]")  # of what the return stands in
QUOTES = ('"""', "'''")
MARK = re.compile("\N{INVISIBLE SEPARATOR}([0-9]+)\N{INVISIBLE SEPARATOR}")


def ended_by(
    text: str,
    first: int,
    asked: list[Request],
    got: Reply,
    replay: Callable[[str, list[Request]], list[Reply]],
) -> int:
    """Return the line of the return by which the last call among the requests ended, or 0.

    text: a file, in which the function that was called begins at the line first. got: the reply to
    the last request. replay(text, requests): what another text in its place replies to some.
    """
    lines = text.split("\n")
    own = _body(lines, first)
    returns = [n for n in own if RETURN.match(lines[n - 1])]
    if not returns or any(INNER.match(lines[n - 1]) for n in own):
        return 0
    for n in returns:
        at = RETURN.match(lines[n - 1]).end(1)  # type: ignore[union-attr] # it did
        mark = f"print('\\u2063{n}\\u2063'); "
        lines[n - 1] = lines[n - 1][:at] + mark + lines[n - 1][at:]
    needed = needed_for(asked)
    *_, call = (n for n, request in enumerate(needed) if request["do"] == "call")
    again = replay("\n".join(lines), needed)
    if {**again[-1], "printed": ""} != {**got, "printed": ""}:
        return 0
    seen = MARK.findall(again[call].get("printed", ""))
    line = int(seen[0]) if len(seen) == 1 else 0  # one that calls itself ends several times
    return line if returns[1:] or skips(text, first, line) else 0


def skips(text: str, first: int, line: int) -> bool:
    """Say whether something of a function, which begins at a line, stands below a return of it."""
    lines = text.split("\n")
    own = _body(lines, first)
    body = min((_margin(lines[n - 1]) for n in own), default=0)
    below = [lines[n - 1] for n in own if n > line > 0 and _margin(lines[n - 1]) == body]
    return not all(GOES_ON.match(one.strip()) for one in below)


def _body(lines: list[str], first: int) -> list[int]:
    """Return the numbers of the lines of code of a function, but for its def and its docstring."""
    margin, quote = _margin(lines[first - 1]), ""
    found: list[int] = []
    while first < len(lines) and not lines[first - 1].partition("#")[0].rstrip().endswith(":"):
        first += 1  # the def goes on
    for n, line in enumerate(lines[first:], start=first + 1):
        code = line.strip()
        opens = "" if found or quote else next((q for q in QUOTES if code.startswith(q)), "")
        if quote or opens:
            closes = code.endswith(quote or opens) and (quote or len(code) >= 6)
            quote = "" if closes else quote or opens
        elif code and code[0] != "#":
            if _margin(line) <= margin:
                break
            found.append(n)
    return found


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())
