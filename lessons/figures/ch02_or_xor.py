"""Chapter 2: the perceptron's line after 8 epochs of OR and of XOR."""

from gates import half_plane, point
from style import BLUE, RED, new, save

from solutions.ch02_neuron import Perceptron

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]


def panel(axes, targets):
    perceptron = Perceptron(2, learning_rate=1.0)
    perceptron.train(list(zip(CORNERS, targets, strict=True)), epochs=8)
    half_plane(axes, perceptron.forward, [-0.8, 1.8], [-0.8, 1.8])
    for (x, y), target in zip(CORNERS, targets, strict=True):
        point(axes, x, y, target, wrong=perceptron.predict([x, y]) != target)
    axes.set(xticks=[0, 1], yticks=[0, 1], xlabel="first input")


def main():
    figure, (left, right) = new(3.05, columns=2, sharey=True)
    panel(left, [0, 1, 1, 1])
    panel(right, [0, 1, 1, 0])
    left.set(ylabel="second input", title="OR: one line will do")
    right.set(title="XOR: no line will do")
    middle = {"ha": "center", "va": "center"}
    left.text(0.5, 0.5, "answers 1", color=BLUE, **middle)
    left.text(-0.25, -0.55, "answers 0", color=BLUE, **middle)
    right.text(0.4, 0.5, "answers 1", color=BLUE, **middle)
    right.text(1.42, 0.5, "answers\n0", color=BLUE, **middle)
    right.text(0.35, -0.5, "both wrong", color=RED, **middle)
    save(figure, __file__)


if __name__ == "__main__":
    main()
