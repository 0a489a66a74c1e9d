"""make bench, second half: Part II's network beside PyTorch, scikit-learn and its matrix products.

Needs MNIST; PyTorch and scikit-learn are compared where they are installed. Everything runs on one
thread, in turn, in one process: what counts is the ratio of times within a run.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

for name in ("OPENBLAS", "OMP", "MKL"):  # before NumPy is imported
    os.environ[f"{name}_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # last: see conftest.py

import numpy as np

from data.digits import DataMissing, load_mnist
from solutions.ch03_forward import Network
from solutions.np1_xor import SimpleNN
from solutions.np2_digits import accuracy, pixels_to_inputs
from solutions.np3_mlp import MLP, fit, shuffled_batches

SIZES = [784, 256, 128, 10]
EPOCHS, BATCH, RATE, MOMENTUM = 4, 64, 0.08, 0.9
ROUNDS = 5


def arrays_beside_loops():
    """Time the forward pass of chapter 3, row by row, and of np1, all rows at once."""
    print("a forward pass in plain Python to the same in NumPy, ratio of times")
    for rows, inputs, hidden in ((4, 2, 8), (200, 64, 64), (400, 64, 64)):
        X = np.random.default_rng(0).normal(size=(rows, inputs))
        lists = X.tolist()
        loops, arrays = Network([inputs, hidden, 1], "tanh", "sigmoid"), SimpleNN(inputs, hidden)
        ratios = []
        for _ in range(ROUNDS):
            slow = min(timed(list, map(loops.forward, lists))[0] for _ in range(3))
            quick = min(timed(arrays.forward, X)[0] for _ in range(20))
            ratios.append(slow / quick)
        print(f"  {rows} rows through {inputs}-{hidden}-1: {statistics.median(ratios):.0f}")


def timed(function, *args, **options):
    begun = time.perf_counter()
    result = function(*args, **options)
    return time.perf_counter() - begun, result


class Timed(np.ndarray):
    """An array whose matrix products count their own seconds."""

    spent = 0.0

    def __matmul__(self, other):
        one, other = self.view(np.ndarray), other.view(np.ndarray)
        begun = time.perf_counter()
        product = np.matmul(one, other)
        Timed.spent += time.perf_counter() - begun
        return product.view(Timed)

    def __rmatmul__(self, other):
        return Timed.__matmul__(other.view(Timed), self)


def torch_epoch(torch, X, labels):
    """Return a function that trains the same network in PyTorch for one epoch."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    layers = []
    for n_in, n_out in zip(SIZES, SIZES[1:]):
        layers += [torch.nn.Linear(n_in, n_out), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE, momentum=MOMENTUM)
    loss_of = torch.nn.CrossEntropyLoss()
    X, labels = torch.from_numpy(X), torch.from_numpy(labels.astype(np.int64))

    def epoch():
        total = 0.0
        order = torch.randperm(len(X))
        for start in range(0, len(X), BATCH):
            batch = order[start : start + BATCH]
            optimizer.zero_grad()
            loss = loss_of(model(X[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        return total

    return epoch


def beside_torch(X, labels):
    """Time epochs in turn: ours, PyTorch's where it is installed, and ours with products timed."""
    try:
        import torch
    except ImportError:
        torch = None
    ratios, shares, seconds = [], [], []
    epoch = torch_epoch(torch, X, labels) if torch else None
    for _ in range(ROUNDS + 1):  # the first warms up
        ours = timed(fit, MLP(SIZES), X, labels, 1, BATCH, 0.01, MOMENTUM)[0]
        ratios.append(ours / timed(epoch)[0] if torch else 0)
        Timed.spent = 0.0
        whole = timed(fit, MLP(SIZES), X.view(Timed), labels, 1, BATCH, 0.01, MOMENTUM)[0]
        shares.append(Timed.spent / whole)
        seconds.append(ours)
    print("one epoch, 784-256-128-10, batches of 64, momentum, float32, one thread")
    if torch:
        print(f"  ours to PyTorch {torch.__version__}: {statistics.median(ratios[1:]):.2f}")
    else:
        print("  PyTorch is not installed: .venv/bin/python -I -m pip install torch")
    print(f"  the matrix products alone: {statistics.median(shares[1:]):.0%} of ours")
    parts(X, labels, statistics.median(seconds[1:]))


def parts(X, labels, epoch):
    """Say what the rest of an epoch is, each part timed alone, as shares of the epoch."""
    network = MLP(SIZES)
    batches = shuffled_batches(len(X), BATCH, np.random.default_rng(0))
    gather, update = 0.0, 0.0
    for batch in batches:
        seconds, X_batch = timed(X.__getitem__, batch)
        gather += seconds
        network.loss(X_batch, labels[batch])
        network.backward(labels[batch])
        update += timed(network.update, 0.01, MOMENTUM)[0]
    check = timed(X.sum, None, np.float64)[0]
    print(f"  the update: {update / epoch:.0%}, picking the rows: {gather / epoch:.0%}, ", end="")
    print(f"looking for NaN once: {check / epoch:.0%}")
    print("  the rest: relu and its mask, softmax, the loss, biases, and calls into NumPy")


def beside_sklearn(X, labels, X_test, labels_test):
    """Time both to 98.0 % on the test pictures."""
    try:
        import sklearn
        from sklearn.neural_network import MLPClassifier
    except ImportError:
        print("  scikit-learn is not installed: .venv/bin/python -I -m pip install scikit-learn")
        return
    print(f"training to 98.0 %, ours {EPOCHS} epochs, then scikit-learn's twice ...")
    network = MLP(SIZES)
    ours, _ = timed(fit, network, X, labels, EPOCHS, BATCH, RATE, MOMENTUM)
    right = accuracy(network.predict(X_test), labels_test)
    print(f"to 98.0 % on the test pictures: ours {right:.2%} after {EPOCHS} epochs")
    for what, options in (
        ("its defaults", {}),
        ("its defaults, but 256-128", {"hidden_layer_sizes": (256, 128)}),
    ):
        other, total, best = MLPClassifier(random_state=0, **options), 0.0, 0.0
        for epoch in range(1, 201):  # its own max_iter
            classes = np.arange(10) if epoch == 1 else None
            total += timed(other.partial_fit, X, labels, classes=classes)[0]
            best = max(best, other.score(X_test, labels_test))
            if best >= 0.98 or total > 20 * ours:
                break
        reached = "there" if best >= 0.98 else f"not there, {best:.2%} at best,"
        print(
            f"  scikit-learn {sklearn.__version__}, {what}: {reached} after {epoch} epochs; "
            f"our time to its: {ours / total:.2f}"
        )


def memory():
    """Print the peak memory of a process that loads MNIST and trains for an epoch."""
    code = (
        "import resource, sys; sys.path.append('.')\n"
        "from data.digits import load_mnist\n"
        "from solutions.np2_digits import pixels_to_inputs\n"
        "from solutions.np3_mlp import MLP, fit\n"
        "images, labels, *_ = load_mnist()\n"
        f"fit(MLP({SIZES}), pixels_to_inputs(images), labels, epochs=1)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
    )
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    print(f"peak memory of training on MNIST: {done.stdout.strip()} MB")


def main():
    sys.stdout.reconfigure(line_buffering=True)
    print("Part II: minutes of training where MNIST is there, seconds where it isn't.\n")
    arrays_beside_loops()
    try:
        images, labels, test_images, labels_test = load_mnist()
    except DataMissing as missing:
        print(missing)
        return
    print("training, one epoch after another ...")
    X, X_test = pixels_to_inputs(images), pixels_to_inputs(test_images)
    beside_torch(X, labels)
    beside_sklearn(X, labels, X_test, labels_test)
    if sys.platform == "linux":
        memory()


if __name__ == "__main__":
    main()
