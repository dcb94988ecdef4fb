"""Additions and omissions: what English says that the French does not, and what it leaves out.

Two logistic regressions on the evidence of adequacy, and on whether both sides begin and end alike, whose weights
`python -m eval.noise.fit` makes of human translations with stretches cut out of either side, and put into either.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
import regex

from pipeline.adequacy.evidence import FEATURES, Floats
from pipeline.adequacy.regression import Regression

Kind = Literal["addition", "omission"]
EDGES = ("target_unclosed", "source_unclosed", "target_unopened", "source_unopened")
"""What cuts leave behind, by the side that was cut: it lacks the mark of a sentence's end that the other one has, or
begins with a small letter where the other one has a capital.
"""
_CLOSED = regex.compile(r"[.!?…:;][\p{Pe}\p{Pf}\p{Pi}\"'*\s]*\Z")
_LETTER = regex.compile(r"\p{L}")


def estimate_additions(evidence: Floats, edges: Floats, kind: Kind) -> list[float]:
    """Give the probability of each row of evidence that a stretch of the English, or of the French, stands alone."""
    return np.round(_fitted(kind).probability(np.hstack([evidence, edges])), 4).tolist()  # type: ignore[no-any-return]


def look_at_edges(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Tell of pairs of French and English texts whether either side looks cut, (pairs, EDGES).

    >>> look_at_edges([("Il pleut sur la ville.", "It is raining on"), ("Fin", "End")]).tolist()
    [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
    >>> look_at_edges([("pleut sur la ville.", "“It is raining on the town.”")]).tolist()
    [[0.0, 0.0, 0.0, 1.0]]
    """
    found = []
    for pair in pairs:
        closed = [_CLOSED.search(text) is not None for text in pair]
        opened = [first[0].isupper() for text in pair if (first := _LETTER.search(text))]
        found.append([*_only_one(closed), *_only_one(opened)])
    return np.array(found, np.float64).reshape(len(pairs), len(EDGES))


def _only_one(sides: Sequence[bool]) -> tuple[bool, bool]:
    """Tell whether the first side alone has something, and whether the second alone has; of one side, neither."""
    return sides == [True, False], sides == [False, True]


@cache
def _fitted(kind: Kind) -> Regression:
    """Read a regression.

    Raises:
        ValueError: it was fitted for other evidence than there is.
    """
    read: Mapping[str, Any] = json.loads((files("pipeline.adequacy") / "additions.json").read_text(encoding="utf-8"))
    if tuple(read["features"]) != (*FEATURES, *EDGES):
        raise ValueError("pipeline/adequacy/additions.json is not of this version: run python -m eval.noise.fit")
    return Regression.of(read[kind])
