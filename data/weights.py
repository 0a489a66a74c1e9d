"""A network's weights in a file, to go on with another day.

network: an MLP of chapter np3, or whatever has its lists .weights and .biases.
"""

import filecmp
import os

import numpy as np


def save_weights(network, path: str) -> None:
    """Write a network's weights and biases to an .npz file.

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


def save_and_keep(network, path: str) -> None:
    """Save the weights, and say so, or why not. Others that were there get a name with a number."""
    try:
        _save_and_keep(network, path)
    except OSError as error:
        reason = getattr(error.__cause__, "strerror", "") or error.strerror
        print(f"  The weights could not be saved to {path} ({reason}).")


def _save_and_keep(network, path):
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


def load_weights(path: str, MLP: type):
    """Return the network that save_weights wrote to path, made with the class MLP.

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
