"""Limits of time that a busy machine doesn't shorten."""

import os
import time

MOST = 4  # times
OURS = 0.35  # of such a second; the rest goes to the learner's side
PATIENCE = 3  # times that, by the clock, on a busy machine


def times_slower() -> float:
    """Return how many programs wait for each core, from 1 to MOST; 1 where that isn't known."""
    try:
        waiting = os.getloadavg()[0]
    except (AttributeError, OSError):  # on Windows, and in a browser
        return 1.0
    return min(MOST, max(1.0, waiting / (os.cpu_count() or 1)))


class Time:
    """Time of our own computing, which a busy machine doesn't shorten; within limits by the clock.

    seconds: what it comes to where nothing else runs, the learner's side included.
    """

    def __init__(self, seconds: float) -> None:
        self._computing = time.thread_time() + OURS * seconds
        self._clock = time.monotonic() + PATIENCE * seconds * times_slower()

    def is_over(self) -> bool:
        return time.thread_time() > self._computing or time.monotonic() > self._clock
