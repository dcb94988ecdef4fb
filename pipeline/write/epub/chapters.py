"""A document as the chapters of a book: each a file, cut before the headings of the two highest depths."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from pipeline.config import Write
from pipeline.document import Document
from pipeline.write.doubt import Remark, remarks
from pipeline.write.markup import marked
from pipeline.write.outline import depths
from pipeline.write.rows import Block, Row, item_mark, rows
from pipeline.write.typography import shown

Layout = Literal["interleaved", "side", "popup"]
_MARK = Markup('<span class="item-mark">{}\u00a0</span>')
_SIGNS = {
    "machine": Markup('<small class="origin" title="translated by machine">\u00a0⚙</small>'),
    "corrected": Markup('<small class="origin" title="corrected by a person">\u00a0✎</small>'),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a chapter: what it is, and its text as XHTML. `depth` is a heading's or a list item's."""

    kind: str
    depth: int
    html: Markup


@dataclass(frozen=True, slots=True)
class Pair:
    """A French block and the English ones that go with it; `number` is its paragraph's, from 1."""

    number: int
    source: Piece
    targets: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book: which document it is of (from 1), which chapter of that (from 1), and its content."""

    document: int
    number: int
    book: str
    title: str
    pairs: tuple[Pair, ...]

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"text-{self.document:02}-{self.number:03}.xhtml"


def chapters(number: int, document: Document, options: Write) -> Iterator[Chapter]:
    """The chapters of the document with this number (from 1)."""
    found = rows(document)
    told = remarks(document)
    depth = iter(depths(row.source.level for row in found if row.source.kind == "heading"))
    lines = [(row, next(depth) if row.source.kind == "heading" else 0) for row in found]
    titles = [row.source.text for row, depth in lines if depth]
    book = shown(document.source.title or next(iter(titles), document.id), options.source_language).text
    for place, chapter in enumerate(cut(lines), 1):
        title = next((row.source.text for row, depth in chapter if depth), book)
        pairs = tuple(_pair(row, depth, told, options) for row, depth in chapter)
        yield Chapter(number, place, book, shown(title, options.source_language).text, pairs)


def cut(lines: list[tuple[Row, int]]) -> Iterator[list[tuple[Row, int]]]:
    """Rows with their heading's depth (0 for none) in chapters; headings that follow one another stay together."""
    chapter: list[tuple[Row, int]] = []
    for row, depth in lines:
        if depth in {1, 2} and any(not earlier for _, earlier in chapter):
            yield chapter
            chapter = []
        chapter.append((row, depth))
    if chapter:
        yield chapter


def _pair(row: Row, depth: int, told: list[Remark], options: Write) -> Pair:
    targets = (_marked(_piece(block, depth, told, ""), item_mark(block, row)) for block in row.targets)
    source = _marked(_piece(row.source, depth, told, options.source_language), item_mark(row.source, row))
    return Pair(row.paragraph + 1, source, tuple(piece for piece in targets if piece.html))


def _piece(block: Block, depth: int, told: list[Remark], language: str) -> Piece:
    """A block's text; English says why it needs a second look, and who gave it (`language` is empty for English)."""
    html = Markup("")
    for passage in block.passages:
        text = marked(passage, shown(passage.text, "" if block.kind == "code" else language or "en"))
        if text and passage.bead is not None and not language:
            text = _remarked(text, told[passage.bead])
        html += text
    return Piece(block.look, depth or block.level, html)


def _marked(piece: Piece, mark: str) -> Piece:
    """A list item with what stands before it."""
    return replace(piece, html=_MARK.format(mark) + piece.html) if mark and piece.html else piece


def _remarked(text: Markup, remark: Remark) -> Markup:
    """English with what its reader should know of it."""
    if remark.reasons:
        text = Markup('<span class="doubt" title="{}">{}</span>').format("; ".join(remark.reasons), text)
    return text + _SIGNS[remark.origin] if remark.origin else text
