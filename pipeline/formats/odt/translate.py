"""An OpenDocument text in English or in both languages: text exchanged or added in place, all else kept.

Tracked changes become the author's final text. OpenDocument 1.3, part 3.
"""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Literal

from pipeline.bilingual.replacements import Replacements
from pipeline.errors import InputError
from pipeline.formats.inplace.arranging import Stay
from pipeline.formats.inplace.trees import Inline, Placed, Role, add_mixed
from pipeline.formats.odt.parts import tree
from pipeline.formats.odt.read import Traced, body_of, trace_odt
from pipeline.io.archive import Archive, packed_again
from pipeline.io.xml import attribute, local_name, namespace_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT, _STYLES = "content.xml", "styles.xml"
_CHANGES = ("tracked-changes", "change", "change-start", "change-end")
_STAYS: dict[str, Stay | Literal["text"]] = {"s": "text", "tab": "break", "line-break": "break"}
_STAYS |= dict.fromkeys(["bookmark-start", "reference-mark-start", "annotation"], "before")
_WHOLE = frozenset(["a", "meta", "ruby", "ruby-base"])
_ENGLISH = "EnglishBelow"
_GREY = "#595959"  # about as HTML's with an opacity of three quarters looks on white
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def translate_odt(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a text in which the English of a document stands instead of its French; `encoding` is not used.

    `language` is the tag of the English.

    Raises:
        InputError: the file is broken, or is not the one that the document was made of.
    """
    archive, trees = _opened(data)
    for number, (paragraph, element, origins) in _numbered(trees, replacements):
        placed = Placed(element, paragraph.text, origins, _ODT)
        english = replacements.of(number, placed.marks())
        if english is not None:
            placed.replace(english)
    for root in trees.values():
        _say_language(root, language)
    return _packed(archive, trees)


def splice_odt(
    data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en", head: str = ""
) -> bytes:
    """Give a text in which the English of each paragraph stands below it, in a paragraph like it, but grey.

    `head` is said in a paragraph before all others.

    Raises:
        InputError: as `translate_odt` has it.
    """
    archive, trees = _opened(data)
    for number, (paragraph, element, origins) in _numbered(trees, replacements):
        copy = Placed(element, paragraph.text, origins, _ODT).copied()
        english = replacements.of(number, copy.marks())
        if english is not None and english.text not in {"", paragraph.text}:
            copy.replace(english)
            below = _paragraph(element, attribute(element, "style-name"))
            below[0].extend(copy.holder)
            below[0].text = copy.holder.text
            below.tail, element.tail = element.tail, None
            element.addnext(below)
    if head:
        body = body_of(trees[_CONTENT])
        told = _paragraph(body, "")
        told[0].text = head
        first = next((n for n, one in enumerate(body) if not local_name(one).endswith("-decls")), len(body))
        body.insert(first, told)
    _add_style(trees[_CONTENT], language)
    return _packed(archive, trees)


def _opened(data: bytes) -> tuple[Archive, dict[str, "_Element"]]:
    """Give a file, and its parts with text and styles without tracked changes."""
    archive = Archive(data, "ODT")
    trees = {part: tree(archive, part) for part in (_CONTENT, _STYLES) if part in archive}
    for change in list(trees[_CONTENT].iter(*(f"{{*}}{name}" for name in _CHANGES))):
        _remove(change)
    return archive, trees


def _remove(element: "_Element") -> None:
    """Take an element out, and leave the text behind it."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        above.text = (above.text or "") + element.tail
    element.tail = None
    above.remove(element)


def _numbered(trees: dict[str, "_Element"], replacements: Replacements) -> Iterator[tuple[int, Traced]]:
    """Give every paragraph of the file that the document has, with its number there; of like headers it has one."""
    paragraphs = replacements.document.source.paragraphs
    numbers = {one.locator: number for number, one in enumerate(paragraphs)}
    repeated = {one.text: n for n, one in enumerate(paragraphs) if one.locator.startswith(_STYLES)}
    for traced in trace_odt(trees[_CONTENT], trees.get(_STYLES)):
        one = traced[0]
        number = repeated.get(one.text) if one.locator.startswith(_STYLES) else numbers.get(one.locator)
        if number is not None and paragraphs[number].text != one.text:
            raise InputError(f"its paragraph {one.locator} is another one")
        if number is not None:
            yield number, traced


def _paragraph(beside: "_Element", style: str) -> "_Element":
    """Make a paragraph of a style with nothing in it but an empty span, in the style of the English."""
    from lxml import etree

    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    made = etree.Element(f"{{{space}}}p", nsmap=beside.nsmap)
    if style:
        made.set(f"{{{space}}}style-name", style)
    etree.SubElement(made, f"{{{space}}}span", {f"{{{space}}}style-name": _ENGLISH})
    return made


def _add_style(root: "_Element", language: str) -> None:
    """Add the style of the English to those that a text has for itself."""
    from lxml import etree

    styles = next(root.iterfind("{*}automatic-styles"), None)
    if styles is None:
        styles = etree.Element(f"{{{namespace_of(root)}}}automatic-styles")
        next(root.iterfind("{*}body")).addprevious(styles)
    made = etree.SubElement(styles, f"{_STYLE}style", {f"{_STYLE}name": _ENGLISH, f"{_STYLE}family": "text"})
    name, country = _language(language)
    said = {f"{_FO}color": _GREY, f"{_FO}language": name, f"{_FO}country": country}
    etree.SubElement(made, f"{_STYLE}text-properties", said)


def _say_language(root: "_Element", language: str) -> None:
    """Say that what was French is English, for those who check spelling."""
    name, country = _language(language)
    for properties in root.iter("{*}text-properties"):
        if attribute(properties, "language") == "fr":
            properties.set(f"{_FO}language", name)
            properties.set(f"{_FO}country", country)


def _language(tag: str) -> tuple[str, str]:
    """Give the language and the country of a tag.

    >>> _language("en-GB"), _language("en")
    (('en', 'GB'), ('en', 'US'))
    """
    name, _, country = tag.partition("-")
    return name, country or "US"


def _packed(archive: Archive, trees: dict[str, "_Element"]) -> bytes:
    """Pack the file with its parts as they are now."""
    from lxml import etree

    parts = {
        part: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        for part, root in trees.items()
    }
    return packed_again(archive, parts)


def _role(element: "_Element") -> Role:
    """Tell whether an element gives its text a look, encloses it, or is a field, whose text most often stays."""
    name = local_name(element)
    return "look" if name == "span" else "whole" if name in _WHOLE else "fixed"


def _stay(element: "_Element") -> Stay | Literal["text", ""]:
    """Tell what an element is to the text beside it."""
    return _STAYS.get(local_name(element), "")


def _key(element: "_Element") -> Hashable:
    """Give what is the same for all spans that look the same."""
    return attribute(element, "style-name")


def _pair(element: "_Element") -> Hashable:
    """Name what begins or ends at an element."""
    kind, _, end = local_name(element).rpartition("-")
    if end in {"start", "end"}:
        return kind, attribute(element, "name")
    return ("annotation", attribute(element, "name")) if end == "annotation" and attribute(element, "name") else None


def _links(element: "_Element") -> bool:
    """Tell whether an element is a link."""
    return local_name(element) == "a"


_ODT = Inline(_role, _stay, add_mixed, _key, pair=_pair, links=_links)
