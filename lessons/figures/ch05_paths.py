"""Chapter 5: eight paths lead from one weight to the loss, and the walk back follows none."""

from matplotlib.patches import Circle
from style import BLACK, BLUE, GREY, RED, new, save

from solutions.ch05_backprop import BackpropLayer

AT_THE_LOGITS = [0.5, -0.5]  # p - y for two logits that are equal
LAYERS = [[[1.0], [2.0]], [[1.0, 1.0], [2.0, -1.0]], [[1.0, 2.0], [-1.0, 1.0]]]
COLUMNS = (1.3, 3.0, 4.7, 6.4)
LOSS, HEIGHT, RADIUS = 8.0, 1.3, 0.42
ONE_PATH = (0, 0, 0, 0)  # which neuron of each column the path drawn thick goes through


def signals():
    """Return each layer's error signals, first layer first: those of the neuron, then its heirs."""
    found = [AT_THE_LOGITS]
    for weights in reversed(LAYERS):
        layer = BackpropLayer(len(weights[0]), len(weights), "linear")
        layer.weights = weights
        layer.forward([1.0] * len(weights[0]))
        found.insert(0, layer.backward(found[0]))
    return found


def rows(column):
    return (0.0,) if column == 0 else (HEIGHT, -HEIGHT)


def short(number):
    return f"{number:g}".replace("-", "−")


def draw_weight(axes, column, source, target, weight):
    x0, x1 = COLUMNS[column], COLUMNS[column + 1]
    y0, y1 = rows(column)[source], rows(column + 1)[target]
    chosen = ONE_PATH[column : column + 2] == (source, target)
    axes.plot([x0, x1], [y0, y1], color=RED if chosen else GREY, lw=3 if chosen else 1.3, zorder=1)
    share = 0.5 if source == target or column == 0 else 0.33
    card = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
    place = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
    axes.text(*place, short(weight), ha="center", va="center", bbox=card, zorder=2)


def main():
    figure, axes = new(3.5)
    axes.plot([0.1, COLUMNS[0]], [0, 0], color=RED, lw=3, zorder=1)
    axes.text(0.0, 0.16, "w", ha="left", va="bottom", fontweight="bold")
    for column, weights in enumerate(LAYERS):
        for target, row in enumerate(weights):
            for source, weight in enumerate(row):
                draw_weight(axes, column, source, target, weight)
    for row, y in enumerate(rows(3)):
        look = {"color": RED, "lw": 3} if row == 0 else {"color": GREY, "lw": 1.3}
        axes.plot([COLUMNS[3], LOSS], [y, 0], zorder=1, **look)
    for column, column_of in enumerate(signals()):
        for y, signal in zip(rows(column), column_of, strict=True):
            circle = Circle((COLUMNS[column], y), RADIUS, fc="white", ec=BLUE, lw=1.8, zorder=3)
            axes.add_patch(circle)
            axes.text(COLUMNS[column], y, short(signal), ha="center", va="center", zorder=4)
    axes.add_patch(Circle((LOSS, 0), RADIUS, fc=BLACK, ec=BLACK, zorder=3))
    axes.text(LOSS, 0, "L", color="white", ha="center", va="center", zorder=4)
    axes.text(0.0, -2.35, "paths\nto L", ha="left", va="center")
    for column, x in enumerate(COLUMNS):
        axes.text(x, -2.35, 2 ** (3 - column), ha="center", va="center", fontweight="bold")
    arrow = {"arrowstyle": "-|>,head_width=0.35,head_length=0.7", "color": BLACK, "lw": 1.5}
    axes.annotate("", (1.3, 2.25), (LOSS, 2.25), arrowprops=arrow)
    axes.text((1.3 + LOSS) / 2, 2.33, "the walk back", ha="center", va="bottom")
    axes.set(xlim=(-0.1, LOSS + 0.5), ylim=(-2.75, 2.85), aspect="equal")
    axes.axis("off")
    axes.set_title("In each circle its δ, on each line a weight")
    save(figure, __file__)


if __name__ == "__main__":
    main()
