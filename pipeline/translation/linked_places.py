"""Tell where in a translation a part of its sentence begins and ends, by the links of words, and whether that is sure.

A part of the translation belongs to a part of the sentence where no word in it is linked to a word outside, as phrases
are found for phrase-based translation (Och and Ney 2004).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.document import Link
from pipeline.words import words

LinkWords = Callable[[str, str], Sequence[Link]]
"""Links the words of a French sentence and of its translation."""

_ARTICLES = frozenset(["a", "an", "the"])
_FRENCH_ARTICLES = frozenset(["le", "la", "les", "l'", "l’", "un", "une", "des", "du"])


class Placed(NamedTuple):
    """Where a delimiter belongs in the translation, and whether that is sure."""

    place: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    """Two texts as words with their links: what of the translation a part of the sentence corresponds to."""

    source: str
    target: str
    source_words: tuple[tuple[int, int], ...]
    target_words: tuple[tuple[int, int], ...]
    links: tuple[Link, ...]

    @classmethod
    def of(cls, source: str, target: str, link_words: LinkWords) -> "LinkedSentence":
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
        inside = [word for word in self.source_words if span[0] <= word[0] < span[1]]
        outside = [word for word in self.source_words if word not in inside]
        if not self.target_words or not inside:
            return Placed(0, False)
        edge = self._edge(opens, before_marks=self.source[span[1] :][:1] in ")]")
        if not outside:
            return edge
        linked = {(one.target_start, one.target_end) for one in self.links if span[0] <= one.source_start < span[1]}
        foreign = {(one.target_start, one.target_end) for one in self.links} - linked
        own = self._own(linked, foreign, self.source[slice(*inside[0])].lower() in _FRENCH_ARTICLES)
        if own is None:
            return Placed(min(linked)[0] if opens else max(linked)[1], False) if linked else Placed(0, False)
        number, other = (own[0], own[0] - 1) if opens else (own[1], own[1] + 1)
        place = self.target_words[number][0] if opens else self._after(self.target_words[number][1], span[1])
        if not 0 <= other < len(self.target_words):
            is_first_or_last = not any((word < inside[0]) == opens for word in outside)
            return edge if is_first_or_last else Placed(place, True)
        return Placed(place, self.target_words[other] in foreign or self._is_apart(number, other))

    def _edge(self, opens: bool, before_marks: bool) -> Placed:
        """Give the edge of the translation: before its first word, or after its last mark, or before that."""
        if opens:
            return Placed(self.target_words[0][0], True)
        return Placed(self.target_words[-1][1] if before_marks else len(self.target.rstrip(" \"'”’")), True)

    def _own(
        self, linked: set[tuple[int, int]], foreign: set[tuple[int, int]], with_article: bool
    ) -> tuple[int, int] | None:
        """Give the numbers of the first and last word of a part of the translation that no outer word has a part in."""
        if not linked:
            return None
        first, last = self.target_words.index(min(linked)), self.target_words.index(max(linked))
        if not foreign.isdisjoint(self.target_words[first : last + 1]):
            return None
        has_article = first > 0 and self._word(first - 1) in _ARTICLES and self.target_words[first - 1] not in foreign
        return first - (with_article and has_article), last

    def _word(self, number: int) -> str:
        """Give a word of the translation in lower case."""
        start, end = self.target_words[number]
        return self.target[start:end].lower()

    def _is_apart(self, number: int, other: int) -> bool:
        """Tell whether a mark stands between two neighbouring words, or an article that belongs to neither side."""
        first, second = sorted((number, other))
        between = self.target[self.target_words[first][1] : self.target_words[second][0]]
        return bool(between.strip()) or (other < number and self._word(other) in _ARTICLES)

    def _after(self, place: int, end: int) -> int:
        """Give the place after the marks that follow a word, as many as stand inside of the sentence's delimiters."""
        has_mark = self.source[:end].rstrip()[-1:] in set(".!?…")
        return place + (self.target[place : place + 1] in set(".!?…," if has_mark else ","))
