"""What stands inside French text is found again in its English, and never breaks the elements of a page."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.bilingual.elements import draw_passage
from pipeline.bilingual.passages import Passage, cut_passage, join_passages
from pipeline.bilingual.projection import project
from pipeline.bilingual.rows import make_rows
from pipeline.bilingual.spans import LOOKS
from pipeline.bilingual.typography import Shown, typeset
from pipeline.document import Bead, Document, Hypothesis, Link, Mark, Paragraph, Segment, Text
from pipeline.formats.docx.read import read_docx
from pipeline.formats.html.read import read_html
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.words import words

TEXT = st.lists(st.sampled_from(["chat", "noir", "l'", "m2", "«", "!", "1er", "<&>"]), min_size=1, max_size=7).map(
    " ".join
)
NAMES = st.sampled_from([*sorted(LOOKS), "br", "img", "cue", "number"])


@st.composite
def marks_of(draw: st.DrawFn, text: str) -> list[Mark]:
    """Any marks of a text, nested, crossing, or at places."""
    made = []
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted(draw(st.tuples(*2 * [st.integers(0, len(text))])))
        made.append(
            Mark(start, end, draw(NAMES), draw(st.sampled_from(["", "1", "https://a.fr/?a&b", "#n", "javascript:x"])))
        )
    return made


@st.composite
def translations(draw: st.DrawFn) -> tuple[str, list[Mark], list[Link], str]:
    source, target = draw(TEXT), draw(TEXT)
    ends = st.tuples(st.sampled_from(words(source)), st.sampled_from(words(target, "en")))
    links = [Link(*one, *other) for one, other in draw(st.lists(ends, max_size=6))]
    return source, draw(marks_of(source)), links, target


@given(translations())
def test_marks_lie_in_the_translation_in_order(made: tuple[str, list[Mark], list[Link], str]) -> None:
    source, marks, links, target = made
    found = project(marks, links, source, target)
    assert all(0 <= mark.start <= mark.end <= len(target) for mark in found)
    assert all(one.start <= other.start for one, other in pairwise(found))
    assert {(mark.name, mark.value) for mark in found} <= {(mark.name, mark.value) for mark in marks}
    around = [mark for mark in marks if mark.start < mark.end and mark.name in LOOKS]
    same = project(around, [Link(*span, *span) for span in words(source)], source, source)
    assert all(any(one[2:] == mark[2:] for one in around) for mark in same)


@given(st.lists(st.tuples(st.sampled_from(["chat", "noir", "dort"]), st.booleans()), min_size=1, max_size=6))
def test_the_same_text_keeps_its_marks(found: list[tuple[str, bool]]) -> None:
    text = " ".join(word for word, _ in found)
    spans = words(text)
    marks = [Mark(*span, "em") for span, (_, marked) in zip(spans, found, strict=True) if marked]
    assert list(project(marks, [Link(*span, *span) for span in spans], text, text)) == marks


@given(TEXT.flatmap(lambda text: st.tuples(st.just(text), marks_of(text))), st.sampled_from(["fr", "en"]))
def test_elements_never_overlap_and_the_text_stays(made: tuple[str, list[Mark]], language: str) -> None:
    text, marks = made
    view = typeset(text, language)
    root = etree.fromstring(f"<p>{draw_passage(Passage(0, text, tuple(marks)), view)}</p>")
    for call in root.iterfind(".//sup[@class='note-call']"):
        call.text = ""
    assert "".join(map(str, root.itertext())) == view.text
    assert all(link.get("href", "").startswith("https:") for link in root.iter("a"))


@given(
    TEXT.flatmap(lambda text: st.tuples(st.just(text), marks_of(text), st.sets(st.integers(1, len(text)), max_size=3)))
)
def test_what_is_cut_can_be_join(made: tuple[str, list[Mark], set[int]]) -> None:
    text, marks, places = made
    whole = Passage(None, text, tuple(marks))
    parts = [cut_passage(whole, start, end) for start, end in pairwise(sorted({0, len(text), *places}))]
    again = join_passages(parts, "")
    assert again.text == text
    wide = {(place, mark[2:]) for mark in marks for place in range(mark.start, mark.end)}
    assert wide == {(place, mark[2:]) for mark in again.marks for place in range(mark.start, mark.end)}
    points = sorted(mark for mark in marks if mark.start == mark.end)
    assert points == sorted(mark for mark in again.marks if mark.start == mark.end)


@pytest.mark.parametrize(
    ("source", "target", "links", "mark", "wanted"),
    [
        ("Il dort.", "He sleeps.", [], Mark(0, 8, "em"), ["He sleeps."]),
        ("Il dort.", "He sleeps.", [], Mark(3, 7, "em"), ["sleeps"][:0]),
        (
            "ne dort pas",
            "does not sleep",
            [Link(0, 2, 5, 8), Link(8, 11, 5, 8), Link(3, 7, 9, 14)],
            Mark(0, 11, "em"),
            ["does not sleep"],
        ),
        ("le 1er mai", "1 May", [Link(3, 6, 0, 1), Link(7, 10, 2, 5)], Mark(4, 6, "sup"), []),
        ("Voici le chat", "See my cat", [Link(0, 5, 0, 3), Link(9, 13, 7, 10)], Mark(6, 13, "em"), ["my cat"]),
        ("Voici le chat", "See my cat", [Link(9, 13, 7, 10)], Mark(6, 13, "em"), ["cat"]),
        (
            "le chat dort là",
            "cat lies here now",
            [Link(3, 7, 0, 3), Link(8, 12, 4, 8)],
            Mark(8, 15, "em"),
            ["lies here now"],
        ),
        ("le chat dort", "the cat lies", [Link(0, 2, 0, 3), Link(3, 7, 4, 7)], Mark(3, 5, "em"), []),
        ("le chat dort", "the cat lies", [Link(0, 2, 0, 3), Link(3, 7, 4, 7)], Mark(3, 6, "em"), ["cat"]),
        ("Un chat dort", "A big cat lies", [Link(3, 7, 6, 9), Link(8, 12, 10, 14)], Mark(0, 7, "em"), ["A big cat"]),
        ("Un chat dort", "Lies a cat", [Link(3, 7, 7, 10), Link(8, 12, 0, 4)], Mark(0, 7, "em"), ["a cat"]),
        (
            "le chat noir dort là",
            "the cat black lies there",
            [Link(3, 7, 4, 7), Link(18, 20, 19, 24)],
            Mark(3, 12, "em"),
            ["cat"],
        ),
        (
            "le chat noir dort là",
            "the cat black lies there",
            [Link(3, 7, 4, 7), Link(13, 17, 14, 18), Link(18, 20, 19, 24)],
            Mark(3, 12, "em"),
            ["cat black"],
        ),
        ("« Oui »", "…!", [], Mark(2, 5, "em"), ["…!"]),
        ("« Oui »", "«\u00a0Yes\u00a0»", [], Mark(2, 5, "em"), ["Yes"]),
        ("12 m2 ici", "Here, 12 m2", [Link(3, 5, 9, 11)], Mark(4, 5, "sup"), ["2"]),
        (
            "Oui, dit-il.",
            "“Yes,” he said.",
            [Link(0, 3, 1, 4), Link(5, 8, 10, 14), Link(8, 11, 7, 9)],
            Mark(0, 3, "em"),
            ["“Yes"],
        ),
    ],
)
def test_where_marks_go(source: str, target: str, links: list[Link], mark: Mark, wanted: list[str]) -> None:
    assert [target[one.start : one.end] for one in project([mark], links, source, target)] == wanted


@pytest.mark.parametrize(("place", "wanted"), [(2, 2), (7, 10), (9, 10), (0, 0)])
def test_where_notes_are_called(place: int, wanted: int) -> None:
    links = [Link(0, 2, 0, 2), Link(3, 7, 3, 9)]
    [mark] = project([Mark(place, place, "sup", "1")], links, "Il dort !", "He sleeps!")
    assert mark == Mark(wanted, wanted, "sup", "1")


def test_a_note_is_called_after_the_last_word_of_its_word() -> None:
    links = [Link(0, 4, 3, 9), Link(0, 4, 0, 2), Link(5, 8, 10, 14)]
    assert project([Mark(4, 4, "sup", "1")], links, "dort ici", "he sleeps here") == (Mark(9, 9, "sup", "1"),)


def verse() -> Document:
    """Two lines of verse, a sentence each, and a third of two lines."""
    text = "Il pleut. Il vente, et la mer monte."
    marks = (Mark(9, 10, "br"), Mark(19, 20, "br"))
    french = Text("fr", (Paragraph(text, "verse", marks=marks, segments=(Segment(0, 9), Segment(10, 36))),))
    english = (Hypothesis("It rains."), Hypothesis("It blows, and the sea rises."))
    return Document("v.txt", french, hypotheses=english, beads=(Bead((0,), (0,)), Bead((1,), (1,))))


def test_verse_keeps_its_lines() -> None:
    [row] = make_rows(verse())
    lines = [
        "".join(draw_passage(passage, Shown(passage.text)) for passage in block.passages)
        for block in (row.source, *row.targets)
    ]
    assert lines == [
        "Il pleut. <br/>Il vente, <br/>et la mer monte.",
        "It rains. <br/>It blows, <br/>and the sea rises.",
    ]


def test_own_marks_of_a_human_translation_come_first() -> None:
    french = Text("fr", (Paragraph("Un mot.", marks=(Mark(3, 6, "em"),), segments=(Segment(0, 7),)),))
    plain = Paragraph("A word.", segments=(Segment(0, 7),))
    bead = Bead((0,), (0,), "human", links=(Link(3, 6, 2, 6),))
    for paragraph, wanted in [
        (plain, "A <em>word</em>."),
        (Paragraph(plain.text, marks=(Mark(0, 1, "strong"),), segments=plain.segments), "<strong>A</strong> word."),
    ]:
        [row] = make_rows(Document("d", french, Text("en", (paragraph,)), beads=(bead,)))
        [passage] = row.targets[0].passages
        assert draw_passage(passage, Shown(passage.text)) == wanted


def test_all_copies_show_them(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")
    text = read_html(
        b"<p>Un <em>mot</em><a href='#n'><sup>1</sup></a>, <a href='https://a.fr'>la</a></p>", "auto", "fr"
    )
    french = Text(
        "fr", tuple(Paragraph(p.text, marks=p.marks, segments=(Segment(0, len(p.text)),)) for p in text.paragraphs)
    )
    links = (Link(0, 2, 0, 1), Link(3, 6, 2, 6), Link(8, 10, 8, 13))
    document = Document("d", french, hypotheses=(Hypothesis("A word, there"),), beads=(Bead((0,), (0,), links=links),))
    [html] = write("html", [document], tmp_path, WriteOptions(), Provenance("1"))
    page = html.read_text("utf-8")
    assert 'A <em>word</em>,<sup class="note-call">1</sup> <a href="https://a.fr">there</a>' in page
    [file] = write("docx", [document], tmp_path, WriteOptions(), Provenance("1"))
    english = read_docx(file.read_bytes(), "auto", "fr").paragraphs[-1]
    assert english.text == "A word,1 there"
    assert [mark for mark in english.marks if mark.name in LOOKS] == [
        Mark(2, 6, "em"),
        Mark(7, 8, "sup"),
        Mark(9, 14, "a", "https://a.fr"),
    ]


def test_what_blocks_look_like() -> None:
    picture = Mark(0, 8, "img", "a.png")
    texts = (("Une mer.", (picture,), "picture"), ("* * *", (), "ornament"), ("Oui, une mer.", (picture,), "paragraph"))
    paragraphs = tuple(Paragraph(text, marks=marks, segments=(Segment(0, len(text)),)) for text, marks, _ in texts)
    beads = tuple(Bead((number,), ()) for number in range(len(texts)))
    assert [row.source.look for row in make_rows(Document("d", Text("fr", paragraphs), beads=beads))] == [
        look for _, _, look in texts
    ]
