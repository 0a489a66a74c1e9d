"""Chapter 1 · Math foundations

You write functions on vectors and matrices. They are all the linear algebra that the later
chapters need: a layer of neurons is one `matrix_vector_multiply` and one `vector_add`.
Grade your work with `make check-chapter 1`.
"""

# ruff: noqa: F401 (these imports wait for your code)

from operator import mul  # mul(x, y) is x * y

Vector = list[float]
Matrix = list[list[float]]  # matrix[i][j] is row i, column j


def check_lengths(name: str, a: Vector, b: Vector) -> None:
    if len(a) != len(b):
        raise ValueError(f"{name}: a has {len(a)} numbers, b has {len(b)}")


def vector_add(a: Vector, b: Vector) -> Vector:
    """Return the sums a[i] + b[i].

    a, b: (n,) → (n,). Raises ValueError, naming both lengths, if the lengths differ.

    >>> vector_add([1, 2, 3], [10, 20, 30])
    [11, 22, 33]
    """
    check_lengths("vector_add", a, b)
    result = []
    for i in range(len(a)):
        result.append(a[i] + b[i])
    return result


def vector_subtract(a: Vector, b: Vector) -> Vector:
    """Return the differences a[i] - b[i].

    a, b: (n,) → (n,). Raises ValueError, naming both lengths, if the lengths differ.

    >>> vector_subtract([10, 20, 30], [1, 2, 3])
    [9, 18, 27]
    """
    check_lengths("vector_subtract", a, b)
    result = []
    for i in range(len(a)):
        result.append(a[i] - b[i])
    return result


def vector_scale(v: Vector, scalar: float) -> Vector:
    """Return every number of v times scalar.

    v: (n,), scalar: a number → (n,).

    >>> vector_scale([1, -2, 3], 4)
    [4, -8, 12]
    """
    result = []
    for i in range(len(v)):
        result.append(v[i] * scalar)
    return result


def dot_product(a: Vector, b: Vector) -> float:
    """Return the sum of a[i] * b[i].

    a, b: (n,) → a number, 0 for empty vectors. Raises ValueError, naming both lengths, if the
    lengths differ.

    >>> dot_product([1, 2, 3], [4, 5, 6])     # 1·4 + 2·5 + 3·6
    32
    """
    check_lengths("dot_product", a, b)
    total = 0
    for i in range(len(a)):
        total = total + a[i] * b[i]
    return total


def elementwise_multiply(a: Vector, b: Vector) -> Vector:
    """Return the products a[i] * b[i], written a ⊙ b.

    a, b: (n,) → (n,). Raises ValueError, naming both lengths, if the lengths differ.

    >>> elementwise_multiply([1, 2, 3], [4, 5, 6])
    [4, 10, 18]
    """
    check_lengths("elementwise_multiply", a, b)
    result = []
    for i in range(len(a)):
        result.append(a[i] * b[i])
    return result


def outer_product(a: Vector, b: Vector) -> Matrix:
    """Return the matrix whose row i, column j is a[i] * b[j].

    a: (m,), b: (n,) → (m, n). Any two lengths fit.

    >>> outer_product([1, 2], [3, 4, 5])
    [[3, 4, 5], [6, 8, 10]]
    """
    result = []
    for i in range(len(a)):
        row = []
        for j in range(len(b)):
            row.append(a[i] * b[j])
        result.append(row)
    return result


def transpose(matrix: Matrix) -> Matrix:
    """Return the matrix with rows and columns exchanged.

    matrix: (m, n) → (n, m); [] stays []. Raises ValueError, naming both lengths, if two rows
    differ in length.

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    if len(matrix) == 0:
        return []
    width = len(matrix[0])
    for i in range(len(matrix)):
        if len(matrix[i]) != width:
            raise ValueError(f"transpose: row 0 has {width} numbers, row {i} has {len(matrix[i])}")
    result = []
    for j in range(width):
        column = []
        for i in range(len(matrix)):
            column.append(matrix[i][j])
        result.append(column)
    return result


def matrix_vector_multiply(matrix: Matrix, vector: Vector) -> Vector:
    """Return the dot product of each row with the vector, written W x.

    matrix: (m, n), vector: (n,) → (m,). Raises ValueError, naming both lengths, if a row's
    length is not the vector's.

    >>> matrix_vector_multiply([[1, 2], [3, 4], [0, -1]], [5, 6])     # the first: 1·5 + 2·6
    [17, 39, -6]
    """
    result = []
    for i in range(len(matrix)):
        row = matrix[i]
        if len(row) != len(vector):
            raise ValueError(
                f"matrix_vector_multiply: row {i} has {len(row)} numbers, "
                f"the vector has {len(vector)}"
            )
        total = 0
        for j in range(len(vector)):
            total = total + row[j] * vector[j]
        result.append(total)
    return result


def matrix_multiply(a: Matrix, b: Matrix) -> Matrix:
    """Return the matrix product: row i, column j is row i of a times column j of b.

    a: (m, k), b: (k, n) → (m, n). Raises ValueError, naming both lengths, if a row of a is not
    as long as b has rows.

    >>> matrix_multiply([[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]])    # the first: 1·5 + 2·8
    [[21, 24, 27], [47, 54, 61]]
    """
    k = len(b)
    for i in range(len(a)):
        if len(a[i]) != k:
            raise ValueError(
                f"matrix_multiply: row {i} of a has {len(a[i])} numbers, b has {k} rows"
            )
    if k == 0:
        n = 0
    else:
        n = len(b[0])
    for i in range(k):
        if len(b[i]) != n:
            raise ValueError(
                f"matrix_multiply: row 0 of b has {n} numbers, row {i} has {len(b[i])}"
            )
    result = []
    for i in range(len(a)):
        row = []
        for j in range(n):
            cell = 0
            for t in range(k):
                cell = cell + a[i][t] * b[t][j]
            row.append(cell)
        result.append(row)
    return result


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
