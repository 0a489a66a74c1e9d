"""Chapter 1, graded: functions on vectors and matrices.

Each test reads as a line of the specification. `pair` runs your function and ours on the same
arguments and compares the two; `pair.refuses` demands a ValueError that names both sizes.
"""

from grading import MATRICES, NUMBERS, PAIRS, VECTORS, Code, crossed, task


def refuses_unequal_lengths(pair, function):
    """Their numbers are none of the two lengths, so a message that repeats them names neither."""
    pair.refuses(function, [7, 8], [7, 8, 9], naming=(2, 3))
    pair.refuses(function, [7, 8.5, 9, 6], [0.5], naming=(4, 1))
    pair.refuses(function, [], [7, 8], naming=(0, 2))
    pair.refuses(function, [7], [], naming=(1, 0))
    pair.refuses(function, [0.0] * 17, [0.0] * 23, naming=(17, 23))


def takes_any_two(pair, function):
    """Numbers of every kind, one list for both, and lists longer than anybody would try."""
    for a, b in PAIRS:
        pair.close(function, a, b)
    v = pair.named("v", [3, -7, 0.5])
    pair.close(function, v, v)
    a = pair.named("a", Code("[k % 7 - 3.0 for k in range(1500)]"))
    b = pair.named("b", Code("[k % 5 + 1.0 for k in range(1500)]"))
    pair.close(function, a, b)


@task("vector_add")
def test_vector_add_adds_place_by_place(pair):
    assert pair.vector_add([1, 2, 3], [10, 20, 30]) == [11, 22, 33]
    pair.vector_add([0.5], [-2])
    pair.vector_add([], [])
    pair.vector_add([5, 5, 2], [1, 3, 4])  # two equal numbers
    for n in (2, 5, 30):
        pair.vector_add(pair.random_vector(n), pair.random_vector(n))


@task("vector_add", once=True)
def test_vector_add_of_any_numbers(pair):
    takes_any_two(pair, pair.vector_add)


@task("vector_add")
def test_vector_add_refuses_unequal_lengths(pair):
    refuses_unequal_lengths(pair, pair.vector_add)


@task("vector_subtract")
def test_vector_subtract_takes_b_from_a(pair):
    assert pair.vector_subtract([10, 20, 30], [1, 2, 3]) == [9, 18, 27]
    pair.vector_subtract([1], [5])
    pair.vector_subtract([], [])
    pair.vector_subtract([5, 5, 2], [1, 3, 4])  # two equal numbers
    for n in (2, 5, 30):
        pair.vector_subtract(pair.random_vector(n), pair.random_vector(n))


@task("vector_subtract", once=True)
def test_vector_subtract_of_any_numbers(pair):
    takes_any_two(pair, pair.vector_subtract)


@task("vector_subtract")
def test_vector_subtract_refuses_unequal_lengths(pair):
    refuses_unequal_lengths(pair, pair.vector_subtract)


@task("vector_scale")
def test_vector_scale_multiplies_every_number(pair):
    assert pair.vector_scale([1, -2, 3], 4) == [4, -8, 12]
    pair.vector_scale([1.5, 2], 0)
    pair.vector_scale([], 3)
    pair.vector_scale([5, 5, 2], 3)  # two equal numbers
    assert pair.vector_scale([5], 3) == [15]  # and [5] * 3 is [5, 5, 5]
    for n in (2, 5, 30):
        pair.vector_scale(pair.random_vector(n), pair.random_vector(1)[0])


@task("vector_scale", once=True)
def test_vector_scale_of_any_numbers(pair):
    for v, scalar in crossed(VECTORS, NUMBERS):
        pair.close(pair.vector_scale, v, scalar)
    pair.vector_scale(pair.named("v", Code("[k % 7 - 3.0 for k in range(1500)]")), 3)


@task("dot_product")
def test_dot_product_is_one_number(pair):
    assert pair.dot_product([1, 2, 3], [4, 5, 6]) == 32  # 1·4 + 2·5 + 3·6
    assert pair.dot_product([1, -1], [2, 2]) == 0
    pair.dot_product([3], [-2])
    pair.dot_product([], [])
    for n in (2, 5, 30):
        pair.dot_product(pair.random_vector(n), pair.random_vector(n))


@task("dot_product", once=True)
def test_dot_product_of_any_numbers(pair):
    takes_any_two(pair, pair.dot_product)


@task("dot_product")
def test_dot_product_refuses_unequal_lengths(pair):
    refuses_unequal_lengths(pair, pair.dot_product)


@task("elementwise_multiply")
def test_elementwise_multiply_is_a_list_of_products(pair):
    assert pair.elementwise_multiply([1, 2, 3], [4, 5, 6]) == [4, 10, 18]
    pair.elementwise_multiply([3], [-2])
    pair.elementwise_multiply([], [])
    pair.elementwise_multiply([5, 5, 2], [1, 3, 4])  # two equal numbers
    for n in (2, 5, 30):
        pair.elementwise_multiply(pair.random_vector(n), pair.random_vector(n))


@task("elementwise_multiply", once=True)
def test_elementwise_multiply_of_any_numbers(pair):
    takes_any_two(pair, pair.elementwise_multiply)


@task("elementwise_multiply")
def test_elementwise_multiply_refuses_unequal_lengths(pair):
    refuses_unequal_lengths(pair, pair.elementwise_multiply)


@task("outer_product")
def test_outer_product_has_a_row_for_each_number_of_a(pair):
    assert pair.outer_product([1, 2], [3, 4, 5]) == [[3, 4, 5], [6, 8, 10]]
    pair.outer_product([2, 0, -1], [3])
    pair.outer_product([2], [1, 7])
    pair.outer_product([], [1, 2])
    pair.outer_product([3, 4], [])  # two rows of nothing
    for m, n in ((2, 3), (4, 2), (5, 7)):
        pair.outer_product(pair.random_vector(m), pair.random_vector(n))


@task("outer_product", once=True)
def test_outer_product_of_any_numbers(pair):
    for a, b in PAIRS:
        pair.close(pair.outer_product, a, b)
    for a in VECTORS:
        pair.close(pair.outer_product, a, [0.5, -4])
    v = pair.named("v", [3, -7, 0.5])
    pair.close(pair.outer_product, v, v)
    long = pair.named("long", Code("[k % 7 - 3.0 for k in range(300)]"))
    pair.outer_product(long, [2, -1])
    pair.outer_product([2, -1], long)


@task("transpose")
def test_transpose_turns_rows_into_columns(pair):
    assert pair.transpose([[1, 2, 3], [4, 5, 6]]) == [[1, 4], [2, 5], [3, 6]]
    pair.transpose([[1, 2], [3, 4]])
    pair.transpose([[7]])
    pair.transpose([[1, 2, 3]])
    pair.transpose([[1], [2], [3]])
    pair.transpose([])
    for rows, columns in ((2, 3), (5, 4)):
        pair.transpose(pair.random_matrix(rows, columns))


@task("transpose", once=True)
def test_transpose_of_any_numbers(pair):
    for matrix in MATRICES:
        pair.close(pair.transpose, matrix)
    pair.transpose([[], []])  # (2, 0) → (0, 2)
    pair.transpose(pair.named("tall", Code("[[k / 2, -1.5] for k in range(300)]")))
    pair.transpose(pair.named("wide", Code("[[k / 2 for k in range(300)], [0.5] * 300]")))


@task("transpose")
def test_transpose_refuses_rows_of_unequal_length(pair):
    pair.refuses(pair.transpose, [[7, 8, 9], [4, 5]], naming=(3, 2))
    pair.refuses(pair.transpose, [[4], [5, 6]], naming=(1, 2))
    pair.refuses(pair.transpose, [[7, 8], [7, 8], [9, 7, 6], [7, 8]], naming=(2, 3))
    pair.refuses(pair.transpose, [[7, 8], [7, 8], [7, 8], [7, 8], [6]], naming=(2, 1))
    pair.refuses(pair.transpose, [[7, 8], []], naming=(2, 0))
    pair.refuses(pair.transpose, [[], [7, 8]], naming=(0, 2))
    pair.refuses(pair.transpose, [[7, 8], [9], [4, 5, 6]])  # as many as three rows of two
    pair.refuses(pair.transpose, [[9], [4, 5, 6], [7, 8]])
    pair.refuses(pair.transpose, [[9], [7, 8], [4, 5, 6]])


@task("matrix_vector_multiply")
def test_matrix_vector_multiply_gives_one_number_per_row(pair):
    # 1·5 + 2·6 = 17, 3·5 + 4·6 = 39, 0·5 - 1·6 = -6
    assert pair.matrix_vector_multiply([[1, 2], [3, 4], [0, -1]], [5, 6]) == [17, 39, -6]
    pair.matrix_vector_multiply([[1, 2, 3]], [4, 5, 6])
    pair.matrix_vector_multiply([[2], [3]], [4])
    pair.matrix_vector_multiply([[1, 2], [3, 4]], [1, 0])
    pair.matrix_vector_multiply([], [1, 2])
    for rows, columns in ((2, 3), (4, 2), (5, 5)):
        pair.matrix_vector_multiply(pair.random_matrix(rows, columns), pair.random_vector(columns))


@task("matrix_vector_multiply", once=True)
def test_matrix_vector_multiply_of_any_numbers(pair):
    for matrix, vector in crossed(MATRICES, VECTORS):
        pair.close(pair.matrix_vector_multiply, matrix, vector)
    pair.matrix_vector_multiply([[], []], [])  # sums of nothing
    tall = pair.named("tall", Code("[[k / 2, -1.5] for k in range(300)]"))
    pair.matrix_vector_multiply(tall, [3, 0.5])
    wide = pair.named("wide", Code("[[k / 2 for k in range(300)], [0.5] * 300]"))
    pair.matrix_vector_multiply(wide, pair.named("v", Code("[k % 7 - 3.0 for k in range(300)]")))


@task("matrix_vector_multiply")
def test_matrix_vector_multiply_refuses_what_does_not_fit(pair):
    pair.refuses(pair.matrix_vector_multiply, [[7, 8], [9, 4]], [7, 8, 9], naming=(2, 3))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8, 9]], [7, 8], naming=(3, 2))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8], [9]], [7, 8], naming=(1, 2))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8], [9, 7, 6], [7, 8]], [7, 8], naming=(3, 2))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8]], [], naming=(2, 0))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8]], [9], naming=(2, 1))
    pair.refuses(pair.matrix_vector_multiply, [[]], [7, 8], naming=(0, 2))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8], []], [9, 7], naming=(0, 2))
    # as many as three rows of two
    pair.refuses(pair.matrix_vector_multiply, [[9], [7, 8], [9, 7, 6]], [7, 8], naming=(2,))
    # The numbers have no say in it.
    rows = [[7, 7], [7, 7], [7, 7], [7, 7, 7], [7, 7]]
    pair.refuses(pair.matrix_vector_multiply, rows, [0, 0], naming=(3, 2))
    pair.refuses(pair.matrix_vector_multiply, [[7, 8, 9]], [0, 1], naming=(3, 2))


@task("matrix_multiply")
def test_matrix_multiply_joins_rows_of_a_with_columns_of_b(pair):
    # [1·5 + 2·7, 1·6 + 2·8], [3·5 + 4·7, 3·6 + 4·8]
    assert pair.matrix_multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]) == [[19, 22], [43, 50]]
    # [1·5 + 2·8, 1·6 + 2·9, 1·7 + 2·10], [3·5 + 4·8, …]
    product = pair.matrix_multiply([[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]])
    assert product == [[21, 24, 27], [47, 54, 61]]
    pair.matrix_multiply([[1, 2, 3]], [[4], [5], [6]])
    pair.matrix_multiply([[4], [1], [6]], [[1, 2, 3]])
    pair.matrix_multiply([[1, 2], [3, 4]], [[0, 1], [1, 0]])
    pair.matrix_multiply([[2]], [[3]])
    for rows, inner, columns in ((2, 3, 4), (4, 2, 3), (5, 5, 5)):
        pair.matrix_multiply(pair.random_matrix(rows, inner), pair.random_matrix(inner, columns))


@task("matrix_multiply", once=True)
def test_matrix_multiply_of_any_numbers(pair):
    for a, b in crossed(MATRICES, [b for b in MATRICES if len(b) == 3]):
        pair.close(pair.matrix_multiply, a, b)
    pair.matrix_multiply([[1, 2]], [[0, 0, 0], [0, 0, 0]])  # equal columns
    square = pair.named("square", [[1, 2], [3, -4]])
    pair.matrix_multiply(square, square)
    tall = pair.named("tall", Code("[[k / 2, -1.5] for k in range(300)]"))
    wide = pair.named("wide", Code("[[k / 2 for k in range(300)], [0.5] * 300]"))
    pair.matrix_multiply(wide, tall)
    pair.matrix_multiply(tall, [[3], [0.5]])
    pair.matrix_multiply([[3, 0.5]], wide)


@task("matrix_multiply")
def test_matrix_multiply_refuses_what_does_not_fit(pair):
    pair.refuses(pair.matrix_multiply, [[7, 8, 9], [4, 5, 6]], [[7, 8], [9, 4]], naming=(3, 2))
    pair.refuses(pair.matrix_multiply, [[7]], [[7, 8], [9, 4]], naming=(1, 2))
    pair.refuses(pair.matrix_multiply, [[7, 8], [9]], [[7, 8], [9, 4]], naming=(1, 2))
    rows = [[7, 8], [7, 8], [7, 8], [9, 7, 6], [7, 8]]
    pair.refuses(pair.matrix_multiply, rows, [[7, 8], [9, 4]], naming=(3, 2))
    pair.refuses(pair.matrix_multiply, [[7, 8, 9]], [[0, 0], [0, 0]], naming=(3, 2))
    pair.refuses(pair.matrix_multiply, [[7, 8]], [[], [], []], naming=(2, 3))
    pair.refuses(pair.matrix_multiply, [[7]], [], naming=(1, 0))
    pair.refuses(pair.matrix_multiply, [[]], [[7, 8]], naming=(0, 1))
    # Where b has no columns, no row of a is multiplied.
    pair.refuses(pair.matrix_multiply, [[7, 8], [9]], [[], []], naming=(1, 2))
    pair.refuses(pair.matrix_multiply, [[7, 8], [9], [7, 8, 6], [7, 8]], [[], []], naming=(2,))


@task("matrix_multiply", once=True)
def test_matrix_multiply_of_nothing_has_the_shape_that_belongs(pair):
    assert pair.matrix_multiply([], [[1, 2]]) == []  # (0, 1) times (1, 2)
    assert pair.matrix_multiply([[1], [2]], [[]]) == [[], []]  # (2, 1) times (1, 0)
    assert pair.matrix_multiply([[7, 8], [1, 2]], [[], []]) == [[], []]  # (2, 2) times (2, 0)
