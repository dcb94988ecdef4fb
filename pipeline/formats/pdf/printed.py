"""Make paragraphs of printed pages: lines with places come in, running text goes out.

A page says nothing about paragraphs: they are found by gaps, indents, sizes of letters and lines left short. It is a
best effort; a format that has paragraphs (DOCX, EPUB, HTML) is always the better source.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low
from typing import NamedTuple

from pipeline.document import Paragraph
from pipeline.formats.text.read import known_words, make_paragraph
from pipeline.formats.text.wrapping import TextLine
from pipeline.io.divisions import Rank, find_division
from pipeline.io.kinds import ends_sentence, starts_block, starts_upper
from pipeline.letters import Ledger

# All chosen by hand.
_ALIKE = 0.12  # share of the larger size; sizes that differ by less are the same
_WIDE = 1.35  # usual distances between lines; a larger one is a gap
_INDENT = 0.6  # heights of a line; one that begins further to the right than that is indented
_FEWEST_PAGES = 3  # on which a line at the edge stands before it is taken for a running title
_EDGES = 2  # lines at either edge that may go: a running title and a page number, one above the other
_LONGEST_HEADING = 200  # characters
_DEEPEST_HEADING = 6  # as in HTML
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[^\w#]*(?:(?:page|p\.)\s*)?#(?:\s*(?:/|sur|de)\s*#)?[^\w#]*", re.IGNORECASE)


class PrintedLine(NamedTuple):
    """A line on a page: its text, and its box in points from the page's lower left corner; `page` counts from 1."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The size of its letters, with what the font leaves above and below."""
        return self.top - self.bottom


PrintedPage = Sequence[PrintedLine]


def paragraphs_on(pages: Sequence[PrintedPage], ledger: Ledger | None = None) -> Iterator[Paragraph]:
    """Read the paragraphs of some pages; a locator is the pages "first-last" that one stands on.

    Running titles and page numbers are left out, as `ledger` notes. Footnotes follow the paragraph that their page ends
    in.

    >>> lines = ["Il neigeait sur la ville et", "sur le port.", "Puis le vent se leva enfin."]
    >>> page = [PrintedLine(text, 1, 10, 90 - 12 * n, 10 + 5 * len(text), 100 - 12 * n) for n, text in enumerate(lines)]
    >>> [found.text for found in paragraphs_on([page])]
    ['Il neigeait sur la ville et sur le port.', 'Puis le vent se leva enfin.']
    """
    pages = without_edges(pages, ledger)
    words = known_words("\n".join(line.text for page in pages for line in page))
    body = _body_size(line for page in pages for line in page)
    groups = list(_groups(_columns(pages), body))
    levels = _levels(groups, body)
    for group in groups:
        found = make_paragraph([TextLine(line.page, line.text, 0) for line in group], words, alone=False)
        if level := levels.get(_size(group), 0) if _may_be_heading(group, body) else 0:
            found = replace(found, kind="heading", level=level)
        elif _is_division(found):
            found = replace(found, kind="heading", level=2)
        elif _is_small(group[0], body) and found.kind == "paragraph":
            found = replace(found, kind="note")
        yield found


def _is_division(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the heading of a division with its word, as a chapter; a numeral may be a list's."""
    division = find_division(paragraph.text, alone=True) if paragraph.kind == "paragraph" else None
    return division is not None and division.rank not in {Rank.NUMERAL, Rank.NAMED}


def without_edges(pages: Sequence[PrintedPage], ledger: Ledger | None = None) -> list[list[PrintedLine]]:
    """Give pages without running titles and page numbers: lines at an edge that come back, their numbers apart.

    `ledger` notes what is left out.

    >>> pages = [[PrintedLine(text, n, 0, y, 9, y + 9) for text, y in (("Le phare", 90), (f"Mot {n}{n}.", 50),
    ...          (f"— {n} —", 5))] for n in (1, 2, 3)]
    >>> [[line.text for line in page] for page in without_edges(pages)]
    [['Mot 11.'], ['Mot 22.'], ['Mot 33.']]
    """
    ledger = ledger or Ledger()
    left = [list(page) for page in pages]
    for _ in range(_EDGES):
        for upper in (True, False):
            edges = [_edge(page, upper) for page in left]
            shapes = [None if line is None else _NUMBER.sub("#", line.text) for line in edges]
            count = Counter(shapes)
            for page, line, shape in zip(left, edges, shapes, strict=True):
                if line is None or shape is None:
                    continue
                is_number = _PAGE_NUMBER.fullmatch(shape) is not None
                if count[shape] >= _FEWEST_PAGES or (len(pages) > 1 and is_number):
                    page.remove(line)
                    ledger.leave_out("page_number" if is_number else "running_title", line.text, f"page {line.page}")
    return left


def _edge(page: PrintedPage, upper: bool) -> PrintedLine | None:
    """Give the uppermost or lowest line of a page; None where it is all the page has."""
    if len(page) < 2:  # noqa: PLR2004 (a lone line has no edge)
        return None
    return max(page, key=lambda line: line.top) if upper else min(page, key=lambda line: line.bottom)


def _body_size(lines: Iterable[PrintedLine]) -> float:
    """Give the size that most characters have, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines one below the other, the edge where they end, and how far apart lines usually are in the text."""

    lines: Sequence[PrintedLine]
    right: float
    pitch: float

    def is_full(self, line: PrintedLine, after: PrintedLine) -> bool:
        """Tell whether the first word of the next line would not have fitted on this one."""
        word = len(after.text.split(None, 1)[0]) + 1
        return line.right + word * (line.right - line.left) / max(len(line.text), 1) > self.right

    def goes_on(self, line: PrintedLine, after: PrintedLine) -> bool:
        """Tell whether the paragraph of a line goes on in the line below it."""
        apart = line.bottom - after.bottom > _WIDE * max(self.pitch, line.height)
        if apart or not _alike(line, after):
            return False
        full, ended = self.is_full(line, after), ends_sentence(line.text)
        if starts_block(after.text) and (ended or not full):
            return False
        if ended and after.left - line.left > _INDENT * line.height:
            return False
        return full or not (ended or starts_upper(after.text))


def _columns(pages: Iterable[PrintedPage]) -> list[_Column]:
    """Give the columns of some pages."""
    columns = [lines for page in pages for lines in _runs_down(page)]
    pitches = [
        line.bottom - after.bottom for lines in columns for line, after in pairwise(lines) if _alike(line, after)
    ]
    pitch = median_low(pitches) if pitches else 0.0
    return [_Column(lines, max(line.right for line in lines), pitch) for lines in columns]


def _runs_down(page: PrintedPage) -> list[list[PrintedLine]]:
    """Give the lines of each column of a page: where a line stands higher than the one before, another begins."""
    columns: list[list[PrintedLine]] = []
    for line in page:
        if not columns or line.bottom > columns[-1][-1].top:
            columns.append([])
        columns[-1].append(line)
    return columns


def _groups(columns: Iterable[_Column], body: float) -> Iterator[list[PrintedLine]]:
    """Give the lines of each paragraph; notes wait until the paragraph that their page ends in is whole."""
    current: list[PrintedLine] = []
    waiting: list[list[PrintedLine]] = []
    for column in columns:
        for number, group in enumerate(_groups_in(column)):
            small = number and _is_small(group[0], body)
            if small and current and (waiting or not _is_small(current[0], body)):
                waiting.append(group)
            elif current and not number and _runs_over(current[-1], group[0]):
                current += group
            else:
                yield from _in_turn(current, waiting)
                current, waiting = list(group), []
    yield from _in_turn(current, waiting)


def _in_turn(current: list[PrintedLine], waiting: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Give the paragraph that has ended, and the notes that waited for its end."""
    return [group for group in (current, *waiting) if group]


def _groups_in(column: _Column) -> Iterator[list[PrintedLine]]:
    """Give the lines of each paragraph of one column."""
    group = [column.lines[0]]
    for line, after in pairwise(column.lines):
        if not column.goes_on(line, after):
            yield group
            group = []
        group.append(after)
    yield group


def _runs_over(line: PrintedLine, after: PrintedLine) -> bool:
    """Tell whether a paragraph that ends a column goes on in the next: in the middle of its sentence."""
    return _alike(line, after) and not ends_sentence(line.text) and not starts_block(after.text)


def _alike(line: PrintedLine, other: PrintedLine) -> bool:
    """Tell whether two lines have letters of one size."""
    return abs(line.height - other.height) <= _ALIKE * max(line.height, other.height)


def _is_small(line: PrintedLine, body: float) -> bool:
    """Tell whether a line's letters are smaller than those of the text."""
    return line.height < (1 - _ALIKE) * body


def _size(group: PrintedPage) -> float:
    """Give the usual height of a paragraph's lines, in whole points."""
    return round(median(line.height for line in group))


def _may_be_heading(group: PrintedPage, body: float) -> bool:
    """Tell whether a paragraph has larger letters than the text, and is short."""
    large = _size(group) > (1 + _ALIKE) * body
    return large and sum(len(line.text) for line in group) <= _LONGEST_HEADING


def _levels(groups: Iterable[PrintedPage], body: float) -> dict[float, int]:
    """Give the level of headings of each size: the largest have the first."""
    sizes = sorted({_size(group) for group in groups if _may_be_heading(group, body)}, reverse=True)
    return {size: min(level, _DEEPEST_HEADING) for level, size in enumerate(sizes, 1)}
