"""make bench: what grading and training cost, as ratios of things measured in the same run."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from grading.grade import ROOT, number, stems

from runs import exercises_from_solutions, plain_environment

ROUNDS = 7


def seconds(command, cwd):
    begun = time.perf_counter()
    subprocess.run(
        command, cwd=cwd, env=plain_environment(), capture_output=True, stdin=subprocess.DEVNULL
    )
    return time.perf_counter() - begun


def grading():
    """Time each chapter's grader beside a bare pytest run of one empty test, in turn."""
    print("make check-chapter N, warm, beside pytest on one empty test")
    print(f"  {'N':>3}  {'ratio':>6}  {'seconds more':>12}")
    with tempfile.TemporaryDirectory() as place:
        folder = exercises_from_solutions(Path(place) / "work", stems())
        empty = Path(place) / "bare"
        empty.mkdir()
        (empty / "test_empty.py").write_text("def test_empty():\n    pass\n")
        for stem in stems():
            bare, graded = [], []
            for _ in range(ROUNDS + 1):  # the first warms up
                bare.append(seconds([sys.executable, "-m", "pytest", "test_empty.py"], empty))
                command = [sys.executable, "-m", "pytest", f"tests/test_{stem}.py"]
                graded.append(seconds([*command, "--exercises", str(folder)], ROOT))
            ratio = statistics.median(g / b for g, b in zip(graded[1:], bare[1:]))
            more = statistics.median(g - b for g, b in zip(graded[1:], bare[1:]))
            print(f"  {number(stem):>3}  {ratio:6.2f}  {more:12.2f}")


def training():
    """Time training one example beside the same chapters written in plain index loops."""
    import random

    from solutions.ch04_loss import one_hot
    from solutions.ch05_backprop import BackpropNetwork
    from solutions.ch06_training import Trainer
    from solutions.ch07_letter_classifier import LETTERS, noisy_letters, one_hot_letters

    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(ROOT / "tests/course/right/index_loops", Path(place) / "exercises")
        sys.path.insert(0, place)  # before the course's own exercises/
        from exercises.ch05_backprop import BackpropNetwork as LoopNetwork
        from exercises.ch06_training import Trainer as LoopTrainer

    print("training one example: index loops (for i in range(n)) to solutions, ratio of times")
    for what, letters in (
        ("35-64-26, bitmaps", noisy_letters(2, 0.05, random.Random(0))),
        ("26-64-26, one-hot", one_hot_letters()),
    ):
        dataset = [(pixels, one_hot(LETTERS.index(name), 26)) for pixels, name in letters]
        size = len(dataset[0][0])
        ratios = []
        for _ in range(ROUNDS):
            ours = Trainer(BackpropNetwork([size, 64, 26]))
            loops = LoopTrainer(LoopNetwork([size, 64, 26]))
            for trainer in (ours, loops):
                trainer.train_epoch(dataset)  # warms up, and brings both to the same state
            begun = time.perf_counter()
            ours.train_epoch(dataset)
            middle = time.perf_counter()
            loops.train_epoch(dataset)
            ratios.append((time.perf_counter() - middle) / (middle - begun))
        print(f"  {what}: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    grading()
    print()
    training()
