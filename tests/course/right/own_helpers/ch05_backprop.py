"""Chapter 5, right, with helpers of the learner's own."""

# ruff: noqa: F401 (the imports of the stub)

import random
from dataclasses import dataclass

from exercises.ch01_math import (
    Matrix,
    Vector,
    elementwise_multiply,
    matrix_vector_multiply,
    outer_product,
    transpose,
    vector_subtract,
)
from exercises.ch02_neuron import get_activation
from exercises.ch03_forward import Layer, Network
from exercises.ch04_loss import cross_entropy_loss, one_hot, softmax


class BackpropLayer(Layer):
    """Works out its slopes on the way forward, and keeps its gradients in lists of its own."""

    __slots__ = ("weight_gradients", "bias_gradients", "_derivative", "_slopes")

    def __init__(self, input_size, output_size, activation="relu", rng=None):
        super().__init__(input_size, output_size, activation=activation, rng=rng)
        self._derivative = get_activation(self._name)[1]
        self.weight_gradients = []
        self.bias_gradients = []
        self._slopes = []

    def forward(self, inputs):
        outputs = super().forward(inputs)
        self._slopes = [self._derivative(z) for z in self._z_values]
        return outputs

    def backward(self, output_gradients):
        n_out, n_in = self.shape
        if len(output_gradients) != n_out:
            raise ValueError(f"{len(output_gradients)} gradients for {n_out} outputs")
        input_gradients = [0] * n_in
        self.weight_gradients = []
        self.bias_gradients = []
        for o in range(n_out):
            delta = output_gradients[o] * self._slopes[o]
            self.bias_gradients.append(delta)
            self.weight_gradients.append([delta * x for x in self._inputs])
            for i in range(n_in):
                input_gradients[i] += delta * self._weights[o][i]
        return input_gradients


def softmax_cross_entropy_gradient(logits, target):
    if len(logits) != len(target):
        raise ValueError(f"{len(logits)} logits, but a target of {len(target)}")
    gradients = softmax(logits)
    for i, y in enumerate(target):
        gradients[i] -= y
    return gradients


class BackpropNetwork(Network):
    layer_class = BackpropLayer  # supplied

    def __init__(self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0):
        super().__init__(layer_sizes, hidden_activation, output_activation, seed)
        rng = random.Random(seed)
        for i, old in enumerate(self.layers):
            self.layers[i] = self.layer_class(*reversed(old.shape), old._name, rng)

    @property
    def logits(self):
        return self.layers[-1].outputs

    @property
    def probabilities(self):
        return softmax(self.logits)

    def loss(self, inputs, target):
        self.forward(inputs)
        return cross_entropy_loss(self.probabilities, target)  # as the course had it at first

    def backward(self, target):
        gradients = softmax_cross_entropy_gradient(self.logits, target)
        for i in range(len(self.layers) - 1, -1, -1):
            gradients = self.layers[i].backward(gradients)


def numerical_gradient(f, values, epsilon=1e-5):
    slopes = []
    for i, kept in enumerate(values):
        try:
            values[i] = kept + epsilon
            above = f(values)
            values[i] = kept - epsilon
            below = f(values)
        finally:
            values[i] = kept
        slopes.append((above - below) / epsilon / 2)
    return slopes


@dataclass
class Worst:
    """The largest relative error seen so far."""

    error: float = 0
    floor: float = 1e-3

    def see(self, derived, measured):
        for a, n in zip(derived, measured):
            size = max(abs(a) + abs(n), self.floor)
            self.error = max(self.error, abs(a - n) / size)


def gradient_check(network, inputs, target):
    network.loss(inputs, target)
    network.backward(target)
    derived = [(layer.weight_gradients, layer.bias_gradients) for layer in network.layers]
    worst = Worst()

    def loss(_):
        return network.loss(inputs, target)

    # numerical_gradient moves the layers' own lists, and puts every number back.
    for layer, (rows, biases) in zip(network.layers, derived):
        for weights, gradients in zip(layer.weights, rows):
            worst.see(gradients, numerical_gradient(loss, weights))
        worst.see(biases, numerical_gradient(loss, layer.biases))
    return worst.error
