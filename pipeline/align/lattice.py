"""Dynamic programming over beads: the best alignment, and the posterior of every bead.

A path runs from node (0, 0) of a grid to its far corner by beads of n:m sentences. Between two beads it may pass
sentences that have no counterpart, first source then target ones, in one of two ways (affine gaps, Gotoh 1982):

    singles   each sentence costs a little: a clause left out here and there
    a gap     opening costs much, each sentence less than a false bead: a chapter missing, a foreign preface

Scores are added along a path and may have any unit. The same recursion gives the best path (`add` = np.maximum) and
the sum over all paths (np.logaddexp), from which the forward-backward posteriors come (Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.align.band import Band, Integers

Floats = NDArray[np.float64]
Size = tuple[int, int]


@dataclass(frozen=True)
class Nulls:
    """What sentences without counterpart score."""

    single: float = -0.1
    gap_open: float = -1.0
    gap: float = 0.0

    def scaled(self, factor: float) -> Nulls:
        """All three scores times a factor."""
        return Nulls(self.single * factor, self.gap_open * factor, self.gap * factor)

    @property
    def kinds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Score of opening and of each sentence, for singles and for a gap."""
        return (0.0, self.single), (self.gap_open, self.gap)


@dataclass(frozen=True, eq=False)
class Lattice:
    """All beads of a band: scores[node, k] is the score of the bead of sizes[k] that starts at that node.

    A bead that leaves the band has score minus infinity.
    """

    band: Band
    sizes: Sequence[Size]
    scores: Floats
    nulls: Nulls

    @cached_property
    def ends(self) -> Integers:
        """ends[node, k]: the node where that bead ends; `band.size` when outside."""
        return np.stack([self.band.shifted(n, m) for n, m in self.sizes], axis=1)

    def scaled(self, factor: float) -> Lattice:
        """The lattice with every score times a factor (one over the temperature)."""
        return Lattice(self.band, self.sizes, self.scores * factor, self.nulls.scaled(factor))


@dataclass(frozen=True, eq=False)
class Completions:
    """Totals over all ways to reach the far corner, one a node, with one more (minus infinity) for "outside".

    after_bead   when a bead has just ended there
    at_bead      when a bead starts there (or the path is complete)
    source, target   inside the nulls of each kind: still free to pass source sentences; only target ones left
    """

    after_bead: Floats
    at_bead: Floats
    source: tuple[Floats, Floats]
    target: tuple[Floats, Floats]


def complete(lattice: Lattice, add: np.ufunc) -> Completions:
    """Sum (np.logaddexp) or best (np.maximum) of the scores of all paths from every node to the far corner."""
    band, ends = lattice.band, lattice.ends
    after, at, *runs = (np.full(band.size + 1, -np.inf) for _ in range(6))
    source, target = (runs[0], runs[1]), (runs[2], runs[3])
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
    return Completions(after, at, source, target)


def begin(lattice: Lattice, add: np.ufunc) -> Floats:
    """Sum or best of the scores of all paths from (0, 0) to every node that are about to start a bead there."""
    band = lattice.band
    before = np.full(band.size + 1, -np.inf)
    passing = (np.full(band.size + 1, -np.inf), np.full(band.size + 1, -np.inf))
    starts = np.stack([band.shifted(-n, -m) for n, m in lattice.sizes], axis=1)
    scores = np.vstack([lattice.scores, np.full((1, len(lattice.sizes)), -np.inf)])
    kind = np.arange(len(lattice.sizes))
    above = band.shifted(-1, 0)
    for row in range(band.height + 1):
        nodes = slice(band.offsets[row], band.offsets[row + 1])
        ended = add.reduce(before[starts[nodes]] + scores[starts[nodes], kind], axis=1)
        if row == 0:
            ended[0] = 0.0
        totals = []
        for (opening, each), passed in zip(lattice.nulls.kinds, passing, strict=True):
            passed[nodes] = add(ended, each + passed[above[nodes]])
            totals.append(opening + _accumulate(passed[nodes], each, add))
        before[nodes] = add(*totals)
    return before


def _accumulate(values: Floats, each: float, add: np.ufunc) -> Floats:
    """Along a row: out[j] = add(values[j], each + out[j - 1])."""
    toll = each * np.arange(len(values))
    return np.asarray(add.accumulate(values - toll) + toll)


def best_path(lattice: Lattice) -> list[tuple[Size, Size]]:
    """The best-scoring alignment: the (source, target) node where each bead starts, and its size.

    Sentences without counterpart come as beads of size (1, 0) and (0, 1).

    >>> scores = np.full((6, 1), -np.inf)
    >>> scores[0] = 1.0  # node (0, 0) of the full grid of one source and two target sentences
    >>> best_path(Lattice(Band.full(1, 2), [(1, 1)], scores, Nulls()))
    [((0, 0), (1, 1)), ((1, 1), (0, 1))]
    """
    done = complete(lattice, np.maximum)
    band, path = lattice.band, []
    node = 0
    while True:
        for size in _passed(done, lattice, node):
            path.append(((int(band.rows[node]), int(band.columns[node])), size))
            node = _step(band, node, size)
        if node == band.size - 1:
            return path
        choice = int(np.argmax(lattice.scores[node] + done.after_bead[lattice.ends[node]]))
        path.append(((int(band.rows[node]), int(band.columns[node])), lattice.sizes[choice]))
        node = int(lattice.ends[node, choice])


def _passed(done: Completions, lattice: Lattice, node: int) -> list[Size]:
    """The nulls that the best path passes from a node before its next bead."""
    band = lattice.band
    kind = int(lattice.nulls.gap_open + done.source[1][node] > done.source[0][node])
    source, target, each = done.source[kind], done.target[kind], lattice.nulls.kinds[kind][1]
    passed: list[Size] = []
    while band.rows[node] < band.height:
        below = _step(band, node, (1, 0))
        if each + source[below] <= target[node]:
            break
        passed.append((1, 0))
        node = below
    while band.columns[node] < band.last[band.rows[node]] and each + target[node + 1] > done.at_bead[node]:
        passed.append((0, 1))
        node += 1
    return passed


def _step(band: Band, node: int, size: Size) -> int:
    """The node one null further; `band.size` when outside."""
    row, column = int(band.rows[node]) + size[0], int(band.columns[node]) + size[1]
    return int(band.offsets[row] + column - band.first[row]) if column >= band.first[row] else band.size


def posteriors(lattice: Lattice) -> Floats:
    """The probability of every bead: exp(score) of all paths through it over that of all paths, as `scores`.

    >>> scores = np.full((4, 1), -np.inf)
    >>> scores[0] = 0.0
    >>> float(posteriors(Lattice(Band.full(1, 1), [(1, 1)], scores, Nulls(0.0, -np.inf)))[0, 0])
    0.5
    """
    after = complete(lattice, np.logaddexp).after_bead
    before = begin(lattice, np.logaddexp)
    total = before[lattice.band.size - 1]
    return np.asarray(np.exp(before[:-1, None] + lattice.scores + after[lattice.ends] - total))
