"""How good an alignment is against one that people made: of sentences by strict and lax F1, of words by error rate.

A bead found is strictly right if the gold has it too, and laxly right if it shares source sentences and target
sentences with the gold (Sennrich & Volk 2011), both as vecalign counts them. A word link is judged by sure links, which
must be there, and possible ones, which may (Och & Ney 2003).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Numbers = tuple[int, ...]
GoldBead = tuple[Numbers, Numbers]
"""The source sentences and the target sentences of a bead; either side may be empty."""

CountedNulls = Literal["found", "none", "single"]
"""Which beads with an empty side count.

found    those found, in precision, as vecalign's own figures have it: right if the gold has the same
none     none: golds group them in different ways, or leave them out
single   all, cut into beads of one sentence
"""

NULLS: tuple[CountedNulls, ...] = get_args(CountedNulls)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much of what was found is right (precision) and how much of the gold is found (recall), as shares."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class BeadScores:
    """How beads found agree with the gold's, strictly and laxly, and how many of both were counted."""

    strict: Agreement
    lax: Agreement
    found: int
    gold: int


class GoldLinks(NamedTuple):
    """The word links of a sentence pair that people made: the sure ones, and all that are possible, these included."""

    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class LinkScores:
    """How word links found agree with the gold's: alignment error rate, precision and recall, and how many there are.

    Precision is the share of links found that are possible, recall the share of sure links that are found.
    """

    error_rate: float
    agreement: Agreement
    found: int
    sure: int


def score_beads(
    documents: Iterable[tuple[Collection[GoldBead], Collection[GoldBead]]], nulls: CountedNulls = "found"
) -> BeadScores:
    """Score the beads found in some documents against their gold, counts pooled; each document's are (found, gold).

    >>> found, gold = [((0,), (0,)), ((1,), (1, 2))], [((0,), (0,)), ((1,), (1,)), ((), (2,))]
    >>> scores = score_beads([(found, gold)])
    >>> scores.strict, scores.lax
    (Agreement(precision=0.5, recall=0.5), Agreement(precision=1.0, recall=1.0))
    """
    totals = [0] * 6
    for found, gold in documents:
        precise = _counted(found, nulls != "none", nulls), _counted(gold, nulls != "none", nulls)
        recalled = _counted(found, nulls == "single", nulls), _counted(gold, nulls == "single", nulls)
        counts = (
            *(strict(*precise), lax(*precise), len(precise[0])),
            *(strict(*reversed(recalled)), lax(*reversed(recalled)), len(recalled[1])),
        )
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    right, near, count, recalled_right, recalled_near, wanted = totals
    return BeadScores(
        Agreement(_share(right, count), _share(recalled_right, wanted)),
        Agreement(_share(near, count), _share(recalled_near, wanted)),
        count,
        wanted,
    )


def _counted(beads: Iterable[GoldBead], with_nulls: bool, nulls: CountedNulls) -> frozenset[GoldBead]:
    """Choose the beads that count; those with an empty side cut into single sentences where that is wanted."""
    return frozenset(
        one
        for bead in beads
        for one in (_singles(bead) if nulls == "single" and not all(bead) else [bead])
        if all(one) or (with_nulls and any(one))
    )


def _singles(bead: GoldBead) -> Iterator[GoldBead]:
    """Cut a bead with an empty side into beads of one sentence."""
    yield from (((number,), ()) for number in bead[0])
    yield from (((), (number,)) for number in bead[1])


def linked(beads: Iterable[GoldBead]) -> list[GoldBead]:
    """Choose the beads that have both sides."""
    return [bead for bead in beads if bead[0] and bead[1]]


def strict(found: Iterable[GoldBead], wanted: Iterable[GoldBead]) -> int:
    """Count the found beads that are wanted ones.

    >>> strict([((0,), (0,)), ((1,), (1, 2))], [((0,), (0,)), ((1,), (1,))])
    1
    """
    gold = frozenset(wanted)
    return sum(bead in gold for bead in found)


def lax(found: Iterable[GoldBead], wanted: Iterable[GoldBead]) -> int:
    """Count the found beads that are wanted ones, or share sentences of both sides with wanted ones.

    >>> lax([((0,), (0,)), ((1,), (1, 2))], [((0,), (0,)), ((1,), (1,))])
    2
    """
    gold = frozenset(wanted)
    partners: dict[int, set[int]] = {}
    for source, target in gold:
        for number in source:
            partners.setdefault(number, set()).update(target)
    return sum(bead in gold or any(partners.get(number, set()) & set(bead[1]) for number in bead[0]) for bead in found)


def score_links(found: Sequence[Collection[tuple[int, int]]], gold: Sequence[GoldLinks]) -> LinkScores:
    """Score the word links found in sentence pairs against their gold, counts pooled over all pairs.

    >>> gold = GoldLinks(frozenset([(0, 0), (1, 1)]), frozenset([(0, 0), (1, 1), (1, 2)]))
    >>> scores = score_links([[(0, 0), (1, 2), (2, 2)]], [gold])
    >>> round(scores.error_rate, 2), scores.agreement.recall
    (0.4, 0.5)
    """
    sets = [frozenset(links) for links in found]
    size, sure = sum(map(len, sets)), sum(len(one.sure) for one in gold)
    in_sure = sum(len(links & one.sure) for links, one in zip(sets, gold, strict=True))
    in_possible = sum(len(links & one.possible) for links, one in zip(sets, gold, strict=True))
    agreement = Agreement(_share(in_possible, size), _share(in_sure, sure))
    return LinkScores(1 - _share(in_sure + in_possible, size + sure, 1.0), agreement, size, sure)


def _share(part: int, whole: int, empty: float = 0.0) -> float:
    """Give a part's share of a whole, and `empty` of nothing."""
    return part / whole if whole else empty
