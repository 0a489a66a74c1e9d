"""Mathematics in a lesson's sentences, set in the typeface of its formulas.

A lesson writes a formula between dollars where it needs TeX, and plain letters and signs elsewhere:
"with h = 0.1, (z + h)² is …", which GitHub shows as well. Here both are to look the same.
"""

import html
import re

from markdown_it.token import Token

FUNCTIONS = "log|exp|tanh|softmax|sigmoid|relu|ReLU"
LOW, HIGH = "₀₁₂₃₄₅₆₇₈₉ᵢⱼ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ′"
SCRIPTS = rf"[{LOW}{HIGH}]*"
SIGNS = "=·+−/≈<>≤≥≠×⊙√"
LETTER = r"[A-Za-zα-ωΔΣ]"
SYMBOL = "|".join(
    (
        rf"\d+(?:\.\d+)?{LETTER}{{1,2}}",  # 2zh
        r"(?<== )(?!an|is|no)[a-z]{2}",  # uv, behind its =
        r"d[LWwzabfhpuvxy]",  # of dL/dw
        rf"[∂α-ω]?{LETTER}",
    )
)
TOKEN = re.compile(
    rf"(?P<function>\b(?:{FUNCTIONS})′?(?= {LETTER}(?![A-Za-z])| \d|\())"
    rf"|(?P<symbol>(?<![A-Za-z0-9_α-ω'’.-])(?:{SYMBOL})(?![A-Za-zα-ω_]|\.\w|’|-(?!th\b)){SCRIPTS})"
    rf"|(?P<number>(?<![\w.])\d+(?:,\d{{3}})*(?:\.\d+)?(?![A-Za-z_%]| %){SCRIPTS})"
    rf"|(?P<sign>[{SIGNS}])|(?P<open>[(\[])|(?P<close>[)\]]){SCRIPTS}|(?P<comma>,)|(?P<space> )"
)
FRACTION = re.compile(r"\d+/\d+")
ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")
AMONG_NUMBERS = re.compile(rf"[\d)\]] ?[{SIGNS}] ?[\d(\[−]")
# An "a" before these is no article.
BEHIND_A_NAME = re.compile(
    r" (?:and|are|as|at|by|for|from|has|in|is|of|or|rises|stays|times|to|under|where|with)\b"
    r"|[,;:.)?]|'s|$"
)
COMMANDS = re.compile(r"\\(?:text|mathrm|operatorname)\{[^}]*\}|\\[A-Za-z]+")


def mark(tokens, letters_are_names=False):
    """Take the mathematics in a document's texts out of them, as tokens of the kind prose_math.

    letters_are_names: on a page about the alphabet, an A by itself is a letter and no matrix.
    """
    within = [token for token in tokens if token.type == "inline"]
    children = [child for token in within for child in token.children]
    formulas = [one.content for one in [*tokens, *children] if _is_formula(one)]
    letters = letters_of(formulas, [one.content for one in children if one.type == "text"])
    if letters_are_names:
        letters = {letter for letter in letters if not letter.isupper()}
    for token in within:
        token.children = [part for child in token.children for part in _parted(child, letters)]


def _is_formula(token):
    return token.type == "math" or token.type == "fence" and token.info.strip() == "math"


def _parted(token, letters):
    if token.type != "text":
        yield token
        return
    at = 0
    for place, run in runs(token.content, letters):
        if place > at:
            yield Token("text", "", 0, content=token.content[at:place])
        yield Token("prose_math", "", 0, content=run)
        at = place + len(run)
    if at < len(token.content):
        yield Token("text", "", 0, content=token.content[at:])


def letters_of(formulas, texts):
    """Return the letters that stand for something on a page, in its formulas or in its texts."""
    found = set()
    for tex in formulas:
        found |= set(re.findall(LETTER, COMMANDS.sub(" ", tex)))
    for text in texts:
        for _, run in runs(text):
            found |= set(re.findall(rf"(?<![A-Za-z])d?({LETTER})(?![A-Za-z])", run))
    return found


def runs(text, letters=frozenset()):
    """Give (where, what) of each piece of mathematics in a text.

    letters: those that are mathematics even by themselves.
    """
    at = 0
    while at < len(text):
        end = _end(text, at)
        run = _trimmed(text[at:end])
        if re.search(r"[ ·+−=/]a$|· A$", run) and not BEHIND_A_NAME.match(text, at + len(run)):
            run = _trimmed(run[:-1])
        if run and _is_mathematics(text, at, run, letters):
            yield at, run
            at += len(run)
        else:
            first = TOKEN.match(text, at)
            at = first.end() if first else at + 1


def _end(text, at):
    """Return where a run ends that begins at a place: with two things that no sign joins."""
    depth, before = 0, "sign"
    while token := TOKEN.match(text, at):
        kind = token.lastgroup
        if kind == "space":
            follows = TOKEN.match(text, token.end())
            joined = before in ("sign", "function", "comma")
            sign = follows and follows.lastgroup == "sign" and text[follows.end() :][:1] == " "
            if not (joined or sign):
                break
        elif kind == "comma":
            if not depth:
                break
        elif kind == "open":
            depth += 1
        elif kind == "close":
            if not depth:
                break
            depth -= 1
        elif ORDINAL.match(token[0]) or kind != "sign" and before in ("number", "close"):
            break
        at, before = token.end(), before if kind == "space" else kind
    return at


def _trimmed(run):
    """Return as much of a run as makes sense: every bracket closed, and no sign at its end."""
    while run:
        run = run.rstrip(f" ,{SIGNS}")
        depth, cut = 0, None
        for i, letter in enumerate(run):
            if letter in "([":
                cut, depth = (i if not depth else cut), depth + 1
            elif letter in ")]":
                depth -= 1
        if not depth:
            break
        run = run[:cut]
    begins_well = re.match(rf"[−√]?(?:{LETTER}|[^ ,{SIGNS}].)", run)
    return run if begins_well else ""


def _is_mathematics(text, at, run, letters):
    if "Error: " in text:
        return False  # what Python says, whose names are a program's
    kinds = {token.lastgroup for token in TOKEN.finditer(text, at, at + len(run))}
    if re.fullmatch(LETTER, run):
        if run in "aA":
            return run in letters and bool(BEHIND_A_NAME.match(text, at + 1))
        of_the_alphabet = run == "I" or run.isupper() and re.search(r"\b[Aa]n? $", text[:at])
        return run > "z" or run in letters and not of_the_alphabet
    if kinds & {"symbol", "function"}:
        product = re.fullmatch(r"\d+([A-Za-z]{1,2})", run)
        return not product or set(product[1]) <= letters
    return bool(AMONG_NUMBERS.search(run)) and not FRACTION.fullmatch(run)


def as_html(run):
    """Return a piece of mathematics as HTML: its letters slanted, its signs upright, as in TeX."""
    pieces = []
    for token in TOKEN.finditer(run):
        text = token[0]
        scripts = re.search(rf"{SCRIPTS}$", text)[0]
        body = html.escape(text[: len(text) - len(scripts)], quote=False)
        if token.lastgroup == "symbol":
            body = re.sub(r"([A-Za-zα-ω]+)", r"<i>\1</i>", body)
        pieces.append(body + _scripts(scripts))
    return f'<span class="maths">{"".join(pieces)}</span>'


def _scripts(scripts):
    """Return small numbers above and below as HTML."""
    shown = re.sub(f"[{LOW}]+", lambda m: f"<sub>{m[0].translate(_PLAIN)}</sub>", scripts)
    return re.sub(f"[{HIGH}]+", lambda m: f"<sup>{m[0].translate(_PLAIN)}</sup>", shown)


_PLAIN = str.maketrans(LOW + HIGH, "0123456789ij0123456789−T′")
