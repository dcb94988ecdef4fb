"""What two sentences show of whether they say the same: how well each word is translated, by the lexicon of word links.

A word is well translated if the lexicon knows some word of the other sentence as its translation; it weighs the more,
the rarer it is. Everything is looked up and counted, no model is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.word_alignment.corpus import Batch, Corpus, make_corpus
from pipeline.word_alignment.evidence import RARE, prior
from pipeline.word_alignment.lexicon import fold_word, numbers, shipped, shipped_stems
from pipeline.words import LanguageCode, words

Floats = npt.NDArray[np.float64]

FEATURES = (
    "source_mean", "source_weakest", "source_missed", "source_gain",
    "target_mean", "target_weakest", "target_missed", "target_gain",
    "rarest", "invented", "same", "shorter", "longer", "words",
)  # fmt: skip
"""The columns of evidence, for words of letters.

*_mean           mean log-probability of the best translation of each word of one side, weighted by rarity
*_weakest        the same, times a tenth of the rarity, of the two words where that is least
*_missed         words that are rare and have no translation, up to `_MANY`
*_gain           by how much the other side makes the words likelier than a text in general, mean of logs
rarest           mean rarity of the three rarest French words
invented         English words that the lexicon does not know, and the French does not have, up to `_MANY`
same             share of the English words that stand in the French as well
shorter, longer  by how much the English is shorter or longer than the French, in logs
words            log of the number of French words
"""

_LEAST = 1e-4
"""The least probability of a best translation. This number and the next five are chosen by hand."""
_MISSED = 0.02
"""Under this probability a word counts as not translated."""
_WEIGHTY = 7.0
"""Nats of rarity from which a word is rare: it is less than one of 1,000 words."""
_MANY = 3
"""More missed or invented words than these make a sentence no worse."""
_SPARE = 10
"""Characters added to both lengths, so that short sentences may differ."""
_GENERAL = 0.3
"""Share of a word's probability that it has in any text, whatever the other side says."""


class Side(NamedTuple):
    """The words of letters on one side of a pair, in order.

    logs      log-probability of each one's best translation on the other side
    rarity    minus the log of each one's share of all words in general
    gain      by how much the other side makes them likelier, mean of logs
    """

    logs: Floats
    rarity: Floats
    gain: float

    def features(self) -> tuple[float, float, float, float]:
        """Give mean, weakest, missed and gain; zeros where there are no words."""
        if not len(self.logs):
            return 0.0, 0.0, 0.0, 0.0
        weakest = np.sort(self.logs * self.rarity / 10)[:2].mean()
        missed = ((self.logs < np.log(_MISSED)) & (self.rarity > _WEIGHTY)).sum()
        mean = (self.logs * self.rarity).sum() / self.rarity.sum()
        return float(mean), float(weakest), float(min(missed, _MANY)), self.gain


def gather_evidence(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Give the evidence of pairs of French and English sentences, (pairs, FEATURES); zeros where a side has no words.

    >>> good, bad = gather_evidence([("Le chat dort.", "The cat sleeps."), ("Le chat dort.", "The train is late.")])
    >>> column = FEATURES.index("source_weakest")
    >>> bool(good[column] > bad[column])
    True
    """
    said = [(_words(french, "fr"), _words(english, "en")) for french, english in pairs]
    folded = [[[fold_word(word) for word in side] for side in pair] for pair in said]
    corpus = make_corpus([pair[0] for pair in folded], [pair[1] for pair in folded])
    found = np.zeros((len(pairs), len(FEATURES)))
    looked_up = _LookedUp(corpus)
    for batch in corpus.batches:
        for number, source, target in looked_up.sides(batch):
            whole = _of_pair(pairs[number], said[number], folded[number][1], source.rarity)
            found[number] = [*source.features(), *target.features(), *whole]
    return found


class _LookedUp:
    """What the lexicon knows of the words of a corpus: how rare each is, and how probable each word pair."""

    def __init__(self, corpus: Corpus) -> None:
        known = prior(corpus, shipped(), shipped_stems())
        self._forward, self._backward = known.target_given_source, known.source_given_target
        self._rarity = (
            _rarity(corpus.source, shipped().source, shipped().source_seen),
            _rarity(corpus.target, shipped().target, shipped().target_seen),
        )
        self._has_letters = tuple(
            np.array([any(map(str.isalpha, word)) for word in side], bool) for side in (corpus.source, corpus.target)
        )

    def sides(self, batch: Batch) -> Iterator[tuple[int, Side, Side]]:
        """Give the number of each pair of a batch, and its two sides."""
        filled = batch.cells >= 0
        forward = np.where(filled, self._forward[batch.cells], 0.0)
        backward = np.where(filled, self._backward[batch.cells], 0.0)
        source_said = backward.sum(2) / (batch.target >= 0).sum(1)[:, None]
        target_said = forward.sum(1) / (batch.source >= 0).sum(1)[:, None]
        for row, number in enumerate(batch.members):
            source = self._side(0, batch.source[row], forward[row].max(1), source_said[row])
            target = self._side(1, batch.target[row], backward[row].max(0), target_said[row])
            yield number, source, target

    def _side(self, side: int, members: npt.NDArray[np.int64], best: Floats, said: Floats) -> Side:
        """Give one side of a pair, from the numbers of its words, their best probabilities, and their mean ones."""
        kept = (members >= 0) & self._has_letters[side][members]
        rarity = self._rarity[side][members[kept]]
        share = np.exp(-rarity)
        gains = np.log(((1 - _GENERAL) * said[kept] + _GENERAL * share) / share)
        return Side(np.log(np.maximum(best[kept], _LEAST)), rarity, float(gains.mean()) if len(gains) else 0.0)


def _of_pair(
    texts: tuple[str, str], said: tuple[Sequence[str], Sequence[str]], folded: Sequence[str], rarity: Floats
) -> Iterator[float]:
    """Give what is counted of both texts: rarest, invented, same, shorter, longer and words."""
    yield float(np.sort(rarity)[-3:].mean()) if len(rarity) else 0.0
    french = {word.lower() for word in said[0]}
    lettered = [(word.lower(), form) for word, form in zip(said[1], folded, strict=True) if any(map(str.isalpha, word))]
    invented = sum(word not in french and form not in _known_english() for word, form in lettered)
    yield float(min(_MANY, invented))
    yield sum(word in french and len(word) > 1 for word, _ in lettered) / max(1, len(lettered))
    ratio = np.log((len(texts[1]) + _SPARE) / (len(texts[0]) + _SPARE))
    yield float(max(0.0, -ratio))
    yield float(max(0.0, ratio))
    yield float(np.log1p(len(rarity)))


@cache
def _known_english() -> frozenset[str]:
    """Give the English words that the lexicon has seen often enough."""
    lexicon = shipped()
    return frozenset(word for word, number in lexicon.target.items() if lexicon.target_seen[number] >= RARE)


def _rarity(vocabulary: Sequence[str], known: Mapping[str, int], seen: npt.NDArray[np.float32]) -> Floats:
    """Give minus the log of each word's share of the lexicon's text."""
    places = numbers(vocabulary, known)
    counts = np.where(places >= 0, np.append(seen, np.float32(0))[places], 0)
    return np.asarray(-np.log((counts + 1) / seen.sum(dtype=np.float64)), np.float64)


def _words(text: str, language: LanguageCode) -> list[str]:
    """Give the words of a text."""
    return [text[start:end] for start, end in words(text, language)]
