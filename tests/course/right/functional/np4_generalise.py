"""Part II, fourth chapter, right, in functional style."""

import math
from collections import namedtuple
from itertools import product

import numpy as np

from exercises.np3_mlp import MLP


def _rate(rate):
    if not (rate >= 0 and rate < 1):
        raise ValueError(f"{rate} can't be a probability to drop by")
    return rate


def add_weight_decay(network: MLP, weight_decay: float) -> None:
    if weight_decay < 0 or not math.isfinite(weight_decay):
        raise ValueError(f"a decay of {weight_decay}")
    network.weight_gradients = [
        gradient + np.float32(weight_decay) * W
        for gradient, W in zip(network.weight_gradients, network.weights)
    ]


def dropout_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> np.ndarray:
    kept = 1 - _rate(rate)
    return np.divide(rng.binomial(1, kept, shape), kept, dtype=np.float32)


class DropoutMLP(MLP):
    def __init__(self, layer_sizes: list[int], seed: int = 0, dropout_rate: float = 0.5) -> None:
        self.dropout_rate = _rate(dropout_rate)
        super().__init__(layer_sizes, seed)

    def _mask(self, A, training):
        return dropout_mask(A.shape, self.dropout_rate, self.rng) if training else A**0

    def forward(self, X: np.ndarray, training: bool = False) -> np.ndarray:
        # What an MLP without the masks says of X, and whether it takes it.
        logits = super().forward(X)
        self.masks = []
        if training:
            *hidden, last = zip(self.weights, self.biases)
            self.activations = [X]
            for W, b in hidden:
                A = (self.activations[-1] @ W + b).clip(0)
                self.masks += [self._mask(A, training)]
                self.activations += [A * self.masks[-1]]
            logits = self.activations[-1] @ last[0] + last[1]
            self.activations += [logits]
        else:
            self.masks = [self._mask(A, training) for A in self.activations[1:-1]]
        return logits

    def backward(self, labels: np.ndarray) -> None:
        # relu's slope is 0 where a mask is, so MLP's own walk stops there. What it lacks is the
        # size of the masks, which is the same number in each layer.
        super().backward(labels)
        sizes = [float(mask.max(initial=0)) or 1.0 for mask in self.masks]
        factors = [math.prod(sizes[layer:]) for layer in range(len(self.weights))]
        self.weight_gradients = [f * g for f, g in zip(factors, self.weight_gradients)]
        self.bias_gradients = [f * g for f, g in zip(factors, self.bias_gradients)]


_Kept = namedtuple("_Kept", "weights biases")


def _kept(network):
    return _Kept(
        *([array.copy() for array in arrays] for arrays in (network.weights, network.biases))
    )


class EarlyStopping:
    def __init__(self, patience: int = 5) -> None:
        if patience < 1:
            raise ValueError(f"no patience: {patience}")
        self.patience, self.best_loss, self.waited, self._best = patience, math.inf, 0, None

    def should_stop(self, network: MLP, validation_loss: float) -> bool:
        if not np.isfinite(validation_loss):
            raise ValueError(f"a loss of {validation_loss}")
        if validation_loss >= self.best_loss:
            self.waited += 1
        else:
            self.best_loss, self.waited, self._best = validation_loss, 0, _kept(network)
        return self.waited >= self.patience

    def restore(self, network: MLP) -> None:
        if self._best is None:
            raise ValueError("no epoch was noted")
        network.weights, network.biases = _kept(self._best)


def _reach(by, size):
    """Return the places that a row of this size is moved to, and those it comes from."""
    to = np.arange(size) + by
    inside = (0 <= to) & (to < size)
    return to[inside], np.flatnonzero(inside)


def shift_images(images: np.ndarray, down: int, right: int) -> np.ndarray:
    if np.ndim(images) != 3:
        raise ValueError(f"{images.shape} are no pictures")
    ends, starts = zip(*map(_reach, (down, right), images.shape[1:]))
    shifted = np.zeros_like(images)
    shifted[:, ends[0][:, None], ends[1]] = images[:, starts[0][:, None], starts[1]]
    return shifted


def shifted_copies(
    images: np.ndarray, labels: np.ndarray, distance: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} pictures, {len(labels)} labels")
    if distance < 0:
        raise ValueError(f"a distance of {distance}")
    shifts = list(product(range(-distance, distance + 1), repeat=2))
    return (
        np.vstack([shift_images(images, *shift) for shift in shifts]),
        np.concatenate([labels] * len(shifts)),
    )
