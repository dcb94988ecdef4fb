"""Give a translation the quotation marks and brackets of its sentence: those that a model lost, added or turned.

What the French has is known: from the sentence, and from its paragraph for a quotation that goes on over sentences. A
mark that is missing is put at the edge of the sentence or beside the words that are linked to its neighbours, where
that is sure; what is not sure stays as the model has it, and is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.translation.delimiters import QUOTE, Delimiter, find_delimiters, find_single
from pipeline.translation.linked_places import LinkedSentence, LinkWords, Placed

_FAMILIES = (QUOTE, "(", "[")
_STYLES = {False: (('"', '"'), ("'", "'")), True: (("“", "”"), ("‘", "’"))}
"""Opening and closing marks, and those of a quotation inside of another: straight ones, and those of printed books."""
_SIGNS = {QUOTE: "“”", "(": "()", "[": "[]"}
_UNMATCHED = 0.3
"""Share of a sentence's length from which on two marks are none of each other. Chosen by hand."""
_UNKNOWN = regex.compile(r"(?<![\w'’])'(?=\p{L})")
"""A single mark that may begin a French quotation, which is too rare to be told from an apostrophe."""


def with_delimiters(source: str, target: str, open_signs: str, link_words: LinkWords) -> tuple[str, bool]:
    """Give a translation with its sentence's delimiters, and whether they are all as the French has them.

    Quotation marks become “ and ”, for `with_style` to write. `open_signs` are those of the quotations that are open
    where the sentence begins.

    >>> no_links = lambda *_: ()
    >>> with_delimiters("« Il pleut.", '"It rains."', "", no_links)
    ('“It rains.', True)
    >>> with_delimiters("Il dort. »", "He sleeps.", "«", no_links)
    ('He sleeps.”', True)
    >>> with_delimiters("Il dit « oui ».", 'He says: "yes".', "", no_links)
    ('He says: “yes”.', True)
    """
    if _UNKNOWN.search(source):
        return target, True
    wanted = find_delimiters(source, inside=open_signs.endswith(QUOTE))
    is_right = True
    for family in _FAMILIES:
        own = [one for one in wanted if one.family == family]
        depth = len(open_signs) if family == QUOTE else 0
        target, fits = _with_family(_Sentence(source, tuple(own), depth), target, family, link_words)
        is_right = is_right and fits
    return target, is_right


def with_style(target: str, depth: int, is_curly: bool) -> str:
    r"""Write the quotation marks of a translation in one style: double outside, single inside of a quotation.

    `depth` quotations are open where the sentence begins.

    >>> with_style("He said: “It is “ here ”.”", 0, False), with_style('"He sleeps."', 0, True)
    ('He said: "It is \'here\'."', '“He sleeps.”')
    """
    text, done = "", 0
    for one in _marks(target, QUOTE):
        depth += one.opens
        signs = _STYLES[is_curly][(max(depth, 1) - 1) % 2]
        between = target[done : one.start]
        if one.opens:
            text += between + " " * between[-1:].isalnum() + signs[0]
            done = one.end + len(target[one.end :]) - len(target[one.end :].lstrip())
        else:
            text += between.rstrip() + signs[1] + " " * target[one.end : one.end + 1].isalnum()
            done = one.end
            depth = max(depth - 1, 0)
    return text + target[done:]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A French sentence, its delimiters of one family, and how many quotations are open where it begins."""

    text: str
    wanted: tuple[Delimiter, ...]
    depth: int


def _marks(target: str, family: str, singles: bool = False) -> list[Delimiter]:
    """Find the delimiters of one family in a translation; `singles` asks for single quotation marks as well."""
    found = [one for one in find_delimiters(target) if one.family == family]
    return sorted([*found, *find_single(target)]) if family == QUOTE and singles else found


def _with_family(sentence: _Sentence, target: str, family: str, link_words: LinkWords) -> tuple[str, bool]:
    """Give a translation the delimiters of one family, and tell whether it has them all."""
    wanted = sentence.wanted
    found = _marks(target, family, singles=bool(wanted or sentence.depth))
    if _is_alike(wanted, found) or _has_insertion(wanted, found, sentence.depth):
        return _rewritten(target, found, found, family), True
    places = _places(sentence, target, link_words)
    chosen = _choose(wanted, found, places, len(target))
    if not all(place.is_sure for place, number in zip(places, chosen, strict=True) if number is None):
        return target, False
    kept = [
        Delimiter(place.place, place.place, one.sign, family, one.opens) if number is None else found[number]
        for one, place, number in zip(wanted, places, chosen, strict=True)
    ]
    if not _in_order(target, kept):
        return target, False
    return _rewritten(target, found, kept, family), True


def _is_alike(wanted: Sequence[Delimiter], found: Sequence[Delimiter]) -> bool:
    """Tell whether delimiters open and close alike."""
    return [one.opens for one in wanted] == [one.opens for one in found]


def _has_insertion(wanted: Sequence[Delimiter], found: Sequence[Delimiter], depth: int) -> bool:
    """Tell whether a translation only interrupts a quotation for who says it: "Come," he said, "and sit".

    French leaves such an insertion inside of its marks.
    """
    if not (wanted or depth) or len(found) <= len(wanted) or (len(found) - len(wanted)) % 2:
        return False
    first = depth == 0
    alternating = all(one.opens == (first == (number % 2 == 0)) for number, one in enumerate(found))
    ends_alike = (wanted[-1].opens if wanted else depth > 0) == found[-1].opens
    return alternating and ends_alike and (not wanted or wanted[0].opens == found[0].opens)


def _places(sentence: _Sentence, target: str, link_words: LinkWords) -> list[Placed]:
    """Tell where in the translation the delimiters of a sentence belong."""
    if not sentence.wanted:
        return []
    view = LinkedSentence.of(sentence.text, target, link_words)
    spans = _spans(sentence)
    return [view.place(one.opens, span) for one, span in zip(sentence.wanted, spans, strict=True)]


def _spans(sentence: _Sentence) -> list[tuple[int, int]]:
    """Give for each delimiter what of the sentence is inside of it: up to its partner, or to the sentence's edge."""
    spans = [(one.end, len(sentence.text)) if one.opens else (0, one.start) for one in sentence.wanted]
    held: list[int] = []
    for number, one in enumerate(sentence.wanted):
        if one.opens:
            held.append(number)
        elif held:
            first = held.pop()
            spans[first] = spans[number] = sentence.wanted[first].end, one.start
    return spans


def _choose(
    wanted: Sequence[Delimiter], found: Sequence[Delimiter], places: Sequence[Placed], length: int
) -> list[int | None]:
    """Choose for each wanted delimiter one that was found, so that the fewest are moved, and order is kept.

    >>> two = [Delimiter(place, place + 1, '"', '"', place == 0) for place in (0, 9)]
    >>> _choose(two, two[1:], [Placed(0, True), Placed(9, True)], 10)
    [None, 0]
    """
    rows, columns = len(wanted) + 1, len(found) + 1
    best: list[list[tuple[float, list[int | None]]]] = [[(0.0, [])] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            ways: list[tuple[float, list[int | None]]] = []
            if row:
                cost, path = best[row - 1][column]
                ways.append((cost + _UNMATCHED, [*path, None]))
            if column:
                cost, path = best[row][column - 1]
                ways.append((cost + _UNMATCHED, path))
            if row and column and wanted[row - 1].opens == found[column - 1].opens:
                cost, path = best[row - 1][column - 1]
                distance = abs(found[column - 1].start - places[row - 1].place) / max(length, 1)
                ways.append((cost + min(distance, 2 * _UNMATCHED), [*path, column - 1]))
            best[row][column] = min(ways, key=lambda way: way[0]) if ways else (0.0, [])
    return best[-1][-1][1]


def _in_order(target: str, kept: Sequence[Delimiter]) -> bool:
    """Tell whether delimiters follow each other, with a word between those that open and that close."""
    for first, second in pairwise(kept):
        if second.start < first.end:
            return False
        if first.opens != second.opens and first.opens and not any(map(str.isalnum, target[first.end : second.start])):
            return False
    return True


def _rewritten(target: str, found: Sequence[Delimiter], kept: Sequence[Delimiter], family: str) -> str:
    """Write a translation with the delimiters that are kept, quotation marks so that all see which open."""
    changes = [(one.start, one.end, "") for one in found if one not in kept]
    changes += [(one.start, one.end, _SIGNS[family][not one.opens]) for one in kept]
    for start, end, sign in sorted(changes, reverse=True):
        target = target[:start] + sign + target[end:]
    return regex.sub(r"(?<=\S) {2,}", " ", target).strip()
