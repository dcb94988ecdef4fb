"""A book in English, laid out as it is: the text of its parts exchanged in place; a part without text stays as it is.

Entries of its contents and its title are English where the text has them as well.
"""

import re
from typing import TYPE_CHECKING

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.replacements import Replacements
from pipeline.errors import InputError
from pipeline.formats.epub.plain import is_plain, with_english
from pipeline.formats.epub.read import open_package, spine
from pipeline.formats.html.splice import xhtml
from pipeline.formats.html.translate import exchange, say_language, say_titles, translations
from pipeline.io.archive import Archive, packed_again, part_name
from pipeline.io.xml import attribute, parse_xhtml, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE = re.compile(rb"(<(?:\w+:)?language\b[^>]*>)\s*fr[\w-]*\s*(?=</)", re.IGNORECASE)
_TITLE = re.compile(rb"(<(?:\w+:)?title\b[^>]*>)([^<]*)(?=</)")


def translate_epub(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a book in which the English of a document stands instead of its text; `encoding` is not used.

    `language` is the tag of the English.

    Raises:
        InputError: the book is broken, or is not the one that the document was made of.
    """
    archive = Archive(data, "EPUB")
    package, root = open_package(archive)
    english = translations(replacements)
    parts: dict[str, bytes] = {}
    done = 0
    for name, tree in spine(archive):
        blocks = exchange(tree, name, replacements)
        done += blocks
        if blocks:
            parts[name] = _english(tree, language, english)
    if done != len(replacements.document.source.paragraphs):
        raise InputError("it has other blocks")
    for name in _contents(root, package):
        if name not in parts and name in archive:
            tree = _tree(archive, name)
            say_titles((one for one in tree.iter("{*}a", "{*}span", "{*}text")), english)
            parts[name] = _english(tree, language, english)
    parts[package] = _package(archive.read(package), language, english)
    return packed_again(archive, parts)


def _english(tree: "_Element", language: str, english: dict[str, str]) -> bytes:
    """Write a part whose text is English."""
    if is_plain(tree):
        return with_english(tree, [Passage(None, "")] * len(tree))
    say_language(tree, language)
    say_titles(tree.iter("{*}title"), english)
    return xhtml(tree)


def _contents(root: "_Element", package: str) -> list[str]:
    """Name the parts that hold a book's table of contents, for EPUB 3 and EPUB 2."""
    return [
        part_name(package, attribute(item, "href"))
        for item in root.iter("{*}item")
        if "nav" in attribute(item, "properties").split() or attribute(item, "media-type") == "application/x-dtbncx+xml"
    ]


def _tree(archive: Archive, name: str) -> "_Element":
    """Give the root of a table of contents."""
    data = archive.read(name)
    return parse_xml(data) if b"<ncx" in data else parse_xhtml(data)


def _package(data: bytes, language: str, english: dict[str, str]) -> bytes:
    """Give a package document that says the language of the English, and the title in it where that is known."""

    def title(found: re.Match[bytes]) -> bytes:
        said = english.get(" ".join(found[2].decode("utf-8", "replace").split()))
        return found[1] + said.replace("&", "&amp;").replace("<", "&lt;").encode() if said else found[0]

    return _TITLE.sub(title, _LANGUAGE.sub(rb"\g<1>" + language.encode(), data), count=1)
