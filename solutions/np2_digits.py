"""Part II, second chapter · Handwritten digits

You write a small network that reads handwritten digits, each line with its shape, and see how far
it comes in a few seconds.
Grade your work with `make check-chapter np2`.
"""

import math

import numpy as np

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.


def pixels_to_inputs(images: np.ndarray) -> np.ndarray:
    """Return pictures as rows of numbers from 0 to 1: (m, rows, columns) → (m, rows · columns).

    images: uint8, 0 to 255. The result is float32. Raises ValueError, naming the shape, if images
    does not have three axes.

    >>> pixels_to_inputs(np.array([[[0, 51], [102, 255]]], dtype=np.uint8)).round(1).tolist()
    [[0.0, 0.20000000298023224, 0.4000000059604645, 1.0]]
    """
    if images.ndim != 3:
        raise ValueError(f"pixels_to_inputs: images has shape {images.shape}, it needs three axes")
    return images.reshape(len(images), -1).astype(np.float32) / 255


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return each row's probabilities: (m, k) → (m, k), every row with the sum 1.

    Any finite floats will do, and whole numbers (int64) up to millions: each row's largest is
    subtracted first. float32 gives float32.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, -1000.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean of -log p over the batch, p being the probability of the row's own label.

    probabilities: (m, k). labels: (m,), integers from 0 to k - 1. A p below 1e-12 counts as 1e-12,
    and NaN stays NaN. Raises ValueError if labels is not (m,), naming both shapes, or if a label
    is out of range, naming it. A float of NumPy's will do.

    >>> round(cross_entropy(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([1, 0])), 4)
    0.4904
    """
    m, k = probabilities.shape
    if labels.shape != (m,):
        raise ValueError(
            f"cross_entropy: labels has shape {labels.shape}, probabilities {probabilities.shape}"
        )
    wrong = labels[(labels < 0) | (labels >= k)]
    if wrong.size:
        raise ValueError(f"cross_entropy: the label {wrong[0]} is not in 0 to {k - 1}")
    own = probabilities[np.arange(m), labels]
    return float(-np.mean(np.log(np.maximum(own, 1e-12))))


def accuracy(predicted: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of equal entries, 0 to 1. Both are (m,).

    Raises ValueError, naming both shapes, if they differ: NumPy would compare (m,) with (m, 1)
    as if each were (m, m).

    >>> accuracy(np.array([3, 1, 4, 1]), np.array([3, 1, 4, 5]))
    0.75
    """
    if predicted.shape != labels.shape:
        raise ValueError(
            f"accuracy: predicted has shape {predicted.shape}, labels has {labels.shape}"
        )
    return float(np.mean(predicted == labels))


def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> np.ndarray:
    """Return weights (n_in, n_out), float32, normal with mean 0 and standard deviation √(2/n_in).

    Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers" (2015).

    >>> weights = he_normal(50, 400, np.random.default_rng(0))
    >>> weights.shape, weights.dtype.name, round(float(weights.std()), 1)
    ((50, 400), 'float32', 0.2)
    """
    return rng.standard_normal((n_in, n_out), dtype=np.float32) * math.sqrt(2 / n_in)


class SmallNet:
    """One hidden layer of relu, softmax at the output, and plain gradient descent: float32.

    Its default is 784-10-10.

    >>> network = SmallNet(input_size=2, hidden_size=3, output_size=2)
    >>> network.forward(np.ones((5, 2), dtype=np.float32)).shape
    (5, 2)
    """

    def __init__(
        self, input_size: int = 784, hidden_size: int = 10, output_size: int = 10, seed: int = 0
    ) -> None:
        """Draw W1, then W2, with he_normal from one np.random.default_rng(seed).

        W1 is (input_size, hidden_size), W2 (hidden_size, output_size). The biases b1 and b2 are
        zeros, (hidden_size,) and (output_size,), float32.
        """
        rng = np.random.default_rng(seed)
        self.W1 = he_normal(input_size, hidden_size, rng)  # (784, 10)
        self.b1 = np.zeros(hidden_size, dtype=np.float32)  # (10,)
        self.W2 = he_normal(hidden_size, output_size, rng)  # (10, 10)
        self.b2 = np.zeros(output_size, dtype=np.float32)  # (10,)

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the probabilities: (m, input_size) → (m, output_size).

        Keeps .Z1, .A1, .Z2 and the probabilities as .P. Raises ValueError, naming both sizes, if
        X is not (m, input_size): a row alone is (1, input_size).
        """
        if X.ndim != 2 or X.shape[1] != len(self.W1):
            raise ValueError(f"forward: X has shape {X.shape}, not (m, {len(self.W1)})")
        self.Z1 = X @ self.W1 + self.b1  # (m, 784) @ (784, 10) + (10,) → (m, 10)
        self.A1 = np.maximum(self.Z1, 0)  # (m, 10)
        self.Z2 = self.A1 @ self.W2 + self.b2  # (m, 10) @ (10, 10) + (10,) → (m, 10)
        self.P = softmax(self.Z2)  # (m, 10)
        return self.P

    def backward(self, X: np.ndarray, labels: np.ndarray) -> None:
        """Set .dW2, .db2, .dW1, .db1: the gradients of the mean cross-entropy over the batch.

        X: the inputs of the latest forward. labels: (m,). Each gradient has the shape of what it
        belongs to; nothing else changes. relu's slope at 0 is 0, as in chapter 2.
        """
        m = len(X)
        Y = np.eye(self.P.shape[1], dtype=np.float32)[labels]  # (m, 10), one-hot rows
        dZ2 = (self.P - Y) / m  # (m, 10)
        self.dW2 = self.A1.T @ dZ2  # (10, m) @ (m, 10) → (10, 10)
        self.db2 = dZ2.sum(axis=0)  # (10,)
        dA1 = dZ2 @ self.W2.T  # (m, 10) @ (10, 10) → (m, 10)
        dZ1 = dA1 * (self.Z1 > 0)  # (m, 10)
        self.dW1 = X.T @ dZ1  # (784, m) @ (m, 10) → (784, 10)
        self.db1 = dZ1.sum(axis=0)  # (10,)

    def update(self, learning_rate: float) -> None:
        """Take one step downhill: each w becomes w - learning_rate · dL/dw."""
        self.W1 -= learning_rate * self.dW1
        self.b1 -= learning_rate * self.db1
        self.W2 -= learning_rate * self.dW2
        self.b2 -= learning_rate * self.db2


def main() -> None:
    from data.digits import load_digits
    from data.progress import progress

    network = SmallNet()
    images, labels, test_images, test_labels = load_digits()
    print("Two networks are trained, one after the other. That takes some seconds.\n")
    X, X_test = pixels_to_inputs(images[:10_000]), pixels_to_inputs(test_images)
    labels = labels[:10_000]
    Y = np.eye(10, dtype=np.float32)[labels]  # (m, 10), one-hot rows

    print(f"784-10-10, 200 steps on {len(X):,} pictures")
    for _ in progress(range(200), "step"):
        network.forward(X)
        network.backward(X, labels)
        network.update(0.2)
    right = accuracy(network.forward(X_test).argmax(axis=1), test_labels)
    print(f"  on the test pictures, never seen: {right:.2%} right")

    print("\n784-10, without a hidden layer: the same pictures, steps and rate")
    W, b = np.zeros((784, 10), dtype=np.float32), np.zeros(10, dtype=np.float32)
    for _ in progress(range(200), "step"):
        dZ = (softmax(X @ W + b) - Y) / len(X)
        W -= 0.2 * (X.T @ dZ)
        b -= 0.2 * dZ.sum(axis=0)
    right = accuracy((X_test @ W + b).argmax(axis=1), test_labels)
    print(f"  on the test pictures, never seen: {right:.2%} right")


if __name__ == "__main__":
    main()
