"""Chapter 1, right, in functional style."""

import math
from functools import partial, reduce
from itertools import starmap
from operator import add, mul, sub

Vector = list[float]
Matrix = list[list[float]]  # matrix[i][j] is row i, column j


def _zipped(f, a, b):
    if len(a) != len(b):
        raise ValueError(f"lengths {len(a)} and {len(b)} differ")
    return list(map(f, a, b))


def vector_add(a: Vector, b: Vector) -> Vector:
    return _zipped(add, a, b)


def vector_subtract(a: Vector, b: Vector) -> Vector:
    return _zipped(sub, a, b)


def vector_scale(v: Vector, scalar: float) -> Vector:
    return list(map(partial(mul, scalar), v))


def dot_product(a: Vector, b: Vector) -> float:
    return reduce(add, reversed(_zipped(mul, a, b)), 0)


def elementwise_multiply(a: Vector, b: Vector) -> Vector:
    return _zipped(lambda x, y: y * x, a, b)


def outer_product(a: Vector, b: Vector) -> Matrix:
    return [[x * y for y in b] for x in a]


def transpose(matrix: Matrix) -> Matrix:
    lengths = sorted(set(map(len, matrix)))
    if len(lengths) > 1:
        raise ValueError(f"there are rows of {lengths[0]} and of {lengths[-1]} numbers")
    return list(map(list, zip(*matrix)))


def matrix_vector_multiply(matrix: Matrix, vector: Vector) -> Vector:
    return list(map(lambda row: dot_product(vector, row), matrix))


def matrix_multiply(a: Matrix, b: Matrix) -> Matrix:
    wrong = next((row for row in a if len(row) != len(b)), None)
    if wrong is not None:
        raise ValueError(f"{len(wrong)} columns on the left, {len(b)} rows on the right")
    columns = transpose(b)
    return [[math.fsum(starmap(mul, zip(row, column))) for column in columns] for row in a]
