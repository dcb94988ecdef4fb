"""Write aligned documents as data and as copies to read. A format is one line in the table and one small module."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.pictures import Pictures, no_pictures
from pipeline.write.options import WriteOptions
from pipeline.write.provenance import Provenance

__all__ = ["WRITERS", "Copier", "Provenance", "Writer", "WriterEntry", "write"]

Writer = Callable[[Iterable[Document], Path, WriteOptions, Provenance], list[Path]]
Copier = Callable[[Iterable[Document], Path, WriteOptions, Provenance, Pictures], list[Path]]

_LANGUAGES = ("source_language", "target_language")
_BOOK = (*_LANGUAGES, "title")


@dataclass(frozen=True, slots=True)
class WriterEntry:
    """A format: its writer's module and function, and the options that it reads; it is given no others.

    A format with `pictures` is a copy to read, whose function is a `Copier`; the others' are `Writer`s.
    """

    module: str
    function: str = "write"
    options: tuple[str, ...] = ()
    pictures: bool = False


WRITERS = {
    "jsonl": WriterEntry("pipeline.write.jsonl"),
    "huggingface": WriterEntry("pipeline.write.huggingface"),
    "tmx": WriterEntry("pipeline.write.tmx", options=_LANGUAGES),
    "tsv": WriterEntry("pipeline.write.tsv"),
    "moses": WriterEntry("pipeline.write.moses"),
    "pharaoh": WriterEntry("pipeline.write.pharaoh"),
    "parquet": WriterEntry("pipeline.write.parquet"),
    "html": WriterEntry("pipeline.write.html", options=_BOOK, pictures=True),
    "epub": WriterEntry("pipeline.write.epub", "interleaved", options=_BOOK, pictures=True),
    "epub-side": WriterEntry("pipeline.write.epub", "side", options=_BOOK, pictures=True),
    "epub-popup": WriterEntry("pipeline.write.epub", "popup", options=_BOOK, pictures=True),
    "docx": WriterEntry("pipeline.write.docx", options=_BOOK, pictures=True),
    "pdf": WriterEntry("pipeline.write.pdf", options=_BOOK, pictures=True),
    "srt": WriterEntry("pipeline.write.subtitles", "write_srt"),
    "vtt": WriterEntry("pipeline.write.subtitles", "write_vtt"),
    "report": WriterEntry("pipeline.write.report", options=_BOOK),
    "review-tsv": WriterEntry("pipeline.write.review", "write_tsv"),
    "review-xliff": WriterEntry("pipeline.write.review", "write_xliff", options=_LANGUAGES),
}


def write(
    format: str,  # noqa: A002 — the word the configuration uses
    documents: Iterable[Document],
    folder: Path,
    options: WriteOptions,
    provenance: Provenance,
    pictures: Pictures = no_pictures,
) -> list[Path]:
    """Write the documents in one format into a folder; tells which files it made.

    Each document is asked for once, in order. A file has its name only when it is whole. Of the options, only those
    that the table names reach the writer. Raises OutputError when something cannot be written, KeyError for a format
    that is not in the table.
    """
    entry = WRITERS[format]
    function: Any = getattr(import_module(entry.module), entry.function)
    read = WriteOptions(**{name: getattr(options, name) for name in entry.options})
    if entry.pictures:
        copier: Copier = function
        return copier(documents, folder, read, provenance, pictures)
    writer: Writer = function
    return writer(documents, folder, read, provenance)
