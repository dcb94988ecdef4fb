"""What the styles of a Word file say: what kind of paragraph a style is for, its font, and whether it hides.

ECMA-376, part 1, 17.7. A style has what the one that it is based on has, unless it says otherwise.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Kind
from pipeline.io.kinds import ends_sentence
from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS: dict[str, Kind] = {"quote": "quote", "intense quote": "quote", "caption": "caption"}
_HEADING = re.compile(r"heading ([1-9])")
_LEVELS = frozenset("012345678")  # of an outline or a list (17.3.1.20, 17.9.3), from the highest
_OFF = frozenset(["0", "false", "off"])
_POSITION = re.compile(r"(-?)0*[1-9]\d*(?:\.\d+)?(?:pt|mm|cm|in|pc)?")
_MOST_ANCESTORS = 100  # of a style, which a damaged file may base on itself; chosen by hand, Word's own have five
_USUAL_SIZE = 20  # half points of letters where a file sets none (17.3.2.38)
_LARGER = 1.25  # times as large as usual are the letters of a heading, at least; chosen by hand, as what follows
_LONGEST_TITLE = 80  # characters
_LEVEL_BY_LOOKS = 2
_FORMATS = {"b": "strong", "i": "em"}
_LOOKS = {
    "emphasis": "em",
    "subtleemphasis": "em",
    "intenseemphasis": "em",
    "strong": "strong",
    "strongemphasis": "strong",
}


class Styles:
    """The styles of a file, by their identifiers; names are English whatever Word's language."""

    def __init__(self, root: "_Element | None" = None) -> None:
        styles = [] if root is None else [style for style in root if local_name(style) == "style"]
        self._styles = {attribute(style, "styleId"): style for style in styles}
        self._names = {key: _said(style, "name").lower() for key, style in self._styles.items()}
        self._parents = {key: _said(style, "basedOn") for key, style in self._styles.items()}
        self._default = next(
            (
                attribute(style, "styleId")
                for style in styles
                if attribute(style, "type") == "paragraph" and attribute(style, "default") not in {"", *_OFF}
            ),
            "",
        )
        size = None if root is None else next(root.iterfind("{*}docDefaults/{*}rPrDefault/{*}rPr/{*}sz"), None)
        self._usual_size = _size(None if size is None else attribute(size, "val")) or _USUAL_SIZE
        self._telling: dict[str, str] = {}
        self._hides: dict[str, bool] = {}
        self._fonts: dict[str, str] = {}

    def kind(self, paragraph: "_Element") -> tuple[Kind, int]:
        """Tell what a paragraph is by its own properties, and its level: a heading's depth, a list item's nesting."""
        style = self._telling_name(said(paragraph, "pStyle"))
        if found := _HEADING.fullmatch(style):
            return "heading", int(found[1])
        outline = said(paragraph, "outlineLvl")
        if style == "title" or outline in _LEVELS:
            return "heading", _level(outline)
        numbered = next(paragraph.iterfind("{*}pPr/{*}numPr"), None) is not None
        if (numbered and said(paragraph, "numPr/{*}numId") != "0") or style.startswith("list"):
            return "list_item", _level(said(paragraph, "numPr/{*}ilvl"))
        kind = _KINDS.get(style, "paragraph")
        return ("heading", _LEVEL_BY_LOOKS) if kind == "paragraph" and self._stands_out(paragraph) else (kind, 0)

    def _stands_out(self, paragraph: "_Element") -> bool:
        """Tell whether a line is a heading by its looks: short, no sentence, all of it bold and in large letters."""
        runs = [run for run in paragraph.iterfind("{*}r") if "".join(run.itertext("{*}t")).strip()]
        text = "".join("".join(run.itertext("{*}t")) for run in runs).strip()
        if not runs or len(text) > _LONGEST_TITLE or ends_sentence(text) or text[-1] in ",;":
            return False
        large = _LARGER * self._usual_size
        in_cell = any(local_name(above) == "tc" for above in paragraph.iterancestors())
        return not in_cell and all(
            ("strong", "") in looks(run) and (_size(_said(run, "rPr/{*}sz")) or self._usual_size) >= large
            for run in runs
        )

    def is_hidden(self, run: "_Element", paragraph_style: str) -> bool:
        """Tell whether a run is hidden (17.3.2.41, vanish): as it says itself, or by one of its two styles (17.7.3)."""
        own = next(run.iterfind("{*}rPr/{*}vanish"), None)
        if own is not None:
            return attribute(own, "val") not in _OFF
        by_run = self._is_hiding(_said(run, "rPr/{*}rStyle"))
        return by_run != self._is_hiding(paragraph_style or self._default)

    def font(self, run: "_Element", paragraph_style: str) -> str:
        """Name the font of a run."""
        keys = (_said(run, "rPr/{*}rStyle"), paragraph_style or self._default)
        return _font(run) or next(filter(None, map(self._font_of, keys)), "")

    def _telling_name(self, key: str) -> str:
        """Give the name of a style, or the first of those it is based on that says what kind of paragraph it is for."""
        if key not in self._telling:
            names = (self._names[one] for one in self._lineage(key))
            self._telling[key] = next(filter(_is_telling, names), self._names.get(key, ""))
        return self._telling[key]

    def _is_hiding(self, key: str) -> bool:
        """Tell whether a style hides what has it."""
        if key not in self._hides:
            found = (next(self._styles[one].iterfind("{*}rPr/{*}vanish"), None) for one in self._lineage(key))
            said_first = next((one for one in found if one is not None), None)
            self._hides[key] = said_first is not None and attribute(said_first, "val") not in _OFF
        return self._hides[key]

    def _font_of(self, key: str) -> str:
        """Name the font of a style, "" where it has none of its own."""
        if key not in self._fonts:
            self._fonts[key] = next(filter(None, (_font(self._styles[one]) for one in self._lineage(key))), "")
        return self._fonts[key]

    def _lineage(self, key: str) -> Iterator[str]:
        """Name a style and those it is based on, one after the other."""
        for _ in range(_MOST_ANCESTORS):
            if key not in self._styles:
                return
            yield key
            key = self._parents[key]


def said(paragraph: "_Element", path: str) -> str:
    """Give the value of one of a paragraph's properties, "" when it is not set."""
    return _said(paragraph, "pPr/{*}" + path)


def looks(run: "_Element") -> list[tuple[str, str]]:
    """Give the marks that a run's bold, italics and raised letters make: their names and values."""
    found = []
    for element in run.iterfind("{*}rPr/*"):
        name, value = local_name(element), attribute(element, "val")
        if name in _FORMATS and value not in _OFF:
            found.append((_FORMATS[name], ""))
        elif name == "vertalign" and value in {"superscript", "subscript"}:
            found.append((value[:3], ""))
        elif name == "position" and (raised := _POSITION.fullmatch(value)):  # how LibreOffice raises letters
            found.append(("sub" if raised[1] else "sup", ""))
        elif name == "rstyle" and value.lower() in _LOOKS:
            found.append((_LOOKS[value.lower()], ""))
    return found


def _size(value: str | None) -> int:
    """Give the size of letters, in half points; 0 where a file says none."""
    return int(value) if value and value.isdecimal() else 0


def _said(element: "_Element", path: str) -> str:
    """Give the value of an element below another, "" when it is not there."""
    found = next(element.iterfind("{*}" + path), None)
    return "" if found is None else attribute(found, "val")


def _font(element: "_Element") -> str:
    """Name the font that a run or a style sets for letters, "" where it sets none."""
    fonts = next(element.iterfind("{*}rPr/{*}rFonts"), None)
    return "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def _level(value: str) -> int:
    """Give the level of a heading or a list item, from 1, of what a file says of it; 1 where that is no level.

    >>> _level("0"), _level("8"), _level(""), _level("x")
    (1, 9, 1, 1)
    """
    return int(value) + 1 if value in _LEVELS else 1


def _is_telling(name: str) -> bool:
    """Tell whether a style's name says what kind of paragraph it is for."""
    return bool(_HEADING.fullmatch(name)) or name == "title" or name in _KINDS or name.startswith("list")
