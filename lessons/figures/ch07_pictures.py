"""Chapter 7: eight noisy letters of the test set, with what the network says."""

import random

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from style import BLACK, GREY, RED, new, save

from solutions.ch07_letter_classifier import LetterClassifier, bitmap_pixels, noisy_letters

TEST = noisy_letters(20, 0.10, random.Random(2))


def trained_reader():
    """Return the lesson's best reader: 520 pictures, 5 epochs."""
    reader = LetterClassifier(input_size=35, hidden_size=16, learning_rate=0.05)
    reader.train(noisy_letters(20, 0.10, random.Random(1)), epochs=5)
    return reader


def bare(axes, columns, rows):
    """Make axes a sheet of columns by rows pixels, row 0 at the top, without frame or ticks."""
    axes.set(xlim=(0, columns), ylim=(rows, 0), aspect="equal")
    axes.axis("off")


def draw_picture(axes, pixels, template, left=0.0, top=0.0, size=6.0):
    """Draw the ink of a picture, and a cross on every pixel that differs from the template."""
    corners, codes = [], []
    xs, ys = [], []
    for i, (pixel, clean) in enumerate(zip(pixels, template, strict=True)):
        x, y = left + i % 5, top + i // 5
        if pixel:
            a, b, c, d = x + 0.04, x + 0.96, y + 0.04, y + 0.96
            corners += [(a, c), (b, c), (b, d), (a, d), (a, c)]
            codes += [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
        if pixel != clean:
            xs.append(x + 0.5)
            ys.append(y + 0.5)
    axes.add_patch(Rectangle((left - 0.2, top - 0.2), 5.4, 7.4, fill=False, ec=GREY, lw=0.8))
    axes.add_patch(PathPatch(Path(corners, codes), fc=BLACK, ec="none"))
    axes.plot(xs, ys, "x", color=RED, markersize=size, mew=size / 3)


def main():
    reader = trained_reader()
    wrong = [example for example in TEST if reader.predict(example[0]) != example[1]]
    right = [example for example in TEST if example not in wrong]
    rng = random.Random(9)

    figure, axes = new(4.4)
    bare(axes, 25, 21)
    for top, name, examples in ((1.9, "right", right), (12.9, "wrong", wrong)):
        axes.text(0.2, top + 3.5, name, rotation=90, va="center", fontsize=11)
        for column, (pixels, letter) in enumerate(rng.sample(examples, 4)):
            left = 2 + 5.9 * column
            draw_picture(axes, pixels, bitmap_pixels(letter), left, top)
            guess = reader.predict(pixels)
            words = f"{letter}: called {guess}"
            colour = BLACK if guess == letter else RED
            axes.text(left + 2.5, top - 0.6, words, ha="center", color=colour, weight="bold")
    save(figure, __file__)


if __name__ == "__main__":
    main()
