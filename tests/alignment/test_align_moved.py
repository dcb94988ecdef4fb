"""Passages that the translation has elsewhere: found, said, written and read back; none where there are none."""

import random
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.alignment import align
from pipeline.alignment.given_beads import complete
from pipeline.commands import main
from pipeline.document import MOVED, Bead
from pipeline.formats.alignments.read import parse_beads
from pipeline.formats.alignments.write import ladder, vecalign
from pipeline.quality.warnings import find_warnings
from tests.conftest import Files

CHANCE = random.Random(11)  # noqa: S311 (repeatable)
WORDS = ["".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(400)]
STORY = [" ".join(CHANCE.choices(WORDS, k=CHANCE.randint(6, 20))).capitalize() + "." for _ in range(60)]
SWAPPED = [*STORY[:10], *STORY[22:34], *STORY[10:22], *STORY[34:]]
ORDER = [*range(10), *range(22, 34), *range(10, 22), *range(34, 60)]


def _links(beads: list[Bead]) -> set[tuple[int, int]]:
    return {(i, j) for bead in beads for i in bead.source for j in bead.target}


@pytest.mark.parametrize("blocks", [[(10, 22), (22, 34)], [(5, 15), (40, 52)], [(0, 12), (48, 60)]])
def test_exchanged_passages_find_each_other(blocks: list[tuple[int, int]]) -> None:
    (a, b), (c, d) = blocks
    order = [*range(a), *range(c, d), *range(b, c), *range(a, b), *range(d, len(STORY))]
    beads = align(STORY, [STORY[n] for n in order])
    assert _links(beads) == {(i, j) for j, i in enumerate(order)}
    assert [bead.source[0] for bead in beads] == list(range(len(STORY)))
    in_order = [bead.target[0] for bead in beads if MOVED not in bead.flags]
    assert in_order == sorted(in_order)
    assert all("stand elsewhere" in line for line in find_warnings(beads, [], []))


def test_a_passage_that_moved_is_told_with_its_places() -> None:
    line = find_warnings(align(STORY, SWAPPED), STORY, SWAPPED)[-1]
    assert line in (
        "French sentences 10-21 stand elsewhere in the English, at 22-33 (counted from 0)",
        "French sentences 22-33 stand elsewhere in the English, at 10-21 (counted from 0)",
    )


@settings(max_examples=10)
@given(st.lists(st.integers(0, 59), max_size=30), st.lists(st.integers(0, 59), max_size=30))
def test_whatever_is_left_out_nothing_moves(gone: list[int], missing: list[int]) -> None:
    source = [line for number, line in enumerate(STORY) if number not in gone]
    target = [line for number, line in enumerate(STORY) if number not in missing]
    assert not [bead for bead in align(source, target) if bead.flags]


@settings(max_examples=10)
@given(st.permutations([0, 1, 2, 3, 4]))
def test_beads_partition_both_sides_in_any_order_of_chapters(chapters: list[int]) -> None:
    order = [number for chapter in chapters for number in range(12 * chapter, 12 * chapter + 12)]
    beads = align(STORY, [STORY[n] for n in order])
    assert list(chain.from_iterable(bead.source for bead in beads)) == list(range(60))
    assert sorted(chain.from_iterable(bead.target for bead in beads)) == list(range(60))
    assert _links(beads) == {(i, j) for j, i in enumerate(order)}


def test_formats_hold_what_moved() -> None:
    beads = align(STORY, SWAPPED)
    again = complete(list(parse_beads("\n".join(vecalign(beads)))), 60, 60)
    assert [(bead.source, bead.target) for bead in again] == [(bead.source, bead.target) for bead in beads]
    assert sum(MOVED in bead.flags for bead in again) == 12
    climbed = complete(list(parse_beads("\n".join(ladder(beads)))), 60, 60)
    assert _links(climbed) == _links([bead for bead in beads if MOVED not in bead.flags])


def test_a_run_pairs_what_moved_and_says_so(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.fr.txt": "\n".join(STORY), "a.en.txt": "\n".join(SWAPPED)})
    paths = {"files": str(folder / "a.fr.txt"), "reference": str(folder / "a.en.txt"), "lines": "sentences"}
    formats = ["jsonl", "tmx", "html", "moses"]
    result = run(
        make_config(
            {
                "read": paths,
                "output": str(folder / "out"),
                "translate": {"engine": "none"},
                "write": {"formats": formats},
            }
        )
    )
    pairs = list(read_pairs(folder / "out" / "pairs.jsonl"))
    assert [(pair.source, pair.target) for pair in pairs] == [(line, line) for line in STORY]
    assert sum("moved" in pair.flags for pair in pairs) == 12
    assert result.metrics.flags["moved"] == 12
    assert result.metrics.warnings[-1].startswith("a.fr.txt: French sentences")
    command = ["align", "--lines", "--model", "none", str(folder / "a.fr.txt"), str(folder / "a.en.txt")]
    assert main(command) == 0
    assert "warning: French sentences" in capsys.readouterr().err


def test_a_document_of_one_sentence_a_hundred_times_stays_in_order() -> None:
    beads = align(["Oui."] * 100, ["Oui."] * 80)
    assert not [bead for bead in beads if bead.flags]
