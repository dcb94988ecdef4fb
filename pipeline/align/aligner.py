"""Sentence alignment of a text and its human translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.align.band import Band
from pipeline.align.features import Vocabulary
from pipeline.align.lattice import Floats, Lattice, best_path, posteriors
from pipeline.align.options import AlignOptions
from pipeline.align.scoring import bead_sizes
from pipeline.align.search import Sides, build, coarse_path
from pipeline.align.vectors import vectors
from pipeline.document import Bead

_MARGIN = 12
"""Sentences searched on either side of the coarse path."""
_TEMPERATURE = 0.05
"""Score differences of this size are odds of e : 1."""


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    hypotheses: Sequence[str] | None = None,
    options: AlignOptions | None = None,
) -> list[Bead]:
    """The beads that partition both sides, in order; a sentence without counterpart is a bead of its own."""
    options = options or AlignOptions()
    if not source or not target:
        return [Bead((i,), (), "human") for i in range(len(source))] + [
            Bead((), (j,), "human") for j in range(len(target))
        ]
    sides = _sides(source if hypotheses is None else hypotheses, target, options)
    weights = options.scores, options.nulls
    path, expansion = coarse_path(sides, weights)
    band = Band.around(path, _MARGIN)
    lattice, similarities = build(sides, band, bead_sizes(options.most_sentences), expansion, weights)
    return list(_beads(lattice, similarities))


def _sides(hypotheses: Sequence[str], target: Sequence[str], options: AlignOptions) -> Sides:
    """Both sides as vectors and lengths; what stands for the source should be in the target's language."""
    vocabulary = Vocabulary()
    tokens = [vocabulary.tokens(hypotheses), vocabulary.tokens(target)]
    source_vectors, target_vectors = vectors(vocabulary, tokens, options.features)
    lengths = [np.array([float(len(sentence)) for sentence in side]) for side in (hypotheses, target)]
    return Sides(source_vectors, target_vectors, *lengths)


def _beads(lattice: Lattice, similarities: Floats) -> Iterator[Bead]:
    """The beads of the best path, each with the probability that it is right."""
    band = lattice.band
    probabilities = posteriors(lattice.scaled(1 / _TEMPERATURE))
    linked = _linked(lattice, probabilities)
    column = {size: at for at, size in enumerate(lattice.sizes)}
    for (i, j), (n, m) in best_path(lattice):
        scores = {}
        if n and m:
            node = int(band.offsets[i] + j - band.first[i])
            posterior = probabilities[node, column[n, m]]
            scores = {"similarity": round(float(similarities[node, column[n, m]]), 4)}
        else:
            posterior = 1 - (linked[0][i] if n else linked[1][j])
        sure = round(float(np.clip(posterior, 0, 1)), 4)
        yield Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), "human", sure, scores=scores)


def _linked(lattice: Lattice, probabilities: Floats) -> tuple[Floats, Floats]:
    """How probable it is of each sentence that it has a counterpart."""
    band = lattice.band
    source, target = np.zeros(band.height + 1), np.zeros(band.width + 1)
    for at, (n, m) in enumerate(lattice.sizes):
        for sentence in range(n):
            np.add.at(source, np.minimum(band.rows + sentence, band.height), probabilities[:, at])
        for sentence in range(m):
            np.add.at(target, np.minimum(band.columns + sentence, band.width), probabilities[:, at])
    return source, target
