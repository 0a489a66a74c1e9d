"""Chapter 7: which letters the reader takes for which others, at 10 % noise."""

import random
from collections import Counter

from ch07_pictures import trained_reader
from style import BLACK, new, save

from solutions.ch07_letter_classifier import noisy_letters


def main():
    reader = trained_reader()
    mistakes = Counter()
    for pixels, letter in noisy_letters(100, 0.10, random.Random(2)):
        guess = reader.predict(pixels)
        if guess != letter:
            mistakes[letter, guess] += 1
    often = [pair for pair, count in mistakes.items() if count >= 3]
    rows, columns = (sorted(set(letters)) for letters in zip(*often, strict=True))

    figure, axes = new(4.6)
    counts = [[mistakes[letter, guess] or float("nan") for guess in columns] for letter in rows]
    axes.pcolormesh(counts, cmap="Oranges", vmin=0, vmax=24)
    for y, letter in enumerate(rows):
        for x, guess in enumerate(columns):
            mark = "right" if letter == guess else mistakes[letter, guess] or ""
            look = {"fontsize": 9, "color": "#666666"} if letter == guess else {"color": BLACK}
            axes.text(x + 0.5, y + 0.5, mark, ha="center", va="center", **look)
    axes.hlines(range(len(rows) + 1), 0, len(columns), color="#dddddd", lw=0.6)
    axes.vlines(range(len(columns) + 1), 0, len(rows), color="#dddddd", lw=0.6)
    axes.set_xticks([x + 0.5 for x in range(len(columns))], columns)
    axes.set_yticks([y + 0.5 for y in range(len(rows))], rows)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.invert_yaxis()
    axes.spines[:].set_visible(False)
    axes.grid(False)
    axes.set(xlabel="called", ylabel="the letter (100 pictures of each)")
    axes.xaxis.set_label_position("top")
    axes.set_title("A P most often becomes an R")
    save(figure, __file__)


if __name__ == "__main__":
    main()
