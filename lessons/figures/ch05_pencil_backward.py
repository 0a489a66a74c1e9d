"""Chapter 5: the pencil network with the slope of every weight, and each neuron's error signal."""

from matplotlib.patches import Circle
from style import BLACK, BLUE, GREY, RED, new, save

from solutions.ch05_backprop import BackpropNetwork

COLUMNS, ROWS = (0.0, 2.1, 4.2), (2.6, 0.0)
RADIUS = 0.36


def pencil_network():
    network = BackpropNetwork([2, 2, 2])
    hidden, last = network.layers
    hidden.weights, hidden.biases = [[0.5, 0.5], [1.0, -1.0]], [0.5, 0.0]
    last.weights, last.biases = [[1.0, -1.0], [0.5, 1.0]], [0.0, 0.0]
    return network


def signed(number, digits=5):
    return f"{number:.{digits}f}".replace("-", "−") if number else "0"


def draw_weight(axes, column, source, target, slope):
    x0, x1, y0, y1 = COLUMNS[column], COLUMNS[column + 1], ROWS[source], ROWS[target]
    look = {"color": RED, "lw": 1 + 2 * abs(slope)} if slope else {"color": GREY, "ls": "--"}
    axes.plot([x0, x1], [y0, y1], zorder=1, **({"lw": 1.2} | look))
    share = 0.5 if source == target else 0.33
    card = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.text(
        x0 + share * (x1 - x0),
        y0 + share * (y1 - y0),
        signed(slope),
        ha="center",
        va="center",
        fontsize=9.5,
        bbox=card,
        color=RED if slope else "#666666",
        zorder=2,
    )


def draw_node(axes, column, row, inside, colour, below="", filled="white", dashes="-"):
    x, y = COLUMNS[column], ROWS[row]
    axes.add_patch(Circle((x, y), RADIUS, fc=filled, ec=colour, lw=1.8, ls=dashes, zorder=3))
    axes.text(x, y, inside, ha="center", va="center", color=BLACK, zorder=4)
    side = 1 if row == 0 else -1
    axes.text(x, y + side * 0.47, below, ha="center", va="bottom" if row == 0 else "top")


def main():
    network = pencil_network()
    x, y = [1.0, 2.0], [0.0, 1.0]
    network.loss(x, y)
    network.backward(y)
    hidden, last = network.layers
    arriving = last.backward(last.bias_gradients)  # linear, so its δ is what came in: dL/da₁

    figure, axes = new(4.8)
    for column, layer in enumerate((hidden, last)):
        for target, row in enumerate(layer.weight_gradients):
            for source, slope in enumerate(row):
                draw_weight(axes, column, source, target, slope)
    for row, value in enumerate(x):
        draw_node(axes, 0, row, f"x = {value:.0f}", BLUE)
    for row, (z, a) in enumerate(zip(hidden.z_values, hidden.outputs, strict=True)):
        on = hidden.activation_derivative(z)
        note = f"dL/da = {signed(arriving[row])}\n{'on' if on else 'off'}: times {on:.0f}\n"
        note += f"δ = {signed(hidden.bias_gradients[row])}"
        look = {"colour": BLUE} if on else {"colour": GREY, "filled": "#e4e4e4", "dashes": "--"}
        draw_node(axes, 1, row, f"a = {a:.0f}", below=note, **look)
    for row, z in enumerate(last.outputs):
        note = f"p − y:\nδ = {signed(last.bias_gradients[row])}"
        draw_node(axes, 2, row, f"z = {z:.0f}", BLUE, below=note)
    axes.annotate(
        "",
        (0.1, -1.5),
        (4.1, -1.5),
        arrowprops={"arrowstyle": "-|>,head_width=0.35,head_length=0.7", "color": BLACK, "lw": 1.5},
    )
    axes.text(2.1, -1.6, "the walk back", ha="center", va="top")
    axes.set(xlim=(-0.5, 4.95), ylim=(-1.95, 4.0), aspect="equal")
    axes.axis("off")
    axes.set_title("Beside each weight its slope dL/dw")
    save(figure, __file__)


if __name__ == "__main__":
    main()
