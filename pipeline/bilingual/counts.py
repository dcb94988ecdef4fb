"""The numbers that a copy or a report tells of documents."""

from dataclasses import dataclass

from pipeline.bilingual.remarks import make_remarks
from pipeline.document import Document


@dataclass(frozen=True, slots=True)
class Count:
    """Numbers of source sentences and of pairs; those of several documents can be added.

    sentences  source sentences
    lost       source sentences in no pair
    pairs      pairs, those with one side only included
    machine    pairs whose target is a machine's
    marked     those of them that a copy marks so, because others have a human translation
    corrected  pairs whose target is a person's correction
    flagged    pairs with a reason to look again
    """

    sentences: int = 0
    lost: int = 0
    pairs: int = 0
    machine: int = 0
    marked: int = 0
    corrected: int = 0
    flagged: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, name) + getattr(other, name) for name in Count.__slots__))


def count(document: Document) -> Count:
    """Count a document's sentences and pairs."""
    sentences = sum(len(paragraph.segments) for paragraph in document.source.paragraphs)
    return Count(
        sentences=sentences,
        lost=sentences - len({sentence for bead in document.beads for sentence in bead.source}),
        pairs=len(document.beads),
        machine=sum(bead.by_machine for bead in document.beads),
        marked=sum(remark.origin == "machine" for remark in make_remarks(document)),
        corrected=sum(bool(bead.correction) for bead in document.beads),
        flagged=sum(bool(bead.flags) for bead in document.beads),
    )
