"""Beads as a partition: every sentence of either side in exactly one of them, in the order of their source.

Targets are in the same order but for beads with the flag `moved`. A bead without source stands between the beads whose
targets stand around its own.
"""

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.document import MOVED, NOT_ASKED, Bead, Given, Hypothesis

Numbers = tuple[int, ...]


def order_beads(beads: Iterable[Bead]) -> list[Bead]:
    """Order the beads of a partition, and flag as moved those whose target is out of order: as few as can be.

    A bead without source stays where it stands among the others, as far as the order of the targets allows.

    >>> found = order_beads([Bead((0,), (1,)), Bead((), (0,)), Bead((1,), (3,)), Bead((2,), (2,)), Bead((3,), (4,))])
    >>> [(bead.source, bead.target, bead.flags) for bead in found]
    [((), (0,), ()), ((0,), (1,), ()), ((1,), (3,), ('moved',)), ((2,), (2,), ()), ((3,), (4,), ())]
    """
    beads = list(beads)
    linked = sorted((bead for bead in beads if bead.source and bead.target), key=lambda bead: bead.source)
    kept = [linked[place] for place in find_longest_rising([bead.target[0] for bead in linked])]
    steady = {bead.target[0] for bead in kept}
    places = _places(beads, kept)

    def flagged(bead: Bead) -> Bead:
        """Give a bead with the flag `moved` if its target is not among those in order, else without it."""
        others = tuple(flag for flag in bead.flags if flag != MOVED)
        moved = bead.source and bead.target and bead.target[0] not in steady
        return replace(bead, flags=(MOVED, *others) if moved else others)

    def place(bead: Bead) -> tuple[int, int, int]:
        return (bead.source[0], 1, 0) if bead.source else (places[bead.target[0]], 0, bead.target[0])

    return sorted(map(flagged, beads), key=place)


def _places(beads: Iterable[Bead], kept: Sequence[Bead]) -> dict[int, int]:
    """Tell where beads without source stand, by their first target sentence: before which source sentence.

    `kept` are the beads whose targets are in order.
    """
    done, wanted = 0, {}
    for bead in beads:
        if bead.source:
            done = max(done, bead.source[-1] + 1)
        else:
            wanted[bead.target[0]] = done
    targets = [bead.target[0] for bead in kept]
    starts = [bead.source[0] for bead in kept]
    ends = [0, *(bead.source[-1] + 1 for bead in kept)]
    places: dict[int, int] = {}
    least = 0
    for target, place in sorted(wanted.items()):
        after = bisect(targets, target)
        least = max(least, ends[after], min([place, *starts[after : after + 1]]))
        places[target] = least
    return places


def find_longest_rising(numbers: Sequence[int]) -> list[int]:
    """Find the places of a longest rising subsequence of distinct numbers (Schensted 1961).

    >>> find_longest_rising([0, 7, 8, 1, 2, 3])
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


def replace_sentences(beads: Iterable[Bead], others: Iterable[Bead], together: bool = False) -> Iterator[Bead]:
    """Put other beads in place of some sentences of a partition's; what is left of a bead stays around them.

    What these leave of a bead stands alone, sentence by sentence; with `together`, what they leave of both its sides
    still belongs together.

    >>> beads = [Bead((0, 1), (0, 1)), Bead((2,), ())]
    >>> [(bead.source, bead.target) for bead in replace_sentences(beads, [Bead((1,), (0,))])]
    [((0,), ()), ((1,), (0,)), ((), (1,)), ((2,), ())]
    >>> [(bead.source, bead.target) for bead in replace_sentences(beads, [Bead((1,), (0,))], together=True)]
    [((0,), (1,)), ((1,), (0,)), ((2,), ())]
    """
    others = list(others)
    ours = {number: place for place, other in enumerate(others) for number in other.source}
    theirs = {number: place for place, other in enumerate(others) for number in other.target}
    for bead in beads:
        places = {ours[n] for n in bead.source if n in ours} | {theirs[n] for n in bead.target if n in theirs}
        if not places:
            yield bead
            continue
        instead = [others[place] for place in sorted(places)]
        found = [*(other for other in instead if _begins_in(bead, other)), *_left(bead, instead, together)]
        yield from sorted((one for one in found if one.source), key=lambda one: one.source)
        yield from sorted((one for one in found if not one.source), key=lambda one: one.target)


def _begins_in(bead: Bead, other: Bead) -> bool:
    """Tell whether the first sentence of a bead is one of another bead's."""
    return other.source[0] in bead.source if other.source else other.target[0] in bead.target


def _left(bead: Bead, others: Iterable[Bead], together: bool) -> Iterator[Bead]:
    """Give what other beads leave of one."""
    pieces = [(bead.source, bead.target)]
    for other in sorted(others, key=lambda other: (other.source, other.target)):
        pieces = [half for piece in pieces for half in _halves(piece, other)]
    if not any(source and target for source, target in pieces):  # one cut may part what another would have paired
        sides = zip(*pieces, strict=True)
        pieces = list(zip_longest(*(filter(None, side) for side in sides), fillvalue=()))
    alone = bead.posterior if not (bead.source and bead.target) else round(1 - bead.posterior, 4)
    for source, target in pieces:
        if together and source and target:
            given = bead.given._replace(id="") if bead.given else None  # the id is that of the whole
            yield Bead(source, target, bead.origin, bead.posterior, given=given)
        else:
            yield from (Bead((number,), (), "human", alone) for number in source)
            yield from (Bead((), (number,), "human", alone) for number in target)


def _halves(piece: tuple[Numbers, Numbers], other: Bead) -> list[tuple[Numbers, Numbers]]:
    """Give what another bead leaves of the two sides of one: before and after it, or crosswise where only that pairs.

    >>> _halves(((0, 1, 2), (0, 1)), Bead((1,), (0,)))
    [((0,), ()), ((2,), (1,))]
    >>> _halves(((0, 1), (0, 1)), Bead((0,), (1,)))
    [((), ()), ((1,), (0,))]
    """
    source, target = _around(piece[0], other.source), _around(piece[1], other.target)
    straight = any(ours and theirs for ours, theirs in zip(source, target, strict=True))
    return list(zip(source, target if straight else target[::-1], strict=True))


def _around(numbers: Numbers, taken: Numbers) -> tuple[Numbers, Numbers]:
    """Give the numbers before those taken, and after them."""
    if not taken:
        return numbers, ()
    return tuple(n for n in numbers if n < taken[0]), tuple(n for n in numbers if n > taken[-1])


def fill_by_machine(beads: Iterable[Bead], hypotheses: Sequence[Hypothesis]) -> list[Bead]:
    """Give the machine's translation to every sentence that the human one leaves out, where there is one.

    >>> found = fill_by_machine([Bead((0, 1), (), "human")], [Hypothesis("Yes."), Hypothesis("No.")])
    >>> [(bead.source, bead.target, bead.origin) for bead in found]
    [((0,), (0,), 'machine'), ((1,), (1,), 'machine')]
    """
    filled: list[Bead] = []
    for bead in beads:
        if bead.target or any(number >= len(hypotheses) or hypotheses[number] == NOT_ASKED for number in bead.source):
            filled.append(bead)
        else:
            filled += [
                Bead((number,), (number,), "machine", bead.posterior, given=_part(bead.given, place))
                for place, number in enumerate(bead.source, 1)
            ]
    return filled


def _part(given: Given | None, place: int) -> Given | None:
    """Give what is left of what a file says of a pair for one of its sentences, which the machine translates: its id.

    >>> _part(Given("a:7"), 1).id, _part(Given("a:7"), 2).id
    ('a:7', 'a:7.2')
    """
    return Given(given.id if place == 1 else f"{given.id}.{place}") if given and given.id else None
