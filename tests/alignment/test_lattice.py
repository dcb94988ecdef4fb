"""Dynamic programming over beads, against all paths of small grids written out one by one."""

from collections.abc import Iterator
from itertools import product
from math import exp, inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import (
    Edge,
    Lattice,
    Nulls,
    Size,
    find_best_path,
    find_minimum_bayes_risk_path,
    null_posteriors,
    posteriors,
)

SIZES: list[Size] = [(1, 1), (1, 2), (2, 1)]
Path = tuple[list[Edge], float]
"""The beads of a path, nulls left out, and the sum of its scores."""


@st.composite
def lattices(draw: st.DrawFn) -> Lattice:
    """A lattice of random scores in a random band that has a path."""
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    middle = sorted(draw(st.lists(st.integers(0, width), min_size=height, max_size=height)))
    first = [0, *(column - draw(st.integers(0, 1)) for column in middle)]
    last = [*(column + draw(st.integers(0, 2)) for column in middle), width]
    band = Band(np.maximum(np.minimum.accumulate(first[::-1])[::-1], 0), np.minimum(np.maximum.accumulate(last), width))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scores = random.normal(size=(band.size, len(SIZES)))
    for at, size in enumerate(SIZES):
        scores[band.shifted(*size) == band.size, at] = -inf
    return Lattice(band, SIZES, scores, Nulls(*random.normal(scale=0.5, size=3)))


def nodes_of(band: Band) -> dict[tuple[int, int], int]:
    return {node: at for at, node in enumerate(zip(band.rows.tolist(), band.columns.tolist(), strict=True))}


def all_paths(lattice: Lattice) -> list[Path]:
    """Every way from one corner to the other: nulls of either kind, a bead, nulls, a bead, and so on, nulls at last."""
    nodes = nodes_of(lattice.band)
    corner = lattice.band.height, lattice.band.width
    kinds = (0.0, lattice.nulls.single), (lattice.nulls.gap_open, lattice.nulls.gap)

    def past_nulls(i: int, j: int) -> Iterator[tuple[int, int, float]]:
        for n, m in product(range(corner[0] - i + 1), range(corner[1] - j + 1)):
            way = [(i + k, j) for k in range(n + 1)] + [(i + n, j + k) for k in range(m + 1)]
            if nodes.keys() >= set(way):
                yield from ((i + n, j + m, opening + each * (n + m)) for opening, each in kinds)

    def onwards(i: int, j: int) -> Iterator[Path]:
        for k, m, passed in past_nulls(i, j):
            if (k, m) == corner:
                yield [], passed
            for at, (down, right) in enumerate(SIZES):
                if (k + down, m + right) in nodes:
                    score = float(lattice.scores[nodes[k, m], at])
                    for beads, rest in onwards(k + down, m + right):
                        yield [((k, m), (down, right)), *beads], passed + score + rest

    return list(onwards(0, 0))


def counterparts(path: list[Edge]) -> tuple[set[int], set[int]]:
    """The source sentences and the target sentences that stand in a bead with both sides."""
    beads = [bead for bead in path if min(bead[1])]
    sources = {k for (i, _), (n, _) in beads for k in range(i, i + n)}
    return sources, {k for (_, j), (_, m) in beads for k in range(j, j + m)}


@given(lattices())
def test_the_best_path_is_the_best_of_all(lattice: Lattice) -> None:
    paths = all_paths(lattice)
    beads = [step for step in find_best_path(lattice) if min(step[1])]
    assert max(score for found, score in paths if found == beads) == pytest.approx(max(score for _, score in paths))


@given(lattices())
def test_the_best_path_passes_every_sentence_once(lattice: Lattice) -> None:
    path = find_best_path(lattice)
    nodes = [*(start for start, _ in path), (lattice.band.height, lattice.band.width)]
    assert nodes[0] == (0, 0)
    assert [(i + n, j + m) for (i, j), (n, m) in path] == nodes[1:]
    assert set(nodes) <= nodes_of(lattice.band).keys()


@given(lattices())
def test_a_posterior_is_the_share_of_all_paths_that_hold_the_bead(lattice: Lattice) -> None:
    paths = all_paths(lattice)
    total = sum(exp(score) for _, score in paths)
    found = posteriors(lattice)
    for (i, j), node in nodes_of(lattice.band).items():
        for at, size in enumerate(SIZES):
            share = sum(exp(score) for beads, score in paths if ((i, j), size) in beads) / total
            assert found[node, at] == pytest.approx(share, abs=1e-5)


@given(lattices())
def test_a_null_posterior_is_the_share_of_all_paths_that_leave_the_sentence_alone(lattice: Lattice) -> None:
    paths = all_paths(lattice)
    total = sum(exp(score) for _, score in paths)
    sides = null_posteriors(lattice, posteriors(lattice))
    for side, count in enumerate((lattice.band.height, lattice.band.width)):
        alone = [sum(exp(s) for p, s in paths if n not in counterparts(p)[side]) / total for n in range(count)]
        assert sides[side].tolist() == pytest.approx(alone, abs=1e-4)


@given(lattices())
def test_of_all_paths_none_has_more_right_in_expectation(lattice: Lattice) -> None:
    probabilities = posteriors(lattice)
    nulls = null_posteriors(lattice, probabilities)
    nodes = nodes_of(lattice.band)

    def right(path: list[Edge]) -> float:
        beads = sum(float(probabilities[nodes[start], SIZES.index(size)]) for start, size in path)
        linked = counterparts(path)
        return beads + sum(float(p) / 2 for side in (0, 1) for n, p in enumerate(nulls[side]) if n not in linked[side])

    found = [step for step in find_minimum_bayes_risk_path(lattice, probabilities, nulls) if min(step[1])]
    assert right(found) == pytest.approx(max(right(beads) for beads, _ in all_paths(lattice)), abs=1e-5)


def test_scaling_multiplies_every_score() -> None:
    lattice = Lattice(Band.full(1, 1), [(1, 1)], np.array([[2.0], [-inf], [-inf], [-inf]]), Nulls(-0.5, -3.0, 0.25))
    scaled = lattice.scaled(4.0)
    assert scaled.scores[0, 0] == 8.0
    assert scaled.nulls == Nulls(-2.0, -12.0, 1.0)


@pytest.mark.parametrize(("sentences", "least"), [(5, -0.2), (9, -0.2), (10, -0.1), (11, 0.0), (30, 0.0)])
def test_a_gap_costs_as_much_as_ten_sentences_alone_however_long_it_is(sentences: int, least: float) -> None:
    """A bead of one target and one of many source sentences saves the cost of two alone, until a gap is open."""
    for more, beads in ((0.01, 1), (-0.01, 0)):
        scores = np.full((2 * sentences + 2, 1), -inf)
        scores[0] = least + more
        path = find_best_path(Lattice(Band.full(sentences, 1), [(1, 1)], scores, Nulls()))
        assert len([step for step in path if min(step[1])]) == beads
