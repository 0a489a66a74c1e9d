"""Hear of every save of some files, as the system tells of it, or by looking.

watchfiles tells when a file was saved. Where it isn't installed, or where the system tells nothing
(WSL, shared folders), the files are looked at instead; POLL=1 makes that the way.
"""

import os
import platform
import threading
import time

from commands.output import say
from grading.files import read
from grading.worker import HALTED, halt

LOOK = 0.05  # seconds between two looks at the files, where they are looked at
TRUST = 1.0  # seconds in which the system has told of a save, if it tells at all
REST = 0.01  # seconds without a change after which a file is taken as saved
LONG_REST = 0.1  # the same for one that doesn't end in a new line: it may be half-written
NOT_TOLD = "The system doesn't tell of saves here"
NO = ("", "0", "false", "disable", "disabled")


class Saves(threading.Thread):
    """Sees the saves of some files. A grading that goes on meanwhile is called off: see halt()."""

    def __init__(self, paths, stopped=lambda: False):
        """stopped: says whether Ctrl-C was pressed, of which a wait() need not hear otherwise."""
        super().__init__(daemon=True)
        self._paths, self._stopped = paths, stopped
        self._seen = self._look()
        self._over, self._news, self._saved = threading.Event(), threading.Event(), False
        self.deleted = False  # whether the last save was none: a file is there no more

    def pending(self):
        return self._news.is_set()

    def wake(self):
        """End a wait() from another thread, though nothing was saved."""
        self._news.set()

    def wait(self):
        """Wait for the next save, or for wake(). Return whether there was a save."""
        while not self._news.wait(0.5):  # in steps, so that Ctrl-C gets through on Windows
            if self._stopped():
                raise KeyboardInterrupt
        self._news.clear()
        saved, self._saved = self._saved, False
        if saved:
            HALTED.clear()
        return saved

    def close(self):
        self._over.set()
        self.join()

    def run(self):
        for _ in self._wake_ups():
            if self._look() != self._seen:
                halt()
                before = self._seen
                self._settle()
                self.deleted = any(before[path] and not self._seen[path] for path in before)
                self._saved = True
                self._news.set()

    def _wake_ups(self):
        """Yield whenever a file may have been saved."""
        reason = why_to_poll()
        if not reason:
            try:
                from watchfiles import watch

                untold = 0  # saves in a row
                events = watch(
                    self._paths[0].parent,
                    recursive=False,
                    watch_filter=None,
                    step=10,  # milliseconds
                    rust_timeout=int(TRUST * 1000),
                    yield_on_timeout=True,
                    stop_event=self._over,
                    raise_interrupt=False,
                    force_polling=False,
                )
                for changes in events:
                    if not changes and self._look() != self._seen:
                        untold += 1  # once may be chance: between two of its answers
                    elif changes:
                        untold = 0
                    yield
                    if untold == 2:
                        reason = NOT_TOLD
                        break
            except ImportError:
                reason = "watchfiles isn't installed"
            except (OSError, RuntimeError):  # no such folder, or the system's limit is reached
                reason = NOT_TOLD
        if not self._over.is_set():
            say(f"{reason}: the files are looked at {1 / LOOK:.0f} times a second.")
        while not self._over.wait(LOOK):
            yield

    def _look(self):
        """Return what changes with every save: {path: (time, size, file number)}."""
        seen = {}
        for path in self._paths:
            try:
                found = path.stat()
                seen[path] = found.st_mtime_ns, found.st_size, found.st_ino
            except OSError:
                seen[path] = None
        return seen

    def _settle(self):
        """Wait until what was saved has come to rest, whole."""
        last = None
        while not self._over.is_set():
            now = self._look()
            if now != last:
                changed = [path for path in self._paths if now[path] != self._seen[path]]
                rest = REST if all(map(is_whole, changed)) else LONG_REST
                last, since = now, time.monotonic()
            if time.monotonic() - since >= rest:
                break
            time.sleep(REST / 4)
        self._seen = last


def is_whole(path):
    """Say whether a file looks as if all of it were written: it ends as a text does."""
    try:
        return read(path).endswith(b"\n")
    except OSError:
        return False


def why_to_poll():
    """Return why the files should be looked at, or "" where the system can be asked to tell."""
    for name in ("POLL", "WATCHFILES_FORCE_POLLING"):
        word = os.environ.get(name)
        if word is not None:
            return "" if word.lower() in NO else f"{name}={word}"
    if "microsoft" in platform.uname().release.lower():
        return "Windows doesn't tell WSL of every save"
    return ""
