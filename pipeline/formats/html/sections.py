"""A document as a section of a page: its rows written, its headings in the contents, its numbers counted."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.bilingual.elements import draw_cell, draw_table
from pipeline.bilingual.notes import join_notes
from pipeline.bilingual.pictures import Picture, Pictures, no_pictures
from pipeline.bilingual.remarks import is_by_machine
from pipeline.bilingual.rows import Block, Row, choose_item_mark, find_depths, make_rows
from pipeline.bilingual.spans import Resolver, resolve_outward
from pipeline.bilingual.tables import WIDE, Table, group_tables, list_rows
from pipeline.bilingual.titles import choose_title
from pipeline.bilingual.typography import typeset
from pipeline.document import Document, Mark
from pipeline.formats.html.sentences import Sentences, Side
from pipeline.io.outputs import WriteOptions
from pipeline.quality.counts import count, count_pair
from pipeline.quality.metrics import Counts


@dataclass(frozen=True, slots=True)
class Box:
    """A block or a table as the page shows it; `depth` is a heading's place in the outline or an item's nesting.

    `mark` stands before a list item whose text does not begin with its own.
    """

    kind: str
    depth: int
    html: Markup
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A row as the page shows it; `heading` is its text in the contents, `pairs` how many beads lie in it.

    `count` counts the beads that begin in it.

    `pictures` are addresses that hold those above the text.
    """

    id: str
    number: int
    kind: str
    source: Box
    targets: tuple[Box, ...]
    pairs: int
    depth: int = 0
    heading: str = ""
    pictures: tuple[str, ...] = ()
    count: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class PageSection:
    """A document, or the part of one that a page holds; `count` is that of the whole document."""

    id: str
    title: str
    lines: tuple[PageLine, ...]
    count: Counts = field(default_factory=Counts)
    author: str = ""
    continued: bool = False
    by_machine: bool = False

    @property
    def titled(self) -> bool:
        """Whether the text begins with its own title."""
        return bool(self.lines) and self.lines[0].kind == "heading" and not self.continued


def section(number: int, document: Document, options: WriteOptions, pictures: Pictures = no_pictures) -> PageSection:
    """Make the section of the document with this number (from 1)."""
    name = f"d{number}"
    document = join_notes(document)
    found = make_rows(document)
    lines = list(group_tables(found))
    ids = {row.paragraph: _id(name, line) for line in lines for row in list_rows(line)}

    def resolve(mark: Mark) -> str:
        """Give the address on the page, or on the web, of what a mark points to."""
        match mark.name:
            case "note":
                row = ids.get(int(mark.value))
                return f"#{row}" if row else ""
            case "img":
                return _embedded(pictures(document.id, mark.value))
            case _:
                return resolve_outward(mark)

    sentences = Sentences(name, document, found, options.source_language, resolve)
    drawing = _SectionDrawer(name, sentences, find_depths(found), resolve)
    made = tuple(
        filter(None, (drawing.table(line) if isinstance(line, Table) else drawing.row(line) for line in lines))
    )
    title = document.source.title or typeset(choose_title(document), options.source_language).text
    author, by_machine = document.source.author, is_by_machine(document)
    return PageSection(name, title, made, count(document), author, by_machine=by_machine)


def _id(section: str, line: Row | Table) -> str:
    """Give the id of a line on the page, by its first paragraph."""
    return f"{section}-p{list_rows(line)[0].paragraph + 1}"


def _embedded(picture: Picture | None) -> str:
    """Give a picture as an address that holds it (RFC 2397), "" where there is none."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}" if picture else ""


@dataclass(frozen=True, slots=True)
class _SectionDrawer:
    """Draws a section's lines, given its sentences, its headings' depths and what marks lead to."""

    section: str
    sentences: Sentences
    depths: Mapping[int, int]
    resolve: Resolver

    def row(self, row: Row) -> PageLine | None:
        """Draw the line of a paragraph; None where there is nothing to be seen, as a picture that cannot be had."""
        pictures = tuple(filter(None, map(self.resolve, row.pictures)))
        if not pictures and not row.source.text.strip() and not row.targets:
            return None
        depth = self.depths.get(row.paragraph, 0)
        return PageLine(
            id=_id(self.section, row),
            number=row.paragraph + 1,
            kind="picture" if pictures else row.source.look,
            source=self._box("f", row.source, row, depth),
            targets=tuple(self._box("e", block, row, depth) for block in row.targets),
            pairs=_pairs([row]),
            depth=depth,
            heading=row.source.text if depth else "",
            pictures=pictures,
            count=self._count([row]),
        )

    def table(self, table: Table) -> PageLine:
        """Draw the line of a table, with the French table beside the English one."""
        return PageLine(
            id=_id(self.section, table),
            number=table.rows[0].paragraph + 1,
            kind="table wide" if table.width >= WIDE else "table",
            source=Box("table", 0, draw_table(table, lambda row: self._inside("f", row, [row.source]))),
            targets=(Box("table", 0, draw_table(table, lambda row: self._inside("e", row, row.targets))),),
            pairs=_pairs(table.rows),
            count=self._count(table.rows),
        )

    def _count(self, found: Iterable[Row]) -> Counts:
        """Count the beads that begin in some rows: their targets stand there, even empty ones."""
        document = self.sentences.document
        begun = {passage.bead for row in found for block in row.targets for passage in block.passages} - {None}
        return sum((count_pair(document.beads[number], document) for number in begun if number is not None), Counts())

    def _inside(self, side: Side, row: Row, blocks: Iterable[Block]) -> Markup:
        """Draw what stands in a table's cell on one side."""
        texts = (self._text(side, block, row) for block in blocks if block.text)
        return draw_cell(map(self.resolve, row.pictures), texts)

    def _box(self, side: Side, block: Block, row: Row, depth: int) -> Box:
        """Draw a block of a row; `depth` is 1 for the heading of a chapter, 2 for one below it, 0 for no heading."""
        return Box(block.look, depth or block.level, self._text(side, block, row), choose_item_mark(block, row))

    def _text(self, side: Side, block: Block, row: Row) -> Markup:
        """Draw a block's text, without the pictures that stand above it."""
        return self.sentences.block(side, block, {"img"} if row.pictures else ())


def _pairs(found: Iterable[Row]) -> int:
    """Count the beads that lie in some rows."""
    passages = (passage for row in found for block in (row.source, *row.targets) for passage in block.passages)
    return len({passage.bead for passage in passages} - {None})
