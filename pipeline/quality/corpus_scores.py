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

_FEWEST = 100  # samples that say anything; chosen by hand
# Bytes that sacrebleu takes for each line and sample: the number of the line that is drawn, each of the numbers below,
# and whether two systems' lines are swapped, as a truth value, its opposite and an integer.
_INDEX_BYTES, _COUNT_BYTES, _CHOICE_BYTES = 8, 4, 10
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
    count = affordable_resamples(name, len(hypotheses), resamples)
    score = metric.corpus_score(hypotheses, references, n_bootstrap=count or 1)
    value, signature = float(score.score), metric.get_signature().format()
    if count <= 1:  # one resample has no spread, and sacrebleu makes none
        return Score(value, signature)
    return Score(value, signature, float(score._mean), float(score._ci))


def affordable_resamples(name: str, lines: int, asked: int) -> int:
    """Give how many bootstrap resamples of so many lines fit into memory, at most those asked for.

    A single line has no other samples, and fewer than 100 of many lines say nothing: then there are none.

    >>> [affordable_resamples("chrf++", lines, 1000) for lines in (1, 3000, 100_000, 1_000_000)]
    [0, 1000, 206, 0]
    """
    return _affordable(lines, asked, _INDEX_BYTES + _COUNT_BYTES * _COUNTS[name])


def affordable_trials(lines: int, asked: int) -> int:
    """Give how many trials of approximate randomisation over so many lines fit into memory, at most those asked for.

    >>> [affordable_trials(lines, 10_000) for lines in (1, 3000, 100_000)]
    [0, 10000, 2147]
    """
    return _affordable(lines, asked, _CHOICE_BYTES)


def _affordable(lines: int, asked: int, size: int) -> int:
    """Give how many samples fit into memory, of which each takes `size` bytes a line."""
    found = min(asked, _MOST_BYTES // (lines * size)) if lines > 1 else 0
    return found if found >= min(asked, _FEWEST) else 0


def tell_samples(names: Iterable[str], lines: int, resamples: int) -> str:
    """Say for which scores fewer resamples are made than were asked for, "" where there is nothing to say.

    >>> tell_samples(["ter", "chrf++"], 100_000, 1000)
    '100000 lines are too many for 1000 resamples in memory; made: 206 for chrF++'
    """
    counts = {TITLES[name]: affordable_resamples(name, lines, resamples) for name in names}
    told = ", ".join(f"{count or 'none'} for {title}" for title, count in counts.items() if count < resamples)
    return f"{lines} lines are too many for {resamples} resamples in memory; made: {told}" if told and lines > 1 else ""


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
