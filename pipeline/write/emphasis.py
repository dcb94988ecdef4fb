"""Text cut where its emphasis, bold, raised and lowered marks begin and end."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.write.rows import Passage
from pipeline.write.typography import Shown

ELEMENTS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "sup": "sup", "sub": "sub", "code": "code"}
"""The marks that are shown, and the HTML elements that show them."""


def pieces(passage: Passage, view: Shown) -> Iterator[tuple[str, list[str]]]:
    """A passage as it is shown, in pieces, each with the elements it lies in, the outermost first.

    >>> from pipeline.document import Mark
    >>> list(pieces(Passage(0, "un mot", (Mark(3, 6, "i"),)), Shown("un mot")))
    [('un ', []), ('mot', ['em'])]
    """
    marks = [mark for mark in passage.marks if mark.name in ELEMENTS and mark.end > mark.start]
    edges = sorted({0, len(passage.text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    for start, end in pairwise(edges):
        first = view.start(start) if start else 0
        last = view.end(end) if end < len(passage.text) else len(view.text)
        yield view.text[first:last], [ELEMENTS[mark.name] for mark in marks if mark.start <= start and end <= mark.end]
