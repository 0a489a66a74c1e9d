"""The look that all figures share, and where they are saved.

A figure's script draws with the solutions' own code and calls save(figure, __file__) at its end,
which writes the SVG beside the script. `make figures` runs them all; the same script draws the
same bytes.
"""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402 (the backend has to be chosen first)

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # for `from solutions.… import …`

WIDTH = 5.0  # inches: a phone's width at 72 points an inch, so that 10-point letters stay legible

# Okabe and Ito's colours, which stay apart for readers with any kind of colour vision. Lines also
# differ in dashes or carry their name: colour alone never tells.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, YELLOW, BLACK = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#d55e00",
    "#cc79a7",
    "#56b4e9",
    "#f0e442",
    "#1a1a1a",
)
GREY = "#8c8c8c"

plt.rcParams.update(
    {
        "figure.facecolor": "white",  # a card of its own, legible on a dark page too
        "savefig.facecolor": "white",
        "figure.constrained_layout.use": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "axes.edgecolor": "#666666",
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": 10,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "legend.frameon": False,
        "lines.linewidth": 2.0,
        "font.family": "DejaVu Sans",
        "font.size": 10,
        "svg.fonttype": "path",  # the same letters on every machine
        "svg.hashsalt": "neural networks from scratch",
    }
)


def new(height, rows=1, columns=1, **options):
    """Return (figure, axes) of the shared width and the given height in inches."""
    return plt.subplots(rows, columns, figsize=(WIDTH, height), **options)


def measured(script, measure):
    """Return what measure() found, as kept in JSON beside the script.

    Training takes longer than drawing. `python script.py --measure` trains again, and keeps that.
    """
    path = Path(script).with_suffix(".json")
    if "--measure" in sys.argv:
        path.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def save(figure, script):
    """Write the figure as SVG beside its script, without a date, and close it."""
    path = Path(script).with_suffix(".svg")
    # The layout's solver differs in the last bits from run to run: take its answer, rounded.
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        axes.set_position([round(part, 4) for part in axes.get_position().bounds])
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
