"""Read translation memories, TMX 1.1 to 1.4b: a paragraph a unit, in either language.

https://www.gala-global.org/tmx-14b
"""

from typing import TYPE_CHECKING

from pipeline.document import Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.units import collapse, without_codes
from pipeline.io.xml import attribute, local_name, parse_xml, same_language

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_tmx(data: bytes, encoding: str, language: str) -> Text:
    """Read the text of one language, an empty paragraph where a unit lacks it.

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is no TMX, or French is asked for and no unit has any.
    """
    root = parse_xml(data)
    if local_name(root) != "tmx":
        raise InputError(f"is no TMX file: its root is <{local_name(root)}>")
    units = list(root.iterfind("{*}body/{*}tu"))
    paragraphs = tuple(_paragraph(unit, number, language) for number, unit in enumerate(units, 1))
    if language == "fr" and not any(paragraph.text for paragraph in paragraphs):
        languages = sorted({_language(variant) for unit in units for variant in unit.iterfind("{*}tuv")})
        raise InputError(f"holds no French: its languages are {', '.join(languages) or 'none'}")
    return Text(language, paragraphs)


def _paragraph(unit: "_Element", number: int, language: str) -> Paragraph:
    """Read a unit's text in a language: of its first variant, if there are several."""
    variants = (variant for variant in unit.iterfind("{*}tuv") if same_language(_language(variant), language))
    segment = next((segment for variant in variants for segment in variant.iterfind("{*}seg")), None)
    text = "" if segment is None else collapse(without_codes(segment))
    return Paragraph(text, locator=f"unit {attribute(unit, 'tuid') or number}")


def _language(variant: "_Element") -> str:
    """Give the tag of a variant's language."""
    return attribute(variant, "lang")
