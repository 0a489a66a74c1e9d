"""What values are made of, and others of their form, for the sweeps to put in their place."""

from typing import Any

from .call_arguments import is_small, received
from .compare_values import is_array


def is_numbers(value: Any) -> bool:
    if type(value) is list:
        return all(map(is_numbers, value))
    return type(value) in (int, float) or is_array(value)


def is_data(value: Any) -> bool:
    """Say whether an answer is made of numbers and text alone, in lists, tuples and arrays."""
    if type(value) is dict and value["$"] == "tuple":
        value = value["items"]
    if type(value) is list:
        return all(map(is_data, value))
    return type(value) is str or is_numbers(value)


def unlike(value: Any) -> tuple[int, int] | None:
    """Return the places of two items of a short list or array that differ, or None."""
    if not is_numbers(value) or type(value) not in (list, dict) or not is_small(value):
        return None
    items = received(value)
    items = items if type(value) is list else items.tolist()
    found = [i for i in range(1, len(items) if type(items) is list else 0) if items[i] != items[0]]
    return (0, found[-1]) if found else None


def other_numbers(value: Any, k: int = 0) -> Any:
    """Return other numbers in the same form; numbers that were equal are mostly no longer so.

    They are small, so that no softmax is sure: where it is, rounding is all that its slopes are.
    """
    if type(value) is list:
        return [other_numbers(item, k * len(value) + i) for i, item in enumerate(value)]
    if is_array(value):
        return {**value, "items": other_numbers(value["items"])}
    return 0.125 - value / 4 + k % 7 / 32


def firsts(value: Any, place: list[int]) -> list[list[int]]:
    """Return the place of each row's first number."""
    if is_array(value):
        value = received(value).tolist()
    if type(value) is not list or not value:
        return []
    if type(value[0]) in (int, float):
        return [[*place, 0]]
    return [found for i, row in enumerate(value) for found in firsts(row, [*place, i])]


def zeros(value: Any, least: int = 2) -> Any:
    """Return zeros in place of the numbers of at least so many rows; anything else as it is.

    With 1, a list that is no matrix counts as a row, and whole numbers become whole zeros.
    """
    if is_array(value):
        return {**value, "items": zeros(value["items"], least)}
    if type(value) is list and len(value) >= least and type(value[0]) is list:
        return [zeros(row, 1) if least == 1 else [0.0] * len(row) for row in value]
    if least == 1 and type(value) is list and all(type(one) in (int, float) for one in value):
        return [type(one)(0) for one in value]
    return value


def off(value: Any) -> Any:
    """Return zeros in place of weights, and -1 in place of biases: no relu is on."""
    if is_array(value):
        return {**value, "items": off(value["items"])}
    if type(value) is not list:
        return -1.0
    return [off(one) if is_array(one) or type(one) is not list else zeros(one, 1) for one in value]
