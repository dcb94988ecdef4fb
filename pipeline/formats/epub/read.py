"""Read EPUB 2 and 3: the parts of the spine in reading order. https://www.w3.org/TR/epub-33/."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.epub.plain import page_of_text
from pipeline.formats.html.read import read_blocks
from pipeline.formats.html.roles import spoken_text
from pipeline.io.archive import Archive, part_name
from pipeline.io.builder import first_heading
from pipeline.io.outline import with_titles
from pipeline.io.xml import attribute, local_name, parse_xhtml, parse_xml, plain_text
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

PLAIN, DRAWING = "text/plain", "image/svg+xml"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_MOST_FALLBACKS = 50  # one after the other; chosen by hand: books have one or two, and a chain may be a ring
_TEXT_TYPE = re.compile("html|xml|oeb", re.IGNORECASE)  # old books have XML's type or that of EPUB's forerunner


def read_epub(data: bytes, encoding: str, language: str) -> Text:
    """Read a book; the locator of a block is its part and its number there, as in "text/chapter1.xhtml#7".

    `encoding` is not used: XML names its own.

    Parts that are missing or broken are told in its account, unless there is nothing else.

    Raises:
        InputError: there is no text, or it is protected or broken; the message names the part.
    """
    archive = Archive(data, "EPUB")
    package, root = open_package(archive)
    ledger, problems = Ledger(), dict[str, str]()
    paragraphs = with_titles(
        [one for part, tree in spine(archive, problems) for one in read_blocks(tree, language, part, ledger)]
    )
    if problems and not any(one.text for one in paragraphs):
        raise InputError(next(iter(problems.values())))
    for part in problems:
        ledger.leave_out("missing_part", "", part)
    for part, reason in _unread(root, package).items():
        if part in archive:
            _leave_out(archive, part, reason, ledger)
    title = next((plain_text(node) for node in root.iter("{*}*") if local_name(node) == "title"), "")
    authors = (plain_text(node) for node in root.iter("{*}*") if local_name(node) == "creator")
    author = ", ".join(filter(None, authors))
    return ledger.balance(Text(language, paragraphs, title or first_heading(paragraphs), author=author))


def _unread(package: "_Element", package_name: str) -> dict[str, str]:
    """Name the parts of a book that hold text and are not read, each with the reason.

    They are pages that do not stand in its reading order, and drawings.
    """
    read = {part for part, *_ in _parts(package, package_name)}
    reasons = {}
    for item in package.iter("{*}item"):
        kind, part = attribute(item, "media-type").lower(), part_name(package_name, attribute(item, "href"))
        if part not in read and ("html" in kind or kind == DRAWING):
            reasons[part] = "apart" if "html" in kind else "drawing"
    return reasons


def _leave_out(archive: Archive, part: str, reason: str, ledger: Ledger) -> None:
    """Note a part that is not read; one that cannot be read hinders nobody."""
    with suppress(InputError):
        text = spoken_text(_tree(archive, part, strict=False))
        ledger.hold(text)
        ledger.leave_out(reason, text, part)


def open_package(archive: Archive) -> tuple[str, "_Element"]:
    """Give the name and the root of a book's package document.

    Raises:
        InputError: there is none.
    """
    package = next((attribute(node, "full-path") for node in _tree(archive, _CONTAINER).iter("{*}rootfile")), "")
    if not package:
        raise InputError(f"is no EPUB file, or an incomplete one: its {_CONTAINER} names no package")
    return package, _tree(archive, package)


def spine(archive: Archive, problems: dict[str, str] | None = None) -> Iterator[tuple[str, "_Element"]]:
    """Give the name and the root of every part of a book with text, each once, in reading order.

    A part that is missing or cannot be read is passed by; `problems` gets what is wrong with it, by its name.

    Raises:
        InputError: there is no package, or text is protected.
    """
    package, root = open_package(archive)
    protected = _protected(archive)
    problems = {} if problems is None else problems
    for name, (kind, problem) in {name: told for name, *told in _parts(root, package)}.items():
        part = archive.name_of(name)
        if part in protected:
            raise InputError(
                f"is protected against copying (DRM), its part {part!r} too; use a copy without protection"
            )
        try:
            if problem:
                raise InputError(problem)
            is_plain = kind == PLAIN
            tree = page_of_text(archive.read(part)) if is_plain else _tree(archive, part, strict=False)
        except InputError as found:
            problems[part] = str(found)
        else:
            yield part, tree


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


def _parts(package: "_Element", package_name: str) -> Iterator[tuple[str, str, str]]:
    """Give the names of a book's parts with text, in reading order, each with its type and why it cannot be read.

    The latter is "" where it can. Pages that are images have no text, but for drawings.
    """
    items = {attribute(item, "id"): item for item in package.iter("{*}item")}
    for name, reference in {attribute(node, "idref"): node for node in package.iter("{*}itemref")}.items():
        if name not in items:
            yield name, "", f"is incomplete: its spine names {name!r}, which its manifest lacks; get a whole copy"
            continue
        item = _with_text(items[name], items)
        is_contents = "nav" in attribute(item, "properties").split()
        href, kind = attribute(item, "href"), attribute(item, "media-type").strip().lower()
        can_be_read = _is_text(item) or kind in {PLAIN, DRAWING}
        if can_be_read and not (is_contents and attribute(reference, "linear") == "no"):
            yield part_name(package_name, href), kind, ""
        elif not can_be_read and not kind.startswith("image/"):
            problem = f"its part {href!r} is {kind}, not text that can be read; take it out of the book's spine"
            yield part_name(package_name, href), kind, problem


def _with_text(item: "_Element", items: Mapping[str, "_Element"]) -> "_Element":
    """Give an item of the manifest, or the first of its fallbacks that is text; where none is, the item as it is."""
    found: _Element | None = item
    for _ in range(_MOST_FALLBACKS):
        if found is None:
            break
        if _is_text(found):
            return found
        found = items.get(attribute(found, "fallback"))
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
