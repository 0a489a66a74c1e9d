"""The same in NumPy: the lessons' last blocks run, and give what the solutions give."""

import re
from types import SimpleNamespace

import pytest

from commands.stubs import shipped
from grading.chapters import ROOT, needs_numpy, solution_text, stems
from solutions.ch04_loss import cross_entropy_loss, mse_loss, softmax
from solutions.ch05_backprop import BackpropLayer
from solutions.ch07_letter_classifier import LETTERS, bitmap_pixels

np = pytest.importorskip("numpy")
PLAIN = [stem for stem in stems() if not needs_numpy(stem)]
RESULT = re.compile(r"^(.+?) {2,}# .*?((?:\[.*\]|shape \(.*\)|\d+))$", re.MULTILINE)
SHAPE = re.compile(r"^(\w+) = .*# \(([\d, ]+)\)$", re.MULTILINE)


def block(stem):
    """Return the code under "The same in NumPy"."""
    text = (ROOT / "lessons" / f"{stem}.md").read_text(encoding="utf-8")
    section = text.partition("## The same in NumPy")[2].partition("\n## ")[0]
    return re.search(r"```text\n(.*?)```", section, re.DOTALL)[1]


def pencil():
    """The pencil network, as chapters 3 to 6 have it."""
    return {
        "x": np.array([1.0, 2.0]),
        "W1": np.array([[0.5, 0.5], [1.0, -1.0]]),
        "b1": np.array([0.5, 0.0]),
        "W2": np.array([[1.0, -1.0], [0.5, 1.0]]),
        "b2": np.zeros(2),
    }


def run(stem, **names):
    names = {"np": np, **names}
    exec(compile(block(stem), f"{stem}, in NumPy", "exec"), names)
    return names


def near(ours, theirs):
    np.testing.assert_allclose(ours, np.array(theirs), rtol=1e-12, atol=1e-12)


def test_every_chapter_has_such_a_block():
    for stem in PLAIN:
        assert block(stem).strip()


def test_chapter_1_gives_the_results_written_beside_it():
    names = run("ch01_math")
    found = RESULT.findall(block("ch01_math"))
    assert 0 < len(found) == block("ch01_math").count(" # ")  # every line's
    for expression, said in found:
        value = eval(expression, names)
        shown = f"shape {value.shape}" if said.startswith("shape") else str(value)
        assert shown == said, expression


def test_chapter_2_is_the_neuron_of_the_lesson():
    with np.errstate(over="ignore"):
        names = run("ch02_neuron")
        assert 1 / (1 + np.exp(np.float64(1000.0))) == 0.0  # z = -1000, with its warning
    assert names["z"] == 2.0 and names["a"] == 2.0


def test_chapter_3_is_the_pencil_networks_forward_pass():
    names = run("ch03_forward", **pencil(), fan_in=40, fan_out=25)
    near(names["z2"], [2.0, 1.0])
    assert names["W1"].shape == (25, 40)
    assert abs(names["W1"].std() - np.sqrt(2 / 40)) < 0.02


def test_chapter_4_gives_the_solutions_losses():
    logits, target = [2.0, 1.0], [0.0, 1.0]
    names = run("ch04_loss", logits=np.array(logits), target=np.array(target))
    near(names["p"], softmax(logits))
    near(names["loss"], cross_entropy_loss(softmax(logits), target))
    near(names["mse"], mse_loss(softmax(logits), target))


def test_chapter_5_gives_the_solutions_gradients():
    layer = BackpropLayer(2, 2)
    given = pencil()
    layer.weights, layer.biases = given["W1"].tolist(), given["b1"].tolist()
    layer.forward([1.0, 2.0])
    back = layer.backward([0.25, -0.5])
    names = run(
        "ch05_backprop",
        x=given["x"],
        W=given["W1"],
        z=np.array(layer.z_values),
        output_gradients=np.array([0.25, -0.5]),
    )
    near(names["weight_gradients"], layer.weight_gradients)
    near(names["bias_gradients"], layer.bias_gradients)
    near(names["input_gradients"], back)


def test_chapter_6_takes_a_step_and_draws_an_order():
    layer = SimpleNamespace(W=np.ones((2, 2)), b=np.ones(2), dW=np.eye(2), db=np.ones(2))
    gradients = [np.array([[3.0]]), np.array([4.0])]
    names = run(
        "ch06_training",
        layers=[layer],
        learning_rate=0.5,
        X=np.zeros((7, 2)),
        gradients=gradients,
        rng=np.random.default_rng(0),
    )
    near(layer.W, [[0.5, 1.0], [1.0, 0.5]])
    near(layer.b, [0.5, 0.5])
    assert sorted(names["order"]) == list(range(7)) and names["norm"] == 5.0


def test_chapter_7_has_the_shapes_written_beside_it():
    rng = np.random.default_rng(0)
    names = run(
        "ch07_letter_classifier",
        LETTERS=LETTERS,
        bitmap_pixels=bitmap_pixels,
        W1=rng.normal(size=(16, 35)),
        b1=np.zeros(16),
        W2=rng.normal(size=(26, 16)),
        b2=np.zeros(26),
    )
    found = SHAPE.findall(block("ch07_letter_classifier"))
    assert len(found) >= 4
    for name, shape in found:
        said = tuple(int(part) for part in shape.split(",") if part.strip())
        assert names[name].shape == said, name
    share = (names["nearest"] == np.tile(np.arange(26), 20)).mean()
    assert share > 0.9  # at 10 % noise the nearest template is nearly always right


@pytest.mark.parametrize("stem", PLAIN)
def test_the_chapters_themselves_know_nothing_of_numpy(stem):
    for text in (shipped(stem), solution_text(stem)):
        assert "numpy" not in text
