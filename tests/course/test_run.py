"""make run says in a sentence why a file can't be run, and begins a traceback in the file."""

import shutil
import subprocess
import sys

import pytest
from runs import all_but, exercises_from_solutions, plain_environment

from commands.stubs import shipped
from grading.chapters import ROOT, stems

pytestmark = pytest.mark.some(2)

TRAINING = "exercises/ch06_training.py"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "course"
    skipped = all_but("kept", "course", "mnist")
    for name in ("commands", "data", "grading", "lessons", "solutions", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    exercises_from_solutions(folder / "exercises", stems())
    return folder


@pytest.fixture
def course(template, tmp_path):
    return shutil.copytree(template, tmp_path / "mon cours é")


def run(course, *words):
    done = subprocess.run(
        [sys.executable, "commands/run.py", *words],
        cwd=course,
        env=plain_environment(PYTHONIOENCODING="utf-8"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def change(course, place, old, new):
    path = course / place
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(course, *words):
    """Return the sentences with which a run is refused, before it prints anything."""
    status, output, errors = run(course, *words)
    assert status == 1 and output == "" and "Traceback" not in errors and "runpy" not in errors
    return errors


# ── what can't be read ──


@pytest.mark.parametrize("place", [TRAINING, "exercises/ch01_math.py"])
def test_a_missing_file_is_named_with_the_command_that_brings_it_back(course, place):
    (course / place).unlink()
    number = int(place.partition("ch")[2][:2])
    said = refused(course, "exercises", "6")
    assert said == f"There is no file {place}. To have it again: make reset-chapter {number}\n"


def test_one_of_ours_is_git_s_to_bring_back(course):
    (course / "solutions/ch01_math.py").write_bytes(b"\0")
    said = refused(course, "solutions", "6")
    assert said.endswith("To have a fresh file: git restore solutions/ch01_math.py\n")


def test_a_folder_in_its_place_is_named(course):
    (course / TRAINING).unlink()
    (course / TRAINING).mkdir()
    said = refused(course, "exercises", "6")
    anew = "make reset-chapter 6"
    assert said == f"{TRAINING} can't be read: it is a folder. Move it away, then type: {anew}\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("x = 1\n# dérivée\n".encode("latin-1"), ":2 isn't UTF-8 text. Save the file as UTF-8 in"),
        (b"\x89PNG\r\n\x1a\n\x00", ":1 isn't UTF-8 text"),
        (
            b"x = 1\n\x00\x00",
            ":2 holds what is no text. To have a fresh file: make reset-chapter 6",
        ),
    ],
)
def test_what_is_no_text_is_named(course, data, said):
    (course / TRAINING).write_bytes(data)
    assert f"{TRAINING}{said}" in refused(course, "exercises", "6")


@pytest.mark.parametrize("place", [TRAINING, "exercises/ch03_forward.py"])  # by way of chapter 5
def test_what_does_not_parse_is_shown_with_its_line(course, place):
    line = change(course, place, "def main() -> None:\n", "def main( -> None:\n")
    said = refused(course, "exercises", "6")
    assert said.startswith(f"{place}:{line} is no Python: ")
    assert "\n    def main( -> None:\nMend this line, or the one before it, and type" in said


def test_a_return_outside_a_function_is_shown_too(course):
    line = change(course, TRAINING, "def main() -> None:\n", "return 3\n\n\ndef main() -> None:\n")
    said = refused(course, "exercises", "6")
    assert said.startswith(
        f"{TRAINING}:{line} is no Python: 'return' outside function.\n    return"
    )


def test_what_is_not_imported_may_be_wrong(course):
    (course / "exercises/ch03_forward.py").write_text("x = (\n")
    assert run(course, "exercises", "4")[0] == 0  # builds on chapters 1 and 2


def test_the_marks_of_a_merge_are_named(course):
    ours, theirs = "<<<<<<< HEAD\n", "=======\nx = 1\n>>>>>>> upstream/main\n"
    line = change(course, TRAINING, "def main() -> None:\n", f"{ours}def main() -> None:\n{theirs}")
    said = refused(course, "exercises", "6")
    said = " ".join(said.split())
    assert said.startswith(f"{TRAINING}:{line} holds marks of a merge that git left half done:")
    assert "Keep the lines that you want, and delete the others and the marks." in said


# ── what goes wrong ──


def test_a_traceback_begins_in_the_learners_file(course):
    change(course, TRAINING, "def sgd_update(", "def sgd_update(nothing, ")
    status, output, errors = run(course, "exercises", "6")
    assert status == 1 and output.startswith("XOR: network")
    lines = errors.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1].endswith('ch06_training.py", line 188, in <module>')
    assert lines[-1].startswith("TypeError: sgd_update() missing 1 required positional argument")
    assert "runpy" not in errors and "run.py" not in errors


def test_a_picture_that_can_t_be_written_is_told_in_a_sentence(course):
    pytest.importorskip("matplotlib")
    (course / "ch06_training.png").mkdir()
    status, output, errors = run(course, "exercises", "6")
    assert status == 1 and "probability of 1" in output
    assert errors == "The picture could not be saved to ch06_training.png (Is a directory).\n"


def test_a_package_that_is_missing_is_shown_where_it_is_imported(course):
    change(course, TRAINING, "import math\n", "import math\nimport no_such_package\n")
    lines = run(course, "exercises", "6")[2].splitlines()
    assert lines[1].endswith('ch06_training.py", line 9, in <module>')
    assert lines[-1] == "ModuleNotFoundError: No module named 'no_such_package'"


def test_what_raises_without_a_name_is_named_by_its_function(course):
    path = course / "exercises/ch04_loss.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n\ndef softmax(logits):\n    raise NotImplementedError\n")
    change(course, "exercises/ch04_loss.py", 'if __name__ == "__main__":\n    main()\n', "")
    path.write_text(path.read_text(encoding="utf-8") + "\n\nmain()\n", encoding="utf-8")
    assert refused(course, "exercises", "4").startswith("softmax isn't written yet, and this")


def test_a_file_named_like_one_of_pythons_own_does_no_harm(course):
    for name in ("random", "numbers", "copy"):
        (course / f"{name}.py").write_text("raise SystemExit('taken for Python\\'s own')\n")
    status, output, _ = run(course, "exercises", "3")
    assert status == 0 and "parameters: 3,418" in output


def test_whoever_leaves_at_a_breakpoint_sees_no_traceback(course):
    change(course, TRAINING, "def main() -> None:\n", "def main() -> None:\n    breakpoint()\n")
    status, output, errors = run(course, "exercises", "6")  # there is nothing to read
    assert status == 1 and "(Pdb)" in output and errors == "\nStopped.\n"


# ── on our earlier chapters ──


def test_a_chapter_runs_on_our_chapters_before_it(course):
    (course / "exercises/ch01_math.py").write_text(shipped("ch01_math"), encoding="utf-8")
    assert "add EARLIER=solutions" in run(course, "exercises", "3")[2]
    (course / "exercises/ch02_neuron.py").write_text("no Python", encoding="utf-8")
    status, output, errors = run(course, "--earlier=solutions", "exercises", "3")
    assert (status, errors) == (0, "") and output == run(course, "solutions", "3")[1]


def test_our_chapters_are_found_in_the_package_too(course):
    change(
        course,
        "exercises/ch03_forward.py",
        "import math",
        "import math\nimport exercises.ch01_math",
    )
    change(
        course,
        "exercises/ch03_forward.py",
        "vector_add(matrix_vector_multiply(self",
        "vector_add(exercises.ch01_math.matrix_vector_multiply(self",
    )
    assert run(course, "exercises", "3", "--earlier", "solutions")[0] == 0


def test_whose_chapters_come_before_it_is_one_of_two(course):
    status, output, errors = run(course, "--earlier=ours", "exercises", "3")
    assert status == 2 and output == "" and "ours" in errors and "Traceback" not in errors
