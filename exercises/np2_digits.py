"""Part II, second chapter · Handwritten digits

You write a network that reads handwritten digits: first a small one, each line with its shape,
then one of any depth that learns from 60,000 pictures in seconds.
Grade your work with `make check-chapter np2`.
"""

import filecmp
import math
import os
import sys
from collections.abc import Callable

import numpy as np

# Rows are samples: X is (m, n), m pictures of n pixels each. labels is (m,), integers from 0.
History = dict[str, list[float]]  # one number for each epoch under each name


def pixels_to_inputs(images: np.ndarray) -> np.ndarray:
    """Return pictures as rows of numbers from 0 to 1: (m, rows, columns) → (m, rows · columns).

    images: uint8, 0 to 255. The result is float32. Raises ValueError, naming the shape, if images
    does not have three axes.

    >>> pixels_to_inputs(np.array([[[0, 51], [102, 255]]], dtype=np.uint8)).round(1).tolist()
    [[0.0, 0.20000000298023224, 0.4000000059604645, 1.0]]
    """
    # TODO: reshape, then float32, then divide.
    # Read lessons/np2_digits.md#pixels_to_inputs
    raise NotImplementedError("pixels_to_inputs")


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return each row's probabilities: (m, k) → (m, k), every row with the sum 1.

    Any finite logits will do: each row's largest is subtracted first. float32 gives float32.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, -1000.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    # TODO: chapter 4's softmax, for each row. axis and keepdims.
    # Read lessons/np2_digits.md#softmax
    raise NotImplementedError("softmax")


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean of -log p over the batch, p being the probability of the row's own label.

    probabilities: (m, k). labels: (m,), integers from 0 to k - 1. A p below 1e-12 counts as 1e-12.
    Raises ValueError if labels is not (m,), naming both shapes, or if a label is out of range,
    naming it.

    >>> round(cross_entropy(np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([1, 0])), 4)
    0.4904
    """
    # TODO: check labels, pick each row's own probability, then the mean of -log.
    # Read lessons/np2_digits.md#cross_entropy
    raise NotImplementedError("cross_entropy")


def accuracy(predicted: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of equal entries, 0 to 1. Both are (m,).

    Raises ValueError, naming both shapes, if they differ: NumPy would compare (m,) with (m, 1)
    as if each were (m, m).

    >>> accuracy(np.array([3, 1, 4, 1]), np.array([3, 1, 4, 5]))
    0.75
    """
    # TODO: shapes first, then the mean of what is equal.
    # Read lessons/np2_digits.md#accuracy
    raise NotImplementedError("accuracy")


def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> np.ndarray:
    """Return weights (n_in, n_out), float32, normal with mean 0 and standard deviation √(2/n_in).

    Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers" (2015).

    >>> weights = he_normal(50, 400, np.random.default_rng(0))
    >>> weights.shape, weights.dtype.name, round(float(weights.std()), 1)
    ((50, 400), 'float32', 0.2)
    """
    # TODO: rng.standard_normal can draw float32; a Python float keeps it float32.
    # Read lessons/np2_digits.md#he_normal
    raise NotImplementedError("he_normal")


class SmallNet:
    """One hidden layer of relu, softmax at the output, and plain gradient descent: float32.

    The sizes in the comments are those of its default, 784-10-10, for m pictures.

    >>> network = SmallNet(input_size=2, hidden_size=3, output_size=2)
    >>> network.forward(np.ones((5, 2), dtype=np.float32)).shape
    (5, 2)
    """

    def __init__(
        self, input_size: int = 784, hidden_size: int = 10, output_size: int = 10, seed: int = 0
    ) -> None:
        """Draw W1, then W2, with he_normal from one np.random.default_rng(seed).

        W1 is (input_size, hidden_size), W2 (hidden_size, output_size). The biases b1 and b2 are
        zeros, (hidden_size,) and (output_size,), float32.
        """
        # TODO: W1 first, then W2, from one generator; zeros for the biases.
        # Read lessons/np2_digits.md#smallnet
        raise NotImplementedError("SmallNet.__init__")

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the probabilities: (m, input_size) → (m, output_size).

        Keeps .Z1, .A1, .Z2 and the probabilities as .P. Raises ValueError, naming both sizes, if
        X does not have input_size columns.
        """
        # TODO: four lines, each with its shape. Check the columns first.
        # Read lessons/np2_digits.md#smallnet
        raise NotImplementedError("SmallNet.forward")

    def backward(self, X: np.ndarray, labels: np.ndarray) -> None:
        """Set .dW2, .db2, .dW1, .db1: the gradients of the mean cross-entropy over the batch.

        X: the inputs of the latest forward. labels: (m,). Each gradient has the shape of what it
        belongs to; nothing else changes. relu's slope at 0 is 0, as in chapter 2.
        """
        # TODO: P - Y, divided by m once; then back, layer by layer.
        # Read lessons/np2_digits.md#smallnet
        raise NotImplementedError("SmallNet.backward")

    def update(self, learning_rate: float) -> None:
        """Take one step downhill: each w becomes w - learning_rate · dL/dw."""
        # TODO: four steps downhill, one for each array.
        # Read lessons/np2_digits.md#smallnet
        raise NotImplementedError("SmallNet.update")


def train_validation_split(
    X: np.ndarray, labels: np.ndarray, validation_size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (X_train, labels_train, X_validation, labels_validation), chosen by chance.

    validation_size of the m rows go to validation, the others to training: no row to both, and
    every row keeps its label. The results are copies. Raises ValueError, naming both sizes, if X
    and labels differ in length, or if validation_size is below 0 or above m.

    >>> X, labels = np.arange(10).reshape(5, 2), np.arange(5)
    >>> parts = train_validation_split(X, labels, 2, np.random.default_rng(0))
    >>> [part.shape for part in parts]
    [(3, 2), (3,), (2, 2), (2,)]
    """
    # TODO: one shuffled order, cut in two, for X and labels alike.
    # Read lessons/np2_digits.md#train_validation_split
    raise NotImplementedError("train_validation_split")


def shuffled_batches(m: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the numbers 0 to m - 1 in a shuffled order, cut into batches of batch_size.

    Each batch is an array of integers, (batch_size,), and the last may be shorter. Each number
    stands in one batch, once. Raises ValueError if batch_size is below 1.

    >>> [len(batch) for batch in shuffled_batches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    # TODO: one permutation of 0 to m - 1, cut into pieces.
    # Read lessons/np2_digits.md#shuffled_batches
    raise NotImplementedError("shuffled_batches")


def linear_schedule(learning_rate: float, step: int, steps: int) -> float:
    """Return the rate for a step: it falls on a straight line from learning_rate to 0.

    Step 0 has learning_rate itself. The last step taken is steps - 1; one further, it would be 0.

    >>> [linear_schedule(0.8, step, 4) for step in range(4)]
    [0.8, 0.6000000000000001, 0.4, 0.2]
    """
    # TODO: the whole rate at step 0, half of it half-way.
    # Read lessons/np2_digits.md#linear_schedule
    raise NotImplementedError("linear_schedule")


class MLP:
    """A multilayer perceptron of any depth: relu inside, linear at the output, float32.

    layer_sizes names all layers: [784, 256, 128, 10] has two hidden layers. It keeps .weights and
    .biases, lists of one array a layer: (n_in, n_out) and (n_out,).

    >>> network = MLP([2, 8, 2])
    >>> X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    >>> labels = np.array([0, 1, 1, 0])
    >>> history = network.fit(X, labels, epochs=200, batch_size=4)
    >>> len(history["loss"]), network.predict(X).tolist()
    (200, [0, 1, 1, 0])
    """

    def __init__(self, layer_sizes: list[int], seed: int = 0) -> None:
        """Draw the weights with he_normal, first layer first, from one np.random.default_rng(seed),
        kept as .rng for the shuffling. Biases are zeros, float32. Raises ValueError if layer_sizes
        has fewer than two sizes.

        It also keeps .weight_velocities and .bias_velocities, for momentum: lists of arrays of
        zeros, shaped like the weights and biases, float32.
        """
        # TODO: lists of arrays, one for each pair of neighbouring sizes.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.__init__")

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the logits: (m, n_in) → (m, n_out).

        Keeps .activations, a list: X, then the outputs of each layer, the logits last. Raises
        ValueError, naming both sizes, if X does not have as many columns as the first layer needs.
        """
        # TODO: SmallNet's lines in a loop; relu after every layer but the last.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.forward")

    def loss(self, X: np.ndarray, labels: np.ndarray) -> float:
        """Return the mean cross-entropy of softmax(forward(X)) with labels, (m,)."""
        # TODO: forward, softmax, cross_entropy.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.loss")

    def backward(self, labels: np.ndarray) -> None:
        """Set .weight_gradients and .bias_gradients, lists of one array a layer, for the loss of
        the latest forward. labels: (m,). Nothing else changes. relu's slope at 0 is 0. The gradient
        with respect to X itself is not needed.
        """
        # TODO: p - y over m, then from the last layer back to the first.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.backward")

    def update(self, learning_rate: float, momentum: float = 0.9) -> None:
        """Take one step with momentum: for each w, v becomes momentum · v + dL/dw, and w becomes
        w - learning_rate · v. Arrays are changed in place; the gradients stay as they are.
        """
        # TODO: velocities first, then the step. In place: v *= momentum.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.update")

    def fit(
        self,
        X: np.ndarray,
        labels: np.ndarray,
        epochs: int = 4,
        batch_size: int = 64,
        learning_rate: float = 0.08,
        momentum: float = 0.9,
        validation: tuple[np.ndarray, np.ndarray] | None = None,
        progress: Callable[[int, int, History], None] | None = None,
    ) -> History:
        """Train for epochs, on shuffled batches, at a rate that falls from learning_rate to 0 over
        all steps. Return the history, a dict of lists, with a number for each epoch. It is kept as
        .history from the start, so that it is there after a Ctrl-C too.

        "loss" and "accuracy" are the means over the epoch's rows, each as it stood before its
        update. With validation=(X, labels), "validation_loss" and "validation_accuracy" are
        measured after each epoch; nothing is learned from these. progress(epoch, epochs, history),
        if given, is called after each epoch, the first being 1. Raises ValueError, before anything
        is learned, if X and labels differ in length (naming both) or if X holds NaN or inf; and, as
        soon as a loss is not finite, one that says to try a smaller learning_rate.
        """
        # TODO: check; for each epoch, for each batch: loss, backward, update.
        # Then the epoch's numbers into the history, and progress.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.fit")

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of each row's largest logit: (m, n_in) → (m,), integers."""
        # TODO: the place of the largest logit in each row.
        # Read lessons/np2_digits.md#mlp
        raise NotImplementedError("MLP.predict")


def confusion_matrix(predicted: np.ndarray, labels: np.ndarray, k: int = 10) -> np.ndarray:
    """Return (k, k) counts: row the true label, column the predicted one. Given."""
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix


def save_weights(network: MLP, path: str) -> None:
    """Write a network's weights and biases to an .npz file. Given.

    A file that was there stays as it was until the new one is complete. Raises OSError, with what
    to do, if it can't be written.
    """
    arrays = {f"W{i}": W for i, W in enumerate(network.weights)}
    arrays |= {f"b{i}": b for i, b in enumerate(network.biases)}
    part = f"{path}.part"
    try:
        with open(part, "wb") as file:
            np.savez(file, **arrays)
        os.replace(part, path)
    except OSError as error:
        if os.path.exists(part):
            os.remove(part)
        raise OSError(
            f"The weights could not be saved to {path} ({error.strerror}). "
            "Make room or choose another folder, and save again."
        ) from error


def save_and_keep(network: MLP, path: str) -> None:
    """Save the weights, and say so. Others that were there get a name with a number. Given."""
    new = f"{path}.new"
    save_weights(network, new)
    if os.path.exists(path) and not filecmp.cmp(path, new, shallow=False):
        name, end = os.path.splitext(path)
        number = 1
        while os.path.exists(kept := f"{name}_{number}{end}"):
            number += 1
        os.replace(path, kept)
        print(f"  other weights that were in {path} are now in {kept}")
    os.replace(new, path)
    print(f"  weights saved as {path}")


def load_weights(path: str) -> MLP:
    """Return the network that save_weights wrote to path. Given.

    Raises ValueError, naming the file, if it holds no such network.
    """
    try:
        with np.load(path) as arrays:
            layers = len(arrays.files) // 2
            weights = [arrays[f"W{i}"] for i in range(layers)]
            biases = [arrays[f"b{i}"] for i in range(layers)]
        network = MLP([len(weights[0]), *(W.shape[1] for W in weights)])
    except FileNotFoundError:
        raise
    except Exception as error:  # np.load has many ways to fail on a damaged file
        raise ValueError(f"{path} holds no weights that save_weights wrote: {error}") from error
    fits = [(W.shape, b.shape) for W, b in zip(weights, biases)] == [
        (W.shape, b.shape) for W, b in zip(network.weights, network.biases)
    ]
    if not fits or not all(np.isfinite(values).all() for values in [*weights, *biases]):
        raise ValueError(f"{path} holds weights whose shapes don't fit together, or NaN")
    network.weights, network.biases = weights, biases
    return network


def show_progress(epoch: int, epochs: int, history: History) -> None:
    """Print one line on the epoch that has ended. Given."""
    line = f"  epoch {epoch:2} of {epochs}"
    for name, values in history.items():
        line += f"   {name.replace('_', ' ')} {values[-1]:.4f}"
    print(line, flush=True)


def train(network: MLP, X: np.ndarray, labels: np.ndarray, **options) -> None:
    """Fit with progress; at Ctrl-C, go on with what the network has learned so far. Given."""
    try:
        network.fit(X, labels, progress=show_progress, **options)
    except KeyboardInterrupt:
        print("\n  Stopped. The network keeps what it has learned.")


def read_fonts() -> None:
    """Train on letters in some fonts, test in others: `make run np2 LETTERS=fonts`. Given."""
    from data.fonts import perturb_all
    from data.letters import load_letters

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
    network = MLP([144, 256, 128, 26])
    train(network, X, labels, epochs=1, learning_rate=0.2)  # no picture comes twice
    print("right in fonts never seen, by the nearest training letter and by the network:")
    for what, (X_test, labels_test) in (("clean", arrays(test)), ("perturbed", arrays(test, 5))):
        distances = (drawn**2).sum(axis=1) - 2 * X_test @ drawn.T  # squared, less |x|²
        nearest = accuracy(drawn_labels[distances.argmin(axis=1)], labels_test)
        right = accuracy(network.predict(X_test), labels_test)
        print(f"  {what:9} {nearest:7.1%} {right:7.1%}")


def main() -> None:
    if sys.argv[1:] == ["fonts"]:
        read_fonts()
        return
    from data.digits import DataMissing, load_mnist
    from data.fonts import font_digits
    from data.pictures import save_digits_picture
    from data.progress import progress

    try:
        train_images, train_labels, test_images, test_labels = load_mnist()
        print("MNIST: ", end="")
    except DataMissing as missing:
        print(f"{missing}\nUntil then, digits drawn from fonts: ", end="")
        train_images, train_labels, test_images, test_labels = font_digits()
    except ValueError as damaged:
        raise SystemExit(str(damaged)) from None
    print(f"{len(train_images):,} pictures to learn from, {len(test_images):,} to be tested on")
    print("Three networks are trained, one after the other. That takes up to half a minute.")
    X, X_test = pixels_to_inputs(train_images), pixels_to_inputs(test_images)

    small = SmallNet()
    few, few_labels = X[:10_000], train_labels[:10_000]
    print(f"\n784-10-10, 200 plain steps on {len(few):,} pictures")
    for _ in progress(range(200), "step"):
        small.forward(few)
        small.backward(few, few_labels)
        small.update(0.2)
    right = accuracy(small.forward(X_test).argmax(axis=1), test_labels)
    print(f"  on the test pictures, never seen: {right:.2%} right")

    sizes = [784, 256, 128, 10]
    X_train, labels, *validation = train_validation_split(
        X, train_labels, len(X) // 12, np.random.default_rng(0)
    )
    print(f"\n784-256-128-10, learning from {len(X_train):,}, watched on {len(validation[0]):,}")
    watched = MLP(sizes)
    train(watched, X_train, labels, validation=tuple(validation))

    print(f"\nthe same settings, learning from all {len(X):,}")
    network = MLP(sizes)
    train(network, X, train_labels)
    predicted = network.predict(X_test)
    print(f"  on the test pictures, never seen: {accuracy(predicted, test_labels):.2%} right")
    counts = confusion_matrix(predicted, test_labels)
    np.fill_diagonal(counts, 0)
    for cell in np.argsort(-counts, axis=None)[:3]:
        true, read = divmod(int(cell), 10)
        print(f"  {true} read as {read}: {counts[true, read]} times")
    save_and_keep(network, "np2_digits.npz")
    chances = softmax(network.forward(X_test))
    save_digits_picture(network, watched.history, chances, test_images, test_labels)


if __name__ == "__main__":
    main()
