"""The correct stage: what a person gave stands instead of the machine's, or of a human translation's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.document import Document
from pipeline.review.application import correct_documents
from pipeline.review.corrections import CorrectionTable
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext


@dataclass(frozen=True, slots=True)
class CorrectStage:
    """Takes over what a person put right in some tables: beads, English, word links; the last correction stands.

    With `fill`, French that a person's beads leave without English gets the machine's where there is one.
    """

    name: ClassVar[str] = "correct"
    unit: ClassVar[str] = "sentences"
    is_parallel: ClassVar[bool] = False
    joins: ClassVar[Joins] = "always"
    tables: tuple[CorrectionTable, ...]
    fill: bool = True

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""
        return Fingerprint((__name__,), {"tables": [table.sha256 for table in self.tables], "fill": self.fill})

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Take over the corrections of documents."""
        corrections = [made for table in self.tables for made in table.corrections]
        done = correct_documents(documents, corrections, self.fill)
        context.advance(sum(len(document.source.places()) for document in done))
        return done
