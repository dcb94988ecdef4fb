"""Give a translation the quotation marks and brackets of its sentence: those that a model lost, added or turned.

What the French has is known: from the sentence, and from its paragraph for a quotation that goes on over sentences. A
mark that is missing is put at the edge of the sentence or beside the words that are linked to its neighbours, where
that is sure; what is not sure stays as the model has it, and is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.document import Link
from pipeline.translation.delimiters import QUOTE, Delimiter, find_delimiters, find_single
from pipeline.words import words

LinkWords = Callable[[str, str], Sequence[Link]]
"""Links the words of a French sentence and of its translation."""

_FAMILIES = (QUOTE, "(", "[")
_STYLES = {False: (('"', '"'), ("'", "'")), True: (("“", "”"), ("‘", "’"))}
"""Opening and closing marks, and those of a quotation inside of another: straight ones, and those of printed books."""
_SIGNS = {QUOTE: "“”", "(": "()", "[": "[]"}
_UNMATCHED = 0.3
"""Share of a sentence's length from which on two marks are none of each other. Chosen by hand."""
_ARTICLES = frozenset(["a", "an", "the"])
_FRENCH_ARTICLES = frozenset(["le", "la", "les", "l'", "l’", "un", "une", "des", "du"])
_UNKNOWN = regex.compile(r"(?<![\w'’])'(?=\p{L})")
"""A single mark that may begin a French quotation, which is too rare to be told from an apostrophe."""


class Placed(NamedTuple):
    """Where a delimiter belongs in the translation, and whether that is sure."""

    place: int
    is_sure: bool


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
    view = _View.of(sentence.text, target, link_words)
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


@dataclass(frozen=True, slots=True)
class _View:
    """Two texts as words with their links: what of the translation a part of the sentence corresponds to."""

    source: str
    target: str
    source_words: tuple[tuple[int, int], ...]
    target_words: tuple[tuple[int, int], ...]
    links: tuple[Link, ...]

    @classmethod
    def of(cls, source: str, target: str, link_words: LinkWords) -> "_View":
        """Look at two texts."""
        sides = [
            tuple((start, end) for start, end in spans if any(map(str.isalnum, text[start:end])))
            for text, spans in ((source, words(source, "fr")), (target, words(target, "en")))
        ]
        starts = {start for start, _ in sides[0]}
        target_starts = {start for start, _ in sides[1]}
        links = (
            one
            for one in link_words(source, target)
            if one.source_start in starts and one.target_start in target_starts
        )
        return cls(source, target, sides[0], sides[1], tuple(links))

    def place(self, opens: bool, span: tuple[int, int]) -> Placed:
        """Tell where the opening or closing delimiter of a part of the sentence belongs."""
        inside = [(a, b) for a, b in self.source_words if span[0] <= a < span[1]]
        outside = [(a, b) for a, b in self.source_words if not span[0] <= a < span[1]]
        if not self.target_words or not inside:
            return Placed(0, False)
        if not [pair for pair in outside if (pair < inside[0]) == opens]:
            edge = self._edge(opens, before_marks=self.source[span[1] :][:1] in ")]")
            if not outside:
                return edge
        else:
            edge = None
        linked = {(one.target_start, one.target_end) for one in self.links if span[0] <= one.source_start < span[1]}
        foreign = {(one.target_start, one.target_end) for one in self.links} - linked
        if not linked:
            return Placed(0, False)
        own = self._own(min(linked), max(linked), foreign, self._begins_with_article(inside))
        if own is None:
            return Placed(min(linked)[0] if opens else max(linked)[1], False)
        first, last, is_sure = own
        number, other = (first, first - 1) if opens else (last, last + 1)
        if edge and not 0 <= other < len(self.target_words):
            return edge
        beside = self.target_words[other] if 0 <= other < len(self.target_words) else None
        settled = beside is None or beside in foreign or self._is_apart(number, other)
        place = self.target_words[number][0] if opens else self._after(self.target_words[number][1], span[1])
        return Placed(place, is_sure and settled)

    def _edge(self, opens: bool, before_marks: bool) -> Placed:
        """Give the edge of the translation: before its first word, or after its last mark, or before that."""
        if opens:
            return Placed(self.target_words[0][0], True)
        return Placed(self.target_words[-1][1] if before_marks else len(self.target.rstrip(" \"'”’")), True)

    def _own(
        self, low: tuple[int, int], high: tuple[int, int], foreign: set[tuple[int, int]], with_article: bool
    ) -> tuple[int, int, bool] | None:
        """Give the numbers of the first and last word of a part of the translation that no outer word has a part in."""
        first, last = self.target_words.index(low), self.target_words.index(high)
        if any(word in foreign for word in self.target_words[first : last + 1]):
            return None
        if (
            with_article
            and first
            and self._word(first - 1) in _ARTICLES
            and self.target_words[first - 1] not in foreign
        ):
            first -= 1
        is_article = first > 0 and self._word(first - 1) in _ARTICLES
        return first, last, not is_article or not with_article

    def _word(self, number: int) -> str:
        """Give a word of the translation in lower case."""
        start, end = self.target_words[number]
        return self.target[start:end].lower()

    def _begins_with_article(self, inside: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a part of the sentence begins with an article."""
        return self.source[slice(*inside[0])].lower() in _FRENCH_ARTICLES

    def _is_apart(self, number: int, other: int) -> bool:
        """Tell whether a mark stands between two neighbouring words, or an article that belongs to neither side."""
        first, second = sorted((number, other))
        between = self.target[self.target_words[first][1] : self.target_words[second][0]]
        return bool(between.strip()) or (other < number and self._word(other) in _ARTICLES)

    def _after(self, place: int, end: int) -> int:
        """Give the place after the marks that follow a word, as many as stand inside of the sentence's delimiters."""
        before = self.source[:end].rstrip()
        if before[-1:] in tuple(".!?…") and self.target[place : place + 1] in tuple(".!?…,"):
            return place + 1
        if self.target[place : place + 1] == ",":
            return place + 1
        return place


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
