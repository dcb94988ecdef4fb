"""Beads: they partition both sides, whatever the texts."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.alignment import AlignOptions, align
from pipeline.alignment.lattice import Edge, Nulls, find_best_path
from pipeline.alignment.scoring import ScoreWeights, bead_sizes
from pipeline.alignment.search import Sides, build_fine_lattice, nodes_of
from pipeline.alignment.vectors import FeatureWeights, Texts
from pipeline.document import NOT_ASKED, Bead, Hypothesis
from pipeline.partition import fill_by_machine

SENTENCES = st.lists(st.text(st.sampled_from("abc de. "), max_size=12), max_size=7)
STORY = [
    "The train left Lyon at eight in the morning.",
    "Marie was asleep by the window.",
    "A man came in and sat down.",
    "He opened a newspaper.",
    "Nobody spoke until Dijon.",
    "Then the heating failed.",
]


@settings(max_examples=60)
@given(SENTENCES, SENTENCES, st.integers(2, 8))
def test_beads_partition_both_sides_in_order(source: list[str], target: list[str], most: int) -> None:
    beads = align(source, target, options=AlignOptions(most_sentences=most))
    assert list(chain.from_iterable(bead.source for bead in beads)) == list(range(len(source)))
    assert list(chain.from_iterable(bead.target for bead in beads)) == list(range(len(target)))
    assert all(0 <= bead.posterior <= 1 for bead in beads)
    assert all(len(bead.source) + len(bead.target) <= max(most, 1) for bead in beads)


def test_a_text_and_itself() -> None:
    beads = align(STORY, STORY)
    assert [(bead.source, bead.target) for bead in beads] == [((n,), (n,)) for n in range(6)]
    assert min(bead.posterior for bead in beads) > 0.9


def test_merged_split_missing_and_added_sentences() -> None:
    target = [
        "The train left Lyon at eight in the morning, and Marie was asleep by the window.",
        "A man came in.",
        "Then he sat down.",
        "He opened a newspaper.",
        "It was raining hard on the vineyards of Burgundy.",
        "Nobody spoke until Dijon.",
    ]
    found = [(bead.source, bead.target) for bead in align(STORY, target)]
    assert ((0, 1), (0,)) in found
    assert ((2,), (1, 2)) in found
    assert ((3,), (3,)) in found
    assert ((), (4,)) in found
    assert ((4,), (5,)) in found
    assert ((5,), ()) in found


def test_a_missing_chapter_is_not_forced() -> None:
    chapter = [f"Sentence number {n} tells of {word}." for n, word in enumerate(["apples", "boats", "clouds", "dogs"])]
    beads = align([*STORY[:3], *chapter, *STORY[3:]], STORY)
    assert [bead.source for bead in beads if not bead.target] == [(3,), (4,), (5,), (6,)]


@pytest.mark.parametrize(("source", "target"), [([], []), (STORY, []), ([], STORY)])
def test_empty_sides(source: list[str], target: list[str]) -> None:
    beads = align(source, target)
    assert len(beads) == len(source) + len(target)


def test_one_sentence_against_many() -> None:
    beads = align(STORY[:1], STORY * 200)
    assert sum(len(bead.target) for bead in beads) == 1200


def test_a_short_text_is_found_far_from_where_it_was_looked_for() -> None:
    source = [*STORY, *(f"Then he told {name} of it." for name in ("Paul", "Anna", "Louis", "Clara", "Hugo"))]
    target = [*(f"{word} {word} {word}" for word in "abcdefghijkl"), *source]
    lengths = [np.array([float(len(line)) for line in side]) for side in (source, target)]
    sides = Sides(*Texts.of(source, target, None, None).vectors(FeatureWeights()), lengths[0], lengths[1])
    wrong: list[Edge] = [((n, n), (1, 1)) for n in range(11)] + [((11, n), (0, 1)) for n in range(11, 23)]
    lattice, _ = build_fine_lattice(sides, nodes_of(wrong), bead_sizes(8), ScoreWeights(), Nulls())
    assert [step for step in find_best_path(lattice) if min(step[1])] == [((n, 12 + n), (1, 1)) for n in range(11)]


def test_the_machine_fills_what_the_human_left_out() -> None:
    beads = [Bead((0,), (0,), "human"), Bead((1,), (), "human", 0.8), Bead((), (1,), "human")]
    filled = fill_by_machine(beads, [Hypothesis("Yes."), Hypothesis("No.")])
    assert fill_by_machine(beads, [Hypothesis("Yes."), NOT_ASKED]) == fill_by_machine(beads, ()) == beads
    assert filled[0] == beads[0]
    assert (filled[1].source, filled[1].target, filled[1].origin) == ((1,), (1,), "machine")
    assert filled[2] == beads[2]


def test_the_room_has_what_it_promises() -> None:
    import pipeline.alignment as room

    assert all(hasattr(room, name) for name in room.__all__)
