"""Sentence pairs as arrays: every distinct pair of words that meets in one gets a number, tables are per such pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Tokens = Sequence[Sequence[str]]

_BATCH_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Batch:
    """B sentence pairs of similar size.

    `members` are their numbers; `french` is B × I and `english` B × J, numbers of words; `cells` is B × I × J, numbers
    of word pairs; -1 stands where there is none.
    """

    members: list[int]
    french: Numbers
    english: Numbers
    cells: Numbers


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentence pairs.

    `french` and `english` are the distinct words; `first` and `second` are the French and the English word of each
    distinct pair of words.
    """

    french: list[str]
    english: list[str]
    first: Numbers
    second: Numbers
    batches: list[Batch]

    def seen(self) -> tuple[Numbers, Numbers]:
        """How often each French and each English word occurs."""
        french, english = np.zeros(len(self.french), np.int64), np.zeros(len(self.english), np.int64)
        for batch in self.batches:
            french += np.bincount(batch.french[batch.french >= 0], minlength=len(french))
            english += np.bincount(batch.english[batch.english >= 0], minlength=len(english))
        return french, english


def gather(source: Tokens, target: Tokens) -> Corpus:
    """Number the words and word pairs of sentence pairs; pairs with an empty side are left out.

    >>> corpus = gather([["le", "chat"], []], [["the", "cat"], ["x"]])
    >>> [(corpus.french[i], corpus.english[j]) for i, j in zip(corpus.first, corpus.second)]
    [('chat', 'cat'), ('chat', 'the'), ('le', 'cat'), ('le', 'the')]
    >>> corpus.batches[0].cells.tolist()
    [[[3, 2], [1, 0]]]
    """
    french, english = sorted(set(chain(*source))), sorted(set(chain(*target)))
    left = _numbered(source, french)
    right = _numbered(target, english)
    batches = []
    for members in _groups(source, target):
        first, second = _padded(left, members), _padded(right, members)
        there = (first[:, :, None] >= 0) & (second[:, None, :] >= 0)
        meeting = np.where(there, first[:, :, None] * len(english) + second[:, None, :], -1)
        batches.append(Batch(members, first, second, meeting))
    distinct = np.unique(np.concatenate([np.unique(batch.cells) for batch in batches] or [np.empty(0, np.int64)]))
    distinct = distinct[distinct >= 0]
    for batch in batches:
        batch.cells[:] = np.where(batch.cells >= 0, np.searchsorted(distinct, batch.cells), -1)
    first, second = np.divmod(distinct, max(1, len(english)))
    return Corpus(french, english, first, second, batches)


def _numbered(texts: Tokens, words: list[str]) -> list[list[int]]:
    number = {word: n for n, word in enumerate(words)}
    return [[number[word] for word in text] for text in texts]


def _groups(source: Tokens, target: Tokens) -> Iterator[list[int]]:
    """Numbers of pairs of similar lengths, no group above _BATCH_CELLS cells unless a single pair is."""
    pairs = [n for n in range(len(source)) if source[n] and target[n]]
    pairs.sort(key=lambda n: (len(source[n]), len(target[n])))
    group: list[int] = []
    wide = 0
    for n in pairs:
        wide = max(wide, len(target[n]))
        if group and (len(group) + 1) * len(source[n]) * wide > _BATCH_CELLS:
            yield group
            group, wide = [], len(target[n])
        group.append(n)
    if group:
        yield group


def _padded(texts: list[list[int]], members: list[int]) -> Numbers:
    lengths = np.array([len(texts[n]) for n in members])
    matrix = np.full((len(members), lengths.max()), -1, np.int64)
    matrix[np.arange(matrix.shape[1]) < lengths[:, None]] = [number for n in members for number in texts[n]]
    return matrix
