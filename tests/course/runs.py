"""Run the course as a learner does: pytest or make, in a process of its own."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from commands.stubs import shipped
from grading.chapters import ROOT, as_exercise, solution_text, stems


def plain_environment(**more):
    """Return the environment without what would colour or redirect the runs.

    From 3.11 on, Python also leaves the folder at hand out of sys.path, and scratch files in it.
    """
    drop = (
        "PYTHONDONTWRITEBYTECODE",
        "PYTEST_ADDOPTS",
        "PYTEST_CURRENT_TEST",
        "FORCE_COLOR",
        "MAKEFLAGS",
        "MAKELEVEL",
        "TEST_ALL",
    )
    return (
        {key: os.environ[key] for key in os.environ if key not in drop}
        | {"PYTHONSAFEPATH": "1"}
        | more
    )


def all_but(*names):
    """Return what shutil.copytree is to ignore: these names, and what Python is just writing.

    What is compiled is copied, dates included, and holds for the copies.
    """
    return shutil.ignore_patterns(*names, "*.pyc.*")


@contextlib.contextmanager
def limited(process, seconds=60):
    """Kill a process that is still there after a while: whoever waits for it waits no longer."""
    watchdog = threading.Timer(seconds, process.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield process
    finally:
        watchdog.cancel()
        process.kill()
        process.wait(10)


def wait_for_a_busy_worker(process, seconds=0.3):
    """Wait until a child of process has computed for so long; where Linux's /proc is not, a while.

    A fixed while may be over on a busy machine before the work has begun.
    """
    begun = time.monotonic()
    while time.monotonic() < begun + 20:
        for pid in children(process.pid):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                if int(fields[11]) + int(fields[12]) > seconds * os.sysconf("SC_CLK_TCK"):
                    return
        if not Path("/proc/self").exists() and time.monotonic() > begun + 2:
            return
        time.sleep(0.02)


def children(pid):
    """Return the process numbers of pid's children, on Linux; elsewhere none."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.read_text().split() if path.exists() else []


def grade_folder(stem, folder, *options, cwd=ROOT):
    """Grade folder's chapter with pytest. Return (exit status, what the learner reads)."""
    command = [sys.executable, "-m", "pytest", str(ROOT / "tests" / f"test_{stem}.py")]
    command += ["--exercises", str(folder), *options]
    done = subprocess.run(
        command,
        cwd=cwd,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def untouched_exercises(folder):
    """Write the stubs into folder, whatever is written in the course's own exercises/ by now."""
    folder.mkdir(exist_ok=True)
    for stem in stems():
        (folder / f"{stem}.py").write_text(shipped(stem), encoding="utf-8")
    return folder


def exercises_from_solutions(folder, stems, **replaced):
    """Write solutions into folder as exercises; replaced maps a stem to another text."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem in stems:
        text = replaced.get(stem) or as_exercise(solution_text(stem))
        (folder / f"{stem}.py").write_text(text, encoding="utf-8")
    return folder
