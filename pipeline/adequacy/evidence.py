"""What two sentences show of whether they say the same.

Above all how well each word is translated: well, if the lexicon of word links knows some word of the other sentence as
its translation; it weighs the more, the rarer it is. Everything is looked up and counted, no model is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.adequacy.names import has_alike, names
from pipeline.adequacy.polarity import polarity
from pipeline.word_alignment.corpus import Batch, Corpus, make_corpus
from pipeline.word_alignment.evidence import RARE, prior
from pipeline.word_alignment.lexicon import fold_word, numbers, shipped, shipped_stems
from pipeline.words import LanguageCode, words

Floats = npt.NDArray[np.float64]

FEATURES = (
    "source_mean", "source_weakest", "source_missed", "source_gain", "source_alone", "source_run", "source_names",
    "target_mean", "target_weakest", "target_missed", "target_gain", "target_alone", "target_run", "target_names",
    "rarest", "invented", "same", "foreign", "negation_lost", "negation_added", "numbers", "shorter", "longer", "words",
)  # fmt: skip
"""The columns of evidence, for words of letters.

*_mean           mean log-probability of the best translation of each word of one side, weighted by rarity
*_weakest        the same, times a tenth of the rarity, of the two words where that is least
*_missed         words that are rare and have no translation, up to `_MANY`
*_gain           by how much the other side makes the words likelier than a text in general, mean of logs
*_alone          share of the words, weighted by rarity, that are not the best translation of their best translation
*_run            log of the rarity of the longest run of such words: what is left out, or added, stands together
*_names          names that have no translation and nothing alike on the other side, up to `_MANY`
rarest           mean rarity of the three rarest French words
invented         English words that the lexicon does not know, and the French does not have, up to `_MANY`
same             share of the English words that stand in the French as well
foreign          share of the English words that are French by the lexicon
negation_*       negations that the English lacks, and those that it adds
numbers          numbers of two digits and more that only one side has, up to `_MANY`
shorter, longer  by how much the English is shorter or longer than the French, in logs
words            log of the number of French words
"""

_LONGEST = 1000
"""Words of a side that are looked at: so many cost .4 s, 4,000 cost 13, and no sentence is as long (eval/LOG.md)."""
_LEAST = 1e-4
"""The least probability of a best translation. This number and the next nine are chosen by hand."""
_MISSED = 0.02
"""Under this probability a word counts as not translated."""
_UNTRANSLATED = 0.05
"""Under this one a name does: names that the lexicon does not know may not stand for each other."""
_WEIGHTY = 7.0
"""Nats of rarity from which a word is rare: it is less than one of 1,000 words."""
_COMMON = 5.0
"""Nats of rarity under which a word, such as an article, neither makes a run longer nor ends it."""
_MANY = 3
"""More missed or invented words than these make a sentence no worse."""
_SPARE = 10
"""Characters added to both lengths, so that short sentences may differ."""
_GENERAL = 0.3
"""Share of a word's probability that it has in any text, whatever the other side says."""
_FRENCH = 2.0
"""Nats by which a word is likelier in French than in English if it is taken for a French one."""
_SEEN = 30
"""Times that the lexicon's text has such a word at least."""


class Side(NamedTuple):
    """The words of letters on one side of a pair, in order.

    words     as they are written
    logs      log-probability of each one's best translation on the other side
    rarity    minus the log of each one's share of all words in general
    alone     whether each one is not the best translation of its best translation
    gain      by how much the other side makes them likelier, mean of logs
    """

    words: Sequence[str]
    logs: Floats
    rarity: Floats
    alone: npt.NDArray[np.bool_]
    gain: float

    def features(self, name_places: Sequence[int], other: Sequence[str]) -> tuple[float, ...]:
        """Give what `FEATURES` has of each side, given the places of names, and the words of the other side."""
        if not len(self.logs):
            return (0.0,) * 7
        weakest = np.sort(self.logs * self.rarity / 10)[:2].mean()
        missed = ((self.logs < np.log(_MISSED)) & (self.rarity > _WEIGHTY)).sum()
        mean = (self.logs * self.rarity).sum() / self.rarity.sum()
        alone = (self.alone * self.rarity).sum() / self.rarity.sum()
        strange = [n for n in name_places if self.logs[n] < np.log(_UNTRANSLATED)]
        changed = sum(not has_alike(self.words[n], other) for n in strange)
        run = np.log1p(self._longest_run() / _WEIGHTY)
        return float(mean), float(weakest), float(min(missed, _MANY)), self.gain, alone, run, float(min(changed, _MANY))

    def _longest_run(self) -> float:
        """Give the rarity of the longest run of words that are alone, common ones aside."""
        longest = run = 0.0
        for is_alone, rarity in zip(self.alone.tolist(), self.rarity.tolist(), strict=True):
            if rarity > _COMMON:
                run = run + rarity if is_alone else 0.0
                longest = max(longest, run)
        return longest


def gather_evidence(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Give the evidence of pairs of French and English sentences, (pairs, FEATURES); zeros where a side has no words.

    Of what is far too long for a sentence the first words are looked at.

    >>> good, bad = gather_evidence([("Le chat dort.", "The cat sleeps."), ("Le chat dort.", "The train is late.")])
    >>> column = FEATURES.index("source_weakest")
    >>> bool(good[column] > bad[column])
    True
    """
    said = [(_words(french, "fr")[:_LONGEST], _words(english, "en")[:_LONGEST]) for french, english in pairs]
    folded = [[[fold_word(word) for word in side] for side in pair] for pair in said]
    corpus = make_corpus([pair[0] for pair in folded], [pair[1] for pair in folded])
    found = np.zeros((len(pairs), len(FEATURES)))
    looked_up = _LookedUp(corpus)
    for batch in corpus.batches:
        for number, source, target in looked_up.sides(batch, said):
            french, english = said[number]
            places = [_name_places(side) for side in said[number]]
            found[number] = [
                *source.features(places[0], english),
                *target.features(places[1], french),
                *_of_pair(pairs[number], said[number], folded[number], source.rarity),
            ]
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
            np.array([_has_letters(word) for word in side], bool) for side in (corpus.source, corpus.target)
        )

    def sides(self, batch: Batch, said: Sequence[tuple[Sequence[str], ...]]) -> Iterator[tuple[int, Side, Side]]:
        """Give the number of each pair of a batch, and its two sides; `said` has the words of all pairs."""
        forward = batch.spread(self._forward[batch.pairs].astype(np.float64))
        backward = batch.spread(self._backward[batch.pairs].astype(np.float64))
        joint = forward * backward
        source_said = backward.sum(2) / (batch.target >= 0).sum(1)[:, None]
        target_said = forward.sum(1) / (batch.source >= 0).sum(1)[:, None]
        for row, number in enumerate(batch.members):
            best, back = joint[row].argmax(1), joint[row].argmax(0)
            is_sure = joint[row].max(1) > _MISSED**2, joint[row].max(0) > _MISSED**2
            source_alone = (back[best] != np.arange(len(best))) | ~is_sure[0]
            target_alone = (best[back] != np.arange(len(back))) | ~is_sure[1]
            source = self._side(
                0, said[number][0], batch.source[row], forward[row].max(1), source_said[row], source_alone
            )
            target = self._side(
                1, said[number][1], batch.target[row], backward[row].max(0), target_said[row], target_alone
            )
            yield number, source, target

    def _side(
        self,
        side: int,
        said: Sequence[str],
        members: npt.NDArray[np.int64],
        best: Floats,
        likely: Floats,
        alone: npt.NDArray[np.bool_],
    ) -> Side:
        """Give one side of a pair, from the numbers of its words, their best probabilities, and their mean ones."""
        kept = (members >= 0) & self._has_letters[side][members]
        rarity = self._rarity[side][members[kept]]
        share = np.exp(-rarity)
        gains = np.log(((1 - _GENERAL) * likely[kept] + _GENERAL * share) / share)
        lettered = [said[place] for place in np.flatnonzero(kept).tolist()]
        gain = float(gains.mean()) if len(gains) else 0.0
        return Side(lettered, np.log(np.maximum(best[kept], _LEAST)), rarity, alone[kept], gain)


def _of_pair(
    texts: tuple[str, str], said: tuple[Sequence[str], ...], folded: Sequence[Sequence[str]], rarity: Floats
) -> Iterator[float]:
    """Give what is counted of both texts: from rarest to words, as `FEATURES` has it."""
    yield float(np.sort(rarity)[-3:].mean()) if len(rarity) else 0.0
    french = {word.lower() for word in said[0]}
    lettered = [(word.lower(), form) for word, form in zip(said[1], folded[1], strict=True) if _has_letters(word)]
    invented = sum(word not in french and form not in _known_english() for word, form in lettered)
    yield float(min(_MANY, invented))
    yield sum(word in french and len(word) > 1 for word, _ in lettered) / max(1, len(lettered))
    yield sum(form in _french_words() for _, form in lettered) / max(1, len(lettered))
    yield from polarity(folded[0], folded[1])
    there = [set(filter(_has_digits, side)) for side in folded]
    yield float(min(_MANY, len(there[0] ^ there[1])))
    ratio = np.log((len(texts[1]) + _SPARE) / (len(texts[0]) + _SPARE))
    yield float(max(0.0, -ratio))
    yield float(max(0.0, ratio))
    yield float(np.log1p(len(rarity)))


@cache
def _known_english() -> frozenset[str]:
    """Give the English words that the lexicon has seen often enough."""
    lexicon = shipped()
    return frozenset(word for word, number in lexicon.target.items() if lexicon.target_seen[number] >= RARE)


@cache
def _french_words() -> frozenset[str]:
    """Give the words that are French rather than English."""
    lexicon = shipped()
    vocabulary = list(lexicon.source)
    english = _rarity(vocabulary, lexicon.target, lexicon.target_seen)
    french = _rarity(vocabulary, lexicon.source, lexicon.source_seen)
    chosen = (english - french > _FRENCH) & (lexicon.source_seen >= _SEEN)
    return frozenset(word for word, is_french in zip(vocabulary, chosen, strict=True) if is_french)


def _rarity(vocabulary: Sequence[str], known: Mapping[str, int], seen: npt.NDArray[np.float32]) -> Floats:
    """Give minus the log of each word's share of the lexicon's text."""
    places = numbers(vocabulary, known)
    counts = np.where(places >= 0, np.append(seen, np.float32(0))[places], 0)
    return np.asarray(-np.log((counts + 1) / seen.sum(dtype=np.float64)), np.float64)


def _name_places(said: Sequence[str]) -> list[int]:
    """Give the places of names among the words of letters."""
    places = {word: place for place, word in enumerate(n for n, word in enumerate(said) if _has_letters(word))}
    return [places[name] for name in names(said) if name in places]


@lru_cache(maxsize=1 << 15)
def _has_letters(word: str) -> bool:
    """Tell whether a word has letters."""
    return any(map(str.isalpha, word))


@lru_cache(maxsize=1 << 15)
def _has_digits(word: str) -> bool:
    """Tell whether a word has two digits and more."""
    return sum(map(str.isdigit, word)) > 1


def _words(text: str, language: LanguageCode) -> list[str]:
    """Give the words of a text."""
    return [text[start:end] for start, end in words(text, language)]
