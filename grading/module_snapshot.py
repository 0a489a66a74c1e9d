"""Python's own modules as they were before any learner's code ran: what it replaces is put back."""

import builtins
import json
import math
from operator import is_

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

RENEWED = {"__file__", "__loader__", "__spec__"}  # by importlib.reload
WATCHED = (builtins, math, json, json.encoder, json.decoder)


class Watched:
    """Some modules, and what stands in them."""

    def __init__(self, *modules):
        self._originals = {}  # {module: {name: value}}
        self._names, self._kinds = {}, {}  # {module: its name}, {module: its type}
        self._files, self._replaced = [], {}  # those being run, the innermost last; see replaced()
        for module in modules:
            self.note(module)

    def note(self, module):
        """Note what stands in a module, if that isn't noted."""
        names = vars(module).keys() - RENEWED
        self._originals.setdefault(module, {name: vars(module)[name] for name in names})
        self._names.setdefault(module, module.__name__)
        self._kinds.setdefault(module, type(module))

    def begin(self, file):
        """Note that a file is run from now on: what is replaced until end() is its doing."""
        self._put_back()
        self._files.append(file)

    def end(self):
        self._put_back()
        self._files.pop()

    def replaced(self):
        """Return the first that was replaced since the last time, all of which is put back.

        {"name": [module, name], "by": the file that was being run, or ""}; {} where nothing was.
        """
        self._put_back()
        found, self._replaced = self._replaced, {}
        return found

    def _put_back(self):
        found = None
        for module, original in self._originals.items():
            if type(module) is not self._kinds[module]:
                found = found or [self._names[module], "__class__"]
                module.__class__ = self._kinds[module]
            current = vars(module)
            if all(map(is_, map(current.get, original), original.values())):
                continue
            for name, value in original.items():
                if current.get(name) is not value:
                    found = found or [self._names[module], name]
                    current[name] = value
        if found and not self._replaced:
            self._replaced = {"name": found, "by": self._files[-1] if self._files else ""}
