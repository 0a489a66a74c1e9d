"""One family of numbers for every numeric argument: those that programs go wrong on.

A grader's friendly cases come first, as they are the ones that a report should show. These come
after them, and are compared by ratio alone, so that tiny answers count as much as large ones.
"""

from collections.abc import Sequence

NUMBERS = (0, 0.0, 1, 2, -1, 3.0, 0.5, -0.25, 0.1234567, -0.3333333, 1e-9, -3e-10, 4e4, -7.5e8)

VECTORS = (  # of three numbers each
    [2, 2, 2],  # equal numbers
    [0, 0.5, 0],  # zeros
    [3, -7, 4],  # whole numbers
    [1, -2.5, 4],  # among floats
    [3.0, -2.0, 5.0],  # as floats
    [-1, -2, -3],
    [0.3333333, -0.2857143, 0.1234567],  # more decimals than somebody would round to
    [1e-9, -3e-10, 2.5e-13],  # tiny
    [0, 0, 0],  # and others after it
    [4e6, -7.5e8, 1e5],  # large
)

# Two vectors of one length: each beside the next, and beside itself.
PAIRS = [
    *zip(VECTORS, VECTORS[1:] + VECTORS[:1]),
    *zip(VECTORS, VECTORS),
    (VECTORS[7], [4e-10, 1e-9, -7.5e-13]),
    ([3, -7, 4], [1, 1, 1]),
    ([1, 1, 1], [3, -7, 4]),
    ([], []),
    ([5], [0]),
    ([-2.5], [3]),
]

MATRICES = (  # of three columns each
    [list(row) for row in VECTORS[:3]],
    [list(row) for row in VECTORS[3:6]],
    [[2, 2, 2], [2, 2, 2]],  # equal rows
    [[0, 0, 0], [1, -2, 3], [0, 0, 0], [4, 5, -6]],  # rows of zeros
    [[1, 5, 0], [0, 1, -2], [3, 0, 1]],  # ones where the identity has them
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[1, 2, 3], [2, 4, 5], [3, 5, 6]],  # its own transpose
    [list(row) for row in VECTORS[6:8]],  # tiny numbers among others
    [list(VECTORS[9]), [0, 0, 0]],
)


# e^-x shows beside 1 up to 36; up to 34 it is more than rounding leaves. e^x is too large for a
# float from 709.78 on, and e^-x is 0 from 745.13 on. Below these, between them and beyond: a
# program that takes some of them for cases of its own may miss others.
SHOWING = (17.5, 22.5, 30.0, 31.5, 33.5)
FAR = (
    *SHOWING,
    350.0,
    700.0,
    709.5,
    710.0,
    720.0,
    745.0,
    750.0,
    800.0,
    950.0,
    999.5,
    1001.0,
    5000.0,
)


def crossed(some: Sequence, others: Sequence) -> list[tuple]:
    """Return pairs in which each item of the longer one meets three of the other."""
    places = range(max(len(some), len(others)))
    shifted = [(i, i + shift) for shift in range(3) for i in places]
    return [(some[i % len(some)], others[j % len(others)]) for i, j in shifted]
