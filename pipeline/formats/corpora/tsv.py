"""Pairs as a table: one row a bead, nulls included, one column a score. Read it with quoting off."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.document import Document
from pipeline.formats.corpora.spool import spooled
from pipeline.io.characters import one_line
from pipeline.io.files import text_file
from pipeline.io.options import WriteOptions
from pipeline.io.provenance import Provenance
from pipeline.pairs import Pair

COLUMNS = ("id", "document", "paragraph", "type", "source", "target", "origin", "posterior")


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.tsv`: COLUMNS, then a column for each score, then the flags; an absent score is empty."""
    path = folder / "pairs.tsv"
    with spooled(documents, folder) as records, text_file(path) as file:
        file.write("\t".join((*COLUMNS, *map(one_line, records.scores), "flags")) + "\n")
        file.writelines(row(pair, records.scores) + "\n" for pair in records)
    return [path]


def row(pair: Pair, scores: tuple[str, ...]) -> str:
    """A pair as tab-separated values, flags joined by spaces."""
    values = [getattr(pair, name) for name in COLUMNS]
    values += [pair.scores.get(name, "") for name in scores]
    return "\t".join(one_line(str(value)) for value in (*values, " ".join(pair.flags)))
