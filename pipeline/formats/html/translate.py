"""A page in English, laid out as it is: the text of its blocks exchanged in place, all else of its tree kept.

Emphasis, links, pictures and calls go with their words; scripts, styles, menus and what else is not read stay. What is
written anew is the tree: comments go, and white space in tags may differ.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from pipeline.bilingual.replacements import Replacements
from pipeline.document import KEPT, Paragraph
from pipeline.errors import InputError
from pipeline.formats.html.read import trace_blocks
from pipeline.formats.html.splice import as_html
from pipeline.formats.inplace.arranging import Stay
from pipeline.formats.inplace.regions import enclose, release
from pipeline.formats.inplace.trees import Inline, Placed, Role, add_mixed
from pipeline.io.builder import Origin
from pipeline.io.characters import xml_text
from pipeline.io.xml import attribute, decode_markup, local_name, namespace_of, parse_html, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOOKS = frozenset(
    ["abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "dfn", "em", "font", "i", "ins", "mark", "q", "s"]
) | {"small", "span", "strike", "strong", "sub", "sup", "tt", "u"}
_KEPT = (KEPT & {"code", "kbd", "samp", "var"}) | {"notranslate"}
_LEAVES: dict[str, Stay | Literal["text"]] = {"br": "break", "img": "kept", "svg": "kept", "math": "kept"}
_SAID = {"img": "alt", "svg": "aria-label"}
_LANGUAGES = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")
Traced = tuple[Paragraph, Sequence[Origin]]


def translate_html(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a page in which the English of a document stands instead of its text; what comes out is UTF-8.

    `encoding` is the page's, `language` the tag of the English.

    Raises:
        InputError: the page is broken, or is not the one that the document was made of.
    """
    root = parse_html(decode_markup(data, encoding)[0])
    if exchange(root, "", replacements) != len(replacements.document.source.paragraphs):
        raise InputError("it has other blocks")
    say_language(root, language)
    say_titles(root.iter("title"), translations(replacements))
    return as_html(root)


def exchange(root: "_Element", part: str, replacements: Replacements) -> int:
    """Let the English stand instead of every block of a tree, in place; give how many blocks there are.

    Raises:
        InputError: a block is another one than the document has.
    """
    paragraphs = replacements.document.source.paragraphs
    numbers = {one.locator: number for number, one in enumerate(paragraphs)}
    traced = trace_blocks(root, replacements.document.source.language, part)
    for paragraph, _ in traced:
        number = numbers.get(paragraph.locator)
        if number is None or paragraphs[number].text != paragraph.text:
            raise InputError(f"its block {paragraph.locator} is another one")
    slots = _slots(traced)
    for paragraph, origins in traced:
        english = replacements.of(numbers[paragraph.locator])
        if english is None or not origins:
            continue
        if _is_torn(origins, slots, paragraph.locator):
            _put_plain(origins, english.text)
            continue
        leaves = frozenset(one.element for one in origins if not one.tail and _is_leaf(one.element))
        region, moved = enclose(origins, leaves)
        for quoted in region.iter("{*}q"):  # the English has its own marks
            quoted.tag = quoted.tag.removesuffix("q") + "span"
        placed = Placed(region, paragraph.text, moved, _HTML)
        english = replacements.of(numbers[paragraph.locator], placed.marks())
        if english is not None:
            placed.replace(english)
        release(region)
    return len(traced)


def say_language(root: "_Element", language: str) -> None:
    """Say that what was French is English; what is in other languages stays so."""
    for element in [root, *root.iterdescendants()]:
        for name in _LANGUAGES:
            if element.get(name, "").lower()[:2] == "fr":
                element.set(name, language)
    if local_name(root) == "html" and not any(root.get(name) for name in _LANGUAGES):
        root.set(_LANGUAGES[bool(namespace_of(root))], language)


def say_titles(elements: Iterator["_Element"], english: Mapping[str, str]) -> None:
    """Let titles and labels that the text has as well say what it says in English."""
    for element in elements:
        if not len(element) and (said := english.get(plain_text(element))):
            element.text = said


def translations(replacements: Replacements) -> dict[str, str]:
    """Give the English of every paragraph by its text; the first of like ones counts."""
    found: dict[str, str] = {}
    for number, paragraph in enumerate(replacements.document.source.paragraphs):
        english = replacements.of(number)
        if english is not None and english.text:
            found.setdefault(" ".join(paragraph.text.split()), xml_text(english.text)[0])
    return found


def _slots(traced: Sequence[Traced]) -> dict[tuple["_Element", bool], str]:
    """Tell of every text of a tree which block it belongs to."""
    found: dict[tuple[_Element, bool], str] = {}
    for paragraph, origins in traced:
        found |= {(one.element, one.tail): paragraph.locator for one in origins if one.start < one.end}
    return found


def _is_torn(origins: Sequence[Origin], slots: Mapping[tuple["_Element", bool], str], own: str) -> bool:
    """Tell whether other blocks are in elements in which a block's text stands, and would be torn with them."""
    inside = {one.element for one in origins if not one.tail and not _is_leaf(one.element)}
    around = inside.copy()
    for element in inside:
        around.update(above for above in element.iterancestors() if local_name(above) in _LOOKS)
    return any(
        slots.get((child, tail), own) != own
        for element in around
        if local_name(element) in _LOOKS
        for child in element.iterdescendants()
        for tail in (False, True)
    )


def _put_plain(origins: Sequence[Origin], text: str) -> None:
    """Put the text of a block where its first letters were, and nothing where its others were."""
    first = next((one for one in origins if one.start < one.end and not _is_leaf(one.element)), origins[0])
    for one in origins:
        said = xml_text(text)[0] if one is first else ""
        if one.tail:
            one.element.tail = said
        elif not _is_leaf(one.element):
            one.element.text = said


def _is_leaf(element: "_Element") -> bool:
    """Tell whether an element stands for text and holds none."""
    return local_name(element) in _LEAVES


def _role(element: "_Element") -> Role:
    """Tell whether an element gives its text a look, or encloses it; what has a name of its own is there once."""
    name = local_name(element)
    if name in _KEPT or attribute(element, "translate") == "no":
        return "fixed"
    return "look" if name in _LOOKS and not attribute(element, "id") else "whole"


def _stay(element: "_Element") -> Stay | Literal["text", ""]:
    """Tell what an element is to the text beside it."""
    name = local_name(element)
    is_place = name == "a" and not element.text and not len(element)
    return "before" if is_place else _LEAVES.get(name, "")


def _key(element: "_Element") -> Hashable:
    """Give what is the same for all elements that look the same."""
    return element.tag, tuple(sorted(element.attrib.items()))


def _say(element: "_Element", text: str) -> None:
    """Say in place of a picture what it shows."""
    if name := _SAID.get(local_name(element)):
        element.set(name, text)


def _links(element: "_Element") -> bool:
    """Tell whether an element is a link."""
    return local_name(element) == "a"


_HTML = Inline(_role, _stay, add_mixed, _key, links=_links, say=_say)
