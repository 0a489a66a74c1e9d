"""Submissions that cheat, crash, flood or hang: none passes, outlives its limit or its grader.

Each is a chapter with a wrong task and something hostile, at import or in the call. Those of
attacks.py want more than to confuse the grader: the solutions, the machine, the work of others.
"""

import os
import time
from pathlib import Path

import pytest
from attacks import BATTERY, MARK, TASKS, program
from right_programs import begun_with
from runs import exercises_from_solutions, grade_folder

from grading import worker
from grading.chapters import ROOT, solution_text, up_to
from grading.grade import Chapter, Grader
from grading.report import report_on
from grading.report_terminal import chapter_text
from grading.submission import Submission

STEM = "ch01_math"
SECONDS = 1  # for a call and for the import, so that the battery is quick

AT_IMPORT = {
    "os._exit at import": "import os\nos._exit(0)",
    "sys.exit at import": "import sys\nsys.exit(0)",
    "exit in an exit handler": "import atexit, os\natexit.register(os._exit, 0)",
    "another exit handler": "import atexit, sys\natexit.register(sys.exit, 0)",
    "patched json": "import json\njson.dumps = lambda *a, **k: '{}'\njson.JSONEncoder.encode = 3",
    "patched json encoder": "import json.encoder\njson.encoder.c_make_encoder = None",
    "patched math": "import math\nmath.isclose = lambda *a, **k: True",
    "patched builtins": "import builtins\nbuiltins.isinstance = lambda *a: True",
    "patched len and type": "import builtins\nbuiltins.len = builtins.type = lambda *a: 0",
    "a patched host": "import host\nhost.Host.handle = lambda self, r: {'value': 32}",
    "patched stdout": "import sys\nsys.stdout = sys.stderr = None",
    "closed stdout": "import sys\nsys.stdout.close = None\nsys.__stdout__.close()",
    "an audit hook of its own": "import sys\nsys.addaudithook(lambda *a: 1 / 0)",
    "a trace function": "import sys\nsys.settrace(lambda *a: 1 / 0)",
    "signals ignored": "import signal\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)",
    "the solutions imported": "from solutions.ch01_math import *",
    "the solutions by importlib": "import importlib\nimportlib.import_module('solutions.ch01_math')",
    "the solutions by path": f"open({str(ROOT / 'solutions' / 'ch01_math.py')!r}).read()",
    "the solutions by sys.path": f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
    "__import__('solutions.ch01_math')",
    "an endless import": "import time\nwhile True: time.sleep(0.01)",
    "a hundred threads": "import threading, time\n"
    "for _ in range(100): threading.Thread(target=time.sleep, args=(60,)).start()",
    "ctypes": "import ctypes\nctypes.string_at(0)",
}
IN_CALL = {
    "os._exit in a call": "import os; os._exit(0)",
    "sys.exit in a call": "import sys; sys.exit(0)",
    "a dead grader": "import os; os.kill(os.getppid(), 9)",
    "a dead grader by pidfd": "import os, signal\n"
    "signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)",
    "a closed channel": "import os\nfor fd in range(64):\n  try: os.close(fd)\n  except OSError: pass",
    "a flooded channel": "import os\nfor fd in range(3, 9):\n  try:\n"
    "    while True: os.write(fd, b'x' * 65536)\n  except OSError: pass",
    "a forged answer": "import os\nfor n in range(99):\n  for fd in range(3, 9):\n"
    '    try: os.write(fd, b\'{"id": %d, "value": 32, "after": [], "kept": []}\\n\' % n)\n'
    "    except OSError: pass",
    "forged nonsense": "import os\nfor n in range(99):\n  for part in ('\"value\": {}', '\"error\": 5', "
    "'\"value\": ' + '[' * 900 + ']' * 900, '\"replaced\": []', '\"died\": 1'):\n"
    "    for fd in range(3, 9):\n"
    '      try: os.write(fd, (\'{"id": %d, "after": [], %s}\\n\' % (n, part)).encode())\n'
    "      except OSError: pass",
    "a class equal to all": "class Any(object):\n  __eq__ = lambda s, o: True\nreturn Any()",
    "a float that lies": "class Lie(float):\n  __eq__ = lambda s, o: True\n"
    "  __float__ = lambda s: 32.0\nreturn Lie(0)",
    "a list that lies": "class Lie(list):\n  __len__ = lambda s: 0\nreturn Lie()",
    "NaN": "return float('nan')",
    "infinity": "return float('inf')",
    "a huge integer": "return 10 ** 100_000",
    "a list within itself": "x = []; x.append(x); return x",
    "changed arguments": "a[:] = [0] * len(a); b[:] = a; return 0",
    "the frame stack": "import sys\nf = sys._getframe(1)\nwhile f:\n  f.f_locals.clear()\n"
    "  f.f_globals.clear()\n  f = f.f_back\nreturn 0",
    "the garbage collector's list": "import gc\nfor o in gc.get_objects():\n"
    "  if type(o).__name__ == 'Host': o._modules.clear()\nreturn 0",
    "deep recursion": "import sys; sys.setrecursionlimit(10 ** 9)\n"
    "def f(n): return f(n + 1) + 1\nreturn f(0)",
    "a fork bomb": "import os\nfor _ in range(3): os.fork()\nfor _ in range(3): os.fork()",
    "a fork by subprocess": "import subprocess; subprocess.Popen(['sleep', '60'])",
    "a fork by multiprocessing": "import multiprocessing as m\nm.Process(target=print).start()",
    "a gigabyte": "return [0] * 2 ** 28",
    "a gigabyte, bit by bit": "x = []\nwhile True: x.append(bytearray(10 ** 7))",
    "a flood of descriptors": "import os\nwhile True: os.open(os.devnull, os.O_RDONLY)",
    "a loop that catches all": "import time\nwhile True:\n  try:\n    while True: time.sleep(0.01)\n"
    "  except BaseException: pass",
    "sleep": "import time; time.sleep(60)",
    "a loop that ignores the alarm": "import signal, time\n"
    "signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: time.sleep(0.01)",
    "endless printing": "import time\nwhile True: print('x' * 10 ** 6); time.sleep(0.001)",
    "control codes": "print('\\x1b[2J\\x07', '\\ud800'); return 0",
    "an error that prints itself for ever": "class E(Exception):\n  def __str__(s):\n"
    "    while True: time.sleep(0.01)\nimport time\nraise E()",
    "an error with a huge text": "raise ValueError('x' * 10 ** 8)",
    "a written file": "open('/tmp/course-was-here', 'w')",
    "a removed file": f"import os; os.remove({str(ROOT / 'README.md')!r})",
    "a network socket": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "an interrupt": "raise KeyboardInterrupt",
}


def text_of(name):
    lines = IN_CALL.get(name, "return 0").splitlines()
    wrong = "def dot_product(a, b):\n" + "".join(f"    {line}\n" for line in lines)
    return f"{begun_with(STEM, 'vector_add')}\n\n{wrong}\n\n{AT_IMPORT.get(name, '')}\n"


def session_members(pid):
    """Return the processes of a worker's session that are still there (Linux; else none)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(pid) and fields[0] != "Z":
            found.append(path.parent.name)
    return found


class Place:
    """What attacks reach for: a folder with somebody's work in it, and this very process."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "empty").mkdir(parents=True)
        (folder / "theirs.py").write_text("# theirs\n")
        for path in (folder, folder / "theirs.py", folder / "empty"):
            path.chmod(0o777)
        self.see()

    def see(self):
        """Note how things are; check() asserts that they still are."""
        self._before = self._state()

    def _state(self):
        seen = []
        for path in [self.folder, *sorted(self.folder.rglob("*"))]:
            found = path.lstat()
            seen += [path, found.st_mode, found.st_uid, found.st_size, found.st_mtime_ns]
        seen.append((self.folder / "theirs.py").read_bytes())
        if hasattr(os, "listxattr"):
            seen.append(os.listxattr(self.folder / "theirs.py"))
        if hasattr(os, "sched_getaffinity"):
            import resource

            seen += [os.sched_getaffinity(0), os.getpriority(os.PRIO_PROCESS, 0)]
            seen += [os.sched_getscheduler(0), resource.getrlimit(resource.RLIMIT_NOFILE)]
        return seen

    def check(self):
        assert self._state() == self._before
        left = [path for folder in ("/tmp", "/dev/shm") for path in Path(folder).glob(f"*{MARK}*")]
        assert left == []


def attacked(stem, text, folder, monkeypatch):
    """Grade a hostile chapter's first attacked task and another one; return the report.

    What must hold of every attack is asserted.
    """
    monkeypatch.setattr(worker, "LOAD_SECONDS", SECONDS + needs_more(stem))
    exercises_from_solutions(folder, up_to(stem), **{stem: text})
    chapter, submission = Chapter(stem), Submission(folder)
    task = TASKS[stem]
    other = next(name for name in chapter.tests if name != task)
    before = set(os.listdir(ROOT))
    begun, grader, outcomes, pids = time.monotonic(), Grader(stem, submission), {}, set()
    tests = [*chapter.tests[task][:2], *chapter.tests[other][:1]]  # again, and beside it
    for test in tests:
        monkeypatch.setattr(test, "seconds", SECONDS)
        process = grader._learner._process
        pids |= {process.pid} if process else set()
        outcome = grader.run(test, chapter.keeps)
        if outcomes.setdefault(test.task, outcome).state == "passed":
            outcomes[test.task] = outcome
    grader.close()
    took = time.monotonic() - begun
    assert outcomes[task].state == "not yet", "a wrong program passed"
    assert took < len(tests) * (SECONDS + worker.GRACE) + 10
    assert not any(session_members(pid) for pid in pids), "a process was left behind"
    report = chapter_text(report_on(stem, submission, outcomes))
    report.encode("utf-8")
    assert "\x1b" not in report and len(report.splitlines()) < 25
    assert all(len(line) <= 500 for line in report.splitlines()), report
    assert "left behind" not in report and "etc/passwd" not in report
    assert set(os.listdir(ROOT)) == before
    return report


def needs_more(stem):
    return 4 * stem.startswith("np")  # NumPy is imported before the learner's file


@pytest.mark.some(8)
@pytest.mark.parametrize("name", [*AT_IMPORT, *IN_CALL])
def test_an_attack_is_held(name, tmp_path, monkeypatch):
    attacked(STEM, text_of(name), tmp_path / "work", monkeypatch)
    assert not Path("/tmp/course-was-here").exists()


@pytest.mark.skipif(
    not {"files", "calls"} <= set(worker.protection()), reason="this kernel doesn't confine"
)
@pytest.mark.some(100)
@pytest.mark.parametrize(
    "stem, disarmed",  # Python's own hook is the same in every chapter; NumPy brings code of its own
    [("ch01_math", False), ("ch01_math", True), ("np1_xor", True)],
    ids=["armed", "disarmed", "beside NumPy"],
)
@pytest.mark.parametrize("name", BATTERY)
def test_the_kernel_holds_it(name, stem, disarmed, tmp_path, monkeypatch):
    place = Place(tmp_path / "target")
    places = {"root": ROOT, "target": place.folder}
    text = program(name, stem, solution_text(stem), disarmed, **places)
    attacked(stem, text, tmp_path / "work", monkeypatch)
    place.check()


INTRUDERS = {
    "conftest.py": "import pytest\n@pytest.hookimpl(tryfirst=True)\n"
    "def pytest_pyfunc_call(pyfuncitem):\n    return True\n",
    "pytest.ini": "[pytest]\naddopts = --collect-only\n",
    "sitecustomize.py": "import os\nos._exit(0)\n",
    "json.py": "raise SystemExit(0)\n",
    "grading/__init__.py": "raise SystemExit(0)\n",
    "solutions/ch01_math.py": "def dot_product(a, b):\n    return 0\n",
}


def test_files_beside_the_exercise_change_nothing(tmp_path):
    folder = exercises_from_solutions(tmp_path / "work", [STEM], **{STEM: text_of("none")})
    for name, text in INTRUDERS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    status, output = grade_folder(STEM, folder)
    assert status == 1
    assert "dot_product([1, 2, 3], [4, 5, 6])" in output and "expected  32" in output


def test_the_battery_is_large():
    assert len(AT_IMPORT) + len(IN_CALL) + len(BATTERY) + len(INTRUDERS) >= 140
