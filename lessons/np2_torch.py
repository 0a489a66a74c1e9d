"""Where frameworks begin: np3's network in PyTorch, beside the one you wrote.

`make run torch`. With the same weights, both give the same loss and the same gradients; PyTorch
finds its gradients by itself, from the forward pass alone.
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
    """Return an MLP as a torch.nn.Sequential with the same weights, in the same precision.

    torch.nn.Linear keeps its weight as (n_out, n_in), as chapter 3 does.
    """
    layers = []
    for W, b in zip(network.weights, network.biases):
        linear = torch.nn.Linear(*W.shape)
        linear.weight = torch.nn.Parameter(torch.tensor(W.T.copy()))
        linear.bias = torch.nn.Parameter(torch.tensor(b.copy()))
        layers += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])  # no relu after the last


def double(network):
    """Change an MLP's numbers to float64, so that rounding can't hide a difference."""
    network.weights = [W.astype(np.float64) for W in network.weights]
    network.biases = [b.astype(np.float64) for b in network.biases]
    network.weight_velocities = [np.zeros_like(W) for W in network.weights]
    network.bias_velocities = [np.zeros_like(b) for b in network.biases]
    return network


def compare(network, X, labels, steps=3, learning_rate=0.08, momentum=0.9):
    """Take steps with an MLP and with its twin in PyTorch, on one batch. Return what they gave.

    X: (m, n_in) and float64, like the network's weights. The result is (losses, torch's losses,
    largest difference of a gradient, largest difference of a weight after the last step).
    """
    twin = in_torch(network)
    optimizer = torch.optim.SGD(twin.parameters(), lr=learning_rate, momentum=momentum)
    losses, their_losses, apart = [], [], 0.0
    for _ in range(steps):
        losses.append(network.loss(X, labels))
        network.backward(labels)

        optimizer.zero_grad()
        logits = twin(torch.tensor(X))
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor(labels))
        loss.backward()
        their_losses.append(loss.item())

        for linear, dW, db in zip(twin[::2], network.weight_gradients, network.bias_gradients):
            apart = max(apart, np.abs(linear.weight.grad.numpy().T - dW).max())
            apart = max(apart, np.abs(linear.bias.grad.numpy() - db).max())
        network.update(learning_rate, momentum)
        optimizer.step()
    weights = [linear.weight.detach().numpy().T for linear in twin[::2]]
    drift = max(np.abs(W - V).max() for W, V in zip(network.weights, weights))
    return losses, their_losses, float(apart), float(drift)


def main():
    if torch is None:
        return INSTALL.format(python=sys.executable)
    folder = sys.argv[1] if sys.argv[1:] else "exercises"
    chapter = importlib.import_module(f"{folder}.np3_mlp")
    rng = np.random.default_rng(0)
    X, labels = rng.random((64, 784)), rng.integers(0, 10, 64)
    losses, their_losses, apart, drift = compare(
        double(chapter.MLP([784, 256, 128, 10])), X, labels
    )
    print("784-256-128-10, three steps on one batch of 64, float64")
    print("                    yours             PyTorch's")
    for step, (ours, theirs) in enumerate(zip(losses, their_losses), 1):
        print(f"  loss, step {step}      {ours:.12f}    {theirs:.12f}")
    print(f"  largest difference of a gradient: {apart:.1e}")
    print(f"  largest difference of a weight after the third step: {drift:.1e}")
    print("\n  yours                     PyTorch's")
    for pair in (
        ("MLP([784, 256, 128, 10])", "torch.nn.Sequential(Linear(784, 256), ReLU(), …)"),
        ("network.forward(X)", "model(X)"),
        ("network.loss(X, labels)", "torch.nn.functional.cross_entropy(model(X), labels)"),
        ("network.backward(labels)", "loss.backward(), after optimizer.zero_grad()"),
        ("network.update(rate, 0.9)", "torch.optim.SGD(…, lr=rate, momentum=0.9).step()"),
    ):
        print(f"  {pair[0]:25} {pair[1]}")
    return None


if __name__ == "__main__":
    sys.exit(main())
