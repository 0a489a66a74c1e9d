"""The commands do what the README says, in a clone of their own, and say so when they can't."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
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

from grading.chapters import (
    ROOT,
    as_exercise,
    number,
    numpy_folder,
    solution_text,
    stems,
    title,
)
from grading.known_mistakes import bank

pytestmark = [
    pytest.mark.some(4),
    pytest.mark.skipif(not shutil.which("make"), reason="make is not installed"),
]

SHIM = '#!/bin/sh\nexec "{python}" "$@"\n'
INSTALLS_NOTHING = SHIM.format(python=sys.executable).replace(
    "exec", 'case "$*" in *"-m pip"*|*--finds*) exit 0;; esac\nexec'
)


def write_program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def clone(folder):
    """Copy the course as a fresh clone has it: no .venv, nothing built."""
    folder.mkdir()
    for name in ("Makefile", "README.md", "LESSON.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "site").mkdir()
    for name in ("site/package.json", "site/package-lock.json"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("commands", "data", "grading", "solutions", "lessons", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=all_but("course"))
    untouched_exercises(folder / "exercises")
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A clone that is set up: its .venv is the Python of this run. Its path has odd letters."""
    folder = clone(tmp_path_factory.mktemp("clone") / "mon cours é")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    (folder / ".venv/pytest-is-here").touch()
    (folder / ".venv/numpy-is-here").touch()
    return folder


def make(folder, *words, **environment):
    done = subprocess.run(
        ["make", *words],
        cwd=folder,
        env=plain_environment(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout, done.stderr


def test_make_alone_lists_the_commands(course):
    status, output, _ = make(course)
    assert status == 0
    for command in ("check-chapter", "hint", "progress", "run", "test", "bench"):
        assert f"make {command}" in output


@pytest.mark.some(9)
@pytest.mark.parametrize("stem", stems())
def test_an_untouched_chapter_is_not_started(course, stem):
    status, output, _ = make(course, "check-chapter", number(stem))
    assert status != 0
    assert output.startswith(title(stem))
    if stem == "ch01_math":
        assert "Nothing is written yet" in output and "lessons/ch01_math.md" in output
    assert "not yet" not in output and "Error" not in output and "Traceback" not in output


def test_a_number_may_follow_or_be_given_as_n(course):
    assert make(course, "check-chapter", "1")[1] == make(course, "check-chapter", "N=1")[1]


def test_what_the_environment_calls_n_or_task_is_not_meant(course):
    set_elsewhere = {"N": "5", "TASK": "Layer"}
    for command in ("check-chapter", "compare"):
        assert make(course, command, "1", **set_elsewhere) == make(course, command, "1")


def test_everything_again_ends(course):
    assert make(course, "-B", "help") == make(course, "help")


@pytest.mark.parametrize("words", [[], ["9"], ["abc"], ["np9"], ["0"], ["0", "1"], ["N="], ["*"]])
@pytest.mark.parametrize("command", ["check-chapter", "hint", "run"])
def test_a_wrong_chapter_gets_the_list(course, command, words):
    status, output, _ = make(course, command, *words)
    assert status != 0
    for stem in stems():
        assert title(stem).partition("· ")[2] in output


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (["check-chapter", "1", "2"], "make check-chapter 1"),
        (["check-chapter", "N=np1 np2"], "make check-chapter np1"),
        (["watch", "3", "4"], "make watch 3"),
        (["hint", "2", "3", "4"], "make hint 2"),
        (["run", "2", "9"], "make run 2"),
        (["compare", "4", "softmax"], "make compare 4 TASK=softmax"),
        (["reset-chapter", "4", "5"], "make reset-chapter 4"),
    ],
)
def test_two_chapters_are_told_what_to_type(course, words, typed):
    status, output, _ = make(course, *words)
    assert status != 0
    assert output == f"make {words[0]} takes one chapter at a time. Type: {typed}\n"


def commands_that_take_no_chapter():
    found = re.search(r"^TAKE_NONE := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    return found[1].split()


@pytest.mark.parametrize("command", commands_that_take_no_chapter())
def test_a_command_that_takes_no_chapter_says_what_was_meant_and_does_not_run(course, command):
    for word in ("3", "N=3"):
        status, output, errors = make(course, command, word)
        said = f"make {command} takes no chapter. To grade chapter 3, type: make check-chapter 3"
        assert status != 0 and said in output + errors
        assert len((output + errors).splitlines()) == 1


def test_commands_that_take_no_chapter_may_stand_together(course):
    (course / ".venv/checks-are-here").touch()
    status, output, errors = make(course, "help", "-n", "lint", N="3")  # of the environment
    assert status == 0 and "takes no chapter" not in output + errors and "ruff" in output


CHECKS_FIND_NOTHING = SHIM.format(python=sys.executable).replace(
    "exec", 'case "$*" in *"-m ruff"*|*"-m mypy"*|*gate.py) exit 0;; esac\nexec'
)
NPM = '#!/bin/sh\necho "$@" >> calls\nmkdir -p site/node_modules\ntest "$1" = ci || exit {}\n'


def lint(course, tmp_path, npm=""):
    """Run make lint where nothing else is to be found than make, python3 and what npm is."""
    write_program(course / ".venv/bin/python", CHECKS_FIND_NOTHING)
    (course / ".venv/checks-are-here").touch()
    for name in ("make", "mkdir", "touch"):
        write_program(tmp_path / name, f'#!/bin/sh\nexec "{shutil.which(name)}" "$@"\n')
    write_program(tmp_path / "python3", SHIM.format(python=sys.executable))
    if npm:
        write_program(tmp_path / "npm", npm)
    try:
        return make(course, "lint", PATH=str(tmp_path))
    finally:
        write_program(course / ".venv/bin/python", SHIM.format(python=sys.executable))
        shutil.rmtree(course / "site/node_modules", ignore_errors=True)


def test_lint_without_node_says_that_the_scripts_are_unchecked_and_passes(course, tmp_path):
    status, output, errors = lint(course, tmp_path)
    assert status == 0 and not errors
    assert output.startswith("The site's scripts are unchecked. Install Node (")
    assert len(output.splitlines()) == 1


@pytest.mark.parametrize("status", [0, 1])
def test_lint_with_node_installs_the_packages_and_checks_the_scripts(course, tmp_path, status):
    done, output, _ = lint(course, tmp_path, NPM.format(status))
    calls = (course / "calls").read_text().splitlines()
    (course / "calls").unlink()
    assert (done == 0) == (status == 0) and "unchecked" not in output
    assert [call.split()[:2] for call in calls] == [["ci", "--prefix"], ["run", "lint"]]


def test_watch_without_a_number_asks_the_program(course):
    (course / ".venv/watch-is-here").touch()
    _, output, _ = make(course, "watch", "-n")
    assert 'commands/watch.py "" --earlier=' in output


def test_an_unknown_command_gets_the_list(course):
    status, output, _ = make(course, "chek-chapter", "1")
    assert status != 0 and "make check-chapter N" in output


@pytest.mark.full
def test_a_solved_chapter_exits_with_zero(tmp_path):
    folder = clone(tmp_path / "clone")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    (folder / ".venv/pytest-is-here").touch()
    exercises_from_solutions(folder / "exercises", stems()[:2])
    status, output, _ = make(folder, "check-chapter", "2")
    assert status == 0 and "Every task of this chapter is right." in output
    status, output, _ = make(folder, "progress")
    assert status == 0
    assert re.search(r"1  Math foundations .* done", output)
    assert re.search(r"3  The forward pass .* not started", output)
    assert "Next: make check-chapter 3" in output


def test_earlier_solutions_let_a_learner_start_anywhere(tmp_path):
    folder = clone(tmp_path / "clone")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    (folder / ".venv/pytest-is-here").touch()
    exercises_from_solutions(folder / "exercises", ["ch02_neuron"])
    status, output, _ = make(folder, "check-chapter", "2")
    assert status != 0
    assert "EARLIER=solutions" in output and "make check-chapter" in output
    status, output, _ = make(folder, "check-chapter", "2", "EARLIER=solutions")
    assert status == 0, output


def test_hint_gives_the_next_hint_for_the_first_unfinished_task(course):
    status, output, _ = make(course, "hint", "1")
    assert status == 0 and output.startswith("vector_add · hint 1 of")
    assert "hint 2 of" in make(course, "hint", "1")[1]


def test_run_shows_our_perceptron_learn_or_and_and_fail_at_xor(course):
    status, output, _ = make(course, "run", "2", "WITH=solutions")
    assert status == 0
    assert "OR is learned" in output and "AND is learned" in output
    assert "XOR is not learned" in output


def test_run_says_what_is_not_written_yet(course):
    status, output, errors = make(course, "run", "2")
    assert status != 0
    assert "isn't written yet" in errors and "Traceback" not in errors


def test_run_with_an_unknown_folder_says_so(course):
    status, _, errors = make(course, "run", "2", "WITH=nothing")
    assert status != 0 and "exercises or solutions" in errors


def test_letters_in_fonts_go_with_two_chapters(course):
    for words in (["3", "LETTERS=fonts"], ["7", "LETTERS=fronts"]):
        status, _, errors = make(course, "run", *words)
        assert status != 0 and "LETTERS=fonts goes with 7 and np3" in errors


@pytest.mark.full
def test_run_np1_draws_its_picture(tmp_path):
    pytest.importorskip("matplotlib")
    folder = clone(tmp_path / "clone")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    for name in ("pytest-is-here", "numpy-is-here"):
        (folder / ".venv" / name).touch()
    status, output, errors = make(folder, "run", "np1", "WITH=solutions")
    assert status == 0, errors
    assert re.search(r"about 20 seconds\n(  \[.*\n){5}XOR solved from 100 of 100 seeds\n", output)
    assert "with 4 hidden neurons, weights of scale 0.01 and rate 0.1: 0 of 100" in output
    assert (folder / "np1_xor.png").stat().st_size > 10_000


@pytest.mark.skipif(importlib.util.find_spec("torch"), reason="PyTorch is installed")
def test_run_torch_says_how_to_install_it(course):
    pytest.importorskip("numpy")
    status, _, errors = make(course, "run", "torch")
    assert status != 0 and "-I -m pip install torch" in errors and "Traceback" not in errors


@pytest.mark.full
def test_progress_waits_for_numpy(tmp_path):
    folder = clone(tmp_path / "clone")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    (folder / ".venv/pytest-is-here").touch()
    status, output, _ = make(folder, "progress")
    assert status == 0 and re.search(r"np1  XOR in NumPy .* (needs NumPy|not asked for)", output)
    pytest.importorskip("numpy")
    (folder / ".venv/numpy-is-here").touch()
    status, output, _ = make(folder, "progress")
    assert status == 0 and re.search(r"np1  XOR in NumPy .* 0 of  3  not started", output)


# ── how it ends ──


def makes_version():
    said = subprocess.run(["make", "--version"], capture_output=True, text=True, timeout=60).stdout
    return tuple(map(int, re.search(r"GNU Make (\d+)\.(\d+)", said).groups()))


@pytest.mark.some(5)
@pytest.mark.parametrize(
    "words",
    [
        ["check-chapter", "1"],
        ["-j4", "check-chapter", "1"],
        ["-s", "N=1", "check-chapter"],
        ["check-chapter", "3", "EARLIER=solutions"],
        ["check-chapter", "1", "EARLIER=nothing"],
        ["check-chapter", "9"],
        ["debug", "1"],
        ["compare", "1"],
        ["compare", "1", "TASK=nothing"],
        ["hint", "1", "EARLIER=nothing"],
        ["reset-chapter", "1", "TASK=nothing"],
        ["run", "2"],
        ["update"],
        ["check", "1"],
    ],
)
def test_make_adds_nothing_to_what_the_program_has_said(course, words):
    if makes_version() < (4, 3):
        pytest.skip("an older make says that a recipe failed")
    status, output, errors = make(course, *words, GIT_CEILING_DIRECTORIES=str(course.parent))
    assert status == 1 and (output or errors)
    assert "make:" not in output + errors and "Error 1" not in output + errors


def test_an_older_make_says_and_does_the_same(course):
    old = "MAKE_VERSION=3.81"
    status, output, _ = make(course, old, "check-chapter", "1")
    assert status == 2 and output == make(course, "check-chapter", "1")[1]
    status, output, errors = make(course, old, "lint", "1")
    assert status == 2 and not output and "type: make check-chapter 1" in errors


def test_no_line_is_left_out_where_make_ends_quietly():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    learners = text.partition("# ── for learners")[2].partition("# ── for teachers")[0]
    setting_up = text.partition("# ── setting up")[2].partition("$(VENV)/checks-are-here")[0]
    lines = re.findall(r"(?<!\\\n)^\t(?!\t).*$", learners + setting_up, re.MULTILINE)
    lines = [line for line in lines if not line.startswith("\t$(call install,")]
    assert len(lines) > 25 and all(line.startswith("\t$(RUN)@") for line in lines)


def test_a_dry_run_runs_nothing(course):
    status, output, _ = make(course, "-n", "check-chapter", "1")
    assert status == 0 and "commands/check.py tests/test_ch01_math.py" in output
    assert title("ch01_math") not in output


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A clone that is set up, with a task that is wrong."""
    folder = clone(tmp_path_factory.mktemp("begun") / "clone")
    write_program(folder / ".venv/bin/python", SHIM.format(python=sys.executable))
    for name in ("pytest-is-here", "watch-is-here"):
        (folder / ".venv" / name).touch()
    wrong = as_exercise(bank("ch01_math")[0].put_into(solution_text("ch01_math")))
    exercises_from_solutions(folder / "exercises", ["ch01_math"], ch01_math=wrong)
    return folder


@pytest.mark.some(14)
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "hint 1",
        "run 1 WITH=solutions",
        "run 6 WITH=solutions",
        "compare 1",
        "debug 1",
        "reset-chapter 3 TASK=Layer",
        "gradescope 1",
    ],
)
def test_whoever_reads_along_may_leave(begun, words, closed):
    gone, pipe = os.pipe()
    os.close(gone)
    done = subprocess.run(
        ["sh", "-c", f"exec make {words} {'>&-' if closed else ''}"],
        cwd=begun,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    os.close(pipe)
    assert not done.stderr and done.returncode in (0, 1)


@pytest.mark.some(12)
@pytest.mark.parametrize("word", ["; touch made", "`touch made`", "exercises -h", "--help", "-x"])
@pytest.mark.parametrize(
    "words",
    [
        "check-chapter 1 EARLIER",
        "watch 1 EARLIER",
        "debug 1 EARLIER",
        "hint 1 EARLIER",
        "compare 1 EARLIER",
        "compare 1 TASK",
        "compare 1 SHOW",
        "reset-chapter 1 TASK",
        "run 1 WITH",
        "run 7 LETTERS",
        "gradescope N",
        "gradescope 1 POINTS",
        "classroom50 1 EARLIER",
        "grade-class SUBMISSIONS",
        "grade-class SUBMISSIONS=tests N",
        "grade-class SUBMISSIONS=exercises JOBS",
    ],
)
def test_what_is_typed_is_a_value_and_nothing_else(begun, words, word):
    *words, name = words.split()
    status, output, errors = make(begun, *words, f"{name}={word}")
    told = output + errors
    assert status != 0 and not (begun / "made").exists()
    assert "usage" not in told and "Traceback" not in told
    assert re.search(
        "is(n't| not) known|no task|names no|no chapter|no whole|is not there|no sub", told
    )


def test_a_class_s_folders_may_begin_with_a_dash(begun):
    exercises_from_solutions(begun / "-subs" / "ann", ["ch01_math"])
    status, output, errors = make(begun, "grade-class", "1", "SUBMISSIONS=-subs", "OUT=-o")
    assert status == 0, output + errors
    assert (begun / "-o" / "grades.html").exists()


# ── setting up ──


def fake_python(path, refuse):
    """Write a python that fails where its arguments hold the text `refuse`.

    The environment that it makes is the Python of this run, and installs nothing.
    """
    text = (
        "#!/bin/sh\n"
        f'case "$*" in *"{refuse}"*) exit 1;; esac\n'
        'if [ "$1 $2 $3" = "-I -m venv" ]; then\n'
        '  mkdir -p "$4/bin"\n'
        f"  cat > $4/bin/python <<'END'\n{INSTALLS_NOTHING}END\n"
        '  chmod +x "$4/bin/python"; exit 0\n'
        "fi\n"
        f'exec "{sys.executable}" "$@"\n'
    )
    write_program(path, text)
    return path


def test_the_first_command_sets_up_and_says_so(tmp_path):
    folder = clone(tmp_path / "clone")
    python = fake_python(tmp_path / "python", refuse="no such text")
    status, output, errors = make(folder, "check-chapter", "1", f"PYTHON={python}")
    assert output.startswith("Setting up once: a virtual environment in .venv, with pytest")
    assert "Nothing is written yet" in output, errors
    status, output, _ = make(folder, "check-chapter", "1", f"PYTHON={python}")
    assert "Setting up" not in output
    status, output, _ = make(folder, "check-chapter", "np1", f"PYTHON={python}")
    assert output.startswith("Setting up once: NumPy for Part II, and matplotlib")
    assert ("Nothing is written yet" in output) == bool(numpy_folder())
    status, output, _ = make(folder, "check-chapter", "np2", f"PYTHON={python}")
    assert "Setting up" not in output


def test_without_numpy_part_ii_says_what_to_type(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['numpy'] = None\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_np1_xor.py"],
        cwd=ROOT,
        env=plain_environment(PYTHONPATH=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert "Part II needs NumPy. Type: make check-chapter np1" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        ("version_info", "The course needs Python 3.10 or newer"),
        ("ensurepip", "This Python has no venv. Install it"),
        ("-m venv", "The environment could not be made."),
    ],
)
def test_an_unfit_python_gets_one_sentence(tmp_path, refuse, sentence):
    folder = clone(tmp_path / "clone")
    python = fake_python(tmp_path / "python", refuse)
    status, output, _ = make(folder, "check-chapter", "1", f"PYTHON={python}")
    assert status != 0
    assert sentence in output and "Traceback" not in output


def test_a_missing_python_gets_one_sentence(tmp_path):
    folder = clone(tmp_path / "clone")
    status, output, _ = make(folder, "check-chapter", "1", "PYTHON=python-that-is-not-there")
    assert status != 0
    assert "Python is missing. Install Python 3.10 or newer" in output


def test_no_network_gets_one_sentence(tmp_path):
    folder = clone(tmp_path / "clone")
    write_program(
        tmp_path / "python",
        "#!/bin/sh\n"
        'if [ "$1 $2 $3" = "-I -m venv" ]; then mkdir -p "$4/bin"\n'
        '  printf \'#!/bin/sh\\nexit 1\\n\' > "$4/bin/python"; chmod +x "$4/bin/python"; exit 0\n'
        f'fi\nexec "{sys.executable}" "$@"\n',
    )
    status, output, _ = make(folder, "check-chapter", "1", f"PYTHON={tmp_path / 'python'}")
    assert status != 0 and "Check the connection to the internet" in output


# ── the ways without make ──


@pytest.mark.full
def test_the_readmes_commands_without_make_give_the_same_report(course):
    with_make = make(course, "check-chapter", "1")[1]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_ch01_math.py"],
        cwd=course,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stdout == with_make


def test_verbose_brings_pytests_own_report_back(course):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "tests/test_ch01_math.py"],
        cwd=course,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "test_vector_add_adds_place_by_place" in done.stdout
    assert "Next: write vector_add." in done.stdout


def test_a_folder_that_cannot_be_written_is_graded_all_the_same(course, tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", ["ch01_math"])
    for path in [folder / "ch01_math.py", folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_ch01_math.py", "--exercises", str(folder)],
        cwd=course,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0
    assert [path.name for path in folder.iterdir()] == ["ch01_math.py"]


def test_windows_line_ends_are_graded(course, tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", ["ch01_math"])
    path = folder / "ch01_math.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_ch01_math.py", "--exercises", str(folder)],
        cwd=course,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc")
def test_an_interrupt_stops_with_a_sentence_and_leaves_no_process(ctrl_c, course, tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", ["ch01_math"])
    (folder / "ch01_math.py").write_text("while True:\n    pass\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "tests/test_ch01_math.py", "--exercises", str(folder)],
        cwd=course,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with limited(process):
        wait_for_a_busy_worker(process)
        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "Stopped." in output and "Traceback" not in output
    until = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert workers and not any(Path(f"/proc/{pid}").exists() for pid in workers)
