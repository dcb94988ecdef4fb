"""Drawings in a page (SVG) as addresses that hold them, so that copies show them as pictures, which run nothing."""

import base64
from typing import TYPE_CHECKING

from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

DRAWING = "data:image/svg+xml;base64,"
"""What the addresses of drawings begin with."""
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_NAMES = {
    name.lower(): name
    for name in [
        "clipPath", "clipPathUnits", "feBlend", "feColorMatrix", "feGaussianBlur", "feOffset", "gradientTransform",
        "gradientUnits", "lengthAdjust", "linearGradient", "markerHeight", "markerWidth", "maskUnits",
        "patternTransform", "patternUnits", "preserveAspectRatio", "radialGradient", "refX", "refY", "spreadMethod",
        "startOffset", "stdDeviation", "textLength", "textPath", "viewBox",
    ]
}  # fmt: skip
"""Names with capitals, which a parser of HTML writes small."""


def drawing_address(element: "_Element") -> str:
    """Give a drawing as an address that holds it (RFC 2397); "" for one that is hidden, or has no size of its own.

    >>> from lxml import html
    >>> drawing_address(html.fromstring("<svg width='9' height='9'><path d='M0 0h9'/></svg>"))[:40]
    'data:image/svg+xml;base64,PHN2ZyB4bWxucz'
    >>> drawing_address(html.fromstring("<svg><path d='M0 0h9'/></svg>"))
    ''
    """
    from lxml import etree

    hidden = attribute(element, "aria-hidden").lower() == "true"
    if local_name(element) != "svg" or hidden or not (attribute(element, "width") and attribute(element, "height")):
        return ""
    made = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG, "xlink": _XLINK})
    waiting = [(element, made)]
    while waiting:
        old, new = waiting.pop()
        _copy_attributes(old, new)
        new.text = old.text
        for child in old:
            if name := local_name(child):
                copied = etree.SubElement(new, f"{{{_SVG}}}{_NAMES.get(name, name)}")
                copied.tail = child.tail
                waiting.append((child, copied))
    return f"{DRAWING}{base64.b64encode(etree.tostring(made)).decode()}"


def _copy_attributes(old: "_Element", new: "_Element") -> None:
    """Copy the attributes of an element, with the names that SVG has for them."""
    for key, value in old.attrib.items():
        local = str(key).rpartition("}")[2]
        if local == "xlink:href":
            new.set(f"{{{_XLINK}}}href", value)
        elif ":" not in local and local != "xmlns":
            new.set(key if local != key else _NAMES.get(local, local), value)
