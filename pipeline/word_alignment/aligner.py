"""Word links of sentence pairs, from a lexicon, word order, the texts themselves and a translation model's attention.

Two hidden Markov models, French words emitting English ones and the reverse, are made to agree (Liang, Taskar & Klein
2006); their emission is what the lexicon says, times what attention says. Links are the mutual best of the two, grown
along the diagonal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.word_alignment.corpus import Batch, Corpus, Tokens, gather
from pipeline.word_alignment.evidence import Tables, adapt, prior
from pipeline.word_alignment.hidden_markov import Lattice, posteriors
from pipeline.word_alignment.lexicon import Counts, key, shipped, shipped_stems
from pipeline.word_alignment.symmetry import grow_diagonal, mutual_best

Matrix = npt.NDArray[np.floating]
Floats = npt.NDArray[np.float32]
Links = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What to rely on, and how much.

    `rounds` is how often the texts are gone through to learn from them; 0 learns nothing. `attention` is the exponent
    of attention in the emission, `floor` the probability of word pairs no one has heard of, `least` the smallest score
    of a link.
    """

    rounds: int = 2
    attention: float = 0.4
    floor: float = 1e-5
    least: float = 0.1


DEFAULT = Settings()
_UNATTENDED = np.float32(0.01)


def link(
    source: Tokens,
    target: Tokens,
    attention: Sequence[Matrix] | None = None,
    lexicon: Counts | None = None,
    settings: Settings = DEFAULT,
) -> list[Links]:
    """Link the words of each French sentence to the words of its English one: (French, English) numbers from 0.

    The more pairs at a time, the better: they are learned from. `attention` holds a French × English matrix a pair,
    how much each English word attends to each French one; `lexicon` is the shipped one if None.

    >>> link([["le", "chat", "noir", "."]], [["the", "black", "cat", "."]])
    [[(0, 0), (1, 2), (2, 1), (3, 3)]]
    """
    corpus = gather(*([[key(word) for word in text] for text in side] for side in (source, target)))
    if attention is not None:
        attention = [np.asarray(matrix, np.float32) for matrix in attention]
    tables = _learn(corpus, attention, lexicon, settings)
    result: list[Links] = [[] for _ in source]
    for batch, given_english, given_french in _posteriors(corpus, tables, attention, settings):
        for n, member in enumerate(batch.members):
            size = np.s_[n, : len(source[member]), : len(target[member])]
            result[member] = decide(given_english[size], given_french[size], settings.least)
    return result


def decide(given_english: Matrix, given_french: Matrix, least: float) -> Links:
    """Choose links from two French × English matrices of probabilities, given the English and the French words.

    >>> decide(np.array([[0.9, 0.1], [0.0, 0.2]]), np.array([[0.8, 0.1], [0.1, 0.3]]), least=0.1)
    [(0, 0), (1, 1)]
    """
    scores = np.sqrt(given_english * given_french)
    candidates = {(i, int(j)) for i, j in enumerate(given_french.argmax(axis=1))}
    candidates |= {(int(i), j) for j, i in enumerate(given_english.argmax(axis=0))}
    likely = {pair for pair in candidates if scores[pair] > least}
    return sorted(grow_diagonal(mutual_best(scores, least), likely))


def _learn(corpus: Corpus, attention: Sequence[Matrix] | None, lexicon: Counts | None, settings: Settings) -> Tables:
    """Expectation maximisation from what the lexicon says; a link counts as much as both directions believe in it."""
    known, stems = (shipped(), shipped_stems()) if lexicon is None else (lexicon, lexicon.stems())
    before = tables = prior(corpus, known, stems)
    for _ in range(settings.rounds):
        linked = np.zeros(len(corpus.first))
        for batch, given_english, given_french in _posteriors(corpus, tables, attention, settings):
            there = batch.cells >= 0
            joint = (given_english * given_french)[there]
            linked += np.bincount(batch.cells[there], weights=joint, minlength=len(linked))
        tables = adapt(before, corpus, linked.astype(np.float32))
    return tables


def _posteriors(
    corpus: Corpus, tables: Tables, attention: Sequence[Matrix] | None, settings: Settings
) -> Iterator[tuple[Batch, Floats, Floats]]:
    """For each batch, B × I × J: the probability of French word i given English word j, and the reverse."""
    for batch in corpus.batches:
        english = _fill(tables.english, batch, settings.floor)
        french = _fill(tables.french, batch, settings.floor)
        if attention is not None:
            attended = _attended(attention, batch) ** settings.attention
            english *= attended
            french *= attended
        given_english = posteriors(
            _lattice(english.transpose(0, 2, 1), batch.english, batch.french, tables.english_share)
        )
        given_french = posteriors(_lattice(french, batch.french, batch.english, tables.french_share))
        yield batch, given_english.transpose(0, 2, 1), given_french


def _fill(table: Floats, batch: Batch, floor: float) -> Floats:
    return np.append(table + np.float32(floor), np.float32(0))[batch.cells]


def _attended(attention: Sequence[Matrix], batch: Batch) -> Floats:
    filled = np.zeros(batch.cells.shape, np.float32)
    for n, member in enumerate(batch.members):
        rows, columns = attention[member].shape
        filled[n, :rows, :columns] = attention[member]
    return filled + _UNATTENDED


def _lattice(
    emission: Floats, emitted: npt.NDArray[np.int64], emitting: npt.NDArray[np.int64], share: Floats
) -> Lattice:
    """Rows a pair does not have emit with probability one, in the columns it has."""
    absent, there = emitted < 0, emitting >= 0
    filled = np.where(absent[:, :, None], there[:, None, :].astype(np.float32), emission)
    return Lattice(filled, np.where(absent, 1, share[emitted]).astype(np.float32), there.sum(axis=1))
