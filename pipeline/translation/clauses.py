"""Cut a sentence that is too long for the model where it hurts least: at the end of a clause, near the middle."""

from collections.abc import Callable, Iterator

import regex

from pipeline.document import Segment

_CONJUNCTION = (
    r"(?:et|mais|ou|car|donc|or|ni|puis|qui|que|dont|où|quand|lorsque|si|comme|parce|puisque|tandis|afin|alors)"
)
_BREAKS = tuple(
    regex.compile(pattern)
    for pattern in (
        r"[;.!?…](?:\s?[»”\"')\]])*\s+",
        r":\s+|\s(?=[-–—]\s)|(?<=\s[-–—])\s",
        rf",\s+(?={_CONJUNCTION}\b)",
        r",\s+|[)\]»]\s+|\s(?=[(\[«])",
        rf"\s(?={_CONJUNCTION}\b)",
        r"\s+",
        r"(?=.)",
    )
)
"""Where a sentence may be cut, best places first; the cut is where the match ends."""
_MARGIN = 4
"""A cut leaves at least a fourth of the text on either side, if any place of its kind does."""


def split_long(text: str, measure: Callable[[str], int], limit: int) -> list[Segment]:
    """Cut a text into parts that `measure` finds no longer than `limit`; only white space lies between the parts.

    A text that is short enough is one part. One code point is never cut, however long it measures.

    >>> text = "Il pleut, mais je sors ; tu restes ici."
    >>> [text[start:end] for start, end in split_long(text, len, 25)]
    ['Il pleut, mais je sors ;', 'tu restes ici.']
    >>> text = "« Viens donc ! » Elle attend depuis midi."
    >>> [text[start:end] for start, end in split_long(text, len, 30)]
    ['« Viens donc ! »', 'Elle attend depuis midi.']
    """
    parts = list(_parts(text, 0, len(text), measure, limit))
    return [Segment(start, end) for start, end in parts]


def _parts(text: str, start: int, end: int, measure: Callable[[str], int], limit: int) -> Iterator[tuple[int, int]]:
    """Cut a text in two until no part measures more than the limit; give the parts in order."""
    waiting = [(start, end)]
    while waiting:
        start, end = _stripped(text, *waiting.pop())
        if end <= start:
            continue
        if end - start == 1 or measure(text[start:end]) <= limit:
            yield start, end
        else:
            cut = _best_cut(text, start, end)
            waiting += [(cut, end), (start, cut)]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a part without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _best_cut(text: str, start: int, end: int) -> int:
    """Give the place nearest to the middle, of the best kind that has one well inside."""
    middle, margin = (start + end) / 2, (end - start) / _MARGIN
    for pattern in _BREAKS:
        places = [match.end() for match in pattern.finditer(text, start, end) if start < match.end() < end]
        inside = [place for place in places if start + margin <= place <= end - margin]
        if inside:
            return min(inside, key=lambda place: abs(place - middle))
    return int(middle)
