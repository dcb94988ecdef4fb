"""The score stage: numbers and flags that say of every bead how far it can be trusted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import ClassVar

from pipeline.document import Document
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.quality.score import Thresholds, score_documents
from pipeline.stages.base import ALONE, Fingerprint, StageContext


@dataclass(frozen=True, slots=True)
class ScoreStage:
    """Fills in the scores and flags of every bead."""

    name: ClassVar[str] = "score"
    unit: ClassVar[str] = "sentences"
    thresholds: Thresholds = field(default_factory=Thresholds)
    glossary: Glossary = NO_GLOSSARY

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""
        return Fingerprint((__name__,), {"glossary": self.glossary.sha256, **asdict(self.thresholds)})

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in the scores and flags of documents."""
        done = score_documents(documents, self.thresholds, self.glossary)
        context.advance(sum(len(document.source.places()) for document in done))
        return done
