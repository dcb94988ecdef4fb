"""Tables drawn again: what is read from the drawing is what was drawn."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.bilingual.elements import draw_cell, draw_table
from pipeline.bilingual.rows import make_rows
from pipeline.bilingual.tables import Table, group_tables, list_rows
from pipeline.document import Bead, Cell, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.formats.html.read import read_html


def document(*paragraphs: Paragraph) -> Document:
    """A document with English for every paragraph."""
    text = Text("fr", tuple(paragraphs))
    beads = tuple(Bead((n,), (n,)) for n in range(len(paragraphs)))
    return Document("d", text, hypotheses=tuple(Hypothesis(one.text.upper()) for one in paragraphs), beads=beads)


def cell(text: str, place: Cell | None) -> Paragraph:
    return Paragraph(text, "cell" if place else "paragraph", segments=(Segment(0, len(text)),), cell=place)


@st.composite
def grids(draw: st.DrawFn) -> list[Paragraph]:
    """Tables whose lines all begin with a text; further cells may lack, or be wide, high, of two texts."""
    width, height = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    taken: set[tuple[int, int]] = set()
    made: list[Paragraph] = []
    for row in range(height):
        made.append(cell(f"{row}.0", Cell(0, row, 0)))
        for column in range(1, width):
            down, across = draw(st.integers(1, height - row)), draw(st.integers(1, width - column))
            area = {(row + y, column + x) for y in range(down) for x in range(across)}
            lacks = (row, column) != (0, 1) and draw(st.integers(0, 3)) == 0
            if not area & taken and not lacks:
                taken |= area
                place = Cell(0, row, column, down, across, heads=draw(st.booleans()))
                made += [cell(f"{row}.{column} {n}", place) for n in range(draw(st.integers(1, 2)))]
    return made


@given(grids())
def test_a_drawn_table_is_read_as_the_same_table(paragraphs: list[Paragraph]) -> None:
    [table] = group_tables(make_rows(document(*paragraphs)))
    assert isinstance(table, Table)
    html = draw_table(table, lambda row: Markup("<p>{}</p>").format(row.source.text))
    again = read_html(html.encode(), "auto", "fr").paragraphs
    assert [(one.text, one.cell) for one in again] == [(one.text, one.cell) for one in paragraphs]


@given(grids())
def test_no_row_is_lost(paragraphs: list[Paragraph]) -> None:
    found = make_rows(document(cell("avant", None), *paragraphs, cell("après", None)))
    assert [row for line in group_tables(found) for row in list_rows(line)] == found


def test_two_tables_after_one_another_stay_two() -> None:
    first, second = (cell(f"t{n}", Cell(n, 0, 0)) for n in range(2))
    assert [isinstance(line, Table) for line in group_tables(make_rows(document(first, second)))] == [True, True]


def test_a_cell_holds_its_pictures_and_its_paragraphs() -> None:
    assert draw_cell(["a.png", ""], [Markup("Un"), Markup("<em>Deux</em>")]) == (
        '<img src="a.png" alt=""/><p>Un</p><p><em>Deux</em></p>'
    )
    assert draw_cell([], []) == ""
