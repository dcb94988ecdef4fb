"""Read OpenDocument texts (ODT): every paragraph that a word processor shows.

Tables, frames, sections and notes are read, headers and footers where they are asked for; deleted text and comments
are not. OpenDocument 1.3,
part 3, https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/OpenDocument-v1.3-os-part3-schema.html.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Cell, Kind, Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.odt.initials import join_initials
from pipeline.formats.odt.parts import check_manifest, master_pages, title, tree, unread
from pipeline.formats.odt.styles import Look, Styles
from pipeline.io.archive import Archive
from pipeline.io.builder import Origin, ParagraphBuilder, first_heading
from pipeline.io.grids import Tables, is_grid, own, span
from pipeline.io.kinds import is_dialogue
from pipeline.io.outline import with_titles
from pipeline.io.symbols import read_signs
from pipeline.io.xml import all_text, attribute, local_name, plain_text
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
_BLOCKS = frozenset({"p", "h"})
_MOST_SPACES = 1000  # that one element may stand for; chosen by hand, against attacks
_MOST_CELLS = 1000  # rows, columns or cells that one attribute may say; chosen by hand, against attacks
_LEVEL_DIGITS = 2  # of a heading's level; longer numbers are nonsense
_SPANS_OF_TEXT = frozenset(["span", "a"])  # in which hidden text may be seen all the same
_SPANS = ("rows-spanned", "columns-spanned", "columns-repeated")
_APART = frozenset(["p", "h", "list", "table", "text-box"])
"""What has paragraphs of its own inside of a paragraph, where a shape is drawn that holds text."""


def read_odt(data: bytes, encoding: str, language: str, also: Container[str] = ()) -> Text:
    """Read the paragraphs of a document, numbered by part; notes follow the paragraph they hang on.

    `encoding` is not used: XML names its own. `also` may name "headers" (footers too), which come last; of like headers
    only the first.

    Raises:
        InputError: it is no ODT file, or is broken, encrypted or an attack.
    """
    archive = Archive(data, "ODT")
    check_manifest(archive)
    content = tree(archive, "content.xml")
    styles = tree(archive, "styles.xml") if "styles.xml" in archive else None
    body = body_of(content)
    ledger = Ledger()
    ledger.hold(all_text(body))
    join_initials(body, ledger)
    looks = Styles([content] if styles is None else [styles, content])
    tables = Tables()
    paragraphs = list(_Reader(looks, ledger, tables).blocks(body))
    wanted = styles if "headers" in also else None
    if wanted is not None:
        paragraphs += _headers(wanted, looks, ledger, tables)
    for part, root, reason in unread(archive, None if wanted is not None else styles):
        ledger.hold(all_text(root))
        ledger.leave_out(reason, all_text(root), part)
    titled = with_titles(paragraphs)
    return ledger.balance(Text(language, titled, title(archive) or first_heading(titled)))


def _headers(styles: "_Element", looks: Styles, ledger: Ledger, tables: Tables) -> Iterator[Paragraph]:
    """Read headers and footers; documents repeat them for each kind of page."""
    known: set[str] = set()
    for pages in master_pages(styles):
        ledger.hold(all_text(pages))
        for paragraph in _Reader(looks, ledger, tables, "styles.xml").blocks(pages):
            if paragraph.text in known:
                ledger.leave_out("running_title", paragraph.text, "styles.xml")
            else:
                known.add(paragraph.text)
                yield paragraph


def body_of(content: "_Element") -> "_Element":
    """Give what holds the text of a document.

    Raises:
        InputError: there is no text.
    """
    body = next(content.iterfind("{*}body/{*}text"), None)
    if body is None:
        raise InputError("is no ODT file: it has no text; save tables and slides as text first")
    return body


Traced = tuple[Paragraph, "_Element", tuple[Origin, ...]]
"""A paragraph, its element, and where in there its text comes from."""


def trace_odt(content: "_Element", styles: "_Element | None") -> list[Traced]:
    """Give every paragraph of a document with where it stands in there, all headers and footers at the end.

    Drop capitals are joined with their text in there.

    Raises:
        InputError: there is no text.
    """
    found: list[Traced] = []
    body, ledger = body_of(content), Ledger()
    join_initials(body, ledger)
    looks = Styles([content] if styles is None else [styles, content])
    parts = [(body, "content.xml"), *((pages, "styles.xml") for pages in master_pages(styles))]
    for root, part in parts:
        for _ in _Reader(looks, ledger, Tables(), part, lambda *placed: found.append(placed)).blocks(root):
            pass
    return found


class _Reader:
    """Reads paragraphs, given what the styles say; `ledger` notes what is not read, `trace` hears of paragraphs."""

    def __init__(
        self,
        styles: Styles,
        ledger: Ledger,
        tables: Tables,
        part: str = "content.xml",
        trace: Callable[[Paragraph, "_Element", tuple[Origin, ...]], None] = lambda *_: None,
    ) -> None:
        self.part = part
        self.ledger = ledger
        self.trace = trace
        self.number = 0  # of paragraphs read so far
        self.styles = styles
        self.look = Look()  # of the letters at the place that is read
        self.tables = tables
        self.cell: Cell | None = None

    def blocks(self, element: "_Element", depth: int = 0, kind: Kind = "paragraph") -> Iterator[Paragraph]:
        """Read every paragraph below an element, in order; `depth` counts the lists around it."""
        for child in element:
            name = local_name(child)
            if self._is_left_out(child, name):
                continue
            if name in _BLOCKS:
                yield from self._block(child, depth, kind)
            elif name == "table" and not self.tables.inside and is_grid(child, "table-row", {"table-cell"}):
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
        by_style = name == "section" and self.styles.hides(attribute(element, "style-name"))
        if by_style or attribute(element, "is-hidden") == "true" or attribute(element, "display") == "none":
            reason = "hidden"
        if reason:
            self._leave_out(reason, element)
        return bool(reason)

    def _leave_out(self, reason: str, element: "_Element") -> None:
        """Note that nothing in an element is read, and in which paragraph it would stand."""
        self.ledger.leave_out(reason, all_text(element), self._place())

    def _table(self, table: "_Element", depth: int) -> Iterator[Paragraph]:
        """Read the paragraphs of a table, each with its cell; what others cover follows from how far those reach."""
        self.tables.begin()
        for row in own(table, "table-row", "table"):
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
        if any(attribute(field, "is-hidden") == "true" for field in element.iterfind("{*}hidden-paragraph")):
            self._leave_out("hidden", element)
            return
        self.look = self.styles.look("paragraph", attribute(element, "style-name"), Look())
        self._collect(element, text, apart)
        kind, level = self._kind(element, depth, kind)
        paragraph = replace(text.paragraph(kind, level), cell=self.cell)
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        if paragraph.text or any(mark.name == "img" for mark in paragraph.marks):
            placed = replace(paragraph, locator=self._place())
            self.number += 1
            self.trace(placed, element, text.traced)
            yield placed
        for part in apart:
            name = local_name(part)
            if name == "note":
                yield from self._note(part)
            elif name in _BLOCKS:
                yield from self._block(part, 0, kind)
            elif name == "table" and not self.tables.inside and is_grid(part, "table-row", {"table-cell"}):
                yield from self._table(part, 0)
            else:
                yield from self.blocks(part, int(name == "list"), kind)

    def _note(self, note: "_Element") -> Iterator[Paragraph]:
        """Read a note's paragraphs, the first with its label."""
        citation = next(note.iterfind("{*}note-citation"), None)
        label = (Mark(0, 0, "sup", plain_text(citation)),) if citation is not None else ()
        for number, paragraph in enumerate(self.blocks(note, 0, "note")):
            yield replace(paragraph, marks=(*label, *paragraph.marks)) if not number else paragraph

    def _kind(self, element: "_Element", depth: int, kind: Kind) -> tuple[Kind, int]:
        """Tell what a paragraph is, and its level; `kind` is what it is by what it stands in."""
        if local_name(element) == "h":
            return "heading", max(span(attribute(element, "outline-level"), _LEVEL_DIGITS), 1)
        if kind == "paragraph" and depth:
            return "list_item", depth
        return self.styles.kind(attribute(element, "style-name")) if kind == "paragraph" else (kind, 0)

    def _collect(self, element: "_Element", text: ParagraphBuilder, apart: list["_Element"]) -> None:
        """Add the text of an element; what has paragraphs of its own is put `apart`."""
        self._add(element, text)
        for child in element:
            name = local_name(child)
            if self.look.hidden and name not in _SPANS_OF_TEXT:
                self._leave_out("hidden", child)
            elif name in _APART or name == "note":
                self._note_call(child, text)
                apart.append(child)
            elif name == "frame":
                self._frame(child, text, apart)
            elif not self._character(child, name, text) and not self._is_left_out(child, name):
                before, marks = self.look, self._marks(child, name)
                if name == "span":
                    self.look = self.styles.look("text", attribute(child, "style-name"), before)
                for mark in marks:
                    text.open(*mark)
                self._collect(child, text, apart)
                for _ in marks:
                    text.close()
                self.look = before
            self._add(child, text, tail=True)

    def _add(self, element: "_Element", text: ParagraphBuilder, tail: bool = False) -> None:
        """Add the text of an element, or that behind it, as it is seen, unless it is hidden."""
        content = element.tail if tail else element.text
        if content and self.look.hidden:
            self.ledger.leave_out("hidden", content, self._place())
        elif content:
            text.add(read_signs(content, self.look.font, self._place(), self.ledger), origin=element, tail=tail)

    def _place(self) -> str:
        """Give the place of the paragraph that comes next."""
        return f"{self.part}#{self.number + 1}"

    def _character(self, child: "_Element", name: str, text: ParagraphBuilder) -> bool:
        """Add an element that stands for characters or a line break; tell whether it is one."""
        if name == "s":
            text.add(" " * min(span(attribute(child, "c")), _MOST_SPACES), collapse=False, origin=child)
        elif name == "tab":
            text.add("\t", collapse=False, origin=child)
        elif name == "line-break":
            text.line_break(origin=child)
        return name in {"s", "tab", "line-break"}

    def _note_call(self, element: "_Element", text: ParagraphBuilder) -> None:
        """Mark the call of a note; anything else that stands apart has none."""
        if local_name(element) == "note":
            citation = next(element.iterfind("{*}note-citation"), None)
            text.mark("sup", "" if citation is None else plain_text(citation))

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

    def _marks(self, element: "_Element", name: str) -> list[tuple[str, str]]:
        """Give the marks that an element with parts makes: a span's looks, a link's address."""
        if name == "a":
            return [("a", attribute(element, "href"))]
        return [(look, "") for look in self.styles.marks(attribute(element, "style-name"))] if name == "span" else []


def _count(cell: "_Element", name: str) -> int:
    """Tell how many rows, columns or cells an attribute says; one where it says nothing."""
    return min(span(attribute(cell, name)), _MOST_CELLS)
