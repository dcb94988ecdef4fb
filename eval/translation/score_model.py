"""Score a MarianMT folder on `French<TAB>English` files: python eval/translation/score_model.py FOLDER FILE...

Input is normalised as in a run; sacrebleu's BLEU and chrF2 with signatures, loops, empty lines and sentences a second.
"""

import argparse
import json
from pathlib import Path

from training.evaluate import score_folder
from training.translate import ENGINES


def main() -> None:
    """Print the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a MarianMT folder")
    parser.add_argument("sets", type=Path, nargs="+", help="French<TAB>English files")
    parser.add_argument("--engine", choices=sorted(ENGINES), default="ctranslate2")
    parser.add_argument("--limit", type=int, help="only the first so many pairs of each file")
    parser.add_argument("--keep", type=Path, help="folder for the hypotheses")
    options = parser.parse_args()
    scores = score_folder(options.folder, options.sets, options.engine, options.limit, options.keep)
    print(json.dumps(scores, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
