"""The correct stage: what a person put right stands instead of what was found, translated or published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.document import Bead, Document
from pipeline.pairs import Sides
from pipeline.review.correct.beads import BeadFinder, with_beads
from pipeline.review.correct.links import in_range, pair_words, with_links
from pipeline.review.corrections import BeadCorrection, Correction, EnglishCorrection, LinkCorrection, recognised


def correct_documents(
    documents: Sequence[Document], corrections: Sequence[Correction], fill: bool = True
) -> list[Document]:
    """Take over the beads that a person made, then English that they gave, then word links.

    Beads and links count in the document in which they were made. So does English, first of all; that of other
    documents serves French that no human translation covers. Of several for the same French the last one stands. With
    `fill`, French that a person's beads leave without English gets the machine's where there is one.

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
    with_english = _giver([made for made in corrections if isinstance(made, EnglishCorrection)])
    return [
        with_links(with_english(with_beads(document, beads.get(document.id, ()), fill)), links.get(document.id, ()))
        for document in documents
    ]


def unplaced(document: Document, corrections: Iterable[Correction]) -> list[Correction]:
    """Tell which corrections made in a corrected document fit nowhere in it: what they speak of is not there any more.

    A correction that a later one replaced fits all the same.

    >>> from pipeline.document import Paragraph, Segment, Text
    >>> document = Document("a", Text("fr", (Paragraph("Oui.", segments=(Segment(0, 4),)),)), beads=(Bead((0,), ()),))
    >>> made = [EnglishCorrection("a", "Oui.", "Yes."), EnglishCorrection("a", "Non.", "No.")]
    >>> [correction.source for correction in unplaced(document, made)]
    ['Non.']
    """
    own = [made for made in corrections if made.document == document.id]
    if not own:
        return []
    sides = Sides(document)
    texts = [(sides.source(bead.source), sides.target(bead)) for bead in document.beads]
    french = {recognised(source) for source, _ in texts}
    linkable = any(isinstance(made, LinkCorrection) for made in own)
    pairs = {pair_words(*pair) for pair in texts} if linkable else set()
    finder = BeadFinder(document)

    def fits(made: Correction) -> bool:
        match made:
            case EnglishCorrection():
                return recognised(made.source) in french
            case BeadCorrection():
                return finder.find(made) is not None
            case LinkCorrection():
                return in_range(made) and pair_words(made.source, made.target) in pairs

    return [made for made in own if not fits(made)]


Made = TypeVar("Made", BeadCorrection, LinkCorrection)


def _by_document(corrections: Iterable[Made]) -> Mapping[str, Sequence[Made]]:
    found = defaultdict(list)
    for made in corrections:
        found[made.document].append(made)
    return found


def _giver(corrections: Sequence[EnglishCorrection]) -> Callable[[Document], Document]:
    """What gives every bead of a document whose French has been corrected its English."""
    own = {(made.document, recognised(made.source)): made.target for made in corrections}
    anywhere = {recognised(made.source): made.target for made in corrections}

    def corrected(bead: Bead, document: Document, sides: Sides) -> Bead:
        french = recognised(sides.source(bead.source))
        translated = bead.origin == "human" and bead.target
        found = own.get((document.id, french)) or ("" if translated else anywhere.get(french))
        return replace(bead, correction=found) if french and found else bead

    def give(document: Document) -> Document:
        sides = Sides(document)
        return replace(document, beads=tuple(corrected(bead, document, sides) for bead in document.beads))

    return give
