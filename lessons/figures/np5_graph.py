"""Part II, autograd: a small graph, with the value of each tensor and its gradient."""

import numpy as np
from matplotlib.patches import FancyBboxPatch
from style import BLACK, BLUE, RED, new, save

from solutions.np5_autograd import Tensor

WIDE, HIGH = 1.45, 1.05
PLACES = {"x": (0.0, 1.5), "a": (2.75, 3.5), "b": (5.0, 1.5), "L": (7.9, 1.5)}


def numbers(array):
    return f"{float(array):.0f}" if array.ndim == 0 else str([int(number) for number in array])


def draw_tensor(axes, name, made, tensor):
    x, y = PLACES[name]
    box = (x - WIDE / 2, y - HIGH / 2), WIDE, HIGH
    look = {"boxstyle": "round,pad=0.08", "fc": "white", "ec": BLUE, "lw": 1.8}
    axes.add_patch(FancyBboxPatch(*box, zorder=3, **look))
    middle = {"ha": "center", "va": "center", "zorder": 4}
    axes.text(x, y + 0.33, made, weight="bold", color=BLACK, **middle)
    axes.text(x, y, numbers(tensor.data), color=BLACK, **middle)
    axes.text(x, y - 0.33, numbers(np.asarray(tensor.grad)), color=RED, style="italic", **middle)


def draw_share(axes, child, parent, share, bend, at):
    """Draw the arrow back from a tensor to what it was made from, and what goes along it."""
    (x0, y0), (x1, y1) = PLACES[child], PLACES[parent]
    look = {"arrowstyle": "-|>,head_width=0.28,head_length=0.5", "color": RED, "lw": 1.4}
    look |= {"connectionstyle": f"arc3,rad={bend}", "shrinkA": 34, "shrinkB": 34}
    axes.annotate("", (x1, y1), (x0, y0), arrowprops=look, zorder=2)
    card = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
    axes.text(*at, share, ha="center", va="center", color=RED, style="italic", bbox=card, zorder=5)


def main():
    x = Tensor(np.array([2.0, 3.0]), requires_grad=True)
    a = x * x
    b = a + x
    loss = b.sum()
    loss.backward()
    once, product = numbers(b.grad), numbers(a.grad * x.data)

    figure, axes = new(3.2)
    for name, made, tensor in (
        ("x", "x", x),
        ("a", "a = x · x", a),
        ("b", "b = a + x", b),
        ("L", "L = Σ b", loss),
    ):
        draw_tensor(axes, name, made, tensor)
    draw_share(axes, "L", "b", once, 0.0, (6.45, 1.8))
    draw_share(axes, "b", "a", once, 0.0, (4.15, 2.45))
    draw_share(axes, "b", "x", once, 0.0, (2.5, 1.5))
    draw_share(axes, "a", "x", product, 0.3, (0.75, 3.1))
    draw_share(axes, "a", "x", product, -0.1, (1.75, 2.55))
    axes.text(-0.7, 0.4, "upright: the value · slanted: the gradient", color=BLACK, va="center")
    axes.set(xlim=(-0.9, 8.8), ylim=(0.1, 4.2))
    axes.axis("off")
    axes.set_title("What arrives at x adds up: [1, 1] + [2, 3] + [2, 3]")
    save(figure, __file__)


if __name__ == "__main__":
    main()
