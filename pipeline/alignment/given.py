"""Beads that need no search: those another tool made, and those of texts that come in pairs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.partition import arranged


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
    return arranged([*linked, *_alone(linked, sentences, others)])


def _alone(linked: Sequence[Bead], sentences: int, others: int) -> Iterator[Bead]:
    """The sentences that beads leave out, each alone."""
    ours = {number for bead in linked for number in bead.source}
    theirs = {number for bead in linked for number in bead.target}
    yield from (Bead((number,), (), "human") for number in range(sentences) if number not in ours)
    yield from (Bead((), (number,), "human") for number in range(others) if number not in theirs)


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
