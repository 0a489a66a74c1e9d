"""The text is true: code blocks run, numbers are checked, links and anchors resolve.

In README.md, AGENTS.md, CHANGELOG.md, CONTRIBUTING.md, LESSON.md and lessons/*.md
- a ```python block with >>> lines is run as a doctest, one without is run as it stands, all blocks
  of a file in one namespace; `exercises` in an import means the solutions;
- an HTML comment that begins with `check` holds more doctest lines, which the reader doesn't see,
  and defines no name that the blocks use, which the reader may type;
- every number in the prose (0 to 12 and years aside) stands in a checked block of the same file;
- every sum written out in the prose, such as 1·4 + 2·5 = 14, comes out as it says.
"""

import ast
import builtins
import doctest
import math
import operator
import re
import runpy
import symtable
import textwrap

import pytest
from runs import grade_folder, untouched_exercises

from commands.stubs import made_from_solution, shipped
from grading.chapters import ROOT, needs_numpy, solution_tree, stems, tasks

README = ROOT / "README.md"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
FILES = [
    README,
    ROOT / "AGENTS.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "LESSON.md",
    *sorted((ROOT / "lessons").glob("*.md")),
]
TEXTS = [pytest.param(path, id=path.name) for path in FILES]
TRAIN = (
    "ch06_training.md",
    "ch07_letter_classifier.md",
)  # in these blocks networks do, for seconds
RUN = [
    pytest.param(path, id=path.name, marks=[pytest.mark.full] if path.name in TRAIN else [])
    for path in FILES
]

FENCE = re.compile(r"^( *)```(\S*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
CHECK = re.compile(r"<!-- check\n(.*?)-->", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?!\w)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
NUMPY = re.compile(r"^(>>> )?import numpy|\bstems\(\)", re.MULTILINE)  # or Part II's graders
SUM = re.compile(r"[\d.()+\-−·×/=≈ ]+")


def read(path):
    return path.read_text(encoding="utf-8")


def blocks(text):
    """Return (line, language, code) for each fenced block and check comment, in order."""
    found = [
        (text.count("\n", 0, match.start(3)), match[2], match[3].replace("\n" + match[1], "\n"))
        for match in FENCE.finditer(text)
    ]
    found += [
        (text.count("\n", 0, match.start(1)), "python", match[1]) for match in CHECK.finditer(text)
    ]
    return sorted(found)


def checked_code(text):
    return [(line, code) for line, language, code in blocks(text) if language == "python"]


def prose(text):
    """Return text without fenced code, comments and link targets; display math stays."""
    text = COMMENT.sub("", text)
    text = FENCE.sub(lambda match: match[3] if match[2] == "math" else "", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def numbers(text):
    return [token.rstrip(",").replace(",", "") for token in NUMBER.findall(text)]


def slug(heading):
    """Return the anchor that GitHub gives a heading."""
    heading = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


def anchors(text):
    return {slug(match[1]) for match in HEADING.finditer(FENCE.sub("", text))}


def value(expression):
    """Return the value of an expression in numbers and + - * /, or None where it is none."""
    signs = str.maketrans({"−": "-", "·": "*", "×": "*"})
    operators = {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
    }

    def walk(node):
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.UnaryOp):
            return -walk(node.operand)
        return operators[type(node.op)](walk(node.left), walk(node.right))

    try:
        return walk(ast.parse(expression.translate(signs).strip(), mode="eval").body)
    except (SyntaxError, AttributeError, KeyError, TypeError, ZeroDivisionError):
        return None


@pytest.mark.parametrize("path", RUN)
def test_code_blocks_give_what_they_say(path):
    names = {"__name__": "lesson"}
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    report = []
    if any(NUMPY.search(code) for _, code in checked_code(read(path))):
        pytest.importorskip("numpy")
    for line, code in checked_code(read(path)):
        code = re.sub(r"\bfrom exercises\b", "from solutions", code)
        if ">>>" not in code:
            exec(compile(code, f"{path.name}:{line}", "exec"), names)
            continue
        test = parser.get_doctest(code, names, path.name, str(path), line)
        runner.run(test, out=report.append, clear_globs=False)
        names.update(test.globs)
    assert runner.failures == 0, "".join(report)


def names(code):
    """Return the module's names that code uses, and those that it defines."""
    tables = [symtable.symtable(code, "lesson", "exec")]
    used, defined = set(), set()
    for table in tables:
        tables += table.get_children()
        module = table is tables[0]
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (module or symbol.is_global()):
                used.add(symbol.get_name())
            if module and (symbol.is_assigned() or symbol.is_imported()):
                defined.add(symbol.get_name())
    return used, defined


@pytest.mark.parametrize("path", TEXTS)
def test_a_block_uses_no_name_that_only_a_hidden_check_defines(path):
    known, loose = {*dir(builtins), "__name__"}, []
    for _, code in checked_code(COMMENT.sub("", read(path))):
        examples = doctest.DocTestParser().get_examples(code)
        for source in [example.source for example in examples] or [code]:
            used, defined = names(source)
            known |= defined
            loose += [f"{name} in {source}" for name in sorted(used - known)]
    assert loose == []


@pytest.mark.parametrize("path", TEXTS)
def test_every_number_in_the_prose_stands_in_checked_code(path):
    text = read(path)
    code = "\n".join(code for _, code in checked_code(text))
    known = set(numbers(code)) | {str(n) for n in range(13)}
    years = re.compile(r"(19|20)\d\d")
    loose = [n for n in numbers(prose(text)) if n not in known and not years.fullmatch(n)]
    assert loose == []


@pytest.mark.parametrize("path", TEXTS)
def test_sums_in_the_prose_come_out(path):
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", prose(read(path)))  # 1,664 is 1664
    for run in SUM.findall(text):
        sides = [(side.strip(), value(side)) for side in re.split("[=≈]", run)]
        for (left, one), (right, other) in zip(sides, sides[1:]):
            if one is None or other is None or not re.search(r"\d\s*[-+−·×/(]", left):
                continue
            decimals = len(right.partition(".")[2])
            assert math.isclose(one, other, abs_tol=0.5001 * 10**-decimals), run


@pytest.mark.parametrize("path", TEXTS)
def test_links_and_anchors_resolve(path):
    text = FENCE.sub("", read(path))
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        stub = other.parent == ROOT / "exercises" and other.stem in stems()  # whose is it by now?
        assert stub or other.exists(), f"{path.name} links to {target}"
        if anchor:
            assert anchor in anchors(read(other)), f"{path.name} links to {target}"


def whole_part(shown):
    """Return a report's text in the README up to where it is cut: in the list of what waits.

    So the README needn't know how many tasks the chapter has.
    """
    part, _, rest = shown.strip().rpartition("…")
    assert part.splitlines()[-1].startswith("  not started") and rest == ""
    return part.rstrip()


def test_the_readmes_report_is_the_one_the_grader_gives(tmp_path):
    text = stub = shipped("ch01_math")
    bodies = {
        node.name: ast.unparse(ast.Module(node.body[1:], []))  # behind its docstring
        for node in solution_tree("ch01_math").body
        if getattr(node, "name", "") in tasks("ch01_math")
    }
    for name, body in bodies.items():
        if name == "dot_product":
            body = "return [x * y for x, y in zip(a, b)]"
        body = textwrap.indent(body, "    ").strip()
        text = text.replace(f'raise NotImplementedError("{name}")', body)
        if name == "dot_product":
            break
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "ch01_math.py").write_text(text, encoding="utf-8")
    _, output = grade_folder("ch01_math", "exercises", cwd=tmp_path)
    shown = next(code for _, language, code in blocks(read(README)) if language == "text")
    if stub == made_from_solution("ch01_math"):  # its TODO lines are shorter
        output, shown = (re.sub(r"\.py:\d+", ".py", said) for said in (output, shown))
    shown = whole_part(shown)
    assert output.strip()[: len(shown)] == shown, "README.md shows another report of chapter 1"


def test_the_readmes_first_command_prints_what_the_readme_shows(tmp_path):
    untouched_exercises(tmp_path / "exercises")
    _, output = grade_folder("ch01_math", "exercises", cwd=tmp_path)
    shown = next(code for _, language, code in blocks(read(README)) if language == "console")
    first = re.search(r"^\$\(VENV\)/pytest-is-here:\n(?:.*\n)*?.*echo \"(.*)\"", MAKEFILE, re.M)[1]
    typed, _, said = shown.partition(first.replace("$(VENV)", ".venv") + "\n")
    assert typed.splitlines()[-1] == "$ make check-chapter 1"
    if shipped("ch01_math") == made_from_solution("ch01_math"):  # its lines are others
        output, said = (re.sub(r"\(line \d+\)", "", text) for text in (output, said))
    said = whole_part(said)
    assert output.strip()[: len(said)] == said


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_holds_checked_code(path):
    assert path.name in ("README.md", "AGENTS.md", "CONTRIBUTING.md") or checked_code(read(path))


@pytest.mark.parametrize("stem", stems())
def test_a_lesson_asks_three_questions_and_ends_as_the_others_do(stem):
    text = read(ROOT / "lessons" / f"{stem}.md")
    headings = HEADING.findall(FENCE.sub("", text))
    last = ["Predict, then run", "Common mistakes", "The same in NumPy", "What you can do now"]
    if needs_numpy(stem):
        last.remove("The same in NumPy")
    assert [heading for heading in headings if heading in last] == last
    asked = text.partition("## Predict, then run")[2].partition("\n## ")[0]
    assert asked.count("<summary>Answer</summary>") >= 3


def test_what_a_page_says_instead_stands_in_a_lesson():
    """A sentence that is changed alone would send whoever reads the page to a terminal."""
    there = runpy.run_path(str(ROOT / "site/words.py"))
    lessons = "\n".join(read(path) for path in (ROOT / "lessons").glob("*.md"))
    for pattern, _ in there["ELSEWHERE"]:
        assert re.search(pattern, lessons), f"site/words.py: no lesson says {pattern}"
