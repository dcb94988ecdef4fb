"""Read and write tables that people edit in spreadsheets.

Their values are tab-separated and quoted as spreadsheets do it (Python's "excel-tab" dialect).
"""

import csv
import io
import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import InputError

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what a table cannot hold: NUL and lone surrogates


def as_rows(rows: Iterable[Sequence[str]]) -> str:
    r"""Give rows as tab-separated lines; a value with a quotation mark, a tab or a line end (always LF) is quoted.

    What no table can hold, NUL and lone surrogates, becomes U+FFFD.

    >>> as_rows([("a", 'He said "no".')])
    'a\t"He said ""no""."\n'
    """
    file = io.StringIO(newline="")
    csv.writer(file, "excel-tab", lineterminator="\n").writerows([_writable(value) for value in row] for row in rows)
    return file.getvalue()


def _writable(value: str) -> str:
    """Give a value with LF for every line end, and without what no table can hold."""
    return _UNWRITABLE.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def parse_rows(path: Path, data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of a table: the number of the line that each begins at, and its values by their columns' names.

    The table is in UTF-8, or in UTF-16 with its mark, as Excel saves it.

    Values are found by their column's name; of two columns with one name the first counts.

    Raises:
        InputError: it lacks one of `columns`, or a row is too short or too long; the message names the line.
    """
    rows = cells(path, data)
    _, header = next(rows, (1, []))
    if missing := [name for name in columns if name not in header]:
        tabs = "" if len(header) > 1 else "; its values must be set apart by tabs"
        raise InputError(f"{path}: the first line lacks {', '.join(missing)}{tabs}")
    for line, row in rows:
        if not any(row):  # what spreadsheets leave of a row that was emptied
            continue
        if len(row) != len(header):
            raise InputError(f"{path}: line {line} has {len(row)} values, not {len(header)}")
        yield line, dict(zip(reversed(header), reversed(row), strict=True))


def cells(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give all rows of a table as they are, the first line and empty ones too: the line each begins at, its values.

    Raises:
        InputError: it is no text in UTF-8 or UTF-16.
    """
    text = _decode(path, data)
    csv.field_size_limit(sys.maxsize)  # characters; a sentence may be longer than the default of 128 Ki
    rows = csv.reader(io.StringIO(text, newline=""), "excel-tab")
    line = 1
    for row in rows:
        yield line, row
        line = rows.line_num + 1


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
