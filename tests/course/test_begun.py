"""The tests of the course pass whatever a learner has written, and tell a drifted stub from that.

begun.py runs all of them in these states; here are the ones that read the most of exercises/.
"""

import shutil
import subprocess
import sys

import pytest
from begun import STATES, begin, course_in, ran
from runs import plain_environment

WRITTEN = ("one task", "everything", "all but the last tasks", "solved, in CRLF")
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture(scope="module")
def download(tmp_path_factory):
    return course_in(tmp_path_factory.mktemp("download") / "course", "untouched", "ZIP")


@pytest.mark.full
@pytest.mark.parametrize(
    ("state", "kept_as"),
    [
        ("all but the last tasks", "ZIP"),
        pytest.param("broken", "clone", marks=needs_git),
        pytest.param("deleted", "committed", marks=needs_git),
        ("more files", "ZIP"),
        pytest.param("nothing but doodles", "committed", marks=needs_git),
    ],
)
def test_the_course_passes_whatever_is_written(tmp_path, state, kept_as):
    course = course_in(tmp_path / "course", state, kept_as)
    files = ("tests/course/test_gate.py", "tests/course/test_text.py")
    status, output = ran(course, *files, "-k", "keeps_the_rule or links or readmes_report")
    assert status == 0, output


def linted(course):
    """Return (exit status, what the gate says to an author, before a commit)."""
    done = subprocess.run(
        [sys.executable, "tests/course/gate.py"],
        cwd=course.path,
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.full
@pytest.mark.parametrize("state", STATES)
def test_the_gate_never_says_of_a_learners_work_that_the_course_is_broken(download, state):
    begin(download, state)
    status, output = linted(download)
    assert (
        output.startswith("All is there") if status == 0 else "nothing is wrong with" in output
    ), output
    assert ("Written in" in output) == (state in WRITTEN)


# ── an author's mistake ──

OLD, NEW = "Return the sums a[i] + b[i].", "Return all the sums a[i] + b[i]."


@pytest.mark.full
@pytest.mark.parametrize("place", ["solutions/ch01_math.py", "exercises/ch01_math.py"])
def test_a_docstring_that_drifted_is_named_before_the_commit(download, place):
    begin(download, "untouched")
    download.change(place, OLD, NEW)
    status, output = linted(download)
    download.write(place, download.read(place).replace(NEW.encode(), OLD.encode()))
    assert status == 1
    assert "exercises/ch01_math.py:16 is not as in solutions/ch01_math.py, at vector_add." in output


@pytest.mark.full
@needs_git
@pytest.mark.parametrize("state", ["untouched", "one task"])
def test_the_tests_too_name_a_stub_that_git_has_never_had_right(tmp_path, state):
    course = course_in(tmp_path / "course", state, "clone")
    course.change("solutions/ch01_math.py", OLD, NEW)
    status, output = ran(course, "tests/course/test_gate.py", "-k", "agree")
    assert status == 1 and "is not as in solutions/ch01_math.py, at vector_add." in output
