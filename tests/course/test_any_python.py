"""The graders work on any Python: with no compiled files, stale ones, and none that can be written.

Container images of Python come without .pyc files, as do environments made by uv. Here Python is
copied without them, and an environment made with the copy.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import pytest
from runs import exercises_from_solutions, plain_environment

from commands.stubs import made_from_solution
from grading.chapters import ROOT, needs_numpy, numpy_folder, stems

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another layout of Python's files")

NOT_COPIED = ("__pycache__", "test", "tests", "idlelib", "site-packages", "dist-packages", "*.a")
CHAPTERS = [stem for stem in stems() if numpy_folder() or not needs_numpy(stem)]
NOBODY = 65534


def copied_python(folder):
    """Copy the Python of this run, without its compiled files; return the new environment's."""
    library = sysconfig.get_path("stdlib")
    prefix = Path(sysconfig.get_config_var("installed_base"))
    skip = shutil.ignore_patterns(*NOT_COPIED)
    shutil.copytree(library, folder / Path(library).relative_to(prefix), ignore=skip)
    shared = sysconfig.get_config_var("LDLIBRARY") or ""
    for name in (shared, sysconfig.get_config_var("INSTSONAME") or ""):
        found = Path(sysconfig.get_config_var("LIBDIR") or "", name)
        if (".so" in name or ".dylib" in name) and found.exists():
            shutil.copy(found, folder / "lib")
    (folder / "bin").mkdir()
    base = Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
    shutil.copy(base, folder / "bin" / base.name)
    environment = folder.parent / "environment"
    run([folder / "bin" / base.name, "-m", "venv", "--without-pip", environment])
    packages = next(environment.glob("lib*/python*/site-packages"))
    seen = [path for path in sys.path if Path(path).name.endswith("-packages")]
    (packages / "those_of_this_run.pth").write_text("\n".join(seen), encoding="utf-8")
    return environment / "bin" / "python"


def run(words, user=None, **more):
    """Run a program, as another user if one is named. Return the finished process."""
    return subprocess.run(
        list(map(str, words)),
        cwd=ROOT,
        env=plain_environment(**more),
        user=user,
        extra_groups=None if user is None else [],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture(scope="module")
def public():
    """A folder that every user may read: pytest's own are for one user alone."""
    folder = Path(tempfile.mkdtemp(prefix="any python "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def python(public):
    with pytest.MonkeyPatch.context() as patch:
        # where Python has a libpython, the copy is to find its own
        patch.setenv("LD_LIBRARY_PATH", str(public / "copy" / "lib"))
        yield copied_python(public / "copy")


@pytest.fixture(scope="module")
def folders(public):
    """{what is in them: a folder of exercises}"""
    untouched = public / "untouched"
    untouched.mkdir()
    for stem in CHAPTERS:
        (untouched / f"{stem}.py").write_text(made_from_solution(stem), encoding="utf-8")
    return {"not started": untouched, "done": exercises_from_solutions(public / "done", CHAPTERS)}


def spoil(python, caches):
    """Bring the compiled files of the copied Python into a state."""
    home = Path(run([python, "-c", "import sys; print(sys.base_prefix)"]).stdout.strip())
    if caches.startswith("none"):
        for folder in home.rglob("__pycache__"):
            shutil.rmtree(folder)
    if caches == "stale":
        run([python, "-m", "compileall", "-q", home])
        later = time.time() + 100  # each was compiled from a file of another date
        for path in home.rglob("*.py"):
            os.utime(path, (later, later))
    assert any(home.rglob("*.pyc")) != caches.startswith("none")


def graded(python, folder, state, **more):
    """Grade all chapters of a folder; each must be in this state."""
    graders = [f"tests/test_{stem}.py" for stem in CHAPTERS]
    done = run([python, "-m", "pytest", *graders, "--exercises", folder], **more)
    output = done.stdout + done.stderr
    rows = [line for line in output.splitlines() if " of " in line]
    assert len(rows) == len(CHAPTERS), output
    assert all(row.endswith(state) for row in rows), output


@pytest.mark.full
@pytest.mark.parametrize(
    ("caches", "state", "flags"),
    [
        ("none", "not started", {}),
        ("none", "done", {"PYTHONDONTWRITEBYTECODE": "1"}),
        ("none, and none to be written", "done", {"PYTHONPYCACHEPREFIX": os.devnull}),
        ("stale", "not started", {}),
        ("stale", "done", {}),
    ],
)
def test_stubs_wait_and_solutions_pass(python, folders, caches, state, flags):
    spoil(python, caches)
    graded(python, folders[state], state, **flags)


@pytest.mark.full
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="it takes root")
@pytest.mark.parametrize("state", ["not started", "done"])
def test_another_user_is_graded_too(python, folders, state):
    spoil(python, "none")
    packages = [path for path in sys.path if Path(path).name.endswith("-packages")]
    for folder in (ROOT, *packages):
        if run(["test", "-x", folder], user=NOBODY).returncode:
            pytest.skip(f"{folder} is not for others to read")
    graded(python, folders[state], state, user=NOBODY)
    assert not any(python.parents[2].glob("copy/**/*.pyc"))
