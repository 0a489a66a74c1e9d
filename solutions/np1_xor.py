"""Part II, first chapter · XOR in NumPy

You write a network like chapter 6's, for a whole batch of examples at a time. A matrix takes the
place of a loop, and a hundred networks train in seconds.
Grade your work with `make check-chapter np1`.
"""

import numpy as np

# Rows are samples: X is (m, n), m examples of n inputs each.
XOR_INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])


def sigmoid(Z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + e^-z) for every entry z of Z, of any shape: a new array of floats.

    Integers give float64. It neither overflows nor warns, even at z = 1000 and z = -1000.

    >>> sigmoid(np.array([[0.0, 1000.0, -1000.0]])).tolist()
    [[0.5, 1.0, 0.0]]
    """
    return 0.5 * (1 + np.tanh(0.5 * Z))  # the same function, and tanh never overflows


def binary_cross_entropy(A: np.ndarray, y: np.ndarray) -> float:
    """Return the mean of -(y·log a + (1 - y)·log(1 - a)) over all entries: a number.

    A: the outputs, float64, from 0 to 1. y: the targets, 0 or 1. Both have one shape, (m, k).
    Each a is first held between 1e-12 and 1 - 1e-12, so that the loss stays finite. Raises
    ValueError, naming both shapes, if they differ: NumPy would broadcast (4,) and (4, 1) to (4, 4).

    >>> round(binary_cross_entropy(np.array([[0.5], [0.5]]), np.array([[1.0], [0.0]])), 4)
    0.6931
    """
    if A.shape != y.shape:
        raise ValueError(f"binary_cross_entropy: A has shape {A.shape}, y has {y.shape}")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(A) + (1 - y) * np.log(1 - A)))


class SimpleNN:
    """A network with one hidden layer: tanh inside, sigmoid at the output, float64.

    Weights W1 (input_size, hidden_size) and W2 (hidden_size, output_size), biases b1 (hidden_size,)
    and b2 (output_size,). The loss is the mean binary cross-entropy.

    >>> network = SimpleNN()
    >>> losses = network.train(XOR_INPUTS, XOR_TARGETS, epochs=1000)
    >>> len(losses), losses[-1] < 0.1 < losses[0]
    (1000, True)
    >>> network.predict(XOR_INPUTS).tolist()
    [[0], [1], [1], [0]]
    """

    def __init__(
        self,
        input_size: int = 2,
        hidden_size: int = 8,
        output_size: int = 1,
        learning_rate: float = 0.5,
        seed: int = 0,
    ) -> None:
        """Draw W1 and W2 from normal distributions, all from one np.random.default_rng(seed).

        W1 has a standard deviation of 1, W2 of 1 / √hidden_size. Biases start at 0. It keeps
        .learning_rate.
        """
        rng = np.random.default_rng(seed)
        self.W1 = rng.normal(0.0, 1.0, (input_size, hidden_size))
        self.b1 = np.zeros(hidden_size)
        self.W2 = rng.normal(0.0, 1.0 / np.sqrt(hidden_size), (hidden_size, output_size))
        self.b2 = np.zeros(output_size)
        self.learning_rate = learning_rate

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the outputs for every row of X: (m, input_size) → (m, output_size).

        Keeps .Z1 and .A1, both (m, hidden_size), and .Z2 and .A2, both (m, output_size). Raises
        ValueError, naming both sizes, if X is not (m, input_size): a row alone is (1, input_size).
        """
        if X.ndim != 2 or X.shape[1] != len(self.W1):
            raise ValueError(f"forward: X has shape {X.shape}, not (m, {len(self.W1)})")
        self.Z1 = X @ self.W1 + self.b1  # (m, hidden) + (hidden,): the bias joins every row
        self.A1 = np.tanh(self.Z1)
        self.Z2 = self.A1 @ self.W2 + self.b2
        self.A2 = sigmoid(self.Z2)
        return self.A2

    def backward(self, X: np.ndarray, y: np.ndarray) -> None:
        """Set .dW2, .db2, .dW1, .db1: the gradients of the mean binary cross-entropy, whose limits
        for a don't enter.

        X: the inputs of the latest forward. y: (m, output_size). Each gradient has the shape of
        what it belongs to; nothing else changes. Raises ValueError, naming both shapes, if y is
        not shaped like .A2.
        """
        if y.shape != self.A2.shape:
            raise ValueError(f"backward: y has shape {y.shape}, the outputs have {self.A2.shape}")
        dZ2 = (self.A2 - y) / y.size  # sigmoid and binary cross-entropy together
        self.dW2 = self.A1.T @ dZ2
        self.db2 = dZ2.sum(axis=0)
        dZ1 = (dZ2 @ self.W2.T) * (1 - self.A1**2)
        self.dW1 = X.T @ dZ1
        self.db1 = dZ1.sum(axis=0)

    def update(self) -> None:
        """Take one step downhill: each w becomes w - learning_rate · dL/dw."""
        self.W1 -= self.learning_rate * self.dW1
        self.b1 -= self.learning_rate * self.db1
        self.W2 -= self.learning_rate * self.dW2
        self.b2 -= self.learning_rate * self.db2

    def train(self, X: np.ndarray, y: np.ndarray, epochs: int = 1000) -> list[float]:
        """Take epochs steps, each on all rows at once. Return the loss before each step."""
        losses = []
        for _ in range(epochs):
            losses.append(binary_cross_entropy(self.forward(X), y))
            self.backward(X, y)
            self.update()
        return losses

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return 1 where an output is above 0.5, else 0: integers, (m, output_size)."""
        return (self.forward(X) > 0.5).astype(int)


def solves_xor(network: SimpleNN) -> bool:
    """Say whether all four answers are right. Given."""
    return bool((network.predict(XOR_INPUTS) == XOR_TARGETS).all())


def often_taught(seed: int) -> SimpleNN:
    """Train with settings that you will meet: 4 hidden neurons, tiny weights, rate 0.1. Given."""
    network = SimpleNN(hidden_size=4, learning_rate=0.1)
    rng = np.random.default_rng(seed)
    network.W1 = rng.normal(0.0, 0.01, network.W1.shape)
    network.W2 = rng.normal(0.0, 0.01, network.W2.shape)
    network.train(XOR_INPUTS, XOR_TARGETS, epochs=1000)
    return network


def main() -> None:
    from data.pictures import save_xor_picture
    from data.progress import progress

    network = SimpleNN()
    losses = network.train(XOR_INPUTS, XOR_TARGETS)
    print(f"loss {losses[0]:.4f} before the first step, {losses[-1]:.4f} before the last")
    for x, output, target in zip(XOR_INPUTS, network.forward(XOR_INPUTS), XOR_TARGETS):
        print(f"  {x[0]:.0f} XOR {x[1]:.0f}: {output[0]:.4f}, target {target[0]:.0f}")
    save_xor_picture(network, losses, XOR_INPUTS, XOR_TARGETS)

    print("inputs never trained on")
    unseen = np.array([[0.1, 0.9], [0.9, 0.9], [0.5, 0.5], [3.0, -2.0]])
    for x, output in zip(unseen, network.forward(unseen)):
        print(f"  {x[0]:4.1f} and {x[1]:4.1f}: {output[0]:.4f}")

    print("training from 100 seeds, and again with other settings: about 20 seconds")
    solved = 0
    for seed in progress(range(100), "seed"):
        network = SimpleNN(seed=seed)
        network.train(XOR_INPUTS, XOR_TARGETS)
        solved += solves_xor(network)
    print(f"XOR solved from {solved} of 100 seeds")
    solved = sum(solves_xor(often_taught(seed)) for seed in progress(range(100), "seed"))
    print(f"  with 4 hidden neurons, weights of scale 0.01 and rate 0.1: {solved} of 100")


if __name__ == "__main__":
    main()
