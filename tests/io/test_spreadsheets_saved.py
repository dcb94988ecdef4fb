"""Tables as spreadsheets save them: commas, semicolons, marks, UTF-16, workbooks; and nothing in them is a formula."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io.spreadsheets import as_rows, cells, parse_rows

ROWS = [["id", "Target", "note"], ["a:1", 'Yes; no, "perhaps".\nAnd so on.', ""], ["a:2", "=1+1", "x"]]
PATH = Path("t.tsv")


def csv(separator: str) -> str:
    return "\r\n".join(separator.join('"' + value.replace('"', '""') + '"' for value in row) for row in ROWS)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet["B3"].value = "'=1+1"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        csv(",").encode(),
        csv(";").encode("utf-8-sig"),
        csv("\t").encode("utf-16"),
        as_rows(ROWS).encode(),
        workbook(),
    ],
    ids=["commas", "semicolons", "UTF-16", "ours", "workbook"],
)
def test_a_table_is_read_however_it_was_saved(data: bytes) -> None:
    found = [row for _, row in parse_rows(PATH, data, ("id", "target"))]
    assert [(row["id"], row["target"]) for row in found] == [("a:1", ROWS[1][1]), ("a:2", "=1+1")]


def test_values_that_a_spreadsheet_leaves_empty_count_for_nothing() -> None:
    data = b"id,target\na:1,Yes,,\n,,,\na:2,No\n"
    assert [row["target"] for _, row in parse_rows(PATH, data, ("id", "target"))] == ["Yes", "No"]


VALUES = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]))


@given(st.lists(st.lists(VALUES, min_size=2, max_size=3), min_size=1))
def test_what_is_written_comes_back_and_no_value_is_a_formula(rows: list[list[str]]) -> None:
    written = as_rows([["a\tb", ""], *rows])
    assert [row for _, row in cells(PATH, written.encode())][1:] == rows
    for row in rows:
        for value in row:
            assert as_rows([[value, "x"]]).lstrip('"')[:1] not in set("=+-@")


def test_a_broken_workbook_is_told_in_a_line() -> None:
    with pytest.raises(InputError, match=r"^t\.tsv: is no XLSX file"):
        list(cells(PATH, workbook()[:200]))
