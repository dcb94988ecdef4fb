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
    """

    most_sentences: int = 8
    features: FeatureWeights = field(default_factory=FeatureWeights)
    scores: ScoreWeights = field(default_factory=ScoreWeights)
    nulls: Nulls = field(default_factory=Nulls)
