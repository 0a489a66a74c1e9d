"""Chapter 6: the way down one bowl, with a learning rate too small, good and too large."""

from style import BLACK, BLUE, GREY, RED, new, save

from solutions.ch05_backprop import BackpropNetwork, numerical_gradient
from solutions.ch06_training import sgd_update


def bowl(w):
    return (w[0] - 2) ** 2 + 2 * (w[1] + 1) ** 2


def descend(learning_rate, steps):
    """Return every (w1, w2) on the way from (0, 0): a network's two weights, and the bowl's slopes."""
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
    figure, panels = new(8.2, rows=3, height_ratios=[3, 3, 4.6])
    for axes, (rate, steps, title, lowest, highest) in zip(
        panels,
        (
            (0.01, 100, "Rate 0.01: 100 steps, and not there", -2.2, 0.4),
            (0.3, 20, "Rate 0.3: across the valley, and nearer each time", -2.2, 0.4),
            (0.6, 5, "Rate 0.6: w₂ jumps further each time", -6.9, 3.4),
        ),
    ):
        w1s = [-0.5 + i / 10 for i in range(45)]
        w2s = [lowest + i * (highest - lowest) / 40 for i in range(41)]
        heights = [[bowl([w1, w2]) for w1 in w1s] for w2 in w2s]
        axes.contour(w1s, w2s, heights, [0.1, 0.5, 1.5, 3, 6, 12, 24, 48], colors=GREY, linewidths=0.8)
        path = descend(rate, steps)
        axes.plot(*zip(*path), "o-", color=RED if rate == 0.6 else BLUE, markersize=4, lw=1.3)
        axes.plot(2, -1, "x", color=BLACK, markersize=9, mew=2, zorder=5)
        axes.text(0, 0.1, "start", ha="right", va="bottom")
        axes.set(title=title, ylabel="w₂", ylim=(lowest, highest))
        axes.grid(False)
    panels[0].annotate("lowest point", (2, -1), (2.2, -0.9))
    panels[-1].set_xlabel("w₁")
    save(figure, __file__)


if __name__ == "__main__":
    main()
