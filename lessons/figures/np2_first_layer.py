"""Part II, digits: the weights of sixteen neurons of the first layer, drawn as pictures."""

from digits import SIZES, draw_pictures, np, reader, sheet, short
from grids import write
from style import BLUE, measured, save

from solutions.np2_digits import MLP

STEP = 0.05


def measure():
    """Return the first sixteen neurons' weights as digits: 3 is less than STEP from 0, 4 is more.

    Each digit is the mean of 2 by 2 weights. "never moved" counts the pixels whose weights, to all
    neurons, are still those of the start.
    """
    W = reader().weights[0]
    means = W.reshape(14, 2, 14, 2, -1).mean(axis=(1, 3))
    levels = np.clip(np.trunc(means / STEP) + 3, 0, 6).astype(int)
    moved = np.abs(W - MLP(SIZES).weights[0]).max(axis=1)
    return {
        "largest": short(np.abs(W).max(), 3),
        "never moved": int((moved == 0).sum()),
        "neurons": [["".join(map(str, row)) for row in levels[:, :, k]] for k in range(16)],
    }


def main():
    results = measured(__file__, measure)
    figure, axes = sheet(410, "What sixteen first-layer neurons look for")
    write(axes, 11, 42, "dark blue: ink there raises z", ha="left", color=BLUE)
    write(axes, 349, 42, "light orange: lowers it", ha="right", color="#9a6a00")
    places = {
        (12 + 88 * (k % 4), 62 + 86 * (k // 4)): lines for k, lines in enumerate(results["neurons"])
    }
    shades = [("456", "#5b9fcb"), ("56", "#0067a3"), ("6", "#00304d")]
    shades += [("210", "#fbe4b4"), ("10", "#f5bf4f"), ("0", "#e69f00")]
    draw_pictures(axes, places, shades, points=5)
    save(figure, __file__)


if __name__ == "__main__":
    main()
