"""Blocks that belong to the next one: the mark of a list item in a cell of its own, a drop capital in a frame.

And what line ends inside of a block mean: those of verse stay, those of prose that was wrapped do not.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Mark, Paragraph
from pipeline.io.kinds import is_verse
from pipeline.io.xml import attribute, local_name, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,7}|[IVXLC]{1,7}|[a-zA-Z]{1,2})(?:\s?(?:bis|ter|quater))?"
_MARKER = re.compile(rf"[«“\"]?\s*(?:\({_NUMBER}\)|{_NUMBER}\s?\)|\(\*+\d*\))")
"""What marks an item wherever it stands: "a)", "(1)", "iv)", "1 bis)"."""
_MARKER_IN_CELL = re.compile(rf"{_MARKER.pattern}|[«“\"]?\s*(?:{_NUMBER}\s?[.°]|§\s?\d{{1,3}}|[-–—•·▪◦*])")
"""What marks an item in a cell of its own: also "1.", "—", "•"."""
_DROP_CAPITALS = re.compile(r"(?:.*-)?(?:lettrine|drop-?caps?|drop-?letter|initiale?(?:-letter)?)(?:-.*)?")
_WORDS = frozenset("AÀOÔYaàoôy")  # letters that may be a word by themselves
_SEPARATOR = re.compile(r"[.):\]–—-]{1,2}\s+(?=\S)")
_JOINABLE = frozenset(["paragraph", "cell", "list_item", "quote", "dialogue"])
# All chosen by hand.
_LEAST_BREAKS = 3  # line ends in a block that may be wrapped prose
_MOST_VERSES = 0.4  # share of its lines, after the first, that do not go on in small letters, at most
_LEAST_LENGTH = 35  # characters of its lines, on average at least


def is_marker(paragraph: Paragraph, in_cell: bool) -> bool:
    """Tell whether a block is only the mark of a list item; `in_cell` says that it fills a cell, or names an item.

    >>> is_marker(Paragraph("a)"), False), is_marker(Paragraph("1."), False), is_marker(Paragraph("1.", "cell"), True)
    (True, False, True)
    """
    pattern = _MARKER_IN_CELL if in_cell else _MARKER
    is_plain = paragraph.translate and paragraph.kind in _JOINABLE and paragraph.cell is None
    return is_plain and pattern.fullmatch(paragraph.text.strip()) is not None


def is_drop_capital(element: "_Element") -> bool:
    """Tell whether an element is one letter, by its class the large first one of a text.

    >>> from lxml import html
    >>> is_drop_capital(html.fromstring("<span class='lettrine'>L</span>"))
    True
    """
    classes = attribute(element, "class").lower().replace("_", "-").split()
    return any(map(_DROP_CAPITALS.fullmatch, classes)) and re.fullmatch(r"[«“]?\s?\w", plain_text(element)) is not None


def goes_on_after(element: "_Element") -> bool:
    """Tell whether the word whose drop capital an element is goes on behind white space, which means nothing then."""
    return is_drop_capital(element) and plain_text(element)[-1] not in _WORDS


def continues(first: Paragraph, second: Paragraph, joint: str) -> bool:
    """Tell whether a block belongs to one before it that waits: a mark, or without a joint a drop capital.

    >>> continues(Paragraph("L"), Paragraph("e vieil homme"), ""), continues(Paragraph("L"), Paragraph("Le"), "")
    (True, False)
    """
    if second.kind not in _JOINABLE or second.cell is not None or second.translate != first.translate:
        return False
    return bool(second.text) and (bool(joint) or second.text[0].islower() or second.text[0] in "'’")


def join(first: Paragraph, second: Paragraph, joint: str, level: int) -> Paragraph:
    """Give two blocks as one; that of a mark is a list item at a level.

    >>> join(Paragraph("a)", "cell"), Paragraph("des règles;", "cell", marks=(Mark(0, 3, "em"),)), " ", 1)
    Paragraph(text='a) des règles;', kind='list_item', level=1, locator='', translate=True, \
marks=(Mark(start=3, end=6, name='em', value=''),), segments=(), cell=None)
    """
    moved = len(first.text) + len(joint)
    marks = (mark._replace(start=mark.start + moved, end=mark.end + moved) for mark in second.marks)
    joined = replace(second, text=f"{first.text}{joint}{second.text}", marks=(*first.marks, *marks))
    return replace(joined, kind="list_item", level=max(level, 1)) if joint else joined


def with_line_ends(paragraph: Paragraph) -> Paragraph:
    """Give a block as verse where its lines are, and without its line ends where they only wrap prose.

    >>> lines = "Sous le pont du vieux moulin,", "L’eau coule sans faire de bruit,", "Et le vent du soir la suit."
    >>> breaks = Mark(29, 30, "br"), Mark(62, 63, "br")
    >>> with_line_ends(Paragraph(" ".join(lines), marks=breaks)).kind
    'verse'
    """
    breaks = [mark for mark in paragraph.marks if mark.name == "br"]
    if paragraph.kind != "paragraph" or not breaks:
        return paragraph
    lines = [line for line in _lines(paragraph.text, breaks) if line]
    if lines and is_verse(lines):
        return replace(paragraph, kind="verse")
    after = [line for line in lines[1:] if not line[0].islower()]
    is_long = len(paragraph.text) >= _LEAST_LENGTH * max(len(lines), 1)
    if len(breaks) < _LEAST_BREAKS or len(after) > _MOST_VERSES * (len(lines) - 1) or not is_long:
        return paragraph
    return replace(paragraph, marks=tuple(mark for mark in paragraph.marks if mark.name != "br"))


def without_separator(note: Paragraph) -> Paragraph:
    """Give a note without the mark between its label, which is marked, and its text, as in "1. La note".

    >>> without_separator(Paragraph(". La note", marks=(Mark(0, 0, "sup", "1"), Mark(2, 4, "em"))))
    Paragraph(text='La note', kind='paragraph', level=0, locator='', translate=True, \
marks=(Mark(start=0, end=0, name='sup', value='1'), Mark(start=0, end=2, name='em', value='')), segments=(), cell=None)
    """
    found = _SEPARATOR.match(note.text)
    if not found or not any(mark.name == "sup" and mark.start == mark.end == 0 for mark in note.marks):
        return note
    width = found.end()
    moved = (mark._replace(start=max(mark.start - width, 0), end=max(mark.end - width, 0)) for mark in note.marks)
    return replace(note, text=note.text[width:], marks=tuple(moved))


def _lines(text: str, breaks: list[Mark]) -> Iterator[str]:
    """Give the lines of a text that ends lines at some marks."""
    start = 0
    for mark in breaks:
        yield text[start : mark.start].strip()
        start = mark.end
    yield text[start:].strip()


def is_list(table: "_Element", cells: frozenset[str]) -> bool:
    """Tell whether a table only lays out a list: each row is the mark of an item, and the item.

    >>> from lxml import html
    >>> row = "<tr><td>{}</td><td>Un mot</td></tr>"
    >>> [is_list(html.fromstring(f"<table>{row.format(a)}{row.format(b)}</table>"), {"td"}) for a, b in ("12", "ab")]
    [False, False]
    >>> is_list(html.fromstring(f"<table>{row.format('a)')}{row.format('b)')}</table>"), {"td"})
    True
    """
    rows = list(table.iter("{*}tr"))
    return bool(rows) and all(_is_item([cell for cell in row if local_name(cell) in cells]) for row in rows)


def _is_item(row: "list[_Element]") -> bool:
    """Tell whether a row's cells are the mark of an item and the item."""
    texts = [text for text in map(plain_text, row) if text]
    return len(texts) == len(("mark", "item")) and _MARKER_IN_CELL.fullmatch(texts[0]) is not None
