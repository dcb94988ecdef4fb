"""Find numbers that stand in each other's place: "1 037 morts et 1 204 blessés" as 1,204 dead and 1,037 injured."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Link
from pipeline.numbers.readings import BARE, MONEY, Number

_MOST = 50
"""Numbers of a pair up to which their order is looked at."""
_NEAR = 25
"""Characters within which a word belongs to a number, chosen on the labelled pairs of eval/numbers."""
_BARE_JOINT = re.compile(r"[\s,;:/×x–-]{1,3}")
_EVEN_JOINT = re.compile(r"[\s,;:/×x–-]{1,3}|\s*,?\s*(?:et|ou|comme)(?: (?:le|la|les|de|du|à|en))?\s+(?:l['’])?")
"""What joins numbers that may change places, as in 3-1 and "le 15 ou le 112"."""
_CONTRAST = re.compile(r"\b(?:au lieu d|plutôt qu|et non|instead of|rather than|and not)", re.IGNORECASE)
_FROM, _TO = ("de", "d", "from", "du"), ("à", "to", "au")

Match = tuple[Number, Number]


def find_swapped(source: str, target: str, matched: Sequence[Match]) -> list[Number]:
    """Give the French numbers that stand where another belongs, by what is counted with them.

    >>> from pipeline.numbers.find import find_numbers
    >>> source, target = "12 hommes et 15 femmes", "15 men and 12 women"
    >>> french, english = find_numbers(source, "fr"), find_numbers(target, "en")
    >>> swapped = find_swapped(source, target, [(french[0], english[1]), (french[1], english[0])])
    >>> [source[one.start : one.end] for one in swapped]
    ['12', '15']
    """
    ordered = sorted((match for match in matched if match[0].readings), key=lambda match: match[0].start)
    if len(ordered) > _MOST:
        return []
    in_lists = _swapped_in_lists(source, target, ordered)
    crossed = [
        (one, other)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 : place + 4]
        if one[1].start > other[1].start and (_alike(one[0], other[0]) or _have_changed_units(one, other))
        and not _EVEN_JOINT.fullmatch(source[one[0].end : other[0].start])
    ]  # fmt: skip
    if not crossed or in_lists:
        return in_lists
    from pipeline.word_alignment import link_pair  # numpy takes a while, and crossed numbers are rare

    links = link_pair(source, target)
    swapped = {
        number: None
        for one, other in crossed
        if _have_changed_units(one, other)
        or _from_to(source, target, one, other)
        or _are_contrasted(source, target, one, other)
        or _are_swapped(source, target, one, other, links)
        for number in (one[0], other[0])
    }
    return list(swapped)


def _alike(one: Number, other: Number) -> bool:
    """Tell whether two numbers could stand for each other: both bare or of one dimension, and not the same."""
    dimensions = {"" if number.dimension in BARE else number.dimension for number in (one, other)}
    if any(dimension.startswith("month") for dimension in dimensions) or one.equals(other):
        return False
    times = all(any(reading.dimension == "clock" for reading in number.readings) for number in (one, other))
    shared = "" in dimensions and all(dimension in ("", "time", "ratio", *MONEY) for dimension in dimensions)
    return len(dimensions) == 1 or times or shared


def _have_changed_units(one: Match, other: Match) -> bool:
    """Tell whether each of two numbers has the other's unit in the English: 5 tries in 10 minutes, 10 tries in 5."""
    (french, english), (french_other, english_other) = (tuple(n.dimension for n in match) for match in (one, other))
    return french != english and french == english_other and french_other == english and english != "ordinal"


def _swapped_in_lists(source: str, target: str, ordered: Sequence[Match]) -> list[Number]:
    """Give numbers of a bare list of three and more, as scores or an order of screws, that another order has."""
    swapped: list[Number] = []
    for run in _runs(source, ordered):
        english = sorted((match[1] for match in run), key=lambda number: number.start)
        joined = all(_BARE_JOINT.fullmatch(target[one.end : other.start]) for one, other in pairwise(english))
        if len(run) > 2 and joined:
            swapped += [match[0] for match, there in zip(run, english, strict=True) if not match[0].equals(there)]
    return swapped


def _runs(source: str, ordered: Sequence[Match]) -> Iterator[list[Match]]:
    """Give the longest runs of numbers between which nothing stands but commas and dashes."""
    run: list[Match] = []
    for match in ordered:
        if run and not _BARE_JOINT.fullmatch(source[run[-1][0].end : match[0].start]):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _from_to(source: str, target: str, one: Match, other: Match) -> bool:
    """Tell whether two numbers are from and to in both texts, one another's in one: "de 48 à 61", from 61 to 48."""
    return _before(source, one[0]) in _FROM and _before(source, other[0]) in _TO and (
        _before(target, one[1]) in _TO and _before(target, other[1]) in _FROM
    )  # fmt: skip


def _are_contrasted(source: str, target: str, one: Match, other: Match) -> bool:
    """Tell whether one number is said instead of the other in both texts, as in "à 6 h au lieu de 18 h"."""
    french, english = source[one[0].end : other[0].start], target[other[1].end : one[1].start]
    return bool(_CONTRAST.search(french) and _CONTRAST.search(english))


def _before(text: str, number: Number) -> str:
    """Give the word before a number."""
    words = re.findall(r"\w+", text[max(number.start - 12, 0) : number.start])
    return words[-1].lower() if words else ""


def _are_swapped(source: str, target: str, one: Match, other: Match, links: Sequence[Link]) -> bool:
    """Tell whether the words beside two numbers stand in the order in which the numbers do not."""
    first = _votes(source, one, other, links)
    second = _votes(source, other, one, links)
    return min(first, second) >= 0 and first + second > 1


def _votes(source: str, one: Match, other: Match, links: Sequence[Link]) -> int:
    """Count the neighbours of a French number whose English is nearer to the other number's than to its own."""
    votes = 0
    for found in links:
        word = source[found.source_start : found.source_end]
        own = _distance(found.source_start, found.source_end, one[0])
        if not word.isalpha() or len(word) < 3 or not 0 < own < _NEAR:
            continue
        if own >= _distance(found.source_start, found.source_end, other[0]):
            continue
        own = _distance(found.target_start, found.target_end, one[1])
        others = _distance(found.target_start, found.target_end, other[1])
        votes += (others < own and others < _NEAR) - (own < others)
    return votes


def _distance(start: int, end: int, number: Number) -> int:
    """Give how many characters are between a word and a number; 0 where they overlap."""
    return max(number.start - end, start - number.end, 0)
