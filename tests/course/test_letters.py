"""The letters in fonts: drawn again to the byte, split by family, perturbed, read with care."""

import ast
import importlib.metadata
import json
import random
import sys

import pytest

import solutions.ch07_letter_classifier as ch07
from data import letters
from grading.chapters import ROOT

np = pytest.importorskip("numpy")
matplotlib = pytest.importorskip("matplotlib")
fonts = pytest.importorskip("data.fonts")

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PINNED = f"matplotlib=={matplotlib.__version__}" in (ROOT / "Makefile").read_text().split()
to_the_byte = pytest.mark.skipif(
    sys.platform != "linux" or not PINNED,
    reason="the bytes depend on the system and on matplotlib's version",
)


class Most:
    """A generator that always draws the largest number of a range, and no noise."""

    def uniform(self, low, high, size=None):
        return high if size is None else np.full(size, high)

    def gauss(self, mean, deviation):
        return mean

    def normal(self, mean, deviation, size):
        return np.full(size, mean)


def still(monkeypatch, *but):
    """Let perturb do nothing, except what is named."""
    for name in {"TURN", "SHIFT", "SCALE", "NOISE"} - set(but):
        monkeypatch.setattr(letters, name, 0)


@pytest.fixture(scope="module")
def sets():
    return letters.load_letters()


# ── letters.txt ──


@to_the_byte
def test_the_letters_are_drawn_again_to_the_byte():
    assert fonts.letters_text().encode() == letters.FILE.read_bytes()


def test_the_file_is_small_and_states_the_licences():
    text = letters.FILE.read_text(encoding="utf-8")
    assert len(text) < 100_000
    header = text.partition("[")[0]
    for licence in ("Bitstream Vera licence", "SIL Open Font License 1.1", "BaKoMa Fonts Licence"):
        assert licence in header


@to_the_byte
def test_matplotlib_states_the_same_licences():
    def said(name):
        return (fonts.FOLDER / name).read_text(encoding="utf-8")

    assert "Bitstream Vera Fonts Copyright" in said("LICENSE_DEJAVU")
    assert "SIL OPEN FONT LICENSE Version 1.1" in said("LICENSE_STIX")
    terms = importlib.metadata.distribution("matplotlib").read_text("LICENSE")
    assert "Files: matplotlib/mpl-data/fonts/ttf/cm*.ttf" in terms
    assert "License: BaKoMa Fonts Licence" in terms


def test_every_face_has_26_letters_of_144_grey_levels():
    families = letters.read_letters()
    assert {family: list(faces) for family, faces in families.items()} == fonts.FACES
    for faces in families.values():
        for examples in faces.values():
            assert "".join(letter for _, letter in examples) == ALPHABET
            for pixels, _ in examples:
                assert len(pixels) == 144 and min(pixels) == 0 and 0.5 < max(pixels) <= 1


def test_training_and_test_share_no_family(sets):
    training, test = sets
    families = letters.read_letters()
    dejavu = families.pop("DejaVu")
    assert training == sum(dejavu.values(), [])
    assert test == [
        example for faces in families.values() for face in faces.values() for example in face
    ]
    assert (len(training), len(test)) == (312, 208)
    seen = [pixels for pixels, _ in training]
    assert [letter for pixels, letter in test if pixels in seen] == ["I"]  # a bar without serifs


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "............\n",
            "...........\n",
            11,
            "a row of 12 pixels belongs here, not '...........",
        ),
        ("............\n", "0...........\n", 11, "a row of 12 pixels belongs here, not '0..."),
        ("\nB\n", "\nC\n", 24, "the letter B belongs here, not 'C'"),
        ("[DejaVu / DejaVuSans]\n", "", 9, "[family / face] belongs here, not 'A'"),
    ],
)
def test_a_damaged_line_is_named(tmp_path, old, new, line, said):
    path = tmp_path / "letters.txt"
    path.write_text(letters.FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        letters.read_letters(path)
    assert str(caught.value).startswith(f"{path}:{line}: {said}")
    assert str(caught.value).endswith("To draw the letters again, type: python data/fonts.py")


def test_a_file_cut_short_or_missing_is_named(tmp_path):
    path = tmp_path / "letters.txt"
    with pytest.raises(ValueError, match=r"letters\.txt can't be read: No such file.*fonts\.py"):
        letters.load_letters(path)
    text = letters.FILE.read_text(encoding="utf-8")
    cut = text[: text.index("[STIX")]
    path.write_text(cut[:-40], encoding="utf-8")
    with pytest.raises(ValueError, match=r"letters\.txt:\d+: a row .* not 'the end of the file'"):
        letters.load_letters(path)
    path.write_text(cut, encoding="utf-8")
    with pytest.raises(ValueError, match=r"letters\.txt has no letters to test on"):
        letters.load_letters(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"letters\.txt has no letters to train on"):
        letters.load_letters(path)


def test_reading_needs_the_standard_library_only():
    tree = ast.parse((ROOT / "data" / "letters.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = [getattr(node, "module", None) or node.names[0].name for node in imports]
    assert set(names) <= set(sys.stdlib_module_names)


# ── perturbing ──


def test_a_perturbed_picture_keeps_its_shape_and_range(sets):
    pixels, _ = sets[0][0]
    kept = list(pixels)
    rng = random.Random(0)
    pictures = [letters.perturb(pixels, rng) for _ in range(20)]
    assert pixels == kept
    assert len({tuple(picture) for picture in pictures}) == 20
    assert all(
        len(picture) == 144 and 0 <= min(picture) <= max(picture) <= 1 for picture in pictures
    )
    assert letters.perturb(pixels, random.Random(0)) == pictures[0]


def test_a_shift_moves_every_pixel(sets, monkeypatch):
    still(monkeypatch, "SHIFT")
    pixels, _ = sets[0][1]
    rows = np.reshape(pixels, (12, 12))
    moved = np.reshape(letters.perturb(pixels, Most()), (12, 12))
    assert np.allclose(moved[1:, 1:], rows[:-1, :-1], atol=1e-12)
    assert np.allclose([moved[0], moved[:, 0]], 0, atol=1e-12)


def test_a_scale_above_1_makes_the_letter_larger(sets, monkeypatch):
    still(monkeypatch, "SCALE")
    pixels, _ = sets[0][14]
    assert sum(letters.perturb(pixels, Most())) == pytest.approx(1.1**2 * sum(pixels), rel=0.03)


def test_without_turn_shift_scale_and_noise_nothing_changes(sets, monkeypatch):
    still(monkeypatch)
    for pixels, _ in sets[1][:26]:
        assert letters.perturb(pixels, random.Random(0)) == pytest.approx(pixels, abs=1e-12)


def test_both_perturb_alike(sets):
    names = ("TURN", "SHIFT", "SCALE", "NOISE")
    assert [getattr(letters, name) for name in names] == [getattr(fonts, name) for name in names]
    images = np.reshape([pixels for pixels, _ in sets[1]], (-1, 12, 12))
    expected = [letters.perturb(pixels, Most()) for pixels, _ in sets[1]]
    assert np.allclose(fonts.perturb_all(images, Most()).reshape(-1, 144), expected, atol=1e-12)


def test_the_nearest_letter_is_the_one_with_the_fewest_differences(sets):
    examples = [([0.0, 0.0], "A"), ([1.0, 0.0], "B"), ([1.0, 1.0], "C")]
    answers = [letters.nearest_letter(p, examples) for p in ([0.4, 0.1], [0.9, 0.4], [0.6, 0.7])]
    assert answers == ["A", "B", "C"]


def test_a_picture_is_shown_in_12_lines(sets):
    lines = letters.picture(sets[0][0][0])
    assert [len(line) for line in lines] == [12] * 12
    assert letters.picture([0.0, 0.5, 0.9, 1.0]) == [" +", "%@"]


# ── digits ──


def test_font_digits_look_like_mnist():
    arrays = fonts.font_digits(seed=0)
    images, labels, test_images, test_labels = arrays
    assert [array.shape for array in arrays] == [(6000, 28, 28), (6000,), (2000, 28, 28), (2000,)]
    assert all(array.dtype == np.uint8 for array in arrays)
    for some in (labels, test_labels):
        assert len(set(np.bincount(some))) == 1 and set(some.tolist()) == set(range(10))
    for some in (images, test_images):
        assert some.max() == 255 and some[:, 0].mean() < 20 < some[:, 14].mean()  # ink is white


def test_font_digits_belong_to_their_seed(monkeypatch):
    few = {"DejaVu": ["DejaVuSans"], "STIX": ["STIXGeneral"], "Computer Modern": ["cmr10"]}
    monkeypatch.setattr(fonts, "FACES", few)
    first, again, other = fonts.font_digits(3), fonts.font_digits(3), fonts.font_digits(4)
    assert all(np.array_equal(a, b) for a, b in zip(first, again))
    assert not np.array_equal(first[0], other[0]) and not np.array_equal(first[2], other[2])


def test_no_test_font_of_the_digits_is_trained_on(monkeypatch):
    monkeypatch.setattr(fonts, "perturb_all", lambda images, rng: images)
    images, labels, test_images, test_labels = fonts.font_digits()
    for some, names, faces in (
        (images, labels, fonts.FACES["DejaVu"]),
        (test_images, test_labels, fonts.FACES["STIX"] + fonts.FACES["Computer Modern"]),
    ):
        drawn = {
            (
                np.round(255 * fonts.draw_character(str(digit), face, 28))
                .astype(np.uint8)
                .tobytes(),
                digit,
            )
            for face in faces
            for digit in range(10)
        }
        assert {(image.tobytes(), int(name)) for image, name in zip(some, names)} == drawn
    assert not {image.tobytes() for image in images} & {image.tobytes() for image in test_images}


# ── the chapter's program ──


@pytest.mark.full
def test_the_first_epoch_is_the_one_that_the_lesson_tells(sets):
    kept = json.loads((ROOT / "lessons" / "figures" / "ch07_augmentation.json").read_text())
    first = kept["perturbed"][0]
    rng = random.Random(2)
    classifier = ch07.LetterClassifier(144, 64)

    def change(pixels):
        return letters.perturb(pixels, rng)

    loss = letters.train_on_fonts(classifier, sets[0], change, 0)
    assert loss == pytest.approx(first["loss"][0], abs=1e-4)
    assert classifier.evaluate(sets[1]) == pytest.approx(first["clean"][0], abs=1e-4)


def test_the_goals_are_met_in_what_is_kept():
    kept = json.loads((ROOT / "lessons" / "figures" / "ch07_augmentation.json").read_text())
    assert len(kept["perturbed"]) == len(kept["clean"]) == 5
    assert [len(runs) for runs in kept["numpy"].values()] == [5, 5, 5, 5]
    for clean, perturbed in zip(kept["clean"], kept["perturbed"]):
        assert perturbed["perturbed"][-1] >= 0.87 and perturbed["clean"][-1] >= 0.96
        assert 0.55 < clean["perturbed"][-1] < 0.65
    assert min(perturbed for _, perturbed in kept["numpy"]["256-128, 400 copies"]) >= 0.93


def test_the_program_shows_both_networks_and_the_nearest_letter(monkeypatch, capsys):
    steps = []
    monkeypatch.setattr(letters, "train_on_fonts", lambda *args: steps.append(args[3]) or 0.5)
    few = letters.read_letters()["STIX"]["STIXGeneral"]
    monkeypatch.setattr(letters, "load_letters", lambda: (few, few))
    monkeypatch.setattr(sys, "argv", ["ch07_letter_classifier.py", "fonts"])
    ch07.main()
    lines = capsys.readouterr().out.splitlines()
    assert steps == 2 * list(range(10))
    assert max(map(len, lines)) < 80
    assert [line.split()[0] for line in lines if "%" in line][:3] == [
        "nearest",
        "clean",
        "perturbed",
    ]
