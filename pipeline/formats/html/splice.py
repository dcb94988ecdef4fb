"""Splice HTML and XHTML: put the English of each block inside of it, below the French."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual.elements import draw_passage
from pipeline.bilingual.passages import Passage
from pipeline.bilingual.spans import resolve_in_file
from pipeline.bilingual.typography import typeset
from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.html.drawings import DRAWING
from pipeline.formats.html.read import read_placed_blocks
from pipeline.formats.html.walk import End
from pipeline.io.characters import xml_text
from pipeline.io.xml import attribute, decode_markup, local_name, namespace_of, parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = ".translation { display: block; opacity: 0.75; margin: 0.2em 0 0.4em; font-weight: normal; }"
_ENDED = ("li", "dd", "dt", "p", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "colgroup")
"""Elements whose end HTML may leave out."""
_TEXT_ONLY = frozenset({"option", "optgroup", "select", "textarea"})
"""Elements that hold nothing but text: the English is added to it."""
_NOT_IN_XHTML_1 = frozenset({"s", "u", "mark", "formula"})
_XHTML = "http://www.w3.org/1999/xhtml"


def splice_html(
    data: bytes, english: Sequence[Passage], language: str, encoding: str = "auto", head: str = ""
) -> bytes:
    """Put the English of its blocks into an HTML page, read by its `encoding`; what comes out is UTF-8.

    `head` is said at the top of the page.

    Raises:
        InputError: the page is broken, or has not as many blocks as there are texts.
    """
    root = parse_html(decode_markup(data, encoding)[0])
    ends = [end for _, end in read_placed_blocks(root, language, "")]
    insert(ends, english)
    add_head(root, head)
    add_style(root)
    return as_html(root)


def as_html(root: "_Element") -> bytes:
    """Write a page, read as HTML, in UTF-8."""
    from lxml import etree

    _declare_utf_8(root)
    for empty in root.iter(*_ENDED):
        if not len(empty) and not empty.text:
            empty.text = ""  # else libxml2 leaves out its end, and what follows would be in it
    done: bytes = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return done + b"\n"


def insert(ends: Sequence[End], english: Sequence[Passage], xml_only: bool = False) -> None:
    """Put the English of each block into its page, in place: an element of its own at the end of the block's French.

    Elements that hold nothing but text get it after " / ". Blocks without English stay as they are. `xml_only` is for
    XHTML 1.1, which lacks some of HTML.

    Raises:
        InputError: there are not as many blocks as texts.
    """
    if len(ends) != len(english):
        raise InputError(f"{len(ends)} blocks instead of {len(english)}")
    for (element, before), passage in zip(ends, english, strict=True):
        holder = element.getparent() if before else element
        if not passage.text or holder is None:
            continue
        if local_name(holder) in _TEXT_ONLY:
            holder.text = f"{holder.text or ''} / {xml_text(passage.text)[0]}"
            continue
        span = _span(passage, holder, xml_only)
        if before:
            element.addprevious(span)
        else:
            element.append(span)


def _span(passage: Passage, holder: "_Element", xml_only: bool) -> "_Element":
    """Make an element of the English, in the namespace of the one that it will be in."""
    from lxml import etree

    space = namespace_of(holder)
    linked = any(local_name(around) == "a" for around in (holder, *holder.iterancestors()))
    left_out = (_NOT_IN_XHTML_1 if xml_only else frozenset[str]()) | ({"a"} if linked else set())
    html = draw_passage(passage, typeset(passage.text, "en"), resolve_in_file if xml_only else _resolve, left_out)
    spaces = f' xmlns="{space}"' if space else ""
    span = etree.fromstring(xml_text(f'<span{spaces} class="translation">{html}</span>')[0])
    span.set("{http://www.w3.org/XML/1998/namespace}lang" if space else "lang", "en")
    if space and not xml_only:
        span.set("lang", "en")
    return span


def _resolve(mark: Mark) -> str:
    """Give the address of a link that can be followed from the page, or of a drawing that its text holds."""
    return mark.value if mark.name == "img" and mark.value.startswith(DRAWING) else resolve_in_file(mark)


def add_style(root: "_Element") -> None:
    """Add the style of the English to the page's head."""
    from lxml import etree

    head = next(root.iter("{*}head"), None)
    if head is not None:
        space = namespace_of(head)
        style = etree.SubElement(head, f"{{{space}}}style" if space else "style", {"type": "text/css"})
        style.text = _STYLE


def add_head(root: "_Element", head: str) -> None:
    """Say something of the English at the top of a page's body; the page may have none, or none that is seen."""
    from lxml import etree

    body = next(root.iter("{*}body"), None)
    if body is None or not head:
        return
    space = namespace_of(body)
    told = etree.Element(f"{{{space}}}p" if space else "p", {"class": "translation"})
    told.set("{http://www.w3.org/XML/1998/namespace}lang" if space else "lang", "en")
    told.text = xml_text(head)[0]
    told.tail, body.text = body.text, None
    body.insert(0, told)


def xhtml(root: "_Element") -> bytes:
    """Write a tree of XHTML, or of other XML in a book, as bytes, its document type kept."""
    from lxml import etree

    doctype = root.getroottree().docinfo.doctype or ("<!DOCTYPE html>" if local_name(root) == "html" else None)
    if not namespace_of(root):  # it was read as HTML, because it was not well-formed
        content = etree.tostring(root, method="xml", encoding="unicode")
        content = re.sub(r"<html\b(?![^>]*\bxmlns=)", f'<html xmlns="{_XHTML}"', content, count=1)
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{content}\n'.encode()
    done: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return done + b"\n"


def _declare_utf_8(root: "_Element") -> None:
    """Say in the page's head which encoding it has now."""
    from lxml import etree

    head = next(root.iter("head"), None)
    if head is None:
        return
    for meta in list(head.iter("meta")):
        if attribute(meta, "charset") or attribute(meta, "http-equiv").lower() == "content-type":
            head.remove(meta) if meta.getparent() is head else None
    head.insert(0, etree.Element("meta", {"charset": "utf-8"}))
