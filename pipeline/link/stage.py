"""The link stage: which words of a pair say the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.config import Link as Options
from pipeline.document import Document
from pipeline.link import ForcedDecoder, link_texts
from pipeline.pairs import Sides

VERSION = 1

_LONGEST = 3000
"""Characters of a side beyond which words are not linked: every word is compared with every word."""


def link_documents(
    documents: Sequence[Document], options: Options, model: Path | None, advance: Callable[[int], None]
) -> list[Document]:
    """Fill in the word links of every bead that has both sides and is no longer than a sentence can be.

    Links that a person gave stay as they are.

    With `options.attention` the model in the folder `model` is asked as well: better, and several times slower.
    """
    decoder = ForcedDecoder(model) if options.attention and model else None
    texts = [_linkable(document) for document in documents]
    found = iter(link_texts([pair for row in texts for pair in row if pair], decoder))
    done = []
    for document, row in zip(documents, texts, strict=True):
        linked = [
            replace(bead, links=next(found)) if pair else bead for bead, pair in zip(document.beads, row, strict=True)
        ]
        done.append(replace(document, beads=tuple(linked)))
        advance(len(document.source.places()))
    return done


def _linkable(document: Document) -> list[tuple[str, str] | None]:
    """The texts of each bead, None where no words are to be linked."""
    sides = Sides(document)
    texts = [(sides.source(bead.source), sides.target(bead)) for bead in document.beads]
    return [
        None if bead.links_given or not all(0 < len(text) <= _LONGEST for text in pair) else pair
        for bead, pair in zip(document.beads, texts, strict=True)
    ]
