"""Chapter 3 · The forward pass

You write a `Layer` of neurons and a `Network` of layers: numbers go in at one side of your network
and come out at the other. Then you write the two functions that draw its initial weights.
Grade your work with `make check-chapter 3`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import math
import random

from exercises.ch01_math import Matrix, Vector, matrix_vector_multiply, vector_add
from exercises.ch02_neuron import get_activation


def initial_weights(fan_in: int, fan_out: int, activation: str, rng: random.Random) -> Matrix:
    """Return he_normal's weights for "relu", xavier_uniform's for other activations. Supplied.

    fan_in inputs, fan_out outputs → (fan_out, fan_in). Until those two are written, below, it
    draws evenly from -1 to 1, so that you can build layers and networks first.
    """
    draw = he_normal if activation == "relu" else xavier_uniform
    try:
        return draw(fan_in, fan_out, rng)
    except NotImplementedError:
        return [[rng.uniform(-1.0, 1.0) for _ in range(fan_in)] for _ in range(fan_out)]


class Layer:
    """A layer of neurons: z = W x + b, then a = activation(z), number by number.

    .weights: (output_size, input_size), drawn by he_normal for "relu", by xavier_uniform for
    every other activation. .biases: (output_size,), zeros. It keeps copies of its latest
    .inputs, .z_values and .outputs.

    >>> layer = Layer(3, 2)
    >>> layer.weights, layer.biases = [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]], [0.5, 0.0]
    >>> layer.forward([1.0, 4.0, 2.0])
    [5.5, 0.0]
    >>> layer.inputs, layer.z_values, layer.outputs
    ([1.0, 4.0, 2.0], [5.5, -2.0], [5.5, 0.0])
    """

    def __init__(
        self,
        input_size: int,
        output_size: int,
        activation: str = "relu",
        rng: random.Random | None = None,
    ) -> None:
        """Draw the weights from rng; None means random.Random(0). Before the first forward,
        inputs, z_values and outputs are []. An unknown activation raises ValueError.
        """
        # TODO: set everything the class docstring names, the weights by initial_weights;
        # keep what forward needs of the activation, too.
        # Read lessons/ch03_forward.md#layer
        raise NotImplementedError("Layer.__init__")

    def forward(self, inputs: Vector) -> Vector:
        """Return the outputs for these inputs, and keep .inputs, .z_values and .outputs.

        inputs: (input_size,) → (output_size,). Raises ValueError, naming both numbers,
        if there are not as many inputs as that.
        """
        # TODO: inputs, then z_values, then outputs: keep all three, return a copy of the last.
        # Read lessons/ch03_forward.md#layer
        raise NotImplementedError("Layer.forward")


class Network:
    """Layers in a row: the outputs of each are the inputs of the next.

    >>> network = Network([3, 4, 2])
    >>> [(len(layer.weights), len(layer.weights[0])) for layer in network.layers]
    [(4, 3), (2, 4)]
    >>> len(network.forward([1.0, 0.0, -1.0]))
    2
    >>> network.count_parameters()                            # 4·3 + 4 + 2·4 + 2
    26
    """

    layer_class = Layer  # supplied: chapter 5 puts a layer that learns in its place

    def __init__(
        self,
        layer_sizes: list[int],
        hidden_activation: str = "relu",
        output_activation: str = "linear",
        seed: int = 0,
    ) -> None:
        """Build .layers with self.layer_class(...), first layer first, all of them drawing from
        one random.Random(seed). The last gets output_activation, the others hidden_activation.

        [26, 64, 26] makes two layers, 26 → 64 and 64 → 26. Raises ValueError for fewer than
        two sizes.
        """
        # TODO: one layer for each pair of neighbours in layer_sizes.
        # Read lessons/ch03_forward.md#network
        raise NotImplementedError("Network.__init__")

    def forward(self, inputs: Vector) -> Vector:
        """Return the last layer's outputs.

        inputs: (layer_sizes[0],) → (layer_sizes[-1],). Raises ValueError, naming both numbers, if
        there are not as many inputs as that.
        """
        # TODO: hand each layer what the one before gave.
        # Read lessons/ch03_forward.md#network
        raise NotImplementedError("Network.forward")

    def count_parameters(self) -> int:
        """Return the number of all weights and biases together."""
        # TODO: add up the weights and the biases of every layer.
        # Read lessons/ch03_forward.md#network
        raise NotImplementedError("Network.count_parameters")


def xavier_uniform(fan_in: int, fan_out: int, rng: random.Random) -> Matrix:
    """Return weights drawn evenly from -limit to limit, limit = √(6 / (fan_in + fan_out)).

    fan_in inputs, fan_out outputs → (fan_out, fan_in). Every draw comes from rng.
    Source: Glorot & Bengio (2010), for tanh and others that are nearly z itself around 0.

    >>> weights = xavier_uniform(3, 2, random.Random(0))      # limit = √(6 / 5) = 1.095...
    >>> len(weights), len(weights[0])
    (2, 3)
    >>> all(-1.096 < w < 1.096 for row in weights for w in row)
    True
    """
    # TODO: the limit, then fan_out rows of fan_in draws.
    # Read lessons/ch03_forward.md#xavier_uniform
    raise NotImplementedError("xavier_uniform")


def he_normal(fan_in: int, fan_out: int, rng: random.Random) -> Matrix:
    """Return weights from a normal distribution: mean 0, standard deviation √(2 / fan_in).

    fan_in inputs, fan_out outputs → (fan_out, fan_in). Every draw comes from rng.
    Source: He et al. (2015), for relu layers. 2 / fan_in is the variance, its root the deviation.

    >>> weights = he_normal(3, 2, random.Random(0))
    >>> len(weights), len(weights[0])
    (2, 3)
    >>> weights == he_normal(3, 2, random.Random(0))          # same seed, same draw
    True
    """
    # TODO: the deviation, then fan_out rows of fan_in draws.
    # Read lessons/ch03_forward.md#he_normal
    raise NotImplementedError("he_normal")


def main() -> None:
    network = Network([26, 64, 26])
    print("A network of 26 inputs, 64 hidden neurons and 26 outputs")
    for number, layer in enumerate(network.layers, start=1):
        shape = (len(layer.weights), len(layer.weights[0]))
        print(f"  layer {number}: weights {shape}, biases ({len(layer.biases)},)")
    print(f"  parameters: {network.count_parameters():,}")

    outputs = network.forward([1.0] + [0.0] * 25)
    hidden = network.layers[0].outputs
    active = sum(a > 0 for a in hidden)
    print("\nOne forward pass, for a one-hot A")
    print(f"  hidden: {len(hidden)} numbers, {active} of them above 0")
    print(f"  outputs: {len(outputs)} numbers, from {min(outputs):.2f} to {max(outputs):.2f}")
    print("  the first five: " + "  ".join(f"{z:.2f}" for z in outputs[:5]))


if __name__ == "__main__":
    main()
