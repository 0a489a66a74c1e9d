"""Part II, digits: the loss step by step, from four starts."""

import math

from digits import SIZES, learn, np, short
from style import BLUE, GREEN, GREY, RED, measured, new, save

from solutions.np3_mlp import MLP

EVERY = 20  # steps in one point of a curve

STARTS = {
    "zero": lambda n_in, n_out: 0.0,
    "N(0, 1)": lambda n_in, n_out: 1.0,
    "Xavier": lambda n_in, n_out: math.sqrt(2 / (n_in + n_out)),
    "He": lambda n_in, n_out: math.sqrt(2 / n_in),
}


class Recorded(MLP):
    """An MLP whose weights have the standard deviation size(n_in, n_out).

    It keeps the loss of each step.
    """

    def __init__(self, size):
        super().__init__(SIZES)
        self.losses = []
        for W in self.weights:
            W *= size(*W.shape) / math.sqrt(2 / len(W))

    def loss(self, X, labels):
        self.latest = super().loss(X, labels)
        return self.latest

    def update(self, *rates):
        self.losses.append(self.latest)  # fit asks for others, too: to check shapes
        super().update(*rates)


def measure():
    """Return for each start the loss of the first step, mean losses, and the accuracy at the end.

    "off" is the share of the hidden neurons that give 0 for every picture for validation, and
    "answers" are the digits that any of those pictures was read as.
    """
    results = {}
    for name, size in STARTS.items():
        network = Recorded(size)
        right = learn(network, epochs=2)  # its last forward is that of the 5,000
        hidden = np.concatenate([A.max(axis=0) for A in network.activations[1:-1]])
        losses = network.losses
        results[name] = {
            "first": short(losses[0]),
            "losses": [
                short(np.mean(losses[i : i + EVERY]))
                for i in range(0, len(losses) - EVERY + 1, EVERY)
            ],
            "accuracy": short(right),
            "off": short(np.mean(hidden == 0)),
            "answers": np.unique(network.activations[-1].argmax(axis=1)).tolist(),
        }
    return results


def main():
    results = measured(__file__, measure)
    figure, axes = new(4.4)
    looks = {
        "zero": {"color": GREY, "lw": 5},
        "N(0, 1)": {"color": RED, "marker": "s", "markersize": 3, "lw": 1},
        "Xavier": {"color": GREEN, "ls": "--"},
        "He": {"color": BLUE, "lw": 1.2},
    }
    for name, result in results.items():
        steps = [1, *(EVERY * (k + 0.5) for k in range(len(result["losses"])))]
        axes.semilogy(steps, [result["first"], *result["losses"]], **looks[name])
    axes.text(90, 11, "N(0, 1) falls to guessing, and stays", color=RED, weight="bold")
    axes.text(90, 3, "zero: guessing, log 10", color="#555555", weight="bold")
    axes.text(150, 0.5, "He (solid) and Xavier (dashed)", color=BLUE, weight="bold")
    axes.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.minorticks_off()
    axes.set(xlabel="step", ylabel="loss (nats)")
    axes.set_title("Two starts learn, two don't")
    save(figure, __file__)


if __name__ == "__main__":
    main()
