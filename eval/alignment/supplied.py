"""Score the aligner on one pair of texts in any two languages, with the machine translations that come with it.

`python -m eval.alignment.supplied SOURCE TARGET GOLD [--translation FILE ...]`: a sentence a line, a gold bead
`[0, 1]:[2]` a line. Prints strict F1 without any translation and with each given one, with null beads dropped and
counted as vecalign's scorer counts them (in precision, not in recall). No model is asked.
"""

import argparse
from pathlib import Path

from eval.alignment.books import lines, plain, read_beads
from pipeline.alignment import align
from pipeline.quality.gold import NULLS, score_beads


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
        counted, dropped, _ = (score_beads([(beads, gold)], nulls).strict.f1 for nulls in NULLS)
        print(
            f"{translation.name if translation else 'no translation':32} strict F1: nulls dropped "
            f"{dropped:.3f}, as vecalign counts {counted:.3f}"
        )


if __name__ == "__main__":
    main()
