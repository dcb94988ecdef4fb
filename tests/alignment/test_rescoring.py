"""A translation model's second opinion on doubtful beads, and probabilities that come true."""

from collections.abc import Sequence
from math import exp, inf, log, sqrt

import numpy as np
import pytest

from pipeline.alignment import Helpers, align
from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Lattice, Nulls
from pipeline.alignment.rescoring import FITTED_WITH, Calibration, log_odds, rescore
from pipeline.translation.model import find_model

FRENCH = ["Oui.", "Non, non."]
ENGLISH = ["Yes.", "No, no."]


class Memory:
    """A judge who remembers what it was asked, and answers by a table."""

    def __init__(self, answers: dict[tuple[str, str], float]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.extend(pairs)
        return [self.answers.get(pair, -1.0) for pair in pairs]


def test_the_judges_evidence_is_added_to_doubtful_beads_and_hopeless_ones_go() -> None:
    """Those between 2 % and 98 % are asked about; answers count against those for their target made of nothing."""
    band, sizes = Band.full(2, 2), [(1, 1), (2, 2)]
    scores = np.full((9, 2), -inf)
    posteriors = np.zeros((9, 2))
    for (node, kind), score, posterior in (
        ((0, 0), 0.5, 0.98), ((0, 1), 0.25, 0.5), ((1, 0), 0.125, 0.02), ((3, 0), 1.0, 0.021), ((4, 0), 2.0, 0.979),
    ):  # fmt: skip
        scores[node, kind], posteriors[node, kind] = score, posterior
    judge = Memory({
        ("Oui. Non, non.", "Yes. No, no."): -10.0, ("Non, non.", "Yes."): -9.0, ("Non, non.", "No, no."): -3.0,
        (".", "Yes."): -5.0, (".", "No, no."): -8.0,
    })  # fmt: skip
    lattice = Lattice(band, sizes, scores.copy(), Nulls())
    found = rescore(lattice, posteriors, texts=(FRENCH, ENGLISH), judge=judge, weight=0.5)
    assert judge.asked == [
        ("Oui. Non, non.", "Yes. No, no."), ("Non, non.", "Yes."), ("Non, non.", "No, no."),
        (".", "Yes."), (".", "No, no."),
    ]  # fmt: skip
    assert found.scores[0, 0] == 0.5
    assert found.scores[0, 1] == pytest.approx(0.25 + 0.5 * (-10 + 5 + 8) / sqrt(12))
    assert found.scores[1, 0] == -inf
    assert found.scores[3, 0] == pytest.approx(1.0 + 0.5 * (-9 + 5) / sqrt(4))
    assert found.scores[4, 0] == pytest.approx(2.0 + 0.5 * (-3 + 8) / sqrt(7))
    assert np.isneginf(found.scores).sum() == 14
    assert lattice.scores[1, 0] == 0.125


def test_a_target_without_characters_is_not_divided_by() -> None:
    lattice = Lattice(Band.full(1, 1), [(1, 1)], np.array([[1.0], [-inf], [-inf], [-inf]]), Nulls())
    judge = Memory({("a", ""): -2.0, (".", ""): -5.0})
    found = rescore(lattice, np.array([[0.5], [0], [0], [0]]), texts=(["a"], [""]), judge=judge, weight=1.0)
    assert found.scores[0, 0] == 1.0 + 3.0


@pytest.mark.parametrize(
    ("posterior", "kept"), [(0.0, 0.001), (0.0005, 0.001), (0.001, 0.001), (0.3, 0.3), (0.9995, 0.999), (1.0, 0.999)]
)
def test_odds_are_kept_between_one_and_999_to_one(posterior: float, kept: float) -> None:
    assert log_odds(posterior) == pytest.approx(log(kept / (1 - kept)))
    assert Calibration(1.0).probability(posterior) == pytest.approx(kept)
    assert Calibration(1.0, bias=-1.0, slope=2.0).probability(posterior) == pytest.approx(
        1 / (1 + exp(1.0) * ((1 - kept) / kept) ** 2)
    )


def test_a_judge_decides_what_words_leave_open() -> None:
    source, target = ["Zabu.", "Zubi."], ["Kapo.", "Koba."]
    pairs = {(".", line): -20.0 for line in target}
    right = {("Zabu. Zubi.", "Kapo. Koba."): -30.0, ("Zabu.", "Kapo."): -1.0, ("Zubi.", "Koba."): -1.0}

    class Answers(Memory):
        def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
            return [self.answers.get(pair, -40.0) for pair in pairs]

    beads = align(source, target, helpers=Helpers(judge=Answers(pairs | right)))
    assert [(bead.source, bead.target) for bead in beads] == [((0,), (0,)), ((1,), (1,))]
    assert min(bead.posterior for bead in beads) > 0.9


def test_the_calibrations_were_fitted_with_the_shipped_model() -> None:
    assert find_model("embedded").fingerprint == FITTED_WITH, "run python -m eval.adequacy.fit DATA --align"
