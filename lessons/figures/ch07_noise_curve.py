"""Chapter 7: the accuracy, for more and more noise."""

import random

from ch07_pictures import trained_reader
from style import BLACK, BLUE, ORANGE, new, save

from solutions.ch07_letter_classifier import nearest_template, noisy_letters


def main():
    reader = trained_reader()
    chances = [k / 20 for k in range(11)]
    network, nearest = [], []
    for chance in chances:
        test = noisy_letters(20, chance, random.Random(2))
        network.append(reader.evaluate(test))
        right = sum(nearest_template(pixels) == letter for pixels, letter in test)
        nearest.append(right / len(test))

    figure, axes = new(3.8)
    percents = [100 * chance for chance in chances]
    axes.plot(percents, nearest, "s--", color=ORANGE, markersize=5)
    axes.plot(percents, network, "o-", color=BLUE, markersize=5)
    axes.axhline(1 / 26, color=BLACK, lw=1.2, ls=":")
    axes.text(0, 1 / 26 + 0.015, "guessing: 1/26", va="bottom")
    axes.text(21, 0.82, "nearest template", color="#a06c00", weight="bold")
    axes.text(14, 0.5, "network", color=BLUE, weight="bold", ha="right")
    axes.set(xlabel="pixels flipped (%)", ylabel="accuracy", ylim=(0, 1.04))
    axes.set_title("The network was trained at 10 % noise")
    save(figure, __file__)


if __name__ == "__main__":
    main()
