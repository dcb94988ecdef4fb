"""What speaks for and against a bead: similarities, lengths, gains and paragraphs, each worked out bead by bead."""

from itertools import accumulate
from math import inf, log, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Size
from pipeline.alignment.scoring import (
    ScoreWeights,
    bead_sizes,
    length_cost,
    paragraph_starts,
    score_beads,
    score_paragraphs,
)
from pipeline.alignment.similarity import bead_similarities

SEEDS = st.integers(0, 2**32 - 1)
GRIDS = st.tuples(st.integers(1, 4), st.integers(1, 4), SEEDS)
SIZES = bead_sizes(4)

Beads = dict[tuple[int, int, Size], float]
"""A number for every bead, by the sentences that it starts with and its size; beads that leave the grid are lacking."""


def by_bead(numbers: np.ndarray, band: Band, sizes: list[Size]) -> Beads:
    nodes = zip(band.rows.tolist(), band.columns.tolist(), numbers.tolist(), strict=True)
    inside = set(zip(band.rows.tolist(), band.columns.tolist(), strict=True))
    return {
        (i, j, (n, m)): number
        for i, j, row in nodes
        for (n, m), number in zip(sizes, row, strict=True)
        if (i + n, j + m) in inside
    }


def vectors(count: int, dimensions: int, seed: int) -> np.ndarray:
    """Vectors of sentences, the first one's all zero."""
    found = np.random.default_rng(seed).random((count, dimensions))
    found[0] = 0
    return found


@given(GRIDS)
def test_a_bead_is_as_alike_as_the_sums_of_its_sentences(grid: tuple[int, int, int]) -> None:
    height, width, seed = grid
    source, target = vectors(height, 3, seed), vectors(width, 3, seed + 1)
    band = Band.full(height, width)
    found = by_bead(bead_similarities(csr_array(source), csr_array(target), band, SIZES), band, SIZES)
    for (i, j, (n, m)), similarity in found.items():
        one, other = source[i : i + n].sum(axis=0), target[j : j + m].sum(axis=0)
        lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
        assert similarity == pytest.approx(float(one @ other) / lengths if lengths else 0.0, abs=1e-5)


def test_beads_of_a_long_text_are_as_alike_as_those_of_a_short_one() -> None:
    source = vectors(300, 4, 1)
    band = Band.around(np.array([(n, n) for n in range(301)]), 6)
    found = by_bead(bead_similarities(csr_array(source), csr_array(source), band, SIZES), band, SIZES)
    sums = np.array([[float(source[i] @ source[j]) for j in range(300)] for i in range(300)])
    for i, j in ((5, 3), (127, 128), (128, 130), (255, 257), (256, 256), (299, 299)):
        norms = sqrt(sums[i, i] * sums[j, j])
        assert found[i, j, (1, 1)] == pytest.approx(sums[i, j] / norms, abs=1e-5)
    assert found[127, 127, (2, 1)] == pytest.approx(
        (sums[127, 127] + sums[128, 127])
        / sqrt((sums[127, 127] + 2 * sums[127, 128] + sums[128, 128]) * sums[127, 127]),
        abs=1e-5,
    )


def test_a_bead_that_leaves_the_band_is_impossible() -> None:
    band = Band.full(1, 2)
    found = bead_similarities(csr_array(np.ones((1, 2))), csr_array(np.ones((2, 2))), band, SIZES)
    assert np.isneginf(found[2]).all()
    assert np.isneginf(found[0]).tolist() == [(n, m) not in {(1, 1), (1, 2)} for n, m in SIZES]


@pytest.mark.parametrize(
    ("source", "target", "variance"),
    [(100.0, 110.0, 6.8 * 105), (100.0, 100.0, 680.0), (40.0, 10.0, 6.8 * 25), (0.0, 0.5, 6.8), (1.0, 3.0, 6.8 * 2)],
)
def test_lengths_differ_by_chance_as_gale_and_church_say(source: float, target: float, variance: float) -> None:
    """Their variance is 6.8 for each character, of one at least; the normal distribution is Python's own."""
    deviation = abs(source - target) / sqrt(variance)
    chance = 2 * (1 - NormalDist().cdf(deviation))
    assert length_cost(np.array([source]), np.array([target]))[0] == pytest.approx(-log(chance))


def test_what_a_bead_is_charged() -> None:
    """A 2:1 bead as alike as its better half pays .02 for its third sentence and .5 × .05 for the gain it lacks."""
    band = Band.full(2, 1)
    sizes = [(1, 1), (2, 1)]
    similarities = np.array([[0.5, 0.5], [-inf, -inf], [0.4, -inf], [-inf] * 2, [-inf] * 2, [-inf] * 2])
    lengths = np.array([10.0, 20.0]), np.array([30.0])
    found = by_bead(score_beads(similarities, lengths, band, sizes, ScoreWeights()), band, sizes)
    assert found[0, 0, (2, 1)] == pytest.approx(0.5 - 0.02 - 0.5 * 0.05)
    costs = length_cost(np.array([10.0, 20.0]), np.array([30.0, 30.0])).tolist()
    assert found[0, 0, (1, 1)] == pytest.approx(0.5 - 0.04 * costs[0])
    assert found[1, 0, (1, 1)] == pytest.approx(0.4 - 0.04 * costs[1])


def test_lengths_that_never_fit_cost_no_more_than_the_limit() -> None:
    band = Band.full(1, 1)
    lengths = np.array([10.0]), np.array([100_000.0])
    found = score_beads(np.array([[0.5], [-inf], [-inf], [-inf]]), lengths, band, [(1, 1)], ScoreWeights())
    assert found[0, 0] == pytest.approx(0.5 - 0.04 * 20)


@given(GRIDS)
def test_lengths_of_a_bead_are_those_of_its_sentences_together(grid: tuple[int, int, int]) -> None:
    height, width, seed = grid
    random = np.random.default_rng(seed)
    source, target = random.integers(1, 90, height).astype(float), random.integers(1, 90, width).astype(float)
    band = Band.full(height, width)
    weights = ScoreWeights(merge=0, length=1, length_limit=5, gain=0)
    found = by_bead(score_beads(np.zeros((band.size, len(SIZES))), (source, target), band, SIZES, weights), band, SIZES)
    for (i, j, (n, m)), scored in found.items():
        cost = length_cost(source[i : i + n].sum(keepdims=True), target[j : j + m].sum(keepdims=True))
        assert -scored == pytest.approx(min(5.0, float(cost[0])))


@given(GRIDS)
def test_a_sentence_at_an_edge_must_make_its_bead_more_alike(grid: tuple[int, int, int]) -> None:
    height, width, seed = grid
    band = Band.full(height, width)
    similarities = np.random.default_rng(seed).random((band.size, len(SIZES)))
    for at, size in enumerate(SIZES):
        similarities[band.shifted(*size) == band.size, at] = -inf
    weights = ScoreWeights(merge=0, length=0, gain=1, least_gain=0.25)
    lengths = np.ones(height), np.ones(width)
    alike = by_bead(similarities, band, SIZES)
    found = by_bead(score_beads(similarities, lengths, band, SIZES, weights), band, SIZES)
    for (i, j, (n, m)), scored in found.items():
        smaller = [(i, j, (n - 1, m)), (i + 1, j, (n - 1, m)), (i, j, (n, m - 1)), (i, j + 1, (n, m - 1))]
        best = max((alike[bead] for bead in smaller if min(bead[2]) > 0), default=None)
        missing = 0.0 if best is None else max(0.0, 0.25 - (alike[i, j, (n, m)] - best))
        assert alike[i, j, (n, m)] - scored == pytest.approx(missing)


@given(st.lists(st.booleans(), min_size=1, max_size=4), st.lists(st.booleans(), min_size=1, max_size=4))
def test_what_paragraphs_say_of_a_bead(source: list[bool], target: list[bool]) -> None:
    band = Band.full(len(source), len(target))
    weights = ScoreWeights()
    found = by_bead(score_paragraphs(np.array(source), np.array(target), band, SIZES, weights), band, SIZES)
    for (i, j, (n, m)), scored in found.items():
        together = 0.06 * (1 if source[i] and target[j] else 0 if source[i] == target[j] else -1)
        inside = sum(source[i + 1 : i + n]) + sum(target[j + 1 : j + m])
        assert scored == pytest.approx(together - 0.20 * inside, abs=1e-6)


@given(st.lists(st.integers(1, 4), max_size=6))
def test_a_paragraph_starts_where_its_number_is_new(sizes: list[int]) -> None:
    numbers = [3 * number for number, size in enumerate(sizes) for _ in range(size)]
    starts = set(accumulate(sizes, initial=0))
    assert paragraph_starts(numbers).tolist() == [place in starts for place in range(len(numbers))]


def test_no_bead_has_more_sentences_than_asked_for() -> None:
    assert bead_sizes(2) == [(1, 1)]
    assert bead_sizes(4) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)]
