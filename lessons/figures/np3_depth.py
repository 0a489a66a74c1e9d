"""Part II, digits: sigmoid and relu with 1 to 8 hidden layers of 64 neurons."""

import math

from digits import learn, np, short, split
from style import BLACK, BLUE, RED, measured, new, save

from solutions.np2_digits import softmax
from solutions.np3_mlp import MLP

DEPTHS = [1, 2, 4, 6, 8]
RATES = [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0]


class SigmoidMLP(MLP):
    """An MLP with sigmoid in place of relu, and Xavier's start in place of He's."""

    def __init__(self, layer_sizes, seed=0):
        super().__init__(layer_sizes, seed)
        for W in self.weights:
            W *= math.sqrt(2 / sum(W.shape)) / math.sqrt(2 / len(W))

    def forward(self, X):
        self.activations = [X]
        for W, b in zip(self.weights[:-1], self.biases[:-1], strict=True):
            X = 1 / (1 + np.exp(-(X @ W + b)))
            self.activations.append(X)
        self.activations.append(X @ self.weights[-1] + self.biases[-1])
        return self.activations[-1]

    def backward(self, labels):
        delta = softmax(self.activations[-1])
        delta[np.arange(len(labels)), labels] -= 1
        delta /= len(labels)
        self.weight_gradients, self.bias_gradients = [], []
        for A, W in zip(self.activations[-2::-1], self.weights[::-1], strict=True):
            self.weight_gradients.insert(0, A.T @ delta)
            self.bias_gradients.insert(0, delta.sum(axis=0))
            delta = (delta @ W.T) * A * (1 - A)


def measure():
    """Return for each activation, by depth: the best accuracy, its rate, and the first gradient.

    Every rate is tried for two epochs. "gradients" has the mean size of the gradient of the first
    layer's weights, before the first step, over 1,000 pictures.
    """
    X, labels, _, _ = split()
    results = {"depths": DEPTHS}
    for name, kind in (("relu", MLP), ("sigmoid", SigmoidMLP)):
        rights, rates, gradients = [], [], []
        for depth in DEPTHS:
            sizes = [784, *[64] * depth, 10]
            by_rate = [learn(kind(sizes), epochs=2, learning_rate=rate) or 0.0 for rate in RATES]
            rights.append(short(max(by_rate)))
            rates.append(RATES[by_rate.index(max(by_rate))])
            network = kind(sizes)
            network.loss(X[:1000], labels[:1000])
            network.backward(labels[:1000])
            gradients.append(short(np.abs(network.weight_gradients[0]).mean(), 3))
        results[name] = {"accuracy": rights, "rate": rates, "gradients": gradients}
    return results


def main():
    results = measured(__file__, measure)
    figure, (above, below) = new(5.8, rows=2, sharex=True)
    looks = {
        "relu": {"color": BLUE, "marker": "o"},
        "sigmoid": {"color": RED, "marker": "s", "ls": "--"},
    }
    for name, look in looks.items():
        above.plot(DEPTHS, [100 * right for right in results[name]["accuracy"]], **look)
        below.semilogy(DEPTHS, results[name]["gradients"], **look)
    above.text(4.2, 82, "relu", color=BLUE, weight="bold")
    above.text(4.2, 24, "sigmoid", color=RED, weight="bold")
    below.text(4.2, 3.5e-4, "relu", color=BLUE, weight="bold")
    below.text(4.2, 2e-5, "sigmoid", color=RED, weight="bold")
    above.axhline(10, color=BLACK, lw=1.2, ls=":")
    above.text(1, 13, "guessing", fontsize=9.5)
    above.set(ylim=(0, 102), ylabel="right (%)")
    above.set_title("Deep sigmoid layers don't learn in two epochs")
    below.set(ylim=(2e-8, 3e-2), ylabel="mean size of a slope")
    below.set_title("Hardly any gradient reaches their first layer")
    below.set_xlabel("hidden layers")
    below.set_xticks(DEPTHS)
    below.set_yticks([1e-7, 1e-5, 1e-3])
    below.minorticks_off()
    save(figure, __file__)


if __name__ == "__main__":
    main()
