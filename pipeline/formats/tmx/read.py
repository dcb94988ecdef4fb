"""Read translation memories, TMX 1.1 to 1.4b: a paragraph a unit, in either language.

https://www.gala-global.org/tmx-14b
"""

from typing import TYPE_CHECKING

from pipeline.document import Given, Giver, Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.cut import parse_units
from pipeline.io.units import codes, collapse, other_side, without_codes
from pipeline.io.xml import all_text, attribute, local_name, same_language, without_forbidden
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_tmx(data: bytes, encoding: str, language: str) -> Text:
    """Read the text of one language, an empty paragraph where a unit lacks it.

    Of several versions in it the one with just this tag is read, as `en-GB`, else the first. `encoding` is not used:
    XML names its own.

    Raises:
        InputError: it is no TMX, or French is asked for and no unit has any.
    """
    data, lines = without_forbidden(data)
    root, cut = parse_units(data, {"tu"})
    if local_name(root) != "tmx":
        raise InputError(f"is no TMX file: its root is <{local_name(root)}>")
    ledger = Ledger()
    ledger.hold(all_text(root))
    if cut:
        ledger.hold(cut.text)
        ledger.leave_out("cut_off", cut.text, cut.place)
    for line in lines:
        ledger.leave_out("forbidden", "", f"line {line}")
    for header in root.iterfind("{*}header"):
        ledger.leave_out("comment", all_text(header), "header")
    units = list(root.iterfind("{*}body/{*}tu"))
    paragraphs = tuple(_paragraph(unit, number, language, ledger) for number, unit in enumerate(units, 1))
    language = language[:2]
    if language == "fr" and not any(paragraph.text for paragraph in paragraphs):
        languages = sorted({_language(variant) for unit in units for variant in unit.iterfind("{*}tuv")})
        raise InputError(f"holds no French: its languages are {', '.join(languages) or 'none'}")
    return ledger.balance(Text(language, paragraphs))


def read_given(data: bytes) -> tuple[Given | None, ...]:
    """Read what this program has said of each unit: who gave its English, and the name of that model or person.

    A machine's English that comes back is no person's. Nothing is said of other tools' units: empty where that is all.

    Raises:
        InputError: it is no XML.
    """
    root, _ = parse_units(without_forbidden(data)[0], {"tu"})
    found = [_given(unit) for unit in root.iterfind("{*}body/{*}tu")]
    return tuple(found) if any(found) else ()


def _given(unit: "_Element") -> Given | None:
    """Read what a unit says of itself; None where that is what is taken for granted."""
    said = {attribute(prop, "type"): all_text(prop) for prop in unit.iterfind("{*}prop")}
    givers: tuple[Giver, ...] = ("human", "machine", "corrected", "copied")
    giver: Giver = next((one for one in givers if one == said.get("x-origin")), "human")
    given = Given(giver=giver, made_by=said.get("x-made_by", "") if "x-origin" in said else "")
    return None if given == Given() else given


def _paragraph(unit: "_Element", number: int, language: str, ledger: Ledger) -> Paragraph:
    """Read a unit's text in a language: of one variant, if there are several; `ledger` notes what else it has."""
    locator = f"unit {attribute(unit, 'tuid') or number}"
    variants = [variant for variant in unit.iterfind("{*}tuv") if same_language(_language(variant), language[:2])]
    variants.sort(key=lambda variant: _language(variant).lower() != language.lower())  # the one asked for is the first
    chosen = next((segment for variant in variants for segment in variant.iterfind("{*}seg")), None)
    for element in unit:
        is_variant = local_name(element) == "tuv"
        for part in element if is_variant else [element]:
            if part is not chosen:
                is_text = is_variant and local_name(part) == "seg"
                reason = _reason(element, language) if is_text else "comment"
                ledger.leave_out(reason, all_text(part), locator)
    if chosen is None:
        return Paragraph("", locator=locator)
    for code in codes(chosen):
        ledger.leave_out("markup", all_text(code), locator)
    return Paragraph(collapse(without_codes(chosen)), locator=locator)


def _reason(variant: "_Element", language: str) -> str:
    """Say why a variant is left out."""
    reason = other_side(_language(variant), language[:2])
    return "other_version" if reason == "variant" else reason


def _language(variant: "_Element") -> str:
    """Give the tag of a variant's language."""
    return attribute(variant, "lang")
