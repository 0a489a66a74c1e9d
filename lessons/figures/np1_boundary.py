"""Part II, XOR: where the trained network says 1, and its outputs for inputs it never saw."""

import numpy as np
from gates import point
from style import BLACK, new, save

from solutions.np1_xor import XOR_INPUTS, XOR_TARGETS, SimpleNN

UNSEEN = np.array([[0.1, 0.9], [0.9, 0.9], [0.5, 0.5], [3.0, -2.0]])


def panel(axes, network, low, high):
    """Draw the plane from low to high, the four examples, and the unseen inputs that lie in it."""
    ticks = np.linspace(low, high, 41)
    x1, x2 = np.meshgrid(ticks, ticks)
    network.forward(np.column_stack([x1.ravel(), x2.ravel()]))
    z = network.Z2.reshape(x1.shape).round(4)  # 0 where the output is 0.5, and not as steep
    axes.contourf(x1, x2, z, [-1e9, 0, 1e9], colors=["#deebf7", "#fbe3c0"])
    axes.contour(x1, x2, z, [0], colors=BLACK, linewidths=2)
    for (a, b), (target,) in zip(XOR_INPUTS.tolist(), XOR_TARGETS.tolist(), strict=True):
        point(axes, a, b, int(target))
    axes.set(ylabel="second input", aspect="equal")
    axes.grid(False)


def unseen(axes, network, inputs):
    for (a, b), answer in zip(inputs, network.forward(inputs)[:, 0].round(3), strict=True):
        axes.plot(a, b, "D", color="white", mec=BLACK, ms=7)
        text = {"textcoords": "offset points", "ha": "center", "va": "top", "weight": "bold"}
        axes.annotate(f"{answer:.3f}", (a, b), (0, 20 if b < 0 else -7), **text)


def main():
    network = SimpleNN()
    network.train(XOR_INPUTS, XOR_TARGETS)

    figure, (near, far) = new(7.8, rows=2, height_ratios=[1.1, 1])
    panel(near, network, -0.5, 1.5)
    unseen(near, network, UNSEEN[:3])
    near.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    near.text(-0.4, 1.35, "above 0.5", va="center")
    near.text(1.4, 1.35, "below 0.5", va="center", ha="right")
    near.set_title("Discs: learned. Diamonds: never seen")
    panel(far, network, -2.5, 3.5)
    unseen(far, network, UNSEEN[3:])
    far.set(xticks=range(-2, 4), yticks=range(-2, 4), xlabel="first input")
    far.set_title("The same network, seen from further away")
    save(figure, __file__)


if __name__ == "__main__":
    main()
