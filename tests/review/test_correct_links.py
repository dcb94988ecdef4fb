"""Word links that a person gave: they are all there are, whatever else would be found."""

from dataclasses import replace

import pytest

from pipeline import make_config, read_pairs, run
from pipeline.document import Bead, Document, Link
from pipeline.review.application import correct_documents
from pipeline.review.corrections import BeadCorrection, EnglishCorrection, LinkCorrection, write_table
from pipeline.review.placement import find_unplaced
from pipeline.stages.link import LinkStage
from tests.conftest import Files
from tests.review.test_correct import by_hand, by_machine

DOCUMENT = by_hand(
    "a",
    ("Le chat dort.", "Oui.", "Oui."),
    ("The cat sleeps.", "Yes.", "No."),
    *(Bead((n,), (n,), "human") for n in range(3)),
)
CAT = LinkCorrection("a", "Le  chat\u00a0dort.", "The cat sleeps.", ((1, 1), (2, 2)))
PLACES = (Link(3, 7, 4, 7), Link(8, 12, 8, 14))


def linked(document: Document) -> list[tuple[Link, ...]]:
    [done] = LinkStage()([document])
    return [bead.links for bead in done.beads]


def test_given_links_are_all_there_are() -> None:
    [done] = correct_documents([DOCUMENT], [CAT, LinkCorrection("a", "Oui.", "Yes.", ())])
    assert [bead.links_given for bead in done.beads] == [True, True, False]
    assert linked(done)[:2] == [PLACES, ()]
    assert all(linked(DOCUMENT))
    assert linked(done)[2]


def test_the_last_correction_of_a_pair_counts() -> None:
    [done] = correct_documents([DOCUMENT], [replace(CAT, links=()), CAT, replace(CAT, document="b", links=())])
    assert done.beads[0].links == PLACES


def test_repetitions_follow() -> None:
    document = by_machine("a", "Oui.", "Oui.")
    [done] = correct_documents([document], [LinkCorrection("a", "Oui.", "[Oui.]", ((0, 1),))])
    assert [bead.links for bead in done.beads] == [(Link(0, 3, 1, 4),)] * 2


def test_links_are_of_the_english_that_stands() -> None:
    said = EnglishCorrection("a", "Le chat dort.", "A cat sleeps.")
    new = LinkCorrection("a", "Le chat dort.", "A cat sleeps.", ((1, 1),))
    [done] = correct_documents([DOCUMENT], [new, said, CAT])
    assert done.beads[0].links == (Link(3, 7, 2, 5),)
    assert find_unplaced(done, [CAT, new]) == [CAT]


def test_links_are_of_the_beads_that_stand() -> None:
    merged = BeadCorrection("a", "Oui. Oui.", "Yes. No.")
    [done] = correct_documents([DOCUMENT], [merged, LinkCorrection("a", "Oui. Oui.", "Yes. No.", ((2, 2),))])
    assert done.beads[1].links == (Link(5, 8, 5, 7),)


@pytest.mark.parametrize("link", [(0, 4), (4, 0), (999_999_999, 0), (-1, 0)])
def test_links_of_words_that_are_not_there_are_told(link: tuple[int, int]) -> None:
    made = replace(CAT, links=((0, 0), link))
    [done] = correct_documents([DOCUMENT], [made])
    assert done == DOCUMENT
    assert find_unplaced(done, [made]) == [made]


def test_links_of_other_words_are_told() -> None:
    made = replace(CAT, source="Lechat dort.")  # the same without its spaces, and other words
    [done] = correct_documents([DOCUMENT], [made])
    assert done == DOCUMENT
    assert find_unplaced(done, [made]) == [made]


@pytest.mark.parametrize("words", [True, False])
def test_a_run_keeps_them(files: Files, words: bool) -> None:
    folder = files({"a.fr.txt": "Le chat dort.\n\nIl pleut.\n", "a.en.txt": "The cat sleeps.\n\nIt rains.\n"})
    write_table(folder / "out" / "corrections.tsv", [replace(CAT, document="a.fr.txt")])
    read = {"files": str(folder / "a.fr.txt"), "reference": str(folder / "a.en.txt")}
    run(
        make_config(
            {"read": read, "translate": {"engine": "none"}, "link": {"words": words}, "output": str(folder / "out")}
        )
    )
    first, second = read_pairs(folder / "out" / "pairs.jsonl")
    assert first.links == PLACES
    assert bool(second.links) == words
