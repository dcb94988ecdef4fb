"""What sentence alignment can be told, and what can help it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.calibration import JUDGED, UNJUDGED, Calibration
from pipeline.alignment.judging import Judge
from pipeline.alignment.lattice import Nulls
from pipeline.alignment.scoring import ScoreWeights
from pipeline.alignment.vectors import FeatureWeights

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""A vector for each of some sentences, in any of both languages: (sentences, dimensions)."""


@dataclass(frozen=True)
class AlignOptions:
    """Settings of `align`; the weights are for experiments.

    most_sentences   n + m of the largest n:m bead
    learn_lexicon    align twice, the second time with word translations learnt from the first
    unjudged, judged   how scores become probabilities, without a judge and with one
    """

    most_sentences: int = 8
    learn_lexicon: bool = True
    features: FeatureWeights = field(default_factory=FeatureWeights)
    scores: ScoreWeights = field(default_factory=ScoreWeights)
    nulls: Nulls = field(default_factory=Nulls)
    unjudged: Calibration = UNJUDGED
    judged: Calibration = JUDGED


@dataclass(frozen=True)
class Helpers:
    """Models that help `align` when there are any.

    judge   tells how probable a target text is as translation of a source text; asked about doubtful beads
    embed   sentence vectors that are alike across languages (LaBSE and its kin)
    """

    judge: Judge | None = None
    embed: Embed | None = None
