"""The align stage: which sentences of source and target say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from pipeline.alignment.aligner import AlignOptions, Helpers, align
from pipeline.alignment.embeddings import Embedder, EmbeddingModel
from pipeline.alignment.given_beads import complete, pair_paragraphs
from pipeline.document import Bead, Document, Text
from pipeline.errors import InputError
from pipeline.partition import fill_by_machine
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext
from pipeline.translation.engines import instruction_set
from pipeline.translation.judge import ModelJudge
from pipeline.translation.model import Model


@dataclass(slots=True)
class AlignStage:
    """Fills in the beads of documents: 1:1 for a machine translation, n:m for a human translation.

    Beads that came with a document stay, and so do the pairs of one that is parallel.

    largest_bead   n + m of the largest bead
    fill           whether the machine translates the sentences that the human translation leaves out
    judge          a translation model that rescores doubtful beads
    embeddings     a model whose sentence vectors help; both are loaded when the first human translation comes
    """

    name: ClassVar[str] = "align"
    unit: ClassVar[str] = "sentences"
    is_parallel: ClassVar[bool] = False
    joins: ClassVar[Joins] = "unaligned"
    largest_bead: int = 8
    fill: bool = True
    judge: Model | None = None
    embeddings: EmbeddingModel | None = None
    _helpers: Helpers | None = field(default=None, repr=False)

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""
        settings = {
            "largest_bead": self.largest_bead,
            "fill": self.fill,
            "judge": self.judge.fingerprint if self.judge else "",
            "embeddings": self.embeddings.fingerprint if self.embeddings else "",
            "processor": instruction_set() if self.judge else [],  # the judge computes in int8
        }
        unused = () if self.judge else ("pipeline.translation.judge",)
        return Fingerprint(
            (__name__,), settings, unused if self.embeddings else (*unused, "pipeline.alignment.embeddings")
        )

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in the beads of documents.

        Raises:
            InputError: beads that came with a document do not fit its sentences.
            ModelError: a model cannot be loaded.
        """
        done = []
        for document in documents:
            done.append(replace(document, beads=tuple(self._beads(document))))
            context.advance(len(document.source.places()))
        return done

    def _beads(self, document: Document) -> list[Bead]:
        """Give the beads of a document."""
        if document.reference is None:
            if document.given:  # rows of a table that has French alone
                rows = pair_paragraphs(_paragraphs(document.source), ())
                return fill_by_machine(_with_given(rows, document), document.hypotheses)
            sentences = range(len(document.source.places()))
            return [Bead((number,), (number,) if document.hypotheses else ()) for number in sentences]
        beads = self._human_beads(document, document.reference)
        return fill_by_machine(beads, document.hypotheses) if self.fill else beads

    def _human_beads(self, document: Document, reference: Text) -> list[Bead]:
        """Give the beads of a document and its human translation: given with it, or searched for."""
        if document.beads:
            try:
                return complete(document.beads, len(document.source.places()), len(reference.places()))
            except InputError as problem:
                raise InputError(f"{document.id}: {problem}") from None
        paragraphs = _paragraphs(document.source), _paragraphs(reference)
        if document.parallel:
            return _with_given(pair_paragraphs(*paragraphs), document)
        return align(
            document.source.sentences(),
            reference.sentences(),
            hypotheses=[hypothesis.text for hypothesis in document.hypotheses] or None,
            paragraphs=paragraphs,
            helpers=self._loaded(),
            options=AlignOptions(most_sentences=self.largest_bead),
        )

    def _loaded(self) -> Helpers:
        """Load the models, once."""
        if self._helpers is None:
            self._helpers = Helpers(
                ModelJudge(self.judge) if self.judge else None, Embedder(self.embeddings) if self.embeddings else None
            )
        return self._helpers


def _with_given(beads: list[Bead], document: Document) -> list[Bead]:
    """Give the beads of the pairs of a document, each with what its file says of it, if anything."""
    if not document.given:
        return beads
    source, target = document.source.places(), document.reference.places() if document.reference else []
    places = [source[bead.source[0]] if bead.source else target[bead.target[0]] for bead in beads]
    given = [document.given[place.paragraph] for place in places]
    return [
        replace(bead, given=one, scores=dict(one.scores), reviewed=one.reviewed) if one else bead
        for bead, one in zip(beads, given, strict=True)
    ]


def _paragraphs(text: Text) -> list[int]:
    """Give the number of the paragraph of every sentence."""
    return [place.paragraph for place in text.places()]
