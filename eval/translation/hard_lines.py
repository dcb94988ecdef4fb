"""Translate hard lines with a MarianMT folder: python eval/translation/hard_lines.py FOLDER [FILE].

The file holds `kind<TAB>French` lines; each is printed with its translation and what is wrong with it on its face: it
is empty, it loops, it is far too long or too short, or it should be a copy and is not.
"""

import argparse
from pathlib import Path

from pipeline.translation.normalise import normalise
from training.evaluate import has_loop
from training.translate import ENGINES


def faults(kind: str, source: str, hypothesis: str) -> list[str]:
    """What is wrong with a translation on its face.

    >>> faults("copy", "2024-05-17", "May 17"), faults("one word", "Oui", "Yes")
    (['not a copy'], [])
    """
    found = [] if hypothesis.strip() else ["empty"]
    if has_loop(hypothesis) and not has_loop(source) and kind != "repeats":
        found.append("loop")
    if max(len(hypothesis), len(source)) > 3 * min(len(hypothesis), len(source)) + 12:
        found.append("length")
    if kind == "copy" and hypothesis != source:
        found.append("not a copy")
    return found


def main() -> None:
    """Print each line with its translation and faults, then the number of lines with faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a MarianMT folder")
    parser.add_argument("file", type=Path, nargs="?", default=Path(__file__).with_name("hard_lines.tsv"))
    parser.add_argument("--engine", choices=sorted(ENGINES), default="ctranslate2")
    options = parser.parse_args()
    lines = [line.split("\t") for line in options.file.read_text(encoding="utf-8").splitlines()]
    sources = [normalise(text) for _, text in lines]
    faulty = 0
    for (kind, _), source, hypothesis in zip(
        lines, sources, ENGINES[options.engine](options.folder, sources), strict=True
    ):
        found = faults(kind, source, hypothesis)
        faulty += bool(found)
        print(f"{kind}\t{source}\t{hypothesis}\t{', '.join(found)}")
    print(f"{faulty} of {len(lines)} lines at fault")


if __name__ == "__main__":
    main()
