"""The English of a document's beads, with what stands inside of it: its file's own marks, or the French text's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.bilingual.carry import carry
from pipeline.bilingual.emphasis import LOOKS
from pipeline.bilingual.passages import Passage, cut, joined
from pipeline.document import Bead, Document, Mark, Paragraph, Place, Text
from pipeline.pairs import Sides


@dataclass(frozen=True, slots=True)
class Part:
    """A bead's English inside one paragraph of the reference; `place` is None unless it stands there.

    `ends_line`: the French ends a line there, as in verse, and the English has no lines of its own.
    """

    passage: Passage
    paragraph: int | None = None
    place: Place | None = None
    ends_line: bool = False


class English:
    """Finds the English of a document's beads; computed once for all of them.

    >>> from pipeline.document import Hypothesis, Link, Segment
    >>> french = Text("fr", (Paragraph("Il dort.", marks=(Mark(3, 7, "em"),), segments=(Segment(0, 8),)),))
    >>> bead = Bead((0,), (0,), links=(Link(0, 2, 0, 2), Link(3, 7, 3, 9)))
    >>> [part] = English(Document("d", french, hypotheses=(Hypothesis("He sleeps."),), beads=(bead,))).parts(0)
    >>> part.passage
    Passage(bead=0, text='He sleeps.', marks=(Mark(start=3, end=9, name='em', value=''),))
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sides = Sides(document)
        self.has_looks = document.reference is not None and _has_looks(document.reference)

    def parts(self, number: int) -> Iterator[Part]:
        """The English of a bead, cut where paragraphs of the reference end; empty where it has none."""
        bead = self.document.beads[number]
        reference = self.document.reference
        places = self.sides.reference_places
        if bead.origin == "machine" or bead.correction or reference is None or not bead.target:
            text = self.sides.target(bead)
            known = bead.origin == "human" and bead.target and reference is not None
            paragraph = places[bead.target[0]].paragraph if known else None
            yield Part(Passage(number, text, self._carried(bead, text)), paragraph, None, self._ends_line(bead))
            return
        runs = list(runs_of([places[n] for n in bead.target]))
        passages = [passage_at(reference.paragraphs[run.paragraph], run.start, run.end) for run in runs]
        if not self.has_looks:
            passages = self._marked(bead, passages)
        for run, passage in zip(runs, passages, strict=True):
            yield Part(replace(passage, bead=number), run.paragraph, run)

    def _marked(self, bead: Bead, passages: list[Passage]) -> list[Passage]:
        """Passages of a plain text with the marks of their French, but for the ends of lines: they have their own."""
        text = joined(passages).text
        carried = Passage(None, text, tuple(mark for mark in self._carried(bead, text) if mark.name != "br"))
        made, start = [], 0
        for passage in passages:
            end = start + len(passage.text)
            own = tuple(mark for mark in passage.marks if mark.name == "br")
            made.append(replace(passage, marks=(*cut(carried, start, end).marks, *own)))
            start = end + 1
        return made

    def _carried(self, bead: Bead, text: str) -> tuple[Mark, ...]:
        """The marks of a bead's French in its English."""
        paragraphs = self.document.source.paragraphs
        runs = runs_of([self.sides.source_places[n] for n in bead.source])
        source = joined(passage_at(paragraphs[run.paragraph], run.start, run.end) for run in runs)
        return carry(source.marks, bead.links, source.text, text) if source.marks and text else ()

    def _ends_line(self, bead: Bead) -> bool:
        """Whether a line ends right after a bead's French, inside of its paragraph."""
        if not bead.source:
            return False
        place = self.sides.source_places[bead.source[-1]]
        paragraph = self.document.source.paragraphs[place.paragraph]
        breaks = (mark for mark in paragraph.marks if mark.name == "br" and mark.start >= place.end)
        return any(not paragraph.text[place.end : mark.start].strip() for mark in breaks)


def runs_of(places: Iterable[Place]) -> Iterator[Place]:
    """Consecutive sentences as one place a paragraph."""
    for paragraph, group in groupby(places, key=lambda place: place.paragraph):
        members = list(group)
        yield Place(paragraph, members[0].start, members[-1].end)


def passage_at(paragraph: Paragraph, start: int, end: int, bead: int | None = None) -> Passage:
    """What stands between two places of a paragraph."""
    return cut(Passage(bead, paragraph.text, paragraph.marks), start, end)


def in_order(parts: Iterable[Part], text: str = "") -> Iterator[Passage]:
    """The passages of some parts of a block with what stands between them.

    Neighbours in a paragraph of the reference, whose `text` is given, have its own spaces between them.
    """
    before: Part | None = None
    for part in parts:
        if before is not None and before.passage.text and part.passage.text:
            space = _space(before.place, part.place, text)
            ends = before.ends_line and len(space) == 1
            yield Passage(None, space, (Mark(0, 1, "br"),) if ends else ())
        yield part.passage
        before = part


def _space(before: Place | None, after: Place | None, text: str) -> str:
    between = text[before.end : after.start] if before and after and before.end < after.start else " "
    return " " if between.strip() else between


def _has_looks(text: Text) -> bool:
    return any(mark.name in LOOKS for paragraph in text.paragraphs for mark in paragraph.marks)
