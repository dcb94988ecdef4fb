"""Write aligned documents as data and as copies to read. A format is one line in the table and one small module."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.config import Write
from pipeline.document import Document
from pipeline.pictures import Pictures, no_pictures
from pipeline.write.provenance import Provenance

__all__ = ["COPIES", "WRITERS", "Copier", "Provenance", "Writer", "write"]

Writer = Callable[[Iterable[Document], Path, Write, Provenance], list[Path]]
Copier = Callable[[Iterable[Document], Path, Write, Provenance, Pictures], list[Path]]

COPIES = {
    "html": "pipeline.write.html:write",
    "epub": "pipeline.write.epub:interleaved",
    "epub-side": "pipeline.write.epub:side",
    "epub-popup": "pipeline.write.epub:popup",
    "docx": "pipeline.write.docx:write",
    "pdf": "pipeline.write.pdf:write",
}
"""Copies to read, which take the pictures too."""

WRITERS = {
    "jsonl": "pipeline.write.jsonl:write",
    "huggingface": "pipeline.write.huggingface:write",
    "tmx": "pipeline.write.tmx:write",
    "tsv": "pipeline.write.tsv:write",
    "moses": "pipeline.write.moses:write",
    "pharaoh": "pipeline.write.pharaoh:write",
    "parquet": "pipeline.write.parquet:write",
    "srt": "pipeline.write.subtitles:write_srt",
    "vtt": "pipeline.write.subtitles:write_vtt",
    "report": "pipeline.write.report:write",
    "review-tsv": "pipeline.write.review:write_tsv",
    "review-xliff": "pipeline.write.review:write_xliff",
}


def write(
    format: str,  # noqa: A002 — the word the configuration uses
    documents: Iterable[Document],
    folder: Path,
    options: Write,
    provenance: Provenance,
    pictures: Pictures = no_pictures,
) -> list[Path]:
    """Write the documents in one format into a folder; tells which files it made.

    Each document is asked for once, in order. A file has its name only when it is whole. Raises OutputError when
    something cannot be written, KeyError for a format that is not in the tables.
    """
    if format in COPIES:
        copier: Copier = _function(COPIES[format])
        return copier(documents, folder, options, provenance, pictures)
    writer: Writer = _function(WRITERS[format])
    return writer(documents, folder, options, provenance)


def _function(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
