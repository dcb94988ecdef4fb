"""Beads as a partition: whatever is put in their place, every sentence stays in exactly one of them, in order."""

from itertools import accumulate, chain, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import MOVED, Bead
from pipeline.partition import order_beads, replace_sentences

Sizes = list[tuple[int, int]]
SIZES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8)


def runs(sizes: list[int]) -> list[tuple[int, ...]]:
    """Consecutive numbers, so many a time."""
    return [tuple(range(start, end)) for start, end in pairwise(accumulate(sizes, initial=0))]


def beads_of(sizes: Sizes) -> list[Bead]:
    """Beads of these sizes, one after the other on both sides."""
    sides = runs([size for size, _ in sizes]), runs([size for _, size in sizes])
    return [Bead(source, target, "human", 0.7) for source, target in zip(*sides, strict=True)]


@st.composite
def beads_and_others(draw: st.DrawFn) -> tuple[list[Bead], list[Bead]]:
    """Beads that partition two texts, and others of the same sentences that share none with one another."""
    beads = beads_of(draw(SIZES))
    sides = []
    for count in (sum(len(bead.source) for bead in beads), sum(len(bead.target) for bead in beads)):
        cuts = sorted(draw(st.sets(st.integers(1, count - 1)))) if count > 1 else []
        found = [tuple(range(start, end)) for start, end in pairwise([0, *cuts, count])] if count else []
        sides.append(draw(st.permutations([*found, (), ()])))
    pairs = zip(*sides, strict=False)
    others = [Bead(source, target, "human") for source, target in pairs if source or target]
    return beads, others[: draw(st.integers(0, len(others)))]


def assert_lawful(found: list[Bead], beads: list[Bead]) -> None:
    """Check that beads partition what others partition, in the order that beads have."""
    assert [n for bead in found for n in bead.source] == sorted(n for bead in beads for n in bead.source)
    assert sorted(n for bead in found for n in bead.target) == sorted(n for bead in beads for n in bead.target)
    assert all(
        side == tuple(range(side[0], side[-1] + 1)) for bead in found for side in (bead.source, bead.target) if side
    )
    steady = list(chain.from_iterable(bead.target for bead in found if MOVED not in bead.flags))
    assert steady == sorted(steady)


@given(SIZES)
@settings(deadline=None)
def test_beads_in_order_are_left_as_they_are(sizes: Sizes) -> None:
    beads = beads_of(sizes)
    assert order_beads(beads) == beads
    assert list(replace_sentences(beads, [])) == beads


@given(beads_and_others())
@settings(deadline=None)
def test_a_partition_stays_one(made: tuple[list[Bead], list[Bead]]) -> None:
    beads, others = made
    for together in (False, True):
        found = order_beads(replace_sentences(beads, others, together))
        assert_lawful(found, beads)
        assert order_beads(found) == found
        assert {(bead.source, bead.target) for bead in others} <= {(bead.source, bead.target) for bead in found}


@given(beads_and_others())
@settings(deadline=None)
def test_what_belonged_together_does_so_still_where_both_sides_are_left(made: tuple[list[Bead], list[Bead]]) -> None:
    beads, others = made
    taken = [set(chain.from_iterable(sides)) for sides in zip(*((o.source, o.target) for o in others), strict=True)]
    ours, theirs = taken or (set[int](), set[int]())
    found = list(replace_sentences(beads, others, together=True))
    for bead in beads:
        left = set(bead.source) - ours, set(bead.target) - theirs
        if all(left):
            assert any(
                left[0].issuperset(one.source) and left[1].issuperset(one.target)
                for one in found
                if one.source and one.target
            )


def test_a_bead_without_source_moves_only_when_the_order_asks_for_it() -> None:
    beads = [Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)), Bead((2,), ()), Bead((3,), (2,))]
    assert order_beads(beads) == beads
    found = order_beads(replace_sentences(beads, [Bead((2,), (0,), "human")], together=True))
    assert [(bead.source, bead.target, bead.flags) for bead in found] == [
        ((0,), (), ()),
        ((1,), (), ()),
        ((2,), (0,), ()),
        ((), (1,), ()),
        ((3,), (2,), ()),
    ]
