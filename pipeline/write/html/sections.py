"""A document as a section of a page: its rows written, its headings in the contents, its numbers counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.config import Write
from pipeline.document import Document
from pipeline.write.doubt import remarks
from pipeline.write.html.sentences import Sentences, Side
from pipeline.write.notes import with_notes_joined
from pipeline.write.rows import Block, Row, heading_depths, item_mark, rows
from pipeline.write.tables import WIDE, Table, drawn, members, with_tables
from pipeline.write.typography import shown


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
class Line:
    """A row as the page shows it; `heading` is its text in the contents, `pairs` how many beads start in it."""

    id: str
    number: int
    kind: str
    source: Box
    targets: tuple[Box, ...]
    pairs: int
    depth: int = 0
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """What a page says about itself in numbers of French sentences (`lost`: in no pair) and of pairs.

    `told` are the machine's that are told apart from a human translation.
    """

    sentences: int = 0
    lost: int = 0
    pairs: int = 0
    machine: int = 0
    told: int = 0
    corrected: int = 0
    doubtful: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, name) + getattr(other, name) for name in Count.__slots__))


@dataclass(frozen=True, slots=True)
class Section:
    """A document, or the part of one that a page holds."""

    id: str
    title: str
    lines: tuple[Line, ...]
    count: Count = field(default_factory=Count)
    continued: bool = False

    @property
    def titled(self) -> bool:
        """Whether the text begins with its own title."""
        return bool(self.lines) and self.lines[0].kind == "heading" and not self.continued


def section(number: int, document: Document, options: Write) -> Section:
    """The section of the document with this number (from 1)."""
    name = f"d{number}"
    document = with_notes_joined(document)
    found = rows(document)
    lines = list(with_tables(found))
    ids = {row.paragraph: _id(name, line) for line in lines for row in members(line)}
    sentences = Sentences(name, document, found, ids, options.source_language)
    depth = heading_depths(found)
    made = tuple(
        _table(name, line, sentences)
        if isinstance(line, Table)
        else _line(name, line, sentences, depth.get(line.paragraph, 0))
        for line in lines
    )
    headings = (shown(line.heading, options.source_language).text for line in made if line.heading)
    title = document.source.title or next(headings, "") or document.id
    return Section(name, title, made, count(document))


def _id(section: str, line: Row | Table) -> str:
    return f"{section}-p{members(line)[0].paragraph + 1}"


def _line(section: str, row: Row, sentences: Sentences, depth: int) -> Line:
    return Line(
        id=_id(section, row),
        number=row.paragraph + 1,
        kind=row.source.look,
        source=_box("f", row.source, sentences, depth, item_mark(row.source, row)),
        targets=tuple(_box("e", block, sentences, depth, item_mark(block, row)) for block in row.targets),
        pairs=_pairs([row]),
        depth=depth,
        heading=row.source.text if depth else "",
    )


def _table(section: str, table: Table, sentences: Sentences) -> Line:
    """A table's line, with the French table beside the English one."""
    return Line(
        id=_id(section, table),
        number=table.rows[0].paragraph + 1,
        kind="table wide" if table.width >= WIDE else "table",
        source=Box("table", 0, drawn(table, lambda row: _inside("f", [row.source], sentences))),
        targets=(Box("table", 0, drawn(table, lambda row: _inside("e", row.targets, sentences))),),
        pairs=_pairs(table.rows),
    )


def _inside(side: Side, blocks: Iterable[Block], sentences: Sentences) -> Markup:
    """What stands in a table's cell."""
    return Markup("").join(Markup("<p>{}</p>").format(sentences.block(side, block)) for block in blocks)


def _pairs(found: Iterable[Row]) -> int:
    """How many beads begin in some rows."""
    passages = (passage for row in found for block in (row.source, *row.targets) for passage in block.passages)
    return len({passage.bead for passage in passages} - {None})


def _box(side: Side, block: Block, sentences: Sentences, depth: int, mark: str) -> Box:
    return Box(block.look, depth or block.level, sentences.block(side, block), mark)


def count(document: Document) -> Count:
    """A document's numbers."""
    sentences = sum(len(paragraph.segments) for paragraph in document.source.paragraphs)
    return Count(
        sentences=sentences,
        lost=sentences - len({sentence for bead in document.beads for sentence in bead.source}),
        pairs=len(document.beads),
        machine=sum(bead.by_machine for bead in document.beads),
        told=sum(remark.origin == "machine" for remark in remarks(document)),
        corrected=sum(bool(bead.correction) for bead in document.beads),
        doubtful=sum(bool(bead.flags) for bead in document.beads),
    )
