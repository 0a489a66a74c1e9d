"""Hear single keys that are typed in a terminal."""

import contextlib
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
# signals that would end the program, and leave the terminal as it is; Windows lacks them
ENDING = ("SIGHUP", "SIGQUIT", "SIGTERM", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU")


class Keys(threading.Thread):
    """Hears the keys that are typed in a terminal, each at once; elsewhere it hears none.

    As a context: at its end, whatever that is, the terminal is as it was before.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self._over, self._typed = threading.Event(), []
        self._before = self._own = None  # the terminal's settings, where there is one, and ours
        self.wake = lambda: None  # called at a key

    def __enter__(self):
        if can_hear() and in_foreground():
            self._before = termios.tcgetattr(sys.stdin)
            for number in [getattr(signal, name) for name in ENDING]:
                if signal.getsignal(number) is signal.SIG_DFL:  # nobody ignores it, as nohup does
                    signal.signal(number, self._end)
            signal.signal(signal.SIGCONT, lambda *_: self._listen())  # after Ctrl-Z and fg
            self._listen()
            self.start()
        return self

    def __exit__(self, *_):
        if self.heard:
            self._over.set()
            self._restore()
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
            self._own = termios.tcgetattr(sys.stdin)

    def _restore(self):
        """Give the terminal the settings that it had, unless another program has set its own."""
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # the shell may have taken it back already
        with contextlib.suppress(termios.error):  # it has gone
            if termios.tcgetattr(sys.stdin) == self._own:
                termios.tcsetattr(sys.stdin, termios.TCSANOW, self._before)

    def _end(self, number, _):
        """End the program at a signal, as that does by itself: an exception might be caught."""
        self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def run(self):
        parent = os.getppid()
        while not self._over.is_set():
            if os.getppid() != parent:  # make was ended, which hands no signal down
                os.kill(os.getpid(), signal.SIGTERM)
                break
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
