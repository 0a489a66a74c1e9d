"""make doctor says what is there and what to type for the rest, in the words of every command."""

import ast
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from clones import copied, program, small_course

from commands import doctor, requirements
from commands.requirements import ROOT, why
from grading import worker
from grading.chapters import NO_NUMPY

pytestmark = pytest.mark.some(4)

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("template") / "course", "ch01_math")
    course.write("data/digits.py", (Path(ROOT) / "data/digits.py").read_bytes())
    return course


@pytest.fixture
def course(template, tmp_path, monkeypatch):
    monkeypatch.delenv("MNIST_DIR", raising=False)
    return copied(template, tmp_path / "mon cours é")


def plain(text):
    """Return text on one line, as it was before it was wrapped."""
    return " ".join(text.split())


def row(output, name):
    """Return what the report says of one thing, on one line."""
    found = re.search(rf"^  {re.escape(name)} (.*\n(?:   .*\n)*)", output, re.MULTILINE)
    return plain(found[1])


def python_for_setting_up(path, refuse="no such text"):
    """Write a Python that refuses calls with a text in them, and whose .venv never uses the net."""
    program(
        path,
        "#!/bin/sh\n"
        f'case "$*" in *"{refuse}"*) exit 1;; esac\n'
        'if [ "$1 $2 $3" = "-I -m venv" ]; then\n'
        '  case "$5" in --clear) rm -rf "$4";; esac\n'
        '  mkdir -p "$4/bin"; cp "$0.inside" "$4/bin/python"; exit 0\n'
        "fi\n"
        f'exec "{sys.executable}" "$@"\n',
    )
    program(
        path.with_name(f"{path.name}.inside"),
        "#!/bin/sh\n"
        f'case "$*" in *"{refuse}"*) exit 1;; *"pip install"*|*--finds*) exit 0;; esac\n'
        f'exec "{sys.executable}" "$@"\n',
    )
    return path


# ── what is there ──


def test_a_course_that_is_set_up_has_all_it_needs(course):
    course.has_environment()
    status, output = course.run("doctor")
    assert status == 0
    version = ".".join(map(str, sys.version_info[:3]))
    assert row(output, "Python").startswith(version) and sys.executable in output
    assert row(output, "this folder") == "can be written"
    assert row(output, ".venv") == f"made, with Python {version}"
    assert row(output, "pytest") == pytest.__version__
    assert output.endswith("Everything that chapters 1 to 7 need is there.\n")


def test_nothing_is_left_behind(course):
    before = course.files()
    course.run("doctor")
    assert course.files() == before


def test_a_fresh_clone_is_told_what_to_type(course):
    status, output = course.run("doctor")
    assert status == 1
    command = "make check-chapter 1" if shutil.which("make") else "python3 -I -m venv .venv"
    assert row(output, ".venv").startswith(f"Not made yet. To make it, type: {command}")
    assert row(output, "pytest").startswith("missing.") and command in row(output, "pytest")
    assert output.endswith("Missing for chapters 1 to 7: .venv, pytest.\n")


def test_an_environment_that_does_not_start_is_noticed(course):
    course.has_environment()
    program(course.path / ".venv/bin/python", "#!/nowhere/python\n")
    status, output = course.run("doctor")
    assert status == 1
    assert "It doesn't start: the Python that it was made with has moved" in row(output, ".venv")
    assert output.endswith("Missing for chapters 1 to 7: .venv, pytest.\n")


def test_an_environment_without_packages_says_what_each_is_for(course):
    course.has_environment()
    program(course.path / ".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n')
    status, output = course.run("doctor")
    assert status == 1 and output.endswith("Missing for chapters 1 to 7: pytest.\n")
    assert row(output, "NumPy").startswith("missing. Part II needs NumPy.")
    assert row(output, "matplotlib").startswith("missing. It draws pictures in Part II")
    assert row(output, "watchfiles").startswith("missing. It tells of every save")


def test_what_one_can_do_without_does_not_count(course):
    course.has_environment()
    (course.path / "empty").mkdir()
    status, output = course.run("doctor", PATH=str(course.path / "empty"))
    assert status == 0
    assert plain(requirements.no_make()) == row(output, "make")
    assert row(output, "git").startswith(plain(why("git")))


def test_without_make_it_gives_the_readmes_lines(course):
    (course.path / "empty").mkdir()
    _, output = course.run("doctor", PATH=str(course.path / "empty"))
    readme = (Path(ROOT) / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^ {17}(.*)$", output, re.MULTILINE)
    assert "python3 -I -m venv .venv" in lines and "python3 -I -m venv .venv" in readme
    command = '.venv/bin/python -I -m pip install "pytest~=9.0"'
    assert command in lines and command in readme
    assert '.venv/bin/python -I -m pip install "numpy>=2" matplotlib' in plain(output)


def test_mnist_is_known_by_names_and_sizes(monkeypatch, tmp_path):
    text = (Path(ROOT) / "data/digits.py").read_text(encoding="utf-8")
    files = dict(re.findall(r'"([\w-]+\.gz)": \(\s+([\d_]+)', text))
    monkeypatch.setenv("MNIST_DIR", str(tmp_path))
    assert requirements.mnist() == (str(tmp_path), list(files)) and len(files) == 4
    for name, size in files.items():
        with open(tmp_path / name, "wb") as file:
            file.truncate(int(size))  # of the right length, and no room taken
    assert requirements.mnist() == (str(tmp_path), [])
    first, *_ = files
    (tmp_path / first).write_bytes(b"cut short")
    said = doctor.optional_rows(None)[-1][2]
    assert f"{tmp_path} lacks {first}. Put what is missing there" in said
    assert said.endswith("or unset MNIST_DIR: then data/mnist is used.")


def test_mnist_is_looked_for_in_the_course(course):
    _, output = course.run("doctor")
    assert "data/mnist lacks all four files." in row(output, "MNIST")
    assert row(output, "MNIST").endswith(" data/digits.py")


def test_an_old_python_and_a_folder_that_is_not_ours_are_named(monkeypatch, capsys):
    monkeypatch.setattr(requirements, "NEEDED", (9, 9))
    monkeypatch.setattr(requirements, "can_write", lambda folder: False)
    monkeypatch.setattr(requirements, "has_venv", lambda: False)
    monkeypatch.setattr(requirements, "in_environment", lambda: None)
    monkeypatch.setattr(sys, "argv", ["doctor.py"])
    assert doctor.main() == 1
    output = capsys.readouterr().out
    assert row(output, "Python") == plain(why("python"))
    assert row(output, "venv") == plain(why("venv"))
    assert row(output, "this folder") == plain(why("folder"))
    assert "Missing for chapters 1 to 7: Python, venv, this folder, .venv, pytest." in output


def test_where_the_environment_works_it_matters_no_more_what_made_it(monkeypatch, capsys):
    monkeypatch.setattr(requirements, "NEEDED", (9, 9))
    monkeypatch.setattr(requirements, "has_venv", lambda: False)
    monkeypatch.setattr(
        requirements, "in_environment", lambda: {"python": "9.9.9", "pytest": "9.0.0"}
    )
    monkeypatch.setattr(sys, "argv", ["doctor.py"])
    assert doctor.main() == 0
    assert "Everything that chapters 1 to 7 need is there." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "git", "make", "python"),
    [
        ("Debian", "sudo apt install git", "sudo apt install make", "sudo apt install python3."),
        ("macOS", "xcode-select --install", "xcode-select --install", "brew install python"),
        ("Windows", "winget install Git.Git", "wsl --install", "winget install Python."),
        (
            "",
            "(with your system's installer)",
            "your system's installer",
            "your system's installer",
        ),
    ],
)
def test_what_to_type_depends_on_the_system(monkeypatch, name, git, make, python):
    monkeypatch.setattr(requirements, "system", lambda: name)
    assert git in why("git") and make in why("make") and python in why("python")
    assert ("sudo apt install python3" in why("venv")) == (name == "Debian")


@pytest.mark.parametrize("name", ["doctor", "requirements", "program"])
def test_it_runs_on_an_old_python_by_itself(name):
    text = (Path(ROOT) / f"commands/{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 6))
    imported = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    assert set(imported) <= sys.stdlib_module_names
    others = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    # and of the first requirements.py alone
    assert others == ["commands", "commands.program"] * (name == "doctor")
    calls = {
        keyword.arg for n in ast.walk(tree) if isinstance(n, ast.Call) for keyword in n.keywords
    }
    assert not calls & {"capture_output", "text", "missing_ok"}  # newer than that


def test_an_interrupt_stops_with_a_sentence(course, tmp_path):
    code = "import tempfile\ndef stop(**_): raise KeyboardInterrupt\n"
    (tmp_path / "sitecustomize.py").write_text(code + "tempfile.NamedTemporaryFile = stop\n")
    status, output = course.run("doctor", PYTHONPATH=str(tmp_path))
    assert status == 1 and output == "\nStopped. Nothing was changed.\n"


def test_an_unknown_word_is_answered(course):
    for words in (["3"], ["--why"], ["--why", "nothing"]):
        status, output = course.run("doctor", *words)
        assert status == 2 and output.startswith("It takes no words: make doctor")


# ── the same words everywhere ──


def said(course, *words):
    return course.run("doctor", "--why", *words)[1]


@needs_make
@pytest.mark.parametrize(
    ("refuse", "words"),
    [
        ("version_info", ["python"]),
        ("ensurepip", ["venv"]),
        ("-m venv", ["environment"]),
        ("pip install", ["install", "pytest"]),
    ],
)
def test_setting_up_fails_with_doctors_sentence(course, tmp_path, refuse, words):
    python = python_for_setting_up(tmp_path / "python", refuse)
    status, output = course.type("make", "check-chapter", "1", f"PYTHON={python}")
    assert status != 0 and said(course, *words) in output


@needs_make
def test_a_missing_python_is_said_alike_by_all(course):
    says = "Python is missing. Install Python 3.10 or newer, then type the command again."
    for command in (["doctor"], ["check-chapter", "1"], ["update"]):
        status, output = course.type("make", *command, "PYTHON=python-that-is-not-there")
        assert status != 0 and says in output


def test_no_recipe_has_a_sentence_of_its_own_for_what_doctor_knows():
    text = (Path(ROOT) / "Makefile").read_text(encoding="utf-8")
    assert "internet" not in text and text.count("Python is missing.") == 1
    assert text.count("pip install") == 1  # and what calls it says why it failed
    calls = re.findall(r"^.*\$\((?:INSTALLS|call INSTALLS).*$", text, re.MULTILINE)
    assert len(calls) == 2
    assert all("|| { $(WHY) install " in line or "goes on without it" in line for line in calls)


def test_doctor_says_of_numpy_and_mnist_what_their_users_say(course):
    digits = (Path(ROOT) / "data/digits.py").read_text(encoding="utf-8")
    output = plain(course.run("doctor", PATH=str(Path(shutil.which("make") or "/x").parent))[1])
    for sentence in (
        "Part II needs NumPy. Type: make check-chapter np1, which installs it",
        "Put what is missing there, or let this download it",
    ):
        assert sentence in NO_NUMPY + digits
        assert sentence in output or not shutil.which("make")


@needs_make
def test_an_environment_whose_python_has_gone_is_made_anew(course, tmp_path):
    course.has_environment()
    (course.path / ".venv/bin/python").unlink()
    (course.path / ".venv/bin/python").symlink_to("/nowhere/python")
    python = python_for_setting_up(tmp_path / "python")
    status, output = course.type("make", "check-chapter", "1", f"PYTHON={python}")
    assert output.startswith("Setting up once:") and "Nothing is written yet" in output
    status, output = course.type("make", "check-chapter", "1", f"PYTHON={python}")
    assert "Setting up" not in output


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_whoever_reads_along_may_leave(course):
    command = f'"{sys.executable}" commands/doctor.py | head -n 1'
    assert course.type("sh", "-c", command) == (0, "What chapters 1 to 7 need\n")


@needs_make
def test_make_doctor_needs_no_environment(course):
    status, output = course.type("make", "doctor", f"PYTHON={sys.executable}")
    assert status != 0 and "Missing for chapters 1 to 7: .venv, pytest." in output
    assert not (course.path / ".venv").exists()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("files calls", "on: the kernel keeps an exercise from files, programs and the network"),
        ("user files calls", "and it runs as nobody."),
        ("calls", "partly on: an exercise can read files"),
        ("user", "off: nothing keeps an exercise"),
        ("", "off: nothing keeps an exercise"),
    ],
)
def test_it_says_what_keeps_an_exercise_within_bounds(held, said):
    assert said in doctor.protection_told(set(held.split()))


def test_what_it_says_of_the_protection_is_what_holds():
    assert doctor.confinement() == set(worker.protection())
