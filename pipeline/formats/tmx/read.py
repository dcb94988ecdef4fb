"""Read translation memories, TMX 1.1 to 1.4b: a paragraph a unit, in either language.

https://www.gala-global.org/tmx-14b
"""

from typing import TYPE_CHECKING

from pipeline.document import Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.units import codes, collapse, other_side, without_codes
from pipeline.io.xml import all_text, attribute, local_name, parse_xml, same_language
from pipeline.letters import Ledger

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
    ledger = Ledger()
    ledger.hold(all_text(root))
    for header in root.iterfind("{*}header"):
        ledger.leave_out("comment", all_text(header), "header")
    units = list(root.iterfind("{*}body/{*}tu"))
    paragraphs = tuple(_paragraph(unit, number, language, ledger) for number, unit in enumerate(units, 1))
    if language == "fr" and not any(paragraph.text for paragraph in paragraphs):
        languages = sorted({_language(variant) for unit in units for variant in unit.iterfind("{*}tuv")})
        raise InputError(f"holds no French: its languages are {', '.join(languages) or 'none'}")
    return ledger.balance(Text(language, paragraphs))


def _paragraph(unit: "_Element", number: int, language: str, ledger: Ledger) -> Paragraph:
    """Read a unit's text in a language: of its first variant, if there are several; `ledger` notes what else it has."""
    locator = f"unit {attribute(unit, 'tuid') or number}"
    variants = (variant for variant in unit.iterfind("{*}tuv") if same_language(_language(variant), language))
    chosen = next((segment for variant in variants for segment in variant.iterfind("{*}seg")), None)
    for element in unit:
        is_variant = local_name(element) == "tuv"
        for part in element if is_variant else [element]:
            if part is not chosen:
                is_text = is_variant and local_name(part) == "seg"
                reason = other_side(_language(element), language) if is_text else "comment"
                ledger.leave_out(reason, all_text(part), locator)
    if chosen is None:
        return Paragraph("", locator=locator)
    for code in codes(chosen):
        ledger.leave_out("markup", all_text(code), locator)
    return Paragraph(collapse(without_codes(chosen)), locator=locator)


def _language(variant: "_Element") -> str:
    """Give the tag of a variant's language."""
    return attribute(variant, "lang")
