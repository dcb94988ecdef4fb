"""The English that stands instead of each paragraph of a text, in which any marks of the paragraph find their places.

A file that is laid out as its source needs more than emphasis: each run of letters with a look of its own, each field,
call or bookmark has to go somewhere. They are marks here, whose values are the caller's, and go where the words beside
them went; what no word leads to goes where order and share of the text put it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.bilingual.passages import Passage, join_passages
from pipeline.bilingual.projection import Projection
from pipeline.bilingual.targets import NO_SIGNS, merge_places
from pipeline.bilingual.typography import typeset
from pipeline.document import KEPT, Bead, Document, Link, Mark, Place
from pipeline.pairs import BeadTexts

CARRIED = "carried"
"""A mark around text that has to be found again, as a link."""
LOOK = "look"
"""A mark around text that may be lost where no word leads to it, as emphasis."""
KEPT_TEXT = "notranslate"
"""A mark around text that most often stays as it is, as that of a field."""
AFTER = "sup"
"""A mark at a place that stays behind the word before it, as the call of a note."""
BEFORE = "before"
"""A mark at a place that stays in front of the word behind it, as the beginning of a remark."""
BREAK = "br"
"""A mark of white space that ends a line or a column."""
_NEVER_LOST = frozenset([CARRIED, KEPT_TEXT])
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a paragraph, and its bead; `text` is the whole source of that, which may go on in the next ones.

    `sign` comes after its English.
    """

    start: int
    end: int
    bead: Bead
    text: str
    sign: str


class Replacements:
    """Gives what stands instead of the paragraphs of a document; made once for all of them.

    English stands where its source begins: of a bead that runs over several paragraphs, all in the first. A sentence
    without English stays French. `signs` are put after the English of beads, by their numbers, with a no-break space.

    >>> from pipeline.document import Hypothesis, Paragraph, Segment, Text
    >>> french = Text("fr", (Paragraph("Un chat noir dort. Oui.", segments=(Segment(0, 18), Segment(19, 23))),))
    >>> links = (Link(3, 7, 8, 11), Link(8, 12, 2, 7), Link(13, 17, 12, 18))
    >>> beads = Bead((0,), (0,), links=links), Bead((1,), (1,))
    >>> english = Hypothesis("A black cat sleeps."), Hypothesis("Yes.")
    >>> made = Replacements(Document("d", french, None, english, beads)).of(0, [Mark(8, 12, LOOK, "bold")])
    >>> made.text, made.marks
    ('A black cat sleeps. Yes.', (Mark(start=2, end=7, name='look', value='bold'),))
    """

    def __init__(self, document: Document, signs: Mapping[int, str] = NO_SIGNS) -> None:
        self.document = document
        self._signs = signs
        self._sides = BeadTexts(document)
        self._beside: dict[int, list[int]] = defaultdict(list)  # by the paragraph in which each begins
        self._passing: dict[int, list[Bead]] = defaultdict(list)  # by the further paragraphs that each runs through
        last = 0
        for number, bead in enumerate(document.beads):
            through = [place.paragraph for place in self._places(bead)] or [last]
            self._beside[through[0]].append(number)
            for further in through[1:]:
                self._passing[further].append(bead)
            last = through[-1]

    def of(self, number: int, marks: Iterable[Mark] = ()) -> Passage | None:
        """Give what stands instead of a paragraph with some marks of its source in it; None where it stays as it is.

        It is empty where its English stands in an earlier paragraph.
        """
        paragraph = self.document.source.paragraphs[number]
        begun = [self.document.beads[one] for one in self._beside[number]]
        if paragraph.is_kept() or not any(bead.has_english for bead in (*begun, *self._passing[number])):
            return None
        stretches = [self._stretch(number, one) for one in self._beside[number]]
        shared = _share(sorted(marks, key=lambda mark: (mark.start, -mark.end)), stretches, paragraph.text)
        keeps = any(mark.name in KEPT for mark in paragraph.marks)
        return join_passages(
            Passage(None, *self._english(stretch, held, keeps)) for stretch, held in zip(stretches, shared, strict=True)
        )

    def _places(self, bead: Bead) -> Iterator[Place]:
        """Give the places of a bead's source, one a paragraph."""
        return merge_places(self._sides.source_places[sentence] for sentence in bead.source)

    def _stretch(self, number: int, of_bead: int) -> _Stretch:
        """Give the stretch of a paragraph in which a bead begins; it has no length where the bead has no source."""
        bead = self.document.beads[of_bead]
        place = next(self._places(bead), None)
        end = len(self.document.source.paragraphs[number].text)
        start, stop = (place.start, place.end) if place else (end, end)
        sign = self._signs.get(of_bead, "")
        return _Stretch(start, stop, bead, self._sides.source(bead.source), f"\u00a0{sign}" if sign else "")

    def _english(self, stretch: _Stretch, marks: Sequence[Mark], keeps: bool) -> tuple[str, tuple[Mark, ...]]:
        """Give the English of a stretch with its marks; `keeps` says that some of it has to stay letter for letter."""
        bead = stretch.bead
        if not bead.has_english:
            return stretch.text, tuple(marks)
        text = self._sides.target(bead)
        placed = place_marks(marks, bead.links, stretch.text, text)
        shown = typeset(text, "en").text if bead.by_machine and not keeps else text
        return shown + stretch.sign, placed


def place_marks(marks: Iterable[Mark], links: Sequence[Link], source: str, target: str) -> tuple[Mark, ...]:
    """Give the marks of a source text in its target text, in the order of the source.

    None is lost but looks that no word leads to.

    >>> place_marks([Mark(3, 7, CARRIED, "link"), Mark(3, 3, BEFORE, "remark")], [], "un chat", "a cat")
    (Mark(start=2, end=5, name='carried', value='link'), Mark(start=2, end=2, name='before', value='remark'))
    """
    projection = Projection(links, source, target)
    made: list[Mark] = []
    for mark in marks:
        if mark.name == BEFORE:
            made.append(_before(mark, projection))
        elif mark.name == BREAK:
            made.append(_break(mark, projection))
        else:
            made += projection.marks(mark) or (_between(mark, projection) if mark.start < mark.end else [])
    return tuple(made)


def _before(mark: Mark, projection: Projection) -> Mark:
    """Place what stands in front of a word."""
    source, target = projection.source, projection.target
    if not source[: mark.start].strip():
        return _at(mark, 0)
    if not source[mark.start :].strip():
        return _at(mark, len(target))
    number = bisect_left(projection.source_starts, mark.start)
    if number < len(projection.by_source):
        return _at(mark, projection.by_source[number].target_start)
    return _at(mark, _words_at(target, _share_of(mark.start, source, target), len(target))[0])


def _break(mark: Mark, projection: Projection) -> Mark:
    """Place the end of a line or column: at an end of the text if it stands there, else where a space is."""
    if not projection.source[: mark.start].strip():
        return _at(mark, 0)
    if not projection.source[mark.end :].strip():
        return _at(mark, len(projection.target))
    found = projection.find_line_break(mark.end)
    return _at(mark, len(projection.target) if found is None else found)


def _between(mark: Mark, projection: Projection) -> list[Mark]:
    """Place what has no linked word: on the words between those of its neighbours, else at its share of the text.

    Looks stay away where only the share is left and there are links: they say that the words are elsewhere.

    >>> links = [Link(0, 2, 0, 1), Link(8, 12, 6, 11)]
    >>> _between(Mark(3, 7, LOOK), Projection(links, "un chat noir", "a cat black"))
    [Mark(start=2, end=5, name='look', value='')]
    """
    links, source, target = projection.by_source, projection.source, projection.target
    before = [link.target_end for link in links if link.source_end <= mark.start]
    after = [link.target_start for link in links if link.source_start >= mark.end]
    start, end = max(before, default=0), min(after, default=len(target))
    if links and start < end and any(map(str.isalnum, target[start:end])):
        start += len(target[start:end]) - len(target[start:end].lstrip())
        return [mark._replace(start=start, end=start + len(target[start:end].rstrip()))]
    if links and mark.name not in _NEVER_LOST:
        return []
    first, last = (_share_of(place, source, target) for place in mark[:2])
    start, end = _words_at(target, first, last)
    return [mark._replace(start=start, end=end)]


def _words_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where the words begin and end whose middle lies between two places, or the one that is nearest there.

    >>> _words_at("the black cat", 5, 12), _words_at("the black cat", 3, 3), _words_at("...", 0, 1)
    ((4, 13), (0, 3), (0, 1))
    """
    words = [found.span() for found in _WORD.finditer(text)]
    inside = [word for word in words if 2 * start <= sum(word) < 2 * end]
    chosen = inside or [min(words, key=lambda word: abs(sum(word) - start - end), default=(start, end))]
    return chosen[0][0], chosen[-1][1]


def _share_of(place: int, source: str, target: str) -> int:
    """Give the place that lies at the same share of the target text."""
    return round(place / max(len(source), 1) * len(target))


def _at(mark: Mark, place: int) -> Mark:
    """Give a mark at a place."""
    return mark._replace(start=place, end=place)


def _share(marks: Sequence[Mark], stretches: Sequence[_Stretch], text: str) -> list[list[Mark]]:
    """Give each stretch the marks in it, counted from its beginning; one at a place goes to one stretch alone.

    What stands between two stretches goes to the end of the first, but what stands in front of a word to the next.
    """
    shared: list[list[Mark]] = [[] for _ in stretches]
    for mark in marks:
        if mark.start < mark.end and (mark.name != BREAK or text[mark.start : mark.end].strip()):
            for stretch, held in zip(stretches, shared, strict=True):
                start, end = max(mark.start, stretch.start), min(mark.end, stretch.end)
                if start < end:
                    held.append(mark._replace(start=start - stretch.start, end=end - stretch.start))
        elif stretches:
            number = _home(mark, stretches)
            stretch = stretches[number]
            length = stretch.end - stretch.start
            start, end = (min(max(place - stretch.start, 0), length) for place in mark[:2])
            shared[number].append(mark._replace(start=start, end=end))
    return shared


def _home(mark: Mark, stretches: Sequence[_Stretch]) -> int:
    """Tell to which stretch a mark at a place belongs."""
    if mark.name in {BEFORE, BREAK}:
        return next((n for n, stretch in enumerate(stretches) if mark.start < stretch.end), len(stretches) - 1)
    within = (n for n, stretch in enumerate(stretches) if mark.start <= stretch.end)
    found = next(within, len(stretches) - 1)
    # between two sentences it belongs to the one before, unless it touches the next one
    is_in_gap = found and mark.start < stretches[found].start
    return found - 1 if is_in_gap else found
