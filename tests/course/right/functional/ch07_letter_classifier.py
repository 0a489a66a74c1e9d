"""Chapter 7, right, in functional style."""

# ruff: noqa: F401 (the imports of the stub)

import random
import sys
from itertools import product

from exercises.ch01_math import Vector
from exercises.ch04_loss import one_hot, softmax
from exercises.ch05_backprop import BackpropNetwork
from exercises.ch06_training import Trainer, save_loss_curve

Examples = list[tuple[Vector, str]]  # pairs of inputs and a letter

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# 7 rows of 5 pixels for each letter. Given, like the four functions below it.
BITMAPS = {
    "A": ".###. #...# #...# ##### #...# #...# #...#",
    "B": "####. #...# #...# ####. #...# #...# ####.",
    "C": ".#### #.... #.... #.... #.... #.... .####",
    "D": "###.. #..#. #...# #...# #...# #..#. ###..",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "F": "##### #.... #.... ###.. #.... #.... #....",
    "G": ".#### #.... #.... #.### #...# #...# .####",
    "H": "#...# #...# #...# ##### #...# #...# #...#",
    "I": ".###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.",
    "J": "..### ...#. ...#. ...#. ...#. #..#. .##..",
    "K": "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
    "L": "#.... #.... #.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
    "N": "#...# ##..# ##..# #.#.# #..## #..## #...#",
    "O": ".###. #...# #...# #...# #...# #...# .###.",
    "P": "####. #...# #...# ####. #.... #.... #....",
    "Q": ".###. #...# #...# #...# #.#.# #..#. .##.#",
    "R": "####. #...# #...# ####. #.#.. #..#. #...#",
    "S": ".#### #.... #.... .###. ....# ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#...# #...# #...# #...# #...# #...# .###.",
    "V": "#...# #...# #...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "##### ....# ...#. ..#.. .#... #.... #####",
}


def bitmap_pixels(letter: str) -> Vector:
    """Return the 35 pixels of a letter's bitmap, row by row: 1.0 for #, 0.0 for a dot. Supplied."""
    return [1.0 if mark == "#" else 0.0 for mark in BITMAPS[letter] if mark != " "]


def nearest_template(pixels: Vector) -> str:
    """Return the letter whose bitmap differs in the fewest pixels. Supplied.

    Where every letter is as likely as the next and each pixel flips with the same probability,
    below 0.5, no method can be right more often.
    """

    def distance(letter: str) -> int:
        return sum(p != q for p, q in zip(pixels, bitmap_pixels(letter), strict=True))

    return min(LETTERS, key=distance)


def draw(pixels: Vector) -> list[str]:
    """Return 7 lines of text that show 35 pixels. Supplied."""
    marks = "".join("#" if pixel else "." for pixel in pixels)
    return [marks[start : start + 5] for start in range(0, 35, 5)]


def one_hot_letters() -> Examples:
    return [([float(letter == other) for other in LETTERS], letter) for letter in LETTERS]


def noisy_letters(copies: int, flip_probability: float, rng: random.Random) -> Examples:
    if not 0 <= flip_probability <= 1:
        raise ValueError(f"a probability of {flip_probability} is outside 0 … 1")

    def flipped(pixels):
        odds = (1 - flip_probability, flip_probability)
        return [abs(p - f) for p, f in zip(pixels, rng.choices((0, 1), odds, k=len(pixels)))]

    return [
        (flipped(bitmap_pixels(letter)), letter) for _, letter in product(range(copies), LETTERS)
    ]


def _target(letter):
    if letter not in [*LETTERS]:
        raise ValueError(f"{letter!r} is no letter from A to Z")
    return one_hot(LETTERS.index(letter), len(LETTERS))


class LetterClassifier:
    def __init__(
        self,
        input_size: int = 26,
        hidden_size: int = 64,
        learning_rate: float = 0.1,
        seed: int = 0,
    ) -> None:
        self.network = BackpropNetwork([input_size, hidden_size, 26], seed=seed)
        self.trainer = Trainer(self.network, learning_rate, seed)

    def train(self, dataset: Examples, epochs: int = 500) -> list[float]:
        pairs = [(inputs, _target(letter)) for inputs, letter in dataset]
        return self.trainer.train(pairs, epochs)

    def probabilities(self, inputs: Vector) -> Vector:
        return softmax(self.network.forward(inputs))

    def predict(self, inputs: Vector) -> str:
        return max(zip(self.probabilities(inputs), LETTERS))[1]

    def evaluate(self, dataset: Examples) -> float:
        if not dataset:
            raise ValueError("no examples, no share")
        return sum(self.predict(inputs) == letter for inputs, letter in dataset) / len(dataset)


def train_with_progress(classifier: LetterClassifier, dataset: Examples, epochs: int) -> None:
    """Train in short runs; show each one's loss, live in a terminal, else in 5 lines. Supplied."""
    live = sys.stdout.isatty()
    run = max(1, epochs // (100 if live else 5))
    for done in range(0, epochs, run):
        losses = classifier.train(dataset, min(run, epochs - done))
        bar = "#" * (20 * len(losses) // epochs)
        line = f"  [{bar:.<20}] epoch {len(losses)} of {epochs}   mean loss {losses[-1]:.4f}"
        print(f"\r{line:70}" if live else line, end="" if live else "\n", flush=True)
    if live:
        print()
