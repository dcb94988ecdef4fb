"""Measure adequacy of human pairs by how long they are: how many right ones fall under one half, and how many others.

    python -m eval.adequacy.short DATA PAIRS.tsv ...

DATA has the development sets and the novels aligned by hand that `eval.adequacy.data` draws from; a TSV has a pair a
line, French first. The others are the French of each pair beside the English of the next one of its length.
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline.adequacy import assess
from pipeline.words import words

LENGTHS = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, 20), (21, 60))
"""French words of letters, from and to."""
_MOST = 1500  # pairs of each length

Pair = tuple[str, str]


def held_out(data: Path) -> Iterator[Pair]:
    """Give the pairs of development sets, and the 1:1 beads of novels: the lexicon was counted on none of them."""
    for path in sorted((data / "dev").glob("*.tsv")):
        yield from in_table(path)
    for folder in sorted((data / "gold" / "sentences" / "transread").iterdir()):
        french, english = ((folder / f"detok.{side}").read_text(encoding="utf-8").split("\n") for side in ("fr", "en"))
        for row in (folder / "gold.fren").read_text(encoding="utf-8").splitlines():
            source, target = map(json.loads, row.split(":")[:2])
            if len(source) == len(target) == 1:
                yield french[source[0]], english[target[0]]


def in_table(path: Path) -> Iterator[Pair]:
    """Give the pairs of a table."""
    for row in path.read_text(encoding="utf-8").split("\n"):
        cells = row.split("\t")
        if len(cells) > 1 and cells[0].strip() and cells[1].strip():
            yield cells[0], cells[1]


def size(text: str) -> int:
    """Count the words of letters of a French text.

    >>> size("12 chats dorment.")
    2
    """
    return sum(any(map(str.isalpha, text[start:end])) for start, end in words(text, "fr"))


def under_half(pairs: Sequence[Pair]) -> float:
    """Give the share of pairs whose adequacy is under one half."""
    return float(np.mean([one.adequacy < 0.5 for one in assess(pairs, [None] * len(pairs), machine=False)]))


def report(name: str, pairs: Iterator[Pair]) -> None:
    """Print what comes out, length by length."""
    every = sorted(set(pairs))
    random.Random(1).shuffle(every)  # noqa: S311 -- a sample, not a secret
    sizes = [size(french) for french, _ in every]
    for least, most in LENGTHS:
        right = [pair for pair, count in zip(every, sizes, strict=True) if least <= count <= most][:_MOST]
        others = zip(right, [*right[1:], *right[:1]], strict=True)
        wrong = [(one[0], other[1]) for one, other in others if one[1].lower() != other[1].lower()]
        if wrong:
            told = f"under .5: right {under_half(right):.4f}, other {under_half(wrong):.3f}"
            print(f"{name:24}{least:3}-{most:<3}{len(right):6} pairs  {told}", flush=True)


if __name__ == "__main__":
    report("held out", held_out(Path(sys.argv[1])))
    for table in map(Path, sys.argv[2:]):
        report(table.stem, in_table(table))
