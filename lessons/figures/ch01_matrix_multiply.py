"""Chapter 1: a matrix product laid out so that each cell stands where its row and column meet."""

from grids import TINT_BLUE, TINT_ORANGE, grid, sheet, write
from style import BLACK, save

from solutions.ch01_math import matrix_multiply, transpose


def main():
    A, B = [[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]]
    product = matrix_multiply(A, B)
    row, column = 0, 0  # the cell that is followed: both arrows end at it

    figure, axes = sheet(7.9, "Each cell: its row of A with its column of B")
    left, top = 4.6, 4.1  # the product's corner
    grid(axes, A, 1.5, top, tint=lambda i, j: TINT_BLUE if i == row else "white")
    grid(axes, B, left, 1.2, tint=lambda i, j: TINT_ORANGE if j == column else "white")
    grid(axes, product, left, top, bold=(row, column))
    arrow = {"arrowstyle": "->", "color": BLACK, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (left, top + row + 0.5), (3.5, top + row + 0.5), arrowprops=arrow)
    axes.annotate("", (left + column + 0.5, top), (left + column + 0.5, 3.2), arrowprops=arrow)
    write(axes, 1.2, top + 1, "A", weight="bold")
    write(axes, left - 0.3, 2.2, "B", weight="bold")
    write(axes, left + 3.3, top + 1, "A B", weight="bold", ha="left")
    pairs = " + ".join(f"{a}·{b}" for a, b in zip(A[row], transpose(B)[column], strict=True))
    write(axes, 5, 6.75, f"row {row} with column {column}: {pairs} = {product[row][column]}")
    write(axes, 5, 7.4, "shapes: (2, 2) times (2, 3) gives (2, 3)", fontsize=9.5)
    save(figure, __file__)


if __name__ == "__main__":
    main()
