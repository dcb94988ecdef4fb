"""Beads that need no search: those another tool made, and those of texts that come in pairs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.partition import order_beads


def complete(beads: Sequence[Bead], source: int, target: int) -> list[Bead]:
    """Complete given beads to a partition of both sides: each sentence that they leave out gets a bead of its own.

    Beads whose target is out of order are flagged as moved: as few as can be.

    Args:
        beads: beads in any order.
        source: how many source sentences there are.
        target: how many target sentences there are.

    >>> [(bead.source, bead.target) for bead in complete([Bead((1,), (0,), "human")], 2, 2)]
    [((0,), ()), ((1,), (0,)), ((), (1,))]

    Raises:
        InputError: a bead has sentences that do not exist, stand in another bead, too, or are not neighbours.
    """
    linked = sorted((bead for bead in beads if bead.source and bead.target), key=lambda bead: bead.source)
    for bead in beads:
        _check(bead, (source, target))
    _check_once([bead.source for bead in linked], "French")
    _check_once([bead.target for bead in linked], "English")
    return order_beads([*linked, *_nulls(linked, source, target)])


def _nulls(linked: Sequence[Bead], source: int, target: int) -> Iterator[Bead]:
    """Give a bead for each sentence that others leave out."""
    linked_source = {number for bead in linked for number in bead.source}
    linked_target = {number for bead in linked for number in bead.target}
    yield from (Bead((number,), (), "human") for number in range(source) if number not in linked_source)
    yield from (Bead((), (number,), "human") for number in range(target) if number not in linked_target)


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
    """Write a bead as vecalign does."""
    return f"{list(bead.source)}:{list(bead.target)}"


def pair_paragraphs(source: Sequence[int], target: Sequence[int]) -> list[Bead]:
    """Make one bead of all sentences of each paragraph and of its translation, the paragraph of the same number.

    Args:
        source: the number of the paragraph of each source sentence.
        target: the number of the paragraph of each target sentence.

    >>> [(bead.source, bead.target) for bead in pair_paragraphs([0, 0, 2], [0, 1])]
    [((0, 1), (0,)), ((), (1,)), ((2,), ())]
    """
    sources, targets = _by_paragraph(source), _by_paragraph(target)
    numbers = sorted(sources.keys() | targets.keys())
    return [Bead(sources.get(number, ()), targets.get(number, ()), "human") for number in numbers]


def _by_paragraph(paragraphs: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Give the sentences of each paragraph."""
    numbered = groupby(enumerate(paragraphs), key=lambda item: item[1])
    return {paragraph: tuple(number for number, _ in group) for paragraph, group in numbered}
