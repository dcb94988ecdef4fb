"""A document as a section of a page: its rows written, its headings in the contents, its numbers counted."""

from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.config import Write
from pipeline.document import Document
from pipeline.write.doubt import remarks
from pipeline.write.html.sentences import Sentences, Side
from pipeline.write.outline import depths
from pipeline.write.rows import Block, Row, item_mark, rows
from pipeline.write.typography import shown


@dataclass(frozen=True, slots=True)
class Cell:
    """A block as the page shows it; `depth` is a heading's place in the outline or a list item's nesting.

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
    source: Cell
    targets: tuple[Cell, ...]
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
    found = rows(document)
    sentences = Sentences(name, document, found, options.source_language)
    depth = iter(depths(row.source.level for row in found if row.source.kind == "heading"))
    lines = tuple(_line(name, row, sentences, next(depth) if row.source.kind == "heading" else 0) for row in found)
    headings = (shown(line.heading, options.source_language).text for line in lines if line.heading)
    title = document.source.title or next(headings, "") or document.id
    return Section(name, title, lines, count(document))


def _line(section: str, row: Row, sentences: Sentences, depth: int) -> Line:
    beads = {passage.bead for block in (row.source, *row.targets) for passage in block.passages}
    return Line(
        id=f"{section}-p{row.paragraph + 1}",
        number=row.paragraph + 1,
        kind=row.source.look,
        source=_cell("f", row.source, sentences, depth, item_mark(row.source, row)),
        targets=tuple(_cell("e", block, sentences, depth, item_mark(block, row)) for block in row.targets),
        pairs=len(beads - {None}),
        depth=depth,
        heading=row.source.text if depth else "",
    )


def _cell(side: Side, block: Block, sentences: Sentences, depth: int, mark: str) -> Cell:
    return Cell(block.look, depth or block.level, sentences.block(side, block), mark)


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
