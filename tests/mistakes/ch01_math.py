"""What learners write in chapter 1 that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
vector_add

That is b after a, as a + b joins two lists. Add place by place: a[i] + b[i].
+ return a + b

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ return [x + y for x, y in zip(a, b)]

An index runs past the end of the shorter list. Where the lengths differ, raise a ValueError first.
+ return [a[i] + b[i] for i in range(len(b))]

Only a shorter a is refused. A longer one must be refused as well: compare with !=.
- if len(a) != len(b):
+ if len(a) < len(b):
- return [x + y for x, y in zip(a, b, strict=True)]
+ return [x + y for x, y in zip(a, b)]

A longer a isn't refused before an index runs past the end of b. Put the check with != first.
- if len(a) != len(b):
+ if len(a) < len(b):
- return [x + y for x, y in zip(a, b, strict=True)]
+ return [a[i] + b[i] for i in range(len(a))]

A list can't be written to at a place that it doesn't have, and [] has none. Begin with [], and
append each sum a[i] + b[i].
+ result = []
+ for i in range(len(a)):
+     result[i] = a[i] + b[i]
+ return result

Those are the differences a[i] - b[i]. Here the sums belong: a[i] + b[i].
- return [x + y for x, y in zip(a, b, strict=True)]
+ return [x - y for x, y in zip(a, b)]

The ValueError is returned, as an answer. It must be raised: if len(a) != len(b): raise
ValueError(…).
- raise ValueError
+ return ValueError

That is an AssertionError, as assert raises it. Write if len(a) != len(b): raise ValueError(…).
+ assert len(a) == len(b)
+ return [x + y for x, y in zip(a, b)]

The return stands inside the loop, so it leaves with the first place only.
- return [x + y for x, y in zip(a, b, strict=True)]
+ total = []
+ for x, y in zip(a, b):
+     total.append(x + y)
+     return total
+ return total

That is the sum of all the numbers. A vector sum is a list, one number per place.
+ return sum(a) + sum(b)

The sum is written over a, the caller's own list. Build a new list.
- return [x + y for x, y in zip(a, b, strict=True)]
+ for i in range(len(a)):
+     a[i] = a[i] + b[i]
+ return a

Those are the products a[i] * b[i]. Here the sums belong: a[i] + b[i].
+ return [x * y for x, y in zip(a, b)]

An empty list is accepted beside a list of any length. Compare the lengths even where one is 0.
- if len(a) != len(b):
+ if not a or not b:
+     return []
+ if len(a) != len(b):

An empty a is accepted beside a b of any length. Compare the lengths even where a is empty.
- if len(a) != len(b):
+ if not a:
+     return []
+ if len(a) != len(b):
""")

edits("""
vector_subtract

That is b - a. The first argument comes first: a[i] - b[i].
- return [x - y for x, y in zip(a, b, strict=True)]
+ return [y - x for x, y in zip(a, b)]

Python doesn't subtract lists. Take their numbers one by one: a[i] - b[i].
+ return a - b

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ return [x - y for x, y in zip(a, b)]

An index runs past the end of the shorter list. Where the lengths differ, raise a ValueError first.
+ return [a[i] - b[i] for i in range(len(b))]

Only a shorter a is refused. A longer one must be refused as well: compare with !=.
- if len(a) != len(b):
+ if len(a) < len(b):
- return [x - y for x, y in zip(a, b, strict=True)]
+ return [x - y for x, y in zip(a, b)]

A longer a isn't refused before an index runs past the end of b. Put the check with != first.
- if len(a) != len(b):
+ if len(a) < len(b):
- return [x - y for x, y in zip(a, b, strict=True)]
+ return [a[i] - b[i] for i in range(len(a))]

The signs are gone, as with abs. A difference may be negative.
- return [x - y for x, y in zip(a, b, strict=True)]
+ return [abs(x - y) for x, y in zip(a, b)]

The difference is written over a, the caller's own list. Build a new list.
- return [x - y for x, y in zip(a, b, strict=True)]
+ for i in range(len(a)):
+     a[i] -= b[i]
+ return a

Those are the sums a[i] + b[i]. Here the differences belong: a[i] - b[i].
+ return vector_add(a, b)

An empty list is accepted beside a list of any length. Compare the lengths even where one is 0.
- if len(a) != len(b):
+ if not a or not b:
+     return []
+ if len(a) != len(b):

An empty a is accepted beside a b of any length. Compare the lengths even where a is empty.
- if len(a) != len(b):
+ if not a:
+     return []
+ if len(a) != len(b):
""")

edits("""
vector_scale

That repeats the list, as a list times a whole number does. Multiply each number in it.
+ return v * int(scalar)

The scalar is added. Scaling multiplies: every number of v times scalar.
+ return [x + scalar for x in v]

The numbers are written over v, the caller's own list. Build a new list.
+ for i in range(len(v)):
+     v[i] *= scalar
+ return v

Only the first number is scaled: the return stands inside the loop.
+ scaled = []
+ for x in v:
+     scaled.append(x * scalar)
+     return scaled
+ return scaled
""")

edits("""
dot_product

That is the list of products. A dot product is one number: add them up.
- return sum(map(mul, a, b))
+ return [x * y for x, y in zip(a, b)]

Python doesn't multiply two lists. Take their numbers one by one: a[i] * b[i].
+ return a * b

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ return sum(x * y for x, y in zip(a, b))

An index runs past the end of the shorter list. Where the lengths differ, raise a ValueError first.
+ return sum(a[i] * b[i] for i in range(len(b)))

Only a shorter a is refused. A longer one must be refused as well: compare with !=.
- if len(a) != len(b):
+ if len(a) < len(b):

A longer a isn't refused before an index runs past the end of b. Put the check with != first.
- if len(a) != len(b):
+ if len(a) < len(b):
- return sum(map(mul, a, b))
+ return sum(a[i] * b[i] for i in range(len(a)))

The return stands inside the loop, so only the first product is counted.
- return sum(map(mul, a, b))
+ total = 0
+ for x, y in zip(a, b):
+     total += x * y
+     return total
+ return total

Only the last product is left, perhaps because = replaces the total at each step. Add every product
to it, with +=.
- return sum(map(mul, a, b))
+ total = 0
+ for x, y in zip(a, b):
+     total = x * y
+ return total

That is the product of the two sums. Multiply place by place first, then add.
- return sum(map(mul, a, b))
+ return sum(a) * sum(b)

That is the sum of all the numbers in a and b. Multiply place by place first, a[i] * b[i], then add.
- return sum(map(mul, a, b))
+ return sum(x + y for x, y in zip(a, b))

The sum is 1 too large, as if it started at 1. A sum starts at 0.
- return sum(map(mul, a, b))
+ return 1 + sum(x * y for x, y in zip(a, b))

The last place is left out. It counts too. If you use range: range(n) already ends before n.
- return sum(map(mul, a, b))
+ total = 0
+ for i in range(len(a) - 1):
+     total += a[i] * b[i]
+ return total

An empty list is accepted beside a list of any length. Compare the lengths even where one is 0.
- if len(a) != len(b):
+ if not a or not b:
+     return 0
+ if len(a) != len(b):

An empty a is accepted beside a b of any length. Compare the lengths even where a is empty.
- if len(a) != len(b):
+ if not a:
+     return 0
+ if len(a) != len(b):
""")

edits("""
elementwise_multiply

That is the dot product, one number. Keep the products apart, in a list.
- return [x * y for x, y in zip(a, b, strict=True)]
+ return sum(x * y for x, y in zip(a, b))

Python doesn't multiply two lists. Take their numbers one by one: a[i] * b[i].
+ return a * b

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ return [x * y for x, y in zip(a, b)]

An index runs past the end of the shorter list. Where the lengths differ, raise a ValueError first.
+ return [a[i] * b[i] for i in range(len(b))]

Only a shorter a is refused. A longer one must be refused as well: compare with !=.
- if len(a) != len(b):
+ if len(a) < len(b):
- return [x * y for x, y in zip(a, b, strict=True)]
+ return [x * y for x, y in zip(a, b)]

A longer a isn't refused before an index runs past the end of b. Put the check with != first.
- if len(a) != len(b):
+ if len(a) < len(b):
- return [x * y for x, y in zip(a, b, strict=True)]
+ return [a[i] * b[i] for i in range(len(a))]

That is every number of a with every number of b. Multiply equal places only: a[i] * b[i].
- return [x * y for x, y in zip(a, b, strict=True)]
+ return [x * y for x in a for y in b]

Those are the sums a[i] + b[i]. Here the products belong: a[i] * b[i].
- return [x * y for x, y in zip(a, b, strict=True)]
+ return [x + y for x, y in zip(a, b)]

The products are written over a, the caller's own list. Build a new list.
- return [x * y for x, y in zip(a, b, strict=True)]
+ for i in range(len(a)):
+     a[i] *= b[i]
+ return a

An empty list is accepted beside a list of any length. Compare the lengths even where one is 0.
- if len(a) != len(b):
+ if not a or not b:
+     return []
+ if len(a) != len(b):

An empty a is accepted beside a b of any length. Compare the lengths even where a is empty.
- if len(a) != len(b):
+ if not a:
+     return []
+ if len(a) != len(b):
""")

edits("""
outer_product

Rows and columns are swapped: a should give the rows, b the columns.
+ return [[x * y for x in a] for y in b]

That is one long list. The outer product is a list of rows, one for each number of a.
+ return [x * y for x in a for y in b]

Every row comes out like the last, perhaps because all are one list. Row i needs a list of its own,
with a[i].
+ rows = [[0] * len(b)] * len(a)
+ for i in range(len(a)):
+     for j in range(len(b)):
+         rows[i][j] = a[i] * b[j]
+ return rows

Every row holds all the products. Begin a new row for each number of a, with its own products only.
+ rows, row = [], []
+ for x in a:
+     for y in b:
+         row.append(x * y)
+     rows.append(row)
+ return rows

Each row comes len(b) times, perhaps because it is appended in the inner loop. Add it once, when it
is complete.
+ rows = []
+ for x in a:
+     row = []
+     for y in b:
+         row.append(x * y)
+         rows.append(row)
+ return rows

The rows' length follows a. Each row should have len(b) numbers, one for each number of b.
+ return [[a[i] * b[j] for j in range(len(a))] for i in range(len(a))]

The return stands inside the loop, so only the first row is built.
+ rows = []
+ for x in a:
+     rows.append([x * y for y in b])
+     return rows
+ return rows

That multiplies place by place. The outer product pairs every number of a with every one of b.
+ return [x * y for x, y in zip(a, b)]

a and b may have different lengths here: the result is len(a) by len(b).
+ if len(a) != len(b):
+     raise ValueError(f"{len(a)} and {len(b)}")
+ return [[x * y for y in b] for x in a]

Those are sums. Each entry is a product, a[i] * b[j].
+ return [[x + y for y in b] for x in a]
""")

edits("""
transpose

That is the same matrix. Row i of the result should be column i of the argument.
- return list(map(list, zip(*matrix, strict=True)))
+ return [list(row) for row in matrix]

Those rows are tuples. Make each one a list.
+ return list(zip(*matrix))

This treats the matrix as square. The result should have as many rows as the argument has columns.
+ n = len(matrix)
+ return [[matrix[j][i] for j in range(n)] for i in range(n)]

It stops at the end of the shortest row, so numbers are dropped. Where rows differ in length, raise
a ValueError.
+ return [list(column) for column in zip(*matrix)]

An index runs past the end of a shorter row. Where two rows differ in length, raise a ValueError
first.
+ if not matrix:
+     return []
+ return [[row[j] for row in matrix] for j in range(len(matrix[0]))]

Only a row shorter than the first is refused. A longer one must be refused, too: compare with !=.
+ for row in matrix:
+     if len(row) < len(matrix[0]):
+         raise ValueError(f"{len(row)} and {len(matrix[0])}")
+ return [list(column) for column in zip(*matrix)]

That is one long list. The result should be a list of rows: begin a new row for each column.
+ return [row[j] for j in range(len(matrix[0])) for row in matrix]

Every row comes out like the last, perhaps because all are one list. Row j needs a list of its own,
of column j.
+ if not matrix:
+     return []
+ result = [[0] * len(matrix)] * len(matrix[0])
+ for i in range(len(matrix)):
+     for j in range(len(matrix[0])):
+         result[j][i] = matrix[i][j]
+ return result

The result has too few rows for that index. It needs one for each column of the argument:
len(matrix[0]).
+ result = [[0] * len(matrix[0]) for _ in matrix]
+ for i in range(len(matrix)):
+     for j in range(len(matrix[0])):
+         result[j][i] = matrix[i][j]
+ return result

That reverses the order of the rows. Rows should become columns instead.
+ return matrix[::-1]

A matrix without rows has no matrix[0]: transpose([]) should be [].
+ return [[row[j] for row in matrix] for j in range(len(matrix[0]))]

Where the first row is empty, a longer one isn't refused. Compare the rows' lengths there, too.
+ if not matrix or not matrix[0]:
+     return []
+ if len({len(row) for row in matrix}) > 1:
+     raise ValueError(f"{min(map(len, matrix))} and {max(map(len, matrix))}")
+ return [list(column) for column in zip(*matrix)]
""")

edits("""
matrix_vector_multiply

The sums go down the columns. Entry i is the dot product of row i with the vector.
+ return [sum(row[j] * vector[i] for i, row in enumerate(matrix)) for j in range(len(matrix[0]))]

Each entry is still a list of products. Add up each row's products: one number per row.
+ return [elementwise_multiply(row, vector) for row in matrix]

The rest of the longer list is dropped. Where a row is not as long as the vector, raise a
ValueError.
+ return [sum(x * y for x, y in zip(row, vector)) for row in matrix]

An index runs past the end of a row. Where a row is not as long as the vector, raise a ValueError
first.
+ return [sum(row[j] * vector[j] for j in range(len(vector))) for row in matrix]

Only a row shorter than the vector is refused. A longer one must be refused, too: compare with !=.
+ for row in matrix:
+     if len(row) < len(vector):
+         raise ValueError(f"{len(row)} and {len(vector)}")
+ return [sum(x * y for x, y in zip(row, vector)) for row in matrix]

A longer row isn't refused before an index runs past the end of the vector. Put the check with !=
first.
+ for row in matrix:
+     if len(row) < len(vector):
+         raise ValueError(f"{len(row)} and {len(vector)}")
+ return [sum(row[j] * vector[j] for j in range(len(row))) for row in matrix]

A matrix without rows has no matrix[0]: the result should be [].
+ if len(matrix[0]) != len(vector):
+     raise ValueError(f"{len(matrix[0])} and {len(vector)}")
+ return [dot_product(row, vector) for row in matrix]

The total goes on from row to row. Set it to 0 where a row begins.
+ result, total = [], 0
+ for row in matrix:
+     total += dot_product(row, vector)
+     result.append(total)
+ return result

Sizes that fit are refused. There may be any number of rows: each must be as long as the vector.
+ if len(matrix) != len(vector):
+     raise ValueError(f"{len(matrix)} and {len(vector)}")
+ return [dot_product(row, vector) for row in matrix]

The return stands inside the loop, so only the first row is used.
+ result = []
+ for row in matrix:
+     result.append(dot_product(row, vector))
+     return result
+ return result

That adds up all the rows. The result should have one number for each row.
+ return sum(dot_product(row, vector) for row in matrix)

Not every row's length is checked. A later row with a different length must be refused, too.
+ if matrix and len(matrix[0]) != len(vector):
+     raise ValueError(f"{len(matrix[0])} and {len(vector)}")
+ return [sum(x * y for x, y in zip(row, vector)) for row in matrix]

Not every row's length is checked, and an index runs past the end of a later row. Check every row.
+ if matrix and len(matrix[0]) != len(vector):
+     raise ValueError(f"{len(matrix[0])} and {len(vector)}")
+ return [sum(row[j] * vector[j] for j in range(len(vector))) for row in matrix]

The message names how many rows there are. What doesn't fit is a row's length: name that instead.
+ for row in matrix:
+     if len(row) != len(vector):
+         raise ValueError(f"{len(matrix)} and {len(vector)}")
+ return [dot_product(row, vector) for row in matrix]
""")

edits("""
matrix_multiply

That pairs rows of a with rows of b. Pair each row of a with the columns of b.
+ return [[dot_product(row, other) for other in b] for row in a]

That multiplies entry by entry. Entry i, j should be row i of a with column j of b.
+ if len(a[0]) != len(b):
+     raise ValueError(f"{len(a[0])} columns, {len(b)} rows")
+ return [[a[i][j] * b[i][j] for j in range(len(b[0]))] for i in range(len(a))]

That multiplies place by place. Entry i, j is row i of a with column j of b.
+ return [elementwise_multiply(row, other) for row, other in zip(a, b)]

That is b times a. The order matters: the rows should come from a.
+ return [[dot_product(row, column) for column in transpose(a)] for row in b]

The result is transposed: its rows should follow the rows of a, its columns the columns of b.
+ columns = transpose(b)
+ return [[dot_product(row, column) for row in a] for column in columns]

This treats b as square. The result should have as many columns as b.
+ n = len(b)
+ for row in a:
+     if len(row) != n:
+         raise ValueError(f"{len(row)} and {n}")
+ return [[sum(row[k] * b[k][j] for k in range(n)) for j in range(n)] for row in a]

Sizes that don't fit are cut to the shorter one. Raise a ValueError where a row of a is not as long
as b has rows.
+ return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]

An index runs past the last row of b. Where a row of a is not as long as b has rows, raise a
ValueError first.
+ return [[sum(row[k] * b[k][j] for k in range(len(row))) for j in range(len(b[0]))] for row in a]

Not every row of a is checked. A later row with a different length must be refused, too.
+ if len(a[0]) != len(b):
+     raise ValueError(f"{len(a[0])} and {len(b)}")
+ return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]

Not every row of a is checked, and an index runs past the end of a later one. Check every row.
+ if len(a[0]) != len(b):
+     raise ValueError(f"{len(a[0])} and {len(b)}")
+ return [[sum(row[k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for row in a]

A b without columns gets through. Compare the length of each row of a with len(b) first.
+ return [[dot_product(row, column) for column in transpose(b)] for row in a]

Only the last product of each entry is left, perhaps because = replaces the sum at each step. Add
every product to it, with +=.
+ result = [[0] * len(b[0]) for _ in a]
+ for i in range(len(a)):
+     for j in range(len(b[0])):
+         for k in range(len(b)):
+             result[i][j] = a[i][k] * b[k][j]
+ return result

Sizes that fit are refused. One thing must hold: each row of a is as long as b has rows.
+ if len(a) != len(b[0]):
+     raise ValueError(f"{len(a)} and {len(b[0])}")
+ return [[dot_product(row, column) for column in transpose(b)] for row in a]

Sizes that fit are refused. a may have any number of rows: compare the length of each with len(b).
+ if len(a) != len(b):
+     raise ValueError(f"{len(a)} and {len(b)}")
+ return [[dot_product(row, column) for column in transpose(b)] for row in a]

Every row comes out like the last, perhaps because all are one list. Row i needs a list of its own,
from a[i].
- columns = transpose(b)
- return [matrix_vector_multiply(columns, row) for row in a]
+ result = [[0] * len(b[0])] * len(a)
+ for i in range(len(a)):
+     for j in range(len(b[0])):
+         result[i][j] = sum(a[i][k] * b[k][j] for k in range(len(b)))
+ return result

The message lacks the length of the row that doesn't fit, perhaps because it names how many rows a
has.
- f"matrix_multiply: a row of a has length {len(row)}, b has {len(b)} rows"
+ f"matrix_multiply: a row of a has length {len(a)}, b has {len(b)} rows"

An empty matrix is answered before the sizes are compared, so any a goes with a b without rows.
Compare each row's length with len(b) first.
- for row in a:
+ if not a or not b:
+     return []
+ for row in a:
""")
