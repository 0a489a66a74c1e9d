"""The tests of the course in courses that learners have begun, and that must pass all the same.

``python tests/course/begun.py`` copies the course for each state of exercises/ below: as a ZIP
download, as a clone, and as a clone in which the learner has committed. It runs the tests there
and says how many failed. Words after it go to pytest, such as ``tests/course/test_gate.py``;
without any, all tests run, which takes minutes for each copy. test_begun.py runs a few of them.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from clones import Folder, crlf, with_git  # noqa: E402 (needs the path)
from gate import known, tree  # noqa: E402

from commands.stubs import shipped, with_stub_of  # noqa: E402
from grading.chapters import ROOT, as_exercise, solution_text, stems, tasks  # noqa: E402

ONE, TWO, THREE = (f"exercises/{stem}.py" for stem in stems()[:3])


def solved(stem):
    return as_exercise(solution_text(stem)).encode()


def all_of(write):
    """Return what gives every exercise the bytes that write returns for its stem."""

    def change(course):
        for stem in stems():
            course.write(f"exercises/{stem}.py", write(stem))

    return change


def one_task(course):
    body = "return [x * scalar for x in v]"
    course.change(ONE, 'raise NotImplementedError("vector_scale")', body)


def deleted(course):
    for path in (course.path / "exercises").glob("*.py"):
        path.unlink()


def a_folder_in_its_place(course):
    (course.path / TWO).unlink()
    course.write(f"{TWO}/notes.txt", "what I know of neurons")


def more_files(course):
    for name in ("kept/ch01_math.2026-01-01-120000.py", "ch02_mine.py", "try.py", "notes/one.txt"):
        course.write(f"exercises/{name}", "x = 1\n")


def nothing_but_doodles(course):
    """Change the stubs without writing a task: only git, or nobody, knows what they were."""
    course.change(ONE, '"""Return the sum', '"""(The easy one.) Return the sum')
    course.change(TWO, "def main(", "def _mine(x):\n    return x\n\n\ndef main(")
    course.change(THREE, "def he_normal(", "def mine(")


STATES = {
    "untouched": lambda course: None,
    "one task": one_task,
    "everything": all_of(solved),
    "all but the last tasks": all_of(
        lambda stem: with_stub_of(tasks(stem)[-1], solved(stem), shipped(stem))
    ),
    "broken": all_of(lambda stem: f"{shipped(stem)}\ndef broken(:\n"),
    "not text": all_of(lambda stem: b"\xff\xfe\x00"),
    "deleted": deleted,
    "a folder in its place": a_folder_in_its_place,
    "more files": more_files,
    "CRLF": all_of(lambda stem: crlf(shipped(stem).encode())),
    "solved, in CRLF": all_of(lambda stem: crlf(solved(stem))),
    "nothing but doodles": nothing_but_doodles,
}
KEPT_AS = ("ZIP", "clone", "committed")


def course_in(path, state, kept_as):
    """Return a Folder with the course as a learner has it."""
    course = Folder(Path(path))
    for place in filter(known, tree()):
        if not place.startswith("exercises/"):
            course.write(place, (ROOT / place).read_bytes())
            shutil.copymode(ROOT / place, course.path / place)
    begin(course, "untouched")
    if kept_as != "ZIP":
        with_git(course)
    STATES[state](course)
    if kept_as == "committed":
        course.git("add", "-A")
        course.git("commit", "-q", "--allow-empty", "-m", "What I have written")
    return course


def begin(course, state):
    """Give a course the exercises of a state."""
    shutil.rmtree(course.path / "exercises", ignore_errors=True)
    all_of(shipped)(course)
    STATES[state](course)


def ran(course, *words):
    """Run tests of the course there. Return (exit status, what pytest says)."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *words],
        cwd=course.path,
        env=course.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=3600,
    )
    return done.returncode, done.stdout + done.stderr


def main():
    worst = 0
    for state in STATES:
        for kept_as in KEPT_AS:
            with tempfile.TemporaryDirectory() as folder:
                course = course_in(Path(folder) / "course", state, kept_as)
                status, output = ran(course, *(sys.argv[1:] or ["-n", "4"]))
            worst = max(worst, status)
            print(f"{state}, {kept_as}: {output.splitlines()[-1]}", flush=True)
            print("".join(re.findall(r"^(?:FAILED|ERROR) .*\n", output, re.MULTILINE)), end="")
    return worst


if __name__ == "__main__":
    sys.exit(main())
