"""Read TEI, in which editions of prose, verse and plays are kept, also as ELTeC and TXM have it.

A stanza is one paragraph with marks at the ends of its lines; speakers and stage directions are paragraphs by
themselves. Sentences that the file marks (`s`) stay as they are; words that it marks one by one (`w`, `pc`) are put
together. Of a mistake and its correction, or a spelling and its modern form, the second is read, which a reader of
today wants. https://tei-c.org/release/doc/tei-p5-doc/en/html/
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Cell, Kind, Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.tei.header import read_header
from pipeline.formats.tei.inline import Inline
from pipeline.formats.tei.roles import MIXED, holds_blocks, kind_of, level_of, reason_to_leave_out
from pipeline.formats.tei.words import join_words
from pipeline.io.builder import first_heading
from pipeline.io.grids import Tables, span
from pipeline.io.kinds import is_dialogue
from pipeline.io.outline import with_titles
from pipeline.io.units import other_side
from pipeline.io.xml import all_text, attribute, local_name, same_language
from pipeline.io.xml_ledger import open_xml
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = frozenset({"tei", "text", "front", "body", "back", "div", "div1", "div2", "ab", "p", "lg"})
"""What may be in the other language as a whole, where a file has both."""
_BREAKS = frozenset({"lb", "pb", "cb", "gb", "milestone", "anchor"})
_QUOTES = frozenset({"quote", "cit", "epigraph"})
_KEPT_INSIDE = frozenset({"cell", "note", "list_item", "quote"})
"""Kinds that blocks inside of a block share with it."""


def read_tei(data: bytes, encoding: str, language: str) -> Text:
    """Read the text of a file, as far as it is not marked as in the other language of the run.

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is broken, or holds no text.
    """
    root, ledger = open_xml(data)
    title = read_header(root)
    join_words(root, language)
    reader = _Reader(language, ledger)
    paragraphs = with_titles(tuple(reader.blocks([root])))
    if not any(paragraph.text for paragraph in paragraphs):
        raise InputError("holds no text: its <body> is empty, or in another language")
    named = title.title or first_heading(paragraphs)
    return ledger.balance(Text(language, paragraphs, named, "", title.author, title.translator))


class _Reader:
    """Reads the blocks of a text; `ledger` notes what is not read."""

    def __init__(self, language: str, ledger: Ledger) -> None:
        self.language = language
        self.ledger = ledger
        self.tables = Tables()
        self.cell: Cell | None = None
        self.number = 0

    def blocks(
        self, elements: "Sequence[_Element]", kind: Kind = "paragraph", tails: bool = True
    ) -> Iterator[Paragraph]:
        """Read every block of some elements, in order, and the text after each of them unless `tails` is false.

        `kind` is what they are by what they stand in.
        """
        stanza: list[_Element] = []
        for element in elements:
            name = local_name(element)
            if name == "l" and not self._reason(element, name):
                stanza.append(element)
            elif name in _BREAKS:
                self.ledger.leave_out("markup", all_text(element), self._place())
            else:
                yield from self._inline(stanza, "verse")
                stanza = []
                yield from self._block(element, name, kind)
            if tails and (element.tail or "").strip():
                yield from self._inline(stanza, "verse")
                stanza = []
                yield from self._loose(element.tail)
        yield from self._inline(stanza, "verse")

    def _block(self, element: "_Element", name: str, kind: Kind) -> Iterator[Paragraph]:
        """Read the blocks of one element."""
        if reason := self._reason(element, name):
            self.ledger.leave_out(reason, all_text(element), self._place())
        elif name == "note":
            yield from self._note(element)
        elif name == "table" and _is_grid(element):
            yield from self._table(element)
        elif name not in MIXED and holds_blocks(element):
            yield from self._loose(element.text)
            yield from self.blocks(list(element), "quote" if name in _QUOTES else kind)
        else:
            inner = "quote" if name in _QUOTES else kind_of(element, name, kind)
            yield from self._inline([element], inner)

    def _reason(self, element: "_Element", name: str) -> str:
        """Say why an element is not read, "" where it is."""
        tag = attribute(element, "lang") if name in _PARTS else ""
        if tag and not same_language(tag, self.language) and any(same_language(tag, one) for one in ("fr", "en")):
            return other_side(tag, self.language)
        return reason_to_leave_out(element, name)

    def _inline(self, elements: "Sequence[_Element]", kind: Kind) -> Iterator[Paragraph]:
        """Read a paragraph, or the lines of a stanza, and after it what hangs on it or stands apart in it."""
        if not elements:
            return
        inline = Inline(self.ledger, self._place())
        for number, element in enumerate(elements):
            if number:
                inline.text.line_break()
            inline.begin(element)
        paragraph = replace(inline.paragraph(kind, level_of(elements[0], kind)), cell=self.cell)
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        yield from self._numbered(paragraph)
        for note in inline.notes:
            yield from self._note(note)
        yield from self.blocks(inline.apart, kind if kind in _KEPT_INSIDE else "paragraph", tails=False)

    def _numbered(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        """Give a paragraph with its number as its place, unless nothing is in it."""
        if paragraph.text or any(mark.name == "img" for mark in paragraph.marks):
            self.number += 1
            yield replace(paragraph, locator=f"{self.number}")

    def _loose(self, text: str | None) -> Iterator[Paragraph]:
        """Read text that stands between blocks, where none is meant to be."""
        if text and text.strip():
            yield from self._numbered(Paragraph(" ".join(text.split()), cell=self.cell))

    def _note(self, note: "_Element") -> Iterator[Paragraph]:
        """Read the paragraphs of a note, the first with its label."""
        label = (Mark(0, 0, "sup", attribute(note, "n")),) if attribute(note, "n") else ()
        for number, paragraph in enumerate(self._inline([note], "note")):
            yield replace(paragraph, marks=(*label, *paragraph.marks)) if not number else paragraph

    def _table(self, table: "_Element") -> Iterator[Paragraph]:
        """Read the paragraphs of a table, each with its cell."""
        for head in table.iterfind("{*}head"):
            yield from self._inline([head], "caption")
        self.tables.begin()
        for row in table.iterfind("{*}row"):
            self.tables.next_row()
            for cell in row.iterfind("{*}cell"):
                rows, columns = (span(attribute(cell, side)) for side in ("rows", "cols"))
                heads = "label" in (attribute(row, "role"), attribute(cell, "role"))
                self.cell = self.tables.next_cell(rows, columns, heads)
                yield from self._block(cell, "cell", "cell")
        self.cell = None
        self.tables.end()

    def _place(self) -> str:
        """Give the place of the paragraph that comes next."""
        return f"paragraph {self.number + 1}"


def _is_grid(table: "_Element") -> bool:
    """Tell whether a table is made of rows of cells and headings only: others are read block by block."""
    rows = [child for child in table if local_name(child) == "row"]
    parts = [*rows, *(cell for row in rows for cell in row)]
    names = {local_name(child) for child in table} | {f"row {local_name(cell)}" for row in rows for cell in row}
    loose = [table.text, *(row.text for row in rows), *(part.tail for part in [*table, *parts])]
    plain = not any(text and text.strip() for text in loose)
    nested = next(table.iterfind(".//{*}table"), None) is not None
    return bool(rows) and names <= {"row", "head", "row cell"} and plain and not nested
