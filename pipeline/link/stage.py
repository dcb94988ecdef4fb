"""The link stage: which words of a pair say the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.config import Link as Options
from pipeline.document import Document
from pipeline.link import ForcedDecoder, link_texts
from pipeline.pairs import Sides

VERSION = 1


def link_documents(
    documents: Sequence[Document], options: Options, model: Path | None, advance: Callable[[int], None]
) -> list[Document]:
    """Fill in the word links of every bead that has both sides.

    With `options.attention` the model in the folder `model` is asked as well: better, and several times slower.
    """
    decoder = ForcedDecoder(model) if options.attention and model else None
    texts = [_texts(document) for document in documents]
    found = iter(link_texts([pair for row in texts for pair in row if all(pair)], decoder))
    done = []
    for document, row in zip(documents, texts, strict=True):
        linked = [
            replace(bead, links=next(found)) if all(pair) else bead
            for bead, pair in zip(document.beads, row, strict=True)
        ]
        done.append(replace(document, beads=tuple(linked)))
        advance(len(document.source.places()))
    return done


def _texts(document: Document) -> list[tuple[str, str]]:
    sides = Sides(document)
    return [(sides.source(bead.source), sides.target(bead)) for bead in document.beads]
