"""Measure a check of numbers on labelled pairs: which pairs it says to lack a number, and which do.

    python -m eval.numbers.measure TRAIN --half dev --show 20

TRAIN is the folder of the parallel texts that real.tsv names lines of (`.tsv.xz`). Use the half `dev` to write rules,
and score the half `test` once.
"""

import argparse
import csv
import json
import lzma
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.quality.checks import missing_numbers

HERE = Path(__file__).parent


class Labelled(NamedTuple):
    """A pair, and the French numbers whose value, order or unit its English does not give."""

    french: str
    english: str
    missing: list[str]


def read_labelled(half: str, train: Path) -> Iterator[Labelled]:
    """Read the pairs of one half, "dev" or "test": those written for this project, then those of public texts."""
    for row in _rows(HERE / f"{half}.tsv"):
        yield Labelled(row["french"], row["english"], _numbers(row["missing"]))
    for row in _rows(HERE / "real.tsv"):
        if row["half"] == half:
            french, english, *_ = _lines(train / row["file"])[int(row["line"]) - 1].split("\t")
            for start, end, new in reversed(json.loads(row["edits"] or "[]")):
                english = english[:start] + new + english[end:]
            yield Labelled(french, english, _numbers(row["missing"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _numbers(listed: str) -> list[str]:
    return [number for number in listed.split(" | ") if number]


@cache
def _lines(path: Path) -> list[str]:
    return lzma.open(path, "rt", encoding="utf-8").read().split("\n")


def main() -> None:
    """Print precision, recall, and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--half", choices=["dev", "test"], default="dev")
    parser.add_argument("--show", type=int, default=0, help="how many of the wrong answers to print")
    options = parser.parse_args()
    pairs = list(read_labelled(options.half, options.train))
    told = [missing_numbers(pair.french, pair.english) for pair in pairs]
    right = sum(bool(found and pair.missing) for pair, found in zip(pairs, told, strict=True))
    precision, recall = right / max(1, sum(map(bool, told))), right / max(1, sum(bool(pair.missing) for pair in pairs))
    print(f"{len(pairs)} pairs: precision {precision:.3f}, recall {recall:.3f}")
    wrong = [(pair, found) for pair, found in zip(pairs, told, strict=True) if bool(found) != bool(pair.missing)]
    for pair, found in wrong[: options.show]:
        print(f"\n{pair.french}\n{pair.english}\n  missing {pair.missing}, told {found}")


if __name__ == "__main__":
    main()
