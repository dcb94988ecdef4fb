"""The same job by this program and by OpusFilter: 100,000 lines with noise of all kinds, each in its share.

    python -m eval.noise.beside make TRAIN PACKAGES FOLDER
    python -m eval.noise.beside tell FOLDER

`make` writes lines from a folder of `French<TAB>English` files (`.tsv.xz`) with noise (`mixture.py`) as `noisy.tsv`, as
`noisy.fr` and `noisy.en`, what each line is (`kinds.txt`), other lines without noise from which OpusFilter may learn
how words are translated (`clean.*`), and `ours.yaml` and `opusfilter.yaml`. To be run in the folder, the second in an
environment of its own (`pip install opusfilter eflomal "py3langid<0.4"`):

    python -m pipeline run ours.yaml
    opusfilter opusfilter.yaml

`tell` prints of each kind what share either has taken. A line is taken where its pair is not among what is kept.
"""

import argparse
import lzma
import random
from pathlib import Path

from eval.noise.__main__ import FLAGS
from eval.noise.mixture import GOOD, count_kinds, mixed
from eval.noise.spoiling import Pair

LINES, NOISE = 100_000, 30_000
FROM_ONE = 0.1
"""Share of all lines that come from one file at most."""
MOST_WORDS = 60
OURS = """\
read:
  files: noisy.tsv
  lines: pairs
  columns: [1, 2]
translate:
  engine: none
write:
  formats: [moses]
  where: '{where}'
output: ours
"""
OPUSFILTER = """\
common:
  output_directory: .
steps:
  - type: train_alignment
    parameters:
      src_data: clean.fr
      tgt_data: clean.en
      parameters: {src_tokenizer: [moses, fr], tgt_tokenizer: [moses, en], model: 3}
      output: priors
  - type: filter
    parameters:
      inputs: [noisy.fr, noisy.en]
      outputs: [kept.fr, kept.en]
      filters:
        - LengthFilter: {unit: word, min_length: 1, max_length: 100}
        - LengthRatioFilter: {unit: char, threshold: 3}
        - LongWordFilter: {threshold: 40}
        - HtmlTagFilter: {}
        - AlphabetRatioFilter: {threshold: [0.5, 0.5]}
        - CharacterScoreFilter: {scripts: [Latin, Latin], thresholds: [1, 1]}
        - LangidFilter: {languages: [fr, en], thresholds: [0, 0]}
        - SimilarityFilter: {threshold: 0.9, unit: char, lowercase: true}
        - TerminalPunctuationFilter: {threshold: -2}
        - NonZeroNumeralsFilter: {threshold: 0.5}
        - RepetitionFilter: {threshold: 2, min_length: 3}
        - WordAlignFilter: {src_tokenizer: [moses, fr], tgt_tokenizer: [moses, en], model: 3, priors: priors,
                            src_threshold: 0, tgt_threshold: 0}
"""


def main() -> None:
    """Write the job, or tell what has come of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, names in (("make", ("train", "packages", "folder")), ("tell", ("folder",))):
        for name in names:
            (verbs.choices.get(verb) or verbs.add_parser(verb)).add_argument(name, type=Path)
    verbs.choices["make"].add_argument("--lines", type=int, default=LINES)
    chosen = parser.parse_args()
    if chosen.verb == "make":
        make(chosen.train, chosen.packages, chosen.folder, chosen.lines)
    else:
        tell(chosen.folder)


def make(train: Path, packages: Path, folder: Path, wanted: int) -> None:
    """Write all that the job needs, so many lines."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = _drawn(train, 2 * LINES)
    lines = mixed(drawn[:LINES], packages, NOISE)[:wanted]
    noisy = [(" ".join(line.french.split()), " ".join(line.english.split())) for line in lines]
    _write(folder / "noisy.tsv", ["\t".join(pair) for pair in noisy])
    _write(folder / "kinds.txt", [line.kind for line in lines])
    for name, pairs in (("noisy", noisy), ("clean", drawn[LINES:])):
        for side, language in enumerate(("fr", "en")):
            _write(folder / f"{name}.{language}", [pair[side] for pair in pairs])
    where = " and ".join(["source and target", *(f'"{flag}" not in flags' for flag in FLAGS)])
    (folder / "ours.yaml").write_text(OURS.format(where=where), encoding="utf-8")
    (folder / "opusfilter.yaml").write_text(OPUSFILTER, encoding="utf-8")
    print(dict(count_kinds(lines)))


def _drawn(train: Path, wanted: int) -> list[Pair]:
    """Draw lines of all files, in a random order."""
    chance = random.Random(2)  # noqa: S311 -- a sample, not a secret
    found: list[Pair] = []
    for path in sorted(train.glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            rows = [(row[0], row[1]) for line in file if len(row := line.rstrip("\n").split("\t")) > 1]
        fitting = [pair for pair in dict.fromkeys(rows) if all(0 < len(side.split()) <= MOST_WORDS for side in pair)]
        found += chance.sample(fitting, min(len(fitting), round(FROM_ONE * wanted)))
    return chance.sample(found, wanted)


def tell(folder: Path) -> None:
    """Print the share of each kind that either has taken."""
    kinds = (folder / "kinds.txt").read_text("utf-8").splitlines()
    noisy = list(zip(_lines(folder / "noisy.fr"), _lines(folder / "noisy.en"), strict=True))
    kept = {name: set(zip(*(_lines(place.with_name(place.name + end)) for end in (".fr", ".en")), strict=True))
            for name, place in (("ours", folder / "ours" / "pairs"), ("OpusFilter", folder / "kept"))}  # fmt: skip
    print(f"| lines | number | taken by {' | by '.join(kept)} |\n|---|---:|{'---:|' * len(kept)}")
    for kind in (GOOD, *sorted(set(kinds) - {GOOD})):
        pairs = [pair for pair, one in zip(noisy, kinds, strict=True) if one == kind]
        shares = [sum(pair not in rest for pair in pairs) / len(pairs) for rest in kept.values()]
        print(f"| {kind} | {len(pairs)} | {' | '.join(f'{share:.4f}' for share in shares)} |")


def _lines(path: Path) -> list[str]:
    """Read lines, without the white space around them."""
    return [line.strip() for line in path.read_text("utf-8").split("\n")[:-1]]


def _write(path: Path, lines: list[str]) -> None:
    """Write lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
