"""Name a document for its readers: by its own title, by the heading that opens it, or by its file."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.document import Document
from pipeline.io.divisions import find_division


def choose_title_of_all(titles: Sequence[str]) -> str:
    """Choose the title of a copy of some documents by theirs: one's own, else how many there are; "" for none.

    >>> choose_title_of_all(["Le retour"]), choose_title_of_all(["Le retour", "Le départ"])
    ('Le retour', '2 texts')
    """
    return f"{len(titles)} texts" if len(titles) > 1 else "".join(titles)


def choose_title(document: Document) -> str:
    """Choose the title of a document; that of a part ("CHAPITRE I") is none, and a file's suffix is not shown.

    >>> from pipeline.document import Paragraph, Text
    >>> texts = [Text("fr", (Paragraph(heading, "heading"),)) for heading in ("Le retour", "CHAPITRE I")]
    >>> [choose_title(Document("a/le-phare.txt", text)) for text in texts]
    ['Le retour', 'le-phare']
    """
    if document.source.title:
        return document.source.title
    first = next((one for one in document.source.paragraphs if one.text.strip()), None)
    if first and first.kind == "heading" and not find_division(first.text, alone=True):
        return first.text
    return PurePosixPath(document.id).stem or document.id
