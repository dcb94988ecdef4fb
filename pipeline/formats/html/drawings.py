"""Drawings in a page (SVG): addresses that hold them, so that copies show them as pictures, and the text in them."""

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.io.drawings import clean_drawing
from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

DRAWING = "data:image/svg+xml;base64,"
"""What the addresses of drawings begin with."""
_PLACED = frozenset(["x", "y", "dx", "dy"])
"""Attributes with which a piece of a text has a place of its own, as a new line has."""
_PAGE = frozenset(["foreignobject", "p", "div", "li", "br", "td", "tr"])
"""What separates words in a page inside of a drawing."""


def drawing_address(element: "_Element") -> str:
    """Give a drawing as an address that holds it (RFC 2397); "" for one that is hidden, or has no size of its own.

    >>> from lxml import html
    >>> drawing_address(html.fromstring("<svg width='9' height='9'><path d='M0 0h9'/></svg>"))[:40]
    'data:image/svg+xml;base64,PHN2ZyB4bWxucz'
    >>> drawing_address(html.fromstring("<svg><path d='M0 0h9'/></svg>"))
    ''
    """
    from lxml import etree

    sized = attribute(element, "width") and attribute(element, "height")
    if local_name(element) != "svg" or _is_unsaid(element) or not sized:
        return ""
    return f"{DRAWING}{base64.b64encode(etree.tostring(clean_drawing(element))).decode()}"


def drawn_texts(element: "_Element") -> Iterator[tuple[str, "_Element"]]:
    """Give the texts with letters in a drawing, each as one line with its element; none of one that is hidden.

    >>> from lxml import html
    >>> drawing = "<svg><text><tspan x='0'>La soupape</tspan><tspan x='0'>s’ouvre.</tspan></text><text>12</text></svg>"
    >>> [line for line, _ in drawn_texts(html.fromstring(drawing))]
    ['La soupape s’ouvre.']
    """
    if local_name(element) != "svg" or _is_unsaid(element):
        return
    done: set[_Element] = set()
    for part in element.iterdescendants():
        if local_name(part) in {"text", "foreignobject"} and done.isdisjoint([part, *part.iterancestors()]):
            done.add(part)
            line = " ".join("".join(_pieces(part)).split())
            if any(map(str.isalpha, line)):
                yield line, part


def _is_unsaid(element: "_Element") -> bool:
    """Tell whether a page says that a drawing is nothing to be read."""
    return attribute(element, "aria-hidden").lower() == "true"


def _pieces(part: "_Element") -> Iterator[str]:
    """Give the pieces of a text in a drawing, with a space before each that has a place of its own."""
    from lxml import etree

    for event, element in etree.iterwalk(part, events=("start", "end")):
        if event == "start":
            is_apart = not _PLACED.isdisjoint(map(str, element.attrib)) or local_name(element) in _PAGE
            yield f"{' ' * is_apart}{element.text or ''}"
        elif element is not part:
            yield f"{' ' * (local_name(element) in _PAGE)}{element.tail or ''}"
