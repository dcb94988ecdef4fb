"""Beads that need no search: those another tool made, and those of texts that come in pairs."""

from collections.abc import Sequence
from itertools import groupby

from pipeline.document import Bead
from pipeline.errors import InputError


def completed(beads: Sequence[Bead], sentences: int, others: int) -> list[Bead]:
    """Given beads in order, with a null for each sentence that they leave out, so that they partition both sides.

    >>> [(bead.source, bead.target) for bead in completed([Bead((1,), (0,), "human")], 2, 2)]
    [((0,), ()), ((1,), (0,)), ((), (1,))]

    Raises:
        InputError: sentences that do not exist, stand in two beads, or are out of order.
    """
    whole: list[Bead] = []
    done = 0, 0
    for bead in beads:
        if not bead.source and not bead.target:
            continue
        _check(bead, done, (sentences, others))
        start = (bead.source or done[:1])[0], (bead.target or done[1:])[0]
        whole += [*_nulls(done, start), bead]
        done = start[0] + len(bead.source), start[1] + len(bead.target)
    return [*whole, *_nulls(done, (sentences, others))]


def _nulls(start: tuple[int, int], end: tuple[int, int]) -> list[Bead]:
    """The sentences from one place to another, each alone."""
    ours = [Bead((number,), (), "human") for number in range(start[0], end[0])]
    return ours + [Bead((), (number,), "human") for number in range(start[1], end[1])]


def _check(bead: Bead, done: tuple[int, int], size: tuple[int, int]) -> None:
    """Raise InputError unless both sides of a bead are sentences that follow one another and those before."""
    for side, start, count, name in zip((bead.source, bead.target), done, size, ("French", "English"), strict=True):
        if not side:
            continue
        if list(side) != list(range(side[0], side[0] + len(side))) or side[0] < start:
            raise InputError(
                f"bead {list(bead.source)}:{list(bead.target)}: its {name} sentences are out of order, or stand in two"
            )
        if side[-1] >= count:
            raise InputError(
                f"bead {list(bead.source)}:{list(bead.target)}: there are {count} {name} sentences, numbered from 0; "
                "were the beads made of other sentences? (read.lines: sentences keeps lines as they are)"
            )


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
