"""Compare the numbers of a French text and of its English by value, unit and order."""

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.numbers.find import find_numbers
from pipeline.numbers.order import find_swapped
from pipeline.numbers.readings import Number

_NEAREST = 8
"""Equal numbers that are looked at for the one whose place in the text is the likeliest."""
_LEAST_INVENTED = 10
_MOST_COMPARED = 200
"""Numbers of a text that are compared one by one."""
_MEASURES = frozenset(["temperature", "length", "area", "speed", "mass", "volume", "ratio", "euro", "dollar", "pound"])
"""What a number measures that English must say: of 3,616 human pairs 3 lack one."""
_MOST_NAMES = 100
"""Names in digits, such as telephone numbers, that are looked for anywhere in the English."""


class Comparison(NamedTuple):
    """What the numbers of two texts come to.

    missing   numbers of the French that the English lacks, or gives in the place of another
    foreign   numbers of the English without a counterpart
    invented  those of them in digits of which the French has no sign
    matched   what is the same in both
    """

    missing: list[Number]
    foreign: list[Number]
    invented: list[Number]
    matched: list[tuple[Number, Number]]


@lru_cache(maxsize=256)
def compare_numbers(source: str, target: str) -> Comparison:
    """Compare the numbers of a French text and of its English.

    >>> source, target = "Le 20 mars 2020, à 15 heures : 3,5 km.", "In March 2020, at 3 p.m.: 3.5 miles."
    >>> missing, foreign, *_ = compare_numbers(source, target)
    >>> [source[one.start : one.end] for one in missing], [target[one.start : one.end] for one in foreign]
    (['20 mars', '3,5 km'], ['March', '3.5 miles'])
    """
    french, english = find_numbers(source, "fr"), find_numbers(target, "en")
    matched, missing, foreign = _match(french, english, len(source), len(target))
    matched = _in_order(matched)
    swapped = find_swapped(source, target, matched)
    missing = _missing(missing, foreign, source, target, [english for _, english in matched], english)
    missing += [one for one, other in matched if _has_lost_its_unit(one, other)]
    invented = [one for one in foreign if _is_invented(one, french, source) or _is_said_again(one, french, english)]
    return Comparison(sorted([*missing, *swapped], key=lambda one: one.start), foreign, invented, matched)


def _is_invented(number: Number, french: Sequence[Number], source: str) -> bool:
    """Tell whether a number of the English is of two digits and more, and neither said nor written in the French.

    Small ones, and those in words, are often what French says in another way.
    """
    if number.is_weak or number.name or not number.in_digits or number.readings[0].value < _LEAST_INVENTED:
        return False
    written = f"{number.readings[0].value:.10g}"
    return written not in source and not any(number.equals(one) for one in french[:_MOST_COMPARED])


def _has_lost_its_unit(one: Number, other: Number) -> bool:
    """Tell whether a measure of the French is a bare number in the English: 90 °F is more than 90.

    Years, days and hours are left out, which English often lets be understood ("aged 25"), and so are large sums.
    """
    return one.in_digits and other.in_digits and other.dimension == "" and one.dimension in _MEASURES


def _is_said_again(number: Number, french: Sequence[Number], english: Sequence[Number]) -> bool:
    """Tell whether a number that the French has is in the English once more, grown together with another number.

    So a model says the amount of what follows too early: "5 $50 a month and $50 a year".
    """
    if number.is_weak or number.name or not number.in_digits or number.readings[0].value < _LEAST_INVENTED:
        return False
    touches = any(one.end == number.start or number.end == one.start for one in english)
    times = [sum(number.equals(one) for one in side[:_MOST_COMPARED]) for side in (french, english)]
    return touches and 0 < times[0] < times[1]


def _in_order(matched: list[tuple[Number, Number]]) -> list[tuple[Number, Number]]:
    """Give matches in which numbers that say the same are matched in their order."""
    groups: dict[tuple[Hashable, Hashable], list[tuple[Number, Number]]] = {}
    for match in matched:
        key = (match[0].name or match[0].readings, match[1].name or match[1].readings)
        groups.setdefault(key, []).append(match)
    ordered: list[tuple[Number, Number]] = []
    for group in groups.values():
        french, english = (sorted(side, key=lambda number: number.start) for side in zip(*group, strict=True))
        ordered += zip(french, english, strict=True)
    return ordered


def _match(
    french: Sequence[Number], english: Sequence[Number], source: int, target: int
) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    """Match numbers that say the same, each with the one nearest to its place; what is a share, else by its parts."""
    share = target / max(source, 1)
    matched, french_left, english_left = _match_whole(french, english, share)
    if any(one.parts for one in [*french_left, *english_left]):
        again, french_left, english_left = _match_whole(_parts(french_left), _parts(english_left), share)
        matched += again
    return matched, french_left, english_left


def _parts(numbers: Iterable[Number]) -> list[Number]:
    return [part for number in numbers for part in (() if number.is_whole else number.parts) or (number,)]


def _has_article(number: str, target: str) -> bool:
    """Tell whether the parts of "107.9", which is no French decimal, stand side by side: 107(9)."""
    whole, dot, part = number.partition(".")
    return (
        bool(dot)
        and (whole + part).isdecimal()
        and re.search(rf"(?<!\d){whole}\W{{1,2}}{part}(?!\d)", target) is not None
    )


def _match_whole(
    french: Sequence[Number], english: Sequence[Number], share: float
) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    """Match numbers one to one: those of the same dimension first, strong ones before weak ones."""
    left = dict(enumerate(english))
    places: dict[Hashable, list[int]] = {}
    for place in reversed(range(len(english))):
        for key in _keys(english[place]):
            places.setdefault(key, []).append(place)
    found: dict[int, int] = {}
    for exact, weak in ((True, False), (True, True), (False, False), (False, True)):
        for number, one in enumerate(french):
            if number in found or (one.is_weak and not weak):
                continue
            candidates = _candidates(one, places, left)
            fitting = [at for at in candidates if not exact or left[at].dimension == one.dimension]
            fitting = [at for at in fitting if weak or not left[at].is_weak]
            if fitting:
                nearest = min(fitting, key=lambda at: abs(left[at].start - share * one.start))
                found[number] = nearest
                del left[nearest]
    matched = [(one, english[found[number]]) for number, one in enumerate(french) if number in found]
    return matched, [one for number, one in enumerate(french) if number not in found], list(left.values())


def _keys(number: Number) -> set[Hashable]:
    return {("name", number.name)} if number.name else {key for one in number.readings for key in one.same_as()}


def _candidates(one: Number, places: dict[Hashable, list[int]], left: dict[int, Number]) -> set[int]:
    """Give the places of the first few numbers left that say the same."""
    candidates: set[int] = set()
    for key in _keys(one):
        listed = places.get(key, [])
        while listed and listed[-1] not in left:
            listed.pop()
        candidates.update(at for at in listed[-_NEAREST:] if at in left and (one.name or one.equals(left[at])))
    return candidates


def _may_replace(number: Number) -> bool:
    """Tell whether a number of the English may be what a weak one of the French has become: not "first", nor "both"."""
    if number.dimension == "ordinal":
        return number.readings[0].value > 1
    return bool(number.dimension) or not number.is_weak


def _missing(
    left: Sequence[Number],
    foreign: list[Number],
    source: str,
    target: str,
    matched: Sequence[Number],
    english: Sequence[Number],
) -> list[Number]:
    """Give those of the numbers without a counterpart that are missed.

    A weak one is, where the English has another of its kind instead; what the English says once for twice is not.
    """
    digits = re.sub(r"\D", "", target)
    missing = []
    names = 0
    others = {one.dimension for one in foreign if _may_replace(one)}
    named = {run for one in english if one.name for run in re.findall(r"\d+", target[one.start : one.end])}
    for one in left:
        names += bool(one.name)
        if one.name and (len(one.name) < 2 or (names <= _MOST_NAMES and one.name in digits)):
            continue
        if source[one.start : one.end] in named or _has_article(source[one.start : one.end], target):
            continue
        if one.is_weak and one.dimension not in others:
            continue
        if not one.name and one.in_digits and any(one.equals(other) for other in english[:_MOST_COMPARED]):
            continue
        missing.append(one)
    return missing
