"""Adequacy: the probability that a bilingual reviser would say that the meaning is kept, but for details.

Two questions, whose probabilities are multiplied: are the two texts of the same thing at all, and if so, does the
English keep the meaning? The answers are logistic regressions on the evidence, and for the second on the model's own
score where the model is the one it was fitted with. Their weights are a file, which `python -m eval.adequacy.fit` makes
of translations that revisers have judged, of human translations, and of both with mistakes made on purpose.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from pipeline.adequacy.evidence import FEATURES, Floats, gather_evidence

BLOCK = 2000
"""Pairs looked at in one go: bounds memory. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: what evidence is about on average, how far it spreads, and how much it weighs."""

    mean: Floats
    spread: Floats
    weight: Floats
    bias: float

    def probability(self, evidence: Floats) -> Floats:
        """Give the probability of each row of evidence, (rows, features) -> (rows,)."""
        odds = ((evidence - self.mean) / self.spread) @ self.weight + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)))


def estimate_adequacy(
    pairs: Sequence[tuple[str, str]], scores: Sequence[float | None], machine: bool, bad_share: float = 0.0
) -> list[float]:
    """Estimate the adequacy of pairs of French and English texts.

    Args:
        pairs: the texts.
        scores: the mean log-probability that the embedded model gives each translation; None for one of another model.
        machine: whether a machine made the English: it makes other mistakes than people do.
        bad_share: the share of a machine's translations that are bad, where it is known; 0 takes the embedded model's.

    Returns:
        A probability for each pair, rounded to four digits.

    >>> pairs = [("Il pleut.", "It rains."), ("Il pleut.", "My brother sings.")]
    >>> good, bad = estimate_adequacy(pairs, [None, None], machine=False)
    >>> good > 0.9 > 0.5 > bad
    True
    """
    found: list[float] = []
    for start in range(0, len(pairs), BLOCK):
        evidence = gather_evidence(pairs[start : start + BLOCK])
        given = scores[start : start + BLOCK]
        column = np.array([0.0 if score is None else score for score in given])[:, None]
        scored = fitted("machine").probability(np.hstack([evidence, column]))
        unscored = fitted("machine_unscored" if machine else "human").probability(evidence)
        kept = np.where([score is not None for score in given], scored, unscored)
        both = fitted("related").probability(evidence) * kept
        if machine and bad_share:
            both = with_bad_share(both, weights()["bad_share"], bad_share)
        found += np.round(both, 4).tolist()
    return found


def with_bad_share(probability: Floats, before: float, now: float) -> Floats:
    """Give probabilities fitted where a share `before` is bad as they are where `now` is (Saerens et al. 2002).

    >>> with_bad_share(np.array([0.5, 0.9]), 0.5, 0.1).round(3).tolist()
    [0.9, 0.988]
    """
    good, bad = probability * (1 - now) / (1 - before), (1 - probability) * now / before
    return np.asarray(good / (good + bad))


@cache
def fitted(kind: str) -> Regression:
    """Read a regression: whether texts are related, or whether the meaning is kept.

    The latter are for machine translations, for those of models they were not fitted with, and for human ones.

    Raises:
        KeyError: there is no such kind.
    """
    read: Mapping[str, Any] = weights()[kind]
    return Regression(np.array(read["mean"]), np.array(read["spread"]), np.array(read["weight"]), read["bias"])


@cache
def weights() -> Mapping[str, Any]:
    """Read the file of weights.

    Raises:
        ValueError: they were fitted for other evidence than there is.
    """
    read: Mapping[str, Any] = json.loads((files("pipeline.adequacy") / "weights.json").read_text(encoding="utf-8"))
    if tuple(read["features"]) != FEATURES:
        raise ValueError("pipeline/adequacy/weights.json is not of this version: run python -m eval.adequacy.fit")
    return read


def is_fitted_for(model: str) -> bool:
    """Tell whether the regression was fitted with a model, by the model's fingerprint: else its scores say nothing."""
    return bool(weights()["model"] == model)
