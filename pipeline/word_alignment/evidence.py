"""How likely words translate each other, before and after looking at the texts to be linked."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.word_alignment.corpus import Corpus
from pipeline.word_alignment.lexicon import STEM, Counts, numbers

Floats = npt.NDArray[np.float32]

STEM_WEIGHT = 3.0
"""What the stem of a word says counts as this many occurrences of the word."""

PRIOR_WEIGHT = 20.0
"""What was known beforehand of a word counts as this many occurrences in the texts."""

RARE = 3
"""Words seen less often in the lexicon's text are unknown."""

STRANGE = 0.03
"""Two words the lexicon does not know may well translate each other."""

SAME = 0.5
"""Words written alike are names, numbers, punctuation: no text is large enough to have them all."""


EXPECTED = 1000.0
"""How common a word is in general counts as much as this many words of the texts."""


class Tables(NamedTuple):
    """What is believed of the words of a corpus.

    `english` and `french` are for each word pair the probability of the English word given the French one, and the
    reverse; `english_share` and `french_share` are for each word its share of all words.
    """

    english: Floats
    french: Floats
    english_share: Floats
    french_share: Floats


class _Told(NamedTuple):
    """What counts tell of a corpus: links of each word pair, occurrences of each French and each English word."""

    linked: Floats
    french_seen: Floats
    english_seen: Floats


def prior(corpus: Corpus, lexicon: Counts, stems: Counts) -> Tables:
    """What the lexicon and the stems say; rare words borrow from words of their stem."""
    exact = _tell(corpus, lexicon, corpus.french, corpus.english)
    loose = _tell(corpus, stems, [word[:STEM] for word in corpus.french], [word[:STEM] for word in corpus.english])
    unheard = _unheard(corpus, exact)
    borrowed = loose.linked * STEM_WEIGHT
    english = _given(exact.linked, borrowed, exact.french_seen[corpus.first], loose.french_seen[corpus.first])
    french = _given(exact.linked, borrowed, exact.english_seen[corpus.second], loose.english_seen[corpus.second])
    french_seen, english_seen = corpus.seen()
    total = max(1.0, float(lexicon.french_seen.sum()))
    return Tables(
        np.maximum(english, unheard),
        np.maximum(french, unheard),
        _share(english_seen, exact.english_seen / total),
        _share(french_seen, exact.french_seen / total),
    )


def adapt(before: Tables, corpus: Corpus, linked: Floats) -> Tables:
    """Add the expected number of links of each word pair in the texts to what was known before."""
    french_seen, english_seen = corpus.seen()
    english = (linked + PRIOR_WEIGHT * before.english) / (french_seen[corpus.first] + PRIOR_WEIGHT)
    french = (linked + PRIOR_WEIGHT * before.french) / (english_seen[corpus.second] + PRIOR_WEIGHT)
    return before._replace(english=english.astype(np.float32), french=french.astype(np.float32))


def _tell(corpus: Corpus, counts: Counts, french: Sequence[str], english: Sequence[str]) -> _Told:
    left, right = numbers(french, counts.french), numbers(english, counts.english)
    return _Told(
        counts.lookup(left[corpus.first], right[corpus.second]),
        np.where(left >= 0, np.append(counts.french_seen, np.float32(0))[left], np.float32(0)),
        np.where(right >= 0, np.append(counts.english_seen, np.float32(0))[right], np.float32(0)),
    )


def _given(linked: Floats, borrowed: Floats, seen: Floats, stem_seen: Floats) -> Floats:
    """Probability of a word pair given one of its words, which was seen so often, and its stem so often."""
    known: Floats = ((linked + borrowed / np.maximum(stem_seen, 1)) / (seen + STEM_WEIGHT)).astype(np.float32)
    return known


def _share(seen: npt.NDArray[np.int64], in_general: Floats) -> Floats:
    share: Floats = ((seen + EXPECTED * in_general) / (seen.sum() + EXPECTED)).astype(np.float32)
    return share


def _unheard(corpus: Corpus, exact: _Told) -> Floats:
    """What the lexicon cannot tell of each word pair: that words are identical, or both unknown."""
    english = {word: number for number, word in enumerate(corpus.english)}
    same = np.array([english.get(word, -1) for word in corpus.french], np.int64)
    strange = (exact.french_seen < RARE)[corpus.first] & (exact.english_seen < RARE)[corpus.second]
    return np.where(same[corpus.first] == corpus.second, SAME, np.where(strange, STRANGE, 0)).astype(np.float32)
