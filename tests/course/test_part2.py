"""Part II's solutions do what its lessons say: right gradients, saved weights, clear refusals."""

import ast
import errno
import re
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from right_programs import definitions
from runs import exercises_from_solutions, grade_folder, limited, plain_environment

import solutions.ch05_backprop as ch05
from grading.chapters import ROOT, solution_text

np = pytest.importorskip("numpy")

import solutions.np1_xor as np1  # noqa: E402 (needs NumPy)
import solutions.np2_digits as np2  # noqa: E402
import solutions.np3_mlp as np3  # noqa: E402
import solutions.np4_generalise as np4  # noqa: E402
from data import weights  # noqa: E402
from data.regularised import fit_with_early_stopping, regularised  # noqa: E402


def measured_gradients(loss, arrays, epsilon=1e-6):
    """Return central differences of loss() with respect to every number of every array."""
    found = []
    for array in arrays:
        slopes = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            saved = array[place]
            array[place] = saved + epsilon
            above = loss()
            array[place] = saved - epsilon
            slopes[place] = (above - loss()) / (2 * epsilon)
            array[place] = saved
        found.append(slopes)
    return found


def near(ours, theirs, **tolerance):
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, **{"rtol": 1e-5, "atol": 1e-8, **tolerance})


@pytest.mark.parametrize("outputs", [1, 3])
def test_np1_agrees_with_central_differences(outputs):
    network, rng = np1.SimpleNN(4, 5, outputs), np.random.default_rng(0)
    X, y = rng.normal(size=(6, 4)), rng.integers(0, 2, (6, outputs)).astype(float)
    network.forward(X)
    network.backward(X, y)
    arrays = [network.W1, network.b1, network.W2, network.b2]
    slopes = measured_gradients(lambda: np1.binary_cross_entropy(network.forward(X), y), arrays)
    near([network.dW1, network.db1, network.dW2, network.db2], slopes)


def test_the_small_net_agrees_with_central_differences():
    network, rng = np2.SmallNet(4, 5, 3), np.random.default_rng(0)
    for name in ("W1", "b1", "W2", "b2"):
        setattr(network, name, getattr(network, name).astype(float))
    X, labels = rng.normal(size=(6, 4)), np.array([0, 2, 1, 1, 0, 2])
    network.forward(X)
    network.backward(X, labels)
    arrays = [network.W1, network.b1, network.W2, network.b2]
    slopes = measured_gradients(lambda: np2.cross_entropy(network.forward(X), labels), arrays)
    near([network.dW1, network.db1, network.dW2, network.db2], slopes, atol=1e-7)


@pytest.mark.parametrize("sizes", [[4, 3], [4, 5, 3], [4, 6, 5, 3]])
def test_the_mlp_agrees_with_central_differences_and_with_chapter_5(sizes):
    network, rng = np3.MLP(sizes), np.random.default_rng(0)
    network.weights = [W.astype(float) for W in network.weights]
    network.biases = [rng.normal(size=len(b)) for b in network.biases]
    X, labels = rng.normal(size=(6, 4)), np.array([0, 2, 1, 1, 0, 2])
    network.loss(X, labels)
    network.backward(labels)
    arrays = [*network.weights, *network.biases]
    slopes = measured_gradients(lambda: network.loss(X, labels), arrays)
    near([*network.weight_gradients, *network.bias_gradients], slopes)

    by_hand = ch05.BackpropNetwork(sizes)
    for layer, W, b in zip(by_hand.layers, network.weights, network.biases, strict=True):
        layer.weights, layer.biases = W.T.tolist(), b.tolist()
    sums = [np.zeros_like(W) for W in network.weights]
    for x, label in zip(X.tolist(), labels, strict=True):
        target = np.eye(3)[label].tolist()
        by_hand.loss(x, target)
        by_hand.backward(target)
        for total, layer in zip(sums, by_hand.layers, strict=True):
            total += np.array(layer.weight_gradients).T / len(X)
    near(network.weight_gradients, sums, rtol=1e-9)


@pytest.mark.parametrize("sizes", [[4, 3], [4, 5, 3], [4, 6, 5, 3]])
def test_dropout_agrees_with_central_differences_through_the_same_masks(sizes):
    network, rng = np4.DropoutMLP(sizes, dropout_rate=0.4), np.random.default_rng(0)
    network.weights = [W.astype(float) for W in network.weights]
    network.biases = [rng.normal(size=len(b)) for b in network.biases]
    X, labels = rng.normal(size=(6, 4)), np.array([0, 2, 1, 1, 0, 2])

    def loss():
        network.rng = np.random.default_rng(7)
        return np2.cross_entropy(np2.softmax(network.forward(X, training=True)), labels)

    loss()
    network.backward(labels)
    slopes = measured_gradients(loss, [*network.weights, *network.biases])
    near([*network.weight_gradients, *network.bias_gradients], slopes)


def test_weight_decay_is_the_slope_of_its_term_in_the_loss():
    network, rng = np3.MLP([3, 4, 2]), np.random.default_rng(0)
    network.weights = [W.astype(float) for W in network.weights]
    X, labels = rng.normal(size=(6, 3)), np.array([0, 1, 1, 1, 0, 0])

    def loss():
        return network.loss(X, labels) + 0.3 / 2 * sum(np.sum(W**2) for W in network.weights)

    loss()
    network.backward(labels)
    np4.add_weight_decay(network, 0.3)
    near(network.weight_gradients, measured_gradients(loss, network.weights))


def test_a_regularised_mlp_learns_in_fit_and_early_stopping_restores_the_best_epoch():
    X, labels = data()
    RegularisedMLP = regularised(np4.DropoutMLP, np4.add_weight_decay)
    plain, same = np3.MLP([4, 6, 3], seed=1), RegularisedMLP([4, 6, 3], seed=1)
    for network in (plain, same):
        np3.fit(network, X, labels, batch_size=16)
    near(same.weights, plain.weights, rtol=0)

    rng = np.random.default_rng(3)
    validation = rng.normal(size=(40, 4)).astype(np.float32), rng.integers(0, 3, 40)
    network = RegularisedMLP([4, 30, 3], dropout_rate=0.2, weight_decay=0.001)
    parts = np3.fit, np4.EarlyStopping(patience=3), network, X, labels, validation
    history = fit_with_early_stopping(*parts, epochs=200, learning_rate=0.2)
    losses = history["validation_loss"]
    assert len(losses) == losses.index(min(losses)) + 1 + 3 < 200
    assert network.loss(*validation) == min(losses)


def program(stem, *words):
    command = [sys.executable, "commands/run.py", "solutions", stem, *words]
    return subprocess.run(
        command, cwd=ROOT, env=plain_environment(), capture_output=True, text=True, timeout=120
    )


@pytest.mark.full
def test_letters_in_fonts_never_seen():
    done = program("np3_mlp", "fonts")
    shares = dict(re.findall(r"^  (\w+) +[\d.]+% +([\d.]+)%$", done.stdout, re.MULTILINE))
    assert float(shares["perturbed"]) >= 93 and float(shares["clean"]) >= 96, done.stdout


def test_everything_stays_float32():
    network, rng = np3.MLP([5, 7, 3]), np.random.default_rng(0)
    X, labels = rng.random((40, 5), dtype=np.float32), rng.integers(0, 3, 40)
    np3.fit(network, X, labels, batch_size=16)
    kept = [*network.weights, *network.biases, *network.activations, *network.weight_gradients]
    kept += [*network.bias_gradients, *network.weight_velocities, *network.bias_velocities]
    assert {array.dtype.name for array in kept} == {"float32"}


def one_chapter_of_two():
    """Return np2_digits as it was when np3 was a part of it, and fit a method of MLP."""
    both = definitions(ast.parse(solution_text("np3_mlp")))
    fit = textwrap.indent(both.pop("fit"), "    ").replace("network: MLP", "self")
    both["MLP"] += "\n\n" + re.sub(r"\bnetwork\b", "self", fit)
    ours = definitions(ast.parse(solution_text("np2_digits")))
    return "\n\n\n".join((both | ours).values())


@pytest.mark.full
def test_a_file_of_both_chapters_is_graded_as_np2(tmp_path):
    text = one_chapter_of_two()
    folder = exercises_from_solutions(tmp_path, ["np2_digits"], np2_digits=text)
    assert grade_folder("np2_digits", folder)[0] == 0
    axis = "exponentials.sum(axis=1, keepdims=True)"
    wrong = text.replace(axis, "exponentials.sum(axis=0, keepdims=True)")
    exercises_from_solutions(tmp_path, ["np2_digits"], np2_digits=wrong)
    status, report = grade_folder("np2_digits", folder)
    assert status == 1 and "not yet      softmax  SmallNet\n" in report
    assert not re.search("MLP|fit|np3|split|batches|schedule", report)


# ── bad input ──


def data(m=20):
    rng = np.random.default_rng(0)
    return rng.random((m, 4), dtype=np.float32), rng.integers(0, 3, m)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_picture_with_nan_is_refused_before_anything_is_learned(bad):
    network, (X, labels) = np3.MLP([4, 5, 3]), data()
    before = [W.copy() for W in network.weights]
    X[-1, 2] = bad
    with pytest.raises(ValueError, match="NaN or inf"):
        np3.fit(network, X, labels)
    near(before, network.weights, rtol=0, atol=0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda X, y: (X, y[:-1]), ("20", "19")),
        (lambda X, y: (X[:, :3], y), (r"\(20, 3\)|\(\d+, 3\)", "4")),
        (lambda X, y: (X, y + 1), ("label 3", "0 to 2")),
        (lambda X, y: (X, y - 1), ("label -1", "0 to 2")),
        (lambda X, y: (X, y[:, None]), (r", 1\)", "shape")),
        (lambda X, y: (X[0], y), ("4", "20")),
        (lambda X, y: (X[:, 0], y), (r"\(20,\)|\(\d+,\)", r"\(m, 4\)")),
        (lambda X, y: (X[:0], y[:0]), ("0 rows",)),
    ],
)
def test_what_does_not_fit_is_refused_and_named_before_anything_is_learned(change, words):
    (X, labels), network = data(), np3.MLP([4, 5, 3])
    before = [W.copy() for W in network.weights]
    for given, validation in ((change(X, labels), None), ((X, labels), change(X, labels))):
        with pytest.raises(ValueError) as refusal:
            np3.fit(network, *given, validation=validation)
        assert all(re.search(word, str(refusal.value)) for word in words), refusal.value
        near(before, network.weights, rtol=0, atol=0)


@pytest.mark.parametrize("batch_size", [0, -1])
def test_batches_of_none_are_refused(batch_size):
    with pytest.raises(ValueError, match=f"fit: batch_size is {batch_size}"):
        np3.fit(np3.MLP([4, 5, 3]), *data(), batch_size=batch_size)


def test_backward_refuses_labels_that_do_not_fit():
    (X, labels), network = data(), np3.MLP([4, 5, 3])
    network.forward(X)
    for bad, words in ((labels[:3], r"\(3,\).*\(20, 3\)"), (labels - 1, "-1"), (labels + 1, "3")):
        with pytest.raises(ValueError, match=words):
            network.backward(bad)


def test_weights_are_saved_and_loaded(tmp_path):
    network, (X, labels) = np3.MLP([4, 6, 5, 3], seed=1), data()
    np3.fit(network, X, labels)
    path = str(tmp_path / "mit Umlaut ä.npz")
    weights.save_weights(network, path)
    again = weights.load_weights(path, np3.MLP)
    np.testing.assert_array_equal(again.forward(X), network.forward(X))
    np3.fit(again, X, labels)  # it goes on learning


def test_a_run_keeps_the_weights_of_the_ones_before(tmp_path, capsys):
    path = str(tmp_path / "digits.npz")

    def saved(seed):
        weights.save_and_keep(np3.MLP([4, 3], seed=seed), path)
        held = {file.name: weights.load_weights(str(file), np3.MLP) for file in tmp_path.iterdir()}
        return {name: network.weights[0].sum() for name, network in held.items()}

    first, second, third = (np3.MLP([4, 3], seed=seed).weights[0].sum() for seed in (1, 2, 3))
    assert saved(1) == {"digits.npz": first}
    assert saved(1) == {"digits.npz": first}  # the same weights are kept once
    assert "other weights" not in capsys.readouterr().out
    assert saved(2) == {"digits.npz": second, "digits_1.npz": first}
    assert f"other weights that were in {path} are now in" in capsys.readouterr().out
    assert saved(3) == {"digits.npz": third, "digits_1.npz": first, "digits_2.npz": second}


class FullDisk:
    """A file that takes a few bytes and then no more."""

    def __init__(self, path):
        self._file, self._room = open(path, "wb"), 100  # noqa: SIM115

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def __getattr__(self, name):
        return getattr(self._file, name)

    def write(self, data):
        if self._room < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")
        self._room -= len(data)
        return self._file.write(data)


def test_a_full_disk_leaves_the_weights_that_were_there(tmp_path, monkeypatch):
    path = str(tmp_path / "weights.npz")
    weights.save_weights(np3.MLP([4, 3], seed=1), path)
    before = (tmp_path / "weights.npz").read_bytes()
    monkeypatch.setattr(weights, "open", lambda name, mode: FullDisk(name), raising=False)
    with pytest.raises(OSError, match=r"could not be saved to .*weights.npz .*No space left"):
        weights.save_weights(np3.MLP([4, 3], seed=2), path)
    assert (tmp_path / "weights.npz").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["weights.npz"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OSError, match="no-such-folder"):
        weights.save_weights(np3.MLP([4, 3]), str(tmp_path / "no-such-folder" / "w.npz"))


def test_a_run_says_what_it_could_not_save_and_goes_on(tmp_path, monkeypatch, capsys):
    pytest.importorskip("matplotlib")
    from data import pictures

    def refuses(name, mode):
        raise OSError(errno.EROFS, "Read-only file system", name)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(weights, "open", refuses, raising=False)
    (tmp_path / "np3_mlp.png").mkdir()
    images, labels = np.random.default_rng(0).random((6, 28, 28)), np.array([0, 1, 2, 0, 1, 2])
    network = np3.MLP([784, 20, 3])
    probabilities = np3.softmax(network.forward(images.reshape(6, 784)))
    pictures.show_digits(network, {"loss": [1.0]}, probabilities, images, labels)
    told = capsys.readouterr().out
    assert "  The weights could not be saved to np3_mlp.npz (Read-only file system).\n" in told
    assert "  The picture could not be saved to np3_mlp.png (Is a directory).\n" in told
    assert "saved as" not in told


@pytest.mark.parametrize(
    "arrays",
    [
        {},
        {"W0": np.ones((4, 3)), "b0": np.ones(4)},
        {"W0": np.ones((4, 3)), "b0": np.ones(3), "W1": np.ones((4, 2)), "b1": np.ones(2)},
        {"W0": np.full((4, 3), np.nan), "b0": np.ones(3)},
        {"W0": np.ones(4), "b0": np.ones(3)},
        {"other": np.ones(4), "thing": np.ones(3)},
    ],
)
def test_weights_that_do_not_fit_are_refused(arrays, tmp_path):
    path = tmp_path / "weights.npz"
    np.savez(path, **arrays)
    with pytest.raises(ValueError, match="weights.npz"):
        weights.load_weights(str(path), np3.MLP)


@pytest.mark.parametrize("text", [b"", b"PK\x03\x04", b"not weights at all"])
def test_a_damaged_file_of_weights_is_refused(text, tmp_path):
    path = tmp_path / "weights.npz"
    path.write_bytes(text)
    with pytest.raises(ValueError, match="weights.npz"):
        weights.load_weights(str(path), np3.MLP)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_ends_the_training_and_keeps_what_was_learned(ctrl_c):
    code = (
        "import sys; sys.path.append('.')\n"
        "import numpy as np\n"
        "from data.progress import train\n"
        "from solutions.np3_mlp import MLP, fit\n"
        "X = np.random.default_rng(0).random((5000, 50), dtype=np.float32)\n"
        "labels = (X[:, 0] > 0.5).astype(int)\n"
        "network = MLP([50, 64, 2])\n"
        "train(fit, network, X, labels, epochs=10_000)\n"
        "print('epochs', len(network.history['loss']), np.isfinite(network.weights[0]).all())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with limited(process):
        assert "epoch  1 of 10000" in process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 0 and "Stopped. The network keeps" in output, output
    assert re.search(r"epochs [1-9]\d* True", output)
