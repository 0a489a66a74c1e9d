"""Part II, fourth chapter · Pictures never seen

You write four ways that may make a network with only a thousand pictures to learn from better at
those that it has never seen, and you measure what each of them is worth.
Grade your work with `make check-chapter np4`.
"""

import math

import numpy as np

from solutions.np2_digits import accuracy, cross_entropy, pixels_to_inputs, softmax
from solutions.np3_mlp import MLP, fit, train_validation_split


def add_weight_decay(network: MLP, weight_decay: float) -> None:
    """Add weight_decay · W to the gradient of each of the network's weight matrices W.

    It comes after backward and before update. Biases have no decay, and nothing but
    .weight_gradients changes. Raises ValueError, naming it, if weight_decay is below 0, inf or
    NaN; then nothing changes at all.

    >>> network = MLP([1, 1])
    >>> network.weights, network.weight_gradients = [np.array([[2.0]])], [np.array([[0.5]])]
    >>> add_weight_decay(network, 0.1)
    >>> network.weight_gradients[0].tolist()          # 0.5 + 0.1·2
    [[0.7]]
    """
    if not 0 <= weight_decay < math.inf:
        raise ValueError(f"add_weight_decay: weight_decay is {weight_decay}, it must be 0 or more")
    for W, gradient in zip(network.weights, network.weight_gradients):
        gradient += weight_decay * W


def dropout_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> np.ndarray:
    """Return an array of this shape, float32: an entry is 0 with probability rate, else
    1 / (1 - rate). Each entry is drawn by itself, from rng alone.

    Raises ValueError, naming it, if rate is below 0, is 1 or more, or is NaN.

    Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: A Simple Way to
    Prevent Neural Networks from Overfitting" (2014).

    >>> mask = dropout_mask((100, 100), 0.2, np.random.default_rng(0))
    >>> np.unique(mask).tolist(), round(float(np.mean(mask == 0)), 1)
    ([0.0, 1.25], 0.2)
    """
    if not 0 <= rate < 1:
        raise ValueError(f"dropout_mask: rate is {rate}, it must be 0 or more, and below 1")
    kept = rng.random(shape) >= rate
    return kept.astype(np.float32) / (1 - rate)


class DropoutMLP(MLP):
    """An MLP that drops outputs of its hidden layers by chance, in training only.

    >>> network, X = DropoutMLP([2, 4, 3], dropout_rate=0.5), np.ones((5, 2), dtype=np.float32)
    >>> bool((network.forward(X) == MLP([2, 4, 3]).forward(X)).all())
    True
    >>> logits = network.forward(X, training=True)
    >>> [mask.shape for mask in network.masks], np.unique(network.masks[0]).tolist()
    ([(5, 4)], [0.0, 2.0])
    """

    def __init__(self, layer_sizes: list[int], seed: int = 0, dropout_rate: float = 0.5) -> None:
        """Make all that MLP(layer_sizes, seed) has, and keep .dropout_rate.

        Raises ValueError, naming it, if dropout_rate is below 0, is 1 or more, or is NaN.
        """
        super().__init__(layer_sizes, seed)
        dropout_mask((0,), dropout_rate, self.rng)  # draws nothing, and refuses other rates
        self.dropout_rate = dropout_rate

    def forward(self, X: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the logits: (m, n_in) → (m, n_out).

        In training, what relu gives in each hidden layer is multiplied by a dropout_mask of its
        shape, drawn anew from .rng, before it goes on. X and the logits have no mask. Otherwise
        nothing is drawn, and every mask is ones.

        Keeps .masks, a list of one for each hidden layer, (m, n), float32, and .activations, as
        MLP does: X, what each hidden layer hands on, behind its mask, and the logits. Raises
        ValueError, naming both sizes, if X is not (m, n_in), n_in being what the first layer takes.
        """
        n_in = len(self.weights[0])
        if X.ndim != 2 or X.shape[1] != n_in:
            raise ValueError(f"forward: X has shape {X.shape}, not (m, {n_in})")
        self.activations, self.masks = [X], []
        for W, b in zip(self.weights[:-1], self.biases[:-1]):
            A = np.maximum(self.activations[-1] @ W + b, 0)
            mask = np.ones(A.shape, dtype=np.float32)
            if training:
                mask = dropout_mask(A.shape, self.dropout_rate, self.rng)
            self.masks.append(mask)
            self.activations.append(A * mask)
        self.activations.append(self.activations[-1] @ self.weights[-1] + self.biases[-1])
        return self.activations[-1]

    def backward(self, labels: np.ndarray) -> None:
        """Set .weight_gradients and .bias_gradients as MLP's does, for the loss of the latest
        forward: the signal goes back through the masks of that forward. Nothing is drawn. Raises
        ValueError if labels don't fit, as cross_entropy does.
        """
        layers = len(self.weights)
        self.weight_gradients, self.bias_gradients = [None] * layers, [None] * layers
        delta = softmax(self.activations[-1])
        cross_entropy(delta, labels)  # refuses labels that don't fit
        delta[np.arange(len(labels)), labels] -= 1
        delta /= len(labels)
        for layer in reversed(range(layers)):
            A = self.activations[layer]
            self.weight_gradients[layer] = A.T @ delta
            self.bias_gradients[layer] = delta.sum(axis=0)
            if layer > 0:
                delta = (delta @ self.weights[layer].T) * (A > 0) * self.masks[layer - 1]


class EarlyStopping:
    """Keeps the weights of the epoch with the lowest validation loss, and says when to stop.

    >>> stopping, network = EarlyStopping(patience=2), MLP([2, 3])
    >>> [stopping.should_stop(network, loss) for loss in (0.9, 0.5, 0.6, 0.4, 0.4, 0.5)]
    [False, False, False, False, False, True]
    >>> stopping.best_loss
    0.4
    """

    def __init__(self, patience: int = 5) -> None:
        """Keep .patience; .best_loss is math.inf at first, and .waited 0.

        Raises ValueError, naming it, if patience is below 1.
        """
        if patience < 1:
            raise ValueError(f"EarlyStopping: patience is {patience}, it must be 1 or more")
        self.patience = patience
        self.best_loss = math.inf
        self.waited = 0

    def should_stop(self, network: MLP, validation_loss: float) -> bool:
        """Note the loss after one more epoch; return whether .waited is .patience or more by now.

        A loss lower than all before it becomes .best_loss, .waited is 0 again, and copies of the
        network's weights and biases are kept. Any other loss, an equal one too, adds 1 to .waited.
        The network itself doesn't change. Raises ValueError, naming it, if validation_loss is NaN
        or inf; then nothing is noted.
        """
        if not math.isfinite(validation_loss):
            raise ValueError(f"should_stop: validation_loss is {validation_loss}")
        self.waited += 1
        if validation_loss < self.best_loss:
            self.best_loss, self.waited = validation_loss, 0
            self.best_weights = [W.copy() for W in network.weights]
            self.best_biases = [b.copy() for b in network.biases]
        return self.waited >= self.patience

    def restore(self, network: MLP) -> None:
        """Set the network's .weights and .biases to what was kept, as copies: what the network
        learns from then on doesn't reach what is kept. Raises ValueError if nothing was kept yet.
        """
        if self.best_loss == math.inf:
            raise ValueError("restore: there are no weights to restore before the first epoch")
        network.weights = [W.copy() for W in self.best_weights]
        network.biases = [b.copy() for b in self.best_biases]


def shift_images(images: np.ndarray, down: int, right: int) -> np.ndarray:
    """Return the pictures, each moved by whole pixels: (m, rows, columns) → the same shape.

    -1 is one pixel up, or to the left. What leaves a picture is gone, and zeros come in at the
    other side. The result is a new array of the same dtype. Raises ValueError, naming the shape,
    if images does not have three axes.

    >>> shift_images(np.array([[[1, 2], [3, 4]]]), down=0, right=1).tolist()
    [[[0, 1], [0, 3]]]
    """
    if images.ndim != 3:
        raise ValueError(f"shift_images: images has shape {images.shape}, it needs three axes")
    _, rows, columns = images.shape
    above, beside = abs(down), abs(right)
    framed = np.pad(images, ((0, 0), (above, above), (beside, beside)))
    top, left = above - down, beside - right
    return framed[:, top : top + rows, left : left + columns]


def shifted_copies(
    images: np.ndarray, labels: np.ndarray, distance: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Return (images, labels) with every shift by up to distance pixels, up, down and sideways.

    m pictures become m · (2 · distance + 1)²: all m of them for each down from -distance to
    distance, and for each of these, each right from -distance to distance. Every copy has its
    picture's label, and both arrays keep their dtype. Raises ValueError if images and labels differ
    in length, naming both, or if distance is below 0, naming it.

    >>> images, labels = shifted_copies(np.ones((3, 4, 4)), np.array([7, 8, 9]))
    >>> images.shape, labels[:4].tolist()
    ((27, 4, 4), [7, 8, 9, 7])
    """
    if len(images) != len(labels):
        raise ValueError(f"shifted_copies: {len(images)} pictures, and {len(labels)} labels")
    if distance < 0:
        raise ValueError(f"shifted_copies: distance is {distance}, it must be 0 or more")
    steps = range(-distance, distance + 1)
    copies = [shift_images(images, down, right) for down in steps for right in steps]
    return np.concatenate(copies), np.tile(labels, len(copies))


def main() -> None:
    from data.regularised import few_pictures, regularised, try_six_ways

    parts = few_pictures(train_validation_split, shifted_copies, pixels_to_inputs)
    RegularisedMLP = regularised(DropoutMLP, add_weight_decay)
    try_six_ways(RegularisedMLP, EarlyStopping, fit, accuracy, parts)


if __name__ == "__main__":
    main()
