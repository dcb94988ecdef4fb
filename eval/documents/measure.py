"""Document alignment: which texts are linked rightly, which wrongly, which not at all, and how long it takes.

`python -m eval.documents.measure FOLDER [--fit | --least CERTAINTY]`, FOLDER holding parallel files `NAME.tsv.xz` with
French and English on a line. Texts are cut from these files: 5 to 200 neighbouring lines, short ones as often as long
ones. After one text in ten comes a near-duplicate of it, in which a seventh of the lines are other ones of the file. Of
one text in three the English lacks up to six lines in ten. Of one text in ten, or in three, there is no English, and of
as many others no French. Collections are cut from all files, or each from one.

`--fit` fits the weights of the certainty on the files of FITTED; without it the files of MEASURED are linked. A link is
right if it joins a text with its own English; recall is of the texts that have some. Texts that have lines in common
with another one, near-duplicates among them, are told apart from all others.
"""

import argparse
import lzma
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from pipeline.alignment import documents
from pipeline.alignment.documents import LEAST_CERTAINTY, link_documents

FITTED = (
    "laws_acts", "lit_les_miserables", "debian_handbook", "newstest2009", "mdn", "europarl7_fr-en", "django_docs",
)  # fmt: skip
MEASURED = (
    "laws_regs", "lit_madame_bovary", "lit_jean_christophe", "gnome_user_docs", "php_docs", "newstest2010",
    "git_manpages", "lilypond_docs",
)  # fmt: skip
_MOST_LINES = 60_000  # of a file
_SHORTEST, _LONGEST = 5, 200  # lines of a text
_NEAR = 0.1  # share of the texts that a near-duplicate follows
_OTHER = 0.15  # share of its lines that are other ones
_PARTIAL = 1 / 3  # share of the texts whose English lacks lines
_MOST_LACKING = 0.6  # share of its lines that it lacks at most
_SIZES = ((4, 40), (10, 20), (50, 10), (300, 3))  # texts of a collection, and how many collections
_LARGE = (1000, 1)

Lines = Sequence[tuple[str, str]]


class Cut(NamedTuple):
    """A text and its translation, and where it is cut from."""

    lines: Lines
    file: int
    start: int

    def overlaps(self, other: "Cut") -> bool:
        """Tell whether two texts have lines in common."""
        return self.file == other.file and max(self.start, other.start) < min(
            self.start + len(self.lines), other.start + len(other.lines)
        )


@dataclass(frozen=True)
class Collection:
    """Texts on both sides, the number of each French one's English, -1 for none, and which have a near-duplicate."""

    french: list[str]
    english: list[str]
    partner: list[int]
    twins: list[bool]

    @classmethod
    def drawn(cls, pools: Sequence[Lines], size: int, alone: float, chance: random.Random) -> "Collection":
        """Draw a collection of `size` texts, of which some have no partner on one side or the other."""
        cuts: list[Cut] = []
        while len(cuts) < size:
            file = chance.randrange(len(pools))
            lines = pools[file]
            length = round(math.exp(chance.uniform(math.log(_SHORTEST), math.log(_LONGEST))))
            start = chance.randrange(len(lines) - min(length, len(lines) // 4))
            cut = lines[start : start + length]
            cuts.append(Cut(cut, file, start))
            if chance.random() < _NEAR and len(cuts) < size:
                cuts.append(Cut(_altered(cut, lines, chance), file, start))
        twins = [any(cut.overlaps(other) for other in cuts if other is not cut) for cut in cuts]
        gone = chance.sample(range(size), 2 * round(alone * size))
        lost = set(gone[::2]), set(gone[1::2])
        numbers = [
            chance.sample(kept, len(kept)) for kept in ([n for n in range(size) if n not in one] for one in lost)
        ]
        place = {number: at for at, number in enumerate(numbers[1])}
        french = ["\n".join(line[0] for line in cuts[number].lines) for number in numbers[0]]
        english = ["\n".join(_english(cuts[number].lines, chance)) for number in numbers[1]]
        return cls(french, english, [place.get(n, -1) for n in numbers[0]], [twins[n] for n in numbers[0]])


def _english(lines: Lines, chance: random.Random) -> list[str]:
    """Give the English of some lines, one at least; of some texts a part is not translated."""
    lacking = chance.uniform(0, _MOST_LACKING) if chance.random() < _PARTIAL else 0.0
    kept = [english for _, english in lines if chance.random() >= lacking]
    return kept or [lines[0][1]]


def _altered(cut: Lines, lines: Lines, chance: random.Random) -> Lines:
    """Give some lines with a part of them replaced by others."""
    altered = list(cut)
    for at in chance.sample(range(len(cut)), max(1, round(_OTHER * len(cut)))):
        altered[at] = chance.choice(lines)
    return altered


def pools_of(folder: Path, names: Sequence[str]) -> list[Lines]:
    """Read the lines of some files."""
    found: list[Lines] = []
    for name in names:
        with lzma.open(folder / f"{name}.tsv.xz", "rt", encoding="utf-8") as file:
            rows = [tuple(line.rstrip("\n").split("\t")) for _, line in zip(range(_MOST_LINES), file, strict=False)]
        found.append([(row[0], row[1]) for row in rows if len(row) == 2 and all(row)])
    return found


def collections(pools: Sequence[Lines], size: int, count: int, seed: int) -> Iterator[tuple[str, Collection]]:
    """Draw collections of a size, each with what it is."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        for alone in (0.1, 0.3):
            one = pools[number % len(pools)]
            yield f"all files, {alone:.0%} alone", Collection.drawn(pools, size, alone, chance)
            yield f"one file,  {alone:.0%} alone", Collection.drawn([one], size, alone, chance)


def measure(pools: Sequence[Lines], least: float) -> None:
    """Print precision and recall by size and kind of collection."""
    for size, count in (*_SIZES, _LARGE):
        found: dict[str, list[tuple[bool, bool, bool]]] = {}
        seconds: dict[str, float] = {}
        for kind, collection in collections(pools, size, count, seed=7):
            start = time.perf_counter()
            links = {one.source: one for one in link_documents(collection.french, collection.english)}
            seconds[kind] = time.perf_counter() - start
            for number, partner in enumerate(collection.partner):
                link = links.get(number)
                given = link is not None and link.certainty >= least
                right = link is not None and given and link.target == partner
                for one in (kind, "with lines in common" if collection.twins[number] else "all others"):
                    found.setdefault(one, []).append((given, right, partner >= 0))
        for kind, told in sorted(found.items()):
            given, right, there = (sum(column) for column in zip(*told, strict=True))
            print(
                f"{size:5} {kind:24} precision {right / max(given, 1):.4f} recall {right / max(there, 1):.4f} "
                f"({given} links, {there} texts with a partner; {seconds.get(kind, 0):.1f} s)"
            )


def fit(pools: Sequence[Lines]) -> None:
    """Print the weights that explain best which links are right."""
    features, right = [], []
    for size, count in _SIZES:
        for _, collection in collections(pools, size, count, seed=3):
            rows, columns, likeness = documents._candidates(
                *documents.document_vectors(collection.french, collection.english)
            )
            chosen = documents._competitive(rows, columns, likeness)
            lengths = [len(text) for text in collection.french], [len(text) for text in collection.english]
            features.append(documents._features(chosen, (rows, columns, likeness), lengths))
            right += [collection.partner[int(rows[at])] == columns[at] for at in chosen]
    matrix, signs = np.concatenate(features), np.where(right, 1.0, -1.0)

    def loss(weights: np.ndarray) -> float:
        """Give the cross-entropy of the links, and a little for the size of the weights."""
        return float(np.logaddexp(0, -signs * (matrix @ weights)).sum() + 0.01 * (weights[:-1] ** 2).sum())

    fitted = minimize(loss, np.zeros(matrix.shape[1]))
    print(f"{len(right)} links, {sum(right)} right; weights", ", ".join(f"{one:.2f}" for one in fitted.x))
    ratios = [len(english) / len(french) for pool in pools for french, english in pool if len(french) > 200]
    print(f"characters of English for one of French: {float(np.median(ratios)):.2f}")


def main() -> None:
    """Fit or measure, as the command line has it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=float, default=LEAST_CERTAINTY, help="certainty of a link, at least")
    parser.add_argument("--fit", action="store_true", help="fit the weights of the certainty instead")
    arguments = parser.parse_args()
    if arguments.fit:
        fit(pools_of(arguments.folder, FITTED))
    else:
        measure(pools_of(arguments.folder, MEASURED), arguments.least)


if __name__ == "__main__":
    main()
