"""How the two texts are compared: by the source's own words, by its machine translation, by given vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.alignment.features import Tokens, Vocabulary
from pipeline.alignment.lattice import Step
from pipeline.alignment.lexicon import learn_gloss
from pipeline.alignment.options import Embed
from pipeline.alignment.vectors import Embeddings, FeatureWeights, Pair, compare, embedded, stack

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Views:
    """Two texts as words of one vocabulary, with what else is known of their sentences."""

    vocabulary: Vocabulary
    source: Tokens
    target: Tokens
    hypotheses: Tokens | None
    embeddings: Embeddings | None

    @classmethod
    def of(
        cls, source: Sequence[str], target: Sequence[str], hypotheses: Sequence[str] | None, embed: Embed | None
    ) -> Views:
        """Split all texts into words, and get their sentence vectors when there is a model for that."""
        vocabulary = Vocabulary()
        return cls(
            vocabulary,
            vocabulary.tokens(source),
            vocabulary.tokens(target),
            None if hypotheses is None else vocabulary.tokens(hypotheses),
            None if embed is None else (embed(source), embed(target)),
        )

    def vectors(self, weights: FeatureWeights, gloss: csr_array | None = None) -> Pair:
        """The vectors of the sentences of both sides; `gloss` translates words of the source (see `learn_gloss`)."""
        spelling = self.vocabulary.spelling()
        own, target = counts = self.vocabulary.counts(self.source), self.vocabulary.counts(self.target)
        if gloss is not None:
            own = own + own @ gloss
        views = [compare(own, target, spelling, weights)]
        if self.hypotheses is not None:
            views.append(compare(self.vocabulary.counts(self.hypotheses), target, spelling, weights))
        if self.embeddings is not None:
            views.append(embedded(self.embeddings, counts, views[-1], weights.embedding))
        return stack(views)

    def gloss(self, path: Sequence[Step]) -> csr_array:
        """Word translations learnt from the beads of a path."""
        return learn_gloss(path, self.source, self.target, len(self.vocabulary))
