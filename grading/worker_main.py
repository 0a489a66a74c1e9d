"""A worker's process: its limits, and an answer to every line until the grader closes the pipe."""

import builtins
import contextlib
import json
import os
import sys

from .captured_stdout import warnings_in_short
from .confine import confine
from .forbidden import EXIT, objection, writes
from .host import Host
from .values import Arrays

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

MEMORY_LIMIT = 512 * 1024 * 1024  # bytes of address space; stated in the README
CPU_LIMIT = 900  # seconds: where the kernel doesn't end it, a worker without a grader ends itself


def limit_process():
    """Bound this process's memory, time, files; where the system knows no such limit, go on."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, amount in (
        ("RLIMIT_AS", MEMORY_LIMIT),
        ("RLIMIT_CPU", CPU_LIMIT),
        ("RLIMIT_FSIZE", 1_000_000),
        ("RLIMIT_NOFILE", 64),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 4096),  # of all of this user's, threads included; root's aren't counted
    ):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            limit = getattr(resource, name)
            most = resource.getrlimit(limit)[1]
            amount = amount if most == resource.RLIM_INFINITY else min(amount, most)
            resource.setrlimit(limit, (amount, amount))


def main(asked):
    """Answer one JSON line with another until the grader closes the pipe.

    asked: "numpy", its folder where a chapter needs it, else ""; "away",
    the folders that stay out of reach; "grader", the number of its process.
    """
    import faulthandler
    import signal
    import warnings

    nowhere = os.open(os.devnull, os.O_RDWR)
    packages = [asked["numpy"], f"{asked['numpy']}.libs"] if asked["numpy"] else []
    limit_process()
    held = confine(packages, asked["away"], asked["grader"])
    if packages:
        Arrays.use(asked["numpy"])

    # The pipes to the grader get numbers of their own; the usual ones lead nowhere.
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    replies = os.dup(1)
    crash_log = os.dup(2)
    for usual in (0, 1, 2):
        os.dup2(nowhere, usual)
    os.close(nowhere)
    write, dumps, loads, leave = os.write, json.JSONEncoder().encode, json.loads, os._exit
    if hasattr(signal, "setitimer"):  # the cheaper way, where there is one
        faulthandler.register(signal.SIGALRM, file=crash_log, all_threads=False, chain=True)

        def watch(seconds, set_timer=signal.setitimer, timer=signal.ITIMER_REAL):
            set_timer(timer, seconds)  # at its end: a dump of where the code is, then death

    else:

        def watch(  # type: ignore[misc]
            seconds, begin=faulthandler.dump_traceback_later
        ):
            if seconds:
                begin(seconds, exit=True, file=crash_log)
            else:
                faulthandler.cancel_dump_traceback_later()

    faulthandler.enable(file=crash_log, all_threads=False)

    def send(message):
        data = (dumps(message) + "\n").encode("ascii")
        while data:
            data = data[write(replies, data) :]

    number = None  # of the request that is being answered

    def refuse(advice):
        send({**host.refusal(advice), "id": number, "ended": True})
        leave(0)

    host = Host(lambda text: send({"printed": text}), refuse=refuse)
    warnings.formatwarning = warnings_in_short(host.names)
    os._exit = lambda *_args: refuse(EXIT)
    readable = (*map(os.path.abspath, sys.path), *packages)

    def is_numpys(frame):
        """Say whether NumPy's own code does it, and no line of the learner's in between."""
        while frame and frame.f_code.co_filename not in host.names():
            if packages and frame.f_code.co_filename.startswith(packages[0]):
                return True
            frame = frame.f_back
        return False

    def hear(event, args):
        try:
            if event == "open" and not writes(*args[1:]):
                # Python's own modules look for files, such as .pdbrc, and go on without
                if sys._getframe(1).f_code.co_filename not in host.names():
                    return
                if args[0] in host.names():  # it looks for the line of a SyntaxError
                    return
            said = objection(event, args, readable, host.importing)
            if said and is_numpys(sys._getframe(1)):
                return  # as `from numpy import *` brings in all of it
        except Exception:  # of an argument that makes no sense: Python says so itself
            return
        if said:
            refuse(said)

    sys.addaudithook(hear)
    send({"held": held})
    for line in requests:
        request = loads(line)
        number = request["id"]
        watch(request["seconds"])
        reply = host.handle(request)
        watch(0)
        send({**reply, "id": number})
    leave(0)
