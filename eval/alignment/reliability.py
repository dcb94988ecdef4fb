"""How far probabilities come true."""

from collections.abc import Sequence
from typing import NamedTuple


class Answer(NamedTuple):
    """How probable something was said to be, and whether it was right."""

    said: float
    right: bool


def calibration_error(answers: Sequence[Answer], bins: int = 10) -> float:
    """Give the expected calibration error: how far what was said is from what came true, in bins of equal width.

    >>> said = [Answer(0.9, True), Answer(0.9, False), Answer(0.1, False), Answer(0.1, False)]
    >>> round(calibration_error(said), 2)
    0.25
    """
    return sum(abs(mean - share) * count for mean, share, count in reliability(answers, bins)) / len(answers)


def reliability(answers: Sequence[Answer], bins: int = 10) -> list[tuple[float, float, int]]:
    """Give for each bin that is not empty the mean probability, the share that came true, and how many there are."""
    table = []
    for number in range(bins):
        chosen = [answer for answer in answers if min(int(answer.said * bins), bins - 1) == number]
        if chosen:
            size = len(chosen)
            table.append((sum(a.said for a in chosen) / size, sum(a.right for a in chosen) / size, size))
    return table
