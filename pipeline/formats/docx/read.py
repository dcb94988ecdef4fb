"""Read Word documents (DOCX): every paragraph that Word shows, wherever it hides.

The text comes first, then notes, then comments, headers and footers where they are asked for. ECMA-376, part 1.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Kind, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.docx.body import Body, Trace, Whole
from pipeline.formats.docx.chunks import kind_of, read_chunk, text_of_page
from pipeline.formats.docx.drawings import Drawn, read_drawing
from pipeline.formats.docx.joining import join_paragraphs
from pipeline.formats.docx.labels import Labels
from pipeline.formats.docx.parts import Package
from pipeline.formats.docx.styles import Styles
from pipeline.io.archive import Archive
from pipeline.io.builder import first_heading
from pipeline.io.grids import Tables
from pipeline.io.outline import with_titles
from pipeline.io.xml import all_text
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 3  # Word files in one another; chosen by hand: nobody needs two
_KINDS: dict[str, Kind] = {"footnotes": "note", "endnotes": "note", "comments": "note"}


def read_docx(data: bytes, encoding: str, language: str, also: Container[str] = ()) -> Text:
    """Read the paragraphs of a document, its notes after them, numbered by part.

    `encoding` is not used: XML names its own. `also` may name "comments" and "headers" (footers too), which come last;
    of like headers only the first.

    Raises:
        InputError: it is no DOCX file, or is broken, encrypted or an attack.
    """
    package = Package(Archive(data, "DOCX"))
    ledger = Ledger()
    paragraphs = with_titles(list(_File(package, language, ledger, Tables()).paragraphs(also)))
    return ledger.balance(Text(language, paragraphs, _title(package) or first_heading(paragraphs)))


def trace_docx(package: Package, trees: Mapping[str, "_Element"], language: str) -> list[Drawn]:
    """Give every paragraph of a document, comments, headers and footers too, with where it stands in its `trees`.

    They are changed as the reader changes them. Headers that repeat others are there each.

    Raises:
        InputError: as `read_docx` has it.
    """
    found: list[Drawn] = []
    file = _File(package, language, Ledger(), Tables(), trace=lambda *traced: found.append(traced))
    for _ in file.paragraphs(("comments", "headers"), trees):
        pass
    return found


class _File:
    """Reads a Word file; `around` counts the Word files that it is a part of, `trace` hears of its paragraphs."""

    def __init__(
        self,
        package: Package,
        language: str,
        ledger: Ledger,
        tables: Tables,
        around: int = 0,
        trace: Trace = lambda *_: None,
    ) -> None:
        self.package = package
        self.language = language
        self.ledger = ledger
        self.tables = tables
        self.around = around
        self.trace = trace
        self.roots: dict[str, _Element] = {}  # of the parts that are not read yet
        self.known: set[str] = set()  # names of the parts that belong to this file itself
        self.chunks_read: set[str] = set()

    def paragraphs(self, also: Container[str], trees: Mapping[str, "_Element"] | None = None) -> Iterator[Paragraph]:
        """Read every part, from its tree in `trees` where they are given; what is left after that is noted."""
        self.roots = dict(self.package.trees(also) if trees is None else trees)
        self.known = set(self.roots)
        for root in self.roots.values():
            self.ledger.hold(all_text(root))
        styles = [self.roots[name] for name in self.package.of_kind("styles") if name in self.roots]
        whole = Whole(Styles(*styles[:1]), Labels(), self.tables, self.ledger, self._drawing, self._chunk, self.trace)
        yield from self._part(self.package.main, "paragraph", whole)
        for kind in ("footnotes", "endnotes", *(["comments"] if "comments" in also else [])):
            for part in self.package.of_kind(kind):
                yield from self._part(part, _KINDS[kind], whole)
        if "headers" in also:
            yield from self._headers(whole)
        self._note_unread()

    def _part(self, part: str, kind: Kind, whole: Whole) -> Iterator[Paragraph]:
        """Read a part, unless it has been read."""
        if (root := self.roots.pop(part, None)) is not None:
            join_paragraphs(root, self.ledger)
            yield from Body(part, kind, self.package.relations(part), whole).blocks(root)

    def _headers(self, whole: Whole) -> Iterator[Paragraph]:
        """Read headers and footers; documents repeat them for each section."""
        known: set[str] = set()
        for part in sorted([*self.package.of_kind("header"), *self.package.of_kind("footer")]):
            found = list(self._part(part, "paragraph", whole))
            yield from (one for one in found if one.text not in known)
            for repeated in (one.text for one in found if one.text in known):
                self.ledger.leave_out("running_title", repeated, part)
            known.update(one.text for one in found)

    def _drawing(self, part: str) -> Iterator[Paragraph]:
        """Read a diagram or a chart, unless it has been read."""
        if (root := self.roots.pop(part, None)) is not None:
            for number, (paragraph, element, traced) in enumerate(read_drawing(root, part, self.ledger), 1):
                placed = replace(paragraph, locator=f"{part}#{number}")
                self.trace(placed, element, traced)
                yield placed

    def _chunk(self, part: str) -> Iterator[Paragraph]:
        """Read a part in another format; one that is shown several times is read once."""
        if part not in self.package or part in self.chunks_read:
            return
        self.chunks_read.add(part)
        kind = kind_of(part, self.package.content_type(part))
        if kind == "word" and part in self.known:
            self.ledger.warn(f"takes in its own part {part!r} as another file (altChunk), which is left out")
        elif kind == "word" and self.around < _DEEPEST:
            yield from self._inner(part)
        else:
            data = self.package.read(part)
            found = list(read_chunk(data, "" if kind == "word" else kind, part, self.language, self.ledger))
            first = self.tables.reserve(max((one.cell.table + 1 for one in found if one.cell), default=0))
            for one in found:
                yield replace(one, cell=one.cell._replace(table=first + one.cell.table)) if one.cell else one

    def _inner(self, part: str) -> Iterator[Paragraph]:
        """Read a Word file inside of this one."""
        try:
            package = Package(self.package.inner(part))
            inner = _File(package, self.language, self.ledger, self.tables, self.around + 1)
            for paragraph in inner.paragraphs(()):
                yield replace(paragraph, locator=f"{part}/{paragraph.locator}")
        except InputError as problem:
            raise InputError(f"its part {part!r} {problem}") from None

    def _note_unread(self) -> None:
        """Note the text of every part that was not read."""
        for part, root in self.roots.items():
            self.ledger.leave_out(self.package.why_unread(part), all_text(root), part)
        for part in self.package.texts():
            if part not in self.chunks_read:
                try:
                    text = text_of_page(self.package.read(part))
                except InputError:
                    continue
                self.ledger.hold(text)
                self.ledger.leave_out("unsupported", text, part)


def _title(package: Package) -> str:
    """Give the title in the document's properties, or ""."""
    try:
        root = package.tree(package.properties)
    except InputError:  # nobody has to have properties, and broken ones hinder nobody
        return ""
    return next(((node.text or "").strip() for node in root.iter("{*}title")), "")
