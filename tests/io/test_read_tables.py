"""Tables: where each text stands in them, from every format that has them."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Cell
from pipeline.formats.docx.read import read_docx
from pipeline.formats.html.read import read_html
from pipeline.formats.markdown.read import read_markdown
from pipeline.formats.odt.read import read_odt
from pipeline.io.grids import Tables, span

Cells = dict[str, Cell | None]

PRICES: Cells = {
    "Fruit": Cell(0, 0, 0, heads=True),
    "Prix": Cell(0, 0, 1, heads=True),
    "Figue": Cell(0, 1, 0),
    "4 €": Cell(0, 1, 1),
    "Coing": Cell(0, 2, 0),
}


def cells(text: Any) -> Cells:
    """Every text's cell."""
    return {paragraph.text: paragraph.cell for paragraph in text.paragraphs if paragraph.text}


def page(body: str) -> Cells:
    return cells(read_html(f"<!doctype html><body>{body}".encode(), "auto", "fr"))


def test_cells_of_html_are_counted_as_browsers_do() -> None:
    found = page(
        "<p>avant<table><caption>titre</caption><thead><tr><th>a<th colspan=2>b</thead>"
        "<tr><td rowspan=2>c<td>d<td>e<tr><td>f<p>g</p></table>après"
    )
    assert found == {
        "avant": None,
        "titre": None,
        "a": Cell(0, 0, 0, heads=True),
        "b": Cell(0, 0, 1, columns=2, heads=True),
        "c": Cell(0, 1, 0, rows=2),
        "d": Cell(0, 1, 1),
        "e": Cell(0, 1, 2),
        "f": Cell(0, 2, 1),
        "g": Cell(0, 2, 1),
        "après": None,
    }


def test_tables_in_tables_take_no_longer_than_one() -> None:
    depth = 400
    page(f"{'<table><tr><td>' * depth}<table>{'<tr><td>a<td>b' * 5000}</table>{'</table>' * depth}")


def test_cells_of_many_columns_take_no_longer_than_others() -> None:
    found = page(f"<table>{'<tr><td rowspan=9999 colspan=1000>a<td rowspan=9999 colspan=1000>b' * 1000}</table>")
    assert found["b"] == Cell(0, 999, 1_999_000, rows=9999, columns=1000)


def test_tables_that_place_things_on_a_page_have_no_cells() -> None:
    row = "<tr><td>{}<td>{}"
    assert set(page(f"<table>{row.format('menu', '<h2>titre</h2>')}{row.format('a', 'b')}</table>").values()) == {None}
    assert set(page(f"<table role=presentation>{row.format('a', 'b') * 2}</table>").values()) == {None}
    assert set(page("<table><tr><td>a<tr><td>b</table>").values()) == {None}
    inner = page(f"<table><tr><td>menu<td><table>{row.format('a', 'b')}{row.format('c', 'd')}</table></table>")
    assert inner == {"menu": None, "a": Cell(0, 0, 0), "b": Cell(0, 0, 1), "c": Cell(0, 1, 0), "d": Cell(0, 1, 1)}


def test_spans_that_are_no_numbers_or_an_attack_are_bounded() -> None:
    found = page("<table><tr><td colspan=x>a<td colspan=999999999>b<td rowspan=-1>c<tr><td>d<td>e</table>")
    assert found["a"] == Cell(0, 0, 0)
    assert found["b"] == Cell(0, 0, 1)
    assert found["c"] == Cell(0, 0, 2)
    assert page("<table><tr><td colspan=99999>a<td>b<tr><td>c<td>d</table>")["a"] == Cell(0, 0, 0, columns=1000)


def test_markdown() -> None:
    found = cells(
        read_markdown("| Fruit | Prix |\n|---|---|\n| Figue | 4 € |\n| Coing | |\n\nFin.\n".encode(), "auto", "fr")
    )
    assert found == PRICES | {"Fin.": None}


def test_docx() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Fruit')}{cell('Prix')}</w:tr>"
    body = f"<w:tr>{cell('Figue')}{cell('4 €')}</w:tr><w:tr>{cell('Coing')}{cell('')}</w:tr>"
    across = cell("Voir", '<w:gridSpan w:val="2"/>')
    tall = cell("Noix", '<w:vMerge w:val="restart"/>') + cell("5 €")
    wide = f"<w:tr>{tall}</w:tr><w:tr>{cell('', '<w:vMerge/>')}{cell('6 €')}</w:tr><w:tr>{across}</w:tr>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        table = f"<w:tbl>{head}{body}{wide}</w:tbl><w:p><w:r><w:t>Fin.</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{table}</w:body></w:document>')
    found = cells(read_docx(stream.getvalue(), "auto", "fr"))
    assert found == PRICES | {
        "Noix": Cell(0, 3, 0, rows=2),
        "5 €": Cell(0, 3, 1),
        "6 €": Cell(0, 4, 1),
        "Voir": Cell(0, 5, 0, columns=2),
        "Fin.": None,
    }


def test_odt() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    def row(*inside: str) -> str:
        return f"<table:table-row>{''.join(inside)}</table:table-row>"

    head = f"<table:table-header-rows>{row(cell('Fruit'), cell('Prix'))}</table:table-header-rows>"
    body = row(cell("Figue"), cell("4 €"))
    last = row(cell("Coing"), cell("", 'table:number-columns-repeated="1"'))
    wide = row(cell("Voir", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text><table:table>{head}{body}{last}{wide}"
            "</table:table><text:p>Fin.</text:p></office:text></office:body></office:document-content>",
        )
    found = cells(read_odt(stream.getvalue(), "auto", "fr"))
    assert found == PRICES | {"Voir": Cell(0, 3, 0, columns=2), "Fin.": None}


@given(st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=4), max_size=5))
def test_cells_never_lie_over_each_other_where_the_row_leaves_room(rows: list[list[tuple[int, int]]]) -> None:
    tables = Tables()
    tables.begin()
    taken: set[tuple[int, int]] = set()
    for row in rows:
        tables.next_row()
        for height, _ in row:  # one column wide: HTML itself lets wider cells run into those from above
            cell = tables.next_cell(rows=height)
            assert cell is not None
            area = {(line, cell.column) for line in range(cell.row, cell.row + height)}
            assert not area & taken
            taken |= area


@pytest.mark.parametrize(
    ("value", "rows"), [("2", 2), ("99999", 99999), ("100000", 1), ("", 1), ("-2", 1), ("deux", 1), ("²", 1)]
)
def test_a_span_is_a_number_of_five_digits_at_most(value: str, rows: int) -> None:
    assert span(value) == rows
