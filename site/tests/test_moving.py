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

from moving import MOVES  # noqa: E402 (needs the path)

from solutions.ch01_math import dot_product, matrix_vector_multiply  # noqa: E402
from solutions.ch02_neuron import Perceptron, get_activation  # noqa: E402
from solutions.ch03_forward import Network  # noqa: E402
from solutions.ch04_loss import cross_entropy_from_logits, one_hot, softmax  # noqa: E402

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
    network = Network(sizes)
    for layer, given in zip(network.layers, layers, strict=True):
        layer.weights, layer.biases = given["weights"], given["biases"]
        layer.activation_function, _ = get_activation(given["activation"])
    return network


def forward(layers, inputs):
    network = network_of(layers)
    network.forward(inputs)
    return [
        {"inputs": layer.inputs, "z": layer.z_values, "outputs": layer.outputs}
        for layer in network.layers
    ]


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
    assert set(on_the_page()) == {*FUNCTIONS, "PENCIL"}


def test_the_pencil_network_is_the_lessons_own():
    (pencil,) = on_the_page([("PENCIL", [])])
    text = (SITE.parent / "lessons" / "ch03_forward.md").read_text(encoding="utf-8")
    for number, layer in enumerate(pencil, start=1):
        for symbol, part in (("W", "weights"), ("b", "biases")):
            row = re.search(rf"\${symbol}_{number}\$ \| (\[.*\]) \|", text)[1]
            assert layer[part] == json.loads(row.replace("−", "-"))


def test_each_figure_that_moves_has_its_script_and_its_place():
    scripts = {path.stem for path in MODULE.parent.glob("ch*.js")}
    assert scripts == set(MOVES)
    for name in MOVES:
        (lesson,) = (SITE.parent / "lessons").glob(f"{name[:4]}_*.md")
        text = lesson.read_text(encoding="utf-8")
        assert re.search(rf"^!\[.*\]\(figures/{name}\.svg\)$", text, re.MULTILINE)
