"""How probable it is that words translate each other, before and after looking at the texts to be linked.

What was measured of the numbers below is in eval/LOG.md, "Word links".
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.word_alignment.corpus import Corpus
from pipeline.word_alignment.lexicon import STEM, LinkCounts, numbers

Floats = npt.NDArray[np.float32]

STEM_WEIGHT = 3.0
"""Occurrences of a word that the evidence of its stem counts as; chosen by hand."""

PRIOR_WEIGHT = 20.0
"""Occurrences of a word in the texts that the evidence of the lexicon counts as; 5 to 100 are about as good."""

RARE = 3
"""Occurrences in the lexicon's text; rarer words count as unknown, and `make_lexicon.py` leaves them out."""

UNKNOWN = 0.03
"""The probability that two words which the lexicon does not know translate each other; .1 and more is far worse."""

SAME = 0.5
"""The probability that words written alike translate each other: names, numbers, punctuation, which no lexicon has all.

Chosen by hand; 8.45 AER without it, 6.07 with it."""

GENERAL_WEIGHT = 1000.0
"""Words of the texts that the shares of words in general count as; 500 and 2,000 are about as good, more is worse."""


class WordProbabilities(NamedTuple):
    """What is believed of the words of a corpus.

    target_given_source          for each word pair the probability of the target word given the source word
    source_given_target          the reverse
    source_share, target_share   for each word its share of all words, by which the null word emits it
    """

    target_given_source: Floats
    source_given_target: Floats
    source_share: Floats
    target_share: Floats


class _Known(NamedTuple):
    """What a lexicon knows of a corpus: links of each word pair, occurrences of each source and each target word."""

    linked: Floats
    source_seen: Floats
    target_seen: Floats


def prior(corpus: Corpus, lexicon: LinkCounts, stems: LinkCounts) -> WordProbabilities:
    """Give what a lexicon and its counts by stems say of the words of a corpus; rare words borrow from their stems."""
    exact = _look_up(corpus, lexicon, corpus.source, corpus.target)
    by_stem = _look_up(corpus, stems, [word[:STEM] for word in corpus.source], [word[:STEM] for word in corpus.target])
    unlisted = _unlisted(corpus, exact)
    rows, columns = corpus.pair_source, corpus.pair_target
    borrowed = by_stem.linked * STEM_WEIGHT
    target_given_source = _smoothed(exact.linked, borrowed, exact.source_seen[rows], by_stem.source_seen[rows])
    source_given_target = _smoothed(exact.linked, borrowed, exact.target_seen[columns], by_stem.target_seen[columns])
    source_seen, target_seen = corpus.seen()
    total = max(1.0, float(lexicon.source_seen.sum()))
    return WordProbabilities(
        np.maximum(target_given_source, unlisted),
        np.maximum(source_given_target, unlisted),
        _share(source_seen, exact.source_seen / total),
        _share(target_seen, exact.target_seen / total),
    )


def adapt(before: WordProbabilities, corpus: Corpus, linked: Floats) -> WordProbabilities:
    """Add the expected number of links of each word pair in the texts to what was known before."""
    source_seen, target_seen = corpus.seen()
    target_given_source = (linked + PRIOR_WEIGHT * before.target_given_source) / (
        source_seen[corpus.pair_source] + PRIOR_WEIGHT
    )
    source_given_target = (linked + PRIOR_WEIGHT * before.source_given_target) / (
        target_seen[corpus.pair_target] + PRIOR_WEIGHT
    )
    return before._replace(
        target_given_source=target_given_source.astype(np.float32),
        source_given_target=source_given_target.astype(np.float32),
    )


def _look_up(corpus: Corpus, counts: LinkCounts, source: Sequence[str], target: Sequence[str]) -> _Known:
    """Look up the words of a corpus, in the forms `source` and `target`."""
    rows, columns = numbers(source, counts.source), numbers(target, counts.target)
    return _Known(
        counts.lookup(rows[corpus.pair_source], columns[corpus.pair_target]),
        np.where(rows >= 0, np.append(counts.source_seen, np.float32(0))[rows], np.float32(0)),
        np.where(columns >= 0, np.append(counts.target_seen, np.float32(0))[columns], np.float32(0)),
    )


def _smoothed(linked: Floats, borrowed: Floats, seen: Floats, stem_seen: Floats) -> Floats:
    """Give the probability of word pairs given one of their words, which was seen so often, and its stem so often."""
    probability: Floats = ((linked + borrowed / np.maximum(stem_seen, 1)) / (seen + STEM_WEIGHT)).astype(np.float32)
    return probability


def _share(seen: npt.NDArray[np.int64], in_general: Floats) -> Floats:
    """Give the share of each word among all words, from the texts and from its share in general."""
    share: Floats = ((seen + GENERAL_WEIGHT * in_general) / (seen.sum() + GENERAL_WEIGHT)).astype(np.float32)
    return share


def _unlisted(corpus: Corpus, exact: _Known) -> Floats:
    """Give the probability of word pairs that no lexicon can list: of two identical words, or two unknown ones."""
    target = {word: number for number, word in enumerate(corpus.target)}
    same = np.array([target.get(word, -1) for word in corpus.source], np.int64)
    unknown = (exact.source_seen < RARE)[corpus.pair_source] & (exact.target_seen < RARE)[corpus.pair_target]
    return np.where(same[corpus.pair_source] == corpus.pair_target, SAME, np.where(unknown, UNKNOWN, 0)).astype(
        np.float32
    )
