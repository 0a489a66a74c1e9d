"""Chapter 3 · The forward pass

You write two ways to draw first weights, a `Layer` of neurons, and a `Network` of layers. At the
end numbers go in at one side of your network and come out at the other.
Grade your work with `make check-chapter 3`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import math
import random

from exercises.ch01_math import Matrix, Vector, matrix_vector_multiply, vector_add
from exercises.ch02_neuron import get_activation


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
    limit = math.sqrt(6 / (fan_in + fan_out))
    weights = []
    for o in range(fan_out):
        row = []
        for i in range(fan_in):
            row.append(rng.uniform(-limit, limit))
        weights.append(row)
    return weights


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
    deviation = math.sqrt(2 / fan_in)
    weights = []
    for o in range(fan_out):
        row = []
        for i in range(fan_in):
            row.append(rng.gauss(0.0, deviation))
        weights.append(row)
    return weights


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
        functions = get_activation(activation)
        self.activation_function = functions[0]
        if rng is None:
            rng = random.Random(0)
        if activation == "relu":
            self.weights = he_normal(input_size, output_size, rng)
        else:
            self.weights = xavier_uniform(input_size, output_size, rng)
        self.biases = []
        for o in range(output_size):
            self.biases.append(0.0)
        self.inputs = []
        self.z_values = []
        self.outputs = []

    def forward(self, inputs: Vector) -> Vector:
        """Return the outputs for these inputs, and keep .inputs, .z_values and .outputs.

        inputs: (input_size,) → (output_size,). Raises ValueError, naming both, if the number
        of inputs is wrong.
        """
        for o in range(len(self.weights)):
            if len(inputs) != len(self.weights[o]):
                raise ValueError(
                    f"Layer: {len(inputs)} inputs, but the layer takes {len(self.weights[o])}"
                )
        kept_inputs = []
        for i in range(len(inputs)):
            kept_inputs.append(inputs[i])
        z_values = []
        kept_outputs = []
        answer = []
        for o in range(len(self.weights)):
            z = self.biases[o]
            for i in range(len(inputs)):
                z = z + self.weights[o][i] * inputs[i]
            a = self.activation_function(z)
            z_values.append(z)
            kept_outputs.append(a)
            answer.append(a)
        self.inputs = kept_inputs
        self.z_values = z_values
        self.outputs = kept_outputs
        return answer


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
        if len(layer_sizes) < 2:
            raise ValueError(f"a network needs at least two sizes, not {len(layer_sizes)}")
        rng = random.Random(seed)
        self.layers = []
        last = len(layer_sizes) - 2
        for i in range(len(layer_sizes) - 1):
            if i == last:
                activation = output_activation
            else:
                activation = hidden_activation
            layer = self.layer_class(layer_sizes[i], layer_sizes[i + 1], activation, rng)
            self.layers.append(layer)

    def forward(self, inputs: Vector) -> Vector:
        """Return the last layer's outputs.

        inputs: (layer_sizes[0],) → (layer_sizes[-1],).
        """
        numbers = inputs
        for i in range(len(self.layers)):
            numbers = self.layers[i].forward(numbers)
        return numbers

    def count_parameters(self) -> int:
        """Return the number of all weights and biases together."""
        count = 0
        for i in range(len(self.layers)):
            layer = self.layers[i]
            for o in range(len(layer.weights)):
                count = count + len(layer.weights[o])
            count = count + len(layer.biases)
        return count


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
