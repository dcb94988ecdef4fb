"""A document as rows to read: each French paragraph beside the English of its sentences.

All reading copies (HTML, EPUB, DOCX) are drawn from these rows. The French stands as it is in the text, complete;
every bead's English stands beside the paragraph where its French begins.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.bilingual.english import English, Part, in_order, passage_at, runs_of
from pipeline.bilingual.outline import depths
from pipeline.bilingual.passages import Passage
from pipeline.document import Cell, Document, Kind, Mark, Paragraph, Place

_ITEM_MARK = re.compile(r"\s*([-–—•·*▪◦]|\(?(\d{1,3}|[a-zA-Z])[.)°])\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of one that stands in a row."""

    kind: Kind
    level: int
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(passage.text for passage in self.passages)

    @property
    def look(self) -> str:
        """What it looks like: its kind, an "ornament" such as * * *, or a "picture" of which only the text is here."""
        if self.kind != "paragraph" or not self.text.strip():
            return self.kind
        if not any(map(str.isalnum, self.text)):
            return "ornament"
        return "picture" if all(map(_is_picture, self.passages)) else self.kind

    @property
    def number(self) -> str:
        """What its file shows before a list item, such as "3.", where that is not in the text; else ""."""
        marks = (mark for passage in self.passages[:1] for mark in passage.marks if mark.name == "number")
        return next((mark.value for mark in marks), "")


def _is_picture(passage: Passage) -> bool:
    """Whether all that a passage says is said in place of a picture."""
    said = any(map(str.isalnum, passage.text))
    return not said or any(
        mark.name == "img" and (mark.start, mark.end) == (0, len(passage.text)) for mark in passage.marks
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A French paragraph (its number and itself), the English blocks beside it, and its cell in a table.

    `pictures` are those that it consists of; pictures inside of text are marks there.
    """

    paragraph: int
    source: Block
    targets: tuple[Block, ...]
    cell: Cell | None = None
    pictures: tuple[Mark, ...] = ()


def item_mark(block: Block, row: Row) -> str:
    """What stands before an item of a list or a note in a list: its number, or a dot, unless its text begins so."""
    if _ITEM_MARK.match(block.text) or block.kind not in {"list_item", "note"}:
        return ""
    return row.source.number or ("•" if block.kind == "list_item" else "")


def heading_depths(rows: Sequence[Row]) -> dict[int, int]:
    """How deep each heading lies in the outline, by its paragraph's number; those inside of tables are none of it."""
    headings = [row for row in rows if row.source.kind == "heading" and row.cell is None]
    found = depths(row.source.level for row in headings)
    return {row.paragraph: depth for row, depth in zip(headings, found, strict=True)}


def rows(document: Document) -> list[Row]:
    """The rows of a document, in reading order: one for each French paragraph that has text or a picture.

    >>> from pipeline.document import Bead, Hypothesis, Segment, Text
    >>> french = Text("fr", (Paragraph("Il dort. Chut.", segments=(Segment(0, 8), Segment(9, 14))),))
    >>> beads = (Bead((0,), (0,)), Bead((1,), (1,)))
    >>> [row] = rows(Document("d", french, hypotheses=(Hypothesis("He sleeps."), Hypothesis("Hush.")), beads=beads))
    >>> row.source.text, [block.text for block in row.targets]
    ('Il dort. Chut.', ['He sleeps. Hush.'])
    >>> [passage.bead for passage in row.source.passages]
    [0, None, 1]
    """
    cuts, beside = _spread(document)
    english = English(document)
    made = []
    for number, paragraph in enumerate(document.source.paragraphs or (Paragraph(""),)):
        targets = tuple(_targets(english, beside[number], paragraph))
        source = Block(paragraph.kind, paragraph.level, tuple(_cut(paragraph, cuts[number])))
        alone = source.look == "picture" or not paragraph.text.strip()
        pictures = tuple(mark for mark in paragraph.marks if mark.name == "img" and alone)
        if paragraph.text.strip() or targets or pictures:
            made.append(Row(number, source, targets, paragraph.cell, pictures))
    return made


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a bead lies in a paragraph, in code points."""

    start: int
    end: int
    bead: int | None


def _spread(document: Document) -> tuple[dict[int, list[_Cut]], dict[int, list[int]]]:
    """For each French paragraph: where its beads lie in it, and whose English stands beside it.

    English stands beside the paragraph where its French begins; a bead without French follows the one before it.
    """
    places = document.source.places()
    cuts: dict[int, list[_Cut]] = defaultdict(list)
    beside: dict[int, list[int]] = defaultdict(list)
    last = Place(0, 0, 0)
    for number, bead in enumerate(document.beads):
        runs = list(runs_of([places[n] for n in bead.source])) or [Place(last.paragraph, last.end, last.end)]
        beside[runs[0].paragraph].append(number)
        for run in runs:
            cuts[run.paragraph].append(_Cut(run.start, run.end, number))
        last = runs[-1]
    return cuts, beside


def _cut(paragraph: Paragraph, cuts: list[_Cut]) -> Iterator[Passage]:
    """The paragraph's whole text, cut where its beads start and end."""
    done = 0
    for cut in [*sorted(cuts, key=lambda cut: cut.start), _Cut(len(paragraph.text), len(paragraph.text), None)]:
        if cut.start > done:
            yield passage_at(paragraph, done, cut.start)
        if cut.bead is not None:
            yield passage_at(paragraph, cut.start, cut.end, cut.bead)
        done = cut.end


def _targets(english: English, beads: list[int], source: Paragraph) -> Iterator[Block]:
    """The English of some beads as blocks: a new one where the human translation starts a new paragraph."""
    reference = english.document.reference
    parts = _settled([part for number in beads for part in english.parts(number)])
    for number, group in groupby(parts, key=lambda part: part.paragraph):
        paragraph = reference.paragraphs[number] if reference and number is not None else source
        yield Block(paragraph.kind, paragraph.level, tuple(in_order(group, paragraph.text)))


def _settled(parts: list[Part]) -> list[Part]:
    """Parts without a paragraph of their own join their neighbour's."""
    known = [part.paragraph for part in parts if part.paragraph is not None]
    current = known[0] if known else None
    settled = []
    for part in parts:
        current = current if part.paragraph is None else part.paragraph
        settled.append(replace(part, paragraph=current))
    return settled
