"""Run one learner's chapter, and answer requests about it with plain values.

The grader runs this in a process of its own (worker_main.py), so that whatever the learner's code
does costs that process alone. The same ``Host`` also works inside another process: for the
solutions, for debugging, and where there are no processes. It knows no expected value and no
verdict.

A request is a dict with a "do"; a reply is one with a "value" or an "error". ``Host.handle`` is the
list of what can be asked.
"""

import builtins
import math
import sys
import types

from .captured_stdout import printing_to
from .forbidden import BREAKPOINT, FORBIDDEN_IMPORTS, INPUT, ONLY_EXERCISES, not_for_grading
from .module_snapshot import WATCHED, Watched
from .outline import codes_of, names_in, outlined
from .repair_edits import repairs
from .slips import slip
from .tracebacks import GRADERS, known_as, place_of, told_of
from .values import NAME_LIMIT, PLAIN, SIZE_LIMIT, Arrays, encode, shared_in, spoil

# This module's functions look their built-ins up here, so they keep working after a learner's
# file has replaced the real sum or len.
__builtins__ = dict(vars(builtins))  # type: ignore[assignment]

DEBUGGERS = ("bdb", "pdb", "_pytest.debugging", "_pytest.outcomes")  # the modules that end them


class Host:
    """One chapter, loaded, and the objects made from it.

    emit receives what the code prints; without it, the code prints as any program does. guard: the
    code is a learner's; Python's own modules are watched. attended: somebody sits
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
        self._graded = ""  # the chapter that was asked for; others are loaded for its sake
        self._variables = {}
        self._watched = Watched(*WATCHED, *Arrays.modules) if guard else Watched()
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

        load   chapter, files {stem: {name, text}}: run the chapter's file; beside these, a path is
               the name that debuggers know the file by, and parts are the text (see codes_of)
        outline  text: reply with what a file defines (see outlined), which isn't run
        repairs  of: reply with small edits of a text (see repair_edits.repairs)
        slip   asked: reply with what texts say about an error (see slips.slip)
        forget nothing: drop every object made so far
        make   value, store: evaluate an argument and keep it under a name
        call   target, args, kwargs, store, watch: call it; reply with the value, the arguments
               as they are afterwards, and the attributes to watch
        get    target: read it
        again  targets: read them, as a list
        apart  targets: reply with, for each list there, what it shares; see shared_in
        spoil  targets: overwrite these lists and arrays
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
            reply["error"] = told_of(error, self._files, self._graded)
        finally:
            sys.stdout, sys.stderr = streams
            sys.setrecursionlimit(depth)
        replaced = self._watched.replaced()
        if replaced:
            reply["replaced"] = replaced
        return reply

    # ── requests ──

    def _do_load(self, request, reply):
        self._files = request["files"]
        if self._guard and any("random" in file["text"] for file in self._files.values()):
            self._watched.note(__import__("random"))
        self._modules.clear()
        self._variables.clear()
        self._graded = request["chapter"]
        self._load(self._graded)

    def _do_outline(self, request, reply):
        reply["value"] = outlined(request["text"])

    def _do_repairs(self, request, reply):
        reply["value"] = repairs(**request["of"])

    def _do_slip(self, request, reply):
        reply["value"] = slip(request["asked"])

    def _do_forget(self, request, reply):
        self._variables.clear()

    def _do_make(self, request, reply):
        value = self._decode(request["value"])
        self._variables[request["store"]] = value
        reply["value"] = encode(value)

    def _do_get(self, request, reply):
        reply["value"] = self.value(request["target"])

    def _do_again(self, request, reply):
        room = [SIZE_LIMIT]
        reply["value"] = [self._peek(path, room) for path in request["targets"]]

    def _do_apart(self, request, reply):
        reply["value"] = []
        for path in request["targets"]:  # an answer, or what an object keeps
            given = self._variables.get(f"{path[0][1:]}'s arguments") if len(path) == 1 else None
            reply["value"].append(shared_in(self._resolve(path), given))

    def _do_spoil(self, request, reply):
        for path in request["targets"]:
            spoil(self._resolve(path))

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
            if id(type(value)) not in PLAIN:
                self._variables[request["store"]] = value
                self._variables[f"{request['store']}'s arguments"] = args
        finally:
            reply["after"] = [
                sent if type(sent) is dict and sent["$"] != "array" else encode(arg, room)
                for sent, arg in zip(request["args"], args)
            ]
            reply["kept"] = [self._peek(path, room) for path in request.get("watch", ())]

    # ── the learner's names and values ──

    def value(self, path):
        """Return what a request to get it would."""
        return encode(self._resolve(path))

    def _peek(self, path, room):
        try:
            return encode(self._resolve(path), room)
        except (AttributeError, IndexError, KeyError, TypeError):
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
            if set(map(type, sent)) <= {int, float}:
                return sent[:]
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
        code = compile(sent["text"], GRADERS, "eval")
        for name in names_in(code):
            home = self._home(name)
            # what is Python's or NumPy's own is meant so, whatever the learner calls by that name
            if name not in names and name not in self._builtins and hasattr(home, name):
                names[name] = getattr(home, name)
        names["__builtins__"] = self._builtins
        names["__name__"] = f"exercises.{self._chapter}"
        return eval(code, names)  # the grader's own text, never the learner's

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
        self._watched.begin(file["name"])
        try:
            for code in codes_of(file, module.__file__):
                exec(code, vars(module))
        except BaseException:
            del self._modules[stem]
            raise
        finally:
            self._watched.end()
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

    def refusal(self, advice):
        """Return the reply that says what is refused, and the learner's line that asks for it."""
        told: dict = {"type": "NotForGrading", "bases": ["NotForGrading"], "message": advice}
        names = self.names()
        frame: types.FrameType | None = sys._getframe()
        while frame is not None:
            if frame.f_code.co_filename in names:
                told.update(place_of(frame.f_code, frame.f_lineno, self._files))
                break
            frame = frame.f_back
        return {"error": told}

    def names(self):
        """Return {the name that Python knows a file by: the reader's name for it}."""
        return known_as(self._files)


def is_wish_to_stop(error):
    """Say whether an exception is Ctrl-C, or was raised by a debugger to end itself."""
    if isinstance(error, KeyboardInterrupt):
        return True
    frame = error.__traceback__
    while frame.tb_next is not None:
        frame = frame.tb_next
    return frame.tb_frame.f_globals.get("__name__") in DEBUGGERS
