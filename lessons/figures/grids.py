"""Tables of numbers, drawn as squares: a sheet to draw on, and a grid of squares on it."""

from matplotlib.patches import Rectangle
from style import BLACK, WIDTH, new

# Tints: light enough for a black number on top of them.
TINT_BLUE, TINT_ORANGE, TINT_GREY = "#cfe4f3", "#fae3b0", "#eeeeee"

UNITS = 10  # the sheet's width, so that one unit is half an inch


def sheet(height, title):
    """Return (figure, axes) to draw on: 10 units wide, height units high, y runs down, no ticks."""
    figure, axes = new(height * WIDTH / UNITS)
    figure.set_layout_engine("none")
    axes.set_position([0, 0, 1, 1])
    axes.set(xlim=(0, UNITS), ylim=(height, 0))
    axes.axis("off")
    write(axes, 0.3, 0.55, title, ha="left", fontsize=11, weight="bold")
    return figure, axes


def words(number):
    """Return the number as the lessons print it, with a true minus sign."""
    return f"{number:g}".replace("-", "−")


def write(axes, x, y, text, **options):
    """Write text with its middle at (x, y), unless options say otherwise."""
    axes.text(x, y, text, **{"ha": "center", "va": "center", "color": BLACK, **options})


def grid(axes, rows, x, y, tint=lambda i, j: "white", bold=None):
    """Draw rows as squares of one unit, its top left corner at (x, y); bold: one cell's (i, j)."""
    for i, row in enumerate(rows):
        for j, number in enumerate(row):
            corner = (x + j, y + i)
            axes.add_patch(Rectangle(corner, 1, 1, facecolor=tint(i, j), edgecolor="#666666"))
            weight = "bold" if (i, j) == bold else "normal"
            write(axes, x + j + 0.5, y + i + 0.52, words(number), fontsize=12, weight=weight)
