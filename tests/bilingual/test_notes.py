"""Calls of notes lead to their notes, and notes back, however a format tells of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bilingual.notes import join_notes
from pipeline.document import Document, Mark, Text
from pipeline.formats.html.read import read_html
from pipeline.formats.markdown.read import read_markdown

PANDOC = """<p>Il part<a href="#fn1" role="doc-noteref"><sup>1</sup></a>.</p><section role="doc-endnotes"><ol>
<li id="fn1"><p>En mai.<a href="#r1" role="doc-backlink">↩︎</a></p></li></ol></section>"""
ASIDE = """<p>Il part<a epub:type="noteref" href="#n">*</a>.</p>
<aside epub:type="footnote" id="n"><p>* En mai.</p></aside>"""
WIKI = """<p>Il part<sup><a href="#note-1">[1]</a></sup>.</p><p>Un jour.</p>
<div role="doc-footnote"><p id="note-1"><a href="#ref-1">1</a> En mai.</p></div>"""


def joined(text: Text) -> list[tuple[int, str, int]]:
    """Every mark of a note: its paragraph, the text it lies around, and the paragraph that it leads to."""
    document = join_notes(Document("d", text))
    return [
        (number, paragraph.text[mark.start : mark.end], int(mark.value))
        for number, paragraph in enumerate(document.source.paragraphs)
        for mark in paragraph.marks
        if mark.name == "note"
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PANDOC, [(0, "", 1), (1, "", 0)]),
        (ASIDE, [(0, "", 1), (1, "*", 0)]),
        (WIKI, [(0, "", 2), (2, "", 0)]),
        ("<p>Il part<sup>1</sup>.</p>", []),
        ("<p>Il part<sup><a href='#a'>1</a></sup>.</p><p>1 En mai.</p>", []),  # that is not said to be a note
    ],
)
def test_notes_of_pages_and_books(body: str, expected: list[tuple[int, str, int]]) -> None:
    assert joined(read_html(body.encode(), "utf-8", "fr")) == expected


def test_notes_of_markdown() -> None:
    text = read_markdown(b"Il part[^a] et revient[^b].\n\n[^b]: En juin.\n[^a]: En mai.\n", "auto", "fr")
    assert joined(text) == [(0, "", 2), (0, "", 1), (1, "", 0), (2, "", 0)]


def test_numbers_that_begin_anew_in_each_chapter() -> None:
    chapter = "<p>Un<a role=doc-noteref href='#a'>1</a>.</p><div role=doc-footnote><p><sup>1</sup> Note.</p></div>"
    assert joined(read_html((chapter * 2).encode(), "utf-8", "fr")) == [
        (0, "", 1),
        (1, "1", 0),
        (2, "", 3),
        (3, "1", 2),
    ]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("12*")), max_size=12))
def test_calls_lead_to_notes_and_notes_to_calls(blocks: list[tuple[bool, str]]) -> None:
    """Whatever calls and notes there are, a mark leads from one kind to the other, with the same label."""
    body = "".join(
        f"<aside role=doc-footnote><p><sup>{label}</sup> Note.</p></aside>"
        if is_note
        else f"<p>Un mot<a role=doc-noteref href='#n'>{label}</a>.</p>"
        for is_note, label in blocks
    )
    for number, _, target in joined(read_html(body.encode(), "utf-8", "fr") if body else Text("fr", ())):
        assert blocks[number][0] != blocks[target][0]
        assert blocks[number][1] == blocks[target][1]


def test_marks_stay_in_order() -> None:
    text = read_html(PANDOC.encode(), "utf-8", "fr")
    document = join_notes(Document("d", text))
    assert document.source.paragraphs[0].marks == (
        Mark(7, 7, "note", "1"),
        Mark(7, 7, "a", "#fn1"),
        Mark(7, 7, "sup", "1"),
    )
