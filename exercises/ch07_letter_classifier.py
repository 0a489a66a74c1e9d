"""Chapter 7 · Letter classifier

You write the data and a `LetterClassifier`, on top of everything before. It learns 26 one-hot
letters by heart, and then letters in noisy pictures, tested on noise it has never seen.
Grade your work with `make check-chapter 7`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import random
import sys

from exercises.ch01_math import Vector
from exercises.ch04_loss import one_hot, softmax
from exercises.ch05_backprop import BackpropNetwork
from exercises.ch06_training import Trainer, save_loss_curve

Examples = list[tuple[Vector, str]]  # pairs of inputs and a letter

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# 7 rows of 5 pixels for each letter. Supplied, like the three functions below it.
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

    Where all letters are equally likely, and each pixel flips independently of the others with
    the same probability, below 0.5, no method can be right more often in the long run.
    """

    def distance(letter: str) -> int:
        return sum(p != q for p, q in zip(pixels, bitmap_pixels(letter), strict=True))

    return min(LETTERS, key=distance)


def draw(pixels: Vector) -> list[str]:
    """Return 7 lines of text that show 35 pixels. Supplied."""
    marks = "".join("#" if pixel else "." for pixel in pixels)
    return [marks[start : start + 5] for start in range(0, 35, 5)]


def one_hot_letters() -> Examples:
    """Return 26 examples, A first: for each letter its one-hot vector and the letter.

    → 26 pairs of (26,) and a letter, each list a new one.

    >>> inputs, letter = one_hot_letters()[2]
    >>> letter, len(inputs), inputs[:4]
    ('C', 26, [0.0, 0.0, 1.0, 0.0])
    """
    # TODO: chapter 4 has the function for the vectors.
    # Read lessons/ch07_letter_classifier.md#one_hot_letters
    raise NotImplementedError("one_hot_letters")


def noisy_letters(copies: int, flip_probability: float, rng: random.Random) -> Examples:
    """Return copies of every letter's bitmap, each pixel flipped (0 to 1, 1 to 0) by chance.

    Every pixel of every copy is flipped or not by a draw of its own from rng.
    → 26 · copies pairs of (35,) and a letter, each list a new one. Raises ValueError if
    flip_probability is not in 0 … 1.

    >>> examples = noisy_letters(2, 0.0, random.Random(0))
    >>> len(examples), examples[0] == (bitmap_pixels("A"), "A")
    (52, True)
    """
    # TODO: for each copy of each letter, a draw for each pixel.
    # Read lessons/ch07_letter_classifier.md#noisy_letters
    raise NotImplementedError("noisy_letters")


class LetterClassifier:
    """A network that names letters: input_size → hidden_size → 26, relu inside, linear out.

    It keeps .network, a BackpropNetwork, and .trainer, the Trainer that trains it.

    >>> classifier = LetterClassifier(hidden_size=8, learning_rate=0.5)
    >>> history = classifier.train(one_hot_letters(), epochs=40)
    >>> len(history), classifier.evaluate(one_hot_letters())
    (40, 1.0)
    >>> classifier.predict(one_hot(25, 26)), len(classifier.probabilities(one_hot(25, 26)))
    ('Z', 26)
    """

    def __init__(
        self,
        input_size: int = 26,
        hidden_size: int = 64,
        learning_rate: float = 0.1,
        seed: int = 0,
    ) -> None:
        """Build the network and its trainer, both from seed."""
        # TODO: a BackpropNetwork, and a Trainer on it.
        # Read lessons/ch07_letter_classifier.md#letterclassifier
        raise NotImplementedError("LetterClassifier.__init__")

    def train(self, dataset: Examples, epochs: int = 500) -> list[float]:
        """Train on (inputs, letter) pairs. Return the trainer's loss_history.

        A second call goes on where the first ended. Raises ValueError, naming it, for a letter
        that is not one of A … Z.
        """
        # TODO: turn each letter into its one-hot target, then let the trainer work.
        # Read lessons/ch07_letter_classifier.md#letterclassifier
        raise NotImplementedError("LetterClassifier.train")

    def probabilities(self, inputs: Vector) -> Vector:
        """Return the probability of each letter, A first: (input_size,) → (26,)."""
        # TODO: forward, then softmax.
        # Read lessons/ch07_letter_classifier.md#letterclassifier
        raise NotImplementedError("LetterClassifier.probabilities")

    def predict(self, inputs: Vector) -> str:
        """Return the letter of the largest probability."""
        # TODO: the place of the largest probability is the letter's place.
        # Read lessons/ch07_letter_classifier.md#letterclassifier
        raise NotImplementedError("LetterClassifier.predict")

    def evaluate(self, dataset: Examples) -> float:
        """Return the share of (inputs, letter) pairs, 0 to 1, whose letter is predicted.

        Raises ValueError if the dataset is empty.
        """
        # TODO: count the right answers.
        # Read lessons/ch07_letter_classifier.md#letterclassifier
        raise NotImplementedError("LetterClassifier.evaluate")


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


def main() -> None:
    from data.letters import read_fonts

    if sys.argv[1:] == ["fonts"]:
        read_fonts(LetterClassifier)
        return
    letters = one_hot_letters()
    classifier = LetterClassifier()
    print("Two networks are trained, one after the other. That takes about half a minute.\n")
    print(f"{len(letters)} one-hot letters")
    train_with_progress(classifier, letters, epochs=500)
    right = sum(classifier.predict(inputs) == letter for inputs, letter in letters)
    surest = [classifier.probabilities(inputs)[LETTERS.index(letter)] for inputs, letter in letters]
    parameters = classifier.network.count_parameters()
    print(
        f"  {right} of {len(letters)} right, each with a probability of {min(surest):.4f} or more"
    )
    print(f"  {parameters:,} parameters, {parameters * 4 / 1000:.1f} kB at 4 bytes each")
    save_loss_curve(classifier.trainer.loss_history, "ch07_letter_classifier.png")

    flips = 0.05
    training = noisy_letters(40, flips, random.Random(1))
    drawn = noisy_letters(130, flips, random.Random(3))
    seen = {tuple(pixels) for pixels, _ in training}
    test = [example for example in drawn if tuple(example[0]) not in seen]
    reader = LetterClassifier(input_size=35, learning_rate=0.05)
    print(f"\n{len(training):,} bitmaps with {flips:.0%} of the pixels flipped")
    train_with_progress(reader, training, epochs=15)
    nearest = sum(nearest_template(pixels) == letter for pixels, letter in test) / len(test)
    print(f"  on {len(test):,} others, never seen: {reader.evaluate(test):.2%} right")
    print(f"  the nearest bitmap, in the long run the best there is: {nearest:.2%} right\n")

    shown = random.Random(2).sample(test, 8)
    for rows in zip(*(draw(pixels) for pixels, _ in shown), strict=True):
        print("          " + "   ".join(rows))
    print("  letter    " + "       ".join(letter for _, letter in shown))
    print("  guess     " + "       ".join(reader.predict(pixels) for pixels, _ in shown))


if __name__ == "__main__":
    main()
