"""A graph of Tensors as text: how each was made, its value and its gradient, in a line."""

from collections.abc import Callable, Iterator, Sequence

SHOWN = 6  # numbers of an array; of a larger one, its shape


def graph_text(order: Sequence, **names) -> str:
    """Return one line for each tensor of topological_order(loss).

    names: what to call some of them, as in graph_text(order, x=x, W=W). The others get letters.
    """
    called = {id(tensor): name for name, tensor in names.items()}
    letters = letters_but(names)
    lines = []
    for tensor in order:
        name = called.setdefault(id(tensor), next(letters) if id(tensor) not in called else "")
        parents = [called[id(parent)] for parent in tensor.parents]
        if len(parents) == 2:
            made = f"{name} = {parents[0]} {tensor.operation} {parents[1]}"
        else:
            made = f"{name} = {tensor.operation}({parents[0]})" if parents else name
        gradient = "none" if tensor.grad is None else numbers(tensor.grad)
        lines.append((made, numbers(tensor.data), gradient))
    first, second = (max(len(line[i]) for line in lines) for i in (0, 1))
    return "\n".join(
        f"  {made:{first}}   {value:{second}}   gradient {gradient}"
        for made, value, gradient in lines
    )


def show_small_graph(Tensor: type, topological_order: Callable) -> None:
    """Print the graph that lessons/np5_autograd.md works out by hand."""
    x = Tensor([2.0, 3.0], requires_grad=True)
    loss = (x * x + x).sum()
    loss.backward()
    print("x * x + x, summed up, and the gradient of the sum with respect to each:")
    print(graph_text(topological_order(loss), x=x))


def compare_gradients(network, by_hand, X, labels) -> None:
    """Print how far the gradients of an AutogradMLP are from those that an MLP's backward finds.

    X (m, n) and labels (m,): a batch. Both have the same weights.
    """
    by_hand.loss(X, labels)
    by_hand.backward(labels)
    network.forward(X).cross_entropy(labels).backward()
    print("784-256-128-10, the gradients of one batch beside those of np3's backward:")
    for i, (dW, db) in enumerate(zip(by_hand.weight_gradients, by_hand.bias_gradients)):
        W, b = network.parameters[2 * i : 2 * i + 2]
        apart = [abs(t.grad - g).max() / abs(g).max() for t, g in ((W, dW), (b, db))]
        print(f"  layer {i + 1}: {max(apart):.0e} of the largest apart, in float32")


def letters_but(taken) -> Iterator[str]:
    """Yield a, b, c, …, then t27, t28, …, without the names that are taken."""
    number = 0
    while True:
        number += 1
        name = chr(ord("a") + number - 1) if number <= 26 else f"t{number}"
        if name not in taken:
            yield name


def numbers(array) -> str:
    """Return an array's numbers in a few characters, or its shape where they are many."""
    if array.size > SHOWN:
        return f"shape {array.shape}"
    if array.ndim == 0:
        return f"{float(array):.4g}"
    if array.ndim == 1:
        return "[" + ", ".join(f"{number:.4g}" for number in array) + "]"
    return "[" + ", ".join(map(numbers, array)) + "]"
