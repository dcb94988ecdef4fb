"""Beads that are not searched for: other tools', and those of parallel files."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.alignment.given_beads import complete, pair_paragraphs
from pipeline.document import MOVED, Bead
from pipeline.errors import InputError
from pipeline.runs.runner import Result
from tests.conftest import Files

FRENCH = "Le train part.\nIl pleut. Il vente.\n\nPaul dort.\n"
ENGLISH = "The train leaves.\nIt rains.\nIt is windy.\n\nPaul sleeps.\n"
CORPUS = Path(__file__).parents[2] / "corpus"
Numbers = tuple[int, ...]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=8))
def test_completed_beads_partition_both_sides(parts: list[tuple[int, int, bool]]) -> None:
    given_beads, i, j = [], 0, 0
    for n, m, kept in parts:
        if kept:
            given_beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), "human"))
        i, j = i + n, j + m
    whole = complete(given_beads, i, j)
    assert [number for bead in whole for number in bead.source] == list(range(i))
    assert [number for bead in whole for number in bead.target] == list(range(j))
    assert [bead for bead in given_beads if bead.source and bead.target] == [b for b in whole if b.source and b.target]


OTHERS = "; were the beads made of other sentences? (read.lines: sentences keeps lines as they are)"


@pytest.mark.parametrize(
    ("beads", "message"),
    [
        ([((0,), (0,)), ((0, 1), (1,))], "French sentence 0, counted from 0, stands in two beads"),
        ([((0,), (0,)), ((1,), (0,))], "English sentence 0, counted from 0, stands in two beads"),
        ([((0, 2), (0,))], "bead [0, 2]:[0]: its French sentences are not neighbours in order"),
        ([((0,), (1, 0))], "bead [0]:[1, 0]: its English sentences are not neighbours in order"),
        ([((3,), ())], "bead [3]:[]: there are 3 French sentences, numbered from 0" + OTHERS),
        ([((), (1, 2))], "bead []:[1, 2]: there are 2 English sentences, numbered from 0" + OTHERS),
    ],
)
def test_impossible_beads_are_refused(beads: list[tuple[Numbers, Numbers]], message: str) -> None:
    with pytest.raises(InputError) as caught:
        complete([Bead(*sides, "human") for sides in beads], 3, 2)
    assert str(caught.value) == message


def test_the_last_sentences_may_stand_in_a_bead_and_others_get_beads_of_their_own() -> None:
    whole = complete([Bead((2,), (1,), "human", 0.3), Bead((0,), (), "human", 0.9)], 3, 2)
    assert whole == [
        Bead((0,), (), "human"),
        Bead((1,), (), "human"),
        Bead((), (0,), "human"),
        Bead((2,), (1,), "human", 0.3),
    ]


@given(st.permutations(range(7)))
def test_given_beads_out_of_order_are_moved_as_few_as_can_be(order: list[int]) -> None:
    whole = complete([Bead((n,), (m,), "human") for n, m in enumerate(order)], 7, 7)
    assert [(bead.source[0], bead.target[0]) for bead in whole] == list(enumerate(order))
    kept = [bead.target[0] for bead in whole if MOVED not in bead.flags]
    assert kept == sorted(kept)
    rising = [c for size in range(8) for c in combinations(order, size) if list(c) == sorted(c)]
    assert len(kept) == max(map(len, rising))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=8))
def test_units_partition_both_sides(sizes: list[tuple[int, int]]) -> None:
    sides = [[unit for unit, size in enumerate(sizes) for _ in range(size[side])] for side in (0, 1)]
    beads = pair_paragraphs(*sides)
    assert len(beads) == sum(any(size) for size in sizes)
    assert [number for bead in beads for number in bead.source] == list(range(len(sides[0])))
    assert [number for bead in beads for number in bead.target] == list(range(len(sides[1])))


def _run(folder: Path, **read: object) -> Result:
    paths = {"files": str(folder / "a.fr.txt"), "reference": str(folder / "a.en.txt")}
    return run(make_config({"read": paths | read, "output": str(folder / "out"), "translate": {"engine": "none"}}))


def test_other_tools_beads_over_lines_that_are_sentences(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH, "a.beads": "[0]:[0]:0.1\n[1]:[1, 2]:0.2\n"})
    _run(folder, lines="sentences", beads=str(folder / "a.beads"))
    found = [(pair.source, pair.target, pair.type) for pair in read_pairs(folder / "out" / "pairs.jsonl")]
    assert found == [
        ("Le train part.", "The train leaves.", "1-1"),
        ("Il pleut. Il vente.", "It rains. It is windy.", "1-2"),
        ("Paul dort.", "", "1-0"),
        ("", "Paul sleeps.", "0-1"),
    ]


def test_line_pairs_stay_pairs(files: Files) -> None:
    folder = files({"a.fr.txt": "Un. Deux.\n\nTrois.\n", "a.en.txt": "One. Two.\nAdded.\n\n"})
    _run(folder, lines="pairs")
    found = [(pair.source, pair.target, pair.type) for pair in read_pairs(folder / "out" / "pairs.jsonl")]
    assert found == [("Un. Deux.", "One. Two.", "2-2"), ("", "Added.", "0-1"), ("Trois.", "", "1-0")]


def test_line_pairs_of_different_length_are_refused(files: Files) -> None:
    with pytest.raises(InputError, match=r"has 2 lines and .* 3; read\.lines"):
        _run(files({"a.fr.txt": "Un.\nDeux.\n", "a.en.txt": "One.\nTwo.\nThree.\n"}), lines="pairs")


def test_beads_need_a_human_translation(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.beads": "[0]:[0]:0.1\n"})
    with pytest.raises(InputError, match="without human translation"):
        _run(folder, reference=[], beads=str(folder / "a.beads"))


def test_beads_of_other_sentences_are_told(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH, "a.beads": "[40]:[41]:0.1\n"})
    with pytest.raises(InputError, match=r"a.fr.txt: bead \[40\]:\[41\]: there are"):
        _run(folder, beads=str(folder / "a.beads"))


def test_an_unrelated_translation_is_warned_of(files: Files) -> None:
    french, english = ((CORPUS / name).read_text("utf-8") for name in ("lettre.fr.txt", "le-phare.en.txt"))
    folder = files({"a.fr.txt": french, "a.en.txt": english})
    assert "a.fr.txt: only" in _run(folder).metrics.warnings[0]
