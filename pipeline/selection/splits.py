"""Texts that stand in two splits of a corpus, as for training and testing: what a model has seen tests nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pipeline.selection.duplicates import PairTexts
from pipeline.selection.near import ALIKE, Meetings, alike, find_higher
from pipeline.selection.options import Splits

LEAK = "leak:"
"""What the reason begins with why a pair is rejected that stands in another split as well."""

_SIDES = ("French", "English")


def find_leaks(
    texts: PairTexts, numbers: Sequence[int], kept: Sequence[bool], splits: Splits, near: bool
) -> Iterator[tuple[int, str]]:
    """Give every pair a side of which stands in a later split as well, and the reason why it is left out.

    Only pairs that are kept, and have both sides, are looked at. With `near` a side that is like another one is the
    same.
    """
    chosen = np.frombuffer(texts.filled, bool) & np.asarray(kept, bool)
    ranks = np.where(chosen, np.asarray(numbers, np.int64), -1)
    told: set[int] = set()
    for side, keys in zip(_SIDES, texts.keys, strict=True):
        highest = _highest(np.frombuffer(keys, np.uint64), ranks)
        for number in np.flatnonzero(chosen & (highest > ranks)).tolist():
            if number not in told:
                told.add(number)
                yield number, f"{LEAK} its {side} stands in {splits.names[highest[number]]}"
    for side, words in zip(_SIDES, texts.words, strict=True) if near else ():

        def likeness(one: int, other: int, words: Any = words) -> float:
            """Tell how alike one side of two pairs is."""
            small, large = sorted((words.size(one), words.size(other)))
            return 0.0 if small < ALIKE * large else alike(words[one], words[other])

        for number, other in find_higher(Meetings([words], chosen), ranks.tolist(), likeness):
            if number not in told:
                told.add(number)
                yield number, f"{LEAK} its {side} nearly stands in {splits.names[ranks[other]]}"


def _highest(keys: Any, ranks: Any) -> Any:
    """Give for each text the highest rank of those with the same key.

    >>> _highest(np.array([7, 5, 7]), np.array([0, 1, 2])).tolist()
    [2, 1, 2]
    """
    _, which = np.unique(keys, return_inverse=True)
    highest = np.full(len(keys), -1, np.int64)
    np.maximum.at(highest, which, ranks)
    return highest[which]
