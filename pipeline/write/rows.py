"""A document as rows to read: each French paragraph beside the English of its sentences.

All reading copies (HTML, EPUB, DOCX) are drawn from these rows. The French stands as it is in the text, complete;
every bead's English stands beside the paragraph where its French begins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document import Document, Kind, Mark, Paragraph, Place


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a block that belongs to one bead, or what stands between two such parts (`bead` is None).

    `marks` have places in the passage. The text is empty where a bead has none on this side.
    """

    bead: int | None
    text: str
    marks: tuple[Mark, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Row:
    """A French paragraph (its number and itself) and the English blocks beside it."""

    paragraph: int
    source: Block
    targets: tuple[Block, ...]


def rows(document: Document) -> list[Row]:
    """The rows of a document, in reading order: one for each French paragraph that has text.

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
    made = []
    for number, paragraph in enumerate(document.source.paragraphs or (Paragraph(""),)):
        targets = tuple(_targets(document, beside[number], paragraph))
        source = Block(paragraph.kind, paragraph.level, tuple(_cut(paragraph, cuts[number])))
        if paragraph.text.strip() or targets:
            made.append(Row(number, source, targets))
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
        runs = list(_runs([places[n] for n in bead.source])) or [Place(last.paragraph, last.end, last.end)]
        beside[runs[0].paragraph].append(number)
        for run in runs:
            cuts[run.paragraph].append(_Cut(run.start, run.end, number))
        last = runs[-1]
    return cuts, beside


def _runs(places: Iterable[Place]) -> Iterator[Place]:
    """Consecutive sentences as one place a paragraph."""
    for paragraph, group in groupby(places, key=lambda place: place.paragraph):
        members = list(group)
        yield Place(paragraph, members[0].start, members[-1].end)


def _cut(paragraph: Paragraph, cuts: list[_Cut]) -> Iterator[Passage]:
    """The paragraph's whole text, cut where its beads start and end."""
    done = 0
    for cut in [*sorted(cuts, key=lambda cut: cut.start), _Cut(len(paragraph.text), len(paragraph.text), None)]:
        if cut.start > done:
            yield _passage(None, paragraph, done, cut.start)
        if cut.bead is not None:
            yield _passage(cut.bead, paragraph, cut.start, cut.end)
        done = cut.end


def _passage(bead: int | None, paragraph: Paragraph, start: int, end: int) -> Passage:
    """What stands between two places of a paragraph."""
    marks = tuple(
        mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in paragraph.marks
        if mark.start < end and mark.end > start
    )
    return Passage(bead, paragraph.text[start:end], marks)


@dataclass(frozen=True, slots=True)
class _Part:
    """A bead's English inside one paragraph of the reference; `place` is None unless it stands there."""

    passage: Passage
    paragraph: int | None = None
    place: Place | None = None


def _targets(document: Document, beads: list[int], source: Paragraph) -> Iterator[Block]:
    """The English of some beads as blocks: a new one where the human translation starts a new paragraph."""
    parts = _settled([part for number in beads for part in _parts(document, number)])
    for number, group in groupby(parts, key=lambda part: part.paragraph):
        paragraph = document.reference.paragraphs[number] if document.reference and number is not None else source
        yield Block(paragraph.kind, paragraph.level, tuple(_joined(list(group), paragraph.text)))


def _parts(document: Document, number: int) -> Iterator[_Part]:
    """A bead's English, cut where paragraphs of the reference end."""
    bead = document.beads[number]
    if bead.origin == "machine" or document.reference is None or not bead.target:
        yield _Part(Passage(number, bead.correction or " ".join(document.hypotheses[n].text for n in bead.target)))
        return
    places = document.reference.places()
    if bead.correction:
        yield _Part(Passage(number, bead.correction), places[bead.target[0]].paragraph)
        return
    for run in _runs([places[n] for n in bead.target]):
        paragraph = document.reference.paragraphs[run.paragraph]
        yield _Part(_passage(number, paragraph, run.start, run.end), run.paragraph, run)


def _settled(parts: list[_Part]) -> list[_Part]:
    """Parts without a paragraph of their own join their neighbour's."""
    known = [part.paragraph for part in parts if part.paragraph is not None]
    current = known[0] if known else None
    settled = []
    for part in parts:
        current = current if part.paragraph is None else part.paragraph
        settled.append(replace(part, paragraph=current))
    return settled


def _joined(parts: list[_Part], text: str) -> Iterator[Passage]:
    """Passages with what stands between them: the reference's own spaces where they are neighbours in it."""
    for before, part in zip([None, *parts], parts, strict=False):
        if before is not None and before.passage.text and part.passage.text:
            yield Passage(None, _space(before.place, part.place, text))
        yield part.passage


def _space(before: Place | None, after: Place | None, text: str) -> str:
    between = text[before.end : after.start] if before and after and before.end < after.start else " "
    return " " if between.strip() else between
