"""The score of every bead of a band: similarity, less what speaks against it.

score = similarity
      - each sentence beyond 1:1 (more, smaller beads are likelier)
      - surprise at the lengths (Gale & Church 1993)
      - half of what the bead's gain falls short (a sentence may join a bead only if it makes it more alike)
      - paragraphs that begin inside the bead, +- paragraphs that (do not) begin together
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Floats, Size
from pipeline.alignment.lengths import bead_surprise
from pipeline.alignment.similarity import bead_products

Booleans = NDArray[np.bool_]


@dataclass(frozen=True)
class ScoreWeights:
    """What speaks against a bead, in units of similarity; `judgement` is what a model's judgement counts."""

    merge: float = 0.02
    length: float = 0.04
    length_limit: float = 20.0
    gain: float = 0.5
    least_gain: float = 0.05
    paragraph_inside: float = 0.20
    paragraph_start: float = 0.06
    judgement: float = 0.10


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


def shortfall(similarities: Floats, band: Band, sizes: Sequence[Size], size: Size, least: float) -> Floats:
    """How much less than `least` a bead is more alike than itself without the sentence at one of its edges."""
    n, m = size
    inner = []
    for smaller, step in (((n - 1, m), (1, 0)), ((n, m - 1), (0, 1))):
        if min(smaller) > 0:
            alike = similarities[:, sizes.index(smaller)]
            inner += [alike, np.append(alike, -np.inf)[band.shifted(*step)]]
    if not inner:
        return np.zeros(band.size)
    here = similarities[:, sizes.index(size)]
    gain = np.where(np.isneginf(here), 0.0, here) - np.max(inner, axis=0)
    short: Floats = np.maximum(0.0, least - gain)
    return short


def bead_scores(
    similarities: Floats, lengths: tuple[Floats, Floats], band: Band, sizes: Sequence[Size], weights: ScoreWeights
) -> Floats:
    """The score of every bead but for paragraphs, (nodes, sizes)."""
    out = similarities.copy()
    for at, (n, m) in enumerate(sizes):
        unlikely = np.minimum(weights.length_limit, bead_surprise(*lengths, band, (n, m)))
        out[:, at] -= weights.merge * (n + m - 2) + weights.length * unlikely
        out[:, at] -= weights.gain * shortfall(similarities, band, sizes, (n, m), weights.least_gain)
    return out


def paragraph_starts(paragraphs: Sequence[int]) -> Booleans:
    """Whether each sentence is the first of its paragraph.

    >>> paragraph_starts([0, 0, 1, 2]).tolist()
    [True, False, True, True]
    """
    numbers = np.asarray(paragraphs)
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


def paragraph_scores(
    source: Booleans, target: Booleans, band: Band, sizes: Sequence[Size], weights: ScoreWeights
) -> Floats:
    """What paragraphs say for and against every bead, (nodes, sizes), from which sentences begin one."""
    begun_source, begun_target = np.cumsum(source), np.cumsum(target)
    rows, columns = np.minimum(band.rows, len(source) - 1), np.minimum(band.columns, len(target) - 1)
    starts = np.where(source[rows] == target[columns], np.where(source[rows], 1, 0), -1) * weights.paragraph_start
    out = np.zeros((band.size, len(sizes)), dtype=np.float32)
    for at, (n, m) in enumerate(sizes):
        last_row, last_column = np.minimum(rows + n, len(source)) - 1, np.minimum(columns + m, len(target)) - 1
        inside = begun_source[last_row] - begun_source[rows] + begun_target[last_column] - begun_target[columns]
        out[:, at] = starts - weights.paragraph_inside * inside
    return out
