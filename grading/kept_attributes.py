"""What a grader's KEEPS says that an object keeps: after a call of a method, or at any time."""

import json
from typing import Any

from .call_arguments import Target
from .replies import Reply, Request
from .worker import InProcess


def kept_after(
    target: Target, args: tuple[Any, ...], reference: InProcess, keeps: dict[str, list[str]]
) -> list[tuple[list, str]]:
    """List (path, text) of what the object keeps after this call, in order of computation.

    A line of KEEPS is "a b", "items: a b" for the items of a list, "items[::-1]: a b" from the
    last one on, or "[::-1]items: a b" for the object's own lists a and b, as long as items.

    The object may be the first argument, too: "MLP.fit" is said of fit(network, X) as well.
    """
    *owner, method = target._path
    after, text = f".{method}", target._text.rpartition(".")[0]
    if not any(key.endswith(after) for key in keeps):
        return []
    watch = kept_by(owner, text, after, reference, keeps)
    if args and isinstance(args[0], Target):
        watch += kept_by(args[0]._path, args[0]._text, after, reference, keeps)
    return watch


def kept_by(
    owner: list, owner_text: str, after: str, reference: InProcess, keeps: dict[str, list[str]]
) -> list[tuple[list, str]]:
    """List (path, text) of what KEEPS says that an object keeps after ".method", or ("") always."""
    value = reference.value(owner) if owner else None
    if type(value) is not dict:
        return []
    for base in value.get("bases", ()):
        lines = keeps.get(base + after)
        if lines:
            break
    else:
        return []
    watch: list[tuple[list, str]] = []
    for line in lines:
        group, _, listed_names = line.rpartition(":")
        names = listed_names.split()
        if not group:
            watch += [([*owner, *name.split(".")], f"{owner_text}.{name}") for name in names]
            continue
        name, backwards, counted = group.partition("[::-1]")
        listed = [*owner, name or counted or names[0]]
        count = len(reference.value(listed))
        order = range(count - 1, -1, -1) if backwards else range(count)
        for index in order:
            for item in names:
                path = [name, index, item] if name else [item, index]
                place = f"{name}[{index}].{item}" if name else f"{item}[{index}]"
                watch.append(([*owner, *path], f"{owner_text}.{place}"))
    return watch


def left_open(
    asked: list[Request],
    replies: list[Reply],
    reference: InProcess,
    keeps: dict[str, list[str]],
) -> set[str]:
    """Return, as JSON, the paths of what a method keeps whose latest call was refused.

    It may have come to set them or not: nothing says which.
    """
    found: set[str] = set()
    for message, reply in zip(asked, replies):
        if message["do"] == "call" and (found or "error" in reply):
            *owner, method = message["target"]
            kept = kept_by(owner, "", f".{method}", reference, keeps)
            paths = {json.dumps(path) for path, _ in kept}
            found = found | paths if "error" in reply else found - paths
    return found
