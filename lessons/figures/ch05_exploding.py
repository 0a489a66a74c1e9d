"""Chapter 5: a signal's way back through nine ReLU layers, the weights smaller and larger."""

from ch05_vanishing import INPUTS, SIZES, largest_signals
from style import BLUE, PURPLE, RED, new, save

from solutions.ch05_backprop import BackpropNetwork


def sent_back(factor):
    """Return the largest |δ| of each layer for the signal [1, −1], all weights times factor."""
    network = BackpropNetwork(SIZES)
    for layer in network.layers:
        layer.weights = [[factor * w for w in row] for row in layer.weights]
    network.forward(INPUTS)
    signal = [1.0, -1.0]
    for layer in reversed(network.layers):
        signal = layer.backward(signal)
    return largest_signals(network)


def main():
    figure, axes = new(3.6)
    for factor, look, colour, place in (
        (3, "^:", PURPLE, (4.6, 90)),
        (1, "s--", BLUE, (1.2, 0.5)),
        (0.5, "o-", RED, (4.6, 0.003)),
    ):
        axes.semilogy(range(1, 10), sent_back(factor), look, color=colour)
        axes.text(*place, f"weights times {factor}", color=colour, va="center", weight="bold")
    axes.set(xticks=range(1, 10), xlabel="layer (the walk goes from 9 back to 1)")
    axes.set_ylabel("largest |δ| in the layer")
    axes.set_title("Small weights shrink it, large ones blow it up")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
