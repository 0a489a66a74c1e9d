"""Chapter 4 · Loss

You write `softmax`, which turns a network's outputs into probabilities, and two losses: one
number each that says how wrong the network is. Chapter 5 asks how every weight changes them.
Grade your work with `make check-chapter 4`.
"""

# ruff: noqa: F401 (these imports wait for your code)

import math

from exercises.ch01_math import Vector, dot_product, vector_subtract
from exercises.ch02_neuron import sigmoid


def softmax(logits: Vector) -> Vector:
    """Return e^logits[i] / Σ e^logits[j]: numbers above 0 that add up to 1.

    logits: (n,) → (n,). Any finite logits will do: [1000, 999] must not overflow. Adding the
    same number to all logits changes nothing. Raises ValueError for an empty list.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    >>> [round(p, 3) for p in softmax([2.0, 1.0, 0.0])]
    [0.665, 0.245, 0.09]
    """
    if len(logits) == 0:
        raise ValueError("softmax: the list is empty")
    largest = logits[0]
    for i in range(len(logits)):
        if logits[i] > largest:
            largest = logits[i]
    powers = []
    total = 0.0
    for i in range(len(logits)):
        power = math.exp(logits[i] - largest)
        powers.append(power)
        total = total + power
    probabilities = []
    for i in range(len(powers)):
        probabilities.append(powers[i] / total)
    return probabilities


def one_hot(index: int, size: int) -> Vector:
    """Return a list of zeros with a single 1.0, at index.

    → (size,). Raises ValueError if index is not one of 0 … size - 1.

    >>> one_hot(2, 4)
    [0.0, 0.0, 1.0, 0.0]
    """
    if index < 0 or index >= size:
        raise ValueError(f"one_hot: index {index} is not one of 0 to {size - 1}")
    result = []
    for i in range(size):
        if i == index:
            result.append(1.0)
        else:
            result.append(0.0)
    return result


def cross_entropy_loss(predicted: Vector, target: Vector) -> float:
    """Return -Σ target[i] · log(predicted[i]), in nats (log is the natural logarithm).

    predicted: (n,) probabilities, target: (n,) → a number. The target is one-hot, or holds shares
    that add up to 1. A probability below 1e-12 counts as 1e-12, written max(p, 1e-12), so that
    the loss stays finite (and a NaN stays a NaN).
    Raises ValueError, naming both lengths, if they differ.

    >>> round(cross_entropy_loss([0.25, 0.5, 0.25], [0.0, 1.0, 0.0]), 3)      # -log 0.5
    0.693
    >>> round(cross_entropy_loss([1.0, 0.0], [0.0, 1.0]), 3)                  # -log 1e-12
    27.631
    """
    if len(predicted) != len(target):
        raise ValueError(
            f"cross_entropy_loss: predicted has {len(predicted)} numbers, target has {len(target)}"
        )
    loss = 0.0
    for i in range(len(predicted)):
        p = predicted[i]
        if p < 1e-12:
            p = 1e-12
        loss = loss - target[i] * math.log(p)
    return loss


def mse_loss(predicted: Vector, target: Vector) -> float:
    """Return the mean of (predicted[i] - target[i])² over the components.

    predicted, target: (n,) → a number. Raises ValueError, naming both lengths, if they differ,
    and for empty lists.

    >>> mse_loss([1.0, 2.0, 3.0], [1.0, 0.0, 0.0])            # (0 + 4 + 9) / 3
    4.333333333333333
    """
    if len(predicted) != len(target):
        raise ValueError(
            f"mse_loss: predicted has {len(predicted)} numbers, target has {len(target)}"
        )
    n = len(predicted)
    if n == 0:
        raise ValueError("mse_loss: the lists are empty")
    total = 0.0
    for i in range(n):
        difference = predicted[i] - target[i]
        total = total + difference * difference
    return total / n


def main() -> None:
    logits = [2.0, 1.0, 0.0, -1.0]
    probabilities = softmax(logits)
    print("logit    p       -log p (the loss if this one is right)")
    for index, (z, p) in enumerate(zip(logits, probabilities, strict=True)):
        loss = cross_entropy_loss(probabilities, one_hot(index, len(logits)))
        print(f"{z:5.1f}  {p:.4f}  {loss:.4f}")
    print(f"sum of p: {sum(probabilities):.4f}")
    print(
        f"mean squared error, if the first is right: {mse_loss(probabilities, one_hot(0, 4)):.4f}"
    )

    print("\nA sigmoid before softmax: 26 letters, the right one's logit z, the others -z")
    print("    z    with sigmoid    without")
    for z in (1.0, 5.0, 50.0):
        letter_logits = [z] + [-z] * 25
        squashed = softmax([sigmoid(logit) for logit in letter_logits])[0]
        print(f"{z:5.0f}{squashed:14.1%}{softmax(letter_logits)[0]:14.1%}")
    ceiling = softmax(one_hot(0, 26))
    loss = cross_entropy_loss(ceiling, one_hot(0, 26))
    print(f"With a sigmoid p never gets past {ceiling[0]:.1%}, nor the loss below {loss:.3f}.")
    print("Give softmax a linear output.")


if __name__ == "__main__":
    main()
