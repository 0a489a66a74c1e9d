"""Chapter 2: two neurons in a row, with a bend between them and without one."""

from style import BLUE, RED, new, save

from solutions.ch02_neuron import Neuron


def pair(x, activation):
    first = Neuron([3], bias=1, activation=activation)
    second = Neuron([2], bias=4, activation="linear")
    return second.forward([first.forward([x])])


def main():
    figure, axes = new(3.6)
    for activation, color, look in (("linear", RED, "--s"), ("relu", BLUE, "-o")):
        corner = -1 / 3  # where the first neuron's 3x + 1 is 0
        xs = [-1.25, corner, 1.25]
        axes.plot(xs, [pair(x, activation) for x in xs], look[:-1], color=color)
        xs = [-1, 0, 1]
        axes.plot(xs, [pair(x, activation) for x in xs], look[-1], color=color)
    axes.text(-1.2, 5.1, "with the bend: 4, 6, 12", color=BLUE)
    axes.text(-0.62, 0.3, "without: 0, 6, 12,\na straight line", color=RED)
    axes.set(xlabel="x", ylabel="the second neuron's output", xlim=(-1.3, 1.3), ylim=(-2, 14))
    axes.set_xticks([-1, 0, 1])
    axes.set_yticks([0, 4, 6, 12])
    axes.set_title("A bend between two neurons bends the line")
    save(figure, __file__)


if __name__ == "__main__":
    main()
