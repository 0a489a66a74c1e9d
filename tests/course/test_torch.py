"""np3's network and its twin in PyTorch give the same, where PyTorch is installed."""

import sys

import pytest

np = pytest.importorskip("numpy")

import solutions.np3_mlp as np3  # noqa: E402 (needs NumPy)
from lessons import np2_torch  # noqa: E402


def batch(m):
    rng = np.random.default_rng(1)
    return rng.random((m, 784)), rng.integers(0, 10, m)


@pytest.mark.skipif(np2_torch.torch is None, reason="PyTorch is not installed")
@pytest.mark.parametrize("sizes", [[784, 10], [784, 256, 128, 10], [784, 30, 20, 15, 10]])
def test_loss_gradients_and_steps_are_the_same(sizes):
    network = np2_torch.double(np3.MLP(sizes, seed=2))
    losses, theirs, apart, drift = np2_torch.compare(network, *batch(32))
    assert np.abs(np.subtract(losses, theirs)).max() < 1e-5
    assert apart < 1e-5 and drift < 1e-5
    assert losses[-1] != losses[0]


@pytest.mark.skipif(np2_torch.torch is None, reason="PyTorch is not installed")
def test_a_wrong_gradient_would_be_seen():
    class Wrong(np3.MLP):
        def backward(self, labels):
            super().backward(labels)
            self.weight_gradients[0] = self.weight_gradients[0] * 1.01

    network = np2_torch.double(Wrong([784, 20, 10]))
    assert np2_torch.compare(network, *batch(32), steps=1)[2] > 1e-5


def test_without_pytorch_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(np2_torch, "torch", None)
    said = np2_torch.main()
    assert f"{sys.executable} -I -m pip install torch" in said
