"""Put words together that TEI parts: at the ends of lines and pages, and where it marks every word by itself.

Between words that are marked (`w`, `pc`) there is a space where `join` says so, or else where white space stands in the
file, or else, as many files have it everywhere or nowhere, where there is one in print.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.formats.text.hyphens import join_halves
from pipeline.io.detokenising import joints
from pipeline.io.xml import all_text, attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKS = ("{*}lb", "{*}pb", "{*}cb")
_BETWEEN = frozenset({"lb", "pb", "cb", "gb", "fw", "milestone"})
_SPACES = " \t\r\n"
_WORDS = frozenset({"w", "pc"})


def join_words(root: "_Element", language: str) -> None:
    """Change a tree so that its text has every word whole, and spaces between them as in print."""
    for element in root.iter(*_BREAKS):
        if attribute(element, "break") == "no":
            _close_up(element)
    words = [element for element in root.iter("{*}w", "{*}pc") if _tail(element) is not None]
    for word in words:
        _without_space_inside(word)
    neighbours = [(one, after) for one, after in pairwise(words) if one.getnext() is after and not _tail(one)]
    if any(attribute(word, "join") for word in words):
        for one, after in neighbours:
            joined = attribute(one, "join") in {"right", "both"} or attribute(after, "join") in {"left", "both"}
            one.tail = "" if joined else " "
    elif len({bool(one.tail) for one, _ in neighbours}) == 1:
        for run in _runs(words):
            for one, joined in zip(run, joints([_form(word) for word in run], language)[1:], strict=False):
                one.tail = "" if joined else " "


def _runs(words: "Sequence[_Element]") -> "Iterator[list[_Element]]":
    """Give words that follow each other without anything between, run by run."""
    run: list[_Element] = []
    for word in words:
        if run and run[-1].getnext() is not word:
            yield run
            run = []
        run.append(word)
        if _tail(word):
            yield run
            run = []
    if run:
        yield run


def _tail(word: "_Element") -> str | None:
    """Give the text after a word, but for white space; None where it is inside of another word."""
    parent = word.getparent()
    inside = parent is not None and local_name(parent) in _WORDS
    return None if inside else (word.tail or "").strip()


def _form(word: "_Element") -> str:
    """Give a word as it is printed: TXM has that as `form`, beside what it says of it."""
    form = next((child for child in word if local_name(child) == "form"), word)
    return all_text(form).strip()


def _without_space_inside(word: "_Element") -> None:
    """Take out white space that stands between the parts of a word and is none of its letters."""
    for part in word.iter():
        if part.text and not part.text.strip():
            part.text = ""
        if part is not word and part.tail and not part.tail.strip():
            part.tail = ""


def _close_up(element: "_Element") -> None:
    """Take out the white space around a break that stands inside of a word, and the hyphen if it is none of the word's.

    Between them other breaks and running titles may stand.
    """
    after = (element.tail or "").lstrip(_SPACES)
    element.tail = after
    previous = element.getprevious()
    while previous is not None and local_name(previous) in _BETWEEN and not (previous.tail or "").strip():
        previous.tail = ""
        previous = previous.getprevious()
    holder, parent = previous, element.getparent()
    text = (holder.tail if holder is not None else parent.text if parent is not None else "") or ""
    before = text.rstrip(_SPACES)
    joined = join_halves(before, after)
    before = joined[0] if joined else before
    if holder is not None:
        holder.tail = before
    elif parent is not None:
        parent.text = before
