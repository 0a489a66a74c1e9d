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


def _shuffled(m: int, rng: np.random.Generator) -> list[int]:
    order = []
    for i in range(m):
        order.append(i)
    for i in range(m - 1, 0, -1):
        j = int(rng.integers(0, i + 1))  # any place up to i, i too
        other = order[j]
        order[j] = order[i]
        order[i] = other
    return order


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
    m = len(X)
    if len(labels) != m:
        raise ValueError(f"train_validation_split: X has {m} rows, there are {len(labels)} labels")
    if validation_size < 0 or validation_size > m:
        raise ValueError(f"train_validation_split: {validation_size} rows of {m} for validation")
    order = _shuffled(m, rng)
    n_train = m - validation_size
    X_train = np.zeros((n_train, *X.shape[1:]), dtype=X.dtype)
    labels_train = np.zeros((n_train,), dtype=labels.dtype)
    X_validation = np.zeros((validation_size, *X.shape[1:]), dtype=X.dtype)
    labels_validation = np.zeros((validation_size,), dtype=labels.dtype)
    for place in range(m):
        row = order[place]
        if place < n_train:
            X_train[place] = X[row]
            labels_train[place] = labels[row]
        else:
            X_validation[place - n_train] = X[row]
            labels_validation[place - n_train] = labels[row]
    return X_train, labels_train, X_validation, labels_validation


def shuffled_batches(m: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the numbers 0 to m - 1 in a shuffled order, cut into batches of batch_size.

    Each batch is an array of integers, (batch_size,), and the last may be shorter. Each number
    stands in one batch, once. Raises ValueError if batch_size is below 1.

    >>> [len(batch) for batch in shuffled_batches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    if batch_size < 1:
        raise ValueError(f"shuffled_batches: a batch_size of {batch_size} is below 1")
    order = _shuffled(m, rng)
    batches = []
    start = 0
    while start < m:
        size = batch_size
        if start + size > m:
            size = m - start
        batch = np.zeros((size,), dtype=int)
        for i in range(size):
            batch[i] = order[start + i]
        batches.append(batch)
        start = start + size
    return batches


def linear_schedule(learning_rate: float, step: int, steps: int) -> float:
    """Return the rate for a step: it falls on a straight line from learning_rate to 0.

    Step 0 has learning_rate itself. The last step taken is steps - 1; one further, it would be 0.

    >>> [linear_schedule(0.8, step, 4) for step in range(4)]
    [0.8, 0.6000000000000001, 0.4, 0.2]
    """
    left = steps - step
    return learning_rate * left / steps


def _largest_places(logits: np.ndarray) -> np.ndarray:
    places = np.zeros((logits.shape[0],), dtype=int)
    for i in range(logits.shape[0]):
        best = 0
        for j in range(1, logits.shape[1]):
            if logits[i, j] > logits[i, best]:
                best = j
        places[i] = best
    return places


def _weighted_sums(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    m = X.shape[0]
    n_in = W.shape[0]
    n_out = W.shape[1]
    Z = np.zeros((m, n_out), dtype=np.float32)
    for i in range(m):
        for j in range(n_out):
            z = float(b[j])
            for k in range(n_in):
                z = z + float(X[i, k]) * float(W[k, j])
            Z[i, j] = z
    return Z


def _relu(Z: np.ndarray) -> np.ndarray:
    A = np.zeros(Z.shape, dtype=np.float32)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if not Z[i, j] <= 0:  # a NaN goes on, to be seen in the loss
                A[i, j] = Z[i, j]
    return A


def _output_slopes(P: np.ndarray, labels: np.ndarray) -> np.ndarray:
    m = P.shape[0]
    k = P.shape[1]
    Y = np.zeros((m, k), dtype=np.float32)
    for i in range(m):
        for j in range(k):
            if j == labels[i]:
                Y[i, j] = 1.0
    slopes = np.zeros((m, k), dtype=np.float32)
    for i in range(m):
        for j in range(k):
            slopes[i, j] = (P[i, j] - Y[i, j]) / m
    return slopes


def _weight_slopes(A: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    n_in = A.shape[1]
    n_out = slopes.shape[1]
    gradient = np.zeros((n_in, n_out), dtype=np.float32)
    for k in range(n_in):
        for j in range(n_out):
            total = 0.0
            for i in range(A.shape[0]):
                total = total + float(A[i, k]) * float(slopes[i, j])
            gradient[k, j] = total
    return gradient


def _bias_slopes(slopes: np.ndarray) -> np.ndarray:
    gradient = np.zeros((slopes.shape[1],), dtype=np.float32)
    for i in range(slopes.shape[0]):
        for j in range(slopes.shape[1]):
            gradient[j] = gradient[j] + slopes[i, j]
    return gradient


def _slopes_before(before: np.ndarray, W: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    result = np.zeros(before.shape, dtype=np.float32)
    for i in range(before.shape[0]):
        for k in range(before.shape[1]):
            if before[i, k] > 0:
                total = 0.0
                for j in range(W.shape[1]):
                    total = total + float(slopes[i, j]) * float(W[k, j])
                result[i, k] = total
    return result


def _check_labels(labels: np.ndarray, m: int, k: int) -> None:
    if labels.ndim != 1 or labels.shape[0] != m:
        raise ValueError(f"labels is {labels.shape} for {m} rows")
    for i in range(m):
        if labels[i] < 0 or labels[i] > k - 1:
            raise ValueError(f"labels[{i}] is {labels[i]}, with {k} outputs")


def _check_rows(X: np.ndarray, labels: np.ndarray, n: int, k: int) -> None:
    if len(X) == 0:
        raise ValueError("fit: X has no rows")
    if X.ndim != 2 or X.shape[1] != n:
        raise ValueError(f"fit: X is {X.shape}, and a row has {n} numbers")
    _check_labels(labels, len(X), k)
    for pixel in X.flat:
        if not math.isfinite(pixel):
            raise ValueError(f"fit: X holds {pixel}")


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

        It also keeps .weight_velocities and .bias_velocities, for momentum: lists of arrays of
        zeros, shaped like the weights and biases, float32.
        """
        if len(layer_sizes) < 2:
            raise ValueError(f"MLP: {len(layer_sizes)} layer sizes are too few")
        self.rng = np.random.default_rng(seed)
        self.weights = []
        self.biases = []
        self.weight_velocities = []
        self.bias_velocities = []
        for k in range(len(layer_sizes) - 1):
            n_in = layer_sizes[k]
            n_out = layer_sizes[k + 1]
            self.weights.append(he_normal(n_in, n_out, self.rng))
            self.biases.append(np.zeros((n_out,), dtype=np.float32))
            self.weight_velocities.append(np.zeros((n_in, n_out), dtype=np.float32))
            self.bias_velocities.append(np.zeros((n_out,), dtype=np.float32))

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the logits: (m, n_in) → (m, n_out).

        Keeps .activations, a list: X, then the outputs of each layer, the logits last. Raises
        ValueError, naming both sizes, if X does not have as many columns as the first layer needs.
        """
        n_in = self.weights[0].shape[0]
        if len(X.shape) != 2 or X.shape[1] != n_in:
            raise ValueError(f"forward: X of shape {X.shape} for {n_in} inputs")
        self.activations = [X]
        last = len(self.weights) - 1
        for k in range(last + 1):
            Z = _weighted_sums(self.activations[k], self.weights[k], self.biases[k])
            if k == last:
                self.activations.append(Z)
            else:
                self.activations.append(_relu(Z))
        return self.activations[last + 1]

    def loss(self, X: np.ndarray, labels: np.ndarray) -> float:
        """Return the mean cross-entropy of softmax(forward(X)) with labels, (m,)."""
        logits = self.forward(X)
        probabilities = softmax(logits)
        return cross_entropy(probabilities, labels)

    def backward(self, labels: np.ndarray) -> None:
        """Set .weight_gradients and .bias_gradients, lists of one array a layer, for the loss of
        the latest forward. labels: (m,). The gradient with respect to X itself is not needed.
        """
        logits = self.activations[len(self.activations) - 1]
        _check_labels(labels, logits.shape[0], logits.shape[1])
        k = len(self.weights) - 1
        slopes = _output_slopes(softmax(self.activations[k + 1]), labels)
        self.weight_gradients = []
        self.bias_gradients = []
        while k >= 0:
            self.weight_gradients.insert(0, _weight_slopes(self.activations[k], slopes))
            self.bias_gradients.insert(0, _bias_slopes(slopes))
            if k > 0:
                slopes = _slopes_before(self.activations[k], self.weights[k], slopes)
            k = k - 1

    def update(self, learning_rate: float, momentum: float = 0.9) -> None:
        """Take one step with momentum: for each w, v becomes momentum · v + dL/dw, and w becomes
        w - learning_rate · v. Arrays are changed in place.
        """
        for k in range(len(self.weights)):
            w = self.weights[k]
            v = self.weight_velocities[k]
            for i in range(w.shape[0]):
                for j in range(w.shape[1]):
                    v[i, j] = momentum * v[i, j] + self.weight_gradients[k][i, j]
                    w[i, j] = w[i, j] - learning_rate * v[i, j]
            b = self.biases[k]
            v = self.bias_velocities[k]
            for j in range(len(b)):
                v[j] = momentum * v[j] + self.bias_gradients[k][j]
                b[j] = b[j] - learning_rate * v[j]

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of each row's largest logit: (m, n_in) → (m,), integers."""
        return _largest_places(self.forward(X))


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
    all steps. Return the history, a dict of lists, with a number for each epoch. It is kept as
    .history from the start, so that it is there after a Ctrl-C too.

    "loss" and "accuracy" are the means over the epoch's rows, each as it stood before its
    update. With validation=(X, labels), "validation_loss" and "validation_accuracy" are
    measured after each epoch; nothing is learned from these. progress(epoch, epochs, history),
    if given, is called after each epoch, the first being 1. Raises ValueError, before anything
    is learned, if X and labels differ in length (naming both) or if X holds NaN or inf; and, as
    soon as a loss is not finite, one that says to try a smaller learning_rate.
    """
    m = len(X)
    n = len(network.weights[0])
    k = len(network.biases[len(network.biases) - 1])
    _check_rows(X, labels, n, k)
    if validation is not None:
        _check_rows(validation[0], validation[1], n, k)
    if batch_size <= 0:
        raise ValueError(f"fit: batch_size is {batch_size}")

    network.history = {}
    network.history["loss"] = []
    network.history["accuracy"] = []
    if validation is not None:
        network.history["validation_loss"] = []
        network.history["validation_accuracy"] = []

    steps_in_an_epoch = m // batch_size
    if m % batch_size != 0:
        steps_in_an_epoch = steps_in_an_epoch + 1
    step = 0
    for epoch in range(epochs):
        loss_sum = 0.0
        right = 0
        batches = shuffled_batches(m, batch_size, network.rng)
        for b in range(len(batches)):
            size = len(batches[b])
            X_batch = np.zeros((size, *X.shape[1:]), dtype=X.dtype)
            labels_batch = np.zeros((size, *labels.shape[1:]), dtype=labels.dtype)
            for i in range(size):
                X_batch[i] = X[batches[b][i]]
                labels_batch[i] = labels[batches[b][i]]

            loss = network.loss(X_batch, labels_batch)
            if not math.isfinite(loss):
                raise ValueError(
                    f"fit: in step {step} the loss became {loss}. Try a smaller learning_rate."
                )
            guesses = _largest_places(network.activations[len(network.activations) - 1])
            for i in range(size):
                loss_sum = loss_sum + loss
                if guesses[i] == labels_batch[i]:
                    right = right + 1
            rate = linear_schedule(learning_rate, step, epochs * steps_in_an_epoch)
            network.backward(labels_batch)
            network.update(rate, momentum)
            step = step + 1

        network.history["loss"].append(loss_sum / m)
        network.history["accuracy"].append(right / m)
        if validation is not None:
            loss = network.loss(validation[0], validation[1])
            network.history["validation_loss"].append(loss)
            share = accuracy(network.predict(validation[0]), validation[1])
            network.history["validation_accuracy"].append(share)
        if progress is not None:
            progress(epoch + 1, epochs, network.history)
    return network.history
