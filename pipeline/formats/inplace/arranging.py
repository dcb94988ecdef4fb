"""What a paragraph consists of, arranged anew for another text: runs of letters, what encloses them, what stands there.

All here is pure: nodes and looks are the caller's, and are only handed on.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.replacements import AFTER, BEFORE, BREAK, CARRIED, KEPT_TEXT, LOOK
from pipeline.document import Mark

Stay = Literal["after", "before", "break", "kept"]
_STAYS: dict[Stay, str] = {"after": AFTER, "before": BEFORE, "break": BREAK, "kept": KEPT_TEXT}


@dataclass(eq=False, slots=True)
class Run:
    """Letters of one look, from `start` to `end` in the paragraph; equal `look`s look the same.

    `spaced` tells whether a space is the first and the last of them.
    """

    start: int
    end: int
    look: Hashable
    spaced: tuple[bool, bool] = (False, False)


@dataclass(eq=False, slots=True)
class Point:
    """What is no text: a break, a call, a picture, a field of a form. `stay` says what it stays beside.

    One that is "kept" may stand for text, from `start` to `end`. `pair` names one of the two ends of something.
    """

    start: int
    end: int
    look: Hashable
    node: Any
    stay: Stay = "after"
    pair: Hashable = None


@dataclass(eq=False, slots=True)
class Whole:
    """What encloses a part of the paragraph and is not to be torn, as a link or a field; `fixed` if its text stays."""

    start: int
    end: int
    look: Hashable
    node: Any
    items: list["Item"] = field(default_factory=list)
    fixed: bool = False


Item = Run | Point | Whole


_Taken = tuple[int, int, Point | Whole]
"""What takes text, from one place to another."""


@dataclass(frozen=True, slots=True)
class Put:
    """What comes out: a text, or a node, with all that goes into it where it encloses something."""

    look: Hashable
    text: str = ""
    node: Any = None
    inside: tuple["Put", ...] | None = None


def marks_of(items: Sequence[Item]) -> list[Mark]:
    """Give marks that say where in the paragraph its items are, for `Replacements` to find their places.

    Their values are numbers of items in `_flat`. The look that most letters of an enclosure have needs none.

    >>> bold = Run(3, 6, "bold")
    >>> marks_of([Run(0, 3, ""), bold, Run(6, 12, ""), Point(6, 6, "", "note")])
    [Mark(start=3, end=6, name='look', value='1'), Mark(start=6, end=6, name='sup', value='3')]
    """
    marks = []
    main = _main_looks(items)
    pairs = _pairs(items)
    for number, (item, around) in enumerate(_flat(items)):
        if isinstance(item, Run):
            if item.look != main[around] and item.start < item.end:
                marks.append(Mark(item.start, item.end, LOOK, str(number)))
        elif isinstance(item, Whole):
            if item.start < item.end:
                marks.append(Mark(item.start, item.end, KEPT_TEXT if item.fixed else CARRIED, str(number)))
        elif number in pairs:
            first, last = pairs[number]
            if number == first[0]:
                marks.append(Mark(first[1], last[1], CARRIED, str(number)))
        else:
            name = _STAYS[item.stay] if item.start < item.end or item.stay != "kept" else AFTER
            marks.append(Mark(item.start, item.end, name, str(number)))
    return marks


def arrange(items: Sequence[Item], passage: Passage) -> tuple[Put, ...]:
    """Arrange the items of a paragraph for another text, in which their marks have found places.

    Every node comes out once; letters that no mark of a look is on have the look that most letters of their enclosure
    had.

    >>> link = Whole(3, 7, "", "link", [Run(3, 7, "")])
    >>> english = Passage(None, "a black cat", (Mark(8, 11, "carried", "1"),))
    >>> for put in arrange([Run(0, 3, ""), link, Run(7, 12, "")], english): print(put.text, put.node, put.inside)
    a black  None None
     link (Put(look='', text='cat', node=None, inside=None),)
    """
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in passage.marks:
        found[int(mark.value)].append(mark)
    for opens, closes in set(_pairs(items).values()):
        if opens[0] in found:
            start, end = _hull(found[opens[0]])
            found[opens[0]] = [Mark(start, start, AFTER)]
            found[closes[0]] = [Mark(end, end, AFTER)]
    numbers = {id(item): number for number, (item, _) in enumerate(_flat(items))}
    arrangement = _Arrangement(passage.text, found, numbers)
    first = min((item.start for item in items), default=0)
    last = max((item.end for item in items), default=0)
    return tuple(arrangement.level(items, (first, last), (0, len(passage.text))))


class _Arrangement:
    """Arranges the levels of a paragraph; `found` has the marks of its items by their numbers."""

    def __init__(self, text: str, found: dict[int, list[Mark]], numbers: dict[int, int]) -> None:
        self.text = text
        self.found = found
        self.numbers = numbers

    def level(self, items: Sequence[Item], source: tuple[int, int], here: tuple[int, int]) -> Iterator[Put]:
        """Arrange what an enclosure holds, whose text was from one place to another, and is `here` now."""
        main = _main_looks(items)[None]
        solid = self._solid(items, here)
        looks = self._looks(items, here, main)
        points = self._points(items, source, here, solid)
        place = here[0]
        while place <= here[1]:
            broken = False
            for point in points.get(place, ()):
                yield self._put(point, (place, place))
                broken |= isinstance(point, Point) and point.stay == "break"
            if place == here[1]:
                return
            if place in solid:
                end, item = solid[place]
                yield self._put(item, (place, end))
            else:
                stops = [here[1], *(stop for stop in (*solid, *points) if stop > place)]
                end = next((n for n in range(place + 1, min(stops)) if looks[n] != looks[place]), min(stops))
                ends_line = any(isinstance(one, Point) and one.stay == "break" for one in points.get(end, ()))
                text = self.text[place:end]
                text = text.lstrip(" ") if broken else text
                text = text.rstrip(" ") if ends_line else text
                if text:
                    yield Put(looks[place], text)
            place = end

    def _put(self, item: Point | Whole, here: tuple[int, int]) -> Put:
        """Give an item with its part of the text."""
        if isinstance(item, Whole):
            inside = tuple(self.level(item.items, (item.start, item.end), here))
            return Put(item.look, node=item.node, inside=inside)
        return Put(item.look, self.text[slice(*here)], item.node)

    def _solid(self, items: Iterable[Item], here: tuple[int, int]) -> dict[int, tuple[int, Point | Whole]]:
        """Give what takes text as a whole, by where it begins, with where it ends; they do not overlap."""
        wanted: list[_Taken] = []
        for item in items:
            marks = self.found.get(self.numbers[id(item)], [])
            if not isinstance(item, Run) and item.start < item.end and marks and not _is_break(item):
                start, end = _hull(marks)
                wanted.append((max(start, here[0]), min(end, here[1]), item))
        wanted.sort(key=lambda one: one[:2])
        if not any(isinstance(item, Run) for item in items) and all(isinstance(one, Whole) for _, _, one in wanted):
            wanted = _stretched(wanted, here)
        solid: dict[int, tuple[int, Point | Whole]] = {}
        done = here[0]
        for start, end, item in wanted:
            if max(start, done) < end:
                solid[max(start, done)] = end, item
                done = end
        return solid

    def _looks(self, items: Iterable[Item], here: tuple[int, int], main: Hashable) -> dict[int, Hashable]:
        """Give the look of every letter."""
        looks = dict.fromkeys(range(*here), main)
        for item in items:
            if isinstance(item, Run):
                for mark in self.found.get(self.numbers[id(item)], ()):
                    first, last = (mark.start - self._is_space(mark.start - 1) * item.spaced[0], mark.end)
                    last += self._is_space(last) * item.spaced[1]
                    looks |= dict.fromkeys(range(max(first, here[0]), min(last, here[1])), item.look)
        return looks

    def _is_space(self, place: int) -> bool:
        """Tell whether a space is at a place of the text."""
        return 0 <= place < len(self.text) and self.text[place] == " "

    def _points(
        self,
        items: Iterable[Item],
        source: tuple[int, int],
        here: tuple[int, int],
        solid: dict[int, tuple[int, Point | Whole]],
    ) -> dict[int, list[Point | Whole]]:
        """Give what takes no text, by its place: what stood at an end stands there again, and nothing tears a whole."""
        taking = {id(item) for _, item in solid.values()}
        points: dict[int, list[Point | Whole]] = defaultdict(list)
        for item in items:
            if isinstance(item, Run) or id(item) in taking:
                continue
            marks = self.found.get(self.numbers[id(item)], [])
            place = min(max(marks[0].start, here[0]), here[1]) if marks else here[1]
            if item.end <= source[0]:
                place = here[0]
            elif item.start >= source[1]:
                place = here[1]
            place = next((end for start, (end, _) in solid.items() if start < place < end), place)
            points[place].append(item)
        return points


def _flat(items: Iterable[Item], around: Whole | None = None) -> Iterator[tuple[Item, Whole | None]]:
    """Give all items, those in others too, with what encloses each."""
    for item in items:
        yield item, around
        if isinstance(item, Whole):
            yield from _flat(item.items, item)


def _main_looks(items: Sequence[Item]) -> dict[Whole | None, Hashable]:
    """Give the look that most letters have, of those that are in nothing (None) and of those of each enclosure."""
    letters: dict[Whole | None, Counter[Hashable]] = defaultdict(Counter)
    for item, around in _flat(items):
        if isinstance(item, Run):
            letters[around][item.look] += item.end - item.start
    main: dict[Whole | None, Hashable] = defaultdict(lambda: None)
    return main | {around: counts.most_common(1)[0][0] for around, counts in letters.items()}


def _pairs(items: Sequence[Item]) -> dict[int, tuple[tuple[int, int], tuple[int, int]]]:
    """Give the two ends of what has some, both with text between them, by the numbers of both; each with its place."""
    ends: dict[tuple[Hashable, int], list[tuple[int, int]]] = defaultdict(list)
    for number, (item, around) in enumerate(_flat(items)):
        if isinstance(item, Point) and item.pair is not None:
            ends[item.pair, id(around)].append((number, item.start))
    found: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {}
    for pair in ends.values():
        if len(pair) == 2 and pair[0][1] < pair[1][1]:  # noqa: PLR2004 (a beginning and an end)
            found |= dict.fromkeys((pair[0][0], pair[1][0]), (pair[0], pair[1]))
    return found


def _hull(marks: Iterable[Mark]) -> tuple[int, int]:
    """Give where the first of some marks begins and the last ends."""
    found = list(marks)
    return min(mark.start for mark in found), max(mark.end for mark in found)


def _stretched(taken: Sequence[_Taken], here: tuple[int, int]) -> list[_Taken]:
    """Stretch what takes text, in its order, so that nothing is left beside it.

    >>> _stretched([(2, 4, "a"), (5, 6, "b")], (0, 9))
    [(0, 5, 'a'), (5, 9, 'b')]
    """
    starts = [here[0], *(start for start, _, _ in taken[1:])]
    return [(start, end, item) for start, end, (_, _, item) in zip(starts, [*starts[1:], here[1]], taken, strict=False)]


def _is_break(item: Item) -> bool:
    """Tell whether an item ends a line or a column."""
    return isinstance(item, Point) and item.stay == "break"
