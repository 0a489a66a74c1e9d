"""Chapter 1, right, with helpers of the learner's own."""

Vector = list[float]
Matrix = list[list[float]]  # matrix[i][j] is row i, column j


class Mismatch(ValueError):
    def __init__(self, what, left, right):
        super().__init__(f"{what} don't match: {left} is not {right}")


def check(left, right, what="Vector sizes"):
    if left != right:
        raise Mismatch(what, left, right)
    return left


def vector_add(a, b):
    n = check(len(a), len(b))
    result = [0] * n
    for i in range(n - 1, -1, -1):
        result[i] = a[i] + b[i]
    return result


def vector_subtract(a, b):
    check(len(a), len(b))
    return vector_add(a, vector_scale(b, -1))


def vector_scale(v, scalar):
    result = v.copy()
    for i, x in enumerate(v):
        result[i] = x * scalar
    return result


def dot_product(a, b):
    i, total = check(len(a), len(b)), 0
    while i:
        i -= 1
        total += a[i] * b[i]
    return total


def elementwise_multiply(a, b):
    result = []
    for i in range(check(len(a), len(b))):
        result.append(a[i] * b[i])
    return result


def outer_product(a, b):
    rows = []
    for x in a:
        rows.append(vector_scale(b, x))
    return rows


class Table:
    """A checked matrix: how many rows it has, how many columns, and its columns."""

    __slots__ = ("rows", "height", "width")

    def __init__(self, rows):
        self.rows = rows
        self.height = len(rows)
        self.width = len(rows[0]) if rows else 0
        for row in rows:
            check(self.width, len(row), what="Row lengths")

    def column(self, j):
        return [row[j] for row in self.rows]

    def columns(self):
        return [self.column(j) for j in range(self.width)]


def transpose(matrix):
    if not matrix:
        return []
    return Table(matrix).columns()


def matrix_vector_multiply(matrix, vector):
    result = []
    for number, row in enumerate(matrix):
        check(len(row), len(vector), what=f"Row {number} and vector")
        result += [dot_product(row, vector)]
    return result


def matrix_multiply(a, b):
    right = Table(b)
    result = []
    for row in a:
        check(len(row), right.height, what="Inner sizes")
        # A row of the product is a mixture of b's rows.
        mixture = [0] * right.width
        for factor, b_row in zip(row, b):
            for j, x in enumerate(b_row):
                mixture[j] += factor * x
        result.append(mixture)
    return result
