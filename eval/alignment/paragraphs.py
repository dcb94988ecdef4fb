"""What paragraphs are worth to the sentence aligner: `python -m eval.alignment.paragraphs FOLDER`.

FOLDER is as in `books`. Its books need no paragraphs: they get some at beads of the gold, on both sides, and these
are then spoiled in the ways of real files. Prints strict and lax F1 with each, without a model and with its
translations alone.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from eval.alignment.books import Book, Way, books, command_line, report

_OFTEN = 0.35
"""The probability that a bead begins a paragraph; chosen by hand."""

Starts = set[int]


@dataclass(frozen=True)
class Spoiling:
    """What happens to paragraphs: shares are lost and added on each side, then those of the target change."""

    name: str
    lost: float = 0.0
    added: float = 0.0
    target: Callable[[Starts, int, random.Random], Starts] = lambda starts, count, chance: starts

    def __call__(self, book: Book) -> Book:
        """Give a book such paragraphs, the same ones each time."""
        chance = random.Random(3)  # noqa: S311 (a repeatable sample)
        begun = [bead for bead in book.gold if all(bead) and chance.random() < _OFTEN]
        counts = len(book.source), len(book.target)
        source, target = (self._noisy({min(bead[side]) for bead in begun}, counts[side], chance) for side in (0, 1))
        target = self.target(target, counts[1], chance)
        return replace(book, paragraphs=(numbers(source, counts[0]), numbers(target, counts[1])))

    def _noisy(self, starts: Starts, count: int, chance: random.Random) -> Starts:
        kept = {start for start in sorted(starts) if chance.random() >= self.lost}
        return kept | set(chance.sample(range(count), int(self.added * len(kept))))


def numbers(starts: Starts, count: int) -> list[int]:
    """Give the number of the paragraph of each sentence.

    >>> numbers({2, 3}, 5)
    [0, 0, 1, 2, 2]
    """
    found = [0]
    for sentence in range(1, count):
        found.append(found[-1] + (sentence in starts))
    return found


WAYS = (
    Spoiling("as they are"),
    Spoiling("15 % lost, 10 % added", 0.15, 0.10),
    Spoiling("30 % lost, 30 % added", 0.30, 0.30),
    Spoiling("English joined by threes", 0.1, 0.1, lambda starts, count, chance: set(sorted(starts)[::3])),
    Spoiling("English a sentence each", target=lambda starts, count, chance: set(range(count))),
    Spoiling("English at random", target=lambda starts, count, chance: set(chance.sample(range(count), len(starts)))),
)


def main() -> None:
    """Score and print."""
    arguments = command_line(__doc__).parse_args()
    shelf = list(books(arguments.folder, arguments.model))
    for way in (Way("no model", translated=False), Way("model")):
        report(f"{way.name}, none", shelf, way.result)
        for spoiling in WAYS:
            marked = [spoiling(book) for book in shelf]
            report(f"{way.name}, {spoiling.name}", marked, replace(way, paragraphs=True).result)


if __name__ == "__main__":
    main()
