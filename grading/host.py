"""Run one learner's chapter, and answer requests about it with plain values.

The grader runs this file in a process of its own, so that whatever the learner's code does costs
this process alone. The same ``Host`` also works inside another process: for the solutions, for
debugging, and where there are no processes. It imports nothing of the course and knows no expected
value and no verdict.

A request is a dict with a "do"; a reply is a dict with a "value" or an "error". On the wire each
is one line of JSON. ``Host.handle`` is the list of what can be asked.
"""

import builtins
import contextlib
import io
import json
import math
import os
import re
import sys
import types
from functools import lru_cache
from operator import is_

# This module's functions look their built-ins up here, so they keep working after a learner's
# file has replaced the real sum or len.
__builtins__ = dict(vars(builtins))  # type: ignore[assignment]

PLAIN = (int, float, str, bool, type(None))
PRINT_LIMIT = 4000  # characters kept of what one request prints
SIZE_LIMIT = 200_000  # values in one answer
TEXT_LIMIT = 10_000  # characters of a string in one
MESSAGE_LIMIT = 400  # characters of an error's message
NAME_LIMIT = 100  # characters of a type's name
BASES_LIMIT = 20  # classes that a class comes from
INTEGER_LIMIT = 1000  # bits
DEPTH_LIMIT = 12  # lists within lists in one answer
AXES_LIMIT = 4  # axes of an array in one answer
DEBUGGERS = ("bdb", "pdb", "_pytest.debugging", "_pytest.outcomes")  # the modules that end them
WATCHED = (builtins, math, json, json.encoder, json.decoder)
PYTHONS = {  # the classes of Python's that a report speaks of
    kind.__name__: kind
    for kind in (*vars(builtins).values(), *map(vars(types).get, types.__all__))
    if isinstance(kind, type)
}
NAMELESS, NAMESAKE = "object of a class without a name", "object of a class named "


class Arrays:
    """What is taken from NumPy, for Part II only: nothing, until use() has imported it."""

    module = None
    array = None  # the function, as it was before any learner's code ran
    kind = None
    numbers: tuple = ()

    @classmethod
    def use(cls, folder=""):
        """Import NumPy; from its own folder, where that isn't on Python's path."""
        import importlib.util

        if folder:
            place = os.path.join(folder, "__init__.py")
            spec = importlib.util.spec_from_file_location(
                "numpy", place, submodule_search_locations=[folder]
            )
            numpy = sys.modules["numpy"] = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
            spec.loader.exec_module(numpy)  # type: ignore[union-attr]
        else:
            numpy = importlib.import_module("numpy")
        cls.module, cls.array, cls.kind = numpy, numpy.array, numpy.ndarray
        kinds = {kind for kind in numpy.sctypeDict.values() if issubclass(kind, numpy.number)}
        cls.numbers = (*kinds, numpy.bool_)


class NotForGrading(BaseException):
    """Raised in the learner's own line for a call that would stop or escape the grader."""


def encode(value, room=None):
    """Return value as JSON can carry it, with anything but numbers, strings and lists tagged.

    Only exact types count as plain: a subclass of float may lie about what it equals. room: [how
    many values may still come], which several calls can share.
    """
    room = [SIZE_LIMIT] if room is None else room

    def walk(value, depth):
        kind = type(value)
        room[0] -= 1
        if room[0] < 0:
            raise OverflowError
        if kind is int and value.bit_length() > INTEGER_LIMIT:
            return {"$": "other", "type": "integer of more than 300 digits"}
        if kind is str and len(value) > TEXT_LIMIT:
            return {"$": "other", "type": f"string of {len(value)} characters"}
        if kind in PLAIN:
            return value
        if kind in Arrays.numbers and type(value.item()) in PLAIN:
            return walk(value.item(), depth)
        if kind is Arrays.kind:
            wide = value.dtype.itemsize > 8  # no number of Python's has as many digits
            if value.dtype.kind not in "biuf" or wide or value.ndim > AXES_LIMIT:
                return {"$": "other", "type": f"{value.ndim}-axis array of {value.dtype.name}"}
            room[0] -= value.size
            if room[0] < 0:
                room[0] = 0
                return {"$": "other", "type": f"array of more than {SIZE_LIMIT} values"}
            parts = value.dtype.name, list(value.shape), value.tolist()
            return dict(zip(("$", "dtype", "shape", "items"), ("array", *parts)))
        if depth == DEPTH_LIMIT:
            told = f"{names_of(kind)[0][:20]} nested {DEPTH_LIMIT} deep or more"
            return {"$": "other", "type": told}
        if kind is list:
            return [walk(item, depth + 1) for item in value]
        if kind is tuple:
            return {"$": "tuple", "items": [walk(item, depth + 1) for item in value]}
        if kind is dict:
            pairs = [[walk(k, depth + 1), walk(v, depth + 1)] for k, v in value.items()]
            return {"$": "dict", "items": pairs}
        names = names_of(kind)
        if issubclass(kind, (int, float, str, list, tuple, dict)):
            return {"$": "other", "type": names[0], "bases": names}
        if str(kind.__module__).startswith(("exercises", "solutions")):
            return {"$": "object", "type": names[0], "bases": names}
        return {"$": "other", "type": names[0], "bases": names}

    try:
        return walk(value, 0)
    except OverflowError:
        room[0] = 0
        return {"$": "other", "type": f"list of more than {SIZE_LIMIT} values"}


def names_of(kind):
    """Return the names of a class and of those that it comes from.

    A learner's class with the name of one of Python's is told from it.
    """
    names = []
    for base in kind.__mro__[:BASES_LIMIT]:
        name = str(base.__name__)[: NAME_LIMIT - len(NAMESAKE)]
        if not name.isidentifier():
            name = NAMELESS
        names.append(name if PYTHONS.get(name, base) is base else NAMESAKE + name)
    return names


@lru_cache(maxsize=512)
def compiled(text, name):
    """Return a chapter's code; a grader loads the same earlier chapters over and over."""
    return compile(text, name, "exec", dont_inherit=True)


def names_in(code):
    """Return the global names that a piece of code uses, its lambdas' included."""
    inner = [names_in(part) for part in code.co_consts if isinstance(part, types.CodeType)]
    return set(code.co_names).union(*inner)


def outlined(text):
    """Return what a file's text defines at its margin, entry by entry.

    An entry is [name, first line, line of def or class, last line, whether it waits]: what waits to
    be written holds one of the stub's `raise NotImplementedError`. A text that doesn't parse
    defines nothing.
    """
    import ast  # here, as a right program needs none of it

    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = []
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            waits = any(
                isinstance(inner, ast.Raise)
                and getattr(getattr(inner.exc, "func", None), "id", "") == "NotImplementedError"
                for inner in ast.walk(node)
            )
            first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
            found.append([node.name, first, node.lineno, node.end_lineno, waits])
    return found


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


class Host:
    """One chapter, loaded, and the objects made from it.

    emit receives what the code prints; without it, the code prints as any program does. guard: the
    code is a learner's; Python's own modules are watched (see _put_back). attended: somebody sits
    at this process, whose Ctrl-C, or end of a debugger, is no answer of the code's and ends the
    request. Where nobody does, nothing in a learner's code may wait for somebody. refuse is called,
    with a sentence, where the code does what the grader can't allow; without it, NotForGrading is
    raised there.
    """

    _chapter: str  # the stem of the one whose code is being run

    def __init__(self, emit, guard=True, attended=False, refuse=None):
        self._emit = emit
        self._guard = guard
        self._attended = attended
        self._refuse = refuse or not_for_grading
        self._files = {}
        self._modules = {}
        self._variables = {}
        watched = [*WATCHED, Arrays.module] if Arrays.module else WATCHED
        self._originals = [(module, dict(vars(module))) for module in watched if guard]
        self._package = types.ModuleType("exercises")
        self.importing = ""  # what the learner's code asks for, which may ask for more
        self._builtins = {**vars(builtins), "__import__": self._import}
        if guard and not attended:
            self._forbid("input", INPUT)
            self._forbid("breakpoint", BREAKPOINT)

    def _forbid(self, name, advice):
        """Refuse the built-in function `name` to the learner's code."""
        self._builtins[name] = lambda *_args, **_kwargs: self._refuse(advice)

    def handle(self, request):
        """Carry out one request and return the reply.

        load   chapter, files {stem: {name, text}}: run the chapter's file; a path beside these
               is the name that debuggers know the file by
        outline  text: reply with what a file defines (see outlined), which isn't run
        forget nothing: drop every object made so far
        make   value, store: evaluate an argument and keep it under a name
        call   target, args, kwargs, store, watch: call it; reply with the value, the arguments
               as they are afterwards, and the attributes to watch
        get    target: read it
        set    target, value: assign it

        A target is a path: a name of the chapter or "$variable", then attributes and indices.
        An argument is plain, {"$": "array", …} as encode gives it, {"$": "var", "path": …}, or
        {"$": "code", "text": …}.
        """
        reply: dict = {}
        streams = sys.stdout, sys.stderr
        depth = sys.getrecursionlimit()
        if self._emit:
            sys.stdout = sys.stderr = printing_to(self._emit)
        try:
            getattr(self, "_do_" + request["do"])(request, reply)
        except BaseException as error:  # whatever the learner's code raises is its answer
            if self._attended and is_wish_to_stop(error):
                raise
            reply["error"] = self._describe(error)
        finally:
            sys.stdout, sys.stderr = streams
            sys.setrecursionlimit(depth)
        replaced = self._put_back()
        if replaced:
            reply["replaced"] = replaced
        return reply

    # ── requests ──

    def _do_load(self, request, reply):
        self._files = request["files"]
        self._modules.clear()
        self._variables.clear()
        self._load(request["chapter"])

    def _do_outline(self, request, reply):
        reply["value"] = outlined(request["text"])

    def _do_forget(self, request, reply):
        self._variables.clear()

    def _do_make(self, request, reply):
        value = self._decode(request["value"])
        self._variables[request["store"]] = value
        reply["value"] = encode(value)

    def _do_get(self, request, reply):
        reply["value"] = encode(self._resolve(request["target"]))

    def _do_set(self, request, reply):
        *path, last = request["target"]
        owner, value = self._resolve(path), self._decode(request["value"])
        if type(last) is int:
            owner[last] = value
        else:
            setattr(owner, last, value)

    def _do_call(self, request, reply):
        function = self._resolve(request["target"])
        args = [self._decode(arg) for arg in request["args"]]
        kwargs = {name: self._decode(arg) for name, arg in request["kwargs"].items()}
        room = [SIZE_LIMIT]
        try:
            value = function(*args, **kwargs)
            reply["value"] = encode(value, room)
            if type(value) not in PLAIN:
                self._variables[request["store"]] = value
        finally:
            reply["after"] = [
                sent if type(sent) is dict and sent["$"] != "array" else encode(arg, room)
                for sent, arg in zip(request["args"], args)
            ]
            reply["kept"] = [self._peek(path, room) for path in request.get("watch", ())]

    # ── the learner's names and values ──

    def _peek(self, path, room):
        try:
            return encode(self._resolve(path), room)
        except (AttributeError, IndexError, TypeError):
            return {"$": "missing"}

    def _resolve(self, path):
        first, *rest = path
        if first.startswith("$"):
            value = self._variables[first[1:]]
        else:
            value = getattr(self._home(first), first)
        for step in rest:
            value = value[step] if type(step) is int else getattr(value, step)
        return value

    def _home(self, name):
        """Return the module a name is read from: the chapter, or the latest earlier one with it.

        A learner's chapter need not import what the grader makes its cases with.
        """
        chapter = self._modules[self._chapter]
        if not hasattr(chapter, name):
            for stem in sorted(self._files, reverse=True):
                if stem < self._chapter and hasattr(self._import_quietly(stem), name):
                    return self._modules[stem]
        return chapter

    def _import_quietly(self, stem):
        chapter = self._chapter
        try:
            return self._load(stem)
        except Exception:  # a broken earlier file is no fault of this chapter's
            return None
        finally:
            self._chapter = chapter

    def _decode(self, sent):
        if type(sent) is list:
            return [self._decode(item) for item in sent]
        if type(sent) is not dict:
            return sent
        if sent["$"] == "var":
            return self._resolve(sent["path"])
        if sent["$"] == "tuple":
            return tuple(self._decode(item) for item in sent["items"])
        if sent["$"] == "array":
            array = Arrays.array(sent["items"], dtype=sent["dtype"])  # type: ignore[misc]
            return array.reshape(sent["shape"])
        names: dict = {"math": math, "random": __import__("random"), "np": Arrays.module}
        for name in names_in(compile(sent["text"], "<grader>", "eval")):
            home = self._home(name)
            if hasattr(home, name):
                names[name] = getattr(home, name)
        names["__builtins__"] = self._builtins
        names["__name__"] = f"exercises.{self._chapter}"
        return eval(sent["text"], names)  # the grader's own text, never the learner's

    # ── imports ──

    def _load(self, stem):
        if stem in self._modules:
            return self._modules[stem]
        file = self._files.get(stem)
        if file is None:
            raise ModuleNotFoundError(f"there is no file {stem}.py", name=f"exercises.{stem}")
        name = f"exercises.{stem}"
        module = types.ModuleType(name)
        module.__file__ = file.get("path", file["name"])
        vars(module)["__builtins__"] = self._builtins
        self._modules[stem] = module
        self._chapter = stem
        setattr(self._package, stem, module)
        before = sys.modules.get(name)
        sys.modules[name] = module  # dataclasses and typing look a class's module up there
        try:
            try:
                code = compiled(file["text"], module.__file__)
            except (MemoryError, RecursionError):  # so Python says it; it is no lack of memory
                raise SyntaxError("it is nested too deeply for Python to read") from None
            exec(code, vars(module))
        except BaseException:
            del self._modules[stem]
            raise
        finally:
            if before is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = before
        self._chapter = stem
        return module

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        """Stand in for __import__: "exercises.…" means the files given to this host."""
        if level:
            name = f"exercises.{name}".rstrip(".")
        if name != "exercises" and not name.startswith("exercises."):
            if self._guard and name.partition(".")[0] in FORBIDDEN_IMPORTS:
                self._refuse(f"It imports {name[:NAME_LIMIT]}. {ONLY_EXERCISES}")
            outer, self.importing = self.importing, name[:NAME_LIMIT]
            try:
                return __import__(name, globals, locals, fromlist, 0)
            finally:
                self.importing = outer
        chapter: str = getattr(self, "_chapter", "")
        if "." in name:
            module = self._load(name.partition(".")[2])
        else:
            module = self._package
            for stem in fromlist or ():
                self._load(stem)
        self._chapter = chapter
        return module if fromlist else self._package

    # ── what happened ──

    def _describe(self, error):
        """Say what was raised, and the innermost line of the learner's files it came from."""
        kind = type(error)
        try:
            message = str.__getitem__(str(error), slice(MESSAGE_LIMIT))
        except BaseException:
            message = ""
        bases = names_of(kind)
        told: dict = {"type": bases[0], "bases": bases, "message": message}
        names = self.names()
        if issubclass(kind, SyntaxError) and error.filename in names:
            told["message"] = str.__getitem__(str(error.msg), slice(MESSAGE_LIMIT))
            if type(error.lineno) is int and error.lineno > 0:
                # its line, not that of the import which led there
                return {**told, "file": names[error.filename], "line": error.lineno}
        frame = error.__traceback__
        while frame is not None:
            if frame.tb_frame.f_code.co_filename in names:
                told.update(self._place(frame.tb_frame.f_code, frame.tb_lineno))
            frame = frame.tb_next
        return told

    def _place(self, code, line):
        """Return where a learner's code is, as {file, line}; {} for a line that isn't there.

        Code that was made or changed by hand may have any number for a line.
        """
        for file in self._files.values():
            if code.co_filename == file.get("path", file["name"]):
                if type(line) is int and 0 < line <= file["text"].count("\n") + 1:
                    return {"file": file["name"], "line": line}
        return {}

    def refusal(self, advice):
        """Return the reply that says what is refused, and the learner's line that asks for it."""
        told: dict = {"type": "NotForGrading", "bases": ["NotForGrading"], "message": advice}
        names = self.names()
        frame: types.FrameType | None = sys._getframe()
        while frame is not None:
            if frame.f_code.co_filename in names:
                told.update(self._place(frame.f_code, frame.f_lineno))
                break
            frame = frame.f_back
        return {"error": told}

    def names(self):
        """Return {the name that Python knows a file by: the reader's name for it}."""
        return {file.get("path", file["name"]): file["name"] for file in self._files.values()}

    def _put_back(self):
        """Restore what the learner's code replaced in Python's own modules; return its name."""
        replaced = None
        for module, original in self._originals:
            current = vars(module)
            if all(map(is_, map(current.get, original), original.values())):
                continue
            for name, value in original.items():
                if current.get(name) is not value:
                    replaced = replaced or [module.__name__, name]
                    current[name] = value
        return replaced


def is_wish_to_stop(error):
    """Say whether an exception is Ctrl-C, or was raised by a debugger to end itself."""
    if isinstance(error, KeyboardInterrupt):
        return True
    frame = error.__traceback__
    while frame.tb_next is not None:
        frame = frame.tb_next
    return frame.tb_frame.f_globals.get("__name__") in DEBUGGERS


# ── the worker process ──

MEMORY_LIMIT = 512 * 1024 * 1024  # bytes of address space; stated in the README
CPU_LIMIT = 900  # seconds: where the kernel doesn't end it, a worker without a grader ends itself
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


def not_for_grading(advice):
    raise NotForGrading(advice)


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
            return f"It imports {importing or args[0]}. {NO_FILES}"
    elif event.startswith(FORBIDDEN_EVENTS):
        return f"It uses {event}. {NO_FILES}"
    return ""


def main(confine, asked):
    """Answer one JSON line with another until the grader closes the pipe.

    confine: confine.confine. asked: "numpy", its folder where a chapter needs it, else ""; "away",
    the folders that stay out of reach; "grader", the number of its process.
    """
    import faulthandler
    import signal

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
    os._exit = lambda *_args: refuse(EXIT)
    readable = (*map(os.path.abspath, sys.path), *packages)

    def hear(event, args):
        try:
            if event == "open" and not writes(*args[1:]):
                # Python's own modules look for files, such as .pdbrc, and go on without
                if sys._getframe(1).f_code.co_filename not in host.names():
                    return
                if args[0] in host.names():  # it looks for the line of a SyntaxError
                    return
            said = objection(event, args, readable, host.importing)
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
