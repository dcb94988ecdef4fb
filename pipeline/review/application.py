"""Corrections taken over into documents: what a person gave stands instead of what was found or published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.document import Bead, Document, Link
from pipeline.pairs import BeadTexts
from pipeline.partition import fill_by_machine, order_beads, replace_sentences
from pipeline.review.corrections import (
    Approval,
    BeadCorrection,
    Correction,
    EnglishCorrection,
    LinkCorrection,
    fold,
)
from pipeline.review.placement import BeadFinder, links_words, pair_words
from pipeline.words import words


def correct_documents(
    documents: Sequence[Document], corrections: Sequence[Correction], fill: bool = True
) -> list[Document]:
    """Take over the beads that a person made, then English that they gave, then word links, then what they found right.

    Beads, links and approvals count in the document in which they were made. So does English, first of all; that of
    other documents serves French that no human translation covers. Of several for the same French the last one stands.
    With `fill`, French that a person's beads leave without English gets the machine's where there is one.

    >>> from pipeline.document import Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Oui. Non.", segments=(Segment(0, 4), Segment(5, 9))),))
    >>> beads, hypotheses = (Bead((0,), (0,)), Bead((1,), (1,))), (Hypothesis("Yes."), Hypothesis("Not."))
    >>> document = Document("a", text, None, hypotheses, beads)
    >>> [corrected] = correct_documents([document], [EnglishCorrection("b", "Non.", "No.")])
    >>> [bead.correction for bead in corrected.beads]
    ['', 'No.']
    """
    beads = _by_document(made for made in corrections if isinstance(made, BeadCorrection))
    links = _by_document(made for made in corrections if isinstance(made, LinkCorrection))
    approvals = _by_document(made for made in corrections if isinstance(made, Approval))
    put_english = _make_putter([made for made in corrections if isinstance(made, EnglishCorrection)])

    def correct(document: Document) -> Document:
        """Take over all that a person gave for a document."""
        corrected = put_english(put_beads(document, beads.get(document.id, ()), fill))
        return put_approvals(put_links(corrected, links.get(document.id, ())), approvals.get(document.id, ()))

    return [correct(document) for document in documents]


def put_beads(document: Document, corrections: Sequence[BeadCorrection], fill: bool) -> Document:
    """Put a person's beads into a document instead of those that they share sentences with.

    Every sentence is in exactly one bead still. What is left of both sides of a bead belongs together still; what is
    left of one side stands alone, and with `fill` French without English gets the machine's translation where there is
    one. Of two corrections that share sentences the later one counts.

    >>> from pipeline.document import Paragraph, Segment, Text
    >>> french = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    >>> english = Text("en", (Paragraph("One. Two.", segments=(Segment(0, 4), Segment(5, 9))),))
    >>> document = Document("a", french, english, (), (Bead((0, 1), (0,), "human", 0.4), Bead((), (1,), "human", 0.4)))
    >>> split = put_beads(document, [BeadCorrection("a", "Deux.", "Two.")], fill=True)
    >>> [(bead.source, bead.target, bead.posterior) for bead in split.beads]
    [((0,), (0,), 0.4), ((1,), (1,), 1.0)]
    """
    if not corrections:
        return document
    finder = BeadFinder(document)
    made = _keep_later([bead for bead in map(finder.find, corrections) if bead])
    if not made:
        return document
    by_hand = [
        replace(bead, target=(), origin="human") if bead.origin == "machine" else bead for bead in document.beads
    ]
    beads = order_beads(replace_sentences(by_hand, made, together=True))
    return replace(document, beads=tuple(fill_by_machine(beads, document.hypotheses) if fill else beads))


def put_links(document: Document, corrections: Sequence[LinkCorrection]) -> Document:
    """Put a person's word links on every pair of a document whose French and English are those they linked.

    Of several corrections of a pair the last one counts. Those that link words which are not there do not count.

    >>> from pipeline.document import Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Il dort.", segments=(Segment(0, 8),)),))
    >>> document = Document("a", text, None, (Hypothesis("He sleeps."),), (Bead((0,), (0,)),))
    >>> put_links(document, [LinkCorrection("a", "Il dort.", "He sleeps.", ((1, 1),))]).beads[0].links
    (Link(source_start=3, source_end=7, target_start=3, target_end=9),)
    """
    given = {pair_words(made.source, made.target): made.links for made in corrections if links_words(made)}
    if not given:
        return document
    sides = BeadTexts(document)

    def put_on(bead: Bead) -> Bead:
        source, target = sides.source(bead.source), sides.target(bead)
        links = given.get(pair_words(source, target))
        if links is None:
            return bead
        source_words, target_words = words(source, "fr"), words(target, "en")
        made = tuple(Link(*source_words[i], *target_words[j]) for i, j in links)
        return replace(bead, links=made, links_given=True)

    return replace(document, beads=tuple(map(put_on, document.beads)))


def put_approvals(document: Document, approvals: Sequence[Approval]) -> Document:
    """Mark every pair of a document as reviewed whose French and English a person found right.

    >>> from pipeline.document import Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Il dort.", segments=(Segment(0, 8),)),))
    >>> document = Document("a", text, None, (Hypothesis("He sleeps."),), (Bead((0,), (0,)),))
    >>> put_approvals(document, [Approval("a", "Il dort.", "He sleeps.")]).beads[0].reviewed
    True
    """
    if not approvals:
        return document
    right = {(fold(made.source), fold(made.target)) for made in approvals}
    sides = BeadTexts(document)
    beads = (
        replace(bead, reviewed=(fold(sides.source(bead.source)), fold(sides.target(bead))) in right)
        for bead in document.beads
    )
    return replace(document, beads=tuple(beads))


def _keep_later(beads: Sequence[Bead]) -> list[Bead]:
    """Keep the beads that share no sentence with a later one."""
    kept: list[Bead] = []
    source: set[int] = set()
    target: set[int] = set()
    for bead in reversed(beads):
        if source.isdisjoint(bead.source) and target.isdisjoint(bead.target):
            kept.append(bead)
            source.update(bead.source)
            target.update(bead.target)
    return kept


PlacedCorrection = TypeVar("PlacedCorrection", BeadCorrection, LinkCorrection, Approval)


def _by_document(corrections: Iterable[PlacedCorrection]) -> Mapping[str, Sequence[PlacedCorrection]]:
    """Group corrections by the documents in which they were made."""
    groups = defaultdict(list)
    for made in corrections:
        groups[made.document].append(made)
    return groups


def _make_putter(corrections: Sequence[EnglishCorrection]) -> Callable[[Document], Document]:
    """Make a function that gives every bead of a document whose French has been corrected its English."""
    own = {(made.document, fold(made.source)): made.target for made in corrections}
    anywhere = {fold(made.source): made.target for made in corrections}

    def put_on(bead: Bead, document: Document, sides: BeadTexts) -> Bead:
        source = fold(sides.source(bead.source))
        translated = bead.origin == "human" and bead.target
        english = own.get((document.id, source)) or ("" if translated else anywhere.get(source))
        return replace(bead, correction=english) if source and english else bead

    def put_english(document: Document) -> Document:
        sides = BeadTexts(document)
        return replace(document, beads=tuple(put_on(bead, document, sides) for bead in document.beads))

    return put_english
