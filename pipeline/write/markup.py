"""Text with what stands inside of it as elements of HTML, written so that it is XHTML too."""

from collections.abc import Callable, Container, Sequence
from itertools import takewhile

from markupsafe import Markup, escape

from pipeline.document import Mark
from pipeline.write.emphasis import leads_out, pieces
from pipeline.write.passages import Passage
from pipeline.write.typography import Shown


def marked(
    passage: Passage, view: Shown, linked: Callable[[str], bool] = leads_out, left_out: Container[str] = ()
) -> Markup:
    """A passage with its emphasis, links, line ends and calls of notes as elements, which never overlap.

    `linked` tells which addresses make links, `left_out` names elements that must not occur.

    >>> marked(Passage(0, "un <mot>", (Mark(3, 8, "em"), Mark(8, 8, "sup", "1"))), Shown("un <mot>"))
    Markup('un <em>&lt;mot&gt;</em><sup class="note-call">1</sup>')
    """
    if not passage.marks:
        return escape(view.text)
    html = Markup("")
    opened: list[Mark] = []
    for text, marks, point in pieces(passage, view, linked):
        wanted = [mark for mark in marks if mark.name not in left_out]
        kept = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(opened, wanted, strict=False)))
        html += _closed(opened[kept:]) + Markup("").join(map(_tag, wanted[kept:]))
        opened = wanted
        html += _pointed(point, text) if point else escape(text)
    return html + _closed(opened)


def _closed(marks: Sequence[Mark]) -> Markup:
    return Markup("").join(Markup("</{}>").format(mark.name) for mark in reversed(marks))


def _tag(mark: Mark) -> Markup:
    return Markup('<a href="{}">').format(mark.value) if mark.name == "a" else Markup("<{}>").format(mark.name)


def _pointed(name: str, text: str) -> Markup:
    """The end of a line, or the call of a note."""
    return Markup("<br/>") if name == "br" else Markup('<sup class="note-call">{}</sup>').format(text)
