"""Chapter 2, right, with helpers of the learner's own."""

# ruff: noqa: F401 (the imports of the stub)

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from exercises.ch01_math import Vector, dot_product, vector_add, vector_scale


def sigmoid(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0


def sigmoid_derivative(z):
    s = sigmoid(z)
    return s - s * s


def tanh_derivative(z):
    t = math.tanh(z)
    return (1 - t) * (1 + t)


def relu(z):
    if z > 0:
        return z
    return 0


def relu_derivative(z):
    if z <= 0:
        return 0
    return 1


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


def weighted_sum(weights, bias, inputs):
    if len(inputs) != len(weights):
        raise ValueError(f"I need {len(weights)} inputs, and you gave me {len(inputs)}")
    return dot_product(weights, inputs) + bias


@dataclass
class Neuron:
    weights: list
    bias: float
    activation: str = "relu"
    inputs: list = field(default_factory=list, init=False)
    z: float = field(default=0, init=False)
    a: float = field(default=0, init=False)

    def __post_init__(self):
        self.weights = self.weights.copy()
        self._function, self._slope = get_activation(self.activation)

    def forward(self, inputs):
        self.z = weighted_sum(self.weights, self.bias, inputs)
        self.inputs = inputs.copy()
        self.a = self._function(self.z)
        return self.a


class Perceptron:
    __slots__ = ("weights", "bias", "learning_rate", "_epochs_done")

    def __init__(self, n_inputs, learning_rate=0.1):
        self.learning_rate = learning_rate
        self.weights = [0] * n_inputs
        self.bias = 0
        self._epochs_done = 0

    def forward(self, inputs):
        return weighted_sum(self.weights, self.bias, inputs)

    def predict(self, inputs):
        if self.forward(inputs) > 0:
            return 1
        return 0

    def _correct(self, inputs, error):
        for i, x in enumerate(inputs):
            self.weights[i] += self.learning_rate * error * x
        self.bias += self.learning_rate * error

    def _epoch(self, examples):
        mistakes = 0
        for inputs, target in examples:
            prediction = self.predict(inputs)
            if prediction == target:
                continue
            mistakes += 1
            self._correct(inputs, error=target - prediction)
        self._epochs_done += 1
        return mistakes

    def train(self, examples, epochs):
        counts = []
        while len(counts) < epochs:
            counts.append(self._epoch(examples))
        return counts
