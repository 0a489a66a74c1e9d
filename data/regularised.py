"""What np4's run puts together from the learner's own parts: networks that learn from few pictures.

DropoutMLP, add_weight_decay, EarlyStopping, fit and accuracy are those of the chapters.
"""

import contextlib
from collections.abc import Callable

import numpy as np

SIZES = [784, 256, 128, 10]


class Stop(Exception):
    """Ends a fit from within its progress."""


def regularised(DropoutMLP: type, add_weight_decay: Callable) -> type:
    """Return RegularisedMLP: a DropoutMLP with weight decay that learns in fit, as it is.

    fit calls loss, then backward, then update. loss goes forward with all neurons, for training
    rows as for validation. So backward goes forward once more, now with dropout.
    """

    class RegularisedMLP(DropoutMLP):
        def __init__(self, layer_sizes, seed=0, dropout_rate=0.0, weight_decay=0.0):
            super().__init__(layer_sizes, seed, dropout_rate)
            self.weight_decay = weight_decay

        def backward(self, labels):
            if self.dropout_rate:
                self.forward(self.activations[0], training=True)
            super().backward(labels)
            add_weight_decay(self, self.weight_decay)

    return RegularisedMLP


def fit_with_early_stopping(fit: Callable, stopping, network, X, labels, validation, **options):
    """Fit until stopping, an EarlyStopping, says stop, or all epochs are done; restore the best
    weights. Return the history.

    options are those of fit, but for progress.
    """

    def after_each_epoch(epoch, epochs, history):
        if stopping.should_stop(network, history["validation_loss"][-1]):
            raise Stop

    with contextlib.suppress(Stop):
        fit(network, X, labels, validation=validation, progress=after_each_epoch, **options)
    stopping.restore(network)
    return network.history


def few_pictures(train_validation_split: Callable, shifted_copies: Callable, inputs: Callable):
    """Return four pairs of inputs and labels: 1,000 training pictures, 25,000 shifted copies of
    them, 5,000 pictures for validation, and those of the test.

    inputs: pixels_to_inputs.
    """
    from data.digits import load_digits

    images, labels, test_images, test_labels = load_digits()
    _, _, images, labels = train_validation_split(images, labels, 6000, np.random.default_rng(0))
    copies, copied_labels = shifted_copies(images[:1000], labels[:1000], distance=2)
    return [
        (inputs(images[:1000]), labels[:1000]),
        (inputs(copies), copied_labels),
        (inputs(images[1000:]), labels[1000:]),
        (inputs(test_images), test_labels),
    ]


def try_six_ways(
    RegularisedMLP: type, EarlyStopping: type, fit: Callable, accuracy: Callable, parts
) -> None:
    """Train six networks, print what each can do, and save the plain one's curves as a picture.

    parts: what few_pictures returns.
    """
    from data.pictures import save_curves_picture

    pictures, copies, validation, test = parts
    networks = {
        "plain": RegularisedMLP(SIZES),
        "weight decay": RegularisedMLP(SIZES, weight_decay=0.003),
        "dropout": RegularisedMLP(SIZES, dropout_rate=0.3),
        "early stopping": RegularisedMLP(SIZES),
        "shifts": RegularisedMLP(SIZES),
        "all, for longer": RegularisedMLP(SIZES, dropout_rate=0.3, weight_decay=0.003),
    }
    few, kept = len(pictures[1]), len(validation[1])
    print(f"784-256-128-10 learns from {few:,}; {kept:,} are for validation.")
    print("Six networks are trained, one after the other. That takes up to a minute.")
    print(f"  {'':15} training   validation loss    test")
    for name, network in networks.items():
        if name == "plain":
            history = fit(network, *pictures, epochs=40, validation=validation)
        elif name == "early stopping":
            stopping = EarlyStopping()
            fit_with_early_stopping(fit, stopping, network, *pictures, validation, epochs=40)
        elif name == "shifts":
            fit(network, *copies, epochs=2)
        elif name == "all, for longer":
            stopping = EarlyStopping()
            fit_with_early_stopping(fit, stopping, network, *copies, validation, epochs=7)
        else:
            fit(network, *pictures, epochs=40)
        right, right_in_test = (accuracy(network.predict(X), y) for X, y in (pictures, test))
        loss = network.loss(*validation)
        print(f"  {name:15} {right:8.1%} {loss:17.3f} {right_in_test:7.1%}", flush=True)
    save_curves_picture(history)
