"""Chapter 5: the error signal in each of nine layers, with sigmoid and with ReLU."""

from style import BLUE, RED, new, save

from solutions.ch05_backprop import BackpropNetwork


def error_signals(activation, factor=1):
    """Return the largest |δ| of each layer, all weights times factor. Bias gradients are δ."""
    network = BackpropNetwork([4] * 9 + [2], hidden_activation=activation)
    for layer in network.layers:
        layer.weights = [[factor * w for w in row] for row in layer.weights]
    network.loss([1.0, -1.0, 0.5, 2.0], [0.0, 1.0])
    network.backward([0.0, 1.0])
    return [max(map(abs, layer.bias_gradients)) for layer in network.layers]


def main():
    figure, axes = new(3.6)
    for activation, look, colour, place in (
        ("relu", "s--", BLUE, (3.4, 0.23)),
        ("sigmoid", "o-", RED, (3.4, 0.00002)),
    ):
        axes.semilogy(range(1, 10), error_signals(activation), look, color=colour)
        name = {"relu": "ReLU", "sigmoid": "sigmoid"}[activation]
        axes.text(*place, name, color=colour, ha="left", va="center", weight="bold")
    axes.set(xticks=range(1, 10), xlabel="layer (the walk goes from 9 back to 1)")
    axes.set_ylabel("largest |δ| in the layer")
    axes.set_title("With sigmoid, little reaches layer 1")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
