"""What a learner's code may not do while it is graded, and the sentence that says so.

It tells those who do it unawares. It stops nobody who wants to: that is the kernel's to do.
"""

import builtins
import os
import re

from .values import NAME_LIMIT, PYTHONS

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

WRITES = ("w", "a", "x", "+")
NO_FILES = "The grader runs your functions only: they open no file, and start no other program."
FORBIDDEN_EVENTS = (
    "ctypes.",
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.setxattr",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "os.utime",
    "pty.spawn",
    "resource.",
    "shutil.",
    "signal.pthread_kill",
    "socket.",
    "sqlite3.",
    "subprocess.",
)
FORBIDDEN_MODULES = ("_ctypes", "_posixsubprocess", "_testcapi", "ctypes")
KNOWN_AS = {"_posixsubprocess": "subprocess", "_ctypes": "ctypes"}
FORBIDDEN_IMPORTS = ("solutions", "tests", "grading", "mistakes")
EXIT = "It calls os._exit(), which would end Python."
INPUT = "It calls input(), and nobody can type while the grader runs."
BREAKPOINT = "It stops at breakpoint(). Take that line out to be graded."
FILE_NAME = re.compile(r"[\w.-]{1,60}")  # one that can be shown
ONLY_EXERCISES = "An exercise builds on exercises only."
# What a host says of its own; an error of the learner's may have the same name, and other words.
REFUSALS = re.compile(
    rf"It (opens (a file|the file {FILE_NAME.pattern})|imports \w[\w.]{{0,{NAME_LIMIT}}}"
    rf"|uses [\w.]{{1,40}})\. ({re.escape(NO_FILES)}|{re.escape(ONLY_EXERCISES)})"
    rf"|{re.escape(EXIT)}|{re.escape(INPUT)}|{re.escape(BREAKPOINT)}"
)


class NotForGrading(BaseException):
    """Raised in the learner's own line for a call that would stop or escape the grader."""


PYTHONS[NotForGrading.__name__] = NotForGrading  # and no class of the learner's


def not_for_grading(advice):
    raise NotForGrading(advice)


def writes(mode, flags):
    """Say whether a file that is opened so may be changed."""
    asked = type(mode) is str and any(letter in mode for letter in WRITES)
    return asked or bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def objection(event, args, readable, importing=""):
    """Return the sentence on an audit event that the grader can't allow; "" for all others.

    It tells who tries it unawares. It stops nobody who wants to: that is the kernel's to do.
    readable: the folders whose files may be read, such as Python's own. importing: the module that
    the learner's code asks for, where it is doing so.
    """
    if event == "open":
        path, mode, flags = args
        if type(path) is int:
            return ""
        path = os.path.abspath(os.fsdecode(path))
        if writes(mode, flags) or not path.startswith(readable):
            name = os.path.basename(path)
            what = f"the file {name}" if FILE_NAME.fullmatch(name) else "a file"
            return f"It opens {what}. {NO_FILES}"
    elif event == "import":
        if args[0] in FORBIDDEN_MODULES:
            name = KNOWN_AS.get(args[0], args[0])
            what = f"It imports {importing}" if importing else f"It makes Python import {name}"
            return f"{what}. {NO_FILES}"
    elif event.startswith(FORBIDDEN_EVENTS):
        return f"It uses {event}. {NO_FILES}"
    return ""
