"""Passages and tables as elements of HTML, written so that they are XHTML too: in pages, books and spliced files."""

from collections.abc import Callable, Container, Iterable

from markupsafe import Markup, escape

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.rows import Row
from pipeline.bilingual.spans import Resolver, Span, nest, resolve_outward, split_at_marks, without_nested_links
from pipeline.bilingual.tables import Slot, Table
from pipeline.bilingual.typography import Shown
from pipeline.document import Mark

_LINK = Markup('<a href="{}">')
_PICTURE = Markup('<img src="{}" alt="{}"/>')
_CLOSING = {"note": "a", "img": "span", "formula": "span"}
_HIDDEN = Markup('<span hidden="hidden">')


def draw_passage(
    passage: Passage, view: Shown, resolve: Resolver = resolve_outward, left_out: Container[str] = ()
) -> Markup:
    """Draw a passage with its emphasis, links, line ends, calls of notes and pictures as elements, which never overlap.

    `resolve` tells what marks point to, `left_out` names those that must not occur. What is said in place of a picture
    or a formula stays there, hidden: places in the text stay the same.

    >>> draw_passage(Passage(0, "un <mot>", (Mark(3, 8, "em"), Mark(8, 8, "sup", "1"))), Shown("un <mot>"))
    Markup('un <em>&lt;mot&gt;</em><sup class="note-call">1</sup>')
    """
    if not passage.marks:
        return escape(view.text)

    def choose(span: Span) -> list[Mark]:
        """Choose which marks of a span become elements."""
        marks = without_nested_links(span.marks)
        # what a formula is on one line needs no markup, and that of TeX is only that line
        return [mark for mark in marks if mark.name not in left_out and (mark.name != "formula" or mark.value)]

    drawn: list[Markup] = []
    for closed, opened, span in nest(split_at_marks(passage, view, resolve), choose):
        drawn += [Markup("</{}>").format(_CLOSING.get(mark.name, mark.name)) for mark in closed]
        drawn += [_opening(mark, passage) for mark in opened]
        drawn.append(_point(span) if span.point else escape(span.text))
    return Markup("").join(drawn)


def _opening(mark: Mark, passage: Passage) -> Markup:
    """Draw the beginning of a mark; that of a picture or a formula is what it shows, and hides the text."""
    if mark.name == "img":
        return _PICTURE.format(mark.value, passage.text[mark.start : mark.end]) + _HIDDEN
    if mark.name == "formula":
        return Markup(mark.value) + _HIDDEN  # noqa: S704 -- `formulas.clean` made it
    return _LINK.format(mark.value) if mark.name in {"a", "note"} else Markup("<{}>").format(mark.name)


def _point(span: Span) -> Markup:
    """Draw the end of a line, a picture, or the call of a note."""
    if span.point == "img":
        return _PICTURE.format(span.text, "")
    return Markup("<br/>") if span.point == "br" else Markup('<sup class="note-call">{}</sup>').format(span.text)


def draw_table(table: Table, draw: Callable[[Row], Markup]) -> Markup:
    """Draw a table as an element; `draw` gives what stands in its cells."""
    return Markup("<table>{}</table>").format(Markup("").join(_line(line, draw) for line in table.lines))


def draw_cell(pictures: Iterable[str], texts: Iterable[Markup]) -> Markup:
    """Draw what a row's cell holds: pictures, of which the addresses are given, and paragraphs."""
    shown = [_PICTURE.format(address, "") for address in pictures if address]
    said = [Markup("<p>{}</p>").format(text) for text in texts]
    return Markup("").join([*shown, *said])


def _line(line: Iterable[Slot], draw: Callable[[Row], Markup]) -> Markup:
    """Draw a line of a table."""
    return Markup("<tr>{}</tr>").format(Markup("").join(_slot(slot, draw) for slot in line))


def _slot(slot: Slot, draw: Callable[[Row], Markup]) -> Markup:
    """Draw a cell with how far it reaches; only a cell that holds something heads others."""
    name = "th" if slot.cell.heads and slot.rows else "td"
    spans = {"rowspan": slot.cell.rows, "colspan": slot.cell.columns}
    attributes = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in spans.items() if value > 1)
    inside = Markup("").join(map(draw, slot.rows))
    return Markup("<{name}{attributes}>{inside}</{name}>").format(name=name, attributes=attributes, inside=inside)
