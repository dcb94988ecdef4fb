"""Read pairs one by one from what a run has written, and from what others have: JSON lines, TSV, Parquet, TMX.

A file has the columns of the schema (docs/schema.md), or at least `source` and `target`; text may be compressed.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.formats.corpora.records import pair_of
from pipeline.formats.corpora.schema import PAIRS, SCORES, VERSION, Column
from pipeline.formats.tmx.units import read_units
from pipeline.io.compressed import open_whole, without_compression
from pipeline.io.units import collapse, without_codes
from pipeline.io.xml import attribute, same_language
from pipeline.pairs import Pair

if TYPE_CHECKING:
    from lxml.etree import _Element

_BATCH = 1000
"""Rows of a Parquet file that are in memory at a time. Chosen by hand."""
_EMPTY: Mapping[str, Any] = {"text": "", "integer": 0, "true or false": False}
_LISTS = ("texts", "places", "links", "imported scores")

_MADE: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "texts": str.split,
    "true or false": lambda cell: cell == "true",
}
"""What is made of the text of a cell, by what its column holds."""

Record = dict[str, Any]
_Read = tuple[str, int, Record]
"""Where a record stands, its number, and what it says."""


def read_pairs(file: Path) -> Iterator[Pair]:
    """Read the pairs of a file; each is read when it is asked for, so that any number of them fits in memory.

    Raises:
        InputError: it cannot be read, or holds something else than pairs; the message names the file and the line.
    """
    return (pair for pair, _ in read_rows(file))


def read_rows(file: Path) -> Iterator[tuple[Pair, Record]]:
    """Read the pairs of a file, each with what else the file says of it: the columns that the schema does not have.

    Raises:
        InputError: as `read_pairs` has it.
    """
    with _named_after(file):
        for place, number, record in _reader_of(file)(file):
            with _named(place):
                row = _pair(record, file, number), _further(record)
            yield row


def is_ours(file: Path) -> bool:
    """Tell whether a file has the columns of the schema, and scores among them: what a run has found of its pairs.

    A memory has too little of that.
    """
    if suffix_of(file) not in (".jsonl", ".tsv", ".parquet") or not file.is_file():
        return False
    try:
        with _named_after(file):
            _, _, first = next(iter(_reader_of(file)(file)), ("", 0, {}))
    except InputError:
        return False
    return isinstance(first, dict) and {"source", "target"} <= first.keys() and not _OWN.isdisjoint(first)


def is_foreign(file: Path) -> bool:
    """Tell whether a file has other columns altogether: neither source nor target, nor a translation of both."""
    try:
        if suffix_of(file) == ".tsv":
            with open_whole(file) as stream:
                return {"source", "target"}.isdisjoint(_cells(next(iter(stream), b"")))
        _, _, first = next(iter(_reader_of(file)(file)), ("", 0, {"source": ""}))
    except (InputError, OSError, UnicodeDecodeError):
        return False  # whoever reads it says what is wrong
    return isinstance(first, dict) and {"source", "target", "translation"}.isdisjoint(first)


def suffix_of(file: Path) -> str:
    """Give the suffix of a file's name, that of its compression taken away."""
    return without_compression(file.name).suffix.lower()


_OWN = frozenset(["schema_version", "adequacy"])


@contextmanager
def _named_after(file: Path) -> Iterator[None]:
    """Name a file in what is told of it.

    Raises:
        InputError: it cannot be read.
    """
    try:
        yield
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror or error}") from error


def _reader_of(file: Path) -> "_Reader":
    """Give what reads a file, by its suffix.

    Raises:
        InputError: there is nothing.
    """
    try:
        return _READERS[suffix_of(file)]
    except KeyError:
        raise InputError(f"is none of {', '.join(_READERS)}") from None


def _read_jsonl(file: Path) -> Iterator[_Read]:
    """Read JSON lines: records of the schema, or with a source and a target, or a `translation` with fr and en."""
    with open_whole(file) as stream:
        for number, line in enumerate(stream, 1):
            with _named(f"line {number}"):
                record = json.loads(line.decode())
            yield f"line {number}", number, record


def _read_tsv(file: Path) -> Iterator[_Read]:
    """Read a table set apart by tabs, whose first line names the columns; nothing is quoted."""
    with open_whole(file) as stream:
        names = _cells(next(iter(stream), b""))
        if not {"source", "target"} <= {*names}:
            raise InputError(f"its first line must name the columns source and target; it is {' '.join(names)!r:.80}")
        for number, line in enumerate(stream, 2):
            cells = _cells(line)
            if len(cells) != len(names):
                raise InputError(f"line {number}: {len(cells)} columns, but {len(names)} have names")
            with _named(f"line {number}"):
                row = dict(zip(names, cells, strict=True))
                record = row | _of_cells({_renewed(name): cell for name, cell in row.items()})
            yield f"line {number}", number - 1, record


def _read_parquet(file: Path) -> Iterator[_Read]:
    """Read a Parquet file."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise InputError("needs pyarrow: pip install 'fr-en-pipeline[parquet]'") from error
    try:
        with ParquetFile(file) as table:
            batches = table.iter_batches(batch_size=_BATCH)
            rows = (record for batch in batches for record in batch.to_pylist())
            yield from ((f"row {number}", number, record) for number, record in enumerate(rows, 1))
    except ArrowException as error:
        raise InputError(f"is no Parquet file, or damaged: {error}") from error


def _read_tmx(file: Path) -> Iterator[_Read]:
    """Read a translation memory unit by unit; those without French or English are no pairs and are left out."""
    with open_whole(file) as stream:
        for number, unit in enumerate(read_units(stream), 1):
            record = _of_unit(unit)
            if "source" in record and "target" in record:
                yield f"unit {number}", number, record


def _of_unit(unit: "_Element") -> Record:
    """Give what a translation unit says, as far as it says it by the names of the schema."""
    types = ((attribute(prop, "type").removeprefix("x-"), prop.text or "") for prop in unit.iterfind("{*}prop"))
    props = {_renewed(name): text for name, text in types}
    known = {column.name: column for column in PAIRS}
    numbers = {name: float(value) for name, value in props.items() if name not in known and _is_number(value)}
    record = _of_cells({name: value for name, value in props.items() if name in known})
    record["imported_scores"] = [{"name": name, "score": score} for name, score in numbers.items()]
    if identifier := attribute(unit, "tuid"):
        record["id"] = identifier
    for side, language in (("source", "fr"), ("target", "en")):
        for variant in unit.iterfind("{*}tuv"):
            segment = next(variant.iterfind("{*}seg"), None)
            if side not in record and segment is not None and same_language(attribute(variant, "lang"), language):
                record[side] = collapse(without_codes(segment))
    return record


@contextmanager
def _named(place: str) -> Iterator[None]:
    """Name the place of what is no pair.

    Raises:
        InputError: it is none.
    """
    try:
        yield
    except KeyError as error:
        raise InputError(f"{place} is not a pair: it has no {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{place} is not a pair: {error}") from error


def _pair(record: Record, file: Path, number: int) -> Pair:
    """Give the pair of a record; what it does not say is filled in, unless it is one of the schema and says all.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is no pair.
    """
    if "links" in record and ("schema_version" in record or "scores" in record):
        return pair_of(record)
    record = {_renewed(name): value for name, value in record.items()}
    if isinstance(record.get("translation"), dict):
        record = {**record, "source": record["translation"]["fr"], "target": record["translation"]["en"]}
    for side in ("source", "target"):
        if not isinstance(record[side], str):
            raise TypeError(f"its {side} is no text")
    name = without_compression(file.name).name
    filled = {column.name: _default(column) for column in PAIRS} | {
        "schema_version": VERSION,
        "id": f"{name}:{number}",
        "document": name,
        "paragraph": number - 1,
        "type": f"{int(bool(record['source']))}-{int(bool(record['target']))}",
        "origin": "human",
        "standing": "sure",
        "posterior": 1.0,
    }
    return pair_of(filled | {name: value for name, value in record.items() if name in filled})


def _renewed(name: str) -> str:
    """Give the name that a column has now: before there were versions of the schema, some scores said what they are.

    >>> _renewed("score_adequacy"), _renewed("score-length_ratio"), _renewed("score_comet")
    ('adequacy', 'length_ratio', 'score_comet')
    """
    plain = name.removeprefix("score").lstrip("_-")
    return plain if plain in SCORES else name


def _further(record: Record) -> Record:
    """Give what a record says besides the columns of the schema."""
    return {name: value for name, value in record.items() if _renewed(name) not in _KNOWN}


_KNOWN = frozenset([*(column.name for column in PAIRS), "translation", "scores", "reasons"])


def _default(column: Column) -> Any:
    """Give what a column holds of which nothing is known."""
    if column.nullable:
        return None
    return [] if column.type in _LISTS else _EMPTY.get(column.type, 0.0)


def _cells(line: bytes) -> list[str]:
    """Give the cells of a line of a table."""
    return line.decode("utf-8-sig").rstrip("\r\n").split("\t")


def _of_cells(cells: Mapping[str, str]) -> Record:
    """Give the values of cells, each as its column of the schema holds them; an empty one is null.

    >>> _of_cells({"source": "Oui.", "adequacy": "0.9", "reviewed": "true", "flags": "moved negation", "mark": "x"})
    {'source': 'Oui.', 'reviewed': True, 'flags': ['moved', 'negation'], 'adequacy': 0.9}
    """
    return {column.name: _value(column, cells[column.name]) for column in PAIRS if column.name in cells}


def _value(column: Column, cell: str) -> Any:
    """Give the value that a cell holds."""
    if column.nullable and not cell:
        return None
    if column.type == "imported scores":
        named = (one.rpartition("=") for one in cell.split())
        return [{"name": name, "score": float(score)} for name, _, score in named]
    return _MADE.get(column.type, str)(cell)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_Reader = Callable[[Path], Iterator[_Read]]

_READERS: Mapping[str, _Reader] = {
    ".jsonl": _read_jsonl,
    ".tsv": _read_tsv,
    ".parquet": _read_parquet,
    ".tmx": _read_tmx,
}
"""What gives the records of a file, each with its place, by the file's suffix."""

SUFFIXES = tuple(_READERS)
