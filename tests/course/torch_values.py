"""What PyTorch gives for a few graphs, kept in torch_values.json for where it isn't installed.

``python tests/course/torch_values.py`` writes that file, where PyTorch is installed. The same
functions build each graph with either library's tensors; only cross_entropy is called differently.
"""

import json
from pathlib import Path

import numpy as np

KEPT = Path(__file__).with_suffix(".json")


def mlp(cross_entropy, X, W1, b1, W2, b2, W3, b3):
    hidden = ((X @ W1 + b1).relu() @ W2 + b2).relu()
    return cross_entropy(hidden @ W3 + b3, [0, 2, 1, 2])


def shared(cross_entropy, x):
    square = x * x
    cube = square * x
    return (cube * square + cube + x).sum()


# name: (the graph, the shapes of its tensors)
GRAPHS = {
    "shared paths": (shared, [(5,)]),
    "x + x": (lambda cross_entropy, x: (x + x + x * x).sum(), [(2, 3)]),
    "stretched": (lambda _, a, b, c: ((a + b) * (b * c) + c).sum(), [(3, 2), (2,), (3, 1)]),
    "one number": (lambda _, a, b: (a * b + a).sum() * a, [(), (2, 2)]),
    "products": (lambda _, a, b, c: ((a @ b) * c).relu().sum(), [(3, 4), (4, 2), (3, 1)]),
    "cross-entropy": (lambda cross_entropy, z: cross_entropy(z, [2, 0, 1]), [(3, 4)]),
    "far apart": (
        lambda cross_entropy, z, far: cross_entropy(z * far, [0, 1]) * z.sum(),
        [(2, 3), ()],
    ),
    "a network": (mlp, [(4, 6), (6, 5), (5,), (5, 4), (4,), (4, 3), (3,)]),
}


def arrays(name, dtype):
    """Return the arrays of a graph. Some numbers are 0, and "far apart" has logits of thousands."""
    rng = np.random.default_rng(sorted(GRAPHS).index(name))
    found = [np.asarray(rng.integers(-8, 9, shape) / 4) for shape in GRAPHS[name][1]]
    if name == "far apart":
        found[1] = np.asarray(1000.0)
    return [array.astype(dtype) for array in found]


def torch_answer(torch, name, dtype):
    """Return [the loss, the gradient of each tensor] as PyTorch gives them."""

    def cross_entropy(logits, labels):
        return torch.nn.functional.cross_entropy(logits, torch.tensor(labels))

    tensors = [torch.tensor(array, requires_grad=True) for array in arrays(name, dtype)]
    loss = GRAPHS[name][0](cross_entropy, *tensors)
    loss.backward()
    return [loss.item(), *(tensor.grad.tolist() for tensor in tensors)]


def main():
    import torch

    kept = {
        dtype: {name: torch_answer(torch, name, dtype) for name in GRAPHS}
        for dtype in ("float64", "float32")
    }
    text = json.dumps({"torch": torch.__version__, **kept})
    for name in (*kept, *GRAPHS):  # a line for each, so that a change shows where it is
        text = text.replace(f' "{name}": ', f'\n "{name}": ')
    KEPT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
