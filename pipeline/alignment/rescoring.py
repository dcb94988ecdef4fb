"""From scores to probabilities that come true: a translation model's second opinion, and calibration.

*Rescoring.* A translation model is asked about doubtful beads. Its evidence for a bead is log p(target | source) -
log p(target | nothing), where "nothing" is a source of one full stop. That adds up over the target sentences of every
path, so that paths can be compared. Like a sum of random variables it is as uncertain as the square root of its length,
by which it is divided.

*Calibration.* A lattice's posteriors say which bead is more probable, not how probable: its scores are no
log-probabilities. A bias and a slope put that right on the log-odds (Platt 1999). They are in `calibration.json`, with
the fingerprint of the model that they were fitted with; `eval/alignment/calibration.py --write` fits them to gold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp, log
from typing import Any

import numpy as np

from pipeline.alignment.lattice import Floats, Lattice

Judge = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""A function from pairs of texts to the log-probability (natural) of each second text as translation of the first."""

_NOTHING = "."
_DOUBT = 0.02
"""Beads with a posterior below this are dropped, those above 1 minus this are not asked about; chosen by hand."""
_LEAST = 0.001
"""Posteriors nearer to 0 or 1 count as this near, for some of the surest beads are wrong, too; chosen by hand."""


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities.

    temperature   in units of score: two paths that differ by so much have odds of e : 1; decides which beads are chosen
    bias, slope   the log-odds of a probability are bias + slope × the log-odds of the posterior
    """

    temperature: float
    bias: float = 0.0
    slope: float = 1.0

    def probability(self, posterior: float) -> float:
        """Give the probability that a bead of such a posterior is right.

        >>> [round(Calibration(0.05, bias=0.5, slope=0.7).probability(p), 2) for p in (0.2, 0.5, 0.9, 1.0)]
        [0.38, 0.62, 0.88, 1.0]
        """
        return 1 / (1 + exp(-self.bias - self.slope * log_odds(posterior)))


# Temperatures were chosen, and biases and slopes fitted, on seven novels of TransRead; errors on novels held out are in
# eval/LOG.md, 2026-11-26. Translations alone and no model at all share the first.
_FITTED: dict[str, Any] = json.loads((files("pipeline.alignment") / "calibration.json").read_text(encoding="utf-8"))
UNJUDGED = Calibration(**_FITTED["unjudged"])
JUDGED = Calibration(**_FITTED["judged"])
FITTED_WITH: str = _FITTED["model"]
"""The fingerprint of the model with which the calibrations were fitted, or found to hold still (eval/LOG.md)."""


def log_odds(probability: float) -> float:
    """Give the natural logarithm of p : 1 - p, with p kept between 0.001 and 0.999.

    >>> log_odds(0.5), round(log_odds(1.0), 2)
    (0.0, 6.91)
    """
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


def rescore(
    lattice: Lattice, posteriors: Floats, *, texts: tuple[Sequence[str], Sequence[str]], judge: Judge, weight: float
) -> Lattice:
    """Give the lattice with the judge's evidence added to doubtful beads, and without hopeless ones.

    Args:
        lattice: all beads.
        posteriors: how probable each of them is, (nodes, sizes).
        texts: the source sentences and the target sentences.
        judge: the translation model, which is called once.
        weight: what its evidence counts, in units of score.
    """
    doubtful = (posteriors > _DOUBT) & (posteriors < 1 - _DOUBT)
    scores = np.where(posteriors > _DOUBT, lattice.scores, -np.inf)
    found = np.argwhere(doubtful)
    spans = [_spans(lattice, int(node), int(kind)) for node, kind in found]
    source, target = texts
    single = sorted({j for _, (first, end) in spans for j in range(first, end)})
    pairs = [
        (" ".join(source[slice(*source_span)]), " ".join(target[slice(*target_span)]))
        for source_span, target_span in spans
    ]
    answers = np.array(judge([*pairs, *((_NOTHING, target[j]) for j in single)]), dtype=np.float64)
    given_nothing = dict(zip(single, answers[len(pairs) :], strict=True))
    baseline = np.array([sum(given_nothing[j] for j in range(*target_span)) for _, target_span in spans])
    lengths = np.array([len(text) for _, text in pairs])
    scores[tuple(found.T)] += weight * (answers[: len(pairs)] - baseline) / np.sqrt(np.maximum(lengths, 1))
    return Lattice(lattice.band, lattice.sizes, scores, lattice.nulls)


def _spans(lattice: Lattice, node: int, kind: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the first sentence of a bead and the one after its last, for the source and for the target."""
    (n, m), i, j = lattice.sizes[kind], int(lattice.band.rows[node]), int(lattice.band.columns[node])
    return (i, i + n), (j, j + m)
