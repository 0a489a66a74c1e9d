"""Part II, XOR: the sums of a (2, 3) array down its rows and across its columns."""

import numpy as np
from grids import TINT_BLUE, TINT_ORANGE, grid, sheet, write
from style import BLACK, save


def arrow(axes, start, end):
    axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": BLACK, "lw": 1.5})


def main():
    M = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    down, across = M.sum(axis=0), M.sum(axis=1, keepdims=True)

    figure, axes = sheet(6.2, "axis=0 adds down, axis=1 adds across")
    left, top = 0.6, 1.9
    grid(axes, M.tolist(), left, top)
    write(axes, left + 1.5, top - 0.4, f"M, shape {M.shape}", weight="bold")
    for j in range(3):
        arrow(axes, (left + j + 0.5, top + 2.1), (left + j + 0.5, top + 2.8))
    for i in range(2):
        arrow(axes, (left + 3.1, top + i + 0.5), (left + 4.0, top + i + 0.5))
    grid(axes, [down.tolist()], left, top + 2.9, tint=lambda i, j: TINT_BLUE)
    write(axes, left + 3.3, top + 3.2, "M.sum(axis=0)", ha="left", family="monospace")
    write(axes, left + 3.3, top + 3.7, f"shape {down.shape}: the 2 is gone", ha="left")
    grid(axes, across.tolist(), left + 4.1, top, tint=lambda i, j: TINT_ORANGE)
    write(axes, left + 5.3, top + 0.25, "M.sum(axis=1,", ha="left", family="monospace")
    write(axes, left + 5.3, top + 0.75, "      keepdims=True)", ha="left", family="monospace")
    write(axes, left + 5.3, top + 1.25, f"shape {across.shape}:", ha="left")
    write(axes, left + 5.3, top + 1.75, "a 1 stands for the 3", ha="left")
    save(figure, __file__)


if __name__ == "__main__":
    main()
