"""A learner's own random.py or json.py beside the course, or in exercises/, breaks nothing."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, plain_environment
from test_commands import SHIM, clone, make, write_program

from grading.chapters import ROOT, stems, tasks

NAMES = [
    "ast",
    "copy",
    "enum",
    "io",
    "json",
    "math",
    "matplotlib",
    "numpy",
    "operator",
    "os",
    "pip",
]
NAMES += ["pytest", "random", "re", "string", "threading", "token", "types", "typing", "venv"]
ALL = f"{len(tasks('ch01_math'))} of {len(tasks('ch01_math'))}"
SCRATCH = "raise SystemExit('the scratch file was imported')\n"

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with scratch files. Chapters 1 and 2 are done; .venv is the Python of this run."""
    folder = clone(tmp_path_factory.mktemp("scratch") / "course")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    for name in ("pytest-is", "numpy-is", "watch-is", "tests-are", "checks-are"):
        (folder / f".venv/{name}-here").touch()
    exercises_from_solutions(folder / "exercises", stems()[:2])
    (folder / "class").mkdir()
    exercises_from_solutions(folder / "class" / "ann", stems()[:1])
    (folder / "tests/course").mkdir()
    (folder / "tests/course/right").mkdir()
    parts = ("conftest", "gate", "right_programs", "mutants", "variants", "runs")
    for name in [f"{part}.py" for part in parts]:
        shutil.copy(ROOT / "tests/course" / name, folder / "tests/course")
    small = "from solutions.ch01_math import dot_product\n\n\ndef test_small():\n    pass\n"
    (folder / "tests/course/test_small.py").write_text(small)
    for place in (folder, folder / "exercises"):
        for name in NAMES:
            (place / f"{name}.py").write_text(SCRATCH)
    return folder


@pytest.mark.some(11)
@needs_make
@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("check-chapter 1", ALL),
        ("check-chapter np1", f"0 of {len(tasks('np1_xor'))}"),
        ("watch 2", "Chapter 2 is done."),
        ("hint 3", "hint 1 of"),
        ("debug 1", ALL),
        ("progress", "Next: make check-chapter 3"),
        ("compare 1 TASK=dot_product", "ours, solutions/ch01_math.py"),
        ("reset-chapter 7", "exercises/ch07_letter_classifier.py"),
        ("run 2 WITH=solutions", "XOR is not learned"),
        ("run np1 WITH=solutions", "XOR solved from 100 of 100 seeds"),
        ("doctor", "Everything that chapters 1 to 7 need is there."),
        ("update", "This folder is no git clone"),
        ("grade-class SUBMISSIONS=class JOBS=1", f"{ALL} tasks passed"),
        ("gradescope 1", "dist/"),
        ("classroom50 1", "dist/"),
        ("mutants", "0 mutants"),
        ("test", "1 passed"),
    ],
)
def test_no_command_takes_a_scratch_file_for_a_module(course, command, says):
    if "np1" in command:
        pytest.importorskip("matplotlib")
    if command == "test":
        pytest.importorskip("xdist")
    if command == "mutants":  # of no chapter: it ends at once
        program = course / "tests/course/mutants.py"
        program.write_text(program.read_text().replace("sys.argv[1:] or stems()", "[]"))
    words = [*command.split(), f"PYTHON={sys.executable}"]
    _, output, errors = make(course, *words, GIT_CEILING_DIRECTORIES=str(course.parent))
    assert "scratch file" not in output + errors and "Traceback" not in errors
    assert says in output + errors


@pytest.mark.full
@needs_make
def test_setting_up_takes_none_either(tmp_path):
    pytest.importorskip("ensurepip")
    for name in ("Makefile", *(f"commands/{n}.py" for n in ("doctor", "program", "requirements"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text(SCRATCH)
    words = [".venv/pytest-is-here", "GRADING=pip", f"PYTHON={sys.executable}"]  # which is there
    status, output, errors = make(tmp_path, *words)
    assert status == 0 and (tmp_path / ".venv/pytest-is-here").exists(), output + errors


def test_every_python_of_the_makefile_is_isolated():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = re.findall(r'^.*(?:\$\(BIN\)/python|"\$\(PYTHON\)") (?!-I).*$', text, re.MULTILINE)
    lines = [line for line in lines if "command -v" not in line and "realpath" not in line]
    assert len(lines) == 2 and all("$$script" in line or "$${data" in line for line in lines)


def test_figures_are_drawn_beside_scratch_files(course):
    pytest.importorskip("matplotlib")
    ignore = all_but()
    shutil.copytree(
        ROOT / "lessons/figures", course / "lessons/figures", ignore=ignore, dirs_exist_ok=True
    )
    (course / "lessons/figures/ch01_matrix_vector.svg").unlink()
    script = "lessons/figures/ch01_matrix_vector.py"
    as_make_has_it = plain_environment(PYTHONSAFEPATH="")
    words = [sys.executable, script]
    subprocess.run(words, cwd=course, env=as_make_has_it, check=True, timeout=120)
    assert (course / "lessons/figures/ch01_matrix_vector.svg").exists()


def test_the_editor_debugs_beside_scratch_files(course):
    launch = json.loads((ROOT / ".vscode/launch.json").read_text())["configurations"][0]
    words = [word.replace("${fileBasenameNoExtension}", "ch01_math") for word in launch["args"]]
    done = subprocess.run(
        [sys.executable, "-m", launch["module"], *words],
        cwd=launch["cwd"].replace("${workspaceFolder}", str(course)),
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0 and ALL in done.stdout, done.stderr
