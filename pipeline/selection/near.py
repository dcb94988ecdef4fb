"""Texts that have most of their words in common, found among any number without comparing each with each.

The field's way: MinHash (Broder 1997) in bands. The least of a text's words, after a random permutation of all words,
is the same for two texts with the probability of their Jaccard index: the share of the words of both that each has. A
band is the least words of five permutations; two texts meet if any of sixteen bands is the same for both. Those of
which 80 % are the same meet with a probability of 99.8 %, those with 50 % in two of five cases, those with 20 % in one
of two hundred. Whoever meets is compared, word by word, so that no estimate decides.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from pipeline.selection.likeness import WordSets

ALIKE = 0.8
"""The least Jaccard index of texts that are alike: one word in nine may be another. Measured in eval/LOG.md."""

_BANDS, _ROWS = 16, 5
_ODD, _GOLDEN = np.uint32(1), np.uint64(0x9E3779B97F4A7C15)
_SEED = 20  # any number: the same corpus gives the same answer always
_CHUNK = 1 << 22  # words hashed at once: 64 MB in between
_MOST = 16
"""Texts of a band that a further one is compared with, so that forms that are filled in by the million take no hours:
of the repetitions of a million real pairs 99.9 % are found (eval/LOG.md)."""


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the Jaccard index of two sets of words.

    >>> round(alike(frozenset({1, 2, 3}), frozenset({2, 3, 4})), 2)
    0.5
    """
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 1.0


class Meetings:
    """Which texts of a corpus meet, and so may be alike.

    A text is the words of one or several sets; `chosen` says which texts count. What is kept of them are the bands that
    they share with another one: a text that meets nobody costs nothing further.
    """

    def __init__(self, sets: Sequence[WordSets], chosen: Any) -> None:
        self._sets = sets
        self._numbers = np.flatnonzero(chosen)
        owners, bands = [], []
        for band in range(_BANDS):
            texts, shared = _shared(self._keys(band))
            owners.append(texts)
            bands.append(shared + (band << 32))
        owner, shared_bands = np.concatenate(owners), np.concatenate(bands)
        order = np.argsort(owner, kind="stable")
        self._bands = shared_bands[order]
        self._owners, self._starts = np.unique(owner[order], return_index=True)

    def __iter__(self) -> Iterator[tuple[int, list[int]]]:
        """Give the number of every text that meets another, in order, with the bands that they share."""
        places = pairwise([*self._starts.tolist(), len(self._bands)])
        for owner, (start, end) in zip(self._owners.tolist(), places, strict=True):
            yield int(self._numbers[owner]), self._bands[start:end].tolist()

    def _keys(self, band: int) -> Any:
        """Give the key of one band of every text: its least words after each permutation, made one number."""
        random = np.random.default_rng([_SEED, band])
        keys = np.zeros(len(self._numbers), np.uint64)
        for _ in range(_ROWS):
            least = [self._least(one, *random.integers(1 << 32, size=2, dtype=np.uint32)) for one in self._sets]
            keys = keys * _GOLDEN + np.minimum.reduce(least)
        return keys

    def _least(self, sets: WordSets, mask: Any, factor: Any) -> Any:
        """Give the least word of every chosen text after a permutation: words under a mask, times an odd number."""
        words, ends = sets.as_arrays()
        least = np.full(len(sets), np.iinfo(np.uint32).max, np.uint32)
        first = 0
        while first < len(sets):
            last = max(int(np.searchsorted(ends, ends[first] + _CHUNK, "right")) - 1, first + 1)
            starts = ends[first:last]
            filled = np.flatnonzero(ends[first + 1 : last + 1] > starts)
            if len(filled):
                mixed = (words[starts[0] : ends[last]] ^ mask) * (factor | _ODD)
                least[first + filled] = np.minimum.reduceat(mixed, starts[filled] - starts[0])
            first = last
        return least[self._numbers]


def _shared(keys: Any) -> tuple[Any, Any]:
    """Give the numbers of the texts whose key another one has too, and a number for each key that is shared.

    >>> texts, shared = _shared(np.array([7, 5, 7, 9, 5], np.uint64))
    >>> sorted(zip(texts.tolist(), shared.tolist()))
    [(0, 1), (1, 0), (2, 1), (4, 0)]
    """
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(keys) else np.zeros(0, bool)
    same_as_next = np.concatenate((~begins[1:], [False])) if len(keys) else begins
    is_shared = ~begins | same_as_next
    return order[is_shared], np.cumsum(begins & same_as_next)[is_shared] - 1


def find_first(
    meetings: Iterable[tuple[int, list[int]]], likeness: Callable[[int, int], float]
) -> Iterator[tuple[int, int, float]]:
    """Give every text that is like an earlier one, in order: its number, that of the first such text, how alike.

    A text that is like an earlier one is not compared with any further one: so all texts that are alike name the same
    first one, and those that nobody is given for are not alike.

    >>> list(find_first([(0, [1]), (2, [1, 2]), (3, [2]), (4, [1, 2])], lambda one, other: float(one % 2 == other % 2)))
    [(2, 0, 1.0), (4, 0, 1.0)]
    """
    members: dict[int, list[int]] = {}
    for number, bands in meetings:
        found = sorted({other for band in bands for other in members.get(band, ())})
        compared = ((other, likeness(number, other)) for other in found)
        first = next(((other, share) for other, share in compared if share >= ALIKE), None)
        if first:
            yield number, *first
            continue
        for band in bands:
            held = members.setdefault(band, [])
            if len(held) < _MOST:
                held.append(number)


def find_higher(
    meetings: Iterable[tuple[int, list[int]]], ranks: Sequence[int], likeness: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Give every text that is like one of a higher rank, in order, and the first such text of the highest rank.

    >>> meetings = [(0, [1]), (1, [1]), (2, [1])]
    >>> list(find_higher(meetings, [0, 2, 1], lambda one, other: 1.0))
    [(0, 1), (2, 1)]
    """
    members: dict[int, list[int]] = {}
    for number, bands in meetings:
        for band in bands if ranks[number] else ():
            members.setdefault(band, []).append(number)
    for number, bands in meetings:
        found = {other for band in bands for other in members.get(band, ()) if ranks[other] > ranks[number]}
        for other in sorted(found, key=lambda other: (-ranks[other], other)):
            if likeness(number, other) >= ALIKE:
                yield number, other
                break
