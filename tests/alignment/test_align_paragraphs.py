"""Paragraphs count as far as those of both sides go together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.alignment import align
from pipeline.alignment.search import Sides


def _sides(source: list[bool], target: list[bool]) -> Sides:
    lengths = np.ones(len(source)), np.ones(len(target))
    empty = csr_array((len(source), 1)), csr_array((len(target), 1))
    return Sides(*empty, *lengths, (np.array(source), np.array(target)))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_paragraph_correlation_is_a_share_and_alike_for_both_sides(starts: list[tuple[bool, bool]]) -> None:
    source, target = [a for a, _ in starts], [b for _, b in starts]
    path = [((n, n), (1, 1)) for n in range(len(starts))]
    correlation = _sides(source, target).measure_paragraph_correlation(path)
    assert 0 <= correlation <= 1
    assert correlation == pytest.approx(_sides(target, source).measure_paragraph_correlation(path))


def test_paragraphs_alike_agree_and_a_paragraph_a_sentence_says_nothing() -> None:
    starts = [n % 3 == 0 for n in range(30)]
    path = [((n, n), (1, 1)) for n in range(30)]
    assert _sides(starts, starts).measure_paragraph_correlation(path) == pytest.approx(1)
    assert _sides(starts, [True] * 30).measure_paragraph_correlation(path) == 0


def test_a_paragraph_a_sentence_does_not_tear_sentences_from_their_translation() -> None:
    source = [f"Phrase numéro {n} dite par Anna{n}, et encore {n}." for n in range(20)]
    target = [part for n in range(20) for part in (f"Sentence number {n} said by Anna{n},", f"and {n} again.")]
    paragraphs = [n // 5 for n in range(20)], list(range(40))
    beads = align(source, target, paragraphs=paragraphs)
    assert [bead.target for bead in beads] == [(2 * n, 2 * n + 1) for n in range(20)]
