"""A document's beads as flat records, every field of them; and what a document's parts are by default."""

from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from pipeline.document import Bead, Cell, Document, Hypothesis, Kind, Link, Mark, Paragraph, Place, Segment, Text
from pipeline.pairs import BeadTexts, Pair, pairs

FRENCH = Text(
    "fr",
    (
        Paragraph("Un.  Deux.", segments=(Segment(0, 3), Segment(5, 10))),
        Paragraph("Trois. Quatre.", segments=(Segment(0, 6), Segment(7, 14))),
    ),
)
ENGLISH = Text(
    "en",
    (
        Paragraph("Title", segments=()),
        Paragraph("One. Two.", segments=(Segment(0, 4), Segment(5, 9))),
        Paragraph("Five.", segments=(Segment(0, 5),)),
    ),
)
MACHINE = tuple(map(Hypothesis, ("Un1.", "Two2.", "Three3.", "Four4.")))
LINKS = (Link(0, 2, 0, 3),)
DOCUMENT = Document(
    "d",
    FRENCH,
    ENGLISH,
    MACHINE,
    (
        Bead((0,), (0,), "human", 0.75, LINKS, {"length_ratio": 1.5}, ("moved",)),
        Bead((1, 2), (1,), "human", 0.5),
        Bead((), (2,), "human", 0.25),
        Bead((3,), (3,), "machine", 0.9),
        Bead((3,), (), "human"),
        Bead((3,), (3,), "machine", 0.9, correction="Four!"),
        Bead((3,), (), "human", 0.9, correction="Fourth!"),
        Bead((), (), "human", 0.9),
    ),
)


def test_every_bead_is_a_record() -> None:
    four = Place(1, 7, 14)
    assert list(pairs(DOCUMENT)) == [
        Pair(
            "d:1", "d", 0, "1-1", "Un.", "One.", "human", 0.75, (Place(0, 0, 3),), (Place(1, 0, 4),),
            {"length_ratio": 1.5}, ("moved",), LINKS, "Un1.", "check",
        ),
        Pair(
            "d:2", "d", 0, "2-1", "Deux. Trois.", "Two.", "human", 0.5, (Place(0, 5, 10), Place(1, 0, 6)),
            (Place(1, 5, 9),), {}, (), (), "Two2. Three3.", "sure",
        ),
        Pair("d:3", "d", 2, "0-1", "", "Five.", "human", 0.25, (), (Place(2, 0, 5),), {}, (), (), None, "sure"),
        Pair("d:4", "d", 1, "1-1", "Quatre.", "Four4.", "machine", 0.9, (four,), (), {}, (), (), None, "sure"),
        Pair("d:5", "d", 1, "1-0", "Quatre.", "", "human", 1.0, (four,), (), {}, (), (), "Four4.", "sure"),
        Pair("d:6", "d", 1, "1-1", "Quatre.", "Four!", "corrected", 1.0, (four,), (), {}, (), (), "Four4.", "sure"),
        Pair("d:7", "d", 1, "1-1", "Quatre.", "Fourth!", "corrected", 1.0, (four,), (), {}, (), (), "Four4.", "sure"),
        Pair("d:8", "d", 0, "0-0", "", "", "human", 0.9, (), (), {}, (), (), None, "sure"),
    ]  # fmt: skip


def test_without_a_machine_there_is_none_of_its_english() -> None:
    alone = Document("d", FRENCH, ENGLISH, (), (Bead((0,), (0,), "human"),))
    assert [(pair.target, pair.machine) for pair in pairs(alone)] == [("One.", None)]


def test_without_a_human_translation_there_is_none_of_its_english() -> None:
    assert BeadTexts(Document("d", FRENCH)).uncorrected(Bead((0,), (), "human")) == ""


def test_sentences_are_numbered_through_a_text() -> None:
    assert FRENCH.sentences() == ["Un.", "Deux.", "Trois.", "Quatre."]
    assert FRENCH.places() == [Place(0, 0, 3), Place(0, 5, 10), Place(1, 0, 6), Place(1, 7, 14)]


def test_whose_english_a_bead_has() -> None:
    beads = (Bead((0,), (0,)), Bead((0,), ()), Bead((0,), (), correction="One."), Bead((0,), (0,), "human"))
    assert [bead.by_machine for bead in beads] == [True, True, False, False]
    assert [bead.has_english for bead in beads] == [True, False, True, True]


def test_what_is_not_said_of_a_part_of_a_document() -> None:
    assert Cell(1, 2, 3) == (1, 2, 3, 1, 1, False)
    assert Mark(1, 2, "em") == (1, 2, "em", "")
    assert Paragraph("A.") == Paragraph("A.", "paragraph", 0, "", True, (), (), None)
    assert Text("fr", ()) == Text("fr", (), "", "", "")
    assert Hypothesis("A.") == Hypothesis("A.", None, ())
    assert Bead((), ()) == Bead((), (), "machine", 1.0, (), {}, (), "", False)
    assert Document("d", FRENCH) == Document("d", FRENCH, None, (), (), False)


KINDS = ["paragraph", "heading", "list_item", "quote", "verse", "dialogue", "cell", "caption", "note", "cue", "code"]


def test_a_document_comes_back_from_plain_data_and_odd_kinds_do_not() -> None:
    codec = TypeAdapter(Document)
    text = Text("fr", tuple(Paragraph("A.", kind=kind) for kind in get_args(Kind)))
    assert [paragraph.kind for paragraph in text.paragraphs] == KINDS
    document = Document("d", text, beads=(Bead((0,), (), "human"), Bead((1,), (), "machine")))
    assert codec.validate_json(codec.dump_json(document)) == document
    with pytest.raises(ValidationError):
        codec.validate_json(codec.dump_json(document).replace(b'"verse"', b'"poem"'))
