"""A document as the chapters of a book: each a file, cut before the headings of the two highest depths."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from pipeline.bilingual.counts import find_sign
from pipeline.bilingual.elements import draw_cell, draw_passage, draw_table
from pipeline.bilingual.notes import join_notes
from pipeline.bilingual.pictures import Picture, Pictures, no_pictures
from pipeline.bilingual.remarks import Remark, is_by_machine, make_remarks
from pipeline.bilingual.rows import Block, Row, choose_item_mark, find_depths, make_rows
from pipeline.bilingual.spans import resolve_outward
from pipeline.bilingual.tables import Table, group_tables, list_rows
from pipeline.bilingual.titles import choose_title
from pipeline.bilingual.typography import typeset
from pipeline.document import Document, Mark
from pipeline.io.outputs import WriteOptions

Layout = Literal["interleaved", "side", "popup"]
_MARK = Markup('<span class="item-mark">{}\u00a0</span>')
_SIGN = Markup('<small class="origin" title="{}">\u00a0{}</small>')


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A block of a chapter, or a table: what it is, and its text as XHTML. `depth` is a heading's or a list item's."""

    kind: str
    depth: int
    html: Markup


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A French block and the English ones that go with it; `number` is its paragraph's, from 1.

    `pictures` are the addresses in the book of those above it.
    """

    number: int
    source: DrawnBlock
    targets: tuple[DrawnBlock, ...]
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book: which document it is of (from 1), which chapter of that (from 1), and its content.

    `pictures` are those that the file refers to; `by_machine` says that all English of the document is a machine's, and
    is said at the top of the first chapter.
    """

    document: int
    number: int
    book: str
    title: str
    pairs: tuple[BlockPair, ...]
    pictures: tuple[Picture, ...] = ()
    author: str = ""
    translator: str = ""
    by_machine: bool = False

    @property
    def name(self) -> str:
        """The name of its file."""
        return _name(self.document, self.number)


def make_chapters(
    number: int, document: Document, options: WriteOptions, pictures: Pictures = no_pictures
) -> Iterator[Chapter]:
    """Make the chapters of a document, in order: one for each file of the book that it fills.

    `number` is the document's place in the book, from 1; it is part of the files' names.
    """
    document = join_notes(document)
    found = make_rows(document)
    depths = find_depths(found)
    lines = [(line, depths.get(list_rows(line)[0].paragraph, 0)) for line in group_tables(found)]
    cuts = list(cut_into_chapters(lines))
    book = typeset(choose_title(document), options.source_language).text
    places, told = _addresses(number, cuts), make_remarks(document)
    for place, chapter in enumerate(cuts, 1):
        title = next((list_rows(line)[0].source.text for line, depth in chapter if depth), book)
        drawing = _ChapterDrawer(document.id, told, places, pictures, options)
        pairs = tuple(filter(None, (drawing.pair(line, depth) for line, depth in chapter)))
        used = tuple(drawing.used.values())
        shown = typeset(title, options.source_language).text
        by_machine = place == 1 and is_by_machine(document)
        source = document.source
        yield Chapter(number, place, book, shown, pairs, used, source.author, source.translator, by_machine)


def _addresses(number: int, cuts: list[list[tuple[Row | Table, int]]]) -> dict[int, str]:
    """Give the address in the book of each paragraph of the document with this number."""
    return {
        row.paragraph: f"{_name(number, place)}#p{list_rows(line)[0].paragraph + 1}"
        for place, chapter in enumerate(cuts, 1)
        for line, _ in chapter
        for row in list_rows(line)
    }


def _name(document: int, number: int) -> str:
    """Give the name of the file of a chapter."""
    return f"text-{document:02}-{number:03}.xhtml"


def cut_into_chapters(lines: list[tuple[Row | Table, int]]) -> Iterator[list[tuple[Row | Table, int]]]:
    """Cut rows, given with their heading's depth (0 for none), into chapters; headings in a row stay together."""
    chapter: list[tuple[Row | Table, int]] = []
    has_text = False
    for row, depth in lines:
        if depth in {1, 2} and has_text:
            yield chapter
            chapter, has_text = [], False
        chapter.append((row, depth))
        has_text = has_text or not depth
    if chapter:
        yield chapter


@dataclass(frozen=True, slots=True)
class _ChapterDrawer:
    """Draws a chapter's rows as XHTML, given what is told of each bead, where paragraphs are, and the pictures.

    `used` are the pictures that were drawn, by their addresses in the book.
    """

    document: str
    told: list[Remark]
    places: Mapping[int, str]
    pictures: Pictures
    options: WriteOptions
    used: dict[str, Picture] = field(default_factory=dict)

    def pair(self, line: Row | Table, depth: int) -> BlockPair | None:
        """Draw a row, or a table in French and the same in English; None where there is nothing to be seen."""
        pictures: list[str] = []
        if isinstance(line, Table):
            source = DrawnBlock("table", 0, draw_table(line, lambda row: self._cell(row, [row.source], self._french)))
            targets = [DrawnBlock("table", 0, draw_table(line, lambda row: self._cell(row, row.targets, "")))]
        else:
            pictures = list(filter(None, map(self._address, line.pictures)))
            source = self._piece(line.source, line, depth, self._french)
            targets = [self._piece(block, line, depth, "") for block in line.targets]
        if not (pictures or source.html or targets):
            return None
        said = tuple(piece for piece in targets if piece.html)
        return BlockPair(list_rows(line)[0].paragraph + 1, source, said, tuple(pictures))

    @property
    def _french(self) -> str:
        """Give the language of the source."""
        return self.options.source_language

    def _cell(self, row: Row, blocks: Iterable[Block], language: str) -> Markup:
        """Draw what stands in a table's cell in one language."""
        texts = (self._text(block, row, language) for block in blocks if block.text)
        return draw_cell(map(self._address, row.pictures), texts)

    def _piece(self, block: Block, row: Row, depth: int, language: str) -> DrawnBlock:
        """Draw a block, before it what marks it as an item of a list."""
        html, mark = self._text(block, row, language), choose_item_mark(block, row)
        return DrawnBlock(block.look, depth or block.level, _MARK.format(mark) + html if mark and html else html)

    def _text(self, block: Block, row: Row, language: str) -> Markup:
        """Draw a block's text; English (`language` is empty) says why it needs a second look, and who gave it."""
        html = Markup("")
        left_out = {"img"} if row.pictures else ()
        for passage in block.passages:
            tongue = "" if block.kind == "code" else language or "en"
            text = draw_passage(passage, typeset(passage.text, tongue), self._address, left_out)
            if text and passage.bead is not None and not language:
                text = _remarked(text, self.told[passage.bead])
            html += text
        return html

    def _address(self, mark: Mark) -> str:
        """Give the address in the book, or on the web, of what a mark points to."""
        match mark.name:
            case "note":
                return self.places.get(int(mark.value), "")
            case "img":
                return self._drawn(self.pictures(self.document, mark.value))
            case _:
                return resolve_outward(mark)

    def _drawn(self, picture: Picture | None) -> str:
        """Note a picture as used, and give its address in the book; "" where there is none."""
        if picture is None:
            return ""
        address = f"images/{picture.name}"
        self.used[address] = picture
        return address


def _remarked(text: Markup, remark: Remark) -> Markup:
    """Put a remark to the English that it is about."""
    if remark.standing != "sure":
        names = "doubt poor" if remark.standing == "poor" else "doubt"
        text = Markup('<span class="{}" title="{}">{}</span>').format(names, remark.told, text)
    sign = find_sign(remark)
    return text + _SIGN.format(remark.told, sign) if sign else text
