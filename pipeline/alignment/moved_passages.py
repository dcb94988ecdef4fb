"""Passages that the translation has elsewhere, found among the sentences that a monotone alignment leaves over.

Of two exchanged passages a monotone alignment, which keeps the order, finds one. The sentences of the other stay
without counterpart on both sides, or in doubtful beads. So the sentences left over on both sides are aligned with each
other, again in order. Where that gives several sure beads in a row that cross sure beads found before, a passage has
moved. This is repeated, for passages may cross one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from statistics import median

from pipeline.document import MOVED, Bead
from pipeline.partition import replace_sentences

Search = Callable[[Sequence[int], Sequence[int]], Sequence[Bead]]
"""A function that aligns these source and target sentences in order; its beads number them from 0."""
MovedPassage = list[Bead]
"""Beads with both sides, one soon after another in both texts."""

_SURE = 0.5  # posterior from which a bead is sure; chosen by hand
_LEAST = 0.4  # share of the usual similarity; chosen on exchanged blocks of seven novels (eval/LOG.md, 2026-11-26)
# Sure beads of a passage, sentences of a run, sure beads that a passage crosses: with 3 more passages are found than
# with 4, and none where there is none (eval/LOG.md, 2026-11-26).
_FEWEST = 3
_WIDEST_GAP = 5  # sentences between two beads of a passage on one side; chosen by hand
_ROUNDS = 20  # a bound; chosen by hand


def find_moved_passages(beads: Sequence[Bead], search: Search) -> list[Bead]:
    """Find moved passages among the beads of a monotone alignment.

    Args:
        beads: a partition of both sides, in order.
        search: aligns sentences that are left over.

    Returns:
        A partition in the order of the source. Beads of moved passages have the flag `moved`, and their target is
        out of order.

    >>> texts = "abcdefghij", "fghijabcde"
    >>> beads = [*(Bead((n,), ()) for n in range(5)), *(Bead((n + 5,), (n,)) for n in range(5))]
    >>> beads += [Bead((), (n,)) for n in range(5, 10)]
    >>> moved = find_moved_passages(beads, lambda source, target: [Bead((n,), (n,)) for n in range(5)])
    >>> ["".join(texts[1][n] for n in bead.target) for bead in moved], moved[0].flags
    (['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'], ('moved',))
    """
    for _ in range(_ROUNDS):
        kept = _convincing(beads)
        known = set(map(id, kept))
        leftover = [bead for bead in beads if id(bead) not in known and MOVED not in bead.flags]
        source, target = _runs(bead.source for bead in leftover), _runs(bead.target for bead in leftover)
        if not source or not target:
            break
        found = [
            replace(bead, source=tuple(source[n] for n in bead.source), target=tuple(target[n] for n in bead.target))
            for bead in search(source, target)
        ]
        least = _LEAST * _usual(kept)
        moved = [passage for passage in _passages(found, least) if _has_moved(passage, kept, least)]
        if not moved:
            break
        beads = list(replace_sentences(beads, [replace(bead, flags=(MOVED,)) for passage in moved for bead in passage]))
    return list(beads)


def _is_sure(bead: Bead) -> bool:
    """Tell whether a bead has both sides and is more probable than not."""
    return bool(bead.source and bead.target) and bead.posterior >= _SURE


def _convincing(beads: Sequence[Bead]) -> list[Bead]:
    """Choose sure beads whose sides are about as alike as is usual in these texts; those of forced beads are not."""
    sure = [bead for bead in beads if _is_sure(bead)]
    usual = _usual(sure)
    return [bead for bead in sure if _similarity(bead) >= _LEAST * usual]


def _usual(sure: Sequence[Bead]) -> float:
    """Give the median similarity of beads."""
    return median(map(_similarity, sure)) if sure else 0.0


def _similarity(bead: Bead) -> float:
    """Give the similarity of the two sides of a bead."""
    return bead.scores.get("similarity", 1.0)


def _runs(sides: Iterable[tuple[int, ...]]) -> list[int]:
    """List the sentences of some beads in order, without runs that are too short to be a passage."""
    free = sorted(chain.from_iterable(sides))
    borders = [0, *(n for n in range(1, len(free)) if free[n] != free[n - 1] + 1), len(free)]
    return [number for start, end in pairwise(borders) if end - start >= _FEWEST for number in free[start:end]]


def _passages(found: Iterable[Bead], least: float) -> Iterator[MovedPassage]:
    """Group the beads that a search has found into passages.

    A passage begins and ends with a sure bead of the similarity `least` at least, so that beads which the search was
    forced to make between two passages, or beside one, belong to none. It ends where the next such bead is too far away
    in one of the texts.
    """
    passage: MovedPassage = []
    between: MovedPassage = []
    for bead in found:
        if not (bead.source and bead.target and _is_run(bead.source) and _is_run(bead.target)):
            continue
        if not _is_sure(bead) or _similarity(bead) < least:
            between.append(bead)
            continue
        if passage and not _follows(passage[-1], bead):
            yield passage
            passage = []
        passage = [*passage, *between, bead] if passage else [bead]
        between = []
    yield passage


def _is_run(numbers: tuple[int, ...]) -> bool:
    """Tell whether sentences are neighbours in order."""
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _follows(bead: Bead, after: Bead) -> bool:
    """Tell whether one bead comes so soon after another in both texts that they belong to one passage."""
    sides = ((bead.source, after.source), (bead.target, after.target))
    return all(second[0] - first[-1] - 1 <= _WIDEST_GAP for first, second in sides)


def _has_moved(passage: MovedPassage, kept: Sequence[Bead], least: float) -> bool:
    """Tell whether a passage has enough sure beads and crosses enough of the sure beads `kept`."""
    if sum(_is_sure(bead) and _similarity(bead) >= least for bead in passage) < _FEWEST:
        return False
    i, j = passage[0].source[0], passage[0].target[0]
    return sum((bead.source[0] < i) != (bead.target[0] < j) for bead in kept) >= _FEWEST
