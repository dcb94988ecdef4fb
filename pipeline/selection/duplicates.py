"""Pairs of a corpus that say the same as an earlier one: exactly, but for case, spaces and punctuation, or nearly.

A pair is like another where both its French and its English are. Legitimate repetition is a matter of what is read,
such as a novel in which many say "Oui."; for training it is as many copies of one pair.
"""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pipeline.selection.likeness import WordSets, hashed_words, key_of, plain_words
from pipeline.selection.near import ALIKE, Meetings, alike, find_first
from pipeline.selection.options import Duplicates


@dataclass(slots=True)
class PairTexts:
    """What is kept of the texts of many pairs to compare them: keys and words, some 200 bytes a pair.

    `pairs` are the keys of both sides together, `keys` those of each side, `words` the words of each side. `filled`
    says of each pair whether it has both sides; one that lacks one is not compared.
    """

    ignore_digits: bool = False
    filled: bytearray = field(default_factory=bytearray)
    pairs: "array[int]" = field(default_factory=lambda: array("Q"))
    keys: tuple["array[int]", "array[int]"] = field(default_factory=lambda: (array("Q"), array("Q")))
    words: tuple[WordSets, WordSets] = field(default_factory=lambda: (WordSets(), WordSets()))

    def add(self, source: str, target: str) -> None:
        """Add a pair."""
        texts = [plain_words(text, self.ignore_digits) for text in (source, target)]
        self.filled.append(all(texts))
        self.pairs.append(int.from_bytes(key_of("\n".join(texts))))
        for text, keys, words in zip(texts, self.keys, self.words, strict=True):
            keys.append(int.from_bytes(key_of(text)))
            words.add(hashed_words(text) if all(texts) else ())

    def likeness(self, one: int, other: int) -> float:
        """Tell how alike two pairs are: the Jaccard index of their words, of that side on which it is less."""
        least = 1.0
        for words in self.words:
            small, large = sorted((words.size(one), words.size(other)))
            if small < ALIKE * large:
                return 0.0
            least = min(least, alike(words[one], words[other]))
            if least < ALIKE:
                return 0.0
        return least


@dataclass(frozen=True, slots=True)
class Repeats:
    """Of each pair the number of the first one that it repeats, -1 for none, and how alike the two are."""

    first: Any
    similarity: Any


def find_repeats(texts: PairTexts, wanted: Duplicates = "near") -> Repeats:
    """Find the pairs that repeat an earlier one.

    >>> texts = PairTexts()
    >>> for pair in [("Oui.", "Yes."), ("« Oui ! »", "Yes!"), ("Oui.", "Aye.")]:
    ...     texts.add(*pair)
    >>> find_repeats(texts).first.tolist()
    [-1, 0, -1]
    """
    total = len(texts.pairs)
    first, similarity = np.full(total, -1, np.int64), np.zeros(total, np.float32)
    if wanted == "none" or not total:
        return Repeats(first, similarity)
    filled = np.frombuffer(texts.filled, bool)
    numbers = np.flatnonzero(filled)
    _, begins, which = np.unique(np.frombuffer(texts.pairs, np.uint64)[numbers], return_index=True, return_inverse=True)
    originals = numbers[begins[which]]
    again = originals < numbers
    first[numbers[again]], similarity[numbers[again]] = originals[again], 1.0
    if wanted == "near":
        for number, other, share in find_first(Meetings(texts.words, filled & (first < 0)), texts.likeness):
            first[number], similarity[number] = other, share
    return Repeats(first, similarity)
