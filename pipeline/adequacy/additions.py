"""Additions and omissions: what English says that the French does not, and what it leaves out.

Two logistic regressions on the evidence of adequacy, whose weights `python -m eval.noise.fit` makes of human
translations with stretches cut out of either side, and put into either.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np

from pipeline.adequacy.evidence import FEATURES, Floats
from pipeline.adequacy.regression import Regression

Kind = Literal["addition", "omission"]


def estimate_additions(evidence: Floats, kind: Kind) -> list[float]:
    """Give the probability of each row of evidence that a stretch of the English, or of the French, stands alone."""
    return np.round(_fitted(kind).probability(evidence), 4).tolist()  # type: ignore[no-any-return]


@cache
def _fitted(kind: Kind) -> Regression:
    """Read a regression.

    Raises:
        ValueError: it was fitted for other evidence than there is.
    """
    read: Mapping[str, Any] = json.loads((files("pipeline.adequacy") / "additions.json").read_text(encoding="utf-8"))
    if tuple(read["features"]) != FEATURES:
        raise ValueError("pipeline/adequacy/additions.json is not of this version: run python -m eval.noise.fit")
    return Regression.of(read[kind])
