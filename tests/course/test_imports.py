"""What can be imported in a bare Python can be imported in an exercise, or is refused in words."""

import os
import subprocess
import sys

import pytest

from grading import worker
from grading.forbidden import FORBIDDEN_MODULES

# They start something, or end Python, as they are imported.
LEFT_OUT = {"antigravity", "this", "idlelib", "test", "lib2to3"}
MODULES = sorted(name for name in sys.stdlib_module_names if name not in LEFT_OUT)
SUBMODULES = """
asyncio.subprocess collections.abc concurrent.futures concurrent.futures.process
concurrent.futures.thread ctypes.util curses.ascii dbm.dumb email.mime.text encodings.idna
html.parser http.client http.server importlib.metadata importlib.resources json.tool logging.config
logging.handlers multiprocessing.pool multiprocessing.shared_memory multiprocessing.sharedctypes
os.path tkinter.ttk unittest.mock urllib.request wsgiref.simple_server xml.dom.minidom
xml.etree.ElementTree xml.sax xmlrpc.client zoneinfo
""".split()
TRY = """
import contextlib, io, sys
for name in sys.argv[1:]:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            __import__(name)
    except BaseException as error:
        print(name, type(error).__name__)
    else:
        print(name, "imported")
"""
EXERCISE = """
def tried(name):
    try:
        __import__(name)
    except BaseException as error:
        return type(error).__name__
    return "imported"
"""


def in_a_bare_python(names):
    """Return {name: "imported" or the name of the error}, in a Python as a worker's is."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", TRY, *names],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),
        encoding="utf-8",
        timeout=300,
    )
    return dict(line.split() for line in done.stdout.splitlines())


def imports(name):
    """Return the modules that an import brings in, in a bare Python."""
    code = f"import sys, {name}; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code], capture_output=True, text=True, timeout=60
    )
    return set(said.stdout.split())


def in_an_exercise(names):
    """The same in a worker; what is refused there has its sentence instead."""
    files = {"ch01_math": {"name": "exercises/ch01_math.py", "text": EXERCISE}}
    host, found = worker.Worker("ch01_math", files), {}
    try:
        for name in names:
            call = {"do": "call", "target": ["tried"], "args": [name], "kwargs": {}}
            reply = host.request({**call, "store": "result", "watch": []}, 20)
            found[name] = reply["error"]["message"] if "error" in reply else reply.get("value")
    finally:
        host.close()
    return found


@pytest.mark.some(8)
@pytest.mark.parametrize("part", range(8))
def test_a_module_of_the_standard_library_imports_as_before_or_is_refused_in_words(part):
    names = [*MODULES, *SUBMODULES][part::8]
    before, here = in_a_bare_python(names), in_an_exercise(names)
    assert len(before) > 250 / 8
    refused = {name for name in names if "The grader runs your functions only" in str(here[name])}
    assert {name for name in names if before.get(name) != here[name]} - refused == set()
    found = {name for name in refused if before[name] == "imported"}
    assert all(imports(name) & set(FORBIDDEN_MODULES) for name in found)


@pytest.mark.parametrize("name", ["random", "statistics", "decimal", "unittest", "typing", "csv"])
def test_what_a_learner_may_well_use_is_there(name):
    assert in_an_exercise([name]) == {name: "imported"}
