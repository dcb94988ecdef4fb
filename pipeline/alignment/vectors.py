"""Sentences as sparse vectors, one a row, whose dot products tell how much two sentences have in common.

1. A vocabulary numbers the word forms of all texts together, so that names, numbers and related spellings of source and
   target get the same number.
2. Counts of words, and of the character 4-grams of words, become weights: the square root of the count times a power of
   the feature's rarity in the target (inverse document frequency, Spärck Jones 1972).
3. A source sentence can be seen in several ways: by its own words, by their translations, by a given sentence vector.
   Each such view has columns of its own, side by side in one matrix, so that the dot products of the views add up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""A function from sentences of either language to their vectors, (sentences, dimensions)."""
Embeddings = tuple[NDArray[np.float32], NDArray[np.float32]]
"""The given vectors of the source sentences and of the target sentences, (sentences, dimensions) each."""
VectorPair = tuple["csr_array", "csr_array"]
"""The vectors of the source sentences and of the target sentences, one a row."""

_WORD = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_GRAM = 4  # characters, the edges of a word included; chosen by hand


@dataclass(frozen=True)
class FeatureWeights:
    """How much each kind of feature counts in a sentence's vector; without unit, for only their ratio matters.

    word        a word form; the measure of the others
    gram        a character 4-gram; chosen by hand (what 4-grams are worth: eval/LOG.md, 2026-11-26, ablation)
    embedding   a given sentence vector; the best of 0, .3, .5, 1 and 2 with simulated ones (eval/LOG.md, 2026-11-24)
    rarity      the exponent of rarity: one half on each side, so that rarity counts once in the product of the two
                (0, .25, .5, .75 and 1 were measured on TransRead: eval/LOG.md, 2026-11-26)
    """

    word: float = 1.0
    gram: float = 0.6
    embedding: float = 0.5
    rarity: float = 0.5


def fold_words(sentence: str) -> list[str]:
    """Split a sentence into its words, in small letters without accents.

    >>> fold_words("Il a 12 ÉLÈVES.")
    ['il', 'a', '12', 'eleves']
    """
    small = sentence.lower()
    return _WORD.findall(small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small)))


def grams(word: str) -> list[str]:
    """Split a word into its character 4-grams, with its edges marked.

    >>> grams("maison"), grams("a")
    (['_mai', 'mais', 'aiso', 'ison', 'son_'], ['_a_'])
    """
    marked = f"_{word}_"
    return [marked[start : start + _GRAM] for start in range(max(1, len(marked) - _GRAM + 1))]


@dataclass(frozen=True, eq=False)
class NumberedText:
    """A text as numbers: the word form of every token, and the token at which each sentence starts.

    `starts` has one entry more than there are sentences, the count of all tokens.
    """

    words: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self.starts) - 1

    def between(self, first: int, end: int) -> NDArray[np.int64]:
        """Give the words of the sentences from number `first` up to but not including number `end`."""
        return self.words[self.starts[first] : self.starts[end]]


class Vocabulary:
    """Numbers for word forms, given in the order in which the forms are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        """Count the word forms."""
        return len(self._numbers)

    def tokens(self, sentences: Sequence[str]) -> NumberedText:
        """Split sentences into words and number these; new forms get the next numbers.

        >>> Vocabulary().tokens(["Oui, oui.", "Non."]).words.tolist()
        [0, 0, 1]
        """
        split = [fold_words(sentence) for sentence in sentences]
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for line in split for word in line]
        starts = np.cumsum([0, *(len(line) for line in split)])
        return NumberedText(np.array(numbers, dtype=np.int64), starts)

    def counts(self, tokens: NumberedText) -> csr_array:
        """Count how often every word form (column) stands in every sentence (row)."""
        from scipy.sparse import csr_array

        ones = np.ones(len(tokens.words))
        counted = csr_array((ones, tokens.words, tokens.starts), shape=(len(tokens), len(self)))
        counted.sum_duplicates()
        return counted

    def spelling(self) -> csr_array:
        """Count how often every character 4-gram (column) stands in every word form (row).

        Spelling is looked at once a word form and not once a token: a long text has few forms for its length.
        """
        from scipy.sparse import csr_array

        numbers: dict[str, int] = {}
        split = [grams(form) for form in self._numbers]
        columns = [numbers.setdefault(gram, len(numbers)) for parts in split for gram in parts]
        rows = np.repeat(np.arange(len(split)), [len(parts) for parts in split])
        return csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(split), len(numbers)))


@dataclass(frozen=True, eq=False)
class Texts:
    """A source and a target text in one vocabulary, with what else is known of their sentences."""

    vocabulary: Vocabulary
    source: NumberedText
    target: NumberedText
    hypotheses: NumberedText | None
    embeddings: Embeddings | None

    @classmethod
    def of(
        cls, source: Sequence[str], target: Sequence[str], hypotheses: Sequence[str] | None, embed: Embed | None
    ) -> Texts:
        """Number the words of all sentences, and embed the sentences when there is a model for that."""
        vocabulary = Vocabulary()
        return cls(
            vocabulary,
            vocabulary.tokens(source),
            vocabulary.tokens(target),
            None if hypotheses is None else vocabulary.tokens(hypotheses),
            None if embed is None else (embed(source), embed(target)),
        )

    def vectors(self, weights: FeatureWeights, translations: csr_array | None = None) -> VectorPair:
        """Give the vectors of the sentences of both sides.

        Args:
            weights: how much each kind of feature counts.
            translations: a translation table, word forms × word forms (see `learn_translations`); the translations of
                a source sentence's words then stand beside its own words.
        """
        spelling = self.vocabulary.spelling()
        source, target = counts = self.vocabulary.counts(self.source), self.vocabulary.counts(self.target)
        if translations is not None:
            source = source + source @ translations
        views = [_view(source, target, spelling, weights)]
        if self.hypotheses is not None:
            views.append(_view(self.vocabulary.counts(self.hypotheses), target, spelling, weights))
        if self.embeddings is not None:
            views.append(_embedding_view(self.embeddings, counts, views[-1], weights.embedding))
        return _side_by_side(views)


def _view(source: csr_array, target: csr_array, spelling: csr_array, weights: FeatureWeights) -> VectorPair:
    """Give the vectors of one view, from the counts of words in sentences and of 4-grams in words."""
    by_word = _weigh(source, target, weights.word, weights.rarity)
    by_gram = _weigh(source @ spelling, target @ spelling, weights.gram, weights.rarity)
    return _side_by_side([by_word, by_gram])


def _side_by_side(views: Sequence[VectorPair]) -> VectorPair:
    """Put all views of a text into one matrix a side."""
    from scipy.sparse import csr_array, hstack

    source, target = (csr_array(hstack(side, format="csr")) for side in zip(*views, strict=True))
    return source, target


def _weigh(source: csr_array, target: csr_array, weight: float, power: float) -> VectorPair:
    """Turn counts into weights: the square root of the count times `weight` times a power of the feature's rarity.

    Rarity is the logarithm of target sentences over target sentences with the feature. It is zero for features that the
    target never has: whatever the source's language, only what can be found counts.
    """
    from scipy.sparse import csr_array, diags_array

    frequencies = np.bincount(target.indices, minlength=target.shape[1])
    rarity = np.where(frequencies > 0, np.log((target.shape[0] + 1) / np.maximum(frequencies, 1)) ** power, 0.0)
    scale = diags_array(weight * rarity)
    return csr_array(source.sqrt() @ scale), csr_array(target.sqrt() @ scale)


def _embedding_view(embeddings: Embeddings, counts: VectorPair, like: VectorPair, weight: float) -> VectorPair:
    """Scale given sentence vectors so that they add up in beads as words do.

    Their squared lengths become proportional to the sentences' words (`counts`), and on average `weight` times as long
    as the target's in another view, `like`. The mean of all vectors is subtracted first: what every sentence has in
    common tells none from another.
    """
    from scipy.sparse import csr_array

    mean = np.vstack(embeddings).mean(axis=0)
    word_counts = [np.asarray(side.sum(axis=1)).ravel() for side in counts]
    scale = weight * np.sqrt(like[1].multiply(like[1]).sum() / max(word_counts[1].sum(), 1))
    sides = []
    for side, size in zip(embeddings, word_counts, strict=True):
        centred = side - mean
        length = np.maximum(np.linalg.norm(centred, axis=1), 1e-9)  # the floor keeps a vector like the mean finite
        sides.append(csr_array(centred * (scale * np.sqrt(size) / length)[:, None]))
    return sides[0], sides[1]
