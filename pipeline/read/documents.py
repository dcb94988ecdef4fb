"""From the files of a source to a document: the French, its human translation, the beads between them."""

from pipeline.config import Read
from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.read.beads import read_beads
from pipeline.read.formats import has_text, parse, read
from pipeline.read.sources import Source


def read_document(source: Source, options: Read) -> Document:
    """The document of a source.

    Raises:
        InputError: a file cannot be read, or two that should go line by line have different numbers of lines.
    """
    text = read(source.path, options.encoding, "fr", options.lines, options.also)
    if source.reference is None:
        return Document(source.id, text)
    if source.is_bilingual:
        english = parse(source.path, options.encoding, "en")
        return Document(source.id, text, english if has_text(english) else None, parallel=True)
    reference = read(source.reference, options.encoding, "en", options.lines, options.also)
    parallel = options.lines == "pairs"
    if parallel and len(text.paragraphs) != len(reference.paragraphs):
        raise InputError(
            f"{source.path} has {len(text.paragraphs)} lines and {source.reference} {len(reference.paragraphs)}; "
            "read.lines: pairs wants as many in both (prose or sentences aligns them)"
        )
    beads = read_beads(source.beads) if source.beads else ()
    return Document(source.id, text, reference, beads=beads, parallel=parallel)
