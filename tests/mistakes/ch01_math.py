"""What learners write in chapter 1 that isn't it, each with the sentence that mends it."""

from grading import mistake


@mistake("vector_add", "On lists, a + b joins them end to end. Add place by place: a[i] + b[i].")
def joined(a, b):
    return a + b


@mistake(
    "vector_add",
    "It stops at the end of the shorter list, so numbers are dropped. "
    "Where the lengths differ, raise a ValueError.",
)
def add_cut_short(a, b):
    return [x + y for x, y in zip(a, b)]


@mistake(
    "vector_add",
    "An index runs past the end of the shorter list. "
    "Where the lengths differ, raise a ValueError first.",
)
def add_runs_past_the_end(a, b):
    return [a[i] + b[i] for i in range(len(b))]


@mistake(
    "vector_add",
    "Only a shorter a is refused. A longer one must be as well: compare with !=.",
)
def add_refuses_shorter_only(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x + y for x, y in zip(a, b)]


@mistake(
    "vector_add",
    "A longer a gets past the check, and an index runs past the end of b. "
    "Compare with !=, not with <.",
)
def add_refuses_shorter_by_index(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [a[i] + b[i] for i in range(len(a))]


@mistake(
    "vector_add",
    "An empty list has no places to write into. "
    "Make it longer by append: result.append(a[i] + b[i]).",
)
def add_writes_past_the_end(a, b):
    result = []
    for i in range(len(a)):
        result[i] = a[i] + b[i]
    return result


@mistake("vector_add", "Those are the differences a[i] - b[i]. Here the sums belong: a[i] + b[i].")
def add_subtracts(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x - y for x, y in zip(a, b)]


@mistake("vector_add", "The ValueError is returned, as an answer. Write raise in place of return.")
def add_returns_the_error(a, b):
    if len(a) != len(b):
        return ValueError(f"{len(a)} and {len(b)}")
    return [x + y for x, y in zip(a, b)]


@mistake(
    "vector_add",
    "assert raises an AssertionError. Write if len(a) != len(b): raise ValueError(…).",
)
def add_asserts(a, b):
    assert len(a) == len(b)
    return [x + y for x, y in zip(a, b)]


@mistake("vector_add", "The return stands inside the loop, so it leaves with the first place only.")
def add_returns_at_once(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    total = []
    for x, y in zip(a, b):
        total.append(x + y)
        return total
    return total


@mistake(
    "vector_add",
    "That is the sum of all the numbers. A vector sum is a list, one number per place.",
)
def add_to_one_number(a, b):
    return sum(a) + sum(b)


@mistake("vector_add", "The sum is written over a, the caller's own list. Build a new list.")
def add_into_a(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    for i in range(len(a)):
        a[i] = a[i] + b[i]
    return a


@mistake("vector_add", "Those are products: the sign between a[i] and b[i] is a plus.")
def add_multiplies(a, b):
    return [x * y for x, y in zip(a, b)]


@mistake("vector_subtract", "That is b - a. The first argument comes first: a[i] - b[i].")
def subtract_backwards(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [y - x for x, y in zip(a, b)]


@mistake(
    "vector_subtract",
    "Python doesn't subtract lists. Take their numbers one by one: a[i] - b[i].",
)
def subtract_lists(a, b):
    return a - b


@mistake(
    "vector_subtract",
    "It stops at the end of the shorter list, so numbers are dropped. "
    "Where the lengths differ, raise a ValueError.",
)
def subtract_cut_short(a, b):
    return [x - y for x, y in zip(a, b)]


@mistake(
    "vector_subtract",
    "An index runs past the end of the shorter list. "
    "Where the lengths differ, raise a ValueError first.",
)
def subtract_runs_past_the_end(a, b):
    return [a[i] - b[i] for i in range(len(b))]


@mistake(
    "vector_subtract",
    "Only a shorter a is refused. A longer one must be as well: compare with !=.",
)
def subtract_refuses_shorter_only(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x - y for x, y in zip(a, b)]


@mistake(
    "vector_subtract",
    "A longer a gets past the check, and an index runs past the end of b. "
    "Compare with !=, not with <.",
)
def subtract_refuses_shorter_by_index(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [a[i] - b[i] for i in range(len(a))]


@mistake("vector_subtract", "abs throws the sign away. A difference may be negative.")
def subtract_without_sign(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [abs(x - y) for x, y in zip(a, b)]


@mistake(
    "vector_subtract",
    "The difference is written over a, the caller's own list. Build a new list.",
)
def subtract_into_a(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    for i in range(len(a)):
        a[i] -= b[i]
    return a


@mistake("vector_subtract", "That adds. The sign between a[i] and b[i] is a minus.")
def subtract_adds(a, b):
    return vector_add(a, b)


@mistake(
    "vector_scale",
    "A list times a whole number repeats the list. Multiply each number in it.",
)
def repeated(v, scalar):
    return v * int(scalar)


@mistake("vector_scale", "The scalar is added. Scaling multiplies: x * scalar.")
def scale_adds(v, scalar):
    return [x + scalar for x in v]


@mistake("vector_scale", "The numbers are written over v, the caller's own list. Build a new list.")
def scale_in_place(v, scalar):
    for i in range(len(v)):
        v[i] *= scalar
    return v


@mistake("vector_scale", "Only the first number is scaled: the return stands inside the loop.")
def scale_returns_at_once(v, scalar):
    scaled = []
    for x in v:
        scaled.append(x * scalar)
        return scaled
    return scaled


@mistake("dot_product", "That is the list of products. A dot product is one number: add them up.")
def list_of_products(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x * y for x, y in zip(a, b)]


@mistake(
    "dot_product",
    "Python doesn't multiply two lists. Take their numbers one by one: a[i] * b[i].",
)
def dot_of_lists(a, b):
    return a * b


@mistake(
    "dot_product",
    "It stops at the end of the shorter list, so numbers are dropped. "
    "Where the lengths differ, raise a ValueError.",
)
def dot_cut_short(a, b):
    return sum(x * y for x, y in zip(a, b))


@mistake(
    "dot_product",
    "An index runs past the end of the shorter list. "
    "Where the lengths differ, raise a ValueError first.",
)
def dot_runs_past_the_end(a, b):
    return sum(a[i] * b[i] for i in range(len(b)))


@mistake(
    "dot_product",
    "Only a shorter a is refused. A longer one must be as well: compare with !=.",
)
def dot_refuses_shorter_only(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return sum(x * y for x, y in zip(a, b))


@mistake(
    "dot_product",
    "A longer a gets past the check, and an index runs past the end of b. "
    "Compare with !=, not with <.",
)
def dot_refuses_shorter_by_index(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return sum(a[i] * b[i] for i in range(len(a)))


@mistake("dot_product", "The return stands inside the loop, so only the first product is counted.")
def dot_returns_at_once(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    total = 0
    for x, y in zip(a, b):
        total += x * y
        return total
    return total


@mistake(
    "dot_product",
    "total = … replaces the total at each step, so only the last product is left. Use +=.",
)
def dot_keeps_the_last(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    total = 0
    for x, y in zip(a, b):
        total = x * y
    return total


@mistake(
    "dot_product",
    "That is the product of the two sums. Multiply place by place first, then add.",
)
def product_of_sums(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return sum(a) * sum(b)


@mistake("dot_product", "The numbers of each place are added, not multiplied, before the sum.")
def dot_of_sums(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return sum(x + y for x, y in zip(a, b))


@mistake("dot_product", "The running total starts at 1. A sum starts at 0.")
def dot_starts_at_one(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return 1 + sum(x * y for x, y in zip(a, b))


@mistake("dot_product", "The last place is left out: range(n) already ends before n.")
def dot_stops_early(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    total = 0
    for i in range(len(a) - 1):
        total += a[i] * b[i]
    return total


@mistake(
    "elementwise_multiply",
    "That is the dot product, one number. Here the products stay apart, in a list.",
)
def products_added_up(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return sum(x * y for x, y in zip(a, b))


@mistake(
    "elementwise_multiply",
    "Python doesn't multiply two lists. Take their numbers one by one: a[i] * b[i].",
)
def products_of_lists(a, b):
    return a * b


@mistake(
    "elementwise_multiply",
    "It stops at the end of the shorter list, so numbers are dropped. "
    "Where the lengths differ, raise a ValueError.",
)
def products_cut_short(a, b):
    return [x * y for x, y in zip(a, b)]


@mistake(
    "elementwise_multiply",
    "An index runs past the end of the shorter list. "
    "Where the lengths differ, raise a ValueError first.",
)
def products_runs_past_the_end(a, b):
    return [a[i] * b[i] for i in range(len(b))]


@mistake(
    "elementwise_multiply",
    "Only a shorter a is refused. A longer one must be as well: compare with !=.",
)
def products_refuses_shorter_only(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x * y for x, y in zip(a, b)]


@mistake(
    "elementwise_multiply",
    "A longer a gets past the check, and an index runs past the end of b. "
    "Compare with !=, not with <.",
)
def products_refuses_shorter_by_index(a, b):
    if len(a) < len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [a[i] * b[i] for i in range(len(a))]


@mistake(
    "elementwise_multiply",
    "That is every number of a with every number of b. Only equal places meet here.",
)
def every_pair(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x * y for x in a for y in b]


@mistake("elementwise_multiply", "Those are sums: the sign between a[i] and b[i] is a times.")
def products_that_add(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [x + y for x, y in zip(a, b)]


@mistake(
    "elementwise_multiply",
    "The products are written over a, the caller's own list. Build a new list.",
)
def products_into_a(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    for i in range(len(a)):
        a[i] *= b[i]
    return a


@mistake("outer_product", "Rows and columns are swapped: a gives the rows, b the columns.")
def outer_turned(a, b):
    return [[x * y for x in a] for y in b]


@mistake(
    "outer_product",
    "That is one long list. The outer product is a list of rows, one for each number of a.",
)
def outer_flat(a, b):
    return [x * y for x in a for y in b]


@mistake(
    "outer_product",
    "[[0] * n] * m is one row, m times over, so writing into it changes all rows. "
    "Make a new list for each row.",
)
def outer_with_one_row(a, b):
    rows = [[0] * len(b)] * len(a)
    for i in range(len(a)):
        for j in range(len(b)):
            rows[i][j] = a[i] * b[j]
    return rows


@mistake("outer_product", "One row goes on growing: begin a new one for each number of a.")
def outer_with_a_growing_row(a, b):
    rows, row = [], []
    for x in a:
        for y in b:
            row.append(x * y)
        rows.append(row)
    return rows


@mistake(
    "outer_product",
    "The row is appended in the inner loop, once for each number of b. Append it after that loop.",
)
def outer_with_rows_repeated(a, b):
    rows = []
    for x in a:
        row = []
        for y in b:
            row.append(x * y)
            rows.append(row)
    return rows


@mistake(
    "outer_product",
    "Both loops run over len(a). The inner one runs over b: a row has len(b) numbers.",
)
def outer_of_len_a_twice(a, b):
    return [[a[i] * b[j] for j in range(len(a))] for i in range(len(a))]


@mistake("outer_product", "The return stands inside the loop, so only the first row is built.")
def outer_returns_at_once(a, b):
    rows = []
    for x in a:
        rows.append([x * y for y in b])
        return rows
    return rows


@mistake(
    "outer_product",
    "That multiplies place by place. "
    "The outer product pairs every number of a with every one of b.",
)
def outer_elementwise(a, b):
    return [x * y for x, y in zip(a, b)]


@mistake(
    "outer_product",
    "a and b may have different lengths here: the result is len(a) by len(b).",
)
def outer_refuses_lengths(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [[x * y for y in b] for x in a]


@mistake("outer_product", "Those are sums. Each entry is a product, a[i] * b[j].")
def outer_of_sums(a, b):
    return [[x + y for y in b] for x in a]


@mistake("transpose", "That is the same matrix. Row i of the result is column i of the argument.")
def transpose_copies(matrix):
    if any(len(row) != len(matrix[0]) for row in matrix):
        raise ValueError(" and ".join(str(len(row)) for row in matrix))
    return [list(row) for row in matrix]


@mistake("transpose", "Those rows are tuples. Make each one a list: list(column).")
def transpose_of_tuples(matrix):
    return list(zip(*matrix))


@mistake(
    "transpose",
    "It takes the matrix to be square. The result has as many rows as the argument has columns.",
)
def transpose_square_only(matrix):
    n = len(matrix)
    return [[matrix[j][i] for j in range(n)] for i in range(n)]


@mistake(
    "transpose",
    "It stops at the end of the shortest row, so numbers are dropped. "
    "Where rows differ in length, raise a ValueError.",
)
def transpose_cut_short(matrix):
    return [list(column) for column in zip(*matrix)]


@mistake(
    "transpose",
    "An index runs past the end of a shorter row. "
    "Where two rows differ in length, raise a ValueError first.",
)
def transpose_runs_past_the_end(matrix):
    if not matrix:
        return []
    return [[row[j] for row in matrix] for j in range(len(matrix[0]))]


@mistake(
    "transpose",
    "Only a row shorter than the first is refused. A longer one must be as well: compare with !=.",
)
def transpose_refuses_shorter_rows_only(matrix):
    for row in matrix:
        if len(row) < len(matrix[0]):
            raise ValueError(f"{len(row)} and {len(matrix[0])}")
    return [list(column) for column in zip(*matrix)]


@mistake(
    "transpose",
    "That is one long list. The result is a list of rows: begin a new row for each column.",
)
def transpose_flat(matrix):
    return [row[j] for j in range(len(matrix[0])) for row in matrix]


@mistake("transpose", "[[0] * n] * m is one row, m times over, so every row comes out the same.")
def transpose_with_one_row(matrix):
    if not matrix:
        return []
    result = [[0] * len(matrix)] * len(matrix[0])
    for i in range(len(matrix)):
        for j in range(len(matrix[0])):
            result[j][i] = matrix[i][j]
    return result


@mistake(
    "transpose",
    "The result has too few rows for that index. "
    "It needs one for each column of the argument: len(matrix[0]).",
)
def transpose_into_the_old_shape(matrix):
    result = [[0] * len(matrix[0]) for _ in matrix]
    for i in range(len(matrix)):
        for j in range(len(matrix[0])):
            result[j][i] = matrix[i][j]
    return result


@mistake("transpose", "That turns the order of the rows around. Rows become columns instead.")
def transpose_reverses(matrix):
    return matrix[::-1]


@mistake(
    "transpose",
    "matrix[0] is read before it is known that there is one: transpose([]) is [].",
)
def transpose_needs_a_row(matrix):
    return [[row[j] for row in matrix] for j in range(len(matrix[0]))]


@mistake(
    "matrix_vector_multiply",
    "That goes down the columns. Entry i is the dot product of row i with the vector.",
)
def columns_for_rows(matrix, vector):
    return [sum(row[j] * vector[i] for i, row in enumerate(matrix)) for j in range(len(matrix[0]))]


@mistake(
    "matrix_vector_multiply",
    "Each entry is still a list of products. Add up each row's products: one number per row.",
)
def rows_of_products(matrix, vector):
    return [elementwise_multiply(row, vector) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "It stops at the end of the shorter list. "
    "Where a row is not as long as the vector, raise a ValueError.",
)
def rows_cut_short(matrix, vector):
    return [sum(x * y for x, y in zip(row, vector)) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "An index runs past the end of a row. "
    "Where a row is not as long as the vector, raise a ValueError first.",
)
def rows_run_past_the_end(matrix, vector):
    return [sum(row[j] * vector[j] for j in range(len(vector))) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "Only a row shorter than the vector is refused. A longer one must be as well: compare with !=.",
)
def shorter_rows_refused_only(matrix, vector):
    for row in matrix:
        if len(row) < len(vector):
            raise ValueError(f"{len(row)} and {len(vector)}")
    return [sum(x * y for x, y in zip(row, vector)) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "A longer row gets past the check, and an index runs past the end of the vector. "
    "Compare with !=.",
)
def shorter_rows_refused_by_index(matrix, vector):
    for row in matrix:
        if len(row) < len(vector):
            raise ValueError(f"{len(row)} and {len(vector)}")
    return [sum(row[j] * vector[j] for j in range(len(row))) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "matrix[0] is read before it is known that there is one: with no rows the result is [].",
)
def first_row_of_none(matrix, vector):
    if len(matrix[0]) != len(vector):
        raise ValueError(f"{len(matrix[0])} and {len(vector)}")
    return [dot_product(row, vector) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "The total goes on from row to row. Set it to 0 where a row begins.",
)
def total_never_reset(matrix, vector):
    result, total = [], 0
    for row in matrix:
        total += dot_product(row, vector)
        result.append(total)
    return result


@mistake(
    "matrix_vector_multiply",
    "Sizes that fit are refused. "
    "There may be any number of rows: each must be as long as the vector.",
)
def number_of_rows_checked(matrix, vector):
    if len(matrix) != len(vector):
        raise ValueError(f"{len(matrix)} and {len(vector)}")
    return [dot_product(row, vector) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "The return stands inside the loop, so only the first row is used.",
)
def first_row_only(matrix, vector):
    result = []
    for row in matrix:
        result.append(dot_product(row, vector))
        return result
    return result


@mistake(
    "matrix_vector_multiply",
    "That adds up all the rows. The result has one number for each row.",
)
def all_rows_added(matrix, vector):
    return sum(dot_product(row, vector) for row in matrix)


@mistake(
    "matrix_vector_multiply",
    "Only the first row's length is checked. A later row of another length must be refused too.",
)
def only_first_row_checked(matrix, vector):
    if matrix and len(matrix[0]) != len(vector):
        raise ValueError(f"{len(matrix[0])} and {len(vector)}")
    return [sum(x * y for x, y in zip(row, vector)) for row in matrix]


@mistake(
    "matrix_vector_multiply",
    "Only the first row's length is checked, and an index runs past the end of a later row. "
    "Check every row.",
)
def only_first_row_checked_by_index(matrix, vector):
    if matrix and len(matrix[0]) != len(vector):
        raise ValueError(f"{len(matrix[0])} and {len(vector)}")
    return [sum(row[j] * vector[j] for j in range(len(vector))) for row in matrix]


@mistake(
    "matrix_multiply",
    "That is rows of a with rows of b. The second partner is a column of b.",
)
def row_by_row(a, b):
    return [[dot_product(row, other) for other in b] for row in a]


@mistake(
    "matrix_multiply",
    "That multiplies place by place. Entry i, j is row i of a with column j of b.",
)
def place_by_place(a, b):
    return [elementwise_multiply(row, other) for row, other in zip(a, b)]


@mistake("matrix_multiply", "That is b times a. The order matters: the rows come from a.")
def in_the_wrong_order(a, b):
    return [[dot_product(row, column) for column in transpose(a)] for row in b]


@mistake(
    "matrix_multiply",
    "The result is turned: its rows follow the rows of a, its columns the columns of b.",
)
def product_turned(a, b):
    columns = transpose(b)
    return [[dot_product(row, column) for row in a] for column in columns]


@mistake("matrix_multiply", "It takes b to be square. The result has as many columns as b.")
def product_square_only(a, b):
    n = len(b)
    for row in a:
        if len(row) != n:
            raise ValueError(f"{len(row)} and {n}")
    return [[sum(row[k] * b[k][j] for k in range(n)) for j in range(n)] for row in a]


@mistake(
    "matrix_multiply",
    "Sizes that don't fit are cut to the shorter one. "
    "Raise a ValueError where a row of a is not as long as b has rows.",
)
def product_cut_short(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


@mistake(
    "matrix_multiply",
    "An index runs past the last row of b. "
    "Where a row of a is not as long as b has rows, raise a ValueError first.",
)
def product_runs_past_the_end(a, b):
    return [[sum(row[k] * b[k][j] for k in range(len(row))) for j in range(len(b[0]))] for row in a]


@mistake(
    "matrix_multiply",
    "Only the first row of a is checked. A later row of another length must be refused too.",
)
def product_checks_the_first_row(a, b):
    if len(a[0]) != len(b):
        raise ValueError(f"{len(a[0])} and {len(b)}")
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


@mistake(
    "matrix_multiply",
    "Only the first row of a is checked, and an index runs past the end of a later one. "
    "Check every row.",
)
def product_checks_the_first_row_by_index(a, b):
    if len(a[0]) != len(b):
        raise ValueError(f"{len(a[0])} and {len(b)}")
    return [[sum(row[k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for row in a]


@mistake(
    "matrix_multiply",
    "b without columns gets through unchecked. "
    "Compare each row's length with len(b) before the products.",
)
def product_leaves_it_to_dot_product(a, b):
    return [[dot_product(row, column) for column in transpose(b)] for row in a]


@mistake(
    "matrix_multiply",
    "= replaces the entry at each step, so only the last product is left. Use +=.",
)
def product_keeps_the_last(a, b):
    result = [[0] * len(b[0]) for _ in a]
    for i in range(len(a)):
        for j in range(len(b[0])):
            for k in range(len(b)):
                result[i][j] = a[i][k] * b[k][j]
    return result


@mistake(
    "matrix_multiply",
    "Sizes that fit are refused. One thing must hold: each row of a is as long as b has rows.",
)
def product_compares_rows_with_columns(a, b):
    if len(a) != len(b[0]):
        raise ValueError(f"{len(a)} and {len(b[0])}")
    return [[dot_product(row, column) for column in transpose(b)] for row in a]


@mistake(
    "matrix_multiply",
    "Sizes that fit are refused. a may have any number of rows: compare len(row) with len(b).",
)
def product_compares_rows_with_rows(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)}")
    return [[dot_product(row, column) for column in transpose(b)] for row in a]


@mistake(
    "matrix_multiply",
    "[[0] * n] * m is one row, m times over, so every row comes out the same.",
)
def product_with_one_row(a, b):
    for row in a:
        if len(row) != len(b):
            raise ValueError(f"{len(row)} and {len(b)}")
    result = [[0] * len(b[0])] * len(a)
    for i in range(len(a)):
        for j in range(len(b[0])):
            result[i][j] = sum(a[i][k] * b[k][j] for k in range(len(b)))
    return result
