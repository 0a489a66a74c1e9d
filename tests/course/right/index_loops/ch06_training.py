"""Chapter 6 · The training loop

You write the step that makes a network better, and the loop that takes it thousands of times.
At the end your network solves XOR, which chapter 2's perceptron could not.
Grade your work with `make check-chapter 6`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import math
import random

from exercises.ch01_math import Vector, dot_product, vector_scale
from exercises.ch04_loss import one_hot, softmax
from exercises.ch05_backprop import BackpropNetwork

Dataset = list[tuple[Vector, Vector]]  # pairs of inputs and a one-hot target


def sgd_update(network: BackpropNetwork, learning_rate: float) -> None:
    """Take one step downhill: change every weight and bias w to w - learning_rate · dL/dw.

    The gradients are those of the latest backward. It changes the network and returns None.

    >>> network = BackpropNetwork([1, 2])
    >>> layer = network.layers[0]
    >>> layer.weights, layer.weight_gradients = [[1.0], [2.0]], [[0.5], [-1.0]]
    >>> layer.biases, layer.bias_gradients = [0.0, 0.0], [2.0, 0.0]
    >>> sgd_update(network, learning_rate=0.5)
    >>> layer.weights, layer.biases
    ([[0.75], [2.5]], [-1.0, 0.0])
    """
    for k in range(len(network.layers)):
        layer = network.layers[k]
        for o in range(len(layer.weights)):
            for i in range(len(layer.weights[o])):
                step = learning_rate * layer.weight_gradients[o][i]
                layer.weights[o][i] = layer.weights[o][i] - step
        for o in range(len(layer.biases)):
            step = learning_rate * layer.bias_gradients[o]
            layer.biases[o] = layer.biases[o] - step


def clip_gradients(network: BackpropNetwork, max_norm: float) -> float:
    """Shorten the gradients where they are too long. Return their norm before that.

    The norm is √(sum of squares) of all weight and bias gradients of all layers together. Where
    it is above max_norm, every gradient is multiplied by max_norm / norm; else nothing changes.
    It changes the network's gradients. Raises ValueError if max_norm is not above 0.

    >>> network = BackpropNetwork([1, 2])
    >>> layer = network.layers[0]
    >>> layer.weight_gradients, layer.bias_gradients = [[3.0], [0.0]], [0.0, 4.0]
    >>> clip_gradients(network, max_norm=2.5)                 # √(3² + 4²)
    5.0
    >>> layer.weight_gradients, layer.bias_gradients
    ([[1.5], [0.0]], [0.0, 2.0])
    """
    if max_norm <= 0:
        raise ValueError(f"clip_gradients: max_norm must be above 0, not {max_norm}")

    total = 0.0
    for layer in network.layers:
        for row in layer.weight_gradients:
            for i in range(len(row)):
                total = total + row[i] * row[i]
        for o in range(len(layer.bias_gradients)):
            total = total + layer.bias_gradients[o] * layer.bias_gradients[o]
    norm = math.sqrt(total)

    if norm > max_norm:
        factor = max_norm / norm
        for layer in network.layers:
            for row in layer.weight_gradients:
                for i in range(len(row)):
                    row[i] = row[i] * factor
            for o in range(len(layer.bias_gradients)):
                layer.bias_gradients[o] = layer.bias_gradients[o] * factor
    return norm


class Trainer:
    """Trains a network by stochastic gradient descent, one example at a time.

    It keeps .network, .learning_rate and .loss_history, one mean loss for each epoch.

    >>> network = BackpropNetwork([2, 2])
    >>> trainer = Trainer(network, learning_rate=1.0)
    >>> dataset = [([1.0, 0.0], [1.0, 0.0]), ([0.0, 1.0], [0.0, 1.0])]
    >>> history = trainer.train(dataset, epochs=50)
    >>> len(history), history[-1] < 0.1 < history[0]
    (50, True)
    >>> accuracy(network, dataset)
    1.0
    """

    def __init__(self, network: BackpropNetwork, learning_rate: float = 0.1, seed: int = 0) -> None:
        """Keep network and learning_rate, start loss_history as [], and make the one
        random.Random(seed) that every epoch's order is drawn from.
        """
        self.network = network
        self.learning_rate = learning_rate
        self.loss_history = []
        self.rng = random.Random(seed)

    def train_step(self, inputs: Vector, target: Vector) -> float:
        """Learn from one example: network.loss, network.backward, then sgd_update. Return that
        loss, from before the update.

        A loss that is not finite (nan or inf) raises ValueError before the update; the message
        holds the loss and says to try a smaller learning_rate.
        """
        loss = self.network.loss(inputs, target)
        if not math.isfinite(loss):
            raise ValueError(
                f"the loss is {loss}; try a smaller learning_rate than {self.learning_rate}"
            )
        self.network.backward(target)
        sgd_update(self.network, self.learning_rate)
        return loss

    def train_epoch(self, dataset: Dataset) -> float:
        """Visit every example once, in a fresh shuffled order. Return the mean loss.

        The dataset itself keeps its order. Raises ValueError if it is empty.
        """
        if len(dataset) == 0:
            raise ValueError("train_epoch: the dataset is empty")
        order = []
        for i in range(len(dataset)):
            order.append(i)
        self.rng.shuffle(order)
        total = 0.0
        for i in range(len(order)):
            example = dataset[order[i]]
            inputs = example[0]
            target = example[1]
            loss = self.train_step(inputs, target)
            total = total + loss
        return total / len(dataset)

    def train(self, dataset: Dataset, epochs: int) -> list[float]:
        """Run epochs, each adding its mean loss to .loss_history as it ends. Return .loss_history.

        A second call goes on where the first ended.
        """
        for _epoch in range(epochs):
            mean_loss = self.train_epoch(dataset)
            self.loss_history.append(mean_loss)
        return self.loss_history


def _place_of_largest(numbers: Vector) -> int:
    place = 0
    for i in range(len(numbers)):
        if numbers[i] > numbers[place]:
            place = i
    return place


def accuracy(network: BackpropNetwork, dataset: Dataset) -> float:
    """Return the share of examples, 0 to 1, whose largest output is where the target's 1 is.

    Raises ValueError if the dataset is empty.

    >>> network = BackpropNetwork([2, 2])
    >>> network.layers[0].weights = [[1.0, 0.0], [0.0, 1.0]]
    >>> accuracy(network, [([5.0, 1.0], [1.0, 0.0]), ([5.0, 1.0], [0.0, 1.0])])
    0.5
    """
    if len(dataset) == 0:
        raise ValueError("accuracy: the dataset is empty")
    right = 0
    for i in range(len(dataset)):
        inputs = dataset[i][0]
        target = dataset[i][1]
        outputs = network.forward(inputs)
        if _place_of_largest(outputs) == _place_of_largest(target):
            right = right + 1
    return right / len(dataset)


def save_loss_curve(losses: list[float], path: str) -> None:
    """Save a picture of the losses, one for each epoch, where matplotlib is installed. Supplied."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    axes.semilogy(range(1, len(losses) + 1), losses)
    axes.set(xlabel="epoch", ylabel="mean loss (nats)")
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=150)
    print(f"The loss curve is in {path}.")


def main() -> None:
    corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    targets = [0, 1, 1, 0]
    dataset = [(inputs, one_hot(t, 2)) for inputs, t in zip(corners, targets, strict=True)]
    sizes, learning_rate, epochs, seeds = [2, 16, 2], 0.1, 300, range(10)
    print(f"XOR: network {sizes}, learning rate {learning_rate}, {epochs} epochs")
    print("seed   first loss   last loss   right")
    solved = 0
    for seed in seeds:
        network = BackpropNetwork(sizes, seed=seed)
        history = Trainer(network, learning_rate, seed).train(dataset, epochs)
        share = accuracy(network, dataset)
        solved += share == 1
        print(f"{seed:4}   {history[0]:10.4f}   {history[-1]:9.4f}   {share:5.0%}")
    print(f"XOR solved from {solved} of {len(seeds)} seeds\n")

    print(f"The network of seed {seed}")
    for inputs, target in zip(corners, targets, strict=True):
        p = softmax(network.forward(inputs))
        print(f"  inputs {inputs}   target {target}   probability of 1: {p[1]:.4f}")
    save_loss_curve(history, "ch06_training.png")


if __name__ == "__main__":
    main()
