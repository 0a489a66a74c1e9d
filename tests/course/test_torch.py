"""np5's Tensor gives what PyTorch gives: as it was kept, and anew where PyTorch is installed."""

import json
import sys

import pytest

np = pytest.importorskip("numpy")

import torch_values  # noqa: E402 (needs NumPy)

import solutions.np5_autograd as np5  # noqa: E402
from lessons import np5_torch  # noqa: E402

KEPT = json.loads(torch_values.KEPT.read_text(encoding="utf-8"))
TOLERANCE = {"float64": 1e-12, "float32": 1e-5}  # of the largest entry
needs_torch = pytest.mark.skipif(np5_torch.torch is None, reason="PyTorch is not installed")


def our_answer(name, dtype):
    def cross_entropy(logits, labels):
        return logits.cross_entropy(np.array(labels))

    arrays = torch_values.arrays(name, dtype)
    tensors = [np5.Tensor(array, requires_grad=True) for array in arrays]
    loss = torch_values.GRAPHS[name][0](cross_entropy, *tensors)
    loss.backward()
    assert all(tensor.grad.dtype == dtype for tensor in (loss, *tensors))
    return [loss.data, *(tensor.grad for tensor in tensors)]


def apart(ours, theirs):
    """Return the largest difference of two lists of arrays, as a share of the largest entry."""
    shares = []
    for one, other in zip(ours, theirs, strict=True):
        one, other = np.asarray(one, np.float64), np.asarray(other, np.float64)
        assert one.shape == other.shape
        shares.append(np.abs(one - other).max() / max(np.abs(other).max(), 1e-300))
    return max(shares)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("name", torch_values.GRAPHS)
def test_our_gradients_are_those_that_pytorch_gave(name, dtype):
    assert apart(our_answer(name, dtype), KEPT[dtype][name]) < TOLERANCE[dtype]


def test_a_gradient_that_is_a_little_off_would_be_seen():
    for name in torch_values.GRAPHS:
        ours = our_answer(name, "float64")
        off = [array * (1 + 1e-11) for array in ours]
        assert apart(off, KEPT["float64"][name]) > TOLERANCE["float64"]


@needs_torch
@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("name", torch_values.GRAPHS)
def test_pytorch_still_gives_what_is_kept(name, dtype):
    answer = torch_values.torch_answer(np5_torch.torch, name, dtype)
    assert apart(answer, KEPT[dtype][name]) < TOLERANCE[dtype]


def batch(m):
    rng = np.random.default_rng(1)
    return rng.random((m, 784)), rng.integers(0, 10, m)


@needs_torch
@pytest.mark.parametrize("sizes", [[784, 10], [784, 256, 128, 10], [784, 30, 20, 15, 10]])
def test_loss_gradients_and_steps_are_the_same(sizes):
    network = np5_torch.double(np5.AutogradMLP(sizes, seed=2))
    losses, theirs, gradients, drift = np5_torch.compare(network, *batch(32))
    assert apart(losses, theirs) < 1e-12
    assert gradients < 1e-12 and drift < 1e-12
    assert losses[-1] != losses[0]


@needs_torch
def test_a_wrong_gradient_would_be_seen(monkeypatch):
    network = np5_torch.double(np5.AutogradMLP([784, 20, 10]))
    right = np5.Tensor.relu
    monkeypatch.setattr(
        np5.Tensor, "relu", lambda self: right(self) * np5.Tensor(1.0 + 1e-9 * (self.data > 0))
    )
    assert np5_torch.compare(network, *batch(32), steps=1)[2] > 1e-12


def test_without_pytorch_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(np5_torch, "torch", None)
    said = np5_torch.main()
    assert f"{sys.executable} -I -m pip install torch" in said
