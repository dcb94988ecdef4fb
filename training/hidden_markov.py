"""The hidden Markov model of word alignment (Vogel, Ney & Tillmann 1996), for many padded pairs at a time.

It aligns pieces of words; `pipeline/word_alignment/hidden_markov.py` aligns words, and has other weights of moves.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

NULL = 0.15
"""How likely a piece is emitted by the null word, which remembers where it stands (Och & Ney 2003)."""

_TINY = 1e-30


class Lattice(NamedTuple):
    """What the lexical table says about B pairs of I emitting and J emitted pieces.

    `emission` is [B, J, I], zero for emitting pieces that are padding; `null` is [B, J], emitted by the null word, and
    1 where the emitted piece is padding; `columns` is [B], how many emitting pieces there are.
    """

    emission: Array
    null: Array
    columns: NDArray[np.int64]


def moves(size: int) -> Array:
    """How likely the emitting position goes from i to k, up to a factor: most likely one on, falling as a square.

    >>> moves(3)[0].tolist()
    [0.25, 1.0, 0.25]
    """
    places = np.arange(size)
    weights: Array = (1 / (1 + np.abs(places - places[:, None] - 1)) ** 2).astype(np.float32)
    return weights


def posteriors(lattice: Lattice) -> Array:
    """The probability that piece i emitted piece j, [B, J, I]; what a row lacks to one is the null word's.

    >>> emission = np.array([[[0.9, 0.1], [0.1, 0.9]]], np.float32)
    >>> posteriors(Lattice(emission, np.full((1, 2), 0.01, np.float32), np.array([2]))).argmax(2).tolist()
    [[0, 1]]
    """
    step = moves(lattice.emission.shape[2])
    valid = (np.arange(len(step)) < lattice.columns[:, None]).astype(np.float32)
    leave = (1 - NULL) / np.maximum(valid @ step.T, _TINY)
    emitted, kept = _forward(lattice, step, leave)
    future = np.ones_like(leave)
    for j in reversed(range(emitted.shape[1])):
        emitted[:, j] *= future
        kept[:, j] *= future
        future = leave * ((lattice.emission[:, j] * future) @ step.T) + NULL * lattice.null[:, j, None] * future
        future /= np.maximum(future.max(axis=1, keepdims=True), _TINY)
    total = (emitted + kept).sum(axis=2, keepdims=True)
    found: Array = emitted / np.maximum(total, _TINY)
    return found


def _forward(lattice: Lattice, step: Array, leave: Array) -> tuple[Array, Array]:
    """Mass at each position after each emitted piece, one a row: emitted from there, and by null staying there."""
    emitted, kept = np.empty_like(lattice.emission), np.empty_like(lattice.emission)
    mass = np.zeros_like(leave)
    mass[:, 0] = 1
    for j in range(emitted.shape[1]):
        real = ((mass * leave) @ step) * lattice.emission[:, j]
        null = NULL * lattice.null[:, j, None] * mass
        scale = np.maximum((real + null).sum(axis=1, keepdims=True), _TINY)
        emitted[:, j], kept[:, j] = real / scale, null / scale
        mass = emitted[:, j] + kept[:, j]
    return emitted, kept
