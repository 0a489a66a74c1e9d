"""Part II, autograd: what the graph costs, by batch size; and that the training is the same."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported

import statistics
import time

import numpy as np
from style import BLACK, SKY, measured, new, save

from solutions.np2_digits import accuracy, pixels_to_inputs
from solutions.np3_mlp import MLP, fit, linear_schedule, shuffled_batches
from solutions.np5_autograd import AutogradMLP

SIZES, EPOCHS, BATCH, RATE = [784, 256, 128, 10], 4, 64, 0.08
SIZES_OF_BATCHES = (1, 4, 16, 64, 256)
SEEDS, ROUNDS = 3, 15


def train(network, X, labels):
    """Train an AutogradMLP with the settings of np3's fit."""
    steps = EPOCHS * -(-len(X) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        for batch in shuffled_batches(len(X), BATCH, network.rng):
            rate = linear_schedule(RATE, step, steps)
            network.train_step(X[batch], labels[batch], rate)
            step += 1


def step_of_np3(network, X, labels):
    network.loss(X, labels)
    network.backward(labels)
    network.update(0.01)


def seconds(step, count, *args):
    begun = time.process_time()  # of this process alone, on one thread
    for _ in range(count):
        step(*args)
    return time.process_time() - begun


def ratio(size):
    """Return how much longer a step takes with the graph: the middle of several rounds."""
    rng = np.random.default_rng(0)
    X, labels = rng.random((size, 784), dtype=np.float32), rng.integers(0, 10, size)
    by_hand, network = MLP(SIZES), AutogradMLP(SIZES)
    found, count = [], max(10, 400 // (1 + size // 16))
    for _ in range(ROUNDS):
        ours = seconds(network.train_step, count, X, labels, 0.01)
        found.append(ours / seconds(step_of_np3, count, by_hand, X, labels))
    return round(statistics.median(found), 3)


def measure():
    from data.digits import load_mnist

    images, labels, test_images, labels_test = load_mnist()
    X, X_test = pixels_to_inputs(images), pixels_to_inputs(test_images)
    found = {"ratio": {str(size): ratio(size) for size in SIZES_OF_BATCHES}, "np3": [], "np5": []}
    for seed in range(SEEDS):
        by_hand, network = MLP(SIZES, seed=seed), AutogradMLP(SIZES, seed=seed)
        fit(by_hand, X, labels)
        train(network, X, labels)
        for name, one in (("np3", by_hand), ("np5", network)):
            found[name].append(accuracy(one.predict(X_test), labels_test))
    return found


def main():
    ratios = measured(__file__, measure)["ratio"]
    figure, axes = new(2.4)
    names = list(ratios)
    axes.barh(names, ratios.values(), color=SKY, height=0.6)
    for place, value in enumerate(ratios.values()):
        axes.text(value + 0.015, place, f"{value:.2f}", va="center", color=BLACK)
    axes.axvline(1, color=BLACK, lw=1.4, ls="--")
    axes.text(0.98, -0.78, "np3's own step", ha="right", va="center", color=BLACK)
    axes.set(xlabel="time of a step, as a multiple of np3's", ylabel="batch size")
    axes.set(xlim=(0, 1.12 * max(ratios.values())), ylim=(4.6, -1.1))
    axes.grid(axis="y", visible=False)
    axes.set_title("What the graph costs, by batch size")
    save(figure, __file__)


if __name__ == "__main__":
    main()
