"""Part II, few pictures: loss and accuracy by epoch, as a thousand are learned by heart."""

from digits import SIZES, np, short, split
from few import STEPS, epochs_for, subset
from style import BLACK, BLUE, RED, measured, new, save

from solutions.np3_mlp import MLP, fit


def measure():
    """Return the history of the first subset's network, with the 5,000 pictures for validation."""
    X, labels = subset(0)
    history = fit(MLP(SIZES), X, labels, epochs_for(len(X), STEPS), validation=split()[2:])
    return {name: [short(value) for value in values] for name, values in history.items()}


def main():
    history = measured(__file__, measure)
    figure, (above, below) = new(5.2, rows=2, sharex=True)
    epochs = range(1, len(history["loss"]) + 1)
    for axes, name, factor in ((above, "loss", 1), (below, "accuracy", 100)):
        axes.plot(epochs, factor * np.array(history[name]), color=BLUE)
        axes.plot(epochs, factor * np.array(history[f"validation_{name}"]), color=RED, ls="--")
    best = int(np.argmin(history["validation_loss"]))
    above.plot(best + 1, history["validation_loss"][best], "o", color=BLACK, zorder=3)
    above.annotate(
        f"lowest, epoch {best + 1}",
        (best + 1, history["validation_loss"][best]),
        (best + 4, 0.9),
        arrowprops={"arrowstyle": "-", "color": BLACK},
    )
    above.text(39, 0.07, "training", color=BLUE, weight="bold", ha="right")
    above.text(39, 0.62, "validation", color=RED, weight="bold", ha="right")
    below.text(39, 96, "training", color=BLUE, weight="bold", ha="right")
    below.text(39, 84, "validation", color=RED, weight="bold", ha="right")
    above.set(ylabel="loss (nats)", ylim=(0, 1.4))
    above.set_title("A thousand pictures, learned by heart")
    below.set(ylabel="right (%)", xlabel="epoch", ylim=(60, 102))
    save(figure, __file__)


if __name__ == "__main__":
    main()
