"""When sentences that a monotone alignment leaves over are a passage that has moved, and when they are not."""

from collections.abc import Sequence

import pytest

from pipeline.alignment.moved_passages import find_moved_passages
from pipeline.document import MOVED, Bead

Bond = tuple[int, int]


def aligned(kept: int, left: int, similarity: float = 1.0, posterior: float = 1.0) -> list[Bead]:
    """`left` sentences without counterpart, first in the source and last in the target, and `kept` ones with one."""
    sure = [Bead((left + n,), (n,), "human", posterior, scores={"similarity": similarity}) for n in range(kept)]
    alone = [Bead((n,), (), "human") for n in range(left)]
    return [*alone, *sure, *(Bead((), (kept + n,), "human") for n in range(left))]


def moved(beads: Sequence[Bead], found: Sequence[Bead]) -> list[Bond]:
    """The first sentences of the beads that have moved, when a search finds these beads in what is left."""

    def search(source: Sequence[int], target: Sequence[int]) -> Sequence[Bead]:
        return [bead for bead in found if bead.source[-1] < len(source) and bead.target[-1] < len(target)]

    made = find_moved_passages(beads, search)
    assert sorted(n for bead in made for n in bead.target) == sorted(n for bead in beads for n in bead.target)
    return [(bead.source[0], bead.target[0]) for bead in made if MOVED in bead.flags]


def pairs(*numbers: int, posterior: float = 1.0, similarity: float = 1.0) -> list[Bead]:
    return [Bead((n,), (n,), "human", posterior, scores={"similarity": similarity}) for n in numbers]


def test_three_sentences_that_cross_three_have_moved() -> None:
    assert moved(aligned(3, 3), pairs(0, 1, 2)) == [(0, 3), (1, 4), (2, 5)]
    assert moved(aligned(2, 3), pairs(0, 1, 2)) == []
    assert moved(aligned(3, 2), pairs(0, 1)) == []


def test_what_crosses_nothing_has_not_moved() -> None:
    """Sentences that the English has left out where it adds as many others."""
    beads = [*(Bead((n,), (n,), "human") for n in range(4)), *(Bead((n,), (), "human") for n in range(4, 8))]
    assert moved([*beads, *(Bead((), (n,), "human") for n in range(4, 8))], pairs(0, 1, 2, 3)) == []


@pytest.mark.parametrize(("posterior", "found"), [(0.5, 3), (0.49, 0)])
def test_beads_count_when_they_are_more_probable_than_not(posterior: float, found: int) -> None:
    assert len(moved(aligned(3, 3), pairs(0, 1, 2, posterior=posterior))) == found
    assert len(moved(aligned(3, 3, posterior=posterior), pairs(0, 1, 2))) == found


@pytest.mark.parametrize(("similarity", "found"), [(0.2, 3), (0.199, 0)])
def test_beads_count_when_they_are_four_tenths_as_alike_as_is_usual(similarity: float, found: int) -> None:
    assert len(moved(aligned(3, 3, similarity=0.5), pairs(0, 1, 2, similarity=similarity))) == found


def test_forced_beads_of_the_first_search_may_move_as_well() -> None:
    """One bead in four is less than four tenths as alike as the median one: it is left over, and is found elsewhere."""
    forced = [Bead((6 + n,), (n,), "human", scores={"similarity": 0.39}) for n in range(3)]
    sure = [Bead((n,), (3 + n,), "human", scores={"similarity": 1.0}) for n in range(6)]
    found = [Bead((n,), (n,), "human") for n in range(3)]
    made = find_moved_passages(sorted([*forced, *sure], key=lambda bead: bead.source), lambda *_: found)
    assert [bead.target[0] for bead in made if MOVED in bead.flags] == [0, 1, 2]
    assert [bead.scores for bead in made if MOVED in bead.flags] == [{}, {}, {}]


def test_a_passage_may_have_gaps_of_five_sentences() -> None:
    assert moved(aligned(9, 20), pairs(0, 6, 12)) == [(0, 9), (6, 15), (12, 21)]
    assert moved(aligned(9, 20), pairs(0, 7, 13)) == []
    sources = [Bead((n,), (m,), "human") for n, m in ((0, 0), (1, 7), (2, 8))]
    assert moved(aligned(9, 20), sources) == []


def test_a_passage_begins_and_ends_with_sure_beads_and_may_hold_others() -> None:
    doubtful = pairs(0, 2, 4, posterior=0.3)
    found = sorted([*doubtful, *pairs(1, 3), *pairs(5, 6), *pairs(7, posterior=0.1)], key=lambda bead: bead.source)
    assert [i for i, _ in moved(aligned(9, 8), found)] == [1, 2, 3, 4, 5, 6]


def test_beads_that_join_what_does_not_stand_together_belong_to_no_passage() -> None:
    """Of the sentences that are left over, the third and the fourth have others between them."""
    left = [0, 1, 2, 5, 6, 7]
    beads = [*(Bead((n,), (), "human") for n in left), *(Bead((n,), (n - 3,), "human") for n in (3, 4))]
    beads += [Bead((8 + n,), (2 + n,), "human") for n in range(4)]
    beads += [Bead((), (6 + n,), "human") for n in range(6)]
    found = [*pairs(0, 1), Bead((2, 3), (2,), "human"), Bead((4,), (3,), "human"), Bead((5,), (4,), "human")]
    made = moved(sorted(beads, key=lambda bead: (bead.source or (99,), bead.target)), found)
    assert made == [(0, 6), (1, 7), (6, 9), (7, 10)]


def test_passages_are_found_until_none_is_left() -> None:
    """Three passages in reverse order: one is kept, the others are found one after the other."""
    beads = [Bead((6 + n,), (n,), "human") for n in range(3)]
    beads = [*(Bead((n,), (), "human") for n in range(6)), *beads, *(Bead((), (n,), "human") for n in range(3, 9))]
    asked: list[tuple[list[int], list[int]]] = []

    def search(source: Sequence[int], target: Sequence[int]) -> list[Bead]:
        asked.append((list(source), list(target)))
        late = target.index(6) if 6 in target else 0
        return [Bead((n,), (late + n,), "human") for n in range(3)]

    made = find_moved_passages(beads, search)
    assert asked == [([0, 1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8]), ([3, 4, 5], [3, 4, 5])]
    assert [bead.target[0] for bead in made] == [6, 7, 8, 3, 4, 5, 0, 1, 2]
