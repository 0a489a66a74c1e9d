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
        # TODO: three things, which the docstring names; the derivative under a name of your own.
        # Read lessons/ch05_backprop.md#backproplayer
        raise NotImplementedError("BackpropLayer.__init__")

    def backward(self, output_gradients: Vector) -> Vector:
        """Set .weight_gradients and .bias_gradients for the latest forward. Return dL/dinputs.

        output_gradients: dL/doutputs, (output_size,) → (input_size,). With x the inputs and
        δ = output_gradients ⊙ f'(z), (output_size,):
        dL/dW = δ xᵀ, (output_size, input_size); dL/db = δ; dL/dx = Wᵀ δ, (input_size,).
        A second call sets the gradients anew, it does not add. Raises ValueError if the number
        of output_gradients is wrong.
        """
        # TODO: δ first; the rest is chapter 1.
        # Read lessons/ch05_backprop.md#backproplayer
        raise NotImplementedError("BackpropLayer.backward")


def softmax_cross_entropy_gradient(logits: Vector, target: Vector) -> Vector:
    """Return dL/dlogits of the loss L = cross_entropy_from_logits(logits, target).

    It is p - y, where p = softmax(logits) and y is the target, whose numbers add up to 1.
    logits, target: (n,) → (n,), where n is 1 or more. Raises ValueError, naming both lengths, if
    they differ.

    >>> softmax_cross_entropy_gradient([0.0, 0.0], [1.0, 0.0])
    [-0.5, 0.5]
    """
    # TODO: two functions you have, put together.
    # Read lessons/ch05_backprop.md#softmax_cross_entropy_gradient
    raise NotImplementedError("softmax_cross_entropy_gradient")


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
        """Run forward, and return the outputs' cross_entropy_from_logits, in nats.

        A loss from softmax and cross_entropy_loss counts as right, too.
        """
        # TODO: forward, then the loss of the logits.
        # Read lessons/ch05_backprop.md#backpropnetwork
        raise NotImplementedError("BackpropNetwork.loss")

    def backward(self, target: Vector) -> None:
        """Set every layer's gradients, last layer first, for the latest forward.

        The last layer's .outputs are the logits. Returns None.
        """
        # TODO: start with p - y, and go from the last layer to the first.
        # Read lessons/ch05_backprop.md#backpropnetwork
        raise NotImplementedError("BackpropNetwork.backward")


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
    # TODO: move one value, measure above and below, put it back.
    # Read lessons/ch05_backprop.md#numerical_gradient
    raise NotImplementedError("numerical_gradient")


def gradient_check(network: BackpropNetwork, inputs: Vector, target: Vector) -> float:
    """Return the largest relative error of backward over every weight and bias.

    A gradient a from backward and n from numerical_gradient of the loss differ by the relative
    error |a - n| / max(|a| + |n|, 1e-3); the floor keeps the usual rounding in tiny gradients
    from counting. Under 1e-6 backward agrees with what was measured for this network and these
    inputs: tiny gradients, with |a| + |n| below 1e-3, to within 1e-9. All weights and biases stay
    as they were.

    >>> gradient_check(BackpropNetwork([3, 4, 2], "tanh"), [0.5, -1.0, 2.0], [0.0, 1.0]) < 1e-6
    True
    """
    # TODO: backward once; then for every row of weights and for the biases, call
    # numerical_gradient with a function that puts the values in and returns the loss. main()
    # has such a function for one row.
    # Read lessons/ch05_backprop.md#gradient_check
    raise NotImplementedError("gradient_check")


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
