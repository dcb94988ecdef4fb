"""EPUB 2 and 3: the parts of the spine in reading order. https://www.w3.org/TR/epub-33/."""

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.document import Paragraph, Text
from pipeline.errors import InputError
from pipeline.read.archive import Archive
from pipeline.read.html import blocks
from pipeline.read.markup import attribute, local_name, parse_xhtml, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_epub(data: bytes, encoding: str, language: str) -> Text:
    """The text of a book, each block with its part and number, "text/chapter1.xhtml#7"; `encoding` is the book's."""
    archive = Archive(data, "EPUB")
    _refuse_protected(archive)
    container = parse_xml(archive.read("META-INF/container.xml"))
    package = next((attribute(node, "full-path") for node in container.iter("{*}rootfile")), "")
    title, parts = _spine(archive.read(package), posixpath.dirname(package))
    paragraphs: list[Paragraph] = []
    for part in parts:
        paragraphs += blocks(parse_xhtml(archive.read(part)), language, part)
    return Text(language, tuple(paragraphs), title)


def _spine(package: bytes, folder: str) -> tuple[str, list[str]]:
    """A book's title and the names of its parts in reading order."""
    root = parse_xml(package)
    title = next(
        (" ".join("".join(str(text) for text in node.itertext()).split()) for node in root.iter("{*}title")), ""
    )
    items = {attribute(item, "id"): item for item in root.iter("{*}item")}
    order = [attribute(item, "idref") for item in root.iter("{*}itemref")]
    if lost := [name for name in order if name not in items]:
        raise InputError(f"is incomplete: its spine names {lost[0]!r}, which its manifest lacks")
    return title, [_address(folder, items[name]) for name in order if _is_text(items[name])]


def _is_text(item: "_Element") -> bool:
    """Whether an item of the manifest is a part to read: no image, and not the table of contents."""
    return "html" in attribute(item, "media-type") and "nav" not in attribute(item, "properties").split()


def _address(folder: str, item: "_Element") -> str:
    """The name in the archive of an item of the manifest."""
    return posixpath.normpath(posixpath.join(folder, unquote(attribute(item, "href"))))


def _refuse_protected(archive: Archive) -> None:
    """Raise InputError when text is encrypted; fonts may be, they are no text."""
    if "META-INF/encryption.xml" not in archive:
        return
    root = parse_xml(archive.read("META-INF/encryption.xml"))
    encrypted = [attribute(node, "URI") for node in root.iter() if local_name(node) == "cipherreference"]
    if any(name.lower().endswith(("html", "htm", "xml")) for name in encrypted):
        raise InputError("is protected against copying (DRM); use a copy without protection")
