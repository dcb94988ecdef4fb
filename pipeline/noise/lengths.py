"""Lengths: how unusual it is that the two sides are so long (after Gale & Church 1993)."""

from math import log, sqrt

SPARE = 10
"""Characters added to both lengths, so that short texts may differ: as `length_ratio` has it."""
_MEAN = -0.12
_LASTING, _PASSING = 0.0243, 0.749
"""Variance of the log of the ratio, and what short texts add: fitted by `python -m eval.noise.fit`, as the mean."""


def length_deviation(source: str, target: str) -> float:
    """Tell by how many standard deviations the English is longer than it usually is for such a French text.

    >>> length_deviation("Il pleut sur la ville.", "It is raining on the town.") > 0
    True
    >>> length_deviation("Il pleut sur la ville." * 5, "It is raining.") < -5
    True
    """
    lengths = len(source) + SPARE, len(target) + SPARE
    variance = _LASTING + _PASSING / sqrt(lengths[0] * lengths[1])
    return (log(lengths[1] / lengths[0]) - _MEAN) / sqrt(variance)
