"""When a run is over, how fast it learns until then, and how its time is counted."""

import math
import statistics
import time
from collections import deque
from typing import TYPE_CHECKING

from training.checkpoint import Progress

if TYPE_CHECKING:
    from training.config import Schedule

LONGEST = 5
"""A step counts for at most so many times the median of the last ones: a stopped process does not learn."""


def rate_at(progress: Progress, schedule: "Schedule") -> float:
    """Give the rate of the next step: rising over the warm-up, held, then falling to `floor` of the peak.

    >>> from training.config import Schedule
    >>> schedule = Schedule(steps=100, rate=1.0, warmup=10, floor=0.1)
    >>> [round(rate_at(Progress(step=step), schedule), 2) for step in (4, 10, 55, 100)]
    [0.5, 1.0, 0.55, 0.1]
    >>> schedule = Schedule(steps=100, rate=1.0, warmup=0, floor=0.0, hold=0.8, fall="linear")
    >>> [round(rate_at(Progress(step=step), schedule), 2) for step in (0, 80, 95, 100)]
    [1.0, 1.0, 0.25, 0.0]
    """
    if progress.step < schedule.warmup:
        return schedule.rate * (progress.step + 1) / schedule.warmup
    late = max(0.0, min(1.0, done(progress, schedule)) - schedule.hold) / max(1e-9, 1 - schedule.hold)
    left = 1 - late if schedule.fall == "linear" else (1 + math.cos(math.pi * late)) / 2
    return schedule.rate * (schedule.floor + (1 - schedule.floor) * left)


def done(progress: Progress, schedule: "Schedule") -> float:
    """Tell how much of the training is over, from 0 to 1: by seconds if the schedule has them, else by steps."""
    if schedule.seconds is not None:
        return progress.seconds / schedule.seconds
    return (progress.step - schedule.warmup) / max(1, schedule.steps - schedule.warmup)


def finished(progress: Progress, schedule: "Schedule") -> bool:
    """Tell that the schedule is over."""
    return progress.step >= schedule.steps or (schedule.seconds is not None and progress.seconds >= schedule.seconds)


class Clock:
    """The seconds of each step, without the time that the process was stopped.

    >>> clock = Clock(now=0.0)
    >>> [clock.tick(now) for now in (2.0, 4.0, 6.0, 606.0, 608.0)]
    [2.0, 2.0, 2.0, 10.0, 2.0]
    """

    def __init__(self, now: float | None = None) -> None:
        self.last = time.monotonic() if now is None else now
        self.recent: deque[float] = deque(maxlen=50)

    def tick(self, now: float | None = None) -> float:
        """Give the seconds since the last call, at most `LONGEST` times their median once three are known."""
        now = time.monotonic() if now is None else now
        passed, self.last = now - self.last, now
        if len(self.recent) >= 3:
            passed = min(passed, LONGEST * statistics.median(self.recent))
        self.recent.append(passed)
        return passed
