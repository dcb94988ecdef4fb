"""Tables of spreadsheets: what was written is read, and what is wrong is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io.spreadsheets import as_rows, cells, encoding_of, parse_rows

TABLE = Path("a.tsv")
VALUE = st.text('aé "\t\n;,', max_size=6)


@given(st.lists(st.lists(VALUE, min_size=2, max_size=4), max_size=4), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_was_written_is_read(rows: list[list[str]], encoding: str) -> None:
    data = as_rows(rows).encode(encoding)
    assert [row for _, row in cells(TABLE, data)] == rows
    assert encoding_of(data) == encoding


def test_line_ends_are_one_and_what_no_table_can_hold_is_replaced() -> None:
    assert as_rows([("a\r\nb\rc", "\0d\ud800")]) == '"a\nb\nc"\t\ufffdd\ufffd\n'


def test_values_go_by_their_columns_names_and_rows_by_the_line_they_begin_at() -> None:
    data = b'id\ttext\tid\n1\t"deux\nlignes"\t9\n\t\t\n2\t\t\n'
    assert list(parse_rows(TABLE, data, ["text", "id"])) == [
        (2, {"id": "1", "text": "deux\nlignes"}),
        (5, {"id": "2", "text": ""}),
    ]
    assert list(cells(TABLE, data))[:2] == [(1, ["id", "text", "id"]), (2, ["1", "deux\nlignes", "9"])]


def test_a_value_may_be_long() -> None:
    long = "a" * 140_000  # Python's own limit is 131072
    assert list(parse_rows(TABLE, f"id\n{long}\n".encode(), ["id"])) == [(2, {"id": long})]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "a.tsv: the first line lacks id, text; its values must be set apart by tabs, commas or semicolons"),
        (
            b"id:text\n",
            "a.tsv: the first line lacks id, text; its values must be set apart by tabs, commas or semicolons",
        ),
        (b"id\tnote\n", "a.tsv: the first line lacks text"),
        (b'id\ttext\n"1\n2"\ta\n3\n', "a.tsv: line 4 has 1 values, not 2"),
        (b"id\ttext\n1\ta\tb\n", "a.tsv: line 2 has 3 values, not 2"),
        (b"id\n\xe9", "a.tsv: is not UTF-8: save it as tab-separated text in Unicode (UTF-8)"),
        (
            b"id\n1\na\0b",
            "a.tsv: line 3 holds a NUL character: save it as tab-separated text in Unicode (UTF-8)",
        ),
    ],
)
def test_what_is_no_table_is_told(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        list(parse_rows(TABLE, data, ["id", "text"]))
    assert str(caught.value) == told
