"""make grade-class: whatever one learner hands in costs one row, and nothing is graded twice."""

import csv
import html.parser
import io
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from right_programs import right, write_hand
from runs import exercises_from_solutions, limited, plain_environment, untouched_exercises
from test_commands import SHIM, clone, make, write_program
from variants import grade_text

from commands import grade_class
from commands.classroom import learners, tables
from commands.classroom.child import HandedIn, result
from commands.classroom.graders import LATE, PARTS, PATIENCE, Options, Slot, Stopped, load, put
from commands.classroom.learners import class_in, labels
from commands.confinement import unconfined
from grading.chapters import ROOT, as_exercise, needs_numpy, solution_text, stems, tasks
from grading.departure import Departure
from grading.files import printable
from grading.grade import Chapter, Outcome
from grading.known_mistakes import bank

pytestmark = pytest.mark.some(6)

PROGRAM = ROOT / "commands/grade_class.py"
ONE, TWO = stems()[:2]
MARKUP = "<img src=x onerror=alert(1)>"
LISTED = next(mistake for mistake in bank(ONE) if mistake.task == "dot_product")
ALL = f"{len(tasks(ONE))} of {len(tasks(ONE))}"
SLOPED = next(mistake for mistake in bank(TWO) if mistake.task == "sigmoid_derivative")


def with_mistake(mistake, stem):
    return as_exercise(mistake.put_into(solution_text(stem)))


def wrong_in(text):
    """Return how many tasks of chapter 1 are wrong in a text: one, and those that build on it."""
    return sum(outcome.state == "not yet" for outcome in grade_text(ONE, text).values())


def write_right(folder, hand="functional", chapters=(ONE, TWO)):
    return write_hand(folder, hand, chapters)


def write_class(submissions):
    """Write ten learners' folders: right and wrong, broken and hostile, and a file beside them."""
    write_right(submissions / "Ann")
    wrong = {ONE: with_mistake(LISTED, ONE), TWO: with_mistake(SLOPED, TWO)}
    exercises_from_solutions(write_right(submissions / "Ben"), [ONE, TWO], **wrong)
    whole = write_right(submissions / "Björk, O'Hara" / "course-main" / "exercises", "index_loops")
    exercises_from_solutions(whole, [ONE], **{ONE: wrong[ONE]})
    exercises_from_solutions(whole.parent / "solutions", [ONE, TWO])
    write_right(submissions / "=1+1", chapters=[ONE])
    noisy = exercises_from_solutions(write_right(submissions / MARKUP), [ONE])
    with (noisy / f"{ONE}.py").open("a", encoding="utf-8") as file:
        file.write(
            "\n\ndef dot_product(a, b):\n    print('<script>alert(1)</script>', '\\x1b[2J')\n"
            "    raise ValueError('=1+1 <b>')\n"
        )
    for stem in (ONE, TWO):
        stub = submissions / "stubs" / f"{stem}.py"
        stub.parent.mkdir(exist_ok=True)
        stub.write_text(f'"""A stub."""\n\n\n{not_written(stem)}')
    hanging = write_right(submissions / "hangs")
    (hanging / f"{ONE}.py").write_text("import time\nwhile True:\n    time.sleep(0.01)\n")
    broken = write_right(submissions / "broken")
    (broken / f"{ONE}.py").write_bytes("# é\n".encode("latin-1"))
    (broken / f"{TWO}.py").write_text("def f(:\n")
    leaving = write_right(submissions / "leaves")
    with (leaving / f"{ONE}.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef dot_product(a, b):\n    import os\n    os.abort()\n")
    (leaving / f"{TWO}.py").unlink()
    (leaving / f"{TWO}.py").symlink_to(ROOT / "solutions" / f"{TWO}.py")
    (submissions / "empty").mkdir()
    (submissions / "list.txt").write_text("Ann\n")
    return submissions


def not_written(stem):
    return "\n\n".join(
        f"def {task}(*args):\n    raise NotImplementedError({task!r})\n" for task in tasks(stem)
    )


def start(folder, *words, out, cwd=None):
    """Begin a class in a process of its own; a call may take a second, so that it's quick."""
    command = [sys.executable, str(PROGRAM), str(folder), *words, "--out", str(out)]
    return subprocess.Popen(
        [*command, "--seconds", "1"],
        cwd=cwd,
        env=plain_environment(PYTHONIOENCODING="utf-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(folder, *words, out, cwd=None):
    with limited(start(folder, *words, out=out, cwd=cwd), 120) as process:
        output, errors = process.communicate()
    return process.returncode, output, errors


def tasks_in(out):
    """Return {(learner, task): row} of tasks.csv."""
    with (out / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["learner"], row["task"]): row for row in csv.DictReader(file)}


def kept_in(out):
    return {
        path.name: json.loads(path.read_text())["chapters"]
        for path in (out / "learners").glob("*-*.json")
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that is graded: its folder, the results' folder, status, what was printed."""
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    place = tmp_path_factory.mktemp("class")
    submissions = write_class(place / "Klasse é 1")
    status, output, errors = run(submissions, "1", "2", "--jobs", "4", out=place / "out")
    assert errors == ""
    return submissions, place / "out", status, output


# ── the marks ──


def test_a_class_is_graded_whatever_is_in_it(graded):
    _, out, status, output = graded
    assert status == 0
    rows, states = tasks_in(out), {}
    for (learner, task), row in rows.items():
        states.setdefault((learner, task in tasks(ONE)), Counter())[row["state"]] += 1
    first, second = len(tasks(ONE)), len(tasks(TWO))
    wrong = wrong_in(with_mistake(LISTED, ONE))
    assert 0 < wrong < first
    assert states["Ann", True] == {"passed": first} and states["Ann", False] == {"passed": second}
    assert states["Ben", True] == {"passed": first - wrong, "not yet": wrong}
    assert states["Björk, O'Hara", True] == {"passed": first - wrong, "not yet": wrong}
    assert states["'=1+1", False] == {"not handed in": second}
    assert states["stubs", True] == {"not started": first}
    assert states["empty", True] == {"not handed in": first}
    assert states["hangs", True] == {"not yet": first}
    assert states["broken", True] == {"not yet": first}
    left = wrong_in(f"{right('functional', ONE)}\n\ndef dot_product(a, b):\n    return None\n")
    assert states["leaves", True] == {"passed": first - left, "not yet": left}
    assert states["leaves", False] == {"not yet": second}
    total = sum(row["state"] == "passed" for row in rows.values())
    assert f"10 learners, chapters 1, 2: {total} of {10 * (first + second)} tasks passed." in output


def test_the_causes_are_named(graded):
    rows = tasks_in(graded[1])
    assert rows["Ben", "dot_product"]["known mistake"] == LISTED.sentence
    assert rows["Björk, O'Hara", "dot_product"]["known mistake"] == LISTED.sentence
    assert rows["Ben", "sigmoid_derivative"]["known mistake"] == SLOPED.sentence
    causes = {key: row["other cause"] for key, row in rows.items()}
    assert "still running. See ch01_math.py:3." in causes["hangs", "vector_add"]
    assert "isn't UTF-8 text" in causes["broken", "vector_add"]
    assert "SyntaxError" in causes["broken", "sigmoid"]
    assert "Python itself came to an end" in causes["leaves", "dot_product"]
    assert causes["leaves", "sigmoid"].startswith("ch02_neuron.py can't be read: it is a link")
    assert "Raised at ch01_math.py" in causes[MARKUP, "dot_product"]


def test_the_terminal_shows_the_most_frequent_mistakes_and_where_things_are(graded):
    submissions, out, _, output = graded
    flat = re.sub(r"\s+", " ", output)
    assert f"2 × dot_product, chapter 1 {LISTED.sentence}" in flat
    assert "With a note beside their marks: empty." in flat
    assert "list.txt" in flat
    assert all(f"{name} " in output for name in ("grades.html", "grades.csv", "tasks.csv"))
    assert str(out) in output and "\x1b" not in output
    tail = output[output.index("10 learners") :]
    assert max(map(len, tail.replace(str(out), "out").splitlines())) <= 80


def test_the_wide_table_has_a_line_for_each_learner(graded):
    with (graded[1] / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    assert len(rows) == 10
    first, second = len(tasks(ONE)), len(tasks(TWO))
    assert rows["Ann"]["points"] == rows["Ann"]["of"] == str(first + second)
    passed = first - wrong_in(with_mistake(LISTED, ONE))
    assert rows["Ben"][f"chapter 1 (of {first})"] == str(passed)
    assert rows["Ben"]["1 dot_product"] == "not yet"
    assert rows["empty"]["note"] == "No exercise file."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", " +", "\n=", "＝"])
def test_no_cell_is_a_formula(start):
    line = tables.as_csv([[f"{start}1+1", "a=b", -1]])
    assert list(csv.reader([line[1:]], strict=True))[0][0].startswith("'")
    assert tables.cell("a=b") == "a=b" and tables.cell(-1) == -1
    assert tables.cell("[1, -2]; x = 3") == "[1, -2]; x = 3"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("text", ["a{}=1+1", 'a{} "=1+1"', '"{}"{}+1', "{}{}-1{}@x", '"{}{}\n="'])
def test_no_cell_is_a_formula_whatever_mark_divides_cells(text, separator):
    name = text.replace("{}", separator)
    written = io.StringIO(tables.as_csv([[name, name, "passed", name], ["b", 1, 2, name]])[1:])
    cells = [cell for line in csv.reader(written, delimiter=separator) for cell in line]
    assert len(cells) > 2 and not [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)]


class Page(html.parser.HTMLParser):
    """Checks that every element is closed in order, and collects what there is."""

    VOID = ("meta", "br")

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], Counter(), [], ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_the_page_is_whole_and_holds_nothing_of_the_learners_but_text(graded):
    text = (graded[1] / "grades.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "img", "link", "iframe", "b onload"} & page.tags.keys()
    for _, name, value in page.attributes:
        assert not name.startswith("on") and name != "src"
        assert name != "href" or value.startswith("#")
    assert "url(" not in text and "@import" not in text and "http://" not in text
    for shown in (MARKUP, "=1+1 <b>", "<script>alert(1)</script>", LISTED.sentence):
        assert shown in page.text
    assert "\x1b" not in text
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value[1:] for _, name, value in page.attributes if name == "href"}
    assert links <= set(ids)


@pytest.mark.full
def test_the_pages_tables_can_be_read_aloud(graded):
    page = Page((graded[1] / "grades.html").read_text(encoding="utf-8"))
    assert page.tags["table"] == page.tags["caption"] == 3
    scopes = [value for tag, name, value in page.attributes if name == "scope"]
    assert len(scopes) == page.tags["th"]
    assert ("html", "lang", "en") in page.attributes
    cells = r'<td class="(?!number)[a-z-]+">(?:<a [^>]*>)?([a-z ]*)'
    states = re.findall(cells, "".join(marks(graded[1])))
    assert len(states) == 10 * len(tasks(ONE) + tasks(TWO))
    assert set(states) <= set(tables.STATES)  # a word in every cell


def marks(out):
    text = (out / "grades.html").read_text(encoding="utf-8")
    return re.findall(r'<table class="marks">.*?</table>', text, re.DOTALL)


# ── again ──


def test_what_is_graded_is_not_graded_again_and_what_changed_is(graded, tmp_path):
    submissions, before, _, _ = graded
    out = shutil.copytree(before, tmp_path / "out")
    kept = kept_in(out)
    output = run(submissions, "1", "2", "--jobs", "4", out=out)[1]
    assert output.count("graded before") == 9  # all but the empty one
    assert kept_in(out) == kept and marks(out) == marks(before)

    changed = shutil.copytree(submissions, tmp_path / submissions.name, symlinks=True)
    (changed / "Ben" / f"{TWO}.py").write_text(as_exercise(solution_text(TWO)))
    output = run(changed, "1", "2", out=out)[1]
    assert output.count("graded before") == 8
    rows = tasks_in(out)
    assert rows["Ben", "sigmoid_derivative"]["state"] == "passed"
    assert rows["Ben", "dot_product"]["state"] == "not yet"
    names = [name for name in kept if kept_in(out)[name] != kept[name]]
    assert [name[:4] for name in names] == ["Ben-"]
    assert kept_in(out)[names[0]][ONE] == kept[names[0]][ONE]  # chapter 1 was left alone


def test_an_edited_table_is_kept(graded, tmp_path):
    submissions, before, _, _ = graded
    out = shutil.copytree(before, tmp_path / "out")
    (out / "grades.csv").write_text("my remarks\n")
    (out / "learners" / "written.json.part").write_text("half a file, as a kill leaves it")
    output = run(submissions, "1", "2", out=out)[1]
    (copy,) = out.glob("grades-kept-*.csv")
    assert copy.read_text() == "my remarks\n" and copy.name in output
    assert (out / "grades.csv").read_bytes() == (before / "grades.csv").read_bytes()


@pytest.mark.parametrize(
    "record", ['{"grades.csv": 5}', '{"grades.csv": null}', "[[1, 2]]", "5", "not JSON", None]
)
def test_a_record_that_was_altered_says_nothing(record, tmp_path):
    path = tmp_path / "learners" / "written.json"
    path.parent.mkdir()
    (path / "mine").mkdir(parents=True) if record is None else path.write_text(record)
    (tmp_path / "grades.csv").write_text("my remarks\n")
    (copy,) = grade_class.write_results(tmp_path, {"grades.csv": "1"})
    assert (tmp_path / copy).read_text() == "my remarks\n"
    assert (tmp_path / "grades.csv").read_text() == "1"
    assert grade_class.write_results(tmp_path, {"grades.csv": "2"}) == []
    assert record is not None or (*path.parent.glob("written-kept-*/mine"),)


def test_what_is_kept_and_not_whole_is_not_used(tmp_path):
    submissions = tmp_path / "class"
    write_right(submissions / "Ann", chapters=[ONE])
    learner = class_in(submissions)[0][0]
    path = tmp_path / "learners" / f"{learner.id}.json"
    path.parent.mkdir()
    part = dict.fromkeys(PARTS, "")
    for text in ("", "{", "[]", '{"chapters": []}', json.dumps({"chapters": {ONE: {"key": 1}}})):
        path.write_text(text)
        assert load(tmp_path, learner) == {}
    path.write_text(json.dumps({"chapters": {ONE: {"key": "", "tasks": [part]}}}))
    assert load(tmp_path, learner) == {}
    with pytest.raises(OSError):
        put(tmp_path / "no such folder" / "file", b"text")


@pytest.mark.full
def test_one_at_a_time_gives_the_same(graded, tmp_path):
    submissions, before, _, _ = graded
    few = tmp_path / submissions.name
    for name in ("Ben", "Björk, O'Hara", MARKUP):
        shutil.copytree(submissions / name, few / name)
    run(few, "1", "2", "--jobs", "1", out=tmp_path / "out")
    serial, parallel = kept_in(tmp_path / "out"), kept_in(before)
    assert len(serial) == 3
    assert all(parallel[name] == serial[name] for name in serial)


@pytest.mark.some(2)
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_an_interrupted_class_goes_on_where_it_was(ctrl_c, tmp_path, end):
    submissions, out = tmp_path / "class", tmp_path / "out"
    for name in "abc":
        write_right(submissions / name)
    process = start(submissions, "--jobs", "1", out=out)
    with limited(process):
        process.stdout.readline()  # a learner is done, and another begun
        pids = below(process.pid)
        process.send_signal(end)
        output, errors = process.communicate(timeout=20)
    if end == signal.SIGINT:
        assert process.returncode == 130 and "Traceback" not in errors
        assert "Stopped." in output and "the same command goes on" in output
    assert not (out / "grades.csv").exists()
    until = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    kept = kept_in(out)
    total = 3 * len(tasks(ONE) + tasks(TWO))
    status, output, _ = run(submissions, "--jobs", "1", out=out)
    assert status == 0 and f"3 learners, chapters 1, 2: {total} of {total}" in output
    assert 1 <= output.count("graded before") < 3
    assert all(kept_in(out)[name].items() >= chapters.items() for name, chapters in kept.items())


def below(pid):
    """Return the processes below one, on Linux; elsewhere none."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    found = []
    for child in path.read_text().split() if path.exists() else []:
        found += [child, *below(child)]
    return found


# ── who and what ──


def test_the_chapters_that_nobody_began_are_left_out(tmp_path):
    submissions, out = tmp_path / "class", tmp_path / "out"
    (submissions / "ann").mkdir(parents=True)
    exercises = untouched_exercises(submissions / "ann" / "exercises")
    exercises_from_solutions(exercises, [TWO])
    for path in exercises.glob("np*.py"):
        path.unlink()
    (exercises / f"{ONE}.py").write_text(not_written(ONE))
    output = run(submissions, "--earlier", "solutions", out=out)[1]
    all_of_them = f"{len(tasks(TWO))} of {len(tasks(TWO))}"
    assert f"1 learner, chapter 2: {all_of_them} tasks passed." in output
    assert "Nobody has begun, so it is left out: chapter 1." in output


def test_earlier_chapters_may_be_ours_and_stand_in_where_none_are(tmp_path):
    submissions = tmp_path / "class"
    write_right(submissions / "ann", "index_loops", chapters=[TWO])
    ben = exercises_from_solutions(write_right(submissions / "ben"), [TWO])
    (ben / f"{ONE}.py").write_text("def f(:\n")
    run(submissions, "2", out=tmp_path / "own")
    rows = tasks_in(tmp_path / "own")
    assert rows["ann", "sigmoid"]["state"] == "passed"
    assert "at ch01_math.py:1" in rows["ben", "Perceptron"]["other cause"]
    assert "ours stand in their place: ch01_math.py" in (tmp_path / "own/grades.csv").read_text(
        encoding="utf-8-sig"
    )
    run(submissions, "2", "--earlier", "solutions", out=tmp_path / "ours")
    assert all(row["state"] == "passed" for row in tasks_in(tmp_path / "ours").values())


def test_names_are_shown_on_one_line_and_stay_apart(tmp_path):
    assert printable("a\nb\x1b[2J") == "a?b?[2J" and printable("é 名") == "é 名"
    assert printable("a\u202eb") == "a?b" and printable("\udcffz") == "?z"
    if os.name != "nt":
        for name in ("a\nb", "a\tb"):
            write_right(tmp_path / name, chapters=[ONE])
        learners = class_in(tmp_path)[0]
        assert [learner.name for learner in learners] == ["a?b", "a?b (2)"]
        assert len({learner.id for learner in learners}) == 2


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["a\nb", "a\tb"], ["a?b (2)", "a?b"]),
        (["a\nb", "a?b"], ["a?b (2)", "a?b"]),
        (["a\nb", "a\tb", "a?b (2)"], ["a?b (3)", "a?b", "a?b (2)"]),
        (["a\nb", "a?b", "a?b (2)", "a\tb"], ["a?b (4)", "a?b", "a?b (2)", "a?b (3)"]),
        (["a\n", "a\t", "a\n (2)"], ["a? (2)", "a?", "a? (2) (2)"]),
        (["x\u200dy", "xy"], ["x\u200dy (2)", "xy"]),  # a joiner can't be seen between these
        (["x\u200d名", "x名"], ["x\u200d名 (2)", "x名"]),
        (["x\u200d\n", "x\u200d?"], ["x\u200d? (2)", "x\u200d?"]),
        (["x\u200dy", "x\u200cy"], ["x\u200dy (2)", "x\u200cy"]),
        (["é", "e\u0301", "A", "a"], ["é", "e\u0301", "A", "a"]),
    ],
)
def test_a_folders_label_is_its_own_in_whatever_order_they_come(names, shown):
    expected = dict(zip(names, shown))
    for order in itertools.permutations(names):
        assert labels(list(order)) == expected
    marks = [label.replace("\u200d", "").replace("\u200c", "") for label in shown]
    assert len({*marks}) == len(names)
    assert all(expected[name] == name for name in names if name.isprintable())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_kept_result_stays_a_folders_own_when_its_number_changes(tmp_path):
    (tmp_path / "a\nb").mkdir()
    before = class_in(tmp_path)[0][0]
    (tmp_path / "a?b").mkdir()
    after = {learner.folder: learner for learner in class_in(tmp_path)[0]}[before.folder]
    assert (before.name, after.name) == ("a?b", "a?b (2)") and before.id == after.id


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.some(6)
@pytest.mark.parametrize("number", range(10))
def test_no_command_prints_a_folders_name_as_it_is(tmp_path, number):
    odd = tmp_path / "\x1b[2J\x07\x9b\nodd"
    missing = odd / "missing"
    write_right(odd / "Ann\x1b[2J", chapters=[ONE])
    (odd / "Ann\x1b[2J" / f"{ONE}.py").write_text(with_mistake(LISTED, ONE), encoding="utf-8")
    (odd / "\x1b[2J.txt").touch()
    graded = [ROOT / "commands" / "results.py", "gradescope", "1", "--exercises"]
    course = ["-m", "pytest", ROOT / "tests" / f"test_{ONE}.py", "--exercises"]
    commands = [
        [PROGRAM, odd, "1", "--out", tmp_path / "\x1bout"],
        [PROGRAM, missing],
        [PROGRAM, odd, "--out", odd / "out"],
        [*graded, odd / "Ann\x1b[2J", "--out", tmp_path / "\x1bresults.json"],
        [*graded, odd, "--out", missing / "results.json"],
        [*graded, missing],
        [*course, odd / "Ann\x1b[2J"],
        [*course, missing],
        [ROOT / "commands" / "pack.py", "gradescope", "1", "--out", tmp_path / "\x1bdist"],
        [ROOT / "commands" / "pack.py", "gradescope", "1", "--out", odd / f"Ann\x1b[2J/{ONE}.py"],
    ]
    words = commands[number]
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        env=plain_environment(PYTHONIOENCODING="utf-8"),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert "?" in said and "Traceback" not in said, (words, said)
    assert all(mark.isprintable() or mark == "\n" for mark in said), (words, said)
    assert "\nodd" not in said


def test_a_folder_says_what_is_odd_about_it(tmp_path):
    for name in ("zipped", "twice", ".hidden", "__MACOSX"):
        (tmp_path / name).mkdir()
    (tmp_path / "zipped" / "homework.zip").touch()
    (tmp_path / "zipped" / "ch01_math (1).py").touch()
    write_right(tmp_path / "twice" / "exercises")
    write_right(tmp_path / "twice" / "old" / "exercises")
    (twice, zipped), beside, hidden = class_in(tmp_path)
    assert beside == hidden == []
    assert "ch01_math.py is here 2 times. Graded: exercises/ch01_math.py." in twice.note
    assert "An archive is graded once it is unpacked." in zipped.note
    assert "not graded: ch01_math (1).py" in zipped.note


def test_a_folder_that_is_not_looked_into_is_named(tmp_path):
    for name, place in (("ann", "solutions"), ("cleo", ".hidden/exercises"), ("dora", "x/site")):
        write_right(tmp_path / "class" / name / place)
    for name in ("ben", "empty"):
        (tmp_path / "class" / name).mkdir()
    (tmp_path / "class" / "ben" / "exercises").symlink_to(write_right(tmp_path / "elsewhere"))
    elsewhere = "and there is no exercise file elsewhere."
    assert [learner.note for learner in class_in(tmp_path / "class")[0]] == [
        f"solutions/ isn't looked into, {elsewhere}",
        f"exercises is a link, and links aren't followed, {elsewhere}",
        f".hidden/exercises/ isn't looked into, {elsewhere}",
        f"x/site/ isn't looked into, {elsewhere}",
        "No exercise file.",
    ]
    said = " ".join(run(tmp_path / "class", "1", out=tmp_path / "out")[2].split())
    assert f"in it. ann: solutions/ isn't looked into, {elsewhere}" in said


def test_a_learners_folder_whose_name_begins_with_a_dot_is_not_passed_over_in_silence(tmp_path):
    submissions = tmp_path / "class"
    sentence = "a name that begins with a dot is rarely a learner's: .ben."
    write_right(submissions / ".ben", chapters=[ONE])
    (submissions / ".git" / "objects").mkdir(parents=True)
    status, _, errors = run(submissions, "1", out=tmp_path / "out")
    flat = " ".join(errors.split())
    assert status == 2 and "has no subfolder in it. Not graded" in flat and sentence in flat
    write_right(submissions / "ann", chapters=[ONE])
    status, output, _ = run(submissions, "1", out=tmp_path / "out")
    assert status == 0 and f"1 learner, chapter 1: {ALL}" in output
    page = Page((tmp_path / "out" / "grades.html").read_text(encoding="utf-8"))
    for text in (" ".join(output.split()), page.text):
        assert sentence in text and ".git" not in text


def test_untouched_stubs_are_known_though_the_teacher_has_solved_them(tmp_path, monkeypatch):
    (tmp_path / "class").mkdir()
    ann = untouched_exercises(tmp_path / "class" / "ann")
    write_right(tmp_path / "class" / "ben", chapters=[TWO])
    solved = exercises_from_solutions(tmp_path / "exercises", stems())
    monkeypatch.setattr("commands.stubs.exercise", lambda stem: solved / f"{stem}.py")
    in_git = {stem: (ann / f"{stem}.py").read_text(encoding="utf-8") for stem in stems()}
    monkeypatch.setattr("commands.stubs.stub_of", lambda stem: (in_git[stem], True))
    learners._stub.cache_clear()
    assert learners.chapters_in(class_in(tmp_path / "class")[0]) == [TWO]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_only_files_of_the_learners_own_are_read(tmp_path):
    ann = write_right(tmp_path / "class" / "ann", chapters=stems()[:2])
    (tmp_path / "class" / "ben").symlink_to(ann)
    (ann / "ch03_forward.py").symlink_to(ROOT / "solutions" / "ch03_forward.py")
    (ann / "ch04_loss.py").mkdir()
    os.mkfifo(ann / "ch05_backprop.py")
    (ann / "ch06_training.py").write_bytes(b"#" * 2_000_000)
    (ann / "ch07_letter_classifier.py").symlink_to(tmp_path / "nowhere")
    ann, ben = class_in(tmp_path / "class")[0]
    assert "links aren't followed" in ben.note and ben.read() == {}
    files = ann.read()
    assert {stem for stem, (_, data, _) in files.items() if data is not None} == {ONE, TWO}
    assert set(files) == set(stems()[:7]) - {"ch04_loss"}
    assert all(problem for _, data, problem in files.values() if data is None)


def test_a_time_out_is_known_as_one():
    late = Departure("died", ["dot_product([1], [2])"], expected="2", told={"how": "timeout"})
    submission = HandedIn({ONE: ["ch01_math.py", b"def dot_product(a, b):\r\n    pass\n", ""]})
    found = result(ONE, submission, Outcome("dot_product", "not yet", late))
    assert found["kind"] == "time" and found["late"] and list(found) == list(PARTS)
    assert found["cause"].startswith("dot_product([1], [2]): expected 2, got no answer within")


@pytest.mark.parametrize("stem", stems())
def test_the_tasks_are_the_graders(stem):
    if needs_numpy(stem):
        pytest.importorskip("numpy")
    assert tasks(stem) == list(Chapter(stem).tests)


# ── what the grader does when a child fails ──


class FakeChild:
    """Answers what it is given, one list of replies a task."""

    def __init__(self, replies):
        self.replies, self.sent, self.closed = replies, [], 0
        self.given = iter(())

    def __call__(self):
        return self

    def send(self, message):
        self.sent.append(message)
        if "task" in message:
            self.given = iter(self.replies(message["task"]))

    def receive(self, seconds):
        return next(self.given, None)

    def close(self):
        self.closed += 1


def verdict(task, state="passed", kind="", **more):
    found = {**dict.fromkeys(PARTS, ""), "task": task, "state": state, "kind": kind, "report": []}
    found["late"] = kind == "time"
    return {"result": found, "explaining": 0, **more}


def chapter_with(replies):
    child = FakeChild(replies)
    slot = Slot(child, Options(), threading.Event())
    return slot.chapter("ann-1", {ONE: [f"{ONE}.py", b"", ""]}, ONE, {}), child


def test_three_time_outs_in_a_row_end_a_chapter():
    late = [*tasks(ONE)[:2], *tasks(ONE)[3:6]]

    def replies(task):
        found = verdict(task, "not yet", "time") if task in late else verdict(task)
        return [{"limit": 1}, found]

    results, child = chapter_with(replies)
    states = ["not yet"] * 2 + ["passed"] + ["not yet"] * PATIENCE
    states += ["not graded"] * (len(tasks(ONE)) - len(states))
    assert [result["state"] for result in results] == states
    assert states[-1] == "not graded"
    assert "3 tasks in a row" in results[-1]["cause"]
    assert sum("task" in message for message in child.sent) == 6


def test_a_child_that_ends_costs_one_task():
    def replies(task):
        return [{"limit": 1}, verdict(task)] if task != "transpose" else [{"limit": 1}]

    results, child = chapter_with(replies)
    states = {result["task"]: result["state"] for result in results}
    assert states.pop("transpose") == "not graded" and set(states.values()) == {"passed"}
    assert child.closed == 1
    assert [message["learner"] for message in child.sent if "files" in message] == ["ann-1"] * 2
    assert [result["task"] for result in results if "trace" in result] == ["transpose"]


def test_a_verdict_stands_when_its_cause_is_not_found():
    for end in ([], [LATE], [{"failed": "KeyError: 1", "trace": "…"}]):
        found = [{"limit": 1}, verdict("t", "not yet", explaining=9), *end]
        results, _ = chapter_with(lambda task, found=found: found)
        assert {result["state"] for result in results} == {"not yet"}
        assert not any("trace" in result for result in results)


def test_calls_that_are_slow_together_count_as_a_time_out():
    results, _ = chapter_with(lambda task: [{"limit": 40}, LATE])
    assert results[0]["cause"] == "Its calls took more than 40 seconds together."
    assert [result["state"] for result in results].count("not graded") == len(results) - PATIENCE


def test_a_stopped_grader_says_nothing_of_the_learner():
    slot = Slot(FakeChild(lambda task: []), Options(), threading.Event())
    slot._stopped.set()
    with pytest.raises(Stopped):
        slot.chapter("ann-1", {}, ONE, {})


def test_a_grader_that_failed_is_said_and_tried_again(tmp_path, monkeypatch, capsys):
    submissions, out = tmp_path / "class", tmp_path / "out"
    write_right(submissions / "ann", chapters=[ONE])
    broken = tmp_path / "child.py"
    broken.write_text("import sys\nsys.exit(3)\n")
    monkeypatch.setattr("commands.classroom.graders.CHILD", broken)
    monkeypatch.setattr(sys, "argv", ["grade_class.py", str(submissions), "1", "--out", str(out)])
    assert grade_class.main() == 1
    times = len(tasks(ONE))
    said = f"The grader itself failed {times} times, for ann, and that is marked as not graded."
    assert said in " ".join(capsys.readouterr().out.split())
    assert said in Page((out / "grades.html").read_text(encoding="utf-8")).text
    assert "ann, ch01_math" in (out / "grader-failed.txt").read_text()
    assert kept_in(out) == {}
    monkeypatch.undo()
    monkeypatch.setattr(sys, "argv", ["grade_class.py", str(submissions), "1", "--out", str(out)])
    assert grade_class.main() == 0
    assert not (out / "grader-failed.txt").exists()
    assert "grader itself" not in (out / "grades.html").read_text(encoding="utf-8")


def test_what_is_gone_is_not_said_to_be_kept(tmp_path, monkeypatch, capsys):
    write_right(tmp_path / "class" / "ann", chapters=[ONE])
    out = tmp_path / "out"
    words = ["grade_class.py", str(tmp_path / "class"), "1", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", words)
    monkeypatch.setattr(grade_class, "remarks_on", lambda *_: shutil.rmtree(out) or [])
    assert grade_class.main() == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "That folder has gone meanwhile" in said and "kept" not in said


@pytest.mark.parametrize(
    "typed", [b"", b'{"chapters": [', b'{"chapters": []}\n{"st', b"\n", b"\xff"]
)
def test_a_grader_ends_with_its_class_wherever_that_stopped(typed):
    child = ROOT / "commands/classroom/child.py"
    words = [sys.executable, "-I", str(child)]
    assert subprocess.run(words, input=typed, capture_output=True, timeout=20).returncode == 0


@pytest.mark.some(7)
@pytest.mark.skipif(os.name != "posix", reason="it takes a shell of POSIX")
@pytest.mark.parametrize(
    "where", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/full", "| head -n 1", "| true"]
)
def test_the_results_are_complete_though_nobody_hears_of_them(where, tmp_path):
    if "full" in where and not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    for name in ("ann", "ben", "cleo"):
        (write_right(tmp_path / "class" / name, chapters=[ONE]) / f"{ONE}.py").write_text("f(:\n")
    words = [sys.executable, str(PROGRAM), str(tmp_path / "class"), "1", "--out"]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {where}', "sh", *words, str(tmp_path / "out")],
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    # A full disk is no reader who has left: it is said, and the results are there all the same.
    full = "full" in where
    assert done.returncode == (74 if full else 0)
    assert ("The output can't be written" in done.stderr) == full and bool(done.stderr) == full
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8-sig") as file:
        assert [row[0] for row in csv.reader(file)] == ["learner", "ann", "ben", "cleo"]
    assert (tmp_path / "out" / "grades.html").is_file()
    assert done.stdout.startswith("1 of 3") == (where in ("2>&-", "| head -n 1"))


# ── wrong arguments ──


def test_wrong_arguments_say_what_is_expected(tmp_path, monkeypatch, capsys):
    submissions = tmp_path / "class"
    write_right(submissions / "ann", chapters=[ONE])
    (tmp_path / "file").touch()
    (tmp_path / "bare" / "ann").mkdir(parents=True)
    good = str(submissions)
    for words, sentence in (
        ([], "Which submissions? Expected is a folder with one subfolder for each learner:"),
        ([""], "Which submissions?"),
        ([str(tmp_path / "nowhere")], "is not there."),
        ([str(tmp_path / "file")], "is not a folder."),
        ([f"{good}/ann"], "has no subfolder in it."),
        ([str(tmp_path / "bare")], "has no subfolder with exercise files in it."),
        ([good, "9"], "There is no chapter '9'."),
        ([good, "--out", f"{good}/ann"], "among the learners' files."),
        ([good, "--out", str(tmp_path / "file" / "x")], "can't be written"),
        ([good, "--jobs", "0"], "JOBS=0 is no number of learners"),
        ([good, "--jobs", "9" * 10], "JOBS is too large: 999 at most."),
        ([good, "--earlier", "x"], "EARLIER=x is not known. It is exercises or solutions."),
    ):
        monkeypatch.setattr(sys, "argv", ["grade_class.py", *words])
        try:
            status = grade_class.main()
        except SystemExit as end:
            status = end.code
        printed = " ".join(capsys.readouterr().err.split())
        assert status == 2 and sentence in printed, words
        if "no subfolder" in sentence:
            assert "submissions/ ann/ ch01_math.py" in printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bare", "class", "file"]


def test_part_ii_without_numpy_says_what_to_type(tmp_path, monkeypatch, capsys):
    write_right(tmp_path / "class" / "ann", chapters=["np1_xor"])
    words = [str(tmp_path / "class"), "--out", str(tmp_path / "out")]
    monkeypatch.setattr("commands.grade_class.numpy_folder", lambda: "")
    monkeypatch.setattr(sys, "argv", ["grade_class.py", *words])
    assert grade_class.main() == 1
    assert "Part II needs NumPy. Type: make check-chapter np1" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["grade_class.py", *words, "--asks-numpy"])
    assert grade_class.main() == 0  # yes
    monkeypatch.setattr(sys, "argv", ["grade_class.py", *words, "1", "--asks-numpy"])
    assert grade_class.main() == 1


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_grades_a_class_in_a_folder_with_odd_letters(tmp_path):
    course = clone(tmp_path / "clone")
    write_program(course / ".venv/bin/python", SHIM.format(python=sys.executable))
    (course / ".venv/pytest-is-here").touch()
    write_right(course / "ma classe é $1" / "ann", chapters=[ONE, "np1_xor"])
    folder = "SUBMISSIONS=ma classe é $$1"
    status, output, errors = make(course, "grade-class", "1", folder, "JOBS=1")
    assert status == 0, errors
    assert f"1 learner, chapter 1: {ALL} tasks passed." in output
    assert (course / "grades" / "ma classe é $1" / "grades.html").exists()
    assert not (course / ".venv/numpy-is-here").exists()
    status, _, errors = make(course, "grade-class")
    assert status == 2 and "make grade-class SUBMISSIONS=submissions" in errors


# ── where the kernel confines nothing ──


@pytest.mark.some(4)
@pytest.mark.parametrize("held", [(), ("user",), ("files",), ("calls",)])
def test_where_the_kernel_confines_nothing_it_says_so_and_grades(
    held, tmp_path, monkeypatch, capsys
):
    write_right(tmp_path / "class" / "Ann")
    monkeypatch.setattr("commands.confinement.protection", lambda: held)
    words = [str(tmp_path / "class"), "1", "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["grade_class.py", *words])
    assert grade_class.main() == 0
    said = capsys.readouterr().out
    assert f"{ALL} tasks passed" in said
    can = {"calls": "can read files of this machine", "files": "can reach the network"}
    can = can.get(held[-1] if held else "", "can reach files and programs")
    assert can in " ".join(said.split())
    assert "Grade strangers' work in a container" in " ".join(said.split())
    assert "docker run --rm --network none" in said


def test_where_it_does_it_says_nothing(monkeypatch):
    monkeypatch.setattr("commands.confinement.protection", lambda: ("files", "calls"))
    assert unconfined() == ""


def test_a_link_that_leads_round_in_a_circle_stops_nobody(tmp_path):
    write_right(tmp_path / "class" / "Ann")
    (tmp_path / "class" / "loop").symlink_to("loop")
    found, beside, *_ = class_in(tmp_path / "class")
    assert [learner.name for learner in found] == ["Ann"] and beside == ["loop"]


def test_what_stands_in_the_place_of_a_kept_result_is_not_waited_for(tmp_path):
    write_right(tmp_path / "class" / "Ann")
    (learner,), *_ = class_in(tmp_path / "class")
    path = tmp_path / "learners" / f"{learner.id}.json"
    path.parent.mkdir()
    os.mkfifo(path)
    assert load(tmp_path, learner) == {}
    path.unlink()
    path.symlink_to("/dev/zero")
    assert load(tmp_path, learner) == {}


def test_what_lies_where_results_go_is_set_aside_or_left(tmp_path):
    write_right(tmp_path / "class" / "Ann")
    out = tmp_path / "out"
    (out / "learners").mkdir(parents=True)
    (tmp_path / "victim").write_text("precious")
    (out / "learners" / "README.txt").symlink_to(tmp_path / "victim")
    (out / "learners" / "written.json").write_text("[" * 100_000)
    os.mkfifo(out / "grades.csv")
    (out / "grades.html").symlink_to(tmp_path / "victim")
    (learner,), *_ = class_in(tmp_path / "class")
    (out / "learners" / f"{learner.id}.json").write_text("[" * 100_000)
    done = subprocess.run(
        [sys.executable, PROGRAM, tmp_path / "class", "1", "--out", out],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and ALL in done.stdout, done.stdout + done.stderr
    assert (tmp_path / "victim").read_text() == "precious"
    assert (out / "grades.csv").is_file() and not (out / "grades.html").is_symlink()
