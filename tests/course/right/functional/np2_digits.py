"""Part II, second chapter, right, in functional style."""

import math
from collections.abc import Callable
from itertools import accumulate, chain, count, pairwise

import numpy as np

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.
History = dict[str, list[float]]  # one number for each epoch under each name


def pixels_to_inputs(images: np.ndarray) -> np.ndarray:
    if np.ndim(images) != 3:
        raise ValueError(f"three axes are needed, (m, rows, columns), not {images.shape}")
    m, *sides = images.shape
    return np.divide(images.reshape(m, math.prod(sides)), 255, dtype=np.float32)


def _log_softmax(logits):
    shifted = logits - np.amax(logits, axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # logsumexp


def softmax(logits: np.ndarray) -> np.ndarray:
    return np.exp(_log_softmax(logits))


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    if labels.shape != probabilities.shape[:1]:
        raise ValueError(f"labels {labels.shape} for probabilities {probabilities.shape}")
    classes = np.arange(probabilities.shape[1])
    if (strange := np.setdiff1d(labels, classes)).size:
        raise ValueError(f"labels {strange.tolist()} are not among {len(classes)} classes")
    own = np.take_along_axis(probabilities, labels[:, None], axis=1)
    return -np.log(own.clip(1e-12)).mean().item()


def accuracy(predicted: np.ndarray, labels: np.ndarray) -> float:
    if predicted.shape != labels.shape:
        raise ValueError(f"{predicted.shape} predicted, {labels.shape} labels")
    return float(np.count_nonzero(predicted == labels) / labels.size)


def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> np.ndarray:
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)).astype(np.float32)


def _one_hot(labels, k):
    return labels[:, None] == np.arange(k)


class SmallNet:
    def __init__(
        self, input_size: int = 784, hidden_size: int = 10, output_size: int = 10, seed: int = 0
    ) -> None:
        rng, sizes = np.random.default_rng(seed), (input_size, hidden_size, output_size)
        self.W1, self.W2 = (he_normal(*pair, rng) for pair in pairwise(sizes))
        self.b1, self.b2 = (np.zeros(size, "float32") for size in sizes[1:])

    def forward(self, X: np.ndarray) -> np.ndarray:
        if X.shape[1:] != self.W1.shape[:1]:
            raise ValueError(f"X is {X.shape}, but W1 is {self.W1.shape}")
        self.Z1 = np.einsum("mi,ih->mh", X, self.W1, optimize=True) + self.b1
        self.A1 = self.Z1.clip(0)
        self.Z2 = np.einsum("mh,hk->mk", self.A1, self.W2, optimize=True) + self.b2
        self.P = softmax(self.Z2)
        return self.P

    def backward(self, X: np.ndarray, labels: np.ndarray) -> None:
        dZ2 = (self.P - _one_hot(labels, self.P.shape[1])) / len(labels)
        dZ1 = np.where(self.Z1 > 0, np.einsum("mk,hk->mh", dZ2, self.W2, optimize=True), 0)
        self.dW1, self.dW2 = (
            np.einsum("mi,mj->ij", A, dZ, optimize=True) for A, dZ in ((X, dZ1), (self.A1, dZ2))
        )
        self.db1, self.db2 = (np.einsum("mj->j", dZ) for dZ in (dZ1, dZ2))

    def update(self, learning_rate: float) -> None:
        self.W1, self.b1, self.W2, self.b2 = (
            w - learning_rate * slope
            for w, slope in (
                (self.W1, self.dW1),
                (self.b1, self.db1),
                (self.W2, self.dW2),
                (self.b2, self.db2),
            )
        )


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

    def _learn(self, X, labels, learning_rate, momentum):
        """Take one step; return the sum of the losses before it, and how many were right."""
        loss = self.loss(X, labels)
        if not np.isfinite(loss):
            raise ValueError(f"a loss of {loss}: a smaller learning_rate may help")
        right = (self.activations[-1].argmax(axis=1) == labels).tolist().count(True)
        self.backward(labels)
        self.update(learning_rate, momentum)
        return loss * len(X), right

    def fit(
        self,
        X: np.ndarray,
        labels: np.ndarray,
        epochs: int = 4,
        batch_size: int = 64,
        learning_rate: float = 0.08,
        momentum: float = 0.9,
        validation: tuple[np.ndarray, np.ndarray] | None = None,
        progress: Callable[[int, int, History], None] | None = None,
    ) -> History:
        m, steps = len(X), epochs * -(-len(X) // batch_size)
        if m != len(labels):
            raise ValueError(f"{m} rows, {len(labels)} labels")
        if not np.isfinite(X).all():
            raise ValueError("X holds numbers that are not finite")
        names = [f"{of}{what}" for of in ("", "validation_") for what in ("loss", "accuracy")]
        self.history = {name: [] for name in names[: 4 if validation else 2]}
        rates = (linear_schedule(learning_rate, step, steps) for step in count())
        for epoch in range(1, epochs + 1):
            sums = [
                self._learn(X[batch], labels[batch], next(rates), momentum)
                for batch in shuffled_batches(m, batch_size, self.rng)
            ]
            found = [sum(column) / m for column in zip(*sums)]
            if validation:
                found += [self.loss(*validation)]
                found += [accuracy(self.activations[-1].argmax(axis=1), validation[1])]
            self.history = {
                name: [*before, number]
                for (name, before), number in zip(self.history.items(), found)
            }
            if progress:
                progress(epoch, epochs, self.history)
        return self.history

    def predict(self, X: np.ndarray) -> np.ndarray:
        return np.argsort(-self.forward(X), axis=1, kind="stable")[:, 0]
