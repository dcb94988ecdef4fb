"""Passages that the translation has elsewhere, found among what an alignment that keeps order has left over.

Of two exchanged passages such an alignment finds one; the other is left alone on both sides, or in doubtful beads. So
what is left over on both sides is aligned by itself, again in order: where it gives many sure beads in a row that
cross sure ones found before, a passage has moved. This is repeated, for passages may cross one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from statistics import median

from pipeline.document import MOVED, Bead
from pipeline.partition import put

Search = Callable[[Sequence[int], Sequence[int]], Sequence[Bead]]
"""Aligns these source and target sentences in order; beads number them from 0."""
Passage = list[Bead]
"""Beads with both sides, one soon after another in both texts."""

_SURE = 0.5
_LEAST = 0.4  # of the usual similarity
_FEWEST = 3  # sure beads of a passage, sentences of a run, sure beads that a passage crosses
_WIDEST_GAP = 5  # sentences of a passage that have no counterpart
_ROUNDS = 20


def with_moved(beads: Sequence[Bead], search: Search) -> list[Bead]:
    """The beads, moved passages found: they stand where their source does, flagged, and their target is out of order.

    >>> texts = "abcdefghij", "fghijabcde"
    >>> alone = [*(Bead((n,), ()) for n in range(5)), *(Bead((n + 5,), (n,)) for n in range(5))]
    >>> alone += [Bead((), (n,)) for n in range(5, 10)]
    >>> moved = with_moved(alone, lambda source, target: [Bead((n,), (n,)) for n in range(5)])
    >>> ["".join(texts[1][n] for n in bead.target) for bead in moved], moved[0].flags
    (['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'], ('moved',))
    """
    for _ in range(_ROUNDS):
        kept = _convincing(beads)
        known = set(map(id, kept))
        left = [bead for bead in beads if id(bead) not in known and MOVED not in bead.flags]
        source, target = _runs(bead.source for bead in left), _runs(bead.target for bead in left)
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
        beads = list(put(beads, [replace(bead, flags=(MOVED,)) for passage in moved for bead in passage]))
    return list(beads)


def _is_sure(bead: Bead) -> bool:
    return bool(bead.source and bead.target) and bead.posterior >= _SURE


def _convincing(beads: Sequence[Bead]) -> list[Bead]:
    """Sure beads whose sides are about as alike as is usual in these texts: what is forced is not."""
    sure = [bead for bead in beads if _is_sure(bead)]
    usual = _usual(sure)
    return [bead for bead in sure if _similarity(bead) >= _LEAST * usual]


def _usual(sure: Sequence[Bead]) -> float:
    return median(map(_similarity, sure)) if sure else 0.0


def _similarity(bead: Bead) -> float:
    return bead.scores.get("similarity", 1.0)


def _runs(sides: Iterable[tuple[int, ...]]) -> list[int]:
    """The sentences of some beads, without runs too short to be a passage."""
    free = sorted(chain.from_iterable(sides))
    borders = [0, *(n for n in range(1, len(free)) if free[n] != free[n - 1] + 1), len(free)]
    return [number for start, end in pairwise(borders) if end - start >= _FEWEST for number in free[start:end]]


def _passages(found: Iterable[Bead], least: float) -> Iterator[Passage]:
    """Beads with both sides, from a convincing one to another, cut where too many sentences between them are not.

    So beads that the search was forced to make between two passages, or beside one, belong to none.
    """
    passage: Passage = []
    between: Passage = []
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
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _follows(bead: Bead, after: Bead) -> bool:
    return all(b[0] - a[-1] - 1 <= _WIDEST_GAP for a, b in ((bead.source, after.source), (bead.target, after.target)))


def _has_moved(passage: Passage, kept: Sequence[Bead], least: float) -> bool:
    """Whether a passage is long enough, and really out of order beside beads that are sure."""
    if sum(_is_sure(bead) and _similarity(bead) >= least for bead in passage) < _FEWEST:
        return False
    i, j = passage[0].source[0], passage[0].target[0]
    return sum((bead.source[0] < i) != (bead.target[0] < j) for bead in kept) >= _FEWEST
