"""A long wait is announced, and shows how far it is; what runs leave behind, git ignores."""

import importlib
import shutil
import subprocess
import sys

import pytest
from gate import is_ignored

import solutions.ch07_letter_classifier as ch07
from data.progress import progress
from grading.chapters import ROOT


class Enough(Exception):
    """Ends a program where its waiting begins."""


def enough(*_args, **_options):
    raise Enough


def test_in_a_pipe_five_lines_say_how_many_are_done(capsys):
    assert list(progress(range(100), "seed")) == list(range(100))
    lines = capsys.readouterr().out.splitlines()
    assert [line[25:] for line in lines] == [f"seed {n} of 100" for n in range(20, 101, 20)]
    assert lines[1] == "  [########............] seed 40 of 100"


@pytest.mark.parametrize("count", [1, 3, 7])
def test_the_last_one_is_always_told(capsys, count):
    assert len(list(progress(range(count), "step"))) == count
    assert capsys.readouterr().out.endswith(f"[{'#' * 20}] step {count} of {count}\n")


def test_in_a_terminal_one_line_is_written_over_and_over(capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    list(progress(range(100), "seed"))
    output = capsys.readouterr().out
    assert output.count("\n") == 1 and output.endswith("\n") and output.count("\r") == 100
    assert {len(line) for line in output.rstrip("\n").split("\r")[1:]} == {70}


@pytest.mark.parametrize(
    ("word", "function", "said"),
    [
        ("", "solutions.ch07_letter_classifier.train_with_progress", "about half a minute."),
        ("fonts", "data.letters.train_on_fonts", "about a minute."),
    ],
)
def test_chapter_7_says_before_its_training_how_long_it_takes(
    monkeypatch, capsys, word, function, said
):
    monkeypatch.setattr(sys, "argv", ["ch07_letter_classifier.py", *word.split()])
    monkeypatch.setattr(function, enough)
    with pytest.raises(Enough):
        ch07.main()
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("stem", "first", "said"),
    [
        ("np2_digits", "SmallNet.forward", "some seconds."),
        ("np3_mlp", "MLP.forward", "up to half a minute."),
        ("np4_generalise", "DropoutMLP.forward", "up to a minute."),
        ("np5_autograd", "AutogradMLP.train_step", "up to half a minute."),
    ],
)
def test_part_2_says_before_its_training_how_long_it_takes(monkeypatch, capsys, stem, first, said):
    np = pytest.importorskip("numpy")
    digits = importlib.import_module("data.digits")
    pytest.importorskip("matplotlib")
    chapter = importlib.import_module(f"solutions.{stem}")
    few = (np.ones((6000, 28, 28), np.uint8), np.zeros(6000, np.uint8))
    monkeypatch.setattr(digits, "load_mnist", lambda: few + few)
    monkeypatch.setattr(f"solutions.{stem}.{first}", enough)
    monkeypatch.setattr(sys, "argv", [f"{stem}.py"])
    with pytest.raises(Enough):
        chapter.main()
    assert said in capsys.readouterr().out


LEFT = [
    "ch06_training.png",
    "exercises/np1_xor.png",
    "np3_mlp.npz",
    "solutions/np3_mlp_1.npz",
]


def test_what_runs_leave_is_ignored_wherever_they_are_started():
    named = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert all(is_ignored(place, named) for place in LEFT)
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git, in a clone")
    done = subprocess.run(
        ["git", "check-ignore", *LEFT, "np3_mlp.npz.new"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    assert done.stdout.decode().splitlines() == [*LEFT, "np3_mlp.npz.new"]
