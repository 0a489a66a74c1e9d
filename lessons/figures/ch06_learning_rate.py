"""Chapter 6: the way down one bowl, with a learning rate too small, good and too large."""

from matplotlib.patches import Ellipse
from style import BLACK, BLUE, GREY, RED, new, save

from solutions.ch05_backprop import BackpropNetwork, numerical_gradient
from solutions.ch06_training import sgd_update


def bowl(w):
    return (w[0] - 2) ** 2 + 2 * (w[1] + 1) ** 2


def descend(learning_rate, steps):
    """Return every (w1, w2) on the way from (0, 0); a network's two weights stand for them."""
    network = BackpropNetwork([2, 1])
    layer = network.layers[0]
    layer.weights, layer.bias_gradients = [[0.0, 0.0]], [0.0]
    path = [tuple(layer.weights[0])]
    for _ in range(steps):
        layer.weight_gradients = [numerical_gradient(bowl, list(layer.weights[0]))]
        sgd_update(network, learning_rate)
        path.append(tuple(layer.weights[0]))
    return path


def main():
    figure, panels = new(8.2, rows=3, sharex=True, height_ratios=[3, 3, 4.6])
    for axes, (rate, steps, title, lowest, highest) in zip(
        panels,
        (
            (0.01, 100, "Rate 0.01: 100 steps, and not there", -2.2, 0.45),
            (0.3, 20, "Rate 0.3: nearer with each jump", -2.2, 0.45),
            (0.6, 5, "Rate 0.6: w₂ jumps further each time", -6.9, 3.4),
        ),
        strict=True,
    ):
        for height in (0.1, 0.5, 1.5, 3, 6, 12, 24, 48):  # where the bowl has this height
            size = 2 * height**0.5
            axes.add_patch(Ellipse((2, -1), size, size / 2**0.5, fill=False, ec=GREY, lw=0.8))
        path = descend(rate, steps)
        look = {"color": RED if rate == 0.6 else BLUE, "markevery": 10 if rate == 0.01 else 1}
        axes.plot(*zip(*path, strict=True), "o-", markersize=4, lw=1.3, **look)
        axes.plot(2, -1, "x", color=BLACK, markersize=9, mew=2, zorder=5)
        axes.text(0, 0.1, "start", ha="right", va="bottom")
        axes.set(
            title=title, ylabel="w₂", xlim=(-0.6, 3.9), ylim=(lowest, highest), xticks=range(4)
        )
        axes.set_yticks([-2, -1, 0] if rate < 0.6 else [-6, -4, -2, 0, 2])
        axes.grid(False)
    card = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    panels[0].text(2, -1.27, "lowest point", ha="center", va="top", bbox=card)
    panels[0].text(0.9, -0.42, "a dot for every ten steps", bbox=card)
    panels[-1].set_xlabel("w₁")
    save(figure, __file__)


if __name__ == "__main__":
    main()
