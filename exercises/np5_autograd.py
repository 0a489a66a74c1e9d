"""Part II, fifth chapter · Gradients that come by themselves

You write reverse-mode differentiation for arrays: every result remembers what it was made from,
and one walk back gives the gradient of all. Then the network of np3 needs no backward of its own.
Grade your work with `make check-chapter np5`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from exercises.np2_digits import accuracy, cross_entropy, pixels_to_inputs
from exercises.np3_mlp import MLP, linear_schedule, shuffled_batches

recording = True  # no_grad() switches it off for a while


def unbroadcast(gradient: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return the gradient of an array that NumPy stretched from shape to gradient.shape.

    A number that served in several places gets the sum of the gradients of all of them. Where
    nothing was stretched, the result equals gradient, which is never changed.

    >>> unbroadcast(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), (2,)).tolist()
    [9.0, 12.0]
    >>> unbroadcast(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), (3, 1)).tolist()
    [[3.0], [7.0], [11.0]]
    """
    # TODO: sum over the axes that shape doesn't have, then over those of size 1, keeping these.
    # Read lessons/np5_autograd.md#unbroadcast
    raise NotImplementedError("unbroadcast")


def topological_order(tensor: "Tensor") -> list["Tensor"]:
    """Return tensor and all that it was made from, as a list: each after its .parents, and once.

    tensor is the last. It asks each for its .parents and for nothing else, so whatever has them
    will do. There is no recursion: a chain of 10,000 operations is no deeper than one of two.

    >>> x = Tensor(3.0, requires_grad=True)
    >>> [tensor.data.tolist() for tensor in topological_order(x * x + x)]
    [3.0, 9.0, 12.0]
    """
    # TODO: a node goes into the list when all of its parents are in it. A list of what is still
    # to be visited takes the place of recursion.
    # Read lessons/np5_autograd.md#topological_order
    raise NotImplementedError("topological_order")


def record(
    data: np.ndarray, operation: str, *operands: tuple["Tensor", Callable[[np.ndarray], np.ndarray]]
) -> "Tensor":
    """Return the Tensor that an operation has made, with what backward needs of it. Given.

    operands: for each parent, (the parent, a function that turns the gradient of the result into
    the share of this parent). They are kept if one of the parents requires a gradient.
    """
    made = Tensor(data)
    if recording and any(parent.requires_grad for parent, _ in operands):
        made.requires_grad, made.operation = True, operation
        made.parents, made.gradient_functions = zip(*operands)
    return made


@contextmanager
def no_grad() -> Iterator[None]:
    """Inside `with no_grad():` nothing is recorded, and no result requires a gradient. Given."""
    global recording
    before, recording = recording, False
    try:
        yield
    finally:
        recording = before


class Tensor:
    """An array that knows what it was made from, so that backward() finds its gradients.

    .data is the array and .grad its gradient: None, until a backward() has reached it. An operation
    returns a new Tensor, made with record(), and changes none of its operands. Both operands are
    Tensors, of floats of one dtype, float32 or float64.

    >>> x = Tensor(np.array([2.0, 3.0]), requires_grad=True)
    >>> loss = (x * x + x).sum()
    >>> loss.backward()
    >>> loss.data.tolist(), x.grad.tolist()        # 4 + 2 + 9 + 3, and the slopes 2x + 1
    (18.0, [5.0, 7.0])
    """

    parents: tuple["Tensor", ...] = ()  # it was made from nothing, unless record() says otherwise
    gradient_functions: tuple[Callable[[np.ndarray], np.ndarray], ...] = ()
    operation = ""

    def __init__(self, data: np.ndarray, requires_grad: bool = False) -> None:
        """Keep data as an array, it or a copy, and requires_grad. No gradient yet: .grad is None.

        Raises ValueError, naming the dtype, if the numbers are not floats: integers have no slopes.
        """
        # TODO: refuse what is not float, then keep data, requires_grad and a .grad of None.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.__init__")

    def __add__(self, other: "Tensor") -> "Tensor":
        """Return self + other. NumPy may stretch either."""
        # TODO: record(the sum, "+", ...) with a function for each operand, as the table says.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.__add__")

    def __mul__(self, other: "Tensor") -> "Tensor":
        """Return self * other, number by number. NumPy may stretch either."""
        # TODO: as in __add__. The slope of a product with respect to one factor is the other.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.__mul__")

    def __matmul__(self, other: "Tensor") -> "Tensor":
        """Return the matrix product self @ other: (m, n) @ (n, k) → (m, k).

        Raises ValueError, naming both shapes, if they don't fit.
        """
        # TODO: check both shapes. The two functions are those of backward in np3.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.__matmul__")

    def relu(self) -> "Tensor":
        """Return relu of every number. Its slope at 0 is 0. NaN may stay or become 0."""
        # TODO: one operand. Its gradient passes where the number was above 0.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.relu")

    def sum(self) -> "Tensor":
        """Return the sum of all numbers, as a Tensor of one number, of shape ()."""
        # TODO: one operand. Each of its numbers has the slope 1.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.sum")

    def cross_entropy(self, labels: np.ndarray) -> "Tensor":
        """Return the mean of -log p over the batch, p being softmax's probability of the row's own
        label: (m, k) logits → a Tensor of shape (). labels: (m,), integers from 0 to k - 1.

        It is worked out from the logits (log softmax), so that very large logits will do, and no
        floor is needed. Raises ValueError if labels don't fit, as np2's cross_entropy does.
        """
        # TODO: check labels, then log softmax. The slopes of the logits are (p - y) / m.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.cross_entropy")

    def backward(self) -> None:
        """Add to .grad, for this tensor and for each one it was made from that requires a gradient,
        the gradient of this tensor with respect to it. Where .grad is None, it counts as 0.

        Each .grad has the shape and the dtype of its .data, and is an array of its own, shared with
        no other. A second call adds the same once more. Raises ValueError if this tensor doesn't
        require a gradient, and, naming the shape, if it isn't a single number; one of shape (1,) or
        (1, 1) is.
        """
        # TODO: check, then walk topological_order from its end. Each share goes through
        # unbroadcast, and where paths meet, they add.
        # Read lessons/np5_autograd.md#tensor
        raise NotImplementedError("Tensor.backward")


class AutogradMLP:
    """np3's MLP once more: relu inside, linear at the output, float32, and no backward. With
    float64 in its parameters, velocities and X, it computes in float64.

    .parameters is the list of all weights and biases, as Tensors: [W1, b1, W2, b2, …].

    >>> [parameter.data.shape for parameter in AutogradMLP([784, 30, 10]).parameters]
    [(784, 30), (30,), (30, 10), (10,)]
    """

    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        """Take the initial weights and biases of MLP(layer_sizes, seed), and keep its .rng.

        It also keeps .velocities, for momentum: a list of arrays of zeros, one for each parameter.
        """
        # TODO: take the arrays of an MLP, and make Tensors of them.
        # Read lessons/np5_autograd.md#autogradmlp
        raise NotImplementedError("AutogradMLP.__init__")

    def forward(self, X: np.ndarray) -> Tensor:
        """Return the logits: an array (m, n_in) → a Tensor (m, n_out)."""
        # TODO: the forward of np3 with Tensors. There is no list of activations to keep.
        # Read lessons/np5_autograd.md#autogradmlp
        raise NotImplementedError("AutogradMLP.forward")

    def train_step(
        self, X: np.ndarray, labels: np.ndarray, learning_rate: float, momentum: float = 0.9
    ) -> float:
        """Take one step with momentum on a batch, as np3's MLP.update does. Return the mean
        cross-entropy as it was before the step: a float. Gradients left from before don't count.

        X: (m, n_in). labels: (m,). Raises ValueError, before anything has moved, if the loss is not
        finite: it says to try a smaller learning_rate.
        """
        # TODO: gradients to None, the loss, backward, then the update of np3.
        # Read lessons/np5_autograd.md#autogradmlp
        raise NotImplementedError("AutogradMLP.train_step")

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of each row's largest logit: (m, n_in) → (m,), integers."""
        # TODO: the largest logit of each row, inside no_grad().
        # Read lessons/np5_autograd.md#autogradmlp
        raise NotImplementedError("AutogradMLP.predict")


def main() -> None:
    from data.digits import load_digits
    from data.graph import compare_gradients, show_small_graph
    from data.progress import train_by_steps

    show_small_graph(Tensor, topological_order)
    network, by_hand = AutogradMLP([784, 256, 128, 10]), MLP([784, 256, 128, 10])
    images, labels, test_images, test_labels = load_digits()
    X, X_test = pixels_to_inputs(images), pixels_to_inputs(test_images)
    compare_gradients(network, by_hand, X[:64], labels[:64])
    train_by_steps(network, X, labels, shuffled_batches, linear_schedule)
    right = accuracy(network.predict(X_test), test_labels)
    print(f"  on the test pictures, never seen: {right:.2%} right")


if __name__ == "__main__":
    main()
