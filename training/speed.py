"""What is faster on this machine, measured before it is used."""

import time
from collections.abc import Callable, Sequence

import torch

ROUNDS = 3
"""Each way is timed so often, in turns, and its least time counts: other work on the machine only adds to it."""


def seconds(work: Callable[[], object], device: torch.device) -> float:
    """Time some work by the clock, to the end of what a GPU does for it."""
    began = time.perf_counter()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - began


def least(ways: Sequence[Callable[[], object]], device: torch.device, rounds: int = ROUNDS) -> list[float]:
    """Time ways to do the same, in turns, after a first round that does not count; the least time of each."""
    times = [[seconds(way, device) for way in ways] for _ in range(rounds + 1)][1:]
    return [min(column) for column in zip(*times, strict=True)]
