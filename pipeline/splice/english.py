"""Which English stands under which paragraph."""

from pipeline.document import Document
from pipeline.pairs import pairs


def english_by_paragraph(document: Document) -> list[str]:
    """The English of every paragraph of the source, "" where it is only copied.

    A pair whose French runs over several paragraphs stands under the last of them, and English without French under
    the paragraph before.

    >>> from pipeline.document import Bead, Hypothesis, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))), Paragraph("* * *")))
    >>> english_by_paragraph(Document("d", text, None, (Hypothesis("One."), Hypothesis("Two.")),
    ...                               (Bead((0,), (0,)), Bead((1,), (1,)))))
    ['One. Two.', '']
    """
    paragraphs = document.source.paragraphs
    english: list[list[str]] = [[] for _ in paragraphs]
    last = 0
    for pair in pairs(document):
        last = max((place.paragraph for place in pair.source_places), default=last)
        if pair.target and (paragraphs[last].translate or not pair.source):
            english[last].append(pair.target)
    return [" ".join(parts) for parts in english]
