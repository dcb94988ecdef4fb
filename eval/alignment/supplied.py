"""Score the aligner on one pair of texts in any two languages, with the machine translations that come with it.

`python -m eval.alignment.supplied SOURCE TARGET GOLD [--translation FILE ...]`: a sentence a line, a gold bead
`[0, 1]:[2]` a line. Prints strict F1 without any translation and with each given one, with null beads dropped and
counted as vecalign's scorer counts them (in precision, not in recall). No model is asked.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from eval.alignment.books import lines, plain, read_beads
from eval.alignment.scores import Bead, f_score, linked, strict
from pipeline.alignment import align


def strict_with_nulls(found: Sequence[Bead], wanted: Sequence[Bead]) -> float:
    """Give strict F1 where a null bead that was found is right only if the gold has it, and none is missed.

    >>> round(strict_with_nulls([((0,), (0,)), ((1,), ())], [((0,), (0,))]), 2)
    0.67
    """
    needed = linked(wanted)
    return f_score(strict(found, wanted), strict(needed, found), len(found), len(needed))


def strict_without_nulls(found: Sequence[Bead], wanted: Sequence[Bead]) -> float:
    """Give strict F1 of the beads that have both sides."""
    given, needed = linked(found), linked(wanted)
    return f_score(strict(given, needed), strict(needed, given), len(given), len(needed))


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("source", "target", "gold"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--translation", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    source, target, gold = lines(arguments.source), lines(arguments.target), read_beads(arguments.gold)
    for translation in (None, *arguments.translation):
        beads = plain(align(source, target, hypotheses=lines(translation) if translation else None))
        print(
            f"{translation.name if translation else 'no translation':32} strict F1: nulls dropped "
            f"{strict_without_nulls(beads, gold):.3f}, as vecalign counts {strict_with_nulls(beads, gold):.3f}"
        )


if __name__ == "__main__":
    main()
