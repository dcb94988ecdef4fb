"""Word links of sentence pairs, from a lexicon, word order, the texts themselves and a translation model's attention.

Two hidden Markov models, source words emitting target words and the reverse, are made to agree (Liang, Taskar & Klein
2006). A word is emitted with the probability that the lexicon gives, times what attention gives. Links are the mutual
best of the two models, grown along the diagonal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.word_alignment.corpus import Batch, Corpus, Tokens, make_corpus
from pipeline.word_alignment.evidence import WordProbabilities, adapt, prior
from pipeline.word_alignment.hidden_markov import Emissions, link_posteriors
from pipeline.word_alignment.lexicon import LinkCounts, fold_word, shipped, shipped_stems
from pipeline.word_alignment.symmetrization import symmetrize

Matrix = npt.NDArray[np.floating]
Floats = npt.NDArray[np.float32]
Links = list[tuple[int, int]]
"""The links of a sentence pair in order: the number of a source word and of a target word each, from 0."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to rely on, and how much; what was measured is in eval/LOG.md, "Word links".

    rounds      how often the texts are gone through to learn from them; 0 learns nothing, more than 2 gains nothing
    attention   the exponent of attention in the emission (.3, .5, .8 and 1.2 were measured: less is better)
    floor       the probability of word pairs that no one has heard of (1e-7 and 1e-6 were worse)
    least       the score above which two words may be linked; chosen by hand
    """

    rounds: int = 2
    attention: float = 0.4
    floor: float = 1e-5
    least: float = 0.1


DEFAULT = Settings()
_UNATTENDED = np.float32(0.01)  # added to every share of attention, for none is sure; chosen by hand


def find_links(
    source: Tokens,
    target: Tokens,
    attention: Sequence[Matrix] | None = None,
    lexicon: LinkCounts | None = None,
    settings: Settings = DEFAULT,
) -> list[Links]:
    """Find the links of sentence pairs, given as the words of each source and each target sentence.

    The more pairs at a time, the better: they are learnt from.

    Args:
        source: the words of each source sentence.
        target: the words of each target sentence.
        attention: for each pair, source words × target words, how much each target word attends to each source word.
        lexicon: how often words were linked elsewhere; if None, the French-English one that comes with the program.
        settings: what to rely on.

    >>> find_links([["le", "chat", "noir", "."]], [["the", "black", "cat", "."]])
    [[(0, 0), (1, 2), (2, 1), (3, 3)]]
    """
    corpus = make_corpus(*([[fold_word(word) for word in sentence] for sentence in side] for side in (source, target)))
    if attention is not None:
        attention = [np.asarray(matrix, np.float32) for matrix in attention]
    tables = _learn(corpus, attention, lexicon, settings)
    result: list[Links] = [[] for _ in source]
    for batch, source_given_target, target_given_source in _posteriors(corpus, tables, attention, settings):
        for n, member in enumerate(batch.members):
            pair = np.s_[n, : len(source[member]), : len(target[member])]
            result[member] = symmetrize(source_given_target[pair], target_given_source[pair], settings.least)
    return result


def _learn(
    corpus: Corpus, attention: Sequence[Matrix] | None, lexicon: LinkCounts | None, settings: Settings
) -> WordProbabilities:
    """Learn from the texts by expectation maximisation, beginning with what the lexicon says.

    The expected count of a link is the product of its probabilities in both directions.
    """
    exact, stems = (shipped(), shipped_stems()) if lexicon is None else (lexicon, lexicon.stems())
    before = tables = prior(corpus, exact, stems)
    for _ in range(settings.rounds):
        linked = np.zeros(len(corpus.pair_source))
        for batch, source_given_target, target_given_source in _posteriors(corpus, tables, attention, settings):
            filled = batch.cells >= 0
            joint = (source_given_target * target_given_source)[filled]
            linked[batch.pairs] += np.bincount(batch.cells[filled], weights=joint, minlength=len(batch.pairs))
        tables = adapt(before, corpus, linked.astype(np.float32))
    return tables


def _posteriors(
    corpus: Corpus, tables: WordProbabilities, attention: Sequence[Matrix] | None, settings: Settings
) -> Iterator[tuple[Batch, Floats, Floats]]:
    """Give each batch with the probability of source word i given target word j, and the reverse, B × I × J."""
    for batch in corpus.batches:
        emit_target = _emission(tables.target_given_source, batch, settings.floor)
        emit_source = _emission(tables.source_given_target, batch, settings.floor)
        if attention is not None:
            attended = _attended(attention, batch) ** settings.attention
            emit_target *= attended
            emit_source *= attended
        source_given_target = link_posteriors(
            _lattice(emit_target.transpose(0, 2, 1), batch.target, batch.source, tables.target_share)
        )
        target_given_source = link_posteriors(_lattice(emit_source, batch.source, batch.target, tables.source_share))
        yield batch, source_given_target.transpose(0, 2, 1), target_given_source


def _emission(table: Floats, batch: Batch, floor: float) -> Floats:
    """Give the probability of every word pair of a batch, B × I × J; 0 where there is none."""
    return batch.spread(table[batch.pairs] + np.float32(floor))


def _attended(attention: Sequence[Matrix], batch: Batch) -> Floats:
    """Give the attention of the pairs of a batch, B × I × J."""
    filled = np.zeros(batch.cells.shape, np.float32)
    for n, member in enumerate(batch.members):
        rows, columns = attention[member].shape
        filled[n, :rows, :columns] = attention[member]
    return filled + _UNATTENDED


def _lattice(
    emission: Floats, emitted: npt.NDArray[np.int64], emitting: npt.NDArray[np.int64], share: Floats
) -> Emissions:
    """Give what a hidden Markov model needs; rows that a pair does not have are emitted with probability one."""
    absent, present = emitted < 0, emitting >= 0
    filled = np.where(absent[:, :, None], present[:, None, :].astype(np.float32), emission)
    return Emissions(filled, np.where(absent, 1, share[emitted]).astype(np.float32), present.sum(axis=1))
