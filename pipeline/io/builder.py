"""Build paragraphs of running text: characters and marks come in one by one, a paragraph goes out."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Kind, Mark, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHITE = " \t\n\r\f"  # what HTML and ODF collapse: no-break spaces stay
_DEEPEST = 32  # marks in one another; chosen by hand: more are an attack or never closed
_SPACES = re.compile(f"[{_WHITE}]+")


class Origin(NamedTuple):
    """Where in a tree some text of a paragraph comes from: an element, or with `tail` the text behind it."""

    start: int
    end: int
    element: "_Element"
    tail: bool = False


class ParagraphBuilder:
    """What is collected of one paragraph: its text, and the marks in it.

    `traced` tells where the text of the paragraph that was given last comes from, as far as `origin` has said so.

    >>> text = ParagraphBuilder()
    >>> text.add(" Un  mot "); text.open("em"); text.add("à peine "); text.close()
    >>> text.paragraph("quote")
    Paragraph(text='Un mot à peine', kind='quote', level=0, locator='', translate=True, \
marks=(Mark(start=7, end=14, name='em', value=''),), segments=(), cell=None)
    """

    def __init__(self) -> None:
        self.traced: tuple[Origin, ...] = ()
        self._begin([])

    def _begin(self, opened: list[Mark]) -> None:
        """Start an empty paragraph, in which some marks are open from before."""
        self._pieces: list[str] = []
        self._length = 0
        self._spaced = True
        self._last_break = -1
        self._marks: list[Mark] = []
        self._open = opened
        self._origins: list[Origin] = []

    def add(
        self, text: str | None, collapse: bool = True, origin: "_Element | None" = None, tail: bool = False
    ) -> None:
        """Add characters; runs of white space become one space unless `collapse` is false.

        They are the text of an element, its `origin`, or with `tail` what stands behind it.
        """
        text = _SPACES.sub(" ", text or "") if collapse else text or ""
        if collapse and self._spaced:
            text = text.removeprefix(" ")
        if origin is not None:
            self._origins.append(Origin(self._length, self._length + len(text), origin, tail))
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._spaced = text[-1] in " \t\n"

    def mark(self, name: str, value: str = "", text: str = "", origin: "_Element | None" = None) -> None:
        """Add something that stands in the text, with its own text if it has any."""
        start = self._length
        self.add(text, collapse=False, origin=origin)
        self._marks.append(Mark(start, self._length, name, value))

    def line_break(self, origin: "_Element | None" = None) -> None:
        """Add a line break: a space, marked."""
        self.mark("br", text="" if self._spaced else " ", origin=origin)
        self._last_break = self._length

    def open(self, name: str, value: str = "") -> None:
        """Begin a mark that ends with `close`.

        "", what is open already and what lies too deep begin nothing, but are closed as well.
        """
        named = {(mark.name, mark.value) for mark in self._open if mark.name}
        if (name, value) in named or len(named) == _DEEPEST:
            name = ""
        self._open.append(Mark(self._length, self._length, name, value))

    def close(self) -> None:
        """End the mark that was opened last."""
        mark = self._open.pop()
        if mark.name and mark.start < self._length:
            self._marks.append(mark._replace(end=self._length))

    @property
    def is_empty(self) -> bool:
        """Whether there is no text to see yet."""
        return not any(piece.strip() for piece in self._pieces)

    @property
    def so_far(self) -> str:
        """What was collected of the text yet."""
        return "".join(self._pieces)

    @property
    def ends_with_break(self) -> bool:
        """Whether the last thing added is a line break."""
        return self._last_break == self._length

    def paragraph(
        self, kind: Kind = "paragraph", level: int = 0, locator: str = "", translate: bool = True
    ) -> Paragraph:
        """Give what was collected as a paragraph, and begin the next; marks that are open go on in that one.

        White space around it is left out, but for the indent of code.
        """
        opened = [mark._replace(start=0, end=0) for mark in self._open]
        while self._open:
            self.close()
        text = "".join(self._pieces)
        start = len(text) - len(text.lstrip("\n\r" if kind == "code" else _WHITE))
        end = max(start, len(text.rstrip(_WHITE)))
        marks = tuple(
            mark._replace(start=_clip(mark.start, start, end), end=_clip(mark.end, start, end))
            for mark in sorted(self._marks, key=lambda mark: (mark.start, -mark.end))
        )
        self.traced = tuple(
            one._replace(start=_clip(one.start, start, end), end=_clip(one.end, start, end)) for one in self._origins
        )
        self._begin(opened)
        return Paragraph(text[start:end], kind, level, locator, translate, marks)


def first_heading(paragraphs: Iterable[Paragraph]) -> str:
    """Give the text of the first heading, which is the title of a text whose file names none; "" without headings."""
    return next((paragraph.text for paragraph in paragraphs if paragraph.kind == "heading"), "")


def _clip(place: int, start: int, end: int) -> int:
    """Give a place counted from `start`, moved to the nearer end where it lies outside of `start` to `end`."""
    return min(max(place, start), end) - start
