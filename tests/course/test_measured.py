"""What Part II's figures of digits keep is what their scripts measure, and what a lesson reads."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from runs import plain_environment

from grading.chapters import ROOT

FIGURES = ROOT / "lessons" / "figures"
LESSONS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lessons").glob("*.md"))
NAMES = sorted(path.stem for path in FIGURES.glob("np[2-9]_*.json"))

# What each keeps, a space in a key written as _.
KEYS = {
    "np2_hidden": "steps small linear rates small_by_rate forgetful linear_by_rate long nearest",
    "np2_shown": "0 1 2 3 4 5 6 7 8 9",
    "np3_batches": "batches accuracy rate time",
    "np3_clipping": "without with",
    "np3_confusion": "accuracy wrong pairs by_seed only_one counts",
    "np3_curves": "history tests long",
    "np3_depth": "depths relu sigmoid",
    "np3_first_layer": "largest never_moved still neurons",
    "np3_inits": "zero N(0,_1) Xavier He",
    "np3_rates": "0.0005 0.001 0.002 0.005 0.01 0.02 0.05 0.1 0.2 0.5 1 2 5",
    "np3_wrong": "wrong above_0.9 above_0.99 moved worst",
}


def kept(name):
    return json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8"))


def numbers(value):
    """Return every number in what JSON gave."""
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, list):
        return [number for part in value for number in numbers(part)]
    return [value] if isinstance(value, (int, float)) else []


def test_every_json_has_its_script_and_its_keys():
    assert sorted(KEYS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_script_reads_what_it_measured(name):
    tree = ast.parse((FIGURES / f"{name}.py").read_text(encoding="utf-8"))
    assert "measure" in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    calls = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert "measured(__file__, measure)" in calls


@pytest.mark.parametrize("name", NAMES)
def test_a_json_holds_what_the_lesson_reads(name):
    results = kept(name)
    assert [key.replace(" ", "_") for key in results] == KEYS[name].split()
    assert all(number == float(f"{number:.5g}") for number in numbers(results))  # rounded
    assert f"](figures/{name}.svg)" in LESSONS


def test_few_of_mnists_pictures_are_in_the_course():
    pictures = [
        *kept("np2_shown").values(),
        *(one["picture"] for one in kept("np3_wrong")["worst"]),
    ]
    assert len(pictures) == 20
    assert all(len(lines) == 28 and set("".join(lines)) <= set("0123") for lines in pictures)


def test_the_counts_of_the_confusion_matrix_agree():
    results, wrong = kept("np3_confusion"), kept("np3_wrong")
    counts = results["counts"]
    right = sum(counts[k][k] for k in range(10))
    assert sum(map(sum, counts)) == 10_000 == right + results["wrong"]
    assert (
        results["accuracy"] == right / 10_000 == wrong["moved"][0] == kept("np3_curves")["tests"][0]
    )
    assert all(counts[true][read] == count for true, read, count in results["pairs"])
    assert results["by seed"][0] == [results["pairs"][0]] and wrong["wrong"] == results["wrong"]


TRAIN = """
import sys; sys.path.append(".")
from data.digits import load_mnist
from solutions.np2_digits import accuracy, pixels_to_inputs
from solutions.np3_mlp import MLP, fit

images, labels, test_images, test_labels = load_mnist()
network = MLP([784, 256, 128, 10])
fit(network, pixels_to_inputs(images), labels)
print(accuracy(network.predict(pixels_to_inputs(test_images)), test_labels))
"""


def trained(*command):
    """Return what a command prints that trains on MNIST; skip where that is not here."""
    pytest.importorskip("numpy")
    from data import digits

    folder = Path(os.environ.get("MNIST_DIR") or digits.FOLDER).expanduser().resolve()
    if digits.missing(folder):
        pytest.skip("MNIST is not here, and a test downloads nothing")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=plain_environment(MNIST_DIR=str(folder), OPENBLAS_NUM_THREADS="1"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_network_reads_98_percent_of_the_test_pictures_as_the_lesson_says():
    right = float(trained("-c", TRAIN))
    assert right >= 0.98
    assert abs(right - kept("np3_curves")["tests"][0]) <= 0.003


@pytest.mark.full
def test_the_run_of_np2_shows_what_its_figure_keeps():
    output = trained("commands/run.py", "solutions", "np2")
    shares = [float(share) / 100 for share in re.findall(r"([\d.]+)% right", output)]
    results = kept("np2_hidden")
    at = results["steps"].index(200)
    wanted = [results["small"][0][at], results["linear"][at]]
    assert len(shares) == 2 and max(abs(s - w) for s, w in zip(shares, wanted)) <= 0.003, output
