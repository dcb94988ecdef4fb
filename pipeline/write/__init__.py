"""Write aligned documents as data and as copies to read. A format is one line in the table and one small module."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from pipeline.config import Write
from pipeline.document import Document
from pipeline.write.provenance import Provenance

__all__ = ["WRITERS", "Provenance", "Writer", "write"]

Writer = Callable[[Iterable[Document], Path, Write, Provenance], list[Path]]

WRITERS = {
    "jsonl": "pipeline.write.jsonl:write",
    "huggingface": "pipeline.write.huggingface:write",
    "tmx": "pipeline.write.tmx:write",
    "tsv": "pipeline.write.tsv:write",
    "moses": "pipeline.write.moses:write",
    "pharaoh": "pipeline.write.pharaoh:write",
    "parquet": "pipeline.write.parquet:write",
    "html": "pipeline.write.html:write",
    "epub": "pipeline.write.epub:interleaved",
    "epub-side": "pipeline.write.epub:side",
    "epub-popup": "pipeline.write.epub:popup",
    "docx": "pipeline.write.docx:write",
    "pdf": "pipeline.write.pdf:write",
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
) -> list[Path]:
    """Write the documents in one format into a folder; tells which files it made.

    Each document is asked for once, in order. A file has its name only when it is whole. Raises OutputError when
    something cannot be written, KeyError for a format that is not in the table.
    """
    module, _, function = WRITERS[format].partition(":")
    writer: Writer = getattr(import_module(module), function)
    return writer(documents, folder, options, provenance)
