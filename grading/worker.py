"""Hosts as the grader sees them: in a process of their own, or in this one.

Both have the same methods: ``request(message, seconds)``, which always returns a reply within the
time given, in two halves ``begin`` and ``finish`` so that the other side can work meanwhile, and
``close()``.
"""

import contextlib
import importlib.machinery
import importlib.util
import json
import marshal
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import types
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from .confine import sandbox_profile
from .host import PRINT_LIMIT, SIZE_LIMIT, Arrays, Host, outlined
from .replies import PARTS, Reply, Request, decode, is_list, is_place, well_formed

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
made = []
for code in marshal.loads(read(size)):
    made.append(types.ModuleType("grader"))
    exec(code, vars(made[-1]))
made[1].main(made[0].confine, json.loads(sys.argv.pop()))
"""
PIPE_SIZE = 1 << 18  # bytes that a pipe is to hold: all that is sent before the first answer
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
os.environ.update(ONE_THREAD)  # NumPy reads it when it is imported; small arrays gain from it
LOAD_SECONDS = 5  # for importing the learner's chapter
GRACE = 1.0  # seconds a worker gets, after its time is up, to say where it was
EARLY = 0.2  # seconds before a limit in which an end may come of it
TICK = 0.1  # seconds between two looks at the clock
LINE_LIMIT = 8_000_000  # bytes in one reply
PARTS_LIMIT = 2 * SIZE_LIMIT  # commas in one: to take apart more takes seconds
Files = dict[str, dict[str, str]]  # {stem: {"name": …, "text": …}}
Process = subprocess.Popen[bytes]
# (NumPy's folder, process, its crash log) of each process that stands ready for a worker to come
AHEAD: list[tuple[str, Process, IO[bytes]]] = []
HALTED = threading.Event()  # while it is set, no worker works
AWAY: set[str] = {str(Path(__file__).resolve().parents[1])}  # folders that no worker may look into
SYSTEM = str(sys.platform)
SANDBOX: list[str] = []  # what the command of a worker begins with
RUNNING: set[Process] = set()  # the worker processes of this program that haven't been closed
TRACE_LINE = re.compile(r'File "([^"]+)", line (\d+)')


def needs_numpy(chapter: str) -> bool:
    """Say whether a chapter, named by its stem, is one of Part II."""
    return chapter.startswith("np")


NO_NUMPY = (
    "Part II needs NumPy. Type: make check-chapter np1, which installs it, "
    f"or: {sys.executable} -I -m pip install numpy matplotlib"
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
    """Run the chapter in a process of its own, begun at the first need and again after its end.

    Without a chapter nothing is loaded. held: what holds of the process, once it has answered; see
    confine.
    """

    def __init__(self, chapter: str, files: Files) -> None:
        self._load: Request = {"do": "load", "chapter": chapter, "files": files}
        self._lines = {file["name"]: lines_of(file["text"]) for file in files.values()}
        self._packages = _packages(chapter)
        self.held: list[str] | None = None
        self._process: Process | None = None
        self._failed_load: Reply | None = None
        self._load_id: int | None = None
        self._deadline: float | None = None
        # (message, seconds, number) of what was begun
        self._asked: list[tuple[Request, float, int | None]] = []

    def start(self) -> None:
        """Start the process without waiting for it, so that it warms up beside the grader."""
        if HALTED.is_set():
            raise Halted
        self._process, self._crash_log = _taken(self._packages) or _begun(self._packages)
        RUNNING.add(self._process)
        self._deadline, self._over, self.held = None, threading.Event(), None
        threading.Thread(target=self._watch, args=(self._process, self._over), daemon=True).start()
        if self._load["chapter"]:
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
            if "died" in replies[-1] or "ended" in replies[-1]:
                break
        return replies

    def _reply_to(self, message: Request, seconds: float, number: int | None) -> Reply:
        if not self._failed_load and self._load_id is not None:
            loaded = self._receive(self._load_id, LOAD_SECONDS)
            self._load_id = None
            if {"error", "died", "replaced"} & loaded.keys():
                loaded = self._checked(self._load, loaded)
                self._failed_load = {**loaded, "loading": True}
        if self._failed_load:
            return self._failed_load
        return self._checked(message, self._receive(number, seconds))

    def _checked(self, message: Request, reply: Reply) -> Reply:
        """Return a reply, if it is as a host sends it; else that the worker is at its end."""
        if "died" in reply:
            return reply
        if not well_formed(message, reply, self._lines):
            return self._died("garbled", [reply["printed"]])
        if "ended" in reply:
            self.close()
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
        # by chance, so that no reply can be written before its request has come
        number = random.SystemRandom().getrandbits(53)
        if message is self._load:
            self._load_id = number
        self._deadline = time.monotonic() + seconds + GRACE  # for taking the request, too
        line = json.dumps({**message, "id": number, "seconds": seconds}) + "\n"
        requests, _ = _pipes(self._process)
        try:
            requests.write(line.encode())
            requests.flush()
        except OSError:
            pass  # it has ended; _receive says how
        return number

    def _receive(self, number: int | None, seconds: float) -> Reply:
        printed: list[str] = []
        room = PRINT_LIMIT
        _, replies = _pipes(self._process)
        self._deadline = deadline = time.monotonic() + seconds + GRACE
        while True:
            line = replies.readline(LINE_LIMIT)
            if not line and HALTED.is_set():
                self.close()
                raise Halted
            if not line:
                late = time.monotonic() > deadline
                ended = "ended" if time.monotonic() < deadline - GRACE - EARLY else ""
                return self._died("timeout" if late else ended, printed)
            try:
                if line.count(b",") > PARTS_LIMIT:
                    raise ValueError("no host sends as much as that")
                reply = decode(line.decode("ascii"))
                if "printed" in reply:
                    text = str(reply["printed"])[:room]
                    room -= len(text)
                    printed += [text] if text else []
                elif "held" in reply and self.held is None:  # before it loads anything
                    self.held = reply["held"] if is_list(reply["held"], str) else []
                elif reply.pop("id") == number:
                    if not reply.keys() <= set(PARTS):
                        return self._died("garbled", printed)
                    self._deadline = None
                    return {**reply, "printed": "".join(printed)}
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
        if code is None and how in ("ended", ""):
            how = "closed"
        elif not how:  # about when its time was up, which SIGALRM tells it
            how = "timeout" if code == -getattr(signal, "SIGALRM", 0) else "ended"
        if log.startswith("Timeout"):
            how = "timeout"
        told: Reply = {"how": how, "code": code}
        for name, line in TRACE_LINE.findall(log):
            if len(line) < 9 and is_place(name, int(line), self._lines):
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


def lines_of(text: str) -> int:
    return 1 + text.count("\n") + text.count("\r")


@lru_cache(maxsize=256)
def outline(text: str) -> list[tuple[str, int, int, int, bool]]:
    """Return what a file's text defines; see host.outlined. [] where that can't be said in time.

    A process of its own reads it: some texts that are short take very long to parse.
    """
    if sys.platform == "emscripten":
        return [tuple(entry) for entry in outlined(text)]
    worker = Worker("", {})
    try:
        found = worker.request({"do": "outline", "text": text}, LOAD_SECONDS).get("value") or []
    finally:
        worker.close()
    return [tuple(entry) for entry in found]


@lru_cache(maxsize=1)
def protection() -> tuple[str, ...]:
    """Return what holds of a learner's process on this system: see confine."""
    if sys.platform == "emscripten":
        return ()
    worker = Worker("", {})
    try:
        worker.request({"do": "forget"}, LOAD_SECONDS)
    finally:
        worker.close()
    return tuple(worker.held or ())


def use_sandbox() -> None:
    """On macOS, begin the workers in its sandbox from now on, if they work there. Not yet run."""
    if SYSTEM != "darwin":
        return
    folders = {sys.base_prefix, sys.base_exec_prefix, sys.prefix, numpy_folder()} - {""}
    profile = sandbox_profile(sorted(map(os.path.realpath, folders)))
    SANDBOX[:] = ["/usr/bin/sandbox-exec", "-p", profile]
    protection.cache_clear()
    try:
        if {"files", "calls"} <= set(protection()):
            return
    except OSError:  # there is no such program
        pass
    SANDBOX.clear()
    protection.cache_clear()


def _packages(chapter: str) -> str:
    return numpy_folder() if needs_numpy(chapter) else ""


def _taken(packages: str) -> tuple[Process, IO[bytes]] | None:
    """Return (process, its crash log) of one that stands ready, or None."""
    for entry in [entry for entry in AHEAD if entry[0] == packages]:
        AHEAD.remove(entry)
        if entry[1].poll() is None:
            return entry[1:]
        entry[2].close()
    return None


def _begun(packages: str) -> tuple[Process, IO[bytes]]:
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
    requests, _ = _pipes(process)
    with contextlib.suppress(ImportError, AttributeError, OSError):  # it is quicker with it
        import fcntl

        fcntl.fcntl(requests, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    with contextlib.suppress(OSError):  # it has ended; _receive says how
        requests.write(_code())
        requests.flush()
    return process, crash_log


@lru_cache(maxsize=1)
def _code() -> bytes:
    """Return what a process runs, confine.py and host.py, compiled, with its length before it."""
    found = []
    for name in ("confine", "host"):
        spec = importlib.machinery.PathFinder.find_spec(name, [str(Path(__file__).parent)])
        assert spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader)
        code = spec.loader.get_code(name)
        assert code
        found.append(_nameless(code))
    data = marshal.dumps(found)
    return len(data).to_bytes(4, "big") + data


def _nameless(code: types.CodeType) -> types.CodeType:
    """Return code without its file's name: a learner who looks at frames needs no such lines."""
    parts = (
        _nameless(part) if isinstance(part, types.CodeType) else part for part in code.co_consts
    )
    return code.replace(co_filename="<grader>", co_consts=tuple(parts))


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
