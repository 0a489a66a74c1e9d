"""Chapter 6: the last loss of XOR for learning rates from 0.001 to 10, three seeds each."""

import math
import statistics

from ch06_xor_losses import history
from style import BLACK, BLUE, GREY, new, save


def main():
    figure, axes = new(4.0)
    rates = [10 ** (k / 3) for k in range(-9, 4)]
    lasts = [[history(rate, seed)[-1] for seed in range(3)] for rate in rates]
    for rate, values in zip(rates, lasts, strict=True):
        axes.loglog([rate] * 3, values, "o", color=GREY, markersize=4)
    axes.loglog(rates, [statistics.median(values) for values in lasts], color=BLUE)
    axes.axhline(math.log(2), color=BLACK, lw=1.2, ls="--")
    axes.text(0.0011, 0.8, "guessing: log 2")
    axes.set(xlabel="learning rate", ylabel="loss after 300 epochs (nats)")
    axes.set_title("Too small is slow, too large doesn't learn")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
