"""Chapter 2 · A single neuron

You write the activation functions with their slopes, a `Neuron`, and a `Perceptron`, one of the
first machines that learned. It learns OR and AND, and it fails at XOR: that is why networks have
hidden layers. Grade your work with `make check-chapter 2`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import math
from collections.abc import Callable

from exercises.ch01_math import Vector, dot_product, vector_add, vector_scale


def sigmoid(z: float) -> float:
    """Return 1 / (1 + e^-z), between 0 and 1. Any z will do: ±1000 must not overflow.

    >>> sigmoid(0)
    0.5
    >>> sigmoid(-1000)
    0.0
    """
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    else:
        power = math.exp(z)
        return power / (power + 1)


def sigmoid_derivative(z: float) -> float:
    """Return the slope of sigmoid at z: σ(z) (1 - σ(z)). It takes z, not σ(z).

    >>> sigmoid_derivative(0)
    0.25
    """
    s = sigmoid(z)
    return s * (1 - s)


def tanh_derivative(z: float) -> float:
    """Return the slope of math.tanh at z: 1 - tanh(z)². It takes z, not tanh(z).

    >>> tanh_derivative(0)
    1.0
    """
    t = math.tanh(z)
    return 1 - t * t


def relu(z: float) -> float:
    """Return z where z is positive, else 0.

    >>> relu(2.5), relu(0.0), relu(-3.0)
    (2.5, 0.0, 0.0)
    """
    if z > 0:
        return z
    else:
        return 0.0


def relu_derivative(z: float) -> float:
    """Return the slope of relu at z: 1 where z is positive, else 0.

    At z = 0 relu has a kink and no slope. We take 0 there.

    >>> relu_derivative(2.5), relu_derivative(0.0), relu_derivative(-3.0)
    (1.0, 0.0, 0.0)
    """
    if z > 0:
        return 1.0
    else:
        return 0.0


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
    """One neuron: z = weights · inputs + bias, then a = activation(z).

    It keeps its latest .inputs (a copy), .z and .a: chapter 5 needs them.

    >>> neuron = Neuron([0.5, -1.0], bias=0.25)
    >>> neuron.forward([2.0, 0.5])            # 0.5·2 - 1·0.5 + 0.25
    0.75
    >>> neuron.forward([0.0, 1.0]), neuron.z, neuron.a
    (0.0, -0.75, 0.0)
    """

    def __init__(self, weights: Vector, bias: float, activation: str = "relu") -> None:
        """Keep a copy of weights, and the bias. Before the first forward, inputs is [], z and
        a are 0.0. An unknown activation raises ValueError (get_activation does that).
        """
        functions = get_activation(activation)
        self.activation_function = functions[0]
        self.weights = []
        for i in range(len(weights)):
            self.weights.append(weights[i])
        self.bias = bias
        self.inputs = []
        self.z = 0.0
        self.a = 0.0

    def forward(self, inputs: Vector) -> float:
        """Return a for these inputs, and keep .inputs (a copy), .z and .a.

        inputs: (n,) → a number. Raises ValueError if there are not as many inputs as weights.
        """
        if len(inputs) != len(self.weights):
            raise ValueError(f"Neuron: {len(inputs)} inputs, {len(self.weights)} weights")
        copy = []
        total = self.bias
        for i in range(len(inputs)):
            copy.append(inputs[i])
            total = total + self.weights[i] * inputs[i]
        self.inputs = copy
        self.z = total
        self.a = self.activation_function(self.z)
        return self.a


class Perceptron:
    """A neuron that answers 0 or 1 and learns from its mistakes (Rosenblatt, 1957).

    Its weights and bias start at 0.0.

    >>> perceptron = Perceptron(2, learning_rate=1.0)
    >>> perceptron.train([([0, 1], 0), ([1, 1], 1)], epochs=4)
    [1, 1, 0, 0]
    >>> perceptron.weights, perceptron.bias
    ([1.0, 0.0], 0.0)
    >>> perceptron.predict([0, 1]), perceptron.predict([1, 1])
    (0, 1)
    """

    def __init__(self, n_inputs: int, learning_rate: float = 0.1) -> None:
        """Start with n_inputs weights of 0.0 and a bias of 0.0."""
        self.weights = []
        for i in range(n_inputs):
            self.weights.append(0.0)
        self.bias = 0.0
        self.learning_rate = learning_rate

    def forward(self, inputs: Vector) -> float:
        """Return z = weights · inputs + bias.

        inputs: (n,) → a number. Raises ValueError if there are not as many inputs as weights.
        """
        if len(inputs) != len(self.weights):
            raise ValueError(f"Perceptron: {len(inputs)} inputs, {len(self.weights)} weights")
        z = self.bias
        for i in range(len(inputs)):
            z = z + self.weights[i] * inputs[i]
        return z

    def predict(self, inputs: Vector) -> int:
        """Return 1 where z > 0, else 0."""
        if self.forward(inputs) > 0:
            return 1
        else:
            return 0

    def train(self, examples: list[tuple[Vector, int]], epochs: int) -> list[int]:
        """Visit all examples, in the order given, epochs times. Return each epoch's mistakes.

        examples: pairs of inputs and the right answer, 0 or 1. After each one, with
        error = target - prediction (-1, 0 or 1):
        weights += learning_rate · error · inputs, and bias += learning_rate · error.
        """
        mistakes = []
        for epoch in range(epochs):
            count = 0
            for e in range(len(examples)):
                inputs = examples[e][0]
                target = examples[e][1]
                error = target - self.predict(inputs)
                if error != 0:
                    count = count + 1
                for i in range(len(self.weights)):
                    self.weights[i] = self.weights[i] + self.learning_rate * error * inputs[i]
                self.bias = self.bias + self.learning_rate * error
            mistakes.append(count)
        return mistakes


def main() -> None:
    corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
    gates = {"OR": [0, 1, 1, 1], "AND": [0, 0, 0, 1], "XOR": [0, 1, 1, 0]}
    for name, targets in gates.items():
        perceptron = Perceptron(2)
        mistakes = perceptron.train(list(zip(corners, targets, strict=True)), epochs=20)
        weights = ", ".join(f"{w:.1f}" for w in perceptron.weights)
        predictions = [perceptron.predict(inputs) for inputs in corners]
        print(f"{name}: mistakes in each of {len(mistakes)} epochs")
        print("  " + " ".join(map(str, mistakes)))
        print(f"  weights [{weights}], bias {perceptron.bias:.1f}")
        print(f"  targets      {targets}")
        print(f"  predictions  {predictions}")
        learned = "learned" if predictions == targets else "not learned"
        print(f"  {name} is {learned}: fewest mistakes in an epoch {min(mistakes)}\n")


if __name__ == "__main__":
    main()
