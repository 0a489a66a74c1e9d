"""Chapter 6: the last loss of XOR for learning rates from 0.001 to 3, five seeds each."""

import math
import statistics

from ch06_xor_losses import history
from style import BLACK, BLUE, GREY, new, save


def main():
    figure, axes = new(4.0)
    rates = [10 ** (k / 4) for k in range(-12, 3)]
    lasts = [[history(rate, seed)[-1] for seed in range(5)] for rate in rates]
    for rate, values in zip(rates, lasts):
        axes.loglog([rate] * 5, values, "o", color=GREY, markersize=4)
    axes.loglog(rates, [statistics.median(values) for values in lasts], color=BLUE)
    axes.axhline(math.log(2), color=BLACK, lw=1.2, ls="--")
    axes.text(0.0011, 0.8, "guessing: log 2")
    axes.set(xlabel="learning rate", ylabel="loss after 300 epochs (nats)")
    axes.set_title("Too small is slow, too large doesn't learn")
    save(figure, __file__)


if __name__ == "__main__":
    main()
