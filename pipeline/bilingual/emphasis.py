"""Text cut where what stands in it begins and ends: emphasis, links, line ends, calls of notes, pictures."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.typography import Shown
from pipeline.document import Mark

LOOKS = frozenset(
    ["em", "strong", "sup", "sub", "code", "a", "s", "u", "cite", "dfn", "var", "kbd", "samp", "small", "mark", "q"]
)
"""Marks that are shown around text; their names are those of HTML's elements."""
_POINTING = frozenset(["a", "note", "img"])
_OUTWARD = re.compile(r"https?://|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[\w+.-]+:|\s*//")


class Piece(NamedTuple):
    """Text as it is shown, and the marks it lies in, the outermost first.

    Or what stands at a place, named by `point`: "br", "sup" (the text is the note's label), "img" (its address).
    """

    text: str
    marks: tuple[Mark, ...] = ()
    point: str = ""


Address = Callable[[Mark], str]
"""Where a copy finds what a mark points to; "" where it does not, and then the mark is not shown.

Such marks are "a" (its value is an address), "note" (a paragraph's number, see `notes`) and "img" (the picture's).
"""


def outward(mark: Mark) -> str:
    """The address of a link to the web or to a mailbox, which can be followed from any copy.

    >>> [outward(Mark(0, 1, "a", value)) for value in ("https://a.fr", "#note", "javascript:alert(1)")]
    ['https://a.fr', '', '']
    """
    return mark.value if mark.name == "a" and _OUTWARD.match(mark.value.strip()) else ""


def onward(mark: Mark) -> str:
    """The address of a link that can be followed from the file itself: it leads out, or is relative.

    >>> [onward(Mark(0, 1, "a", value)) for value in ("https://a.fr", "#note", "javascript:alert(1)")]
    ['https://a.fr', '#note', '']
    """
    relative = mark.name == "a" and mark.value.strip() and not _SCHEME.match(mark.value)
    return mark.value if relative else outward(mark)


def pieces(passage: Passage, view: Shown, address: Address = outward) -> Iterator[Piece]:
    """A passage as it is shown, in pieces; `address` tells what marks point to.

    >>> list(pieces(Passage(0, "un mot", (Mark(3, 6, "em"), Mark(6, 6, "sup", "1"))), Shown("un mot")))
    [Piece(text='un ', marks=(), point=''), \
Piece(text='mot', marks=(Mark(start=3, end=6, name='em', value=''),), point=''), \
Piece(text='1', marks=(), point='sup')]
    """
    marks = list(_found(passage.marks, address))
    around = [mark for mark in marks if mark.name in LOOKS | _POINTING and mark.start < mark.end]
    points = [mark for mark in marks if _is_point(mark, passage.text)]
    edges = {0, len(passage.text), *(mark.end for mark in points), *(edge for mark in around for edge in mark[:2])}
    for start, end in pairwise([*sorted(edges), len(passage.text)]):
        for point in points:
            if point.end == start:
                yield Piece(point.value, tuple(mark for mark in marks if _encloses(mark, point)), point.name)
        if start < end:
            first = view.start(start) if start else 0
            last = view.end(end) if end < len(passage.text) else len(view.text)
            inside = tuple(mark for mark in around if mark.start <= start and end <= mark.end)
            yield Piece(view.text[first:last], inside)


def _found(marks: Iterable[Mark], address: Address) -> Iterator[Mark]:
    """Marks, those that point somewhere with the address in the copy, or left out."""
    for mark in marks:
        if mark.name not in _POINTING:
            yield mark
        elif place := address(mark):
            yield mark._replace(value=place)


def _is_point(mark: Mark, text: str) -> bool:
    """Whether a mark is shown at a place: a call, a picture, a line's end that the text itself, as in code, lacks."""
    if mark.name == "br":
        return "\n" not in text[mark.start : mark.end]
    return mark.name in {"sup", "img"} and mark.start == mark.end


def _encloses(mark: Mark, point: Mark) -> bool:
    """Whether a mark lies around a point; the link of a note's call stands at the same place."""
    if mark.name in {"a", "note"} and point.name == "sup" and mark[:2] == point[:2]:
        return True
    return mark.name in LOOKS | _POINTING and mark.start < point.end < mark.end
