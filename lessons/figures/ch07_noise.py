"""Chapter 7: six letters without noise, and with 5, 10 and 20 % of their pixels flipped."""

import random

from ch07_pictures import bare, draw_picture
from style import new, save

from solutions.ch07_letter_classifier import LETTERS, bitmap_pixels, noisy_letters


def main():
    figure, axes = new(4.6)
    bare(axes, 37.5, 34)
    for row, chance in enumerate((0.0, 0.05, 0.10, 0.20)):
        top = 0.4 + 8.6 * row
        name = f"q = {chance:.2f}" if chance else "template"
        axes.text(0.2, top + 3.5, name, rotation=90, va="center")
        copies = noisy_letters(1, chance, random.Random(5))  # the same draws in every row
        for column, letter in enumerate("AEHRSW"):
            pixels, _ = copies[LETTERS.index(letter)]
            left = 2.4 + 5.9 * column
            draw_picture(axes, pixels, bitmap_pixels(letter), left, top, size=4.5)
    save(figure, __file__)


if __name__ == "__main__":
    main()
