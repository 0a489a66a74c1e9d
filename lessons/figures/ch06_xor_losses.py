"""Chapter 6: the loss of XOR, epoch by epoch: ten seeds at the rate 0.1 and five at the rate 1."""

import math

from style import BLACK, BLUE, RED, new, save

from solutions.ch04_loss import one_hot
from solutions.ch05_backprop import BackpropNetwork
from solutions.ch06_training import Trainer

CORNERS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
DATASET = [(corner, one_hot(t, 2)) for corner, t in zip(CORNERS, [0, 1, 1, 0], strict=True)]


def history(learning_rate, seed):
    network = BackpropNetwork([2, 16, 2], seed=seed)
    return Trainer(network, learning_rate, seed).train(DATASET, epochs=300)


def main():
    figure, axes = new(4.0)
    for rate, seeds, colour, look in ((0.1, 10, BLUE, "-"), (1.0, 5, RED, "--")):
        for seed in range(seeds):
            losses = history(rate, seed)
            axes.semilogy(range(1, 301, 5), losses[::5], look, color=colour, lw=1)
    axes.axhline(math.log(2), color=BLACK, lw=1.5, ls=":")
    axes.text(300, 1.25, "rate 1: five seeds", ha="right", color=RED, weight="bold")
    axes.text(300, 0.6, "guessing: log 2", ha="right", va="top")
    axes.text(110, 0.06, "rate 0.1: ten seeds", color=BLUE, weight="bold")
    axes.set(xlabel="epoch", ylabel="mean loss (nats)")
    axes.set_title("All ten learn at 0.1, none of five at 1")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
