"""What two sentences show of whether they say the same: how well each word is translated, by the lexicon of word links.

A word is well translated if the lexicon knows some word of the other sentence as its translation; it weighs the more,
the rarer it is. Everything is looked up and counted, no model is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.quality.checks import missing_numbers
from pipeline.word_alignment.corpus import Batch, Corpus, make_corpus
from pipeline.word_alignment.evidence import RARE, prior
from pipeline.word_alignment.lexicon import LinkCounts, fold_word, numbers, shipped, shipped_stems
from pipeline.words import words

Floats = npt.NDArray[np.float64]

FEATURES = (
    "source_mean",
    "source_weakest",
    "source_missed",
    "target_mean",
    "target_weakest",
    "target_missed",
    "rarest",
    "invented",
    "left_french",
    "lost_names",
    "shorter",
    "longer",
    "words",
    "negation",
    "numbers",
    "source_gain",
    "target_gain",
    "same_words",
)
"""The columns of evidence.

source_mean      mean log-probability of the best translation of each French word, weighted by rarity
source_weakest   the same of the two words where little probability meets much rarity
source_missed    French words that are rare and have no translation
target_*         the same for the English words
rarest           mean rarity of the three rarest French words, in nats
invented         English words that the lexicon does not know, and the French does not have
left_french      words in small letters that both sides have, and the lexicon does not know as English
lost_names       French words with a capital inside of the sentence that have no counterpart
shorter, longer  by how much the English is shorter or longer than the French makes expect, in nats
words            log of the number of French words
negation         whether one side has a negation and the other has none
numbers          whether a number is missing
"""

_LEAST = 1e-4
"""The least probability of a best translation; chosen by hand."""
_MISSED = 0.02
"""Under this probability a word counts as not translated; chosen by hand."""
_WEIGHTY = 7.0
"""Nats of rarity from which a word counts as rare: it is less than one of 1,000 words. Chosen by hand."""
_MANY = 3
"""More missed or invented words than these make a sentence no worse; chosen by hand."""
_SPARE = 10
"""Characters added to both lengths, so that short sentences may differ; chosen by hand."""

_FRENCH_NEGATION = re.compile(
    r"\b(?:pas|jamais|rien|aucune?s?|personne|guère|sans|non|ni|nulle?|plus)\b(?<!\bpersonnes)", re.IGNORECASE
)
_FRENCH_NE = re.compile(r"\b(?:ne\b|n['’])", re.IGNORECASE)
_ENGLISH_NEGATION = re.compile(
    r"\b(?:not?|never|nothing|none|nobody|neither|nor|without|hardly|cannot|nowhere|unable|lack\w*|fail\w*|refus\w*)\b"
    r"|n['’]t\b|\b(?:un|in|im|dis)\w{4,}",
    re.IGNORECASE,
)


def gather_evidence(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Give the evidence of sentence pairs, (pairs, FEATURES); an empty side gives zeros."""
    sides = [[_split(french, "fr"), _split(english, "en")] for french, english in pairs]
    folded = [[[fold_word(word) for word in side] for side in pair] for pair in sides]
    found = np.zeros((len(pairs), len(FEATURES)))
    corpus = make_corpus([pair[0] for pair in folded], [pair[1] for pair in folded])
    lexicon = _Lexicon(corpus)
    for batch in corpus.batches:
        for number, source, target in lexicon.best(batch):
            texts, said = pairs[number], sides[number]
            found[number] = [*_of_source(*source[:2]), *_of_target(*target[:2]), *_of_words(texts, said, folded[number]), source[2], target[2], _same(said)]
    return found


class _Lexicon:
    """Rarity and best translations of the words of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        believed = prior(corpus, shipped(), shipped_stems())
        self._given_source, self._given_target = believed.target_given_source, believed.source_given_target
        self._rarity = _rarity(corpus.source, shipped(), "source"), _rarity(corpus.target, shipped(), "target")
        self._worded = [np.array([any(map(str.isalpha, word)) for word in side]) for side in (corpus.source, corpus.target)]

    def best(self, batch: Batch) -> Iterator[tuple[int, tuple[Floats, Floats], tuple[Floats, Floats]]]:
        """Give for each pair of a batch, by its number, the log-probability and rarity of its words, side by side."""
        filled = batch.cells >= 0
        f3 = np.where(filled, self._given_source[batch.cells], 0.0)
        b3 = np.where(filled, self._given_target[batch.cells], 0.0)
        forward, backward = f3.max(2), b3.max(1)
        ns = (batch.source >= 0).sum(1)[:, None]
        nt = (batch.target >= 0).sum(1)[:, None]
        fsum, bsum = f3.sum(1) / ns, b3.sum(2) / nt  # p(target word), p(source word)
        for row, number in enumerate(batch.members):
            yield number, (*self._side(0, batch.source[row], forward[row]), self._gain(0, batch.source[row], bsum[row])), (*self._side(1, batch.target[row], backward[row]), self._gain(1, batch.target[row], fsum[row]))

    def _gain(self, side, numbered, probability):
        kept = (numbered >= 0) & self._worded[side][numbered]
        if not kept.any():
            return 0.0
        share = np.exp(-self._rarity[side][numbered[kept]])
        return float(np.log((0.7 * probability[kept] + 0.3 * share) / share).clip(-2, 4).mean())

    def _side(self, side: int, numbered: Any, probability: Any) -> tuple[Floats, Floats]:
        """Give the log-probabilities and the rarity of the words of one side, without punctuation and figures."""
        kept = (numbered >= 0) & self._worded[side][numbered]
        return np.log(np.maximum(probability[kept], _LEAST)), self._rarity[side][numbered[kept]]


def _rarity(vocabulary: Sequence[str], lexicon: LinkCounts, side: str) -> Floats:
    """Give minus the log of each word's share of the lexicon's text."""
    seen = lexicon.source_seen if side == "source" else lexicon.target_seen
    known = numbers(vocabulary, lexicon.source if side == "source" else lexicon.target)
    counts = np.where(known >= 0, np.append(seen, 0)[known], 0)
    return np.asarray(-np.log((counts + 1) / seen.sum()))


def _of_side(logs: Floats, rarity: Floats) -> tuple[float, float, float]:
    """Give mean, weakest and missed words of one side."""
    if not len(logs):
        return 0.0, 0.0, 0.0
    weakest = np.sort(logs * rarity / 10)[:2].mean()
    missed = ((logs < np.log(_MISSED)) & (rarity > _WEIGHTY)).sum()
    return float((logs * rarity).sum() / rarity.sum()), float(weakest), float(min(missed, _MANY))


def _of_source(logs: Floats, rarity: Floats) -> tuple[float, ...]:
    return _of_side(logs, rarity)


def _of_target(logs: Floats, rarity: Floats) -> tuple[float, ...]:
    return _of_side(logs, rarity)


def _of_words(texts: tuple[str, str], said: Sequence[Sequence[str]], folded: Sequence[Sequence[str]]) -> Iterator[float]:
    """Give what is counted without probabilities."""
    lexicon = shipped()
    rarity = np.sort(_rarity([word for word in folded[0] if word.isalpha()] or [""], lexicon, "source"))
    yield float(rarity[-3:].mean())
    known = [lexicon.target.get(word, -1) for word in folded[1]]
    unknown = [n for n, number in enumerate(known) if number < 0 or lexicon.target_seen[number] < RARE]
    there = {word.lower() for word in said[0]}
    strange = [said[1][n] for n in unknown if any(map(str.isalpha, said[1][n]))]
    yield float(min(_MANY, sum(word.lower() not in there for word in strange)))
    yield float(min(_MANY, sum(word in there for word in strange)))
    english = {word.lower() for word in said[1]}
    names = [word for word in said[0][1:] if word[:1].isupper() and len(word) > 2 and word.isalpha()]
    yield float(min(_MANY, sum(word.lower() not in english and word[:4].lower() not in {e[:4] for e in english} for word in names)))
    ratio = np.log((len(texts[1]) + _SPARE) / (len(texts[0]) + _SPARE))
    yield float(max(0.0, -ratio))
    yield float(max(0.0, ratio))
    yield float(np.log1p(len(folded[0])))
    french = bool(_FRENCH_NE.search(texts[0]) and _FRENCH_NEGATION.search(texts[0])) or bool(re.search(r"\b(?:sans|pas|jamais|aucune?)\b", texts[0], re.I))
    yield float(french != bool(_ENGLISH_NEGATION.search(texts[1])))
    yield float(bool(missing_numbers(*texts)))


def _split(text: str, language: Any) -> list[str]:
    return [text[start:end] for start, end in words(text, language)]


def _same(said):
    there = {w.lower() for w in said[0] if len(w) > 2 and w.isalpha()}
    ws = [w.lower() for w in said[1] if len(w) > 2 and w.isalpha()]
    return sum(w in there for w in ws) / max(1, len(ws))
