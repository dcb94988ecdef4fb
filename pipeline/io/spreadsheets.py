"""Read and write tables that people edit in spreadsheets.

What is written is tab-separated and quoted as spreadsheets do it (Python's "excel-tab" dialect). What is read may have
come back with commas or semicolons, or as a workbook (.xlsx).
"""

import csv
import io
import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.boundary import reading
from pipeline.errors import InputError
from pipeline.io.archive import Archive

_FORMULA = re.compile("'*[=+@\t\r-]")
"""What spreadsheets take for a formula, or would once an apostrophe is taken away (OWASP, "CSV Injection")."""
_NO_FORMULA = re.compile("'+[=+@\t\r-]")
_WORKBOOK = b"PK\x03\x04"
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what a table cannot hold: NUL and lone surrogates


def as_rows(rows: Iterable[Sequence[str]]) -> str:
    r"""Give rows as tab-separated lines; a value with a quotation mark, a tab or a line end (always LF) is quoted.

    What no table can hold, NUL and lone surrogates, becomes U+FFFD. What a spreadsheet would take for a formula gets an
    apostrophe, which `cells` takes away again.

    >>> as_rows([("a", 'He said "no".')]), as_rows([("=1+1",)])
    ('a\t"He said ""no""."\n', "'=1+1\n")
    """
    file = io.StringIO(newline="")
    csv.writer(file, "excel-tab", lineterminator="\n").writerows([_writable(value) for value in row] for row in rows)
    return file.getvalue()


def _writable(value: str) -> str:
    """Give a value with LF for every line end, without what no table can hold, and as no formula."""
    written = _UNWRITABLE.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{written}" if _FORMULA.match(written) else written


def parse_rows(path: Path, data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of a table: the number of the line that each begins at, and its values by their columns' names.

    Values are found by their column's name, in any case; of two columns with one name the first counts. Empty values
    beyond the last column, which spreadsheets leave, count for nothing.

    Raises:
        InputError: it lacks one of `columns`, or a row is too short or too long; the message names the line.
    """
    rows = cells(path, data)
    _, first = next(rows, (1, []))
    known = {name.lower(): name for name in columns}
    header = [known.get(name.strip().lower(), name) for name in first]
    if missing := [name for name in columns if name not in header]:
        tabs = "" if len(header) > 1 else "; its values must be set apart by tabs, commas or semicolons"
        raise InputError(f"{path}: the first line lacks {', '.join(missing)}{tabs}")
    for line, row in rows:
        if not any(row):  # what spreadsheets leave of a row that was emptied
            continue
        values = _without_last_empty(row, len(header))
        if len(values) != len(header):
            raise InputError(f"{path}: line {line} has {len(values)} values, not {len(header)}")
        yield line, dict(zip(reversed(header), reversed(values), strict=True))


def _without_last_empty(row: list[str], least: int) -> list[str]:
    """Give a row without the empty values at its end that are more than `least`.

    >>> _without_last_empty(["a", "", "b", "", ""], 4)
    ['a', '', 'b', '']
    """
    end = len(row)
    while end > least and not row[end - 1]:
        end -= 1
    return row[:end]


def cells(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give all rows of a table as they are, the first line and empty ones too: the line each begins at, its values.

    The table is in UTF-8, or in UTF-16 with its mark, as Excel saves it; or a workbook, whose first sheet is read.

    Raises:
        InputError: it is no text in UTF-8 or UTF-16 and no workbook, or openpyxl, which reads one, is not installed.
    """
    for line, row in _workbook_rows(path, data) if data.startswith(_WORKBOOK) else _text_rows(path, data):
        yield line, [value[1:] if _NO_FORMULA.match(value) else value for value in row]


def _text_rows(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a table of text."""
    text = _decode(path, data)
    csv.field_size_limit(sys.maxsize)  # characters; a sentence may be longer than the default of 128 Ki
    rows = csv.reader(io.StringIO(text, newline=""), "excel", delimiter=find_separator(text))
    line = 1
    for row in rows:
        yield line, row
        line = rows.line_num + 1


def find_separator(text: str) -> str:
    r"""Find what sets the values of a table apart: the first of tab, semicolon and comma that parts its first row.

    >>> find_separator("id;source, target\n"), find_separator("id\tsource;target"), find_separator("id,source")
    (';', '\t', ',')
    """
    firsts = ((sign, next(csv.reader(io.StringIO(text, newline=""), "excel", delimiter=sign), [])) for sign in "\t;,")
    return next((sign for sign, row in firsts if len(row) > 1), "\t")


def _workbook_rows(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of the first sheet of a workbook.

    Raises:
        InputError: it cannot be read; the message names the file.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise InputError(f"{path}: needs openpyxl: pip install 'fr-en-pipeline[xlsx]', or save it as .csv") from error
    with reading(path):
        Archive(data, "XLSX")  # which refuses what unpacks to too much
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
            yield line, ["" if value is None else str(value) for value in row]


def encoding_of(data: bytes) -> str:
    r"""Give the encoding of a table, as its mark tells it.

    >>> encoding_of(b"a\tb"), encoding_of("a\tb".encode("utf-16"))
    ('utf-8', 'utf-16')
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"


def _decode(path: Path, data: bytes) -> str:
    """Give the text of a table.

    Raises:
        InputError: it is no text in UTF-8 or UTF-16; the message names the file.
    """
    try:
        text = data.decode(encoding_of(data))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8: save it as tab-separated text in Unicode (UTF-8)") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(f"{path}: line {line} holds a NUL character: save it as tab-separated text in Unicode (UTF-8)")
    return text
