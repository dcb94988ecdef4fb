"""Fit what the filters have as constants, on one half of the lines: `python -m eval.noise.fit DATA PACKAGES`.

It prints the constants of `pipeline.noise.language` and `pipeline.noise.lengths`, and writes
`pipeline/adequacy/additions.json`. DATA and PACKAGES are those of `python -m eval.noise`.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from eval.noise.lines import Pair, foreign_messages, good_lines
from pipeline.adequacy.additions import EDGES, look_at_edges
from pipeline.adequacy.evidence import FEATURES, Floats, gather_evidence
from pipeline.adequacy.regression import Regression
from pipeline.noise import language, lengths
from pipeline.words import LanguageCode

WEIGHTS = Path(__file__).parents[2] / "pipeline" / "adequacy" / "additions.json"
PROSE = ("flores200_dev", "newstest2013", "multi30k_val", "mtnt_valid_fr-en", "novels", "manuals", "messages")
OTHERS = ("de", "es", "it", "ca", "oc", "pt", "nl")
LEAST_WORDS = 9
LIKELY = 0.5
PENALTY = 20.0
"""Of the squared weights, as for adequacy."""
GOOD_WEIGHT = 20.0
"""Times that a good pair weighs as much as one with a stretch too many: few good ones may be flagged."""


def logistic(evidence: Floats, wanted: Floats, weight: Floats, penalty: float) -> Regression:
    """Fit a penalised logistic regression to standardised evidence."""
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-9
    standard = (evidence - mean) / spread

    def loss(chosen: Floats) -> tuple[float, Floats]:
        odds = standard @ chosen[:-1] + chosen[-1]
        residual = weight * (1 / (1 + np.exp(-odds)) - wanted)
        value = (weight * (np.logaddexp(0, odds) - wanted * odds)).sum() + penalty / 2 * (chosen[:-1] ** 2).sum()
        return value, np.append(standard.T @ residual + penalty * chosen[:-1], residual.sum())

    found = minimize(loss, np.zeros(evidence.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return Regression(mean, spread, found[:-1], float(found[-1]))


def fit_language(good: Mapping[str, Sequence[Pair]], packages: Path) -> None:
    """Print the weights by which the language of a side is told, fitted to programs' messages and to good lines."""
    expected: LanguageCode
    for side, expected in enumerate(("fr", "en")):  # type: ignore[assignment]
        right = [pair[side] for pairs in good.values() for pair in pairs]
        wrong = [pair[1 - side] for pairs in good.values() for pair in pairs]
        for other in OTHERS:
            wrong += [pair[side] for pair in foreign_messages(packages, other, "dev", side)]
        rows = [(language.gather_evidence(text, expected), label) for label, texts in ((1, right), (0, wrong))
                for text in texts]  # fmt: skip
        told = [(found.odds, found.known, label) for found, label in rows if found]
        table = np.array(told)
        fitted = logistic(table[:, :2], table[:, 2], np.ones(len(table)), 1.0)
        weight = fitted.weight / fitted.spread
        print(f"{expected}: odds {weight[0]:.2f}, known {weight[1]:.2f}, bias {fitted.bias - weight @ fitted.mean:.2f}")


def fit_lengths(good: Mapping[str, Sequence[Pair]]) -> None:
    """Print the mean of the log of the ratio of lengths, and what its variance consists of."""
    pairs = [pair for domain in PROSE for pair in good[domain]]
    sizes = np.array([[len(side) + lengths.SPARE for side in pair] for pair in pairs], float)
    logs = np.log(sizes[:, 1] / sizes[:, 0])
    mean = float(np.median(logs))
    inverse = 1 / np.sqrt(sizes.prod(1))

    def loss(chosen: Floats) -> float:
        variance = np.exp(chosen[0]) + np.exp(chosen[1]) * inverse
        spread = np.sqrt(variance)  # of Laplace's distribution, whose tails are as long as these
        return float((np.log(spread) + np.abs(logs - mean) * np.sqrt(2) / spread).sum())

    found = np.exp(minimize(loss, np.log([0.01, 1.0]), method="Nelder-Mead").x)
    print(f"lengths: mean {mean:.3f}, lasting {found[0]:.4f}, passing {found[1]:.3f}")


def fit_additions(good: Mapping[str, Sequence[Pair]]) -> None:
    """Write the regressions that tell additions and omissions, fitted to pairs with stretches cut out and put in."""
    chance = random.Random(4)  # noqa: S311 -- a sample, not a secret
    pairs = [
        pair for domain in PROSE for pair in good[domain] if min(len(side.split()) for side in pair) >= LEAST_WORDS
    ]
    short = [pair for pairs in good.values() for pair in pairs if min(len(side.split()) for side in pair) < LEAST_WORDS]
    made = {"addition": list(_with_more(pairs, 1, chance)), "omission": list(_with_more(pairs, 0, chance))}
    sets = {"good": [*pairs, *short], **made}
    evidence = {name: np.hstack([gather_evidence(some), look_at_edges(some)]) for name, some in sets.items()}
    written: dict[str, object] = {"features": (*FEATURES, *EDGES)}
    for kind, other in (("addition", "omission"), ("omission", "addition")):
        table = np.vstack([evidence["good"], evidence[kind], evidence[other]])
        counts = [len(evidence[name]) for name in ("good", kind, other)]
        wanted = np.repeat([0.0, 1.0, 0.0], counts)
        weight = np.repeat([GOOD_WEIGHT, 1.0, 1.0], counts)
        fitted = logistic(table, wanted, weight, PENALTY)
        odds = fitted.probability(table)
        shares = [np.mean(part > LIKELY) for part in (odds[: counts[0]], odds[counts[0] : -counts[2]])]
        print(f"{kind}: good {shares[0]:.4f}, found {shares[1]:.4f}")
        written[kind] = fitted.kept()
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _with_more(pairs: Sequence[Pair], side: int, chance: random.Random) -> Iterator[Pair]:
    """Give pairs whose one side says more: words of another put somewhere into it, or the other side cut."""

    def pair_of(more: str, less: str) -> Pair:
        return (less, more) if side else (more, less)

    for pair in pairs:
        more, less = pair[side], pair[1 - side]
        words = less.split()
        for share in (chance.uniform(0.25, 0.7), chance.uniform(0.25, 0.7)):
            size = max(1, round(len(words) * share))
            start = chance.choice([0, len(words) - size, chance.randrange(len(words) - size + 1)])
            yield pair_of(more, " ".join(words[start : start + size]))
        other = chance.choice(pairs)[side].split()
        added = other[: max(5, min(len(other), len(more.split())))]
        place = chance.choice([0, len(more.split()), chance.randrange(len(more.split()))])
        yield pair_of(" ".join([*more.split()[:place], *added, *more.split()[place:]]), less)


def main() -> None:
    """Fit all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("packages", type=Path)
    chosen = parser.parse_args()
    good = good_lines(chosen.data, chosen.packages, "dev")
    fit_language(good, chosen.packages)
    fit_lengths(good)
    fit_additions(good)


if __name__ == "__main__":
    main()
