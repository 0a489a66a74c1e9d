"""Part II, first chapter, right, in functional style."""

import numpy as np

# Rows are samples: X is (m, n), m examples of n inputs each.
XOR_INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])


def sigmoid(Z: np.ndarray) -> np.ndarray:
    power = np.exp(-np.abs(Z))  # at most 1, so it can't overflow
    return np.where(Z < 0, power, 1) / (1 + power)


def binary_cross_entropy(A: np.ndarray, y: np.ndarray) -> float:
    if np.shape(A) != np.shape(y):
        raise ValueError(f"outputs {A.shape} and targets {y.shape} need one shape")
    held = np.minimum(np.maximum(A, 1e-12), 1 - 1e-12)
    return -np.log(np.where(y == 1, held, 1 - held)).mean().item()


class SimpleNN:
    def __init__(
        self,
        input_size: int = 2,
        hidden_size: int = 8,
        output_size: int = 1,
        learning_rate: float = 0.5,
        seed: int = 0,
    ) -> None:
        draw = np.random.default_rng(seed).standard_normal
        self.W2 = draw((hidden_size, output_size)) * hidden_size**-0.5
        self.W1 = draw((hidden_size, input_size)).T
        self.b1, self.b2 = map(np.zeros, (hidden_size, output_size))
        self.learning_rate = learning_rate

    def forward(self, X: np.ndarray) -> np.ndarray:
        if X.shape[1:] != self.W1.shape[:1]:
            raise ValueError(f"X is {X.shape}, but W1 is {self.W1.shape}")
        self.Z1 = np.einsum("mi,ih->mh", X, self.W1) + self.b1
        self.A1 = np.tanh(self.Z1)
        self.Z2 = np.einsum("mh,ho->mo", self.A1, self.W2) + self.b2
        self.A2 = sigmoid(self.Z2)
        return self.A2

    def backward(self, X: np.ndarray, y: np.ndarray) -> None:
        if y.shape != self.A2.shape:
            raise ValueError(f"targets {y.shape} for outputs {self.A2.shape}")
        dZ2 = np.divide(self.A2 - y, self.A2.size)
        dZ1 = np.einsum("mo,ho,mh->mh", dZ2, self.W2, 1 - np.square(self.A1))
        self.dW1, self.dW2 = (np.einsum("mi,mj->ij", A, dZ) for A, dZ in ((X, dZ1), (self.A1, dZ2)))
        self.db1, self.db2 = (np.einsum("mj->j", dZ) for dZ in (dZ1, dZ2))

    def update(self) -> None:
        for name in ("W1", "b1", "W2", "b2"):
            slope = getattr(self, f"d{name}")
            setattr(self, name, getattr(self, name) - self.learning_rate * slope)

    def _step(self, X, y):
        loss = binary_cross_entropy(self.forward(X), y)
        self.backward(X, y)
        self.update()
        return loss

    def train(self, X: np.ndarray, y: np.ndarray, epochs: int = 1000) -> list[float]:
        return [self._step(X, y) for _ in range(epochs)]

    def predict(self, X: np.ndarray) -> np.ndarray:
        return (self.forward(X) > 0.5).astype(np.uint8)


def solves_xor(network: SimpleNN) -> bool:
    """Say whether all four answers are right. Given."""
    return bool((network.predict(XOR_INPUTS) == XOR_TARGETS).all())


def often_taught(seed: int) -> SimpleNN:
    """Train with settings that many texts give: 4 hidden units, tiny weights, rate 0.1. Given."""
    network = SimpleNN(hidden_size=4, learning_rate=0.1)
    rng = np.random.default_rng(seed)
    network.W1 = rng.normal(0.0, 0.01, network.W1.shape)
    network.W2 = rng.normal(0.0, 0.01, network.W2.shape)
    network.train(XOR_INPUTS, XOR_TARGETS, epochs=1000)
    return network
