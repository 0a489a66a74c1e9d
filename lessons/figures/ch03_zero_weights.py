"""Chapter 3: a weight of each of three hidden neurons while the network learns OR."""

from style import BLACK, BLUE, RED, new, save

from solutions.ch05_backprop import BackpropNetwork
from solutions.ch06_training import Trainer

OR = [
    ([0.0, 0.0], [1.0, 0.0]),
    ([0.0, 1.0], [0.0, 1.0]),
    ([1.0, 0.0], [0.0, 1.0]),
    ([1.0, 1.0], [0.0, 1.0]),
]
EPOCHS = 100


def histories(from_zero):
    """Return, for each hidden neuron, its first weight before the training and after each epoch."""
    network = BackpropNetwork([2, 3, 2], "sigmoid")
    if from_zero:
        for layer in network.layers:
            layer.weights = [[0.0 for _ in row] for row in layer.weights]
    trainer = Trainer(network, learning_rate=0.5)
    hidden = network.layers[0]
    found = [[row[0] for row in hidden.weights]]
    for _ in range(EPOCHS):
        trainer.train(OR, epochs=1)
        found.append([row[0] for row in hidden.weights])
    return zip(*found, strict=True)


def main():
    figure, panels = new(5.4, rows=2, sharex=True, sharey=True)
    looks = [(BLACK, "-", 7), (BLUE, "-", 4), (RED, "--", 2)]  # thick below, thin on top
    for axes, from_zero in zip(panels, (True, False), strict=True):
        for neuron, history in enumerate(histories(from_zero)):
            color, dashes, width = looks[neuron]
            width = width if from_zero else 2
            axes.plot(range(0, EPOCHS + 1, 2), history[::2], dashes, color=color, lw=width)
            if not from_zero:
                axes.text(103, history[-1], f"neuron {neuron + 1}", color=color, va="center")
        axes.set(ylabel="first weight", xlim=(0, 122), xticks=range(0, EPOCHS + 1, 20))
    panels[0].text(103, panels[0].lines[0].get_ydata()[-1], "all three", va="center")
    panels[0].set_title("From zero: three neurons, one line")
    panels[1].set_title("From random numbers: each goes its own way")
    panels[1].set_xlabel("epoch")
    save(figure, __file__)


if __name__ == "__main__":
    main()
