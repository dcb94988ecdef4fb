"""Annotation projection: marks inside a source text, found again in its target text by the words that are linked.

Markup is carried so into machine translations (Müller, "Treatment of Markup in Statistical Machine Translation", 2017):
a stretch of text goes where its words went, a place stays beside its word.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import KEPT, Link, Mark

_PLACES = frozenset(["sup", "a", "note", "img", "html"])  # what may stand at a place, without text of its own
_RAISED = frozenset(["sup", "sub"])  # what often holds the end of a word, as in 1er
_FIRST_WORD = re.compile(r"\s*\w+(?:[-'’]\w+)*")
_LAST_WORD = re.compile(r"\w+(?:[-'’]\w+)*\s*\Z")
# What English sets before the call of a note; a sign inside of a number or a word, as in 3.5, is none of it.
_CLOSERS = re.compile(r"[.,;:!?…”\")\]]*(?!\w)")

Stretch = tuple[int, int]
"""Where a stretch of text begins, and where it has ended, in code points."""


def project(marks: Iterable[Mark], links: Sequence[Link], source: str, target: str) -> tuple[Mark, ...]:
    """Give the marks of a source text in its target text, sorted; those whose words have no counterpart are left out.

    A mark whose words the translation puts apart becomes several. The mark of a link or of a note goes as emphasis
    does. Words that are linked do not overlap each other.

    >>> source, target = "Un chat noir dort.", "A black cat sleeps."
    >>> links = [Link(0, 2, 0, 1), Link(3, 7, 8, 11), Link(8, 12, 2, 7), Link(13, 17, 12, 18), Link(17, 18, 18, 19)]
    >>> project([Mark(3, 7, "em"), Mark(8, 12, "strong"), Mark(17, 17, "sup", "1")], links, source, target)
    (Mark(start=2, end=7, name='strong', value=''), Mark(start=8, end=11, name='em', value=''), \
Mark(start=19, end=19, name='sup', value='1'))
    """
    projection = Projection(links, source, target)
    made = [placed for mark in marks for placed in projection.marks(mark)]
    return tuple(sorted(made, key=lambda mark: (mark.start, -mark.end)))


class Projection:
    """Finds places of a source text in its target text by the links of their words."""

    def __init__(self, links: Iterable[Link], source: str, target: str) -> None:
        self.source = source
        self.target = target
        self.by_source = sorted(links, key=lambda link: link.source_start)
        self.by_target = sorted(self.by_source, key=lambda link: link.target_start)
        self.source_starts = [link.source_start for link in self.by_source]
        self.source_ends = [link.source_end for link in self.by_source]
        self.target_starts = [link.target_start for link in self.by_target]
        self.target_ends = sorted(link.target_end for link in self.by_target)

    def marks(self, mark: Mark) -> list[Mark]:
        """Give the marks that one of the source becomes in the target; none where its words have no counterpart."""
        if mark.name == "br":
            space = self.find_line_break(mark.end)
            return [] if space is None else [mark._replace(start=space, end=space + 1)]
        if mark.start < mark.end:
            kept = self.same_text(mark) if mark.name in KEPT else None
            stretches = self.stretches(mark) if kept is None else [kept]
            return [mark._replace(start=start, end=end) for start, end in stretches]
        if mark.name in _PLACES:
            place = self.place(mark.start)
            return [mark._replace(start=place, end=place)]
        return []

    def same_text(self, mark: Mark) -> Stretch | None:
        """Give where the target has the text of a mark letter for letter; None where it has not.

        Of several such places it is the one with as many before it as in the source, if both have as many; else the
        one that is linked, or at about the same share of the text.

        >>> source, target = "Si a vaut 1, il a x.", "If a is 1, he has x."
        >>> Projection([], source, target).same_text(Mark(3, 4, "formula"))
        (3, 4)
        """
        pattern = whole_words(self.source[mark.start : mark.end])
        here = [found.start() for found in re.finditer(pattern, self.source)]
        there = [found.span() for found in re.finditer(pattern, self.target)]
        if len(here) == len(there) and mark.start in here:
            return there[here.index(mark.start)]
        linked = {link.target_start for link in self._links_in(mark)}
        share = mark.start / max(len(self.source), 1) * len(self.target)
        return min(there, key=lambda place: (linked.isdisjoint(range(*place)), abs(place[0] - share)), default=None)

    def stretches(self, mark: Mark) -> list[Stretch]:
        """Give the stretches of the target text that a mark around text goes to."""
        near = self._links_in(mark)
        exact = self._inside_word(mark, near)
        if exact is not None:
            return exact
        held = [link for link in near if _holds(mark, link)]
        return self._with_ends(mark, self._widened(mark, held, self._joined(mark, held)))

    def place(self, place: int) -> int:
        """Give the place of the target text that a call at a place of the source text goes to.

        It is after the word before it and, as in English, after the punctuation there.
        """
        if not _has_words(self.source[place:]):
            return len(self.target)
        end: int | None = None
        nearest = 0
        for link in reversed(self.by_source[: bisect_right(self.source_ends, place)]):
            if end is not None and link.source_end < nearest:
                break
            if _has_words(self.source[link.source_start : link.source_end]):
                end, nearest = max(end or 0, link.target_end), link.source_end
        if end is None:
            return 0
        closers = _CLOSERS.match(self.target, end)
        return closers.end() if closers else end

    def find_line_break(self, place: int) -> int | None:
        """Find the space of the target text that becomes the end of a line which ends at a place of the source text.

        It is the one at which the fewest linked words change lines; of several such spaces the one at the same share of
        the text. None where there is no space between words.

        >>> links = [Link(0, 2, 0, 1), Link(3, 7, 2, 5), Link(8, 12, 6, 11)]
        >>> Projection(links, "Un chat noir", "A cat black").find_line_break(8)
        5
        """
        share = place / max(len(self.source), 1)
        spaces = [found.start() for found in re.finditer(r"(?<=\S) (?=\S)", self.target)]
        crossing = dict(zip(spaces, self._count_crossing(place, spaces), strict=True))
        return min(spaces, key=lambda space: (crossing[space], abs(space / len(self.target) - share)), default=None)

    def _count_crossing(self, place: int, spaces: Iterable[int]) -> Iterator[int]:
        """Count for each of some rising places of the target the links that lead from before `place` to after it.

        Those from after `place` to before it count as well.
        """
        crossing = bisect_left(self.source_starts, place)  # at the target's start all of these cross
        done = 0
        for space in spaces:
            while done < len(self.by_target) and self.by_target[done].target_start < space:
                crossing += -1 if self.by_target[done].source_start < place else 1
                done += 1
            yield crossing

    def _links_in(self, mark: Mark) -> list[Link]:
        """Give the links of words that are in a mark, wholly or in part."""
        return self.by_source[bisect_right(self.source_ends, mark.start) : bisect_left(self.source_starts, mark.end)]

    def _inside_word(self, mark: Mark, near: Iterable[Link]) -> list[Stretch] | None:
        """Give where a mark goes that begins or ends inside of a word; None where it goes with whole words.

        A part of a word goes into the same word where the target has it. Raised letters have no place in another word:
        English writes "1er" in its own way.
        """
        for link in near:
            cuts = any(link.source_start < edge < link.source_end for edge in mark[:2])
            word = self.source[link.source_start : link.source_end]
            if cuts and word == self.target[link.target_start : link.target_end]:
                shift = link.target_start - link.source_start
                within = link.source_start <= mark.start and mark.end <= link.source_end
                return [(mark.start + shift, mark.end + shift)] if within else None
            if cuts and mark.name in _RAISED:
                return []
        return None

    def _joined(self, mark: Mark, held: Iterable[Link]) -> list[Stretch]:
        """Join the target words of a mark's words to stretches, with what stands between them and is not another's.

        >>> mark, links = Mark(0, 4, "em"), [Link(0, 4, 6, 9), Link(0, 4, 0, 2), Link(5, 8, 3, 5)]
        >>> Projection(links, "deux mot", "on two one")._joined(mark, links[:2])
        [(0, 2), (6, 9)]
        """
        stretches: list[Stretch] = []
        for start, end in sorted({(link.target_start, link.target_end) for link in held}):
            if stretches and not self._is_another_between(mark, stretches[-1][1], start):
                stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
            else:
                stretches.append((start, end))
        return stretches

    def _widened(self, mark: Mark, held: Sequence[Link], stretches: list[Stretch]) -> list[Stretch]:
        """Widen a mark's stretches by a target word without a link on each side where the mark has such a word too.

        Not where the words beside the mark have no link either: the target's may be theirs.

        >>> links = [Link(3, 7, 3, 6)]
        >>> Projection(links, "le chat", "my cat")._widened(Mark(0, 7, "em"), links, [(3, 6)])
        [(0, 6)]
        """
        if not held:
            return stretches
        first, last = held[0].source_start, held[-1].source_end
        before, after = _last(self.source_ends, mark.start, 0), _first(self.source_starts, mark.end, len(self.source))
        if _has_words(self.source[mark.start : first]) and not _has_words(self.source[before : mark.start]):
            start, end = stretches[0]
            word = _LAST_WORD.search(self.target, _last(self.target_ends, start, 0), start)
            stretches = [(word.start() if word else start, end), *stretches[1:]]
        if _has_words(self.source[last : mark.end]) and not _has_words(self.source[mark.end : after]):
            start, end = stretches[-1]
            word = _FIRST_WORD.match(self.target, end, _first(self.target_starts, end, len(self.target)))
            stretches = [*stretches[:-1], (start, word.end() if word else end)]
        return stretches

    def _with_ends(self, mark: Mark, stretches: list[Stretch]) -> list[Stretch]:
        """Widen the stretches of a mark at an end of the source text to that end of the target text.

        Not over words that are linked to words outside of the mark.
        """
        before, after = self.source[: mark.start], self.source[mark.end :]
        at_start, at_end = not _has_words(before), not _has_words(after)
        if not (at_start or at_end):
            return stretches
        first, last = _margins(self.target, before, after)
        if at_start and at_end:
            return [(first, last)]
        if stretches and at_start and not self._is_another_between(mark, 0, stretches[0][0]):
            stretches[0] = min(first, stretches[0][0]), stretches[0][1]
        if stretches and at_end and not self._is_another_between(mark, stretches[-1][1], len(self.target)):
            stretches[-1] = stretches[-1][0], max(last, stretches[-1][1])
        return stretches

    def _is_another_between(self, mark: Mark, start: int, end: int) -> bool:
        """Tell whether a word between two places of the target is linked to a word outside of a mark."""
        between = range(bisect_left(self.target_starts, start), bisect_left(self.target_starts, end))
        return any(not _holds(mark, self.by_target[number]) for number in between)


def whole_words(text: str) -> str:
    """Give a regular expression that finds a text where it neither begins nor ends inside of a word.

    >>> re.findall(whole_words("x"), "x, axe, x^2")
    ['x', 'x']
    """
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return before + re.escape(text) + after


def _holds(mark: Mark, link: Link) -> bool:
    """Tell whether more than half of a link's source word is in a mark."""
    shared = min(mark.end, link.source_end) - max(mark.start, link.source_start)
    return 2 * shared > link.source_end - link.source_start


def _margins(target: str, before: str, after: str) -> Stretch:
    """Give where a target text begins and ends for a mark that has some text before and after it.

    Where that is punctuation, as the mark leaves it out, the punctuation there is left out of the target too.

    >>> _margins("“He sleeps.”", "", ".")
    (0, 10)
    """
    places = [place for place, character in enumerate(target) if character.isalnum()] or [0, len(target) - 1]
    return places[0] if before.strip() else 0, places[-1] + 1 if after.strip() else len(target)


def _last(places: Sequence[int], most: int, default: int) -> int:
    """Give the last of some sorted places that is at `most` or before it."""
    number = bisect_right(places, most)
    return places[number - 1] if number else default


def _first(places: Sequence[int], least: int, default: int) -> int:
    """Give the first of some sorted places that is at `least` or after it."""
    number = bisect_left(places, least)
    return places[number] if number < len(places) else default


def _has_words(text: str) -> bool:
    """Tell whether there are letters or digits in a text."""
    return any(map(str.isalnum, text))
