"""The figures that move: what they compute is what the solutions compute."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1]
sys.path += [str(SITE), str(SITE.parent)]

from engine.play_descent import slopes  # noqa: E402 (needs the path)
from moving import MOVES, STILL  # noqa: E402

from solutions.ch01_math import dot_product, matrix_vector_multiply  # noqa: E402
from solutions.ch02_neuron import Perceptron, get_activation  # noqa: E402
from solutions.ch04_loss import cross_entropy_from_logits, one_hot, softmax  # noqa: E402
from solutions.ch05_backprop import (  # noqa: E402
    BackpropNetwork,
    numerical_gradient,
    softmax_cross_entropy_gradient,
)
from solutions.ch06_training import sgd_update  # noqa: E402
from solutions.ch07_letter_classifier import (  # noqa: E402
    LETTERS,
    bitmap_pixels,
    nearest_template,
    noisy_letters,
)

MODULE = SITE / "app" / "figures" / "arithmetic.js"
ASKED = f"""
import * as arithmetic from {json.dumps(MODULE.as_uri())};
let text = "";
for await (const part of process.stdin) text += part;
const answer = ([name, given]) =>
  typeof arithmetic[name] === "function" ? arithmetic[name](...given) : arithmetic[name];
const answers = text ? JSON.parse(text).map(answer) : Object.keys(arithmetic);
process.stdout.write(JSON.stringify(answers));
"""
CASES = 300


def on_the_page(calls=None):
    """Return what the page's functions give for [(name, arguments)], or all their names."""
    run = subprocess.run(
        ["node", "--input-type=module", "-e", ASKED],
        input=json.dumps(calls) if calls else "",
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def activate(name, z):
    if name == "step":
        perceptron = Perceptron(1)
        perceptron.weights, perceptron.bias = [1.0], 0.0
        return perceptron.predict([z])
    function, _ = get_activation(name)
    return function(z)


def network_of(layers):
    sizes = [len(layers[0]["weights"][0]), *(len(layer["biases"]) for layer in layers)]
    network = BackpropNetwork(sizes)
    for layer, given in zip(network.layers, layers, strict=True):
        layer.weights, layer.biases = given["weights"], given["biases"]
        functions = get_activation(given["activation"])
        layer.activation_function, layer.activation_derivative = functions
    return network


def forward(layers, inputs):
    network = network_of(layers)
    network.forward(inputs)
    return [
        {"inputs": layer.inputs, "z": layer.z_values, "outputs": layer.outputs}
        for layer in network.layers
    ]


def backward(layers, passes, target):
    network = network_of(layers)
    logits = network.forward(passes[0]["inputs"])
    arriving = softmax_cross_entropy_gradient(logits, target)
    network.backward(target)
    found = []
    for layer in reversed(network.layers):
        mask = [layer.activation_derivative(z) for z in layer.z_values]
        parts = {"delta": layer.bias_gradients, "weights": layer.weight_gradients}
        found.insert(0, {"arriving": arriving, "mask": mask, **parts})
        arriving = layer.backward(arriving)
    return found


def bowl(point):
    return (point[0] - 2) ** 2 + 2 * (point[1] + 1) ** 2


def descend(point, rate):
    network = BackpropNetwork([2, 1])
    (layer,) = network.layers
    layer.weights, layer.weight_gradients = [list(point)], [slopes(*point)]
    layer.bias_gradients = [0.0]
    sgd_update(network, rate)
    return layer.weights[0]


def noisy_letter(template, place, q, seed):
    return noisy_letters(1, q, random.Random(seed))[place][0]


def nearest(pixels, templates):
    place = LETTERS.index(nearest_template(pixels))
    differ = sum(p != q for p, q in zip(pixels, templates[place], strict=True))
    return {"place": place, "distance": differ}


# ── arguments, drawn at random: rng → those of one call ──


def number(rng):
    return rng.choice([0.0, rng.randint(-10, 10) / 2, rng.uniform(-5, 5)])


def vector(rng, n):
    return [number(rng) for _ in range(n)]


def matrix(rng, m, n):
    return [vector(rng, n) for _ in range(m)]


def layers(rng):
    sizes = [rng.randint(1, 4) for _ in range(rng.randint(2, 4))]
    return [
        {
            "weights": matrix(rng, n_out, n_in),
            "biases": vector(rng, n_out),
            "activation": rng.choice(["linear", "relu", "sigmoid"]),
        }
        for n_in, n_out in zip(sizes, sizes[1:], strict=False)
    ]


def two_vectors(rng):
    n = rng.randint(1, 5)
    return vector(rng, n), vector(rng, n)


def matrix_and_vector(rng):
    m, n = rng.randint(1, 4), rng.randint(1, 4)
    return matrix(rng, m, n), vector(rng, n)


def logits_and_target(rng):
    n = rng.randint(1, 5)
    return [200 * z for z in vector(rng, n)], one_hot(rng.randrange(n), n)


def layers_and_inputs(rng):
    given = layers(rng)
    return given, vector(rng, len(given[0]["weights"][0]))


def a_walk_back(rng):
    given = layers(rng)
    for layer in given:
        layer["activation"] = rng.choice(["linear", "relu"])
    inputs, n = vector(rng, len(given[0]["weights"][0])), len(given[-1]["biases"])
    return given, forward(given, inputs), one_hot(rng.randrange(n), n)


def point(rng):
    return [2 + number(rng), -1 + number(rng)]


TEMPLATES = [bitmap_pixels(letter) for letter in LETTERS]


def noise(rng):
    place = rng.randrange(26)
    return TEMPLATES[place], place, rng.choice([0.0, 1.0, rng.random()]), rng.randrange(2**32)


def pixels_and_templates(rng):
    pixels, _ = noisy_letters(1, rng.random(), rng)[rng.randrange(26)]
    return pixels, TEMPLATES


# Every function of arithmetic.js: how a call is drawn, and what gives the right answer.
FUNCTIONS = {
    "dotProduct": (two_vectors, dot_product),
    "matrixVectorMultiply": (matrix_and_vector, matrix_vector_multiply),
    "activate": (
        lambda rng: (rng.choice(["linear", "relu", "sigmoid", "step"]), 200 * number(rng)),
        activate,
    ),
    "forward": (layers_and_inputs, forward),
    "softmax": (lambda rng: ([200 * z for z in vector(rng, rng.randint(1, 5))],), softmax),
    "lossFromLogits": (logits_and_target, cross_entropy_from_logits),
    "backward": (a_walk_back, backward),
    "bowlLoss": (lambda rng: (point(rng),), bowl),
    "descend": (lambda rng: (point(rng), rng.uniform(0.001, 1)), descend),
    "noisyLetter": (noise, noisy_letter),
    "nearestTemplate": (pixels_and_templates, nearest),
}


def same(ours, right):
    """Say whether two answers are the same but for roundings on the way."""
    if isinstance(right, dict):
        return set(ours) == set(right) and all(same(ours[name], right[name]) for name in right)
    if isinstance(right, list) and right and isinstance(right[0], (list, dict)):
        return len(ours) == len(right) and all(map(same, ours, right))
    return ours == pytest.approx(right, rel=1e-12, abs=1e-11)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_figure_computes_what_the_solutions_do(name):
    draw, solution = FUNCTIONS[name]
    rng = random.Random(name)
    calls = [(name, draw(rng)) for _ in range(CASES)]
    for (_, given), ours in zip(calls, on_the_page(calls), strict=True):
        right = json.loads(json.dumps(solution(*given)))
        assert same(ours, right), f"{name}{given}: {ours}, and the solutions give {right}"


def test_every_function_of_the_figures_is_compared():
    assert set(on_the_page()) == {*FUNCTIONS, "PENCIL", "BOWL"}


def test_the_pencil_network_is_the_lessons_own():
    (pencil,) = on_the_page([("PENCIL", [])])
    text = (SITE.parent / "lessons" / "ch03_forward.md").read_text(encoding="utf-8")
    for number, layer in enumerate(pencil, start=1):
        for symbol, part in (("W", "weights"), ("b", "biases")):
            row = re.search(rf"\${symbol}_{number}\$ \| (\[.*\]) \|", text)[1]
            assert layer[part] == json.loads(row.replace("−", "-"))


def test_the_bowl_is_the_lessons_own():
    text = (SITE.parent / "lessons" / "ch06_training.md").read_text(encoding="utf-8")
    assert "L = (w_1 - 2)^2 + 2 (w_2 + 1)^2" in text
    rng = random.Random(6)
    for _ in range(CASES):
        where = point(rng)
        assert slopes(*where) == pytest.approx(numerical_gradient(bowl, where), abs=1e-6)


def test_each_figure_that_moves_has_its_script_and_its_place():
    scripts = {path.stem for path in MODULE.parent.glob("ch*.js")}
    assert scripts == set(MOVES)
    for name in MOVES:
        (lesson,) = (SITE.parent / "lessons").glob(f"{name[:4]}_*.md")
        text = lesson.read_text(encoding="utf-8")
        assert re.search(rf"^!\[.*\]\(figures/{name}\.svg\)$", text, re.MULTILINE)


def test_what_is_said_of_a_lessons_figure_alone_stands_in_a_lesson():
    texts = [path.read_text(encoding="utf-8") for path in (SITE.parent / "lessons").glob("ch*.md")]
    for sentence in STILL:
        assert sum(f"\n{sentence}\n" in text for text in texts) == 1
