"""Part II, fifth chapter · Gradients that come by themselves

You write reverse-mode differentiation for arrays: every result remembers what it was made from,
and one walk back gives the gradient of all. Then the network of np3 needs no backward of its own.
Grade your work with `make check-chapter np5`.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from exercises.np3_mlp import MLP

recording = True  # no_grad() switches it off for a while


def unbroadcast(gradient: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return the gradient of an array that NumPy stretched from shape to gradient.shape."""
    result = np.zeros(shape, dtype=gradient.dtype)
    added = gradient.ndim - len(shape)
    for place in np.ndindex(*gradient.shape):
        own = []
        for axis in range(len(shape)):
            if shape[axis] == 1:
                own.append(0)
            else:
                own.append(place[added + axis])
        result[tuple(own)] += gradient[place]
    return result


def topological_order(tensor: "Tensor") -> list["Tensor"]:
    """Return tensor and all that it was made from, as a list: each after its .parents, and once."""
    order = []
    seen = {id(tensor)}
    path = [tensor]  # from the end down to where we are
    tried = [0]  # how many parents of each node of the path were looked at
    while len(path) > 0:
        node = path[len(path) - 1]
        number = tried[len(tried) - 1]
        if number < len(node.parents):
            tried[len(tried) - 1] = number + 1
            parent = node.parents[number]
            if id(parent) not in seen:
                seen.add(id(parent))
                path.append(parent)
                tried.append(0)
        else:
            order.append(node)
            path.pop()
            tried.pop()
    return order


def record(
    data: np.ndarray, operation: str, *operands: tuple["Tensor", Callable[[np.ndarray], np.ndarray]]
) -> "Tensor":
    """Return the Tensor that an operation has made, with what backward needs of it. Given.

    operands: for each parent, (the parent, a function that turns the gradient of the result into
    the gradient of this parent). They are kept if one of the parents requires a gradient.
    """
    made = Tensor(data)
    if recording and any(parent.requires_grad for parent, _ in operands):
        made.requires_grad, made.operation = True, operation
        made.parents = tuple(parent for parent, _ in operands)
        made.gradient_functions = tuple(function for _, function in operands)
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
    """An array that knows what it was made from, so that backward() finds its gradients."""

    def __init__(self, data: np.ndarray, requires_grad: bool = False) -> None:
        if not isinstance(data, np.ndarray):
            data = np.array(data)
        if data.dtype != np.float64 and data.dtype != np.float32:
            raise ValueError(f"Tensor: the numbers are {data.dtype}, and floats are needed")
        self.data = data
        self.requires_grad = requires_grad
        self.grad = None
        self.parents = []
        self.gradient_functions = []
        self.operation = ""

    def __add__(self, other: "Tensor") -> "Tensor":
        def to_self(gradient):
            return unbroadcast(gradient, self.data.shape)

        def to_other(gradient):
            return unbroadcast(gradient, other.data.shape)

        return record(self.data + other.data, "+", (self, to_self), (other, to_other))

    def __mul__(self, other: "Tensor") -> "Tensor":
        def to_self(gradient):
            return unbroadcast(gradient * other.data, self.data.shape)

        def to_other(gradient):
            return unbroadcast(gradient * self.data, other.data.shape)

        return record(self.data * other.data, "*", (self, to_self), (other, to_other))

    def __matmul__(self, other: "Tensor") -> "Tensor":
        if self.data.ndim != 2 or other.data.ndim != 2:
            raise ValueError(f"{self.data.shape} and {other.data.shape}: both need two axes")
        m, n = self.data.shape
        rows, k = other.data.shape
        if n != rows:
            raise ValueError(f"({m}, {n}) times ({rows}, {k}) doesn't fit")
        product = np.zeros((m, k), dtype=self.data.dtype)
        for i in range(m):
            for j in range(k):
                product[i, j] = np.sum(self.data[i] * other.data[:, j])

        def to_self(gradient):
            result = np.zeros_like(self.data)
            for i in range(m):
                for j in range(k):
                    result[i] += gradient[i, j] * other.data[:, j]
            return result

        def to_other(gradient):
            result = np.zeros_like(other.data)
            for i in range(m):
                for j in range(k):
                    result[:, j] += gradient[i, j] * self.data[i]
            return result

        return record(product, "@", (self, to_self), (other, to_other))

    def relu(self) -> "Tensor":
        result = np.zeros_like(self.data)
        for place in np.ndindex(*self.data.shape):
            if self.data[place] > 0:
                result[place] = self.data[place]
            elif np.isnan(self.data[place]):
                result[place] = np.nan

        def to_self(gradient):
            slopes = np.zeros_like(self.data)
            for place in np.ndindex(*self.data.shape):
                if self.data[place] > 0:
                    slopes[place] = gradient[place]
            return slopes

        return record(result, "relu", (self, to_self))

    def sum(self) -> "Tensor":
        total = np.zeros((), dtype=self.data.dtype)
        for place in np.ndindex(*self.data.shape):
            total += self.data[place]

        def to_self(gradient):
            return np.ones_like(self.data) * gradient

        return record(total, "sum", (self, to_self))

    def cross_entropy(self, labels: np.ndarray) -> "Tensor":
        if self.data.ndim != 2 or labels.shape != (self.data.shape[0],):
            raise ValueError(f"the logits are {self.data.shape}, the labels {labels.shape}")
        m, k = self.data.shape
        for label in labels:
            if label < 0 or label > k - 1:
                raise ValueError(f"there is no output for the label {label}")
        total = 0.0
        slopes = np.zeros_like(self.data)
        for i in range(m):
            largest = self.data[i].max()
            exponentials = np.exp(self.data[i] - largest)
            total += largest + np.log(exponentials.sum()) - self.data[i, labels[i]]
            slopes[i] = exponentials / exponentials.sum()
            slopes[i, labels[i]] -= 1
        loss = np.array(total / m, dtype=self.data.dtype)

        def to_self(gradient):
            return slopes * gradient / m

        return record(loss, "cross_entropy", (self, to_self))

    def backward(self) -> None:
        if self.data.size != 1:
            raise ValueError(f"backward: {self.data.shape} is more than one number")
        if not self.requires_grad:
            raise ValueError("backward: there is nothing to find a gradient for")
        order = topological_order(self)
        place_of = {}
        gradients = []
        for place in range(len(order)):
            place_of[id(order[place])] = place
            gradients.append(np.zeros_like(order[place].data))
        gradients[len(order) - 1] = np.ones_like(self.data)
        for place in range(len(order) - 1, -1, -1):
            node = order[place]
            for i in range(len(node.parents)):
                parent = node.parents[i]
                if parent.requires_grad:
                    at = place_of[id(parent)]
                    gradients[at] = gradients[at] + node.gradient_functions[i](gradients[place])
        for place in range(len(order)):
            node = order[place]
            if node.requires_grad and node.grad is None:
                node.grad = np.array(gradients[place])
            elif node.requires_grad:
                node.grad = node.grad + gradients[place]


class AutogradMLP:
    """np3's MLP once more: relu inside, linear at the output, float32, and no backward."""

    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        start = MLP(layer_sizes, seed)
        self.rng = start.rng
        self.parameters = []
        self.velocities = []
        for layer in range(len(layer_sizes) - 1):
            for array in (start.weights[layer], start.biases[layer]):
                self.parameters.append(Tensor(array, requires_grad=True))
                self.velocities.append(np.zeros_like(array))

    def forward(self, X: np.ndarray) -> Tensor:
        layers = len(self.parameters) // 2
        A = Tensor(X)
        for layer in range(layers):
            A = A @ self.parameters[2 * layer] + self.parameters[2 * layer + 1]
            if layer < layers - 1:
                A = A.relu()
        return A

    def train_step(
        self, X: np.ndarray, labels: np.ndarray, learning_rate: float, momentum: float = 0.9
    ) -> float:
        for i in range(len(self.parameters)):
            self.parameters[i].grad = None
        loss = self.forward(X).cross_entropy(labels)
        value = float(loss.data)
        if math.isnan(value) or math.isinf(value):
            raise ValueError(f"train_step: a loss of {value}; a smaller learning_rate may help")
        loss.backward()
        for i in range(len(self.parameters)):
            self.velocities[i] *= momentum
            self.velocities[i] += self.parameters[i].grad
            self.parameters[i].data -= learning_rate * self.velocities[i]
        return value

    def predict(self, X: np.ndarray) -> np.ndarray:
        logits = self.forward(X).data
        answers = np.zeros(len(X), dtype=int)
        for i in range(len(X)):
            for j in range(logits.shape[1]):
                if logits[i, j] > logits[i, answers[i]]:
                    answers[i] = j
        return answers
