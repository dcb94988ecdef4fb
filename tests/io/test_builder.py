"""Paragraphs that are built piece by piece: white space, marks inside of marks, and marks that go on."""

import pytest

from pipeline.document import Mark, Paragraph
from pipeline.io.builder import ParagraphBuilder, first_heading


def test_white_space_collapses_across_pieces_but_not_where_it_is_kept() -> None:
    text = ParagraphBuilder()
    for piece in ("\n Un \t", " mot\u00a0 ", None, "", "puis"):
        text.add(piece)
    text.add("  deux \n", collapse=False)
    text.add(" trois ")
    assert text.paragraph("quote", 2, "a#1", translate=False) == Paragraph(
        "Un mot\u00a0 puis  deux \ntrois", "quote", 2, "a#1", translate=False
    )


def test_code_keeps_its_indent_and_other_text_does_not() -> None:
    for kind, wanted in (("code", "  si x:"), ("paragraph", "si x:")):
        text = ParagraphBuilder()
        text.add("\n\r\n  si x:\n ", collapse=False)
        text.mark("sup", "1")
        made = text.paragraph(kind)  # type: ignore[arg-type]
        assert made.text == wanted
        assert made.marks == (Mark(len(wanted), len(wanted), "sup", "1"),)


def test_marks_stand_outer_before_inner_and_within_the_text() -> None:
    text = ParagraphBuilder()
    text.open("a", "b.html")
    text.open("em")
    text.add("  Un mot ", collapse=False)
    text.close()
    text.mark("img", "c.png", "[C]")
    text.close()
    text.add("  ")
    assert text.paragraph().marks == (
        Mark(0, 10, "a", "b.html"),
        Mark(0, 7, "em"),
        Mark(7, 10, "img", "c.png"),
    )


def test_what_is_open_already_is_not_opened_twice_and_empty_marks_are_none() -> None:
    text = ParagraphBuilder()
    for name, value in (("em", ""), ("em", ""), ("a", "x"), ("a", "y"), ("", "")):
        text.open(name, value)
    text.add("Un")
    for _ in range(5):
        text.close()
    text.open("strong")
    text.close()
    assert text.paragraph().marks == (Mark(0, 2, "a", "y"), Mark(0, 2, "a", "x"), Mark(0, 2, "em"))


def test_no_more_than_32_marks_lie_in_one_another() -> None:
    text = ParagraphBuilder()
    for number in range(40):
        text.open("a", str(number))
    text.add("Un")
    for _ in range(40):
        text.close()
    text.open("em")
    text.add(" mot")
    text.close()
    assert sorted(int(mark.value) for mark in text.paragraph().marks if mark.name == "a") == list(range(32))


def test_an_open_mark_goes_on_in_the_next_paragraph() -> None:
    text = ParagraphBuilder()
    text.open("em")
    text.add(" Un ")
    assert text.paragraph().marks == (Mark(0, 2, "em"),)
    text.add(" Deux")
    text.close()
    text.add(" trois")
    assert text.paragraph() == Paragraph("Deux trois", marks=(Mark(0, 4, "em"),))
    text.add("Quatre")
    assert text.paragraph() == Paragraph("Quatre")


def test_a_line_break_is_one_space_and_known_as_long_as_nothing_follows() -> None:
    text = ParagraphBuilder()
    text.add("Un")
    assert not text.ends_with_break
    text.line_break()
    assert text.ends_with_break
    text.line_break()
    text.add(" deux")
    assert not text.ends_with_break
    assert text.paragraph() == Paragraph("Un deux", marks=(Mark(2, 3, "br"), Mark(3, 3, "br")))
    assert not text.ends_with_break


@pytest.mark.parametrize(("piece", "is_empty"), [("", True), (" \u00a0", True), ("a", False)])
def test_white_space_is_nothing_to_see(piece: str, is_empty: bool) -> None:
    text = ParagraphBuilder()
    text.add(piece)
    text.mark("img", "a.png")
    assert text.is_empty == is_empty


def test_the_first_heading_is_the_title() -> None:
    assert first_heading([Paragraph("Un"), Paragraph("Deux", "heading"), Paragraph("Trois", "heading")]) == "Deux"
    assert first_heading([Paragraph("Un")]) == ""


def test_white_space_at_the_beginning_of_every_paragraph_goes() -> None:
    text = ParagraphBuilder()
    for _ in range(2):
        text.add(" \n Un")
        text.add("  deux")
        assert text.paragraph("paragraph").text == "Un deux"
