"""Passages that a translation has elsewhere: which are found, and which reported that are none.

`python -m eval.alignment.swaps FOLDER`, with FOLDER as in `books`; translations of the model, no judge. In every book
two blocks of gold beads with about so many English sentences each change places in the English, some sentences apart,
two draws each. Prints in how many cases a passage is reported, the lax recall of the gold's beads in both blocks, and
the lax precision of the beads reported as moved. Then false reports: in books as they are, with 30 % of one side gone
in blocks, with a sentence in ten gone on both sides, and against another book's English.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from eval.alignment.books import Book, Way, books, command_line, plain
from eval.alignment.measure import kept
from pipeline.document import MOVED
from pipeline.quality.gold import GoldBead, lax, linked

_WAY = Way("model")
_DRAWS = 2  # of each size in each book
SIZES = (3, 5, 8, 12, 20)  # English sentences of a block
APART = (0, 40)  # English sentences between two blocks


@dataclass(frozen=True)
class Swap:
    """Two blocks of a book's gold beads that change places in the English, by their numbers: from and up to."""

    first: tuple[int, int]
    second: tuple[int, int]

    @classmethod
    def drawn(cls, gold: Sequence[GoldBead], size: int, apart: int, chance: random.Random) -> "Swap":
        """Draw two blocks of at least so many English sentences each, at least so many apart."""
        room = [start for start in range(len(gold)) if _until(gold, start, 2 * size + apart) < len(gold)]
        start = chance.choice(room)
        middle = _until(gold, start, size)
        second = _until(gold, middle, apart)
        return cls((start, middle), (second, _until(gold, second, size)))

    def __call__(self, book: Book) -> Book:
        """Give a book with its English in the new order, and its gold in the new numbers."""
        beads = book.gold
        (a, b), (c, d) = self.first, self.second
        swapped = [*beads[:a], *beads[c:d], *beads[b:c], *beads[a:b], *beads[d:]]
        order = [j for bead in swapped for j in bead[1]]
        place = {old: new for new, old in enumerate(order)}
        gold = [(source, tuple(sorted(place[j] for j in target))) for source, target in beads]
        return replace(book, target=[book.target[j] for j in order], gold=gold)

    def touched(self, gold: Sequence[GoldBead]) -> list[GoldBead]:
        """List the beads of both blocks that have both sides."""
        return linked([*gold[slice(*self.first)], *gold[slice(*self.second)]])


def _until(gold: Sequence[GoldBead], start: int, sentences: int) -> int:
    """Find the first border at least so many English sentences after the beginning of a bead.

    >>> _until([((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))], 0, 2)
    2
    """
    end = start
    while end < len(gold) and sum(len(bead[1]) for bead in gold[start:end]) < sentences:
        end += 1
    return end


def moved(book: Book) -> tuple[list[GoldBead], list[GoldBead]]:
    """Align a book; give all beads found, and those that are reported as moved."""
    found = _WAY(book)
    return plain(found), plain([bead for bead in found if MOVED in bead.flags])


def try_swaps(shelf: Sequence[Book], size: int, apart: int) -> str:
    """Try swaps of a size, and tell in a line what is found of them."""
    reported = cases = wanted = recalled = said = right = 0
    for number, book in enumerate(shelf):
        for draw in range(_DRAWS):
            swap = Swap.drawn(book.gold, size, apart, random.Random(100 * number + draw))  # noqa: S311 (repeatable)
            changed = swap(book)
            found, elsewhere = moved(changed)
            area = swap.touched(changed.gold)
            cases, reported = cases + 1, reported + bool(elsewhere)
            wanted, recalled = wanted + len(area), recalled + lax(area, found)
            said, right = said + len(elsewhere), right + lax(elsewhere, changed.gold)
    return f"{reported:2} of {cases} reported  recall {recalled / wanted:.3f}  {right} of {said} moved beads right"


def thinned(book: Book, side: int, keep: Callable[[int], list[int]]) -> Book:
    """Give a book without some sentences of one side; it has no gold."""
    if side:
        return replace(book, target=[book.target[j] for j in keep(len(book.target))], gold=[])
    left = keep(len(book.source))
    source, hypotheses = [book.source[i] for i in left], [book.hypotheses[i] for i in left]
    return replace(book, source=source, hypotheses=hypotheses, gold=[])


def _unmoved(shelf: Sequence[Book]) -> Iterator[tuple[str, list[Book]]]:
    """Give kinds of texts in which nothing has moved, with their names."""
    yield "as they are", list(shelf)
    cut = [thinned(book, side, partial(_blocks_gone, seed)) for book in shelf for side in (0, 1) for seed in (1, 2, 3)]
    yield "30 % of one side gone", cut
    sparse = [thinned(book, 0, partial(_some_gone, seed)) for book in shelf for seed in (1, 2)]
    yield "a sentence in ten gone on both sides", [thinned(book, 1, partial(_some_gone, 3)) for book in sparse]
    yield "another book's English", [replace(a, target=b.target) for a in shelf for b in shelf if a is not b]


def _blocks_gone(seed: int, count: int) -> list[int]:
    return kept(count, 0.3, 3, random.Random(seed))  # noqa: S311 (repeatable)


def _some_gone(seed: int, count: int) -> list[int]:
    chance = random.Random(seed)  # noqa: S311 (repeatable)
    return [number for number in range(count) if chance.random() < 0.9]


def main() -> None:
    """Try and print."""
    arguments = command_line(__doc__).parse_args()
    shelf = list(books(arguments.folder, arguments.model))
    for apart in APART:
        for size in SIZES:
            print(f"{size:2} sentences, {apart:2} apart: {try_swaps(shelf, size, apart)}", flush=True)
    for name, texts in _unmoved(shelf):
        alarms = [moved(book)[1] for book in texts]
        print(f"{name}: {sum(map(bool, alarms))} of {len(texts)} with false reports, {sum(map(len, alarms))} beads")


if __name__ == "__main__":
    main()
