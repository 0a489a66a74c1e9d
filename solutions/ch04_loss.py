"""Chapter 4 · Loss

You write `softmax`, which turns a network's outputs into probabilities, and losses, each
a single number that says how wrong the network is. Chapter 5 asks how every weight changes one.
Grade your work with `make check-chapter 4`.
"""

import math

from solutions.ch01_math import Vector, dot_product, vector_subtract
from solutions.ch02_neuron import sigmoid


def softmax(logits: Vector) -> Vector:
    """Return e^logits[i] / Σ e^logits[j]: numbers from 0 to 1 that add up to 1.

    logits: (n,) → (n,). Any finite logits will do: [1000, 999] must not overflow. Adding the
    same number to all logits changes nothing. Raises ValueError for an empty list.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    >>> [round(p, 3) for p in softmax([2.0, 1.0, 0.0])]
    [0.665, 0.245, 0.09]
    """
    if not logits:
        raise ValueError("softmax: logits has 0 numbers, it needs 1 or more")
    largest = max(logits)  # taken away from all, it leaves no exponent above 0
    powers = [math.exp(z - largest) for z in logits]
    total = sum(powers)
    return [power / total for power in powers]


def one_hot(index: int, size: int) -> Vector:
    """Return a list of zeros with a single 1.0, at index.

    → (size,). Raises ValueError if index is not one of 0 … size - 1.

    >>> one_hot(2, 4)
    [0.0, 0.0, 1.0, 0.0]
    """
    if not 0 <= index < size:
        raise ValueError(f"one_hot: index {index} is not one of 0 … {size - 1}")
    return [1.0 if i == index else 0.0 for i in range(size)]


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
    return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))


def cross_entropy_from_logits(logits: Vector, target: Vector) -> float:
    """Return log Σ e^logits[i] - Σ target[i] · logits[i], in nats: cross-entropy without a floor.

    logits, target: (n,) → a number. The target is one-hot, or holds shares that add up to 1. It is
    -Σ target[i] · log(softmax(logits)[i]), and stays so where a probability is too small to hold:
    logits of thousands will do. Raises ValueError for lengths that differ, naming both, and for
    empty lists.

    >>> round(cross_entropy_from_logits([2.0, 1.0], [0.0, 1.0]), 4)
    1.3133
    >>> cross_entropy_from_logits([0.0, -1000.0], [0.0, 1.0])
    1000.0
    """
    if not logits:
        raise ValueError(f"cross_entropy_from_logits: logits has 0 numbers, target {len(target)}")
    largest = max(logits)
    shifted = [z - largest for z in logits]  # the same loss, and no exponent above 0
    return math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)


def mse_loss(predicted: Vector, target: Vector) -> float:
    """Return the mean of (predicted[i] - target[i])² over the components.

    predicted, target: (n,) → a number. Raises ValueError for lengths that differ, naming both,
    and for empty lists.

    >>> mse_loss([1.0, 2.0, 3.0], [1.0, 0.0, 0.0])            # (0 + 4 + 9) / 3
    4.333333333333333
    """
    differences = vector_subtract(predicted, target)
    if not differences:
        raise ValueError("mse_loss: predicted has 0 numbers, target has 0; a mean needs 1")
    return dot_product(differences, differences) / len(differences)


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
    print(f"With a sigmoid p never gets past {ceiling[0]:.2%}, nor the loss below {loss:.3f}.")
    print("Give softmax a linear output.")


if __name__ == "__main__":
    main()
