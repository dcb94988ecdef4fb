"""What TMX and XLIFF share: units of text with codes inside."""

import re
from typing import TYPE_CHECKING

from pipeline.read.markup import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sub", "x", "bx", "ex"})
"""Elements that stand for a format's code; what is in them is no text."""


def visible(element: "_Element") -> str:
    """The text of an element without its codes; a code for a line break is a space.

    Characters that XML forbids stand as `cp` in XLIFF 2.
    """
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":
            parts.append(_character(attribute(child, "hex")))
        elif name not in _CODES:
            parts.append(visible(child))
        elif "lb" in (attribute(child, "type"), attribute(child, "ctype"), attribute(child, "subType")[-2:]):
            parts.append(" ")
        parts.append(child.tail or "")
    return "".join(parts)


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def one_line(text: str) -> str:
    r"""A unit's text with its white space, but for no-break spaces, collapsed.

    >>> one_line(" Un\n  mot\u00a0! ")
    'Un mot\xa0!'
    """
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def same_language(tag: str, language: str) -> bool:
    """Whether a language tag names a language.

    >>> same_language("FR-ca", "fr"), same_language("fra", "fr"), same_language("frr", "fr")
    (True, True, False)
    """
    primary = re.split("[-_]", tag.strip().lower())[0]
    return {"fra": "fr", "fre": "fr", "eng": "en"}.get(primary, primary) == language
