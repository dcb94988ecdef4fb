"""What a user may set about sentence alignment."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.align.features import FeatureWeights
from pipeline.align.lattice import Nulls
from pipeline.align.scoring import ScoreWeights


@dataclass(frozen=True)
class AlignOptions:
    """Settings of `align`; the weights are for experiments.

    most_sentences   n + m of the largest n:m bead
    learn_lexicon    align twice, the second time with word translations learnt from the first
    """

    most_sentences: int = 8
    learn_lexicon: bool = True
    features: FeatureWeights = field(default_factory=FeatureWeights)
    scores: ScoreWeights = field(default_factory=ScoreWeights)
    nulls: Nulls = field(default_factory=Nulls)
