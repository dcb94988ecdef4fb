"""Logistic regressions, as files keep them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.adequacy.evidence import Floats


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: what evidence is about on average, how far it spreads, and how much it weighs."""

    mean: Floats
    spread: Floats
    weight: Floats
    bias: float

    @classmethod
    def of(cls, kept: Mapping[str, float | Sequence[float]]) -> "Regression":
        """Give the regression that a file keeps."""
        mean, spread, weight = (np.array(kept[name], np.float64) for name in ("mean", "spread", "weight"))
        return cls(mean, spread, weight, float(np.array(kept["bias"])))

    def kept(self) -> dict[str, list[float] | float]:
        """Give it as a file keeps it, with six digits."""
        return {name: np.round(getattr(self, name), 6).tolist() for name in ("mean", "spread", "weight", "bias")}

    def probability(self, evidence: Floats) -> Floats:
        """Give the probability of each row of evidence, (rows, features) -> (rows,).

        >>> two, one = np.zeros(2), np.ones(2)
        >>> Regression(two, one, one, 0.0).probability(np.array([[0.0, 0.0], [5.0, 5.0]])).round(2).tolist()
        [0.5, 1.0]
        """
        odds = ((evidence - self.mean) / self.spread) @ self.weight + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)))
