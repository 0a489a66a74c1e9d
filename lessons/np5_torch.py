"""Where frameworks begin: np5's network in PyTorch, beside the one you wrote.

`make run torch`. With the same weights, both give the same loss and the same gradients, but for
rounding, and neither has a `backward` of its own.
"""

import importlib
import sys

import numpy as np

try:
    import torch
except ImportError:
    torch = None

INSTALL = (
    "PyTorch isn't installed, and nothing else in the course needs it. To see your network beside "
    "it, type:\n  {python} -I -m pip install torch\n"
    "(On Linux that can take several GB; pytorch.org tells how to get the smaller CPU build.)"
)


def in_torch(network):
    """Return an AutogradMLP as a torch.nn.Sequential with the same weights, in their precision.

    torch.nn.Linear keeps its weight as (n_out, n_in), as chapter 3 does.
    """
    layers = []
    for W, b in zip(network.parameters[::2], network.parameters[1::2]):
        linear = torch.nn.Linear(*W.data.shape)
        linear.weight = torch.nn.Parameter(torch.tensor(W.data.T.copy()))
        linear.bias = torch.nn.Parameter(torch.tensor(b.data.copy()))
        layers += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])  # no relu after the last


def double(network):
    """Change a network's numbers to float64, so that rounding can't hide a difference."""
    for parameter in network.parameters:
        parameter.data = parameter.data.astype(np.float64)
    network.velocities = [np.zeros_like(parameter.data) for parameter in network.parameters]
    return network


def ours_and_theirs(network, twin):
    """Yield (parameter, the same of PyTorch's) for all, in the order of network.parameters."""
    theirs = [part for linear in twin[::2] for part in (linear.weight, linear.bias)]
    return zip(network.parameters, theirs)


def difference(ours, theirs):
    """Return how far the two arrays are apart, as a share of the largest entry."""
    theirs = theirs.detach().numpy().T
    return float(np.abs(ours - theirs).max() / np.abs(theirs).max())


def compare(network, X, labels, steps=3, learning_rate=0.08, momentum=0.9):
    """Take steps with a network and with its twin in PyTorch, on one batch. Return what they gave.

    X: (m, n_in), of the dtype of the network's weights. The result is (losses, torch's losses,
    largest difference of a gradient, largest difference of a weight after the last step).
    """
    twin = in_torch(network)
    optimizer = torch.optim.SGD(twin.parameters(), lr=learning_rate, momentum=momentum)
    losses, their_losses, apart = [], [], 0.0
    for _ in range(steps):
        for parameter in network.parameters:
            parameter.grad = None
        network.forward(X).cross_entropy(labels).backward()

        optimizer.zero_grad()
        logits = twin(torch.tensor(X))
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor(labels))
        loss.backward()
        their_losses.append(loss.item())

        for parameter, other in ours_and_theirs(network, twin):
            apart = max(apart, difference(parameter.grad, other.grad))
        losses.append(network.train_step(X, labels, learning_rate, momentum))
        optimizer.step()
    drift = max(difference(one.data, other) for one, other in ours_and_theirs(network, twin))
    return losses, their_losses, apart, drift


def main():
    if torch is None:
        return INSTALL.format(python=sys.executable)
    folder = sys.argv[1] if sys.argv[1:] else "exercises"
    chapter = importlib.import_module(f"{folder}.np5_autograd")
    rng = np.random.default_rng(0)
    X, labels = rng.random((64, 784)), rng.integers(0, 10, 64)
    losses, their_losses, apart, drift = compare(
        double(chapter.AutogradMLP([784, 256, 128, 10])), X, labels
    )
    print("784-256-128-10, three steps on one batch of 64, float64")
    print("                    yours             PyTorch's")
    for step, (ours, theirs) in enumerate(zip(losses, their_losses), 1):
        print(f"  loss, step {step}      {ours:.12f}    {theirs:.12f}")
    print("differences, as a share of the largest entry")
    print(f"  of a gradient: {apart:.1e}")
    print(f"  of a weight or bias after the third step: {drift:.1e}")
    print("\n  yours                              PyTorch's")
    for pair in (
        ("Tensor(array, requires_grad=True)", "torch.tensor(array, requires_grad=True)"),
        ("AutogradMLP([784, 256, 128, 10])", "torch.nn.Sequential(Linear(784, 256), ReLU(), …)"),
        ("network.forward(X)", "model(X)"),
        ("logits.cross_entropy(labels)", "torch.nn.functional.cross_entropy(logits, labels)"),
        ("parameter.grad = None", "optimizer.zero_grad()"),
        ("loss.backward()", "loss.backward()"),
        ("the update in train_step", "torch.optim.SGD(…, lr=rate, momentum=0.9).step()"),
    ):
        print(f"  {pair[0]:34} {pair[1]}")
    return None


if __name__ == "__main__":
    sys.exit(main())
