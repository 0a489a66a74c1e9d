"""Part II, digits: the ten mistakes on the test set of which the network was surest."""

from digits import as_text, draw_pictures, mnist, np, reader, sheet, short
from grids import write
from style import RED, measured, save

from solutions.np2_digits import accuracy, softmax


def moved_right(X, columns):
    """Return pictures whose ink stands so many columns further to the right."""
    images = X.reshape(-1, 28, 28)
    moved = np.zeros_like(images)
    moved[:, :, columns:] = images[:, :, : 28 - columns]
    return moved.reshape(X.shape)


def measure():
    """Return the ten worst, and how many mistakes of all came with more than 0.9 and 0.99.

    "moved" has the accuracy with all pictures moved to the right by 0, 1, 2, 3 and 4 pixels.
    """
    _, _, X_test, labels_test = mnist()
    network = reader()
    chances = softmax(network.forward(X_test))
    read, surest = chances.argmax(axis=1), chances.max(axis=1)
    wrong = np.flatnonzero(read != labels_test)
    worst = wrong[np.argsort(-surest[wrong])][:10]
    moved = [network.predict(moved_right(X_test, columns)) for columns in range(5)]
    return {
        "wrong": len(wrong),
        "above 0.9": int((surest[wrong] > 0.9).sum()),
        "above 0.99": int((surest[wrong] > 0.99).sum()),
        "moved": [short(accuracy(predicted, labels_test)) for predicted in moved],
        "worst": [
            {
                "label": int(labels_test[i]),
                "read": int(read[i]),
                "probability": short(surest[i], 5),
                "picture": as_text(X_test[i]),
            }
            for i in worst
        ],
    }


def main():
    results = measured(__file__, measure)
    figure, axes = sheet(250, "Wrong, and very sure")
    places = {}
    for k, one in enumerate(results["worst"]):
        left, top = 11 + 70 * (k % 5), 62 + 107 * (k // 5)
        places[left, top] = one["picture"]
        write(axes, left + 28, top - 10, f"{one['label']} read as {one['read']}")
        write(axes, left + 28, top + 67, f"{one['probability']:.2%}", color=RED, fontsize=9)
    draw_pictures(axes, places)
    save(figure, __file__)


if __name__ == "__main__":
    main()
