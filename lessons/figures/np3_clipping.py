"""Part II, digits: learning rates with gradient clipping and without."""

import statistics

from digits import SIZES, learn, np, short
from style import BLUE, RED, measured, new, save

from solutions.np3_mlp import MLP

RATES = [0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56]


class ClippedMLP(MLP):
    """An MLP whose gradients, all together, are no longer than 1."""

    def update(self, learning_rate, momentum=0.9):
        gradients = self.weight_gradients + self.bias_gradients
        norm = sum(float(np.sum(g * g)) for g in gradients) ** 0.5
        if norm > 1:
            for g in gradients:
                g /= norm
        super().update(learning_rate, momentum)


def measure():
    """Return the share right of the 5,000 by rate, one for each of three seeds, after an epoch."""
    return {
        name: {
            f"{rate:g}": [
                short(learn(kind(SIZES, seed=seed), epochs=1, learning_rate=rate))
                for seed in range(3)
            ]
            for rate in RATES
        }
        for name, kind in (("without", MLP), ("with", ClippedMLP))
    }


def main():
    results = measured(__file__, measure)
    figure, axes = new(4.2)
    looks = {
        "without": {"color": RED, "marker": "s", "ls": "--"},
        "with": {"color": BLUE, "marker": "o"},
    }
    for name, look in looks.items():
        medians = [100 * statistics.median(rights) for rights in results[name].values()]
        axes.semilogx(RATES, medians, **look)
        for rate, rights in zip(RATES, results[name].values(), strict=True):
            axes.semilogx([rate] * 3, [100 * right for right in rights], ".", color=look["color"])
    axes.text(0.87, 70, "clipped", color=BLUE, weight="bold")
    axes.text(0.37, 40, "not clipped", color=RED, ha="right", weight="bold")
    axes.set(ylim=(0, 102), xlabel="learning rate", ylabel="right after an epoch (%)")
    axes.set_xticks(RATES, [f"{rate:g}" for rate in RATES])
    axes.minorticks_off()
    axes.set_title("Clipping saves a rate that is too large")
    save(figure, __file__)


if __name__ == "__main__":
    main()
