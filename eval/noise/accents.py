"""Count what stands beside French words that are common with an accent and without.

    python -m eval.noise.accents TRAIN

TRAIN is a folder of `French<TAB>English` lines (`.tsv.xz`), of which nothing is measured on. Writes
`pipeline/noise/accents.json`: log-odds of the accent, by the word before and the word after.
"""

import argparse
import json
import lzma
from collections import Counter
from math import log
from pathlib import Path

from pipeline.noise.accents import BETWEEN, WORD

WRITTEN = Path(__file__).parents[2] / "pipeline" / "noise" / "accents.json"
FEWEST = 20
"""Times that a word stands beside, at least."""
LINES = 20_000
"""Lines of a file at most."""
SPARE = 2.0
"""Added to every count."""
LEAST = 0.7
"""Log-odds that a word changes at least, to be kept."""


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    beside: dict[str, Counter[tuple[str, str]]] = {"before": Counter(), "after": Counter()}
    for path in sorted(parser.parse_args().train.glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for _, line in zip(range(LINES), file, strict=False):
                words = ["", *(word.lower() for word in WORD.findall(line.split("\t")[0])), ""]
                for before, word, after in zip(words, words[1:], words[2:], strict=False):
                    beside["before"][word, before] += 1
                    beside["after"][word, after] += 1
    table = {plain: _odds(plain, accented, beside) for plain, accented in BETWEEN.items()}
    WRITTEN.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print({word: {side: len(part) for side, part in parts.items()} for word, parts in table.items()})


def _odds(plain: str, accented: str, beside: dict[str, Counter[tuple[str, str]]]) -> dict[str, dict[str, float]]:
    """Give the log-odds of the accent, and what each word beside adds to it."""
    counts = [sum(count for (word, _), count in beside["before"].items() if word == one) for one in (accented, plain)]
    usual = log(counts[0] / counts[1])
    found: dict[str, dict[str, float]] = {"odds": {"": round(usual, 2)}}
    for side, table in beside.items():
        others = {other for word, other in table if word in (plain, accented)}
        both = {other: (table[accented, other], table[plain, other]) for other in sorted(others)}
        odds = {
            other: log((yes + SPARE) / (no + SPARE)) - usual for other, (yes, no) in both.items() if yes + no >= FEWEST
        }
        found[side] = {other: round(value, 1) for other, value in odds.items() if abs(value) >= LEAST}
    return found


if __name__ == "__main__":
    main()
