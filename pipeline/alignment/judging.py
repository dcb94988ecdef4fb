"""A translation model as the judge of doubtful beads: how much more probable does the source make the target?

The evidence for a bead is log p(target | source) - log p(target | nothing), which adds up over the target sentences of
every path, so that paths can be compared; "nothing" is a source of one full stop. Like a sum of chance variables it is
as uncertain as the square root of its length, by which it is divided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pipeline.alignment.lattice import Floats, Lattice

Judge = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""The natural logarithm of the probability of each pair's second text as the translation of the first."""

_NOTHING = "."
_DOUBT = 0.02  # beads less probable are out of the question, beads more probable than 1 - _DOUBT beyond it


def judged(
    lattice: Lattice, probabilities: Floats, *, texts: tuple[Sequence[str], Sequence[str]], judge: Judge, weight: float
) -> Lattice:
    """The lattice with the judge's evidence added to doubtful beads, and without hopeless ones."""
    doubtful = (probabilities > _DOUBT) & (probabilities < 1 - _DOUBT)
    scores = np.where(probabilities > _DOUBT, lattice.scores, -np.inf)
    found = np.argwhere(doubtful)
    spans = [_span(lattice, int(node), int(kind)) for node, kind in found]
    source, target = texts
    wanted = sorted({j for _, (first, last) in spans for j in range(first, last)})
    pairs = [(" ".join(source[slice(*ours)]), " ".join(target[slice(*theirs)])) for ours, theirs in spans]
    answers = np.array(judge([*pairs, *((_NOTHING, target[j]) for j in wanted)]), dtype=np.float64)
    alone = dict(zip(wanted, answers[len(pairs) :], strict=True))
    before = np.array([sum(alone[j] for j in range(*theirs)) for _, theirs in spans])
    lengths = np.array([len(text) for _, text in pairs])
    scores[tuple(found.T)] += weight * (answers[: len(pairs)] - before) / np.sqrt(np.maximum(lengths, 1))
    return Lattice(lattice.band, lattice.sizes, scores, lattice.nulls)


def _span(lattice: Lattice, node: int, kind: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sentences of a bead: from and up to, of both sides."""
    (n, m), i, j = lattice.sizes[kind], int(lattice.band.rows[node]), int(lattice.band.columns[node])
    return (i, i + n), (j, j + m)
