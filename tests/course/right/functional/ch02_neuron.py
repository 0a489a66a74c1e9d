"""Chapter 2, right, in functional style."""

# ruff: noqa: F401 (the imports of the stub)

import math
from collections.abc import Callable

from exercises.ch01_math import Vector, dot_product, vector_add, vector_scale


def sigmoid(z: float) -> float:
    return (1 + math.tanh(z / 2)) / 2


def sigmoid_derivative(z: float) -> float:
    return sigmoid(z) * sigmoid(-z)


def tanh_derivative(z: float) -> float:
    return 4 * sigmoid_derivative(2 * z)


def relu(z: float) -> float:
    return max(0.0, z)


def relu_derivative(z: float) -> float:
    return float(z > 0)


Function = Callable[[float], float]

# Given: name → the activation and its derivative. Both take z.
ACTIVATIONS: dict[str, tuple[Function, Function]] = {
    "linear": (lambda z: z, lambda z: 1.0),
    "relu": (relu, relu_derivative),
    "sigmoid": (sigmoid, sigmoid_derivative),
    "tanh": (math.tanh, tanh_derivative),
}


def get_activation(name: str) -> tuple[Function, Function]:
    """Return that activation and its derivative; ValueError for an unknown name. Supplied."""
    if name not in ACTIVATIONS:
        raise ValueError(f"no activation {name!r}; choose one of {', '.join(ACTIVATIONS)}")
    return ACTIVATIONS[name]


class Neuron:
    def __init__(self, weights: Vector, bias: float, activation: str = "relu") -> None:
        self.weights, self.bias = [*weights], bias
        self.function, _ = get_activation(activation)
        self.inputs, self.z, self.a = [], 0.0, 0.0

    def forward(self, inputs: Vector) -> float:
        z = sum((dot_product(self.weights, inputs), self.bias))
        self.inputs, self.z, self.a = [*inputs], z, self.function(z)
        return self.a


class Perceptron:
    def __init__(self, n_inputs: int, learning_rate: float = 0.1) -> None:
        self.weights, self.bias, self.learning_rate = [0.0] * n_inputs, 0.0, learning_rate

    def forward(self, inputs: Vector) -> float:
        return self.bias + dot_product(inputs, self.weights)

    def predict(self, inputs: Vector) -> int:
        return int(self.forward(inputs) > 0)

    def _learn(self, example) -> int:
        inputs, target = example
        error = target - self.predict(inputs)
        step = self.learning_rate * error
        self.weights = vector_add(self.weights, vector_scale(inputs, step))
        self.bias = self.bias + step
        return abs(error)

    def train(self, examples: list[tuple[Vector, int]], epochs: int) -> list[int]:
        return [sum(map(self._learn, examples)) for _ in range(epochs)]
