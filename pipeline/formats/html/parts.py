"""A long book in several pages: a page is filled with whole chapters as long as they fit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from pipeline.formats.html.sections import Box, PageLine, PageSection

_LINK = re.compile(r'(?<=<a href=")#(d\d+-p\d+)(?=">)')  # in escaped text nothing else looks like this


def split_into_pages(sections: Iterable[PageSection], limit: int) -> Iterator[list[PageSection]]:
    """Put sections in pages of at most `limit` pairs, cut before headings, inside a chapter only where one is longer.

    Sections are taken one after the other, so no more than a page and a section is in memory.
    """
    page: list[PageSection] = []
    size = 0
    for section in sections:
        for number, chapter in enumerate(split_into_chapters(section.lines, limit)):
            weight = sum(line.pairs for line in chapter)
            if page and size + weight > limit:
                yield page
                page, size = [], 0
            if page and page[-1].id == section.id:
                page[-1] = replace(page[-1], lines=(*page[-1].lines, *chapter))
            else:
                page.append(replace(section, lines=tuple(chapter), continued=number > 0))
            size += weight
    if page:
        yield page


def split_into_chapters(lines: Iterable[PageLine], limit: int) -> Iterator[list[PageLine]]:
    """Cut lines before headings of the two highest depths, and where a chapter would hold more than `limit` pairs."""
    chapter: list[PageLine] = []
    size = 0
    for line in lines:
        if chapter and (0 < line.depth <= 2 or size + line.pairs > limit):  # noqa: PLR2004 — as the docstring says
            yield chapter
            chapter, size = [], 0
        chapter.append(line)
        size += line.pairs
    yield chapter


def with_pages(section: PageSection, places: Mapping[str, str], page: str) -> PageSection:
    """Let the links of a section name the page that they lead to, unless it is `page`.

    `places` tells the page of each line.
    """

    def address(found: re.Match[str]) -> str:
        place = places[found[1]]
        return found[0] if place == page else f"{place}{found[0]}"

    def led(box: Box) -> Box:
        return replace(box, html=Markup(_LINK.sub(address, box.html)))  # noqa: S704 — it was markup before

    lines = (replace(line, source=led(line.source), targets=tuple(map(led, line.targets))) for line in section.lines)
    return replace(section, lines=tuple(lines))
