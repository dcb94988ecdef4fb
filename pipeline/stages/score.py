"""The score stage: numbers and flags that say of every bead how far it can be trusted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import ClassVar

from pipeline.document import Document
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.quality.imported import NO_SCORES, ImportedScores
from pipeline.quality.score import Thresholds, score_documents
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext


@dataclass(frozen=True, slots=True)
class ScoreStage:
    """Fills in the scores and flags of every bead; `knows_model` and `imported` as `score_documents` has them."""

    name: ClassVar[str] = "score"
    unit: ClassVar[str] = "sentences"
    is_parallel: ClassVar[bool] = False
    thresholds: Thresholds = field(default_factory=Thresholds)
    glossary: Glossary = NO_GLOSSARY
    knows_model: bool = False
    imported: ImportedScores = NO_SCORES

    @property
    def joins(self) -> Joins:
        """Tell which long documents it gets whole: all where other tools name pairs by their number in a document."""
        return "always" if self.imported.files else "never"

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""
        settings = {"glossary": self.glossary.sha256, "knows_model": self.knows_model, **asdict(self.thresholds)}
        if self.imported.files:
            settings["imported"] = [file.sha256 for file in self.imported.files]
        return Fingerprint((__name__,), settings)

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in the scores and flags of documents."""
        done = score_documents(documents, self.thresholds, self.glossary, self.knows_model, self.imported)
        context.advance(sum(len(document.source.places()) for document in done))
        return done
