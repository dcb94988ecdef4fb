"""A document as rows to read: each source paragraph beside the target of its sentences.

All reading copies (HTML, EPUB, DOCX) are drawn from these rows. The source stands as it is in the text, complete;
every bead's target stands beside the paragraph where its source begins.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.bilingual.passages import Excerpts, Passage
from pipeline.bilingual.targets import Part, Targets, fill_spaces, merge_places
from pipeline.document import MATTER, Cell, Document, Kind, Mark, Paragraph, Place

# What an item of a list may begin with: a dash, a dot, or a number or letter with a sign after it, such as 3. or (b).
_ITEM_MARK = re.compile(r"\s*([-–—•·*▪◦]|\(?(\d{1,3}|[a-zA-Z])[.)°])\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of one that stands in a row."""

    kind: Kind
    level: int
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(passage.text for passage in self.passages)

    @property
    def look(self) -> str:
        """What it looks like: its kind, "ornament" for signs such as * * *, "picture" where pictures' texts are all.

        Two hyphens begin the signature of a mail, and are no ornament.
        """
        if self.kind != "paragraph" or not self.text.strip():
            return self.kind
        if not any(map(str.isalnum, self.text)) and self.text.strip() != "--":
            return "ornament"
        return "picture" if all(map(_is_picture, self.passages)) else self.kind

    @property
    def number(self) -> str:
        """What its file shows before a list item, such as "3.", where that is not in the text; else ""."""
        marks = (mark for passage in self.passages[:1] for mark in passage.marks if mark.name == "number")
        return next((mark.value for mark in marks), "")


def _is_picture(passage: Passage) -> bool:
    """Tell whether all that a passage says is said in place of a picture."""
    said = any(map(str.isalnum, passage.text))
    return not said or any(
        mark.name == "img" and (mark.start, mark.end) == (0, len(passage.text)) for mark in passage.marks
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A source paragraph (its number and itself), the target blocks beside it, and its cell in a table.

    `pictures` are those that it consists of; pictures inside of text are marks there.
    """

    paragraph: int
    source: Block
    targets: tuple[Block, ...]
    cell: Cell | None = None
    pictures: tuple[Mark, ...] = ()


def make_rows(document: Document) -> list[Row]:
    """Make the rows of a document, in reading order: one for each source paragraph that has text or a picture.

    >>> from pipeline.document import Bead, Hypothesis, Segment, Text
    >>> french = Text("fr", (Paragraph("Il dort. Chut.", segments=(Segment(0, 8), Segment(9, 14))),))
    >>> beads = (Bead((0,), (0,)), Bead((1,), (1,)))
    >>> english = (Hypothesis("He sleeps."), Hypothesis("Hush."))
    >>> [row] = make_rows(Document("d", french, hypotheses=english, beads=beads))
    >>> row.source.text, [block.text for block in row.targets]
    ('Il dort. Chut.', ['He sleeps. Hush.'])
    >>> [passage.bead for passage in row.source.passages]
    [0, None, 1]
    """
    placed, beside = _spread(document)
    targets = Targets(document)
    paragraphs = document.source.paragraphs or (Paragraph(""),)
    excerpts = Excerpts(paragraphs)
    rows = []
    carried: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        if number + 1 < len(paragraphs) and any(mark.name == MATTER for mark in paragraph.marks):
            carried += _others(document, beside[number], number)
            continue
        blocks = tuple(_target_blocks(targets, [*carried, *beside[number]], paragraph))
        begun = {part.bead for part in placed[number]}
        here = [_Placed(Place(number, 0, 0), bead) for bead in carried if bead not in begun] + placed[number]
        passages = tuple(_passages(excerpts, Place(number, 0, len(paragraph.text)), here))
        carried = []
        source = Block(paragraph.kind, paragraph.level, passages)
        alone = source.look == "picture" or not paragraph.text.strip()
        pictures = tuple(mark for mark in paragraph.marks if mark.name == "img" and alone)
        if paragraph.text.strip() or blocks or pictures:
            rows.append(Row(number, source, blocks, paragraph.cell, pictures))
    return rows


def choose_item_mark(block: Block, row: Row) -> str:
    """Choose what stands before an item of a list or a note in a list: its number, or a dot.

    It is "" for other blocks, and where the text begins with such a mark.
    """
    if _ITEM_MARK.match(block.text) or block.kind not in {"list_item", "note"}:
        return ""
    return row.source.number or ("•" if block.kind == "list_item" else "")


def find_depths(rows: Sequence[Row]) -> dict[int, int]:
    """Find how deep each heading lies in the outline, by its paragraph's number; those in tables are none of it."""
    headings = [row for row in rows if row.source.kind == "heading" and row.cell is None]
    depths = nest_levels(row.source.level for row in headings)
    return {row.paragraph: depth for row, depth in zip(headings, depths, strict=True)}


def nest_levels(levels: Iterable[int]) -> list[int]:
    """Give the depth of each heading, whatever levels an author skipped: one more than that of the one it stands under.

    >>> nest_levels([1, 3, 3, 2, 1])
    [1, 2, 2, 2, 1]
    """
    around: list[int] = []
    depths = []
    for level in levels:
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        depths.append(len(around))
    return depths


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bead, and where a part of it lies in a source paragraph."""

    place: Place
    bead: int


def _spread(document: Document) -> tuple[dict[int, list[_Placed]], dict[int, list[int]]]:
    """Tell for each source paragraph which beads lie in it and where, and which beads' targets stand beside it.

    A target stands beside the paragraph where its source begins. A bead without source lies, with no length, where the
    one before it ends.

    Returns:
        Two mappings from the number of a paragraph: to its beads with their places, and to the numbers of beads.
    """
    sentences = document.source.places()
    placed: dict[int, list[_Placed]] = defaultdict(list)
    beside: dict[int, list[int]] = defaultdict(list)
    last = Place(0, 0, 0)
    for number, bead in enumerate(document.beads):
        found = list(merge_places(sentences[n] for n in bead.source)) or [replace(last, start=last.end)]
        beside[found[0].paragraph].append(number)
        for place in found:
            placed[place.paragraph].append(_Placed(place, number))
        last = found[-1]
    return placed, beside


def _others(document: Document, beads: Iterable[int], paragraph: int) -> list[int]:
    """Give those of some beads that are not of one paragraph alone: what they say belongs to what follows."""
    places = document.source.places()
    sources = {bead: {places[sentence].paragraph for sentence in document.beads[bead].source} for bead in beads}
    return [bead for bead, found in sources.items() if found != {paragraph}]


def _passages(excerpts: Excerpts, whole: Place, placed: Iterable[_Placed]) -> Iterator[Passage]:
    """Cut a whole paragraph where its beads start and end."""
    done = 0
    for part in sorted(placed, key=lambda part: part.place.start):
        if part.place.start > done:
            yield excerpts.cut(replace(whole, start=done, end=part.place.start))
        yield excerpts.cut(part.place, part.bead)
        done = part.place.end
    if whole.end > done:
        yield excerpts.cut(replace(whole, start=done))


def _target_blocks(targets: Targets, beads: Iterable[int], source: Paragraph) -> Iterator[Block]:
    """Give the targets of some beads as blocks: a new one where the human translation starts a new paragraph."""
    reference = targets.document.reference
    parts = _settled([part for number in beads for part in targets.parts(number)])
    for number, group in groupby(parts, key=lambda part: part.paragraph):
        paragraph = reference.paragraphs[number] if reference and number is not None else source
        yield Block(paragraph.kind, paragraph.level, tuple(fill_spaces(group, reference)))


def _settled(parts: Sequence[Part]) -> Iterator[Part]:
    """Give parts without a paragraph that of the part before them, or of the first that has one."""
    current = next((part.paragraph for part in parts if part.paragraph is not None), None)
    for part in parts:
        current = current if part.paragraph is None else part.paragraph
        yield replace(part, paragraph=current)
