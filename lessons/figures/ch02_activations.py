"""Chapter 2: sigmoid, tanh and ReLU over z, each with its slope."""

from style import BLUE, RED, new, save

from solutions.ch02_neuron import get_activation


def draw(axes, name, pieces):
    function, derivative = get_activation(name)
    for zs in pieces:
        axes.plot(zs, [function(z) for z in zs], color=BLUE)
        axes.plot(zs, [derivative(z) for z in zs], "--", color=RED)


def main():
    ranges = [(-0.15, 1.3), (-1.15, 1.3), (-0.15, 1.6)]  # one scale for all three
    heights = [top - bottom for bottom, top in ranges]
    figure, panels = new(6.6, rows=3, sharex=True, height_ratios=heights)
    sigmoid, tanh, relu = panels
    smooth = [i / 5 for i in range(-30, 31)]
    draw(sigmoid, "sigmoid", [smooth])
    draw(tanh, "tanh", [smooth])
    draw(relu, "relu", [[-6, 0], [1e-9, 6]])  # in two pieces, since its slope jumps at 0

    for axes, limits in zip(panels, ranges, strict=True):
        axes.set(xlim=(-6, 6), ylim=limits, yticks=range(round(limits[0]), 2))
    for axes, name, bottom in ((sigmoid, "sigmoid(z)", 0.2), (tanh, "tanh(z)", -0.8)):
        axes.text(5.9, 1.08, name, color=BLUE, ha="right")
        axes.text(5.9, 0.1, "its slope", color=RED, ha="right")
        axes.text(-5.9, bottom, "flat: saturated")
        axes.text(5.9, 0.8, "flat: saturated", ha="right", va="center")
    relu.text(1.65, 1.35, "relu(z)", color=BLUE)
    relu.text(5.9, 0.75, "its slope", color=RED, ha="right")
    relu.text(-5.9, 0.2, "flat")
    sigmoid.set_title("sigmoid: a small slope")
    tanh.set_title("tanh: steep in the middle")
    relu.set_title("ReLU: slope 0, then slope 1")
    relu.set_xlabel("z")
    save(figure, __file__)


if __name__ == "__main__":
    main()
