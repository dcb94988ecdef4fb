"""Which English stands under which paragraph."""

from pipeline.bilingual.english import English, Part, in_order
from pipeline.bilingual.passages import Passage, joined
from pipeline.document import Document
from pipeline.pairs import Sides


def english_by_paragraph(document: Document) -> list[Passage]:
    """The English of every paragraph of the source, empty where it is only copied.

    A pair whose French runs over several paragraphs stands under the last of them, and English without French under
    the paragraph before.

    >>> from pipeline.document import Bead, Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))), Paragraph("* * *")))
    >>> found = english_by_paragraph(Document("d", text, None, (Hypothesis("One."), Hypothesis("Two.")),
    ...                                       (Bead((0,), (0,)), Bead((1,), (1,)))))
    >>> [passage.text for passage in found]
    ['One. Two.', '']
    """
    paragraphs = document.source.paragraphs
    places = Sides(document).source_places
    english = English(document)
    under: list[list[Part]] = [[] for _ in paragraphs]
    last = 0
    for number, bead in enumerate(document.beads):
        last = max((places[sentence].paragraph for sentence in bead.source), default=last)
        if bead.has_english and (paragraphs[last].translate or not bead.source):
            under[last] += (part for part in english.parts(number) if part.passage.text)
    return [joined(in_order(parts), "") for parts in under]
