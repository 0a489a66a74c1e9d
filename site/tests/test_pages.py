"""The pages: Markdown as GitHub renders it, what the build refuses, and what it writes."""

import base64
import filecmp
import gzip
import hashlib
import json
import os
import re
import signal
import struct
import subprocess
import sys
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

SITE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SITE))

import build  # noqa: E402 (needs the path)
import figures  # noqa: E402
import pages  # noqa: E402
from pages import Broken, Markdown, anchor_of, stems, stubs  # noqa: E402

from commands.hint import hints  # noqa: E402

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="360pt" height="90pt"></svg>'


@pytest.fixture
def course(tmp_path):
    """A course of two lessons and a picture."""
    (tmp_path / "lessons" / "figures").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "lessons" / "figures" / "drawing.svg").write_text(DRAWING)
    (tmp_path / "lessons" / "figures" / "photo.svg").write_text("<svg></svg>")
    (tmp_path / "lessons" / "two.md").write_text("# Two\n\n## The end\n")
    (tmp_path / "data" / "letters.txt").write_text("A\n")
    for stem in ("ch01_math", "np1_xor"):
        for folder in ("exercises", "solutions"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{stem}.py").write_text("")
    return tmp_path


def read(course, text):
    """Return the Markdown and the Document of a lesson with this text; the formulas are set."""
    names = ("one", "two", "ch01_math", "np1_xor")
    markdown = Markdown(course, {f"lessons/{name}.md": f"{name}.html" for name in names})
    two = markdown.parse((course / "lessons" / "two.md").read_text(), "lessons/two.md")
    (course / "lessons" / "one.md").write_text(text, encoding="utf-8")
    one = markdown.parse(text, "lessons/one.md")
    markdown.check_anchors([one, two])
    markdown.typeset()
    markdown.stop_if_broken()
    return markdown, one


def html_of(course, text):
    markdown, document = read(course, text)
    return markdown.render(document.tokens)


def refusal(course, text):
    """Return the sentence with which a lesson of this text is refused."""
    with pytest.raises(Broken) as broken:
        read(course, text)
    return str(broken.value)


# ── Markdown ──


@pytest.mark.parametrize(
    "text, part",
    [
        ("| a | b |\n|---|--:|\n| 1 | `x` |", '<td style="text-align:right"><code>x</code></td>'),
        ("~~gone~~", "<s>gone</s>"),
        (
            "See https://example.org/a.",
            '<a href="https://example.org/a">https://example.org/a</a>.',
        ),
        ("- [x] done\n- [ ] not yet", 'type="checkbox" checked=""> done'),
        ("A note[^1].\n\n[^1]: Below.", 'class="footnote-ref"'),
        ("a\nb", "<p>a\nb</p>"),
        ("this < that & more", "<p>this &lt; that &amp; more</p>"),
        ("x<sub>1</sub>", "x<sub>1</sub>"),
        ("a ________ b", 'a <span class="gap"><span class="unseen">gap</span></span> b'),
    ],
)
def test_github_s_markdown_is_rendered(course, text, part):
    assert part in html_of(course, text)


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_an_alert_has_its_kind_and_its_markdown(course, kind):
    page = html_of(course, f"> [!{kind}]\n> Mind the **sign** of $x$.")
    assert f'class="markdown-alert markdown-alert-{kind.lower()}"' in page
    assert f'<p class="markdown-alert-title">{kind.capitalize()}</p>' in page
    assert "<strong>sign</strong>" in page and "katex" in page


def test_a_plain_quote_stays_one(course):
    assert "<blockquote>" in html_of(course, "> said [!NOTE] once")


def test_markdown_within_a_folded_part_is_rendered(course):
    page = html_of(
        course, "<details><summary>Answer</summary>\n\n- **a**\n\n```python\n1\n```\n\n</details>"
    )
    assert "<details><summary>Answer</summary>" in page and "</details>" in page
    assert "<li><strong>a</strong></li>" in page and '<span class="mi">1</span>' in page


def test_a_comment_is_not_shown(course):
    page = html_of(course, "One.\n\n<!-- check\n>>> 1 + 1\n\n2\n-->\n\nTwo <!-- three -->four.")
    assert "check" not in page and "three" not in page and "four" in page


@pytest.mark.parametrize(
    "heading, anchor",
    [
        ("Predict, then run", "predict-then-run"),
        ("`dot_product`", "dot_product"),
        ("Yes or no: binary cross-entropy", "yes-or-no-binary-cross-entropy"),
        ("A sum — and a product", "a-sum--and-a-product"),
        ("Chapter 1 · Math", "chapter-1--math"),
        ("Chapter 7's letters *again*", "chapter-7s-letters-again"),
        ("[Linked](two.md) & co.", "linked--co"),
        ("Why p − y", "why-p--y"),
        ("Größe", "größe"),
        ("δ₂", "δ"),
    ],
)
def test_an_anchor_is_github_s(course, heading, anchor):
    assert f'<h2 id="{anchor}">' in html_of(course, f"# Top\n\n## {heading}\n")


def test_equal_headings_are_numbered_from_the_second(course):
    page = html_of(course, "## A b\n\n## A b\n\n### A B\n")
    assert re.findall(r'id="([^"]+)"', page) == ["a-b", "a-b-1", "a-b-2"]


def test_an_anchor_has_no_punctuation():
    assert anchor_of(" A/b (c): “d”? _e_-f ") == "ab-c-d-_e_-f"


# ── math ──

INLINE = '<span class="katex">'
DISPLAY = '<div class="formula scroller"><span class="katex-display">'


@pytest.mark.parametrize(
    "text, part",
    [
        ("So $a_1 b$ it is.", INLINE),
        ("So $`a_{1} b_{2}`$ it is.", INLINE),
        ("```math\n\\frac{a}{b}\n```", DISPLAY),
        ("- one $a$\n\n  ```math\n  b\n  ```", DISPLAY),
        ("| $a$ | b |\n|---|---|\n| c | $`d`$ |", INLINE),
        ("> $a$", INLINE),
        ("> ```math\n> a\n> ```", DISPLAY),
        ("<details><summary>Why</summary>\n\n$a$\n\n```math\nb\n```\n\n</details>", DISPLAY),
        ("**$a$** and *$b$*", f"<strong>{INLINE}"),
        ("($a$), $b$.", f"({INLINE}"),
        ("## The $x$", INLINE),
        ("Over $a +\nb$ lines", INLINE),
    ],
)
def test_math_is_set_wherever_it_stands(course, text, part):
    page = html_of(course, text)
    assert part in page and "<math" in page
    assert page.count('class="katex"') == page.count("<math")
    assert "$" not in re.sub(r"<annotation.*?</annotation>", "", page)


def test_each_formula_is_its_own(course):
    page = html_of(course, "$a$ then $b$ then $`c`$")
    assert re.findall(r'x-tex">(\w)<', page) == ["a", "b", "c"]


def test_what_is_emphasis_elsewhere_is_math_within_dollars(course):
    assert "<em>" not in html_of(course, "$a_i * b_i * c_i$ and $`W_{11} x_{1}`$")


@pytest.mark.parametrize(
    "text",
    [
        "`$a$` is code",
        "```text\n$a$\n```",
        "    $a$ indented",
        "from $5 to $6",
        "a \\$5 note, and 5 $ more",
        "it$is$not",
        "costs $5 and `$x`",
        "$ a $",
    ],
)
def test_what_is_no_math_stays(course, text):
    assert "katex" not in html_of(course, text) and "$" in html_of(course, text)


# ── code ──


@pytest.mark.parametrize(
    "text, part",
    [
        ("```python\nfor x in y:\n    pass\n```", '<span class="k">for</span>'),
        ("```python\n>>> len(x)\n3\n```", '<span class="gp">&gt;&gt;&gt; </span>'),
        ("```console\n$ make watch 3\n```", '<span class="gp">$ </span>'),
        ("```text\n<b>  x\n```", "<code>&lt;b&gt;  x\n</code>"),
        ("```\nplain\n```", '<pre class="code"><code>plain'),
    ],
)
def test_code_is_coloured_by_classes(course, text, part):
    page = html_of(course, text)
    assert part in page and "style=" not in page


def colours(sheet):
    """Return {custom property: (light, dark)} of a style sheet, each as (red, green, blue)."""
    pairs = re.findall(
        r"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)", (SITE / "style" / sheet).read_text()
    )
    return {name: (bytes.fromhex(light), bytes.fromhex(dark)) for name, light, dark in pairs}


def contrast(one, other):
    """Return the contrast of two colours, as WCAG defines it."""

    def luminance(colour):
        parts = [part / 255 for part in colour]
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_text_stands_out_in_both_schemes():
    tokens = colours("tokens.css")
    names = ("ink", "quiet", "accent", "good", "bad", "warn", "tip")
    words = {name: tokens[name] for name in names} | colours("code.css")
    assert len(words) == len(names) + 7
    for name, pair in words.items():
        for ground in ("paper", "raised", "soft", "marked"):
            if ground == "marked" and name not in ("ink", "accent"):
                continue
            for scheme in (0, 1):
                found = contrast(pair[scheme], tokens[ground][scheme])
                assert found >= 4.5, f"--{name} on --{ground}: {found:.2f}"
    for scheme in (0, 1):
        assert contrast(tokens["on-accent"][scheme], tokens["accent"][scheme]) >= 4.5
        assert contrast(tokens["edge"][scheme], tokens["paper"][scheme]) >= 3


# ── links and images ──


@pytest.mark.parametrize(
    "link, href",
    [
        ("two.md", "two.html"),
        ("two.md#the-end", "two.html#the-end"),
        ("#here", "#here"),
        ("one.md#here", "one.html#here"),
        ("../exercises/ch01_math.py", "ch01_math.html#exercise"),
        ("../exercises/np1_xor.py", f"np1_xor.html#{pages.turn_of('np1_xor')}"),
        ("../solutions/ch01_math.py", "ch01_math_solution.html"),
        ("../data/letters.txt", "files/data/letters.txt"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_a_link_leads_where_it_led(course, link, href):
    markdown, document = read(course, f"## Here\n\n[there]({link})")
    assert f'<a href="{href}">there</a>' in markdown.render(document.tokens)
    assert markdown.files == ({"data/letters.txt"} if "letters" in link else set())


def test_on_its_own_page_an_exercise_is_further_down(course):
    markdown = Markdown(course, {"lessons/ch01_math.md": "ch01_math.html"})
    document = markdown.parse("[it](../exercises/ch01_math.py)", "lessons/ch01_math.md")
    assert '<a href="#exercise">' in markdown.render(document.tokens)


def test_an_image_keeps_its_words_and_its_place(course):
    page = html_of(course, '![Two "lines", `a` and b.](figures/drawing.svg)')
    assert (
        '<img alt="Two &quot;lines&quot;, a and b." src="assets/figures/drawing.svg" '
        'width="480" height="120" loading="lazy" decoding="async">'
    ) in page


@pytest.mark.parametrize(
    "text, sentence",
    [
        (
            "One.\n\nTwo $\\frac{a}$ three.",
            "lessons/one.md:3: this formula doesn't parse: \\frac{a}",
        ),
        ("```math\na &= b\n```", "lessons/one.md:1: this formula doesn't parse: a &= b"),
        ("$\\unknown$", "lessons/one.md:1: this formula doesn't parse: \\unknown"),
        ("$größe$", "lessons/one.md:1: this formula doesn't parse: größe"),
        (
            "a\nb\n[c](three.md)",
            "lessons/one.md:3: the link three.md leads nowhere. There is no file lessons/three.md.",
        ),
        (
            "[a](../data)",
            "lessons/one.md:1: the link ../data leads nowhere. There is no file data.",
        ),
        (
            "[a](two.md#start)",
            "lessons/one.md:1: the link two.md#start leads nowhere. "
            "lessons/two.md has no heading with the anchor #start.",
        ),
        (
            "[a](#nowhere)",
            "lessons/one.md:1: the link #nowhere leads nowhere. "
            "lessons/one.md has no heading with the anchor #nowhere.",
        ),
        (
            "[a](../data/letters.txt#L3)",
            "lessons/one.md:1: the link ../data/letters.txt#L3 has an anchor, "
            "but data/letters.txt has no page.",
        ),
        (
            "![a](figures/none.svg)",
            "lessons/one.md:1: the image figures/none.svg is missing. "
            "There is no file lessons/figures/none.svg.",
        ),
        (
            "![a](figures/photo.svg)",
            "lessons/one.md:1: the image figures/photo.svg isn't an SVG with its width and height "
            "in pt, as make figures draws them.",
        ),
        (
            "```pyton\n1\n```",
            "lessons/one.md:1: no colours are known for code in 'pyton'. "
            "Write another name of the language, or text.",
        ),
        ("<script>1</script>", "lessons/one.md:1: the site shows no <script> in a text."),
        (
            'a <b class="x">b</b>',
            'lessons/one.md:1: the site shows no <b class="x"> in a text.',
        ),
        (
            "<details><summary>a</summary>\n\nb",
            "lessons/one.md: a <details> lacks its </details>, or the other way.",
        ),
        ("$$a$$", "lessons/one.md:1: the course writes ```math in place of $$."),
    ],
)
def test_what_is_broken_is_refused_with_its_place(course, text, sentence):
    assert sentence in refusal(course, text)


def test_all_that_is_broken_is_told_at_once(course):
    said = refusal(course, "[a](b.md)\n\n![c](d.svg)\n\n[e](#f)")
    assert "b.md" in said and "d.svg" in said and "#f" in said


# ── what the pages are made of ──


def test_a_search_finds_no_answers(course):
    _, document = read(
        course,
        "# Top\n\nLead $x$.\n\n## `dot`\n\nSee `a`.\n\n```python\ncode\n```\n\n"
        "<details><summary>Answer</summary>\n\nsecret\n\n</details>\n\n- item\n",
    )
    found = list(pages.sections_of(document))
    assert found == [("top", "Top", "Lead x."), ("dot", "dot", "See a. item")]


def test_the_stub_is_the_course_s_even_if_the_builder_s_file_is_filled_in(tmp_path, monkeypatch):
    untouched = stubs.shipped("ch01_math")
    assert "# TODO: one number from each list" in untouched
    mine = tmp_path / "ch01_math.py"
    mine.write_text(pages.solution_text("ch01_math"), encoding="utf-8")
    monkeypatch.setattr(stubs, "exercise", lambda stem: mine)
    monkeypatch.setattr(stubs, "stub_of", lambda stem: ("as git has it", True))
    assert stubs.shipped("ch01_math") == "as git has it"


# ── the build ──


def run_build(*arguments, **options):
    command = [sys.executable, SITE / "build.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, **options)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site, built from this clone."""
    out = tmp_path_factory.mktemp("site") / "public"
    run = run_build("--out", out)
    assert run.returncode == 0, run.stderr
    return out


class Parts(HTMLParser):
    """The elements of a page, as (tag, attributes)."""

    def __init__(self, path):
        super().__init__()
        self.elements = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, name):
        return [attributes for tag, attributes in self.elements if tag == name]

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@pytest.fixture(scope="session")
def parts(site):
    return {path.name: Parts(path) for path in sorted(site.glob("*.html"))}


def data_of(path, name):
    text = path.read_text(encoding="utf-8")
    return json.loads(re.search(rf'<script[^>]* id="{name}">(.*?)</script>', text, re.DOTALL)[1])


def test_every_page_is_there(parts):
    names = {"404", "index", "lesson", "pencil_and_paper", "experiments", "readme"}
    names |= {name for stem in stems() for name in (stem, f"{stem}_solution")}
    assert set(parts) == {f"{name}.html" for name in names}


def test_every_page_has_what_scripts_and_readers_rely_on(parts):
    for name, page in parts.items():
        root = page.all("html")[0]
        assert root["lang"] == "en" and root["data-page"] == name[: -len(".html")]
        assert root["data-version"] == pages.version() and root["data-base"] == "./"
        ids = page.ids()
        assert len(ids) == len(set(ids)), name
        assert {"search", "theme", "pages", "main", "lesson"} <= set(ids), name
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1, name
        assert page.all("a")[0] == {"class": "skip", "href": "#main"}
        current = [a for a in page.all("a") if a.get("aria-current") == "page"]
        assert [a["href"] for a in current] == [name] or name == "404.html"


def test_a_page_says_to_others_what_it_is_and_names_no_host(site, parts):
    width, height = struct.unpack(">II", (site / "assets" / "card.png").read_bytes()[16:24])
    assert (width, height) == (1200, 630)
    for name, page in parts.items():
        said = {
            meta["property"]: meta["content"] for meta in page.all("meta") if "property" in meta
        }
        if name == "404.html":
            assert not said and {"name": "robots", "content": "noindex"} in page.all("meta")
            continue
        assert said["og:title"] and said["og:description"] and "og:url" not in said, name
        assert said["og:image"] == "assets/card.png", name
        assert not [link for link in page.all("link") if link["rel"] == "canonical"]
    assert not (site / "sitemap.xml").exists()


def test_the_site_s_address_is_named_once_it_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/course")
    pages.write_pages(tmp_path)
    page = Parts(tmp_path / "ch01_math.html")
    address = "https://example.org/course/"
    assert {"rel": "canonical", "href": f"{address}ch01_math.html"} in page.all("link")
    image = {"property": "og:image", "content": f"{address}assets/card.png"}
    assert image in page.all("meta")
    start = Parts(tmp_path / "index.html")
    assert {"rel": "canonical", "href": address} in start.all("link")
    places = re.findall("<loc>(.*?)</loc>", (tmp_path / "sitemap.xml").read_text())
    names = {path.name for path in tmp_path.glob("*.html")} - {"404.html", "index.html"}
    assert set(places) == {address} | {address + name for name in names}
    # A missing page is asked for at any depth, so the page that says so has no relative link.
    lost = Parts(tmp_path / "404.html")
    links = [
        a.get("href", a.get("src", "#")) for _, a in lost.elements if "href" in a or "src" in a
    ]
    assert len(links) > 20
    assert all(link.startswith(("/course/", "#", "https://")) for link in links), links


@pytest.mark.parametrize("wrong", ["example.org", "ftp://example.org", 'https://a"b'])
def test_an_address_that_is_none_ends_the_build(monkeypatch, wrong):
    monkeypatch.setenv("SITE_URL", wrong)
    with pytest.raises(Broken, match="SITE_URL"):
        pages.address()


def test_a_title_is_set_apart_from_the_number_of_its_chapter(site):
    for name in ("ch03_forward", "np2_digits", "ch03_forward_solution"):
        text = (site / f"{name}.html").read_text(encoding="utf-8")
        heading = re.search("<h1[^>]*>(.*?)</h1>", text)[1]
        part = re.match(
            r'<span class="part">([^<]+)<span class="unseen"> · </span></span>', heading
        )
        assert part and "·" not in heading[part.end() :], heading


def test_where_a_button_stands_a_page_names_no_command(site):
    for stem in stems():
        if stem.startswith("ch"):
            text = (site / f"{stem}.html").read_text(encoding="utf-8")
            lesson = re.search('<article id="lesson">(.*?)</article>', text, re.DOTALL)[1]
            words = re.sub("<[^>]+>", "", lesson)
            commands = re.findall(r"\bmake (?:check-|run|hint|comp|reset|watch|prog)[^.\n]*", words)
            assert set(commands) <= {"make run 7 LETTERS=fonts"}, stem  # which no button does


# ── the figures, in the dark ──


def test_every_colour_of_a_figure_has_a_twin_for_the_dark(site):
    as_they_are = {f"{name}.svg" for name in figures.AS_DRAWN}
    for path in (site / "assets" / "figures").iterdir():
        text = path.read_text(encoding="utf-8")
        alone = figures.COLOUR.findall(re.sub(r"light-dark\([^)]+\)", "", text))
        if path.name in as_they_are:
            assert alone and "light-dark" not in text
        elif path.stem != figures.A_TERMINAL:
            assert not alone and "light-dark" in text, path.name


def test_what_is_told_apart_on_white_is_told_apart_in_the_dark():
    as_they_are = figures.AS_DRAWN | {figures.A_TERMINAL}

    def stands_out(colour, paper):
        return contrast(bytes.fromhex(colour[1:]), bytes.fromhex(paper[1:])) >= 3

    drawn = (pages.ROOT / "lessons" / "figures").glob("*.svg")
    texts = [path.read_text(encoding="utf-8") for path in drawn if path.stem not in as_they_are]
    used = {colour for text in texts for colour in figures.COLOUR.findall(text)}
    dark_ones = {colour for colour in used if stands_out(colour, "#ffffff")}
    assert len(dark_ones) > 10  # letters, lines and dots; what is paler is a tint or a grid
    for colour in dark_ones:
        assert stands_out(figures.dark(colour), figures.DARK["#ffffff"]), colour


def test_every_link_of_the_site_leads_somewhere(site, parts):
    for name, page in parts.items():
        for tag, attributes in page.elements:
            for target in (attributes.get("href"), attributes.get("src")):
                if target is None or (tag == "a" and target.startswith(("http://", "https://"))):
                    continue
                split = urlsplit(target)
                assert not split.scheme and not split.netloc, f"{name}: {target}"
                assert not split.path.startswith("/"), f"{name}: {target} fails under a sub-path"
                path = site / (unquote(split.path) or name)
                assert path.is_file(), f"{name}: {target}"
                if split.fragment:
                    assert unquote(split.fragment) in parts[path.name].ids(), f"{name}: {target}"


def test_every_figure_of_a_lesson_has_words_and_a_size(parts):
    images = [image for page in parts.values() for image in page.all("img")]
    assert len(images) > 50
    for image in images:
        assert len(image["alt"].split()) >= 5 and image["loading"] == "lazy"
        assert int(image["width"]) == 480 and int(image["height"]) > 200


def test_a_chapter_s_page_has_its_exercise(site, parts):
    for stem in stems():
        page, path = parts[f"{stem}.html"], site / f"{stem}.html"
        if not pages.graded_here(stem):
            assert "in-the-terminal" in page.ids() and "exercise" not in page.ids()
            continue
        sections = {attributes["id"]: attributes for attributes in page.all("section")}
        assert sections["exercise"]["data-stem"] == stem
        order = [i for i in page.ids() if i in ("lesson", "exercise", "exercise-app")]
        assert order == ["lesson", "exercise", "exercise-app"]
        data = data_of(path, "exercise-data")
        assert list(data) == [
            *("stem", "number", "title", "tasks", "stub", "stubHash", "file", "earlier"),
            *("hints", "solutionPage", "playground"),
        ]
        hinted = dict.fromkeys(name.partition(".")[0] for name in data["hints"])
        assert data["tasks"] == stubs.tasks(stem) == list(hinted)
        turns = [p["data-task"] for p in page.all("p") if p.get("class") == "turn"]
        assert turns == data["tasks"]  # each section has the link that opens the editor there
        assert data["earlier"] == pages.up_to(stem)[:-1]
        assert re.fullmatch("[0-9a-f]{16}", data["stubHash"])
        waiting = {name.strip("\"'").partition(".")[0] for name in stubs.unwritten(data["stub"])}
        assert waiting == set(data["tasks"])
        kinds = {"ch02_neuron": "neuron", "ch06_training": "descent"}
        kinds["ch07_letter_classifier"] = "letters"
        assert data["playground"] == kinds.get(stem)
        if stem in kinds:
            assert sections["playground"]["data-kind"] == kinds[stem]
            assert "playground-app" in page.ids()
        else:
            assert "playground" not in page.ids()


def test_hints_are_those_of_the_terminal(site):
    for stem in stems():
        if not stem.startswith("ch"):
            continue
        shown = data_of(site / f"{stem}.html", "exercise-data")["hints"]
        assert list(shown) == list(hints(stem))
        for name, told in hints(stem).items():
            assert [hint["title"] for hint in shown[name]] == [title for title, _ in told], name
            for hint, (_, text) in zip(shown[name], told, strict=True):
                word = re.findall(r"[A-Za-z]{4,}", text)[-1]
                assert word in hint["html"] and "<details" not in hint["html"]


def test_a_solution_is_folded_away_whole(site):
    for stem in stems():
        text = (site / f"{stem}_solution.html").read_text(encoding="utf-8")
        assert f'<details id="solution" data-stem="{stem}">' in text
        code = "".join(re.findall(r"<pre class=\"code\"><code>(.*?)</code></pre>", text, re.DOTALL))
        plain = re.sub(r"<[^>]+>", "", code)
        for sign, letter in {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}.items():
            plain = plain.replace(sign, letter)
        ours = pages.solution_text(stem)
        assert plain.replace("&amp;", "&").split() == ours.split()
        assert data_of(site / f"{stem}_solution.html", "solution-data") == {
            "stem": stem,
            "text": ours,
        }


def test_the_search_finds_pages_that_exist(site, parts):
    entries = json.loads((site / "search.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in entries] == list(range(len(entries)))
    for entry in entries:
        assert list(entry) == ["id", "url", "title", "heading", "text"]
        page, _, anchor = entry["url"].partition("#")
        assert anchor in parts[page].ids()
    assert any("dot_product" in entry["heading"] for entry in entries)


def test_nothing_is_fetched_from_elsewhere(site):
    for path in [*site.glob("assets/*.css"), *site.glob("assets/figures/*.svg")]:
        text = re.sub(
            r'xmlns(:\w+)?="[^"]+"|<metadata>.*?</metadata>', "", path.read_text(), flags=re.S
        )
        text = re.sub(r"<!DOCTYPE.*?>", "", text, flags=re.DOTALL)
        assert "http://" not in text and "https://" not in text, path.name


def test_the_service_worker_knows_every_file_as_it_is(site):
    listed = re.search(r"files:(\{.*?\})", (site / "sw.js").read_text())[1]
    digests = dict(re.findall(r'"?([^",{]+)"?:"([\w+/=]+)"', listed))
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert set(digests) == names - {"sw.js"}
    for name, digest in digests.items():
        found = hashlib.sha256((site / name).read_bytes()).digest()
        assert digest == base64.b64encode(found).decode(), name
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        marked = re.findall(r'"((?:assets|engine)/[^"?]+)\?([^"]+)"', text)
        assert {"assets/main.js", "assets/site.css", "engine/worker.js"} <= {n for n, _ in marked}
        assert all(digests[name].startswith(mark) and len(mark) == 12 for name, mark in marked)
        assert not re.search(r'(src|href|data-worker)="(assets/(?!fonts/)|engine/)[^"?]+"', text)


def test_a_phone_finds_what_it_installs(site, parts):
    told = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (told["start_url"], told["scope"]) == ("index.html", "./")  # below whatever path
    for icon in told["icons"]:
        data = (site / icon["src"]).read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG") and icon["sizes"] == f"{width}x{height}"
    links = {link["rel"]: link["href"] for link in parts["index.html"].all("link")}
    assert links["manifest"] == "manifest.webmanifest"


def test_only_the_fonts_that_a_browser_takes_are_there(site):
    fonts = list((site / "assets" / "fonts").iterdir())
    assert {font.suffix for font in fonts} == {".woff2"} and len(fonts) >= 15
    style = (site / "assets" / "site.css").read_text()
    assert all(f"fonts/{font.name}" in style for font in fonts) and "url()" not in style


def test_building_again_gives_the_same_bytes(site, tmp_path):
    again = tmp_path / "again"
    assert run_build("--out", again).returncode == 0
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert names == {
        path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file()
    }
    _, changed, errors = filecmp.cmpfiles(site, again, names, shallow=False)
    assert not changed and not errors


@pytest.mark.parametrize("trouble", [SystemExit("broken"), KeyboardInterrupt()])
def test_a_build_that_ends_early_leaves_the_former_one(tmp_path, monkeypatch, trouble):
    def half(out):
        (out / "index.html").write_text("half")
        raise trouble

    out = tmp_path / "public"
    out.mkdir()
    (out / "search.json").write_text("former")
    monkeypatch.setattr(build, "build", half)
    monkeypatch.setattr(sys, "argv", ["build.py", "--out", str(out)])
    with pytest.raises(type(trouble)):
        build.main()
    assert (out / "search.json").read_text() == "former"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    run = run_build("--out", tmp_path)
    assert run.returncode and "holds something else than a built site" in run.stderr
    assert (tmp_path / "letter.txt").exists()


def test_without_node_it_says_what_to_install(tmp_path):
    run = run_build("--out", tmp_path / "public", env={**os.environ, "PATH": str(tmp_path)})
    said = "Node is missing. Install Node.js 20 or newer, then type: make site"
    assert (run.returncode, run.stderr.strip()) == (1, said)


def test_without_packages_it_says_what_to_type(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "PACKAGES", tmp_path)
    assert "Type: make site" in build.missing()
    monkeypatch.undo()
    monkeypatch.setitem(build.NEEDED, "no_such_module", "no-such-package")
    assert "no-such-package. Type: make site" in build.missing()


def test_a_broken_lesson_ends_the_build_with_its_sentence(monkeypatch, tmp_path):
    def broken(out):
        raise Broken("lessons/x.md:1: the link y leads nowhere.")

    monkeypatch.setattr(pages, "write_pages", broken)
    with pytest.raises(SystemExit) as stopped:
        build.build(tmp_path)
    assert "lessons/x.md:1: the link y leads nowhere." in str(stopped.value)


def test_help_is_short():
    run = run_build("--help")
    assert run.returncode == 0 and "--out" in run.stdout and len(run.stdout.splitlines()) < 15


# ── make serve ──


@pytest.fixture
def server(site):
    command = [sys.executable, SITE / "serve.py", "--port", "0", "--out", site]
    # A shell that runs this in the background ignores Ctrl-C, and would hand that down.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, before)
    process.url = re.search(r"http:\S+", process.stdout.readline())[0]
    yield process
    process.kill()
    process.communicate()


def fetch(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.headers, answer.read()


def test_it_serves_what_was_built_compressed_where_asked(server, site):
    text = (site / "index.html").read_bytes()
    assert fetch(server.url)[1] == text  # the folder's index
    assert fetch(urljoin(server.url, "index.html"))[1] == text
    headers, body = fetch(urljoin(server.url, "index.html"), **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(body) == text
    assert headers["Content-Type"].startswith("text/html")
    with pytest.raises(urllib.error.HTTPError, match="304"):
        fetch(
            urljoin(server.url, "index.html"),
            **{"Accept-Encoding": "gzip", "If-None-Match": headers["ETag"]},
        )
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(urljoin(server.url, "none.html"))


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows")
def test_ctrl_c_ends_it_quietly(server):
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=20)
    assert (server.returncode, errors) == (0, "")


def test_it_says_so_when_nothing_is_built(tmp_path):
    command = [sys.executable, SITE / "serve.py", "--out", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert run.returncode == 1 and "Type: make site" in run.stderr


def test_it_takes_the_next_port_if_one_is_in_use(tmp_path):
    import serve

    with serve.server_on([0], str(tmp_path)) as first:
        taken = first.server_port
        with serve.server_on([taken, 0], str(tmp_path)) as second:
            assert second.server_port != taken
        with pytest.raises(SystemExit, match="--port"):
            serve.server_on([taken], str(tmp_path))


def test_a_playground_says_what_was_replaced(monkeypatch):
    monkeypatch.syspath_prepend(str(SITE / "engine"))
    from browser import _said

    from grading.host import Host

    file = {"name": "exercises/ch01_math.py", "text": "import math\nmath.exp = abs\n"}
    reply = Host(None).handle({"do": "load", "chapter": "ch01_math", "files": {"ch01_math": file}})
    assert _said(reply)["error"]["message"].startswith("Python's own math.exp was replaced.")
