"""Hear single keys that are typed in a terminal."""

import os
import select
import signal
import sys
import threading
import time

from grading.worker import halt

try:
    import termios
    import tty
except ImportError:  # Windows: it works without keys
    termios = None

KEYS = set("hcnq")


class Keys(threading.Thread):
    """Hears the keys that are typed in a terminal, each at once; elsewhere it hears none.

    As a context: at its end, whatever that is, the terminal is as it was before.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self._over, self._typed = threading.Event(), []
        self._before = None  # the terminal's settings, where there is one
        self.wake = lambda: None  # called at a key

    def __enter__(self):
        if can_hear() and in_foreground():
            self._before = termios.tcgetattr(sys.stdin)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
            signal.signal(signal.SIGCONT, lambda *_: self._listen())  # after Ctrl-Z and fg
            self._listen()
            self.start()
        return self

    def __exit__(self, *_):
        if self.heard:
            self._over.set()
            if in_foreground():
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)
            self.join()

    @property
    def heard(self):
        return self._before is not None

    def take(self):
        """Return the keys that were typed since the last time."""
        typed, self._typed = self._typed, []
        return typed

    def _listen(self):
        """Have the terminal give each key at once, unseen. Ctrl-C stays what it is."""
        if in_foreground():
            tty.setcbreak(sys.stdin, termios.TCSANOW)

    def run(self):
        while not self._over.is_set():
            if not select.select([sys.stdin], [], [], 0.1)[0]:
                continue
            if not in_foreground():  # what is typed is for another program
                time.sleep(0.1)
                continue
            typed = os.read(sys.stdin.fileno(), 100)
            if not typed:  # the terminal has gone
                break
            keys = typed.decode("ascii", "replace").strip().lower()
            if set(keys) <= KEYS:  # or it is an arrow, or something that was pasted
                self._typed += keys
                if "q" in keys:
                    halt()
                self.wake()


def can_hear():
    """Say whether somebody sits at a terminal that gives each key at once."""
    at_terminal = sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()
    return termios is not None and at_terminal and os.environ.get("TERM", "dumb") != "dumb"


def in_foreground():
    """Say whether the terminal is this program's, and not the shell's that runs it behind."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except OSError:  # it controls no programs
        return True
