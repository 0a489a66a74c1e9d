"""The pictures that the runs of Part II save. They need matplotlib; nothing is graded here."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402 (the backend has to be chosen first)
import numpy as np  # noqa: E402
from matplotlib.colors import LinearSegmentedColormap  # noqa: E402

from data.digits import confusion_matrix, often_confused  # noqa: E402
from data.weights import save_and_keep  # noqa: E402

RAISES = LinearSegmentedColormap.from_list(  # the lessons' colours: orange below 0, blue above
    "raises", ["#b35c00", "#f0a830", "white", "#2f86bd", "#00304d"]
)


def save_xor_picture(network, losses, X, y, path="np1_xor.png"):
    """Save the loss, the outputs beside the targets, and the decision boundary.

    network: a SimpleNN of two inputs and one output. X (m, 2) and y (m, 1): what it was trained on.
    """
    figure, (curve, bars, plane) = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    curve.plot(losses)
    curve.set(title="Loss", xlabel="epoch", ylim=(0, None))
    places, outputs = np.arange(len(X)), network.forward(X)[:, 0]
    bars.bar(places - 0.2, y[:, 0], 0.4, label="target", hatch="//", fill=False)
    bars.bar(places + 0.2, outputs, 0.4, label="output")
    bars.set(title="Outputs beside targets", ylim=(0, 1.25))  # room for the legend
    bars.set_xticks(places, [f"{x1:.0f}, {x2:.0f}" for x1, x2 in X])
    bars.legend(loc="upper center", ncols=2)
    ticks = np.linspace(-0.5, 1.5, 101)
    x1, x2 = np.meshgrid(ticks, ticks)
    grid = network.forward(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    plane.contourf(x1, x2, grid, levels=[0, 0.5, 1], colors=["#cfe3f2", "#fbe3c0"])
    plane.contour(x1, x2, grid, levels=[0.5], colors="black")
    for (a, b), (target,) in zip(X, y):
        plane.text(a, b, f"{target:.0f}", ha="center", va="center", weight="bold")
    plane.set(title="Decision boundary: where the output is 0.5", xlabel="x1", ylabel="x2")
    _save(figure, path)


def show_digits(network, history, probabilities, images, labels):
    """Print what the network gets wrong, save its weights, and draw it all: see below."""
    predicted = probabilities.argmax(axis=1)
    print(f"  on the test pictures, never seen: {np.mean(predicted == labels):.2%} right")
    for true, read, count in often_confused(predicted, labels):
        print(f"  {true} read as {read}: {count} times")
    save_and_keep(network, "np3_mlp.npz")
    save_digits_picture(network, history, probabilities, images, labels)


def save_digits_picture(network, history, probabilities, images, labels, path="np3_mlp.png"):
    """Save what the training did and what the network gets wrong.

    The loss and accuracy by epoch, the confusion matrix, the most confidently wrong pictures, and
    the first layer's weights. history: what fit returns. probabilities (m, k), images
    (m, rows, columns) and labels (m,): those of the test.
    """
    predicted = probabilities.argmax(axis=1)
    figure = plt.figure(figsize=(10, 12), layout="constrained")
    above, below = figure.subfigures(2, 1)
    curves, matrix = above.subfigures(1, 2, width_ratios=[2, 3])
    _draw_curves(curves, history)
    matrix = matrix.subplots()
    counts = confusion_matrix(predicted, labels, probabilities.shape[1])
    mistakes = counts * (1 - np.eye(len(counts), dtype=int))  # right answers would drown them
    matrix.imshow(mistakes, cmap="Oranges", vmax=1.5 * max(mistakes.max(), 1))
    for row, column in np.argwhere(counts):
        look = {"color": "grey", "fontsize": 6} if row == column else {"fontsize": 8}
        matrix.text(column, row, counts[row, column], ha="center", va="center", **look)
    matrix.set(title="Confusion matrix: mistakes in colour", xlabel="read as", ylabel="true label")
    matrix.set(xticks=range(len(counts)), yticks=range(len(counts)))

    panels = below.subplots(4, 8)
    below.suptitle(
        "The most confidently wrong; and the weights of 16 first-layer neurons:\n"
        "blue where ink raises z, orange where it lowers it"
    )
    for axes in panels.flat:
        axes.axis("off")
    wrong = np.flatnonzero(predicted != labels)
    worst = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:16]
    for axes, i in zip(panels.flat, worst):
        axes.imshow(images[i], cmap="Greys")
        axes.set_title(f"{labels[i]} read as {predicted[i]}", fontsize=9)
    for axes, column in zip(panels.flat[16:], network.weights[0].T):
        limit = np.abs(column).max()
        axes.imshow(column.reshape(images.shape[1:]), cmap=RAISES, vmin=-limit, vmax=limit)
    _save(figure, path)


def save_curves_picture(history, path="np4_generalise.png"):
    """Save the loss and the accuracy by epoch, as fit's history has them."""
    figure = plt.figure(figsize=(7, 7), layout="constrained")
    _draw_curves(figure, history)
    _save(figure, path)


def _draw_curves(figure, history):
    for axes, kind in zip(figure.subplots(2, 1, sharex=True), ("loss", "accuracy")):
        for name, look in ((kind, "o-"), (f"validation_{kind}", "s--")):
            values = history.get(name, [])
            axes.plot(range(1, len(values) + 1), values, look, label=name.replace("_", " "))
        axes.set(title=kind.capitalize())
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.legend()
    axes.set_xlabel("epoch")


def _save(figure, path):
    try:
        figure.savefig(path, dpi=110)
        print(f"  saved as {path}")
    except OSError as error:  # what was learned is worth seeing all the same
        print(f"  The picture could not be saved to {path} ({error.strerror or error}).")
    plt.close(figure)
