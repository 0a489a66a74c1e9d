"""What a learner's code prints, passed on."""

import builtins
import io

from .values import PRINT_LIMIT

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py


class Printed(io.RawIOBase):
    """What lies under a stand-in for sys.stdout: it passes on the first PRINT_LIMIT characters."""

    def __init__(self, emit):
        self._emit = emit
        self._room = PRINT_LIMIT

    def write(self, data):
        text = bytes(data).decode("utf-8", "replace")
        if self._room > 0:
            self._emit(text[: self._room])
            self._room -= len(text)
        return len(data)

    def writable(self):
        return True

    def fileno(self):
        return 2  # leads nowhere in a worker, and some, such as faulthandler, ask for a number


def printing_to(emit):
    """Return a stand-in for sys.stdout, which passes on what is printed at once."""
    return io.TextIOWrapper(
        Printed(emit),
        encoding="utf-8",
        errors="replace",
        newline="",
        write_through=True,
    )


def warnings_in_short(names):
    """Return what puts a warning into words, without a place in NumPy's own files: it says nothing.

    names: returns the names of the learner's files.
    """

    def in_short(message, category, filename, lineno, line=None):
        place = f"{filename}:{lineno}: " if filename in names() else ""
        return f"{place}{category.__name__}: {message}\n"

    return in_short
