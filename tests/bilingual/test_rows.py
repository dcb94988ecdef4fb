"""Which target stands beside, or under, which paragraph, and what is told of it."""

import pytest

from pipeline.bilingual.elements import draw_passage
from pipeline.bilingual.passages import Passage
from pipeline.bilingual.pictures import Picture
from pipeline.bilingual.remarks import is_by_machine, make_remarks
from pipeline.bilingual.rows import Block, Row, choose_item_mark, find_depths, make_rows
from pipeline.bilingual.targets import target_by_paragraph
from pipeline.bilingual.typography import Shown
from pipeline.document import Bead, Cell, Document, Hypothesis, Kind, Mark, Paragraph, Segment, Text


def text(language: str, *paragraphs: str, between: str = " ", kind: Kind = "paragraph") -> Text:
    """A text of some paragraphs, the sentences of each given with bars between them."""
    made = []
    for paragraph in paragraphs:
        segments, done = [], 0
        for sentence in paragraph.split("|"):
            segments.append(Segment(done, done + len(sentence)))
            done += len(sentence) + len(between)
        made.append(Paragraph(paragraph.replace("|", between), kind, segments=tuple(segments)))
    return Text(language, tuple(made))


def shown(document: Document) -> list[tuple[str, list[str]]]:
    return [(row.source.text, [block.text for block in row.targets]) for row in make_rows(document)]


def under(document: Document) -> list[str]:
    return [passage.text for passage in target_by_paragraph(document)]


def test_a_human_translation_keeps_its_paragraphs_and_spaces() -> None:
    french, english = text("fr", "Un.|Deux.|Trois."), text("en", "One.|Two.", "Three.", between="\u2003")
    beads = tuple(Bead((number,), (number,), "human") for number in range(3))
    document = Document("d", french, english, beads=beads)
    assert shown(document) == [("Un. Deux. Trois.", ["One.\u2003Two.", "Three."])]
    assert under(document) == ["One.\u2003Two. Three."]


@pytest.mark.parametrize("corrected", [0, 1, 2])
def test_a_correction_stands_in_the_paragraph_of_what_it_corrects(corrected: int) -> None:
    french, english = text("fr", "Un.|Deux.|Trois."), text("en", "One.", "Two.", "Three.")
    beads = tuple(
        Bead((number,), (number,), "human", correction="New." if number == corrected else "") for number in range(3)
    )
    wanted = ["One.", "Two.", "Three."]
    wanted[corrected] = "New."
    assert shown(Document("d", french, english, beads=beads)) == [("Un. Deux. Trois.", wanted)]


def test_a_machine_s_english_joins_the_paragraph_before_it_or_the_first() -> None:
    french, english = text("fr", "Un.|Deux.|Trois.|Quatre."), text("en", "Two.", "Three.")
    hypotheses = tuple(map(Hypothesis, ("m1.", "m2.", "m3.", "m4.")))
    beads = (Bead((0,), (0,)), Bead((1,), (0,), "human"), Bead((2,), (1,), "human"), Bead((3,), (3,)))
    [(_, targets)] = shown(Document("d", french, english, hypotheses, beads))
    assert targets == ["m1. Two.", "Three. m4."]


def test_pairs_over_paragraphs_and_without_french() -> None:
    french, english = text("fr", "Un.", "Deux.|Trois."), text("en", "One, two.|More.|Three.", "Last.")
    beads = (
        Bead((0, 1), (0,), "human"),
        Bead((), (1,), "human"),
        Bead((2,), (2,), "human"),
        Bead((), (3,), "human"),
    )
    document = Document("d", french, english, beads=beads)
    assert shown(document) == [("Un.", ["One, two."]), ("Deux. Trois.", ["More. Three.", "Last."])]
    [first, second] = make_rows(document)
    assert [passage.bead for passage in first.source.passages] == [0]
    assert [(passage.bead, passage.text) for passage in second.source.passages] == [
        (0, "Deux."),
        (1, ""),
        (None, " "),
        (2, "Trois."),
        (3, ""),
    ]


def test_english_stands_under_the_last_paragraph_of_its_french() -> None:
    french, english = text("fr", "Un.", "Deux.", "Trois."), text("en", "One, two.", "More.", "Three.", "Last.")
    beads = (Bead((0, 1), (0,), "human"), Bead((), (1,), "human"), Bead((2,), (2,), "human"), Bead((), (3,), "human"))
    assert under(Document("d", french, english, beads=beads)) == ["", "One, two. More.", "Three. Last."]


def test_english_before_all_french_stands_in_the_first_row() -> None:
    document = Document("d", text("fr", "Un."), text("en", "Before.", "One."), beads=(Bead((), (0,), "human"),))
    assert shown(document) == [("Un.", ["Before."])]
    assert [passage.bead for passage in make_rows(document)[0].source.passages] == [0, None]


def test_what_is_copied_gets_no_english_under_it() -> None:
    code = Paragraph("x = 1", "code", translate=False, segments=(Segment(0, 5),))
    english = text("en", "x = 1|Added.")
    document = Document("d", Text("fr", (code,)), english, beads=(Bead((0,), (0,), "human"), Bead((), (1,), "human")))
    assert under(document) == ["Added."]


@pytest.mark.parametrize(("place", "ends"), [(3, True), (4, True), (6, False), (1, False)])
def test_a_line_ends_where_its_french_ends_one(place: int, ends: bool) -> None:
    verse = Paragraph(
        "Un.  Deux.", "verse", marks=(Mark(place, place + 1, "br"),), segments=(Segment(0, 3), Segment(5, 10))
    )
    document = Document(
        "d", Text("fr", (verse,)), None, (Hypothesis("1"), Hypothesis("2")), (Bead((0,), (0,)), Bead((1,), (1,)))
    )
    [row] = make_rows(document)
    assert [passage.marks for passage in row.targets[0].passages if passage.bead is None] == [
        (Mark(0, 1, "br"),) * ends
    ]


def test_rows_of_nothing_and_of_pictures() -> None:
    picture = Mark(0, 0, "img", "a.png")
    paragraphs = (Paragraph(""), Paragraph(" ", marks=(picture,)), Paragraph("Un.", marks=(picture,)))
    rows = make_rows(Document("d", Text("fr", paragraphs)))
    assert [(row.paragraph, row.pictures) for row in rows] == [(1, (picture,)), (2, ())]
    assert make_rows(Document("d", Text("fr", ()))) == []


def row(kind: Kind, level: int = 0, cell: Cell | None = None, marks: tuple[Mark, ...] = (), said: str = "Un") -> Row:
    block = Block(kind, level, (Passage(0, said, marks),))
    return Row(level, block, (), cell)


def test_headings_in_tables_are_none_of_the_outline() -> None:
    rows = [row("heading", 1), row("heading", 4), row("heading", 3, Cell(0, 0, 0)), row("paragraph", 2)]
    assert find_depths(rows) == {1: 1, 4: 2}


@pytest.mark.parametrize(
    ("kind", "marks", "said", "wanted"),
    [
        ("list_item", (), "Un", "•"),
        ("list_item", (Mark(0, 0, "number", "3."),), "Un", "3."),
        ("list_item", (Mark(0, 0, "number", "3."),), "a) Un", ""),
        ("list_item", (), "– Un", ""),
        ("note", (), "Un", ""),
        ("note", (Mark(0, 0, "number", "3."),), "Un", "3."),
        ("paragraph", (Mark(0, 0, "number", "3."),), "Un", ""),
    ],
)
def test_what_stands_before_items(kind: Kind, marks: tuple[Mark, ...], said: str, wanted: str) -> None:
    found = row(kind, marks=marks, said=said)
    assert choose_item_mark(found.source, found) == wanted


def test_what_is_said_in_place_of_a_picture_is_hidden() -> None:
    passage = Passage(0, "Une mer bleue.", (Mark(0, 7, "img", "a.png"), Mark(14, 14, "img", "b.png")))
    assert draw_passage(passage, Shown(passage.text), lambda mark: mark.value) == (
        '<img src="a.png" alt="Une mer"/><span hidden="hidden">Une mer</span> bleue.<img src="b.png" alt=""/>'
    )
    assert draw_passage(passage, Shown(passage.text), lambda mark: mark.value, {"img"}) == (
        'Une mer bleue.<img src="b.png" alt=""/>'
    )


def test_what_is_told() -> None:
    beads = (
        Bead((0,), (0,), "human"),
        Bead((1,), (1,), flags=("repetition", "doubtful_translation")),
        Bead((2,), (2,), correction="New."),
        Bead((3,), ()),
    )
    document = Document("d", text("fr", "a|b|c|d|e"), text("en", "A"), tuple(map(Hypothesis, "ABCD")), beads)
    assert [remark.origin for remark in make_remarks(document)] == ["", "machine", "corrected", ""]
    assert [len(remark.reasons) for remark in make_remarks(document)] == [0, 2, 0, 0]
    alone = Document("d", document.source, None, document.hypotheses, beads[1:])
    assert (is_by_machine(document), is_by_machine(alone)) == (False, True)
    assert [remark.origin for remark in make_remarks(alone)] == ["", "corrected", ""]


def test_a_picture_is_named_by_its_bytes() -> None:
    assert Picture(b"", "image/jpeg").name == "e3b0c44298fc1c14.jpg"
