"""Part II, few pictures: the share right in the test against the number of training pictures."""

from digits import short
from few import STEPS, SUBSETS, learn_few, mean_and_error, tested
from style import BLUE, RED, measured, new, save

SIZES_OF_SUBSETS = [300, 1000, 3000, 10_000, 30_000, 55_000]


def measure():
    """Return for each number of pictures the test's accuracy from each seed, plain and shifted.

    About 640 steps each, or 4 epochs, whichever is more. From 30,000 on, subsets share pictures.
    """
    results = {}
    for size in SIZES_OF_SUBSETS:
        steps = max(STEPS, 4 * -(-size // 64))
        runs = [tested(learn_few(k, steps=steps, size=size))[1] for k in SUBSETS]
        results[str(size)] = [short(right) for right in runs]
    return results


def main():
    results = measured(__file__, measure)
    figure, axes = new(3.2)
    sizes = [int(size) for size in results]
    means = [100 * mean_and_error(values)[0] for values in results.values()]
    axes.plot(sizes, means, color=BLUE, marker="o")
    for size, values in zip(sizes, results.values()):
        axes.plot([size] * len(values), [100 * value for value in values], "_", color=RED)
    for size, mean in zip(sizes, means):
        axes.annotate(f"{mean:.1f}", (size, mean), (0, -14), textcoords="offset points", ha="left")
    axes.set_xscale("log")
    axes.set_xticks(sizes, [f"{size / 1000:g}" for size in sizes])
    axes.minorticks_off()
    axes.set(
        xlabel="training pictures, in thousands", ylabel="right in the test (%)", ylim=(80, 100)
    )
    axes.set_title("More pictures, fewer mistakes")
    save(figure, __file__)


if __name__ == "__main__":
    main()
