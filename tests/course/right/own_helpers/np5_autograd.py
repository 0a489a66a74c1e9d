"""Part II, fifth chapter · Gradients that come by themselves

You write reverse-mode differentiation for arrays: every result remembers what it was made from,
and one walk back gives the gradient of all. Then the network of np3 needs no backward of its own.
Grade your work with `make check-chapter np5`.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from exercises.np2_digits import softmax
from exercises.np3_mlp import MLP

recording = True  # no_grad() switches it off for a while


def unbroadcast(gradient: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return the gradient of an array that NumPy stretched from shape to gradient.shape."""
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1:
            gradient = gradient.sum(axis=axis, keepdims=True)
    return gradient


def topological_order(tensor: "Tensor") -> list["Tensor"]:
    """Return tensor and all that it was made from, as a list: each after its .parents, and once."""
    done = {}  # in the order of being done
    waiting = [tensor]
    while waiting:
        open_parents = [parent for parent in waiting[-1].parents if parent not in done]
        if open_parents:
            waiting += open_parents
        else:
            done[waiting.pop()] = True
    return list(done)


@contextmanager
def no_grad() -> Iterator[None]:
    """Inside `with no_grad():` nothing is recorded, and no result requires a gradient. Given."""
    global recording
    before, recording = recording, False
    try:
        yield
    finally:
        recording = before


def _made(data, parents, send):
    """Return a Tensor made of parents. send(gradient) passes a gradient on to them."""
    made = Tensor(data)
    made.requires_grad = recording and any(parent.requires_grad for parent in parents)
    if made.requires_grad:
        made.parents, made.send = tuple(parents), send
    return made


class Tensor:
    """An array that knows what it was made from, so that backward() finds its gradients."""

    def __init__(self, data: np.ndarray, requires_grad: bool = False) -> None:
        self.data = np.asarray(data)
        if self.data.dtype.name not in ("float64", "float32", "float16"):
            raise ValueError(f"a Tensor of {self.data.dtype.name} has no gradient: give it floats")
        self.requires_grad = requires_grad
        self.grad = None
        self.parents = ()
        self.send = None
        self._arrived = 0.0  # during one walk

    def _take(self, gradient):
        if self.requires_grad:
            self._arrived = self._arrived + unbroadcast(gradient, self.data.shape)

    def __add__(self, other: "Tensor") -> "Tensor":
        def send(gradient):
            self._take(gradient)
            other._take(gradient)

        return _made(self.data + other.data, (self, other), send)

    def __mul__(self, other: "Tensor") -> "Tensor":
        def send(gradient):
            self._take(other.data * gradient)
            other._take(self.data * gradient)

        return _made(self.data * other.data, (self, other), send)

    def __matmul__(self, other: "Tensor") -> "Tensor":
        if self.data.ndim != 2 or other.data.ndim != 2:
            raise ValueError(f"@ takes two matrices, not {self.data.shape} and {other.data.shape}")
        if self.data.shape[1] != other.data.shape[0]:
            raise ValueError(f"{self.data.shape} @ {other.data.shape}: the inner sizes differ")

        def send(gradient):
            self._take(gradient @ other.data.T)
            other._take(self.data.T @ gradient)

        return _made(self.data @ other.data, (self, other), send)

    def relu(self) -> "Tensor":
        def send(gradient):
            self._take(gradient * (self.data > 0))

        return _made(np.maximum(self.data, 0), (self,), send)

    def sum(self) -> "Tensor":
        def send(gradient):
            self._take(gradient * np.ones_like(self.data))

        return _made(self.data.sum(), (self,), send)

    def cross_entropy(self, labels: np.ndarray) -> "Tensor":
        if self.data.ndim != 2 or labels.shape != (len(self.data),):
            raise ValueError(f"labels of shape {labels.shape}, logits of {self.data.shape}")
        m, k = self.data.shape
        for label in labels.tolist():
            if not 0 <= label < k:
                raise ValueError(f"the label {label} is none of the {k} outputs")
        rows = np.arange(m)
        highest = self.data.max(axis=1)
        log_sums = highest + np.log(np.exp(self.data - highest[:, None]).sum(axis=1))

        def send(gradient):
            slopes = softmax(self.data)
            slopes[rows, labels] -= 1
            self._take(gradient * slopes / m)

        return _made(np.mean(log_sums - self.data[rows, labels]), (self,), send)

    def backward(self) -> None:
        if self.data.size != 1:
            raise ValueError(f"backward starts at one number, and this is {self.data.shape}")
        if not self.requires_grad:
            raise ValueError("backward: no tensor of this graph has requires_grad=True")
        self._take(np.ones_like(self.data))
        for tensor in reversed(topological_order(self)):
            if not tensor.requires_grad:
                continue
            arrived, tensor._arrived = tensor._arrived, 0.0
            tensor.grad = arrived + (0.0 if tensor.grad is None else tensor.grad)
            if tensor.send:
                tensor.send(arrived)


class AutogradMLP:
    """np3's MLP once more: relu inside, linear at the output, float32, and no backward."""

    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        network = MLP(layer_sizes, seed=seed)
        self.rng, self.parameters, self.velocities = network.rng, [], []
        for W, b in zip(network.weights, network.biases):
            self.parameters += [Tensor(W, requires_grad=True), Tensor(b, requires_grad=True)]
            self.velocities += [np.zeros_like(W), np.zeros_like(b)]

    def _layers(self):
        parameters = iter(self.parameters)
        return list(zip(parameters, parameters))

    def forward(self, X: np.ndarray) -> Tensor:
        *hidden, (W_last, b_last) = self._layers()
        A = Tensor(X)
        for W, b in hidden:
            A = (A @ W + b).relu()
        return A @ W_last + b_last

    def _zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None

    def _update(self, learning_rate, momentum):
        for i, parameter in enumerate(self.parameters):
            self.velocities[i] = momentum * self.velocities[i] + parameter.grad
            parameter.data = parameter.data - learning_rate * self.velocities[i]

    def train_step(
        self, X: np.ndarray, labels: np.ndarray, learning_rate: float, momentum: float = 0.9
    ) -> float:
        loss = self.forward(X).cross_entropy(labels)
        if not math.isfinite(loss.data):
            raise ValueError(f"the loss is {loss.data}: lower the learning_rate")
        self._zero_grad()
        loss.backward()
        self._update(learning_rate, momentum)
        return float(loss.data)

    def predict(self, X: np.ndarray) -> np.ndarray:
        with no_grad():
            return self.forward(X).data.argmax(axis=1)
