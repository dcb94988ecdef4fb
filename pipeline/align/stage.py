"""The align stage: which English says the same as which French."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.align.aligner import align
from pipeline.align.options import AlignOptions, Helpers
from pipeline.config import Align
from pipeline.document import Bead, Document, Text

VERSION = 2


def align_documents(
    documents: Sequence[Document], options: Align, helpers: Helpers, advance: Callable[[int], None]
) -> list[Document]:
    """Fill in the beads of documents: sentence by sentence for the machine, n:m for a human translation.

    With `options.fill`, French sentences that the human translation leaves out get the machine's.
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
    beads = align(
        document.source.sentences(),
        document.reference.sentences(),
        hypotheses=[hypothesis.text for hypothesis in document.hypotheses] or None,
        paragraphs=(_paragraphs(document.source), _paragraphs(document.reference)),
        helpers=helpers,
        options=AlignOptions(most_sentences=options.largest_bead),
    )
    return fill_by_machine(beads) if options.fill and document.hypotheses else beads


def _paragraphs(text: Text) -> list[int]:
    """The paragraph of every sentence."""
    return [place.paragraph for place in text.places()]


def fill_by_machine(beads: Sequence[Bead]) -> list[Bead]:
    """Give the machine's translation to every sentence that the human one leaves out.

    >>> [(bead.source, bead.target, bead.origin) for bead in fill_by_machine([Bead((4, 5), (), "human")])]
    [((4,), (4,), 'machine'), ((5,), (5,), 'machine')]
    """
    filled: list[Bead] = []
    for bead in beads:
        if bead.target:
            filled.append(bead)
        else:
            filled += [Bead((number,), (number,), "machine", bead.posterior) for number in bead.source]
    return filled
