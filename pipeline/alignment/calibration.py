"""From posteriors to probabilities that come true.

A lattice's posteriors say which bead is more probable, not how probable: its scores are no log-probabilities. Two
numbers put that right on the log-odds (Platt 1999); `eval/alignment/calibration.py` fits them to gold.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

_LEAST = 0.001
"""Posteriors nearer to 0 or 1 than this say no more than this does: of the surest beads, too, some are wrong."""


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities.

    temperature   score differences of this size are odds of e : 1 in the lattice; decides which beads are chosen
    bias, slope   the log-odds of what is said are bias + slope times those of the posterior
    """

    temperature: float
    bias: float = 0.0
    slope: float = 1.0

    def probability(self, posterior: float) -> float:
        """How probable a bead of such a posterior is.

        >>> [round(Calibration(0.05, bias=0.5, slope=0.7).probability(p), 2) for p in (0.2, 0.5, 0.9, 1.0)]
        [0.38, 0.62, 0.88, 1.0]
        """
        return 1 / (1 + exp(-self.bias - self.slope * log_odds(posterior)))


def log_odds(posterior: float) -> float:
    """The natural logarithm of p : 1 - p, with p kept between 0.001 and 0.999.

    >>> log_odds(0.5), round(log_odds(1.0), 2)
    (0.0, 6.91)
    """
    kept = min(max(posterior, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


UNJUDGED = Calibration(0.045, bias=0.31, slope=0.68)
JUDGED = Calibration(0.09, bias=0.28, slope=0.58)
