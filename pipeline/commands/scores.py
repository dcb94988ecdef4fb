"""What `score` and `compare` share: which corpus scores are computed, and how they are shown."""

import argparse
from collections.abc import Iterator

from pipeline.errors import InputError
from pipeline.quality.corpus_scores import DEFAULT_RESAMPLES, TITLES
from pipeline.quality.metrics import CorpusScores

_MOST_SAMPLES = 1_000_000


def add_metrics(parser: argparse.ArgumentParser) -> None:
    """Add what is measured, and how often it is resampled."""
    parser.add_argument(
        "--metrics",
        type=names_of,
        default=tuple(TITLES),
        metavar="NAMES",
        help=f"scores to compute, with commas between (default: {','.join(TITLES)}); ter takes longest",
    )
    parser.add_argument(
        "--resamples",
        type=count_of,
        default=DEFAULT_RESAMPLES,
        metavar="N",
        help=f"bootstrap resamples for 95 %% intervals; 0 makes none (default: {DEFAULT_RESAMPLES})",
    )


def names_of(text: str) -> tuple[str, ...]:
    """Give the names of scores that a text lists.

    Raises:
        InputError: there is no such score.

    >>> names_of("bleu,chrf++")
    ('bleu', 'chrf++')
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    wrong = [name for name in names if name not in TITLES]
    if wrong or not names:
        raise InputError(f"--metrics: no score {', '.join(wrong)[:40]!r}; there are {', '.join(TITLES)}")
    return names


def count_of(text: str) -> int:
    """Give the number of samples that a text means.

    Raises:
        InputError: it is none.
    """
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_MOST_SAMPLES)) or int(text) > _MOST_SAMPLES:
        raise InputError(f"expected a number of samples from 0 to {_MOST_SAMPLES}, got {text[:40]!r}")
    return int(text)


def measured_rows(found: CorpusScores) -> Iterator[tuple[str, ...]]:
    """Give the rows of a table of scores: each with its interval and the signature that belongs to it."""
    yield ("", "score", "95 % interval", "signature")
    for name, score in found.scores.items():
        between = "" if score.mean is None else f"{score.mean:.2f} ± {score.interval:.2f}"
        yield (TITLES[name], f"{score.value:.2f}", between, score.signature)
