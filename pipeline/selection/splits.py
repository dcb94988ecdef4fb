"""Splits of a corpus, as for training and testing: where each pair belongs, and that no split knows another one's.

A pair's split depends on a name only, never on what else there is: the document's, or for lines that have no order, as
those of a memory, the French text's. So a corpus that grows keeps its splits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Literal

import numpy as np

from pipeline.selection.duplicates import PairTexts
from pipeline.selection.near import ALIKE, Meetings, alike, find_higher

SplitBy = Literal["auto", "document", "source"]

LEAK = "leak:"
"""What the reason begins with why a pair is rejected that stands in another split as well."""

_SIDES = ("French", "English")


@dataclass(frozen=True, slots=True)
class Splits:
    """The names of splits with their shares, the largest first; of equal ones `train`, then the first by the alphabet.

    A pair that a later one holds as well is taken out of an earlier one: training data lose what the test has.
    """

    names: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.names)

    def number_of(self, name: str) -> int:
        """Give the number of the split that a name belongs to.

        >>> splits = make_splits({"test": 0.1, "train": 0.8, "dev": 0.1})
        >>> splits.names, [splits.names[splits.number_of(f"{n}.txt")] for n in range(9)].count("train")
        (('train', 'dev', 'test'), 7)
        """
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        place = int.from_bytes(digest) / 2**64 * sum(self.shares)
        for number in range(len(self.names) - 1, 0, -1):  # the small ones first: they stay as they are if train grows
            place -= self.shares[number]
            if place < 0:
                return number
        return 0


def make_splits(shares: Mapping[str, float]) -> Splits:
    """Give the splits of some shares by their names.

    >>> make_splits({"test": 0.5, "train": 0.5}).names
    ('train', 'test')
    """
    ordered = sorted(shares.items(), key=lambda one: (-one[1], one[0] != "train", one[0]))
    return Splits(tuple(name for name, _ in ordered), tuple(share for _, share in ordered))


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
