"""From coarse to fine: what is merged, measured and searched for on the way."""

import random

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Edge, Lattice, Nulls, find_best_path
from pipeline.alignment.scoring import ScoreWeights
from pipeline.alignment.search import Sides, contrast, find_coarse_path
from pipeline.alignment.vectors import FeatureWeights, Texts


def sides_of(source: list[str], target: list[str]) -> Sides:
    lengths = [np.array([float(len(line)) for line in side]) for side in (source, target)]
    return Sides(*Texts.of(source, target, None, None).vectors(FeatureWeights()), lengths[0], lengths[1])


def numbered(source: int, target: int, starts: tuple[list[bool], list[bool]] | None = None) -> Sides:
    """Sentences with one number each as vector, of which every one is ten times as long as its number, and one more."""
    one, other = (csr_array(np.arange(count, dtype=float)[:, None] + 1) for count in (source, target))
    lengths = 10 * np.arange(source) + 1.0, 10 * np.arange(target) + 1.0
    return Sides(one, other, *lengths, (np.array(starts[0]), np.array(starts[1])) if starts else None)


def test_sentences_are_merged_two_by_two() -> None:
    halved = numbered(5, 2).halved()
    assert halved.source.toarray().ravel().tolist() == [3, 7, 5]
    assert halved.target.toarray().ravel().tolist() == [3]
    assert halved.source_lengths.tolist() == [12, 52, 41]
    assert halved.target_lengths.tolist() == [12]
    assert halved.paragraph_starts is None


def test_some_sentences_are_chosen_with_all_that_is_known_of_them() -> None:
    part = numbered(4, 3, ([True, False, True, False], [True, True, False])).part([1, 2], [0, 2])
    assert part.source.toarray().ravel().tolist() == [2, 3]
    assert part.target.toarray().ravel().tolist() == [1, 3]
    assert (part.source_lengths.tolist(), part.target_lengths.tolist()) == ([11, 21], [1, 21])
    assert part.paragraph_starts is not None
    assert [starts.tolist() for starts in part.paragraph_starts] == [[False, True], [True, False]]


def test_the_length_ratio_is_measured_over_beads_with_both_sides() -> None:
    path: list[Edge] = [((0, 0), (1, 0)), ((1, 0), (2, 1)), ((3, 1), (0, 1)), ((3, 2), (1, 1))]
    assert numbered(4, 3).measure_length_ratio(path) == pytest.approx((1 + 21) / (11 + 21 + 31))
    assert numbered(4, 3).measure_length_ratio([((0, 0), (1, 0))]) == 1.0
    assert numbered(4, 3).measure_length_ratio([]) == 1.0


def path_of(beads: int) -> list[Edge]:
    return [((n, n), (1, 1)) for n in range(beads)]


def test_the_correlation_of_paragraphs_is_pearsons_from_ten_beads_on() -> None:
    source = [True, False, False, True, False, False, True, False, False, False]
    target = [True, False, False, True, False, True, False, False, False, False]
    sides = numbered(10, 10, (source, target))
    # Of ten beads three begin a paragraph in the source, three in the target, two in both.
    assert sides.measure_paragraph_correlation(path_of(10)) == pytest.approx((0.2 - 0.3 * 0.3) / (0.3 * 0.7))
    assert sides.measure_paragraph_correlation(path_of(9)) == 0.5
    assert numbered(10, 10).measure_paragraph_correlation(path_of(10)) == 0.5
    assert sides.measure_paragraph_correlation([*path_of(9), ((9, 9), (1, 0)), ((10, 9), (0, 1))]) == 0.5


@pytest.mark.parametrize(
    ("source", "target"),
    [([True] * 10, [True, False] * 5), ([False] * 10, [True, False] * 5), ([True, False] * 5, [False, True] * 5)],
)
def test_paragraphs_that_never_begin_together_say_nothing(source: list[bool], target: list[bool]) -> None:
    for sides in (numbered(10, 10, (source, target)), numbered(10, 10, (target, source))):
        assert sides.measure_paragraph_correlation(path_of(10)) == 0.0


def test_a_long_text_is_searched_from_coarse_to_fine() -> None:
    """Of 500 sentences the target lacks twenty; the path is right to within a few sentences."""
    chance = random.Random(3)  # noqa: S311 (repeatable)
    story = [" ".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=12)).title() + f" n{n}." for n in range(500)]
    sides = sides_of(story, [*story[:200], *story[220:]])
    path = find_coarse_path(sides, ScoreWeights(), Nulls())
    assert [sum(size[side] for _, size in path) for side in (0, 1)] == [500, 480]
    linked = [(i, j) for (i, j), size in path if size == (1, 1)]
    assert len(linked) >= 470
    assert all(abs(i - j - 20 * (i >= 210)) <= 1 for i, j in linked if abs(i - 210) > 12)


def test_an_empty_side_is_passed_as_nulls() -> None:
    assert find_coarse_path(numbered(0, 2), ScoreWeights(), Nulls()) == [((0, 0), (0, 1)), ((0, 1), (0, 1))]


def test_passages_stand_out_from_what_all_have_in_common() -> None:
    """Every two passages are alike, those of the diagonal hardly more; nothing else is taken for a path."""
    height, width = 40, 40
    chance = np.random.default_rng(1)
    band = Band.full(height, width)
    alike = chance.normal(0.15, 0.01, (height + 1, width + 1))
    alike += np.linspace(0, 0.1, width + 1)
    diagonal = alike.copy()
    diagonal[np.arange(height), np.arange(width)] += 0.05
    for similarities, linked in ((diagonal, height), (alike, 0)):
        table = np.full((band.size, 1), -np.inf)
        inside = (band.rows < height) & (band.columns < width)
        table[inside, 0] = similarities.ravel()[inside]
        lattice = Lattice(band, [(1, 1)], table, Nulls())
        path = find_best_path(Lattice(band, [(1, 1)], contrast(table, lattice), Nulls()))
        assert sum(size == (1, 1) for _, size in path) == linked
