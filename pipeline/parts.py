"""Parts of long documents, so that memory does not grow with a file: cut apart, counted on, and joined again.

A document is cut between paragraphs: anywhere before its sentences are aligned, and afterwards where no bead lies
across the cut. A part is a document with the same id, and numbers its own paragraphs and sentences from 0. So a stage
that looks at a sentence and its surroundings takes parts as they come; one that needs all of a text gets it joined.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from pipeline.document import NOTHING, Bead, Before, Document, Text

SIZE = 1_000_000
"""The weight of a part; the last one may have half of it, or half more. Most novels are one part.

Chosen by memory: 5,000 lines of Europarl weigh it, and take some 150 MB when they are scored (eval/LOG.md).
"""
_PARAGRAPH = 60
"""The weight of a paragraph besides its letters: about what it takes to keep it."""


class _Place(NamedTuple):
    """A place between paragraphs where a document may be cut: how much of it stands before."""

    paragraphs: int
    reference_paragraphs: int
    sentences: int = 0
    reference_sentences: int = 0
    beads: int = 0


def cut(document: Document, size: int = SIZE) -> Iterator[Document]:
    """Cut a whole document into parts of about `size`; give it as it is where it is smaller, or cannot be cut.

    Nor is a part cut again, and one whose beads came with it can be cut only when its sentences are found.

    >>> from pipeline.document import Paragraph
    >>> lines = Text("fr", tuple(map(Paragraph, ("Un.", "Deux.", "Trois."))))
    >>> [[one.text for one in part.source.paragraphs] for part in cut(Document("a.txt", lines), 120)]
    [['Un.', 'Deux.'], ['Trois.']]
    """
    source, reference = _weights(document.source), _weights(document.reference)
    weight = max(source[-1], reference[-1])
    if weight <= size or document.part or (document.hypotheses and not document.beads):
        yield document
        return
    ends = [_Place(0, 0)]
    last = _Place(len(source) - 1, len(reference) - 1, *_count_sentences(document), len(document.beads))
    for place in _places(document, source, reference):
        done = max(source[place.paragraphs], reference[place.reference_paragraphs])
        begun = max(source[ends[-1].paragraphs], reference[ends[-1].reference_paragraphs])
        if done - begun >= size and weight - done >= size // 2:
            ends.append(place)
    for number, (start, end) in enumerate(pairwise([*ends, last])):
        yield _part(document, number, start, end)


def count_on(documents: Iterable[Document]) -> Iterator[Document]:
    """Fill in what stands before each part of long documents, whose parts come one after another.

    >>> from pipeline.document import Paragraph
    >>> lines = Text("fr", tuple(map(Paragraph, ("Un.", "Deux.", "Trois."))))
    >>> [part.before.paragraphs for part in count_on(cut(Document("a.txt", lines), 120))]
    [0, 2]
    """
    before = NOTHING
    for document in documents:
        before = before if document.part else NOTHING
        yield replace(document, before=before) if document.part else document
        before = add(before, document)


def add(before: Before, document: Document) -> Before:
    """Give what stands before the part that comes after a part."""
    sentences, reference_sentences = _count_sentences(document)
    return Before(
        before.paragraphs + len(document.source.paragraphs),
        before.reference_paragraphs + (len(document.reference.paragraphs) if document.reference else 0),
        before.sentences + sentences,
        before.reference_sentences + reference_sentences,
        before.beads + len(document.beads),
    )


def join(documents: Iterable[Document]) -> Iterator[Document]:
    """Join the parts of each document, which come one after another; give whole ones as they are.

    >>> from pipeline.document import Paragraph
    >>> lines = Text("fr", tuple(map(Paragraph, ("Un.", "Deux.", "Trois."))))
    >>> next(join(cut(Document("a.txt", lines), 120))) == Document("a.txt", lines)
    True
    """
    number = 0

    def name(document: Document) -> int:
        """Count documents: a new one begins with its first part."""
        nonlocal number
        number += document.part == 0
        return number

    for _, parts in groupby(documents, name):
        yield _joined(list(parts))


def weigh(document: Document) -> int:
    """Give what a document weighs, by its longer side.

    >>> from pipeline.document import Paragraph
    >>> weigh(Document("a", Text("fr", (Paragraph("Un."), Paragraph("Deux.")))))
    128
    """
    return max(_weights(document.source)[-1], _weights(document.reference)[-1])


def is_unaligned(document: Document) -> bool:
    """Tell whether a document has a human translation whose sentences must be searched for, in all of it."""
    return document.reference is not None and not document.parallel and not document.beads


def _weights(text: Text | None) -> list[int]:
    """Give what the first paragraphs of a text weigh together: none of them, one, and so on."""
    paragraphs = text.paragraphs if text else ()
    return [0, *accumulate(len(paragraph.text) + _PARAGRAPH for paragraph in paragraphs)]


def _count_sentences(document: Document) -> tuple[int, int]:
    """Count the sentences of both texts."""
    return _sentences_of(document.source), _sentences_of(document.reference)


def _sentences_of(text: Text | None) -> int:
    """Count the sentences of a text."""
    return sum(len(paragraph.segments) for paragraph in text.paragraphs) if text else 0


def _places(document: Document, source: Sequence[int], reference: Sequence[int]) -> Iterator[_Place]:
    """Give all places where a document may be cut, in order; not its ends.

    Texts that are still to be aligned are cut side by side, by their weights: it is no matter where.
    """
    if document.beads:
        yield from _places_between_beads(document)
        return
    other = 0
    for number in range(1, len(source) - 1):
        if document.reference and not document.parallel:
            wanted = source[number] * reference[-1] // source[-1]
            while reference[other] < wanted:
                other += 1
        yield _Place(number, number if document.parallel and document.reference else other)


def _places_between_beads(document: Document) -> Iterator[_Place]:
    """Give the places between beads where a paragraph begins on both sides, and nothing before lies beyond them."""
    starts = _starts(document.source), _starts(document.reference)
    seen, highest = [0, 0], [-1, -1]
    for number, bead in enumerate(document.beads):
        is_complete = all(count == last + 1 for count, last in zip(seen, highest, strict=True))
        if number and is_complete and all(count in own for count, own in zip(seen, starts, strict=True)):
            yield _Place(starts[0][seen[0]], starts[1][seen[1]], seen[0], seen[1], number)
        for side, sentences in enumerate((bead.source, bead.target if bead.origin == "human" else ())):
            seen[side] += len(sentences)
            highest[side] = max(highest[side], *sentences, -1)


def _starts(text: Text | None) -> dict[int, int]:
    """Give the paragraph that begins with each sentence that begins one; after the last sentence there is another.

    Paragraphs without sentences go with those before them.
    """
    starts, sentences = {0: 0}, 0
    paragraphs = text.paragraphs if text else ()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.segments:
            starts.setdefault(sentences, number)
            sentences += len(paragraph.segments)
    return {**starts, sentences: len(paragraphs)}


def _part(document: Document, number: int, start: _Place, end: _Place) -> Document:
    """Give the part of a document between two places."""
    source = slice(start.paragraphs, end.paragraphs)
    sentences = slice(start.sentences, end.sentences)
    reference = document.reference and _part_of(
        document.reference, number, slice(start.reference_paragraphs, end.reference_paragraphs)
    )
    return replace(
        document,
        source=_part_of(document.source, number, source),
        reference=reference,
        hypotheses=document.hypotheses[sentences],
        beads=tuple(
            _moved(bead, -start.sentences, -start.reference_sentences)
            for bead in document.beads[start.beads : end.beads]
        ),
        given=document.given[source],
        part=number,
    )


def _part_of(text: Text, number: int, paragraphs: slice) -> Text:
    """Give some paragraphs of a text; the account of its file goes with the first part."""
    return replace(text, paragraphs=text.paragraphs[paragraphs], account=None if number else text.account)


def _joined(parts: Sequence[Document]) -> Document:
    """Join the parts of one document."""
    first = parts[0]
    if len(parts) == 1:
        return first
    beads: list[Bead] = []
    before = NOTHING
    for part in parts:
        beads += (_moved(bead, before.sentences, before.reference_sentences) for bead in part.beads)
        before = add(before, part)
    reference = first.reference and replace(
        first.reference,
        paragraphs=tuple(one for part in parts if part.reference for one in part.reference.paragraphs),
    )
    return replace(
        first,
        source=replace(first.source, paragraphs=tuple(one for part in parts for one in part.source.paragraphs)),
        reference=reference,
        hypotheses=tuple(one for part in parts for one in part.hypotheses),
        beads=tuple(beads),
        given=tuple(one for part in parts for one in part.given),
        part=0,
        before=NOTHING,
    )


def _moved(bead: Bead, sentences: int, reference_sentences: int) -> Bead:
    """Give a bead with its sentences numbered from elsewhere."""
    if not sentences and not reference_sentences:
        return bead
    by = sentences if bead.origin == "machine" else reference_sentences
    return replace(
        bead,
        source=tuple(number + sentences for number in bead.source),
        target=tuple(number + by for number in bead.target),
    )
