"""In a class and on a school's service no learner's program reaches anybody else's work.

And where the grader itself is killed, nothing that it started lives on.
"""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from attacks import BATTERY, MARK, program
from right_programs import begun_with
from runs import exercises_from_solutions, limited, plain_environment
from test_attacks import Place
from variants import grade_text

from commands.pack import contents, zipped
from grading import worker
from grading.chapters import ROOT, solution_text, tasks

STEM = "ch01_math"
CONFINED = {"files", "calls"} <= set(worker.protection())
pytestmark = [
    pytest.mark.some(3),
    pytest.mark.skipif(not CONFINED, reason="this kernel doesn't confine"),
]
TELLING = [
    "reads: open",
    "reads: an exercise of somebody",
    "reads: the grader's folder",
    "reads: a subinterpreter",
    "leaves: an overwritten file",
    "leaves: a removed tree",
    "leaves: another date",
    "leaves: shared memory",
    "others: a daemon",
    "others: an orphan",
    "others: kill all",
    "others: limits on the grader",
    "forges: an error of megabytes",
    "forges: a place",
    "forges: an object that never goes",
    "forges: a death between tests",
]
# Into the results that were kept of somebody, and into graders that haven't begun.
REWRITE = """
    import glob
    for path in glob.glob("{out}/learners/*.json") + ["{out}/grades.csv"]:
        try: open(path, "w").write("mine")
        except OSError: pass
    for path in glob.glob("{root}/tests/test_*.py"):
        try: open(path, "w").write("mine")
        except OSError: pass
"""


def class_of(folder, out):
    """Make a class: Ann, whose work is right, and those who attack. Return the Place of Ann's."""
    place = Place(folder / "ann")
    exercises_from_solutions(folder / "ann", [STEM, "ch02_neuron"])
    place.see()
    for name in TELLING:
        told = {"root": ROOT, "target": place.folder}
        text = program(name, STEM, solution_text(STEM), **told)
        exercises_from_solutions(folder / name.replace(": ", "-"), [STEM], **{STEM: text})
    body = REWRITE.format(out=out, root=ROOT)
    text = f"{solution_text(STEM)}\n\ndef dot_product(*args):{body}    return 0\n"
    exercises_from_solutions(folder / "rewrites", [STEM], **{STEM: text})
    return place


def graded_class(folder, out, *more):
    command = [sys.executable, "commands/grade_class.py", str(folder), "1", "2", *more]
    return subprocess.run(
        [*command, "--out", str(out), "--seconds", "1"],
        cwd=ROOT,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.full
def test_in_a_class_nobody_reaches_anybody(tmp_path):
    folder, out = tmp_path / "class", tmp_path / "out"
    place = class_of(folder, out)
    done = graded_class(folder, out)
    assert done.returncode == 0, done.stdout + done.stderr
    place.check()
    rows = {line.split(",")[0]: line for line in (out / "tasks.csv").read_text().splitlines()}
    assert len(rows) == 1 + 1 + len(TELLING) + 1
    for line in (out / "tasks.csv").read_text().splitlines():
        if line.startswith("ann,"):
            assert ",passed," in line, line
        if ",dot_product," in line and not line.startswith("ann,"):
            assert ",not yet," in line or ",not graded," in line, line
    assert sum(path.stat().st_size for path in out.glob("*.*")) < 500_000
    again = graded_class(folder, out)  # what was kept of everybody is as it was
    assert "graded before" in again.stdout and "kept as" not in again.stdout


def test_a_result_that_was_changed_is_made_again(tmp_path):
    folder, out = tmp_path / "class", tmp_path / "out"
    text = f"{begun_with(STEM, 'vector_add')}\n\ndef dot_product(*args):\n    return 0\n"
    exercises_from_solutions(folder / "ann", [STEM], **{STEM: text})
    graded_class(folder, out)
    (kept,) = (out / "learners").glob("ann-*.json")
    content = json.loads(kept.read_text())
    for task in content["chapters"][STEM]["tasks"]:
        task.update(state="passed", kind="", sentence="", cause="", report=[])
    kept.write_text(json.dumps(content))
    done = graded_class(folder, out)
    passed = sum(o.state == "passed" for o in grade_text(STEM, text).values())
    total = len(tasks(STEM) + tasks("ch02_neuron"))
    assert f"{passed} of {total} tasks passed" in done.stdout and "graded before" not in done.stdout


def as_on_gradescope(folder):
    """Lay the pack of two chapters out as the service does; return the environment."""
    for part in ("source", "results", "submission"):
        (folder / part).mkdir(parents=True)
    archive = folder / "autograder.zip"
    archive.write_bytes(zipped(contents("gradescope", ["1", "2"])))
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder / "source")
    python = Path(folder / "bin/python3")
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    return plain_environment(AUTOGRADER_ROOT=str(folder), PATH=path)


@pytest.mark.some(17)
@pytest.mark.parametrize("name", [*TELLING, "rewrites"])
def test_on_gradescope_nobody_reaches_the_graders(tmp_path, name):
    folder = tmp_path / "autograder"
    environment = as_on_gradescope(folder)
    place = Place(tmp_path / "target")
    if name == "rewrites":
        body = REWRITE.format(out=folder / "results", root=folder / "source")
        text = f"{solution_text(STEM)}\n\ndef dot_product(*args):{body}    return 0\n"
    else:
        told = {"root": folder / "source", "target": place.folder}
        text = program(name, STEM, solution_text(STEM), **told)
    exercises_from_solutions(folder / "submission", [STEM], **{STEM: text})
    (folder / "submission" / "ch02_neuron.py").write_text("x = 1\n")
    source = {path: path.read_bytes() for path in (folder / "source").rglob("*.py")}
    done = subprocess.run(
        ["bash", str(folder / "source" / "run_autograder")],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=200,
    )
    results = json.loads((folder / "results" / "results.json").read_text())
    states = {test["name"]: test["status"] for test in results["tests"]}
    assert states["dot_product"] == "failed", done.stdout + done.stderr
    assert [states[name] for name in ("sigmoid", "Neuron", "Perceptron")] == ["failed"] * 3
    assert source == {path: path.read_bytes() for path in (folder / "source").rglob("*.py")}
    assert (folder / "results" / "results.json").stat().st_size < 100_000
    place.check()


def descendants(pid):
    """Return the processes that a process began, and those that they began."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(path.parent.name)] = int(fields[1])
    found = {pid}
    while new := {one for one, parent in parents.items() if parent in found} - found:
        found |= new
    return found - {pid}


@pytest.mark.some(2)
@pytest.mark.parametrize("what", ["check-chapter", "grade-class"])
def test_a_worker_ends_with_its_grader(tmp_path, what):
    sleeper = BATTERY["others: a sleeper that hears nothing"]
    sleeper = f"import os\nprint(os.getpid())\n{sleeper}"
    body = "".join(f"    {line}\n" for line in sleeper.splitlines())
    text = f"{solution_text(STEM)}\n\ndef vector_add(a, b):\n{body}"
    folder = exercises_from_solutions(tmp_path / "class" / "ann", [STEM], **{STEM: text})
    command = ["-m", "pytest", "tests/test_ch01_math.py", "--exercises", str(folder)]
    if what == "grade-class":
        command = ["commands/grade_class.py", str(folder.parent), "1"]
        command += ["--out", str(tmp_path / "out")]
    grader = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, env=plain_environment()
    )
    with limited(grader):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            began = descendants(grader.pid)
            blocked = [pid for pid in began if _hears_nothing(pid)]
            if blocked:
                break
            time.sleep(0.01)
        assert blocked, "no worker was seen asleep"
    # which has killed it, with -9
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in began):
        time.sleep(0.05)
    left = [pid for pid in began if Path(f"/proc/{pid}/cmdline").exists() and _alive(pid)]
    assert left == []


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _hears_nothing(pid):
    """Say whether a process ignores or blocks SIGTERM."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    masks = [int(line.split()[1], 16) for line in status.splitlines() if line[:6] == "SigBlk"]
    return bool(masks and masks[0] & 1 << (signal.SIGTERM - 1))


def test_a_worker_outlives_the_thread_that_asked_for_it(tmp_path):
    import threading

    from grading.chapters import solution_files

    begun = []

    def ask():
        begun.append(worker.Worker(STEM, solution_files(STEM)))
        begun[0].start()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    time.sleep(0.2)
    call = {"do": "call", "target": ["dot_product"], "args": [[1, 2], [3, 4]], "kwargs": {}}
    reply = begun[0].request({**call, "store": "result", "watch": []}, 5)
    begun[0].close()
    assert reply.get("value") == 11, reply


def test_nothing_of_these_attacks_is_left():
    for folder in ("/tmp", "/dev/shm"):
        assert list(Path(folder).glob(f"*{MARK}*")) == []
