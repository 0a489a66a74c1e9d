"""Chapter 2: the slope of the square at z = 3, measured with a step of 1 and a step of 0.1."""

from style import BLACK, BLUE, RED, new, save


def square(z):
    return z * z


def panel(axes, z, h):
    """Draw the square around z, the step h and the change it makes; return change / h."""
    change = square(z + h) - square(z)
    zs = [z + h * i / 10 for i in range(-10, 18)]
    axes.plot(zs, [square(x) for x in zs], color=BLUE)
    ends = [z - 0.6 * h, z + 1.6 * h]
    line = [square(z) + (x - z) * change / h for x in ends]
    axes.plot(ends, line, "--", color=RED, linewidth=1.5)
    axes.plot([z, z + h, z + h], [square(z), square(z), square(z + h)], color=BLACK, linewidth=1)
    axes.plot([z, z + h], [square(z), square(z + h)], "o", color=BLUE)
    axes.text(z + h / 2, square(z) - 0.5 * h, f"z moves by {h:g}", ha="center", va="top")
    axes.text(z + 1.05 * h, square(z) + change / 2, f"f rises by\n{change:.3g}", va="center")
    axes.set(xlim=(z - h, z + 1.75 * h), ylim=(square(z) - 5 * h, square(z) + 13 * h))
    axes.set(xticks=[z, z + h], yticks=[square(z), square(z + h)], ylabel="f(z) = z·z")
    return f"{change:.3g} / {h:g} = {change / h:.3g}"


def main():
    figure, (far, near) = new(6, rows=2)
    far.set_title("Step 1: " + panel(far, 3, 1))
    near.set_title("Step 0.1, from ten times nearer: " + panel(near, 3, 0.1))
    far.text(2.05, 7.2, "the square\nis curved", color=BLUE)
    near.text(2.905, 9.25, "from near it\nis almost\nstraight", color=BLUE, va="bottom")
    near.set_xlabel("z")
    save(figure, __file__)


if __name__ == "__main__":
    main()
