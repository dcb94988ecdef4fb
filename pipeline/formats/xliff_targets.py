"""An XLIFF file with English targets: those that were missing are filled in, with the codes of their sources in place.

Targets that somebody has given stay as they are. A target says in its state that it is to be looked at.
"""

from collections.abc import Hashable
from copy import deepcopy
from typing import TYPE_CHECKING, Literal

from pipeline.bilingual.replacements import Replacements
from pipeline.errors import InputError
from pipeline.formats.inplace.arranging import Stay
from pipeline.formats.inplace.trees import Inline, Placed, add_mixed
from pipeline.formats.xliff import languages_of, places_of
from pipeline.io.builder import ParagraphBuilder
from pipeline.io.cut import parse_units
from pipeline.io.segments import is_gap
from pipeline.io.units import child_named, is_segment, own_text, parts_of
from pipeline.io.xml import attribute, local_name, namespace_of, same_language, without_forbidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPENS = {"bpt": "rid", "bx": "rid", "sc": "id"}
_CLOSES = {"ept": "rid", "ex": "rid", "ec": "startRef"}


def translate_xliff(
    data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en", head: str = ""
) -> bytes:
    """Give an XLIFF file in which the English of a document is the target of every unit that had none.

    `encoding` and `head` are not used; `language` is the tag of the English where the file names none.

    Raises:
        InputError: the file is broken, or is not the one that the document was made of.
    """
    from lxml import etree

    root, _ = parse_units(without_forbidden(data)[0], {"trans-unit", "unit"})
    paragraphs = replacements.document.source.paragraphs
    found = list(places_of(root))
    if [place for _, _, place in found] != [one.locator for one in paragraphs]:
        raise InputError("it has other units")
    for number, (unit, part, _) in enumerate(found):
        file = next(unit.iterancestors("{*}file"))
        source, _ = languages_of(root, file)
        if part.source.text != paragraphs[number].text and same_language(source, "fr"):
            raise InputError(f"its unit {attribute(unit, 'id')!r} is another one")
        if part.target.text or not part.source.text or not same_language(source, "fr") or is_gap(part.name):
            continue
        holder = _source_of(unit, part.name)
        if holder is not None and _fill(holder, unit, number, replacements):
            _name_language(root, file, language)
    done: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return done + b"\n"


def _fill(source: "_Element", unit: "_Element", number: int, replacements: Replacements) -> bool:
    """Give a source its target, unless its paragraph stays as it is; tell whether that was done."""
    copy = deepcopy(source)
    copy.tail = None
    text = ParagraphBuilder()
    _trace(copy, text)
    paragraph = text.paragraph()
    if paragraph.text != replacements.document.source.paragraphs[number].text:
        return False  # a text that stands in a code
    placed = Placed(copy, paragraph.text, text.traced, _XLIFF)
    english = replacements.of(number, placed.marks())
    if english is None or not english.text:
        return False
    placed.replace(english)
    target = _target_of(source, unit)
    target[:] = list(copy)
    target.text = copy.text
    return True


def _trace(element: "_Element", text: ParagraphBuilder) -> None:
    """Read the text of an element, with where it stands, as `without_codes` has it."""
    text.add(element.text, origin=element)
    for child in element:
        said = own_text(child)
        if said is None:
            _trace(child, text)
        elif said:
            text.add(said, origin=child)
        if child.tail:
            text.add(child.tail, origin=child, tail=True)


def _source_of(unit: "_Element", name: str) -> "_Element | None":
    """Give the element that holds the source of a part of a unit."""
    if local_name(unit) == "unit":
        parts = [one for one in parts_of(unit) if local_name(one) != "ignorable"]
        named = [one for number, one in enumerate(parts_of(unit), 1) if (attribute(one, "id") or str(number)) == name]
        return child_named((named or parts)[0], "source")
    if not name:
        return child_named(unit, "source")
    segmented = child_named(unit, "seg-source")
    around = segmented if segmented is not None else child_named(unit, "source")
    return next((one for one in _segments(around) if attribute(one, "mid") == name), None)


def _target_of(source: "_Element", unit: "_Element") -> "_Element":
    """Give the element for the English of a source, made where it is missing, and empty."""
    from lxml import etree

    if local_name(unit) == "unit":
        part = source.getparent()
        target = child_named(part, "target") if part is not None else None
        if target is None:
            target = etree.Element(f"{{{namespace_of(unit)}}}target")
            source.addnext(target)
        if part is not None and local_name(part) == "segment":
            part.set("state", "translated")
        return target
    target = child_named(unit, "target")
    is_part = is_segment(source)
    if target is None:
        after = child_named(unit, "seg-source")
        after = child_named(unit, "source") if after is None else after
        target = etree.Element(f"{{{namespace_of(unit)}}}target")
        if after is not None:
            after.addnext(target)
    target.set("state", "needs-review-translation")
    if not is_part:
        return target
    if not _segments(target):
        _copy_segments(source, target)
    mid = attribute(source, "mid")
    found = next((one for one in _segments(target) if attribute(one, "mid") == mid), None)
    return found if found is not None else etree.SubElement(target, source.tag, {"mtype": "seg", "mid": mid})


def _copy_segments(source: "_Element", target: "_Element") -> None:
    """Give a target the segments of a source, each empty, and what stands between them."""
    around = source
    while local_name(around) not in {"seg-source", "source"}:
        around = around.getparent()
    copy = deepcopy(around)
    target.text = copy.text
    target[:] = list(copy)
    for segment in _segments(target):
        segment[:] = []
        segment.text = None


def _segments(element: "_Element | None") -> list["_Element"]:
    """Give the segments in an element, as XLIFF 1.2 marks them."""
    return [] if element is None else [one for one in element.iter("{*}mrk") if is_segment(one)]


def _name_language(root: "_Element", file: "_Element", language: str) -> None:
    """Name the language of the targets where the file does not."""
    if attribute(root, "srcLang"):
        root.set("trgLang", attribute(root, "trgLang") or language)
    elif not attribute(file, "target-language"):
        file.set("target-language", language)


def _stay(element: "_Element") -> Stay | Literal["text", ""]:
    """Tell what an element is to the text beside it."""
    said = own_text(element)
    if not said:
        return "before" if said == "" and local_name(element) in _OPENS else ""
    return "break" if said == " " else "kept"


def _pair(element: "_Element") -> Hashable:
    """Name what a code begins or ends."""
    name = local_name(element)
    key = _OPENS.get(name) or _CLOSES.get(name)
    said = attribute(element, key) or attribute(element, "id") if key else ""
    return ("code", said) if said else None


_XLIFF = Inline(lambda element: "whole", _stay, add_mixed, lambda element: None, pair=_pair)
