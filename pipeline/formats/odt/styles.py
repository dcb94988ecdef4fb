"""What the styles of an OpenDocument text say: what a paragraph is, what letters look like, and what is not seen.

OpenDocument 1.3, part 3, 16 and 20. A style has what the one that it is based on has, unless it says otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Kind
from pipeline.io.xml import attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile("Title|Heading_20_(\\d)")
_QUOTATIONS = "Quotations"
_BOLD = frozenset(["bold", "600", "700", "800", "900"])
_MOST_ANCESTORS = 100  # of a style, which a damaged file may base on itself; chosen by hand, usual ones have five


class Look(NamedTuple):
    """How letters are shown: in which font, and whether at all."""

    font: str = ""
    hidden: bool = False


class Styles:
    """The styles of a text, by family and name; one that the text itself has counts more than a common one.

    Names that the word processor gives are English whatever its language.
    """

    def __init__(self, roots: Sequence["_Element"]) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._fonts: dict[str, str] = {}  # families by the names that the file gives them
        for root in roots:
            for style in root.iter("{*}style"):
                self._styles[attribute(style, "family"), attribute(style, "name")] = style
            for face in root.iter("{*}font-face"):
                self._fonts[attribute(face, "name")] = attribute(face, "font-family").strip("'\"")
        self._kinds: dict[str, tuple[Kind, int]] = {}
        self._said: dict[tuple[str, str], tuple[str, str]] = {}  # what a style says of fonts, and of being shown
        self._marks: dict[str, tuple[str, ...]] = {}

    def kind(self, name: str) -> tuple[Kind, int]:
        """Tell what a style of paragraphs is for, and the level of a heading."""
        if name not in self._kinds:
            found = (one for one in self._names("paragraph", name) if one == _QUOTATIONS or _HEADING.fullmatch(one))
            telling = next(found, "")
            level = _HEADING.fullmatch(telling)
            other: Kind = "quote" if telling == _QUOTATIONS else "paragraph"
            self._kinds[name] = ("heading", int(level[1] or 1)) if level else (other, 0)
        return self._kinds[name]

    def marks(self, name: str) -> tuple[str, ...]:
        """Give the marks that a style of characters makes: "em", "strong", "sup", "sub"."""
        if name not in self._marks:
            self._marks[name] = tuple(mark for node in self._own("text", name) for mark in _looks(node))
        return self._marks[name]

    def look(self, family: str, name: str, around: Look) -> Look:
        """Tell how letters of a style, of characters or paragraphs, are shown inside of others."""
        if (family, name) not in self._said:
            font, shown = "", ""
            for one in self._names(family, name):
                for properties in self._own(family, one):
                    called = attribute(properties, "font-name")
                    font = font or self._fonts.get(called, called) or attribute(properties, "font-family").strip("'\"")
                    shown = shown or attribute(properties, "display")
            self._said[family, name] = font, shown
        font, shown = self._said[family, name]
        return Look(font or around.font, shown == "none" if shown else around.hidden)

    def hides(self, name: str) -> bool:
        """Tell whether a style of sections hides them."""
        style = self._styles.get(("section", name))
        properties = () if style is None else style.iterfind("{*}section-properties")
        return any(attribute(node, "display") == "none" for node in properties)

    def _own(self, family: str, name: str) -> Iterator["_Element"]:
        """Give the properties of letters that a style itself has."""
        style = self._styles.get((family, name))
        if style is not None:
            yield from style.iterfind("{*}text-properties")

    def _names(self, family: str, name: str) -> Iterator[str]:
        """Name a style, known or not, and those it is based on, one after the other."""
        for _ in range(_MOST_ANCESTORS):
            yield name
            style = self._styles.get((family, name))
            if style is None:
                return
            name = attribute(style, "parent-style-name")


def _looks(properties: "_Element") -> Iterator[str]:
    """Give the marks that properties of letters make."""
    if attribute(properties, "font-weight") in _BOLD:
        yield "strong"
    if attribute(properties, "font-style") in {"italic", "oblique"}:
        yield "em"
    position = attribute(properties, "text-position").split()[:1]
    if position and position[0] != "0%":
        yield "sub" if position[0].startswith(("sub", "-")) else "sup"
