"""What commands write: lines that get through whoever reads them, and files that are whole."""

import atexit
import contextlib
import os
import shutil
import sys

from grading.files import check_regular

if None in (sys.stdin, sys.stdout, sys.stderr):
    while os.open(os.devnull, os.O_RDWR) < 2:
        pass  # a file of ours would get the number of a stream that is closed
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
for stream in (sys.stdout, sys.stderr):
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a console or a pipe may lack some letters


def shown_unless_left(kind, error, trace):
    """Show an error that ends the program, unless it is that whoever read along has gone."""
    if not issubclass(kind, BrokenPipeError):
        sys.__excepthook__(kind, error, trace)


@atexit.register
def let_go():
    """Write what is left, before Python does, which would complain where nobody reads any more."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            to_nowhere(stream)
        except Exception:  # a program that make run ran may have left anything there
            continue


def to_nowhere(stream):
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


sys.excepthook = shown_unless_left


def put(path, data, links=True):
    """Give a file these bytes, all at once. Raises OSError, and then the file is as it was.

    A link stays one, and what it leads to is written; without links it is replaced.
    """
    if links:
        path = path.resolve()
        if path.exists():  # a device, to which a link may lead, is nobody's to replace
            check_regular(path.stat(), path)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        if path.exists():
            shutil.copymode(path, part)
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


class Outliving:
    """A stream that may be closed or full, or lose its reader: what is said then goes nowhere."""

    def __init__(self, stream):
        self._stream = stream

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def write(self, text):
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # Python writes what is left once more, at its end
            to_nowhere(self._stream)

    def flush(self):
        pass  # that is done

    @classmethod
    def use(cls):
        """Let this program's work outlive whoever hears of it."""
        sys.stdout, sys.stderr = cls(sys.stdout), cls(sys.stderr)


def say(line):
    print(line, flush=True)
