"""Read tables of Arrow: Parquet, row group by row group, and the files that Hugging Face's `datasets` keeps."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from pipeline.errors import InputError
from pipeline.formats.corpora.json_records import flat
from pipeline.formats.corpora.rows import Record
from pipeline.io.archive import MOST_BYTES
from pipeline.io.lines import shorten

_ROWS = 10_000  # in memory at a time as Arrow has them; chosen by hand
_SHOWN = 200  # characters of the names of columns that a message shows; chosen by hand
_NEEDS = "needs pyarrow: pip install 'fr-en-pipeline[parquet]'"


def read_parquet(stream: IO[bytes], encoding: str = "auto", columns: Sequence[str] = ()) -> Iterator[Record]:
    """Give the rows of a Parquet file; columns of other things than text, numbers and records are left out.

    Raises:
        InputError: it is damaged or none, unpacks to more than MOST_BYTES, or pyarrow is not installed.
    """

    def batches(file: IO[bytes]) -> Iterator[Any]:
        """Give the table in parts."""
        from pyarrow.parquet import ParquetFile

        table = ParquetFile(file)
        names = [field.name for field in table.schema_arrow if _is_wanted(field)]
        if not names:
            raise InputError(f"has no column of text or numbers; its columns are {_kinds(table.schema_arrow)}")
        return iter(table.iter_batches(_ROWS, columns=names))

    return _records(stream, batches, "Parquet")


def read_arrow(stream: IO[bytes], encoding: str = "auto", columns: Sequence[str] = ()) -> Iterator[Record]:
    """Give the rows of a file of Arrow, as a stream or with an index at its end.

    Raises:
        InputError: as `read_parquet` has it.
    """

    def batches(file: IO[bytes]) -> Iterator[Any]:
        """Give the table in parts."""
        from pyarrow import ipc

        is_indexed = file.read(len(_INDEXED)) == _INDEXED
        file.seek(0)
        table = ipc.open_file(file) if is_indexed else ipc.open_stream(file)
        parts = map(table.get_batch, range(table.num_record_batches)) if is_indexed else iter(table)
        return (part.select([field.name for field in part.schema if _is_wanted(field)]) for part in parts)

    return _records(stream, batches, "Arrow")


_INDEXED = b"ARROW1"


def _kinds(schema: Any) -> str:
    """Name the columns of a table and what they hold."""
    return shorten(", ".join(f"{field.name} ({field.type})" for field in schema) or "none", _SHOWN)


def _records(stream: IO[bytes], batches: Callable[[IO[bytes]], Iterable[Any]], name: str) -> Iterator[Record]:
    """Give the rows of a table that comes in parts.

    Raises:
        InputError: as `read_parquet` has it.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise InputError(_NEEDS) from error
    number = size = 0
    try:
        for batch in batches(stream if stream.seekable() else io.BytesIO(stream.read())):
            size += batch.nbytes
            if size > MOST_BYTES:
                raise InputError(f"is refused: unpacked, it is larger than {MOST_BYTES // 2**20} MB; split it")
            for part in range(0, batch.num_rows, _ROWS):
                for record in batch.slice(part, _ROWS).to_pylist():
                    number += 1
                    yield Record(f"row {number}", flat(record))
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"is damaged, or no {name} file ({reason})") from error


def _is_wanted(field: Any) -> bool:
    """Tell whether a column may hold text, numbers, or records of them: lists are left out, but for scores by name."""
    from pyarrow import types

    kind = field.type
    if types.is_dictionary(kind):
        kind = kind.value_type
    is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    is_number = types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind)
    return bool(is_text or is_number or types.is_struct(kind) or types.is_null(kind) or field.name == "imported_scores")
