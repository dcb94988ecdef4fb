"""Batches of sentences of like length: every pair once an epoch, in an order that only the seed and epoch decide."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.encode import Packed, Pieces

Index = NDArray[np.int64]
NO_LINK = 255
"""In the links of a target piece: it translates no source piece."""


class Batch(NamedTuple):
    """Padded pieces, pairs by positions; `links` names the source position each target piece translates, or NO_LINK."""

    source: Index
    target: Index
    links: Index | None


def plan(source_lengths: Index, target_lengths: Index, tokens: int, seed: int, epoch: int) -> list[Index]:
    """Cut the pairs into batches and shuffle these.

    Pairs are sorted by target length, then source length, ties in random order; a batch is as large as its longest
    side, times its pairs, allows within `tokens`.

    >>> [batch.tolist() for batch in plan(np.array([3, 9, 3]), np.array([3, 9, 3]), 9, seed=1, epoch=0)]
    [[1], [2, 0]]
    """
    chance = np.random.default_rng((seed, epoch))
    order = np.lexsort((chance.random(len(source_lengths)), source_lengths, target_lengths))
    batches, start, longest = [], 0, 0
    for end, pair in enumerate(order):
        wider = max(longest, int(source_lengths[pair]), int(target_lengths[pair]))
        if end > start and wider * (end - start + 1) > tokens:
            batches.append(order[start:end])
            start, wider = end, max(int(source_lengths[pair]), int(target_lengths[pair]))
        longest = wider
    batches.append(order[start:])
    return [batches[k] for k in chance.permutation(len(batches))]


def padded(sentences: Sequence[NDArray[np.unsignedinteger]], filler: int) -> Index:
    """Sentences as rows of equal length.

    >>> padded([np.array([5, 0], np.uint16), np.array([0], np.uint16)], filler=9).tolist()
    [[5, 0], [0, 9]]
    """
    rows = np.full((len(sentences), max(map(len, sentences))), filler, np.int64)
    for row, sentence in zip(rows, sentences, strict=True):
        row[: len(sentence)] = sentence
    return rows


def batches(pieces: Pieces, plan: Sequence[Index], pad: int, links: NDArray[np.uint8] | None) -> Iterator[Batch]:
    """The planned batches, padded; `links` are packed like the target pieces."""
    packed = None if links is None else Packed(links, pieces.target.starts)
    for indices in plan:
        yield Batch(
            padded([pieces.source[k] for k in indices], pad),
            padded([pieces.target[k] for k in indices], pad),
            None if packed is None else padded([packed[k] for k in indices], NO_LINK),
        )
