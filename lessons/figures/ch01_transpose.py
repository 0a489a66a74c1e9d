"""Chapter 1: a matrix and its transpose; what was a row is a column."""

from grids import TINT_BLUE, TINT_ORANGE, grid, sheet, write
from style import BLACK, save

from solutions.ch01_math import transpose

TINTS = [TINT_BLUE, TINT_ORANGE]


def main():
    matrix = [[1, 2, 3], [4, 5, 6]]
    turned = transpose(matrix)

    figure, axes = sheet(6, "Each row becomes a column")
    grid(axes, matrix, 1.4, 2.5, tint=lambda i, j: TINTS[i])
    for i in range(2):
        write(axes, 1.25, 3 + i, f"row {i}", ha="right", fontsize=9.5)
    axes.annotate("", (6.1, 3.5), (4.9, 3.5), arrowprops={"arrowstyle": "->", "color": BLACK})
    write(axes, 5.5, 3.15, "transpose", fontsize=9.5)
    grid(axes, turned, 6.9, 2, tint=lambda i, j: TINTS[j])
    for j in range(2):
        write(axes, 7.4 + j, 1.75, str(j), fontsize=9.5)
    write(axes, 6.85, 1.75, "column", ha="right", fontsize=9.5)
    for middle, rows in ((2.9, matrix), (7.9, turned)):
        m, n = len(rows), len(rows[0])
        write(axes, middle, 5.5, f"{m} rows of {n}: ({m}, {n})")
    save(figure, __file__)


if __name__ == "__main__":
    main()
