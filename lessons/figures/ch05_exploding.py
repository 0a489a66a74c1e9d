"""Chapter 5: the error signal in each of nine ReLU layers, the weights smaller and larger."""

from ch05_vanishing import error_signals
from style import BLUE, PURPLE, RED, new, save


def main():
    figure, axes = new(3.6)
    for factor, look, colour, place in (
        (3, "^:", PURPLE, (5.4, 700)),
        (1, "s--", BLUE, (3.2, 2.6)),
        (0.5, "o-", RED, (3.2, 0.0008)),
    ):
        axes.semilogy(range(1, 10), error_signals("relu", factor), look, color=colour)
        axes.text(*place, f"weights times {factor}", color=colour, va="center", weight="bold")
    axes.set(xticks=range(1, 10), xlabel="layer (the walk goes from 9 back to 1)")
    axes.set_ylabel("largest |δ| in the layer")
    axes.set_title("Small weights shrink it, large ones blow it up")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
