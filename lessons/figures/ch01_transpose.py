"""Chapter 1: a matrix and its transpose; what was a row is a column."""

from grids import TINT_BLUE, TINT_ORANGE, grid, sheet, write
from style import BLACK, save

from solutions.ch01_math import transpose

TINTS = [TINT_BLUE, TINT_ORANGE]


def main():
    matrix = [[1, 2, 3], [4, 5, 6]]
    turned = transpose(matrix)

    figure, axes = sheet(5.7, "Each row becomes a column")
    grid(axes, matrix, 1.4, 2.2, tint=lambda i, j: TINTS[i])
    for i in range(2):
        write(axes, 1.25, 2.7 + i, f"row {i}", ha="right", fontsize=9.5)
    axes.annotate("", (6.1, 3.2), (4.9, 3.2), arrowprops={"arrowstyle": "->", "color": BLACK})
    write(axes, 5.5, 2.85, "transpose", fontsize=9.5)
    grid(axes, turned, 6.9, 1.7, tint=lambda i, j: TINTS[j])
    for j in range(2):
        write(axes, 7.4 + j, 1.45, str(j), fontsize=9.5)
    write(axes, 6.85, 1.45, "column", ha="right", fontsize=9.5)
    for middle, rows in ((2.9, matrix), (7.9, turned)):
        m, n = len(rows), len(rows[0])
        write(axes, middle, 5.2, f"{m} rows of {n}: ({m}, {n})")
    save(figure, __file__)


if __name__ == "__main__":
    main()
