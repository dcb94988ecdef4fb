"""Texts of cells as paragraphs: strings, plain or of several runs, with their lines set apart while they are changed.

ECMA-376, part 1, 18.4.8 (si) and 18.3.1.53 (is). A line end in a cell is a character of its text, and an element here.
"""

from copy import deepcopy
from typing import TYPE_CHECKING

from pipeline.io.builder import ParagraphBuilder
from pipeline.io.xml import local_name, namespace_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def in_lines(string: "_Element") -> "_Element":
    """Give a copy of a string as runs, each with one line at most, and `br` between them; readings are left out."""
    from lxml import etree

    space = f"{{{namespace_of(string)}}}" if namespace_of(string) else ""
    made = etree.Element(string.tag)
    for child in string:
        name = local_name(child)
        if name not in {"r", "t"}:
            continue
        text = child if name == "t" else next(child.iterfind("{*}t"), None)
        looks = [] if name == "t" else list(child.iterfind("{*}rPr"))
        for number, line in enumerate(((text.text if text is not None else "") or "").split("\n")):
            if number:
                etree.SubElement(made, f"{space}br")
            run = etree.SubElement(made, f"{space}r")
            run.extend(deepcopy(one) for one in looks)
            etree.SubElement(run, f"{space}t").text = line
    return made


def read_lines(lines: "_Element") -> ParagraphBuilder:
    """Read what `in_lines` gives."""
    text = ParagraphBuilder()
    for child in lines:
        if local_name(child) == "br":
            text.line_break(origin=child)
            continue
        marks = _marks(child)
        for mark in marks:
            text.open(mark)
        for one in child.iterfind("{*}t"):
            text.add(one.text, collapse=False, origin=one)
        for _ in marks:
            text.close()
    return text


def as_string(lines: "_Element", tag: str) -> "_Element":
    """Give what `in_lines` gave, and what has become of it, as a string again: plain where no run has a look."""
    from lxml import etree

    space = f"{{{namespace_of(lines)}}}" if namespace_of(lines) else ""
    made = etree.Element(tag)
    pieces: list[tuple[_Element | None, str]] = []
    for child in lines:
        if local_name(child) == "br":
            pieces.append((pieces[-1][0] if pieces else None, "\n"))
        else:
            look = next(child.iterfind("{*}rPr"), None)
            pieces.append((look, "".join(one.text or "" for one in child.iterfind("{*}t"))))
    if not any(look is not None for look, _ in pieces):
        _add(made, space, "".join(text for _, text in pieces))
        return made
    for look, text in pieces:
        run = etree.SubElement(made, f"{space}r")
        if look is not None:
            run.append(deepcopy(look))
        _add(run, space, text)
    return made


def _add(element: "_Element", space: str, text: str) -> None:
    """Add text to a string or a run."""
    from lxml import etree

    made = etree.SubElement(element, f"{space}t")
    made.text = text
    if text != text.strip():
        made.set(_SPACE, "preserve")


def _marks(run: "_Element") -> list[str]:
    """Give the marks that a run's looks make."""
    names = {local_name(one) for one in run.iterfind("{*}rPr/*")}
    return [mark for name, mark in (("b", "strong"), ("i", "em")) if name in names]
