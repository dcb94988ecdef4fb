"""The score of every bead of a band: how alike its sides are, less what speaks against it.

score = similarity
      - a cost of each sentence beyond 1:1, for more and smaller beads are likelier
      - a cost of lengths that do not fit (Gale & Church 1993)
      - a cost of sentences that join a bead without making it more alike (its gain)
      - a cost of each paragraph that begins inside the bead
      + a bonus where both sides begin a paragraph with the bead, or a cost of the same size where only one does

The lines on paragraphs are computed by `score_paragraphs`, all others by `score_beads`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Floats, Size

Booleans = NDArray[np.bool_]

_LENGTH_VARIANCE = 6.8  # of the difference in characters, per character (Gale & Church 1993, table 3)


@dataclass(frozen=True)
class ScoreWeights:
    """What speaks for and against a bead, in units of similarity (cosine) but for `length_limit`.

    merge             cost of each sentence beyond 1:1 (.01 was worse: eval/LOG.md, 2026-11-24)
    length            cost of each unit of length cost (.05 and .06 were worse: eval/LOG.md, 2026-11-24)
    length_limit      the most that a length cost can be, in nats; chosen by hand
    gain              cost of what a bead's gain falls short of `least_gain`, as a share; chosen by hand
    least_gain        how much more alike the sentence at its edge must make a bead; chosen by hand
    paragraph_inside  cost of each paragraph that begins inside a bead
    paragraph_start   for beads whose sides begin paragraphs together, against those where only one does
                      (both were the best of four multiples of older ones: eval/LOG.md, 2026-11-26)
    judgement         what a translation model's evidence counts, per nat over the square root of the characters
                      (.06, .10 and .14 were measured: eval/LOG.md, 2026-11-24)

    What each of them is worth on seven novels: eval/LOG.md, 2026-11-26, ablation.
    """

    merge: float = 0.02
    length: float = 0.04
    length_limit: float = 20.0
    gain: float = 0.5
    least_gain: float = 0.05
    paragraph_inside: float = 0.20
    paragraph_start: float = 0.06
    judgement: float = 0.10


def bead_sizes(most: int) -> list[Size]:
    """List all sizes of beads with both sides and at most so many sentences on both sides together.

    >>> bead_sizes(3)
    [(1, 1), (1, 2), (2, 1)]
    """
    return [(n, m) for n in range(1, most) for m in range(1, most - n + 1)]


def score_beads(
    similarities: Floats, lengths: tuple[Floats, Floats], band: Band, sizes: Sequence[Size], weights: ScoreWeights
) -> Floats:
    """Score every bead by similarity, size, lengths and gain, before anything is known of its paragraphs.

    Args:
        similarities: how alike the two sides of every bead are, (nodes, sizes).
        lengths: of the source sentences, multiplied by the length ratio, and of the target sentences, in characters.
        band: the nodes at which beads start.
        sizes: how many source and target sentences a bead takes: a column of the result for each.
        weights: how much each cost counts.

    Returns:
        The score of the bead of each size at each node, (nodes, sizes); the higher, the better.
    """
    out = similarities.copy()
    for at, (n, m) in enumerate(sizes):
        cost = np.minimum(weights.length_limit, _bead_length_cost(*lengths, band, (n, m)))
        out[:, at] -= weights.merge * (n + m - 2) + weights.length * cost
        out[:, at] -= weights.gain * _missing_gain(similarities, band, sizes, (n, m), weights.least_gain)
    return out


def length_cost(source: Floats, target: Floats) -> Floats:
    """Give -log of the chance that translations differ in length by so much or more, in nats.

    Args:
        source: lengths in characters, multiplied by the length ratio.
        target: the lengths in characters of as many other texts.

    >>> length_cost(np.array([100.0, 100.0]), np.array([110.0, 160.0])).round(1).tolist()
    [0.3, 3.1]
    """
    from scipy.special import log_ndtr

    deviations = np.abs(source - target) / np.sqrt(_LENGTH_VARIANCE * np.maximum((source + target) / 2, 1.0))
    return np.asarray(-(np.log(2) + log_ndtr(-deviations)))


def _bead_length_cost(source: Floats, target: Floats, band: Band, size: Size) -> Floats:
    """Give the length cost of the bead of one size at every node, from the lengths of all sentences."""
    source_before, target_before = (np.append(0.0, np.cumsum(side)) for side in (source, target))
    row_ends = np.minimum(band.rows + size[0], band.height)
    column_ends = np.minimum(band.columns + size[1], band.width)
    return length_cost(
        source_before[row_ends] - source_before[band.rows], target_before[column_ends] - target_before[band.columns]
    )


def _missing_gain(similarities: Floats, band: Band, sizes: Sequence[Size], size: Size, least: float) -> Floats:
    """Give at every node how far the gain of the bead of one size falls short of `least`; zero where it does not.

    The gain is the bead's similarity less that of the most similar bead with one sentence less, at any of its edges: a
    sentence may join a bead only if it makes its two sides more alike.
    """
    n, m = size
    smaller_similarities = []
    for smaller, step in (((n - 1, m), (1, 0)), ((n, m - 1), (0, 1))):
        if min(smaller) > 0:
            found = similarities[:, sizes.index(smaller)]
            smaller_similarities += [found, np.append(found, -np.inf)[band.shifted(*step)]]
    if not smaller_similarities:
        return np.zeros(band.size)
    similarity = similarities[:, sizes.index(size)]
    # A bead that reaches beyond the texts has the similarity -inf, as its smaller ones may: -inf - -inf is no number.
    gain = np.where(np.isneginf(similarity), 0.0, similarity) - np.max(smaller_similarities, axis=0)
    missing: Floats = np.maximum(0.0, least - gain)
    return missing


def paragraph_starts(paragraphs: Sequence[int]) -> Booleans:
    """Tell of each sentence whether it is the first of its paragraph, from the number of its paragraph.

    >>> paragraph_starts([0, 0, 1, 2]).tolist()
    [True, False, True, True]
    """
    numbers = np.asarray(paragraphs)
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


def score_paragraphs(
    source: Booleans, target: Booleans, band: Band, sizes: Sequence[Size], weights: ScoreWeights
) -> Floats:
    """Score what paragraphs say for and against every bead, (nodes, sizes), from which sentences begin one."""
    source_count, target_count = np.cumsum(source), np.cumsum(target)
    rows, columns = np.minimum(band.rows, len(source) - 1), np.minimum(band.columns, len(target) - 1)
    starts = np.where(source[rows] == target[columns], np.where(source[rows], 1, 0), -1) * weights.paragraph_start
    out = np.zeros((band.size, len(sizes)), dtype=np.float32)
    for at, (n, m) in enumerate(sizes):
        last_row, last_column = np.minimum(rows + n, len(source)) - 1, np.minimum(columns + m, len(target)) - 1
        inside = source_count[last_row] - source_count[rows] + target_count[last_column] - target_count[columns]
        out[:, at] = starts - weights.paragraph_inside * inside
    return out
