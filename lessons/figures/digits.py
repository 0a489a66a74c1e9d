"""MNIST for the figures of Part II: loaded, split, learned; and small pictures in few shades.

A figure's script keeps what it measured as JSON beside it. Only `--measure` needs MNIST.
"""

import functools
import os

# NumPy reads it when it's imported: the scripts that need NumPy take np from here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from grids import write
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from style import BLACK, new

from solutions.np2_digits import accuracy, pixels_to_inputs
from solutions.np3_mlp import MLP, fit, train_validation_split

SIZES = [784, 256, 128, 10]

# ── measuring ──


@functools.cache
def mnist():
    """Return (X, labels, X_test, labels_test), all of MNIST."""
    from data.digits import load_mnist

    images, labels, test_images, test_labels = load_mnist()
    return pixels_to_inputs(images), labels, pixels_to_inputs(test_images), test_labels


@functools.cache
def split(seed=0):
    """Return (X, labels, X_validation, labels_validation): 55,000 and 5,000, as the chapter's."""
    X, labels, _, _ = mnist()
    return train_validation_split(X, labels, len(X) // 12, np.random.default_rng(seed))


def learn(network, **options):
    """Train on 20,000 pictures. Return the share right of the 5,000 for validation.

    Where fit stops because the loss is no longer finite, the result is None.
    """
    X, labels, X_validation, labels_validation = split()
    with np.errstate(all="ignore"):  # where networks are meant to fail
        try:
            fit(network, X[:20_000], labels[:20_000], **options)
        except ValueError:
            return None
        return accuracy(network.predict(X_validation), labels_validation)


@functools.cache
def reader(seed=0):
    """Return the chapter's network, trained on all 60,000 pictures with fit's defaults."""
    network = MLP(SIZES, seed=seed)
    X, labels, _, _ = mnist()
    fit(network, X, labels)
    return network


def short(number, digits=4):
    """Return the number as it is kept: with a few significant digits."""
    return None if number is None else float(f"{number:.{digits}g}")


# ── pictures ──


def sheet(height, title):
    """Return (figure, axes) to draw on, measured in points: 360 wide, y runs down, no ticks."""
    figure, axes = new(height / 72)
    figure.set_layout_engine("none")
    axes.set_position([0, 0, 1, 1])
    axes.set(xlim=(0, 360), ylim=(height, 0))
    axes.axis("off")
    write(axes, 11, 20, title, ha="left", fontsize=11, weight="bold")
    return figure, axes


SHADES = [("123", "#bcbcbc"), ("23", "#707070"), ("3", BLACK)]


def as_text(picture):
    """Return a picture of numbers 0 to 1 as lines of the digits 0 (paper) to 3 (ink)."""
    levels = np.rint(picture.reshape(28, 28) * 3).astype(int)
    return ["".join(map(str, row)) for row in levels]


def draw_pictures(axes, places, shades=SHADES, points=2):
    """Draw pictures, given as {(left, top): lines}, on a sheet that measures in points.

    A character is a square of that many points. shades: pairs (characters, colour), painted one
    above the other.
    """
    for (left, top), lines in places.items():
        corner, side = (left - 2, top - 2), len(lines) * points + 4
        axes.add_patch(Rectangle(corner, side, side, fill=False, ec="#bbbbbb", lw=0.8))
    for characters, colour in shades:
        # A run of pixels in a line is one thick stroke: short to write down, and without seams.
        ends = []
        for (left, top), lines in places.items():
            for i, line in enumerate(lines):
                inside = "".join(" x"[character in characters] for character in f" {line} ")
                y = top + (i + 0.5) * points
                for j in range(1, len(inside)):
                    if inside[j - 1] != inside[j]:
                        ends.append((left + (j - 1) * points, y))
        path = Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2))
        path.should_simplify = False
        stroke = {"lw": points, "ec": colour, "capstyle": "butt", "fill": False}
        axes.add_patch(PathPatch(path, **stroke))
