"""Part II, digits: loss and accuracy by epoch, on the pictures for training and for validation.

Its measurements hold what the lesson says of the test set, too.
"""

from digits import SIZES, mnist, reader, short, split
from style import BLUE, RED, measured, new, save

from solutions.np2_digits import accuracy
from solutions.np3_mlp import MLP, fit

RATES = [0.02, 0.05, 0.08, 0.12, 0.16]
SEEDS = range(3)  # of the long runs


def histories(network, seed=0, **options):
    """Train on 55,000 pictures, watched on the 5,000 that seed draws. Return the history."""
    X, labels, *validation = split(seed)
    history = fit(network, X, labels, validation=tuple(validation), **options)
    return {name: [short(value) for value in values] for name, values in history.items()}


def measure():
    """Return the history of 4 epochs, ten seeds' accuracy on the test set, and runs of 20 epochs.

    Their learning rate is the best of RATES, by the mean over SEEDS of the accuracy on the
    5,000 pictures for validation.
    """
    X, labels, X_test, labels_test = mnist()
    by_rate = [
        [histories(MLP(SIZES, s), s, epochs=20, learning_rate=rate) for s in SEEDS]
        for rate in RATES
    ]
    lasts = [
        sum(history["validation_accuracy"][-1] for history in runs) / len(runs) for runs in by_rate
    ]
    best = lasts.index(max(lasts))
    long_tests = []
    for seed in SEEDS:
        network = MLP(SIZES, seed)
        fit(network, X, labels, epochs=20, learning_rate=RATES[best])
        long_tests.append(accuracy(network.predict(X_test), labels_test))
    tests = [accuracy(reader(seed).predict(X_test), labels_test) for seed in range(10)]
    return {
        "history": histories(MLP(SIZES)),
        "tests": [short(test) for test in tests],
        "long": {
            "rates": RATES,
            "validation": [short(last) for last in lasts],
            "rate": RATES[best],
            "history": by_rate[best][0],
            "tests": [short(test) for test in long_tests],
        },
    }


def main():
    history = measured(__file__, measure)["history"]
    figure, (above, below) = new(5.4, rows=2, sharex=True)
    epochs = range(1, len(history["loss"]) + 1)
    for axes, name, scale in ((above, "loss", 1), (below, "accuracy", 100)):
        training = [scale * value for value in history[name]]
        validation = [scale * value for value in history[f"validation_{name}"]]
        axes.plot(epochs, training, "o-", color=BLUE)
        axes.plot(epochs, validation, "s--", color=RED)
    above.text(1.15, 0.225, "training", color=BLUE, weight="bold")
    above.text(3.05, 0.09, "validation", color=RED, weight="bold")
    below.text(2.45, 98.4, "training", color=BLUE, weight="bold", ha="right")
    below.text(3.05, 96.7, "validation", color=RED, weight="bold")
    above.set(ylabel="loss (nats)", ylim=(0, None))
    above.set_title("Training goes on where validation levels off")
    below.set(ylabel="right (%)", xlabel="epoch", ylim=(92, 100))
    below.set_xticks(epochs)
    save(figure, __file__)


if __name__ == "__main__":
    main()
