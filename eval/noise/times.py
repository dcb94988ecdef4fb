"""Measure what each score of a pair takes: `python -m eval.noise.times DATA`; microseconds of processor a pair."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.adequacy import assess
from pipeline.adequacy.evidence import gather_evidence
from pipeline.noise.boilerplate import share_boilerplate
from pipeline.noise.copies import share_copied
from pipeline.noise.damage import count_damage
from pipeline.noise.language import find_language
from pipeline.noise.lengths import length_deviation
from pipeline.noise.measure import measure_noise
from pipeline.quality import checks
from pipeline.quality.score import score

Pair = tuple[str, str]
EACH: dict[str, Callable[[Pair], object]] = {
    "language": lambda pair: (find_language(pair[0], "fr"), find_language(pair[1], "en")),
    "damage": lambda pair: (count_damage(pair[0], "fr"), count_damage(pair[1], "en")),
    "lengths": lambda pair: length_deviation(*pair),
    "copies": lambda pair: share_copied(*pair),
    "boilerplate": lambda pair: (share_boilerplate(pair[0], "fr"), share_boilerplate(pair[1], "en")),
    "all noise": lambda pair: measure_noise(*pair),
    "numbers": lambda pair: checks.missing_numbers(*pair),
    "negation": lambda pair: checks.changes_negation(*pair),
    "placeables": lambda pair: checks.altered_placeables(*pair),
    "loops": lambda pair: checks.loops(pair[1], pair[0]),
}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    path = parser.parse_args().data / "dev" / "newstest2013.tsv"
    pairs = [(row.split("\t")[0], row.split("\t")[1]) for row in path.read_text("utf-8").split("\n") if row]
    score(pairs[:10])
    for name, look in EACH.items():
        _tell(name, lambda look=look: [look(pair) for pair in pairs], len(pairs))  # type: ignore[misc]
    _tell("evidence", lambda: gather_evidence(pairs), len(pairs))
    _tell("adequacy, additions", lambda: assess(pairs, [None] * len(pairs), machine=False), len(pairs))
    _tell("all scores and flags", lambda: score(pairs), len(pairs))


def _tell(name: str, look: Callable[[], object], pairs: int) -> None:
    """Print what something takes for each pair: the least of three times."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        look()
        taken.append(time.process_time() - start)
    print(f"{name:24} {1e6 * min(taken) / pairs:8.1f}")


if __name__ == "__main__":
    main()
