"""The band of an alignment grid, against nodes counted one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment.band import Band

Nodes = set[tuple[int, int]]
PATHS = st.lists(st.sampled_from([(1, 1), (1, 2), (2, 1), (3, 1), (1, 0), (0, 1)]), min_size=1, max_size=6)


def visited(steps: list[tuple[int, int]]) -> np.ndarray:
    return np.cumsum([(0, 0), *steps], axis=0)


def nodes_of(band: Band) -> Nodes:
    return set(zip(band.rows.tolist(), band.columns.tolist(), strict=True))


@given(PATHS, st.integers(0, 3))
def test_a_band_holds_what_is_near_a_path_and_no_more(steps: list[tuple[int, int]], margin: int) -> None:
    path = visited(steps)
    height, width = path[-1].tolist()
    own = {row: [column for i, column in path.tolist() if i == row] for row in range(height + 1)}
    crossed: Nodes = set()  # a row that a step jumps over lies between the row before and the row after
    for row in range(height + 1):
        before = next(own[above] for above in range(row, -1, -1) if own[above])
        after = next(own[below] for below in range(row, height + 1) if own[below])
        crossed |= {(row, column) for column in range(min(before), max(after) + 1)}
    near = {(i, j) for i in range(height + 1) for j in range(width + 1)
            if any(abs(i - k) <= margin and abs(j - m) <= margin for k, m in crossed)}  # fmt: skip
    for row in range(height + 1):
        columns = [column for i, column in near if i == row]
        band = Band.around(path, margin)
        assert (band.first[row], band.last[row]) == (min(columns), max(columns))


def test_rows_may_have_margins_of_their_own() -> None:
    path = visited([(1, 1)] * 6)
    band = Band.around(path, np.array([0, 0, 0, 2, 0, 0, 0]))
    assert band.first.tolist() == [0, 0, 0, 0, 4, 5, 6]  # row 3 begins at column 1 - 2, and no row before it later
    assert band.last.tolist() == [0, 1, 2, 6, 6, 6, 6]


@given(PATHS, st.integers(0, 2), st.integers(-2, 2), st.integers(-2, 2))
def test_places_of_a_band_are_numbered_row_after_row(
    steps: list[tuple[int, int]], margin: int, down: int, right: int
) -> None:
    band = Band.around(visited(steps), margin)
    nodes = sorted(nodes_of(band))
    assert (band.height, band.width) == tuple(visited(steps)[-1])
    assert band.size == len(nodes)
    place = {node: at for at, node in enumerate(nodes)}
    assert band.shifted(down, right).tolist() == [place.get((i + down, j + right), len(nodes)) for i, j in nodes]


def test_a_path_touches_the_edges_of_a_band_but_not_those_of_the_grid() -> None:
    band = Band(np.array([0, 0, 1, 1]), np.array([1, 3, 3, 4]))
    assert band.touched(np.array([[0, 0], [1, 1], [2, 2], [3, 4]])).tolist() == [False, False, False, False]
    assert band.touched(np.array([[0, 1], [1, 3], [2, 3], [3, 3]])).tolist() == [True, True, True, False]
    assert band.touched(np.array([[0, 0], [1, 0], [2, 1], [3, 1]])).tolist() == [False, False, True, True]


def test_a_whole_grid_has_a_node_more_than_sentences_on_each_side() -> None:
    assert nodes_of(Band.full(2, 3)) == {(i, j) for i in range(3) for j in range(4)}
