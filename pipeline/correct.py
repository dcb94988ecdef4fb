"""The correct stage: English that a person gave stands instead of the machine's, or of a human translation's."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.corrections import Correction, recognised
from pipeline.document import Bead, Document
from pipeline.pairs import Sides

VERSION = 1


def correct_documents(documents: Sequence[Document], corrections: Sequence[Correction]) -> list[Document]:
    """Give every bead whose French has been corrected its correction.

    One made in the same document comes first. Those of other documents serve French that no human translation covers.
    Of several for the same French the last one stands.

    >>> from pipeline.document import Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Oui. Non.", segments=(Segment(0, 4), Segment(5, 9))),))
    >>> beads, hypotheses = (Bead((0,), (0,)), Bead((1,), (1,))), (Hypothesis("Yes."), Hypothesis("Not."))
    >>> document = Document("a", text, None, hypotheses, beads)
    >>> [corrected] = correct_documents([document], [Correction("b", "Non.", "No.")])
    >>> [bead.correction for bead in corrected.beads]
    ['', 'No.']
    """
    own = {(made.document, recognised(made.source)): made.target for made in corrections}
    anywhere = {recognised(made.source): made.target for made in corrections}

    def corrected(bead: Bead, document: Document, sides: Sides) -> Bead:
        french = recognised(sides.source(bead.source))
        translated = bead.origin == "human" and bead.target
        found = own.get((document.id, french)) or ("" if translated else anywhere.get(french))
        return replace(bead, correction=found) if french and found else bead

    done = []
    for document in documents:
        sides = Sides(document)
        done.append(replace(document, beads=tuple(corrected(bead, document, sides) for bead in document.beads)))
    return done
