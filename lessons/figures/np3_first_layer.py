"""Part II, digits: the weights of six neurons of the first layer, drawn as pictures."""

from digits import SIZES, draw_pictures, np, reader, sheet, short
from grids import write
from matplotlib.collections import LineCollection
from style import BLACK, BLUE, measured, save

from solutions.np3_mlp import MLP

STEP = 0.06
POINTS = 4  # of a weight's square


def measure():
    """Return the first six neurons' weights as digits: 3 is less than STEP / 2 from 0.

    From 3 the digits go up and down in steps of STEP. "still" marks with 1 the pixels whose
    weights, to all neurons, are still those of the start; "never moved" counts them.
    """
    W = reader().weights[0]
    levels = np.clip(np.rint(W / STEP) + 3, 0, 6).astype(int).reshape(28, 28, -1)
    still = (np.abs(W - MLP(SIZES).weights[0]).max(axis=1) == 0).astype(int)
    return {
        "largest": short(np.abs(W).max(), 3),
        "never moved": int(still.sum()),
        "still": ["".join(map(str, row)) for row in still.reshape(28, 28)],
        "neurons": [["".join(map(str, row)) for row in levels[:, :, k]] for k in range(6)],
    }


def borders(still, left, top):
    """Return the lines between pixels that are still and others, as pairs of points."""
    size, lines = len(still), []
    for i in range(size):
        for j in range(size):
            x, y = left + POINTS * j, top + POINTS * i
            if j + 1 < size and still[i][j] != still[i][j + 1]:
                lines.append([(x + POINTS, y), (x + POINTS, y + POINTS)])
            if i + 1 < size and still[i][j] != still[i + 1][j]:
                lines.append([(x, y + POINTS), (x + POINTS, y + POINTS)])
    return lines


def main():
    results = measured(__file__, measure)
    figure, axes = sheet(320, "What six first-layer neurons look for")
    write(axes, 11, 40, "dark blue: ink there raises z", ha="left", color=BLUE)
    write(axes, 349, 40, "orange: lowers it", ha="right", color="#9a6a00")
    write(axes, 11, 57, "beyond the black line, at the rim: paper in every picture", ha="left")
    places = {
        (10 + 115 * (k % 3), 74 + 122 * (k // 3)): lines
        for k, lines in enumerate(results["neurons"])
    }
    shades = [("456", "#a8cfe6"), ("56", "#2f86bd"), ("6", "#00304d")]
    shades += [("210", "#fbe4b4"), ("10", "#f0a830"), ("0", "#b35c00")]
    draw_pictures(axes, places, shades, points=POINTS)
    for left, top in places:
        lines = borders(results["still"], left, top)
        axes.add_collection(LineCollection(lines, colors=BLACK, linewidths=1.2))
    save(figure, __file__)


if __name__ == "__main__":
    main()
