"""Chapter 5, right, in functional style."""

# ruff: noqa: F401 (the imports of the stub)

import random
from collections.abc import Callable
from functools import reduce
from itertools import chain, islice

from exercises.ch01_math import (
    Matrix,
    Vector,
    elementwise_multiply,
    matrix_multiply,
    matrix_vector_multiply,
    outer_product,
    transpose,
    vector_subtract,
)
from exercises.ch02_neuron import get_activation
from exercises.ch03_forward import Layer, Network
from exercises.ch04_loss import cross_entropy_from_logits, one_hot, softmax


class BackpropLayer(Layer):
    def __init__(
        self,
        input_size: int,
        output_size: int,
        activation: str = "relu",
        rng: random.Random | None = None,
    ) -> None:
        super().__init__(input_size, output_size, activation, rng)
        self.slope = get_activation(activation)[1]
        self.weight_gradients, self.bias_gradients = [], []

    def backward(self, output_gradients: Vector) -> Vector:
        delta = elementwise_multiply([self.slope(z) for z in self.z_values], output_gradients)
        self.bias_gradients = delta
        self.weight_gradients = matrix_multiply(transpose([delta]), [self.inputs])
        return matrix_vector_multiply(transpose(self.weights), delta)


def softmax_cross_entropy_gradient(logits: Vector, target: Vector) -> Vector:
    return vector_subtract(softmax(logits), target)


class BackpropNetwork(Network):
    layer_class = BackpropLayer  # supplied

    def loss(self, inputs: Vector, target: Vector) -> float:
        return cross_entropy_from_logits(self.forward(inputs), target)

    def backward(self, target: Vector) -> None:
        reduce(
            lambda gradients, layer: layer.backward(gradients),
            reversed(self.layers),
            softmax_cross_entropy_gradient(self.layers[-1].outputs, target),
        )


def numerical_gradient(
    f: Callable[[Vector], float], values: Vector, epsilon: float = 1e-5
) -> Vector:
    def at(place, step):
        return f([v + step * (i == place) for i, v in enumerate(values)])

    return [(at(i, epsilon) - at(i, -epsilon)) / (2 * epsilon) for i in range(len(values))]


def _flat(pairs):
    """Return all numbers of (matrix, vector) pairs in one list."""
    return [*chain.from_iterable(chain(*matrix, vector) for matrix, vector in pairs)]


def gradient_check(network: BackpropNetwork, inputs: Vector, target: Vector) -> float:
    originals = [(layer.weights, layer.biases) for layer in network.layers]

    def loss_with(values):
        rest = iter(values)
        for layer, (weights, biases) in zip(network.layers, originals):
            layer.weights = [[*islice(rest, len(row))] for row in weights]
            layer.biases = [*islice(rest, len(biases))]
        return network.loss(inputs, target)

    network.loss(inputs, target)
    network.backward(target)
    derived = _flat((layer.weight_gradients, layer.bias_gradients) for layer in network.layers)
    measured = numerical_gradient(loss_with, _flat(originals))
    for layer, (weights, biases) in zip(network.layers, originals):
        layer.weights, layer.biases = weights, biases
    return max(abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in zip(derived, measured))
