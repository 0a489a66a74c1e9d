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

    Any finite logits will do: each row's largest is subtracted first.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, -1000.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


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
    if len(wrong) > 0:
        raise ValueError(f"cross_entropy: the label {wrong[0]} is not between 0 and {k - 1}")
    own = np.maximum(probabilities[np.arange(m), labels], 1e-12)
    return float(np.mean(-np.log(own)))


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


def _relu(Z):
    return np.maximum(Z, 0)


def _one_hot(labels, k):
    """One row for each label: (m,) → (m, k)."""
    return np.eye(k, dtype=np.float32)[labels]


def _check_columns(X, n):
    if X.ndim != 2 or X.shape[1] != n:
        raise ValueError(f"forward: X has shape {X.shape}, not (m, {n})")


def _layer_gradients(inputs, delta):
    """The gradients of a layer's weights and biases: inputs (m, n_in), delta (m, n_out)."""
    return inputs.T @ delta, delta.sum(axis=0)


class SmallNet:
    """One hidden layer of relu, softmax at the output, and plain gradient descent: float32.

    The sizes in the comments are those of its default, 784-10-10, for m pictures.

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
        self.W1 = he_normal(input_size, hidden_size, rng)
        self.W2 = he_normal(hidden_size, output_size, rng)
        self.b1 = np.zeros(hidden_size, dtype=np.float32)
        self.b2 = np.zeros(output_size, dtype=np.float32)

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the probabilities: (m, input_size) → (m, output_size).

        Keeps .Z1, .A1, .Z2 and the probabilities as .P. Raises ValueError, naming both sizes, if
        X is not (m, input_size): a row alone is (1, input_size).
        """
        _check_columns(X, len(self.W1))
        self.Z1 = X @ self.W1 + self.b1  # (m, 10)
        self.A1 = _relu(self.Z1)  # (m, 10)
        self.Z2 = self.A1 @ self.W2 + self.b2  # (m, 10)
        self.P = softmax(self.Z2)  # (m, 10)
        return self.P

    def backward(self, X: np.ndarray, labels: np.ndarray) -> None:
        """Set .dW2, .db2, .dW1, .db1: the gradients of the mean cross-entropy over the batch.

        X: the inputs of the latest forward. labels: (m,). Each gradient has the shape of what it
        belongs to.
        """
        m, k = self.P.shape
        dZ2 = (self.P - _one_hot(labels, k)) / m  # (m, 10)
        self.dW2, self.db2 = _layer_gradients(self.A1, dZ2)
        dA1 = dZ2 @ self.W2.T  # (m, 10)
        dZ1 = dA1 * (self.Z1 > 0)  # (m, 10)
        self.dW1, self.db1 = _layer_gradients(X, dZ1)

    def update(self, learning_rate: float) -> None:
        """Take one step downhill: each w becomes w - learning_rate · dL/dw."""
        self.W1 -= learning_rate * self.dW1
        self.b1 -= learning_rate * self.db1
        self.W2 -= learning_rate * self.dW2
        self.b2 -= learning_rate * self.db2
