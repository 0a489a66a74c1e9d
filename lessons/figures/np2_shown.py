"""Part II, digits: ten pictures of MNIST's test set, the first of each digit."""

from digits import as_text, draw_pictures, mnist, sheet
from grids import write
from style import measured, save


def measure():
    """Return {digit: its first picture in the test set, as lines}."""
    _, _, X_test, labels_test = mnist()
    return {str(k): as_text(X_test[labels_test.tolist().index(k)]) for k in range(10)}


def main():
    pictures = measured(__file__, measure)
    figure, axes = sheet(204, "Ten of 70,000 pictures, 28 by 28 pixels each")
    places = {}
    for k, lines in enumerate(pictures.values()):
        left, top = 11 + 70 * (k % 5), 57 + 84 * (k // 5)
        places[left, top] = lines
        write(axes, left + 28, top - 10, f"label {k}")
    draw_pictures(axes, places)
    save(figure, __file__)


if __name__ == "__main__":
    main()
