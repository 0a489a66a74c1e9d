"""Chapter 7: letters in fonts never seen, by training on clean and on perturbed pictures.

The settings (rate, copies, epochs; how far letters are perturbed) were chosen by training on two of
DejaVu's three kinds (Sans, Sans Mono, Serif) and testing on the third, never on the test fonts.
"""

import random
from unittest.mock import patch

from style import BLACK, BLUE, RED, measured, new, save

from data import letters
from data.letters import load_letters, nearest_letter, perturb, train_on_fonts
from solutions.ch07_letter_classifier import LETTERS, LetterClassifier

SEEDS = range(5)  # seed 0 is what `make run 7 LETTERS=fonts` does
PARTS = {"shift alone": {"TURN": 0, "SCALE": 0, "NOISE": 0}, "all but the shift": {"SHIFT": 0}}
HIDDEN = {"64": [64], "256-128": [256, 128]}  # of the networks in NumPy


def test_letters():
    """Return (clean, perturbed) test letters, those of the chapter's program."""
    _, clean = load_letters()
    rng = random.Random(1)
    return clean, [(perturb(pixels, rng), letter) for pixels, letter in 5 * clean]


def perturbed_in_part(changes):
    """Return perturbed test letters, with other values for some constants of data/letters.py."""
    with patch.multiple(letters, **changes):
        return test_letters()[1]


def trained_on_fonts(name, seed=0, epochs=10):
    """Yield (loss, classifier) after each epoch of training on "clean" or "perturbed" pictures."""
    training, _ = load_letters()
    rng = random.Random(seed + 2)
    change = {"clean": list, "perturbed": lambda pixels: perturb(pixels, rng)}[name]
    classifier = LetterClassifier(144, 64, seed=seed)
    for epoch in range(epochs):
        yield train_on_fonts(classifier, training, change, epoch), classifier


def measure():
    training, _ = load_letters()
    clean, perturbed = test_letters()
    results = {}
    for name in ("clean", "perturbed"):
        results[name] = []
        for seed in SEEDS:
            run = {"loss": [], "clean": [], "perturbed": []}
            for loss, classifier in trained_on_fonts(name, seed):
                run["loss"].append(round(loss, 4))
                run["clean"].append(round(classifier.evaluate(clean), 5))
                run["perturbed"].append(round(classifier.evaluate(perturbed), 5))
            run["training"] = round(classifier.evaluate(training), 5)
            for part, changes in PARTS.items() if name == "clean" else ():
                run[part] = round(classifier.evaluate(perturbed_in_part(changes)), 5)
            results[name].append(run)
    rng = random.Random(0)
    copies = [(perturb(pixels, rng), letter) for pixels, letter in 40 * training]
    results["nearest"] = nearest(training, clean, perturbed)
    results["nearest of perturbed"] = nearest(copies, clean, perturbed)
    results["numpy"] = {
        f"{name}, {copies} copies": [measure_numpy(hidden, copies, seed) for seed in SEEDS]
        for name, hidden in HIDDEN.items()
        for copies in (40, 400)
    }
    return results


def nearest(examples, *tests):
    """Return the share of each test that the nearest of the examples gets right."""
    shares = []
    for test in tests:
        right = sum(nearest_letter(pixels, examples) == letter for pixels, letter in test)
        shares.append(round(right / len(test), 5))
    return shares


def measure_numpy(hidden, copies, seed):
    """Return the shares of clean and of perturbed test letters that chapter np3's network reads.

    It is trained on so many copies of each letter, each perturbed anew: for one epoch on 400, for
    ten on 40, which is the same number of steps.
    """
    import numpy as np

    from data.fonts import perturb_all
    from solutions.np3_mlp import MLP, fit

    def arrays(examples):
        pixels = np.array([pixels for pixels, _ in examples], dtype=np.float32)
        return pixels, np.array([LETTERS.index(letter) for _, letter in examples])

    X, labels = arrays(load_letters()[0])
    rng = np.random.default_rng(seed)
    fresh = [perturb_all(X.reshape(-1, 12, 12), rng).reshape(X.shape) for _ in range(copies)]
    network = MLP([144, *hidden, 26], seed)
    fit(
        network,
        np.concatenate(fresh, dtype=np.float32),
        np.tile(labels, copies),
        epochs=400 // copies,
        learning_rate=0.2,
    )
    shares = []
    for examples in test_letters():
        X, labels = arrays(examples)
        shares.append(round(float((network.predict(X) == labels).mean()), 5))
    return shares


def main():
    results = measured(__file__, measure)
    figure, axes = new(3.8)
    epochs = range(1, 11)
    for name, style in (("perturbed", dict(color=BLUE)), ("clean", dict(color=RED, ls="--"))):
        for run in results[name]:
            axes.plot(epochs, [100 * share for share in run["perturbed"]], lw=1.4, **style)
    axes.axhline(100 * results["nearest"][1], color=BLACK, lw=1.2, ls=":")
    axes.text(10, 94.5, "trained on perturbed pictures", color=BLUE, weight="bold", ha="right")
    axes.text(10, 56.5, "trained on clean pictures", color=RED, weight="bold", ha="right", va="top")
    axes.text(10, 63.2, "nearest training letter", ha="right")
    axes.set(xlabel="epoch", ylabel="right (%)", xticks=epochs, ylim=(40, 100))
    axes.set_title("Perturbed letters in fonts never seen")
    save(figure, __file__)


if __name__ == "__main__":
    main()
