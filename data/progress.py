"""How a program shows that it is at work, where that takes its time."""

import math
import sys
from collections.abc import Callable, Iterator, Sequence


def progress(things: Sequence, what: str) -> Iterator:
    """Yield things, and show how many are done: live in a terminal, else in 5 lines.

    what: the name of one of them, such as "seed".
    """
    live = sys.stdout.isatty()
    step = max(1, len(things) // (100 if live else 5))
    for done, thing in enumerate(things, start=1):
        yield thing
        if done % step == 0 or done == len(things):
            bar = "#" * (20 * done // len(things))
            line = f"  [{bar:.<20}] {what} {done} of {len(things)}"
            print(f"\r{line:70}" if live else line, end="" if live else "\n", flush=True)
    if live:
        print()


def show_progress(epoch: int, epochs: int, history: dict[str, list[float]]) -> None:
    """Print one line on the epoch that has ended."""
    line = f"  epoch {epoch:2} of {epochs}"
    for name, values in history.items():
        line += f"   {name.replace('_', ' ')} {values[-1]:.4f}"
    print(line, flush=True)


def train(fit: Callable, network, X, labels, **options) -> None:
    """Fit with progress; at Ctrl-C, go on with what the network has learned so far."""
    try:
        fit(network, X, labels, progress=show_progress, **options)
    except KeyboardInterrupt:
        print("\n  Stopped. The network keeps what it has learned.")


def train_two(fit: Callable, watched, parts, network, X, labels) -> None:
    """Train two networks, one on a part of X, watched on the rest, and then one on all of it.

    parts: X_train, labels_train, X_validation and labels_validation.
    """
    X_train, labels_train, *validation = parts
    print("Two networks are trained, one after the other. That takes up to half a minute.\n")
    print(f"784-256-128-10, learning from {len(X_train):,}, watched on {len(validation[0]):,}")
    train(fit, watched, X_train, labels_train, validation=tuple(validation))
    print(f"\nthe same settings, learning from all {len(X):,}")
    train(fit, network, X, labels)


def train_by_steps(network, X, labels, shuffled_batches: Callable, linear_schedule: Callable):
    """Train an AutogradMLP, which has no fit, as np3's fit does by default; show the epochs."""
    print(f"training on {len(X):,} pictures, as np3 does. That takes up to half a minute.")
    epochs, step = 4, 0
    steps = epochs * math.ceil(len(X) / 64)
    for epoch in range(1, epochs + 1):
        total = 0.0
        for batch in shuffled_batches(len(X), 64, network.rng):
            rate = linear_schedule(0.08, step, steps)
            total += network.train_step(X[batch], labels[batch], rate) * len(batch)
            step += 1
        print(f"  epoch {epoch} of {epochs}   loss {total / len(X):.4f}", flush=True)
