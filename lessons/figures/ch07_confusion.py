"""Chapter 7: which letters five networks take for which others, at 10 % noise, and how alike."""

import random
from collections import Counter
from itertools import combinations

from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle
from style import BLUE, RED, new, save

from solutions.ch07_letter_classifier import (
    LETTERS,
    LetterClassifier,
    bitmap_pixels,
    noisy_letters,
)

SEEDS = range(5)


def mistakes():
    """Return how often each (letter, answer) was wrong, over five networks of the lesson's."""
    training = noisy_letters(20, 0.10, random.Random(1))
    fresh = noisy_letters(100, 0.10, random.Random(2))
    counts = Counter()
    for seed in SEEDS:
        reader = LetterClassifier(35, 16, 0.05, seed)
        reader.train(training, epochs=5)
        counts.update((letter, reader.predict(pixels)) for pixels, letter in fresh)
    return Counter({pair: n for pair, n in counts.items() if pair[0] != pair[1]})


def apart(a, b):
    return sum(p != q for p, q in zip(bitmap_pixels(a), bitmap_pixels(b), strict=True))


def main():
    counts = mistakes()
    figure, (axes, bars) = new(7.6, rows=2, height_ratios=[2.9, 1])
    largest = max(counts.values())
    squares = []
    for (letter, answer), count in counts.items():
        side = (count / largest) ** 0.5
        x, y = LETTERS.index(answer), LETTERS.index(letter)
        squares.append(Rectangle((x - side / 2, y - side / 2), side, side))
    axes.add_collection(PatchCollection(squares, facecolor=RED, edgecolor="none"))
    axes.plot([-0.5, 25.5], [-0.5, 25.5], color="#bbbbbb", lw=0.8, zorder=0)
    axes.set(xlim=(-0.6, 25.6), ylim=(25.6, -0.6), aspect="equal")
    axes.set_xticks(range(26), LETTERS)
    axes.set_yticks(range(26), LETTERS)
    axes.tick_params(length=0, labelsize=7.5, labeltop=True, labelbottom=False)
    axes.grid(lw=0.3)
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
    axes.set(xlabel="called", ylabel="the letter")
    axes.xaxis.set_label_position("top")
    axes.set_title("The larger the square, the more mistakes")

    pairs, together = Counter(), Counter()
    for a, b in combinations(LETTERS, 2):
        pairs[apart(a, b)] += 1
        together[apart(a, b)] += counts[a, b] + counts[b, a]
    steps = sorted(pairs)
    bars.bar(steps, [together[step] / pairs[step] for step in steps], color=BLUE)
    bars.set(xlabel="pixels in which the two templates differ", ylabel="mistakes\nfor each pair")
    bars.grid(axis="x", visible=False)
    bars.set_title("Letters that look alike are mixed up")
    save(figure, __file__)


if __name__ == "__main__":
    main()
