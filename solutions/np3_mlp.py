"""Part II, third chapter · A network of any depth

You write a network of as many layers as you like, and train it in small batches on 60,000
handwritten digits, in seconds.
Grade your work with `make check-chapter np3`.
"""

import math
import sys
from collections.abc import Callable

import numpy as np

from solutions.np2_digits import accuracy, cross_entropy, he_normal, pixels_to_inputs, softmax

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.
History = dict[str, list[float]]  # one number for each epoch under each name


def train_validation_split(
    X: np.ndarray, labels: np.ndarray, validation_size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (X_train, labels_train, X_validation, labels_validation), chosen by chance.

    validation_size of the m rows go to validation, the others to training: no row to both, and
    every row keeps its label. The results are copies. Raises ValueError, naming both sizes, if X
    and labels differ in length, or if validation_size is below 0 or above m.

    >>> X, labels = np.arange(10).reshape(5, 2), np.arange(5)
    >>> parts = train_validation_split(X, labels, 2, np.random.default_rng(0))
    >>> [part.shape for part in parts]
    [(3, 2), (3,), (2, 2), (2,)]
    """
    if len(X) != len(labels):
        raise ValueError(f"train_validation_split: {len(X)} rows of X, and {len(labels)} labels")
    if not 0 <= validation_size <= len(X):
        raise ValueError(f"train_validation_split: {validation_size} of {len(X)} rows can't be had")
    order = rng.permutation(len(X))
    validation, training = order[:validation_size], order[validation_size:]
    return X[training], labels[training], X[validation], labels[validation]


def shuffled_batches(m: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the numbers 0 to m - 1 in a shuffled order, cut into batches of batch_size.

    Each batch is an array of integers, (batch_size,), and the last may be shorter. Each number
    stands in one batch, once. Raises ValueError if batch_size is below 1.

    >>> [len(batch) for batch in shuffled_batches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    if batch_size < 1:
        raise ValueError(f"shuffled_batches: batch_size is {batch_size}, it must be 1 or more")
    order = rng.permutation(m)
    return [order[start : start + batch_size] for start in range(0, m, batch_size)]


def linear_schedule(learning_rate: float, step: int, steps: int) -> float:
    """Return the rate for a step: it falls on a straight line from learning_rate to 0.

    Step 0 has learning_rate itself. The last step taken is steps - 1; one further, it would be 0.

    >>> [linear_schedule(0.8, step, 4) for step in range(4)]
    [0.8, 0.6000000000000001, 0.4, 0.2]
    """
    return learning_rate * (1 - step / steps)


class MLP:
    """A multilayer perceptron of any depth: relu inside, linear at the output, float32.

    layer_sizes names all layers: [784, 256, 128, 10] has two hidden layers. It keeps .weights and
    .biases, lists of one array a layer: (n_in, n_out) and (n_out,).

    >>> network = MLP([2, 8, 4, 3])
    >>> [W.shape for W in network.weights], network.forward(np.ones((5, 2))).shape
    ([(2, 8), (8, 4), (4, 3)], (5, 3))
    """

    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        """Draw the weights with he_normal, first layer first, from one np.random.default_rng(seed),
        kept as .rng for the shuffling. Biases are zeros, float32. Raises ValueError if layer_sizes
        has fewer than two sizes.

        It also keeps .weight_velocities and .bias_velocities, for momentum: lists of arrays of
        zeros, shaped like the weights and biases, float32.
        """
        if len(layer_sizes) < 2:
            raise ValueError(f"MLP: layer_sizes has {len(layer_sizes)} sizes, it needs 2 or more")
        self.rng = np.random.default_rng(seed)
        pairs = list(zip(layer_sizes, layer_sizes[1:]))
        self.weights = [he_normal(n_in, n_out, self.rng) for n_in, n_out in pairs]
        self.biases = [np.zeros(n_out, dtype=np.float32) for _, n_out in pairs]
        self.weight_velocities = [np.zeros_like(W) for W in self.weights]
        self.bias_velocities = [np.zeros_like(b) for b in self.biases]

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the logits: (m, n_in) → (m, n_out).

        Keeps .activations, a list: X, then the outputs of each layer, the logits last. Raises
        ValueError, naming both sizes, if X is not (m, n_in), n_in being what the first layer takes.
        """
        n_in = len(self.weights[0])
        if X.ndim != 2 or X.shape[1] != n_in:
            raise ValueError(f"forward: X has shape {X.shape}, not (m, {n_in})")
        self.activations = [X]
        for W, b in zip(self.weights[:-1], self.biases[:-1]):
            X = np.maximum(X @ W + b, 0)
            self.activations.append(X)
        logits = X @ self.weights[-1] + self.biases[-1]
        self.activations.append(logits)
        return logits

    def loss(self, X: np.ndarray, labels: np.ndarray) -> float:
        """Return the mean cross-entropy of softmax(forward(X)) with labels, (m,)."""
        return cross_entropy(softmax(self.forward(X)), labels)

    def backward(self, labels: np.ndarray) -> None:
        """Set .weight_gradients and .bias_gradients, lists of one array a layer, for the loss of
        the latest forward. labels: (m,). Nothing else changes. relu's slope at 0 is 0. The gradient
        with respect to X itself is not needed. Raises ValueError if labels don't fit, as
        cross_entropy does.
        """
        layers = len(self.weights)
        self.weight_gradients, self.bias_gradients = [None] * layers, [None] * layers
        delta = softmax(self.activations[-1])  # dL/dZ of the last layer, once 1 is subtracted
        cross_entropy(delta, labels)  # refuses labels that don't fit
        delta[np.arange(len(labels)), labels] -= 1
        delta /= len(labels)
        for layer in reversed(range(layers)):
            A = self.activations[layer]
            self.weight_gradients[layer] = A.T @ delta
            self.bias_gradients[layer] = delta.sum(axis=0)
            if layer > 0:
                delta = (delta @ self.weights[layer].T) * (A > 0)

    def update(self, learning_rate: float, momentum: float = 0.9) -> None:
        """Take one step with momentum: for each w, v becomes momentum · v + dL/dw, and w becomes
        w - learning_rate · v. Arrays are changed in place; the gradients stay as they are.
        """
        for values, gradients, velocities in (
            (self.weights, self.weight_gradients, self.weight_velocities),
            (self.biases, self.bias_gradients, self.bias_velocities),
        ):
            for w, gradient, v in zip(values, gradients, velocities):
                v *= momentum
                v += gradient
                w -= learning_rate * v

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of each row's largest logit: (m, n_in) → (m,), integers."""
        return self.forward(X).argmax(axis=1)


def fit(
    network: MLP,
    X: np.ndarray,
    labels: np.ndarray,
    epochs: int = 4,
    batch_size: int = 64,
    learning_rate: float = 0.08,
    momentum: float = 0.9,
    validation: tuple[np.ndarray, np.ndarray] | None = None,
    progress: Callable[[int, int, History], None] | None = None,
) -> History:
    """Train a network for epochs, on batches shuffled with its .rng, at a rate that falls from
    learning_rate to 0 over all steps. Return the history, a dict of lists, with a number for each
    epoch. It is kept as network.history from the start, so that it is there after a Ctrl-C too.

    "loss" and "accuracy" are the means over the epoch's rows, each as it stood before its update.
    With validation=(X, labels), "validation_loss" and "validation_accuracy" are measured after
    each epoch; nothing is learned from these. progress(epoch, epochs, history), if given, is
    called after each epoch, the first being 1.

    Raises ValueError before anything is learned: if X and labels differ in length (naming both) or
    have no rows, if X does not fit the network or holds NaN or inf, if a label is none of its
    outputs (naming it), all this of validation too; and if batch_size is below 1. As soon as a
    loss is not finite, it raises one that says to try a smaller learning_rate.

    >>> network = MLP([2, 8, 2])
    >>> X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    >>> labels = np.array([0, 1, 1, 0])
    >>> history = fit(network, X, labels, epochs=200, batch_size=4)
    >>> len(history["loss"]), network.predict(X).tolist()
    (200, [0, 1, 1, 0])
    """
    for rows, own in [(X, labels), *([validation] if validation else [])]:
        if len(rows) != len(own) or len(rows) == 0:
            raise ValueError(f"fit: X has {len(rows)} rows, labels has {len(own)} entries")
        network.loss(rows[:1], own[:1])  # refuses other shapes
        if not np.isfinite(rows).all():
            raise ValueError("fit: X holds NaN or inf, which no network can learn from")
        cross_entropy(np.ones((len(own), len(network.biases[-1]))), own)  # refuses other labels
    if batch_size < 1:
        raise ValueError(f"fit: batch_size is {batch_size}, it must be 1 or more")
    names = ["loss", "accuracy"]
    names += ["validation_loss", "validation_accuracy"] if validation else []
    network.history = history = {name: [] for name in names}
    step, steps = 0, epochs * math.ceil(len(X) / batch_size)
    for epoch in range(1, epochs + 1):
        total_loss = right = 0.0
        for batch in shuffled_batches(len(X), batch_size, network.rng):
            loss = network.loss(X[batch], labels[batch])
            if not math.isfinite(loss):
                raise ValueError(f"fit: the loss is {loss}; try a smaller learning_rate")
            total_loss += loss * len(batch)
            right += np.sum(network.activations[-1].argmax(axis=1) == labels[batch])
            network.backward(labels[batch])
            network.update(linear_schedule(learning_rate, step, steps), momentum)
            step += 1
        history["loss"].append(total_loss / len(X))
        history["accuracy"].append(float(right / len(X)))
        if validation:
            history["validation_loss"].append(network.loss(*validation))
            predicted = network.activations[-1].argmax(axis=1)
            history["validation_accuracy"].append(accuracy(predicted, validation[1]))
        if progress:
            progress(epoch, epochs, history)
    return history


def main() -> None:
    from data.digits import load_digits
    from data.fonts import read_fonts
    from data.pictures import show_digits
    from data.progress import train_two

    if sys.argv[1:] == ["fonts"]:
        read_fonts(MLP([144, 256, 128, 26]), fit)
        return
    watched, network = MLP([784, 256, 128, 10]), MLP([784, 256, 128, 10])
    images, labels, test_images, test_labels = load_digits()
    X, X_test = pixels_to_inputs(images), pixels_to_inputs(test_images)
    parts = train_validation_split(X, labels, len(X) // 12, np.random.default_rng(0))
    train_two(fit, watched, parts, network, X, labels)
    probabilities = softmax(network.forward(X_test))
    show_digits(network, watched.history, probabilities, test_images, test_labels)


if __name__ == "__main__":
    main()
