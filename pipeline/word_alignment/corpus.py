"""Sentence pairs as arrays.

Every distinct pair of a source word and a target word that stand in one sentence pair gets a number. Tables such as
translation probabilities have one entry for each of these word pairs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Numbers = npt.NDArray[np.int64]
Tokens = Sequence[Sequence[str]]

_BATCH_CELLS = 100_000  # source words × target words of all pairs of a batch; chosen by hand, bounds memory


@dataclass(frozen=True, slots=True)
class Batch:
    """B sentence pairs of similar size, of I source words and J target words at most; -1 stands where there is none.

    members   the numbers of the sentence pairs
    source    the numbers of their source words, B × I
    target    the numbers of their target words, B × J
    pairs     the numbers of their distinct word pairs, in rising order
    cells     the places of their word pairs in `pairs`, B × I × J
    """

    members: list[int]
    source: Numbers
    target: Numbers
    pairs: Numbers
    cells: Numbers

    def spread(self, values: Floats) -> Floats:
        """Give the values of `pairs` where these stand, B × I × J; 0 where there is none."""
        return np.append(values, np.zeros(1, values.dtype))[self.cells]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentence pairs.

    source, target             the distinct words of each side
    pair_source, pair_target   the numbers of the source word and of the target word of each distinct word pair
    batches                    the sentence pairs; those with an empty side are left out
    """

    source: list[str]
    target: list[str]
    pair_source: Numbers
    pair_target: Numbers
    batches: list[Batch]

    def seen(self) -> tuple[Numbers, Numbers]:
        """Count how often each source word and each target word occurs."""
        source, target = np.zeros(len(self.source), np.int64), np.zeros(len(self.target), np.int64)
        for batch in self.batches:
            source += np.bincount(batch.source[batch.source >= 0], minlength=len(source))
            target += np.bincount(batch.target[batch.target >= 0], minlength=len(target))
        return source, target


def make_corpus(source: Tokens, target: Tokens) -> Corpus:
    """Number the words and word pairs of sentence pairs, given as the words of each source and each target sentence.

    >>> corpus = make_corpus([["le", "chat"], []], [["the", "cat"], ["x"]])
    >>> [(corpus.source[i], corpus.target[j]) for i, j in zip(corpus.pair_source, corpus.pair_target)]
    [('chat', 'cat'), ('chat', 'the'), ('le', 'cat'), ('le', 'the')]
    >>> corpus.batches[0].pairs.tolist(), corpus.batches[0].cells.tolist()
    ([0, 1, 2, 3], [[[3, 2], [1, 0]]])
    """
    source_words, target_words = sorted(set(chain(*source))), sorted(set(chain(*target)))
    source_numbers, target_numbers = _numbered(source, source_words), _numbered(target, target_words)
    batches = [
        _batch(members, _padded(source_numbers, members), _padded(target_numbers, members), len(target_words))
        for members in _groups(source, target)
    ]
    distinct = _distinct([batch.pairs for batch in batches])
    for batch in batches:
        batch.pairs[:] = np.searchsorted(distinct, batch.pairs)
    pair_source, pair_target = np.divmod(distinct, max(1, len(target_words)))
    return Corpus(source_words, target_words, pair_source, pair_target, batches)


def _batch(members: list[int], source: Numbers, target: Numbers, size: int) -> Batch:
    """Make a batch of padded sentences; `pairs` are source number × size of the target vocabulary + target number."""
    filled = (source[:, :, None] >= 0) & (target[:, None, :] >= 0)
    codes = np.where(filled, source[:, :, None] * size + target[:, None, :], -1)
    pairs, cells = np.unique(codes, return_inverse=True)
    absent = int(pairs[0] < 0)
    return Batch(members, source, target, pairs[absent:], cells.reshape(codes.shape) - absent)


def _distinct(sets: Sequence[Numbers]) -> Numbers:
    """Give the numbers of all sets, none of them negative, in rising order; `np.unique` takes several times as long."""
    numbers = np.sort(np.concatenate([*sets, np.empty(0, np.int64)]))
    return numbers[np.diff(numbers, prepend=-1) > 0]


def _numbered(texts: Tokens, words: list[str]) -> list[list[int]]:
    """Give the numbers of the words of each sentence."""
    number = {word: n for n, word in enumerate(words)}
    return [[number[word] for word in text] for text in texts]


def _groups(source: Tokens, target: Tokens) -> Iterator[list[int]]:
    """Group the numbers of pairs of similar lengths, no group above _BATCH_CELLS cells unless a single pair is."""
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
    """Put some sentences into one matrix, a row each, with -1 after their ends."""
    lengths = np.array([len(texts[n]) for n in members])
    matrix = np.full((len(members), lengths.max()), -1, np.int64)
    matrix[np.arange(matrix.shape[1]) < lengths[:, None]] = [number for n in members for number in texts[n]]
    return matrix
