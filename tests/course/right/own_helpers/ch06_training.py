"""Chapter 6, right, with helpers of the learner's own."""

# ruff: noqa: F401 (the imports of the stub)

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

from exercises.ch01_math import Vector, dot_product, vector_scale
from exercises.ch04_loss import one_hot, softmax
from exercises.ch05_backprop import BackpropNetwork


def rows_of(layer):
    """Return (numbers, gradients) of each row of weights and of the biases, uncopied."""
    gradients = layer.weight_gradients + [layer.bias_gradients]
    return list(zip(layer.weights + [layer.biases], gradients))


def sgd_update(network, learning_rate):
    for layer in network.layers:
        for numbers, gradients in rows_of(layer):
            for i, gradient in enumerate(gradients):
                numbers[i] -= learning_rate * gradient


def clip_gradients(network, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    every_row = []
    for layer in network.layers:
        every_row.extend(gradients for _, gradients in rows_of(layer))
    squares = 0
    for row in every_row:
        for gradient in row:
            squares += gradient * gradient
    norm = squares**0.5
    if norm <= max_norm:
        return norm
    factor = max_norm / norm
    for row in every_row:
        for i in range(len(row)):
            row[i] *= factor
    return norm


class Diverged(ValueError):
    """Training went wrong."""


class Mean:
    """A mean that is kept up to date number by number."""

    def __init__(self):
        self.count, self.value = 0, 0

    def add(self, number):
        self.count += 1
        self.value += (number - self.value) / self.count


@dataclass
class Trainer:
    network: object
    learning_rate: float = 0.1
    seed: int = 0
    loss_history: list = field(default_factory=list, init=False)

    def __post_init__(self):
        self._rng = random.Random(self.seed)
        self._steps = 0

    @staticmethod
    def _checked(loss):
        if math.isnan(loss) or math.isinf(loss):
            raise Diverged(f"loss = {loss}. Start again with a smaller learning_rate!")
        return loss

    def train_step(self, inputs, target):
        loss = self._checked(self.network.loss(inputs=inputs, target=target))
        self.network.backward(target)
        sgd_update(self.network, learning_rate=self.learning_rate)
        self._steps += 1
        return loss

    def train_epoch(self, dataset):
        if len(dataset) == 0:
            raise ValueError("there is nothing to learn from")
        mean = Mean()
        for i in self._rng.sample(range(len(dataset)), len(dataset)):
            mean.add(self.train_step(*dataset[i]))
        return mean.value

    def train(self, dataset, epochs):
        while epochs > 0:
            self.loss_history.append(self.train_epoch(dataset))
            epochs -= 1
        return self.loss_history


def place_of_largest(numbers):
    place = 0
    for i, number in enumerate(numbers):
        if number >= numbers[place]:
            place = i
    return place


def accuracy(network, dataset):
    if not dataset:
        raise ValueError("there is nothing to count")
    right = 0
    for inputs, target in dataset:
        if place_of_largest(network.forward(inputs)) == place_of_largest(target):
            right += 1
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
