"""Load the grading plugin, for make, for plain pytest and for editors' test panels alike."""

import contextlib
import signal
import sys
from pathlib import Path


def on_ctrl_c(before, now):
    """Let Ctrl-C do what now says, if it does what before says: somebody may ignore it."""
    with contextlib.suppress(ValueError):  # in a thread nobody hears of it
        if signal.getsignal(signal.SIGINT) is before:
            signal.signal(signal.SIGINT, now)


on_ctrl_c(signal.default_int_handler, signal.SIG_DFL)  # an import would answer with a traceback
sys.path.append(str(Path(__file__).resolve().parents[1]))  # last: a random.py there is not Python's

pytest_plugins = ["grading.plugin"]


def pytest_sessionstart():
    on_ctrl_c(signal.SIG_DFL, signal.default_int_handler)  # pytest answers from here on
