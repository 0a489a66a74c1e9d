"""Part II, XOR: the last loss of a hundred networks, for each of seven settings."""

import math

import numpy as np
from style import BLACK, BLUE, RED, measured, new, save

from solutions.np1_xor import (
    XOR_INPUTS,
    XOR_TARGETS,
    SimpleNN,
    binary_cross_entropy,
    often_taught,
    solves_xor,
)


def train(seed, hidden_size=4, learning_rate=0.1, scale=0.01, epochs=1000):
    """Train as often_taught does, but for what is changed; scale None: SimpleNN's own weights."""
    network = SimpleNN(hidden_size=hidden_size, learning_rate=learning_rate, seed=seed)
    if scale is not None:
        rng = np.random.default_rng(seed)
        network.W1 = rng.normal(0.0, scale, network.W1.shape)
        network.W2 = rng.normal(0.0, scale, network.W2.shape)
    network.train(XOR_INPUTS, XOR_TARGETS, epochs)
    return network


SETTINGS = {
    "the defaults": lambda seed: train(seed, hidden_size=8, learning_rate=0.5, scale=None),
    "often taught": often_taught,
    "8 hidden neurons": lambda seed: train(seed, hidden_size=8),
    "rate 0.5": lambda seed: train(seed, learning_rate=0.5),
    "10000 epochs": lambda seed: train(seed, epochs=10000),
    "rate 2 and 10000 epochs": lambda seed: train(seed, learning_rate=2, epochs=10000),
    "larger weights": lambda seed: train(seed, scale=None),
}


def measure():
    """Return {setting: how many of the seeds 0-99 solve XOR, and each one's last loss}."""
    results = {}
    for name, setting in SETTINGS.items():
        networks = [setting(seed) for seed in range(100)]
        losses = [binary_cross_entropy(n.forward(XOR_INPUTS), XOR_TARGETS) for n in networks]
        results[name] = {
            "solved": sum(map(solves_xor, networks)),
            "losses": [float(f"{loss:.4g}") for loss in losses],
        }
    return results


def main():
    results = measured(__file__, measure)
    figure, axes = new(4.4)
    for place, result in enumerate(results.values()):
        losses = sorted({float(f"{loss:.2g}") for loss in result["losses"]})
        learned = [loss for loss in losses if loss < 0.25]
        others = [loss for loss in losses if loss >= 0.25]
        axes.plot(learned, [place] * len(learned), "|", color=BLUE, ms=14)
        axes.plot(others, [place] * len(others), "X", color=RED, ms=8)
        axes.text(1.6, place, f"{result['solved']} of 100", va="center", weight="bold")
    axes.text(1.6, -0.5, "XOR solved", va="center")
    axes.axvline(math.log(2), color=BLACK, lw=1.5, ls=":", zorder=0)
    names = [name if place < 2 else f"… {name}" for place, name in enumerate(results)]
    axes.set_yticks(range(len(results)), [name.replace("10000", "10,000") for name in names])
    axes.set(xscale="log", xlim=(3e-5, 400), ylim=(6.5, -0.9))
    axes.set_xticks([0.0001, 0.01, math.log(2)], ["0.0001", "0.01", "log 2"])
    axes.minorticks_off()
    axes.set_xlabel("last loss (nats)")
    axes.set_title("Tiny weights need much time; larger ones don't", loc="right")
    save(figure, __file__)


if __name__ == "__main__":
    main()
