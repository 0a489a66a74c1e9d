"""Chapter 6: the lesson's two clouds; the loss on points trained on, and on those kept aside."""

import random

from style import BLACK, BLUE, RED, new, save

from solutions.ch04_loss import one_hot
from solutions.ch05_backprop import BackpropNetwork
from solutions.ch06_training import Trainer


def clouds(count, rng):
    """Return points of two classes, drawn around (-0.7, -0.7) and around (0.7, 0.7)."""
    points = []
    for i in range(count):
        centre = (-0.7, 0.7)[i % 2]
        points.append(([rng.gauss(centre, 1), rng.gauss(centre, 1)], one_hot(i % 2, 2)))
    return points


def mean_loss(network, dataset):
    return sum(network.loss(inputs, target) for inputs, target in dataset) / len(dataset)


def main():
    rng = random.Random(1)
    training, validation = clouds(30, rng), clouds(200, rng)
    network = BackpropNetwork([2, 32, 2], seed=1)
    trainer = Trainer(network, learning_rate=0.02, seed=1)
    epochs, seen, unseen = range(0, 281, 5), [], []
    for epoch in epochs:
        trainer.train(training, epochs=epoch - len(trainer.loss_history))
        seen.append(mean_loss(network, training))
        unseen.append(mean_loss(network, validation))

    figure, axes = new(3.8)
    axes.plot(epochs, unseen, "--", color=RED)
    axes.plot(epochs, seen, color=BLUE)
    axes.text(280, 0.54, "validation set", ha="right", va="center", color=RED, weight="bold")
    axes.text(280, 0.11, "training set", ha="right", va="center", color=BLUE, weight="bold")
    lowest = min(unseen)
    at = epochs[unseen.index(lowest)]
    axes.plot(at, lowest, "o", color=BLACK, zorder=5)
    line = {"arrowstyle": "-", "relpos": (0.06, 1)}
    axes.annotate("lowest: stop here", (at, lowest), (at - 3, 0.12), arrowprops=line)
    axes.set(xlabel="epoch", ylabel="mean loss (nats)", ylim=(0, 0.8))
    axes.set_title("One loss still falls while the other rises")
    save(figure, __file__)


if __name__ == "__main__":
    main()
