"""Make the lexicon of `pipeline/word_alignment` from parallel text.

Usage: `python eval/words/make_lexicon.py FOLDER OUT [--pairs N]`, with OUT the new `lexicon.npz`.

FOLDER holds `*.tsv.xz` files, a French sentence, a tab and its English translation a line. Link counts are learned by
expectation maximisation, first without word order (IBM model 1), then with the hidden Markov model of
`pipeline.word_alignment`, both directions made to agree at each step (Liang, Taskar & Klein 2006). Needs about 4 GB
and, for 700,000 pairs, ten minutes of one core.
"""

import argparse
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.word_alignment.hidden_markov import Emissions, link_posteriors
from pipeline.word_alignment.lexicon import LinkCounts, fold_word, write
from pipeline.words import words

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Pair = tuple[list[str], list[str]]

# Shares of the sentence pairs of some files; parliament and law would drown everything else.
SHARES = {"europarl7_fr-en": 0.2, "laws_acts": 0.12, "laws_regs": 0.12, "laws_bills": 0.12}
# Chosen by hand but for LEAST_PROBABILITY, where .003, .005 and .01 were worse (eval/LOG.md, "Word links").
LONGEST = 1000  # French words × English words of a sentence pair
CANDIDATES = 60  # English words kept for each French one
FREQUENT = 3  # occurrences; rarer words are left out
LEAST_COUNT, LEAST_PROBABILITY = 0.5, 0.001  # expected links of a word pair that is kept; their share of a word's
ROUNDS_WITHOUT_ORDER, ROUNDS_WITH_ORDER = 3, 3  # of expectation maximisation
FLOOR = np.float32(1e-9)  # the probability of word pairs that are no candidates
BATCH_CELLS = 150_000  # French words × English words of all pairs of a batch; bounds memory


class Batch(NamedTuple):
    """Word numbers, B × I and B × J, 0 for rare words and -1 for none; candidate numbers from 1, B × I × J, or 0."""

    french: npt.NDArray[np.int32]
    english: npt.NDArray[np.int32]
    cells: npt.NDArray[np.int32]


class Side(NamedTuple):
    """One language: its words in order of number, number 0 standing for all rare ones, and each sentence's numbers."""

    words: list[str]
    sentences: list[npt.NDArray[np.int32]]

    def seen(self) -> Numbers:
        """Count how often each word occurs."""
        return np.bincount(np.concatenate(self.sentences), minlength=len(self.words))


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Read and fold the words of a share of the sentence pairs of each file."""
    chance = np.random.default_rng(0)
    for file in sorted(folder.glob("*.tsv.xz")):
        share = SHARES.get(file.name.removesuffix(".tsv.xz"), 1.0)
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                if chance.random() < share:
                    french, english = line.rstrip("\n").split("\t")[:2]
                    pair = (
                        [sys.intern(fold_word(french[start:end])) for start, end in words(french, "fr")],
                        [sys.intern(fold_word(english[start:end])) for start, end in words(english, "en")],
                    )
                    if 0 < len(pair[0]) * len(pair[1]) <= LONGEST:
                        yield pair


def number(sentences: list[list[str]]) -> Side:
    """Number the words that are not rare."""
    count = Counter(word for sentence in sentences for word in sentence)
    known = ["", *sorted(word for word, times in count.items() if times >= FREQUENT)]
    numbers = {word: n for n, word in enumerate(known)}
    return Side(known, [np.array([numbers.get(word, 0) for word in words_], np.int32) for words_ in sentences])


def candidates(french: Side, english: Side) -> tuple[Numbers, Floats]:
    """Find word pairs that meet more often than by chance: French × size of English + English, and how strongly."""
    from scipy.sparse import csr_matrix

    def present(side: Side) -> csr_matrix:
        rows = np.repeat(np.arange(len(side.sentences)), [len(sentence) for sentence in side.sentences])
        matrix = csr_matrix(
            (np.ones(len(rows), np.float32), (rows, np.concatenate(side.sentences))),
            shape=(len(side.sentences), len(side.words)),
        )
        matrix.data[:] = 1
        return matrix

    left, right = present(french).T.tocsr(), present(english)
    left_seen, right_seen = (np.asarray(matrix.sum(axis)).ravel() for matrix, axis in ((left, 1), (right, 0)))
    keys, strengths = [], []
    for start in range(1, len(french.words), 4000):
        met = (left[start : start + 4000] @ right).tocoo()
        row, column, times = met.row + start, met.col, met.data
        chance = left_seen[row] * right_seen[column] / len(french.sentences)
        kept = (times >= 2) & (column > 0) & (times > 1.2 * chance)
        row, column, strength = row[kept], column[kept], times[kept] ** 2 / chance[kept]
        order = np.lexsort((-strength, row))
        row, column, strength = row[order], column[order], strength[order]
        best = np.arange(len(row)) - np.searchsorted(row, row) < CANDIDATES
        keys.append(row[best].astype(np.int64) * len(english.words) + column[best])
        strengths.append(strength[best])
    found = np.concatenate(keys)
    order = np.argsort(found)
    return found[order], np.concatenate(strengths)[order].astype(np.float32)


def batches(french: Side, english: Side, pairs: Numbers) -> Iterator[Batch]:
    """Group sentence pairs of similar lengths and number their candidate word pairs."""
    left, right = french.sentences, english.sentences
    order = sorted(range(len(left)), key=lambda n: (len(left[n]), len(right[n])))
    group: list[int] = []
    for n in order:
        wide = max((len(right[m]) for m in (*group[-1:], n)), default=1)
        if group and (len(group) + 1) * len(left[n]) * wide > BATCH_CELLS:
            yield _batch(_padded(left, group), _padded(right, group), pairs, len(english.words))
            group = []
        group.append(n)
    yield _batch(_padded(left, group), _padded(right, group), pairs, len(english.words))


def _padded(sentences: list[npt.NDArray[np.int32]], members: list[int]) -> npt.NDArray[np.int32]:
    lengths = np.array([len(sentences[n]) for n in members])
    matrix = np.full((len(members), lengths.max()), -1, np.int32)
    matrix[np.arange(matrix.shape[1]) < lengths[:, None]] = np.concatenate([sentences[n] for n in members])
    return matrix


def _batch(french: npt.NDArray[np.int32], english: npt.NDArray[np.int32], pairs: Numbers, width: int) -> Batch:
    wanted = french[:, :, None].astype(np.int64) * width + english[:, None, :]
    known = (french[:, :, None] > 0) & (english[:, None, :] > 0)
    place = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    return Batch(french, english, np.where(known & (pairs[place] == wanted), place + 1, 0).astype(np.int32))


class Directions(NamedTuple):
    """For each candidate, numbered from 1, the probability of the English word given the French one, and the reverse.

    `english_share` and `french_share` are the shares of all words in the text, which the null word emits by.
    """

    english: Floats
    french: Floats
    english_share: Floats
    french_share: Floats


def without_order(batch: Batch, told: Directions) -> Floats:
    """Give the agreement of two models that know no order, B × I × J."""
    english, french = told.english[batch.cells], told.french[batch.cells]
    null_english = 0.3 * told.english_share[batch.english][:, None, :] + 1e-20
    null_french = 0.3 * told.french_share[batch.french][:, :, None] + 1e-20
    given_english = english / (english.sum(axis=1, keepdims=True) + null_english)
    agreed: Floats = given_english * french / (french.sum(axis=2, keepdims=True) + null_french)
    return agreed


def with_order(batch: Batch, told: Directions) -> Floats:
    """Give the agreement of two hidden Markov models, B × I × J."""
    english = (told.english[batch.cells] + FLOOR).transpose(0, 2, 1)
    given_english = _emitted(english, batch.english, batch.french, told.english_share)
    given_french = _emitted(told.french[batch.cells] + FLOOR, batch.french, batch.english, told.french_share)
    agreed: Floats = given_english.transpose(0, 2, 1) * given_french
    return agreed


def _emitted(
    emission: Floats, emitted: npt.NDArray[np.int32], emitting: npt.NDArray[np.int32], share: Floats
) -> Floats:
    absent, there = emitted < 0, emitting >= 0
    filled = np.where(absent[:, :, None], np.float32(1), emission) * there[:, None, :]
    null = np.where(absent, np.float32(1), share[emitted])
    found = link_posteriors(Emissions(filled, null, there.sum(axis=1)))
    return found * ~absent[:, :, None]


def learn(french: Side, english: Side, pairs: Numbers, strength: Floats) -> Floats:
    """Learn the expected links of each candidate word pair, starting from how strongly the words attract each other."""
    everything = list(batches(french, english, pairs))
    row, column = np.divmod(pairs, len(english.words))
    french_seen, english_seen = french.seen(), english.seen()
    shares = [(seen / seen.sum()).astype(np.float32) for seen in (english_seen, french_seen)]
    count = strength.astype(np.float64)
    for step in range(ROUNDS_WITHOUT_ORDER + ROUNDS_WITH_ORDER):
        given = [
            (count / np.maximum(np.bincount(word, count, size) if step < ROUNDS_WITHOUT_ORDER else seen, 1e-9)[word])
            for word, seen, size in ((row, french_seen, len(french.words)), (column, english_seen, len(english.words)))
        ]
        if step == 0:
            given = [count, count]
        told = Directions(*(np.append(np.float32(0), table.astype(np.float32)) for table in given), *shares)
        model = without_order if step < ROUNDS_WITHOUT_ORDER else with_order
        total = np.zeros(len(pairs) + 1)
        for batch in everything:
            total += np.bincount(batch.cells.ravel(), weights=model(batch, told).ravel(), minlength=len(total))
        count = total[1:]
        print(f"round {step + 1}: {count.sum() / french_seen.sum():.3f} links a French word", flush=True)
    return count.astype(np.float32)


def prune(french: Side, english: Side, pairs: Numbers, count: Floats) -> LinkCounts:
    """Keep what was linked and is not negligible for one of its two words."""
    row, column = np.divmod(pairs, len(english.words))
    french_seen, english_seen = french.seen(), english.seen()
    share = np.maximum(count / np.maximum(french_seen[row], 1), count / np.maximum(english_seen[column], 1))
    kept = (count >= LEAST_COUNT) & (share > LEAST_PROBABILITY)
    (rows, new_row), (columns, new_column) = (np.unique(side[kept], return_inverse=True) for side in (row, column))
    return LinkCounts(
        {french.words[n]: place for place, n in enumerate(rows)},
        {english.words[n]: place for place, n in enumerate(columns)},
        french_seen[rows].astype(np.float32),
        english_seen[columns].astype(np.float32),
        new_row * len(columns) + new_column,
        count[kept],
    )


def main() -> None:
    """Read, count, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=int, default=700_000)
    options = parser.parse_args()
    pairs = list(read_pairs(options.folder))
    chosen = np.random.default_rng(0).permutation(len(pairs))[: options.pairs]
    pairs = [pairs[n] for n in chosen]
    french, english = (number([pair[side] for pair in pairs]) for side in (0, 1))
    met, strength = candidates(french, english)
    print(f"{len(pairs)} pairs, {len(met)} candidates", flush=True)
    counts = prune(french, english, met, learn(french, english, met, strength))
    with options.out.open("wb") as file:
        write(counts, file)
    print(f"{len(counts.source)} French and {len(counts.target)} English words, {len(counts.pairs)} word pairs")


if __name__ == "__main__":
    main()
