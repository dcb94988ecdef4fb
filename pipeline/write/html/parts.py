"""A long book in several pages: a page is filled with whole chapters as long as they fit."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.write.html.sections import Line, Section


def parts(sections: Iterable[Section], limit: int) -> Iterator[list[Section]]:
    """Sections in pages of at most `limit` pairs, cut before headings, inside a chapter only where one is longer.

    Sections are taken one after the other, so no more than a page and a section is in memory.
    """
    page: list[Section] = []
    size = 0
    for section in sections:
        for number, chapter in enumerate(chapters(section.lines, limit)):
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


def chapters(lines: Iterable[Line], limit: int) -> Iterator[list[Line]]:
    """Lines cut before headings of the two highest depths, and where a chapter would hold more than `limit` pairs."""
    chapter: list[Line] = []
    size = 0
    for line in lines:
        if chapter and (0 < line.depth <= 2 or size + line.pairs > limit):  # noqa: PLR2004 — as the docstring says
            yield chapter
            chapter, size = [], 0
        chapter.append(line)
        size += line.pairs
    yield chapter
