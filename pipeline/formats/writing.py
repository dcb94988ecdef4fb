"""Write documents in one format, with the writer that the table of formats names."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.bilingual.pictures import Pictures, no_pictures
from pipeline.document import Document
from pipeline.formats.registry import load, output_format
from pipeline.io.outputs import Provenance, WriteOptions


def write(
    format: str,  # noqa: A002 — the word the configuration uses
    documents: Iterable[Document],
    folder: Path,
    options: WriteOptions,
    provenance: Provenance,
    pictures: Pictures = no_pictures,
) -> list[Path]:
    """Write the documents in one format into a folder; give the files that were made.

    Each document is asked for once, in order. A file has its name only when it is whole. Of the options, only those
    that the table names reach the writer.

    Raises:
        OutputError: something cannot be written.
        KeyError: the format is not in the table.
    """
    entry = output_format(format)
    read = WriteOptions(**{name: getattr(options, name) for name in entry.options})
    further = (pictures,) if entry.pictures else ()
    made: list[Path] = load(entry.writer)(documents, folder, read, provenance, *further)
    return made
