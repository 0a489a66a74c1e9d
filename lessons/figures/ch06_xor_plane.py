"""Chapter 6: the probability of class 1 that a trained network gives to each point of the plane."""

from ch06_xor_losses import CORNERS, DATASET
from style import BLACK, BLUE, RED, new, save

from solutions.ch04_loss import softmax
from solutions.ch05_backprop import BackpropNetwork
from solutions.ch06_training import Trainer


def main():
    network = BackpropNetwork([2, 16, 2], seed=0)
    Trainer(network, 0.1, seed=0).train(DATASET, epochs=300)
    ticks = [-0.4 + 0.06 * i for i in range(31)]
    chance = [[softmax(network.forward([x1, x2]))[1] for x1 in ticks] for x2 in ticks]

    figure, axes = new(4.4)
    axes.contourf(
        ticks,
        ticks,
        chance,
        [0, 0.1, 0.5, 0.9, 1],
        colors=["#9ecae1", "#deebf7", "#fdeada", "#f7c08a"],
    )
    lines = axes.contour(
        ticks,
        ticks,
        chance,
        [0.1, 0.5, 0.9],
        colors=BLACK,
        linewidths=[0.8, 2, 0.8],
        linestyles=["--", "-", "--"],
    )
    axes.clabel(lines, fontsize=9.5)
    for (x1, x2), (_, target) in zip(CORNERS, DATASET, strict=True):
        one = target[1] == 1
        axes.plot(x1, x2, "s" if one else "o", color=RED if one else BLUE, markersize=10)
        axes.text(x1, x2 + 0.08, f"class {one:d}", ha="center", weight="bold")
    axes.set(xlabel="first input", ylabel="second input", aspect="equal")
    axes.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    axes.set_title("Probability of class 1")
    axes.grid(False)
    save(figure, __file__)


if __name__ == "__main__":
    main()
