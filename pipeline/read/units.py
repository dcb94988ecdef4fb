"""What TMX and XLIFF share: units of text with codes inside."""

import re
from typing import TYPE_CHECKING

from pipeline.read.markup import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element


def visible(element: "_Element", with_text: frozenset[str]) -> str:
    """The text of an element without its codes; what stands in elements named in `with_text` is text as well.

    A code for a line break is a space.
    """
    parts = [element.text or ""]
    for child in element:
        if local_name(child) in with_text:
            parts.append(visible(child, with_text))
        elif "lb" in (attribute(child, "type"), attribute(child, "ctype"), attribute(child, "subType")[-2:]):
            parts.append(" ")
        parts.append(child.tail or "")
    return "".join(parts)


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
