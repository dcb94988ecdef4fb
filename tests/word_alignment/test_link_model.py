"""The parts of word alignment, each against what is written out by hand or by brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.word_alignment.aligner import find_links
from pipeline.word_alignment.corpus import make_corpus
from pipeline.word_alignment.evidence import adapt, prior
from pipeline.word_alignment.hidden_markov import MOVES, NULL, Emissions, link_posteriors
from pipeline.word_alignment.lexicon import LinkCounts
from pipeline.word_alignment.symmetrization import grow_diagonal, link_mutual_best, symmetrize

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4)


def move(start: int, end: int) -> int:
    """The weight of a move from one word to another; the reading begins at word -1."""
    return MOVES[min(max(end - start, -8), 8) + 8]


def brute_force(emission: np.ndarray, null: np.ndarray) -> np.ndarray:
    """Every way to emit the words of a sentence, each by a word or by the null word, which remembers the last one."""
    rows, columns = emission.shape
    found, total = np.zeros((rows, columns)), 0.0
    for places in product(range(columns), repeat=rows):
        for emitted in product((True, False), repeat=rows):
            weight, at = 1.0, -1
            for j, (place, by_word) in enumerate(zip(places, emitted, strict=True)):
                start = at
                if j == 0:
                    step = move(-1, place) / sum(move(-1, k) for k in range(columns))
                    weight *= step * (emission[j, place] if by_word else NULL * null[j])
                elif by_word:
                    step = (1 - NULL) * move(start, place) / sum(move(start, k) for k in range(columns))
                    weight *= step * emission[j, place]
                else:
                    weight *= NULL * null[j] * (place == start)
                at = place
            total += weight
            for j, place in enumerate(places):
                found[j, place] += weight if emitted[j] else 0.0
    return found / total


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_a_posterior_is_the_share_of_all_ways_in_which_a_word_emits_another(rows: int, columns: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    emission, null = random.random((1, rows, columns)).astype(np.float32), random.random((1, rows)).astype(np.float32)
    found = link_posteriors(Emissions(emission, null, np.array([columns])))
    np.testing.assert_allclose(found[0], brute_force(emission[0], null[0]), atol=1e-4)


def test_one_word_forward_is_the_likeliest_move_and_longer_ones_are_less_likely() -> None:
    assert len(MOVES) == 17
    assert MOVES.index(max(MOVES)) - 8 == 1
    assert list(MOVES[:10]) == sorted(MOVES[:10])
    assert list(MOVES[9:]) == sorted(MOVES[9:], reverse=True)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_a_corpus_holds_every_word_pair_of_its_sentences(pairs: list[tuple[list[str], list[str]]]) -> None:
    corpus = make_corpus([source for source, _ in pairs], [target for _, target in pairs])
    numbered = [
        (corpus.source[i], corpus.target[j]) for i, j in zip(corpus.pair_source, corpus.pair_target, strict=True)
    ]
    assert len(numbered) == len(set(numbered))
    assert set(numbered) == {pair for source, target in pairs for pair in product(source, target)}
    full = [n for n, pair in enumerate(pairs) if all(pair)]
    assert sorted(n for batch in corpus.batches for n in batch.members) == full
    for batch in corpus.batches:
        for place, n in enumerate(batch.members):
            source, target = pairs[n]
            assert [corpus.source[i] for i in batch.source[place] if i >= 0] == source
            assert [corpus.target[j] for j in batch.target[place] if j >= 0] == target
            cells = batch.cells[place]
            assert (cells[len(source) :] == -1).all()
            assert (cells[:, len(target) :] == -1).all()
            there = [[numbered[cell] for cell in row] for row in cells[: len(source), : len(target)]]
            assert there == [[(one, other) for other in target] for one in source]
    for counts, side in zip(corpus.seen(), (0, 1), strict=True):
        listed = (corpus.source, corpus.target)[side]
        assert [sum(pairs[n][side].count(word) for n in full) for word in listed] == counts.tolist()


@pytest.mark.parametrize(("target", "batches"), [(50, [2]), (51, [1, 1])])
def test_a_batch_has_a_hundred_thousand_cells_at_most(target: int, batches: list[int]) -> None:
    corpus = make_corpus([["a"] * 1000] * 2, [["x"] * target] * 2)
    assert [len(batch.members) for batch in corpus.batches] == batches
    assert [len(batch.members) for batch in make_corpus([["a"] * 1001] * 2, [["x"] * 100] * 2).batches] == [1, 1]


def counts(source: dict[str, float], target: dict[str, float], linked: dict[tuple[str, str], float]) -> LinkCounts:
    numbers = [{word: n for n, word in enumerate(side)} for side in (source, target)]
    cells = sorted((numbers[0][f] * len(target) + numbers[1][e], count) for (f, e), count in linked.items())
    seen = [np.array(list(side.values()), np.float32) for side in (source, target)]
    linked_pairs = np.array([cell for cell, _ in cells]), np.array([count for _, count in cells], np.float32)
    return LinkCounts(numbers[0], numbers[1], seen[0], seen[1], *linked_pairs)


LEXICON = counts(
    {"chats": 10.0, "chatte": 2.0, "noir": 30.0},
    {"cats": 8.0, "catso": 3.0, "black": 40.0},
    {("chats", "cats"): 6.0, ("chatte", "catso"): 1.0, ("noir", "black"): 24.0},
)


def believed(source: list[str], target: list[str]) -> tuple[dict[tuple[str, str], tuple[float, float]], np.ndarray]:
    """What a lexicon and its stems say of pairs of words, in both directions; and the shares of the source words."""
    corpus = make_corpus([source], [target])
    tables = prior(corpus, LEXICON, LEXICON.stems())
    words = [(corpus.source[i], corpus.target[j]) for i, j in zip(corpus.pair_source, corpus.pair_target, strict=True)]
    both = zip(tables.target_given_source.tolist(), tables.source_given_target.tolist(), strict=True)
    return dict(zip(words, both, strict=True)), tables.source_share


def test_a_lexicon_is_believed_by_how_often_it_saw_a_word_and_three_times_its_stem() -> None:
    """The stem of `chats` is itself; that of `noire`, which the lexicon lacks, is none that it has."""
    found, _ = believed(["chats", "noir"], ["cats", "black"])
    stem = 3 * 6 / 10, 3 * 6 / 8
    assert found["chats", "cats"] == pytest.approx(((6 + stem[0]) / (10 + 3), (6 + stem[1]) / (8 + 3)))
    assert found["noir", "black"] == pytest.approx(((24 + 3 * 24 / 30) / (30 + 3), (24 + 3 * 24 / 40) / (40 + 3)))
    assert found["chats", "black"] == (0.0, 0.0)


def test_words_that_the_lexicon_lacks_borrow_from_their_stems() -> None:
    found, _ = believed(["chattes"], ["catsoes"])
    assert found["chattes", "catsoes"] == pytest.approx((max(0.03, 3 * 1 / 2 / 3), max(0.03, 3 * 1 / 3 / 3)))


def test_two_unknown_words_may_translate_each_other_and_two_identical_ones_do_so_often() -> None:
    found, _ = believed(["zork", "black", "chatte", "noir"], ["zork", "black", "bar", "catso"])
    assert found["zork", "bar"] == pytest.approx((0.03, 0.03))
    assert found["zork", "zork"] == pytest.approx((0.5, 0.5))
    assert found["black", "black"] == pytest.approx((0.5, 0.5))
    assert found["noir", "bar"] == (0.0, 0.0)
    assert found["chatte", "bar"] == pytest.approx((0.03, 0.03))  # it was seen twice only, and counts as unknown
    assert found["zork", "catso"] == (0.0, 0.0)  # which was seen three times


def test_a_words_share_is_that_in_the_texts_and_a_thousand_words_in_general() -> None:
    _, shares = believed(["chats", "chats", "zork"], ["cats"])
    assert shares.tolist() == pytest.approx([(2 + 1000 * 10 / 42) / 1003, 1 / 1003])


def test_what_the_texts_say_counts_against_twenty_occurrences() -> None:
    corpus = make_corpus([["chats", "noir"], ["chats"]], [["cats"], ["cats"]])
    before = prior(corpus, LEXICON, LEXICON.stems())
    after = adapt(before, corpus, np.array([1.5, 0.5], np.float32))
    assert (corpus.source, corpus.target) == (["chats", "noir"], ["cats"])
    old, new = before.target_given_source.tolist(), after.target_given_source.tolist()
    assert new == pytest.approx([(1.5 + 20 * old[0]) / 22, (0.5 + 20 * old[1]) / 21])
    old, new = before.source_given_target.tolist(), after.source_given_target.tolist()
    assert new == pytest.approx([(1.5 + 20 * old[0]) / 22, (0.5 + 20 * old[1]) / 22])
    assert (after.source_share == before.source_share).all()


@pytest.mark.parametrize(
    ("there", "back", "links"),
    [
        ([[0.9, 0.0], [0.0, 0.9]], [[0.9, 0.0], [0.0, 0.9]], [(0, 0), (1, 1)]),
        ([[0.9, 0.0], [0.0, 0.1]], [[0.9, 0.0], [0.0, 0.1]], [(0, 0)]),  # .1 is not above .1
        ([[0.9, 0.0], [0.0, 0.02]], [[0.9, 0.0], [0.0, 0.9]], [(0, 0), (1, 1)]),  # √(.02 × .9) is
        ([[0.2, 0.9], [0.9, 0.2]], [[0.2, 0.9], [0.9, 0.2]], [(0, 1), (1, 0)]),
        ([[0.9], [0.8]], [[0.9], [0.8]], [(0, 0)]),
    ],
)
def test_words_are_linked_that_are_likely_both_ways(
    there: list[list[float]], back: list[list[float]], links: list[tuple[int, int]]
) -> None:
    assert symmetrize(np.array(there), np.array(back), least=0.1) == links


def test_links_grow_to_free_neighbours_of_each_new_link() -> None:
    ring = {(2 + down, 2 + right) for down in (-1, 0, 1) for right in (-1, 0, 1)}
    for corner in ((1, 1), (1, 3), (3, 1), (3, 3)):
        assert grow_diagonal({(2, 2)}, {corner, (4, 4), (0, 4), (4, 0), (0, 0)}) >= {(2, 2), corner}
    assert grow_diagonal({(2, 2)}, ring) == {(2, 2), (1, 1), (3, 3)}
    assert grow_diagonal({(0, 0)}, {(1, 1), (2, 2), (3, 4)}) == {(0, 0), (1, 1), (2, 2)}
    assert grow_diagonal({(0, 0)}, {(2, 2)}) == {(0, 0)}
    assert grow_diagonal(set(), {(0, 0)}) == set()


def test_of_equal_words_the_first_is_linked() -> None:
    assert link_mutual_best(np.array([[0.5, 0.5], [0.5, 0.5]])) == {(0, 0)}
    assert link_mutual_best(np.zeros((2, 2))) == set()
    assert link_mutual_best(np.zeros((0, 3))) == set()


def test_links_come_from_a_lexicon_of_ones_own() -> None:
    sentence, other = [["les", "chats", "noirs"]], [["black", "cats"]]
    assert find_links(sentence, other, lexicon=LEXICON) == [[(1, 1)]]
