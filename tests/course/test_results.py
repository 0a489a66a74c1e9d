"""Results for schools' systems have the published fields, add up, and come in every case."""

import io
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from runs import (
    all_but,
    children,
    exercises_from_solutions,
    limited,
    plain_environment,
    untouched_exercises,
    wait_for_a_busy_worker,
)
from variants import grade_text

from commands import pack, result_formats, results
from commands.output import put
from commands.submission_files import HandedIn, collect, find
from grading.chapters import ROOT, as_exercise, number, solution_text, stems, tasks, title
from grading.files import SIZE_LIMIT

pytestmark = pytest.mark.some(8)

PROGRAM = ROOT / "commands" / "results.py"
WORKFLOW = ROOT / ".github" / "workflows" / "grade.yml"
WRONG = """

def dot_product(a, b):
    print("```\\n::error::printed\\n</pre><b>| bold")
    return [x * y for x, y in zip(a, b)]
"""


def first_chapter(more=""):
    return as_exercise(solution_text("ch01_math")) + more


FIRST, SECOND = len(tasks("ch01_math")), len(tasks("ch02_neuron"))
# WRONG lets those fail, too, that build on dot_product.
STATES = {name: o.state for name, o in grade_text("ch01_math", first_chapter(WRONG)).items()}
RIGHT = [name for name, state in STATES.items() if state == "passed"]
NOT_YET = [name for name, state in STATES.items() if state == "not yet"]
SCORE = len(RIGHT)
assert 0 < SCORE < FIRST == SCORE + len(NOT_YET) and "dot_product" in NOT_YET


def environment(**more):
    kept = plain_environment(**more)
    for name in list(kept):
        if name.startswith(("GITHUB_", "CLASSROOM")) and name not in more:
            del kept[name]
    return kept


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs the program here, and gives (status, output, errors)."""
    for name in os.environ.keys() - environment().keys():
        monkeypatch.delenv(name)

    def main(*words, **more):
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", [str(PROGRAM), *map(str, words)])
        try:
            status = results.main()
        except SystemExit as end:
            status = end.code if type(end.code) is int else 1
            if type(end.code) is str:
                print(end.code, file=sys.stderr)
        return status, *capsys.readouterr()

    return main


@pytest.fixture
def handed_in(tmp_path):
    """A submission whose path has a space and a letter beyond ASCII; chapter 1 has a mistake."""
    folder = tmp_path / "travail de Zoë"
    folder.mkdir()
    untouched_exercises(folder / "exercises")
    text = first_chapter(WRONG)
    (folder / "exercises" / "ch01_math.py").write_text(text, encoding="utf-8")
    return folder


# ── Gradescope's results.json ──

# https://gradescope-autograders.readthedocs.io/en/latest/specs/
NUMBER, FORMATS = (int, float), ("text", "html", "simple_format", "md", "ansi")
VISIBILITY = ("hidden", "after_due_date", "after_published", "visible")
GRADESCOPE = {
    "score": NUMBER,
    "execution_time": NUMBER,
    "output": str,
    "output_format": FORMATS,
    "test_output_format": FORMATS,
    "test_name_format": FORMATS,
    "visibility": VISIBILITY,
    "stdout_visibility": VISIBILITY,
    "extra_data": dict,
    "tests": list,
    "leaderboard": list,
}
GRADESCOPE_TEST = {
    "score": NUMBER,
    "max_score": NUMBER,
    "status": ("passed", "failed"),
    "name": str,
    "name_format": FORMATS,
    "number": str,
    "output": str,
    "output_format": FORMATS,
    "tags": list,
    "visibility": VISIBILITY,
    "extra_data": dict,
}


def check_fields(content, table):
    """Assert that every field is a published one, and its value of the published kind."""
    assert type(content) is dict
    for name, value in content.items():
        kind = table[name]
        if isinstance(kind, tuple) and isinstance(kind[0], str):
            assert value in kind, name
        else:
            assert type(value) in (kind if isinstance(kind, tuple) else (kind,)), name


def check_gradescope(text):
    """Assert that a results.json is as published, and adds up. Return its content."""
    content = json.loads(text)
    check_fields(content, GRADESCOPE)
    for test in content["tests"]:
        check_fields(test, GRADESCOPE_TEST)
        assert {"score", "max_score", "name"} <= test.keys()  # a score is required somewhere
        assert 0 <= test["score"] <= test["max_score"]
        assert (test["status"] == "passed") == (test["score"] == test["max_score"])
        assert all(type(tag) is str for tag in test["tags"])
    assert content["score"] == sum(test["score"] for test in content["tests"])
    return content


def test_gradescope_gets_partial_credit_and_the_report(run, handed_in, tmp_path):
    out = tmp_path / "results.json"
    status, output, _ = run("gradescope", "--exercises", handed_in, "--out", out, "1", "2")
    total = FIRST + SECOND
    assert status == 0 and output == f"{SCORE} of {total} tasks are right. Written: {out}\n"
    content = check_gradescope(out.read_text())
    assert content["score"] == SCORE and len(content["tests"]) == total
    first = {"score": SCORE, "max_score": FIRST}
    assert content["extra_data"]["chapters"]["ch01_math"] == first
    scores = {test["name"]: test["score"] for test in content["tests"]}
    assert (scores["vector_add"], scores["dot_product"], scores["Neuron"]) == (1, 0, 0)
    assert [test["number"] for test in content["tests"]][:2] == ["1.1", "1.2"]
    assert "That is the list of products." in content["tests"][3]["output"]
    assert not list(tmp_path.glob("*.part"))

    done = subprocess.run(  # what the terminal shows
        [sys.executable, "-m", "pytest", str(ROOT / "tests/test_ch01_math.py")]
        + ["--exercises", "exercises"],
        cwd=handed_in,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert content["output"].startswith(done.stdout.strip() + "\n\n" + title("ch02_neuron"))


def test_points_are_for_each_task(run, handed_in, tmp_path):
    out = tmp_path / "results.json"
    run("gradescope", "--exercises", handed_in, "--out", out, "--points", "5", "ch01_math")
    content = check_gradescope(out.read_text())
    assert content["score"] == 5 * SCORE
    assert sum(test["max_score"] for test in content["tests"]) == 5 * FIRST


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("import os\nos._exit(0)\n", "which would end Python"),
        ("def broken(:\n", "SyntaxError"),
        ("\0", "doesn't load"),
        (b"caf\xe9 = 1\n", "isn't UTF-8"),
        ("", "has no vector_add"),
        (None, "There is no file exercises/ch01_math.py."),
    ],
)
def test_what_cannot_be_graded_is_a_result_too(tmp_path, text, sentence):
    folder = tmp_path / "work"
    folder.mkdir()
    if text is not None:
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "ch01_math.py").write_bytes(data)
    graded = graded_in_process(folder, ["ch01_math"])
    content = check_gradescope(
        json.dumps(result_formats.gradescope(*graded, points=1, seconds=0.0))
    )
    assert content["score"] == 0 and len(content["tests"]) == FIRST
    assert sentence in re.sub(r"\s+", " ", content["output"])
    assert sentence in re.sub(r"\s+", " ", content["tests"][0]["output"])


def graded_in_process(folder, chapters, deadline=None):
    deadline = time.monotonic() + 60 if deadline is None else deadline
    files, sentences = collect(folder, set(chapters), "exercises")
    submission = HandedIn(files, "exercises")
    return [results.grade(stem, submission, deadline) for stem in chapters], sentences


def test_when_the_time_is_up_the_rest_counts_as_not_yet(handed_in):
    found, _ = graded_in_process(handed_in, ["ch01_math"], deadline=0)
    assert {task.state for task in found[0].tasks} == {"not yet"} and len(found[0].tasks) == FIRST
    assert "The time for grading was over" in found[0].report
    assert max(map(len, found[0].report.splitlines())) <= 80


def test_a_grader_that_fails_is_told_apart(run, handed_in, tmp_path, monkeypatch):
    def broken(*_args):
        raise RuntimeError("no such thing")

    out = tmp_path / "results.json"
    monkeypatch.setattr(results, "Grader", broken)
    status, _, errors = run("gradescope", "1", "--exercises", handed_in, "--out", out)
    assert status == 1 and "no such thing" in errors  # for the teacher
    content = check_gradescope(out.read_text())
    assert content["score"] == 0 and len(content["tests"]) == FIRST
    assert "your work is not to blame" in content["output"]


# ── Classroom 50's result.json ──

# https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json
UTC = r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"
CLASSROOM50 = {
    "schema": ("classroom50/result/v1",),
    "classroom": str,
    "assignment": str,
    "assignment_type": ("individual", "group"),
    "owner": str,
    "submission": str,
    "commit": str,
    "release": str,
    "review": str,
    "datetime": str,
    "score": int,
    "max-score": int,
    "tests": list,
}  # all required; graded_at and submitted_by, which its runner adds, are optional
CLASSROOM50_TEST = {"test-name": str, "passed": bool, "score": int, "max-score": int}
RUNNER = {  # what its runner sets
    "CLASSROOM": "networks",
    "ASSIGNMENT": "chapter-1",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "learner",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://example.org/commit/1",
    "RELEASE_URL": "https://example.org/release/1",
    "REVIEW_URL": "https://example.org/compare/0...1",
}


def check_classroom50(text):
    """Assert that a result.json is as published, and adds up. Return its content."""
    content = json.loads(text)
    assert content.keys() == CLASSROOM50.keys()
    check_fields(content, CLASSROOM50)
    assert all(value for value in content.values() if type(value) is str)
    assert content["submission"].startswith("submit/")
    assert re.fullmatch(UTC, content["datetime"])
    for test in content["tests"]:  # a test may hold more fields, which are kept
        check_fields({name: test[name] for name in CLASSROOM50_TEST}, CLASSROOM50_TEST)
        assert test["test-name"] and 0 <= test["score"] <= test["max-score"]
    for name in ("score", "max-score"):
        assert content[name] == sum(test[name] for test in content["tests"])
    return content


def unpacked(system, folder, chapters, **options):
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(zipped(system, chapters, **options))) as archive:
        for entry in archive.infolist():
            path = Path(archive.extract(entry, folder))
            path.chmod(entry.external_attr >> 16)
    return folder


def zipped(system, chapters, **options):
    return pack.zipped(pack.contents(system, chapters, **options))


def test_classroom50_runs_its_autograder_in_the_checkout(handed_in, tmp_path):
    source = unpacked("classroom50", tmp_path / "bundle", ["ch01_math"], points=2)
    done = subprocess.run(
        [sys.executable, str(source / "autograder.py")],
        cwd=handed_in,
        env=environment(**RUNNER),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    content = check_classroom50((handed_in / "result.json").read_text())
    assert (content["score"], content["max-score"]) == (2 * SCORE, 2 * FIRST)
    assert {content[key] for key, _ in result_formats.IDENTITY} <= set(RUNNER.values())
    assert content["tests"][3]["test-name"] == "1 dot_product"
    assert "That is the list of products." in content["tests"][3]["output"]
    page = (handed_in / "release-body.md").read_text(encoding="utf-8")
    assert f"| 1 | Math foundations | {SCORE} of {FIRST} |" in page and "expected  32" in page


def test_classroom50_needs_its_runner(run, handed_in, tmp_path):
    words = ["classroom50", "1", "--exercises", handed_in, "--out", tmp_path / "result.json"]
    status, _, errors = run(*words)
    assert status == 1 and "CLASSROOM, ASSIGNMENT, OWNER, SUBMISSION_TAG" in errors
    status, _, errors = run(*words, **{**RUNNER, "SUBMISSION_TAG": "v1"})
    assert status == 1 and "submit/" in errors
    assert not (tmp_path / "result.json").exists()


@pytest.mark.parametrize("handed_in", ["a file", "a link", "a folder", "nothing"])
def test_no_result_that_was_handed_in_outlasts_an_autograder_that_stops(handed_in, tmp_path):
    source = unpacked("classroom50", tmp_path / "bundle", ["ch01_math"])
    checkout, elsewhere = tmp_path / "checkout", tmp_path / "mine.json"
    checkout.mkdir()
    elsewhere.write_text("{}")
    if handed_in == "a file":
        (checkout / "result.json").write_text('{"score": 99}')
        (checkout / "release-body.md").write_text("All is right.")
    elif handed_in == "a link":
        (checkout / "result.json").symlink_to(elsewhere)
    elif handed_in == "a folder":
        (checkout / "result.json").mkdir()
    done = subprocess.run(
        [sys.executable, str(source / "autograder.py")],
        cwd=checkout,
        env=environment(),  # without what its runner sets
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 1 and "sets variables that are missing here" in done.stderr
    assert not [path for path in checkout.rglob("*") if not path.is_dir()]
    assert elsewhere.read_text() == "{}"


def test_what_was_handed_in_as_a_result_is_gone_before_numpy_is_installed():
    text = pack.programs("classroom50", ["np1_xor"], 1, "exercises")["autograder.py"]
    assert text.index("os.unlink(name)") < text.index('"pip"')


# ── the summary ──


def test_the_summary_shows_what_is_begun(run, handed_in):
    (handed_in / "exercises" / "ch06_training.py").write_text("def broken(:\n")
    status, page, _ = run("summary", "--exercises", handed_in)
    assert status == 0
    for stem in stems():
        assert f"| {number(stem)} | {title(stem).partition('· ')[2]} |" in page
    passed, not_yet = (", ".join(f"`{name}`" for name in names) for names in (RIGHT, NOT_YET))
    assert f"| {SCORE} of {FIRST} | passed: {passed}" in page and f"not yet: {not_yet} |" in page
    last = len(tasks("ch07_letter_classifier"))
    assert f"| 7 | Letter classifier | 0 of {last} | not started |" in page  # though 6 breaks it
    assert title("ch07_letter_classifier") not in page
    assert "SyntaxError" in page


def test_nothing_started_is_said(tmp_path):
    found, sentences = graded_in_process(untouched_exercises(tmp_path / "work"), stems()[:2])
    page = result_formats.summary(found, sentences)
    assert "Nothing is started yet" in page and "|" not in page
    assert "There is no exercise file here." in result_formats.summary([], [])


def test_a_printed_fence_does_not_end_the_block(run, handed_in):
    _, page, _ = run("summary", "--exercises", handed_in, "1")
    opening = page.index("````text\n")
    assert opening < page.index("    ```\n    ::error::printed\n") < page.index("\n````\n")
    assert result_formats.fenced("a ````` b").startswith("``````text\n")


def test_a_job_gets_its_summary_appended_and_nothing_of_the_learners_in_the_log(
    run, handed_in, tmp_path
):
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    status, output, _ = run("summary", "--exercises", handed_in, "1", GITHUB_STEP_SUMMARY=str(page))
    assert status == 0 and output == "The report is in this job's summary.\n"
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n## Your chapters\n") and "::error::printed" in text


def test_a_summary_keeps_within_its_limit(handed_in):
    # https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    assert result_formats.SUMMARY_LIMIT == 2**20
    found, sentences = graded_in_process(handed_in, ["ch01_math"])
    for limit in (300, 700, 900):
        page = result_formats.summary(found, sentences, limit=limit)
        assert len(page.encode()) <= limit and "no room for it here" in page
        assert page.count("````") % 2 == 0  # a block comes whole or not at all
    assert "no room" not in result_formats.summary(found, sentences)


def test_required_chapters_decide_the_status(run, handed_in, tmp_path):
    exercises_from_solutions(handed_in / "exercises", ["ch01_math"])
    out = tmp_path / "page.md"
    words = ["summary", "1", "--exercises", handed_in, "--out", out, "--require"]
    assert run(*words, "")[0] == 0 and "required" not in out.read_text(encoding="utf-8")
    assert run(*words, "1")[0] == 0
    assert "Chapter 1 is required, and it is done." in out.read_text(encoding="utf-8")
    assert run(*words, "1, 2")[0] == 1
    assert "Chapter 2 is required, and it isn't done yet." in out.read_text(encoding="utf-8")


def test_part_ii_waits_for_numpy(run, handed_in, monkeypatch):
    monkeypatch.setattr(results, "numpy_folder", lambda: "")
    words = ["--exercises", handed_in, "np1"]
    status, page, _ = run("summary", *words)
    assert status == 0 and "| np1 | XOR in NumPy |  | needs NumPy |" in page
    assert run("summary", *words, "--require", "np1")[0] == 1
    status, output, _ = run("gradescope", *words)
    assert status == 1 and "Part II needs NumPy" in output


# ── bad input ──


def test_unknown_words_say_what_is_taken(run, handed_in):
    status, _, errors = run("gradescope", "9", "--exercises", handed_in)
    assert status == 2 and "There is no chapter '9'" in errors and "Math foundations" in errors
    status, _, errors = run("summary", "--require", "one", "--exercises", handed_in)
    assert status == 2 and "There is no chapter 'one'" in errors
    status, _, errors = run("moodle")
    assert status == 2 and "gradescope" in errors and "classroom50" in errors
    status, _, errors = run()
    assert status == 2 and "usage" in errors
    status, _, errors = run("gradescope", "1", "--points", "none")
    assert status == 2 and "whole number" in errors


def test_a_missing_folder_is_named(run):
    status, output, _ = run("summary", "--exercises", "no/such")
    assert status == 2 and "There is no folder no/such." in output


def test_results_that_cannot_be_written_are_said_before_the_grading(run, handed_in, tmp_path):
    out = tmp_path / "no" / "results.json"
    status, output, _ = run("gradescope", "1", "--exercises", handed_in, "--out", out)
    assert status == 1 and output == f"{out} can't be written: No such file or directory.\n"
    status, output, _ = run("gradescope", "1", "--exercises", handed_in, "--out", tmp_path)
    assert status == 1 and "can't be written: it is a folder." in output


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_an_interrupt_leaves_the_results_as_they_were(ctrl_c, handed_in, tmp_path):
    (handed_in / "exercises" / "ch01_math.py").write_text("while True:\n    pass\n")
    out = tmp_path / "results.json"
    out.write_text("before")
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), "gradescope", "1"]
        + ["--exercises", str(handed_in), "--out", str(out)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with limited(process):
        wait_for_a_busy_worker(process)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "Stopped. No results were written" in output and "Traceback" not in output
    assert out.read_text() == "before" and not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends the workers on Linux only")
@pytest.mark.parametrize("system", ["results.py", "gradescope", "classroom50"])
def test_whoever_kills_it_ends_the_grading_and_nothing_is_left(tools, handed_in, tmp_path, system):
    (handed_in / "exercises" / "ch01_math.py").write_text("while True:\n    pass\n")
    scratch, source = tmp_path / "scratch", tmp_path / "root" / "source"
    scratch.mkdir()
    source.parent.mkdir()
    command = [sys.executable, str(PROGRAM), "gradescope", "1"]
    command += ["--exercises", ".", "--out", str(tmp_path / "results.json")]
    if system != "results.py":
        unpacked(system, source, ["ch01_math"])
    if system == "gradescope":
        (source.parent / "submission").symlink_to(handed_in)
        command = [str(source / "run_autograder")]
    if system == "classroom50":
        command = [sys.executable, str(source / "autograder.py")]
    place = {"AUTOGRADER_ROOT": str(source.parent), "TMPDIR": str(scratch)}
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        command,
        cwd=handed_in,
        env=environment(**RUNNER, **place, PATH=path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with limited(process):
        wait_for_a_busy_worker(process)
        workers = children(process.pid)
        assert any(b"marshal" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in workers)
        process.kill()
        process.wait(10)
    until = time.monotonic() + 10
    while any(is_running(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(is_running(pid) for pid in workers)
    assert list(scratch.iterdir()) == []
    if system == "gradescope":
        content = check_gradescope((source.parent / "results" / "results.json").read_text())
        assert content["score"] == 0 and "your work is not to blame" in content["output"]


def is_running(pid):
    """Say whether a process is there, and no mere entry that nobody has asked about yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_grading_needs_no_folder_of_its_own(run, handed_in, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "mkdtemp", None)
    monkeypatch.chdir(tmp_path)
    status, page, _ = run("summary", "--exercises", handed_in, "1")
    assert status == 0 and "exercises/ch01_math.py:" in page and str(tmp_path) not in page


# ── finding what was handed in ──


def test_files_are_found_at_the_top_in_exercises_and_in_a_repository(tmp_path):
    for place in (".", "exercises", "networks-main/exercises", "networks-main/old"):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
    for place in ("solutions", "tests/mistakes", "exercises/kept", ".venv", "__MACOSX"):
        (tmp_path / "networks-main" / place).mkdir(parents=True)
        (tmp_path / "networks-main" / place / "ch02_neuron.py").touch()
    (tmp_path / "networks-main/exercises/ch01_math.py").touch()
    (tmp_path / "networks-main/old/ch01_math.py").touch()
    (tmp_path / "notes.txt").touch()

    def places():
        found, others = find(tmp_path)
        assert others == ["notes.txt"]
        return [path.relative_to(tmp_path).as_posix() for path in found.pop("ch01_math")]

    assert "ch02_neuron" not in find(tmp_path)[0]
    assert places() == ["networks-main/exercises/ch01_math.py", "networks-main/old/ch01_math.py"]
    (tmp_path / "exercises/ch01_math.py").touch()
    assert places()[0] == "exercises/ch01_math.py"
    (tmp_path / "ch01_math.py").touch()
    assert places()[0] == "ch01_math.py"


@pytest.mark.parametrize(
    "place", ["solutions", "tests", "site/src", ".mine", ".venv", "__pycache__", "a/b/c/d/e/f"]
)
def test_exercise_files_where_none_are_looked_for_are_named(place, run, tmp_path):
    folder, out = tmp_path / "work", tmp_path / "results.json"
    (folder / place).mkdir(parents=True)
    (folder / place / "ch01_math.py").touch()
    said = f"{place}/ isn't looked into, and there is no exercise file elsewhere."
    assert run("gradescope", "1", "2", "--exercises", folder, "--out", out)[0] == 0
    content = check_gradescope(out.read_text())
    assert said in content["output"] and "There is no file" not in content["output"]
    assert f"{place}/ch01_math.py can't be read: {place}/ isn't looked into." in content["output"]
    assert run("classroom50", "1", "--exercises", folder, "--out", out, **RUNNER)[0] == 0
    assert "isn't looked into" in check_classroom50(out.read_text())["tests"][0]["output"]
    assert said in (tmp_path / "release-body.md").read_text()
    assert said in " ".join(run("summary", "--exercises", folder)[1].split())


def test_a_link_to_a_folder_of_exercises_is_named(run, handed_in, tmp_path):
    folder, out = tmp_path / "work", tmp_path / "results.json"
    folder.mkdir()
    (folder / "exercises").symlink_to(handed_in)
    assert run("gradescope", "1", "--exercises", folder, "--out", out)[0] == 0
    content = check_gradescope(out.read_text())
    assert "exercises is a link, and links aren't followed" in content["output"]
    assert "There is no file" not in content["output"] and content["score"] == 0


def test_what_was_graded_is_said(tmp_path):
    folder = tmp_path / "work"
    (folder / "old").mkdir(parents=True)
    (folder / "ch03_forward.py").write_text("mine = 3\r\n", newline="")
    (folder / "old" / "ch03_forward.py").touch()
    (folder / "ch04 loss.py").touch()
    files, sentences = collect(folder, {"ch03_forward", "ch04_loss"})
    assert [" ".join(sentence.split()) for sentence in sentences] == [
        "ch03_forward.py is here more than once. Graded: ch03_forward.py",
        "Not found: ch04_loss.py. Here are: ch04 loss.py.",
        "Not handed in, so ours stand in their place: ch01_math.py, ch02_neuron.py.",
    ]
    assert files["ch03_forward"] == ["exercises/ch03_forward.py", b"mine = 3\r\n", ""]
    text = files["ch02_neuron"][1].decode()
    assert "from exercises.ch01_math" in text or "solutions" not in text
    assert files["ch04_loss"] == ["exercises/ch04_loss.py", None, ""]
    with pytest.raises(FileNotFoundError):
        HandedIn(files).text("ch04_loss")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_files_name_may_hold_anything(run, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / os.fsdecode(b"\x1b[2J\n```\n::error::\xff.py")).touch()
    out = tmp_path / "results.json"
    assert run("gradescope", "1", "--exercises", folder, "--out", out)[0] == 0
    assert "Here are: ?[2J?```?::error::?.py." in check_gradescope(out.read_text())["output"]
    assert run("summary", "--require", "1", "--exercises", folder, "--out", out)[0] == 1
    assert "````text\nNot found: ch01_math.py. Here are:" in out.read_text(encoding="utf-8")


def test_links_and_huge_files_are_not_read(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    try:
        (folder / "ch01_math.py").symlink_to(ROOT / "solutions" / "ch01_math.py")
    except OSError:
        pytest.skip("this system makes no links")
    (folder / "ch02_neuron.py").write_bytes(b"#" * (SIZE_LIMIT + 1))
    (folder / "exercises").symlink_to(ROOT / "solutions")  # not walked into
    files, sentences = collect(folder, {"ch01_math", "ch02_neuron", "ch03_forward"})
    assert sentences[0] == "ch01_math.py can't be read: it is a link to another file."
    assert sentences[1] == "ch02_neuron.py can't be read: it is longer than 200 kB."
    assert sentences[2].startswith("Not found: ch03_forward.py.")
    assert [data for _, data, _ in files.values()] == [None] * 3


def test_a_single_later_chapter_is_graded_on_ours(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", ["ch03_forward"])
    found, sentences = graded_in_process(folder, ["ch03_forward"])
    assert found[0].done and "ours stand in their place" in sentences[0]


# ── the zip for Gradescope ──


def test_the_same_course_gives_the_same_zip():
    files = pack.contents("gradescope", ["ch03_forward"])
    data = pack.zipped(files)
    assert data == pack.zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
    assert {"setup.sh", "run_autograder"} <= entries.keys()  # at its root, as published
    assert list(entries) == sorted(entries)
    assert {entry.date_time for entry in entries.values()} == {(1980, 1, 1, 0, 0, 0)}
    for name, entry in entries.items():
        executable = bool(entry.external_attr >> 16 & stat.S_IXUSR)
        assert executable == (name in ("setup.sh", "run_autograder"))
    assert not any(b"\r" in files[name] for name in files)
    assert len(data) < 2_000_000


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """A folder with a python3 and a python that are the Python of this run, for PATH."""
    if os.name != "posix" or not shutil.which("bash"):
        pytest.skip("needs bash")
    folder = tmp_path_factory.mktemp("tools")
    for name in ("python3", "python"):
        program(folder / name, f'exec "{sys.executable}" "$@"')
    return folder


def program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture(scope="module")
def autograder(tools, tmp_path_factory):
    """Gradescope's folder /autograder, with chapter 1's zip unpacked; empty but for that."""
    root = tmp_path_factory.mktemp("auto grader")
    unpacked("gradescope", root / "source", ["ch01_math"])
    shutil.copy(root / "source" / "run_autograder", root)
    return root


def on_gradescope(root, tools, name="run_autograder"):
    """Run one of the zip's programs as Gradescope does. Return (status, output)."""
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(root / name)],
        cwd=root,
        env=environment(AUTOGRADER_ROOT=str(root), PATH=path),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def hand_in(root, text, name="ch01_math.py"):
    shutil.rmtree(root / "submission", ignore_errors=True)
    (root / "submission" / name).parent.mkdir(parents=True)
    if text is not None:
        (root / "submission" / name).write_text(text, encoding="utf-8")
    return root


def test_gradescope_grades_right_wrong_and_missing_work(autograder, tools):
    results_json = autograder / "results" / "results.json"
    for text, name, score in (
        (first_chapter(), "ch01_math.py", FIRST),
        (first_chapter(WRONG), "fork/exercises/ch01_math.py", SCORE),
        (None, "ch01_math.py", 0),
    ):
        status, output = on_gradescope(hand_in(autograder, text, name), tools)
        assert status == 0 and f"{score} of {FIRST} tasks are right." in output
        content = check_gradescope(results_json.read_text())
        assert content["score"] == score
        assert sum(test["max_score"] for test in content["tests"]) == FIRST


@pytest.mark.some(3)
@pytest.mark.parametrize(
    "hostile",
    [
        "import os\nos._exit(0)",
        "import pathlib\npathlib.Path({results!r}).write_text('{{\"score\": 9}}')",
        "import os\nos.open({results!r}, os.O_WRONLY | os.O_CREAT)",
        "import os\nos.remove({results!r} + '.part')",
        "exec(open({solution!r}).read())",
        "import sys\nsys.path.insert(0, {source!r})\nfrom solutions.ch01_math import *",
    ],
)
def test_hostile_work_gets_no_points_and_touches_no_results(autograder, tools, hostile):
    source = autograder / "source"
    text = hostile.format(
        results=str(autograder / "results" / "results.json"),
        solution=str(source / "solutions" / "ch01_math.py"),
        source=str(source),
    )
    status, _ = on_gradescope(hand_in(autograder, text + "\n"), tools)
    content = check_gradescope((autograder / "results" / "results.json").read_text())
    assert status == 0 and content["score"] == 0 and len(content["tests"]) == FIRST


def test_a_link_to_the_solutions_gets_no_points(autograder, tools):
    hand_in(autograder, None)
    solution = autograder / "source" / "solutions" / "ch01_math.py"
    (autograder / "submission" / "ch01_math.py").symlink_to(solution)
    on_gradescope(autograder, tools)
    content = check_gradescope((autograder / "results" / "results.json").read_text())
    assert content["score"] == 0 and "it is a link" in content["output"]


def test_a_grader_that_cannot_run_leaves_a_result(autograder, tmp_path):
    program(tmp_path / "python3", "exit 1")
    on_gradescope(hand_in(autograder, first_chapter()), tmp_path)
    content = check_gradescope((autograder / "results" / "results.json").read_text())
    assert content["score"] == 0 and "your work is not to blame" in content["output"]


def test_setup_installs_nothing_for_plain_python(autograder, tools, tmp_path):
    assert on_gradescope(autograder / "source", tools, "setup.sh") == (0, "")
    program(tmp_path / "python3", "exit 1")
    status, output = on_gradescope(autograder / "source", tmp_path, "setup.sh")
    assert status == 1 and "Choose Ubuntu 22.04 or newer" in output


def test_setup_installs_numpy_for_part_ii(tools, tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    unpacked("gradescope", root / "source", ["np1_xor"])
    shutil.copy(root / "source" / "setup.sh", root)
    told = 'echo "$@" >>"$AUTOGRADER_ROOT/told"'
    make_venv = f'mkdir -p "$3/bin"; printf \'#!/bin/sh\\n{told}\\n\' >"$3/bin/python"'
    program(tmp_path / "apt-get", told)
    program(
        tmp_path / "python3",
        'case "$*" in *ensurepip*) exit 1;; esac\n'
        f'[ "$1 $2" = "-m venv" ] && {{ {make_venv}; chmod +x "$3/bin/python"; }}\nexit 0',
    )
    status, output = on_gradescope(root, tmp_path, "setup.sh")
    assert status == 0, output
    told = (root / "told").read_text().splitlines()
    assert told == ["update", "install -y python3-venv", "-I -m pip install --quiet numpy>=2"]


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_packs_one_chapter_or_several(tools, tmp_path):
    folder = tmp_path / "mon cours é"
    for name in ("commands", "grading", "solutions", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=all_but("course"))
    shutil.copy(ROOT / "Makefile", folder)
    (folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(tools / "python", folder / ".venv/bin/python")
    (folder / ".venv/pytest-is-here").touch()

    def make(*words):
        done = subprocess.run(
            ["make", *words],
            cwd=folder,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    status, output = make("gradescope", "N=1 2", "POINTS=5")
    total = FIRST + SECOND
    assert status == 0 and f"{total} tasks, worth {5 * total} points" in output, output
    assert "Packed for chapters 1, 2: dist/gradescope-ch01-ch02.zip\n" in output
    first = (folder / "dist/gradescope-ch01-ch02.zip").read_bytes()
    assert first == zipped("gradescope", ["ch01_math", "ch02_neuron"], points=5)
    assert make("gradescope", "2", "1", "POINTS=5")[0] == 0
    assert (folder / "dist/gradescope-ch01-ch02.zip").read_bytes() == first
    status, output = make("gradescope", "9")
    assert status != 0 and "Math foundations" in output
    status, output = make("classroom50")
    assert status != 0 and "Which chapter?" in output
    assert [path.name for path in (folder / "dist").iterdir()] == ["gradescope-ch01-ch02.zip"]


def test_git_ignores_what_is_packed():
    assert "dist/" in (ROOT / ".gitignore").read_text().splitlines()


# ── the workflow ──


def yaml(text):
    """Return the content of a file in the small part of YAML that the workflow uses.

    Mappings and lists by indentation, plain and quoted scalars, and lists in brackets. Raises
    ValueError for any other line.
    """
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            if "\t" in line:
                raise ValueError(f"a tab: {line}")
            lines.append(line)

    def scalar(word):
        if word.startswith(("[", '"')):
            return json.loads(word)
        if re.search(r"^[&*!|>'%@`{]|: | #", word):
            raise ValueError(f"not plain: {word}")
        return {"true": True, "false": False}.get(word, word)

    def block(indent):
        items, pairs = [], {}
        while lines and len(lines[0]) - len(lines[0].lstrip()) == indent:
            line = lines.pop(0).strip()
            if line.startswith("- "):
                lines.insert(0, " " * (indent + 2) + line[2:])
                items.append(block(indent + 2))
                continue
            found = re.fullmatch(r"([\w-]+):(?: (.+))?", line)
            if not found or found[1] in pairs:
                raise ValueError(f"not understood: {line}")
            deeper = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
            inner = block(deeper) if not found[2] and deeper > indent else None
            pairs[found[1]] = scalar(found[2]) if found[2] else inner
        if items and pairs:
            raise ValueError("a list and a mapping in one")
        return items or pairs

    content = block(0)
    if lines:
        raise ValueError(f"badly indented: {lines[0]}")
    return content


def test_the_workflow_is_small_and_asks_for_nothing():
    text = WORKFLOW.read_text(encoding="utf-8")
    content = yaml(text)
    assert content.keys() == {"name", "on", "permissions", "concurrency", "jobs"}
    assert content["on"].keys() == {"push", "workflow_dispatch"}
    assert content["on"]["workflow_dispatch"]["inputs"].keys() == {"chapter"}
    assert content["permissions"] == {"contents": "read"}
    assert content["concurrency"]["cancel-in-progress"] is True
    (job,) = content["jobs"].values()
    assert job["runs-on"] == "ubuntu-latest" and int(job["timeout-minutes"]) > 30
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert [re.sub(r"\d+$", "", use) for use in uses] == [
        "actions/checkout@v",
        "actions/setup-python@v",
    ]
    assert job["steps"][0]["with"] == {"persist-credentials": False}
    assert job["steps"][1]["with"] == {"python-version": "3.12"}
    for step in job["steps"]:  # nothing that somebody typed becomes a part of a command
        assert "${{" not in step.get("run", "")
    assert "secrets." not in text and "upload" not in text


def test_the_workflows_yaml_is_read_the_same_by_a_real_parser():
    parser = pytest.importorskip("yaml")
    text = WORKFLOW.read_text(encoding="utf-8")
    mine = json.loads(json.dumps(yaml(text)), parse_int=str)
    theirs = parser.load(text, Loader=parser.BaseLoader)
    assert json.dumps(mine).replace("true", '"true"').replace("false", '"false"').replace(
        "null", '""'
    ) == json.dumps(theirs)


@pytest.mark.full
def test_the_workflows_own_line_grades_a_fork(tools, handed_in, tmp_path):
    for name in ("commands", "grading", "solutions", "tests"):
        shutil.copytree(ROOT / name, handed_in / name, ignore=all_but("course"))
    line = yaml(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["grade"]["steps"][-1]
    assert line["env"] == {"CHAPTER": "${{ inputs.chapter || vars.CHAPTER }}"}
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"

    page = tmp_path / "summary.md"
    done = subprocess.run(
        ["bash", "-e", "-c", line["run"]],
        cwd=handed_in,
        env=environment(CHAPTER="1", GITHUB_STEP_SUMMARY=str(page), PATH=path),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    text = page.read_text(encoding="utf-8")
    assert f"| {SCORE} of {FIRST} |" in text and "expected  32" in text
    assert "Chapter 1 is required, and it isn't done yet." in text


def test_results_that_a_student_handed_in_are_nobodys_results(run, handed_in, tmp_path):
    identity = {name: "x" for _, name in result_formats.IDENTITY} | {"SUBMISSION_TAG": "submit/1"}
    (tmp_path / "precious.txt").write_text("precious")
    out = tmp_path / "result.json"
    out.symlink_to("precious.txt")
    (tmp_path / "release-body.md").mkdir()
    words = ("classroom50", "1", "--exercises", handed_in, "--out", out)
    status, output, _ = run(*words, **identity)
    assert status == 0, output
    assert (tmp_path / "precious.txt").read_text() == "precious" and not out.is_symlink()
    assert json.loads(out.read_text())["max-score"] == FIRST
    assert (tmp_path / "release-body.md").is_file()


def test_a_device_is_never_replaced(tmp_path):
    link = tmp_path / "results.json"
    link.symlink_to("/dev/null")
    with pytest.raises(OSError):
        put(link, b"{}")
    assert Path("/dev/null").is_char_device()
