"""Fit the weights of adequacy, and measure them on domains that they were not fitted on.

    python -m eval.adequacy.fit DATA            # writes pipeline/adequacy/weights.json
    python -m eval.adequacy.fit DATA --align    # also fits the constants of sentence alignment again
    python -m eval.adequacy.fit DATA --check    # only measures
    python -m eval.adequacy.fit DATA --plots    # also draws eval/adequacy/*.svg

DATA is the folder of development data: dev/*.tsv and gold/sentences.
"""

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from eval.adequacy.data import UNRELATED, Sample, human, in_german, judged, mistakes
from eval.alignment.calibration import calibrate
from pipeline.adequacy.evidence import FEATURES, Floats, gather_evidence
from pipeline.adequacy.regression import Regression
from pipeline.translation.model import find_model

WEIGHTS = Path(__file__).parents[2] / "pipeline" / "adequacy" / "weights.json"
PENALTY = 20.0
"""Of the squared weights; 5 and 10 are about as good, 1 is worse on novels (eval/LOG.md, 2026-11-28)."""
SHARES = {"related": 0.1, "machine": 0.1, "machine_unscored": 0.1, "human": 0.02}
"""What mistakes made on purpose weigh, of all. Human English has no others here: the more they weigh, the more of
them are found, and the more free translations are taken for them."""
BETTER_WHEN_HIGH = ("mean", "weakest", "gain", "score")
"""Evidence that speaks for a translation. The rest speaks against it, but for `OPEN`. Weights of the other sign, which
fits give to evidence that overlaps, do harm on other domains."""
OPEN = ("rarest", "words", "same")
KINDS = ("machine", "machine_unscored", "human")
DOMAINS = ("news", "novel", "talk")

Models = Mapping[str, Regression]


class Data:
    """Samples with their evidence, the model's score in the last column."""

    def __init__(self, samples: Sequence[Sample], made: Sequence[Sample] = ()) -> None:
        self.samples = [*samples, *made]
        evidence = gather_evidence([(sample.french, sample.english) for sample in self.samples])
        self.evidence = np.hstack([evidence, np.array([[sample.score or 0.0] for sample in self.samples])])
        self.adequate = np.array([sample.is_adequate for sample in self.samples], float)
        self.domain = np.array([sample.domain for sample in self.samples])
        self.label = np.array([sample.label for sample in self.samples])
        self.is_made = np.arange(len(self.samples)) >= len(samples)
        self.is_related = ~np.isin(self.label, list(UNRELATED))

    def weight(self, kind: str) -> Floats:
        """Give the weight of each sample: those that were made weigh a share of all together, each kind alike.

        The regression of what is related is asked to tell unrelated ones from all others, the others are not asked.
        """
        chosen = self.is_made & ~self.is_related if kind == "related" else self.is_made & self.is_related
        weight = np.where(self.is_made, 0.0, 1.0)
        labels = set(self.label[chosen])
        ratio = SHARES[kind] / (1 - SHARES[kind]) * (~self.is_made).sum()
        for label in labels:
            alike = chosen & (self.label == label)
            weight[alike] = ratio / len(labels) / alike.sum()
        return weight


def fit(evidence: Floats, wanted: Floats, weight: Floats) -> Regression:
    """Fit a penalised logistic regression to standardised evidence, with weights of the right sign."""
    mean = np.average(evidence, axis=0, weights=weight)
    spread = np.sqrt(np.average((evidence - mean) ** 2, axis=0, weights=weight)) + 1e-9
    standard = (evidence - mean) / spread

    def loss(chosen: Floats) -> tuple[float, Floats]:
        odds = standard @ chosen[:-1] + chosen[-1]
        residual = weight * (1 / (1 + np.exp(-odds)) - wanted)
        value = (weight * (np.logaddexp(0, odds) - wanted * odds)).sum() + PENALTY / 2 * (chosen[:-1] ** 2).sum()
        return value, np.append(standard.T @ residual + PENALTY * chosen[:-1], residual.sum())

    bounds = [_bounds(name) for name in (*FEATURES, "score")[: evidence.shape[1]]] + [(None, None)]
    found = minimize(loss, np.zeros(evidence.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return Regression(mean, spread, found[:-1], float(found[-1]))


def _bounds(feature: str) -> tuple[float | None, float | None]:
    """Give the least and the greatest weight that a feature may have."""
    if feature in OPEN:
        return None, None
    return (0.0, None) if feature.endswith(BETTER_WHEN_HIGH) else (None, 0.0)


def columns(kind: str) -> slice:
    """Give the columns of evidence that a kind of regression uses: the model's score is the last one."""
    return slice(None) if kind == "machine" else slice(0, len(FEATURES))


def fit_all(sets: Mapping[str, Data], without: str = "") -> dict[str, Regression]:
    """Fit every regression on all domains but one."""
    found = {}
    for kind in KINDS:
        data = sets[kind]
        there = data.domain != without
        used = data.evidence[there][:, columns(kind)]
        found[kind] = fit(used, data.adequate[there], data.weight(kind)[there])
    data = sets["human"]
    there = data.domain != without
    used = data.evidence[there][:, columns("related")]
    found["related"] = fit(used, data.is_related[there].astype(float), data.weight("related")[there])
    return found


def probability(models: Models, kind: str, evidence: Floats) -> Floats:
    """Give the probability that regressions come to."""
    related = models["related"].probability(evidence[:, columns("related")])
    return related * models[kind].probability(evidence[:, columns(kind)])


def read_sets(data: Path) -> dict[str, Data]:
    """Read everything that is fitted to and measured on, by kind."""
    chance = random.Random(3)  # noqa: S311 -- a sample, not a secret
    real, people = judged(data), human(data, chance)
    sets = {
        name: Data(good, [*mistakes(good, chance), *in_german(good, data, chance)])
        for name, good in (("machine", real), ("human", people))
    }
    return {**sets, "machine_unscored": sets["machine"]}


def main() -> None:
    """Measure, and write the weights."""
    from eval.adequacy.measure import report

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true", help="only measure")
    parser.add_argument("--plots", action="store_true", help="draw reliability diagrams")
    parser.add_argument("--align", action="store_true", help="also fit pipeline/alignment/calibration.json")
    options = parser.parse_args()
    if options.align:
        calibrate(options.data / "gold" / "sentences" / "transread", is_written=not options.check)
    sets = read_sets(options.data)
    report(sets, {domain: fit_all(sets, domain) for domain in DOMAINS}, options.plots)
    if not options.check:
        written: dict[str, Any] = {"model": find_model("embedded").fingerprint, "features": FEATURES}
        machine = sets["machine"]
        written["bad_share"] = round(float(1 - machine.adequate[~machine.is_made].mean()), 4)
        for kind, found in fit_all(sets).items():
            written[kind] = found.kept()
        WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
