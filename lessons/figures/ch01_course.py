"""Chapter 1: the way of the whole course: a letter as 35 numbers, a network, a letter."""

import random

from grids import TINT_BLUE, sheet, write
from matplotlib.patches import Circle, Rectangle
from style import BLACK, BLUE, GREY, save

from solutions.ch07_letter_classifier import (
    LETTERS,
    LetterClassifier,
    bitmap_pixels,
    noisy_letters,
)


def picture(axes, pixels, x, y, side):
    for place, pixel in enumerate(pixels):
        corner = (x + place % 5 * side, y + place // 5 * side)
        fill = BLACK if pixel else "white"
        axes.add_patch(Rectangle(corner, side, side, facecolor=fill, edgecolor=GREY, lw=0.6))


def arrow(axes, start, end):
    look = {"arrowstyle": "-|>", "color": BLACK, "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=look)


def main():
    reader = LetterClassifier(input_size=35, hidden_size=16, learning_rate=0.05)
    reader.train(noisy_letters(20, 0.05, random.Random(1)), epochs=5)
    pixels = bitmap_pixels("R")
    chances = reader.probabilities(pixels)

    figure, axes = sheet(6.6, "A letter goes in as numbers, and comes out as a letter")
    write(axes, 1.15, 1.4, "the letter", fontsize=9.5)
    picture(axes, pixels, 0.3, 1.9, 0.34)
    arrow(axes, (2.15, 3.1), (2.65, 3.1))
    write(axes, 3.45, 1.4, "35 numbers", fontsize=9.5)
    for row in range(7):
        numbers = pixels[5 * row : 5 * row + 5]
        write(axes, 3.45, 2.07 + 0.34 * row, "  ".join(f"{p:.0f}" for p in numbers), fontsize=8.5)
    arrow(axes, (4.35, 3.1), (4.85, 3.1))
    write(axes, 6.0, 1.4, "the network", fontsize=9.5)
    left = [(5.1, 2.0 + 0.55 * i) for i in range(5)]
    inner = [(6.0, 2.27 + 0.55 * i) for i in range(4)]
    right = [(6.9, 2.0 + 0.55 * i) for i in range(5)]
    for before, after in ((left, inner), (inner, right)):
        for x, y in before:
            for u, v in after:
                axes.plot([x, u], [y, v], color=GREY, lw=0.5, zorder=1)
    for x, y in left + inner + right:
        axes.add_patch(Circle((x, y), 0.13, fc=TINT_BLUE, ec=BLUE, lw=1, zorder=2))
    arrow(axes, (7.15, 3.1), (7.65, 3.1))
    write(axes, 8.75, 1.4, "26 probabilities", fontsize=9.5)
    best = sorted(range(26), key=lambda i: -chances[i])[:3]
    for line, index in enumerate(best):
        strong = {"weight": "bold"} if line == 0 else {}
        y = 2.3 + 0.55 * line
        write(axes, 8.0, y, LETTERS[index], fontsize=11, **strong)
        write(axes, 9.7, y, f"{chances[index]:.1%}", fontsize=10, ha="right", **strong)
    write(axes, 8.75, 3.95, "…", fontsize=11)
    for x, text in (
        (1.15, "drawn as\n7 rows of 5"),
        (3.45, "a list:\nchapter 1"),
        (6.0, "neurons and layers:\nchapters 2, 3, trained\nin 4, 5 and 6"),
        (8.75, "the answer:\nchapters 4 and 7"),
    ):
        write(axes, x, 5.5, text, fontsize=8.5, color="#555555")
    save(figure, __file__)


if __name__ == "__main__":
    main()
