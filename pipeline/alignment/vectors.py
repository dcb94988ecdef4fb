"""From counts to vectors: square roots of counts times inverse document frequency.

A source sentence can be seen in several ways, by its own words and by their translations; each view is compared with
the target in dimensions of its own, side by side in one vector, so that dot products of the views add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Embeddings = tuple[NDArray[np.float32], NDArray[np.float32]]
"""A vector of each sentence of both sides: (sentences, dimensions)."""
Pair = tuple["csr_array", "csr_array"]
"""The vectors of the source sentences and those of the target sentences, one a row."""


@dataclass(frozen=True)
class FeatureWeights:
    """How much a word and a character 4-gram count, and given sentence vectors beside them.

    Words and 4-grams count times their rarity to the power of `rarity`: one half on each side, so that it counts once
    in the product of the two.
    """

    word: float = 1.0
    gram: float = 0.6
    embedding: float = 0.5
    rarity: float = 0.5


def compare(source: csr_array, target: csr_array, spelling: csr_array, weights: FeatureWeights) -> Pair:
    """The vectors of one view, from the counts of words in the sentences and of character 4-grams in the words."""
    words = _weigh(source, target, weights.word, weights.rarity)
    grams = _weigh(source @ spelling, target @ spelling, weights.gram, weights.rarity)
    return stack([words, grams])


def stack(views: Sequence[Pair]) -> Pair:
    """All views of a text side by side."""
    from scipy.sparse import csr_array, hstack

    source, target = (csr_array(hstack(side, format="csr")) for side in zip(*views, strict=True))
    return source, target


def _weigh(source: csr_array, target: csr_array, weight: float, power: float) -> Pair:
    """Square root of each count times the weight times a power of the feature's rarity.

    Rarity is log(sentences / sentences that have the feature) in the target, and nothing for features that the target
    never has: whatever the source's language, only what can be found counts.
    """
    from scipy.sparse import csr_array, diags_array

    having = np.bincount(target.indices, minlength=target.shape[1])
    rarity = np.where(having > 0, np.log((target.shape[0] + 1) / np.maximum(having, 1)) ** power, 0.0)
    scale = diags_array(weight * rarity)
    return csr_array(source.sqrt() @ scale), csr_array(target.sqrt() @ scale)


def embedded(vectors: Embeddings, counts: Pair, like: Pair, weight: float) -> Pair:
    """A view of given sentence vectors.

    Their squared lengths are in proportion to the sentences' words (`counts`), so that they add up in beads as words
    do, and on average `weight` times as long as the target's in `like`. The mean of all vectors is taken off first:
    what every sentence has in common tells none from another.
    """
    from scipy.sparse import csr_array

    mean = np.vstack(vectors).mean(axis=0)
    words = [np.asarray(side.sum(axis=1)).ravel() for side in counts]
    scale = weight * np.sqrt(like[1].multiply(like[1]).sum() / max(words[1].sum(), 1))
    sides = []
    for side, size in zip(vectors, words, strict=True):
        centred = side - mean
        found = np.maximum(np.linalg.norm(centred, axis=1), 1e-9)
        sides.append(csr_array(centred * (scale * np.sqrt(size) / found)[:, None]))
    return sides[0], sides[1]
