"""The networks that pages show: trained by the solutions, and taken over where that is right."""

import json
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SITE))

import networks  # noqa: E402 (needs the path)


@pytest.fixture
def trained(monkeypatch):
    """Only the small network is trained. Returns the list of what has been."""
    begun = []

    def bitmaps():
        begun.append("bitmaps")
        return networks.bitmaps()

    monkeypatch.setattr(networks, "NETWORKS", {"bitmaps": bitmaps})
    return begun


def test_a_network_is_the_solutions_own(trained, tmp_path):
    networks.write_networks(tmp_path, tmp_path / "none")
    data = json.loads((tmp_path / "assets/network_bitmaps.json").read_text())
    classifier, tests = networks.bitmaps()
    assert data["right"] == {name: classifier.evaluate(test) for name, test in tests.items()}
    assert data["parameters"] == classifier.network.count_parameters()
    for mine, theirs in zip(
        networks.classifier_of(data).network.layers, classifier.network.layers, strict=True
    ):
        assert mine.biases == pytest.approx(theirs.biases, abs=6e-6)
        assert sum(mine.weights, []) == pytest.approx(sum(theirs.weights, []), abs=6e-6)


def test_it_is_trained_again_only_when_something_has_changed(trained, tmp_path, monkeypatch):
    first, again, later = tmp_path / "first", tmp_path / "again", tmp_path / "later"
    networks.write_networks(first, tmp_path / "none")
    networks.write_networks(again, first)
    assert len(trained) == 1
    texts = [(out / "assets/network_bitmaps.json").read_text() for out in (first, again)]
    assert texts[0] == texts[1]
    monkeypatch.setattr(networks, "digest", lambda: "another")
    networks.write_networks(later, first)
    assert len(trained) == 2
    assert json.loads((later / "assets/network_bitmaps.json").read_text())["from"] == "another"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"from": "x"}'])
def test_a_file_that_is_damaged_is_not_taken_over(trained, tmp_path, text):
    former = tmp_path / "former/assets/network_bitmaps.json"
    former.parent.mkdir(parents=True)
    former.write_text(text)
    networks.write_networks(tmp_path / "out", tmp_path / "former")
    assert len(trained) == 1


def test_what_it_is_made_from_is_all_there():
    found = [pattern for pattern in networks.SOURCES if not list(networks.ROOT.glob(pattern))]
    assert not found and len(list(networks.ROOT.glob("solutions/ch0*.py"))) == 7
