"""Chapter 6: the distance that is left in a narrow valley, without momentum and with it."""

import math

from style import BLUE, RED, new, save

STEEPNESS = 100  # how much more sharply the loss curves along w₂ than along w₁


def distances(learning_rate, momentum, steps=100):
    """Return the distance from (2, −1) before the first step and after each one."""
    w1, w2, v1, v2 = 0.0, 0.0, 0.0, 0.0
    found = [math.dist((w1, w2), (2, -1))]
    for _ in range(steps):
        v1 = momentum * v1 + 2 * (w1 - 2)
        v2 = momentum * v2 + 2 * STEEPNESS * (w2 + 1)
        w1, w2 = w1 - learning_rate * v1, w2 - learning_rate * v2
        found.append(math.dist((w1, w2), (2, -1)))
    return found


def main():
    figure, axes = new(3.4)
    for rate, momentum, look, colour, name, place in (
        (0.0098, 0.0, "--", RED, "plain steps", (62, 1.15)),
        (0.0029, 0.9, "-", BLUE, "with momentum", (20, 0.02)),
    ):
        axes.semilogy(distances(rate, momentum), look, color=colour, lw=1.5)
        axes.text(*place, f"{name}, rate {rate}", color=colour, ha="left", weight="bold")
    axes.set(xlim=(0, 104), xlabel="steps", ylabel="distance left")
    axes.set_title("In a narrow valley, momentum gets further")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
