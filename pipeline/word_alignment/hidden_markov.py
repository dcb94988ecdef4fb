"""The hidden Markov model of word alignment (Vogel, Ney & Tillmann 1996), for many sentence pairs at a time.

Every word of one text, read from left to right, was emitted by a word of the other text or by nothing (the null word,
which remembers where it stands: Och & Ney 2003). How far the emitting word moves at each step is what the model knows
about word order.

`training/hidden_markov.py` is the same model for pieces of words: there the weights of moves fall with the square of
their length, the null word is rarer, and reading begins at the first piece. The two stay apart because sharing their
numbers would change either these links or the models that are trained.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

# Weights, up to a factor, of moves by -8…+8 words from the word that emitted one word to the word that emitted the
# next; longer moves have the weight of the longest. Chosen by hand: one word forward is by far the most frequent.
MOVES = (1, 1, 2, 3, 4, 7, 14, 34, 120, 400, 100, 40, 18, 10, 6, 4, 3)
NULL = 0.2
"""The probability that the null word emits a word; the best of .05, .1, .2 and .3 (eval/LOG.md, "Word links")."""
_TINY = np.float32(1e-30)  # keeps divisions finite where all probability has underflowed


class Emissions(NamedTuple):
    """How probable each emitted word is, for B sentence pairs padded to one size.

    emission   the probability of word j, emitted by word i, B × J × I; 0 in columns that a pair does not have, 1 in its
               other columns in rows that it does not have
    null       the probability of word j, emitted by the null word, B × J; 1 in rows that a pair does not have
    columns    how many emitting words each pair has, B
    """

    emission: Array
    null: Array
    columns: npt.NDArray[np.int64]


def link_posteriors(lattice: Emissions) -> Array:
    """Give the probability that word i emitted word j, B × J × I, by forward-backward (Rabiner 1989).

    What a row lacks to one is the probability that the null word did.

    >>> likely = np.array([[[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]]], np.float32)
    >>> link_posteriors(Emissions(likely, np.full((1, 3), 0.01, np.float32), np.array([2]))).argmax(axis=2).tolist()
    [[0, 1, 1]]
    """
    start, moves = _moves(lattice.emission.shape[2])
    valid = (np.arange(len(moves)) < lattice.columns[:, None]).astype(np.float32)
    leave = (1 - NULL) / np.maximum(valid @ moves.T, _TINY)
    emitted, kept = _forward(lattice, start * valid, moves, leave)
    future = np.ones_like(leave)
    for j in reversed(range(emitted.shape[1])):
        emitted[:, j] *= future
        kept[:, j] *= future
        arriving = lattice.emission[:, j] * future
        future = leave * (arriving @ moves.T) + NULL * lattice.null[:, j, None] * future
        future /= np.maximum(future.max(axis=1, keepdims=True), _TINY)
    total = (emitted + kept).sum(axis=2, keepdims=True)
    result: Array = emitted / np.maximum(total, _TINY)
    return result


def _forward(lattice: Emissions, start: Array, moves: Array, leave: Array) -> tuple[Array, Array]:
    """Give the probability of standing at word i after word j, twice: word i has emitted word j, or the null word has.

    Both are B × J × I, and a row of both together adds up to 1.
    """
    emitted, kept = np.empty_like(lattice.emission), np.empty_like(lattice.emission)
    arriving = mass = start / start.sum(axis=1, keepdims=True)
    for j in range(emitted.shape[1]):
        real = arriving * lattice.emission[:, j]
        null = NULL * lattice.null[:, j, None] * mass
        scale: Array = np.maximum((real + null).sum(axis=1, keepdims=True), _TINY)
        emitted[:, j], kept[:, j] = real / scale, null / scale
        mass = emitted[:, j] + kept[:, j]
        arriving = np.matmul(mass * leave, moves, dtype=np.float32)
    return emitted, kept


def _moves(size: int) -> tuple[Array, Array]:
    """Give the weights of moves from the start, I, and from word i to word k, I × I."""
    reach = len(MOVES) // 2
    places = np.arange(-1, size)
    weights: Array = np.array(MOVES, np.float32)[np.clip(places[1:] - places[:, None], -reach, reach) + reach]
    return weights[0], weights[1:]
