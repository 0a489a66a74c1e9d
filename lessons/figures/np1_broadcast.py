"""Part II, XOR: what broadcasting stretches, where it is wanted and where it is a trap."""

import numpy as np
from grids import TINT_BLUE, TINT_GREY, TINT_ORANGE, grid, sheet, write
from style import save


def main():
    X, b = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([10.0, 20.0])
    p, y = np.array([1.0, 2.0, 3.0]), np.array([[10.0], [20.0], [30.0]])

    figure, axes = sheet(12.4, "A bias joins every row")
    top = 2.1
    grid(axes, X.tolist(), 0.5, top)
    write(axes, 3.0, top + 1.5, "+", fontsize=13)
    stretched = np.broadcast_to(b, X.shape)
    grid(axes, stretched.tolist(), 3.5, top, tint=lambda i, j: TINT_GREY if i else TINT_BLUE)
    write(axes, 6.0, top + 1.5, "=", fontsize=13)
    grid(axes, (X + b).tolist(), 6.5, top)
    for middle, shape in ((1.5, X.shape), (4.5, b.shape), (7.5, (X + b).shape)):
        write(axes, middle, top - 0.4, str(shape), weight="bold")
    write(axes, 0.3, top + 3.5, "Grey: not stored, but added as if it were there.", ha="left")

    heading = {"ha": "left", "fontsize": 11, "weight": "bold"}
    write(axes, 0.3, 6.75, "The trap: every number meets every other", **heading)
    top = 9.0
    grid(axes, [p.tolist()], 2.3, top - 1.2, tint=lambda i, j: TINT_BLUE)
    grid(axes, y.tolist(), 1.1, top, tint=lambda i, j: TINT_ORANGE)
    grid(axes, (p + y).tolist(), 2.3, top)
    write(axes, 1.6, top - 0.65, "+", fontsize=13)
    write(axes, 5.5, top - 0.7, f"{p.shape}", ha="left", weight="bold")
    write(axes, 0.75, top + 1.5, f"{y.shape}", weight="bold", rotation=90)
    write(axes, 5.5, top + 1.0, f"{(p + y).shape}", ha="left", weight="bold")
    write(axes, 5.5, top + 1.6, "Nine sums, and no error,", ha="left")
    write(axes, 5.5, top + 2.1, "where three were wanted.", ha="left")
    save(figure, __file__)


if __name__ == "__main__":
    main()
