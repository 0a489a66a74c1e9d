"""Chapter 4: the loss, −log p, over the probability p of the right answer."""

import math

from style import BLACK, BLUE, RED, new, save

from solutions.ch04_loss import cross_entropy_loss, softmax


def loss(p):
    return cross_entropy_loss([p, 1 - p], [1.0, 0.0])


def main():
    figure, axes = new(4)
    ps = [math.exp(-i / 10) for i in range(51)]
    axes.plot(ps, [loss(p) for p in ps], color=BLUE)

    halves = [0.5, 0.25, 0.125]
    axes.plot(halves, [loss(p) for p in halves], "o", color=BLUE)
    for p in halves:
        axes.text(p + 0.02, loss(p) + 0.08, f"p = {p:g}: {loss(p):.3f}", va="bottom")
    axes.plot(0.01, loss(0.01), "o", color=BLUE)
    axes.text(0.04, loss(0.01), f"p = 0.01: {loss(0.01):.3f}", va="center")

    pencil = softmax([2.0, 1.0])[1]
    axes.plot(pencil, loss(pencil), "s", color=RED, zorder=3)
    axes.text(pencil - 0.02, 0.55, "the pencil\nnetwork", color=RED, ha="right", va="center")
    axes.plot([pencil - 0.1, pencil], [0.8, loss(pencil)], color=RED, linewidth=1)
    axes.text(0.99, 0.45, "sure and right: 0", color=BLACK, ha="right", va="bottom")
    axes.set(xlabel="p, the probability of the right answer", ylabel="loss, −log p (nats)")
    axes.set(xlim=(0, 1), ylim=(0, 5.2))
    axes.set_title("Each halving of p adds the same to the loss")
    save(figure, __file__)


if __name__ == "__main__":
    main()
