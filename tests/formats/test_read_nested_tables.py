"""Tables in cells of tables: the outer grid stays, and what is in the inner one stands in the cell around it."""

import pytest

from pipeline.document import Paragraph
from pipeline.formats.docx.read import read_docx
from pipeline.formats.html.read import read_html
from pipeline.formats.odt.read import read_odt
from tests.formats import test_read_docx as docx
from tests.formats import test_read_odt as odt

Place = tuple[str, tuple[int, int, int] | None]
WANTED: list[Place] = [
    ("Avant", None),
    ("Ville", (0, 0, 0)),
    ("Horaires", (0, 0, 1)),
    ("Brest", (0, 1, 0)),
    ("Lundi", (0, 1, 1)),
    ("9 h", (0, 1, 1)),
    ("Mardi", (0, 1, 1)),
    ("10 h", (0, 1, 1)),
    ("Toute la semaine", (0, 2, 0)),
    ("sauf férié", (0, 2, 1)),
    ("Après", None),
    ("Seconde", (1, 0, 0)),
    ("table", (1, 0, 1)),
    ("encore", (1, 1, 0)),
    ("là", (1, 1, 1)),
]


def table(row: str, cell: str, text: str, around: str) -> str:
    """The tables of these cells, from how a format writes a row, a cell, a text and a table around `{}`."""
    said = [text.format(one) for one, _ in WANTED]

    def rows(*lines: list[str]) -> str:
        return around.format("".join(row.format("".join(map(cell.format, line))) for line in lines))

    inner = rows(said[4:6], said[6:8]) + text.format("")  # Word wants a paragraph after a table
    outer = rows(said[1:3], [said[3], inner], said[8:10])
    return said[0] + outer + said[10] + rows(said[11:13], said[13:15])


def places(paragraphs: tuple[Paragraph, ...]) -> list[Place]:
    """What stands where."""
    return [(one.text, one.cell and (one.cell.table, one.cell.row, one.cell.column)) for one in paragraphs]


def test_html() -> None:
    page = table("<tr>{}</tr>", "<td>{}</td>", "<p>{}</p>", "<table>{}</table>")
    assert places(read_html(page.encode(), "auto", "fr").paragraphs) == WANTED


def test_docx() -> None:
    body = table("<w:tr>{}</w:tr>", "<w:tc>{}</w:tc>", docx.paragraph(docx.run("{}")), "<w:tbl>{}</w:tbl>")
    assert places(read_docx(docx.document(body), "auto", "fr").paragraphs) == WANTED


def test_odt() -> None:
    names = "<table:table-row>{}</table:table-row>", "<table:table-cell>{}</table:table-cell>"
    body = table(*names, "<text:p>{}</text:p>", "<table:table>{}</table:table>")
    assert places(read_odt(odt.document(body), "auto", "fr").paragraphs) == WANTED


@pytest.mark.parametrize(
    "main",
    [
        f"<p>{'Le texte de la page. ' * 30}</p><table><tr><td>Note</table>",
        f"<table><tr><td>{'Le texte de la page. ' * 30}</table>",
    ],
)
def test_a_page_laid_out_by_tables_is_no_grid(main: str) -> None:
    page = f"<table><tr><td colspan=2>Journal</td></tr><tr><td>Menu</td><td>{main}</td></tr></table>"
    page = page.replace("</tr></table>", "</tr><tr><td>Pied</td><td>Date</td></tr></table>")
    assert {one.cell for one in read_html(page.encode(), "auto", "fr").paragraphs} == {None}
