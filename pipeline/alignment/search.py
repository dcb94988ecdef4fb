"""From coarse to fine: the best alignment of two long texts in time and memory linear in their sentences.

Both sides are merged two by two until the whole grid is small; the path found there, scaled up, is the middle of the
band searched at the next finer level (Salvador & Chan 2007; Thompson & Koehn 2019). Where the last path touches the
edge of its band, the band is widened and searched again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.alignment.band import Band, Integers
from pipeline.alignment.lattice import Floats, Lattice, Nulls, Size, Step, best_path
from pipeline.alignment.scoring import (
    Booleans,
    ScoreWeights,
    bead_scores,
    bead_similarities,
    bead_sizes,
    paragraph_scores,
)
from pipeline.alignment.similarity import norms, products

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_FULL = 200_000  # nodes: a grid up to this size is searched whole
_MARGIN = 6  # rows and columns on either side of a coarser path
_WIDENINGS = 4
_FEW = 10  # beads: of fewer no agreement can be told
_COARSE_SIZES = bead_sizes(3)


@dataclass(frozen=True, eq=False)
class Sides:
    """What is compared: of every sentence of both sides a vector, a length, and whether it begins a paragraph.

    Lengths are in characters; `expansion` is how many of the target one of the source makes. Without `begins`,
    paragraphs are not known; `agreement` says how far those of both sides go together, from 0 to 1.
    """

    source: csr_array
    target: csr_array
    source_lengths: Floats
    target_lengths: Floats
    begins: tuple[Booleans, Booleans] | None = None
    expansion: float = 1.0
    agreement: float = 0.5

    def halved(self) -> Sides:
        """Neighbours merged two by two; a last one without neighbour stays alone."""
        left, right = _pairing(len(self.source_lengths)), _pairing(len(self.target_lengths))
        return Sides(left @ self.source, right @ self.target, left @ self.source_lengths, right @ self.target_lengths)

    def part(self, source: Sequence[int], target: Sequence[int]) -> Sides:
        """Some sentences of both sides, side by side."""
        begins = (self.begins[0][source], self.begins[1][target]) if self.begins else None
        return replace(
            self,
            source=self.source[source],
            target=self.target[target],
            source_lengths=self.source_lengths[source],
            target_lengths=self.target_lengths[target],
            begins=begins,
        )

    def agreed(self, path: Sequence[Step]) -> float:
        """How far paragraphs begin together on both sides: the correlation, over a path's beads with both sides.

        Where translators or file formats have set other paragraphs than the author, those say little of sentences.
        """
        starts = [(i, j) for (i, j), (n, m) in path if n and m]
        if not self.begins or len(starts) < _FEW:
            return self.agreement
        source, target = (
            begins[list(side)] for begins, side in zip(self.begins, zip(*starts, strict=True), strict=True)
        )
        if source.all() or target.all() or not source.any() or not target.any():
            return 0.0
        return max(0.0, float(np.corrcoef(source, target)[0, 1]))

    def measured(self, path: Sequence[Step]) -> float:
        """How many characters of the target one of the source makes, over the beads of a path with both sides."""
        linked = np.array([(i, i + n, j, j + m) for (i, j), (n, m) in path if n and m], dtype=np.int64).reshape(-1, 4)
        source, target = (np.append(0.0, np.cumsum(side)) for side in (self.source_lengths, self.target_lengths))
        ours = (source[linked[:, 1]] - source[linked[:, 0]]).sum()
        theirs = (target[linked[:, 3]] - target[linked[:, 2]]).sum()
        return float(theirs / ours) if ours and theirs else 1.0


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


def build(
    sides: Sides, band: Band, sizes: Sequence[Size], weights: ScoreWeights, nulls: Nulls
) -> tuple[Lattice, Floats]:
    """The lattice of all beads in a band, and their similarities, (nodes, sizes)."""
    deepest, widest = max(n for n, _ in sizes), max(m for _, m in sizes)
    single = products(sides.source, sides.target, band)
    similarities = bead_similarities(single, (norms(sides.source, deepest), norms(sides.target, widest)), band, sizes)
    lengths = (sides.source_lengths * sides.expansion, sides.target_lengths)
    scores = bead_scores(similarities, lengths, band, sizes, weights)
    if sides.begins:
        scores += sides.agreement * paragraph_scores(*sides.begins, band, sizes, weights)
    return Lattice(band, sizes, scores, nulls), similarities


def coarse_path(sides: Sides, weights: ScoreWeights, nulls: Nulls) -> list[Step]:
    """A path through both texts, good to a few sentences."""
    height, width = len(sides.source_lengths), len(sides.target_lengths)
    if (height + 1) * (width + 1) <= _FULL:
        band = Band.full(height, width)
    else:
        halved = sides.halved()
        path = coarse_path(halved, weights, nulls)
        sides = replace(sides, expansion=halved.measured(path))
        band = Band.around(np.minimum(nodes(path) * 2, [height, width]), _MARGIN)
    return best_path(build(sides, band, _COARSE_SIZES, weights, nulls)[0])


def fine_lattice(
    sides: Sides, path: list[Step], sizes: Sequence[Size], weights: ScoreWeights, nulls: Nulls
) -> tuple[Lattice, Floats]:
    """The lattice in a band around a path, and the similarities of its beads, (nodes, sizes).

    The band has become wide enough for the best path not to touch its edge, but for very odd texts.
    """
    margins = np.full(len(sides.source_lengths) + 1, _MARGIN)
    for _ in range(_WIDENINGS):
        band = Band.around(nodes(path), margins)
        lattice, similarities = build(sides, band, sizes, weights, nulls)
        path = best_path(lattice)
        touched = band.touched(nodes(path))
        if not touched.any():
            break
        near = np.convolve(touched, np.ones(2 * _MARGIN + 1))[_MARGIN : _MARGIN + len(margins)] > 0
        margins = np.where(near, 3 * margins, margins)
    return lattice, similarities
