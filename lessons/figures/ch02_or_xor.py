"""Chapter 2: a line that does OR, and two lines that each leave one corner of XOR wrong."""

from gates import half_plane, point
from style import BLUE, RED, new, save

from solutions.ch02_neuron import Perceptron

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]


def answers_with(weights, bias):
    perceptron = Perceptron(2)
    perceptron.weights, perceptron.bias = weights, bias
    return perceptron


def corners(axes, targets, *perceptrons):
    for corner, target in zip(CORNERS, targets, strict=True):
        wrong = any(each.predict(corner) != target for each in perceptrons)
        point(axes, *corner, target, wrong=wrong)
    axes.set(xticks=[0, 1], yticks=[0, 1], xlabel="first input")


def main():
    figure, (left, right) = new(3.05, columns=2, sharey=True)
    low, high = answers_with([1.0, 1.0], -0.5), answers_with([-1.0, -1.0], 1.5)
    half_plane(left, low.forward, [-0.8, 1.8], [-0.8, 1.8])
    corners(left, [0, 1, 1, 1], low)
    for line in low, high:
        ends = [-0.8, 1.8]
        w1, w2 = line.weights
        right.plot(ends, [-(w1 * x + line.bias) / w2 for x in ends], "--", color=BLUE)
    right.set(xlim=(-0.8, 1.8), ylim=(-0.8, 1.8), aspect="equal")
    right.grid(False)
    corners(right, [0, 1, 1, 0], low, high)
    left.set(ylabel="second input", title="OR: one line will do")
    right.set(title="XOR: no line will do")
    middle = {"ha": "center", "va": "center"}
    left.text(0.62, 0.55, "answers 1", color=BLUE, **middle)
    left.text(-0.25, -0.55, "answers 0", color=BLUE, **middle)
    right.text(0.5, 0.5, "both say 1", color=BLUE, fontsize=9, **middle)
    right.text(0.0, -0.52, "the upper line\nis wrong", color=RED, fontsize=9, **middle)
    right.text(1.22, 1.5, "the lower line\nis wrong", color=RED, fontsize=9, **middle)
    save(figure, __file__)


if __name__ == "__main__":
    main()
