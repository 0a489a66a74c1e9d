"""make bench: what grading and training cost, and what the graders catch.

Costs are ratios of things measured in the same run: single times depend on the machine.
"""

import contextlib
import marshal
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COURSE = Path(__file__).resolve().parent
sys.path.insert(0, str(COURSE))
sys.path.append(str(COURSE.parents[1]))  # last: see conftest.py

from mutants import EQUIVALENT, mutants, survives
from right_programs import HANDS, write_hand
from runs import exercises_from_solutions, plain_environment
from variants import earned

from grading import worker, worker_start
from grading.chapters import ROOT, as_exercise, number, stems
from grading.grade import Grader
from grading.known_mistakes import bank
from grading.submission import Submission

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


def confining():
    """Time a worker from its start to its first answer, with and without the kernel's rules.

    All that either imports is counted.
    """
    print("a worker's first answer, confined by the kernel, beside the same without")
    confined = worker_start.code()
    modules = dict(marshal.loads(confined[4:]))
    modules["grading.confine"] = compile("def confine(*asked): return []", "", "exec")
    plain = marshal.dumps(list(modules.items()))
    codes = {"confined": confined, "plain": len(plain).to_bytes(4, "big") + plain}
    times = {name: [] for name in codes}
    for _ in range(10 * ROUNDS):
        for name, code in codes.items():
            worker_start.code = lambda code=code: code
            begun = time.perf_counter()
            one = worker.Worker("", {})
            one.request({"do": "forget"}, 5)
            times[name].append(time.perf_counter() - begun)
            one.close()
    pairs = list(zip(times["confined"], times["plain"]))
    ratio = statistics.median(c / p for c, p in pairs)
    more = statistics.median(c - p for c, p in pairs)
    print(f"  {ratio:.2f}, {1000 * more:.1f} ms more")


def saving():
    """Time from saving a file to the verdict in make watch: what a learner waits at each change.

    Each round begins make watch on a mistake, saves another one, and then the right answer.
    """
    print("make watch N, from saving a file to the verdict, seconds (this machine, this run)")
    columns = ("wrong: median", "longest", "right: median", "longest")
    print(f"  {'N':>3}  {'  '.join(columns)}")
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "course"
        for name in ("commands", "grading", "solutions", "tests"):
            shutil.copytree(ROOT / name, course / name)
        for stem in stems():
            path = exercises_from_solutions(course / "exercises", stems()) / f"{stem}.py"
            right, mistakes = path.read_text(encoding="utf-8"), bank(stem)
            wrong = [as_exercise(mistake.put_into(right)) for mistake in mistakes]
            wrong = wrong[:: len(wrong) // (ROUNDS + 1)]
            times = {"wrong": [], "right": []}
            for first, second in zip(wrong, wrong[1 : ROUNDS + 1]):
                path.write_text(first, encoding="utf-8")
                with watching(number(stem), course) as verdict:
                    for what, text in (("wrong", second), ("right", right)):
                        time.sleep(1)  # nobody is quicker; what can be prepared is by then
                        begun = time.perf_counter()
                        path.write_text(text, encoding="utf-8")
                        verdict()
                        times[what].append(time.perf_counter() - begun)
            cells = [f"{statistics.median(ts):13.2f}  {max(ts):7.2f}" for ts in times.values()]
            print(f"  {number(stem):>3}  {'  '.join(cells)}")


@contextlib.contextmanager
def watching(chapter, course):
    """Run make watch on a chapter of course; give a function that waits for the next verdict."""
    process = subprocess.Popen(
        [sys.executable, "commands/watch.py", chapter],
        cwd=course,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )

    def verdict():
        for line in process.stdout:
            if re.fullmatch(r"\d+ of \d+\n", line):
                return
        raise RuntimeError("make watch ended without a verdict")

    with process:
        verdict()
        yield verdict
        process.kill()


def proofs():
    """Count what the graders catch, and what they say."""
    print("what the graders catch: known mistakes, right programs in other hands, mutants, attacks")
    mistakes = [(stem, mistake) for stem in stems() for mistake in bank(stem)]
    said = [earned(stem, mistake)[0] for stem, mistake in mistakes]
    rejected = sum(sentence is not None for sentence in said)
    own = sum(sentence == mistake.sentence for sentence, (_, mistake) in zip(said, mistakes))
    print(f"wrong programs rejected: {rejected} of {len(mistakes)}")
    print(f"  that earned their own sentence: {own} of {rejected}")

    accepted = total = 0
    for hand in HANDS:
        with tempfile.TemporaryDirectory() as place:
            write_hand(Path(place), hand)
            for stem in stems():
                outcomes = Grader(stem, Submission(place)).run_all()
                accepted += sum(outcome.state == "passed" for outcome in outcomes.values())
                total += len(outcomes)
    print(f"right answers accepted: {accepted} of {total}")

    everything, living = [], []
    for stem in stems():
        print(f"mutants of {stem} ...")
        tried = list(mutants(stem))
        everything += tried
        living += [key for key, text in tried if survives(key[0], key[1], text)]
    listed = sum(key in EQUIVALENT for key in living)
    print(f"mutants rejected: {len(everything) - len(living)} of {len(everything)}", end="")
    print(f", {listed} listed as equivalent, {len(living) - listed} survive")

    command = [sys.executable, "-m", "pytest", "-q", "tests/course/test_attacks.py"]
    done = subprocess.run(
        command, cwd=ROOT, env=plain_environment(), capture_output=True, text=True
    )
    print(f"attacks held: {done.stdout.splitlines()[-1]}")


def training():
    """Time training one example beside the same chapters written in plain index loops."""
    import random

    from solutions.ch04_loss import one_hot
    from solutions.ch05_backprop import BackpropNetwork
    from solutions.ch06_training import Trainer
    from solutions.ch07_letter_classifier import LETTERS, noisy_letters, one_hot_letters

    with tempfile.TemporaryDirectory() as place:
        write_hand(Path(place) / "exercises", "index_loops")
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


PARTS = {grading: 3, confining: 1, saving: 4, training: 1, proofs: 6}  # minutes, on two cores


def main():
    sys.stdout.reconfigure(line_buffering=True)  # a line is seen when it is done, in a pipe too
    print(f"The grader and the training: {len(PARTS)} parts, about {sum(PARTS.values())} minutes.")
    for place, (part, minutes) in enumerate(PARTS.items(), 1):
        print(f"\nPart {place} of {len(PARTS)}, about {minutes} min")
        part()
    print()


if __name__ == "__main__":
    main()
