"""Dynamic programming over beads: the best path, the posterior of every bead, and the path of minimum Bayes risk.

A path runs from node (0, 0) of a grid to its far corner by beads of n:m sentences. Between two beads it may pass
sentences that have no counterpart (nulls), first source then target ones, in one of two ways (affine gaps, Gotoh 1982):

    singles   each sentence costs a little: a clause left out here and there
    a gap     opening costs much, each sentence less than a false bead: a chapter missing, a foreign preface

Scores are added along a path and may have any unit. One recursion serves twice: with `add` = np.maximum it
finds the best path (Viterbi), with np.logaddexp the sums over all paths, which give the forward-backward posteriors
(Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.band import Band

Floats = NDArray[np.floating]
Size = tuple[int, int]
"""How many source and how many target sentences a bead has."""
Edge = tuple[Size, Size]
"""A bead on a path: the node (source, target) where it starts, and its size."""


@dataclass(frozen=True)
class Nulls:
    """What sentences without counterpart score, in units of similarity.

    single     each sentence that is passed singly; chosen by hand
    gap_open   the opening of a gap; chosen by hand (what gaps are worth: eval/LOG.md, 2026-11-26, ablation)
    gap        each sentence of a gap; chosen by hand
    """

    single: float = -0.1
    gap_open: float = -1.0
    gap: float = 0.0

    def scaled(self, factor: float) -> Nulls:
        """Multiply all three scores by a factor."""
        return Nulls(self.single * factor, self.gap_open * factor, self.gap * factor)

    @property
    def kinds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The scores of opening and of each sentence, for singles and for a gap."""
        return (0.0, self.single), (self.gap_open, self.gap)


@dataclass(frozen=True, eq=False)
class Lattice:
    """All beads of a band.

    scores[node, k] is the score of the bead of sizes[k] that starts at that node, minus infinity for a bead that leaves
    the band.
    """

    band: Band
    sizes: Sequence[Size]
    scores: Floats
    nulls: Nulls

    @cached_property
    def ends(self) -> NDArray[np.int32]:
        """The node where every bead ends, (nodes, sizes); `band.size` when that is outside."""
        return self._neighbours(1)

    @cached_property
    def starts(self) -> NDArray[np.int32]:
        """The node where a bead of each size that ends at a node starts, (nodes, sizes); `band.size` when outside."""
        return self._neighbours(-1)

    def _neighbours(self, direction: int) -> NDArray[np.int32]:
        """Give the node one bead of each size after every node, before it for `direction` -1: (nodes, sizes)."""
        nodes = np.empty((self.band.size, len(self.sizes)), dtype=np.int32)
        for at, (n, m) in enumerate(self.sizes):
            nodes[:, at] = self.band.shifted(direction * n, direction * m)
        return nodes

    def node(self, place: Size) -> int:
        """Give the node before which so many source and target sentences have been passed."""
        row, column = place
        return int(self.band.offsets[row] + column - self.band.first[row])

    def scaled(self, factor: float) -> Lattice:
        """Multiply every score by a factor: one over the temperature."""
        return Lattice(self.band, self.sizes, self.scores * factor, self.nulls.scaled(factor))


@dataclass(frozen=True, eq=False)
class Backward:
    """Totals over all paths from a node to the far corner, one a node; one more (minus infinity) stands for "outside".

    after_bead       of paths on which a bead has just ended there
    at_bead          of paths on which a bead starts there, or which are complete
    source, target   of paths among nulls of each kind (singles, gap): that may still pass source sentences, or only
                     target sentences
    """

    after_bead: Floats
    at_bead: Floats
    source: tuple[Floats, Floats]
    target: tuple[Floats, Floats]


def backward(lattice: Lattice, add: np.ufunc) -> Backward:
    """Give the sum (np.logaddexp) or best (np.maximum) of the scores of all paths from every node to the far corner."""
    band, ends = lattice.band, lattice.ends
    outside = np.full(band.size + 1, -np.inf)
    after, at, source_singles, source_gap, target_singles, target_gap = (outside.copy() for _ in range(6))
    source, target = (source_singles, source_gap), (target_singles, target_gap)
    below = band.shifted(1, 0)
    for row in range(band.height, -1, -1):
        nodes = slice(band.offsets[row], band.offsets[row + 1])
        at[nodes] = add.reduce(lattice.scores[nodes] + after[ends[nodes]], axis=1)
        if row == band.height:
            at[band.size - 1] = 0.0
        for (_, each), from_source, from_target in zip(lattice.nulls.kinds, source, target, strict=True):
            from_target[nodes] = _accumulate(at[nodes][::-1], each, add)[::-1]
            from_source[nodes] = add(from_target[nodes], each + from_source[below[nodes]])
        gap_open = lattice.nulls.gap_open
        after[nodes] = add(source[0][nodes], gap_open + source[1][nodes])
    return Backward(after, at, source, target)


def forward(lattice: Lattice, add: np.ufunc) -> Floats:
    """Give the sum or best of the scores of all paths from (0, 0) to every node that are about to start a bead there.

    There is one more entry, minus infinity, for "outside".
    """
    band, starts, kind = lattice.band, lattice.starts, np.arange(len(lattice.sizes))
    before = np.full(band.size + 1, -np.inf)
    passing = (np.full(band.size + 1, -np.inf), np.full(band.size + 1, -np.inf))
    above = band.shifted(-1, 0)
    for row in range(band.height + 1):
        nodes = slice(band.offsets[row], band.offsets[row + 1])
        reached = before[starts[nodes]] + lattice.scores[np.minimum(starts[nodes], band.size - 1), kind]
        ended = add.reduce(reached, axis=1)
        if row == 0:
            ended[0] = 0.0
        totals = []
        for (opening, each), passed in zip(lattice.nulls.kinds, passing, strict=True):
            passed[nodes] = add(ended, each + passed[above[nodes]])
            totals.append(opening + _accumulate(passed[nodes], each, add))
        before[nodes] = add(*totals)
    return before


def _accumulate(values: Floats, each: float, add: np.ufunc) -> Floats:
    """Give along a row out[j] = add(values[j], each + out[j - 1]), without a loop."""
    toll = each * np.arange(len(values))
    return np.asarray(add.accumulate(values - toll) + toll)


def find_best_path(lattice: Lattice) -> list[Edge]:
    """Find the best-scoring path (Viterbi); nulls come as beads of size (1, 0) and (0, 1).

    >>> scores = np.full((6, 1), -np.inf)
    >>> scores[0] = 1.0  # node (0, 0) of the full grid of one source and two target sentences
    >>> find_best_path(Lattice(Band.full(1, 2), [(1, 1)], scores, Nulls()))
    [((0, 0), (1, 1)), ((1, 1), (0, 1))]
    """
    totals = backward(lattice, np.maximum)
    path: list[Edge] = []
    place, corner = (0, 0), (lattice.band.height, lattice.band.width)
    while True:
        for size in _passed_nulls(totals, lattice, place):
            path.append((place, size))
            place = (place[0] + size[0], place[1] + size[1])
        if place == corner:
            return path
        node = lattice.node(place)
        size = lattice.sizes[int(np.argmax(lattice.scores[node] + totals.after_bead[lattice.ends[node]]))]
        path.append((place, size))
        place = (place[0] + size[0], place[1] + size[1])


def _passed_nulls(totals: Backward, lattice: Lattice, place: Size) -> list[Size]:
    """List the nulls that the best path passes from a place before its next bead."""
    band, node, (row, column) = lattice.band, lattice.node(place), place
    kind = int(lattice.nulls.gap_open + totals.source[1][node] > totals.source[0][node])
    source, target, each = totals.source[kind], totals.target[kind], lattice.nulls.kinds[kind][1]
    passed: list[Size] = []
    while row < band.height and column >= band.first[row + 1]:
        below = lattice.node((row + 1, column))
        if each + source[below] <= target[node]:
            break
        passed.append((1, 0))
        row, node = row + 1, below
    while column < band.last[row] and each + target[node + 1] > totals.at_bead[node]:
        passed.append((0, 1))
        column, node = column + 1, node + 1
    return passed


def posteriors(lattice: Lattice) -> Floats:
    """Give the posterior of every bead, (nodes, sizes).

    It is the sum of exp(score) over all paths through the bead, divided by that over all paths.

    >>> scores = np.full((4, 1), -np.inf)
    >>> scores[0] = 0.0
    >>> float(posteriors(Lattice(Band.full(1, 1), [(1, 1)], scores, Nulls(0.0, -np.inf)))[0, 0])
    0.5
    """
    after = backward(lattice, np.logaddexp).after_bead
    before = forward(lattice, np.logaddexp)
    total = before[lattice.band.size - 1]
    through = lattice.scores.astype(np.float32)
    through += before[:-1, None] - total
    through += after[lattice.ends]
    return np.asarray(np.exp(np.minimum(through, 0.0, out=through), out=through))


def null_posteriors(lattice: Lattice, probabilities: Floats) -> tuple[Floats, Floats]:
    """Give of each source sentence and of each target sentence the probability that it has no counterpart.

    Args:
        lattice: all beads.
        probabilities: the posteriors of these beads, (nodes, sizes).
    """
    band = lattice.band
    source, target = np.zeros(band.height + 1), np.zeros(band.width + 1)
    for at, (n, m) in enumerate(lattice.sizes):
        for sentence in range(n):
            source += np.bincount(np.minimum(band.rows + sentence, band.height), probabilities[:, at], len(source))
        for sentence in range(m):
            target += np.bincount(np.minimum(band.columns + sentence, band.width), probabilities[:, at], len(target))
    return np.clip(1 - source[:-1], 0.0, 1.0), np.clip(1 - target[:-1], 0.0, 1.0)


def find_minimum_bayes_risk_path(lattice: Lattice, probabilities: Floats, nulls: tuple[Floats, Floats]) -> list[Edge]:
    """Find the path with the most right in expectation: a right bead counts 1, a right null a half (Goodman 1996).

    Instead of adding for nulls, each bead pays for the sentences that it holds: that puts paths in the same order.

    Args:
        lattice: all beads.
        probabilities: the posteriors of these beads, (nodes, sizes).
        nulls: the null posteriors of the source sentences and of the target sentences.
    """
    band = lattice.band
    expected = np.where(np.isneginf(lattice.scores), -np.inf, probabilities)
    source, target = (np.append(0.0, np.cumsum(side)) for side in nulls)
    for at, (n, m) in enumerate(lattice.sizes):
        held = source[np.minimum(band.rows + n, band.height)] - source[band.rows]
        held += target[np.minimum(band.columns + m, band.width)] - target[band.columns]
        expected[:, at] -= held / 2
    return find_best_path(Lattice(band, lattice.sizes, expected, Nulls(0.0, -np.inf)))
