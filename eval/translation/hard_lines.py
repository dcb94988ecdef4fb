"""Translate hard lines with a MarianMT folder: python eval/translation/hard_lines.py FOLDER [FILE].

The file holds `kind<TAB>French` lines; each is printed with its translation and what is wrong with it on its face: it
is empty, it loops, it is far too long or too short, it is French (but for lines of the kind `alike`), or it should be a
copy and is not. `--engine pipeline`
translates as a run does, with all its repairs; other engines give what the model says by itself. A file of two columns
without kinds, French and English, as development sets are, is read with `--pairs`.
"""

import argparse
from pathlib import Path

from pipeline.quality.checks import is_copied
from pipeline.translation.normalise import normalise
from pipeline.translation.translator import translate
from training.evaluate import has_loop
from training.translate import ENGINES

_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "et",
        "est",
        "dans",
        "qui",
        "que",
        "pour",
        "il",
        "elle",
        "nous",
        "vous",
        "je",
        "pas",
        "sur",
        "avec",
        "au",
        "aux",
    ]
)
"""Words that no English has in number."""
_MUCH = 0.2
"""Share of such words from which on a text is taken for French; chosen by hand."""


def is_french(text: str) -> bool:
    """Tell whether a text has the small words of French.

    >>> is_french("Le chat est sur la table."), is_french("The cat is on the table, in Le Mans.")
    (True, False)
    """
    words = text.lower().split()
    return sum(word in _FRENCH for word in words) >= max(2, _MUCH * len(words))


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
    if kind not in {"copy", "alike"} and (is_copied(source, hypothesis) or is_french(hypothesis)):
        found.append("French")
    if kind == "copy" and hypothesis != source:
        found.append("not a copy")
    return found


def main() -> None:
    """Print each line with its translation and faults, then the number of lines with faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a MarianMT folder")
    parser.add_argument("file", type=Path, nargs="?", default=Path(__file__).with_name("hard_lines.tsv"))
    parser.add_argument("--engine", choices=["pipeline", *sorted(ENGINES)], default="ctranslate2")
    parser.add_argument("--pairs", action="store_true", help="the file holds French and English")
    options = parser.parse_args()
    lines = [line.split("\t") for line in options.file.read_text(encoding="utf-8").splitlines()]
    if options.pairs:
        lines = [["pair", line[0]] for line in lines]
    sources = [text if options.engine == "pipeline" else normalise(text) for _, text in lines]
    if options.engine == "pipeline":
        hypotheses = [one.text for one in translate(sources, str(options.folder))]
    else:
        hypotheses = ENGINES[options.engine](options.folder, sources)
    faulty = 0
    for (kind, _), source, hypothesis in zip(lines, sources, hypotheses, strict=True):
        found = faults(kind, source, hypothesis)
        faulty += bool(found)
        print(f"{kind}\t{source}\t{hypothesis}\t{', '.join(found)}")
    print(f"{faulty} of {len(lines)} lines at fault")


if __name__ == "__main__":
    main()
