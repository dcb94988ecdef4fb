"""What stands inside French text, found again in its English by the words that are linked.

Placeholders are projected through word alignments as markup is in machine translation (Müller, "Treatment of Markup in
Statistical Machine Translation", 2017): a stretch of text goes where its words went, a place stays beside its word.
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.document import Link, Mark

_PLACES = frozenset(["sup", "a", "note", "img"])  # what may stand at a place, without text of its own
_RAISED = frozenset(["sup", "sub"])
_FIRST_WORD = re.compile(r"\s*\w+(?:[-'’]\w+)*")
_LAST_WORD = re.compile(r"\w+(?:[-'’]\w+)*\s*\Z")
_CLOSERS = re.compile(r"[.,;:!?…”\")\]]*(?!\w)")

Span = tuple[int, int]


def carry(marks: Iterable[Mark], links: Sequence[Link], source: str, target: str) -> tuple[Mark, ...]:
    """The marks of a text in its translation, sorted; those whose words have no counterpart are left out.

    A mark whose words the translation puts apart becomes several. A link's or a note's mark is carried like emphasis.

    >>> source, target = "Un chat noir dort.", "A black cat sleeps."
    >>> links = [Link(0, 2, 0, 1), Link(3, 7, 8, 11), Link(8, 12, 2, 7), Link(13, 17, 12, 18), Link(17, 18, 18, 19)]
    >>> carry([Mark(3, 7, "em"), Mark(8, 12, "strong"), Mark(17, 17, "sup", "1")], links, source, target)
    (Mark(start=2, end=7, name='strong', value=''), Mark(start=8, end=11, name='em', value=''), \
Mark(start=19, end=19, name='sup', value='1'))
    """
    made: list[Mark] = []
    for mark in marks:
        if mark.name == "br":
            place = _break(mark.end, links, source, target)
            made += [mark._replace(start=place, end=place + 1)] if place else []
        elif mark.start < mark.end:
            made += [mark._replace(start=start, end=end) for start, end in _spans(mark, links, source, target)]
        elif mark.name in _PLACES:
            place = _call(mark.start, links, source, target)
            made.append(mark._replace(start=place, end=place))
    return tuple(sorted(made, key=lambda mark: (mark.start, -mark.end)))


def _spans(mark: Mark, links: Sequence[Link], source: str, target: str) -> list[Span]:
    """Where the text of a mark is in the translation."""
    exact = _inside_word(mark, links, source, target)
    if exact is not None:
        return exact
    begins, ends = not _said(source[: mark.start]), not _said(source[mark.end :])
    first, last = _margins(target, source[: mark.start], source[mark.end :])
    if begins and ends:
        return [(first, last)]
    runs = _widened(_runs(mark, links), mark, links, source, target)
    if runs and begins and not _said_of(links, mark, 0, runs[0][0]):
        runs[0] = min(first, runs[0][0]), runs[0][1]
    if runs and ends and not _said_of(links, mark, runs[-1][1], len(target)):
        runs[-1] = runs[-1][0], max(last, runs[-1][1])
    return runs


def _inside_word(mark: Mark, links: Sequence[Link], source: str, target: str) -> list[Span] | None:
    """Where a mark of a part of a word is: in the same word, or nowhere if it is raised; None for any other mark."""
    for link in links:
        cuts = any(link.source_start < edge < link.source_end for edge in mark[:2])
        if cuts and source[link.source_start : link.source_end] == target[link.target_start : link.target_end]:
            shift = link.target_start - link.source_start
            within = link.source_start <= mark.start and mark.end <= link.source_end
            return [(mark.start + shift, mark.end + shift)] if within else None
        if cuts and mark.name in _RAISED:  # such as the end of 1er, which English writes otherwise
            return []
    return None


def _margins(target: str, before: str, after: str) -> Span:
    """Where a translation begins and ends, without its outer punctuation on sides where the mark leaves out its own.

    >>> _margins("“He sleeps.”", "", ".")
    (0, 10)
    """
    places = [place for place, character in enumerate(target) if character.isalnum()] or [0, len(target) - 1]
    return places[0] if before.strip() else 0, places[-1] + 1 if after.strip() else len(target)


def _runs(mark: Mark, links: Sequence[Link]) -> list[Span]:
    """The words linked to those of a mark, and what stands between them unless it is linked to other words.

    >>> _runs(Mark(0, 4, "em"), [Link(0, 4, 6, 9), Link(0, 4, 0, 2), Link(5, 8, 3, 5)])
    [(0, 2), (6, 9)]
    """
    runs: list[Span] = []
    for start, end in sorted({(link.target_start, link.target_end) for link in links if _holds(mark, link)}):
        if runs and not _said_of(links, mark, runs[-1][1], start):
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def _widened(runs: list[Span], mark: Mark, links: Sequence[Link], source: str, target: str) -> list[Span]:
    """The runs of a mark whose outer words are linked to nothing, with the next English word that is not either.

    Not where the words beside the mark are linked to nothing as well: that English may be theirs.

    >>> _widened([(3, 6)], Mark(0, 7, "em"), [Link(3, 7, 3, 6)], "le chat", "my cat")
    [(0, 6)]
    """
    held = [link for link in links if _holds(mark, link)]
    if not held:
        return runs
    first, last = min(link.source_start for link in held), max(link.source_end for link in held)
    before = max((link.source_end for link in links if link.source_end <= mark.start), default=0)
    after = min((link.source_start for link in links if link.source_start >= mark.end), default=len(source))
    if _said(source[mark.start : first]) and not _said(source[before : mark.start]):
        start = max((link.target_end for link in links if link.target_end <= runs[0][0]), default=0)
        word = _LAST_WORD.search(target, start, runs[0][0])
        runs = [(word.start(), runs[0][1]), *runs[1:]] if word else runs
    if _said(source[last : mark.end]) and not _said(source[mark.end : after]):
        end = min((link.target_start for link in links if link.target_start >= runs[-1][1]), default=len(target))
        word = _FIRST_WORD.match(target, runs[-1][1], end)
        runs = [*runs[:-1], (runs[-1][0], word.end())] if word else runs
    return runs


def _holds(mark: Mark, link: Link) -> bool:
    """Whether more than half of a link's word is in a mark."""
    shared = min(mark.end, link.source_end) - max(mark.start, link.source_start)
    return 2 * shared > link.source_end - link.source_start


def _said_of(links: Iterable[Link], mark: Mark, start: int, end: int) -> bool:
    """Whether there are words between two places of the translation that are linked to words outside of a mark."""
    return any(start <= link.target_start < end and not _holds(mark, link) for link in links)


def _call(place: int, links: Sequence[Link], source: str, target: str) -> int:
    """Where a note is called in the translation: after the word before it and, as in English, the punctuation there."""
    if not _said(source[place:]):
        return len(target)
    before = [link for link in links if link.source_end <= place and _said(source[link.source_start : link.source_end])]
    if not before:
        return 0
    nearest = max(link.source_end for link in before)
    end = max(link.target_end for link in before if link.source_end == nearest)
    closers = _CLOSERS.match(target, end)
    return closers.end() if closers else end


def _break(place: int, links: Sequence[Link], source: str, target: str) -> int:
    """The space at which a line ends in the translation, so that few words change lines; 0 where there is none.

    >>> _break(8, [Link(0, 2, 0, 1), Link(3, 7, 2, 5), Link(8, 12, 6, 11)], "Un chat noir", "A cat black")
    5
    """
    spaces = [found.start() for found in re.finditer(r"(?<=\S) (?=\S)", target)]
    share = place / max(len(source), 1)

    def cost(space: int) -> tuple[int, float]:
        crossing = sum((link.source_start < place) != (link.target_start < space) for link in links)
        return crossing, abs(space / len(target) - share)

    return min(spaces, key=cost, default=0)


def _said(text: str) -> bool:
    """Whether there are letters or digits in a text."""
    return any(map(str.isalnum, text))
