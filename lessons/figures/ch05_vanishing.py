"""Chapter 5: the error signal in each of nine layers, with sigmoid and with ReLU."""

from style import BLUE, RED, new, save

from solutions.ch05_backprop import BackpropNetwork

INPUTS, TARGET = [1.0, -1.0, 0.5, 2.0], [0.0, 1.0]
SIZES = [4] + [16] * 8 + [2]  # in narrower layers ReLU is often off in a whole layer


def largest_signals(network):
    """Return the largest |δ| of each layer. Bias gradients are δ."""
    return [max(map(abs, layer.bias_gradients)) for layer in network.layers]


def error_signals(activation, seed):
    network = BackpropNetwork(SIZES, hidden_activation=activation, seed=seed)
    network.loss(INPUTS, TARGET)
    network.backward(TARGET)
    return largest_signals(network)


def main():
    figure, axes = new(3.6)
    for activation, look, colour, place in (
        ("relu", "s--", BLUE, (5.2, 6)),
        ("sigmoid", "o-", RED, (4.4, 0.0000045)),
    ):
        for seed in range(7):
            signals = error_signals(activation, seed)
            axes.semilogy(range(1, 10), signals, look, color=colour, ms=3.5, lw=1.1)
        name = {"relu": "ReLU", "sigmoid": "sigmoid"}[activation]
        axes.text(*place, f"{name}, seven seeds", color=colour, va="center", weight="bold")
    axes.set(xticks=range(1, 10), xlabel="layer (the walk goes from 9 back to 1)")
    axes.set(ylabel="largest |δ| in the layer", ylim=(2e-7, 20))
    axes.set_title("With sigmoid, little reaches layer 1")
    axes.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
