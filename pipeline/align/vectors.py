"""From counts to vectors: square-root counts times inverse document frequency, for all kinds of features side by side.

Every sentence is one row: words, then character 4-grams, then word pairs (see `features`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.align.features import FeatureWeights, Tokens, Vocabulary, pair_counts

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def vectors(
    vocabulary: Vocabulary, sides: Sequence[Tokens], weights: FeatureWeights, gloss: csr_array | None = None
) -> list[csr_array]:
    """The vectors of the sentences of both sides.

    `gloss[f, e]` tells how many words of form e a word of form f on the first side stands for; what it adds to the
    counts of that side counts as much as the words themselves.
    """
    from scipy.sparse import csr_array, hstack

    counts = [vocabulary.counts(side) for side in sides]
    if gloss is not None:
        counts[0] = counts[0] + counts[0] @ gloss
    spelling = vocabulary.spelling()
    kinds = [
        (weights.word, counts),
        (weights.gram, [side @ spelling for side in counts]),
        (weights.pair, pair_counts(sides)),
    ]
    weighted = [_weigh(weight, blocks) for weight, blocks in kinds if weight]
    return [csr_array(hstack(blocks, format="csr")) for blocks in zip(*weighted, strict=True)]


def _weigh(weight: float, blocks: Sequence[csr_array]) -> list[csr_array]:
    """Square root of the counts times weight times log(sentences / sentences that have the feature)."""
    from scipy.sparse import csr_array, diags_array

    sentences = sum(block.shape[0] for block in blocks)
    having = sum(np.bincount(block.indices, minlength=block.shape[1]) for block in blocks)
    rarity = weight * np.log(sentences / np.maximum(having, 1))
    return [csr_array(block.sqrt() @ diags_array(rarity)) for block in blocks]
