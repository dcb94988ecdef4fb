"""Score the sentence aligner on a folder of gold: `python -m eval.alignment.measure FOLDER`.

Every folder in FOLDER is a book: `detok.fr` and `detok.en` with a sentence a line, `gold.fren` with a bead
`[0, 1]:[2]` a line, and, if known, `par.fr` and `par.en` with each sentence's paragraph. Machine translations come from
`--model`, beam 1. Prints strict and lax F1 (see `scores`) with the model as judge, with its translations
alone, and without it; the calibration error of the posteriors, which `--plot FILE` draws as SVG; and the scores after
30 % of one side was deleted in three blocks.
"""

import argparse
import ast
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from eval.alignment.scores import Bead, calibration_error, reliability, scores
from pipeline.align import Helpers, align
from pipeline.align.judging import Judge
from pipeline.config import Translate
from pipeline.document import Bead as Found
from pipeline.translate.judge import ModelJudge
from pipeline.translate.model import find_model
from pipeline.translate.stage import open_translator

Paragraphs = tuple[Sequence[int], Sequence[int]] | None


@dataclass(frozen=True)
class Book:
    """A text, its translation, and which sentences belong together."""

    name: str
    source: list[str]
    target: list[str]
    gold: list[Bead]
    paragraphs: Paragraphs = None
    hypotheses: Sequence[str] = ()


@dataclass(frozen=True)
class Way:
    """How to align: with machine translations or without a model, and with a judge or not."""

    name: str
    judge: Judge | None = None


def books(folder: Path, model: str) -> Iterator[Book]:
    """Every book of a folder, with machine translations of its sentences."""
    translate = open_translator(Translate(beam=1), find_model(model))
    for book in read_books(folder):
        yield replace(book, hypotheses=[hypothesis.text for hypothesis in translate(book.source)])


def read_books(folder: Path) -> Iterator[Book]:
    """Every book of a folder."""
    for place in sorted(path.parent for path in folder.glob("*/gold.fren")):
        source, target = lines(place / "detok.fr"), lines(place / "detok.en")
        numbers = [place / "par.fr", place / "par.en"]
        paragraphs = [[int(line) for line in lines(path)] for path in numbers if path.exists()]
        yield Book(
            place.name,
            source,
            target,
            read_beads(place / "gold.fren"),
            (paragraphs[0], paragraphs[1]) if len(paragraphs) == 2 else None,
        )


def lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file."""
    return path.read_text(encoding="utf-8").splitlines()


def read_beads(path: Path) -> list[Bead]:
    """The beads of a gold file."""
    sides = (line.split(":")[:2] for line in lines(path) if ":" in line)
    return [(_numbers(left), _numbers(right)) for left, right in sides]


def _numbers(side: str) -> tuple[int, ...]:
    return tuple(int(number) for number in ast.literal_eval(side))


def aligned(book: Book, way: Way, paragraphs: bool = False) -> list[Found]:
    """The beads of a book."""
    return align(
        book.source,
        book.target,
        hypotheses=None if way.name == "no model" else book.hypotheses,
        paragraphs=book.paragraphs if paragraphs else None,
        helpers=Helpers(judge=way.judge),
    )


def plain(beads: Sequence[Found]) -> list[Bead]:
    """Beads as the gold has them."""
    return [(bead.source, bead.target) for bead in beads]


def kept(count: int, share: float, blocks: int, chance: random.Random) -> list[int]:
    """The numbers that are left when a share of `count` sentences goes in some blocks."""
    size = int(count * share / blocks)
    starts = sorted(chance.sample(range(count - size * blocks), blocks))
    gone = {start + size * number + offset for number, start in enumerate(starts) for offset in range(size)}
    return [number for number in range(count) if number not in gone]


def with_deletions(book: Book, way: Way, side: int, seed: int) -> tuple[list[Bead], list[Bead]]:
    """Beads found and wanted where 30 % of one side is gone; those that the cuts run through are left out."""
    count = len(book.source if side == 0 else book.target)
    left = kept(count, 0.3, 3, random.Random(seed))  # noqa: S311 (a repeatable sample)
    here = set(left)
    every = [list(range(len(book.source))), list(range(len(book.target)))]
    every[side] = left
    beads = align(
        [book.source[i] for i in every[0]],
        [book.target[j] for j in every[1]],
        hypotheses=[book.hypotheses[i] for i in every[0]],
        helpers=Helpers(judge=way.judge),
    )
    found = [(tuple(every[0][i] for i in b.source), tuple(every[1][j] for j in b.target)) for b in beads]
    whole = [bead for bead in book.gold if here.issuperset(bead[side])]
    cut = [bead for bead in book.gold if here.intersection(bead[side]) and not here.issuperset(bead[side])]
    cut_source = {i for bead in cut for i in bead[0]}
    cut_target = {j for bead in cut for j in bead[1]}
    return [b for b in found if not cut_source.intersection(b[0]) and not cut_target.intersection(b[1])], whole


def report(title: str, shelf: Sequence[Book], find: Callable[[Book], tuple[list[Bead], list[Bead]]]) -> None:
    """Print the pooled scores of all books, and each one's strict F1."""
    results = [find(book) for book in shelf]
    exact, near = scores(results)
    each = zip(shelf, results, strict=True)
    single = "  ".join(f"{book.name[:10]} {scores([result])[0]:.3f}" for book, result in each)
    print(f"{title:32} strict {exact:.3f}  lax {near:.3f}  | {single}")


def answers(shelf: Sequence[Book], way: Way) -> tuple[list[float], list[bool]]:
    """The posterior of every bead with both sides, and whether it is in the gold."""
    probabilities, right = [], []
    for book in shelf:
        gold = set(book.gold)
        for bead in aligned(book, way):
            if bead.source and bead.target:
                probabilities.append(bead.posterior)
                right.append((bead.source, bead.target) in gold)
    return probabilities, right


def plot(table: Sequence[tuple[float, float, int]]) -> str:
    """A reliability diagram: said against came true, areas in proportion to the number of beads."""
    most = max(count for _, _, count in table)
    dots = "".join(
        f'<circle cx="{40 + 300 * said:.1f}" cy="{320 - 300 * came:.1f}" r="{4 + 12 * (count / most) ** 0.5:.1f}" '
        f'fill="#36c" fill-opacity=".6"><title>{count} beads: said {said:.2f}, came true {came:.2f}</title></circle>'
        for said, came, count in table
    )
    ticks = "".join(
        f'<path d="M{40 + 300 * at} 20V320M40 {320 - 300 * at}H340" stroke="#ddd"/>'
        f'<text x="{40 + 300 * at}" y="336" text-anchor="middle">{at:.2g}</text>'
        f'<text x="34" y="{324 - 300 * at}" text-anchor="end">{at:.2g}</text>'
        for at in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 360" font-family="sans-serif" font-size="12" '
        'fill="#222"><rect width="360" height="360" fill="#fff"/>'
        f'{ticks}<path d="M40 20V320H340" fill="none" stroke="#333"/><path d="M40 320L340 20" stroke="#999"/>'
        f'{dots}<text x="190" y="354" text-anchor="middle">posterior said</text>'
        '<text transform="translate(10 170) rotate(-90)" text-anchor="middle">share that was right</text></svg>\n'
    )


def remembering(judge: Judge) -> Judge:
    """A judge that is asked only once about a pair."""
    known: dict[tuple[str, str], float] = {}

    def asked(pairs: Sequence[tuple[str, str]]) -> list[float]:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        known.update(zip(new, judge(new), strict=True))
        return [known[pair] for pair in pairs]

    return asked


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--model", default="embedded", help="as translate.model")
    arguments = parser.parse_args()
    shelf = list(books(arguments.folder, arguments.model))
    best = Way("model and judge", remembering(ModelJudge(find_model(arguments.model))))
    for way in (best, Way("model"), Way("no model")):
        report(way.name, shelf, partial(_whole, way, False))
        probabilities, right = answers(shelf, way)
        print(f"{way.name:32} calibration error {calibration_error(probabilities, right):.3f}, {len(right)} beads")
        if way is best and arguments.plot:
            arguments.plot.write_text(plot(reliability(probabilities, right)), encoding="utf-8")
        marked = [book for book in shelf if book.paragraphs and all(len(set(side)) > 1 for side in book.paragraphs)]
        if marked:
            report(f"{way.name}, paragraphs", marked, partial(_whole, way, True))
    for side, name in enumerate(("French", "English")):
        for seed in (1, 2):
            report(f"30 % of the {name} gone, seed {seed}", shelf, partial(_cut, best, side, seed))


def _whole(way: Way, paragraphs: bool, book: Book) -> tuple[list[Bead], list[Bead]]:
    return plain(aligned(book, way, paragraphs)), book.gold


def _cut(way: Way, side: int, seed: int, book: Book) -> tuple[list[Bead], list[Bead]]:
    return with_deletions(book, way, side, seed)


if __name__ == "__main__":
    main()
