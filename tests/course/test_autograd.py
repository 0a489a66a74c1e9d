"""np5's Tensor is right beyond its grader: against measuring, against np3, and as a graph."""

import gc
import random
import weakref

import pytest

np = pytest.importorskip("numpy")

import solutions.np3_mlp as np3  # noqa: E402 (needs NumPy)
import solutions.np5_autograd as np5  # noqa: E402
from data.graph import graph_text  # noqa: E402
from solutions.np5_autograd import Tensor  # noqa: E402

SHAPES = [(3, 4), (4,), (3, 1), (1, 4), (), (1,), (3, 4)]


def random_graph(seed, leaves, square):
    """Return a loss of the leaves and a (4, 4) matrix: eight random operations, always the same."""
    rng, made, wide = random.Random(seed), list(leaves), leaves[-1]
    for _ in range(8):
        one, two, kind = rng.choice(made), rng.choice(made), rng.randrange(5)
        if kind == 0:
            wide = wide @ square
        elif kind == 1:
            wide = (wide + one).relu()
        elif kind == 2:
            wide = wide + one * two
        else:
            wide = (one + two) * wide
        made.append(wide)
    loss = (wide + rng.choice(made)).cross_entropy(np.array([rng.randrange(4) for _ in range(3)]))
    return loss * made[-2].sum() + rng.choice(made).sum()


@pytest.mark.parametrize("seed", range(20))
def test_random_graphs_agree_with_central_differences(seed):
    rng = np.random.default_rng(seed)
    leaves = [Tensor(rng.normal(0, 0.5, shape), requires_grad=True) for shape in [*SHAPES, (4, 4)]]
    loss = random_graph(seed, leaves[:-1], leaves[-1])
    loss.backward()
    for leaf in leaves:
        slopes = np.zeros_like(leaf.data)
        for place in np.ndindex(leaf.data.shape):
            ends = []
            for step in (1e-6, -1e-6):
                moved = [Tensor(other.data.copy()) for other in leaves]
                moved[leaves.index(leaf)].data[place] += step
                ends.append(float(random_graph(seed, moved[:-1], moved[-1]).data))
            slopes[place] = (ends[0] - ends[1]) / 2e-6
        gradient = np.zeros_like(leaf.data) if leaf.grad is None else leaf.grad
        np.testing.assert_allclose(gradient, slopes, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("sizes", [[784, 10], [20, 30, 10], [784, 256, 128, 10], [5, 4, 3, 2, 6]])
def test_the_gradients_are_those_of_np3s_backward(sizes):
    by_hand, network = np3.MLP(sizes, seed=3), np5.AutogradMLP(sizes, seed=3)
    rng = np.random.default_rng(1)
    by_hand.weights = [W.astype(np.float64) for W in by_hand.weights]
    by_hand.biases = [rng.normal(0, 0.1, b.shape) for b in by_hand.biases]
    arrays = [array for both in zip(by_hand.weights, by_hand.biases) for array in both]
    for parameter, array in zip(network.parameters, arrays, strict=True):
        parameter.data = array.copy()
    X, labels = rng.random((32, sizes[0])), rng.integers(0, sizes[-1], 32)
    loss = network.forward(X).cross_entropy(labels)
    loss.backward()
    assert abs(float(loss.data) - by_hand.loss(X, labels)) < 1e-12
    by_hand.backward(labels)
    theirs = [g for both in zip(by_hand.weight_gradients, by_hand.bias_gradients) for g in both]
    for parameter, gradient in zip(network.parameters, theirs, strict=True):
        assert np.abs(parameter.grad - gradient).max() <= 1e-12 * np.abs(gradient).max()


def test_it_takes_np3s_steps():
    sizes, rng = [6, 5, 3], np.random.default_rng(2)
    by_hand, network = np3.MLP(sizes, seed=1), np5.AutogradMLP(sizes, seed=1)
    X, labels = rng.random((40, 6), dtype=np.float32), rng.integers(0, 3, 40)
    history = np3.fit(by_hand, X, labels, epochs=3, batch_size=8)
    losses, step = [], 0
    for _ in range(3):
        total = 0.0
        for batch in np3.shuffled_batches(40, 8, network.rng):
            rate = np3.linear_schedule(0.08, step, 15)
            total += network.train_step(X[batch], labels[batch], rate) * len(batch)
            step += 1
        losses.append(total / 40)
    np.testing.assert_allclose(losses, history["loss"], rtol=1e-5)
    for parameter, W in zip(network.parameters[::2], by_hand.weights, strict=True):
        np.testing.assert_allclose(parameter.data, W, rtol=1e-3, atol=1e-5)


def test_a_chain_of_100000_is_walked_and_given_up():
    x = Tensor(np.array([1.0]), requires_grad=True)
    y = x
    for _ in range(100_000):
        y = y + x
    y.backward()
    assert x.grad.tolist() == [100_001.0]
    del y


def test_a_graph_goes_with_its_loss():
    """No tensor holds what was made from it, so that nothing waits for the garbage collector."""
    network = np5.AutogradMLP([4, 5, 3])
    gc.disable()
    try:
        logits = network.forward(np.ones((2, 4), dtype=np.float32))
        loss = logits.cross_entropy(np.array([0, 1]))
        loss.backward()
        waiting = [weakref.ref(logits), weakref.ref(loss)]
        del logits, loss
        assert [reference() for reference in waiting] == [None, None]
    finally:
        gc.enable()


def test_no_grad_ends_with_its_block_and_with_an_error():
    x = Tensor(np.array([1.0]), requires_grad=True)
    with np5.no_grad():
        with np5.no_grad():
            assert not (x + x).requires_grad
        assert (x + x).parents == () and not (x + x).requires_grad
    with pytest.raises(ZeroDivisionError), np5.no_grad():
        1 / 0  # noqa: B018
    assert (x + x).requires_grad


def test_a_loss_that_is_not_finite_moves_nothing():
    network = np5.AutogradMLP([4, 3])
    before = [parameter.data.copy() for parameter in network.parameters]
    with pytest.raises(ValueError, match="nan; try a smaller learning_rate"):
        network.train_step(np.full((2, 4), np.nan, dtype=np.float32), np.array([0, 1]), 0.1)
    for parameter, array, velocity in zip(network.parameters, before, network.velocities):
        np.testing.assert_array_equal(parameter.data, array)
        assert not velocity.any()


def test_a_graph_as_text():
    x = Tensor(np.array([2.0, 3.0]), requires_grad=True)
    loss = (x * x + x).sum()
    assert graph_text(np5.topological_order(loss), x=x).splitlines()[-1].endswith("gradient none")
    loss.backward()
    assert graph_text(np5.topological_order(loss), x=x) == (
        "  x            [2, 3]    gradient [5, 7]\n"
        "  a = x * x    [4, 9]    gradient [1, 1]\n"
        "  b = a + x    [6, 12]   gradient [1, 1]\n"
        "  c = sum(b)   18        gradient 1"
    )
    y = x
    for _ in range(27):
        y = y + y
    text = graph_text(np5.topological_order(y), a=x, c=Tensor(1.0))
    assert "b = a + a" in text and "d = b + b" in text and "t28 = t27 + t27" in text
    W = Tensor(np.ones((3, 4)))
    assert "  W   shape (3, 4)" in graph_text([W], W=W)
