"""Chapter 5: how far the measured slope of w³ at w = 2 is off, for steps ε of many sizes."""

from style import BLUE, ORANGE, new, save

from solutions.ch05_backprop import numerical_gradient


def cube(values):
    return values[0] * values[0] * values[0]


def one_sided(epsilon):
    return (cube([2.0 + epsilon]) - cube([2.0])) / epsilon


def central(epsilon):
    return numerical_gradient(cube, [2.0], epsilon)[0]


def main():
    figure, axes = new(4.2)
    steps = [10 ** (-k / 3) for k in range(3, 34)]
    for slope, look, colour, label, place in (
        (one_sided, "s--", ORANGE, "one-sided", (3e-6, 6e-3)),
        (central, "o-", BLUE, "central", (2.2e-3, 3e-8)),
    ):
        points = [(epsilon, abs(slope(epsilon) - 12)) for epsilon in steps]
        points = [point for point in points if point[1]]  # a log scale has no place for 0
        axes.loglog(*zip(*points, strict=True), look, color=colour, markersize=4, lw=1.4)
        axes.text(*place, label, color=colour, weight="bold")
    axes.axvline(1e-5, color="#666666", lw=1, ls=":")
    axes.text(1.3e-5, 3e-1, "the default ε", va="center")
    axes.set(xlabel="the step ε", ylabel="error of the slope")
    axes.set_title("Too large a step is off, and so is too small a one")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
