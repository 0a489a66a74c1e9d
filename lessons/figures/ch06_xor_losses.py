"""Chapter 6: the loss of XOR, epoch by epoch: ten seeds at the rate 0.1 and five at the rate 1."""

import math

from style import BLACK, BLUE, RED, new, save

from solutions.ch04_loss import one_hot
from solutions.ch05_backprop import BackpropNetwork
from solutions.ch06_training import Trainer

CORNERS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
DATASET = [(corner, one_hot(t, 2)) for corner, t in zip(CORNERS, [0, 1, 1, 0])]


def history(learning_rate, seed):
    network = BackpropNetwork([2, 16, 2], seed=seed)
    return Trainer(network, learning_rate, seed).train(DATASET, epochs=300)


def main():
    figure, panels = new(5.8, rows=2, sharex=True, sharey=True)
    for axes, rate, seeds, colour, title in (
        (panels[0], 0.1, 10, BLUE, "Rate 0.1: ten seeds, and each one learns"),
        (panels[1], 1.0, 5, RED, "Rate 1: five seeds, and none learns"),
    ):
        for seed in range(seeds):
            losses = history(rate, seed)
            axes.semilogy(range(1, 301, 3), losses[::3], color=colour, lw=1)
        axes.axhline(math.log(2), color=BLACK, lw=1.2, ls="--")
        axes.set(title=title, ylabel="mean loss (nats)")
    panels[0].text(300, 0.8, "guessing: log 2", ha="right")
    panels[1].text(300, 0.6, "guessing: log 2", ha="right", va="top")
    panels[1].set_xlabel("epoch")
    save(figure, __file__)


if __name__ == "__main__":
    main()
