"""Splice EPUB books: put the English of each block inside of it; a part without text stays as it is, byte for byte."""

import re
from collections.abc import Sequence

from pipeline.bilingual.passages import Passage
from pipeline.errors import InputError
from pipeline.formats.epub.plain import is_plain, with_english
from pipeline.formats.epub.read import open_package, spine
from pipeline.formats.html.read import read_placed_blocks
from pipeline.formats.html.splice import add_head, add_style, insert, xhtml
from pipeline.io.archive import Archive, packed_again, part_name
from pipeline.io.xml import attribute, local_name

_LANGUAGE = re.compile(rb"</((?:\w+:)?)language\s*>")


def splice_epub(
    data: bytes, english: Sequence[Passage], language: str, encoding: str = "auto", head: str = ""
) -> bytes:
    """Put the English of its blocks into a book, and English among its languages.

    `encoding` is not used: XML names its own. `head` is said at the top of the first part that has English. The table
    of contents in a navigation document gets no English, since its entries may hold nothing but a link; nor does a
    drawing that is a page of its own.

    Raises:
        InputError: the book is broken, or has not as many blocks as there are texts.
    """
    archive = Archive(data, "EPUB")
    package, root = open_package(archive)
    old = attribute(root, "version").startswith("2")
    contents = {
        archive.name_of(part_name(package, attribute(item, "href")))
        for item in root.iter("{*}item")
        if "nav" in attribute(item, "properties").split()
    }
    parts: dict[str, bytes] = {}
    done = 0
    for name, tree in spine(archive):
        ends = [end for _, end in read_placed_blocks(tree, language, name)]
        texts = english[done : done + len(ends)]
        done += len(ends)
        if is_plain(tree):
            parts[name] = with_english(tree, texts)
        elif name not in contents and any(passage.text for passage in texts) and local_name(tree) != "svg":
            insert(ends, texts, xml_only=old)
            add_head(tree, "" if parts else head)
            add_style(tree)
            parts[name] = xhtml(tree)
    if done != len(english):
        raise InputError(f"{done} blocks instead of {len(english)}")
    parts[package] = _LANGUAGE.sub(rb"\g<0><\g<1>language>en</\g<1>language>", archive.read(package), count=1)
    return packed_again(archive, parts)
