"""Beads that a person put right stand; what they leave of other beads stays around them."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Bead, Document
from pipeline.partition import arranged, fill_by_machine, put
from pipeline.review.correct.passages import Passages
from pipeline.review.corrections import BeadCorrection


class BeadFinder:
    """Finds the beads that corrections speak of in a document; made once for all of them."""

    def __init__(self, document: Document) -> None:
        self._sides = (
            (Passages(document.source.sentences()), Passages(document.reference.sentences()))
            if document.reference
            else None
        )

    def find(self, correction: BeadCorrection) -> Bead | None:
        """The bead, sure as a person made it; None where a text is not there or there is no human translation."""
        if not self._sides:
            return None
        source = self._sides[0].find(correction.source, correction.source_at)
        target = self._sides[1].find(correction.target, correction.target_at)
        if source is None or target is None or not (source or target):
            return None
        return Bead(source, target, "human")


def with_beads(document: Document, corrections: Sequence[BeadCorrection], fill: bool) -> Document:
    """A document with a person's beads instead of those that they share sentences with.

    Every sentence is in exactly one bead still. What is left of both sides of a bead belongs together still; what is
    left of one side stands alone, and with `fill` French without English gets the machine's translation where there is
    one. Of two corrections that share sentences the later one counts.

    >>> from pipeline.document import Paragraph, Segment, Text
    >>> french = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    >>> english = Text("en", (Paragraph("One. Two.", segments=(Segment(0, 4), Segment(5, 9))),))
    >>> document = Document("a", french, english, (), (Bead((0, 1), (0,), "human", 0.4), Bead((), (1,), "human", 0.4)))
    >>> split = with_beads(document, [BeadCorrection("a", "Deux.", "Two.")], fill=True)
    >>> [(bead.source, bead.target, bead.posterior) for bead in split.beads]
    [((0,), (0,), 0.4), ((1,), (1,), 1.0)]
    """
    if not corrections:
        return document
    finder = BeadFinder(document)
    made = _later([bead for bead in map(finder.find, corrections) if bead])
    if not made:
        return document
    by_hand = [
        replace(bead, target=(), origin="human") if bead.origin == "machine" else bead for bead in document.beads
    ]
    beads = arranged(put(by_hand, made, together=True))
    return replace(document, beads=tuple(fill_by_machine(beads) if fill and document.hypotheses else beads))


def _later(beads: Sequence[Bead]) -> list[Bead]:
    """The beads that share no sentence with a later one."""
    kept: list[Bead] = []
    source: set[int] = set()
    target: set[int] = set()
    for bead in reversed(beads):
        if source.isdisjoint(bead.source) and target.isdisjoint(bead.target):
            kept.append(bead)
            source.update(bead.source)
            target.update(bead.target)
    return kept
