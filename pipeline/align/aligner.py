"""Sentence alignment of a text and its human translation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.align.band import Band
from pipeline.align.features import Vocabulary
from pipeline.align.lattice import best_path, posteriors
from pipeline.align.options import AlignOptions
from pipeline.align.scoring import bead_sizes
from pipeline.align.search import Sides, build, coarse_path
from pipeline.align.vectors import vectors
from pipeline.document import Bead

_TEMPERATURE = 0.05


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    hypotheses: Sequence[str] | None = None,
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    options: AlignOptions | None = None,
) -> list[Bead]:
    """The beads that partition both sides, in order; a sentence without counterpart is a bead of its own."""
    options = options or AlignOptions()
    if not source or not target:
        return [Bead((i,), (), "human") for i in range(len(source))] + [
            Bead((), (j,), "human") for j in range(len(target))
        ]
    vocabulary = Vocabulary()
    tokens = [vocabulary.tokens(source if hypotheses is None else hypotheses), vocabulary.tokens(target)]
    lengths = [np.array([float(len(sentence)) for sentence in side]) for side in (source, target)]
    sides = Sides(*vectors(vocabulary, tokens, options.features), *lengths)
    path, expansion = coarse_path(sides, options.scores, options.nulls)
    band = Band.around(path, 12)
    sizes = bead_sizes(options.most_sentences)
    lattice, similarities = build(sides, band, sizes, expansion, options.scores, options.nulls)
    probabilities = posteriors(lattice.scaled(1 / _TEMPERATURE))
    source_linked, target_linked = np.zeros(len(source) + 1), np.zeros(len(target) + 1)
    for at, (n, m) in enumerate(sizes):
        for k in range(n):
            np.add.at(source_linked, np.minimum(band.rows + k, len(source)), probabilities[:, at])
        for k in range(m):
            np.add.at(target_linked, np.minimum(band.columns + k, len(target)), probabilities[:, at])
    column = {size: at for at, size in enumerate(sizes)}
    beads = []
    for (i, j), (n, m) in best_path(lattice):
        scores: dict[str, float] = {}
        if n and m:
            node = int(band.offsets[i] + j - band.first[i])
            posterior = probabilities[node, column[n, m]]
            scores = {"similarity": float(similarities[node, column[n, m]])}
        else:
            posterior = 1 - (source_linked[i] if n else target_linked[j])
        beads.append(
            Bead(
                tuple(range(i, i + n)), tuple(range(j, j + m)), "human", float(np.clip(posterior, 0, 1)), scores=scores
            )
        )
    return beads
