"""Inline marks in a fixed order: a passage cut where they begin and end, and when each is to be opened and closed.

Marks may cross each other and stand anywhere; elements of HTML and the signs of Markdown must nest. All copies write
what `split_at_marks` and `nest` give them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.typography import Shown
from pipeline.document import Mark
from pipeline.io.archive import is_elsewhere

LOOKS = frozenset(
    ["em", "strong", "sup", "sub", "code", "a", "s", "u", "cite", "dfn", "var", "kbd", "samp", "small", "mark", "q"]
)
"""Marks that are shown around text; their names are those of HTML's elements."""
_LINKS = frozenset(["a", "note"])
_POINTING = _LINKS | {"img"}
_AROUND = LOOKS | _POINTING | {"formula"}
_OUTWARD = re.compile(r"https?://|mailto:", re.IGNORECASE)

Resolver = Callable[[Mark], str]
"""Tells the address in a copy of what a mark points to; "" where the copy has none, and then the mark is not shown.

Such marks are "a" (its value is an address), "note" (a paragraph's number, see `notes`) and "img" (the picture's).
"""


class Span(NamedTuple):
    """Text as it is shown, and the marks it lies in, the outermost first.

    Or what stands at a place, named by `point`: "br" (the end of a line), "sup" (the call of a note, the text is its
    label), "img" (a picture, the text is its address).
    """

    text: str
    marks: tuple[Mark, ...] = ()
    point: str = ""


class NestingStep(NamedTuple):
    """What to write next: the ends of some marks, innermost first, then the beginnings of others, then a span."""

    closed: tuple[Mark, ...]
    opened: tuple[Mark, ...]
    span: Span


def resolve_outward(mark: Mark) -> str:
    """Give the address of a link to the web or to a mailbox, which can be followed from any copy; "" for other marks.

    >>> [resolve_outward(Mark(0, 1, "a", value)) for value in ("https://a.fr", "#note", "javascript:alert(1)")]
    ['https://a.fr', '', '']
    """
    return mark.value if mark.name == "a" and _OUTWARD.match(mark.value.strip()) else ""


def resolve_in_file(mark: Mark) -> str:
    """Give the address of a link that can be followed from the file it is in: to the web, or relative; else "".

    >>> [resolve_in_file(Mark(0, 1, "a", value)) for value in ("https://a.fr", "#note", "javascript:alert(1)")]
    ['https://a.fr', '#note', '']
    """
    address = mark.value.strip()
    relative = mark.name == "a" and address and not is_elsewhere(address)
    return mark.value if relative else resolve_outward(mark)


def split_at_marks(passage: Passage, view: Shown, resolve: Resolver = resolve_outward) -> Iterator[Span]:
    """Split a passage, shown as `view`, where its marks begin and end; `resolve` tells what they point to.

    >>> list(split_at_marks(Passage(0, "un mot", (Mark(3, 6, "em"), Mark(6, 6, "sup", "1"))), Shown("un mot")))
    [Span(text='un ', marks=(), point=''), \
Span(text='mot', marks=(Mark(start=3, end=6, name='em', value=''),), point=''), \
Span(text='1', marks=(), point='sup')]
    """
    length = len(passage.text)
    found = _Places(tuple(_resolved(passage.marks, resolve)))
    for number, mark in enumerate(found.marks):
        found.add(number, mark, passage.text)
    around: list[int] = []
    done = 0
    for start, end in pairwise([*sorted({0, length, *found.edges}), length]):
        around = [number for number in around if found.marks[number].end > start]
        yield from found.points_at(start, around)
        around = sorted([*around, *found.starting.get(start, ())])
        if start < end:
            last = view.end(end) if end < length else len(view.text)
            yield Span(view.text[done:last], found.of(around))
            done = last


def nest(spans: Iterable[Span], choose: Callable[[Span], Sequence[Mark] | None]) -> Iterator[NestingStep]:
    """Tell which marks to close and to open before each span so that they nest; the last step closes what is open.

    `choose` tells which marks of a span are to be written, outermost first; None leaves open what is open. A mark that
    ends outside of others which go on takes them with it: they are closed and opened again.

    >>> em, strong = Mark(0, 4, "em"), Mark(2, 6, "strong")
    >>> for step in nest([Span("ab", (em,)), Span("cd", (em, strong)), Span("ef", (strong,))], lambda span: span.marks):
    ...     print(step.span.text or "-", [mark.name for mark in step.closed], [mark.name for mark in step.opened])
    ab [] ['em']
    cd [] ['strong']
    ef ['strong', 'em'] ['strong']
    - ['strong'] []
    """
    opened: Sequence[Mark] = ()
    for span in chain(spans, [Span("")]):
        chosen = choose(span)
        wanted = opened if chosen is None else chosen
        kept = _count_equal(opened, wanted)
        yield NestingStep(tuple(reversed(opened[kept:])), tuple(wanted[kept:]), span)
        opened = wanted


def without_nested_links(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Leave out links inside of a link, which neither HTML nor a word processor allows."""
    linked = False
    for mark in marks:
        is_link = mark.name in _LINKS
        if not (linked and is_link):
            yield mark
        linked |= is_link


@dataclass(slots=True)
class _Places:
    """A passage's marks by their places; a mark is its number in `marks`, where those around others come first."""

    marks: tuple[Mark, ...]
    edges: set[int] = field(default_factory=set)
    """Where the text is cut: marks begin, end or stand there."""
    starting: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Marks around text, by where they begin."""
    points: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Marks that are shown at a place, such as pictures and the calls of notes."""
    links: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Links without text: they are those of the call of a note at the same place."""

    def add(self, number: int, mark: Mark, text: str) -> None:
        """Sort a mark in by what it does: it lies around text, is the link of a call, or stands at a place."""
        if mark.name in _AROUND and mark.start < mark.end:
            self.starting[mark.start].append(number)
            self.edges |= {mark.start, mark.end}
        elif mark.name in _LINKS:
            self.links[mark.start].append(number)
        if _is_point(mark, text):
            self.points[mark.end].append(number)
            self.edges.add(mark.end)

    def points_at(self, place: int, around: list[int]) -> Iterator[Span]:
        """Give what stands at a place that some marks lie around."""
        for point in self.points.get(place, ()):
            mark = self.marks[point]
            links = self.links.get(place, []) if mark.name == "sup" else []
            yield Span(mark.value, self.of(sorted([*around, *links])), mark.name)

    def of(self, numbers: Iterable[int]) -> tuple[Mark, ...]:
        """Give the marks with these numbers."""
        return tuple(self.marks[number] for number in numbers)


def _resolved(marks: Iterable[Mark], resolve: Resolver) -> Iterator[Mark]:
    """Give marks, those that point somewhere with the address in the copy; they are left out where there is none."""
    for mark in marks:
        if mark.name not in _POINTING:
            yield mark
        elif address := resolve(mark):
            yield mark._replace(value=address)


def _is_point(mark: Mark, text: str) -> bool:
    """Tell whether a mark is shown at a place: a call, a picture, the end of a line that the text does not have itself.

    The text of code has its line ends.
    """
    if mark.name == "br":
        return "\n" not in text[mark.start : mark.end]
    return mark.name in {"sup", "img"} and mark.start == mark.end


def _count_equal(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """Count the marks that two sequences have in common at their beginnings."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
