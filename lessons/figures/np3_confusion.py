"""Part II, digits: which digits the network takes for which others, of the 10,000 for the test."""

from digits import SIZES, mnist, np, reader, short
from matplotlib import colormaps
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from style import BLACK, measured, new, save

from data.digits import confusion_matrix
from solutions.np3_mlp import MLP, fit


def commonest(counts):
    """Return [true, read, count] for each mistake, the commonest first."""
    pairs = [[i, j, int(counts[i, j])] for i in range(10) for j in range(10) if i != j]
    return sorted(pairs, key=lambda pair: -pair[2])


def measure():
    """Return the counts (row true, column read), the share right, and the commonest mistakes.

    "by seed" has the commonest mistakes of five networks, more than one where they tie. "only one"
    has how many pictures only the first of two networks reads, and how many only the second.
    """
    X, labels, X_test, labels_test = mnist()
    answers = [reader(seed).predict(X_test) for seed in range(5)]
    tables = [confusion_matrix(predicted, labels_test) for predicted in answers]
    longer = MLP(SIZES)  # as np3_curves trains the longest
    fit(longer, X, labels, epochs=20, learning_rate=0.05)

    def only_one(predicted):
        first, second = answers[0] == labels_test, predicted == labels_test
        return [int(np.sum(first & ~second)), int(np.sum(second & ~first))]

    counts, lists = tables[0], [commonest(table) for table in tables]
    return {
        "accuracy": short(counts.trace() / counts.sum()),
        "wrong": int(counts.sum() - counts.trace()),
        "pairs": lists[0][:10],
        "by seed": [[pair for pair in pairs if pair[2] == pairs[0][2]] for pairs in lists],
        "only one": {
            "seeds 0 and 1": only_one(answers[1]),
            "4 and 20 epochs": only_one(longer.predict(X_test)),
        },
        "counts": counts.tolist(),
    }


def main():
    results = measured(__file__, measure)
    figure, axes = new(4.7)
    counts = results["counts"]
    mistakes = {(i, j): counts[i][j] for i in range(10) for j in range(10) if i != j}
    for n in sorted(set(mistakes.values()) - {0}):
        cells = [place for place in mistakes if mistakes[place] == n]
        squares = [Path.unit_rectangle().transformed(Affine2D().translate(j, i)) for i, j in cells]
        tint = colormaps["Oranges"](n / max(mistakes.values()) / 1.5)
        axes.add_patch(PathPatch(Path.make_compound_path(*squares), fc=tint, ec="none"))
        for i, j in cells:
            axes.text(j + 0.5, i + 0.52, n, ha="center", va="center", color=BLACK)
    for i in range(10):
        axes.text(
            i + 0.5, i + 0.52, counts[i][i], ha="center", va="center", color="#666666", fontsize=9
        )
    axes.hlines(range(11), 0, 10, color="#dddddd", lw=0.6)
    axes.vlines(range(11), 0, 10, color="#dddddd", lw=0.6)
    axes.set_xticks([j + 0.5 for j in range(10)], range(10))
    axes.set_yticks([i + 0.5 for i in range(10)], range(10))
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.xaxis.set_label_position("top")
    axes.spines[:].set_visible(False)
    axes.grid(False)
    axes.set(xlim=(0, 10), ylim=(10, 0), xlabel="read as", ylabel="the digit")
    true, read, _ = results["pairs"][0]
    axes.set_title(f"Most often, a {true} is read as a {read}", pad=10)
    save(figure, __file__)


if __name__ == "__main__":
    main()
