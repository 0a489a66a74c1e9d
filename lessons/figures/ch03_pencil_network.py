"""Chapter 3: the pencil network with its weights and biases, and what each neuron gives."""

from grids import words
from matplotlib.patches import Circle
from style import BLACK, BLUE, GREY, new, save

from solutions.ch03_forward import Network

COLUMNS, ROWS = (0.0, 2.1, 4.2), (2.4, 0.0)
RADIUS = 0.36


def pencil_network():
    network = Network([2, 2, 2])
    hidden, last = network.layers
    hidden.weights, hidden.biases = [[0.5, 0.5], [1.0, -1.0]], [0.5, 0.0]
    last.weights, last.biases = [[1.0, -1.0], [0.5, 1.0]], [0.0, 0.0]
    return network


def draw_weight(axes, column, source, target, weight, says_something):
    x0, x1, y0, y1 = COLUMNS[column], COLUMNS[column + 1], ROWS[source], ROWS[target]
    look = {"color": BLUE} if says_something else {"color": GREY, "ls": "--"}
    axes.plot([x0, x1], [y0, y1], linewidth=1.6, zorder=1, **look)
    share = 0.5 if source == target else 0.33  # a slanted line's number keeps clear of the crossing
    x, y = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
    card = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.text(x, y, words(weight), ha="center", va="center", bbox=card, zorder=2)


def draw_node(axes, column, row, value, note, on=True):
    x, y = COLUMNS[column], ROWS[row]
    fill, edge, dashes = ("white", BLUE, "-") if on else ("#e4e4e4", GREY, "--")
    axes.add_patch(Circle((x, y), RADIUS, fc=fill, ec=edge, lw=1.8, ls=dashes, zorder=3))
    axes.text(x, y, words(value), ha="center", va="center", fontsize=13, color=BLACK, zorder=4)
    above = row == 0
    axes.text(x, y + (0.47 if above else -0.47), note, ha="center", va="bottom" if above else "top")


def main():
    network = pencil_network()
    inputs = [1.0, 2.0]
    network.forward(inputs)

    figure, axes = new(4.3)
    for column, layer in enumerate(network.layers):
        for target, row in enumerate(layer.weights):
            for source, weight in enumerate(row):
                on = layer.inputs[source] != 0
                draw_weight(axes, column, source, target, weight, on)
    for row, value in enumerate(inputs):
        draw_node(axes, 0, row, value, "")
    for column, layer in enumerate(network.layers, start=1):
        for row, bias in enumerate(layer.biases):
            z, a = layer.z_values[row], layer.outputs[row]
            note = f"bias {words(bias)}"
            if column == 1:
                note += f"\nz = {words(z)}, so a = {words(a)}"
            draw_node(axes, column, row, a, note, on=a != 0)
    for x, name in zip(COLUMNS, ("inputs", "hidden (ReLU)", "outputs (linear)"), strict=True):
        axes.text(x, -1.4, name, ha="center", weight="bold")
    axes.set(xlim=(-0.5, 4.95), ylim=(-1.55, 3.5), aspect="equal")
    axes.axis("off")
    axes.set_title("Weights on the lines, answers in the circles")
    save(figure, __file__)


if __name__ == "__main__":
    main()
