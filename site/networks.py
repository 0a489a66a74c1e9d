"""Two networks of chapter 7, trained by the solutions' own code, for pages to show at work.

``letters`` is the last one that `make run 7 LETTERS=fonts` trains: it reads what a visitor draws.
``bitmaps`` is the lesson's best reader of noisy bitmaps, in "Second test".

Each becomes a file in assets/, which app/letter_network.js reads: its weights and biases as whole
numbers of hundred-thousandths. What the files say of a network is measured after that rounding.
"""

import hashlib
import json
import random
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parent
ROOT = SITE.parent
sys.path.append(str(ROOT))

from data.letters import load_letters, perturb, train_on_fonts  # noqa: E402 (needs the path)
from solutions.ch07_letter_classifier import (  # noqa: E402
    BITMAPS,
    LETTERS,
    LetterClassifier,
    noisy_letters,
)

UNIT = 100_000
SOURCES = ["site/networks.py", "solutions/ch0*.py", "data/letters.py", "data/letters.txt"]
PLACE = "assets/network_{}.json"


def letters():
    """Train on letters in fonts, perturbed anew in each of 10 epochs: about half a minute."""
    training, clean = load_letters()
    rng = random.Random(2)
    classifier = LetterClassifier(144, 64)
    for epoch in range(10):
        train_on_fonts(classifier, training, lambda pixels: perturb(pixels, rng), epoch)
    rng = random.Random(1)
    tests = {"clean": clean, "perturbed": [(perturb(x, rng), y) for x, y in 5 * clean]}
    return classifier, tests


def bitmaps():
    """Train on bitmaps with 10 % of their pixels flipped: a second."""
    classifier = LetterClassifier(input_size=35, hidden_size=16, learning_rate=0.05)
    classifier.train(noisy_letters(20, 0.10, random.Random(1)), epochs=5)
    return classifier, {"noisy": noisy_letters(20, 0.10, random.Random(2))}


NETWORKS = {"letters": letters, "bitmaps": bitmaps}
MORE = {"bitmaps": {"bitmaps": BITMAPS}}  # what else a network's file holds: the letters unspoilt


def write_networks(out, former=SITE / "public"):
    """Write each network's file into out, or take it from the former site, if it still holds."""
    made_from = digest()
    for name, train in NETWORKS.items():
        place = PLACE.format(name)
        text = known(former / place, made_from)
        if not text:
            data = {**as_data(*train()), **MORE.get(name, {})}
            text = json.dumps({"from": made_from, **data}, separators=(",", ":"))
        (out / place).parent.mkdir(parents=True, exist_ok=True)
        (out / place).write_text(text, encoding="utf-8", newline="\n")


def digest():
    """Return what changes with anything that a network is made from."""
    paths = sorted(path for pattern in SOURCES for path in ROOT.glob(pattern))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def known(path, made_from):
    """Return a file's text if it was made from the same sources, else ""."""
    try:
        text = path.read_text(encoding="utf-8")
        return text if json.loads(text)["from"] == made_from else ""
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def as_data(classifier, tests):
    """Return what a network's file holds of it."""
    layers = [
        {
            "weights": [[round(w * UNIT) for w in row] for row in layer.weights],
            "biases": [round(b * UNIT) for b in layer.biases],
        }
        for layer in classifier.network.layers
    ]
    data = {"unit": UNIT, "layers": layers}
    rounded = classifier_of(data)
    right = {name: rounded.evaluate(test) for name, test in tests.items()}
    return {**data, "parameters": rounded.network.count_parameters(), "right": right}


def classifier_of(data):
    """Return the solutions' classifier with the numbers of a network's file."""
    weights = data["layers"][0]["weights"]
    classifier = LetterClassifier(input_size=len(weights[0]), hidden_size=len(weights))
    for layer, kept in zip(classifier.network.layers, data["layers"], strict=True):
        layer.weights = [[w / data["unit"] for w in row] for row in kept["weights"]]
        layer.biases = [b / data["unit"] for b in kept["biases"]]
    return classifier


def example(path):
    """Return what the page shows until its visitor draws: a letter in a font never seen, read."""
    data = json.loads(path.read_text(encoding="utf-8"))
    pixels, letter = load_letters()[1][17]
    pixels = [round(grey, 2) for grey in perturb(pixels, random.Random(1))]
    classifier = classifier_of(data)
    chances = classifier.probabilities(pixels)
    return {
        "letter": letter,
        "chance": chances[LETTERS.index(letter)],
        "layers": [pixels, classifier.network.layers[0].outputs, chances],
        "parameters": data["parameters"],
        "right": data["right"],
    }
