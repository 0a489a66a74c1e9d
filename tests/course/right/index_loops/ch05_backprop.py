"""Chapter 5 · Backpropagation

You write the backward pass: how the loss changes with every weight and bias, worked out from the
last layer to the first. Then you check it against slopes that are measured, not derived.
Grade your work with `make check-chapter 5`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import math
import random
from collections.abc import Callable

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
from exercises.ch04_loss import cross_entropy_from_logits, one_hot, softmax


class BackpropLayer(Layer):
    """A Layer that can also go backward.

    .weight_gradients (the shape of .weights) and .bias_gradients (the shape of .biases) are []
    until the first backward.

    >>> layer = BackpropLayer(2, 2)
    >>> layer.weights = [[1.0, 2.0], [3.0, -4.0]]
    >>> layer.forward([1.0, 2.0])                             # z is 5 and -5
    [5.0, 0.0]
    >>> layer.backward([10.0, 10.0])                          # the second neuron was off
    [10.0, 20.0]
    >>> layer.weight_gradients, layer.bias_gradients
    ([[10.0, 20.0], [0.0, 0.0]], [10.0, 0.0])
    """

    def __init__(
        self,
        input_size: int,
        output_size: int,
        activation: str = "relu",
        rng: random.Random | None = None,
    ) -> None:
        """Build the Layer (super().__init__ does it), look up the activation's derivative, and
        start weight_gradients and bias_gradients as [].
        """
        super().__init__(input_size, output_size, activation, rng)
        both = get_activation(activation)
        self.derivative = both[1]
        self.weight_gradients = []
        self.bias_gradients = []

    def backward(self, output_gradients: Vector) -> Vector:
        """Set .weight_gradients and .bias_gradients for the latest forward. Return dL/dinputs.

        output_gradients: dL/doutputs, (output_size,) → (input_size,). With x the inputs and
        δ = output_gradients ⊙ f'(z), (output_size,):
        dL/dW = δ xᵀ, (output_size, input_size); dL/db = δ; dL/dx = Wᵀ δ, (input_size,).
        A second call sets the gradients anew, it does not add. Raises ValueError if the number
        of output_gradients is wrong.
        """
        n_out = len(self.weights)
        n_in = len(self.inputs)
        if len(output_gradients) != n_out:
            raise ValueError(f"backward: {len(output_gradients)} gradients for {n_out} outputs")

        delta = []
        for o in range(n_out):
            slope = self.derivative(self.z_values[o])
            delta.append(output_gradients[o] * slope)

        self.weight_gradients = []
        for o in range(n_out):
            row = []
            for i in range(n_in):
                row.append(delta[o] * self.inputs[i])
            self.weight_gradients.append(row)

        self.bias_gradients = []
        for o in range(n_out):
            self.bias_gradients.append(delta[o])

        input_gradients = []
        for i in range(n_in):
            total = 0.0
            for o in range(n_out):
                total = total + self.weights[o][i] * delta[o]
            input_gradients.append(total)
        return input_gradients


def softmax_cross_entropy_gradient(logits: Vector, target: Vector) -> Vector:
    """Return dL/dlogits of the loss L = cross_entropy_from_logits(logits, target).

    It is p - y, where p = softmax(logits) and y is the target, whose numbers add up to 1.
    logits, target: (n,) → (n,), where n is 1 or more. Raises ValueError, naming both lengths, if
    they differ.

    >>> softmax_cross_entropy_gradient([0.0, 0.0], [1.0, 0.0])
    [-0.5, 0.5]
    """
    if len(logits) != len(target):
        raise ValueError(
            f"softmax_cross_entropy_gradient: {len(logits)} logits, {len(target)} in the target"
        )
    p = softmax(logits)
    gradient = []
    for i in range(len(p)):
        gradient.append(p[i] - target[i])
    return gradient


class BackpropNetwork(Network):
    """A Network of BackpropLayers, with softmax and cross-entropy at its end.

    >>> network = BackpropNetwork([2, 3, 2])
    >>> round(network.loss([0.0, 0.0], [1.0, 0.0]), 3)        # both logits 0: -log 0.5
    0.693
    >>> network.backward([1.0, 0.0])
    >>> network.layers[-1].bias_gradients
    [-0.5, 0.5]
    """

    layer_class = BackpropLayer  # supplied

    def loss(self, inputs: Vector, target: Vector) -> float:
        """Run forward, and return the outputs' cross_entropy_from_logits, in nats."""
        logits = self.forward(inputs)
        return cross_entropy_from_logits(logits, target)

    def backward(self, target: Vector) -> None:
        """Set every layer's gradients, last layer first, for the latest forward.

        The last layer's .outputs are the logits. Returns None.
        """
        last = len(self.layers) - 1
        gradients = softmax_cross_entropy_gradient(self.layers[last].outputs, target)
        i = last
        while i >= 0:
            gradients = self.layers[i].backward(gradients)
            i = i - 1


def numerical_gradient(
    f: Callable[[Vector], float], values: Vector, epsilon: float = 1e-5
) -> Vector:
    """Return the slope of f for each x of the values, measured: (f(x + ε) - f(x - ε)) / 2ε.

    f takes a list like values and returns a number. In turn, each value alone is moved by ε up
    and down (the central difference). values: (n,) → (n,); afterwards they are as before.

    >>> slopes = numerical_gradient(lambda v: v[0] ** 2 + 10 * v[1], [3.0, 1.0])
    >>> [round(slope, 6) for slope in slopes]
    [6.0, 10.0]
    """
    slopes = []
    for i in range(len(values)):
        before = values[i]
        values[i] = before + epsilon
        above = f(values)
        values[i] = before - epsilon
        below = f(values)
        values[i] = before
        slopes.append((above - below) / (2 * epsilon))
    return slopes


def _measure(network: BackpropNetwork, row: Vector, inputs: Vector, target: Vector) -> Vector:
    saved = list(row)

    def loss_with(numbers: Vector) -> float:
        for i in range(len(row)):
            row[i] = numbers[i]
        return network.loss(inputs, target)

    slopes = numerical_gradient(loss_with, list(saved))
    for i in range(len(row)):
        row[i] = saved[i]
    return slopes


def _largest_error(derived: Vector, measured: Vector) -> float:
    largest = 0.0
    for i in range(len(derived)):
        a = derived[i]
        n = measured[i]
        size = abs(a) + abs(n)
        if size < 1e-3:
            size = 1e-3
        error = abs(a - n) / size
        if error > largest:
            largest = error
    return largest


def gradient_check(network: BackpropNetwork, inputs: Vector, target: Vector) -> float:
    """Return the largest relative error of backward over every weight and bias.

    A gradient a from backward and n from numerical_gradient of the loss differ by the relative
    error |a - n| / max(|a| + |n|, 1e-3); the floor keeps rounding in tiny gradients from
    counting. Under 1e-6 backward agrees with what was measured. All weights and biases stay as
    they were.

    >>> gradient_check(BackpropNetwork([3, 4, 2], "tanh"), [0.5, -1.0, 2.0], [0.0, 1.0]) < 1e-6
    True
    """
    network.loss(inputs, target)
    network.backward(target)
    largest = 0.0
    for k in range(len(network.layers)):
        layer = network.layers[k]
        for o in range(len(layer.weights)):
            measured = _measure(network, layer.weights[o], inputs, target)
            error = _largest_error(layer.weight_gradients[o], measured)
            if error > largest:
                largest = error
        measured = _measure(network, layer.biases, inputs, target)
        error = _largest_error(layer.bias_gradients, measured)
        if error > largest:
            largest = error
    return largest


def main() -> None:
    network = BackpropNetwork([3, 4, 2], hidden_activation="tanh")
    layer = network.layers[0]
    inputs, target = [0.5, -1.0, 2.0], one_hot(1, 2)

    def loss_with_first_row(row: Vector) -> float:
        layer.weights[0] = row
        return network.loss(inputs, target)

    print(f"A 3-4-2 network, inputs {inputs}, target {target}")
    print(f"  loss {network.loss(inputs, target):.6f}")
    network.backward(target)
    row, derived = layer.weights[0], layer.weight_gradients[0]
    measured = numerical_gradient(loss_with_first_row, list(row))
    layer.weights[0] = row
    print("\nThe weights of the first hidden neuron")
    print("   weight   dL/dw by backward   dL/dw measured")
    for weight, a, n in zip(row, derived, measured, strict=True):
        print(f"{weight:9.4f}   {a:17.9f}   {n:14.9f}")

    print("\nLargest relative error over every weight and bias")
    for activation in ("tanh", "sigmoid", "relu"):
        checked = BackpropNetwork([3, 4, 2], hidden_activation=activation)
        error = gradient_check(checked, inputs, target)
        print(f"  {activation:8} {error:.0e}  of {checked.count_parameters()} numbers")


if __name__ == "__main__":
    main()
