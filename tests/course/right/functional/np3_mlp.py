"""Part II, third chapter, right, in functional style."""

from collections.abc import Callable
from itertools import accumulate, chain, count, pairwise

import numpy as np

from exercises.np2_digits import accuracy, cross_entropy, he_normal, softmax

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.
History = dict[str, list[float]]  # one number for each epoch under each name


def train_validation_split(
    X: np.ndarray, labels: np.ndarray, validation_size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    m = len(X)
    if m != len(labels):
        raise ValueError(f"{m} rows, {len(labels)} labels")
    if validation_size < 0 or validation_size > m:
        raise ValueError(f"{validation_size} of {m} rows can't be kept aside")
    aside = rng.choice(m, validation_size, replace=False)  # the others stay in their order
    return np.delete(X, aside, axis=0), np.delete(labels, aside), X[aside], labels[aside]


def shuffled_batches(m: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    if batch_size < 1:
        raise ValueError(f"batches of {batch_size}")
    cuts = range(batch_size, m, batch_size)
    return [batch for batch in np.split(rng.random(m).argsort(), cuts) if batch.size]


def linear_schedule(learning_rate: float, step: int, steps: int) -> float:
    return float(np.interp(steps - step, (0, steps), (0, learning_rate)))  # a float64 would spread


def _one_hot(labels, k):
    return labels[:, None] == np.arange(k)


def _refuse_odd(labels, m, k):
    """Raise ValueError unless labels is (m,), m above 0, and all of range(k)."""
    odd = [*{*labels.ravel().tolist()}.difference(range(k))]
    if labels.shape != (m,) or m == 0 or odd:
        raise ValueError(f"{m} rows, labels of shape {labels.shape}; not in 0 to {k - 1}: {odd}")


class MLP:
    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        if len(layer_sizes) < 2:
            raise ValueError(f"{layer_sizes}: a network needs two sizes or more")
        self.rng = np.random.default_rng(seed)
        self.weights = [he_normal(*pair, self.rng) for pair in pairwise(layer_sizes)]
        self.biases = [np.zeros(size, np.float32) for size in layer_sizes[1:]]
        self.weight_velocities = [0 * W for W in self.weights]
        self.bias_velocities = [0 * b for b in self.biases]

    def forward(self, X: np.ndarray) -> np.ndarray:
        *hidden, (W, b) = zip(self.weights, self.biases)
        if X.shape[1:] != self.weights[0].shape[:1]:
            raise ValueError(f"X is {X.shape}, but the first W is {self.weights[0].shape}")
        inputs = [
            *accumulate(hidden, lambda A, layer: (A @ layer[0] + layer[1]).clip(0), initial=X)
        ]
        self.activations = [*inputs, inputs[-1] @ W + b]
        return self.activations[-1]

    def loss(self, X: np.ndarray, labels: np.ndarray) -> float:
        return cross_entropy(softmax(self.forward(X)), labels)

    def backward(self, labels: np.ndarray) -> None:
        *inputs, logits = self.activations
        _refuse_odd(labels, *logits.shape)
        upward = zip(self.weights[:0:-1], inputs[:0:-1])
        last = (softmax(logits) - _one_hot(labels, logits.shape[1])) / labels.size
        deltas = [
            *accumulate(
                upward, lambda delta, at: np.where(at[1] > 0, delta @ at[0].T, 0), initial=last
            )
        ][::-1]
        self.weight_gradients = [np.tensordot(A, delta, (0, 0)) for A, delta in zip(inputs, deltas)]
        self.bias_gradients = [np.add.reduce(delta) for delta in deltas]

    def update(self, learning_rate: float, momentum: float = 0.9) -> None:
        for w, v, slope in chain(
            zip(self.weights, self.weight_velocities, self.weight_gradients),
            zip(self.biases, self.bias_velocities, self.bias_gradients),
        ):
            np.copyto(v, momentum * v + slope)
            np.copyto(w, w - learning_rate * v)

    def predict(self, X: np.ndarray) -> np.ndarray:
        return np.argsort(-self.forward(X), axis=1, kind="stable")[:, 0]


def _learn(network, X, labels, learning_rate, momentum):
    """Take one step; return the sum of the losses before it, and how many were right."""
    loss = network.loss(X, labels)
    if not np.isfinite(loss):
        raise ValueError(f"a loss of {loss}: a smaller learning_rate may help")
    right = (network.activations[-1].argmax(axis=1) == labels).tolist().count(True)
    network.backward(labels)
    network.update(learning_rate, momentum)
    return loss * len(X), right


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
    for rows, own in filter(None, ((X, labels), validation)):
        _refuse_odd(own, len(rows), network.biases[-1].size)
        network.predict(rows[:1])  # refuses rows of another length
        if not np.isfinite(rows).all():
            raise ValueError("X holds numbers that are not finite")
    if batch_size < 1:
        raise ValueError(f"batches of {batch_size}")
    m, steps = len(X), epochs * -(-len(X) // batch_size)
    names = [f"{of}{what}" for of in ("", "validation_") for what in ("loss", "accuracy")]
    network.history = {name: [] for name in names[: 4 if validation else 2]}
    rates = (linear_schedule(learning_rate, step, steps) for step in count())
    for epoch in range(1, epochs + 1):
        sums = [
            _learn(network, X[batch], labels[batch], next(rates), momentum)
            for batch in shuffled_batches(m, batch_size, network.rng)
        ]
        found = [sum(column) / m for column in zip(*sums)]
        if validation:
            found += [network.loss(*validation)]
            found += [accuracy(network.activations[-1].argmax(axis=1), validation[1])]
        network.history = {
            name: [*before, number]
            for (name, before), number in zip(network.history.items(), found)
        }
        if progress:
            progress(epoch, epochs, network.history)
    return network.history
