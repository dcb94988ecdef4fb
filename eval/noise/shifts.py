"""Whether the pairs beside it tell that a pair is shifted: `python -m eval.noise.shifts DATA PACKAGES --half test`.

Of lines in order, each English is put beside the French before its own. Of those that adequacy alone does not find,
this tells how many fit their own French better than the one that they stand beside, by a margin of log-odds; and of
good lines, how many fit the French of a neighbour better by as much. No filter does so yet.
"""

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from eval.noise.lines import Pair, good_lines
from pipeline.adequacy import estimate_adequacy
from pipeline.adequacy.evidence import Floats

MARGINS = (0.5, 1.0, 2.0, 3.0)
LIKELY = 0.5
MOST = 400
LEAST = 1e-4
"""The least probability, so that odds are finite."""


def log_odds(pairs: Sequence[Pair]) -> Floats:
    """Give the log-odds of the adequacy of pairs."""
    found = np.clip(estimate_adequacy(pairs, [None] * len(pairs), machine=False), LEAST, 1 - LEAST)
    return np.asarray(np.log(found / (1 - found)))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    chosen = parser.parse_args()
    good = good_lines(chosen.data, chosen.packages, chosen.half)
    likely = np.log(LIKELY / (1 - LIKELY))
    print("| domain | shifted, missed | margin | of these found | good lost |\n|---|---:|---:|---:|---:|")
    for domain in ("novels", "newstest2013"):
        pairs = good[domain][:MOST]
        own = log_odds(pairs)
        after = log_odds([(one[0], other[1]) for one, other in pairwise(pairs)])
        before = log_odds([(other[0], one[1]) for one, other in pairwise(pairs)])
        missed = after >= likely
        for margin in MARGINS:
            found = (own[1:] - after > margin)[missed].mean()
            rival = np.maximum(before[1:], after[:-1])
            lost = ((rival - own[1:-1] > margin) & (own[1:-1] >= likely)).mean()
            print(f"| {domain} | {missed.mean():.3f} | {margin} | {found:.3f} | {lost:.4f} |")


if __name__ == "__main__":
    main()
