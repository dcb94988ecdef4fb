"""Word translations learnt from aligned beads (IBM model 1; Brown et al. 1993), as Moore (2002) does between passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.features import Tokens
from pipeline.alignment.lattice import Floats, Step

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Integers = NDArray[np.int64]

_ITERATIONS = 5
_MOST_BEADS = 4000  # enough for the words that matter; keeps time and memory bounded
_LONGEST_BEAD = 4  # sentences; a word of a longer bead has too many partners to choose from
_LEAST_PROBABILITY = 0.2
_LEAST_COUNT = 1.0


def learn_gloss(path: Sequence[Step], source: Tokens, target: Tokens, forms: int) -> csr_array:
    """gloss[f, e]: the probability that source word form f means target form e; only what is likely and seen.

    >>> from pipeline.alignment.features import Vocabulary
    >>> words = Vocabulary()
    >>> source, target = words.tokens(["le chat", "le chien", "un chat"]), words.tokens(["the cat", "the dog", "a cat"])
    >>> gloss = learn_gloss([((n, n), (1, 1)) for n in range(3)], source, target, len(words))
    >>> bool(gloss[[1]].toarray().argmax() == words.tokens(["cat"]).words[0])
    True
    """
    from scipy.sparse import csr_array

    left, right, owners = _cooccurrences(_chosen(path), source, target, forms)
    codes, pairs = np.unique(left * forms + right, return_inverse=True)
    meaning, sense = codes // max(forms, 1), codes % max(forms, 1)
    probabilities: Floats = np.ones(len(codes))
    counts: Floats = np.zeros(len(codes))
    for _ in range(_ITERATIONS):
        shares = probabilities[pairs]
        shares /= np.bincount(owners, shares)[owners]
        counts = np.bincount(pairs, shares, minlength=len(codes)).astype(np.float64)
        probabilities = counts / np.bincount(meaning, counts)[meaning]
    kept = (probabilities >= _LEAST_PROBABILITY) & (counts >= _LEAST_COUNT) & (meaning < forms)
    return csr_array((probabilities[kept], (meaning[kept], sense[kept])), shape=(forms, forms))


def _chosen(path: Sequence[Step]) -> list[Step]:
    """Short beads with both sides, evenly from the whole text."""
    beads = [step for step in path if min(step[1]) > 0 and sum(step[1]) <= _LONGEST_BEAD]
    return beads[:: len(beads) // _MOST_BEADS + 1]


def _cooccurrences(
    beads: Sequence[Step], source: Tokens, target: Tokens, nothing: int
) -> tuple[Integers, Integers, Integers]:
    """Every (source word, target word) of a bead, and the number of the target word's occurrence.

    The word `nothing` stands in every source, for target words that nothing there explains.
    """
    left, right, owners, seen = [], [], [], 0
    for (i, j), (n, m) in beads:
        ours, theirs = np.append(source.between(i, i + n), nothing), target.between(j, j + m)
        left.append(np.tile(ours, len(theirs)))
        right.append(np.repeat(theirs, len(ours)))
        owners.append(np.repeat(np.arange(seen, seen + len(theirs)), len(ours)))
        seen += len(theirs)
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *left]), np.concatenate([empty, *right]), np.concatenate([empty, *owners])
