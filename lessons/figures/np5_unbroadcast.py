"""Part II, autograd: what was stretched on the way forward is added up on the way back."""

import numpy as np
from grids import TINT_BLUE, TINT_GREY, grid, sheet, write
from style import save

from solutions.np5_autograd import unbroadcast


def main():
    X, b = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([10.0, 20.0])
    gradient = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    back = unbroadcast(gradient, b.shape)

    figure, axes = sheet(11.3, "Forward: the bias serves in three rows")
    top = 1.8
    grid(axes, X.tolist(), 0.5, top)
    write(axes, 3.0, top + 1.5, "+", fontsize=13)
    stretched = np.broadcast_to(b, X.shape)
    grid(axes, stretched.tolist(), 3.5, top, tint=lambda i, j: TINT_GREY if i else TINT_BLUE)
    write(axes, 6.0, top + 1.5, "=", fontsize=13)
    grid(axes, (X + b).tolist(), 6.5, top)
    for middle, name in ((1.5, f"X {X.shape}"), (4.5, f"b {b.shape}"), (7.5, f"{(X + b).shape}")):
        write(axes, middle, top - 0.4, name, weight="bold")

    heading = {"ha": "left", "fontsize": 11, "weight": "bold"}
    write(axes, 0.3, 6.0, "Back: its gradient is the sum over these rows", **heading)
    top = 7.25
    grid(axes, gradient.tolist(), 6.5, top)
    write(axes, 7.5, top - 0.4, f"gradient {gradient.shape}", weight="bold")
    arrow = {"arrowstyle": "-|>,head_width=0.3,head_length=0.6", "lw": 1.5}
    axes.annotate("", (5.7, top + 1.5), (6.4, top + 1.5), arrowprops=arrow)
    grid(axes, [back.tolist()], 3.5, top + 1, tint=lambda i, j: TINT_BLUE)
    write(axes, 4.5, top + 0.6, f"of b {back.shape}", weight="bold")
    write(axes, 0.4, top + 1.2, "1 + 3 + 5 = 9", ha="left")
    write(axes, 0.4, top + 1.8, "2 + 4 + 6 = 12", ha="left")
    write(axes, 0.4, top + 3.6, "The shape of a gradient is that of what it belongs to.", ha="left")
    save(figure, __file__)


if __name__ == "__main__":
    main()
