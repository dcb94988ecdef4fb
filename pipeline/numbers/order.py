"""Find numbers that stand in each other's place: "1 037 morts et 1 204 blessés" as 1,204 dead and 1,037 injured."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Link
from pipeline.numbers.readings import BARE, Number
from pipeline.word_alignment import link

_MOST = 50
"""Numbers of a pair up to which their order is looked at."""
_BARE_JOINT = re.compile(r"[\s,;:/×x–-]{1,3}")
_EVEN_JOINT = re.compile(r"[\s,;:/×x–-]{1,3}|\s*,?\s*(?:et|ou|comme)(?: (?:le|la|les|de|du|à|en))?\s+(?:l['’])?")
"""What joins numbers that may change places, as in 3-1 and "le 15 ou le 112"."""

Match = tuple[Number, Number]


def find_swapped(source: str, target: str, matched: Sequence[Match]) -> list[Number]:
    """Give the French numbers that stand where another belongs, by what is counted with them.

    >>> from pipeline.numbers.find import find_numbers
    >>> source, target = "12 hommes et 15 femmes", "15 men and 12 women"
    >>> french, english = find_numbers(source, "fr"), find_numbers(target, "en")
    >>> [source[one.start : one.end] for one in find_swapped(source, target, [(french[0], english[1]), (french[1], english[0])])]
    ['12', '15']
    """
    ordered = sorted(matched, key=lambda match: match[0].start)
    if len(ordered) > _MOST:
        return []
    in_lists = _swapped_in_lists(source, target, ordered)
    crossed = [
        (one, other)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 : place + 4]
        if one[1].start > other[1].start
        and _alike(one[0], other[0])
        and not _EVEN_JOINT.fullmatch(source[one[0].end : other[0].start])
    ]
    if not crossed or in_lists:
        return in_lists
    links = link([source], [target])[0]
    bounds = [number for match in ordered for number in match]
    swapped = {
        number: None
        for one, other in crossed
        if _are_swapped(source, target, one, other, links, bounds)
        for number in (one[0], other[0])
    }
    return list(swapped)


def _alike(one: Number, other: Number) -> bool:
    """Tell whether two numbers could stand for each other: both bare or of one dimension, and not the same."""
    dimensions = {"" if number.dimension in (*BARE, "ratio") else number.dimension for number in (one, other)}
    times = all(any(reading.dimension == "clock" for reading in number.readings) for number in (one, other))
    return (len(dimensions) == 1 or times or "" in dimensions) and not one.equals(other)


def _swapped_in_lists(source: str, target: str, ordered: Sequence[Match]) -> list[Number]:
    """Give numbers of a bare list of three and more, as scores or an order of screws, that another order has."""
    runs: list[list[Match]] = []
    for before, match in pairwise([None, *ordered]):
        assert match is not None
        if before and _BARE_JOINT.fullmatch(source[before[0].end : match[0].start]):
            runs[-1].append(match)
        else:
            runs.append([match])
    swapped = []
    for run in runs:
        english = sorted((match[1] for match in run), key=lambda number: number.start)
        joined = all(_BARE_JOINT.fullmatch(target[one.end : other.start]) for one, other in pairwise(english))
        if len(run) > 2 and joined:
            swapped += [match[0] for match, there in zip(run, english, strict=True) if not match[0].equals(there)]
    return swapped


def _are_swapped(
    source: str, target: str, one: Match, other: Match, links: Sequence[Link], bounds: Sequence[Number]
) -> bool:
    """Tell whether the words beside two numbers stand in the order in which the numbers do not."""
    first = _votes(source, target, one, other, links, bounds)
    second = _votes(source, target, other, one, links, bounds)
    return first + second > 0 and min(first, second) >= 0


def _votes(
    source: str, target: str, one: Match, other: Match, links: Sequence[Link], bounds: Sequence[Number]
) -> int:
    """Count the neighbours of a French number whose English is nearer to the other number's than to its own."""
    votes = 0
    for found in links:
        word = source[found.source_start : found.source_end]
        if not word.isalpha() or len(word) < 3 or any(_overlaps(found, number) for number in (one[0], other[0])):
            continue
        if _distance(found.source_start, found.source_end, one[0]) >= _distance(
            found.source_start, found.source_end, other[0]
        ):
            continue
        own = _distance(found.target_start, found.target_end, one[1])
        others = _distance(found.target_start, found.target_end, other[1])
        votes += (others < own) - (own < others)
    return votes


def _overlaps(found: Link, number: Number) -> bool:
    return found.source_start < number.end and number.start < found.source_end


def _distance(start: int, end: int, number: Number) -> int:
    """Give how many characters are between a word and a number."""
    return max(number.start - end, start - number.end, 0)
