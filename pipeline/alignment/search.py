"""From coarse to fine: the lattice of two long texts in time and memory linear in their sentences.

Sentences are merged two by two until the whole grid is small. The path found there, scaled up, is the middle of the
band that is searched at the next finer level (Salvador & Chan 2007; Thompson & Koehn 2019). Where the last path touches
the edge of its band, the band is widened and searched again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.alignment.band import Band, Integers
from pipeline.alignment.lattice import Edge, Floats, Lattice, Nulls, Size, find_best_path
from pipeline.alignment.scoring import Booleans, ScoreWeights, bead_sizes, score_beads, score_paragraphs
from pipeline.alignment.similarity import bead_similarities

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# All of these are chosen by hand.
_FULL = 200_000  # nodes: a grid up to this size is searched whole
_MARGIN = 6  # rows and columns on either side of a coarser path
# Of passages that translate each other, half stand out by 5 to 8 standard deviations, and of all others in a row the
# best by 3.3 to 4 (novels, law, parliament, manuals of 3,000 to 50,000 sentences: eval/LOG.md, 2026-11-28).
_CHANCE = 2.0  # standard deviations that say nothing yet
_DEVIATION = 0.1  # what each further one counts, as similarity
_MOST_LIKE = 0.6  # similarity that no passage exceeds
_LEAST_DEVIATION = 1e-6  # where all passages are equal
_WIDEST = 15  # nodes of a band for each sentence of either side, on the average: a band three times as wide has 18
_SEARCHES = 4  # of a band that grows; very odd texts would need more
_FEW = 10  # beads: from fewer no correlation of paragraphs can be told
_COARSE_SIZES = bead_sizes(3)  # at coarser levels, where a sentence stands for several


@dataclass(frozen=True, eq=False)
class Sides:
    """What is compared: the sentences of both sides as numbers.

    source, target                   a vector of every sentence, one a row
    source_lengths, target_lengths   in characters
    paragraph_starts                 of each side, which sentences begin a paragraph; None where that is not known
    length_ratio                     how many characters of the target one of the source makes
    paragraph_correlation            how far paragraphs begin together on both sides, from 0 to 1; before that is known
                                     a half, chosen by hand
    """

    source: csr_array
    target: csr_array
    source_lengths: Floats
    target_lengths: Floats
    paragraph_starts: tuple[Booleans, Booleans] | None = None
    length_ratio: float = 1.0
    paragraph_correlation: float = 0.5

    def halved(self) -> Sides:
        """Merge neighbouring sentences two by two; a last one without neighbour stays as it is."""
        merge_source, merge_target = (_merging_matrix(len(side)) for side in (self.source_lengths, self.target_lengths))
        return Sides(
            merge_source @ self.source,
            merge_target @ self.target,
            merge_source @ self.source_lengths,
            merge_target @ self.target_lengths,
        )

    def part(self, source: Sequence[int], target: Sequence[int]) -> Sides:
        """Choose some sentences of both sides, by their numbers."""
        starts = self.paragraph_starts
        return replace(
            self,
            source=self.source[source],
            target=self.target[target],
            source_lengths=self.source_lengths[source],
            target_lengths=self.target_lengths[target],
            paragraph_starts=(starts[0][source], starts[1][target]) if starts else None,
        )

    def measure_paragraph_correlation(self, path: Sequence[Edge]) -> float:
        """Measure how far paragraphs begin together on both sides, over the beads of a path with both sides.

        Where translators or file formats have set other paragraphs than the author, those say little of sentences.

        Returns:
            The correlation of "the source begins a paragraph" and "the target begins one", at least 0; where
            paragraphs are not known or beads are few, the present value.
        """
        starts = [(i, j) for (i, j), (n, m) in path if n and m]
        if not self.paragraph_starts or len(starts) < _FEW:
            return self.paragraph_correlation
        source, target = (
            begins[list(side)] for begins, side in zip(self.paragraph_starts, zip(*starts, strict=True), strict=True)
        )
        if source.all() or target.all() or not source.any() or not target.any():
            return 0.0
        return max(0.0, float(np.corrcoef(source, target)[0, 1]))

    def measure_length_ratio(self, path: Sequence[Edge]) -> float:
        """Measure how many target characters a source character makes, over the beads of a path with both sides."""
        linked = np.array([(i, i + n, j, j + m) for (i, j), (n, m) in path if n and m], dtype=np.int64).reshape(-1, 4)
        before_source, before_target = (
            np.append(0.0, np.cumsum(side)) for side in (self.source_lengths, self.target_lengths)
        )
        source = (before_source[linked[:, 1]] - before_source[linked[:, 0]]).sum()
        target = (before_target[linked[:, 3]] - before_target[linked[:, 2]]).sum()
        return float(target / source) if source and target else 1.0


def _merging_matrix(count: int) -> csr_array:
    """Give the matrix that halves `count` rows: it adds rows 0 and 1, 2 and 3..., and keeps a last row without another.

    >>> _merging_matrix(3).toarray().tolist()
    [[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    from scipy.sparse import csr_array

    rows = np.arange(count)
    return csr_array((np.ones(count), (rows // 2, rows)), shape=((count + 1) // 2, count))


def nodes_of(path: Sequence[Edge]) -> Integers:
    """List the nodes that a path visits, its end included: (beads + 1, 2)."""
    if not path:
        return np.zeros((1, 2), dtype=np.int64)
    starts = np.array([start for start, _ in path])
    return np.vstack([starts, starts[-1] + path[-1][1]])


def build_lattice(
    sides: Sides, band: Band, sizes: Sequence[Size], weights: ScoreWeights, nulls: Nulls
) -> tuple[Lattice, Floats]:
    """Build the lattice of all beads in a band; give it and their similarities, (nodes, sizes)."""
    similarities = bead_similarities(sides.source, sides.target, band, sizes)
    lengths = (sides.source_lengths * sides.length_ratio, sides.target_lengths)
    scores = score_beads(similarities, lengths, band, sizes, weights)
    if sides.paragraph_starts:
        scores += sides.paragraph_correlation * score_paragraphs(*sides.paragraph_starts, band, sizes, weights)
    return Lattice(band, sizes, scores, nulls), similarities


def find_coarse_path(sides: Sides, weights: ScoreWeights, nulls: Nulls, merged: bool = False) -> list[Edge]:
    """Find a path through both texts that is right to within a few sentences.

    `merged` says that each row of the sides is not one sentence but several.
    """
    height, width = len(sides.source_lengths), len(sides.target_lengths)
    if (height + 1) * (width + 1) <= _FULL:
        band = Band.full(height, width)
        lattice, similarities = build_lattice(sides, band, _COARSE_SIZES, weights, nulls)
        if merged:
            known = np.isfinite(similarities)
            lattice.scores[known] += contrast(similarities, lattice)[known] - similarities[known]
        return find_best_path(lattice)
    halved = sides.halved()
    path = find_coarse_path(halved, replace(weights, length=0.0), nulls, merged=True)
    sides = replace(sides, length_ratio=halved.measure_length_ratio(path))
    band = Band.around(np.minimum(nodes_of(path) * 2, [height, width]), _MARGIN)
    return find_best_path(build_lattice(sides, band, _COARSE_SIZES, weights, nulls)[0])


def contrast(similarities: Floats, lattice: Lattice) -> Floats:
    """Give similarities as they stand out, for a full grid of passages of many sentences.

    Long passages are all alike in their common words, and none is very like its translation. So what a row and a column
    have on average is subtracted, and what is left is measured by its standard deviation: only what is well above
    chance speaks for a bead, and texts that have nothing to do with each other get no path.
    """
    shape = lattice.band.height + 1, lattice.band.width + 1
    out = similarities.copy()
    for at, (n, m) in enumerate(lattice.sizes):
        inside = out[:, at].reshape(shape)[: shape[0] - n, : shape[1] - m]
        if inside.size:
            inside += inside.mean() - inside.mean(axis=1, keepdims=True) - inside.mean(axis=0, keepdims=True)
            inside /= max(float(inside.std()), _LEAST_DEVIATION)
    return np.asarray(np.minimum(_DEVIATION * (out - _CHANCE), _MOST_LIKE))


def build_fine_lattice(
    sides: Sides, nodes: Integers, sizes: Sequence[Size], weights: ScoreWeights, nulls: Nulls
) -> tuple[Lattice, Floats]:
    """Build the lattice in a band around a path, given by its nodes; give it and the similarities of its beads.

    Where the best path touches the edge of the band, the band is made three times as wide there and searched again,
    until it touches no more. Where texts have nothing to do with each other it would touch for ever: enough searches,
    or a band that takes too much memory, end it.
    """
    margins = np.full(len(sides.source_lengths) + 1, _MARGIN)
    most = max(_FULL, _WIDEST * sum(map(len, (sides.source_lengths, sides.target_lengths))))
    band = Band.around(nodes, margins)
    for _ in range(_SEARCHES):
        lattice, similarities = build_lattice(sides, band, sizes, weights, nulls)
        nodes = nodes_of(find_best_path(lattice))
        touched = band.touched(nodes)
        near = np.convolve(touched, np.ones(2 * _MARGIN + 1))[_MARGIN : _MARGIN + len(margins)] > 0
        margins = np.where(near, 3 * margins, margins)
        band = Band.around(nodes, margins)
        if not touched.any() or band.size > most:
            break
    return lattice, similarities
