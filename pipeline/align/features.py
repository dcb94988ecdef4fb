"""Sentences as sparse vectors of weighted words, character 4-grams and word pairs.

Both sides of an alignment share one vocabulary, so that names, numbers and related spellings meet wherever they stand.
Everything is a product of sparse matrices: a sentence is its words, and a word is its own features (the count of word
forms grows slowly with the text, so spelling is looked at once a form, not once an occurrence).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

_WORD = re.compile(r"\w+")
_GRAM = 4


@dataclass(frozen=True)
class FeatureWeights:
    """How much a word, a character 4-gram and a pair of neighbouring words count."""

    word: float = 1.0
    gram: float = 0.6
    pair: float = 0.3


def words(sentence: str) -> list[str]:
    """The words of a sentence, in small letters without accents.

    >>> words("Il a 12 ÉLÈVES.")
    ['il', 'a', '12', 'eleves']
    """
    plain = unicodedata.normalize("NFKD", sentence.lower())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def grams(word: str) -> list[str]:
    """The character 4-grams of a word with its edges marked.

    >>> grams("maison"), grams("a")
    (['_mai', 'mais', 'aiso', 'ison', 'son_'], ['_a_'])
    """
    marked = f"_{word}_"
    return [marked[start : start + _GRAM] for start in range(max(1, len(marked) - _GRAM + 1))]


@dataclass(frozen=True, eq=False)
class Tokens:
    """Some sentences as numbers: the word of every occurrence, and the sentence it stands in."""

    word: NDArray[np.int64]
    sentence: NDArray[np.int64]
    sentences: int


class Vocabulary:
    """Numbers for word forms, given in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def forms(self) -> list[str]:
        """Every word form, at its number."""
        return list(self._numbers)

    def tokens(self, sentences: Sequence[str]) -> Tokens:
        """The words of sentences as numbers; new forms get the next ones.

        >>> Vocabulary().tokens(["Oui, oui.", "Non."]).word.tolist()
        [0, 0, 1]
        """
        split = [words(sentence) for sentence in sentences]
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for line in split for word in line]
        lengths = np.array([len(line) for line in split], dtype=np.int64)
        return Tokens(np.array(numbers, dtype=np.int64), np.repeat(np.arange(len(split)), lengths), len(split))

    def counts(self, tokens: Tokens) -> csr_array:
        """How often every word form (column) stands in every sentence (row)."""
        from scipy.sparse import csr_array

        ones = np.ones(len(tokens.word))
        return csr_array((ones, (tokens.sentence, tokens.word)), shape=(tokens.sentences, len(self)))

    def spelling(self) -> csr_array:
        """How often every character 4-gram (column) stands in every word form (row)."""
        from scipy.sparse import csr_array

        numbers: dict[str, int] = {}
        split = [grams(form) for form in self._numbers]
        columns = [numbers.setdefault(gram, len(numbers)) for parts in split for gram in parts]
        rows = np.repeat(np.arange(len(split)), [len(parts) for parts in split])
        return csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(split), max(1, len(numbers))))


def pair_counts(sides: Sequence[Tokens]) -> list[csr_array]:
    """How often every pair of neighbouring words (column, the same for all sides) stands in every sentence."""
    from scipy.sparse import csr_array

    codes, owners = [], []
    for side in sides:
        together = side.sentence[:-1] == side.sentence[1:]
        codes.append((side.word[:-1][together] << 32) | side.word[1:][together])
        owners.append(side.sentence[:-1][together])
    kinds, columns = np.unique(np.concatenate(codes), return_inverse=True)
    parts = np.split(columns, np.cumsum([len(code) for code in codes])[:-1])
    return [
        csr_array((np.ones(len(part)), (owner, part)), shape=(side.sentences, max(1, len(kinds))))
        for part, owner, side in zip(parts, owners, sides, strict=True)
    ]
