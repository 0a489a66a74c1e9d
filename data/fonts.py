"""Letters and digits drawn from the fonts that come with matplotlib.

Run as a program, this file writes letters.txt beside it, which data/letters.py reads:
`python data/fonts.py`. `font_digits()` is what Part II reads where MNIST is not to be had.

The fonts, and their licences as matplotlib states them:
- DejaVu, (c) 2003 Bitstream, (c) 2006 Tavmjong Bah, changes in the public domain: Bitstream Vera
  licence (mpl-data/fonts/ttf/LICENSE_DEJAVU);
- STIX 1.0, (c) 2001-2010 STI Pub Companies and others: SIL Open Font License 1.1 (LICENSE_STIX
  beside it);
- Computer Modern as the BaKoMa Fonts, (c) 1994, 1995 Basil K. Malyshev: BaKoMa Fonts Licence (in
  matplotlib's own LICENSE file).
All three allow pictures drawn with the fonts to be used and passed on. No font is copied here.
"""

from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
LETTERS_FILE = Path(__file__).resolve().parent / "letters.txt"

# Every face with ordinary capital letters and digits. Left out are those of symbols, brackets and
# parts of alphabets, and Computer Modern's italic for mathematics.
FACES = {
    "DejaVu": [
        "DejaVuSans",
        "DejaVuSans-Bold",
        "DejaVuSans-BoldOblique",
        "DejaVuSans-Oblique",
        "DejaVuSansMono",
        "DejaVuSansMono-Bold",
        "DejaVuSansMono-BoldOblique",
        "DejaVuSansMono-Oblique",
        "DejaVuSerif",
        "DejaVuSerif-Bold",
        "DejaVuSerif-BoldItalic",
        "DejaVuSerif-Italic",
    ],
    "STIX": ["STIXGeneral", "STIXGeneralBol", "STIXGeneralBolIta", "STIXGeneralItalic"],
    "Computer Modern": ["cmb10", "cmr10", "cmss10", "cmtt10"],
}
TRAINING_FAMILY = "DejaVu"  # the others are for tests

# How far a perturbed picture may be from the drawn one. The same numbers stand in data/letters.py.
TURN = 10  # degrees, to either side
SHIFT = 1 / 12  # of the picture's width, in each direction
SCALE = 0.1  # larger or smaller by this part at most
NOISE = 0.1  # standard deviation of what is added to each pixel

HEADER = """\
# Capital letters in the fonts that come with matplotlib, 12 rows of 12 pixels for each.
# A dot is paper, 9 is full ink. Drawn by data/fonts.py, read by data/letters.py.
#
# DejaVu: (c) 2003 Bitstream, (c) 2006 Tavmjong Bah. Bitstream Vera licence.
# STIX: (c) 2001-2010 STI Pub Companies and others. SIL Open Font License 1.1.
# Computer Modern: (c) 1994, 1995 Basil K. Malyshev. BaKoMa Fonts Licence.
"""


def draw_character(character: str, font: str, size: int) -> np.ndarray:
    """Return one character as grey levels, 0 (paper) to 1 (ink): (size, size).

    font: the name of a file in matplotlib's folder of fonts, without its ".ttf". The character is
    centred, and as large as a margin of a seventh of size allows: there it can turn and shift.
    """
    outline = TextPath((0, 0), character, 100, prop=FontProperties(fname=FOLDER / f"{font}.ttf"))
    points = np.concatenate(outline.to_polygons())
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (size - 2 * (size // 7)) / max(high - low)
    place = Affine2D().translate(*-(low + high) / 2).scale(scale).translate(size / 2, size / 2)
    canvas = RendererAgg(size, size, dpi=72)
    pen = canvas.new_gc()
    pen.set_linewidth(0)
    pen.set_snap(False)  # or upright lines would jump to whole pixels
    canvas.draw_path(pen, outline, place, (0, 0, 0))
    return np.asarray(canvas.buffer_rgba())[:, :, 3] / 255  # how far the ink covers each pixel


def perturb_all(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return every picture a little turned, shifted, scaled and noisy: (m, size, size), 0 to 1.

    What data/letters.py's perturb does to one list of pixels, for an array of m pictures.
    """
    m, size, _ = images.shape
    angle = np.radians(rng.uniform(-TURN, TURN, (m, 1, 1)))
    scale = rng.uniform(1 - SCALE, 1 + SCALE, (m, 1, 1))
    right, down = size * rng.uniform(-SHIFT, SHIFT, (2, m, 1, 1))
    # For each pixel of the new picture: where in the old one does its grey level come from?
    middle = (size - 1) / 2
    rows, columns = np.mgrid[:size, :size]
    x, y = columns - middle - right, rows - middle - down  # (m, size, size)
    cos, sin = np.cos(angle) / scale, np.sin(angle) / scale
    x, y = cos * x + sin * y + middle, cos * y - sin * x + middle
    # A rim of paper, and no place further out than its edge. Then the mean of four neighbours, the
    # nearer ones with more weight.
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2)))
    x, y = np.clip(x, -1, size) + 1, np.clip(y, -1, size) + 1
    j, i = x.astype(int), y.astype(int)
    u, v = x - j, y - i
    k = np.arange(m)[:, None, None]
    upper = (1 - u) * padded[k, i, j] + u * padded[k, i, j + 1]
    lower = (1 - u) * padded[k, i + 1, j] + u * padded[k, i + 1, j + 1]
    grey = (1 - v) * upper + v * lower + rng.normal(0, NOISE, images.shape)
    return np.clip(grey, 0, 1)


def font_digits(seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (train_images, train_labels, test_images, test_labels), shaped and typed like MNIST.

    Images are uint8, (6000, 28, 28) and (2000, 28, 28), 0 (black paper) to 255 (white ink); labels
    are uint8, (6000,) and (2000,). Every digit of every face is there 50 times in training, 25
    times in the test, each time perturbed anew. The test's families are not in training.
    """
    rng = np.random.default_rng(seed)
    test_faces = [face for family in FACES if family != TRAINING_FAMILY for face in FACES[family]]
    arrays = []
    for faces, copies in ((FACES[TRAINING_FAMILY], 50), (test_faces, 25)):
        drawn = np.array(
            [draw_character(name, face, 28) for face in faces for name in "0123456789"]
        )
        images = np.concatenate([perturb_all(drawn, rng) for _ in range(copies)])
        arrays.append(np.round(255 * images).astype(np.uint8))
        arrays.append(np.tile(np.arange(10, dtype=np.uint8), len(images) // 10))
    return tuple(arrays)


def read_fonts(network, fit: Callable) -> None:
    """Train a network, 144 inputs to 26 outputs, on letters in some fonts; test it in others."""
    from data.letters import load_letters
    from data.progress import train

    rng = np.random.default_rng(0)

    def arrays(examples, copies=0):
        """Return X and labels: the letters as they are, or copies of each, all perturbed anew."""
        images = np.array([pixels for pixels, _ in examples]).reshape(-1, 12, 12)
        labels = np.array([ord(letter) - ord("A") for _, letter in examples])
        if copies:
            images = np.concatenate([perturb_all(images, rng) for _ in range(copies)])
        return images.reshape(len(images), -1).astype(np.float32), np.tile(labels, copies or 1)

    training, test = load_letters()
    X, labels = arrays(training, copies=400)
    drawn, drawn_labels = arrays(training)
    print(f"144-256-128-26, on {len(X):,} pictures of {len(training)} letters in DejaVu fonts")
    train(fit, network, X, labels, epochs=1, learning_rate=0.2)  # no picture comes twice
    print("right in fonts never seen, by the nearest training letter and by the network:")
    for what, (X_test, labels_test) in (("clean", arrays(test)), ("perturbed", arrays(test, 5))):
        distances = (drawn**2).sum(axis=1) - 2 * X_test @ drawn.T  # squared, less |x|²
        nearest = np.mean(drawn_labels[distances.argmin(axis=1)] == labels_test)
        right = np.mean(network.predict(X_test) == labels_test)
        print(f"  {what:9} {nearest:7.1%} {right:7.1%}")


def letters_text() -> str:
    """Return the text of letters.txt."""
    lines = [HEADER]
    for family, faces in FACES.items():
        for face in faces:
            lines.append(f"[{family} / {face}]\n")
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
                levels = np.round(9 * draw_character(letter, face, 12)).astype(int)
                rows = ["".join(".123456789"[level] for level in row) for row in levels]
                lines.append("\n".join([letter, *rows, ""]))
    return "\n".join(lines)


def main():
    LETTERS_FILE.write_text(letters_text(), encoding="utf-8", newline="\n")
    print(f"{LETTERS_FILE.name}: {sum(map(len, FACES.values()))} faces, 26 letters each")


if __name__ == "__main__":
    main()
