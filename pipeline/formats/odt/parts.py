"""The parts of an OpenDocument text: what the file says of itself, and what is not read. OpenDocument 1.3, part 2."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.io.archive import Archive
from pipeline.io.xml import attribute, parse_xml, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_OBJECT = re.compile(r".+/content\.xml")
_MANIFEST = "META-INF/manifest.xml"
_FAMILY = "application/vnd.oasis.opendocument."
_OTHERS = {"spreadsheet": "a spreadsheet", "presentation": "a presentation", "graphics": "a drawing"}


def check_manifest(archive: Archive) -> None:
    """Look at what a file says of its parts (OpenDocument 1.3, part 2); one that says nothing is let be.

    Raises:
        InputError: it is encrypted, or another program's file.
    """
    if _MANIFEST not in archive:
        return
    manifest = tree(archive, _MANIFEST)
    if next(manifest.iter("{*}encryption-data"), None) is not None:
        raise InputError("has a password; save it without a password")
    whole = (attribute(entry, "media-type") for entry in manifest if attribute(entry, "full-path") == "/")
    kind = next(whole, "").removeprefix(_FAMILY)
    if other := _OTHERS.get(kind.removesuffix("-template")):
        raise InputError(f"is no ODT file, but {other}; save its text as ODT")


def tree(archive: Archive, part: str) -> "_Element":
    """Give the root of a part.

    Raises:
        InputError: it is missing or broken; the message names the part.
    """
    data = archive.read(part)
    try:
        return parse_xml(data)
    except InputError as problem:
        raise InputError(f"its part {part!r} {problem}") from None


def unread(archive: Archive, styles: "_Element | None") -> Iterator[tuple[str, "_Element", str]]:
    """Give what holds text and is not read, with its part and the reason: headers and footers, and objects."""
    for pages in master_pages(styles):
        yield "styles.xml", pages, "running_title"
    for part in filter(_OBJECT.fullmatch, archive.names()):
        with suppress(InputError):  # a broken one hinders nobody
            yield part, tree(archive, part), "unsupported"


def master_pages(styles: "_Element | None") -> list["_Element"]:
    """Give what has the headers and footers of a document."""
    return [] if styles is None else list(styles.iterfind("{*}master-styles"))


def title(archive: Archive) -> str:
    """Give the title in the document's properties, or ""."""
    try:
        found = next(tree(archive, "meta.xml").iter("{*}title"), None)
    except InputError:  # no file has to have properties, and broken ones hinder nobody
        return ""
    return "" if found is None else plain_text(found)
