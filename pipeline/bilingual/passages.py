"""Passages: parts of a paragraph's text with the marks inside of them, cut and joined."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Mark, Paragraph, Place

_STRETCH = 256  # code points: about two sentences; chosen by hand


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a block that belongs to one bead, or what stands between two such parts (`bead` is None).

    `marks` have places in the passage. The text is empty where a bead has none on this side.
    """

    bead: int | None
    text: str
    marks: tuple[Mark, ...] = ()


def cut_passage(passage: Passage, start: int, end: int) -> Passage:
    """Cut out what stands between two places of a passage; a mark at a place belongs to the text before it.

    >>> cut_passage(Passage(None, "un mot. Oui.", (Mark(3, 6, "em"), Mark(7, 7, "sup", "1"))), 3, 7)
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
    """Tell whether a mark, or a part of it, belongs to the text from `start` to before `end`."""
    if mark.start < mark.end:
        return mark.start < end and mark.end > start
    return start < mark.start <= end or mark.start == start == 0 < end


def join_passages(passages: Iterable[Passage], between: str = " ") -> Passage:
    """Join passages to one that belongs to no bead, with some text between them.

    >>> join_passages([Passage(0, "Un"), Passage(1, "mot", (Mark(0, 3, "em"),))])
    Passage(bead=None, text='Un mot', marks=(Mark(start=3, end=6, name='em', value=''),))
    """
    texts: list[str] = []
    marks: list[Mark] = []
    done = 0
    for passage in passages:
        if texts:
            texts.append(between)
            done += len(between)
        marks += [mark._replace(start=mark.start + done, end=mark.end + done) for mark in passage.marks]
        texts.append(passage.text)
        done += len(passage.text)
    return Passage(None, "".join(texts), tuple(marks))


class Excerpts:
    """Cuts passages out of the paragraphs of a text; made once for all of them.

    A paragraph may be a whole book with thousands of marks: each passage looks only at those near it.

    >>> excerpts = Excerpts([Paragraph("Il dort. Chut.", marks=(Mark(3, 7, "em"),))])
    >>> excerpts.cut(Place(0, 9, 14), bead=1)
    Passage(bead=1, text='Chut.', marks=())
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._marks: dict[int, dict[int, list[int]]] = {}

    def cut(self, place: Place, bead: int | None = None) -> Passage:
        """Cut out the text at a place, for the bead with this number."""
        return cut_passage(
            Passage(bead, self._paragraphs[place.paragraph].text, self.near(place)), place.start, place.end
        )

    def near(self, place: Place) -> tuple[Mark, ...]:
        """Give the marks of a place's paragraph that are in the place, or near it, in their order."""
        marks = self._paragraphs[place.paragraph].marks
        if not marks:
            return ()
        stretches = self._stretches(place.paragraph)
        found = {n for stretch in _stretches_of(place.start, place.end) for n in stretches.get(stretch, ())}
        return tuple(marks[n] for n in sorted(found))

    def _stretches(self, paragraph: int) -> dict[int, list[int]]:
        """Give the numbers of a paragraph's marks by the stretches of its text that they are in."""
        if paragraph not in self._marks:
            stretches = self._marks[paragraph] = defaultdict(list)
            for number, mark in enumerate(self._paragraphs[paragraph].marks):
                for stretch in _stretches_of(mark.start, mark.end):
                    stretches[stretch].append(number)
        return self._marks[paragraph]


def _stretches_of(start: int, end: int) -> range:
    """Give the numbers of the stretches of text that hold two places and what is between them."""
    return range(start // _STRETCH, end // _STRETCH + 1)
