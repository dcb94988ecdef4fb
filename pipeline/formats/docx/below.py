"""English paragraphs of a Word file, below the French ones that they are like. ECMA-376, part 1, 17.3."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.io.xml import attribute, local_name, namespace_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_GREY = "595959"  # about as HTML's with an opacity of three quarters looks on white
_OF_FRENCH = frozenset(["pagebreakbefore", "framepr", "keepnext", "sectpr", "rpr"])
"""Properties of a paragraph that its translation has not: what begins a page, is a frame, ends a section."""
_SIDES = ("left", "start", "right", "end")
_BEFORE_KEPT = frozenset(["pstyle"])
_BEFORE_NUMBER = _BEFORE_KEPT | {"keepnext", "keeplines", "pagebreakbefore", "framepr", "widowcontrol"}
_BEFORE_INDENT = (
    _BEFORE_NUMBER
    | frozenset(["numpr", "suppresslinenumbers", "pbdr", "shd", "tabs", "suppressautohyphens", "kinsoku", "wordwrap"])
    | {"overflowpunct", "toplinepunct", "autospacede", "autospacedn", "bidi", "adjustrightind", "snaptogrid", "spacing"}
)
_AFTER_OUTLINE = frozenset(["divid", "cnfstyle", "rpr", "sectpr"])
_BEFORE_COLOUR = frozenset(
    ["rstyle", "rfonts", "b", "bcs", "i", "ics", "caps", "smallcaps", "strike", "dstrike", "outline", "shadow"]
) | {"emboss", "imprint", "noproof", "snaptogrid", "vanish", "webhidden"}
_AFTER_LANGUAGE = frozenset(["eastasianlayout", "specvanish", "omath"])
"""What stands before or after something among properties: their order is fixed."""


def put_below(paragraph: "_Element", english: "_Element", language: str, numbering: "_Element | None" = None) -> None:
    """Put an English paragraph, made as a copy of a French one, below it; `numbering` tells how lists are set in.

    It is in no list and no outline, and ends the section in the other's place. The two stay together on a page.
    """
    indent = _indent_of_list(paragraph, numbering)
    properties, own = _properties(paragraph, "pPr"), _properties(english, "pPr")
    for one in list(own):
        if local_name(one) in _OF_FRENCH:
            own.remove(one)
    own.extend(properties.iterfind("{*}sectPr"))
    if indent is not None:
        _property(own, "ind", _BEFORE_INDENT).attrib.update(indent)
    numbered = _property(own, "numPr", _BEFORE_NUMBER)
    _say(_property(numbered, "numId", {"ilvl"}), "0")
    first_after = next((one for one in own if local_name(one) in _AFTER_OUTLINE), None)
    before = {local_name(one) for one in own if first_after is None or own.index(one) < own.index(first_after)}
    _say(_property(own, "outlineLvl", before), "9")
    _say(_property(properties, "keepNext", _BEFORE_KEPT), "1")
    for run in english.iter("{*}r"):
        _shade(run, language)
    paragraph.addnext(english)


def told(text: str, body: "_Element", language: str) -> "_Element":
    """Make a paragraph that tells of the English, for a body."""
    from lxml import etree

    space = namespace_of(body)
    made = etree.Element(f"{{{space}}}p")
    run = etree.SubElement(made, f"{{{space}}}r")
    etree.SubElement(run, f"{{{space}}}t").text = text
    _shade(run, language)
    return made


def _indent_of_list(paragraph: "_Element", numbering: "_Element | None") -> dict[str, str] | None:
    """Tell how far the items of a paragraph's list are set in, without room for the number; None where it is in none.

    Lists that a style makes are set in by the style most often.
    """
    said = {name: _said(paragraph, f"pPr/{{*}}numPr/{{*}}{name}") for name in ("numId", "ilvl")}
    if numbering is None or not said["numId"]:
        return None
    numbers = (one for one in numbering.iterfind("{*}num") if attribute(one, "numId") == said["numId"])
    kinds = {_said(one, "abstractNumId") for one in numbers}
    for kind in numbering.iterfind("{*}abstractNum"):
        for level in kind.iterfind("{*}lvl") if attribute(kind, "abstractNumId") in kinds else ():
            for indent in level.iterfind("{*}pPr/{*}ind") if attribute(level, "ilvl") == (said["ilvl"] or "0") else ():
                said_there = {str(key): str(value) for key, value in indent.attrib.items()}
                return {key: value for key, value in said_there.items() if key.endswith(_SIDES)}
    return None


def _said(element: "_Element", path: str) -> str:
    """Give the value of an element below another, "" when it is not there."""
    return next((attribute(one, "val") for one in element.iterfind(f"{{*}}{path}")), "")


def _shade(run: "_Element", language: str) -> None:
    """Let a run be grey, unless it has a colour, and English."""
    properties = _properties(run, "rPr")
    if next(properties.iterfind("{*}color"), None) is None:
        _say(_property(properties, "color", _BEFORE_COLOUR), _GREY)
    before = {local_name(one) for one in properties} - _AFTER_LANGUAGE
    _say(_property(properties, "lang", before), language if "-" in language else "en-US")


def _properties(element: "_Element", name: str) -> "_Element":
    """Give the properties of a paragraph or a run, which come first in it."""
    return _property(element, name, frozenset())


def _property(around: "_Element", name: str, before: Iterable[str]) -> "_Element":
    """Give an element in another one, made where it is missing: after all those whose names come `before`."""
    from lxml import etree

    found = next(around.iterfind(f"{{*}}{name}"), None)
    if found is not None:
        return found
    made = etree.Element(f"{{{namespace_of(around)}}}{name}")
    names = frozenset(before)
    place = max((number for number, one in enumerate(around, 1) if local_name(one) in names), default=0)
    around.insert(place, made)
    return made


def _say(element: "_Element", value: str) -> None:
    """Set the value of a property."""
    element.set(f"{{{namespace_of(element)}}}val", value)
