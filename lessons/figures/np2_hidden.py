"""Part II, digits: 784-10-10 beside a network without a hidden layer, by the number of steps."""

from digits import mnist, np, short
from style import BLACK, BLUE, RED, measured, new, save

from solutions.np2_digits import SmallNet, accuracy, softmax
from solutions.np3_mlp import MLP, fit

MARKS = [25, 50, 100, 200, 400, 1000]  # steps after which the test pictures are read
RATES = [0.2, 0.5]
SEEDS = range(5)


class Linear:
    """784-10: one layer, from zero weights, with SmallNet's three methods."""

    def __init__(self):
        self.W, self.b = np.zeros((784, 10), np.float32), np.zeros(10, np.float32)

    def forward(self, X):
        self.P = softmax(X @ self.W + self.b)
        return self.P

    def backward(self, X, labels):
        dZ = (self.P - np.eye(10, dtype=np.float32)[labels]) / len(X)
        self.dW, self.db = X.T @ dZ, dZ.sum(axis=0)

    def update(self, learning_rate):
        self.W -= learning_rate * self.dW
        self.b -= learning_rate * self.db


class Forgetful(SmallNet):
    """SmallNet without the transpose of W2 on the way back, which its shapes don't notice."""

    def backward(self, X, labels):
        super().backward(X, labels)
        dZ2 = (self.P - np.eye(10, dtype=np.float32)[labels]) / len(X)
        dZ1 = (dZ2 @ self.W2) * (self.Z1 > 0)
        self.dW1, self.db1 = X.T @ dZ1, dZ1.sum(axis=0)


def by_steps(network, rate, marks):
    """Take plain steps on 10,000 pictures, as main() does. Return the shares right at marks."""
    X, labels, X_test, labels_test = mnist()
    X, labels, rights = X[:10_000], labels[:10_000], []
    for step in range(1, marks[-1] + 1):
        network.forward(X)
        network.backward(X, labels)
        network.update(rate)
        if step in marks:
            predicted = network.forward(X_test).argmax(axis=1)
            rights.append(short(accuracy(predicted, labels_test)))
    return rights


def long(sizes, seed, epochs):
    """Train on all 60,000 as the next chapter does, with fit's rate.

    Return the share right, and how many hidden neurons are off for every test picture.
    """
    X, labels, X_test, labels_test = mnist()
    network = MLP(sizes, seed)
    fit(network, X, labels, epochs=epochs)
    right = accuracy(network.predict(X_test), labels_test)
    hidden = network.activations[1:-1]
    return [short(right), sum(int((A.max(axis=0) == 0).sum()) for A in hidden)]


def nearest(count):
    """Return the share of test pictures whose nearest of count training pictures has its label."""
    X, labels, X_test, labels_test = mnist()
    X, labels = X[:count], labels[:count]
    lengths, answers = (X * X).sum(axis=1), []
    for start in range(0, len(X_test), 1000):
        distances = lengths - 2 * X_test[start : start + 1000] @ X.T  # squared, less |x|²
        answers.append(labels[distances.argmin(axis=1)])
    return short(accuracy(np.concatenate(answers), labels_test))


def measure():
    """Return shares of the test set: by steps at rate 0.2, by rate after 200 steps, and others.

    "small" has a list for each of five seeds. "long" is after so many epochs on all 60,000, with
    the number of hidden neurons that are off for every picture.
    """
    return {
        "steps": MARKS,
        "small": [by_steps(SmallNet(seed=seed), 0.2, MARKS) for seed in SEEDS],
        "linear": by_steps(Linear(), 0.2, MARKS),
        "rates": RATES,
        "small by rate": [
            [by_steps(SmallNet(seed=seed), rate, [200])[0] for seed in SEEDS] for rate in RATES
        ],
        "forgetful": [by_steps(Forgetful(seed=seed), 0.2, [200])[0] for seed in SEEDS],
        "linear by rate": [by_steps(Linear(), rate, [200])[0] for rate in RATES],
        "long": {
            f"{name}, {epochs} epochs": [long(sizes, seed, epochs) for seed in SEEDS]
            for epochs in (4, 20)
            for name, sizes in (("linear", [784, 10]), ("small", [784, 10, 10]))
        },
        "nearest": {str(count): nearest(count) for count in (10_000, 60_000)},
    }


def main():
    results = measured(__file__, measure)
    figure, axes = new(4.2)
    for rights in results["small"]:
        axes.plot(MARKS, [100 * right for right in rights], "o-", color=BLUE, lw=1.2, ms=4)
    linear = [100 * right for right in results["linear"]]
    axes.plot(MARKS, linear, "s--", color=RED)
    neighbour = 100 * results["nearest"]["10000"]
    axes.axhline(neighbour, color=BLACK, lw=1.2, ls=":")
    axes.text(25, neighbour + 0.6, "the nearest training picture", fontsize=9.5)
    axes.text(24, 88, "784-10", color=RED, weight="bold")
    axes.text(78, 74, "784-10-10, five seeds", color=BLUE, weight="bold")
    axes.set(xscale="log", ylim=(50, 100), xlabel="steps", ylabel="right (%)")
    axes.set_xticks(MARKS, MARKS)
    axes.minorticks_off()
    axes.set_title("Ten hidden neurons catch up late")
    save(figure, __file__)


if __name__ == "__main__":
    main()
