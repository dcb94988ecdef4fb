"""The score of every bead of a band: similarity, less what speaks against it.

score = similarity
      - each sentence beyond 1:1, - each pair beyond n:1 (fewer, smaller beads are likelier)
      - surprise at the lengths (Gale & Church 1993)
      - half of what the bead's gain falls short (a sentence may join a bead only if it makes it more alike)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.align.band import Band
from pipeline.align.lattice import Floats, Size
from pipeline.align.lengths import bead_surprise
from pipeline.align.similarity import bead_products


@dataclass(frozen=True)
class ScoreWeights:
    """What speaks against a bead, in units of similarity."""

    merge: float = 0.02
    both_merge: float = 0.05
    length: float = 0.04
    length_limit: float = 20.0
    gain: float = 0.5
    least_gain: float = 0.05


def bead_sizes(most: int) -> list[Size]:
    """All n:m with both sides filled and at most so many sentences.

    >>> bead_sizes(3)
    [(1, 1), (1, 2), (2, 1)]
    """
    return [(n, m) for n in range(1, most) for m in range(1, most - n + 1)]


def bead_similarities(
    single: Floats, norms: tuple[list[Floats], list[Floats]], band: Band, sizes: Sequence[Size]
) -> Floats:
    """Cosine of the summed vectors of every bead, (nodes, sizes); minus infinity for beads that leave the band."""
    out = bead_products(single, band, sizes)
    for at, (n, m) in enumerate(sizes):
        fits = band.shifted(n, m) < band.size
        rows, columns = band.rows[fits], band.columns[fits]
        out[fits, at] /= np.maximum(norms[0][n][rows] * norms[1][m][columns], 1e-9)
        out[~fits, at] = -np.inf
    return out


def shortfalls(similarities: Floats, band: Band, sizes: Sequence[Size], least: float) -> Floats:
    """How much less than `least` a bead's similarity exceeds that of itself without one sentence at its edge."""
    column = {size: at for at, size in enumerate(sizes)}
    padded = np.vstack([similarities, np.full((1, len(sizes)), -np.inf)])
    down, right = band.shifted(1, 0), band.shifted(0, 1)
    out = np.zeros_like(similarities)
    for at, (n, m) in enumerate(sizes):
        inner = []
        if n > 1:
            smaller = padded[:, column[n - 1, m]]
            inner += [smaller[:-1], smaller[down]]
        if m > 1:
            smaller = padded[:, column[n, m - 1]]
            inner += [smaller[:-1], smaller[right]]
        if inner:
            with np.errstate(invalid="ignore"):
                out[:, at] = np.fmin(9, np.fmax(0.0, least - (similarities[:, at] - np.max(inner, axis=0))))
    return out


def bead_scores(
    similarities: Floats, lengths: tuple[Floats, Floats], band: Band, sizes: Sequence[Size], weights: ScoreWeights
) -> Floats:
    """The score of every bead, (nodes, sizes)."""
    out = similarities - weights.gain * shortfalls(similarities, band, sizes, weights.least_gain)
    for at, (n, m) in enumerate(sizes):
        unlikely = np.minimum(weights.length_limit, bead_surprise(*lengths, band, (n, m)))
        out[:, at] -= weights.merge * (n + m - 2) + weights.both_merge * (min(n, m) - 1) + weights.length * unlikely
    return out
