"""The course's Markdown as web pages, rendered as GitHub renders it.

GitHub is the lessons' first reader, so anchors, math, alerts and folded parts come out as they do
there. What leads nowhere or doesn't parse is collected, and ends the build with a sentence each: a
broken page is never written.
"""

import base64
import hashlib
import html
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.gfm import gfm_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonConsoleLexer, get_lexer_by_name
from pygments.util import ClassNotFound

SITE = Path(__file__).resolve().parent
ROOT = SITE.parent
sys.path += [str(ROOT), str(SITE)]

from blocks import chains  # noqa: E402 (needs the path)
from card import card  # noqa: E402
from figures import for_both_schemes  # noqa: E402
from moving import let_move  # noqa: E402
from networks import PLACE, example, write_networks  # noqa: E402
from pack import numpy_wheel  # noqa: E402
from prose_math import as_html, mark  # noqa: E402
from words import on_the_page  # noqa: E402

from commands import stubs  # noqa: E402
from grading.chapters import needs_numpy, number, solution_text, stems, title, up_to  # noqa: E402

NAME = "Neural networks from scratch"
FIGURES = "assets/figures"
ABOUT_THE_ALPHABET = {"ch07_letter_classifier"}
PLAYGROUNDS = {
    "ch02_neuron": ("neuron", "Move a neuron’s weights"),
    "ch06_training": ("descent", "Walk downhill"),
    "ch07_letter_classifier": ("letters", "Draw a letter"),
}

# GitHub takes most tags out of a text. Those that lessons may hold, and none with an attribute:
TAGS = {"details", "summary", "br", "sub", "sup", "kbd"}
TAG = re.compile(r"</?([a-zA-Z][\w-]*)([^>]*)>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
WRITE_IT = "**Write it**"  # how a lesson sends to its exercise
HINT = re.compile(r"<details>\n? *<summary>(Hint \d of \d)(?: for (\w+))?</summary>")

# GitHub's dollars: no space within them, no letter or digit outside. $`…`$ takes anything.
MATH = re.compile(r"\$(?:`([^`]+)`|(?![\s`])([^$`]*[^\s$`]))\$(?![A-Za-z0-9$])")
GAP = re.compile(r"_{4,}")  # where the pencil page leaves room for a number
PIXELS = 4 / 3  # in a point


class Broken(Exception):
    """What keeps the site from being built: sentences that name the place and what to do."""


# ── Markdown ──


@dataclass
class Document:
    """One Markdown text, parsed, and what other pages may ask of it."""

    path: str  # in the repository, such as lessons/ch01_math.md
    tokens: list
    anchors: set = field(default_factory=set)
    links: list = field(default_factory=list)  # (line, as written, path, anchor)


class Markdown:
    """Parses texts, collects what they need, and renders them once the formulas are set.

    root: the folder that paths begin at. pages: {path in it: page of the site}.
    """

    def __init__(self, root, pages):
        self.root = root
        self.pages = pages
        self.problems = []  # sentences
        self.figures = set()  # paths
        self.files = set()  # paths of what is linked to and has no page
        self.formulas = {}  # (tex, display) → the first place where it stands; later its HTML
        self.parser = MarkdownIt("commonmark").use(gfm_plugin)
        self.parser.use(anchors_plugin, max_level=6, slug_func=anchor_of)
        self.parser.inline.ruler.before("escape", "math", _math)
        self.parser.renderer.rules |= {
            "math": lambda tokens, i, *_: self.formulas[tokens[i].content, False],
            "prose_math": lambda tokens, i, *_: as_html(tokens[i].content),
            "fence": lambda tokens, i, *_: self._fence(tokens[i]),
            "code_block": lambda tokens, i, *_: coloured(tokens[i].content, ""),
            "image": lambda tokens, i, *_: self._image(tokens[i]),
            "table_open": lambda *_: '<div class="table scroller"><table>\n',
            "table_close": lambda *_: "</table></div>\n",
            "text": lambda tokens, i, *_: _text(tokens[i].content),
            "html_block": lambda tokens, i, *_: COMMENT.sub("", tokens[i].content),
            "html_inline": lambda tokens, i, *_: COMMENT.sub("", tokens[i].content),
        }

    def parse(self, text, path):
        """Return a text's Document. path is where it stands, from root."""
        lines_run = Path(path).parent.name == "lessons" and Path(path).stem.startswith("ch")
        if lines_run:
            text, left = on_the_page(text)
            for words in left:
                self.problems.append(
                    f"{path}: {words}: say in words.py what the page says instead."
                )
        document = Document(path, self.parser.parse(text))
        if lines_run:
            number_blocks(document.tokens)
            let_move(document.tokens, self.parser)
        folds = 0
        for token, line in _walk(document.tokens):
            place = f"{path}:{line}"
            if token.type == "heading_open":
                document.anchors.add(token.attrGet("id"))
            elif token.type == "math":
                self.formulas.setdefault((token.content, False), place)
            elif token.type == "fence" and token.info.strip() == "math":
                self.formulas.setdefault((token.content, True), place)
            elif token.type == "fence" and not _known(token.info.strip()):
                self.problems.append(
                    f"{place}: no colours are known for code in {token.info!r}. Write another "
                    "name of the language, or text."
                )
            elif token.type == "text" and "$$" in token.content:
                self.problems.append(f"{place}: the course writes ```math in place of $$.")
            elif token.type == "link_open":
                self._link(token, document, line)
            elif token.type == "image":
                self._figure(token, path, place)
            elif token.type in ("html_block", "html_inline"):
                self._tags(token.content, place)
                folds += _folds(token)
        if folds:
            self.problems.append(f"{path}: a <details> lacks its </details>, or the other way.")
        split_title(document.tokens)
        mark(document.tokens, letters_are_names=Path(path).stem in ABOUT_THE_ALPHABET)
        return document

    def typeset(self):
        """Set every formula, all in one run of KaTeX; what doesn't parse becomes a problem."""
        asked = [{"tex": tex, "display": display} for tex, display in self.formulas]
        run = subprocess.run(
            ["node", SITE / "math.mjs"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=300,
        )
        if run.returncode:
            said = run.stderr.decode(errors="replace")
            raise Broken(f"KaTeX, which sets the formulas, doesn't run:\n{said}")
        for (formula, place), answer in zip(
            list(self.formulas.items()), json.loads(run.stdout), strict=True
        ):
            self.formulas[formula] = answer.get("html")
            if "error" in answer:
                self.problems.append(
                    f"{place}: this formula doesn't parse: {formula[0].strip()}\n"
                    f"  {answer['error']}"
                )

    def check_anchors(self, documents):
        """Note each link to an anchor that its page doesn't have."""
        anchors = {document.path: document.anchors for document in documents}
        for document in documents:
            for line, href, path, anchor in document.links:
                if anchor and anchor not in anchors[path]:
                    self.problems.append(
                        f"{document.path}:{line}: the link {href} leads nowhere. {path} has no "
                        f"heading with the anchor #{anchor}."
                    )

    def stop_if_broken(self):
        """Raise Broken with every problem there is."""
        if self.problems:
            raise Broken("\n".join(self.problems))

    def render(self, tokens):
        """Return the HTML of a document's tokens, or some of them."""
        return Markup(self.parser.renderer.render(tokens, self.parser.options, {}))

    def render_heading(self, inline):
        """Return the HTML inside a heading, without its links."""
        children = [child for child in inline.children if not child.type.startswith("link_")]
        return Markup(self.parser.renderer.renderInline(children, self.parser.options, {}))

    def _tags(self, content, place):
        for name, attributes in TAG.findall(COMMENT.sub("", content)):
            if name not in TAGS or attributes.strip(" /"):
                self.problems.append(f"{place}: the site shows no <{name}{attributes}> in a text.")

    def _link(self, token, document, line):
        """Turn a link within the repository into one within the site."""
        href = token.attrGet("href")
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return
        place, anchor = f"{document.path}:{line}", unquote(parts.fragment)
        if not parts.path:
            document.links.append((line, href, document.path, anchor))
            return
        path = posixpath.normpath(
            posixpath.join(posixpath.dirname(document.path), unquote(parts.path))
        )
        stem, here = Path(path).stem, self.pages.get(document.path)
        if not (self.root / path).is_file():
            self.problems.append(
                f"{place}: the link {href} leads nowhere. There is no file {path}."
            )
        elif path in self.pages:
            document.links.append((line, href, path, anchor))
            token.attrSet("href", self.pages[path] + (f"#{anchor}" if anchor else ""))
        elif anchor:
            self.problems.append(f"{place}: the link {href} has an anchor, but {path} has no page.")
        elif stem in stems() and path == f"exercises/{stem}.py":
            page = self.pages[f"lessons/{stem}.md"]
            token.attrSet("href", ("" if page == here else page) + f"#{turn_of(stem)}")
        elif stem in stems() and path == f"solutions/{stem}.py":
            token.attrSet("href", f"{stem}_solution.html")
        else:
            self.files.add(path)
            token.attrSet("href", f"files/{path}")

    def _figure(self, token, path, place):
        source = token.attrGet("src")
        figure = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
        if not (self.root / figure).is_file():
            self.problems.append(
                f"{place}: the image {source} is missing. There is no file {figure}."
            )
            return
        size = size_of(self.root / figure)
        if size is None:
            self.problems.append(
                f"{place}: the image {source} isn't an SVG with its width and height in pt, as "
                "make figures draws them."
            )
            return
        self.figures.add(figure)
        token.attrs = {
            "src": f"{FIGURES}/{posixpath.basename(figure)}",
            "width": size[0],
            "height": size[1],  # with the width: nothing jumps when it comes
            "loading": "lazy",
            "decoding": "async",
        }

    def _fence(self, token):
        if token.info.strip() == "math":
            formula = self.formulas[token.content, True]
            return f'<div class="formula scroller">{formula}</div>\n'
        code = coloured(token.content, token.info.strip())
        if "after" in token.meta:  # app/blocks.js fills the place for its button
            after = " ".join(map(str, token.meta["after"]))
            return f'<div class="block" data-after="{after}">{code}<div class="run"></div></div>\n'
        return code

    def _image(self, token):
        alt = self.parser.renderer.renderInlineAsText(token.children, self.parser.options, {})
        attributes = {"alt": alt, **token.attrs}
        inside = " ".join(f'{name}="{html.escape(str(v))}"' for name, v in attributes.items())
        return f"<img {inside}>"


def anchor_of(heading):
    """Return GitHub's anchor for a heading's text, before the number that a second one gets."""
    categories = ((letter, unicodedata.category(letter)) for letter in heading.strip().lower())
    kept = (x for x, kind in categories if x in "- " or kind[0] in "LM" or kind in ("Nd", "Pc"))
    return "".join(kept).replace(" ", "-")


def coloured(code, language):
    """Return code as HTML, its words in spans with Pygments' classes."""
    if language == "python" and code.lstrip().startswith(">>>"):
        lexer = PythonConsoleLexer()
    else:
        lexer = get_lexer_by_name(language or "text", stripnl=False)
    inside = highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    return f'<pre class="code"><code>{inside}\n</code></pre>\n'


def split_title(tokens):
    """Set apart, in a text's title, which chapter it is: the words before its dot."""
    inline = tokens[1] if tokens and tokens[0].tag == "h1" else None
    part, dot, name = inline.children[0].content.partition(" · ") if inline else ("", "", "")
    if dot:
        html_inline, text = ("html_inline", "", 0), ("text", "", 0)
        inline.children[:1] = [
            Token(*html_inline, content='<span class="part">'),
            Token(*text, content=part),
            Token(*html_inline, content='<span class="unseen">'),
            Token(*text, content=dot),
            Token(*html_inline, content="</span></span>"),
            Token(*text, content=name),
        ]


def number_blocks(tokens):
    """Note at each block of >>> lines which of those before it it builds on."""
    code = [one for one in tokens if one.type == "fence" and one.info.strip() == "python"]
    runs = [one for one in code if one.content.startswith(">>>")]
    for token, chain in zip(runs, chains([one.content for one in runs]), strict=True):
        token.meta["after"] = chain


def _known(language):
    try:
        return get_lexer_by_name(language or "text")
    except ClassNotFound:
        return None


def size_of(figure):
    """Return an SVG's (width, height) in pixels, or None if it doesn't say them in points."""
    head = figure.read_bytes()[:2000].decode("utf-8", errors="replace")
    sides = [re.search(rf'<svg\b[^>]*\s{side}="([\d.]+)pt"', head) for side in ("width", "height")]
    return tuple(round(float(side[1]) * PIXELS) for side in sides) if all(sides) else None


def _math(state, silent):
    """The inline rule for $…$ and $`…`$."""
    match = MATH.match(state.src, state.pos, state.posMax)
    if not match or state.src[max(0, state.pos - 1) : state.pos].isalnum():
        return False
    if not silent:
        token = state.push("math", "math", 0)
        token.content = match[1] or match[2]
    state.pos = match.end()
    return True


def _text(content):
    """Return text as HTML. A gap to fill in is named for those who hear the page."""
    gap = '<span class="gap"><span class="unseen">gap</span></span>'
    together = content.replace(" %", "\u00a0%")  # a number and its sign stay in one line
    return GAP.sub(gap, html.escape(together, quote=False))


def _walk(tokens):
    """Give every token, those within a paragraph too, with the line that it stands in."""
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        yield token, line
        for child in token.children or ():
            yield child, line
            line += child.type in ("softbreak", "hardbreak")


def _folds(token):
    """Return how many <details> a piece of HTML opens, less those it closes."""
    bare = COMMENT.sub("", token.content)
    return bare.count("<details") - bare.count("</details")


def _plain(inline):
    """Return the words of a paragraph or a heading."""
    kinds = ("text", "prose_math", "code_inline", "math", "softbreak", "hardbreak")
    words = "".join(child.content or " " for child in inline.children if child.type in kinds)
    return re.sub(r"\s+", " ", GAP.sub("", words)).strip()


# ── what the pages are made of ──


@dataclass
class Page:
    """One page of the site."""

    stem: str
    label: str  # in the list of pages
    heading: str  # in the title and in what a search finds
    template: str = "lesson.html"
    document: Document | None = None
    idea: str = ""  # one sentence
    body: str = ""
    contents: list = field(default_factory=list)  # (anchor, HTML) of its main headings
    chapter: str = ""  # of a solution
    before: "Page | None" = None
    after: "Page | None" = None

    @property
    def url(self):
        return f"{self.stem}.html"

    @property
    def place(self):
        """What stands behind the site's address in this page's."""
        return "" if self.stem == "index" else self.url

    @property
    def fonts(self):
        """Those that mathematics needs from the first moment on, or lines would break anew."""
        mathematics = 'class="maths"' in self.body or 'class="katex"' in self.body
        return ("KaTeX_Main-Regular", "KaTeX_Math-Italic") if mathematics else ()

    @property
    def title(self):
        return self.heading if self.heading == NAME else f"{self.heading} · {NAME}"


def graded_here(stem):
    """Say whether a chapter is graded in the browser: Part II is where the build has NumPy."""
    return not needs_numpy(stem) or numpy_wheel() is not None


def turn_of(stem):
    """Return the anchor of the place where a chapter's exercise is done, or told of."""
    return "exercise" if graded_here(stem) else "in-the-terminal"


def version():
    """Return the course's version, as pyproject.toml has it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.*)"', text, re.MULTILINE)[1]


def idea_of(document):
    """Return a text's first sentence, which says its idea."""
    paragraphs = (token for token in document.tokens[3:] if token.type == "inline")
    return _plain(next(paragraphs))


def contents_of(document, markdown):
    """Return [(anchor, HTML)] of a text's main headings."""
    headings = zip(document.tokens, document.tokens[1:], strict=False)
    return [
        (opening.attrGet("id"), markdown.render_heading(inline))
        for opening, inline in headings
        if opening.type == "heading_open" and opening.tag == "h2"
    ]


def sections_of(document):
    """Give (anchor, heading, text) of each section, for the search.

    Code blocks and what is folded away stay out: a result should give no answer away.
    """
    anchor, heading, words, folds = "", "", [], 0
    for i, token in enumerate(document.tokens):
        if token.type == "html_block":
            folds += _folds(token)
        elif folds:
            continue
        elif token.type == "heading_open":
            if heading:
                yield anchor, heading, " ".join(words)
            anchor, heading, words = token.attrGet("id"), _plain(document.tokens[i + 1]), []
        elif token.type == "inline" and document.tokens[i - 1].type != "heading_open":
            words.append(_plain(token))
    if heading:
        yield anchor, heading, " ".join(words)


def write_it(document, stem):
    """Make a button of each line that says to write a task, which opens the editor there."""
    task, tasks = "", stubs.tasks(stem)
    for i, token in enumerate(document.tokens):
        if token.type == "heading_open" and token.tag == "h2":
            task = _plain(document.tokens[i + 1])
        elif token.type == "inline" and task in tasks and token.content.startswith(WRITE_IT):
            document.tokens[i - 1].attrs = {"class": "turn", "data-task": task}
            link = next(child for child in token.children if child.type == "link_open")
            link.attrs = {**link.attrs, "class": "button primary"}
            words = next(child for child in token.children if child.content == WRITE_IT.strip("*"))
            token.children = [link, words, Token("link_close", "a", -1)]


def hints_of(document, markdown):
    """Return {task, or Class.method: [{"title", "html"}]} of the hints in a lesson."""
    found, task, hint = {}, None, None
    for i, token in enumerate(document.tokens):
        if token.type == "heading_open" and token.tag == "h2":
            task = _plain(document.tokens[i + 1])
        elif token.type == "html_block" and HINT.match(token.content):
            title, method = HINT.match(token.content).groups()
            hint = (f"{task}.{method}" if method else task, title, i + 1)
        elif token.type == "html_block" and hint and "</details" in token.content:
            name, title, first = hint
            text = markdown.render(document.tokens[first:i])
            found.setdefault(name, []).append({"title": title, "html": str(text)})
            hint = None
    return found


def exercise_data(document, stem, markdown):
    """Return all that the exercise on a chapter's page is made of. app/ reads it."""
    stub, tasks = stubs.shipped(stem), stubs.tasks(stem)
    return {
        "stem": stem,
        "number": number(stem),
        "title": short_title(stem),
        "tasks": tasks,
        "stub": stub,
        "stubHash": hashlib.sha256(stub.encode()).hexdigest()[:16],
        "file": f"exercises/{stem}.py",
        "earlier": up_to(stem)[:-1],
        "hints": hints_of(document, markdown),
        "solutionPage": f"{stem}_solution.html",
        "playground": PLAYGROUNDS.get(stem, (None,))[0],
    }


def short_title(stem):
    """Return a chapter's title without its number, such as "Math foundations"."""
    return title(stem).partition("· ")[2]


def solution_parts(stem):
    """Return [(task, or "" between two, HTML)]: the solution in pieces, in the file's order."""
    text, tasks = solution_text(stem), stubs.tasks(stem)
    lines, places = text.splitlines(keepends=True), stubs.blocks(text.encode())
    parts, at = [], 0
    for task in sorted(tasks, key=lambda name: places[name]):
        first, behind = places[task]
        parts += [("", lines[at:first]), (task, lines[first:behind])]
        at = behind
    parts.append(("", lines[at:]))
    pieces = [(task, "".join(piece).strip("\n")) for task, piece in parts]
    return [(task, Markup(coloured(piece, "python"))) for task, piece in pieces if piece]


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def data_script(value):
    """Return a value as JSON that may stand inside a <script>."""
    return Markup(as_json(value).replace("<", "\\u003c"))


# ── the site ──


def read_documents(markdown):
    """Return {page's stem: Document} of every text that is a page. Raises Broken."""
    documents = {
        Path(page).stem: markdown.parse((ROOT / path).read_text(encoding="utf-8"), path)
        for path, page in markdown.pages.items()
    }
    markdown.check_anchors(list(documents.values()))
    markdown.stop_if_broken()
    markdown.typeset()
    markdown.stop_if_broken()
    return documents


def plan(documents, markdown):
    """Return [(part of the course, its pages)], and [the solutions' pages]."""
    start = Page("index", "Home", NAME, "index.html")
    whole = Page("lesson", "The course on one page", "The course on one page")
    chapters = [
        Page(stem, f"{number(stem)} · {short_title(stem)}", title(stem), "chapter.html")
        for stem in stems()
    ]
    plain = [page for page in chapters if not needs_numpy(page.stem)]
    arrays = [page for page in chapters if needs_numpy(page.stem)]
    pencil = Page("pencil_and_paper", "Pencil and paper", "Pencil and paper")
    experiments = Page("experiments", "Experiments", "Experiments with np3's network")
    readme = Page("readme", "All commands", "All commands")
    parts = [
        ("", [start, whole]),
        ("Plain Python", plain),
        ("Part II: NumPy", arrays),
        ("Beside the chapters", [pencil, experiments, readme]),
    ]
    row = [start, whole, *chapters]
    for before, after in zip(row, row[1:], strict=False):
        before.after, after.before = after, before
    pencil.before, pencil.after = plain[4], plain[5]  # it goes from chapter 5 into chapter 6
    experiments.before = next(page for page in arrays if page.stem == "np3_mlp")
    experiments.after = experiments.before.after
    for _, members in parts:
        for page in members:
            if page.stem in documents:
                page.document = documents[page.stem]
                if page.template == "chapter.html" and graded_here(page.stem):
                    write_it(page.document, page.stem)
                page.idea = idea_of(page.document)
                page.body = markdown.render(page.document.tokens)
                page.contents = contents_of(page.document, markdown)
    start.idea = idea_of(documents["readme"])
    for page in chapters:
        where = "" if graded_here(page.stem) else ", in the terminal"
        page.contents.append((turn_of(page.stem), f"Your turn{where}"))
        if page.stem in PLAYGROUNDS:
            page.contents.append(("playground", PLAYGROUNDS[page.stem][1]))
    solutions = [
        Page(
            f"{page.stem}_solution",
            f"Our solution of {page.label}",
            f"{page.heading}: our solution",
            "solution.html",
            idea=f"Our answers to the tasks of {page.label}.",
            contents=[
                (task.lower(), Markup("<code>{}</code>").format(task))
                for task in stubs.tasks(page.stem)
            ],
            chapter=page.stem,
            before=page,
        )
        for page in chapters
    ]
    return parts, solutions


def write_pages(out):
    """Write every page into out, with figures, linked files and search.json. Raises Broken."""
    lessons = sorted((ROOT / "lessons").glob("*.md"))
    pages = {"LESSON.md": "lesson.html", "README.md": "readme.html"}
    pages |= {f"lessons/{path.name}": f"{path.stem}.html" for path in lessons}
    markdown = Markdown(ROOT, pages)
    documents = read_documents(markdown)
    write_networks(out)
    parts, solutions = plan(documents, markdown)

    environment = Environment(
        loader=FileSystemLoader(SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"name": NAME, "version": version(), "parts": parts}
    environment.globals |= {"policy": policy(), "address": address()}
    environment.globals["graded"] = [*filter(graded_here, stems())]
    environment.filters["percent"] = lambda share: f"{100 * share:.1f} %"
    search = []
    nowhere = Page("404", "", "There is no such page", "404.html", idea="Nothing is here.")
    everywhere = [page for _, members in parts for page in members] + solutions
    for page in [*everywhere, nowhere]:
        values = {}
        if page.stem == "index":
            values = first_page(parts, documents, markdown)
            values["example"] = example(out / PLACE.format("letters"))
            values["data"] = data_script({stem: stubs.tasks(stem) for stem in stems()})
        elif page.stem in stems():
            values = chapter_page(page, markdown)
        elif page.chapter:
            data = {"stem": page.chapter, "text": solution_text(page.chapter)}
            values = {"solution": solution_parts(page.chapter), "data": data_script(data)}
        text = environment.get_template(page.template).render(page=page, **values)
        for name in repeated_ids(text):
            markdown.problems.append(
                f"{page.url}: the id {name} stands there twice. Give the heading another name."
            )
        if page is nowhere:
            text = from_the_root(text)
        write(out / page.url, text)
        for anchor, heading, words in sections_of(page.document) if page.document else ():
            place = {"id": len(search), "url": f"{page.url}#{anchor}", "title": page.heading}
            search.append({**place, "heading": heading, "text": words})
    markdown.stop_if_broken()
    write(out / "search.json", as_json(search))

    for path in sorted(markdown.figures):
        drawn = (ROOT / path).read_text(encoding="utf-8")
        write(out / FIGURES / Path(path).name, for_both_schemes(drawn, Path(path).stem))
    for path in sorted(markdown.files | {"LICENSE"}):
        copy(ROOT / path, out / "files" / path)
    for stem in stems():
        write(out / "files" / "exercises" / f"{stem}.py", stubs.shipped(stem))
    copy(SITE / "style" / "icon.svg", out / "assets" / "icon.svg")
    (out / "assets" / "card.png").write_bytes(card())
    if address():
        places = [f"<url><loc>{address()}{page.place}</loc></url>\n" for page in everywhere]
        schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
        sitemap = f'<urlset xmlns="{schema}">\n{"".join(places)}</urlset>\n'
        write(out / "sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{sitemap}')


def address():
    """Return the address that the site will have, as SITE_URL says it, or "". It ends in a slash.

    Search engines and those who show a card beside a link want to know it; the pages work anywhere.
    Raises Broken.
    """
    url = os.environ.get("SITE_URL", "").strip()
    if url and not re.fullmatch(r"https?://[\w.:-]+(/[\w./~-]*)?", url):
        raise Broken(f"SITE_URL is {url!r}. Give the site's whole address: https://… , or nothing.")
    return f"{url.rstrip('/')}/" if url else ""


def from_the_root(text):
    """Return a page whose links hold at any depth, as the one for a missing address needs them.

    Without the site's address they hold beside the other pages, where all of the site's are.
    """
    root = urlsplit(address()).path
    links = r'((?:href|src|data-base)=")(?:\./)?(?!#|https?:)'
    return re.sub(links, rf"\1{root}", text) if root else text


def policy():
    """Return the content security policy: what a page may load, run and ask, and nothing else.

    Nothing comes from another host, nothing goes to one, and no text becomes a script: what is in
    the pages themselves is named by its hash. app/grader.js hands the policy on to the worker.
    Formulas have their measures in style attributes, and the editor brings a sheet of its own.
    """
    base = (SITE / "templates" / "base.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", base, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in inline]
    hashes = " ".join(f"'sha256-{digest.decode()}'" for digest in digests)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            *["font-src 'self'", "connect-src 'self'", "manifest-src 'self'"],
            *["base-uri 'none'", "form-action 'none'"],
        ]
    )


def first_page(parts, documents, markdown):
    """Return what the first page shows of the others: a report, and the chapters."""
    members = dict(parts)
    reports = [t for t in documents["readme"].tokens if t.type == "fence" and t.info == "text"]
    return {
        "report": markdown.render(reports[:1]),
        "plain": members["Plain Python"],
        "arrays": [*members["Part II: NumPy"], members["Beside the chapters"][1]],
        "pencil": members["Beside the chapters"][0],
    }


def chapter_page(page, markdown):
    """Return what a chapter's page shows below the lesson."""
    if not graded_here(page.stem):
        return {"exercise": None, "number": number(page.stem)}
    exercise = exercise_data(page.document, page.stem, markdown)
    playground = PLAYGROUNDS.get(page.stem, ("", ""))[1]
    return {"exercise": exercise, "data": data_script(exercise), "playground": playground}


def repeated_ids(text):
    """Return the ids that stand more than once in a page's HTML."""
    counted = Counter(re.findall(r'\sid="([^"]+)"', text))
    return [name for name, times in counted.items() if times > 1]


def write(path, text):
    """Write a text, the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def copy(path, to):
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)
