"""Hosts as the grader sees them: in a process of their own, or in this one.

Both have the same methods: ``request(message, seconds)``, which always returns a reply within the
time given, in two halves ``begin`` and ``finish`` so that the other side can work meanwhile, and
``close()``.
"""

import contextlib
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any

from .host import AXES_LIMIT, DEPTH_LIMIT, PRINT_LIMIT, Arrays, Host

HOST = "import sys; sys.path.append(sys.argv[1]); import host; host.main()"
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
os.environ.update(ONE_THREAD)  # NumPy reads it when it is imported; small arrays gain from it
LOAD_SECONDS = 5  # for importing the learner's chapter
GRACE = 1.0  # seconds a worker gets, after its time is up, to say where it was
PARTS = ("value", "after", "kept", "error", "replaced")  # of a reply; see Host.handle
DTYPES = {  # of the arrays in a reply, and the Python type of their numbers
    **dict.fromkeys(("float16", "float32", "float64"), float),
    **{f"{sign}int{bits}": int for sign in ("", "u") for bits in (8, 16, 32, 64)},
    "bool": bool,
}
TICK = 0.1  # seconds between two looks at the clock
LINE_LIMIT = 32_000_000  # bytes in one reply
Request = dict[str, Any]  # see Host.handle
Reply = dict[str, Any]
Files = dict[str, dict[str, str]]  # {stem: {"name": …, "text": …}}
Process = subprocess.Popen[bytes]
# (packages, process, its crash log) of each process that stands ready for a worker to come
AHEAD: list[tuple[list[str], Process, IO[bytes]]] = []
HALTED = threading.Event()  # while it is set, no worker works
RUNNING: set[Process] = set()  # the worker processes of this program that haven't been closed
TRACE_LINE = re.compile(r'File "([^"]+)", line (\d+)')


def needs_numpy(chapter: str) -> bool:
    """Say whether a chapter, named by its stem, is one of Part II."""
    return chapter.startswith("np")


NO_NUMPY = (
    "Part II needs NumPy. Type: make check-chapter np1, which installs it, "
    f"or: {sys.executable} -m pip install numpy matplotlib"
)


def numpy_folder() -> str:
    """Return the folder that NumPy is installed in, without importing it; "" where it isn't."""
    try:
        spec = importlib.util.find_spec("numpy")
    except ValueError:
        spec = None
    return str(Path(spec.origin).parents[1]) if spec and spec.origin else ""


class InProcess:
    """Run the chapter in this process: for the solutions, for debugging, and in a browser.

    guard: the code is a learner's, and may replace Python's own functions. debugging: the terminal
    is the code's own, and its debugger's.
    """

    def __init__(
        self, chapter: str, files: Files, guard: bool = True, debugging: bool = False
    ) -> None:
        self._printed: list[str] = []
        self._asked: list[tuple[Request, float | None]] = []
        if needs_numpy(chapter) and not Arrays.module:
            Arrays.use()
        emit = None if debugging else self._printed.append
        self._host = Host(emit, guard, attended=debugging or not guard)
        self._load: Request = {"do": "load", "chapter": chapter, "files": files}
        self._loaded = self._answer(self._load, LOAD_SECONDS)

    def begin(self, message: Request, seconds: float | None = None) -> None:
        self._asked.append((message, seconds))

    def finish(self) -> list[Reply]:
        replies: list[Reply] = []
        asked, self._asked = self._asked, []
        for message, seconds in asked:
            replies.append(self.request(message, seconds))
            if "died" in replies[-1]:
                break
        return replies

    def request(self, message: Request, seconds: float | None = None) -> Reply:
        if {"error", "died", "replaced"} & self._loaded.keys():
            return {**self._loaded, "loading": True}
        return self._answer(message, seconds)

    def _answer(self, message: Request, seconds: float | None) -> Reply:
        """Return the host's reply, with what was printed. A page's limits are put around this."""
        self._printed.clear()
        reply = self._host.handle(message)
        return {**reply, "printed": "".join(self._printed)}

    def close(self) -> None:
        pass


class Worker:
    """Run the chapter in a process of its own, begun at the first need and again after its end."""

    def __init__(self, chapter: str, files: Files) -> None:
        self._load: Request = {"do": "load", "chapter": chapter, "files": files}
        self._names = {file["name"] for file in files.values()}
        self._packages = _packages(chapter)
        self._process: Process | None = None
        self._failed_load: Reply | None = None
        self._load_id: int | None = None
        self._deadline: float | None = None
        # (message, seconds, number) of what was begun
        self._asked: list[tuple[Request, float, int | None]] = []
        self._count = 0

    def start(self) -> None:
        """Start the process without waiting for it, so that it warms up beside the grader."""
        if HALTED.is_set():
            raise Halted
        self._process, self._crash_log = _taken(self._packages) or _begun(self._packages)
        RUNNING.add(self._process)
        self._deadline, self._over = None, threading.Event()
        threading.Thread(target=self._watch, args=(self._process, self._over), daemon=True).start()
        self._send(self._load, LOAD_SECONDS)

    def begin(self, message: Request, seconds: float) -> None:
        """Send a request without waiting for the reply, which finish() returns."""
        if not self._failed_load and self._process is None:
            self.start()
        number = None if self._failed_load else self._send(message, seconds)
        self._asked.append((message, seconds, number))

    def finish(self) -> list[Reply]:
        """Return the replies to what was begun, in order.

        A worker that ends or goes silent is a reply too, and the last one.
        """
        replies: list[Reply] = []
        asked, self._asked = self._asked, []
        for request in asked:
            replies.append(self._reply_to(*request))
            if "died" in replies[-1]:
                break
        return replies

    def _reply_to(self, message: Request, seconds: float, number: int | None) -> Reply:
        if not self._failed_load and self._load_id is not None:
            loaded = self._receive(self._load_id, LOAD_SECONDS)
            self._load_id = None
            if {"error", "died", "replaced"} & loaded.keys():
                self._failed_load = {**loaded, "loading": True}
        if self._failed_load:
            return self._failed_load
        reply = self._receive(number, seconds)
        if not _well_formed(message, reply):  # the learner's code may have written it
            return self._died("garbled", [reply["printed"]])
        return reply

    def request(self, message: Request, seconds: float) -> Reply:
        self.begin(message, seconds)
        return self.finish()[-1]

    def close(self) -> None:
        """End the process, and whatever it may have started."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        RUNNING.discard(process)
        process.wait()
        self._over.set()
        for stream in (*_pipes(process), self._crash_log):
            with contextlib.suppress(OSError):
                stream.close()

    def _send(self, message: Request, seconds: float) -> int:
        self._count += 1
        if message is self._load:
            self._load_id = self._count
        self._deadline = time.monotonic() + seconds + GRACE  # for taking the request, too
        line = json.dumps({**message, "id": self._count, "seconds": seconds}) + "\n"
        requests, _ = _pipes(self._process)
        try:
            requests.write(line.encode())
            requests.flush()
        except OSError:
            pass  # it has ended; _receive says how
        return self._count

    def _receive(self, number: int | None, seconds: float) -> Reply:
        printed: list[str] = []
        _, replies = _pipes(self._process)
        self._deadline = deadline = time.monotonic() + seconds + GRACE
        while True:
            line = replies.readline(LINE_LIMIT)
            if not line and HALTED.is_set():
                self.close()
                raise Halted
            if not line:
                late = time.monotonic() > deadline
                return self._died("timeout" if late else "ended", printed)
            try:
                reply = json.loads(line)
                if "printed" in reply:
                    if len(printed) < PRINT_LIMIT:  # each holds a character or more
                        printed.append(str(reply["printed"])[:PRINT_LIMIT])
                elif reply["id"] == number:
                    parts = {part: reply[part] for part in PARTS if part in reply}
                    self._deadline = None
                    return {**parts, "printed": "".join(printed)}
            except (ValueError, TypeError, KeyError, RecursionError):
                return self._died("garbled", printed)

    def _watch(self, process: Process, over: threading.Event) -> None:
        """End the process when a reply is overdue, which wakes up whoever waits for it."""
        while not over.wait(TICK):
            deadline = self._deadline  # read once: the other thread may clear it at any time
            if deadline is not None and time.monotonic() > deadline:
                process.kill()

    def _died(self, how: str, printed: list[str]) -> Reply:
        """Close the worker; tell how it ended, and the learner's line it was at, if it said."""
        assert self._process is not None
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        code = self._process.poll()
        self._crash_log.seek(0)
        log = self._crash_log.read(100_000).decode("ascii", "replace")
        self.close()
        if log.startswith("Timeout") or code == -getattr(signal, "SIGALRM", 0):
            how = "timeout"
        told: Reply = {"how": how, "code": code}
        for name, line in TRACE_LINE.findall(log):
            if name in self._names:
                told.update(file=name, line=int(line))
                break
        return {"died": told, "printed": "".join(printed)}


# What runs a learner's chapter where there are no processes. A page puts its own kind here, with
# the limits that it knows (site/engine/browser.py).
WITHOUT_PROCESSES: type[InProcess] = InProcess


def learner_host(chapter: str, files: Files) -> InProcess | Worker:
    """Return a host for a learner's chapter: in a process of its own, wherever there are any."""
    if sys.platform == "emscripten":  # Python in a browser
        return WITHOUT_PROCESSES(chapter, files)
    worker = Worker(chapter, files)
    worker.start()  # it warms up while the grader goes on
    return worker


class Halted(Exception):
    """Ends a grading that another thread has called off."""


def halt() -> None:
    """Call off, from another thread, what the workers do: there, Halted is raised.

    HALTED.clear() lets them work again.
    """
    HALTED.set()
    end_all()


def start_ahead(chapter: str, count: int) -> None:
    """See to it that count processes stand ready: starting one takes longer than most gradings."""
    packages = _packages(chapter)
    while sum(entry[0] == packages for entry in AHEAD) < count:
        AHEAD.append((packages, *_begun(packages)))


def end_ahead() -> None:
    """End the processes that no worker came for."""
    for _, process, crash_log in AHEAD:
        _kill(process)
        process.wait()
        for stream in (*_pipes(process), crash_log):
            stream.close()
    AHEAD.clear()


def _packages(chapter: str) -> list[str]:
    return [numpy_folder()] if needs_numpy(chapter) else []


def _taken(packages: list[str]) -> tuple[Process, IO[bytes]] | None:
    """Return (process, its crash log) of one that stands ready, or None."""
    for entry in [entry for entry in AHEAD if entry[0] == packages]:
        AHEAD.remove(entry)
        if entry[1].poll() is None:
            return entry[1:]
        entry[2].close()
    return None


def _begun(packages: list[str]) -> tuple[Process, IO[bytes]]:
    """Start a process that waits for requests. Return it and its crash log."""
    crash_log = tempfile.TemporaryFile()  # noqa: SIM115 (close() closes it)
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", "-c", HOST, str(Path(__file__).parent), *packages],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=crash_log,
        cwd=os.path.abspath(os.sep),
        env={"PYTHONHASHSEED": "0", **ONE_THREAD, **kept_environment()},
        start_new_session=True,
    )
    return process, crash_log


def _pipes(process: Process | None) -> tuple[IO[bytes], IO[bytes]]:
    """Return the pipe to a process that was begun, and the one from it."""
    assert process and process.stdin and process.stdout
    return process.stdin, process.stdout


def end_all() -> None:
    """End every worker of this program, from any thread, just before the program itself ends."""
    for process in list(RUNNING):
        _kill(process)


def _kill(process: Process) -> None:
    """End a worker's process, and whatever it may have started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def kept_environment() -> dict[str, str]:
    """Return what Python itself may need of this process's environment."""
    names = ("SYSTEMROOT", "PATH", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    return {name: os.environ[name] for name in names if name in os.environ}


def _well_formed(message: Request, reply: Reply) -> bool:
    """Say whether a reply has the parts and types that the graders and the report rely on."""
    if "died" in reply:
        return True
    if "replaced" in reply:
        return _is_list(reply["replaced"], str) and len(reply["replaced"]) == 2
    if "error" in reply:
        error = reply["error"]
        return (
            type(error) is dict
            and type(error.get("type")) is type(error.get("message")) is str
            and _is_list(error.get("bases"), str)
            and type(error.get("file", "")) is str
            and type(error.get("line", 0)) is int
            and all(_is_list(reply.get(part, []), object) for part in ("after", "kept"))
            and _is_value([reply.get("after", []), reply.get("kept", [])], DEPTH_LIMIT + 2)
        )
    if message["do"] != "call":
        return _is_value(reply.get("value"), DEPTH_LIMIT)
    return (
        "value" in reply
        and all(_is_list(reply.get(part), object) for part in ("after", "kept"))
        and len(reply["after"]) == len(message["args"])
        and len(reply["kept"]) == len(message["watch"])
        and all(_is_value(reply[part], DEPTH_LIMIT + 1) for part in ("value", "after", "kept"))
    )


def _is_list(value: Any, kind: type) -> bool:
    return type(value) is list and all(isinstance(item, kind) for item in value)


def _is_value(value: Any, depth: int) -> bool:
    """Say whether a value has the form that host.encode gives."""
    if depth < 0:
        return False
    if type(value) is list:
        return all(_is_value(item, depth - 1) for item in value)
    if type(value) is not dict:
        return True
    if value.get("$") == "array":
        shape: Any = value.get("shape")
        number = DTYPES.get(str(value.get("dtype")))
        return (
            number is not None
            and _is_list(shape, int)
            and len(shape) <= AXES_LIMIT
            and _is_array(value.get("items"), shape, number)
        )
    if value.get("$") in ("tuple", "dict"):
        return type(value.get("items")) is list and _is_value(value["items"], depth - 1)
    return type(value.get("$")) is str and type(value.get("type", "")) is str


def _is_array(items: Any, shape: list[int], number: Any) -> bool:
    """Say whether items are numbers of one type, in lists in lists, as shape says."""
    if not shape:
        return type(items) is number and (number is not int or abs(items) < 2**62)
    if type(items) is not list or len(items) != shape[0]:
        return False
    return all(_is_array(item, shape[1:], number) for item in items)
