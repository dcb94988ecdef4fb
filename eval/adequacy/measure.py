"""Measure adequacy on domains that it was not fitted on: what it finds, and whether its probabilities come true."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sacrebleu import CHRF
from scipy.stats import rankdata, spearmanr

from eval.adequacy.data import Sample
from eval.adequacy.fit import DOMAINS, KINDS, Data, Models, probability
from eval.alignment.calibration import plot
from eval.alignment.reliability import Answer, reliability
from pipeline.adequacy.estimate import with_bad_share
from pipeline.adequacy.evidence import Floats
from pipeline.translation.model import find_model
from pipeline.translation.translator import open_translator

HERE = Path(__file__).parent
SHARES_OF_BAD = (0.01, 0.1, 0.3)
_DRAWN = 20_000  # pairs that a set with another share of bad ones consists of; chosen by hand
_CHANCES = 100  # draws of answers by chance; chosen by hand


def report(sets: Mapping[str, Data], held_out: Mapping[str, Models], draw: bool) -> None:
    """Print all that is measured, for each domain by regressions fitted on the others."""
    for kind in KINDS:
        data = sets[kind]
        said = np.zeros(len(data.samples))
        for domain in DOMAINS:
            there = data.domain == domain
            said[there] = probability(held_out[domain], kind, data.evidence[there])
            _print_domain(kind, domain, said[there], data, there)
        _print_calibration(kind, said, data)
        if draw:
            natural = ~data.is_made if kind != "human" else ~data.is_made | (data.label == "another sentence")
            answers = [
                Answer(float(p), bool(good)) for p, good in zip(said[natural], data.adequate[natural], strict=True)
            ]
            (HERE / f"reliability_{kind}.svg").write_text(plot(reliability(answers), "pairs"), encoding="utf-8")
    _print_chrf([one for one in sets["human"].samples if one.label == "human"], held_out)


def auc(good: Floats, bad: Floats) -> float:
    """Give the chance that a good one has a higher probability than a bad one.

    >>> auc(np.array([0.9, 0.8]), np.array([0.1, 0.85]))
    0.75
    """
    ranks = rankdata(np.concatenate([good, bad]))
    return float((ranks[: len(good)].sum() - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad)))


def calibration_error(probability: Floats, adequate: Floats, bins: int = 10) -> float:
    """Give the expected calibration error in bins of as many pairs each (Naeini et al. 2015)."""
    order = np.array_split(np.argsort(probability, kind="stable"), bins)
    return float(
        sum(len(one) * abs(probability[one].mean() - adequate[one].mean()) for one in order) / len(probability)
    )


def by_chance(probability: Floats) -> float:
    """Give the calibration error to expect if every probability were true, for bins of few pairs stray."""
    chance = np.random.default_rng(1)
    draws = [
        calibration_error(probability, np.asarray(chance.random(len(probability)) < probability, float))
        for _ in range(_CHANCES)
    ]
    return float(np.mean(draws))


def with_share(said: Floats, adequate: Floats, share: float) -> tuple[float, float]:
    """Give the calibration error of pairs drawn so that a share of them is bad; unknown to adequacy, and known."""
    chance = np.random.default_rng(1)
    bad = round(share * _DRAWN)
    drawn = np.concatenate(
        [chance.choice(np.flatnonzero(adequate == 1), _DRAWN - bad), chance.choice(np.flatnonzero(adequate == 0), bad)]
    )
    known = with_bad_share(said[drawn], 1 - adequate.mean(), share)
    return calibration_error(said[drawn], adequate[drawn]), calibration_error(known, adequate[drawn])


def _print_domain(kind: str, domain: str, said: Floats, data: Data, there: np.ndarray) -> None:
    """Print what is found in one domain."""
    label, made, adequate = data.label[there], data.is_made[there], data.adequate[there]
    natural = said[~made]
    good = natural[adequate[~made] == 1]
    told = [f"{kind:17}{domain:6}"]
    if kind == "human":
        told.append(f"under .5: {(natural < 0.5).mean():.3f} of all")
        told.append(f"{(said[label == 'another sentence'] < 0.5).mean():.3f} of another sentence")
    else:
        told.append(f"lost/kept {auc(said[label == 'kept'], said[label == 'lost']):.3f}")
        told.append(_found(natural, adequate[~made]))
        told.append(f"calibration {calibration_error(natural, adequate[~made]):.3f} by chance {by_chance(natural):.3f}")
    told += [f"{mistake} {auc(good, said[made & (label == mistake)]):.3f}" for mistake in sorted(set(label[made]))]
    print("  ".join(told), flush=True)


def _found(said: Floats, adequate: Floats) -> str:
    """Tell how many of the flagged ones are bad, and how many of the bad ones flagged."""
    flagged = said < 0.5
    caught = (flagged & (adequate == 0)).sum()
    return f"under .5: precision {caught / max(1, flagged.sum()):.2f} recall {caught / (adequate == 0).sum():.2f}"


def _print_calibration(kind: str, said: Floats, data: Data) -> None:
    """Print the calibration of all domains together, as they are and with other shares of bad ones.

    Human pairs have no bad ones but those made: another sentence in the place of theirs.
    """
    chosen = ~data.is_made | (data.label == "another sentence") if kind == "human" else ~data.is_made
    said, adequate = said[chosen], data.adequate[chosen]
    natural = said[: (~data.is_made).sum()], adequate[: (~data.is_made).sum()]
    told = []
    for share in SHARES_OF_BAD:
        unknown, known = with_share(said, adequate, share)
        told.append(
            f"{share:.0%} bad {unknown:.3f}" + (f" ({known:.3f} where that is known)" if kind != "human" else "")
        )
    told.append(f"as they are {calibration_error(*natural):.3f}, by chance {by_chance(natural[0]):.3f}")
    if kind != "human":
        told.append(_found(*natural))
    print(f"{kind:17}all    calibration " + ", ".join(told), flush=True)


def _print_chrf(people: Sequence[Sample], held_out: Mapping[str, Models]) -> None:
    """Print how adequacy of machine translations goes with their chrF against human ones (rank correlation)."""
    made = open_translator(find_model("embedded"))([sample.french for sample in people])
    chrf = CHRF()
    near = np.array(
        [chrf.sentence_score(one.text, [sample.english]).score for one, sample in zip(made, people, strict=True)]
    )
    data = Data([Sample(s.french, one.text, s.domain, "kept", one.score) for one, s in zip(made, people, strict=True)])
    for domain in DOMAINS:
        there = data.domain == domain
        told = [f"chrF             {domain:6}"]
        for kind in ("machine", "machine_unscored"):
            said = probability(held_out[domain], kind, data.evidence[there])
            told.append(f"{kind} {spearmanr(said, near[there]).statistic:.3f}")
        told.append(f"model score {spearmanr(data.evidence[there][:, -1], near[there]).statistic:.3f}")
        print("  ".join(told), flush=True)
