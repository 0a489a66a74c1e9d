"""Hosts as the grader sees them: in a process of their own, or in this one.

Both have the same methods: ``request(message, seconds)``, which always returns a reply within the
time given, in two halves ``begin`` and ``finish`` so that the other side can work meanwhile, and
``close()``.
"""

import contextlib
import json
import math
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from .busy import times_slower
from .chapters import Files, needs_numpy, numpy_folder
from .confine import sandbox_profile
from .host import Host
from .replies import PARTS, Reply, Request, decode, is_list, is_place, lines_of, well_formed
from .values import PRINT_LIMIT, SIZE_LIMIT, TRAIL_LIMIT, Arrays
from .worker_start import (
    RUNNING,
    SANDBOX,
    SYSTEM,
    Process,
    begun,
    end_all,
    kill,
    packages_of,
    pipes,
    taken,
    text_of_log,
)

LOAD_SECONDS = 5  # for importing the learner's chapter
GRACE = 1.0  # seconds a worker gets, after its time is up, to say where it was
EARLY = 0.2  # seconds before a limit in which an end may come of it
TICK = 0.1  # seconds between two looks at the clock
LINE_LIMIT = 8_000_000  # bytes in one reply
PARTS_LIMIT = 2 * SIZE_LIMIT  # commas in one: to take apart more takes seconds
UNTIL: ContextVar[float] = ContextVar("UNTIL", default=math.inf)  # see no_longer_than
HALTED = threading.Event()  # while it is set, no worker works
TRACE_LINE = re.compile(r'File "([^"]+)", line (\d+)')


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

    def finish(self) -> Iterator[Reply]:
        """Answer what was begun, each when its reply is asked for."""
        asked, self._asked = self._asked, []
        for message, seconds in asked:
            reply = self.request(message, seconds)
            yield reply
            if "died" in reply:
                break

    def request(self, message: Request, seconds: float | None = None) -> Reply:
        if {"error", "died", "replaced"} & self._loaded.keys():
            return {**self._loaded, "loading": True}
        return self._answer(message, seconds)

    def value(self, target: list) -> Any:
        """Return what stands in our own code, where reading it prints and changes nothing."""
        return self._host.value(target)

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
        self._packages = packages_of(chapter)
        self.held: list[str] | None = None
        self._process: Process | None = None
        self._failed_load: Reply | None = None
        self._load_id: int | None = None
        self._deadline: float | None = None
        self._sent: dict[int | None, float] = {}  # when, by a request's number
        # (message, seconds, number) of what was begun
        self._asked: list[tuple[Request, float, int | None]] = []

    def start(self) -> None:
        """Start the process without waiting for it, so that it warms up beside the grader."""
        if HALTED.is_set():
            raise Halted
        self._process, self._crash_log = taken(self._packages) or begun(self._packages)
        RUNNING.add(self._process)
        self._deadline, self._over, self.held = None, threading.Event(), None
        threading.Thread(target=self._watch, args=(self._process, self._over), daemon=True).start()
        if self._load["chapter"]:
            self._send(self._load, LOAD_SECONDS)

    def begin(self, message: Request, seconds: float) -> None:
        """Send a request without waiting for the reply, which finish() returns."""
        left = UNTIL.get() - time.monotonic()
        if left < 0:
            raise Overdue
        seconds = min(seconds, left)
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
        kill(process)
        RUNNING.discard(process)
        process.wait()
        self._over.set()
        for stream in (*pipes(process), self._crash_log):
            with contextlib.suppress(OSError):
                stream.close()

    def _send(self, message: Request, seconds: float) -> int:
        # by chance, so that no reply can be written before its request has come
        number = int.from_bytes(os.urandom(7), "big")
        if message is self._load:
            self._load_id = number
        self._sent[number] = time.monotonic()
        self._deadline = time.monotonic() + seconds + GRACE  # for taking the request
        line = json.dumps({**message, "id": number, "seconds": seconds}) + "\n"
        requests, _ = pipes(self._process)
        with contextlib.suppress(OSError):  # it has ended; _receive says how
            requests.write(line.encode())
            requests.flush()
        self._deadline = None  # until somebody waits for the reply, who may be late
        return number

    def _receive(self, number: int | None, seconds: float) -> Reply:
        printed: list[str] = []
        room = PRINT_LIMIT
        _, replies = pipes(self._process)
        self._deadline = deadline = time.monotonic() + seconds + GRACE
        early = self._sent.pop(number, 0.0) + seconds - EARLY  # its own clock may be ahead of ours
        while True:
            line = replies.readline(LINE_LIMIT)
            if not line and HALTED.is_set():
                self.close()
                raise Halted
            if not line:
                now = time.monotonic()
                return self._died("timeout" if now > deadline else "ended" * (now < early), printed)
            try:
                if line.count(b",") > PARTS_LIMIT:
                    raise ValueError("no host sends as much as that")
                reply = decode(line.decode("ascii"))
                if type(reply) is not dict:
                    raise ValueError("no host sends anything else")
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
        log = text_of_log(self._crash_log)
        self.close()
        if code is None and how in ("ended", ""):
            how = "closed"
        elif not how:  # about when its time was up, which SIGALRM tells it
            how = "timeout" if code == -getattr(signal, "SIGALRM", 0) else "ended"
        if log.startswith("Timeout"):
            how = "timeout"
        told: Reply = {"how": how, "code": code}
        chapter = self._load["files"].get(self._load["chapter"], {}).get("name")
        trail: list[int] = []
        for name, line in TRACE_LINE.findall(log):  # the innermost first
            if len(line) < 9 and is_place(name, int(line), self._lines):
                told.setdefault("file", name)
                told.setdefault("line", int(line))
                if name == chapter:
                    trail = [int(line), *trail][:TRAIL_LIMIT]
        told["trail"] = trail
        return {"died": told, "printed": "".join(printed)}


class Overdue(Exception):
    """Ends what is done for an explanation, where a learner's program takes too long for that."""


@contextlib.contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Give up what workers are asked for here after so many seconds; more on a busy machine."""
    before = UNTIL.set(min(UNTIL.get(), time.monotonic() + seconds * times_slower()))
    try:
        yield
    except Overdue:
        pass
    finally:
        UNTIL.reset(before)


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
