"""Part II, few pictures: a picture moved to the right, beside what np.roll makes of it."""

import numpy as np
from grids import TINT_BLUE, TINT_ORANGE, grid, sheet, write
from style import save

from solutions.np4_generalise import shift_images

SEVEN = np.array([[7, 8, 9], [0, 0, 6], [0, 5, 0]])  # ink in three strokes


def main():
    moved = shift_images(SEVEN[None], down=0, right=1)[0]
    rolled = np.roll(SEVEN, 1, axis=1)
    figure, axes = sheet(5.6, "One pixel to the right: the last column is gone")
    for x, rows, title, tint in (
        (0.2, SEVEN, "a picture", "white"),
        (3.5, moved, "moved", TINT_BLUE),
        (6.8, rolled, "np.roll: wrong", TINT_ORANGE),
    ):
        write(axes, x + 1.5, 1.5, title, weight="bold")
        grid(axes, rows.tolist(), x, 1.9, lambda i, j, tint=tint: "white" if j else tint)
    write(axes, 5, 5.2, "zeros come in")
    write(axes, 8.3, 5.2, "what left comes back")
    save(figure, __file__)


if __name__ == "__main__":
    main()
