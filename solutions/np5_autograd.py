"""Part II, fifth chapter · Gradients that come by themselves

You write reverse-mode differentiation for arrays: every result remembers what it was made from,
and one walk back gives the gradient of all. Then the network of np3 needs no backward of its own.
Grade your work with `make check-chapter np5`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from solutions.np2_digits import accuracy, cross_entropy, pixels_to_inputs
from solutions.np3_mlp import MLP, linear_schedule, shuffled_batches

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
    if gradient.shape == shape:
        return gradient  # as it mostly is; sums over no axis would take their time
    added = gradient.ndim - len(shape)  # axes that the shape didn't have
    gradient = gradient.sum(axis=tuple(range(added)))
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return gradient.sum(axis=stretched, keepdims=True)


def topological_order(tensor: "Tensor") -> list["Tensor"]:
    """Return tensor and all that it was made from, as a list: each after its .parents, and once.

    tensor is the last. It asks each for its .parents and for nothing else, so whatever has them
    will do. There is no recursion: a chain of 10,000 operations is no deeper than one of two.

    >>> x = Tensor(3.0, requires_grad=True)
    >>> [tensor.data.tolist() for tensor in topological_order(x * x + x)]
    [3.0, 9.0, 12.0]
    """
    order, seen = [], set()
    waiting = [(tensor, False)]
    while waiting:
        node, parents_are_done = waiting.pop()
        if parents_are_done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(parent, False) for parent in node.parents]
    return order


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
        data = np.asarray(data)
        if data.dtype.kind != "f":
            raise ValueError(f"Tensor: data is {data.dtype}, and it needs floats, as in [1.0, 2.0]")
        self.data, self.requires_grad = data, requires_grad
        self.grad: np.ndarray | None = None

    def __add__(self, other: "Tensor") -> "Tensor":
        """Return self + other. NumPy may stretch either."""
        return record(self.data + other.data, "+", (self, lambda G: G), (other, lambda G: G))

    def __mul__(self, other: "Tensor") -> "Tensor":
        """Return self * other, number by number. NumPy may stretch either."""
        A, B = self.data, other.data
        return record(A * B, "*", (self, lambda G: G * B), (other, lambda G: G * A))

    def __matmul__(self, other: "Tensor") -> "Tensor":
        """Return the matrix product self @ other: (m, n) @ (n, k) → (m, k).

        Raises ValueError, naming both shapes, if they don't fit.
        """
        A, B = self.data, other.data
        if A.ndim != 2 or B.ndim != 2 or A.shape[1] != len(B):
            raise ValueError(f"@: the shapes are {A.shape} and {B.shape}, not (m, n) and (n, k)")
        return record(A @ B, "@", (self, lambda G: G @ B.T), (other, lambda G: A.T @ G))

    def relu(self) -> "Tensor":
        """Return relu of every number. Its slope at 0 is 0. NaN may stay or become 0."""
        mask = self.data > 0
        return record(np.maximum(self.data, 0), "relu", (self, lambda G: G * mask))

    def sum(self) -> "Tensor":
        """Return the sum of all numbers, as a Tensor of one number, of shape ()."""
        A = self.data
        return record(A.sum(), "sum", (self, lambda G: np.broadcast_to(G, A.shape)))

    def cross_entropy(self, labels: np.ndarray) -> "Tensor":
        """Return the mean of -log p over the batch, p being softmax's probability of the row's own
        label: (m, k) logits → a Tensor of shape (). labels: (m,), integers from 0 to k - 1.

        It is worked out from the logits (log softmax), so that very large logits will do, and no
        floor is needed. Raises ValueError if labels don't fit, as np2's cross_entropy does.
        """
        m, k = self.data.shape
        shifted = self.data - self.data.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        P = np.exp(log_p)
        cross_entropy(P, labels)  # np2's refuses labels that don't fit
        Y = np.eye(k, dtype=P.dtype)[labels]
        loss = -log_p[np.arange(m), labels].mean()
        return record(loss, "cross_entropy", (self, lambda G: (P - Y) * (G / m)))

    def backward(self) -> None:
        """Add to .grad, for this tensor and for each one it was made from that requires a gradient,
        the gradient of this tensor with respect to it. Where .grad is None, it counts as 0.

        Each .grad has the shape and the dtype of its .data, and is an array of its own, shared with
        no other. A second call adds the same once more. Raises ValueError if this tensor doesn't
        require a gradient, and, naming the shape, if it isn't a single number; one of shape (1,) or
        (1, 1) is.
        """
        if self.data.size != 1:
            raise ValueError(f"backward: the shape is {self.data.shape}; take .sum() first")
        if not self.requires_grad:
            raise ValueError("backward: nothing here requires a gradient; say requires_grad=True")
        gradients = {self: np.ones_like(self.data)}
        for tensor in reversed(topological_order(self)):
            if not tensor.requires_grad:
                continue
            G = gradients.pop(tensor)  # whole: all that was made from tensor has been visited
            tensor.grad = G.copy() if tensor.grad is None else tensor.grad + G
            for parent, function in zip(tensor.parents, tensor.gradient_functions):
                if parent.requires_grad:
                    share = unbroadcast(function(G), parent.data.shape)
                    gradients[parent] = gradients[parent] + share if parent in gradients else share


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
        start = MLP(layer_sizes, seed)
        self.rng = start.rng
        arrays = [array for W, b in zip(start.weights, start.biases) for array in (W, b)]
        self.parameters = [Tensor(array, requires_grad=True) for array in arrays]
        self.velocities = [np.zeros_like(array) for array in arrays]

    def forward(self, X: np.ndarray) -> Tensor:
        """Return the logits: an array (m, n_in) → a Tensor (m, n_out)."""
        A = Tensor(X)
        for i in range(0, len(self.parameters), 2):
            W, b = self.parameters[i : i + 2]
            A = (A.relu() if i > 0 else A) @ W + b
        return A

    def train_step(
        self, X: np.ndarray, labels: np.ndarray, learning_rate: float, momentum: float = 0.9
    ) -> float:
        """Take one step with momentum on a batch, as np3's MLP.update does. Return the mean
        cross-entropy as it was before the step: a float. Gradients left from before don't count.

        X: (m, n_in). labels: (m,). Raises ValueError, before anything has moved, if the loss is not
        finite: it says to try a smaller learning_rate.
        """
        for parameter in self.parameters:
            parameter.grad = None
        loss = self.forward(X).cross_entropy(labels)
        if not np.isfinite(loss.data):
            raise ValueError(f"train_step: the loss is {loss.data}; try a smaller learning_rate")
        loss.backward()
        for parameter, v in zip(self.parameters, self.velocities):
            v *= momentum
            v += parameter.grad
            parameter.data -= learning_rate * v
        return float(loss.data)

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of each row's largest logit: (m, n_in) → (m,), integers."""
        with no_grad():
            return self.forward(X).data.argmax(axis=1)


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
