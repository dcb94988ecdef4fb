"""Text with what stands inside of it as elements of HTML, written so that it is XHTML too."""

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from markupsafe import Markup, escape

from pipeline.bilingual.emphasis import Address, outward, pieces
from pipeline.bilingual.passages import Passage
from pipeline.bilingual.typography import Shown
from pipeline.document import Mark

_LINK = Markup('<a href="{}">')
_PICTURE = Markup('<img src="{}" alt="{}"/>')
_CLOSING = {"note": "a", "img": "span"}


def marked(passage: Passage, view: Shown, address: Address = outward, left_out: Container[str] = ()) -> Markup:
    """A passage with its emphasis, links, line ends, calls of notes and pictures as elements, which never overlap.

    `address` tells what marks point to, `left_out` names those that must not occur. What is said in place of a
    picture stays there, hidden: places in the text stay the same.

    >>> marked(Passage(0, "un <mot>", (Mark(3, 8, "em"), Mark(8, 8, "sup", "1"))), Shown("un <mot>"))
    Markup('un <em>&lt;mot&gt;</em><sup class="note-call">1</sup>')
    """
    if not passage.marks:
        return escape(view.text)
    html = Markup("")
    opened: list[Mark] = []
    for text, marks, point in pieces(passage, view, address):
        wanted = [mark for mark in _without_nested_links(marks) if mark.name not in left_out]
        kept = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(opened, wanted, strict=False)))
        html += _closed(opened[kept:]) + Markup("").join(_tag(mark, passage) for mark in wanted[kept:])
        opened = wanted
        html += _pointed(point, text) if point else escape(text)
    return html + _closed(opened)


def _closed(marks: Sequence[Mark]) -> Markup:
    return Markup("").join(Markup("</{}>").format(_CLOSING.get(mark.name, mark.name)) for mark in reversed(marks))


def _without_nested_links(marks: Sequence[Mark]) -> Iterator[Mark]:
    linked = False
    for mark in marks:
        is_link = mark.name in {"a", "note"}
        if not (linked and is_link):
            yield mark
        linked |= is_link


def _tag(mark: Mark, passage: Passage) -> Markup:
    if mark.name == "img":
        said = passage.text[mark.start : mark.end]
        return _PICTURE.format(mark.value, said) + Markup('<span hidden="hidden">')
    return _LINK.format(mark.value) if mark.name in {"a", "note"} else Markup("<{}>").format(mark.name)


def _pointed(name: str, text: str) -> Markup:
    """The end of a line, a picture, or the call of a note."""
    if name == "img":
        return _PICTURE.format(text, "")
    return Markup("<br/>") if name == "br" else Markup('<sup class="note-call">{}</sup>').format(text)
