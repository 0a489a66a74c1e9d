"""Chapter 7: letters to train on and letters in fonts never seen, clean and perturbed."""

import random

from style import BLACK, GREY, WIDTH, new, save

from data.letters import perturb, read_letters

INKS = ["#c0c0c0", "#707070", BLACK]  # three levels of ink on the paper
PIXEL = 3  # points wide: then all corners stand at whole numbers
HEIGHT = 3.25  # inches


def runs(pixels, level, left, top):
    """Return the x and y of a line for each run of pixels of that level, None between them."""
    levels = [int(len(INKS) * grey + 0.5) for grey in pixels]
    xs, ys = [], []
    for i, here in enumerate(levels):
        row, column = divmod(i, 12)
        if here == level:
            if column == 0 or levels[i - 1] != level:
                xs += [left + column, 0, None]
                ys += 2 * [top + row + 0.5] + [None]
            xs[-2] = left + column + 1
    return xs, ys


def main():
    families = read_letters()
    figure, axes = new(HEIGHT, layout="none")
    axes.set_position([0, 0, 1, 1])
    axes.set(xlim=(0, 72 * WIDTH / PIXEL), ylim=(72 * HEIGHT / PIXEL, 0))
    axes.axis("off")
    rng = random.Random(4)
    pictures = []
    top = 1
    for words, chosen in (
        ("To train on: DejaVu", ["DejaVu"]),
        ("To test on: STIX and Computer Modern", ["STIX", "Computer Modern"]),
    ):
        axes.text(6.7, top + 3, words, weight="bold", fontsize=11, va="center")
        faces = [face for family in chosen for face in families[family].values()]
        for name, row in (("clean", top + 7), ("perturbed", top + 23)):
            axes.text(2, row + 6, name, rotation=90, va="center", fontsize=9.5)
            for column, letter in enumerate("AGJMQRSW"):
                face = {name: pixels for pixels, name in faces[5 * column % len(faces)]}
                pixels = perturb(face[letter], rng) if name == "perturbed" else face[letter]
                pictures.append((pixels, 7 + 14 * column, row))
        top += 39
    for level, colour in enumerate(INKS, 1):
        xs, ys = [], []
        for picture in pictures:
            for some, more in zip((xs, ys), runs(picture[0], level, *picture[1:]), strict=True):
                some += more
        axes.plot(xs, ys, color=colour, lw=PIXEL, solid_capstyle="butt", antialiased=False)
    for _, x, y in pictures:
        axes.plot([x, x + 12, x + 12, x, x], [y, y, y + 12, y + 12, y], color=GREY, lw=0.8)
    save(figure, __file__)


if __name__ == "__main__":
    main()
