"""The target side of a document's beads as passages: with the marks of their own file, or those of the source text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.bilingual.passages import Excerpts, Passage, cut_passage, join_passages
from pipeline.bilingual.projection import project
from pipeline.bilingual.spans import LOOKS
from pipeline.document import Bead, Document, Mark, Place, Text
from pipeline.pairs import BeadTexts

NO_SIGNS: Mapping[int, str] = {}
_SPACES = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A bead's target inside one paragraph of the reference; `place` is None unless it stands there.

    `ends_line`: the source ends a line there, as in verse, and the target has no lines of its own.
    """

    passage: Passage
    paragraph: int | None = None
    place: Place | None = None
    ends_line: bool = False


class Targets:
    """Gives the targets of a document's beads; made once for all of them.

    >>> from pipeline.document import Hypothesis, Link, Paragraph, Segment
    >>> french = Text("fr", (Paragraph("Il dort.", marks=(Mark(3, 7, "em"),), segments=(Segment(0, 8),)),))
    >>> bead = Bead((0,), (0,), links=(Link(0, 2, 0, 2), Link(3, 7, 3, 9)))
    >>> [part] = Targets(Document("d", french, hypotheses=(Hypothesis("He sleeps."),), beads=(bead,))).parts(0)
    >>> part.passage
    Passage(bead=0, text='He sleeps.', marks=(Mark(start=3, end=9, name='em', value=''),))
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        reference = document.reference
        self._sides = BeadTexts(document)
        self._source = Excerpts(document.source.paragraphs)
        self._reference = Excerpts(reference.paragraphs if reference else ())
        self._has_looks = reference is not None and _has_looks(reference)

    def parts(self, number: int) -> Iterator[Part]:
        """Give the target of a bead, cut where paragraphs of the reference end; nothing where it has none."""
        bead = self.document.beads[number]
        if bead.origin == "machine" or bead.correction or self.document.reference is None or not bead.target:
            return iter([self._given(number, bead)])
        return self._in_reference(number, bead)

    def _given(self, number: int, bead: Bead) -> Part:
        """Give the target of a bead that is a machine's or a correction; this stands where what it corrects stood."""
        text = self._sides.target(bead)
        known = bead.origin == "human" and bead.target and self.document.reference is not None
        paragraph = self._sides.reference_places[bead.target[0]].paragraph if known else None
        return Part(Passage(number, text, self._projected(bead, text)), paragraph, None, self._ends_line(bead))

    def _in_reference(self, number: int, bead: Bead) -> Iterator[Part]:
        """Give the target of a bead as it stands in the reference."""
        places = list(merge_places(self._sides.reference_places[n] for n in bead.target))
        passages = [self._reference.cut(place) for place in places]
        if not self._has_looks:
            passages = self._with_projected(bead, passages)
        for place, passage in zip(places, passages, strict=True):
            yield Part(replace(passage, bead=number), place.paragraph, place)

    def _with_projected(self, bead: Bead, passages: list[Passage]) -> list[Passage]:
        """Give passages of a plain text the marks of their source, but for the ends of lines: they have their own."""
        text = join_passages(passages).text
        projected = Passage(None, text, tuple(mark for mark in self._projected(bead, text) if mark.name != "br"))
        made, start = [], 0
        for passage in passages:
            end = start + len(passage.text)
            own = tuple(mark for mark in passage.marks if mark.name == "br")
            made.append(replace(passage, marks=(*cut_passage(projected, start, end).marks, *own)))
            start = end + 1
        return made

    def _projected(self, bead: Bead, text: str) -> tuple[Mark, ...]:
        """Project the marks of a bead's source into its target text."""
        places = merge_places(self._sides.source_places[n] for n in bead.source)
        source = join_passages(map(self._source.cut, places))
        return project(source.marks, bead.links, source.text, text) if source.marks and text else ()

    def _ends_line(self, bead: Bead) -> bool:
        """Tell whether a line ends right after a bead's source, inside of its paragraph."""
        if not bead.source:
            return False
        place = self._sides.source_places[bead.source[-1]]
        spaces = _SPACES.match(self.document.source.paragraphs[place.paragraph].text, place.end)
        after = spaces.end() if spaces else place.end
        return any(
            mark.name == "br" and place.end <= mark.start <= after
            for mark in self._source.near(replace(place, end=after))
        )


def merge_places(places: Iterable[Place]) -> Iterator[Place]:
    """Merge the places of consecutive sentences to one place a paragraph."""
    for paragraph, group in groupby(places, key=lambda place: place.paragraph):
        members = list(group)
        yield Place(paragraph, members[0].start, members[-1].end)


def fill_spaces(parts: Iterable[Part], reference: Text | None) -> Iterator[Passage]:
    """Give the passages of some parts of a block with the spaces that stand between them.

    Neighbours in a paragraph of the reference have its own spaces between them.
    """
    before: Part | None = None
    for part in parts:
        if before is not None and before.passage.text and part.passage.text:
            space = _space(before.place, part.place, reference)
            ends = before.ends_line and len(space) == 1
            yield Passage(None, space, (Mark(0, 1, "br"),) if ends else ())
        yield part.passage
        before = part


def target_by_paragraph(document: Document, signs: Mapping[int, str] = NO_SIGNS) -> list[Passage]:
    """Give the target of every paragraph of the source; it is empty where the paragraph is only copied.

    `signs` are put after the target of a bead, by its number, with a no-break space before them.

    A pair whose source runs over several paragraphs stands under the last of them, and a target without source under
    the paragraph before.

    >>> from pipeline.document import Bead, Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))), Paragraph("* * *")))
    >>> found = target_by_paragraph(Document("d", text, None, (Hypothesis("One."), Hypothesis("Two.")),
    ...                                      (Bead((0,), (0,)), Bead((1,), (1,)))))
    >>> [passage.text for passage in found]
    ['One. Two.', '']
    """
    paragraphs = document.source.paragraphs
    places = document.source.places()
    targets = Targets(document)
    under: list[list[Part]] = [[] for _ in paragraphs]
    last = 0
    for number, bead in enumerate(document.beads):
        last = max((places[sentence].paragraph for sentence in bead.source), default=last)
        if bead.has_english and (not paragraphs[last].is_kept() or not bead.source):
            parts = [part for part in targets.parts(number) if part.passage.text]
            under[last] += [*parts[:-1], *(_signed(part, signs.get(number, "")) for part in parts[-1:])]
    return [join_passages(fill_spaces(parts, document.reference), "") for parts in under]


def _signed(part: Part, sign: str) -> Part:
    """Put a sign after a part."""
    passage = part.passage
    return replace(part, passage=replace(passage, text=f"{passage.text}\u00a0{sign}")) if sign else part


def _space(before: Place | None, after: Place | None, reference: Text | None) -> str:
    """Give the space between two neighbours: that of their paragraph of the reference, else one."""
    if not (reference and before and after and before.paragraph == after.paragraph and before.end < after.start):
        return " "
    between = reference.paragraphs[before.paragraph].text[before.end : after.start]
    return " " if between.strip() else between


def _has_looks(text: Text) -> bool:
    """Tell whether a text has any emphasis or links of its own."""
    return any(mark.name in LOOKS for paragraph in text.paragraphs for mark in paragraph.marks)
