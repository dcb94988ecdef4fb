"""Take out of a text what its printed pages have left in it: page numbers and running titles, and join what they part.

Where form feeds end the pages, these stand at their edges. Elsewhere they are told by coming back with rising numbers,
or alike, inside of sentences: a chapter's number stands between them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.formats.text.wrapping import TextLine
from pipeline.io.divisions import find_division
from pipeline.io.kinds import ends_sentence, is_ornament, starts_block
from pipeline.io.numerals import read_roman

_ROMAN = r"(?=[ivxl])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = re.compile(rf"(?<![\w.,’'-])(?:\d{{1,4}}|{_ROMAN}|{_ROMAN.upper()})(?![\w’'-]|[.,]\w)")
_PAGE_NUMBER = re.compile(
    r"[^\w#]*(?:(?:page|p\.|pg\.?|folio)\s*)?#(?:\s*(?:/|sur|de|of)\s*#)?[^\w#.)]*", re.IGNORECASE
)
_DECORATED = re.compile(r"[^\w\s]+\s*\d+\s*[^\w\s]+$|\W?(?:page|p\.|pg)\s*\d+", re.IGNORECASE)
_BESIDE = re.compile(r"(?P<left>\d{1,4})(?:\s{2,}|\t)\S.*|.*\S(?:\s{2,}|\t)(?P<right>\d{1,4})")
# All chosen by hand.
_LONGEST = 80  # characters of a running title
_EDGES = 2  # lines at either edge of a page that may go: a running title and a page number
_FEWEST_PAGES = 3  # on which a line at the edge stands before it is taken for a running title
_FEWEST_LINES = 3  # that come back, in a text without form feeds
_LEAST_INSIDE = 0.3  # share of them that stand inside of a sentence, at least, and no fewer than two
_LEAST_RISING = 0.8  # share of them whose number is larger than the one before
_MOST_MISSED = 3  # pages from one number to the next that is told by it alone
_FULL = 0.85  # share of the usual length of a line to which one reaches that is not left short


class Printed(NamedTuple):
    """The lines of a text without those of its pages; and what was cut off: the reason and the text, by number."""

    lines: list[TextLine]
    cut: dict[int, tuple[str, str]]


def cut_pages(lines: Sequence[TextLine], first_lines: Sequence[int] = ()) -> Printed:
    r"""Cut off page numbers and running titles; `first_lines` are the numbers of the lines that begin pages.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> found = cut_pages(split_lines("Il regarda la\n\n— 12 —\n\nmer."))
    >>> [(line.text, line.goes_on) for line in found.lines], found.cut
    ([('Il regarda la', False), ('mer.', True)], {3: ('page_number', '— 12 —')})
    """
    breaks = set(first_lines)
    furniture = _at_edges(lines, sorted(breaks)) if breaks else {}
    furniture |= _coming_back(lines, furniture)
    if not furniture and not breaks:
        return Printed(list(lines), {})
    cut = {line.number: (furniture[line.number], line.text) for line in lines if line.number in furniture}
    return Printed(_joined(lines, furniture, breaks), cut)


def _shape(text: str) -> str:
    """Give what two lines of pages have in common: all but their numbers, whatever the case and the spaces."""
    return " ".join(_NUMBER.sub("#", text).split()).casefold()


def _reason(shape: str) -> str:
    """Name the reason to leave out a line of such a shape."""
    return "page_number" if _PAGE_NUMBER.fullmatch(shape) else "running_title"


def _at_edges(lines: Sequence[TextLine], first_lines: Sequence[int]) -> dict[int, str]:
    """Give the reasons to leave out lines at the edges of pages that form feeds end, by number."""
    pages = _pages(lines, sorted({1, *first_lines}))
    found: dict[int, str] = {}
    for _ in range(_EDGES):
        for edge in (0, -1):
            shapes: dict[str, list[list[TextLine]]] = defaultdict(list)
            for content in pages:
                if len(content) > 1 and len(content[edge].text) <= _LONGEST:
                    shapes[_shape(content[edge].text)].append(content)
            for shape, alike in shapes.items():
                reason = _reason(shape)
                if len(alike) >= _FEWEST_PAGES or (reason == "page_number" and len(pages) > 1):
                    found |= {content.pop(edge).number: reason for content in alike}
    return found | _counting(pages)


def _counting(pages: Sequence[Sequence[TextLine]]) -> dict[int, str]:
    """Give the reasons to leave out lines at the top or bottom of pages that count them, with a title far beside it.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> heads = ("12       HISTOIRE", "CHAPITRE II         13")
    >>> _counting([split_lines(head + chr(10) + "la mer") for head in heads])
    {1: 'running_title'}
    """
    found: dict[int, str] = {}
    for edge in (0, -1):
        counted: dict[int, list[int]] = defaultdict(list)
        for number, content in enumerate(pages):
            beside = _BESIDE.fullmatch(content[edge].text) if len(content) > 1 else None
            if beside and len(content[edge].text) <= _LONGEST:
                counted[int(beside["left"] or beside["right"]) - number].append(content[edge].number)
        for lines in counted.values():
            if len(lines) > 1:
                found |= dict.fromkeys(lines, "running_title")
    return found


def _pages(lines: Sequence[TextLine], starts: Sequence[int]) -> list[list[TextLine]]:
    """Give the lines with text of each page; `starts` are the numbers of their first lines."""
    pages: list[list[TextLine]] = [[] for _ in starts]
    page = 0
    for line in lines:
        while page + 1 < len(starts) and line.number >= starts[page + 1]:
            page += 1
        if line.text:
            pages[page].append(line)
    return pages


def _coming_back(lines: Sequence[TextLine], known: dict[int, str]) -> dict[int, str]:
    """Give the reasons to leave out lines of pages in a text without form feeds, by number."""
    groups: dict[tuple[str, bool], list[TextLine]] = defaultdict(list)
    for line in lines:
        if line.text and len(line.text) <= _LONGEST and line.number not in known and _may_be_furniture(line.text):
            groups[_words(line.text), _value(line) is not None].append(line)
    beside = _beside_numbers(lines)
    titles = [group for (_, has_number), group in groups.items() if not has_number]
    groups = {key: group for key, group in groups.items() if _keeps_rising(group)}
    candidates = {line.number for group in groups.values() for line in group} | known.keys()
    inside = _inside(lines, candidates | beside.keys())
    found: dict[int, str] = {}
    for group in groups.values():
        within = [line for line in group if line.number in inside]
        often = len(group) >= _FEWEST_LINES and len(within) >= max(2, _LEAST_INSIDE * len(group))
        for line in group if often else within:
            if often or (inside[line.number] and _reason(_shape(line.text)) == "page_number"):
                found[line.number] = _reason(_shape(line.text))
    found |= _in_sequence([line for group in groups.values() for line in group], found)
    for group in titles:
        numbered = [line.number for line in group if beside.get(line.number) in found]
        if not inside.keys().isdisjoint(numbered):
            found |= dict.fromkeys(numbered, "running_title")
    return found


def _beside_numbers(lines: Sequence[TextLine]) -> dict[int, int]:
    """Give the titles in capitals beside which a page's number with signs around it stands, and where that is.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> _beside_numbers(split_lines("la|— 12 —||HISTOIRE DE LA VILLE|mer".replace("|", chr(10))))
    {4: 2}
    """
    found: dict[int, int] = {}
    for one, other in pairwise(line for line in lines if line.text):
        for title, number in ((one, other), (other, one)):
            if _may_be_furniture(title.text) and _value(title) is None and _DECORATED.match(number.text):
                found[title.number] = number.number
    return found


def _in_sequence(candidates: Sequence[TextLine], found: dict[int, str]) -> dict[int, str]:
    """Give the reasons to leave out the pages' numbers and titles between two whose pages follow one another."""
    more: dict[int, str] = {}
    in_order = sorted(candidates, key=lambda line: line.number)
    for step, numbered in ((1, in_order), (-1, in_order[::-1])):
        last = 0
        for line in numbered:
            value = _value(line)
            if value is None:
                continue
            is_next = bool(last) and 0 < step * (value - last) <= _MOST_MISSED
            if line.number in found or (is_next and _stands_out(line.text)):
                more.setdefault(line.number, _reason(_shape(line.text)))
                last = value
    return {number: reason for number, reason in more.items() if number not in found}


def _stands_out(text: str) -> bool:
    """Tell whether a line is a page's number with signs around it, or a title in capitals with one."""
    return _DECORATED.match(text) is not None or (text.isupper() and find_division(text) is None)


def _words(text: str) -> str:
    """Give the words of a line, whatever the case and the spaces, without numbers."""
    return " ".join(re.findall(r"\w+", _NUMBER.sub(" ", text).casefold()))


def _value(line: TextLine) -> int | None:
    """Give the number in a line, None where there is none in digits or Roman."""
    found = _NUMBER.search(line.text)
    if found is None:
        return None
    return int(found[0]) if found[0].isdigit() else read_roman(found[0].upper())


def _may_be_furniture(text: str) -> bool:
    """Tell whether a line may be a page's number or running title: with a number at either end, or in capitals."""
    number = _NUMBER.search(text)
    if number is None:
        return text.isupper() and len(text) > 1 and not ends_sentence(text)
    at_edge = number.start() == 0 or not re.search(r"\w", text[: number.start()]) or _ends_in_number(text)
    return (at_edge or text.isupper()) and not ends_sentence(text)


def _ends_in_number(text: str) -> bool:
    """Tell whether the last word of a line is a number."""
    *_, last = _NUMBER.finditer(text)
    return not re.search(r"\w", text[last.end() :])


def _keeps_rising(group: Sequence[TextLine]) -> bool:
    """Tell whether the numbers of some lines rise, as those of pages do; without numbers, there are several lines."""
    values = [value for line in group for value in [_value(line)] if value is not None]
    if not values:
        return len(group) >= _FEWEST_LINES
    rising = sum(one < other for one, other in pairwise(values))
    return rising >= _LEAST_RISING * (len(values) - 1)


def _inside(lines: Sequence[TextLine], candidates: set[int]) -> dict[int, bool]:
    """Tell which candidates stand inside of a sentence, by number; and whether a page's number is sure there."""
    found: dict[int, bool] = {}
    before: TextLine | None = None
    waiting: list[tuple[TextLine, bool]] = []
    blank = True
    for line in lines:
        if not line.text:
            blank = True
            waiting[-1:] = [(one, True) for one, _ in waiting[-1:]]
        elif line.number in candidates:
            waiting.append((line, blank))
            blank = False
        else:
            if before is not None and waiting and _goes_over(before, line):
                found |= {one.number: apart or _DECORATED.match(one.text) is not None for one, apart in waiting}
            waiting, before, blank = [], line, False
    return found


def _goes_over(line: TextLine, after: TextLine) -> bool:
    """Tell whether a sentence goes on from one line in another, whatever stands between them."""
    if ends_sentence(line.text) or is_ornament(line.text) or starts_block(after.text):
        return False
    return after.text.lstrip('«“"(')[:1].islower()


def _joined(lines: Sequence[TextLine], furniture: dict[int, str], breaks: set[int]) -> list[TextLine]:
    """Give the lines without some of them; where a sentence goes over what parts pages, the empty ones go as well."""
    usual = _usual_length(lines)
    kept: list[TextLine] = []
    empty: list[TextLine] = []
    parted = False
    for line in lines:
        parted = parted or line.number in breaks or line.number in furniture
        if line.number in furniture:
            continue
        if not line.text:
            empty.append(line)
            continue
        if parted and kept and (_goes_over(kept[-1], line) or _is_cut(kept[-1], line, usual)):
            kept.append(line._replace(goes_on=True))
        else:
            kept += [*empty, line] if not parted or empty or not kept else [_empty_before(line), line]
        empty, parted = [], False
    return kept + empty


def _empty_before(line: TextLine) -> TextLine:
    """Give an empty line, as there is between two pages."""
    return line._replace(text="", indent=0)


def _is_cut(line: TextLine, after: TextLine, usual: int) -> bool:
    """Tell whether a page's end has cut a sentence before a capital: its last line is full, and ends with a word."""
    ends_in_word = line.text[-1].isalpha() or line.text[-1] in ",-\u00ad¬"
    full = len(line.text) >= _FULL * usual
    return ends_in_word and full and not starts_block(after.text) and find_division(after.text) is None


def _usual_length(lines: Sequence[TextLine]) -> int:
    """Give the length that most full lines of a text have: that of the longest but one in ten."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    return lengths[-1 - len(lengths) // 10] if lengths else 0


def find_page_starts(content: str) -> list[int]:
    r"""Give the numbers of the lines that form feeds set at the top of a page.

    >>> find_page_starts("Un\n\fdeux\ntrois\f\nquatre")
    [2, 4]
    """
    return list(_page_starts(content.split("\n"))) if "\f" in content else []


def _page_starts(lines: Sequence[str]) -> Iterator[int]:
    """Give the numbers of lines before whose text a form feed stands."""
    waiting = False
    for number, line in enumerate(lines, 1):
        before, *after = line.split("\f")
        if waiting or (after and not before.strip()):
            yield number
        waiting = bool(after) and bool(before.strip())
