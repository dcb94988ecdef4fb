"""What a whole document says against its translation, in one line each."""

import pytest

from pipeline.document import MOVED, Bead
from pipeline.quality.warnings import find_warnings

FEW = "only {} of {} French sentences have a sure counterpart; is this the translation, and is it English?"
COPIES = "{} of {} French sentences stand in the English as they are; is this the translation?"


def beads(sure: int, unsure: int = 0, french: int = 0, english: int = 0, machine: int = 0) -> list[Bead]:
    """So many beads that are sure, that are not, that have one side only, and that a machine filled."""
    found = [Bead((n,), (n,), "human", 0.5) for n in range(sure)]
    found += [Bead((sure + n,), (sure + n,), "human", 0.49) for n in range(unsure)]
    found += [Bead((50 + n,), (), "human") for n in range(french)]
    found += [Bead((), (50 + n,), "human") for n in range(english)]
    return [*found, *(Bead((90 + n,), (90 + n,), "machine") for n in range(machine))]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (beads(5, 5), []),
        (beads(4, 5), [FEW.format(4, 9)]),
        (beads(0, 3), [FEW.format(0, 3)]),
        (beads(2, french=6), []),  # all that there is of the English has its counterpart
        (beads(2, french=6, english=2), []),
        (beads(2, french=6, english=3), [FEW.format(2, 8)]),
        (beads(0, french=6), []),  # without any English that is another matter
        (beads(0, english=6), []),
        (beads(2, english=3, machine=6), [FEW.format(2, 8)]),
        ([Bead((0, 1, 2), (0,), "human", 0.9), Bead((3,), (1, 2, 3, 4), "human", 0.1)], []),
        ([Bead((0,), (0, 1, 2), "human", 0.9), Bead((1, 2, 3, 4), (3,), "human", 0.1)], []),
    ],
)
def test_texts_that_hardly_correspond(made: list[Bead], told: list[str]) -> None:
    assert find_warnings(made, [], []) == told


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        (["a b c d", "e f g h"], ["a b c d", "e f g h"], [COPIES.format(2, 2)]),
        (["a b c d", "e f g h"], ["a b c d"], []),  # half of them is not most
        (["a b c d", "e f g h", "i j k l"], ["i j k l", "a b c d", "x"], [COPIES.format(2, 3)]),
        (["a b c", "Paris"], ["a b c", "Paris"], []),  # three words may be the same by chance
        ([], [], []),
    ],
)
def test_a_text_that_stands_on_both_sides(source: list[str], target: list[str], told: list[str]) -> None:
    assert find_warnings([], source, target) == told


def test_every_moved_passage_is_told_with_its_places() -> None:
    """Two passages follow each other where the English falls; a machine's bead between them is none of theirs."""
    moved = [((0,), (8,)), ((1, 2), (9,)), ((3,), (4,)), ((5,), (5, 6))]
    made = [Bead(source, target, "human", flags=(MOVED,)) for source, target in moved]
    made.insert(3, Bead((4,), (4,), "machine"))
    made += [Bead((6,), (11,), "human"), Bead((7,), (10,), "human", flags=(MOVED,))]
    assert find_warnings(made, [], []) == [
        "French sentences 0-2 stand elsewhere in the English, at 8-9 (counted from 0)",
        "French sentences 3-5 stand elsewhere in the English, at 4-6 (counted from 0)",
        "French sentences 7-7 stand elsewhere in the English, at 10-10 (counted from 0)",
    ]
