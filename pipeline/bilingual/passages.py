"""Pieces of text with what stands inside of them, cut and joined."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Mark


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a block that belongs to one bead, or what stands between two such parts (`bead` is None).

    `marks` have places in the passage. The text is empty where a bead has none on this side.
    """

    bead: int | None
    text: str
    marks: tuple[Mark, ...] = ()


def cut(passage: Passage, start: int, end: int) -> Passage:
    """What stands between two places of a passage; a mark at a place belongs to the text before it.

    >>> cut(Passage(None, "un mot. Oui.", (Mark(3, 6, "em"), Mark(7, 7, "sup", "1"))), 3, 7)
    Passage(bead=None, text='mot.', marks=(Mark(start=0, end=3, name='em', value=''), \
Mark(start=4, end=4, name='sup', value='1')))
    """
    marks = tuple(
        mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in passage.marks
        if _is_in(mark, start, end)
    )
    return Passage(passage.bead, passage.text[start:end], marks)


def _is_in(mark: Mark, start: int, end: int) -> bool:
    if mark.start < mark.end:
        return mark.start < end and mark.end > start
    return start < mark.start <= end or mark.start == start == 0 < end


def joined(passages: Iterable[Passage], between: str = " ") -> Passage:
    """Passages as one that belongs to no bead.

    >>> joined([Passage(0, "Un"), Passage(1, "mot", (Mark(0, 3, "em"),))])
    Passage(bead=None, text='Un mot', marks=(Mark(start=3, end=6, name='em', value=''),))
    """
    text = ""
    marks: list[Mark] = []
    for number, passage in enumerate(passages):
        text += between if number else ""
        marks += [mark._replace(start=mark.start + len(text), end=mark.end + len(text)) for mark in passage.marks]
        text += passage.text
    return Passage(None, text, tuple(marks))
