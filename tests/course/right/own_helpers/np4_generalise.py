"""Part II, fourth chapter, right, with helpers of its own."""

import copy
import math

import numpy as np

from exercises.np2_digits import cross_entropy, softmax
from exercises.np3_mlp import MLP


def check_rate(where: str, rate: float) -> None:
    if not (0 <= rate < 1):
        raise ValueError(f"{where}: {rate} is not in [0, 1)")


def add_weight_decay(network: MLP, weight_decay: float) -> None:
    if not math.isfinite(weight_decay) or weight_decay < 0:
        raise ValueError(f"add_weight_decay: weight_decay is {weight_decay}")
    for layer, W in enumerate(network.weights):
        decay = (weight_decay * W).astype(W.dtype)
        network.weight_gradients[layer] = network.weight_gradients[layer] + decay


def dropout_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> np.ndarray:
    check_rate("dropout_mask", rate)
    mask = np.full(shape, 1 / (1 - rate), dtype=np.float32)
    mask[rng.random(shape, dtype=np.float32) < rate] = 0
    return mask


class DropoutMLP(MLP):
    def __init__(self, layer_sizes: list[int], seed: int = 0, dropout_rate: float = 0.5) -> None:
        check_rate("DropoutMLP", dropout_rate)
        super().__init__(layer_sizes, seed)
        self.dropout_rate = dropout_rate

    def forward(self, X: np.ndarray, training: bool = False) -> np.ndarray:
        if X.ndim != 2 or X.shape[1] != len(self.weights[0]):
            raise ValueError(f"forward: X is {X.shape}, the weights are {self.weights[0].shape}")
        self.activations = [X]
        self.masks = []
        for W, b in zip(self.weights[:-1], self.biases[:-1]):
            Z = self.activations[-1] @ W + b
            if training and self.dropout_rate > 0:
                # Not dropout_mask: drawn with choice, and the same to whoever asks.
                kept = 1 - self.dropout_rate
                mask = self.rng.choice([0, 1 / kept], Z.shape, p=[1 - kept, kept])
            else:
                mask = np.ones(Z.shape)
            self.masks.append(mask.astype(np.float32))
            self.activations.append(np.where(Z > 0, Z, 0) * self.masks[-1])
        logits = self.activations[-1] @ self.weights[-1] + self.biases[-1]
        self.activations.append(logits)
        return logits

    def backward(self, labels: np.ndarray) -> None:
        P = softmax(self.activations[-1])
        cross_entropy(P, labels)
        Y = np.eye(P.shape[1], dtype=P.dtype)[labels]
        delta = (P - Y) / len(labels)
        weight_gradients, bias_gradients = [], []
        slopes = [None] + [(A > 0) * mask for A, mask in zip(self.activations[1:], self.masks)]
        for A, W, slope in zip(self.activations[-2::-1], self.weights[::-1], slopes[::-1]):
            weight_gradients.append(A.T @ delta)
            bias_gradients.append(delta.sum(axis=0))
            if slope is not None:
                delta = (delta @ W.T) * slope
        self.weight_gradients = weight_gradients[::-1]
        self.bias_gradients = bias_gradients[::-1]


class EarlyStopping:
    def __init__(self, patience: int = 5) -> None:
        if not patience >= 1:
            raise ValueError(f"EarlyStopping: patience is {patience}, which is below 1")
        self.patience = patience
        self.losses = []
        self.kept = None

    @property
    def best_loss(self) -> float:
        return min(self.losses, default=math.inf)

    @property
    def waited(self) -> int:
        return len(self.losses) - 1 - self.losses.index(self.best_loss) if self.losses else 0

    def should_stop(self, network: MLP, validation_loss: float) -> bool:
        if not math.isfinite(validation_loss):
            raise ValueError(f"should_stop: validation_loss is {validation_loss}")
        if validation_loss < self.best_loss:
            self.kept = copy.deepcopy((network.weights, network.biases))
        self.losses.append(validation_loss)
        return self.waited >= self.patience

    def restore(self, network: MLP) -> None:
        if self.kept is None:
            raise ValueError("restore: should_stop has kept nothing yet")
        network.weights, network.biases = copy.deepcopy(self.kept)


def moved(pictures: np.ndarray, by: int, axis: int) -> np.ndarray:
    """Return the pictures moved along one axis, with zeros where np.roll wraps around."""
    pictures = np.roll(pictures, by, axis=axis)
    pictures = np.moveaxis(pictures, axis, 0)  # a view: what is written reaches the array itself
    if by > 0:
        pictures[:by] = 0
    elif by < 0:
        pictures[by:] = 0
    return np.moveaxis(pictures, 0, axis)


def shift_images(images: np.ndarray, down: int, right: int) -> np.ndarray:
    if images.ndim != 3:
        raise ValueError(f"shift_images: {images.shape} is not (m, rows, columns)")
    return moved(moved(images, down, 1), right, 2)


def shifted_copies(
    images: np.ndarray, labels: np.ndarray, distance: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    if len(images) != len(labels):
        raise ValueError(f"shifted_copies: {len(images)} pictures and {len(labels)} labels")
    if distance < 0:
        raise ValueError(f"shifted_copies: distance is {distance}")
    all_images, all_labels = [], []
    for down in range(-distance, distance + 1):
        for right in range(-distance, distance + 1):
            all_images.extend(shift_images(images, down, right))
            all_labels.extend(labels)
    return np.array(all_images, dtype=images.dtype), np.array(all_labels, dtype=labels.dtype)
