"""Chapter 6, right, in functional style."""

# ruff: noqa: F401 (the imports of the stub)

import math
import random
from itertools import chain
from statistics import fmean

from exercises.ch01_math import Vector, dot_product, vector_scale, vector_subtract
from exercises.ch04_loss import one_hot, softmax
from exercises.ch05_backprop import BackpropNetwork

Dataset = list[tuple[Vector, Vector]]  # pairs of inputs and a one-hot target


def sgd_update(network: BackpropNetwork, learning_rate: float) -> None:
    def moved(values, gradients):
        return vector_subtract(values, vector_scale(gradients, learning_rate))

    for layer in network.layers:
        layer.weights = [*map(moved, layer.weights, layer.weight_gradients)]
        layer.biases = moved(layer.biases, layer.bias_gradients)


def clip_gradients(network: BackpropNetwork, max_norm: float) -> float:
    if not max_norm > 0:
        raise ValueError(f"max_norm is {max_norm}; it belongs above 0")
    norm = math.hypot(
        *chain.from_iterable(
            chain(layer.bias_gradients, *layer.weight_gradients) for layer in network.layers
        )
    )
    if norm > max_norm:
        for layer in network.layers:
            layer.weight_gradients = [
                [g * max_norm / norm for g in row] for row in layer.weight_gradients
            ]
            layer.bias_gradients = [g * max_norm / norm for g in layer.bias_gradients]
    return norm


class Trainer:
    def __init__(self, network: BackpropNetwork, learning_rate: float = 0.1, seed: int = 0) -> None:
        self.network, self.learning_rate = network, learning_rate
        self.loss_history, self.rng = [], random.Random(seed)

    def train_step(self, inputs: Vector, target: Vector) -> float:
        loss = self.network.loss(inputs, target)
        if not math.isfinite(loss):
            raise ValueError(f"a loss of {loss}: a smaller learning_rate may help")
        self.network.backward(target)
        sgd_update(self.network, self.learning_rate)
        return loss

    def train_epoch(self, dataset: Dataset) -> float:
        # A key drawn for each example makes the order. fmean of nothing is a ValueError.
        order = sorted(dataset, key=lambda _: self.rng.random())
        return fmean([self.train_step(*example) for example in order])

    def train(self, dataset: Dataset, epochs: int) -> list[float]:
        for _ in range(epochs):
            self.loss_history = [*self.loss_history, self.train_epoch(dataset)]
        return self.loss_history


def accuracy(network: BackpropNetwork, dataset: Dataset) -> float:
    if not dataset:
        raise ValueError("an empty dataset has no accuracy")

    answers = ((network.forward(inputs), target) for inputs, target in dataset)
    return fmean(outputs[target.index(1)] == max(outputs) for outputs, target in answers)


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
