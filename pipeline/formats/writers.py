"""Write aligned documents as data and as copies to read. A format is one line in the table and one small module."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.bilingual.pictures import Pictures, no_pictures
from pipeline.document import Document
from pipeline.io.options import WriteOptions
from pipeline.io.provenance import Provenance

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
    "jsonl": WriterEntry("pipeline.formats.corpora.jsonl"),
    "huggingface": WriterEntry("pipeline.formats.corpora.huggingface"),
    "tmx": WriterEntry("pipeline.formats.tmx.write", options=_LANGUAGES),
    "tsv": WriterEntry("pipeline.formats.corpora.tsv"),
    "moses": WriterEntry("pipeline.formats.corpora.moses"),
    "pharaoh": WriterEntry("pipeline.formats.corpora.pharaoh"),
    "parquet": WriterEntry("pipeline.formats.corpora.parquet"),
    "html": WriterEntry("pipeline.formats.html.write", options=_BOOK, pictures=True),
    "epub": WriterEntry("pipeline.formats.epub.write", "interleaved", options=_BOOK, pictures=True),
    "epub-side": WriterEntry("pipeline.formats.epub.write", "side", options=_BOOK, pictures=True),
    "epub-popup": WriterEntry("pipeline.formats.epub.write", "popup", options=_BOOK, pictures=True),
    "docx": WriterEntry("pipeline.formats.docx.write", options=_BOOK, pictures=True),
    "pdf": WriterEntry("pipeline.formats.pdf.write", options=_BOOK, pictures=True),
    "srt": WriterEntry("pipeline.formats.subtitles.write", "write_srt"),
    "vtt": WriterEntry("pipeline.formats.subtitles.write", "write_vtt"),
    "report": WriterEntry("pipeline.formats.report.write", options=_BOOK),
    "review-tsv": WriterEntry("pipeline.review.write", "write_tsv"),
    "review-xliff": WriterEntry("pipeline.review.write", "write_xliff", options=_LANGUAGES),
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
