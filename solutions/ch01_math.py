"""Chapter 1 · Math foundations

You write functions on vectors and matrices: all the linear algebra that the later chapters
need. Each list returned is new, with rows of its own, and what was given stays as it was.
Grade your work with `make check-chapter 1`.
"""

from operator import mul  # mul(x, y) is x * y; use it or not

Vector = list[float]
Matrix = list[list[float]]  # matrix[i][j] is row i, column j


def vector_add(a: Vector, b: Vector) -> Vector:
    """Return the sums a[i] + b[i].

    a, b: (n,) → (n,). Raises ValueError, naming both lengths, if the lengths differ.

    >>> vector_add([1, 2, 3], [10, 20, 30])
    [11, 22, 33]
    """
    if len(a) != len(b):
        raise ValueError(f"vector_add: a has {len(a)} numbers, b has {len(b)}")
    return [x + y for x, y in zip(a, b, strict=True)]


def vector_subtract(a: Vector, b: Vector) -> Vector:
    """Return the differences a[i] - b[i].

    a, b: (n,) → (n,). Raises ValueError, naming both lengths, if the lengths differ.

    >>> vector_subtract([10, 20, 30], [1, 2, 3])
    [9, 18, 27]
    """
    if len(a) != len(b):
        raise ValueError(f"vector_subtract: a has {len(a)} numbers, b has {len(b)}")
    return [x - y for x, y in zip(a, b, strict=True)]


def vector_scale(v: Vector, scalar: float) -> Vector:
    """Return every number of v times scalar.

    v: (n,), scalar: a number → (n,).

    >>> vector_scale([1, -2, 3], 4)
    [4, -8, 12]
    """
    return [scalar * x for x in v]


def dot_product(a: Vector, b: Vector) -> float:
    """Return the sum of a[i] * b[i].

    a, b: (n,) → a number, 0 for empty vectors. Raises ValueError, naming both lengths, if the
    lengths differ.

    >>> dot_product([1, 2, 3], [4, 5, 6])     # 1·4 + 2·5 + 3·6
    32
    """
    if len(a) != len(b):
        raise ValueError(f"dot_product: a has {len(a)} numbers, b has {len(b)}")
    # The course spends most of its time here, and sum with map is about twice as fast as a loop.
    return sum(map(mul, a, b))


def elementwise_multiply(a: Vector, b: Vector) -> Vector:
    """Return the products a[i] * b[i], written a ⊙ b.

    a, b: (n,) → (n,). Raises ValueError, naming both lengths, if the lengths differ.

    >>> elementwise_multiply([1, 2, 3], [4, 5, 6])
    [4, 10, 18]
    """
    if len(a) != len(b):
        raise ValueError(f"elementwise_multiply: a has {len(a)} numbers, b has {len(b)}")
    return [x * y for x, y in zip(a, b, strict=True)]


def outer_product(a: Vector, b: Vector) -> Matrix:
    """Return the matrix whose row i, column j is a[i] * b[j].

    a: (m,), b: (n,) → (m, n). Any two lengths fit.

    >>> outer_product([1, 2], [3, 4, 5])
    [[3, 4, 5], [6, 8, 10]]
    """
    return [[x * y for y in b] for x in a]


def transpose(matrix: Matrix) -> Matrix:
    """Return the matrix with rows and columns exchanged.

    matrix: (m, n) → (n, m); [] stays []. Raises ValueError, naming both lengths, if two rows
    differ in length.

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    lengths = sorted({len(row) for row in matrix})
    if len(lengths) > 1:
        raise ValueError(f"transpose: one row has {lengths[0]} numbers, another {lengths[-1]}")
    return list(map(list, zip(*matrix, strict=True)))


def matrix_vector_multiply(matrix: Matrix, vector: Vector) -> Vector:
    """Return the dot product of each row with the vector, written W x.

    matrix: (m, n), vector: (n,) → (m,). Raises ValueError, naming both lengths, if a row's
    length is not the vector's.

    >>> matrix_vector_multiply([[1, 2], [3, 4], [0, -1]], [5, 6])     # the first: 1·5 + 2·6
    [17, 39, -6]
    """
    return [dot_product(row, vector) for row in matrix]


def matrix_multiply(a: Matrix, b: Matrix) -> Matrix:
    """Return the matrix product: row i, column j is row i of a times column j of b.

    a: (m, k), b: (k, n) with rows of one length → (m, n). Raises ValueError, naming both lengths,
    if a row of a is not as long as b has rows.

    >>> matrix_multiply([[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]])    # the first: 1·5 + 2·8
    [[21, 24, 27], [47, 54, 61]]
    """
    for row in a:
        if len(row) != len(b):
            raise ValueError(
                f"matrix_multiply: a row of a has length {len(row)}, b has {len(b)} rows"
            )
    columns = transpose(b)
    return [matrix_vector_multiply(columns, row) for row in a]


def main() -> None:
    a, b = [1, 2, 3], [4, 5, 6]
    print(f"a = {a}, b = {b}")
    print(f"  a + b    {vector_add(a, b)}")
    print(f"  a - b    {vector_subtract(a, b)}")
    print(f"  a · b    {dot_product(a, b)}")
    print(f"  outer    {outer_product(a, b)}")

    weights, x = [[1, 2, 0], [0, 1, -1]], [3, 1, 2]
    z = matrix_vector_multiply(weights, x)
    print(f"\nA layer's work: W {len(weights), len(weights[0])} times x ({len(x)},)")
    for row, number in zip(weights, z, strict=True):
        products = " + ".join(f"({w})({n})" for w, n in zip(row, x, strict=True))
        print(f"  {products} = {number}")
    print(f"  W x = {z}, shape ({len(z)},)")


if __name__ == "__main__":
    main()
