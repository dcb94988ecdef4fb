"""Whether systems differ by more than chance: paired tests of sacrebleu over the lines that all of them translated.

Paired bootstrap resampling (Koehn 2004) asks how often a difference as large comes of drawing other lines; paired
approximate randomisation (Riezler & Maxwell 2005) how often it comes of swapping the two systems' lines at random.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import ne
from typing import Any

from pipeline.quality.corpus_scores import (
    DEFAULT_RESAMPLES,
    TITLES,
    affordable_resamples,
    affordable_trials,
    make_metric,
)

DEFAULT_TRIALS = 10_000
"""Swaps that approximate randomisation tries, as many as sacrebleu does."""

LEVEL = 0.05
"""The p-value below which a difference is called significant, as is usual."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many bootstrap resamples and how many trials of approximate randomisation; none leaves a test out."""

    resamples: int = DEFAULT_RESAMPLES
    trials: int = DEFAULT_TRIALS


@dataclass(frozen=True, slots=True)
class SystemScore:
    """A system's corpus score, and its difference from the first system's.

    `mean` and `interval` (half of the 95 % interval) are those of the bootstrap. The p-values are None for the first
    system, and where a test was not made; they are sacrebleu's, but never less than `least_p` of the lines that differ.
    """

    value: float
    difference: float = 0.0
    mean: float | None = None
    interval: float | None = None
    bootstrap_p: float | None = None
    randomisation_p: float | None = None

    @property
    def significant(self) -> bool:
        """Whether there is a difference, and it is significant by every test that was made."""
        made = [value for value in (self.bootstrap_p, self.randomisation_p) if value is not None]
        return bool(self.difference and made) and all(value < LEVEL for value in made)


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """A corpus score of several systems, the first of which the others are compared with; signatures by test."""

    name: str
    systems: tuple[SystemScore, ...]
    signatures: Mapping[str, str]


def compare_systems(
    hypotheses: Sequence[Sequence[str]],
    references: Sequence[Sequence[str]],
    names: Iterable[str] = tuple(TITLES),
    sampling: Sampling | None = None,
) -> list[ScoreComparison]:
    """Score systems over the same lines, and test each of them against the first.

    >>> references = ["The sea was high.", "She said nothing.", "The boats were dancing."] * 10
    >>> poor = ["The sea was tall.", "She said nothing.", "The boats were dance."] * 10
    >>> [chrf] = compare_systems([poor, references], [references], ["chrf"], Sampling(100, 100))
    >>> round(chrf.systems[1].difference, 1), chrf.systems[1].significant
    (20.6, True)
    """
    return [_compare(name, hypotheses, references, sampling or Sampling()) for name in names]


def _compare(
    name: str, hypotheses: Sequence[Sequence[str]], references: Sequence[Sequence[str]], sampling: Sampling
) -> ScoreComparison:
    """Make both tests of one score; a single line, or more lines than fit into memory, are scored alone."""
    metric = _counting_once(make_metric(name))
    lines = len(hypotheses[0])
    counts = {
        "bs": affordable_resamples(name, lines, sampling.resamples),
        "ar": affordable_trials(lines, sampling.trials),
    }
    signatures, found = {}, {}
    for test, number in counts.items():
        if number > 1:
            signature, found[test] = _test(metric, hypotheses, references, test, number)
            signatures[test] = signature
    if not found:
        values = [float(metric.corpus_score(one, references).score) for one in hypotheses]
        systems = tuple(SystemScore(value, value - values[0]) for value in values)
        return ScoreComparison(name, systems, {"": metric.get_signature().format()})
    differing = [sum(map(ne, hypotheses[0], one)) for one in hypotheses]
    systems = tuple(_joined(found, number, least_p(count)) for number, count in enumerate(differing))
    return ScoreComparison(name, systems, signatures)


def least_p(differing: int) -> float:
    """Give the smallest p-value that so many lines that differ can have in a test that swaps them.

    Of the 2ⁿ ways to swap n lines two, all and none, show a difference as large. sacrebleu counts only larger ones,
    and gives two lines that differ, or none at all, the smallest p-value it has.

    >>> [least_p(count) for count in (0, 1, 2, 6)]
    [1.0, 1.0, 0.5, 0.03125]
    """
    return min(1.0, 2.0 ** (1 - differing))


def _test(
    metric: Any, hypotheses: Sequence[Sequence[str]], references: Sequence[Sequence[str]], test: str, number: int
) -> tuple[str, list[Any]]:
    """Make one of sacrebleu's paired tests; gives its signature, and its result for each system."""
    from sacrebleu.significance import PairedTest

    systems = [(str(place), lines) for place, lines in enumerate(hypotheses)]
    signatures, found = PairedTest(systems, {"score": metric}, references, test_type=test, n_samples=number)()
    [(name, signature)] = signatures.items()
    return signature.format(), list(found[name])


def _joined(found: Mapping[str, Sequence[Any]], number: int, least: float) -> SystemScore:
    """Give what the tests found of one system; no p-value is under `least`."""
    results = {test: systems[number] for test, systems in found.items()}
    first = next(iter(found.values()))
    value = float(first[number].score)
    bootstrap, randomisation = results.get("bs"), results.get("ar")
    return SystemScore(
        value,
        value - float(first[0].score),
        None if bootstrap is None else float(bootstrap.mean),
        None if bootstrap is None else float(bootstrap.ci),
        _p_value(bootstrap, least),
        _p_value(randomisation, least),
    )


def _p_value(result: Any, least: float) -> float | None:
    """Give the p-value of a test, None of the first system and where there was none."""
    return None if result is None or result.p_value is None else max(float(result.p_value), least)


def _counting_once(metric: Any) -> Any:
    """Give a metric that looks at each hypothesis of a line once, for both tests and all systems that have it.

    That is most of the time which TER takes.
    """
    known: dict[tuple[str, ...], Any] = {}
    count = metric._extract_corpus_statistics

    def counted(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Any:
        lines = list(zip(hypotheses, *references, strict=True))
        new = [line for line in dict.fromkeys(lines) if line not in known]
        if new:
            texts, *given = (list(column) for column in zip(*new, strict=True))
            known.update(zip(new, count(texts, given), strict=True))
        return [known[line] for line in lines]

    metric._extract_corpus_statistics = counted
    return metric
