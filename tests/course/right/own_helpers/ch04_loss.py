"""Chapter 4, right, with helpers of the learner's own."""

# ruff: noqa: F401 (the imports of the stub)

import math

from exercises.ch01_math import Vector, dot_product, vector_subtract
from exercises.ch02_neuron import sigmoid

FLOOR = 1e-12


def share(parts):
    """Divide a list of the learner's own by its total, in place."""
    total = sum(parts)
    for i in range(len(parts)):
        parts[i] /= total
    return parts


def softmax(logits):
    if not logits:
        raise ValueError("softmax of nothing")
    highest = sorted(logits)[-1]
    return share([math.exp(z - highest) for z in logits])


def one_hot(index, size):
    if index < 0 or index >= size:
        raise ValueError(f"no place {index} in a list of {size}")
    vector = [0] * size
    vector[index] = 1
    return vector


def log_of(p):
    if p < FLOOR:  # never so for a NaN
        return math.log(FLOOR)
    return math.log(p)


def pairs_of(predicted, target):
    if len(predicted) != len(target):
        raise ValueError(f"{len(target)} targets can't be compared with {len(predicted)} numbers")
    return zip(predicted, target)


def cross_entropy_loss(predicted, target):
    loss = 0
    for p, y in pairs_of(predicted, target):
        loss -= y * log_of(p)
    return loss


def log_softmax(logits):
    """Return the logarithms of the probabilities, none of which is ever 0."""
    highest = max(logits, default=0)
    log_total = highest + math.log(sum(math.exp(z - highest) for z in logits))
    return [z - log_total for z in logits]


def cross_entropy_from_logits(logits, target):
    return -sum(y * log_p for log_p, y in pairs_of(log_softmax(logits), target))


def mse_loss(predicted, target):
    squares = [abs(p - y) * abs(p - y) for p, y in pairs_of(predicted, target)]
    try:
        return sum(squares) / len(squares)
    except ZeroDivisionError:
        raise ValueError("the mean of nothing") from None
