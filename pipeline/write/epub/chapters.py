"""A document as the chapters of a book: each a file, cut before the headings of the two highest depths."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from pipeline.config import Write
from pipeline.document import Document, Mark
from pipeline.write.doubt import Remark, remarks
from pipeline.write.emphasis import outward
from pipeline.write.markup import marked
from pipeline.write.notes import with_notes_joined
from pipeline.write.rows import Block, Row, heading_depths, item_mark, rows
from pipeline.write.tables import Table, drawn, members, with_tables
from pipeline.write.typography import shown

Layout = Literal["interleaved", "side", "popup"]
_MARK = Markup('<span class="item-mark">{}\u00a0</span>')
_SIGNS = {
    "machine": Markup('<small class="origin" title="translated by machine">\u00a0⚙</small>'),
    "corrected": Markup('<small class="origin" title="corrected by a person">\u00a0✎</small>'),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a chapter, or a table: what it is, and its text as XHTML. `depth` is a heading's or a list item's."""

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
        return _name(self.document, self.number)


def chapters(number: int, document: Document, options: Write) -> Iterator[Chapter]:
    """The chapters of the document with this number (from 1)."""
    document = with_notes_joined(document)
    found = rows(document)
    depth = heading_depths(found)
    lines = [(line, depth.get(members(line)[0].paragraph, 0)) for line in with_tables(found)]
    cuts = list(cut(lines))
    titles = [row.source.text for row in found if row.paragraph in depth]
    book = shown(document.source.title or next(iter(titles), document.id), options.source_language).text
    drawing = _Drawing(remarks(document), _addresses(number, cuts), options)
    for place, chapter in enumerate(cuts, 1):
        title = next((members(line)[0].source.text for line, depth in chapter if depth), book)
        pairs = tuple(drawing.pair(line, depth) for line, depth in chapter)
        yield Chapter(number, place, book, shown(title, options.source_language).text, pairs)


def _addresses(number: int, cuts: list[list[tuple[Row | Table, int]]]) -> dict[int, str]:
    """Where in the book each paragraph of the document with this number is."""
    return {
        row.paragraph: f"{_name(number, place)}#p{members(line)[0].paragraph + 1}"
        for place, chapter in enumerate(cuts, 1)
        for line, _ in chapter
        for row in members(line)
    }


def _name(document: int, number: int) -> str:
    return f"text-{document:02}-{number:03}.xhtml"


def cut(lines: list[tuple[Row | Table, int]]) -> Iterator[list[tuple[Row | Table, int]]]:
    """Rows with their heading's depth (0 for none) in chapters; headings that follow one another stay together."""
    chapter: list[tuple[Row | Table, int]] = []
    for row, depth in lines:
        if depth in {1, 2} and any(not earlier for _, earlier in chapter):
            yield chapter
            chapter = []
        chapter.append((row, depth))
    if chapter:
        yield chapter


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws rows as XHTML, given what is told of each bead and where each paragraph is."""

    told: list[Remark]
    addresses: Mapping[int, str]
    options: Write

    def pair(self, line: Row | Table, depth: int) -> Pair:
        """A row, or a table in French and the same in English."""
        if isinstance(line, Table):
            source = Piece("table", 0, drawn(line, lambda row: self._cell([row.source], self.options.source_language)))
            targets = [Piece("table", 0, drawn(line, lambda row: self._cell(row.targets, "")))]
        else:
            source = self._piece(line.source, line, depth, self.options.source_language)
            targets = [self._piece(block, line, depth, "") for block in line.targets]
        return Pair(members(line)[0].paragraph + 1, source, tuple(piece for piece in targets if piece.html))

    def _cell(self, blocks: Iterable[Block], language: str) -> Markup:
        return Markup("").join(Markup("<p>{}</p>").format(self._text(block, language)) for block in blocks)

    def _piece(self, block: Block, row: Row, depth: int, language: str) -> Piece:
        """A block, before it what marks it as an item of a list."""
        html, mark = self._text(block, language), item_mark(block, row)
        return Piece(block.look, depth or block.level, _MARK.format(mark) + html if mark and html else html)

    def _text(self, block: Block, language: str) -> Markup:
        """A block's text; English (`language` is empty) says why it needs a second look, and who gave it."""
        html = Markup("")
        for passage in block.passages:
            tongue = "" if block.kind == "code" else language or "en"
            text = marked(passage, shown(passage.text, tongue), self._address)
            if text and passage.bead is not None and not language:
                text = _remarked(text, self.told[passage.bead])
            html += text
        return html

    def _address(self, mark: Mark) -> str:
        """Where in the book, or on the web, a mark leads."""
        return self.addresses[int(mark.value)] if mark.name == "note" else outward(mark)


def _remarked(text: Markup, remark: Remark) -> Markup:
    """English with what its reader should know of it."""
    if remark.reasons:
        text = Markup('<span class="doubt" title="{}">{}</span>').format("; ".join(remark.reasons), text)
    return text + _SIGNS[remark.origin] if remark.origin else text
