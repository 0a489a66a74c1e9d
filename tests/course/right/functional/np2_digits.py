"""Part II, second chapter, right, in functional style."""

import math
from itertools import pairwise

import numpy as np

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.


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
