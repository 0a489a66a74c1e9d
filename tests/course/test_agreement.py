"""The solutions agree with NumPy, another implementation, and with slopes measured by it."""

import math
import random

import pytest

import solutions.ch01_math as ch01
import solutions.ch02_neuron as ch02
import solutions.ch03_forward as ch03
import solutions.ch04_loss as ch04
import solutions.ch05_backprop as ch05
import solutions.ch06_training as ch06
import solutions.ch07_letter_classifier as ch07

np = pytest.importorskip("numpy")
SIZES = [(1, 1), (2, 3), (5, 4), (7, 1), (1, 6)]


def near(ours, theirs):
    np.testing.assert_allclose(np.array(ours), theirs, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(("m", "n"), SIZES)
def test_chapter_1_agrees_with_numpy(m, n):
    rng = np.random.default_rng(m * 10 + n)
    a, b, row, matrix = rng.normal(size=m), rng.normal(size=m), rng.normal(size=n), None
    matrix, other = rng.normal(size=(m, n)), rng.normal(size=(n, 4))
    near(ch01.vector_add(a.tolist(), b.tolist()), a + b)
    near(ch01.vector_subtract(a.tolist(), b.tolist()), a - b)
    near(ch01.vector_scale(a.tolist(), 2.5), 2.5 * a)
    near(ch01.dot_product(a.tolist(), b.tolist()), a @ b)
    near(ch01.elementwise_multiply(a.tolist(), b.tolist()), a * b)
    near(ch01.outer_product(a.tolist(), row.tolist()), np.outer(a, row))
    near(ch01.transpose(matrix.tolist()), matrix.T)
    near(ch01.matrix_vector_multiply(matrix.tolist(), row.tolist()), matrix @ row)
    near(ch01.matrix_multiply(matrix.tolist(), other.tolist()), matrix @ other)


def test_chapter_2_agrees_with_numpy_and_with_measured_slopes():
    for z in (-1000.0, -30.0, -2.0, -0.1, 0.0, 0.3, 1.0, 8.0, 1000.0):
        near(ch02.sigmoid(z), 0.5 * (1 + np.tanh(z / 2)))
        near(ch02.relu(z), np.maximum(z, 0))
        near(ch02.sigmoid_derivative(z), 0.25 * (1 - np.tanh(z / 2) ** 2))
        near(ch02.tanh_derivative(z), 1 - np.tanh(z) ** 2)
        near(ch02.relu_derivative(z), np.heaviside(z, 0))
    for name, (function, derivative) in ch02.ACTIVATIONS.items():
        for z in (-3.0, -0.4, 0.2, 2.5):
            measured = (function(z + 1e-6) - function(z - 1e-6)) / 2e-6
            assert math.isclose(derivative(z), measured, rel_tol=1e-7, abs_tol=1e-9), name


NUMPY_ACTIVATIONS = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
}


@pytest.mark.parametrize("activation", NUMPY_ACTIVATIONS)
def test_chapter_3_agrees_with_numpy(activation):
    network = ch03.Network([4, 5, 3], activation, activation, seed=2)
    x = np.array([0.5, -1.0, 2.0, 0.25])
    expected = x
    for layer in network.layers:
        layer.biases = [0.1 * (i + 1) for i in range(len(layer.biases))]
        expected = NUMPY_ACTIVATIONS[activation](
            np.array(layer.weights) @ expected + np.array(layer.biases)
        )
    near(network.forward(x.tolist()), expected)


@pytest.mark.parametrize(
    ("drawn", "spread", "largest"),
    [
        (ch03.xavier_uniform, math.sqrt(2 / (40 + 60)), math.sqrt(6 / (40 + 60))),
        (ch03.he_normal, math.sqrt(2 / 40), math.inf),
    ],
)
def test_chapter_3_draws_as_widely_as_numpy_measures(drawn, spread, largest):
    weights = np.array(drawn(40, 60, random.Random(1)))
    assert weights.shape == (60, 40) and np.abs(weights).max() <= largest
    assert abs(weights.mean()) < 0.05 * spread and abs(weights.std() / spread - 1) < 0.05


def test_chapter_4_agrees_with_numpy():
    rng = np.random.default_rng(4)
    for n in (1, 2, 7):
        logits, y = rng.normal(scale=4, size=n), np.eye(n)[n - 1]
        p = np.exp(logits) / np.exp(logits).sum()
        near(ch04.softmax(logits.tolist()), p)
        near(ch04.one_hot(n - 1, n), y)
        near(ch04.cross_entropy_loss(p.tolist(), y.tolist()), -np.sum(y * np.log(p)))
        loss = np.logaddexp.reduce(logits) - logits @ y
        near(ch04.cross_entropy_from_logits(logits.tolist(), y.tolist()), loss)
        near(ch04.mse_loss(p.tolist(), y.tolist()), np.mean((p - y) ** 2))


def test_chapter_5_agrees_with_numpys_derivatives():
    logits, y = np.array([2.0, -1.0, 0.5]), np.array([0.25, 0.0, 0.75])
    p = np.exp(logits) / np.exp(logits).sum()
    near(ch05.softmax_cross_entropy_gradient(logits.tolist(), y.tolist()), p - y)
    slopes = ch05.numerical_gradient(lambda v: float(np.sin(v).sum()), logits.tolist())
    np.testing.assert_allclose(slopes, np.cos(logits), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("activation", NUMPY_ACTIVATIONS)
@pytest.mark.parametrize("sizes", [[3, 2], [4, 5, 3], [2, 6, 5, 4]])
def test_chapter_5_agrees_with_central_differences(activation, sizes):
    """Measured here with NumPy on NumPy's own forward pass: none of the course's code."""
    network = ch05.BackpropNetwork(sizes, activation, seed=3)
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=sizes[0]), np.eye(sizes[-1])[1]
    for layer in network.layers:
        layer.biases = rng.normal(size=len(layer.biases)).tolist()
    weights = [np.array(layer.weights) for layer in network.layers]
    biases = [np.array(layer.biases) for layer in network.layers]

    def loss():
        a = x
        for w, b in zip(weights[:-1], biases[:-1]):
            a = NUMPY_ACTIVATIONS[activation](w @ a + b)
        logits = weights[-1] @ a + biases[-1]
        return np.log(np.exp(logits).sum()) - logits @ y

    near(network.loss(x.tolist(), y.tolist()), loss())
    network.backward(y.tolist())
    for layer, w, b in zip(network.layers, weights, biases):
        for array, gradients in ((w, layer.weight_gradients), (b, layer.bias_gradients)):
            measured = np.zeros_like(array)
            for place in np.ndindex(array.shape):
                saved = array[place]
                array[place] = saved + 1e-6
                above = loss()
                array[place] = saved - 1e-6
                measured[place] = (above - loss()) / 2e-6
                array[place] = saved
            np.testing.assert_allclose(np.array(gradients), measured, rtol=1e-5, atol=1e-8)
    assert ch05.gradient_check(network, x.tolist(), y.tolist()) < 1e-5


def test_chapter_6_takes_the_step_numpy_takes():
    network = ch05.BackpropNetwork([3, 4, 2], seed=1)
    network.loss([1.0, -2.0, 0.5], [0.0, 1.0])
    network.backward([0.0, 1.0])
    before = [np.array(layer.weights) for layer in network.layers]
    gradients = [np.array(layer.weight_gradients) for layer in network.layers]
    flat = [g.ravel() for g in gradients] + [np.array(la.bias_gradients) for la in network.layers]
    norm = np.linalg.norm(np.concatenate(flat))
    near(ch06.clip_gradients(network, norm / 2), norm)
    ch06.sgd_update(network, 0.1)
    for layer, w, g in zip(network.layers, before, gradients):
        near(layer.weights, w - 0.1 * g / 2)


def test_chapter_6_counts_as_numpy_counts():
    network, rng = ch05.BackpropNetwork([3, 4], seed=1), np.random.default_rng(6)
    inputs, labels = rng.normal(size=(40, 3)), rng.integers(4, size=40)
    outputs = inputs @ np.array(network.layers[0].weights).T
    dataset = list(zip(inputs.tolist(), np.eye(4)[labels].tolist()))
    near(ch06.accuracy(network, dataset), np.mean(outputs.argmax(axis=1) == labels))


def test_chapter_7_makes_the_pixels_that_numpy_counts():
    near([pixels for pixels, _ in ch07.one_hot_letters()], np.eye(26))
    clean, noisy = (ch07.noisy_letters(20, p, random.Random(7)) for p in (0.0, 0.1))
    flipped = np.array([x for x, _ in clean]) != np.array([x for x, _ in noisy])
    assert abs(flipped.mean() - 0.1) < 0.01
