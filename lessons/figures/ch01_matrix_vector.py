"""Chapter 1: a matrix times a vector: each row meets the vector and gives one number."""

from grids import TINT_BLUE, TINT_ORANGE, grid, sheet, words, write
from style import save

from solutions.ch01_math import matrix_vector_multiply

TINTS = [TINT_BLUE, TINT_ORANGE]


def main():
    W, x = [[1, 2, 0], [0, 1, -1]], [3, 1, 2]
    z = matrix_vector_multiply(W, x)

    figure, axes = sheet(5.9, "Each row meets x and gives one number")
    top = 2.45
    grid(axes, W, 0.4, top, tint=lambda i, j: TINTS[i])
    grid(axes, [[number] for number in x], 4, top - 0.5)
    write(axes, 5.35, top + 1, "=", fontsize=13)
    grid(axes, [[number] for number in z], 5.7, top, tint=lambda i, j: TINTS[i])
    for o, row in enumerate(W):
        products = " + ".join(f"{words(w)}·{words(n)}" for w, n in zip(row, x, strict=True))
        write(axes, 6.85, top + o + 0.5, products.replace("+ −", "− "), ha="left", fontsize=9.5)
    for middle, name in ((1.9, "W"), (4.5, "x"), (6.2, "W x")):
        write(axes, middle, 1.5, name, weight="bold")
    shapes = ((1.9, f"({len(W)}, {len(W[0])})"), (4.5, f"({len(x)},)"), (6.2, f"({len(z)},)"))
    for middle, shape in shapes:
        write(axes, middle, 5.4, shape, fontsize=11)
    write(axes, 3.4, 5.4, "times", fontsize=9.5)
    write(axes, 5.35, 5.4, "gives", fontsize=9.5)
    save(figure, __file__)


if __name__ == "__main__":
    main()
