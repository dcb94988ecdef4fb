"""Text cut where what stands in it begins and ends: emphasis, links, line ends, calls of notes."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Mark
from pipeline.write.passages import Passage
from pipeline.write.typography import Shown

LOOKS = frozenset(
    ["em", "strong", "sup", "sub", "code", "a", "s", "u", "cite", "dfn", "var", "kbd", "samp", "small", "mark", "q"]
)
"""Marks that are shown around text; their names are those of HTML's elements."""
_OUTWARD = re.compile(r"https?://|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[\w+.-]+:|\s*//")


class Piece(NamedTuple):
    """Text as it is shown, and the marks it lies in, the outermost first; or what stands at a place: "br" or "sup"."""

    text: str
    marks: tuple[Mark, ...] = ()
    point: str = ""


def leads_out(address: str) -> bool:
    """Whether an address is one of the web or of a mailbox, which can be followed from any copy.

    >>> leads_out("https://a.fr"), leads_out("#note"), leads_out("javascript:alert(1)")
    (True, False, False)
    """
    return _OUTWARD.match(address.strip()) is not None


def leads_on(address: str) -> bool:
    """Whether an address can be followed from the file itself: it leads out, or is relative.

    >>> leads_on("https://a.fr"), leads_on("#note"), leads_on("javascript:alert(1)")
    (True, True, False)
    """
    return leads_out(address) or (bool(address.strip()) and not _SCHEME.match(address))


def pieces(passage: Passage, view: Shown, linked: Callable[[str], bool] = leads_out) -> Iterator[Piece]:
    """A passage as it is shown, in pieces; `linked` tells which addresses make links.

    >>> list(pieces(Passage(0, "un mot", (Mark(3, 6, "em"), Mark(6, 6, "sup", "1"))), Shown("un mot")))
    [Piece(text='un ', marks=(), point=''), \
Piece(text='mot', marks=(Mark(start=3, end=6, name='em', value=''),), point=''), \
Piece(text='1', marks=(), point='sup')]
    """
    marks = [mark for mark in passage.marks if mark.name != "a" or linked(mark.value)]
    around = [mark for mark in marks if mark.name in LOOKS and mark.start < mark.end]
    points = [mark for mark in marks if _is_point(mark, passage.text)]
    edges = {0, len(passage.text), *(mark.end for mark in points), *(edge for mark in around for edge in mark[:2])}
    for start, end in pairwise([*sorted(edges), len(passage.text)]):
        for point in points:
            if point.end == start:
                text = point.value if point.name == "sup" else ""
                yield Piece(text, tuple(mark for mark in marks if _encloses(mark, point)), point.name)
        if start < end:
            first = view.start(start) if start else 0
            last = view.end(end) if end < len(passage.text) else len(view.text)
            inside = tuple(mark for mark in around if mark.start <= start and end <= mark.end)
            yield Piece(view.text[first:last], inside)


def _is_point(mark: Mark, text: str) -> bool:
    """Whether a mark is shown at a place: a line's end, unless the text has it itself as code does; a note's call."""
    if mark.name == "br":
        return "\n" not in text[mark.start : mark.end]
    return mark.name == "sup" and mark.start == mark.end


def _encloses(mark: Mark, point: Mark) -> bool:
    """Whether a mark lies around a point; the link of a note's call stands at the same place."""
    if mark.name == "a" and point.name == "sup" and mark[:2] == point[:2]:
        return True
    return mark.name in LOOKS and mark.start < point.end < mark.end
