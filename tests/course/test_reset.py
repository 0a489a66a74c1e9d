"""make reset-chapter gives a fresh stub, and never loses what was there."""

import ast
import os
import re
import shlex
import shutil

import pytest
from clones import copied, crlf, small_course, with_git, written

from commands.stubs import blocks, blocks_by_margin, made_from_solution, shipped
from grading.chapters import needs_numpy, stems, tasks
from grading.grade import Chapter

pytestmark = pytest.mark.some(6)

LOSS, NEURON = "exercises/ch04_loss.py", "exercises/ch02_neuron.py"
STUB = made_from_solution("ch04_loss").replace("# TODO: do", "# TODO, as git has it: do").encode()
RIGHT = written("ch04_loss")
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    course = small_course(
        tmp_path_factory.mktemp("template") / "course", "ch02_neuron", "ch04_loss"
    )
    course.write(LOSS, STUB)
    if shutil.which("git"):
        with_git(course)
    course.run("reset", "4")  # leaves Python's caches, which save each test a moment
    return course


@pytest.fixture
def course(template, tmp_path):
    return copied(template, tmp_path / "mon cours é")


@pytest.fixture
def download(course):
    """The same without git, as a ZIP has it."""
    shutil.rmtree(course.path / ".git", ignore_errors=True)
    return course


# ── a whole chapter ──


@needs_git
def test_the_stub_comes_back_and_the_file_is_kept(course):
    course.write(LOSS, RIGHT)
    status, output = course.run("reset", "4")
    assert status == 0
    assert course.read(LOSS) == STUB and course.kept("ch04_loss") == [RIGHT]
    assert output.startswith(f"{LOSS} is the stub again, with nothing written.\n")
    kept = re.search(r"kept: (\S+)", output)[1]
    assert re.fullmatch(r"exercises/kept/ch04_loss\.\d{4}-\d\d-\d\d-\d{6}\.py", kept)
    assert output.endswith("Then type: make check-chapter 4\n")


@needs_git
@pytest.mark.skipif(os.name != "posix", reason="cp is typed where there is a POSIX shell")
def test_the_way_back_that_it_prints_gives_the_file_back(course):
    course.write(LOSS, RIGHT)
    _, output = course.run("reset", "4")
    command = re.search(r"^  (cp .*)$", output, re.MULTILINE)[1]
    assert course.type(*shlex.split(command))[0] == 0 and course.read(LOSS) == RIGHT


@needs_git
def test_an_untouched_stub_is_left_alone(course):
    for data in (STUB, crlf(STUB), b"\xef\xbb\xbf" + STUB):
        course.write(LOSS, data)
        status, output = course.run("reset", "4")
        assert status == 0 and "is the untouched stub.\nThere is nothing to reset." in output
        assert course.read(LOSS) == data and course.kept("ch04_loss") == []


@needs_git
def test_no_earlier_copy_is_replaced_and_git_sees_none(course):
    for i in range(3):  # within one second, mostly
        course.write(LOSS, f"x = {i}\n")
        assert course.run("reset", "4")[0] == 0
    assert sorted(course.kept("ch04_loss")) == [b"x = 0\n", b"x = 1\n", b"x = 2\n"]
    assert course.git("status", "--porcelain") == ""


@needs_git
def test_a_copy_that_is_there_already_serves_again(course):
    for _ in range(2):
        course.write(LOSS, RIGHT)
        course.run("reset", "4")
    assert course.kept("ch04_loss") == [RIGHT]


@needs_git
def test_the_newest_version_with_nothing_written_is_found_among_the_learners_commits(course):
    newest = STUB.replace(b"as git has it", b"newer")
    for i, data in enumerate([RIGHT, newest, RIGHT.replace(b"highest", b"top"), b"broken = (\n"]):
        course.write(LOSS, data)
        course.commit(f"{i}")
    (course.path / LOSS).unlink()
    course.commit("Deleted")
    course.write(LOSS, RIGHT)
    assert course.run("reset", "4")[0] == 0
    assert course.read(LOSS) == newest


@needs_git
def test_a_stub_of_a_teachers_own_is_found_though_its_words_differ(course):
    theirs = STUB.replace(b"numbers from 0 to 1", b"in our class: numbers from 0 to 1")
    course.write(LOSS, theirs)
    course.commit()
    course.write("solutions/ch04_loss.py", course.read("solutions/ch04_loss.py") + b"\nMORE = 1\n")
    course.write(LOSS, RIGHT)
    course.run("reset", "4")
    assert course.read(LOSS) == theirs


@needs_git
def test_windows_line_ends_stay(course):
    course.write(LOSS, crlf(RIGHT))
    course.run("reset", "4")
    assert course.read(LOSS) == crlf(STUB) and course.kept("ch04_loss") == [crlf(RIGHT)]


@needs_git
def test_a_missing_file_comes_back(course):
    (course.path / LOSS).unlink()
    status, output = course.run("reset", "4")
    assert status == 0 and course.read(LOSS) == STUB
    assert output.startswith(f"There was no {LOSS}. Now the stub is there.")


def test_any_bytes_are_kept(course):
    course.write(LOSS, b"\xff\x00 not text")
    assert course.run("reset", "4")[0] == 0
    assert course.kept("ch04_loss") == [b"\xff\x00 not text"]


# ── without git ──


def test_without_git_the_stub_is_made_from_the_solution(download):
    download.write(LOSS, RIGHT)
    status, output = download.run("reset", "4")
    assert status == 0 and "made from our solution" in output
    assert download.read(LOSS).decode() == made_from_solution("ch04_loss")
    assert download.kept("ch04_loss") == [RIGHT]


@pytest.mark.parametrize("stem", stems())
def test_what_is_made_from_a_solution_is_the_stub_but_for_its_todo_lines(stem):
    made = made_from_solution(stem)
    assert ast.dump(ast.parse(made)) == ast.dump(ast.parse(shipped(stem)))
    for line in made.splitlines():
        assert "# TODO" not in line or line.endswith("# TODO: do what the text above says.")


@pytest.mark.parametrize("stem", stems())
def test_tasks_are_those_of_the_grader(stem):
    if needs_numpy(stem):
        pytest.importorskip("numpy")
    assert tasks(stem) == list(Chapter(stem).tests)


# ── one task ──


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_one_task_is_fresh_and_the_rest_stays_to_the_byte(course, ends):
    before = b"\xef\xbb\xbf" + RIGHT.replace(b"\n", ends)
    course.write(LOSS, before)
    status, output = course.run("reset", "4", "softmax")
    assert status == 0
    assert output.startswith(f"softmax in {LOSS} is the stub again.\nThe rest stayed as it was.")
    after = course.read(LOSS)
    begin, end = before.index(b"def softmax"), before.index(b"def one_hot")
    piece = STUB[STUB.index(b"def softmax") : STUB.index(b"def one_hot")].replace(b"\n", ends)
    if b"as git has it" not in after:
        piece = piece.replace(b", as git has it", b"")
    assert after == before[:begin] + piece + before[end:]
    assert course.kept("ch04_loss") == [before]


def test_one_class_is_fresh_with_its_decorators_gone(course):
    course.write(NEURON, written("ch02_neuron"))
    assert course.run("reset", "2", "Neuron")[0] == 0
    text = course.read(NEURON).decode()
    assert 'raise NotImplementedError("Neuron.forward")' in text
    assert "@dataclass\nclass Neuron" not in text and "def train(self, examples" in text
    ast.parse(text)


def test_an_untouched_task_is_left_alone(course):
    data = RIGHT + b"\n\n" + STUB[STUB.index(b"def softmax") : STUB.index(b"def one_hot")].rstrip()
    data = data.replace(b", as git has it", b"") if not (course.path / ".git").exists() else data
    course.write(LOSS, data)  # the last of two functions counts; no line end at the end
    status, output = course.run("reset", "4", "softmax")
    assert status == 0 and "softmax in exercises/ch04_loss.py is the untouched stub" in output
    assert course.read(LOSS) == data


def test_a_task_that_was_deleted_comes_back_in_its_place(course):
    spans, lines = blocks(RIGHT), RIGHT.splitlines(keepends=True)
    for task in tasks("ch04_loss"):
        rest = b"".join(lines[: spans[task][0]] + lines[spans[task][1] :])
        course.write(LOSS, rest)
        assert course.run("reset", "4", task)[0] == 0
        text = course.read(LOSS)
        assert b'raise NotImplementedError("%s")' % task.encode() in text
        order = [name for name in blocks(text) if name in tasks("ch04_loss")]
        assert order == tasks("ch04_loss")
        assert len(text.splitlines()) > len(rest.splitlines()) + 5


def test_a_task_can_be_reset_though_the_file_does_not_load_for_it(course):
    broken = RIGHT.replace(b"highest = sorted(logits)[-1]", b"highest = sorted(logits[-1]")
    course.write(LOSS, broken)
    assert course.run("reset", "4", "softmax")[0] == 0
    text = course.read(LOSS).decode()
    ast.parse(text)
    assert 'NotImplementedError("softmax")' in text and "def one_hot(index, size):" in text
    assert course.kept("ch04_loss") == [broken]


def test_a_file_that_is_broken_elsewhere_is_left_alone(course):
    broken = RIGHT + b"x = (\n"
    course.write(LOSS, broken)
    status, output = course.run("reset", "4", "softmax")
    assert status == 1 and "doesn't load (line" in output and "make reset-chapter 4" in output
    assert course.read(LOSS) == broken and course.kept("ch04_loss") == []


def test_blocks_are_found_by_the_margin_as_by_the_parser():
    for stem in ("ch01_math", "ch02_neuron", "ch04_loss", "ch06_training"):
        raw = written(stem)
        assert blocks_by_margin(raw) == blocks(raw), stem


def test_comments_under_the_last_line_belong_to_a_block():
    raw = b"def f():\n    return 1\n    # a note\n\n    # another\n# not this\n\nx = 1\n"
    assert blocks(raw) == {"f": (0, 5)}


# ── whatever stands in a task's place ──

SOFTMAX = RIGHT[RIGHT.index(b"def softmax") : RIGHT.index(b"def one_hot")].decode().rstrip()
INDENTED = SOFTMAX.replace("\n", "\n    ")


ODD = [  # what isn't a block that gives way to the stub, and the line to be named
    (f"if True:\n    {INDENTED}", "def softmax(logits):"),
    (f"try:\n    softmax\nexcept NameError:\n    {INDENTED}", "def softmax(logits):"),
    ("for softmax in [share]:\n    pass", ""),
    ("print(softmax := share)", ""),
    ("a, softmax = share, share", ""),
    ("softmax = other = share", ""),
    ("a = 1; softmax = share", ""),
    ("import math, random as softmax", ""),
]


def made_of(text, name):
    """Return what a file's text gives a name, by running it."""
    space = {"__name__": "exercises.ch04_loss"}
    exec(re.sub("(?m)^from exercises.*", "", text.replace("Vector", "list")), space)
    return space[name]


def with_softmax(place, text):
    """Return a right exercise with a text in softmax's place, behind it, or at the end of all."""
    if place == "instead, at the end":
        return RIGHT.replace(SOFTMAX.encode(), b"") + f"\n\n{text}\n".encode()
    if place == "instead":
        return RIGHT.replace(SOFTMAX.encode(), text.encode())
    if place == "behind":
        return RIGHT.replace(SOFTMAX.encode(), f"{SOFTMAX}\n\n\n{text}".encode())
    return RIGHT + f"\n\n{text}\n".encode()


@pytest.mark.some(4)
@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("instead", "softmax = lambda logits: 0"),
        ("instead", "softmax: object = sorted"),
        ("instead", "softmax = (  # on two lines\n    sorted)"),
        ("instead", "from math import exp as softmax"),
        ("instead", f"@staticmethod\n{SOFTMAX}"),
        ("instead", "async def softmax(logits):\n    return 0"),
        ("instead", "class softmax:\n    pass"),
        ("instead", "softmax = 1\n\n\n" + SOFTMAX),
        ("behind", "softmax = share"),
        ("behind", SOFTMAX),
        ("at the end", SOFTMAX),
        ("at the end", "softmax = share"),
    ],
)
def test_after_a_reset_the_name_stands_for_the_stub_and_the_rest_stays(course, place, text):
    before = with_softmax(place, text)
    course.write(LOSS, before)
    status, output = course.run("reset", "4", "softmax")
    assert status == 0 and output.startswith(f"softmax in {LOSS} is the stub again.\n"), output
    after = course.read(LOSS).decode()
    check_softmax_is_the_stub(after)
    assert course.kept("ch04_loss") == [before]


def check_softmax_is_the_stub(text):
    text = text.replace("softmax.calls = 0", "")  # which marks it
    with pytest.raises(NotImplementedError, match="softmax"):
        made_of(text, "softmax")([1.0])
    assert made_of(text, "one_hot")(1, 2) == [0, 1] and made_of(text, "mse_loss")


@pytest.mark.some(4)
@pytest.mark.parametrize(
    ("place", "text"),
    [
        *(("instead", text) for text, _ in ODD),  # where the stub comes behind it
        ("behind", "softmax: object"),  # which says something of it, and changes nothing
        ("behind", "totals = [softmax for softmax in [1]]"),
        ("behind", "def other(softmax):\n    softmax = softmax or 1\n    return softmax"),
        ("behind", "class Other:\n    softmax = 1"),
        ("behind", "softmax.calls = 0"),
    ],
)
def test_what_is_no_definition_of_the_task_is_left_where_it_is(course, place, text):
    course.write(LOSS, with_softmax(place, text))
    status, output = course.run("reset", "4", "softmax")
    assert status == 0 and output.startswith(f"softmax in {LOSS} is the stub again.\n"), output
    after = course.read(LOSS).decode()
    assert text in after
    check_softmax_is_the_stub(after)


@pytest.mark.some(5)
@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        *(("instead, at the end", *odd) for odd in ODD),
        ("behind", "del softmax", ""),
        ("behind", "other = (softmax := share)", ""),
        ("behind", "softmax += 1", ""),
        ("behind", "[softmax := p for p in [1]]", ""),
        ("behind", "def other(a=(softmax := 1)):\n    return a", ""),
        ("behind", "with open('x') as softmax:\n    pass", ""),
        (
            "behind",
            "try:\n    1 / 0\nexcept OSError as softmax:\n    pass",
            "except OSError as softmax:",
        ),
        ("behind", "match 1:\n    case [*softmax]:\n        pass", "case [*softmax]:"),
        (
            "behind",
            "match 1:\n    case {1: _, **softmax}:\n        pass",
            "case {1: _, **softmax}:",
        ),
        ("at the end", "from random import *", ""),
        ("at the end", "if True:\n    softmax = share", "softmax = share"),
        ("at the end", "def change():\n    global softmax\n    softmax = 1", "global softmax"),
    ],
)
def test_where_the_stub_would_not_hold_nothing_is_changed_and_the_line_is_named(
    course, place, text, told
):
    before = with_softmax(place, text)
    course.write(LOSS, before)
    status, output = course.run("reset", "4", "softmax")
    told = told or text.splitlines()[0]
    place = before.decode().rindex(told)
    line = before.decode().count("\n", 0, place) + 1
    said = f"{LOSS}:{line} can change what softmax is:\n  {told}\nA fresh stub wouldn't hold, so"
    assert status == 1 and output.startswith(said), output
    assert output.endswith("or reset\nthe whole chapter:\n  make reset-chapter 4\n")
    assert course.read(LOSS) == before and course.kept("ch04_loss") == []


def test_the_line_is_the_files_own_though_it_does_not_load(course):
    text = with_softmax("at the end", "del softmax").replace(b"sorted(logits)", b"sorted(logits")
    course.write(LOSS, text)
    status, output = course.run("reset", "4", "softmax")
    line = text.splitlines().index(b"del softmax") + 1
    assert status == 1 and output.startswith(f"{LOSS}:{line} can change what softmax is:")
    text = text.replace(b"def softmax", b"@decorated(\n    1\n)\ndef softmax")
    course.write(LOSS, text.replace(b"del softmax", b""))
    status, output = course.run("reset", "4", "softmax")
    line = text.splitlines().index(b"@decorated(") + 1
    assert status == 1 and output.startswith(f"{LOSS}:{line} can change what softmax is:")


def test_a_task_in_a_string_is_none(course):
    before = with_softmax("instead", f'NOTES = """\n{SOFTMAX}\n"""\nx = (')
    course.write(LOSS, before.replace(b"x = (", b"x = 1").replace(b"[index] = 1", b"[index] = ("))
    assert course.run("reset", "4", "softmax")[0] == 1
    assert course.kept("ch04_loss") == []


@pytest.mark.parametrize("change", ["Neuron.forward = len", "del Neuron.forward"])
def test_a_method_that_is_changed_from_outside_keeps_its_class_from_being_reset(course, change):
    before = written("ch02_neuron") + f"\n\n{change}\n".encode()
    course.write(NEURON, before)
    status, output = course.run("reset", "2", "Neuron")
    assert status == 1 and f" can change what Neuron is:\n  {change}\n" in output
    assert course.read(NEURON) == before


# ── what is refused ──


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Which chapter?"),
        (["9"], "There is no chapter '9'"),
        (["4", "sofmax"], "Chapter 4 has no task 'sofmax'. These are its tasks:\n  softmax\n"),
        (["4", "Softmax"], "has no task"),
    ],
)
def test_a_wrong_word_gets_the_list(course, words, says):
    course.write(LOSS, RIGHT)
    status, output = course.run("reset", *words)
    assert status == 2 and says in output
    assert course.read(LOSS) == RIGHT


def test_a_word_too_many_is_refused(course):
    status, output = course.run("reset", "4", "softmax", "one_hot")
    assert status == 1 and "make reset-chapter 4 TASK=softmax" in output


def test_where_nothing_can_be_kept_nothing_is_reset(course):
    course.write("exercises/kept", "a file in the way")
    course.write(LOSS, RIGHT)
    status, output = course.run("reset", "4")
    assert status == 1
    assert "exercises/kept can't be read or written" in output
    assert "Your file is as it was." in output and course.read(LOSS) == RIGHT


@pytest.mark.parametrize(
    ("call", "named"),
    [("builtins.open", "exercises/kept"), ("io.open", LOSS), ("os.replace", LOSS)],
)
def test_what_cannot_be_written_is_named_and_no_file_that_nobody_has_seen(
    course, tmp_path, call, named
):
    module, _, name = call.partition(".")
    code = f"import {module}\ntrue = {call}\n"
    code += f"def {name}(path, mode='r', *more, **others):\n"
    code += "    if mode == 'xb' or str(path).endswith('.part'):\n"
    code += "        raise PermissionError(13, 'Permission denied', path)\n"
    code += "    return true(path, mode, *more, **others)\n"
    (tmp_path / "sitecustomize.py").write_text(f"{code}{call} = {name}\n")
    course.write(LOSS, RIGHT)
    status, output = course.run("reset", "4", PYTHONPATH=str(tmp_path))
    said = f"{named} can't be read or written: Permission denied. Your file is as it was.\n"
    assert (status, output) == (1, said) and course.read(LOSS) == RIGHT


def test_an_interrupt_leaves_the_file_as_it_was(course, tmp_path):
    code = "import os\ndef replace(a, b): raise KeyboardInterrupt\nos.replace = replace\n"
    (tmp_path / "sitecustomize.py").write_text(code)
    course.write(LOSS, RIGHT)
    status, output = course.run("reset", "4", PYTHONPATH=str(tmp_path))
    assert status == 1 and "Stopped. What you had is in" in output
    assert course.read(LOSS) == RIGHT and not list((course.path / "exercises").glob("*.part"))


# ── with make ──


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_passes_the_chapter_and_the_task_on(course):
    course.has_environment()
    course.write(LOSS, RIGHT)
    status, output = course.type("make", "reset-chapter", "4", "TASK=softmax")
    assert status == 0 and output.startswith("softmax in exercises/ch04_loss.py is the stub again")
    status, output = course.type("make", "reset-chapter", "N=4")
    assert status == 0 and output.startswith("exercises/ch04_loss.py is the stub again")
    status, output = course.type("make", "reset-chapter")
    assert status != 0 and "4  Loss" in output


@pytest.mark.parametrize("task", ["", "softmax"])
@pytest.mark.parametrize("target", ["../solutions/ch04_loss.py", "ch04_loss.py", "nowhere.py"])
def test_what_a_link_leads_to_is_never_written(course, target, task):
    (course.path / LOSS).unlink()
    (course.path / LOSS).symlink_to(target)
    ours = course.read("solutions/ch04_loss.py")
    status, output = course.run("reset", "4", *filter(None, [task]))
    assert status == 1 and "it is a link to another file" in output
    assert course.read("solutions/ch04_loss.py") == ours and (course.path / LOSS).is_symlink()
    assert not (course.path / "exercises/nowhere.py").exists()
