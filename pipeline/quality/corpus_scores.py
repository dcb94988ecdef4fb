"""Corpus scores of hypotheses against references, by sacrebleu: BLEU, chrF2, chrF++ and TER.

A score never stands alone: its signature and its 95 % bootstrap interval (Koehn 2004) stand beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pipeline.errors import InputError
from pipeline.quality.metrics import Score

TITLES = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF++", "ter": "TER"}
"""The scores that there are, by the name that asks for one; in order."""

DEFAULT_RESAMPLES = 1000
"""Bootstrap resamples, as many as sacrebleu makes."""

LOWER_IS_BETTER = frozenset(["ter"])

_MOST_BYTES = 2 * 2**30
"""Memory that the samples of one score may take; chosen by hand. sacrebleu makes all of them at once."""

_INDEX_BYTES = 8
_COUNT_BYTES = 4
_COUNTS = {"bleu": 10, "chrf": 18, "chrf++": 24, "ter": 2}
"""Numbers that sacrebleu keeps of a line: what was found of each n-gram order, and lengths."""


def make_metric(name: str) -> Any:
    """Make sacrebleu's metric of a name, at its defaults but for chrF++, which counts words up to two.

    Raises:
        InputError: there is no such score.
    """
    from sacrebleu import BLEU, CHRF, TER

    makers: dict[str, Callable[[], Any]] = {
        "bleu": lambda: BLEU(force=True),  # without its advice about tokens, which changes no score
        "chrf": CHRF,
        "chrf++": lambda: CHRF(word_order=2),
        "ter": TER,
    }
    if name not in makers:
        raise InputError(f"{name[:40]!r} is no score; there are {', '.join(TITLES)}")
    metric = makers[name]()
    metric._compute_score_from_stats = _in_plain_numbers(metric._compute_score_from_stats)
    return metric


def measure(
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    names: Iterable[str] = tuple(TITLES),
    resamples: int = DEFAULT_RESAMPLES,
) -> dict[str, Score]:
    """Score hypotheses against one or more references, each with as many lines; with an interval from two lines on.

    Raises:
        InputError: there is no such score, or there are no lines.

    >>> found = measure(["The captain gave him 12 francs."], [["The captain gave her 12 francs."]])
    >>> {name: round(score.value, 1) for name, score in found.items()}
    {'bleu': 41.1, 'chrf': 80.2, 'chrf++': 79.2, 'ter': 16.7}
    """
    if not hypotheses:
        raise InputError("there are no lines to score")
    return {name: _measure(name, hypotheses, references, resamples) for name in names}


def _measure(name: str, hypotheses: Sequence[str], references: Sequence[Sequence[str]], resamples: int) -> Score:
    """Compute one score over all lines."""
    metric = make_metric(name)
    count = affordable(name, len(hypotheses), resamples) if len(hypotheses) > 1 else 0
    score = metric.corpus_score(hypotheses, references, n_bootstrap=count or 1)
    value, signature = float(score.score), metric.get_signature().format()
    if count <= 1:  # one resample has no spread, and sacrebleu makes none
        return Score(value, signature)
    return Score(value, signature, float(score._mean), float(score._ci))


def affordable(name: str, lines: int, samples: int, systems: int = 1) -> int:
    """Give how many samples of so many lines fit into memory, at most those asked for; fewer than 100 are none.

    >>> affordable("bleu", 3000, 1000), affordable("chrf++", 100_000, 1000), affordable("bleu", 10_000_000, 1000)
    (1000, 206, 0)
    """
    found = min(samples, _MOST_BYTES // (lines * (_INDEX_BYTES + systems * _COUNT_BYTES * _COUNTS[name])))
    return found if found >= min(samples, 100) else 0


def tell_samples(names: Iterable[str], lines: int, samples: int) -> str:
    """Say for which scores fewer samples are made than were asked for, "" where there is nothing to say."""
    fewer = {TITLES[name]: count for name in names if (count := affordable(name, lines, samples)) < samples}
    told = ", ".join(f"{count or 'none'} for {title}" for title, count in fewer.items())
    return f"{lines} lines are too many for {samples} resamples in memory: {told}" if told else ""


def sentence_scores(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> list[float]:
    """Give the chrF2 of every line by itself.

    >>> [round(score) for score in sentence_scores(["It rains.", "No."], [["It is raining.", "No."]])]
    [24, 100]
    """
    metric = make_metric("chrf")
    counts = metric._extract_corpus_statistics(hypotheses, references)
    return [float(metric._aggregate_and_compute([one]).score) for one in counts]


def rounded(scores: Mapping[str, Score], digits: int) -> dict[str, Score]:
    """Give scores with their numbers rounded."""
    return {
        name: Score(
            round(score.value, digits),
            score.signature,
            None if score.mean is None else round(score.mean, digits),
            None if score.interval is None else round(score.interval, digits),
        )
        for name, score in scores.items()
    }


def _in_plain_numbers(compute: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give a metric's way from counts to a score, made to give Python's numbers only.

    sacrebleu's gives NumPy's for most resamples and Python's for those in which nothing is alike (chrF) or which have
    no words (TER), and cannot take the mean of both.
    """

    def computed(counts: Any) -> Any:
        score = compute(counts)
        score.score = float(score.score)
        return score

    return computed
