"""Chapter 2: XOR's four corners as two hidden neurons hand them on, and the third one's line."""

from gates import half_plane, point
from style import BLUE, new, save

from solutions.ch02_neuron import Neuron


def main():
    first, second = Neuron([1, 1], bias=0), Neuron([1, 1], bias=-1)
    third = Neuron([1, -2], bias=0, activation="linear")

    figure, axes = new(3.9)
    half_plane(axes, third.forward, [-0.5, 2.6], [-0.5, 1.5], level=0.5)
    for corner, target in ([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0):
        x, y = first.forward(corner), second.forward(corner)
        point(axes, x, y, target)
        name = "[0, 1] and [1, 0]" if target else str(corner)  # these two land on one place
        if corner != [1, 0]:
            axes.text(x, y - 0.27 if target else y + 0.27, name, ha="center", va="center")
    axes.text(2.5, 0.3, "third neuron above 0.5", color=BLUE, ha="right", va="center")
    axes.text(0.15, 1.2, "third neuron below 0.5", color=BLUE, ha="left", va="center")
    axes.set(xticks=[0, 1, 2], yticks=[0, 1])
    axes.set(xlabel="first hidden neuron's a", ylabel="second hidden neuron's a")
    axes.set_title("XOR as the third neuron sees it: one line will do")
    save(figure, __file__)


if __name__ == "__main__":
    main()
