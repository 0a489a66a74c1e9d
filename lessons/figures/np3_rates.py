"""Part II, digits: accuracy after two epochs, for learning rates from 0.0005 to 5."""

import statistics

from digits import SIZES, learn, short
from style import BLACK, BLUE, RED, measured, new, save

from solutions.np3_mlp import MLP

RATES = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0]


def measure():
    """Return {rate: the share right of the 5,000 from each of three seeds}; null if fit stopped."""
    return {
        f"{rate:g}": [
            short(learn(MLP(SIZES, seed=seed), epochs=2, learning_rate=rate)) for seed in range(3)
        ]
        for rate in RATES
    }


def main():
    results = measured(__file__, measure)
    figure, axes = new(4.0)
    medians = [100 * statistics.median(rights) for rights in results.values()]
    axes.semilogx(RATES, medians, color=BLUE)
    for rate, rights in zip(RATES, results.values(), strict=True):
        learned = [100 * right for right in rights if right >= 0.2]
        axes.plot([rate] * len(learned), learned, "o", color=BLUE, ms=5)
        if len(learned) < len(rights):
            axes.plot(rate, 100 * min(rights), "X", color=RED, ms=9)
    axes.axhline(10, color=BLACK, lw=1.2, ls=":", zorder=0)
    axes.text(0.0005, 13, "guessing")
    axes.set(ylim=(0, 102), xlabel="learning rate", ylabel="right after two epochs (%)")
    axes.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    axes.minorticks_off()
    axes.set_title("A broad hill, and then a cliff")
    save(figure, __file__)


if __name__ == "__main__":
    main()
