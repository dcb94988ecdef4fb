"""A document as the chapters of a book: each a file, cut before headings of the two highest depths, or by its size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from pipeline.bilingual.counts import find_sign
from pipeline.bilingual.elements import draw_cell, draw_passage, draw_table
from pipeline.bilingual.notes import join_notes
from pipeline.bilingual.passages import Passage
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
LIMIT = 100_000
"""Code points of both languages in a file, at most: 140 kB as XHTML, 300 kB with pop-ups (eval/LOG.md)."""
_MARK = Markup('<span class="item-mark">{}\u00a0</span>')
_SIGN = Markup('<small class="origin" title="{}">\u00a0{}</small>')


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A block of a chapter, or a table: what it is, and its text as XHTML. `depth` is a heading's or a list item's."""

    kind: str
    depth: int
    html: Markup


@dataclass(frozen=True, slots=True)
class DrawnSentence:
    """A part of a French block as XHTML, and the English to be read with it; `number` is its bead's, from 1.

    What stands between sentences is a part without English.
    """

    number: int
    source: Markup
    target: Markup


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A French block and the English ones that go with it; `number` is its paragraph's, from 1.

    `pictures` are the addresses in the book of those above it. `sentences` are the same sentence by sentence, for text
    that is not in a table.
    """

    number: int
    source: DrawnBlock
    targets: tuple[DrawnBlock, ...]
    pictures: tuple[str, ...] = ()
    sentences: tuple[DrawnSentence, ...] = ()

    @property
    def told(self) -> list[DrawnSentence]:
        """The sentences that have English."""
        return [sentence for sentence in self.sentences if sentence.target]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a chapter: how deep it lies in the outline, its text, and the number of its paragraph, from 1."""

    depth: int
    title: str
    number: int


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
    headings: tuple[Heading, ...] = ()

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
    title = ""
    book = typeset(choose_title(document), options.source_language).text
    places, told = _addresses(number, cuts), make_remarks(document)
    for place, chapter in enumerate(cuts, 1):
        headings = tuple(_headings(chapter, options.source_language))
        title = headings[0].title if headings else title or book
        drawing = _ChapterDrawer(document.id, told, places, pictures, options)
        pairs = tuple(filter(None, (drawing.pair(line, depth) for line, depth in chapter)))
        used = tuple(drawing.used.values())
        by_machine = place == 1 and is_by_machine(document)
        source = document.source
        by = source.author, source.translator
        yield Chapter(number, place, book, title, pairs, used, *by, by_machine=by_machine, headings=headings)


def _headings(chapter: list[tuple[Row | Table, int]], language: str) -> Iterator[Heading]:
    """Give the headings of a chapter as its reader sees them."""
    for line, depth in chapter:
        first = list_rows(line)[0]
        if depth:
            yield Heading(depth, typeset(first.source.text, language).text, first.paragraph + 1)


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


def cut_into_chapters(
    lines: list[tuple[Row | Table, int]], limit: int = LIMIT
) -> Iterator[list[tuple[Row | Table, int]]]:
    """Cut rows, given with their heading's depth (0 for none), into chapters; headings in a row stay together.

    A chapter of more than `limit` code points is cut further, between any two rows, but not after a heading.
    """
    chapter: list[tuple[Row | Table, int]] = []
    has_text, size = False, 0
    for row, depth in lines:
        weight = _weigh(row)
        is_long = size + weight > limit and chapter and not chapter[-1][1]
        if has_text and (depth in {1, 2} or is_long):
            yield chapter
            chapter, has_text, size = [], False, 0
        chapter.append((row, depth))
        has_text = has_text or not depth
        size += weight
    if chapter:
        yield chapter


def _weigh(line: Row | Table) -> int:
    """Count the code points of a row or a table, in both languages."""
    return sum(len(block.text) for row in list_rows(line) for block in (row.source, *row.targets))


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
        sentences: tuple[DrawnSentence, ...] = ()
        if isinstance(line, Table):
            source = DrawnBlock("table", 0, draw_table(line, lambda row: self._cell(row, [row.source], self._french)))
            targets = [DrawnBlock("table", 0, draw_table(line, lambda row: self._cell(row, row.targets, "")))]
        else:
            pictures = list(filter(None, map(self._address, line.pictures)))
            source = self._piece(line.source, line, depth, self._french)
            targets = [self._piece(block, line, depth, "") for block in line.targets]
            sentences = tuple(self._sentences(line))
        if not (pictures or source.html or targets):
            return None
        said = tuple(piece for piece in targets if piece.html)
        return BlockPair(list_rows(line)[0].paragraph + 1, source, said, tuple(pictures), sentences)

    def _sentences(self, row: Row) -> Iterator[DrawnSentence]:
        """Draw a row sentence by sentence: each English stands after the last of its French there."""
        english: dict[int, list[Markup]] = defaultdict(list)
        for block in row.targets:
            for passage in block.passages:
                if passage.bead is not None and passage.text:
                    english[passage.bead].append(self._passage(passage, block, row, ""))
        last = {passage.bead: number for number, passage in enumerate(row.source.passages)}
        mark = choose_item_mark(row.source, row)
        for number, passage in enumerate(row.source.passages):
            french = self._passage(passage, row.source, row, self._french)
            french = _MARK.format(mark) + french if mark and not number else french
            ends = passage.bead is not None and last[passage.bead] == number
            said = english[passage.bead] if passage.bead is not None and ends else []
            yield DrawnSentence((passage.bead or 0) + 1, french, Markup(" ").join(said))

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
        return Markup("").join(self._passage(passage, block, row, language) for passage in block.passages)

    def _passage(self, passage: Passage, block: Block, row: Row, language: str) -> Markup:
        """Draw a passage of a block."""
        left_out = {"img"} if row.pictures else ()
        tongue = "" if block.kind == "code" else language or "en"
        text = draw_passage(passage, typeset(passage.text, tongue), self._address, left_out)
        if text and passage.bead is not None and not language:
            text = _remarked(text, self.told[passage.bead])
        return text

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
