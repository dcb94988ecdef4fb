"""Drawings (SVG) from strangers: what of them only draws, by a list of what is allowed; all else is left out.

https://www.w3.org/TR/SVG2/ . Nothing that is left acts, moves, or asks for other files: no scripts, no handlers of
events, no pages inside, no links, and addresses only of the drawing's own parts or of pictures that it holds.
"""

import re
from typing import TYPE_CHECKING

from pipeline.io.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
"""The namespaces of drawings and of their references."""
_ELEMENTS = {
    name.lower(): name
    for name in [
        "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer",
        "feComposite", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
        "feMerge", "feMergeNode", "feMorphology", "feOffset", "filter", "g", "image", "line", "linearGradient",
        "marker", "mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg",
        "switch", "symbol", "text", "textPath", "title", "tspan", "use",
    ]
} | {"a": "g"}  # fmt: skip
"""Elements that draw, by their names in small letters, as a parser of HTML writes them; a link is a group."""
_ATTRIBUTES = {
    name.lower(): name
    for name in [
        "alignment-baseline", "amplitude", "aria-label", "baseline-shift", "class", "clip-path", "clip-rule",
        "clipPathUnits", "color", "color-interpolation", "color-interpolation-filters", "cx", "cy", "d", "direction",
        "display", "dominant-baseline", "dx", "dy", "exponent", "fill", "fill-opacity", "fill-rule", "filter",
        "filterUnits", "flood-color", "flood-opacity", "font-family", "font-size", "font-stretch", "font-style",
        "font-variant", "font-weight", "fr", "fx", "fy", "gradientTransform", "gradientUnits", "height", "id", "in",
        "in2", "intercept", "k1", "k2", "k3", "k4", "lang", "lengthAdjust", "letter-spacing", "marker-end",
        "marker-mid", "marker-start", "markerHeight", "markerUnits", "markerWidth", "mask", "maskContentUnits",
        "maskUnits", "mode", "offset", "opacity", "operator", "orient", "overflow", "paint-order",
        "patternContentUnits", "patternTransform", "patternUnits", "points", "preserveAspectRatio", "primitiveUnits",
        "r", "radius", "refX", "refY", "result", "role", "rotate", "rx", "ry", "shape-rendering", "slope",
        "spreadMethod", "startOffset", "stdDeviation", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
        "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
        "stroke-width", "style", "tableValues", "text-anchor", "text-decoration", "text-rendering", "textLength",
        "transform", "transform-origin", "type", "unicode-bidi", "values", "vector-effect", "viewBox", "visibility",
        "white-space", "width", "word-spacing", "writing-mode", "x", "x1", "x2", "y", "y1", "y2",
    ]
}  # fmt: skip
_WRITTEN = frozenset(["text", "tspan", "textpath", "title", "desc", "style"])  # whose text is more than white space
_NAMES = frozenset(["aria-label", "class", "id", "lang", "role"])  # attributes that are no style, whatever they hold
_OWN_PART = re.compile(r"\s*#[^\s\"'<>()\\]+\s*")
_PICTURE = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_OWN_PAINT = re.compile(r"\burl\(\s*([\"']?)#[^\s\"'<>()\\]+\1\s*\)", re.IGNORECASE)
_RULE_AT = re.compile(r"@[^;{}]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")  # such as @import, @font-face and @media
_ASKS = re.compile(
    r"[@\\<]|url|(?:src|image(?:-set)?|element|cross-fade|expression)\s*\(|behavio|binding|javascript|/\*",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def clean_drawing(drawing: "_Element") -> "_Element":
    """Give a drawing anew with what only draws: elements and attributes that are known, styles that ask for nothing.

    >>> from lxml import etree
    >>> hostile = "<svg onload='f()'><script>f()</script><a href='x:y'><path d='M0 0h9' fill='url(x.svg#a)'/></a></svg>"
    >>> etree.tostring(clean_drawing(etree.fromstring(hostile))).decode()
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g><path d="M0 0h9"/></g></svg>'
    """
    from lxml import etree

    made = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": XLINK})
    waiting = [(drawing, made)]
    while waiting:
        old, new = waiting.pop()
        _copy_attributes(old, new)
        is_written = local_name(new) in _WRITTEN
        new.text = old.text if is_written else None
        for child in old:
            if name := _ELEMENTS.get(local_name(child), ""):
                copied = etree.SubElement(new, f"{{{SVG}}}{name}")
                copied.tail = child.tail if is_written else None
                waiting.append((child, copied))
    _clean_styles(made)
    _drop_repeated_uses(made)
    return made


def safe_style(style: str) -> str:
    r"""Give a style, or rules of styles, without what asks for other files; "" where that is not sure.

    >>> safe_style("@import url(//a.fr); .a { fill: url(#b) }"), safe_style("fill: u\\72l(a)")
    (' .a { fill: url(#b) }', '')
    """
    style = _RULE_AT.sub("", _COMMENT.sub(" ", style))
    return "" if _ASKS.search(_OWN_PAINT.sub("", style)) else style


def _copy_attributes(old: "_Element", new: "_Element") -> None:
    """Copy the attributes of an element that only draw, with the names that SVG has for them."""
    for key, value in old.attrib.items():
        name, text = str(key).lower(), str(value)
        if re.split("[}:]", name)[-1] == "href":
            if _may_refer(local_name(new), text):
                new.set(f"{{{XLINK}}}href", text.strip())
        elif name in _ATTRIBUTES and (name in _NAMES or safe_style(text) == text):
            new.set(_ATTRIBUTES[name], value)


def _may_refer(name: str, address: str) -> bool:
    """Tell whether an element may refer to an address: to a part of the drawing, or a picture in the address itself."""
    return _OWN_PART.fullmatch(address) is not None or (name == "image" and _PICTURE.fullmatch(address) is not None)


def _clean_styles(made: "_Element") -> None:
    """Leave of the styles what asks for nothing."""
    for style in made.iter(f"{{{SVG}}}style"):
        style.text = safe_style(style.text or "")


def _drop_repeated_uses(made: "_Element") -> None:
    """Drop what shows a part of the drawing that shows parts itself: a few lines of that kind draw without end."""
    repeating: set[str] = set()
    seen: set[_Element] = set()
    uses = list(made.iter(f"{{{SVG}}}use"))
    for use in uses:
        element: _Element | None = use
        while element is not None and element not in seen:
            seen.add(element)
            repeating.add(element.get("id", ""))
            element = element.getparent()
    for use in uses:
        holder = use.getparent()
        if use.get(f"{{{XLINK}}}href", "").removeprefix("#") in repeating and holder is not None:
            holder.remove(use)
