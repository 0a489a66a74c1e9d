"""Part II, few pictures: what each way against overfitting is worth, alone and together."""

from digits import accuracy, np, short
from few import STEPS, SUBSETS, learn_few, mean_and_error, subset, tested, validated
from style import BLUE, GREY, measured, new, save

# What is tried for each way, and chosen by the mean loss on the pictures for validation.
GRIDS = {
    "weight_decay": [0.0003, 0.001, 0.003, 0.01],
    "dropout_rate": [0.1, 0.2, 0.3, 0.5],
    "distance": [1, 2, 3],
}
SHORTER, LONGER = STEPS // 4, 4 * STEPS


def tried(name):
    """Return for each setting of a way the means on the pictures for validation."""
    results = []
    for setting in GRIDS[name]:
        found = [validated(learn_few(k, **{name: setting})) for k in SUBSETS]
        loss, right = np.mean(found, axis=0)
        results.append({"setting": setting, "loss": short(loss), "accuracy": short(right)})
    return results


def results_of(networks):
    """Return for each network, one a subset: right in training; loss and right in the test.

    "best" is the epoch that early stopping has restored, where it was there.
    """
    histories = [network.history for network in networks]
    watched = [one["validation_loss"] for one in histories if "validation_loss" in one]
    right = [accuracy(n.predict(X), y) for n, (X, y) in zip(networks, map(subset, SUBSETS))]
    tests = [tested(network) for network in networks]
    return {
        "training": [short(share) for share in right],
        "loss": [short(loss) for loss, _ in tests],
        "accuracy": [short(share) for _, share in tests],
        "epochs": [len(history["loss"]) for history in histories],
        "best": [losses.index(min(losses)) + 1 for losses in watched],
    }


def measure():
    """Return what was tried and chosen, and the results of each way with what was chosen.

    "seeds" is the test's accuracy of plain networks from five seeds, all on the first subset.
    """
    trials = {name: tried(name) for name in GRIDS}
    chosen = {name: min(trials[name], key=lambda trial: trial["loss"])["setting"] for name in GRIDS}
    distance = {"distance": chosen["distance"]}
    ways = {
        "plain": {},
        "weight decay": {"weight_decay": chosen["weight_decay"]},
        "dropout": {"dropout_rate": chosen["dropout_rate"]},
        "early stopping": {"stop": True},
        "shifts": distance,
        "all": {"stop": True, **chosen},
        "plain, shorter": {"steps": SHORTER},
        "plain, longer": {"steps": LONGER},
        "shifts, longer": {"steps": LONGER, **distance},
        "all, longer": {"steps": LONGER, "stop": True, **chosen},
    }
    return {
        "tried": trials,
        "chosen": chosen,
        "ways": {
            name: results_of([learn_few(k, **settings) for k in SUBSETS])
            for name, settings in ways.items()
        },
        "seeds": [short(tested(learn_few(0, seed=seed))[1]) for seed in SUBSETS],
    }


SHOWN = ["plain", "weight decay", "dropout", "early stopping", "shifts", "all"]


def main():
    ways = measured(__file__, measure)["ways"]
    figure, panels = new(3.4, columns=2, sharey=True)
    for axes, name, factor in zip(panels, ("accuracy", "loss"), (100, 1)):
        for row, way in enumerate(SHOWN):
            values = factor * np.array(ways[way][name])
            mean, error = mean_and_error(values)
            colour = GREY if way == "plain" else BLUE
            axes.plot(values, [row + 0.22] * len(values), "|", color=GREY, markersize=7)
            axes.errorbar(mean, row, xerr=error, fmt="o", color=colour, capsize=4, markersize=5)
        axes.axvline(factor * np.mean(ways["plain"][name]), color=GREY, ls=":", lw=1.2)
    left, right = panels
    left.set_yticks(range(len(SHOWN)), SHOWN)
    left.set(ylim=(len(SHOWN) - 0.4, -0.6), xlabel="right in the test (%)")
    right.set(xlabel="loss in the test (nats)")
    left.set_title("Five subsets, mean and standard error")
    save(figure, __file__)


if __name__ == "__main__":
    main()
