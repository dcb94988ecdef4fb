"""Pairs as tables: one row a bead, nulls included, one column a score.

The header of a table names all scores, which are known only after the last pair: pairs are put aside on disk first.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import temporary_folder, text_file, whole
from pipeline.formats.corpora.jsonl import read_pairs, write_pairs
from pipeline.io.characters import one_line, paired
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair, pairs

COLUMNS = ("id", "document", "paragraph", "type", "source", "target", "origin", "posterior")
"""The first columns of the tab-separated table."""

_ROWS = 50_000  # pairs in memory at a time, and in one row group of the Parquet file; chosen by hand
_TEXTS = ("id", "document", "type", "source", "target", "origin", "machine", "standing")
_PLACE = ("paragraph", "start", "end")
_LINK = ("source_start", "source_end", "target_start", "target_end")


def write_tsv(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.tsv`: COLUMNS, then a column for each score, the flags, the standing; an absent score is empty.

    Nothing is quoted: it is to be read with quoting off.
    """
    path = folder / "pairs.tsv"
    with _spooled(documents, folder) as spool, text_file(path) as file:
        file.write("\t".join((*COLUMNS, *map(one_line, spool.scores), "flags", "standing")) + "\n")
        file.writelines(_tsv_row(pair, spool.scores) + "\n" for pair in spool)
    return [path]


def write_parquet(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `pairs.parquet`, every field of a pair; a score `chrf` is the column `score_chrf`, null where it is absent.

    Raises:
        OutputError: pyarrow is not installed, or the file cannot be written.
    """
    try:
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise OutputError("pairs.parquet: needs pyarrow: pip install 'fr-en-pipeline[parquet]'") from error
    path = folder / "pairs.parquet"
    with _spooled(documents, folder) as spool, whole(path) as part:
        schema = _schema(spool.scores)
        with ParquetWriter(part, schema, compression="zstd") as table:
            for batch in _batches(spool, schema):
                table.write_batch(batch)
    return [path]


@dataclass(frozen=True, slots=True)
class _Spool:
    """Pairs on disk that can be gone through again, and the names of the scores that they have, sorted."""

    path: Path
    scores: tuple[str, ...]

    def __iter__(self) -> Iterator[Pair]:
        """Give the pairs in their order."""
        return read_pairs(self.path)


@contextmanager
def _spooled(documents: Iterable[Document], folder: Path) -> Iterator[_Spool]:
    """Put all pairs into a temporary file in `folder`, which is gone afterwards."""
    scores: set[str] = set()

    def noted() -> Iterator[Pair]:
        """Give all pairs, and note their scores."""
        for document in documents:
            for pair in pairs(document):
                scores.update(pair.scores)
                yield pair

    with temporary_folder(folder) as temporary:
        path = temporary / "pairs.jsonl"
        write_pairs(noted(), path)
        yield _Spool(path, tuple(sorted(scores)))


def _tsv_row(pair: Pair, scores: tuple[str, ...]) -> str:
    """Give a pair as tab-separated values, its flags joined by spaces before its standing."""
    values = [getattr(pair, name) for name in COLUMNS]
    values += [pair.scores.get(name, "") for name in scores]
    return "\t".join(one_line(str(value)) for value in (*values, " ".join(pair.flags), pair.standing))


def _schema(scores: tuple[str, ...]) -> Any:
    """Give the columns of the Parquet table, in the order of the fields of a pair, the scores last."""
    import pyarrow

    def structs(names: tuple[str, ...]) -> Any:
        """Give the type of a list of such records, all of whose values are numbers."""
        return pyarrow.list_(pyarrow.struct([(name, pyarrow.int32()) for name in names]))

    text = pyarrow.string()
    return pyarrow.schema(
        [
            ("id", text),
            ("document", text),
            ("paragraph", pyarrow.int32()),
            ("type", text),
            ("source", text),
            ("target", text),
            ("origin", text),
            ("posterior", pyarrow.float64()),
            ("source_places", structs(_PLACE)),
            ("target_places", structs(_PLACE)),
            ("flags", pyarrow.list_(text)),
            ("links", structs(_LINK)),
            ("machine", text),
            ("standing", text),
            *((f"score_{paired(name)}", pyarrow.float64()) for name in scores),
        ]
    )


def _batches(spool: _Spool, schema: Any) -> Iterator[Any]:
    """Give the rows of the Parquet table in batches of pyarrow, each of at most _ROWS."""
    import pyarrow

    found = iter(spool)
    while rows := [_parquet_row(pair, spool.scores) for pair in islice(found, _ROWS)]:
        yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)


def _parquet_row(pair: Pair, scores: tuple[str, ...]) -> dict[str, Any]:
    """Give a pair as the values of the Parquet table's columns, by their names."""
    row: dict[str, Any] = {name: paired(value) for name in _TEXTS if (value := getattr(pair, name)) is not None}
    row |= {"paragraph": pair.paragraph, "posterior": pair.posterior, "flags": [paired(flag) for flag in pair.flags]}
    row |= {
        side: [_members(place, _PLACE) for place in getattr(pair, side)] for side in ("source_places", "target_places")
    }
    row["links"] = [_members(link, _LINK) for link in pair.links]
    return row | {f"score_{paired(name)}": pair.scores.get(name) for name in scores}


def _members(value: object, names: tuple[str, ...]) -> dict[str, int]:
    """Give some attributes of a value by their names."""
    return {name: getattr(value, name) for name in names}
