"""make debug and --in-process: the exercise runs where a debugger can stop it, graded the same."""

import ast
import json
import re
import shutil
import subprocess
import sys

import pytest
from right_programs import begun_with, definitions
from runs import all_but, exercises_from_solutions, plain_environment

from grading.chapters import (
    ROOT,
    as_exercise,
    needs_numpy,
    numpy_folder,
    solution_files,
    solution_text,
    stems,
    tasks,
)
from grading.grade import Grader
from grading.known_mistakes import bank
from grading.report import report_on
from grading.report_terminal import chapter_text
from grading.submission import Submission
from grading.worker import InProcess

pytestmark = pytest.mark.some(4)

STEM = "ch01_math"
APART = all_but("course")
BEGUN = begun_with(STEM, "vector_add")
TOTAL = """

def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    total = 7
    breakpoint()
    for x, y in zip(a, b):
        total += x * y
    print("so it is", total)
    return total
"""

WRONG = (
    BEGUN
    + "\n\n"
    + definitions(ast.parse(bank(STEM)[0].put_into(solution_text(STEM))))["vector_add"]
)

EDITOR = """
import bdb, sys
class Debugger(bdb.Bdb):
    def user_line(self, frame):
        if self.break_here(frame):
            print("stopped at", frame.f_lineno)
        self.set_continue()
sys.path.append(".")
from commands import debug
debugger = Debugger()
debugger.set_break(sys.argv[1], int(sys.argv[2]))
sys.argv[1:] = ["1"]
debugger.runcall(debug.main)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course, in a folder whose name has odd letters."""
    folder = tmp_path_factory.mktemp("debug") / "mon cours é"
    for name in ("commands", "grading", "tests", "solutions"):
        shutil.copytree(ROOT / name, folder / name, ignore=APART)
    return folder


def run(course, text, typed, *command, stem=STEM):
    """Run a command on a chapter's text, with what is typed. Return (status, what it printed)."""
    exercises_from_solutions(course / "exercises", [stem], **{stem: text})
    done = subprocess.run(
        [sys.executable, *command],
        cwd=course,
        env=plain_environment(),
        input=typed.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    output = done.stdout.decode()
    assert "Traceback" not in output
    return done.returncode, output


def debug(course, text, typed, *words):
    return run(course, text, typed, "commands/debug.py", *(words or "1"))


# ── make debug ──


def test_breakpoint_stops_in_the_learners_own_file(course):
    text = BEGUN + TOTAL
    status, output = debug(course, text, "p total\np __file__\nlist\nc\n")
    assert status == 1
    assert "dot_product runs here, without limits." in output
    assert "(Pdb) 7\n" in output
    assert repr(str(course / "exercises/ch01_math.py")) in output
    assert "total += x * y" in output  # pdb finds the source
    assert "so it is 39\n" in output
    assert "    expected  32\n    got       39\n" in output
    assert re.search(r"not yet +dot_product", output)


def test_what_is_changed_in_the_debugger_counts(course):
    text = solution_text(STEM) + TOTAL
    status, output = debug(course, text, "total = 0\nc\n" * 60)
    assert "so it is 32\n" in output
    assert re.search(r"passed .*dot_product.*\n", output)
    assert status == 1 and "It stops at breakpoint()" in output  # in the tasks that call it


@pytest.mark.parametrize("typed", ["p total\nq\n", "p total\n"])
def test_to_quit_the_debugger_is_to_stop(course, typed):
    status, output = debug(course, BEGUN + TOTAL, typed)
    assert status == 1 and "(Pdb) 7\n" in output
    assert output.endswith("\nStopped. Nothing of yours was changed.\n")


def test_an_editors_breakpoint_binds_to_the_file(course):
    text = BEGUN + TOTAL.replace("    breakpoint()\n", "")
    line = text[: text.index("        total += x * y")].count("\n") + 1
    path = str(course / "exercises/ch01_math.py")
    _, output = run(course, text, "", "-c", EDITOR, path, str(line))
    assert output.count(f"stopped at {line}\n") == 3  # once for each number of the first case


def test_without_a_breakpoint_it_says_where_one_goes(course):
    text = WRONG
    status, output = debug(course, text, "")
    assert status == 1
    assert "Write breakpoint() in it where you want to look." in output
    assert output.endswith(worker_report(course))


def test_a_breakpoint_in_a_right_task_comes_before_a_wrong_one(course):
    text = bank(STEM)[0].put_into(solution_text(STEM))
    text += "\n\ndef transpose(matrix):\n    breakpoint()\n    return [[]]\n"
    _, output = debug(course, text, "p matrix\nq\n")
    assert "transpose runs here" in output and "Stopped." in output


def test_a_breakpoint_outside_of_functions_stops_too(course):
    text = solution_text(STEM) + "\nbreakpoint()\nlast = 1\n"
    status, output = debug(course, text, "p __name__\nc\n")
    assert "The chapter runs here, without limits." in output
    assert "(Pdb) 'exercises.ch01_math'\n" in output
    total = len(tasks(STEM))
    assert status == 0 and f"{total} of {total}" in output


def test_input_reads_from_the_terminal(course):
    text = BEGUN + TOTAL.replace("breakpoint()", "total = int(input('so? '))")
    _, output = debug(course, text, "-3\n" * 10)
    assert "so? " in output and "    got       29\n" in output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (solution_text(STEM), "Every task of this chapter is right."),
        ("def vector_add(a, b):\n    raise NotImplementedError('vector_add')\n", "has no"),
        ("def vector_add(a, b:\n", "SyntaxError"),
    ],
)
def test_where_nothing_can_be_debugged_the_report_says_why(course, text, said):
    status, output = debug(course, text, "")
    assert said in output and status == ("right" not in said)
    assert said == "has no" or "runs here" not in output


def test_part_two_is_debugged_too(course):
    pytest.importorskip("numpy")
    text = solution_text("np1_xor") + "\n\ndef sigmoid(z):\n    breakpoint()\n    return z\n"
    command = ("commands/debug.py", "np1")
    _, output = run(course, text, "p z\nc\n", *command, stem="np1_xor")
    assert "(Pdb) array(" in output and re.search(r"not yet +sigmoid", output)


@pytest.mark.parametrize("words", [["9"], ["1", "--earlier", "nothing"], ["1", "2"]])
def test_a_wrong_argument_is_refused(course, words):
    status, _ = debug(course, solution_text(STEM), "", *words)
    assert status == 2


def worker_report(course):
    """Return the report of make check-chapter."""
    command = [sys.executable, "-m", "pytest", f"tests/test_{STEM}.py"]
    return subprocess.run(
        command, cwd=course, env=plain_environment(), capture_output=True, check=False, timeout=120
    ).stdout.decode()


# ── --in-process ──


@pytest.mark.filterwarnings("ignore:overflow")  # a worker's go unseen
@pytest.mark.parametrize(
    "stem",
    ["ch01_math"]
    + [
        pytest.param(stem, marks=pytest.mark.full)
        for stem in ("ch03_forward", "ch06_training", "np1_xor")
    ],
)
def test_in_this_process_the_report_is_the_same(tmp_path, stem):
    wrong = bank(stem)[0].put_into(solution_text(stem))
    for what, text in (("right", solution_text(stem)), ("wrong", wrong)):
        folder = exercises_from_solutions(tmp_path / what, stems(), **{stem: as_exercise(text)})
        reports = []
        for debugging in (False, True):
            submission = Submission(folder)
            outcomes = Grader(stem, submission, debugging=debugging).run_all(explained="first")
            reports.append(chapter_text(report_on(stem, submission, outcomes)))
        assert reports[0] == reports[1]


@pytest.mark.full
def test_pytest_takes_the_option(course):
    text = WRONG
    status, output = run(course, text, "", "-m", "pytest", f"tests/test_{STEM}.py", "--in-process")
    assert status == 1 and output == worker_report(course)


@pytest.mark.some(2)
@pytest.mark.parametrize("option", ["-s", "--capture=fd"])
def test_pytests_debugger_stops_and_is_quit(course, option):
    command = ("-m", "pytest", f"tests/test_{STEM}.py", "--in-process", option)
    status, output = run(course, solution_text(STEM) + TOTAL, "p total\nc\nq\n", *command)
    assert status == 2 and "(Pdb) 7\n" in output
    assert output.endswith("Stopped. Nothing of yours was changed.\n")


def test_errors_name_the_file_as_the_reader_does(course):
    text = solution_text(STEM) + "\n\ndef dot_product(a, b):\n    return 1 / 0\n"
    _, output = debug(course, text, "")
    line = text.count("\n")
    assert f"Raised at exercises/ch01_math.py:{line}, in dot_product:" in output


def test_ctrl_c_in_the_solution_is_no_answer():
    host = InProcess(STEM, solution_files(STEM), guard=False)
    code = {"$": "code", "text": "(_ for _ in ()).throw(KeyboardInterrupt)"}
    call = {"do": "call", "target": ["vector_add"], "args": [code, []], "kwargs": {}}
    with pytest.raises(KeyboardInterrupt):
        host.request({**call, "args": [{"$": "var", "path": ["vector_add"]}, code]})


# ── editors ──


def test_the_testing_panel_finds_the_graders_and_nothing_else():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text())
    assert settings["python.testing.pytestEnabled"] is True
    here = {stem for stem in stems() if numpy_folder() or not needs_numpy(stem)}
    assert collected(settings["python.testing.pytestArgs"]) == here


def test_without_numpy_the_panel_shows_the_chapters_in_plain_python(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['numpy'] = None\n")
    arguments = json.loads((ROOT / ".vscode/settings.json").read_text())
    found = collected(arguments["python.testing.pytestArgs"], PYTHONPATH=str(tmp_path))
    assert found == {stem for stem in stems() if not needs_numpy(stem)}


def collected(arguments, **environment):
    """Return the stems of the graders that pytest collects."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *arguments],
        cwd=ROOT,
        env=plain_environment(**environment),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout
    places = {line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line}
    return {place.removeprefix("tests/test_").removesuffix(".py") for place in places}


def test_the_editor_debugs_in_process():
    launch = json.loads((ROOT / ".vscode/launch.json").read_text())
    chapter, panel = launch["configurations"]
    assert "--in-process" in chapter["args"]
    assert panel["purpose"] == ["debug-test"]
    assert panel["env"] == {"PYTEST_ADDOPTS": "--in-process"}
    for configuration in launch["configurations"]:
        assert configuration["subProcess"] is False  # the workers are no place for a debugger
    assert ".vscode" not in (ROOT / ".gitignore").read_text()
