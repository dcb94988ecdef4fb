"""Beads that need no search: those another tool made, and those of texts that come in pairs."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.align.moved import put
from pipeline.document import MOVED, Bead
from pipeline.errors import InputError


def completed(beads: Sequence[Bead], sentences: int, others: int) -> list[Bead]:
    """Given beads, with each sentence that they leave out alone, so that they partition both sides.

    Beads whose target is out of order are flagged as moved: as few as can be.

    >>> [(bead.source, bead.target) for bead in completed([Bead((1,), (0,), "human")], 2, 2)]
    [((0,), ()), ((1,), (0,)), ((), (1,))]

    Raises:
        InputError: sentences that do not exist, stand in two beads, or are not neighbours.
    """
    linked = sorted((bead for bead in beads if bead.source and bead.target), key=lambda bead: bead.source)
    for bead in beads:
        _check(bead, (sentences, others))
    _check_once([bead.source for bead in linked], "French")
    _check_once([bead.target for bead in linked], "English")
    kept = in_order([bead.target[0] for bead in linked])
    whole: list[Bead] = []
    done = 0, 0
    for bead in (linked[place] for place in kept):
        whole += [*_nulls(done, (bead.source[0], bead.target[0])), bead]
        done = bead.source[-1] + 1, bead.target[-1] + 1
    whole += _nulls(done, (sentences, others))
    moved = [replace(bead, flags=(MOVED,)) for place, bead in enumerate(linked) if place not in set(kept)]
    return list(put(whole, moved))


def in_order(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising subsequence of distinct numbers (Schensted 1961).

    >>> in_order([0, 7, 8, 1, 2, 3])
    [0, 3, 4, 5]
    """
    lowest: list[int] = []  # lowest[n]: the lowest number that ends a rising sequence of n + 1
    ends: list[int] = []  # and its place
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(lowest, number)
        lowest[length : length + 1] = [number]
        ends[length : length + 1] = [place]
        before.append(ends[length - 1] if length else -1)
    chosen = ends[-1:]
    while chosen and before[chosen[-1]] >= 0:
        chosen.append(before[chosen[-1]])
    return chosen[::-1]


def _nulls(start: tuple[int, int], end: tuple[int, int]) -> list[Bead]:
    """The sentences from one place to another, each alone."""
    ours = [Bead((number,), (), "human") for number in range(start[0], end[0])]
    return ours + [Bead((), (number,), "human") for number in range(start[1], end[1])]


def _check(bead: Bead, size: tuple[int, int]) -> None:
    """Raise InputError unless both sides of a bead are neighbouring sentences that exist."""
    for side, count, name in zip((bead.source, bead.target), size, ("French", "English"), strict=True):
        if list(side) != list(range(side[0], side[0] + len(side)) if side else ()):
            raise InputError(f"bead {_shown(bead)}: its {name} sentences are not neighbours in order")
        if side and side[-1] >= count:
            raise InputError(
                f"bead {_shown(bead)}: there are {count} {name} sentences, numbered from 0; "
                "were the beads made of other sentences? (read.lines: sentences keeps lines as they are)"
            )


def _check_once(sides: Sequence[tuple[int, ...]], name: str) -> None:
    """Raise InputError when a sentence stands in two beads."""
    seen: set[int] = set()
    for number in (number for side in sides for number in side):
        if number in seen:
            raise InputError(f"{name} sentence {number}, counted from 0, stands in two beads")
        seen.add(number)


def _shown(bead: Bead) -> str:
    return f"{list(bead.source)}:{list(bead.target)}"


def unit_beads(source: Sequence[int], target: Sequence[int]) -> list[Bead]:
    """The beads of texts whose n-th paragraphs translate each other, from the paragraph of each sentence.

    >>> [(bead.source, bead.target) for bead in unit_beads([0, 0, 2], [0, 1])]
    [((0, 1), (0,)), ((), (1,)), ((2,), ())]
    """
    ours, theirs = _by_paragraph(source), _by_paragraph(target)
    return [
        Bead(ours.get(number, ()), theirs.get(number, ()), "human") for number in sorted(ours.keys() | theirs.keys())
    ]


def _by_paragraph(paragraphs: Sequence[int]) -> dict[int, tuple[int, ...]]:
    numbered = groupby(enumerate(paragraphs), key=lambda item: item[1])
    return {paragraph: tuple(number for number, _ in group) for paragraph, group in numbered}
