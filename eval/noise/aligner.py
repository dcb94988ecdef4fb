"""A plain aligner of sentences by their lengths (Gale & Church 1993), for the mistakes that such a one makes."""

import math
from collections.abc import Sequence

_COSTS = {(1, 1): 0.0, (1, 0): 4.5, (0, 1): 4.5, (2, 1): 2.4, (1, 2): 2.4, (2, 2): 4.4}
"""Minus the log of how common each type of bead is, about as published."""
_VARIANCE = 6.8
"""Of the difference of lengths for each character, as published."""
_BAND = 200

Bead = tuple[tuple[int, ...], tuple[int, ...]]


def align_by_length(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Give beads, by nothing but the numbers of characters.

    >>> align_by_length(["Il pleut depuis ce matin."] * 2, ["It has been raining.", "It has been raining."])
    [((0,), (0,)), ((1,), (1,))]
    """
    sums = [_sums(source), _sums(target)]
    slope = len(target) / max(1, len(source))
    best = {(0, 0): 0.0}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(source) + 1):
        middle = int(i * slope)
        for j in range(max(0, middle - _BAND), min(len(target), middle + _BAND) + 1):
            for (rows, columns), cost in _COSTS.items():
                before = best.get((i - rows, j - columns))
                if before is None or (i, j) == (0, 0):
                    continue
                lengths = sums[0][i] - sums[0][i - rows], sums[1][j] - sums[1][j - columns]
                total = before + cost + _length_cost(*lengths)
                if total < best.get((i, j), math.inf):
                    best[i, j], back[i, j] = total, (rows, columns)
    beads: list[Bead] = []
    i, j = len(source), len(target)
    while (i, j) != (0, 0):
        rows, columns = back[i, j]
        beads.append((tuple(range(i - rows, i)), tuple(range(j - columns, j))))
        i, j = i - rows, j - columns
    return beads[::-1]


def _length_cost(source: int, target: int) -> float:
    """Give minus the log of how probable it is that lengths differ so much, both sides at once."""
    mean = (source + target) / 2
    deviation = abs(source - target) / math.sqrt(_VARIANCE * mean) if mean else 0.0
    return -math.log(max(1e-12, math.erfc(deviation / math.sqrt(2))))


def _sums(texts: Sequence[str]) -> list[int]:
    found = [0]
    for text in texts:
        found.append(found[-1] + len(text))
    return found
