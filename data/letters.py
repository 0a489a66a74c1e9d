"""Capital letters in twenty fonts, 12 rows of 12 pixels each, read from letters.txt beside this.

Pure Python. data/fonts.py drew the letters, and draws them again; it names the fonts' licences.
"""

import math
import random
import re
from pathlib import Path

FILE = Path(__file__).resolve().parent / "letters.txt"
DRAW_AGAIN = "To draw the letters again, type: python data/fonts.py"
TRAINING_FAMILY = "DejaVu"  # the others are for tests

# How far a perturbed picture may be from the drawn one. The same numbers stand in data/fonts.py.
TURN = 10  # degrees, to either side
SHIFT = 1 / 12  # of the picture's width, in each direction
SCALE = 0.1  # larger or smaller by this part at most
NOISE = 0.1  # standard deviation of what is added to each pixel

Pixels = list[float]  # 144 grey levels row by row, 0 (paper) to 1 (ink)
Examples = list[tuple[Pixels, str]]  # pairs of pixels and a letter


def load_letters(path: Path = FILE) -> tuple[Examples, Examples]:
    """Return (training, test): the letters of the DejaVu faces, and those of all other families."""
    training, test = [], []
    for family, faces in read_letters(path).items():
        for examples in faces.values():
            (training if family == TRAINING_FAMILY else test).extend(examples)
    if not (training and test):
        missing = "test" if training else "train"
        raise ValueError(f"{path} has no letters to {missing} on. {DRAW_AGAIN}")
    return training, test


def read_letters(path: Path = FILE) -> dict[str, dict[str, Examples]]:
    """Return the 26 examples of every face: {family: {face: examples}}.

    Raises ValueError if the file is missing or damaged, and names the line and what belongs there.
    """
    try:
        text = Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ValueError(f"{path} can't be read: {error.strerror}. {DRAW_AGAIN}") from None
    lines = [line for line in enumerate(text.splitlines(), 1) if line[1] and line[1][0] != "#"]
    lines.reverse()  # so that pop() takes the first

    def take(pattern, wanted):
        number, line = lines.pop() if lines else (text.count("\n"), "the end of the file")
        found = re.fullmatch(pattern, line)
        if not found:
            raise ValueError(f"{path}:{number}: {wanted} belongs here, not {line!r}. {DRAW_AGAIN}")
        return found

    families = {}
    while lines:
        family, face = take(r"\[(.+) / (.+)\]", "[family / face]").groups()
        examples = families.setdefault(family, {})[face] = []
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            take(letter, f"the letter {letter}")
            marks = "".join(take("[.1-9]{12}", "a row of 12 pixels")[0] for _ in range(12))
            examples.append(([int(mark) / 9 for mark in marks.replace(".", "0")], letter))
    return families


def perturb(pixels: Pixels, rng: random.Random) -> Pixels:
    """Return the picture a little turned, shifted, scaled and noisy. pixels stay as they are."""
    size = math.isqrt(len(pixels))
    angle = math.radians(rng.uniform(-TURN, TURN))
    scale = rng.uniform(1 - SCALE, 1 + SCALE)
    right, down = size * rng.uniform(-SHIFT, SHIFT), size * rng.uniform(-SHIFT, SHIFT)
    cos, sin = math.cos(angle) / scale, math.sin(angle) / scale
    middle = (size - 1) / 2
    # A rim of paper: one pixel above and on the left, two below and on the right.
    wide = size + 3
    padded = [0.0] * wide
    for start in range(0, len(pixels), size):
        padded += [0.0, *pixels[start : start + size], 0.0, 0.0]
    padded += [0.0] * (2 * wide)

    new = []
    for row in range(size):
        for column in range(size):
            # Where in the old picture does this pixel come from? No further out than the rim.
            across, along = column - middle - right, row - middle - down
            x = min(max(cos * across + sin * along + middle, -1), size) + 1
            y = min(max(cos * along - sin * across + middle, -1), size) + 1
            # That place lies between four pixels: take their mean, the nearer ones count more.
            i, j = int(y), int(x)
            v, u = y - i, x - j
            k = i * wide + j
            upper = (1 - u) * padded[k] + u * padded[k + 1]
            lower = (1 - u) * padded[k + wide] + u * padded[k + wide + 1]
            grey = (1 - v) * upper + v * lower + rng.gauss(0, NOISE)
            new.append(min(max(grey, 0.0), 1.0))
    return new


def nearest_letter(pixels: Pixels, examples: Examples) -> str:
    """Return the letter of the example at the smallest distance from pixels."""
    return min(examples, key=lambda example: math.dist(pixels, example[0]))[1]


def picture(pixels: Pixels) -> list[str]:
    """Return lines of text that show the pixels: the more ink, the darker the mark."""
    size = math.isqrt(len(pixels))
    marks = "".join(" .:-=+*#%@"[int(9 * grey + 0.5)] for grey in pixels)
    return [marks[start : start + size] for start in range(0, len(marks), size)]


def train_on_fonts(classifier, training: Examples, change, epoch: int) -> float:
    """Train for 1 epoch of 10, on 4 copies of each picture, changed by change(pixels). Return the
    loss.

    The learning rate falls from epoch to epoch: the first steps are long, the last ones careful.
    """
    classifier.trainer.learning_rate = 0.07 * (1 - epoch / 10)
    pictures = [(change(pixels), letter) for pixels, letter in 4 * training]
    return classifier.train(pictures, epochs=1)[-1]


def read_fonts(LetterClassifier: type) -> None:
    """Train on letters in DejaVu fonts, test in others: `make run 7 LETTERS=fonts`.

    LetterClassifier: the learner's, of chapter 7.
    """
    training, clean = load_letters()
    rng = random.Random(1)
    perturbed = [(perturb(pixels, rng), letter) for pixels, letter in 5 * clean]
    print(f"{len(training)} letters in DejaVu fonts to train on. {len(clean)} in other fonts to")
    print(f"test on, and {len(perturbed):,} pictures of these, turned, shifted, scaled and noisy.")
    print("Two networks are trained, 10 epochs each. That takes about a minute.")

    rng = random.Random(2)
    readers = {"nearest": lambda pixels: nearest_letter(pixels, training)}
    for name, change in (("clean", list), ("perturbed", lambda pixels: perturb(pixels, rng))):
        classifier = LetterClassifier(144, 64)
        print(f"\nTraining on {name} pictures")
        for epoch in range(10):
            loss = train_on_fonts(classifier, training, change, epoch)
            print(f"  epoch {epoch + 1:2} of 10   mean loss {loss:.4f}", flush=True)
        readers[name] = classifier.predict

    print("\nRight in fonts never seen, by the nearest training letter and both networks:")
    print("              clean letters   perturbed letters")
    for name, read in readers.items():
        right = [[read(pixels) == letter for pixels, letter in test] for test in (clean, perturbed)]
        shares = [sum(answers) / len(answers) for answers in right]
        print(f"  {name:10} {shares[0]:14.1%} {shares[1]:19.1%}")

    def row(name, cells):
        return f"  {name:9}" + "  ".join(f"{cell:^12}" for cell in cells).rstrip()

    shown = random.Random(3).sample(perturbed, 5)
    print("\n" + row("letter", [letter for _, letter in shown]))
    for lines in zip(*(picture(pixels) for pixels, _ in shown), strict=True):
        print(row("", lines))
    for name, read in readers.items():
        print(row(name, [read(pixels) for pixels, _ in shown]))
