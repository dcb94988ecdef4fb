"""Adequacy: the probability that a bilingual reviser would say that the meaning is kept, but for details.

Two questions, whose probabilities are multiplied: are the two texts of the same thing at all, and if so, does the
English keep the meaning? The answers are logistic regressions on the evidence, and for the second on the model's own
score where the model is the one it was fitted with. Their weights are a file, which `python -m eval.adequacy.fit` makes
of translations that revisers have judged, of human translations, and of both with mistakes made on purpose.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.adequacy.additions import estimate_additions, look_at_edges
from pipeline.adequacy.evidence import FEATURES, Floats, gather_evidence
from pipeline.adequacy.regression import Regression

BLOCK = 2000
"""Pairs looked at in one go: bounds memory. Chosen by hand."""
FEWEST = 3
"""French words from which on two texts show whether they say the same; the regressions were fitted on such."""
EVEN, SELDOM = 0.5, 0.1
"""Shares of English by people that stands beside other French: as the regressions see it, and as it is, roughly.

Texts of one or two words hardly show which: of 58 and 49 such pairs of novels and news 21 and 14 % came out under one
half as the first has it, and 5 and 0 % as the second has it; of 3,000 of programs' labels 4.3 and 0.7 % (eval/LOG.md).
"""


class Assessment(NamedTuple):
    """What the two texts of a pair show, in probabilities rounded to four digits.

    adequacy   that a reviser would say that the meaning is kept, but for details
    related    that the two are of the same thing at all
    addition   that the English has a stretch that nothing in the French accounts for
    omission   that the French has one that nothing in the English accounts for
    """

    adequacy: float
    related: float
    addition: float
    omission: float


def estimate_adequacy(
    pairs: Sequence[tuple[str, str]], scores: Sequence[float | None], machine: bool, bad_share: float = 0.0
) -> list[float]:
    """Estimate the adequacy of pairs of French and English texts, as `assess` does.

    >>> pairs = [("Il pleut ici.", "It rains here."), ("Il pleut ici.", "My brother sings.")]
    >>> good, bad = estimate_adequacy(pairs, [None, None], machine=False)
    >>> good > 0.9 > 0.5 > bad
    True
    """
    return [found.adequacy for found in assess(pairs, scores, machine, bad_share)]


def assess(
    pairs: Sequence[tuple[str, str]], scores: Sequence[float | None], machine: bool, bad_share: float = 0.0
) -> list[Assessment]:
    """Assess pairs of French and English texts.

    Args:
        pairs: the texts.
        scores: the mean log-probability that the embedded model gives each translation; None for one of another model.
        machine: whether a machine made the English: it makes other mistakes than people do.
        bad_share: the share of a machine's translations that are bad, where it is known; 0 takes the embedded model's.

    >>> [(found.addition > 0.5, found.omission > 0.5) for found in assess([
    ...     ("Le train est en retard. La neige couvre les toits de la ville.", "The train is late."),
    ...     ("Le train est en retard.", "The train is late. Snow covers the roofs of the city."),
    ... ], [None, None], machine=False)]
    [(False, True), (True, False)]
    """
    found: list[Assessment] = []
    for start in range(0, len(pairs), BLOCK):
        evidence, edges = gather_evidence(pairs[start : start + BLOCK]), look_at_edges(pairs[start : start + BLOCK])
        related = fitted("related").probability(evidence)
        adequacy = related * _kept(evidence, scores[start : start + BLOCK], machine)
        if machine and bad_share:
            adequacy = with_bad_share(adequacy, weights()["bad_share"], bad_share)
        if not machine:
            adequacy = np.where(_is_short(evidence), with_bad_share(adequacy, EVEN, SELDOM), adequacy)
        said_alone = (
            estimate_additions(evidence, edges, "addition"),
            estimate_additions(evidence, edges, "omission"),
        )
        found += map(Assessment, _rounded(adequacy), _rounded(related), *said_alone)
    return found


def _kept(evidence: Floats, scores: Sequence[float | None], machine: bool) -> Floats:
    """Give the probability that the meaning is kept of each row of evidence, if the two texts are related."""
    column = np.array([0.0 if score is None else score for score in scores])[:, None]
    scored = fitted("machine").probability(np.hstack([evidence, column]))
    unscored = fitted("machine_unscored" if machine else "human").probability(evidence)
    return np.where([score is not None for score in scores], scored, unscored)


def _is_short(evidence: Floats) -> npt.NDArray[np.bool_]:
    """Tell of each row of evidence whether the French has too few words to show anything."""
    return np.asarray(evidence[:, FEATURES.index("words")] < np.log1p(FEWEST) - 1e-9)


def _rounded(probabilities: Floats) -> list[float]:
    """Give probabilities with four digits."""
    rounded: list[float] = np.round(probabilities, 4).tolist()
    return rounded


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
    return Regression.of(weights()[kind])


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
