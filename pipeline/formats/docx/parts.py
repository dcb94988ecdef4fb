"""The parts of a Word document that may hold text, and why some are left out. ECMA-376, part 1, chapter 11."""

import re
from collections.abc import Container, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.io.archive import Archive
from pipeline.io.xml import all_text, decode_markup, parse_html, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
COMMENTS = "word/comments.xml"
STYLES = "word/styles.xml"
HEADERS = re.compile(r"word/(?:header|footer)\d*\.xml")
_ASKED_FOR = {"comment": "comments", "running_title": "headers"}
"""What the option `also` calls the parts that are left out for some reason unless it names them."""
_PARTS = re.compile(r"word/(?!_rels/).*\.xml")
_CHUNKS = re.compile(r"word/.*\.(?:x?html?|txt)")


def text_parts(archive: Archive, also: Container[str]) -> Iterator[tuple[str, "_Element"]]:
    """Give the name and the root of every part that may hold text; one that nobody asks for may be broken.

    Raises:
        InputError: there is no main part, or another that is read cannot be.
    """
    for part in dict.fromkeys((MAIN, *sorted(filter(_PARTS.fullmatch, archive.names())))):
        try:
            yield part, parse_xml(archive.read(part))
        except InputError:
            if _ASKED_FOR.get(why_unread(part), "") in also or part in {MAIN, *NOTES, STYLES}:
                raise


def foreign_parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Give the name and the text of every part in another format (17.17.2.1, altChunk) that is text or a page."""
    for part in filter(_CHUNKS.fullmatch, archive.names()):
        with suppress(InputError):
            yield part, all_text(parse_html(decode_markup(archive.read(part))[0]))


def why_unread(part: str) -> str:
    """Give the reason to leave out a part as a whole, where nobody asks for it.

    >>> why_unread("word/header1.xml"), why_unread("word/charts/chart1.xml")
    ('running_title', 'unsupported')
    """
    if part == COMMENTS:
        return "comment"
    return "running_title" if HEADERS.fullmatch(part) else "unsupported"
