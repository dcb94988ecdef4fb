"""The align stage: which English says the same as which French."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.align.aligner import align
from pipeline.align.given import completed, unit_beads
from pipeline.align.options import AlignOptions, Helpers
from pipeline.config import Align
from pipeline.document import Bead, Document, Text
from pipeline.errors import InputError
from pipeline.partition import fill_by_machine

VERSION = 7


def align_documents(
    documents: Sequence[Document], options: Align, helpers: Helpers, advance: Callable[[int], None]
) -> list[Document]:
    """Fill in the beads of documents: sentence by sentence for the machine, n:m for a human translation.

    Beads that came with a document stay, and so do the pairs of one that is parallel. With `options.fill`, French
    sentences that the human translation leaves out get the machine's.
    """
    done = []
    for document in documents:
        done.append(replace(document, beads=tuple(_beads(document, options, helpers))))
        advance(len(document.source.places()))
    return done


def _beads(document: Document, options: Align, helpers: Helpers) -> list[Bead]:
    if document.reference is None:
        sentences = range(len(document.source.places()))
        return [Bead((number,), (number,) if document.hypotheses else ()) for number in sentences]
    beads = _human_beads(document, document.reference, options, helpers)
    return fill_by_machine(beads) if options.fill and document.hypotheses else beads


def _human_beads(document: Document, reference: Text, options: Align, helpers: Helpers) -> list[Bead]:
    """The beads of a document and its human translation: given with it, or searched for."""
    if document.beads:
        try:
            return completed(document.beads, len(document.source.places()), len(reference.places()))
        except InputError as problem:
            raise InputError(f"{document.id}: {problem}") from None
    paragraphs = _paragraphs(document.source), _paragraphs(reference)
    if document.parallel:
        return unit_beads(*paragraphs)
    return align(
        document.source.sentences(),
        reference.sentences(),
        hypotheses=[hypothesis.text for hypothesis in document.hypotheses] or None,
        paragraphs=paragraphs,
        helpers=helpers,
        options=AlignOptions(most_sentences=options.largest_bead),
    )


def _paragraphs(text: Text) -> list[int]:
    """The paragraph of every sentence."""
    return [place.paragraph for place in text.places()]
