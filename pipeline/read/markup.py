"""XML and HTML from strangers, by lxml: no network, no DTD, no entities but characters."""

import re
from html.entities import html5
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}


def parse_xml(data: bytes) -> "_Element":
    """The root of an XML document; raises InputError when it is broken or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise InputError(f"is not well-formed XML: {problem.msg}") from None
    refuse_entities(root)
    return root


def refuse_entities(root: "_Element") -> None:
    """Raise InputError when a document declares entities: no text needs them, attacks do."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError("is refused: it declares XML entities")


def parse_html(text: str) -> "_Element":
    """The root of an HTML document, however broken."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser, ensure_head_body=True)
    except etree.ParserError:  # white space and comments only
        root = html.document_fromstring(b"<p></p>", ensure_head_body=True)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError("is refused: its elements are nested too deeply")
    return root


def parse_xhtml(data: bytes) -> "_Element":
    """The root of an XHTML document, as XML where it is well-formed and as HTML where it is not."""
    named = re.sub(rb"&(\w+);", _character, data)
    try:
        return parse_xml(named)
    except InputError as problem:
        if "refused" in str(problem):
            raise
    return parse_html(data.decode("utf-8", "replace"))


def _character(match: re.Match[bytes]) -> bytes:
    """The character of a name that HTML knows and XML does not, in ASCII."""
    name = match[1].decode("ascii", "replace")
    if name in _XML_ENTITIES or f"{name};" not in html5:
        return match[0]
    return html5[f"{name};"].encode("ascii", "xmlcharrefreplace")


def local_name(element: "_Element") -> str:
    """An element's name without its namespace, in lower case; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def attribute(element: "_Element", name: str) -> str:
    """An attribute's value whatever its namespace, "" when there is none."""
    for key, value in element.attrib.items():
        if re.split("[}:]", str(key))[-1] == name:
            return str(value)
    return ""
