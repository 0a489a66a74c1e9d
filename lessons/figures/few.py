"""Networks that learn from few pictures of MNIST, for the figures of np4."""

from digits import SIZES, accuracy, mnist, np, split

from data.regularised import fit_with_early_stopping, regularised
from solutions.np3_mlp import fit
from solutions.np4_generalise import DropoutMLP, EarlyStopping, add_weight_decay, shifted_copies

SUBSETS = range(5)  # of the training pictures, none in two; each has a network from its own seed
FEW, STEPS = 1000, 640  # 40 epochs of 16 batches
RegularisedMLP = regularised(DropoutMLP, add_weight_decay)


def subset(number, size=FEW):
    """Return X and labels of some of the 55,000 pictures for training.

    No picture is in two subsets of one size, as long as there are enough.
    """
    X, labels, _, _ = split()
    rows = np.arange(number * size, (number + 1) * size)
    if len(SUBSETS) * size > len(X):
        rows = np.random.default_rng(number).permutation(len(X))[:size]
    return X[rows], labels[rows]


def epochs_for(pictures, steps=STEPS):
    return max(1, round(steps / -(-pictures // 64)))


def learn_few(number, distance=0, stop=False, steps=STEPS, size=FEW, seed=None, **settings):
    """Return a network that has learned from a subset, with the epochs of about so many steps."""
    X, labels = subset(number, size)
    network = RegularisedMLP(SIZES, seed=number if seed is None else seed, **settings)
    if distance:
        images, labels = shifted_copies(X.reshape(-1, 28, 28), labels, distance)
        X = images.reshape(len(images), -1)
    epochs = epochs_for(len(X), steps)
    if stop:
        stopping, validation = EarlyStopping(), split()[2:]
        fit_with_early_stopping(fit, stopping, network, X, labels, validation, epochs=epochs)
    else:
        fit(network, X, labels, epochs=epochs)
    return network


def validated(network):
    """Return the loss and the accuracy on the 5,000 pictures for validation."""
    _, _, X, labels = split()
    return network.loss(X, labels), accuracy(network.predict(X), labels)


def tested(network):
    """Return the same on the 10,000 pictures for the test."""
    _, _, X, labels = mnist()
    return network.loss(X, labels), accuracy(network.predict(X), labels)


def mean_and_error(values):
    """Return the mean and its standard error."""
    values = np.array(values)
    return float(values.mean()), float(values.std(ddof=1) / len(values) ** 0.5)
