"""The corners of a square with their targets, and the side of a line where a neuron says 1."""

from style import BLACK, BLUE, RED

TINT = "#cfe4f3"


def half_plane(axes, z, xs, ys, level=0.0):
    """Draw the line where z([x, y]) is level, and tint the side where it is above."""
    # z is a weighted sum, so four corners tell all of it.
    values = [[z([x, y]) - level for x in xs] for y in ys]
    axes.contourf(xs, ys, values, levels=[0, 1e9], colors=[TINT])
    axes.contour(xs, ys, values, levels=[0], colors=[BLUE], linewidths=2)
    axes.set(xlim=xs, ylim=ys, aspect="equal")
    axes.grid(False)


def point(axes, x, y, target, wrong=False):
    """Draw a corner: its target in a dark disc for 1, a white one for 0; a square if wrong."""
    if wrong:
        axes.plot(x, y, "s", ms=28, mfc="none", mec=RED, mew=2)
    fill, letter = (BLACK, "white") if target else ("white", BLACK)
    axes.plot(x, y, "o", ms=17, mfc=fill, mec=BLACK, mew=1.5)
    axes.text(x, y, str(target), color=letter, ha="center", va="center_baseline")
