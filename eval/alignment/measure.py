"""Score the sentence aligner on a folder of gold (see `books`): `python -m eval.alignment.measure FOLDER`.

Machine translations come from `--model`. Prints strict and lax F1 (see `scores`) with the model as judge, with its
translations alone, and without it, and where books have paragraphs, with those; then the scores after 30 % of one side
was deleted in three blocks.
"""

import random
from dataclasses import replace
from functools import partial

from eval.alignment.books import Book, Result, Way, books, command_line, plain, report, ways


def kept(count: int, share: float, blocks: int, chance: random.Random) -> list[int]:
    """List the numbers that are left when a share of `count` sentences goes in some blocks."""
    size = int(count * share / blocks)
    starts = sorted(chance.sample(range(count - size * blocks), blocks))
    gone = {start + size * number + offset for number, start in enumerate(starts) for offset in range(size)}
    return [number for number in range(count) if number not in gone]


def with_deletions(way: Way, side: int, seed: int, book: Book) -> Result:
    """Align a book with 30 % of one side gone; give the beads found and wanted but those that a cut runs through."""
    every = [list(range(len(book.source))), list(range(len(book.target)))]
    every[side] = kept(len(every[side]), 0.3, 3, random.Random(seed))  # noqa: S311 (a repeatable sample)
    here = set(every[side])
    rest = replace(
        book,
        source=[book.source[i] for i in every[0]],
        target=[book.target[j] for j in every[1]],
        hypotheses=[book.hypotheses[i] for i in every[0]],
    )
    found = [
        (tuple(every[0][i] for i in source), tuple(every[1][j] for j in target)) for source, target in plain(way(rest))
    ]
    whole = [bead for bead in book.gold if here.issuperset(bead[side])]
    cut = [bead for bead in book.gold if here.intersection(bead[side]) and not here.issuperset(bead[side])]
    cut_source = {i for bead in cut for i in bead[0]}
    cut_target = {j for bead in cut for j in bead[1]}
    return [b for b in found if cut_source.isdisjoint(b[0]) and cut_target.isdisjoint(b[1])], whole


def main() -> None:
    """Score and print."""
    arguments = command_line(__doc__).parse_args()
    shelf = list(books(arguments.folder, arguments.model))
    marked = [book for book in shelf if book.paragraphs and all(len(set(side)) > 1 for side in book.paragraphs)]
    every = ways(arguments.model)
    for way in every:
        report(way.name, shelf, way.result)
        if marked:
            report(f"{way.name}, paragraphs", marked, replace(way, paragraphs=True).result)
    for side, name in enumerate(("French", "English")):
        for seed in (1, 2):
            report(f"30 % of the {name} gone, seed {seed}", shelf, partial(with_deletions, every[0], side, seed))


if __name__ == "__main__":
    main()
