"""English that a person gave for French, in tables that every later run reads: `corrections.tsv`.

The columns are `document`, `source` and `target`, tab-separated and quoted as spreadsheets do it (Python's "excel-tab"
dialect). French is recognised by what can be seen of it, as spreadsheets and translators' tools change spaces.
"""

import csv
import hashlib
import io
import sys
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.config import Config
from pipeline.errors import InputError
from pipeline.store import whole

NAME = "corrections.tsv"
COLUMNS = ("document", "source", "target")


class Correction(NamedTuple):
    """English for a piece of French; `document` is the one in which it was read."""

    document: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file of corrections as it was read, and the SHA-256 of its bytes."""

    path: Path
    sha256: str
    corrections: tuple[Correction, ...]


def recognised(french: str) -> str:
    r"""What French is recognised by: its visible characters, composed (Unicode NFC), without any spaces.

    >>> recognised("« Viens\u202f! »\n") == recognised("« Viens ! »")
    True
    """
    return "".join(
        character
        for character in unicodedata.normalize("NFC", french)
        if character.isprintable() and character not in " \ufffd"
    )


def merge(earlier: Iterable[Correction], later: Iterable[Correction]) -> list[Correction]:
    """All corrections, sorted; a later one of the same French in the same document replaces an earlier one.

    >>> [made.target for made in merge([Correction("a", "Oui.", "Yes.")], [Correction("a", "Oui.", "Aye.")])]
    ['Aye.']
    """
    found = {(made.document, recognised(made.source)): made for made in (*earlier, *later)}
    return sorted(found.values())


def tables_of(config: Config) -> list[Table]:
    """The tables that a run reads: those its configuration names, then its output folder's own where there is one.

    Raises:
        InputError: one cannot be read.
    """
    own = config.output / NAME
    return [read_table(path) for path in (*map(Path, config.align.corrections), *([own] if own.exists() else []))]


def read_table(path: Path) -> Table:
    """The corrections in a file; rows without French or without English say nothing.

    Raises:
        InputError: it cannot be read; the message names the line.
    """
    data = read_bytes(path)
    rows = (Correction(*row) for row in parse(path, data, COLUMNS))
    made = tuple(row for row in rows if recognised(row.source) and row.target.strip())
    return Table(path, hashlib.sha256(data).hexdigest(), made)


def write_table(path: Path, corrections: Sequence[Correction]) -> None:
    """Write a table, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(as_rows([COLUMNS, *corrections]))


def as_rows(rows: Iterable[Sequence[str]]) -> str:
    r"""Rows as tab-separated lines; a value with a quotation mark, a tab or a line end (always LF) is quoted.

    >>> as_rows([("a", 'He said "no".')])
    'a\t"He said ""no""."\n'
    """
    file = io.StringIO(newline="")
    values = ([value.replace("\r\n", "\n").replace("\r", "\n") for value in row] for row in rows)
    csv.writer(file, "excel-tab", lineterminator="\n").writerows(values)
    return file.getvalue()


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def parse(path: Path, data: bytes, columns: Sequence[str]) -> Iterator[list[str]]:
    """The values of some columns, row by row, from a table in UTF-8 (or UTF-16 with its mark, as Excel saves it).

    Raises:
        InputError: it lacks a column, or a row is too short or too long; the message names the line.
    """
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8: save it as tab-separated text in Unicode (UTF-8)") from error
    csv.field_size_limit(sys.maxsize)  # a sentence may be long; the default is 128 KiB
    rows = csv.reader(io.StringIO(text, newline=""), "excel-tab")
    header = next(rows, [])
    if missing := [name for name in columns if name not in header]:
        raise InputError(f"{path}: the first line lacks {', '.join(missing)}")
    places = [header.index(name) for name in columns]
    for row in rows:
        if row and len(row) != len(header):
            raise InputError(f"{path}: line {rows.line_num} has {len(row)} values, not {len(header)}")
        if row:
            yield [row[place] for place in places]
