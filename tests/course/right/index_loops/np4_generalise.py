"""Part II, fourth chapter, right, with index loops."""

import math

import numpy as np

from exercises.np2_digits import cross_entropy, softmax
from exercises.np3_mlp import MLP


def add_weight_decay(network: MLP, weight_decay: float) -> None:
    if math.isnan(weight_decay) or math.isinf(weight_decay) or weight_decay < 0:
        raise ValueError(f"add_weight_decay: {weight_decay} is no weight_decay")
    for k in range(len(network.weights)):
        W = network.weights[k]
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                network.weight_gradients[k][i, j] += weight_decay * W[i, j]


def dropout_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> np.ndarray:
    if math.isnan(rate) or rate < 0 or rate >= 1:
        raise ValueError(f"dropout_mask: {rate} is no rate")
    mask = np.zeros(shape, dtype=np.float32)
    for place in np.ndindex(*shape):
        if rng.uniform() >= rate:
            mask[place] = 1 / (1 - rate)
    return mask


class DropoutMLP(MLP):
    def __init__(self, layer_sizes: list[int], seed: int = 0, dropout_rate: float = 0.5) -> None:
        MLP.__init__(self, layer_sizes, seed)
        if math.isnan(dropout_rate) or dropout_rate < 0 or dropout_rate >= 1:
            raise ValueError(f"DropoutMLP: {dropout_rate} is no dropout_rate")
        self.dropout_rate = dropout_rate
        self.masks = []

    def forward(self, X: np.ndarray, training: bool = False) -> np.ndarray:
        n_in = self.weights[0].shape[0]
        if len(X.shape) != 2 or X.shape[1] != n_in:
            raise ValueError(f"forward: X of shape {X.shape} for {n_in} inputs")
        last = len(self.weights) - 1
        # All masks first, from the last hidden layer to the first.
        self.masks = [None] * last
        for k in range(last - 1, -1, -1):
            shape = (X.shape[0], self.weights[k].shape[1])
            if training:
                self.masks[k] = dropout_mask(shape, self.dropout_rate, self.rng)
            else:
                self.masks[k] = np.full(shape, 1, dtype=np.float32)
        self.activations = [X]
        for k in range(last + 1):
            Z = np.dot(self.activations[k], self.weights[k]) + self.biases[k]
            if k < last:
                for i in range(Z.shape[0]):
                    for j in range(Z.shape[1]):
                        if Z[i, j] <= 0 or self.masks[k][i, j] == 0:
                            Z[i, j] = 0
                        else:
                            Z[i, j] *= self.masks[k][i, j]
            self.activations.append(Z)
        return self.activations[last + 1]

    def backward(self, labels: np.ndarray) -> None:
        logits = self.activations[len(self.weights)]
        slopes = softmax(logits)
        cross_entropy(slopes, labels)
        for i in range(len(labels)):
            slopes[i, labels[i]] -= 1
        slopes = slopes / len(labels)
        self.weight_gradients = []
        self.bias_gradients = []
        k = len(self.weights) - 1
        while k >= 0:
            inputs = self.activations[k]
            self.weight_gradients.insert(0, np.dot(inputs.T, slopes))
            self.bias_gradients.insert(0, np.sum(slopes, axis=0))
            if k > 0:
                slopes = np.dot(slopes, self.weights[k].T)
                for i in range(slopes.shape[0]):
                    for j in range(slopes.shape[1]):
                        if inputs[i, j] > 0:
                            slopes[i, j] *= self.masks[k - 1][i, j]
                        else:
                            slopes[i, j] = 0
            k = k - 1


class EarlyStopping:
    def __init__(self, patience: int = 5) -> None:
        if patience <= 0:
            raise ValueError(f"EarlyStopping: a patience of {patience}")
        self.patience = patience
        self.best_loss = math.inf
        self.waited = 0
        self.kept = []

    def should_stop(self, network: MLP, validation_loss: float) -> bool:
        if math.isnan(validation_loss) or math.isinf(validation_loss):
            raise ValueError(f"should_stop: a loss of {validation_loss}")
        if validation_loss < self.best_loss:
            self.best_loss = validation_loss
            self.waited = 0
            self.kept = []
            for k in range(len(network.weights)):
                self.kept.append((network.weights[k].copy(), network.biases[k].copy()))
        else:
            self.waited = self.waited + 1
        if self.waited >= self.patience:
            return True
        return False

    def restore(self, network: MLP) -> None:
        if len(self.kept) == 0:
            raise ValueError("restore: nothing was kept")
        for k in range(len(self.kept)):
            W, b = self.kept[k]
            network.weights[k][:] = W  # in place
            network.biases[k][:] = b


def shift_images(images: np.ndarray, down: int, right: int) -> np.ndarray:
    if len(images.shape) != 3:
        raise ValueError(f"shift_images: images of shape {images.shape}")
    m, rows, columns = images.shape
    shifted = np.zeros((m, rows, columns), dtype=images.dtype)
    for i in range(rows):
        for j in range(columns):
            if 0 <= i - down < rows and 0 <= j - right < columns:
                shifted[:, i, j] = images[:, i - down, j - right]
    return shifted


def shifted_copies(
    images: np.ndarray, labels: np.ndarray, distance: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    m = len(images)
    if len(labels) != m:
        raise ValueError(f"shifted_copies: {m} pictures, {len(labels)} labels")
    if distance < 0:
        raise ValueError(f"shifted_copies: a distance of {distance}")
    side = 2 * distance + 1
    copies = np.zeros((m * side * side, *images.shape[1:]), dtype=images.dtype)
    copied_labels = np.zeros((m * side * side,), dtype=labels.dtype)
    for down in range(-distance, distance + 1):
        for right in range(-distance, distance + 1):
            start = ((down + distance) * side + right + distance) * m
            copies[start : start + m] = shift_images(images, down, right)
            copied_labels[start : start + m] = labels
    return copies, copied_labels
