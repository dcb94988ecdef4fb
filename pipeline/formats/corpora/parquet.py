"""Pairs as a Parquet table: one row a bead, nulls included, every field of a pair, one column a score."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import whole
from pipeline.formats.corpora.spool import Spool, spooled
from pipeline.io.characters import paired
from pipeline.io.options import WriteOptions
from pipeline.io.provenance import Provenance
from pipeline.pairs import Pair

ROWS = 50_000
TEXTS = ("id", "document", "type", "source", "target", "origin", "machine")
PLACE = ("paragraph", "start", "end")
LINK = ("source_start", "source_end", "target_start", "target_end")


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.parquet`; a score called `chrf` is the column `score_chrf`, null where a bead has none.

    Raises OutputError when pyarrow is not installed.
    """
    try:
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise OutputError("pairs.parquet: needs pyarrow: pip install 'fr-en-pipeline[parquet]'") from error
    path = folder / "pairs.parquet"
    with spooled(documents, folder) as records, whole(path) as part:
        schema = _schema(records.scores)
        with ParquetWriter(part, schema, compression="zstd") as table:
            for batch in _batches(records, schema):
                table.write_batch(batch)
    return [path]


def _schema(scores: tuple[str, ...]) -> Any:
    """The table's columns, in the order of the fields of a pair, the scores last."""
    import pyarrow

    def structs(names: tuple[str, ...]) -> Any:
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
            ("source_places", structs(PLACE)),
            ("target_places", structs(PLACE)),
            ("flags", pyarrow.list_(text)),
            ("links", structs(LINK)),
            ("machine", text),
            *((f"score_{paired(name)}", pyarrow.float64()) for name in scores),
        ]
    )


def _batches(records: Spool, schema: Any) -> Iterator[Any]:
    import pyarrow

    pairs = iter(records)
    while rows := [_row(pair, records.scores) for pair in islice(pairs, ROWS)]:
        yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)


def _row(pair: Pair, scores: tuple[str, ...]) -> dict[str, Any]:
    """A pair as a row."""
    row: dict[str, Any] = {name: paired(value) for name in TEXTS if (value := getattr(pair, name)) is not None}
    row |= {"paragraph": pair.paragraph, "posterior": pair.posterior, "flags": [paired(flag) for flag in pair.flags]}
    row |= {
        side: [_members(place, PLACE) for place in getattr(pair, side)] for side in ("source_places", "target_places")
    }
    row["links"] = [_members(link, LINK) for link in pair.links]
    return row | {f"score_{paired(name)}": pair.scores.get(name) for name in scores}


def _members(value: object, names: tuple[str, ...]) -> dict[str, int]:
    return {name: getattr(value, name) for name in names}
