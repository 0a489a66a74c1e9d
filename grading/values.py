"""Values as they cross from a learner's code to the grader: plain, or tagged."""

import builtins
import os
import sys
import types

__builtins__ = dict(vars(builtins))  # type: ignore[assignment] # see host.py

# Types are told by what they are: a class of the learner's may say that it equals any other, and
# that its name and its bases are what they aren't.
PLAIN = frozenset(map(id, (int, float, str, bool, type(None))))
FLOATS = {id(float)}
MRO, NAME, MODULE, VARS = (
    vars(type)[f"__{name}__"].__get__ for name in ("mro", "name", "module", "dict")
)
# {the id of a type: (itself, what makes a plain value of a subclass's)}
BASES = {
    id(kind): (kind, plain)
    for kind, plain in (
        (int, int.__int__),
        (float, float.__float__),
        (str, str.__str__),
        (list, lambda value: [*list.__iter__(value)]),
        (tuple, lambda value: (*tuple.__iter__(value),)),
    )
}
# what a class may have of its own and still be the value that it comes from
HARMLESS = {"__new__", "__init__", "__repr__", "__str__", "__doc__", "__getnewargs__"}
PRINT_LIMIT = 4000  # characters kept of what one request prints
SIZE_LIMIT = 200_000  # values in one answer
TEXT_LIMIT = 10_000  # characters of a string in one
MESSAGE_LIMIT = 4000  # characters of an error's message
NAME_LIMIT = 100  # characters of a type's name
TRAIL_LIMIT = 20  # lines that led to an error
BASES_LIMIT = 20  # classes that a class comes from
INTEGER_LIMIT = 1000  # bits
DEPTH_LIMIT = 12  # lists within lists in one answer
AXES_LIMIT = 4  # axes of an array in one answer
PYTHONS = {  # the classes of Python's that a report speaks of
    kind.__name__: kind
    for kind in (*vars(builtins).values(), *map(vars(types).get, types.__all__))
    if isinstance(kind, type)
}
NAMELESS, NAMESAKE = "object of a class without a name", "object of a class named "


class Arrays:
    """What is taken from NumPy, for Part II only: nothing, until use() has imported it."""

    module = None
    modules: tuple = ()  # those that are watched
    array = None  # the function, as it was before any learner's code ran
    kind = None
    numbers: frozenset = frozenset()  # the id of each type
    names: dict = {}  # {a dtype's code: its name, which NumPy itself takes long to put together}

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
        cls.modules = (numpy, numpy.random)
        kinds = {kind for kind in numpy.sctypeDict.values() if issubclass(kind, numpy.number)}
        cls.numbers = frozenset(map(id, (*kinds, numpy.bool_)))
        dtypes = map(numpy.dtype, "?bBhHiIlLqQefd")
        cls.names = {dtype.str: dtype.name for dtype in dtypes}


def tagged(array):
    name = Arrays.names.get(array.dtype.str) or array.dtype.name
    return {"$": "array", "dtype": name, "shape": list(array.shape), "items": array.tolist()}


def encode(value, room=None):
    """Return value as JSON can carry it, with anything but numbers, strings and lists tagged.

    A subclass counts as plain that leaves all as it is by which values are told apart, as a named
    tuple does; one of float may lie about what it equals. room: [how many values may still come],
    which several calls can share.
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
        if id(kind) in PLAIN:
            return value
        if id(kind) in Arrays.numbers and id(type(value.item())) in PLAIN:
            return walk(value.item(), depth)
        if kind is Arrays.kind:
            wide = value.dtype.itemsize > 8  # no number of Python's has as many digits
            if value.dtype.kind not in "biuf" or wide or value.ndim > AXES_LIMIT:
                return {"$": "other", "type": f"{value.ndim}-axis array of {value.dtype.name}"}
            room[0] -= value.size
            if room[0] < 0:
                room[0] = 0
                return {"$": "other", "type": f"array of more than {SIZE_LIMIT} values"}
            return tagged(value)
        if depth == DEPTH_LIMIT:
            told = f"{names_of(kind)[0][:20]} nested {DEPTH_LIMIT} deep or more"
            return {"$": "other", "type": told}
        if kind is list and set(map(id, map(type, value))) == FLOATS:
            room[0] -= len(value)
            if room[0] < 0:
                raise OverflowError
            return value[:]
        if kind is list:
            return [walk(item, depth + 1) for item in value]
        if kind is tuple:
            return {"$": "tuple", "items": [walk(item, depth + 1) for item in value]}
        plain = plain_of(kind)
        if plain:
            return walk(plain(value), depth)
        names = names_of(kind)
        module = MODULE(kind)
        if type(module) is str and module.startswith(("exercises", "solutions")):
            return {"$": "object", "type": names[0], "bases": names}
        if issubclass(kind, dict):  # an OrderedDict or a defaultdict will do for a dict
            pairs = [[walk(k, depth + 1), walk(v, depth + 1)] for k, v in dict.items(value)]
            return {"$": "dict", "items": pairs}
        return {"$": "other", "type": names[0], "bases": names}

    try:
        return walk(value, 0)
    except OverflowError:
        room[0] = 0
        kind = names_of(type(value))[0]
        return {"$": "other", "type": f"{kind} of more than {SIZE_LIMIT} values"}


def plain_of(kind):
    """Return what makes a plain value of those of a subclass; None where it isn't one."""
    special: set = set()
    for one in MRO(kind):
        if id(one) in BASES:
            base, plain = BASES[id(one)]
            return None if special & set(vars(base)) else plain
        special |= {name for name in VARS(one) if name.startswith("__")} - HARMLESS
        if any(type(part) is types.FunctionType for part in public(VARS(one))):
            return None  # its objects do something, as a network does that is a list of layers
    return None


def public(own):
    return (own[name] for name in own if not name.startswith("_"))


def shared_in(answer, arguments):
    """Say what a list has in common that is to be its own: "", "row", "rows" or "argument"."""

    def lists_in(value):
        if type(value) is list:
            yield id(value)
        for item in value if type(value) in (list, tuple) else ():
            yield from lists_in(item)

    own = list(lists_in(answer))
    common = set(own) & set(lists_in(arguments))
    if common:
        return "argument" if id(answer) in common else "row"
    return "rows" if len(set(own)) < len(own) else ""


SPOILT = 7654321.25  # what answers are overwritten with: no call of a test comes to it


def spoil(value):
    """Overwrite an answer, as its caller may, whose own it is."""
    for item in value if type(value) in (list, tuple) else ():
        spoil(item)
    if type(value) is list:
        value[:] = [SPOILT] * len(value)
    elif type(value) is Arrays.kind and value.flags.writeable:
        value[...] = 99


def names_of(kind):
    """Return the names of a class and of those that it comes from.

    A learner's class with the name of one of Python's is told from it.
    """
    names = []
    for base in MRO(kind)[:BASES_LIMIT]:
        name = str.__getitem__(NAME(base), slice(NAME_LIMIT - len(NAMESAKE)))
        if not name.isidentifier():
            name = NAMELESS
        names.append(name if PYTHONS.get(name, base) is base else NAMESAKE + name)
    return names
