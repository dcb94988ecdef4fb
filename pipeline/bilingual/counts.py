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
    english    pairs with any English
    """

    sentences: int = 0
    lost: int = 0
    pairs: int = 0
    machine: int = 0
    marked: int = 0
    corrected: int = 0
    flagged: int = 0
    english: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, name) + getattr(other, name) for name in Count.__slots__))


def tell_origin(total: Count, model: str) -> str:
    """Say in a line who made the English of a copy: for its top, so that nobody takes a machine's for a person's.

    >>> tell_origin(Count(pairs=12, english=12, machine=12, flagged=3), "embedded")
    'English by machine (embedded). Worth a second look: 3 of 12 passages.'
    >>> tell_origin(Count(pairs=12, english=12, machine=2), "embedded")
    'English by a person, and by machine (embedded) where that is missing: 2 of 12 passages.'
    >>> tell_origin(Count(pairs=12, english=11), ""), tell_origin(Count(pairs=12), "")
    ('English by a person.', 'No English yet.')
    """
    by_machine = f"by machine ({model})" if model else "by machine"
    if not total.english:
        return "No English yet."
    if not total.machine:
        told = "English by a person."
    elif total.machine < total.english:
        told = (
            f"English by a person, and {by_machine} where that is missing: {total.machine} of {total.pairs} passages."
        )
    else:
        told = f"English {by_machine}."
    return f"{told} Worth a second look: {total.flagged} of {total.pairs} passages." if total.flagged else told


def count(document: Document) -> Count:
    """Count a document's sentences and pairs."""
    sentences = sum(len(paragraph.segments) for paragraph in document.source.paragraphs)
    return Count(
        sentences=sentences,
        lost=sentences - len({sentence for bead in document.beads for sentence in bead.source}),
        pairs=len(document.beads),
        machine=sum(bead.by_machine and bead.has_english for bead in document.beads),
        marked=sum(remark.origin == "machine" for remark in make_remarks(document)),
        corrected=sum(bool(bead.correction) for bead in document.beads),
        flagged=sum(bool(bead.flags) for bead in document.beads),
        english=sum(bead.has_english for bead in document.beads),
    )
