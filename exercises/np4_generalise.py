"""Part II, fourth chapter · Pictures never seen

You write four ways that may make a network with only a thousand pictures to learn from better at
those that it has never seen, and you measure what each of them is worth.
Grade your work with `make check-chapter np4`.
"""

import math

import numpy as np

from exercises.np2_digits import accuracy, cross_entropy, pixels_to_inputs, softmax
from exercises.np3_mlp import MLP, fit, train_validation_split


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
    # TODO: refuse first; then each gradient gains its share of W.
    # Read lessons/np4_generalise.md#add_weight_decay
    raise NotImplementedError("add_weight_decay")


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
    # TODO: refuse first; a draw for each entry, and what is kept grows.
    # Read lessons/np4_generalise.md#dropout_mask
    raise NotImplementedError("dropout_mask")


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
        # TODO: super() makes the MLP; refuse what is no rate.
        # Read lessons/np4_generalise.md#dropoutmlp
        raise NotImplementedError("DropoutMLP.__init__")

    def forward(self, X: np.ndarray, training: bool = False) -> np.ndarray:
        """Return the logits: (m, n_in) → (m, n_out).

        In training, what relu gives in each hidden layer is multiplied by a dropout_mask of its
        shape, drawn anew from .rng, before it goes on. X and the logits have no mask. Otherwise
        nothing is drawn, and every mask is ones.

        Keeps .masks, a list of one for each hidden layer, (m, n), float32, and .activations, as
        MLP does: X, what each hidden layer hands on, behind its mask, and the logits. Raises
        ValueError, naming both sizes, if X is not (m, n_in), n_in being what the first layer takes.
        """
        # TODO: np3's forward, with a mask behind each relu.
        # Read lessons/np4_generalise.md#dropoutmlp
        raise NotImplementedError("DropoutMLP.forward")

    def backward(self, labels: np.ndarray) -> None:
        """Set .weight_gradients and .bias_gradients as MLP's does, for the loss of the latest
        forward: the signal goes back through the masks of that forward. Nothing is drawn. Raises
        ValueError if labels don't fit, as cross_entropy does.
        """
        # TODO: np3's backward, with the same masks on the way back.
        # Read lessons/np4_generalise.md#dropoutmlp
        raise NotImplementedError("DropoutMLP.backward")


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
        # TODO: refuse first; three things to keep.
        # Read lessons/np4_generalise.md#earlystopping
        raise NotImplementedError("EarlyStopping.__init__")

    def should_stop(self, network: MLP, validation_loss: float) -> bool:
        """Note the loss after one more epoch; return whether .waited is .patience or more by now.

        A loss lower than all before it becomes .best_loss, .waited is 0 again, and copies of the
        network's weights and biases are kept. Any other loss, an equal one too, adds 1 to .waited.
        The network itself doesn't change. Raises ValueError, naming it, if validation_loss is NaN
        or inf; then nothing is noted.
        """
        # TODO: is it the lowest so far? Then copies, else one more epoch waited.
        # Read lessons/np4_generalise.md#earlystopping
        raise NotImplementedError("EarlyStopping.should_stop")

    def restore(self, network: MLP) -> None:
        """Set the network's .weights and .biases to what was kept, as copies: what the network
        learns from then on doesn't reach what is kept. Raises ValueError if nothing was kept yet.
        """
        # TODO: copies again.
        # Read lessons/np4_generalise.md#earlystopping
        raise NotImplementedError("EarlyStopping.restore")


def shift_images(images: np.ndarray, down: int, right: int) -> np.ndarray:
    """Return the pictures, each moved by whole pixels: (m, rows, columns) → the same shape.

    -1 is one pixel up, or to the left. What leaves a picture is gone, and zeros come in at the
    other side. The result is a new array of the same dtype. Raises ValueError, naming the shape,
    if images does not have three axes.

    >>> shift_images(np.array([[[1, 2], [3, 4]]]), down=0, right=1).tolist()
    [[[0, 1], [0, 3]]]
    """
    # TODO: a frame of zeros around each picture, and another window of it.
    # Read lessons/np4_generalise.md#shift_images
    raise NotImplementedError("shift_images")


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
    # TODO: two loops for the shifts; labels in the order of the pictures.
    # Read lessons/np4_generalise.md#shifted_copies
    raise NotImplementedError("shifted_copies")


def main() -> None:
    from data.regularised import few_pictures, regularised, try_six_ways

    parts = few_pictures(train_validation_split, shifted_copies, pixels_to_inputs)
    RegularisedMLP = regularised(DropoutMLP, add_weight_decay)
    try_six_ways(RegularisedMLP, EarlyStopping, fit, accuracy, parts)


if __name__ == "__main__":
    main()
