"""Batches of sentences of like length: every pair once an epoch, in an order that only the seed and epoch decide."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from training.encode import Packed, Pieces

Index = NDArray[np.int64]
Item = TypeVar("Item")
NO_LINK = 255
"""In the links of a target piece: it translates no source piece."""


class Batch(NamedTuple):
    """Padded pieces, pairs by positions; `links` names the source position each target piece translates, or NO_LINK.

    `real` are the places of the target pieces in the padded target, row after row.
    """

    source: Index
    target: Index
    real: Index
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
    longest = np.maximum(source_lengths, target_lengths)[order].tolist()
    batches, start, width = [], 0, 0
    for end, length in enumerate(longest):
        wider = max(width, length)
        if end > start and wider * (end - start + 1) > tokens:
            batches.append(order[start:end])
            start, wider = end, length
        width = wider
    batches.append(order[start:])
    return [batches[k] for k in chance.permutation(len(batches))]


def rounded(pieces: Pieces, sizes: Sequence[int]) -> Index:
    """Give the padded length of each pair: the least of `sizes` that holds its longer side.

    >>> from training.encode import pack
    >>> rounded(Pieces(pack([[5, 6], [7]]), pack([[5], [5, 6, 7, 8]])), (3, 6)).tolist()
    [3, 6]
    """
    steps = np.array(sorted(sizes))
    return steps[np.searchsorted(steps, np.maximum(pieces.source.lengths(), pieces.target.lengths()))]


def padded(sentences: Sequence[NDArray[np.unsignedinteger]], filler: int) -> Index:
    """Lay sentences out as rows of equal length.

    >>> padded([np.array([5, 0], np.uint16), np.array([0], np.uint16)], filler=9).tolist()
    [[5, 0], [0, 9]]
    """
    rows = np.full((len(sentences), max(map(len, sentences))), filler, np.int64)
    for row, sentence in zip(rows, sentences, strict=True):
        row[: len(sentence)] = sentence
    return rows


def rows(packed: Packed, chosen: Index, filler: int, width: int | None = None) -> Index:
    """Lay packed sentences out as `padded` does, `width` wide if it is given; hundreds of rows at once.

    >>> rows(Packed(np.array([5, 0, 0], np.uint16), np.array([0, 2, 3])), np.array([1, 0]), filler=9, width=3).tolist()
    [[0, 9, 9], [5, 0, 9]]
    """
    starts = packed.starts[chosen]
    lengths = packed.starts[chosen + 1] - starts
    places = np.arange(width or int(lengths.max()))
    inside = places < lengths[:, None]
    table = np.full(inside.shape, filler, np.int64)
    table[inside] = packed.numbers[(starts[:, None] + places)[inside]]
    return table


def batch(pieces: Pieces, chosen: Index, pad: int, links: Packed | None = None, width: int | None = None) -> Batch:
    """Make a padded batch; `links` are packed like the target pieces."""
    target = rows(pieces.target, chosen, pad, width)
    return Batch(
        rows(pieces.source, chosen, pad, width),
        target,
        np.flatnonzero(target != pad),
        None if links is None else rows(links, chosen, NO_LINK, width),
    )


def filled(made: Batch, count: int, pad: int) -> Batch:
    """Bring a batch to `count` pairs with rows that teach nothing: the first source again, translated by no piece.

    >>> one = Batch(np.array([[5, 0]]), np.array([[6, 0]]), np.array([0, 1]), None)
    >>> filled(one, 2, pad=9).source.tolist(), filled(one, 2, pad=9).target.tolist()
    ([[5, 0], [5, 0]], [[6, 0], [9, 9]])
    """
    missing = count - len(made.source)
    source = np.concatenate([made.source, made.source[:1].repeat(missing, 0)])
    below = ((0, missing), (0, 0))
    target = np.pad(made.target, below, constant_values=pad)
    links = None if made.links is None else np.pad(made.links, below, constant_values=NO_LINK)
    return Batch(source, target, made.real, links)


def ahead(items: Iterator[Item], count: int) -> Generator[Item, None, None]:
    """Give the items, `count` of them made in a thread before they are asked for.

    >>> list(ahead(iter("abc"), 2))
    ['a', 'b', 'c']
    """
    if count == 0:
        yield from items
        return
    with ThreadPoolExecutor(1) as thread:
        coming = deque(thread.submit(next, items, None) for _ in range(count))
        while (item := coming.popleft().result()) is not None:
            coming.append(thread.submit(next, items, None))
            yield item
