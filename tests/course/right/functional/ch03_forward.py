"""Chapter 3, right, in functional style."""

# ruff: noqa: F401 (the imports of the stub)

import math
import random
from functools import reduce
from itertools import chain, pairwise, repeat

from exercises.ch01_math import Matrix, Vector, matrix_vector_multiply, transpose, vector_add
from exercises.ch02_neuron import get_activation


def _drawn(fan_in, fan_out, draw):
    """Draw column by column: all the weights of one input, then those of the next."""
    return transpose([[draw() for _ in range(fan_out)] for _ in range(fan_in)])


def xavier_uniform(fan_in: int, fan_out: int, rng: random.Random) -> Matrix:
    limit = (6 / (fan_in + fan_out)) ** 0.5
    return _drawn(fan_in, fan_out, lambda: limit * (2 * rng.random() - 1))


def he_normal(fan_in: int, fan_out: int, rng: random.Random) -> Matrix:
    return _drawn(fan_in, fan_out, lambda: rng.normalvariate(0, math.sqrt(2 / fan_in)))


class Layer:
    def __init__(
        self,
        input_size: int,
        output_size: int,
        activation: str = "relu",
        rng: random.Random | None = None,
    ) -> None:
        self.function = get_activation(activation)[0]
        initialise = {"relu": he_normal}.get(activation, xavier_uniform)
        self.weights = initialise(input_size, output_size, rng or random.Random(0))
        self.biases = list(repeat(0.0, output_size))
        self.inputs, self.z_values, self.outputs = [], [], []

    def forward(self, inputs: Vector) -> Vector:
        z_values = vector_add(self.biases, matrix_vector_multiply(self.weights, inputs))
        outputs = [*map(self.function, z_values)]
        self.inputs, self.z_values, self.outputs = inputs[:], z_values, outputs[:]
        return outputs


class Network:
    layer_class = Layer  # supplied: chapter 5 puts a layer that learns in its place

    def __init__(
        self,
        layer_sizes: list[int],
        hidden_activation: str = "relu",
        output_activation: str = "linear",
        seed: int = 0,
    ) -> None:
        if len(layer_sizes) < 2:
            raise ValueError("a network has an input size and an output size at least")
        rng = random.Random(seed)
        names = chain(repeat(hidden_activation, len(layer_sizes) - 2), [output_activation])
        self.layers = tuple(
            self.layer_class(n_in, n_out, name, rng)
            for (n_in, n_out), name in zip(pairwise(layer_sizes), names)
        )

    def forward(self, inputs: Vector) -> Vector:
        return reduce(lambda x, layer: layer.forward(x), self.layers, inputs)

    def count_parameters(self) -> int:
        return sum(len(row) + 1 for layer in self.layers for row in layer.weights)
