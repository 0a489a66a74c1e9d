"""What a test passes to a call: as a host gets it, as a learner types it, as it comes back."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .compare_values import is_array, is_named
from .format_values import show
from .values import tagged

if TYPE_CHECKING:
    from .pair import Pair

SMALL = 400
OPERATORS = {"__add__": "+", "__mul__": "*", "__matmul__": "@"}  # between objects


@dataclass
class Code:
    """An argument that can't be sent as a plain value: an expression, evaluated on each side.

    says, if given, stands for it in the report, in words.
    """

    text: str
    says: str = ""


class Target:
    """A name, object, attribute or item that exists on both sides."""

    def __init__(self, pair: "Pair", path: list, text: str) -> None:
        object.__setattr__(self, "_pair", pair)
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_text", text)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._pair._call(self, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._pair._read(Target(self._pair, [*self._path, name], f"{self._text}.{name}"))

    def __getitem__(self, index: int) -> Any:
        return self._pair._read(Target(self._pair, [*self._path, index], f"{self._text}[{index}]"))

    def __len__(self) -> int:
        return len(self._pair._reference_value(self))

    def __add__(self, other: Any) -> Any:
        return self._operator("__add__", other)

    def __mul__(self, other: Any) -> Any:
        return self._operator("__mul__", other)

    def __matmul__(self, other: Any) -> Any:
        return self._operator("__matmul__", other)

    def _operator(self, method: str, other: Any) -> Any:
        return Target(self._pair, [*self._path, method], f"{self._text}.{method}")(other)

    def __setattr__(self, name: str, value: Any) -> None:
        self._pair._set([*self._path, name], f"{self._text}.{name}", value)

    def __setitem__(self, index: int, value: Any) -> None:
        self._pair._set([*self._path, index], f"{self._text}[{index}]", value)


def holds_objects(value: Any) -> bool:
    if type(value) is list and value:
        value = value[0]
    return type(value) is dict and value["$"] == "object"


def is_small(value: Any) -> bool:
    """Say whether an answer is a list or an array of at most a few hundred numbers."""
    if type(value) is list:
        rows = sum(len(item) if type(item) is list else 1 for item in value)
        return rows <= SMALL
    return is_array(value) and math.prod(value["shape"]) <= SMALL


def is_plain(sent: Any) -> bool:
    """Say whether an argument came back from the learner's side in the form it was sent."""
    if type(sent) is list:
        return all(map(is_plain, sent))
    if type(sent) is not dict or is_array(sent):
        return True
    return sent["$"] == "tuple" and is_plain(sent["items"])


def received(value: Any) -> Any:
    """Return an answer as a test can work with it: arrays, tuples and dicts in their own types."""
    if type(value) is list:
        if set(map(type, value)) <= {int, float}:
            return value[:]
        return [received(item) for item in value]
    if type(value) is not dict:
        return value
    if value["$"] == "array":
        import numpy

        array = numpy.array(value["items"], dtype=value["dtype"]).reshape(value["shape"])
        return array if value["shape"] else array[()]  # which is a number
    if value["$"] == "tuple":
        return tuple(received(item) for item in value["items"])
    if is_named(value):
        return {key: received(item) for key, item in value["items"]}
    return value


def _holds_array(value: Any) -> bool:
    return type(value).__module__ == "numpy" and hasattr(value, "tolist")


def sendable(value: Any) -> Any:
    if isinstance(value, Target):
        return {"$": "var", "path": value._path}
    if isinstance(value, Code):
        return {"$": "code", "text": value.text}
    if _holds_array(value):
        return tagged(value)
    if isinstance(value, tuple):
        return {"$": "tuple", "items": [sendable(item) for item in value]}
    if isinstance(value, list):
        if set(map(type, value)) <= {int, float}:
            return value[:]
        return [sendable(item) for item in value]
    return value


def text_of(value: Any) -> str:
    """Return an argument as the learner could type it."""
    if isinstance(value, Target):
        return value._text
    if isinstance(value, Code):
        return f"({value.says})" if value.says else value.text
    if _holds_array(value):
        usual = ("float64", "int64", "bool")
        dtype = "" if value.dtype.name in usual else f", dtype=np.{value.dtype.name}"
        return f"np.array({show(value.tolist(), 7)}{dtype})"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(text_of(item) for item in value)
        if isinstance(value, list):
            return f"[{inside}]"
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return repr(value)


def text_of_call(function: str, args: tuple, kwargs: dict[str, Any]) -> str:
    shown = [text_of(arg) for arg in args]
    owner, _, method = function.rpartition(".")
    if method in OPERATORS:
        return f"{owner} {OPERATORS[method]} {shown[0]}"
    shown += [f"{name}={text_of(arg)}" for name, arg in kwargs.items()]
    return f"{function}({', '.join(shown)})"
