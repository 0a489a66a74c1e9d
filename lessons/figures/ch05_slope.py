"""Chapter 5: lines through two points of f(w) = w², ever closer, and the slope they come to."""

from style import BLACK, BLUE, ORANGE, PURPLE, RED, new, save

from solutions.ch05_backprop import numerical_gradient


def square(values):
    return values[0] * values[0]


def main():
    figure, axes = new(4.6)
    ws = [i / 20 for i in range(20, 107)]
    axes.plot(ws, [square([w]) for w in ws], color=BLUE)
    axes.text(1.1, 4.2, "f(w) = w²", color=BLUE)
    for move, colour, dashes in ((2.0, PURPLE, ":"), (1.0, ORANGE, "--")):
        slope = (square([3 + move]) - square([3])) / move
        axes.plot([2.2, 5.4], [9 + slope * (w - 3) for w in (2.2, 5.4)], dashes, color=colour)
        axes.plot(3 + move, square([3 + move]), "o", color=colour)
        axes.text(5.47, 9 + slope * 2.4, f"move {move:.0f}: slope {slope:.0f}", va="center")
    (slope,) = numerical_gradient(square, [3.0])
    axes.plot([1.8, 5.4], [9 + slope * (w - 3) for w in (1.8, 5.4)], color=RED)
    axes.text(5.47, 9 + slope * 2.4, f"in the end: {slope:.0f}", va="center")
    axes.plot(3, 9, "o", color=BLACK)
    axes.text(3.2, 7.4, "w = 3, height 9")
    axes.set(xlim=(1, 7.0), ylim=(0, 30), xticks=range(1, 6), xlabel="w", ylabel="f(w)")
    axes.set_title("The closer the second point, the nearer to 6")
    save(figure, __file__)


if __name__ == "__main__":
    main()
