"""Pairs as tables: one row a bead in the columns of the schema, nulls included."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import text_file, whole
from pipeline.formats.corpora.records import record_of
from pipeline.formats.corpora.schema import IN_TABLE, arrow_schema
from pipeline.io.characters import one_line, paired
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import wanted_pairs

_NAMES = tuple(column.name for column in IN_TABLE)
_ROWS = 50_000  # pairs in memory at a time, and in one row group of the Parquet file; chosen by hand


def write_tsv(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.tsv`: a line of names, then the columns of the schema but for places and links; null is empty.

    Nothing is quoted: it is to be read with quoting off.
    """
    path = folder / "pairs.tsv"
    with text_file(path) as file:
        file.write("\t".join(_NAMES) + "\n")
        for document in documents:
            records = (record_of(pair, options, provenance) for pair in wanted_pairs(document))
            file.writelines(tsv_row(record) for record in records)
    return [path]


def write_parquet(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `pairs.parquet`, every column of the schema.

    Raises:
        OutputError: pyarrow is not installed, or the file cannot be written.
    """
    try:
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise OutputError("pairs.parquet: needs pyarrow: pip install 'fr-en-pipeline[parquet]'") from error
    path = folder / "pairs.parquet"
    records = (record_of(pair, options, provenance) for document in documents for pair in wanted_pairs(document))
    with whole(path) as part, ParquetWriter(part, arrow_schema(), compression="zstd") as table:
        for batch in _batches(records):
            table.write_batch(batch)
    return [path]


def tsv_row(record: dict[str, Any]) -> str:
    r"""Give a record as a line of values set apart by tabs.

    >>> row = tsv_row(dict.fromkeys((column.name for column in IN_TABLE)) | {"id": "a:1", "flags": ["moved", "number"]})
    >>> [cell for cell in row.rstrip("\n").split("\t") if cell]
    ['a:1', 'moved number']
    """
    return "\t".join(_cell(record[name]) for name in _NAMES) + "\n"


def _cell(value: Any) -> str:
    """Give a value on one line: lists with spaces between, scores of other tools as name=score."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(f"{one['name']}={one['score']}" if isinstance(one, dict) else one_line(one) for one in value)
    if isinstance(value, str):
        return one_line(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _batches(records: Iterator[dict[str, Any]]) -> Iterator[Any]:
    """Give the rows of the Parquet table in batches of pyarrow, each of at most _ROWS."""
    import pyarrow

    while rows := [_whole(record) for record in islice(records, _ROWS)]:
        yield pyarrow.RecordBatch.from_pylist(rows, schema=arrow_schema())


def _whole(value: Any) -> Any:
    """Give a value of a record without lone surrogates, which Arrow's UTF-8 cannot hold."""
    if isinstance(value, str):
        return paired(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    return value
