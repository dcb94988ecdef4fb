"""Long texts are searched in stretches, which join without a trace."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment import align
from pipeline.alignment.lattice import Edge
from pipeline.alignment.search import nodes_of
from pipeline.alignment.stretches import next_stretch, settled
from pipeline.document import Bead

SIZES = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)]


def path_of(sizes: list[tuple[int, int]]) -> list[Edge]:
    place = (0, 0)
    path: list[Edge] = []
    for size in sizes:
        path.append((place, size))
        place = (place[0] + size[0], place[1] + size[1])
    return path


@given(st.lists(st.sampled_from(SIZES), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_stretches_of_a_short_path_are_its_rest(sizes: list[tuple[int, int]], chance: random.Random) -> None:
    nodes = nodes_of(path_of(sizes))
    start = tuple(map(int, nodes[chance.randrange(len(nodes))]))
    stretch = next_stretch(nodes, (start[0], start[1]))
    assert (stretch[0] == 0).all()
    assert (stretch[-1] + start == nodes[-1]).all()
    assert (np.diff(stretch, axis=0) >= 0).all()


def test_a_stretch_of_a_long_path_is_bounded_and_goes_on() -> None:
    nodes = nodes_of(path_of([(1, 1)] * 6000))
    first = next_stretch(nodes, (0, 0))
    assert first[-1].tolist() == [4000, 4000]
    assert next_stretch(nodes, (3800, 3800))[-1].tolist() == [2200, 2200]


def test_what_is_settled_ends_with_a_sure_bead_well_before_the_end() -> None:
    beads = [Bead((n,), (n,), "human", 0.5 if n % 7 else 0.99) for n in range(1000)]
    kept = settled(beads)
    assert kept == beads[: len(kept)]
    assert kept[-1].posterior == 0.99
    assert 790 <= len(kept) <= 800
    unsure = [Bead((n,), (), "human", 0.5) for n in range(1000)]
    assert len(settled(unsure)) == 600


def test_a_long_text_is_aligned_across_stretches() -> None:
    """Of 5,000 sentences the target lacks six hundred in the middle, and every ninth is joined with the next."""
    chance = random.Random(5)  # noqa: S311 (repeatable)
    story = [" ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(6)) + "." for _ in range(5000)]
    target: list[str] = []
    wanted: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    n = 0
    while n < len(story):
        taken = 2 if n % 9 == 0 else 1
        if not 2500 <= n < 3100:
            wanted.append((tuple(range(n, n + taken)), (len(target),)))
            target.append(" ".join(story[n : n + taken]))
        n += taken
    found = align(story, target)
    assert [number for bead in found for number in bead.source] == list(range(len(story)))
    assert [number for bead in found for number in bead.target] == list(range(len(target)))
    right = {(bead.source, bead.target) for bead in found} & set(wanted)
    assert len(right) >= 0.995 * len(wanted)
