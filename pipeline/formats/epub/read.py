"""Read EPUB 2 and 3: the parts of the spine in reading order. https://www.w3.org/TR/epub-33/."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.html.read import read_blocks, with_titles
from pipeline.formats.html.roles import spoken_text
from pipeline.io.archive import Archive, part_name
from pipeline.io.builder import first_heading
from pipeline.io.xml import attribute, local_name, parse_xhtml, parse_xml, plain_text
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_MOST_FALLBACKS = 50  # one after the other; chosen by hand: books have one or two, and a chain may be a ring
_TEXT_TYPE = re.compile("html|xml|oeb", re.IGNORECASE)  # old books have XML's type or that of EPUB's forerunner


def read_epub(data: bytes, encoding: str, language: str) -> Text:
    """Read a book; the locator of a block is its part and its number there, as in "text/chapter1.xhtml#7".

    `encoding` is not used: XML names its own.

    Raises:
        InputError: text is missing, protected or broken; the message names the part.
    """
    archive = Archive(data, "EPUB")
    package, root = open_package(archive)
    ledger = Ledger()
    read = dict.fromkeys(_parts(root, package))
    paragraphs = with_titles(
        [paragraph for part, tree in spine(archive) for paragraph in read_blocks(tree, language, part, ledger)]
    )
    for part in dict.fromkeys(_pages(root, package)):
        if part not in read and part in archive:
            _leave_out(archive, part, ledger)
    title = next((plain_text(node) for node in root.iter("{*}*") if local_name(node) == "title"), "")
    authors = (plain_text(node) for node in root.iter("{*}*") if local_name(node) == "creator")
    author = ", ".join(filter(None, authors))
    return ledger.balance(Text(language, paragraphs, title or first_heading(paragraphs), author=author))


def _pages(package: "_Element", package_name: str) -> Iterator[str]:
    """Name all parts of a book that are pages, whether or not they stand in its reading order."""
    for item in package.iter("{*}item"):
        if "html" in attribute(item, "media-type").lower():
            yield part_name(package_name, attribute(item, "href"))


def _leave_out(archive: Archive, part: str, ledger: Ledger) -> None:
    """Note a part that is not read; one that cannot be read hinders nobody."""
    with suppress(InputError):
        text = spoken_text(_tree(archive, part, strict=False))
        ledger.hold(text)
        ledger.leave_out("apart", text, part)


def open_package(archive: Archive) -> tuple[str, "_Element"]:
    """Give the name and the root of a book's package document.

    Raises:
        InputError: there is none.
    """
    package = next((attribute(node, "full-path") for node in _tree(archive, _CONTAINER).iter("{*}rootfile")), "")
    if not package:
        raise InputError(f"is no EPUB file, or an incomplete one: its {_CONTAINER} names no package")
    return package, _tree(archive, package)


def spine(archive: Archive) -> Iterator[tuple[str, "_Element"]]:
    """Give the name and the root of every part of a book with text, each once, in reading order.

    Raises:
        InputError: as `read_epub` does.
    """
    package, root = open_package(archive)
    protected = _protected(archive)
    for part in dict.fromkeys(_parts(root, package)):
        if part in protected:
            raise InputError(
                f"is protected against copying (DRM), its part {part!r} too; use a copy without protection"
            )
        yield part, _tree(archive, part, strict=False)


def _tree(archive: Archive, name: str, strict: bool = True) -> "_Element":
    """Give the root of a part, which has to be well-formed XML if `strict`.

    Raises:
        InputError: it is missing or broken; the message names it.
    """
    data = archive.read(name)
    try:
        return parse_xml(data) if strict else parse_xhtml(data)
    except InputError as problem:
        raise InputError(f"its part {name!r} {problem}") from None


def _parts(package: "_Element", package_name: str) -> Iterator[str]:
    """Give the names of a book's parts with text, in reading order; pages that are images have none."""
    items = {attribute(item, "id"): item for item in package.iter("{*}item")}
    for name, reference in {attribute(node, "idref"): node for node in package.iter("{*}itemref")}.items():
        if name not in items:
            raise InputError(f"is incomplete: its spine names {name!r}, which its manifest lacks; get a whole copy")
        item = _with_text(items[name], items)
        is_contents = "nav" in attribute(item, "properties").split()
        if _is_text(item) and not (is_contents and attribute(reference, "linear") == "no"):
            yield part_name(package_name, attribute(item, "href"))


def _with_text(item: "_Element", items: Mapping[str, "_Element"]) -> "_Element":
    """Give an item of the manifest, or the first of its fallbacks that is text.

    A page that is an image and has no such fallback comes back as it is.

    Raises:
        InputError: it is something else, and no fallback is text.
    """
    found: _Element | None = item
    for _ in range(_MOST_FALLBACKS):
        if found is None:
            break
        if _is_text(found):
            return found
        found = items.get(attribute(found, "fallback"))
    if not attribute(item, "media-type").startswith("image/"):
        href, kind = attribute(item, "href"), attribute(item, "media-type")
        raise InputError(f"its part {href!r} is {kind}, not text that can be read; take it out of the book's spine")
    return item


def _is_text(item: "_Element") -> bool:
    """Tell whether an item of the manifest is text, by its media type."""
    media_type = attribute(item, "media-type")
    return not media_type.startswith("image/") and _TEXT_TYPE.search(media_type) is not None


def _protected(archive: Archive) -> set[str]:
    """Name a book's encrypted parts; those of fonts and images hinder nobody."""
    if _ENCRYPTION not in archive:
        return set()
    references = _tree(archive, _ENCRYPTION).iter("{*}CipherReference")
    return {posixpath.normpath(unquote(attribute(node, "URI")).lstrip("/")) for node in references}
