"""Beads as a partition: whatever is put in their place, every sentence stays in exactly one of them, in order."""

from itertools import accumulate, chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import MOVED, Bead, Hypothesis
from pipeline.partition import fill_by_machine, find_longest_rising, order_beads, replace_sentences

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


def shown(beads: list[Bead]) -> list[str]:
    """Beads in short: the sentences of both sides, who made the target, how sure it is, and what is said of it."""
    return [
        f"{''.join(map(str, bead.source))}-{''.join(map(str, bead.target))} {bead.origin[0]}{bead.posterior:g}"
        f"{' ' if bead.flags else ''}{','.join(bead.flags)}"
        for bead in beads
    ]


@pytest.mark.parametrize(
    ("together", "found"),
    [
        (False, ["0- h0.3", "1- h0.9", "2- h0.3", "-0 h0.3", "-1 h0.3", "3- h0.4", "-2 h0.8", "-3 m0.6"]),
        (True, ["0-01 h0.7", "1- h0.9", "2- h0.3", "3- h0.4", "-2 h0.8", "-3 m0.6"]),
    ],
)
def test_what_other_beads_leave_alone_is_as_probable_as_its_bead_was_wrong(together: bool, found: list[str]) -> None:
    beads = [Bead((0, 1, 2), (0, 1), "human", 0.7), Bead((3,), (), "human", 0.4), Bead((), (2, 3), "human", 0.8)]
    others = [Bead((1,), (), "human", 0.9), Bead((), (3,), "machine", 0.6)]
    assert shown(list(replace_sentences(beads, others, together))) == found


@pytest.mark.parametrize(
    ("beads", "others", "found"),
    [
        # One that reaches over two beads stands where it begins, and takes from both.
        ([((0, 1), (0, 1)), ((2, 3), (2, 3))], [((1, 2), (1, 2))], ["0-0", "12-12", "3-3"]),
        ([((0, 1), (0,)), ((2,), (1,))], [((1, 2), (0, 1))], ["0-", "12-01"]),
        # What belongs together on both sides of a cut stays together, on each side of it.
        ([((0, 1, 2), (0, 1, 2))], [((1,), (1,))], ["0-0", "1-1", "2-2"]),
        ([((0, 1, 2), (0, 1, 2))], [((0,), (2,))], ["0-2", "12-01"]),
        ([((0, 1), (0, 1))], [((), (0,))], ["01-1", "-0"]),
        ([((0, 1), (0, 1))], [((0,), ())], ["0-", "1-01"]),
        ([((), (0, 1))], [((), (1,))], ["-0", "-1"]),
        ([((0, 1, 2), (0, 1, 2))], [((0,), (0,)), ((1,), (2,))], ["0-0", "1-2", "2-1"]),
    ],
)
def test_what_others_leave_of_a_bead_that_belongs_together(
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]],
    others: list[tuple[tuple[int, ...], tuple[int, ...]]],
    found: list[str],
) -> None:
    made = replace_sentences(
        [Bead(*sides, "human") for sides in beads], [Bead(*sides, "human") for sides in others], together=True
    )
    assert [one.split(" ")[0] for one in shown(list(made))] == found


@given(st.permutations(range(6)))
def test_the_places_in_order_are_as_many_as_can_be(numbers: list[int]) -> None:
    places = find_longest_rising(numbers)
    assert places == sorted(places)
    assert [numbers[place] for place in places] == sorted(numbers[place] for place in places)
    rising = [c for size in range(7) for c in combinations(numbers, size) if list(c) == sorted(c)]
    assert len(places) == max(map(len, rising))
    assert find_longest_rising([]) == []


@pytest.mark.parametrize(
    ("beads", "found"),
    [
        (["1-0", "0-1"], ["0-1 moved", "1-0"]),
        (["0-5", "1-0", "2-1", "-2", "-6"], ["0-5 moved", "1-0", "2-1", "-2", "-6"]),
        (["-0", "0-1"], ["-0", "0-1"]),
        (["0-1", "-0"], ["-0", "0-1"]),  # its target stands before the one of the bead
        (["0-", "-0", "1-1"], ["0-", "-0", "1-1"]),
        (["-0", "-1", "0-", "1-2"], ["-0", "-1", "0-", "1-2"]),
        (["0-0", "1-", "2-", "-1", "3-2"], ["0-0", "1-", "2-", "-1", "3-2"]),
        (["-1", "0-0", "1-", "2-2"], ["0-0", "-1", "1-", "2-2"]),
    ],
)
def test_beads_without_source_stand_among_their_targets(beads: list[str], found: list[str]) -> None:
    def side(numbers: str) -> tuple[int, ...]:
        return tuple(map(int, numbers))

    sides = [bead.split("-") for bead in beads]
    made = [Bead(side(source), side(target), "human") for source, target in sides]
    assert [one.replace(" h1", "") for one in shown(order_beads(made))] == found


def test_a_bead_that_is_back_in_order_is_no_longer_flagged_as_moved() -> None:
    beads = [Bead((0,), (0,), flags=(MOVED, "other")), Bead((1,), (2,), flags=("one",)), Bead((2,), (1,))]
    assert [bead.flags for bead in order_beads(beads)] == [("other",), ("moved", "one"), ()]


def test_the_machine_fills_each_sentence_that_has_no_english() -> None:
    beads = [Bead((0, 1), (), "human", 0.3), Bead((2,), (0,), "human", 0.6), Bead((), (1,), "human", 0.7)]
    assert shown(fill_by_machine(beads, [Hypothesis("Yes.")] * 3)) == ["0-0 m0.3", "1-1 m0.3", "2-0 h0.6", "-1 h0.7"]
