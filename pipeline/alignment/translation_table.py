"""A table of word translations learnt from aligned beads, as Moore (2002) learns one between two passes.

It is IBM model 1 (Brown et al. 1993), trained by expectation maximisation on the beads of a first, coarse path.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.lattice import Edge, Floats
from pipeline.alignment.vectors import NumberedText

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Integers = NDArray[np.int64]

# All of these are chosen by hand; what the table is worth at all is in eval/LOG.md (ablation, "own lexicon").
_ITERATIONS = 5  # of expectation maximisation
_MOST_BEADS = 4000  # enough for the words that matter; keeps time and memory bounded
_LONGEST_BEAD = 4  # sentences of both sides; a word of a longer bead has too many partners to choose from
_MOST_WORD_PAIRS = 40_000  # of one bead: two sides of 200 words; what is longer is no sentence and teaches nothing
_LEAST_PROBABILITY = 0.2  # of a translation that is kept
_LEAST_COUNT = 1.0  # expected occurrences of a translation that is kept


def learn_translations(path: Sequence[Edge], source: NumberedText, target: NumberedText, forms: int) -> csr_array:
    """Learn how the words of a source text are translated in a target text.

    Args:
        path: beads of sentences that say the same, by and large.
        source: the source text.
        target: the target text, in the same vocabulary.
        forms: how many word forms that vocabulary has.

    Returns:
        The table, (forms, forms): in row f and column e the probability that source form f means target form e, where
        that is likely and was seen often enough.

    >>> from pipeline.alignment.vectors import Vocabulary
    >>> words = Vocabulary()
    >>> source, target = words.tokens(["le chat", "le chien", "un chat"]), words.tokens(["the cat", "the dog", "a cat"])
    >>> table = learn_translations([((n, n), (1, 1)) for n in range(3)], source, target, len(words))
    >>> bool(table[[1]].toarray().argmax() == words.tokens(["cat"]).words[0])
    True
    """
    from scipy.sparse import csr_array

    sources, targets, tokens = _cooccurrences(_training_beads(path), source, target, forms)
    pairs, pair_of = np.unique(sources * forms + targets, return_inverse=True)
    row, column = pairs // max(forms, 1), pairs % max(forms, 1)
    probabilities: Floats = np.ones(len(pairs))
    counts: Floats = np.zeros(len(pairs))
    for _ in range(_ITERATIONS):
        shares = probabilities[pair_of]
        shares /= np.bincount(tokens, shares)[tokens]
        counts = np.bincount(pair_of, shares, minlength=len(pairs)).astype(np.float64)
        probabilities = counts / np.bincount(row, counts)[row]
    kept = (probabilities >= _LEAST_PROBABILITY) & (counts >= _LEAST_COUNT) & (row < forms)
    return csr_array((probabilities[kept], (row[kept], column[kept])), shape=(forms, forms))


def _training_beads(path: Sequence[Edge]) -> list[Edge]:
    """Choose short beads with both sides, evenly from the whole text."""
    beads = [step for step in path if min(step[1]) > 0 and sum(step[1]) <= _LONGEST_BEAD]
    return beads[:: len(beads) // _MOST_BEADS + 1]


def _cooccurrences(
    beads: Sequence[Edge], source: NumberedText, target: NumberedText, null_word: int
) -> tuple[Integers, Integers, Integers]:
    """List every source word with every target token of its bead, in three arrays of one length.

    They hold the source word, the target word, and the running number of the target token. The null word stands in
    every source side, for target words that nothing else there explains.
    """
    sources, targets, tokens, seen = [], [], [], 0
    for (i, j), (n, m) in beads:
        source_words, target_words = np.append(source.between(i, i + n), null_word), target.between(j, j + m)
        if len(source_words) * len(target_words) > _MOST_WORD_PAIRS:
            continue
        sources.append(np.tile(source_words, len(target_words)))
        targets.append(np.repeat(target_words, len(source_words)))
        tokens.append(np.repeat(np.arange(seen, seen + len(target_words)), len(source_words)))
        seen += len(target_words)
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *sources]), np.concatenate([empty, *targets]), np.concatenate([empty, *tokens])
