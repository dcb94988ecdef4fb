"""Read OpenDocument texts (ODT): every paragraph that a word processor shows.

Tables, frames, sections and notes are read; deleted text, comments, headers and footers are not. OpenDocument 1.3,
part 3, https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/OpenDocument-v1.3-os-part3-schema.html.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Cell, Kind, Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.archive import Archive
from pipeline.io.builder import ParagraphBuilder, first_heading
from pipeline.io.grids import Tables, is_grid, span
from pipeline.io.kinds import is_dialogue
from pipeline.io.xml import all_text, attribute, local_name, parse_xml, plain_text
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = {
    "tracked-changes": "deleted",
    "annotation": "comment",
    "annotation-end": "comment",
    "forms": "unsupported",
    "script": "script",
    "hidden-text": "hidden",
    "ruby-text": "reading",
    "note-citation": "note_call",
    "sequence-decls": "markup",
    "variable-decls": "markup",
    "user-field-decls": "markup",
}
_SOURCES = "-source"  # the end of names of elements that say how an index is made
_OBJECT = re.compile(r".+/content\.xml")
_BLOCKS = frozenset({"p", "h"})
_HEADING = re.compile("Title|Heading_20_(\\d)")
_MOST_SPACES = 1000  # that one element may stand for; chosen by hand, against attacks
_MOST_CELLS = 1000  # rows, columns or cells that one attribute may say; chosen by hand, against attacks
_SPANS = ("rows-spanned", "columns-spanned", "columns-repeated")

Looks = Mapping[str, tuple[str, ...]]
"""Each style's marks: "em", "strong", "sup", "sub"."""


def read_odt(data: bytes, encoding: str, language: str) -> Text:
    """Read the paragraphs of a document, numbered; notes follow the paragraph they hang on.

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is no ODT file, or is broken, encrypted or an attack.
    """
    archive = Archive(data, "ODT")
    if "META-INF/manifest.xml" in archive:
        manifest = parse_xml(archive.read("META-INF/manifest.xml"))
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise InputError("has a password; save it without a password")
    content = parse_xml(archive.read("content.xml"))
    styles = parse_xml(archive.read("styles.xml")) if "styles.xml" in archive else None
    roots = [content] if styles is None else [styles, content]
    ledger = Ledger()
    reader = _Reader({name: looks for root in roots for name, looks in _looks(root)}, _parents(roots), ledger)
    body = next(content.iterfind("{*}body/{*}text"), None)
    if body is None:
        raise InputError("is no ODT file: it has no text; save tables and slides as text first")
    ledger.hold(all_text(body))
    paragraphs = tuple(
        replace(paragraph, locator=f"content.xml#{number}") for number, paragraph in enumerate(reader.blocks(body), 1)
    )
    for part, root, reason in _unread(archive, styles):
        ledger.hold(all_text(root))
        ledger.leave_out(reason, all_text(root), part)
    return ledger.balance(Text(language, paragraphs, _title(archive) or first_heading(paragraphs)))


def _unread(archive: Archive, styles: "_Element | None") -> Iterator[tuple[str, "_Element", str]]:
    """Give what holds text and is not read, with its part and the reason: headers and footers, and objects."""
    if styles is not None:
        for pages in styles.iterfind("{*}master-styles"):
            yield "styles.xml", pages, "running_title"
    for part in filter(_OBJECT.fullmatch, archive.names()):
        with suppress(InputError):  # a broken one hinders nobody
            yield part, parse_xml(archive.read(part)), "unsupported"


class _Reader:
    """Reads paragraphs, given what the styles look like and which styles they are based on.

    `ledger` notes what is not read.
    """

    def __init__(self, looks: Looks, parents: Mapping[str, str], ledger: Ledger) -> None:
        self.ledger = ledger
        self.number = 0  # of paragraphs read so far
        self.looks = looks
        self.parents = parents
        self.known: dict[str, str] = {}  # what `_known_style` has found
        self.tables = Tables()
        self.cell: Cell | None = None

    def blocks(self, element: "_Element", depth: int = 0, kind: Kind = "paragraph") -> Iterator[Paragraph]:
        """Read every paragraph below an element, in order; `depth` counts the lists around it."""
        for child in element:
            name = local_name(child)
            if self._is_left_out(child, name):
                continue
            if name in _BLOCKS:
                yield from self._block(child, depth, kind)
            elif name == "table" and is_grid(child, "table-row", {"table-cell"}):
                yield from self._table(child, depth)
            elif name == "table-cell":
                yield from self.blocks(child, depth, "cell")
            elif name == "note":
                yield from self._note(child)
            else:
                yield from self.blocks(child, depth + (name == "list"), kind)

    def _is_left_out(self, element: "_Element", name: str) -> bool:
        """Tell whether nothing in an element is text to read, and note what is there."""
        reason = "markup" if name.endswith(_SOURCES) else _LEFT_OUT.get(name, "")
        if reason:
            self._leave_out(reason, element)
        return bool(reason)

    def _leave_out(self, reason: str, element: "_Element") -> None:
        """Note that nothing in an element is read, and in which paragraph it would stand."""
        self.ledger.leave_out(reason, all_text(element), f"content.xml#{self.number + 1}")

    def _table(self, table: "_Element", depth: int) -> Iterator[Paragraph]:
        """Read the paragraphs of a table, each with its cell; what others cover follows from how far those reach."""
        self.tables.begin()
        for row in table.iter("{*}table-row"):
            self.tables.next_row()
            above = row.getparent()
            heads = above is not None and local_name(above) == "table-header-rows"
            for cell in row.iterfind("{*}table-cell"):
                rows, columns, repeated = (_count(cell, f"number-{name}") for name in _SPANS)
                self.cell = self.tables.next_cell(rows, columns * repeated, heads)
                yield from self.blocks(cell, depth, "cell")
        self.cell = None
        self.tables.end()

    def _block(self, element: "_Element", depth: int, kind: Kind) -> Iterator[Paragraph]:
        """Read a paragraph, and after it those of its notes and frames."""
        text = ParagraphBuilder()
        apart: list[_Element] = []
        self._collect(element, text, apart)
        kind, level = self._kind(element, depth, kind)
        paragraph = replace(text.paragraph(kind, level), cell=self.cell)
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        if paragraph.text or any(mark.name == "img" for mark in paragraph.marks):
            self.number += 1
            yield paragraph
        for part in apart:
            yield from self._note(part) if local_name(part) == "note" else self.blocks(part, 0, kind)

    def _note(self, note: "_Element") -> Iterator[Paragraph]:
        """Read a note's paragraphs, the first with its label."""
        citation = next(note.iterfind("{*}note-citation"), None)
        label = (Mark(0, 0, "sup", plain_text(citation)),) if citation is not None else ()
        for number, paragraph in enumerate(self.blocks(note, 0, "note")):
            yield replace(paragraph, marks=(*label, *paragraph.marks)) if not number else paragraph

    def _kind(self, element: "_Element", depth: int, kind: Kind) -> tuple[Kind, int]:
        """Tell what a paragraph is, and its level; `kind` is what it is by what it stands in."""
        if local_name(element) == "h":
            level = attribute(element, "outline-level")
            return "heading", int(level) if level.isdecimal() else 1
        if kind == "paragraph" and depth:
            return "list_item", depth
        style = self._known_style(attribute(element, "style-name"))
        if kind == "paragraph" and (found := _HEADING.fullmatch(style)):
            return "heading", int(found[1] or 1)
        return ("quote" if kind == "paragraph" and style == "Quotations" else kind), 0

    def _known_style(self, name: str) -> str:
        """Name the style that a file's own style is based on.

        Names that the word processor gives are English whatever its language.
        """
        passed: dict[str, None] = {}  # a damaged file may base a style on itself
        while name in self.parents and name not in passed and name != "Quotations" and not _HEADING.fullmatch(name):
            passed[name] = None
            name = self.known.get(name, self.parents[name])
        self.known |= dict.fromkeys(passed, name)
        return name

    def _collect(self, element: "_Element", text: ParagraphBuilder, apart: list["_Element"]) -> None:
        """Add the text of an element; what has paragraphs of its own is put `apart`."""
        text.add(element.text)
        for child in element:
            self._inside(child, local_name(child), text, apart)
            text.add(child.tail)

    def _inside(self, child: "_Element", name: str, text: ParagraphBuilder, apart: list["_Element"]) -> None:
        """Add what stands inside of a paragraph: a character, a note, a frame, or something with parts."""
        if name == "s":
            count = attribute(child, "c")
            text.add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), collapse=False)
        elif name == "tab":
            text.add("\t", collapse=False)
        elif name == "line-break":
            text.line_break()
        elif name == "note":
            citation = next(child.iterfind("{*}note-citation"), None)
            text.mark("sup", "" if citation is None else plain_text(citation))
            apart.append(child)
        elif name == "frame":
            self._frame(child, text, apart)
        elif not self._is_left_out(child, name):
            self._nested(child, name, text, apart)

    def _frame(self, frame: "_Element", text: ParagraphBuilder, apart: list["_Element"]) -> None:
        """Mark the picture in a frame, or put its text box apart; what else is there only describes or repeats it."""
        image = next(frame.iterfind("{*}image"), None)
        box = next(frame.iterfind("{*}text-box"), None)
        if box is not None:
            apart.append(box)
        elif image is not None:
            text.mark("img", attribute(image, "href"))
        for child in frame:
            if child is not box:
                said = local_name(child) in {"title", "desc"}
                self._leave_out("description" if said else "fallback", child)

    def _nested(self, element: "_Element", name: str, text: ParagraphBuilder, apart: list["_Element"]) -> None:
        """Add what has parts: a span with its looks, a link with its address, any other container."""
        marks = [(look, "") for look in self.looks.get(attribute(element, "style-name"), ())] if name == "span" else []
        if name == "a":
            marks = [("a", attribute(element, "href"))]
        for mark in marks:
            text.open(*mark)
        self._collect(element, text, apart)
        for _ in marks:
            text.close()


def _count(cell: "_Element", name: str) -> int:
    """Tell how many rows, columns or cells an attribute says; one where it says nothing."""
    return min(span(attribute(cell, name)), _MOST_CELLS)


def _looks(root: "_Element") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the name and the marks of every style of characters."""
    for style in root.iter("{*}style"):
        if attribute(style, "family") != "text":
            continue
        looks = []
        for properties in style.iterfind("{*}text-properties"):
            if attribute(properties, "font-weight") in {"bold", "600", "700", "800", "900"}:
                looks.append("strong")
            if attribute(properties, "font-style") in {"italic", "oblique"}:
                looks.append("em")
            position = attribute(properties, "text-position").split()[:1]
            if position and position[0] != "0%":
                looks.append("sub" if position[0].startswith(("sub", "-")) else "sup")
        yield attribute(style, "name"), tuple(looks)


def _parents(roots: list["_Element"]) -> dict[str, str]:
    """Name the style that each style of paragraphs is based on."""
    return {
        attribute(style, "name"): attribute(style, "parent-style-name")
        for root in roots
        for style in root.iter("{*}style")
        if attribute(style, "family") == "paragraph"
    }


def _title(archive: Archive) -> str:
    """Give the title in the document's properties, or ""."""
    if "meta.xml" not in archive:
        return ""
    title = next(parse_xml(archive.read("meta.xml")).iter("{*}title"), None)
    return "" if title is None else plain_text(title)
