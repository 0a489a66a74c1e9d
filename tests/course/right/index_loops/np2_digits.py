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
    if len(images.shape) != 3:
        raise ValueError(f"pixels_to_inputs: images of shape {images.shape}, not of three axes")
    m = images.shape[0]
    rows = images.shape[1]
    columns = images.shape[2]
    inputs = np.zeros((m, rows * columns), dtype=np.float32)
    for i in range(m):
        for r in range(rows):
            for c in range(columns):
                inputs[i, r * columns + c] = int(images[i, r, c]) / 255
    return inputs


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return each row's probabilities: (m, k) → (m, k), every row with the sum 1.

    Any finite logits will do: each row's largest is subtracted first.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, -1000.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    m = logits.shape[0]
    k = logits.shape[1]
    result = np.zeros((m, k), dtype=np.result_type(logits.dtype, np.float32))
    for i in range(m):
        largest = logits[i, 0]
        for j in range(1, k):
            if logits[i, j] > largest:
                largest = logits[i, j]
        powers = []
        total = 0.0
        for j in range(k):
            power = math.exp(logits[i, j] - largest)
            powers.append(power)
            total = total + power
        for j in range(k):
            result[i, j] = powers[j] / total
    return result


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean of -log p over the batch, p being the probability of the row's own label.

    probabilities: (m, k). labels: (m,), integers from 0 to k - 1. A p below 1e-12 counts as 1e-12,
    and NaN stays NaN. Raises ValueError if labels is not (m,), naming both shapes, or if a label
    is out of range, naming it. A float of NumPy's will do.

    >>> round(cross_entropy(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([1, 0])), 4)
    0.4904
    """
    m = probabilities.shape[0]
    k = probabilities.shape[1]
    if len(labels.shape) != 1 or labels.shape[0] != m:
        raise ValueError(
            f"cross_entropy: labels of shape {labels.shape}, "
            f"probabilities of shape {probabilities.shape}"
        )
    total = 0.0
    for i in range(m):
        label = int(labels[i])
        if label < 0 or label >= k:
            raise ValueError(f"cross_entropy: no class has the label {label}")
        p = float(probabilities[i, label])
        if p < 1e-12:
            p = 1e-12
        total = total - math.log(p)
    return total / m


def accuracy(predicted: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of equal entries, 0 to 1. Both are (m,).

    Raises ValueError, naming both shapes, if they differ: NumPy would compare (m,) with (m, 1)
    as if each were (m, m).

    >>> accuracy(np.array([3, 1, 4, 1]), np.array([3, 1, 4, 5]))
    0.75
    """
    if predicted.shape != labels.shape:
        raise ValueError(f"accuracy: {predicted.shape} predicted for labels {labels.shape}")
    right = 0
    for i in range(len(labels)):
        if predicted[i] == labels[i]:
            right = right + 1
    return right / len(labels)


def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> np.ndarray:
    """Return weights (n_in, n_out), float32, normal with mean 0 and standard deviation √(2/n_in).

    Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers" (2015).

    >>> weights = he_normal(50, 400, np.random.default_rng(0))
    >>> weights.shape, weights.dtype.name, round(float(weights.std()), 1)
    ((50, 400), 'float32', 0.2)
    """
    deviation = math.sqrt(2 / n_in)
    weights = np.zeros((n_in, n_out), dtype=np.float32)
    for j in range(n_out):  # neuron by neuron
        for i in range(n_in):
            weights[i, j] = rng.normal(0.0, deviation)
    return weights


def _weighted_sums(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    m = X.shape[0]
    n_in = W.shape[0]
    n_out = W.shape[1]
    Z = np.zeros((m, n_out), dtype=np.float32)
    for i in range(m):
        for j in range(n_out):
            z = float(b[j])
            for k in range(n_in):
                z = z + float(X[i, k]) * float(W[k, j])
            Z[i, j] = z
    return Z


def _relu(Z: np.ndarray) -> np.ndarray:
    A = np.zeros(Z.shape, dtype=np.float32)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if not Z[i, j] <= 0:  # a NaN goes on, to be seen in the loss
                A[i, j] = Z[i, j]
    return A


def _output_slopes(P: np.ndarray, labels: np.ndarray) -> np.ndarray:
    m = P.shape[0]
    k = P.shape[1]
    Y = np.zeros((m, k), dtype=np.float32)
    for i in range(m):
        for j in range(k):
            if j == labels[i]:
                Y[i, j] = 1.0
    slopes = np.zeros((m, k), dtype=np.float32)
    for i in range(m):
        for j in range(k):
            slopes[i, j] = (P[i, j] - Y[i, j]) / m
    return slopes


def _weight_slopes(A: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    n_in = A.shape[1]
    n_out = slopes.shape[1]
    gradient = np.zeros((n_in, n_out), dtype=np.float32)
    for k in range(n_in):
        for j in range(n_out):
            total = 0.0
            for i in range(A.shape[0]):
                total = total + float(A[i, k]) * float(slopes[i, j])
            gradient[k, j] = total
    return gradient


def _bias_slopes(slopes: np.ndarray) -> np.ndarray:
    gradient = np.zeros((slopes.shape[1],), dtype=np.float32)
    for i in range(slopes.shape[0]):
        for j in range(slopes.shape[1]):
            gradient[j] = gradient[j] + slopes[i, j]
    return gradient


def _slopes_before(before: np.ndarray, W: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    result = np.zeros(before.shape, dtype=np.float32)
    for i in range(before.shape[0]):
        for k in range(before.shape[1]):
            if before[i, k] > 0:
                total = 0.0
                for j in range(W.shape[1]):
                    total = total + float(slopes[i, j]) * float(W[k, j])
                result[i, k] = total
    return result


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
        self.b1 = np.zeros((hidden_size,), dtype=np.float32)
        self.b2 = np.zeros((output_size,), dtype=np.float32)

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the probabilities: (m, input_size) → (m, output_size).

        Keeps .Z1, .A1, .Z2 and the probabilities as .P. Raises ValueError, naming both sizes, if
        X is not (m, input_size): a row alone is (1, input_size).
        """
        if len(X.shape) != 2 or X.shape[1] != self.W1.shape[0]:
            raise ValueError(f"forward: X of shape {X.shape} for {self.W1.shape[0]} inputs")
        self.Z1 = _weighted_sums(X, self.W1, self.b1)
        self.A1 = _relu(self.Z1)
        self.Z2 = _weighted_sums(self.A1, self.W2, self.b2)
        self.P = softmax(self.Z2)
        return self.P

    def backward(self, X: np.ndarray, labels: np.ndarray) -> None:
        """Set .dW2, .db2, .dW1, .db1: the gradients of the mean cross-entropy over the batch.

        X: the inputs of the latest forward. labels: (m,). Each gradient has the shape of what it
        belongs to.
        """
        dZ2 = _output_slopes(self.P, labels)
        self.dW2 = _weight_slopes(self.A1, dZ2)
        self.db2 = _bias_slopes(dZ2)
        dZ1 = _slopes_before(self.Z1, self.W2, dZ2)
        self.dW1 = _weight_slopes(X, dZ1)
        self.db1 = _bias_slopes(dZ1)

    def update(self, learning_rate: float) -> None:
        """Take one step downhill: each w becomes w - learning_rate · dL/dw."""
        for j in range(self.W1.shape[1]):
            for i in range(self.W1.shape[0]):
                self.W1[i, j] = self.W1[i, j] - learning_rate * self.dW1[i, j]
            self.b1[j] = self.b1[j] - learning_rate * self.db1[j]
        for j in range(self.W2.shape[1]):
            for i in range(self.W2.shape[0]):
                self.W2[i, j] = self.W2[i, j] - learning_rate * self.dW2[i, j]
            self.b2[j] = self.b2[j] - learning_rate * self.db2[j]
