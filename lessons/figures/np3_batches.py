"""Part II, digits: accuracy and time of an epoch, by the size of the batches."""

import math
import time

from digits import SIZES, learn, short
from style import BLUE, RED, measured, new, save

from solutions.np3_mlp import MLP

BATCHES = [8, 16, 32, 64, 128, 256, 512]
RATES = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64]


def measure():
    """Return by size the best accuracy after two epochs, its rate, and the time of an epoch.

    Every rate is tried. The times are ratios to batches of 64, each the quickest of three epochs
    at the best rate.
    """
    rights, rates = [], []
    for size in BATCHES:
        by_rate = [
            learn(MLP(SIZES), epochs=2, batch_size=size, learning_rate=rate) or 0.0
            for rate in RATES
        ]
        rights.append(short(max(by_rate)))
        rates.append(RATES[by_rate.index(max(by_rate))])
    seconds = [math.inf] * len(BATCHES)
    for _ in range(3):
        for k, size in enumerate(BATCHES):
            begin = time.perf_counter()
            learn(MLP(SIZES), epochs=1, batch_size=size, learning_rate=rates[k])
            seconds[k] = min(seconds[k], time.perf_counter() - begin)
    usual = seconds[BATCHES.index(64)]
    return {
        "batches": BATCHES,
        "accuracy": rights,
        "rate": rates,
        "time": [short(second / usual, 2) for second in seconds],
    }


def main():
    results = measured(__file__, measure)
    figure, (above, below) = new(5.6, rows=2, sharex=True)
    batches = results["batches"]
    above.plot(batches, [100 * right for right in results["accuracy"]], "o-", color=BLUE)
    below.plot(batches, results["time"], "s--", color=RED)
    for size, right, rate in zip(batches, results["accuracy"], results["rate"], strict=True):
        above.text(size * 0.97, 100 * right - 0.6, f"{rate:g}", ha="right", fontsize=9)
    for size, ratio in zip(batches, results["time"], strict=True):
        below.text(size * 1.06, ratio + 0.2, f"{ratio:g}", fontsize=9)
    above.set(xscale="log", xlim=(5, 720), ylim=(92, 97), ylabel="right (%)")
    above.set_title("Very large batches take few steps, and learn less")
    above.text(8, 92.5, "with each point: its best rate", fontsize=9.5)
    below.set(ylim=(0, 1.2 * max(results["time"])), ylabel="time, batches of 64: 1")
    below.set_title("Smaller batches take longer")
    above.set_yticks([92, 94, 96])
    below.set_yticks([0, 2, 4, 6])
    below.set_xticks(batches, batches)
    below.minorticks_off()
    above.minorticks_off()
    below.set_xlabel("pictures in a batch")
    save(figure, __file__)


if __name__ == "__main__":
    main()
