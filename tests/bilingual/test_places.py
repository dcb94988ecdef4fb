"""Where lines end, notes are called and stretches are joined in a target; what tables, notes and pictures come to."""

import hashlib

import pytest

from pipeline.bilingual.notes import join_notes
from pipeline.bilingual.passages import Passage, cut_passage, join_passages
from pipeline.bilingual.pictures import EXTENSIONS, Picture, no_pictures
from pipeline.bilingual.projection import project
from pipeline.bilingual.rows import Block, choose_item_mark, make_rows
from pipeline.bilingual.tables import Table, group_tables
from pipeline.bilingual.targets import target_by_paragraph
from pipeline.document import Bead, Cell, Document, Kind, Link, Mark, Paragraph, Segment, Text


@pytest.mark.parametrize(
    ("source", "target", "place", "wanted"),
    [
        ("un deux trois", "one two three four", 3, 3),  # 3 of 13 is nearer to 3 of 18 than to 7
        ("un deux trois", "one two three four", 8, 13),
        ("un deux trois", "one two three four", 13, 13),
        ("un", "one  two", 1, None),  # such spaces stand between no two words
        ("un", "one", 1, None),
        ("un", " one two ", 2, 4),
        ("", "one two", 0, 3),
    ],
)
def test_a_line_without_links_ends_at_the_same_share(source: str, target: str, place: int, wanted: int | None) -> None:
    expected = () if wanted is None else (Mark(wanted, wanted + 1, "br"),)
    assert project([Mark(place, place, "br")], [], source, target) == expected


TWO = "le chat et le chien dorment ici"
THREE = "the cat and the dog sleep here"
WORDS = [Link(3, 7, 4, 7), Link(8, 10, 8, 11), Link(14, 19, 16, 19), Link(20, 27, 20, 25), Link(28, 31, 26, 30)]


@pytest.mark.parametrize(
    ("links", "mark", "wanted"),
    [
        (WORDS, Mark(3, 19, "em"), ["cat and the dog"]),
        ([WORDS[0], WORDS[2], WORDS[4]], Mark(3, 19, "em"), ["cat and the dog"]),
        (WORDS, Mark(14, 27, "em"), ["dog sleep"]),
        ([Link(3, 7, 16, 19), Link(14, 19, 4, 7), *WORDS[3:]], Mark(3, 7, "em"), ["dog"]),
        ([Link(3, 7, 4, 7), Link(3, 7, 16, 19), Link(8, 10, 8, 11), *WORDS[3:]], Mark(3, 7, "em"), ["cat", "dog"]),
        ([Link(3, 7, 4, 7), Link(3, 7, 16, 19), *WORDS[3:]], Mark(3, 7, "em"), ["cat and the dog"]),
        (WORDS, Mark(0, 7, "em"), ["the cat"]),
        (WORDS, Mark(20, 31, "em"), ["sleep here"]),
        (WORDS, Mark(0, 31, "em"), [THREE]),
        (WORDS, Mark(28, 31, "em"), ["here"]),
        (WORDS, Mark(11, 13, "em"), []),
        (WORDS, Mark(11, 19, "em"), ["the dog"]),
        (WORDS, Mark(16, 19, "em"), ["dog"]),  # more than half of "chien"
        (WORDS, Mark(14, 16, "em"), []),
        (WORDS, Mark(3, 5, "em"), []),  # just half of "chat"
        (WORDS, Mark(3, 7, "cue"), ["cat"]),
        (WORDS, Mark(7, 7, "em"), []),
        (WORDS, Mark(7, 7, "a", "x"), [""]),
    ],
)
def test_which_stretches_a_mark_goes_to(links: list[Link], mark: Mark, wanted: list[str]) -> None:
    found = project([mark], links, TWO, THREE)
    assert [THREE[one.start : one.end] for one in found] == wanted
    assert {one[2:] for one in found} <= {mark[2:]}


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("cat.", 4), ("cat,” he", 5), ("cat” he", 4), ("cat)] he", 5), ("cat!?… he", 6), ("cat's.", 3), ("cat.5", 3),
        ("cat .", 3), ("cat: he", 4), ("cat; he", 4), ('cat." he', 5),
    ],
)  # fmt: skip
def test_the_call_of_a_note_stands_after_the_punctuation(target: str, wanted: int) -> None:
    [mark] = project([Mark(4, 4, "sup", "1")], [Link(0, 4, 0, 3)], "chat dort", target)
    assert mark == Mark(wanted, wanted, "sup", "1")


def test_calls_before_all_words_and_after_them() -> None:
    links = [Link(3, 7, 3, 6)]
    places = [
        mark.start for mark in project([Mark(n, n, "sup") for n in (0, 2, 3, 7, 12)], links, "Le chat dort.", "My cat!")
    ]
    assert places == [0, 0, 0, 7, 7]


def test_marks_around_others_come_first() -> None:
    marks = [Mark(3, 7, "em"), Mark(0, 7, "a", "x"), Mark(3, 12, "s")]
    links = [Link(0, 2, 0, 2), Link(3, 7, 3, 6), Link(8, 12, 7, 13)]
    found = project(marks, links, "Le chat dort", "My cat sleeps")
    assert [(mark.name, mark.start, mark.end) for mark in found] == [("a", 0, 6), ("s", 3, 13), ("em", 3, 6)]


def test_a_plain_translation_keeps_its_lines_and_takes_the_looks_of_its_source() -> None:
    marks = (Mark(3, 6, "em"), Mark(7, 8, "br"))
    french = Text("fr", (Paragraph("Un mot, ici.", marks=marks, segments=(Segment(0, 12),)),))
    english = Text(
        "en",
        (
            Paragraph("A word,", segments=(Segment(0, 7),), marks=(Mark(1, 2, "br"),)),
            Paragraph("here.", segments=(Segment(0, 5),)),
        ),
    )
    links = (Link(0, 2, 0, 1), Link(3, 6, 2, 6), Link(8, 11, 8, 12))
    bead = Bead((0,), (0, 1), "human", links=links)
    [row] = make_rows(Document("d", french, english, beads=(bead,)))
    assert [block.passages for block in row.targets] == [
        (Passage(0, "A word,", (Mark(2, 6, "em"), Mark(1, 2, "br"))),),
        (Passage(0, "here."),),
    ]


@pytest.mark.parametrize(("between", "space"), [("\u2003", "\u2003"), (" x ", " "), ("", " ")])
def test_neighbours_have_the_space_of_their_paragraph(between: str, space: str) -> None:
    start = 4 + len(between)
    english = Text("en", (Paragraph(f"One.{between}Two.", segments=(Segment(0, 4), Segment(start, start + 4))),))
    french = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    beads = (Bead((0,), (0,), "human"), Bead((1,), (1,), "human"))
    document = Document("d", french, english, beads=beads)
    assert [passage.text for passage in target_by_paragraph(document)] == [f"One.{space}Two."]


def cells(*places: Cell | None) -> list[object]:
    """The lines of the tables that cells make: the column and the width of each cell, those of gaps in brackets."""
    paragraphs = tuple(Paragraph(f"p{n}", "cell", cell=place) for n, place in enumerate(places))
    return [
        [
            [
                (slot.cell.column, slot.cell.columns) if slot.rows else [slot.cell.column, slot.cell.columns]
                for slot in line
            ]
            for line in found.lines
        ]
        if isinstance(found, Table)
        else found.paragraph
        for found in group_tables(make_rows(Document("d", Text("fr", paragraphs))))
    ]


def test_gaps_in_tables_are_filled() -> None:
    assert cells(Cell(0, 0, 1), Cell(0, 0, 4)) == [[[[0, 1], (1, 1), [2, 2], (4, 1)]]]
    assert cells(Cell(0, 0, 0, 2), Cell(0, 0, 1), Cell(0, 1, 2)) == [[[(0, 1), (1, 1)], [[1, 1], (2, 1)]]]
    assert cells(Cell(0, 0, 0, 3, 2), Cell(0, 3, 1)) == [[[(0, 2)], [], [], [[0, 1], (1, 1)]]]
    assert cells(Cell(0, 0, 0), Cell(0, 4, 0)) == [[[(0, 1)], [(0, 1)]]]
    assert cells(None, Cell(0, 1, 0, 1, 3), Cell(0, 1, 0, 1, 3), None) == [0, [[(0, 3)]], 3]
    [table] = group_tables(make_rows(Document("d", Text("fr", (Paragraph("a", cell=Cell(0, 0, 1, 1, 3)),)))))
    assert isinstance(table, Table)
    assert (table.width, [row.paragraph for row in table.rows]) == (4, [0])


@pytest.mark.parametrize(
    ("label", "start", "joined"),
    [
        ("1", "1 Oui", True), ("1", "[1] Oui", True), ("1", "(1) Oui", True), ("1", "1. Oui", True),
        ("1", "1: Oui", True),
        ("note 1", "1) Oui", True), ("a", "a) Oui", True), ("**", "** Oui", True), ("†", "† Oui", True),
        ("1", "1Oui", False), ("1", "2 Oui", False), ("12345", "12345 Oui", False), ("1", "Oui 1 non", False),
    ],
)  # fmt: skip
def test_labels_of_notes(label: str, start: str, joined: bool) -> None:
    call = Paragraph("Un.", marks=(Mark(2, 2, "sup", label), Mark(0, 2, "sup", "9")))
    paragraphs = join_notes(Document("d", Text("fr", (call, Paragraph(start, "note"))))).source.paragraphs
    found = [[mark for mark in one.marks if mark.name == "note"] for one in paragraphs]
    shown = len(start) - len(" Oui") - (start[-5] in ".:)]") if joined else 0
    assert found == ([[Mark(2, 2, "note", "1")], [Mark(0, shown, "note", "0")]] if joined else [[], []])


@pytest.mark.parametrize(("name", "end"), [("sup", 1), ("number", 0), ("number", 2)])
def test_notes_are_labelled_by_what_is_raised_or_by_their_number(name: str, end: int) -> None:
    value = "" if end else "1."
    note = Paragraph("1. Oui" if end == 2 else "1 Oui", "note", marks=(Mark(0, end, name, value),))
    paragraphs = (note, Paragraph("Un", marks=(Mark(2, 2, "sup", "1"),)))
    found = join_notes(Document("d", Text("fr", paragraphs))).source.paragraphs
    assert found[1].marks[0] == Mark(2, 2, "note", "0")
    assert [mark.value for mark in found[0].marks if mark.name == "note"] == ["1"]


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("- Un", True), ("• Un", True), ("* Un", True), ("3. Un", True), ("(b) Un", True), ("12) Un", True),
        ("2° Un", True),
        (" – Un", True), ("1234. Un", False), ("ab) Un", False), ("-Un", False), ("3 Un", False), ("Un - deux", False),
    ],
)  # fmt: skip
def test_texts_that_begin_as_items_do(said: str, begins: bool) -> None:
    paragraphs = (Paragraph(said, "list_item", 1),)
    [row] = make_rows(Document("d", Text("fr", paragraphs)))
    assert choose_item_mark(row.source, row) == ("" if begins else "•")


@pytest.mark.parametrize(("kind", "look"), [("paragraph", "ornament"), ("quote", "quote")])
def test_ornaments_are_paragraphs_without_letters(kind: Kind, look: str) -> None:
    assert Block(kind, 0, (Passage(None, "* * *"),)).look == look
    assert Block("paragraph", 0, (Passage(None, " "),)).look == "paragraph"


def test_cut_and_join() -> None:
    marks = (Mark(0, 0, "sup", "1"), Mark(0, 4, "em"), Mark(2, 6, "s"), Mark(4, 4, "sup", "2"))
    whole = Passage(3, "abcdef", marks)
    assert cut_passage(whole, 0, 4) == Passage(3, "abcd", (*marks[:2], Mark(2, 4, "s"), marks[3]))
    assert cut_passage(whole, 4, 6) == Passage(3, "ef", (Mark(0, 2, "s"),))
    assert cut_passage(whole, 0, 0) == Passage(3, "")
    assert join_passages([Passage(1, "ab"), whole, Passage(2, "")], "--") == Passage(
        None, "ab--abcdef--", tuple(mark._replace(start=mark.start + 4, end=mark.end + 4) for mark in marks)
    )
    assert join_passages([]) == Passage(None, "")


def test_pictures_have_the_endings_of_their_types() -> None:
    hashed = hashlib.sha256(b"a").hexdigest()[:16]
    types = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")  # EPUB 3.3, 3.2
    endings = ("png", "jpg", "gif", "webp", "svg")
    assert [Picture(b"a", name).name for name in types] == [f"{hashed}.{ending}" for ending in endings]
    assert tuple(EXTENSIONS) == types
    assert no_pictures("d", "a.png") is None  # type: ignore[func-returns-value]


def test_english_without_french_ends_no_line() -> None:
    french = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    beads = (Bead((0,), (), correction="One."), Bead((), (), correction="More."), Bead((1,), (), correction="Two."))
    [row] = make_rows(Document("d", french, beads=beads))
    assert [passage for block in row.targets for passage in block.passages] == [
        Passage(0, "One."), Passage(None, " "), Passage(1, "More."), Passage(None, " "), Passage(2, "Two."),
    ]  # fmt: skip
