"""Chapter 7, right, with helpers of the learner's own."""

# ruff: noqa: F401 (the imports of the stub)

import random
import sys
from dataclasses import dataclass

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


NUMBERS = {letter: number for number, letter in enumerate(LETTERS)}


def one_hot_letters():
    examples = []
    for letter, number in NUMBERS.items():
        examples.append((one_hot(number, size=len(NUMBERS)), letter))
    return examples


@dataclass(slots=True)
class Noise:
    probability: float
    rng: random.Random

    def __post_init__(self):
        if self.probability < 0 or self.probability > 1:
            raise ValueError(f"flip_probability = {self.probability}, but 0 … 1 is needed")

    def copy_of(self, letter):
        pixels = bitmap_pixels(letter)
        i = len(pixels)
        while i > 0:
            i -= 1
            if self.rng.random() < self.probability:
                pixels[i] = 0 if pixels[i] else 1
        return pixels


def noisy_letters(copies, flip_probability, rng):
    noise = Noise(flip_probability, rng)
    examples = []
    for letter in LETTERS:
        for _ in range(copies):
            examples.append((noise.copy_of(letter), letter))
    return examples


class LetterClassifier:
    __slots__ = ("network", "trainer", "_targets")

    def __init__(self, input_size=26, hidden_size=64, learning_rate=0.1, seed=0):
        self.network = BackpropNetwork(
            layer_sizes=[input_size, hidden_size, len(NUMBERS)],
            hidden_activation="relu",
            output_activation="linear",
            seed=seed,
        )
        self.trainer = Trainer(network=self.network, learning_rate=learning_rate, seed=seed)
        self._targets = {letter: target for target, letter in one_hot_letters()}

    def train(self, dataset, epochs=500):
        lessons = []
        for inputs, letter in dataset:
            try:
                lessons.append((inputs, self._targets[letter]))
            except KeyError:
                raise ValueError(f"I know A to Z only, not {letter!r}") from None
        return self.trainer.train(lessons, epochs=epochs)

    def probabilities(self, inputs):
        self.network.forward(inputs)
        return softmax(self.network.logits)

    def predict(self, inputs):
        chances = dict(zip(LETTERS, self.probabilities(inputs)))
        return max(chances, key=chances.get)

    def evaluate(self, dataset):
        counts = {True: 0, False: 0}
        for inputs, letter in dataset:
            counts[self.predict(inputs) == letter] += 1
        try:
            return counts[True] / sum(counts.values())
        except ZeroDivisionError:
            raise ValueError("no examples to evaluate") from None


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
