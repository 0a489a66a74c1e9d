"""Part II, third chapter · A network of any depth

You write a network of as many layers as you like, and train it in small batches on 60,000
handwritten digits, in seconds.
Grade your work with `make check-chapter np3`.
"""

import math
from collections.abc import Callable

import numpy as np

from exercises.np2_digits import accuracy, cross_entropy, he_normal, softmax

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.
History = dict[str, list[float]]  # one number for each epoch under each name


def train_validation_split(
    X: np.ndarray, labels: np.ndarray, validation_size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (X_train, labels_train, X_validation, labels_validation), chosen by chance.

    validation_size of the m rows go to validation, the others to training: no row to both, and
    every row keeps its label. The results are copies. Raises ValueError, naming both sizes, if X
    and labels differ in length, or if validation_size is not between 0 and m.
    """
    m = len(X)
    if m != len(labels):
        raise ValueError(f"train_validation_split: X has {m} rows, labels has {len(labels)}")
    if not 0 <= validation_size <= m:
        raise ValueError(f"train_validation_split: {validation_size} of {m} rows can't be taken")
    order = rng.permutation(m)
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

    Step 0 of steps has learning_rate itself, and step steps, which is never taken, would have 0.

    >>> [linear_schedule(0.8, step, 4) for step in range(4)]
    [0.8, 0.6000000000000001, 0.4, 0.2]
    """
    return learning_rate * (1 - step / steps)


def _relu(Z):
    return np.maximum(Z, 0)


def _one_hot(labels, k):
    """One row for each label: (m,) → (m, k)."""
    return np.eye(k, dtype=np.float32)[labels]


def _check_columns(X, n):
    if X.ndim != 2 or X.shape[1] != n:
        raise ValueError(f"forward: X has shape {X.shape}, not (m, {n})")


def _layer_gradients(inputs, delta):
    """The gradients of a layer's weights and biases: inputs (m, n_in), delta (m, n_out)."""
    return inputs.T @ delta, delta.sum(axis=0)


def _step(values, velocities, gradients, learning_rate, momentum):
    """One step with momentum for a list of arrays, in place."""
    for w, v, g in zip(values, velocities, gradients):
        v *= momentum
        v += g
        w -= learning_rate * v


def _largest(logits):
    return logits.argmax(axis=1)


def _check_labels(labels, m, k):
    if labels.shape != (m,):
        raise ValueError(f"labels has shape {labels.shape}, and there are {m} rows")
    for label in labels:
        if not 0 <= label < k:
            raise ValueError(f"the label {label} is not one of {k}")


def _check_examples(X, labels, n, k):
    if len(X) == 0:
        raise ValueError("fit: X has no rows")
    _check_columns(X, n)
    _check_labels(labels, len(X), k)
    if not np.isfinite(X).all():
        raise ValueError("X holds NaN or inf")


def _check_finite(loss):
    if not math.isfinite(loss):
        raise ValueError(f"fit: the loss is {loss}, try a smaller learning_rate")


class MLP:
    """A multilayer perceptron of any depth: relu inside, linear at the output, float32.

    layer_sizes names all layers: [784, 256, 128, 10] has two hidden layers. It keeps .weights and
    .biases, lists of one array a layer: (n_in, n_out) and (n_out,).

    >>> network = MLP([2, 8, 2])
    >>> X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    >>> labels = np.array([0, 1, 1, 0])
    >>> history = network.fit(X, labels, epochs=200, batch_size=4)
    >>> len(history["loss"]), network.predict(X).tolist()
    (200, [0, 1, 1, 0])
    """

    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        """Draw the weights with he_normal, first layer first, from one np.random.default_rng(seed),
        kept as .rng for the shuffling. Biases are zeros, float32. Raises ValueError if layer_sizes
        has fewer than two sizes.

        Momentum needs .weight_velocities and .bias_velocities: arrays of zeros, shaped like the
        weights and biases.
        """
        if len(layer_sizes) < 2:
            raise ValueError(f"MLP: layer_sizes is {layer_sizes}, it needs two sizes at least")
        self.rng = np.random.default_rng(seed)
        self.weights, self.biases = [], []
        for n_in, n_out in zip(layer_sizes, layer_sizes[1:]):
            self.weights.append(he_normal(n_in, n_out, self.rng))
            self.biases.append(np.zeros(n_out, dtype=np.float32))
        self.weight_velocities = [np.zeros_like(W) for W in self.weights]
        self.bias_velocities = [np.zeros_like(b) for b in self.biases]

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the logits: (m, n_in) → (m, n_out).

        Keeps .activations, a list: X, then the outputs of each layer, the logits last. Raises
        ValueError, naming both sizes, if X does not have as many columns as the first layer needs.
        """
        _check_columns(X, len(self.weights[0]))
        self.activations = [X]
        last = len(self.weights) - 1
        for l in range(len(self.weights)):
            Z = self.activations[l] @ self.weights[l] + self.biases[l]
            self.activations.append(Z if l == last else _relu(Z))
        return self.activations[-1]

    def loss(self, X: np.ndarray, labels: np.ndarray) -> float:
        """Return the mean cross-entropy of softmax(forward(X)) with labels, (m,)."""
        return cross_entropy(softmax(self.forward(X)), labels)

    def backward(self, labels: np.ndarray) -> None:
        """Set .weight_gradients and .bias_gradients, lists of one array a layer, for the loss of
        the latest forward. labels: (m,). The gradient with respect to X itself is not needed.
        """
        _check_labels(labels, *self.activations[-1].shape)
        layers = len(self.weights)
        self.weight_gradients, self.bias_gradients = [None] * layers, [None] * layers
        delta = softmax(self.activations[-1])
        m = len(delta)
        delta[np.arange(m), labels] -= 1
        delta /= m
        for l in reversed(range(layers)):
            A = self.activations[l]
            self.weight_gradients[l], self.bias_gradients[l] = _layer_gradients(A, delta)
            if l > 0:
                delta = (delta @ self.weights[l].T) * (A > 0)

    def update(self, learning_rate: float, momentum: float = 0.9) -> None:
        """Take one step with momentum: for each w, v becomes momentum · v + dL/dw, and w becomes
        w - learning_rate · v. Arrays are changed in place.
        """
        _step(self.weights, self.weight_velocities, self.weight_gradients, learning_rate, momentum)
        _step(self.biases, self.bias_velocities, self.bias_gradients, learning_rate, momentum)

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of each row's largest logit: (m, n_in) → (m,), integers."""
        return _largest(self.forward(X))


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
    """Train for epochs, on shuffled batches, at a rate that falls from learning_rate to 0 over
    all steps. Return the history, kept as .history: a dict of lists, a number for each epoch.

    "loss" and "accuracy" are the means over the epoch's rows, each as it stood before its
    update. With validation=(X, labels), "validation_loss" and "validation_accuracy" are
    measured after each epoch; nothing is learned from these. progress(epoch, epochs, history),
    if given, is called after each epoch, the first being 1. Raises ValueError, before anything
    is learned, if X and labels differ in length (naming both) or if X holds NaN or inf; and, as
    soon as a loss is not finite, one that says to try a smaller learning_rate.
    """
    sizes = len(network.weights[0]), len(network.biases[-1])
    _check_examples(X, labels, *sizes)
    if validation is not None:
        _check_examples(*validation, *sizes)
    if batch_size < 1:
        raise ValueError(f"fit: batch_size is {batch_size}")
    history = {"loss": [], "accuracy": []}
    if validation is not None:
        history["validation_loss"], history["validation_accuracy"] = [], []
    network.history = history
    step = 0
    for epoch in range(1, epochs + 1):
        batches = shuffled_batches(len(X), batch_size, network.rng)
        loss_sum = accuracy_sum = 0.0
        for batch in batches:
            X_batch, labels_batch = X[batch], labels[batch]
            loss = network.loss(X_batch, labels_batch)
            _check_finite(loss)
            loss_sum += len(batch) * loss
            accuracy_sum += len(batch) * accuracy(_largest(network.activations[-1]), labels_batch)
            network.backward(labels_batch)
            rate = linear_schedule(learning_rate, step, epochs * len(batches))
            network.update(rate, momentum)
            step += 1
        history["loss"].append(loss_sum / len(X))
        history["accuracy"].append(accuracy_sum / len(X))
        if validation is not None:
            X_validation, labels_validation = validation
            loss = network.loss(X_validation, labels_validation)
            _check_finite(loss)
            history["validation_loss"].append(loss)
            right = accuracy(_largest(network.activations[-1]), labels_validation)
            history["validation_accuracy"].append(right)
        if progress is not None:
            progress(epoch, epochs, history)
    return history
