"""A stand-in for NumPy: what np1's `sigmoid` and its tests use of it.

part_two_site.py packs it as a wheel. It proves nothing of NumPy; it shows that a wheel is packed,
loaded and graded with.
"""

import contextlib
import math
import types


class number:
    """NumPy's class of numbers. None is one here."""


bool_ = number
sctypeDict = {}
random = types.ModuleType("numpy.random")


class ndarray:
    """Numbers in a list, and a shape."""

    def __init__(self, items, shape):
        self.items, self.shape = items, tuple(shape)
        self.ndim, self.size = len(self.shape), len(items)
        whole = all(type(item) is int for item in items)
        self.dtype = types.SimpleNamespace(
            name="int64" if whole else "float64",
            kind="i" if whole else "f",
            itemsize=8,
            str="<i8" if whole else "<f8",
        )
        self.flags = types.SimpleNamespace(writeable=True)

    def tolist(self):
        if not self.shape:
            return self.items[0]
        items = self.items
        for length in self.shape[:0:-1]:
            items = [items[i : i + length] for i in range(0, len(items), length)]
        return items[:]

    @property
    def T(self):
        rows, columns = self.shape
        return ndarray(
            [self.items[i * columns + j] for j in range(columns) for i in range(rows)],
            (columns, rows),
        )

    def reshape(self, shape):
        return ndarray(self.items, shape)

    def round(self, digits):
        return ndarray([round(item, digits) for item in self.items], self.shape)

    def __getitem__(self, place):
        if place == ():
            return self if self.shape else self.items[0]
        item = self.tolist()[place]
        return array(item) if self.ndim > 1 else item

    def __setitem__(self, place, value):
        if place is ...:
            self.items = [value] * self.size
        else:
            row = value.items if self.ndim > 1 else [value]
            self.items[place * len(row) : (place + 1) * len(row)] = row

    def __mul__(self, factor):
        return ndarray([item * factor for item in self.items], self.shape)

    def __add__(self, term):
        return ndarray([item + term for item in self.items], self.shape)

    __rmul__, __radd__ = __mul__, __add__


def dtype(code):
    return types.SimpleNamespace(str=code, name=code)


def array(values, dtype=None):
    if not isinstance(values, (list, tuple)):
        return ndarray([values], ())
    shape = [len(values)]
    while values and isinstance(values[0], (list, tuple)):
        shape.append(len(values[0]))
        values = [item for row in values for item in row]
    kind = float if dtype == "float64" or any(type(item) is float for item in values) else int
    return ndarray([kind(item) for item in values], shape)


def zeros(shape):
    return ndarray([0.0] * math.prod(shape), shape)


def tanh(Z):
    return ndarray([math.tanh(item) for item in Z.items], Z.shape)


log = math.log
_errors = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


def geterr():
    return dict(_errors)


def seterr(**kinds):
    before = geterr()
    _errors.update(kinds)
    return before


@contextlib.contextmanager
def errstate(**kinds):
    before = seterr(**kinds)
    try:
        yield
    finally:
        seterr(**before)
