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
    examples = []
    for i in range(len(LETTERS)):
        inputs = one_hot(i, len(LETTERS))
        letter = LETTERS[i]
        examples.append((inputs, letter))
    return examples


def noisy_letters(copies: int, flip_probability: float, rng: random.Random) -> Examples:
    """Return copies of every letter's bitmap, each pixel flipped (0 to 1, 1 to 0) by chance.

    Every pixel of every copy is flipped or not by a draw of its own from rng.
    → 26 · copies pairs of (35,) and a letter, each list a new one. Raises ValueError if
    flip_probability is not in 0 … 1.

    >>> examples = noisy_letters(2, 0.0, random.Random(0))
    >>> len(examples), examples[0] == (bitmap_pixels("A"), "A")
    (52, True)
    """
    if flip_probability < 0 or flip_probability > 1:
        raise ValueError(f"noisy_letters: flip_probability {flip_probability} is not in 0 … 1")
    examples = []
    for _copy in range(copies):
        for i in range(len(LETTERS)):
            letter = LETTERS[i]
            clean = bitmap_pixels(letter)
            noisy = []
            for j in range(len(clean)):
                draw_of_pixel = rng.random()
                if draw_of_pixel < flip_probability:
                    noisy.append(1.0 - clean[j])
                else:
                    noisy.append(clean[j])
            examples.append((noisy, letter))
    return examples


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
        sizes = [input_size, hidden_size, len(LETTERS)]
        self.network = BackpropNetwork(sizes, seed=seed)
        self.trainer = Trainer(self.network, learning_rate, seed)

    def train(self, dataset: Examples, epochs: int = 500) -> list[float]:
        """Train on (inputs, letter) pairs. Return the trainer's loss_history.

        A second call goes on where the first ended. Raises ValueError, naming it, for a letter
        that is not one of A … Z.
        """
        pairs = []
        for i in range(len(dataset)):
            inputs = dataset[i][0]
            letter = dataset[i][1]
            place = -1
            for j in range(len(LETTERS)):
                if LETTERS[j] == letter:
                    place = j
            if place == -1:
                raise ValueError(f"train: {letter!r} is not a letter from A to Z")
            target = one_hot(place, len(LETTERS))
            pairs.append((inputs, target))
        history = self.trainer.train(pairs, epochs)
        return history

    def probabilities(self, inputs: Vector) -> Vector:
        """Return the probability of each letter, A first: (input_size,) → (26,)."""
        logits = self.network.forward(inputs)
        return softmax(logits)

    def predict(self, inputs: Vector) -> str:
        """Return the letter of the largest probability."""
        p = self.probabilities(inputs)
        place = 0
        for i in range(len(p)):
            if p[i] > p[place]:
                place = i
        return LETTERS[place]

    def evaluate(self, dataset: Examples) -> float:
        """Return the share of (inputs, letter) pairs, 0 to 1, whose letter is predicted.

        Raises ValueError if the dataset is empty.
        """
        if len(dataset) == 0:
            raise ValueError("evaluate: the dataset is empty")
        right = 0
        for i in range(len(dataset)):
            inputs = dataset[i][0]
            letter = dataset[i][1]
            if self.predict(inputs) == letter:
                right = right + 1
        return right / len(dataset)


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
    letters = one_hot_letters()
    classifier = LetterClassifier()
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
