"""Begin the processes that workers run in, and end them."""

import contextlib
import importlib.machinery
import json
import marshal
import os
import signal
import subprocess
import sys
import tempfile
import threading
import types
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from .chapters import needs_numpy, numpy_folder

# What a process begins with. The code comes through its pipe, compiled: it reads no file of the
# course, which another user may not be able to, and it compiles nothing.
START = """
import json, marshal, os, sys, types
def read(size):
    data = b""
    while len(data) < size:
        data += os.read(0, size - len(data)) or sys.exit()
    return data
size = int.from_bytes(read(4), "big")
for name, code in [("grading", ""), *marshal.loads(read(size))]:
    module = sys.modules[name] = types.ModuleType(name)
    module.__package__ = "grading"
    exec(code, vars(module))
from grading.worker_main import main
for name in [name for name in sys.modules if name.startswith("grading")]:
    del sys.modules[name]
main(json.loads(sys.argv.pop()))
"""
PIPE_SIZE = 1 << 18  # bytes that a pipe is to hold: all that is sent before the first answer
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
os.environ.update(ONE_THREAD)  # NumPy reads it when it is imported; small arrays gain from it
# What runs in a process, each importing only those before it.
INSIDE = (
    *("values", "forbidden", "outline", "syntax_tree", "slip_state", "slip_checks"),
    "slip_without_error",
    *("slip_none", "slip_name_errors", "slip_operator_errors", "slip_type_errors"),
    *("slip_value_errors", "slip_import_syntax_errors", "slips", "repair_expressions"),
    *("repair_ours", "repair_edits", "captured_stdout", "module_snapshot", "tracebacks"),
    *("host", "confine", "worker_main"),
)
Process = subprocess.Popen[bytes]
# (NumPy's folder, process, its crash log) of each process that stands ready for a worker to come
AHEAD: list[tuple[str, Process, IO[bytes]]] = []
AWAY: set[str] = {str(Path(__file__).resolve().parents[1])}  # folders that no worker may look into
SYSTEM = str(sys.platform)
SANDBOX: list[str] = []  # what the command of a worker begins with
RUNNING: set[Process] = set()  # the worker processes of this program that haven't been closed


def start_ahead(chapter: str, count: int) -> None:
    """See to it that count processes stand ready: starting one takes longer than most gradings."""
    packages = packages_of(chapter)
    while sum(entry[0] == packages for entry in AHEAD) < count:
        AHEAD.append((packages, *begun(packages)))


def end_ahead() -> None:
    """End the processes that no worker came for."""
    for _, process, crash_log in AHEAD:
        kill(process)
        process.wait()
        for stream in (*pipes(process), crash_log):
            stream.close()
    AHEAD.clear()


def packages_of(chapter: str) -> str:
    return numpy_folder() if needs_numpy(chapter) else ""


def taken(packages: str) -> tuple[Process, IO[bytes]] | None:
    """Return (process, its crash log) of one that stands ready, or None."""
    for entry in [entry for entry in AHEAD if entry[0] == packages]:
        AHEAD.remove(entry)
        if entry[1].poll() is None:
            return entry[1:]
        entry[2].close()
    return None


def begun(packages: str) -> tuple[Process, IO[bytes]]:
    """Start a process that waits for requests. Return it and its crash log."""
    if threading.current_thread() is threading.main_thread():
        return _begun_here(packages)
    return _starter().submit(_begun_here, packages).result()


@lru_cache(maxsize=1)
def _starter() -> Any:
    """Return a thread that lasts: a worker ends with the thread that started it."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1)


def _begun_here(packages: str) -> tuple[Process, IO[bytes]]:
    crash_log = tempfile.TemporaryFile()  # noqa: SIM115 (close() closes it)
    numpy = os.path.join(packages, "numpy") if packages else ""
    asked = json.dumps({"numpy": numpy, "away": sorted(AWAY), "grader": os.getpid()})
    process = subprocess.Popen(
        [*SANDBOX, sys.executable, "-I", "-S", "-B", "-c", START, asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=crash_log,
        cwd=os.path.abspath(os.sep),
        env={"PYTHONHASHSEED": "0", **ONE_THREAD, **kept_environment()},
        start_new_session=True,
    )
    requests, _ = pipes(process)
    with contextlib.suppress(ImportError, AttributeError, OSError):  # it is quicker with it
        import fcntl

        fcntl.fcntl(requests, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    with contextlib.suppress(OSError):  # it has ended; _receive says how
        requests.write(code())
        requests.flush()
    return process, crash_log


@lru_cache(maxsize=1)
def code() -> bytes:
    """Return what a process runs, compiled, with its length before it."""
    found = []
    for name in INSIDE:
        spec = importlib.machinery.PathFinder.find_spec(name, [str(Path(__file__).parent)])
        assert spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader)
        compiled = spec.loader.get_code(name)
        assert compiled
        found.append((f"grading.{name}", _nameless(compiled)))
    data = marshal.dumps(found)
    return len(data).to_bytes(4, "big") + data


def _nameless(code: types.CodeType) -> types.CodeType:
    """Return code without its file's name: a learner who looks at frames needs no such lines."""
    parts = (
        _nameless(part) if isinstance(part, types.CodeType) else part for part in code.co_consts
    )
    return code.replace(co_filename="<grader>", co_consts=tuple(parts))


def pipes(process: Process | None) -> tuple[IO[bytes], IO[bytes]]:
    """Return the pipe to a process that was begun, and the one from it."""
    assert process and process.stdin and process.stdout
    return process.stdin, process.stdout


def end_all() -> None:
    """End every worker of this program, from any thread, just before the program itself ends."""
    for process in list(RUNNING):
        kill(process)


def kill(process: Process) -> None:
    """End a worker's process, and whatever it may have started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def kept_environment() -> dict[str, str]:
    """Return what Python itself may need of this process's environment."""
    names = ("SYSTEMROOT", "PATH", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    return {name: os.environ[name] for name in names if name in os.environ}


def text_of_log(log: IO[bytes]) -> str:
    """Return what a process wrote of its own crash; "" where it saw to it that nobody reads that.

    The file is open on both sides, so the process can change how it is read.
    """
    try:
        log.seek(0)
        return log.read(100_000).decode("ascii", "replace")
    except OSError:
        return ""
