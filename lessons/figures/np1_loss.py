"""Part II, XOR: the loss from ten seeds, with the defaults and with the often-taught settings."""

import numpy as np
from style import BLUE, RED, new, save

from solutions.np1_xor import XOR_INPUTS, XOR_TARGETS, SimpleNN


def often_taught_losses(seed):
    """Return the losses of the training that often_taught does."""
    network = SimpleNN(hidden_size=4, learning_rate=0.1)
    rng = np.random.default_rng(seed)
    network.W1 = rng.normal(0.0, 0.01, network.W1.shape)
    network.W2 = rng.normal(0.0, 0.01, network.W2.shape)
    return network.train(XOR_INPUTS, XOR_TARGETS, epochs=1000)


def main():
    figure, axes = new(3.9)
    for seed in range(10):
        for losses, look, colour in (
            (SimpleNN(seed=seed).train(XOR_INPUTS, XOR_TARGETS), "-", BLUE),
            (often_taught_losses(seed), "--", RED),
        ):
            kept = [round(loss, 5) for loss in losses[::25]]
            axes.semilogy(range(0, 1000, 25), kept, look, color=colour, lw=1)
    axes.text(1000, 0.8, "often taught: ten seeds, one line", ha="right", color=RED, weight="bold")
    axes.text(1000, 0.6, "at log 2, an even guess", ha="right", va="top", color=RED)
    axes.text(440, 0.02, "the defaults: ten seeds", color=BLUE, weight="bold")
    axes.set(xlabel="epoch", ylabel="mean loss (nats)", ylim=(0.002, 1.4))
    axes.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    axes.set_title("Ten networks learn, ten stand still")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
