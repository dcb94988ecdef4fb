"""Word links that a person gave stand instead of those that would be found."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Bead, Document, Link
from pipeline.pairs import Sides
from pipeline.review.corrections import LinkCorrection, recognised
from pipeline.words import words

PairWords = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of both sides of a pair: links number them, so it is by them that the pair is recognised."""


def pair_words(source: str, target: str) -> PairWords:
    """The words of a pair, as they are recognised.

    >>> pair_words("L'été.", "Summer.")
    (("L'", 'été', '.'), ('Summer', '.'))
    """
    return (
        tuple(recognised(source[start:end]) for start, end in words(source, "fr")),
        tuple(recognised(target[start:end]) for start, end in words(target, "en")),
    )


def in_range(correction: LinkCorrection) -> bool:
    """Whether all words that a correction links are there."""
    source, target = pair_words(correction.source, correction.target)
    return all(0 <= i < len(source) and 0 <= j < len(target) for i, j in correction.links)


def with_links(document: Document, corrections: Sequence[LinkCorrection]) -> Document:
    """A document with a person's word links on every pair whose French and English are those they linked.

    Of several corrections of a pair the last one counts. Those that link words which are not there do not count.

    >>> from pipeline.document import Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Il dort.", segments=(Segment(0, 8),)),))
    >>> document = Document("a", text, None, (Hypothesis("He sleeps."),), (Bead((0,), (0,)),))
    >>> with_links(document, [LinkCorrection("a", "Il dort.", "He sleeps.", ((1, 1),))]).beads[0].links
    (Link(source_start=3, source_end=7, target_start=3, target_end=9),)
    """
    given = {pair_words(made.source, made.target): made.links for made in corrections if in_range(made)}
    if not given:
        return document
    sides = Sides(document)

    def linked(bead: Bead) -> Bead:
        source, target = sides.source(bead.source), sides.target(bead)
        links = given.get(pair_words(source, target))
        if links is None:
            return bead
        ours, theirs = words(source, "fr"), words(target, "en")
        return replace(bead, links=tuple(Link(*ours[i], *theirs[j]) for i, j in links), links_given=True)

    return replace(document, beads=tuple(map(linked, document.beads)))
