"""How good an alignment is, by the measures of the field.

A bead is a pair of source sentences and target sentences. Strictly right is a bead that the gold has, too. Laxly right
is a bead that shares source and target sentences with a bead of the gold (Sennrich & Volk 2011). Beads with an empty
side count in neither: golds group them in different ways.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

Numbers = tuple[int, ...]
Bead = tuple[Numbers, Numbers]


def linked(beads: Iterable[Bead]) -> list[Bead]:
    """Choose the beads that have both sides."""
    return [bead for bead in beads if bead[0] and bead[1]]


def strict(found: Iterable[Bead], wanted: Iterable[Bead]) -> int:
    """Count the found beads that are wanted ones.

    >>> strict([((0,), (0,)), ((1,), (1, 2))], [((0,), (0,)), ((1,), (1,))])
    1
    """
    gold = set(wanted)
    return sum(bead in gold for bead in found)


def lax(found: Iterable[Bead], wanted: Iterable[Bead]) -> int:
    """Count the found beads that share sentences of both sides with wanted ones.

    >>> lax([((0,), (0,)), ((1,), (1, 2))], [((0,), (0,)), ((1,), (1,))])
    2
    """
    partners: dict[int, set[int]] = {}
    for source, target in wanted:
        for number in source:
            partners.setdefault(number, set()).update(target)
    return sum(any(partners.get(number, set()) & set(target) for number in source) for source, target in found)


def f_score(right: int, recalled: int, found: int, wanted: int) -> float:
    """Give the harmonic mean of precision and recall."""
    precision, recall = right / max(found, 1), recalled / max(wanted, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def scores(pairs: Sequence[tuple[Collection[Bead], Collection[Bead]]]) -> tuple[float, float]:
    """Give strict and lax F1 of the found and wanted beads of some documents, counts pooled."""
    both = [(linked(found), linked(wanted)) for found, wanted in pairs]
    found_count = sum(len(found) for found, _ in both)
    wanted_count = sum(len(wanted) for _, wanted in both)
    exact = sum(strict(found, wanted) for found, wanted in both)
    near = sum(lax(found, wanted) for found, wanted in both)
    recalled = sum(lax(wanted, found) for found, wanted in both)
    return f_score(exact, exact, found_count, wanted_count), f_score(near, recalled, found_count, wanted_count)


class Answer(NamedTuple):
    """How probable something was said to be, and whether it was right."""

    said: float
    right: bool


def calibration_error(answers: Sequence[Answer], bins: int = 10) -> float:
    """Give the expected calibration error: how far what was said is from what came true, in bins of equal width.

    >>> said = [Answer(0.9, True), Answer(0.9, False), Answer(0.1, False), Answer(0.1, False)]
    >>> round(calibration_error(said), 2)
    0.25
    """
    return sum(abs(mean - share) * count for mean, share, count in reliability(answers, bins)) / len(answers)


def reliability(answers: Sequence[Answer], bins: int = 10) -> list[tuple[float, float, int]]:
    """Give for each bin that is not empty the mean probability, the share that came true, and how many there are."""
    table = []
    for number in range(bins):
        chosen = [answer for answer in answers if min(int(answer.said * bins), bins - 1) == number]
        if chosen:
            size = len(chosen)
            table.append((sum(a.said for a in chosen) / size, sum(a.right for a in chosen) / size, size))
    return table
