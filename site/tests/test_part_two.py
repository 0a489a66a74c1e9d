"""Part II in the browser, as far as it can be tried without one: NumPy's wheel, and the grading."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SITE))

import pack  # noqa: E402 (needs the path)
import pages  # noqa: E402, F401 (it adds the path to the course)

from grading.chapters import as_exercise, solution_text, up_to  # noqa: E402
from grading.known_mistakes import bank  # noqa: E402

# Grades as app/worker.js does, in a Python that has NumPy: what is asked on stdin, as JSON.
ALONE = """
import json, os, signal, sys
course = sys.argv[1]
sys.path += [course, course + "/engine"]
os.chdir(course)
import browser
sys.platform = "emscripten"  # where the graders begin no process
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
grade = lambda asked: json.loads(browser.grade(json.dumps(asked), lambda text: None))
found = [grade(asked) for asked in json.load(sys.stdin)]
signal.setitimer(signal.ITIMER_REAL, 0)
sys.__stdout__.write(json.dumps(found))
"""
# Imports NumPy where what the page's Python lacks can't be imported.
WITHOUT = """
import sys
sys.path.insert(0, sys.argv[1])
import pack
class LeftOut:
    @staticmethod
    def find_spec(name, path=None, target=None):
        first = name.partition(".")[0]
        if first in sys.stdlib_module_names and not pack.is_kept(name.replace(".", "/") + ".py"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
for name in [name for name in sys.modules if name.partition(".")[0] in pack.LEFT_OUT]:
    if not name.startswith("encodings"):
        del sys.modules[name]
sys.meta_path.insert(0, LeftOut)
import numpy, numpy.fft, numpy.linalg, numpy.polynomial, numpy.random
"""


@pytest.fixture
def pyodide(tmp_path, monkeypatch):
    """A folder as Pyodide's, with its list of packages and nothing else."""
    shutil.copyfile(pack.PYODIDE / "pyodide-lock.json", tmp_path / "pyodide-lock.json")
    monkeypatch.setattr(pack, "PYODIDE", tmp_path)
    pack.numpy_wheel.cache_clear()
    yield tmp_path
    pack.numpy_wheel.cache_clear()


def test_a_wheel_is_taken_if_it_is_the_one_that_pyodide_names(pyodide):
    assert pack.numpy_wheel() is None
    pack.numpy_wheel.cache_clear()
    known = pack.lock()
    wheel = pyodide / known["packages"]["numpy"]["file_name"]
    wheel.write_bytes(b"another")
    with pytest.raises(SystemExit, match="its SHA-256 is another. Delete it"):
        pack.numpy_wheel()
    known["packages"]["numpy"]["sha256"] = hashlib.sha256(b"another").hexdigest()
    (pyodide / "pyodide-lock.json").write_text(json.dumps(known), encoding="utf-8")
    assert pack.numpy_wheel() == wheel


def test_of_a_wheel_what_runs_is_packed():
    for name in ("numpy/__init__.py", "numpy/_core/_x.cpython-314-wasm32-emscripten.so"):
        assert pack.NUMPY.fullmatch(name)
    for name in (
        "numpy/tests/test_x.py",
        "numpy/_core/tests/x.py",
        "numpy/f2py/x.py",
        "numpy/x.pyi",
    ):
        assert not pack.NUMPY.fullmatch(name)


def test_numpy_imports_nothing_that_is_left_out_of_the_standard_library():
    pytest.importorskip("numpy")
    command = [sys.executable, "-I", "-c", WITHOUT, str(SITE)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert run.returncode == 0, run.stderr


@pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="no alarm, with which a page limits time"
)
def test_part_two_is_graded_without_processes_as_in_the_terminal(tmp_path):
    pytest.importorskip("numpy")
    course = course_in(tmp_path)
    wrong = {
        "np1_xor": "Where an output is 0 or 1, that takes the log of 0.",  # NumPy warns of it
        "np3_mlp": "The momentum isn't passed on",  # the test changes how NumPy takes errors
    }
    asked = [request(stem) for stem in wrong]
    for stem, sentence in wrong.items():
        mistake = next(one for one in bank(stem) if one.sentence.startswith(sentence))
        asked.append(request(stem, as_exercise(mistake.put_into(solution_text(stem)))))
    run = subprocess.run(
        [sys.executable, "-I", "-c", ALONE, str(course)],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    for told in found[:2]:
        assert "Every task of this chapter is right." in told["text"]
    for request_, told in zip(asked[2:], found[2:], strict=True):
        assert wrong[request_["stem"]] in " ".join(told["text"].split())
        assert told["text"].split() == in_terminal(tmp_path / request_["stem"], request_).split()


def course_in(folder):
    """Lay out the course as it is in the page's Python."""
    course = folder / "course"
    for path in (SITE / "engine").glob("*.py"):
        pack.copy_text(path, course / "engine" / path.name)
    for number, patterns in enumerate((pack.COURSE_FILES, pack.PART_TWO_FILES)):
        pack.course_part(folder / str(number), patterns)
        shutil.copytree(folder / str(number), course, dirs_exist_ok=True)
    return course


def request(stem, text=""):
    files = {one: as_exercise(solution_text(one)) for one in up_to(stem)}
    files[stem] = text or files[stem]
    return {"stem": stem, "files": files, "earlier": "exercises"}


def in_terminal(folder, asked):
    for stem, text in asked["files"].items():
        path = folder / "exercises" / f"{stem}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-I",
        "-m",
        "pytest",
        pack.ROOT / "tests" / f"test_{asked['stem']}.py",
    ]
    options = [
        "--exercises",
        "exercises",
        "--earlier",
        "exercises",
        "-o",
        "addopts=-pno:cacheprovider",
    ]
    run = subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, encoding="utf-8", timeout=300
    )
    return run.stdout
