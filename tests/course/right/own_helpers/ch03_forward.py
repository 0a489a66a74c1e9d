"""Chapter 3, right, with helpers of the learner's own."""

# ruff: noqa: F401 (the imports of the stub)

import math
import random

from exercises.ch01_math import Matrix, Vector, matrix_vector_multiply, vector_add
from exercises.ch02_neuron import get_activation, weighted_sum


class Initialiser:
    def __init__(self, fan_in, fan_out):
        self.fan_in = fan_in
        self.fan_out = fan_out

    def fill(self, draw, *args):
        """Fill a matrix of zeros, last number first."""
        matrix = [[0] * self.fan_in for _ in range(self.fan_out)]
        for o in range(self.fan_out - 1, -1, -1):
            for i in range(self.fan_in - 1, -1, -1):
                matrix[o][i] = draw(*args)
        return matrix


def xavier_uniform(fan_in, fan_out, rng):
    limit = math.sqrt(6) / math.sqrt(fan_in + fan_out)
    return Initialiser(fan_in, fan_out).fill(rng.uniform, limit, -limit)


def he_normal(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)

    def draw():
        return deviation * rng.gauss(0, 1)

    return Initialiser(fan_in, fan_out).fill(draw)


class Layer:
    """Keeps its numbers in private attributes; what it shows is a property."""

    __slots__ = (
        *("shape", "_name", "_function", "_weights", "_biases"),
        *("_inputs", "_z_values", "_outputs"),
    )

    def __init__(self, input_size, output_size, activation="relu", rng=None):
        self.shape = output_size, input_size
        self._name = activation
        self._function = get_activation(activation)[0]
        if rng is None:
            rng = random.Random(0)
        initialise = he_normal if activation == "relu" else xavier_uniform
        self._weights = initialise(fan_in=input_size, fan_out=output_size, rng=rng)
        self._biases = [0] * output_size
        self._forget()

    def _forget(self):
        self._inputs = self._z_values = self._outputs = ()

    @property
    def weights(self):
        return self._weights

    @weights.setter
    def weights(self, rows):
        shape = len(rows), len(rows[0])
        if shape != self.shape:
            raise ValueError(f"weights of shape {shape} in a layer of shape {self.shape}")
        self._weights = [list(row) for row in rows]

    @property
    def biases(self):
        return self._biases

    @biases.setter
    def biases(self, numbers):
        if len(numbers) != self.shape[0]:
            raise ValueError(f"{len(numbers)} biases in a layer of {self.shape[0]} neurons")
        self._biases = list(numbers)

    @property
    def inputs(self):
        return list(self._inputs)

    @property
    def z_values(self):
        return list(self._z_values)

    @property
    def outputs(self):
        return list(self._outputs)

    def forward(self, inputs):
        n = self.shape[1]
        if len(inputs) != n:
            raise ValueError(f"a layer for {n} inputs was given {len(inputs)}")
        pairs = zip(self._weights, self._biases)
        self._inputs = tuple(inputs)
        self._z_values = tuple(weighted_sum(row, bias, inputs) for row, bias in pairs)
        self._outputs = tuple(self._function(z) for z in self._z_values)
        return self.outputs


class Network:
    layer_class = Layer  # supplied: chapter 5 puts a layer that learns in its place

    def __init__(self, layer_sizes, hidden_activation="relu", output_activation="linear", seed=0):
        if len(layer_sizes) in (0, 1):
            raise ValueError(f"{layer_sizes} is too short for a network")
        self._rng = random.Random(seed)
        self.layers = []
        last = len(layer_sizes) - 2
        for i in range(last + 1):
            self.layers.append(
                self.layer_class(
                    input_size=layer_sizes[i],
                    output_size=layer_sizes[i + 1],
                    activation=output_activation if i == last else hidden_activation,
                    rng=self._rng,
                )
            )

    def forward(self, inputs):
        i = 0
        while i < len(self.layers):
            inputs = self.layers[i].forward(inputs)
            i += 1
        return inputs

    @staticmethod
    def _size(layer):
        n_out, n_in = layer.shape
        return n_out * (n_in + 1)

    def count_parameters(self):
        count = 0
        for layer in self.layers:
            count += self._size(layer)
        return count
