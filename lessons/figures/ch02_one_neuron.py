"""Chapter 2: a neuron: inputs, weights, the sum with the bias, and the bend."""

from matplotlib.patches import Circle
from style import BLACK, BLUE, RED, new, save

from solutions.ch02_neuron import Neuron, relu


def arrow(axes, start, end):
    look = {"arrowstyle": "-|>,head_width=0.25,head_length=0.5", "color": BLACK, "lw": 1.4}
    axes.annotate("", end, start, arrowprops=look | {"shrinkA": 0, "shrinkB": 0})


def circle(axes, x, y, radius, text):
    axes.add_patch(Circle((x, y), radius, fc="white", ec=BLUE, lw=1.8, zorder=3))
    axes.text(x, y, text, ha="center", va="center", fontsize=12, zorder=4)


def main():
    neuron = Neuron([0.5, 0.5], bias=0.5)
    a = neuron.forward([1, 2])
    figure, axes = new(3.0)
    middle = {"ha": "center", "va": "center"}
    card = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    rows = 2.3, 0.3
    for y, x, weight in zip(rows, neuron.inputs, neuron.weights, strict=True):
        circle(axes, 0, y, 0.36, f"{x:g}")
        arrow(axes, (0.36, y), (2.15, 1.3 + 0.16 * (y - 1.3)))
        axes.text(1.25, 1.3 + 0.58 * (y - 1.3), f"{weight:g}", bbox=card, **middle)
    circle(axes, 2.65, 1.3, 0.5, "Σ")
    arrow(axes, (2.65, 2.5), (2.65, 1.8))
    axes.text(2.65, 2.68, f"bias {neuron.bias:g}", **middle)
    arrow(axes, (3.15, 1.3), (4.4, 1.3))
    axes.text(3.75, 1.52, f"z = {neuron.z:g}", **middle)
    circle(axes, 4.9, 1.3, 0.5, "")
    bend = [-0.32, 0.0, 0.32]
    axes.plot([4.9 + x for x in bend], [1.2 + relu(x) for x in bend], color=RED, zorder=4)
    arrow(axes, (5.4, 1.3), (6.5, 1.3))
    axes.text(5.95, 1.52, f"a = {a:g}", **middle)
    names = {0: "inputs\nx", 1.25: "weights\nw", 2.65: "sum\nz", 4.9: "bend\nf", 5.95: "output\na"}
    for x, name in names.items():
        axes.text(x, -0.5, name, weight="bold", **middle)
    axes.set(xlim=(-0.6, 6.7), ylim=(-0.9, 2.95), aspect="equal")
    axes.axis("off")
    axes.set_title("A neuron weighs, adds up and bends")
    save(figure, __file__)


if __name__ == "__main__":
    main()
