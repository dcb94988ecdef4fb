"""From coarse to fine: the best alignment of two long texts in time and memory linear in their sentences.

Both sides are merged two by two until the whole grid is small; the path found there, scaled up, is the middle of the
band searched at the next finer level (Salvador & Chan 2007; Thompson & Koehn 2019). Where a path touches the edge of
its band, the band is widened and searched again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.align.band import Band, Integers
from pipeline.align.lattice import Floats, Lattice, Nulls, Size, best_path
from pipeline.align.scoring import ScoreWeights, bead_scores, bead_similarities, bead_sizes
from pipeline.align.similarity import norms, products

if TYPE_CHECKING:
    from scipy.sparse import csr_array


Step = tuple[Size, Size]
"""Where a bead starts, and how many sentences it has on either side."""

_FULL = 300_000  # nodes: a grid up to this size is searched whole
_MARGIN = 12
_COARSE_SIZES = bead_sizes(3)


@dataclass(frozen=True, eq=False)
class Sides:
    """What is compared: one vector and one length (in characters) for every sentence of both sides."""

    source: csr_array
    target: csr_array
    source_lengths: Floats
    target_lengths: Floats

    def halved(self) -> Sides:
        """Neighbours merged two by two; a last one without neighbour stays alone."""
        left, right = _pairing(len(self.source_lengths)), _pairing(len(self.target_lengths))
        return Sides(left @ self.source, right @ self.target, left @ self.source_lengths, right @ self.target_lengths)


def _pairing(count: int) -> csr_array:
    """The matrix that adds rows 2k and 2k + 1."""
    from scipy.sparse import csr_array

    rows = np.arange(count)
    return csr_array((np.ones(count), (rows // 2, rows)), shape=((count + 1) // 2, count))


def nodes(path: Sequence[Step]) -> Integers:
    """The nodes a path visits, its end included: (beads + 1, 2)."""
    if not path:
        return np.zeros((1, 2), dtype=np.int64)
    starts = np.array([start for start, _ in path])
    return np.vstack([starts, starts[-1] + path[-1][1]])


def ratio(path: Sequence[Step], sides: Sides) -> float:
    """Target characters for one source character, over the beads that have both sides."""
    linked = np.array([(i, n, j, m) for (i, j), (n, m) in path if n and m], dtype=np.int64).reshape(-1, 4)
    before_source, before_target = (
        np.concatenate([[0.0], np.cumsum(side)]) for side in (sides.source_lengths, sides.target_lengths)
    )
    i, n, j, m = linked.T
    source = (before_source[i + n] - before_source[i]).sum()
    target = (before_target[j + m] - before_target[j]).sum()
    return float(target / source) if source and target else 1.0


def build(
    sides: Sides, band: Band, sizes: Sequence[Size], expansion: float, weights: tuple[ScoreWeights, Nulls]
) -> tuple[Lattice, Floats]:
    """The lattice of all beads in a band, and their similarities, (nodes, sizes); `expansion` scales source lengths."""
    deepest, widest = max(n for n, _ in sizes), max(m for _, m in sizes)
    single = products(sides.source, sides.target, band)
    lengths = (norms(sides.source, deepest), norms(sides.target, widest))
    similarities = bead_similarities(single, lengths, band, sizes)
    scores = bead_scores(
        similarities, (sides.source_lengths * expansion, sides.target_lengths), band, sizes, weights[0]
    )
    return Lattice(band, sizes, scores, weights[1]), similarities


def coarse_path(sides: Sides, weights: tuple[ScoreWeights, Nulls]) -> tuple[Integers, float]:
    """A path through both texts, good to a few sentences; and the length ratio along it."""
    height, width = len(sides.source_lengths), len(sides.target_lengths)
    if (height + 1) * (width + 1) <= _FULL:
        band, expansion = Band.full(height, width), 1.0
    else:
        path, expansion = coarse_path(sides.halved(), weights)
        band = Band.around(np.minimum(path * 2, [height, width]), _MARGIN)
    lattice, _ = build(sides, band, _COARSE_SIZES, expansion, weights)
    steps = best_path(lattice)
    return nodes(steps), ratio(steps, sides)
