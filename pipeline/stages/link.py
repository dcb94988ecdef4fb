"""The link stage: which words of a bead's two sides say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from pipeline.document import Document
from pipeline.pairs import BeadTexts
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext
from pipeline.translation.model import Model
from pipeline.word_alignment import ForcedDecoder, link

_LONGEST = 3000
"""Characters of a side beyond which words are not linked: every word is compared with every word. Chosen by hand."""


@dataclass(slots=True)
class LinkStage:
    """Fills in the word links of every bead that has both sides, unless one of them is too long for a sentence.

    Links that a person gave stay as they are. With a `model`, its attention is asked, too: better, and several times
    slower.
    """

    name: ClassVar[str] = "link"
    unit: ClassVar[str] = "sentences"
    is_parallel: ClassVar[bool] = False
    joins: ClassVar[Joins] = "never"
    model: Model | None = None
    _decoder: ForcedDecoder | None = field(default=None, repr=False)

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""
        unused = () if self.model else ("pipeline.word_alignment.attention",)
        return Fingerprint((__name__,), {"model": self.model.fingerprint if self.model else ""}, unused)

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in the links of documents.

        Raises:
            ModelError: the model cannot be loaded.
        """
        if self.model and self._decoder is None:
            self._decoder = ForcedDecoder(self.model.folder)
        texts = [_linkable(document) for document in documents]
        pairs = [pair for row in texts for pair in row if pair]
        found = iter(link([source for source, _ in pairs], [target for _, target in pairs], self._decoder))
        done = []
        for document, row in zip(documents, texts, strict=True):
            linked = [
                replace(bead, links=next(found)) if pair else bead
                for bead, pair in zip(document.beads, row, strict=True)
            ]
            done.append(replace(document, beads=tuple(linked)))
            context.advance(len(document.source.places()))
        return done


def _linkable(document: Document) -> list[tuple[str, str] | None]:
    """Give the texts of each bead, None where no words are to be linked."""
    sides = BeadTexts(document)
    texts = [(sides.source(bead.source), sides.target(bead)) for bead in document.beads]
    return [
        None if bead.links_given or not all(0 < len(text) <= _LONGEST for text in pair) else pair
        for bead, pair in zip(document.beads, texts, strict=True)
    ]
