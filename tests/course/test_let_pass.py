"""Wrong programs that a test's friendly calls let pass: each is refused all the same.

A program is the solution with what stands here below it. They keep something from call to call,
go wrong on numbers of some kinds alone, or late in a long run.
"""

import pytest
from variants import grade_text

from grading.chapters import needs_numpy, solution_text

PROGRAMS = [
    (
        "ch05_backprop",
        "only the target's largest share counts",
        """
class BackpropNetwork(BackpropNetwork):
    def loss(self, inputs, target):
        one_hot = [1.0 if i == target.index(max(target)) else 0.0 for i in range(len(target))]
        return super().loss(inputs, one_hot)
""",
    ),
    (
        "ch01_math",
        "whole numbers times a float are cut to whole numbers",
        """
def vector_scale(v, scalar):
    return [int(x * scalar) if type(x) is int else x * scalar for x in v]
""",
    ),
    (
        "ch01_math",
        "zeros are lost",
        """
def vector_scale(v, scalar):
    return [x * scalar for x in v if x]
""",
    ),
    (
        "ch01_math",
        "a message that lists all numbers",
        """
def vector_add(a, b):
    if len(a) != len(b):
        raise ValueError(" ".join(map(str, range(40))))
    return [x + y for x, y in zip(a, b)]
""",
    ),
    (
        "ch01_math",
        "a row of zeros isn't checked",
        """
def matrix_vector_multiply(matrix, vector):
    return [dot_product(row, vector) if any(row) else 0.0 for row in matrix]
""",
    ),
    (
        "ch05_backprop",
        "where no relu is on, nothing is checked",
        """
class BackpropLayer(BackpropLayer):
    def backward(self, output_gradients):
        if not any(self.outputs) and not any(map(self.activation_derivative, self.z_values)):
            self.weight_gradients = [[0.0] * len(row) for row in self.weights]
            self.bias_gradients = [0.0] * len(self.biases)
            return [0.0] * len(self.inputs)
        return super().backward(output_gradients)
""",
    ),
    (
        "ch07_letter_classifier",
        "the 26 pairs are made once",
        """
ONE_HOT = one_hot_letters()


def one_hot_letters():
    return list(ONE_HOT)
""",
    ),
    (
        "ch07_letter_classifier",
        "clean copies are one list",
        """
flipped = noisy_letters


def noisy_letters(copies, flip_probability, rng):
    if flip_probability == 0:
        clean = [(bitmap_pixels(letter), letter) for letter in LETTERS]
        return [pair for pair in clean for _ in range(copies)]
    return flipped(copies, flip_probability, rng)
""",
    ),
    (
        "ch01_math",
        "equal numbers get one place",
        """
def vector_add(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} {len(b)}")
    return [x + b[a.index(x)] for x in a]
""",
    ),
    (
        "ch01_math",
        "rounded to 6 decimals",
        """
def vector_subtract(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} {len(b)}")
    return [round(x - y, 6) for x, y in zip(a, b)]
""",
    ),
    (
        "ch01_math",
        "rounded to 9 decimals",
        """
def vector_subtract(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} {len(b)}")
    return [round(x - y, 9) for x, y in zip(a, b)]
""",
    ),
    (
        "ch01_math",
        "the message shows the vectors, and names no length",
        """
def vector_add(a, b):
    if len(a) != len(b):
        raise ValueError(f"{a} and {b} differ")
    return [x + y for x, y in zip(a, b)]
""",
    ),
    (
        "ch01_math",
        "an empty first vector fits any",
        """
def vector_add(a, b):
    if a and len(a) != len(b):
        raise ValueError(f"{len(a)} {len(b)}")
    return [x + y for x, y in zip(a, b)]
""",
    ),
    (
        "ch01_math",
        "only the first two rows are looked at",
        """
def transpose(m):
    if len(m) > 1 and len(m[0]) != len(m[1]):
        raise ValueError(f"{len(m[0])} {len(m[1])}")
    return [list(c) for c in zip(*m)]
""",
    ),
    (
        "ch01_math",
        "a cache by length and scalar",
        """
_C = {}


def vector_scale(v, scalar):
    k = (len(v), scalar)
    if k not in _C:
        _C[k] = [x * scalar for x in v]
    return list(_C[k])
""",
    ),
    (
        "ch01_math",
        "a cache that gives the same list again",
        """
import functools


@functools.lru_cache
def _vs(v, s):
    return [x * s for x in v]


def vector_scale(v, scalar):
    return _vs(tuple(v), scalar)
""",
    ),
    (
        "ch01_math",
        "a default list that all calls share",
        """
def vector_scale(v, scalar, out=[]):
    out.clear()
    for x in v:
        out.append(x * scalar)
    return out
""",
    ),
    (
        "ch01_math",
        "it stops at a product of 0",
        """
def dot_product(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} {len(b)}")
    t = 0
    for x, y in zip(a, b):
        if x * y == 0:
            break
        t += x * y
    return t
""",
    ),
    (
        "ch01_math",
        "rows in the middle are not looked at",
        """
def matrix_vector_multiply(m, v):
    for r in (m[0], m[-1]) if m else ():
        if len(r) != len(v):
            raise ValueError(f"{len(r)} {len(v)}")
    return [sum(x * y for x, y in zip(r, v)) for r in m]
""",
    ),
    (
        "ch02_neuron",
        "far from 0 it stays as at 30",
        """
def sigmoid(z, of=sigmoid):
    return of(max(-30, min(30, z)))
""",
    ),
    (
        "ch02_neuron",
        "z is held above -25",
        """
def sigmoid(z):
    z = max(-25, min(25, z))
    return 1 / (1 + math.exp(-z))
""",
    ),
    (
        "ch02_neuron",
        "0 below -20",
        """
def sigmoid(z):
    if z < -20:
        return 0.0
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
""",
    ),
    (
        "ch02_neuron",
        "rounded to 8 decimals",
        """
def sigmoid(z):
    return round(1 / (1 + math.exp(-z)) if z > -700 else 0.0, 8)
""",
    ),
    (
        "ch02_neuron",
        "0 up to 1e-8",
        """
def relu(z):
    return z if z > 1e-8 else 0.0
""",
    ),
    (
        "ch02_neuron",
        "a bias of 0 becomes 1",
        """
class Neuron(Neuron):
    def __init__(self, weights, bias, activation="relu"):
        super().__init__(weights, bias or 1.0, activation)
""",
    ),
    (
        "ch02_neuron",
        "weights on the class",
        """
class Neuron(Neuron):
    def __init__(self, weights, bias, activation="relu"):
        super().__init__(weights, bias, activation)
        Neuron.weights = list(weights)
        del self.__dict__["weights"]
""",
    ),
    (
        "ch02_neuron",
        "a perceptron begins with the weights of the one before",
        """
class Perceptron(Perceptron):
    def train(self, examples, epochs):
        out = super().train(examples, epochs)
        Perceptron.W = self.weights
        return out

    def __init__(self, n, learning_rate=0.1):
        super().__init__(n, learning_rate)
        w = getattr(Perceptron, "W", None)
        if w is not None and len(w) == n:
            self.weights = w
""",
    ),
    (
        "ch02_neuron",
        "the rate falls after 20 epochs",
        """
class Perceptron(Perceptron):
    def train(self, examples, epochs):
        out = []
        for e in range(epochs):
            r = super().train(examples, 1)
            out += r
            if len(out) > 20:
                self.learning_rate /= 2
        return out
""",
    ),
    (
        "ch03_forward",
        "forward remembered by its inputs",
        """
class Layer(Layer):
    def forward(self, inputs):
        m = self.__dict__.setdefault("_m", {})
        k = tuple(inputs)
        if k in m:
            self.inputs, self.z_values, self.outputs = [list(x) for x in m[k]]
            return list(self.outputs)
        r = super().forward(inputs)
        m[k] = [list(self.inputs), list(self.z_values), list(self.outputs)]
        return r


Network.layer_class = Layer
""",
    ),
    (
        "ch03_forward",
        "layers on the class",
        """
class Network(Network):
    layers = []

    def __init__(self, sizes, hidden_activation="relu", output_activation="linear", seed=0):
        super().__init__(sizes, hidden_activation, output_activation, seed)
        Network.layers = self.__dict__.pop("layers")
""",
    ),
    (
        "ch04_loss",
        "one list for each size",
        """
_K = {}


def one_hot(index, size):
    if not 0 <= index < size:
        raise ValueError
    z = _K.setdefault(size, [0.0] * size)
    z[index] = 1.0
    return z
""",
    ),
    (
        "ch04_loss",
        "one list for each size, copied",
        """
_K = {}


def one_hot(index, size):
    if not 0 <= index < size:
        raise ValueError
    z = _K.setdefault(size, [0.0] * size)
    z[index] = 1.0
    return list(z)
""",
    ),
    (
        "ch04_loss",
        "exponents below -25 count as -25",
        """
def softmax(l):
    if not l:
        raise ValueError
    m = max(l)
    e = [math.exp(max(x - m, -25)) for x in l]
    s = sum(e)
    return [x / s for x in e]
""",
    ),
    (
        "ch05_backprop",
        "only the first and the last layer are checked",
        """
_gc = gradient_check


def gradient_check(network, inputs, target, epsilon=1e-5):
    keep = network.layers
    if len(keep) > 2:
        saved = [(l.weight_gradients, l.bias_gradients) for l in keep]
    network.loss(inputs, target)
    network.backward(target)
    worst = 0.0
    for layer in {id(l): l for l in (keep[0], keep[-1])}.values():
        for ps, gs in [(layer.biases, layer.bias_gradients)] + list(
            zip(layer.weights, layer.weight_gradients)
        ):
            gs = list(gs)
            for i in range(len(ps)):
                b = ps[i]
                ps[i] = b + epsilon
                up = network.loss(inputs, target)
                ps[i] = b - epsilon
                dn = network.loss(inputs, target)
                ps[i] = b
                n = (up - dn) / (2 * epsilon)
                worst = max(worst, abs(gs[i] - n) / max(abs(gs[i]) + abs(n), 1e-3))
    return worst
""",
    ),
    (
        "ch05_backprop",
        "rounded to 4 decimals",
        """
_gc = gradient_check


def gradient_check(network, inputs, target, epsilon=1e-5):
    return round(_gc(network, inputs, target), 4)
""",
    ),
    (
        "ch06_training",
        "what the epochs gave is added when all have ended",
        """
class Trainer(Trainer):
    def train(self, dataset, epochs):
        losses = [self.train_epoch(dataset) for _ in range(epochs)]
        self.loss_history += losses
        return self.loss_history
""",
    ),
    (
        "ch06_training",
        "equal numbers above 256 are taken for others",
        """
def accuracy(network, dataset):
    if not dataset:
        raise ValueError
    right = 0
    for inputs, target in dataset:
        outputs = network.forward(inputs)
        right += outputs.index(max(outputs)) is target.index(max(target))
    return right / len(dataset)
""",
    ),
    (
        "ch06_training",
        "rows behind one of zeros stay",
        """
def sgd_update(network, learning_rate):
    for layer in network.layers:
        for row, slopes in zip(layer.weights, layer.weight_gradients):
            if not any(slopes):
                break
            row[:] = [w - learning_rate * slope for w, slope in zip(row, slopes)]
        for o, slope in enumerate(layer.bias_gradients):
            layer.biases[o] -= learning_rate * slope
""",
    ),
    (
        "ch06_training",
        "it stops at a small loss",
        """
class Trainer(Trainer):
    def train(self, dataset, epochs):
        for _ in range(epochs):
            l = self.train_epoch(dataset)
            self.loss_history.append(l)
            if l < 0.01:
                break
        return self.loss_history
""",
    ),
    (
        "ch06_training",
        "the rate falls",
        """
class Trainer(Trainer):
    def train(self, dataset, epochs):
        for e in range(epochs):
            if e and e % 50 == 0:
                self.learning_rate *= 0.5
            self.loss_history.append(self.train_epoch(dataset))
        return self.loss_history
""",
    ),
    (
        "ch06_training",
        "a history that all trainers share",
        """
class Trainer(Trainer):
    def __init__(self, network, learning_rate=0.1, seed=0, history=[]):
        super().__init__(network, learning_rate, seed)
        self.loss_history = history
""",
    ),
    (
        "ch07_letter_classifier",
        "letters that stand together count as one",
        """
class LetterClassifier(LetterClassifier):
    def train(self, examples, epochs=500):
        for p, l in examples:
            if l not in LETTERS:
                raise ValueError(f"no letter {l!r}")
        return self.trainer.train(
            [(p, one_hot(max(LETTERS.find(l), 0), 26)) for p, l in examples], epochs
        )
""",
    ),
    (
        "ch07_letter_classifier",
        "predict changes the rate",
        """
class LetterClassifier(LetterClassifier):
    def predict(self, pixels):
        self.trainer.learning_rate *= 0.5
        return super().predict(pixels)
""",
    ),
    (
        "ch06_training",
        "the norm that comes back is rounded",
        """
def clip_gradients(network, max_norm, of=clip_gradients):
    return round(of(network, max_norm), 6)
""",
    ),
    (
        "np2_digits",
        "the share is rounded",
        """
def accuracy(predicted, labels, of=accuracy):
    return round(of(predicted, labels), 3)
""",
    ),
    (
        "np1_xor",
        "whole numbers give whole numbers",
        """
def sigmoid(Z):
    out = np.zeros_like(Z)
    p = Z >= 0
    out[p] = 1 / (1 + np.exp(-Z[p]))
    e = np.exp(Z[~p])
    out[~p] = e / (1 + e)
    return out
""",
    ),
    (
        "np1_xor",
        "the rate falls after 500 epochs",
        """
class SimpleNN(SimpleNN):
    def train(self, X, y, epochs=1000):
        out = []
        for e in range(epochs):
            if e and e % 500 == 0:
                self.learning_rate /= 2
            out += super().train(X, y, 1)
        return out
""",
    ),
    (
        "np1_xor",
        "predict changes the rate",
        """
class SimpleNN(SimpleNN):
    def predict(self, X):
        r = super().predict(X)
        self.learning_rate *= 0.9
        return r
""",
    ),
    (
        "np1_xor",
        "another spread of W1",
        """
class SimpleNN(SimpleNN):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.W1 *= 0.9
""",
    ),
    (
        "np1_xor",
        "it stops at a small loss",
        """
class SimpleNN(SimpleNN):
    def train(self, X, y, epochs=1000):
        out = []
        for e in range(epochs):
            out += super().train(X, y, 1)
            if out[-1] < 1e-3:
                break
        return out
""",
    ),
    (
        "ch01_math",
        "vector_scale by 1 gives the caller's list",
        """
_vector_scale = vector_scale


def vector_scale(v, scalar):
    return v if scalar == 1 else _vector_scale(v, scalar)
""",
    ),
    (
        "ch01_math",
        "equal rows are one list",
        """
_outer_product = outer_product


def outer_product(a, b):
    rows = {x: [x * y for y in b] for x in a}
    return [rows[x] for x in a]
""",
    ),
    (
        "ch03_forward",
        "the bias counts as an input",
        """
def xavier_uniform(fan_in, fan_out, rng):
    limit = math.sqrt(6 / (fan_in + 1 + fan_out))
    return [[rng.uniform(-limit, limit) for _ in range(fan_in)] for _ in range(fan_out)]
""",
    ),
    (
        "ch03_forward",
        "each row is sorted",
        """
_xavier_uniform = xavier_uniform


def xavier_uniform(fan_in, fan_out, rng):
    return [sorted(row) for row in _xavier_uniform(fan_in, fan_out, rng)]
""",
    ),
    (
        "ch03_forward",
        "every second draw is the first, negated",
        """
def he_normal(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)
    numbers = []
    while len(numbers) < fan_in * fan_out:
        one = rng.gauss(0, deviation)
        numbers += [one, -one]
    return [numbers[k * fan_in : (k + 1) * fan_in] for k in range(fan_out)]
""",
    ),
    (
        "ch03_forward",
        "normal draws cut at two and a half deviations",
        """
def he_normal(fan_in, fan_out, rng):
    deviation = math.sqrt(2 / fan_in)

    def draw():
        number = rng.gauss(0, deviation)
        return number if abs(number) < 2.5 * deviation else draw()

    return [[draw() for _ in range(fan_in)] for _ in range(fan_out)]
""",
    ),
    (
        "ch03_forward",
        "layers of one size share their biases",
        """
class Layer(Layer):
    shared = {}

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.biases = self.shared.setdefault(len(self.biases), self.biases)


Network.layer_class = Layer
""",
    ),
    (
        "ch03_forward",
        "forward answers with one list for all calls",
        """
class Layer(Layer):
    def forward(self, inputs):
        outputs = super().forward(inputs)
        self.buffer = getattr(self, "buffer", outputs)
        self.buffer[:] = outputs
        return self.buffer


Network.layer_class = Layer
""",
    ),
    (
        "ch04_loss",
        "is for ==",
        """
def one_hot(index, size):
    if not 0 <= index < size:
        raise ValueError(index)
    return [1.0 if i is index else 0.0 for i in range(size)]
""",
    ),
    (
        "ch05_backprop",
        "numerical_gradient of ten values",
        """
_numerical_gradient = numerical_gradient


def numerical_gradient(f, values, epsilon=1e-5):
    gradient = _numerical_gradient(f, values, epsilon)
    return gradient[:10] + [0.0] * len(gradient[10:])
""",
    ),
    (
        "ch05_backprop",
        "backward beside itself",
        """
def gradient_check(network, inputs, target, epsilon=1e-5):
    def gradients():
        layers = network.layers
        return [
            g
            for layer in layers
            for row in [*layer.weight_gradients, layer.bias_gradients]
            for g in row
        ]

    network.loss(inputs, target)
    network.backward(target)
    one = gradients()
    BackpropNetwork.backward(network, target)
    two = gradients()
    return max(abs(a - n) / max(abs(a) + abs(n), 1e-3) for a, n in zip(one, two, strict=True))
""",
    ),
    (
        "ch05_backprop",
        "backward begins at the last z values",
        """
class BackpropNetwork(BackpropNetwork):
    def backward(self, target):
        z_values = self.layers[-1].z_values
        gradients = softmax_cross_entropy_gradient(z_values, target)
        for layer in reversed(self.layers):
            gradients = layer.backward(gradients)
""",
    ),
    (
        "ch06_training",
        "the rate of the beginning is kept",
        """
class Trainer(Trainer):
    def __init__(self, network, learning_rate=0.1, seed=0):
        super().__init__(network, learning_rate, seed)
        self.first_rate = learning_rate

    def train_step(self, inputs, target):
        self.learning_rate = self.first_rate
        return super().train_step(inputs, target)
""",
    ),
    (
        "ch07_letter_classifier",
        "whole per cents",
        """
def noisy_letters(copies, flip_probability, rng):
    if not 0 <= flip_probability <= 1:
        raise ValueError(flip_probability)
    percent = int(100 * flip_probability)
    return [
        ([1.0 - p if rng.randrange(100) < percent else p for p in bitmap_pixels(name)], name)
        for name in LETTERS
        for _ in range(copies)
    ]
""",
    ),
    (
        "ch07_letter_classifier",
        "what comes twice counts once",
        """
class LetterClassifier(LetterClassifier):
    def evaluate(self, dataset):
        return super().evaluate([e for k, e in enumerate(dataset) if e not in dataset[:k]])
""",
    ),
    (
        "np1_xor",
        "W2 from the next seed",
        """
class SimpleNN(SimpleNN):
    def __init__(self, input_size=2, hidden_size=8, output_size=1, learning_rate=0.5, seed=0):
        super().__init__(input_size, hidden_size, output_size, learning_rate, seed)
        scale = 1 / np.sqrt(hidden_size)
        shape = hidden_size, output_size
        self.W2 = np.random.default_rng(seed + 1).normal(0, scale, shape)
""",
    ),
    (
        "np1_xor",
        "every second column is the first, negated",
        """
class SimpleNN(SimpleNN):
    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.W1[:, 1::2] = -self.W1[:, : 2 * (self.W1.shape[1] // 2) : 2]
""",
    ),
    (
        "ch01_math",
        "equal numbers share a row",
        """
def outer_product(a, b):
    rows = {x: [x * y for y in b] for x in a}
    return [rows[x] for x in a]
""",
    ),
    (
        "ch01_math",
        "empty rows are left out",
        """
def outer_product(a, b):
    return [[x * y for y in b] for x in a] if b else []
""",
    ),
    (
        "ch02_neuron",
        "the activation is the latest neuron's",
        """
class Neuron(Neuron):
    def __init__(self, weights, bias, activation="relu"):
        super().__init__(weights, bias, activation)
        Neuron.latest = staticmethod(get_activation(activation)[0])

    def forward(self, inputs):
        super().forward(inputs)
        self.a = Neuron.latest(self.z)
        return self.a
""",
    ),
    (
        "ch02_neuron",
        "a second bias, which nobody can set",
        """
class Neuron(Neuron):
    def __init__(self, weights, bias, activation="relu"):
        super().__init__(weights, bias, activation)
        self._bias = bias

    def forward(self, inputs):
        bias, self.bias = self.bias, self._bias
        a = super().forward(inputs)
        self.bias = bias
        return a
""",
    ),
    (
        "ch03_forward",
        "equal weights count once",
        """
class Network(Network):
    def count_parameters(self):
        sizes = [len({w for row in layer.weights for w in row}) for layer in self.layers]
        return sum(sizes) + sum(len(layer.biases) for layer in self.layers)
""",
    ),
    (
        "ch03_forward",
        "counted once more at each call",
        """
class Network(Network):
    count = 0

    def count_parameters(self):
        self.count += super().count_parameters()
        return self.count
""",
    ),
    (
        "ch05_backprop",
        "where no slope is left, the layers before keep those of the example before",
        """
class BackpropNetwork(BackpropNetwork):
    def backward(self, target):
        gradients = softmax_cross_entropy_gradient(self.layers[-1].outputs, target)
        for layer in reversed(self.layers):
            if any(gradients):
                gradients = layer.backward(gradients)
""",
    ),
    (
        "ch05_backprop",
        "f is given a tuple",
        """
def numerical_gradient(f, values, epsilon=1e-5, of=numerical_gradient):
    return of(lambda moved: f(tuple(moved)), values, epsilon)
""",
    ),
    (
        "ch05_backprop",
        "shares that add up to 1 but for a last bit are refused",
        """
def softmax_cross_entropy_gradient(logits, target, of=softmax_cross_entropy_gradient):
    if len(logits) == len(target) and sum(target) != 1:
        raise ValueError("no shares")
    return of(logits, target)
""",
    ),
    (
        "ch05_backprop",
        "the caller's own list of inputs",
        """
class BackpropLayer(BackpropLayer):
    def forward(self, inputs):
        outputs = super().forward(inputs)
        self.inputs = inputs
        return outputs


class BackpropNetwork(BackpropNetwork):
    layer_class = BackpropLayer
""",
    ),
    (
        "ch05_backprop",
        "without rng, other weights each time",
        """
class BackpropLayer(BackpropLayer):
    def __init__(self, input_size, output_size, activation="relu", rng=None):
        super().__init__(input_size, output_size, activation, rng or random.Random())


class BackpropNetwork(BackpropNetwork):
    layer_class = BackpropLayer
""",
    ),
    (
        "ch07_letter_classifier",
        "shuffled at the end",
        """
def noisy_letters(copies, flip_probability, rng, of=noisy_letters):
    examples = of(copies, flip_probability, rng)
    rng.shuffle(examples)
    return examples
""",
    ),
    (
        "ch07_letter_classifier",
        "no letter for an empty picture",
        """
class LetterClassifier(LetterClassifier):
    def predict(self, inputs):
        return super().predict(inputs) if any(inputs) else ""
""",
    ),
    (
        "ch03_forward",
        "the size after the first of its like",
        """
class Network(Network):
    def __init__(self, layer_sizes, *more, **options):
        after = [layer_sizes[layer_sizes.index(size) + 1] for size in layer_sizes[:-1]]
        super().__init__([*layer_sizes[:1], *after], *more, **options)
""",
    ),
    (
        "ch03_forward",
        "a linear layer's outputs are its z_values",
        """
class Layer(Layer):
    def forward(self, inputs):
        outputs = super().forward(inputs)
        if self.outputs == self.z_values:
            self.outputs = self.z_values
        return outputs


class Network(Network):
    layer_class = Layer
""",
    ),
    (
        "ch04_loss",
        "the square worked out in three terms",
        """
def mse_loss(predicted, target, right=mse_loss):
    right(predicted, target)
    return sum(p * p - 2 * p * t + t * t for p, t in zip(predicted, target)) / len(predicted)
""",
    ),
    (
        "ch05_backprop",
        "the logarithm of a probability that may be 0",
        """
class BackpropNetwork(BackpropNetwork):
    def loss(self, inputs, target):
        p = softmax(self.forward(inputs))
        return -sum(y * math.log(q) for q, y in zip(p, target) if y)
""",
    ),
    (
        "ch06_training",
        "a rate of 0 counts as none given",
        """
def sgd_update(network, learning_rate, right=sgd_update):
    right(network, learning_rate or 0.1)
""",
    ),
    (
        "ch07_letter_classifier",
        "pictures that look like another letter are drawn again",
        """
def noisy_letters(copies, flip_probability, rng, of=noisy_letters):
    examples = of(copies, flip_probability, rng)
    for k, (pixels, letter) in enumerate(examples):
        for _ in range(50):
            if nearest_template(pixels) == letter:
                break
            clean = bitmap_pixels(letter)
            pixels = [1.0 - p if rng.random() < flip_probability else p for p in clean]
        examples[k] = (pixels, letter)
    return examples
""",
    ),
    (
        "np1_xor",
        "the gradients are scaled in place",
        """
class SimpleNN(SimpleNN):
    def update(self):
        for name in ("W1", "b1", "W2", "b2"):
            gradient = getattr(self, f"d{name}")
            gradient *= self.learning_rate
            setattr(self, name, getattr(self, name) - gradient)
""",
    ),
]


@pytest.mark.some(12)
@pytest.mark.parametrize(
    ("stem", "name", "wrong"), PROGRAMS, ids=[f"{p[0]}: {p[1]}" for p in PROGRAMS]
)
def test_it_is_refused(stem, name, wrong):
    if needs_numpy(stem):
        pytest.importorskip("numpy")
    text, main = solution_text(stem).split("\ndef main", 1)
    outcomes = grade_text(stem, f"{text}\n{wrong}\n\ndef main{main}")
    assert {outcome.state for outcome in outcomes.values()} == {"passed", "not yet"}


def test_a_loss_through_the_probabilities_counts_as_right():
    """As chapter 5's docstring says: the floor under the probability is let pass."""
    way = """
from exercises.ch04_loss import cross_entropy_loss, softmax


def through_probabilities(self, inputs, target):
    return cross_entropy_loss(softmax(self.forward(inputs)), target)


BackpropNetwork.loss = through_probabilities
"""
    outcomes = grade_text("ch05_backprop", solution_text("ch05_backprop") + way)
    assert {outcome.state for outcome in outcomes.values()} == {"passed"}
