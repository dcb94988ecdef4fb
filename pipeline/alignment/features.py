"""Sentences as bags of words, and words as bags of character 4-grams.

Both sides of an alignment share one vocabulary, so that names, numbers and related spellings meet wherever they stand.
Spelling is looked at once a word form, not once an occurrence: the count of forms grows slowly with a text.
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

_WORD = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_GRAM = 4


def words(sentence: str) -> list[str]:
    """The words of a sentence, in small letters without accents.

    >>> words("Il a 12 ÉLÈVES.")
    ['il', 'a', '12', 'eleves']
    """
    small = sentence.lower()
    return _WORD.findall(small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small)))


def grams(word: str) -> list[str]:
    """The character 4-grams of a word with its edges marked.

    >>> grams("maison"), grams("a")
    (['_mai', 'mais', 'aiso', 'ison', 'son_'], ['_a_'])
    """
    marked = f"_{word}_"
    return [marked[start : start + _GRAM] for start in range(max(1, len(marked) - _GRAM + 1))]


@dataclass(frozen=True, eq=False)
class Tokens:
    """Some sentences as numbers: the word of every occurrence, and where each sentence's words start."""

    words: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def between(self, first: int, last: int) -> NDArray[np.int64]:
        """The words of the sentences from `first` up to but not including `last`."""
        return self.words[self.starts[first] : self.starts[last]]


class Vocabulary:
    """Numbers for word forms, given in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def tokens(self, sentences: Sequence[str]) -> Tokens:
        """The words of sentences as numbers; new forms get the next ones.

        >>> Vocabulary().tokens(["Oui, oui.", "Non."]).words.tolist()
        [0, 0, 1]
        """
        split = [words(sentence) for sentence in sentences]
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for line in split for word in line]
        starts = np.cumsum([0, *(len(line) for line in split)])
        return Tokens(np.array(numbers, dtype=np.int64), starts)

    def counts(self, tokens: Tokens) -> csr_array:
        """How often every word form (column) stands in every sentence (row)."""
        from scipy.sparse import csr_array

        ones = np.ones(len(tokens.words))
        counted = csr_array((ones, tokens.words, tokens.starts), shape=(len(tokens), len(self)))
        counted.sum_duplicates()
        return counted

    def spelling(self) -> csr_array:
        """How often every character 4-gram (column) stands in every word form (row)."""
        from scipy.sparse import csr_array

        numbers: dict[str, int] = {}
        split = [grams(form) for form in self._numbers]
        columns = [numbers.setdefault(gram, len(numbers)) for parts in split for gram in parts]
        rows = np.repeat(np.arange(len(split)), [len(parts) for parts in split])
        return csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(split), max(1, len(numbers))))
