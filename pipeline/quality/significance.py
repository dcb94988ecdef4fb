"""Whether systems differ by more than chance: paired tests of sacrebleu over the lines that all of them translated.

Paired bootstrap resampling (Koehn 2004) asks how often a difference as large comes of drawing other lines; paired
approximate randomisation (Riezler & Maxwell 2005) how often it comes of swapping the two systems' lines at random.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.quality.corpus_scores import DEFAULT_RESAMPLES, TITLES, affordable, make_metric

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
    system, and where a test was not made.
    """

    value: float
    difference: float = 0.0
    mean: float | None = None
    interval: float | None = None
    bootstrap_p: float | None = None
    randomisation_p: float | None = None

    @property
    def significant(self) -> bool:
        """Whether the difference is significant by every test that was made.

        sacrebleu gives two equal systems the smallest p-value there is: no difference is never significant.
        """
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
    asked = {"bs": sampling.resamples, "ar": sampling.trials}
    counts = {test: affordable(name, lines, number, systems=2) if lines > 1 else 0 for test, number in asked.items()}
    signatures, found = {}, {}
    for test, number in counts.items():
        if number > 1:
            signature, found[test] = _test(metric, hypotheses, references, test, number)
            signatures[test] = signature
    if not found:
        values = [float(metric.corpus_score(one, references).score) for one in hypotheses]
        systems = tuple(SystemScore(value, value - values[0]) for value in values)
        return ScoreComparison(name, systems, {"": metric.get_signature().format()})
    return ScoreComparison(name, tuple(_joined(found, number) for number in range(len(hypotheses))), signatures)


def _test(
    metric: Any, hypotheses: Sequence[Sequence[str]], references: Sequence[Sequence[str]], test: str, number: int
) -> tuple[str, list[Any]]:
    """Make one of sacrebleu's paired tests; gives its signature, and its result for each system."""
    from sacrebleu.significance import PairedTest

    systems = [(str(place), lines) for place, lines in enumerate(hypotheses)]
    signatures, found = PairedTest(systems, {"score": metric}, references, test_type=test, n_samples=number)()
    [(name, signature)] = signatures.items()
    return signature.format(), list(found[name])


def _joined(found: Mapping[str, Sequence[Any]], number: int) -> SystemScore:
    """Give what the tests found of one system."""
    results = {test: systems[number] for test, systems in found.items()}
    first = next(iter(found.values()))
    value = float(first[number].score)
    bootstrap, randomisation = results.get("bs"), results.get("ar")
    return SystemScore(
        value,
        value - float(first[0].score),
        None if bootstrap is None else float(bootstrap.mean),
        None if bootstrap is None else float(bootstrap.ci),
        None if bootstrap is None else bootstrap.p_value,
        None if randomisation is None else randomisation.p_value,
    )


def _counting_once(metric: Any) -> Any:
    """Give a metric that looks at the lines of a system once for both tests: that of TER takes most of the time."""
    known: dict[int, Any] = {}
    count = metric._extract_corpus_statistics

    def counted(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Any:
        if id(hypotheses) not in known:
            known[id(hypotheses)] = count(hypotheses, references)
        return known[id(hypotheses)]

    metric._extract_corpus_statistics = counted
    return metric
