"""The files that documents came from, with the English under each block of the French.

Everything else of a file stays: pictures, styles, links, contents. HTML and the parts of EPUB are written anew from
their trees, so that white space in tags, entities and comments may differ; Markdown and subtitles keep every line.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from pipeline.document import Document
from pipeline.errors import InputError, OutputError
from pipeline.files import whole
from pipeline.splice.english import english_by_paragraph
from pipeline.splice.epub import splice_epub
from pipeline.splice.html import splice_html
from pipeline.splice.markdown import splice_markdown
from pipeline.splice.subtitles import splice_subtitles
from pipeline.write.names import file_names
from pipeline.write.subtitles import captions

_OF_BLOCKS = {
    ".html": splice_html,
    ".htm": splice_html,
    ".xhtml": splice_html,
    ".epub": splice_epub,
    ".md": splice_markdown,
    ".markdown": splice_markdown,
}
_OF_CUES = frozenset([".srt", ".vtt"])

__all__ = ["splice"]


def splice(
    documents: Iterable[Document],
    files: Mapping[str, Path],
    folder: Path,
    checksums: Mapping[str, str],
    encoding: str = "auto",
) -> list[Path]:
    """Write `spliced/NAME` for every document whose format allows it; `files` has them by the documents' ids.

    `checksums` has the SHA-256 that each file had when its document was made; `encoding` is for documents that do not
    tell theirs.

    Raises:
        OutputError: none did, a file has changed since it was read, or a copy cannot be written.
    """
    names = file_names(name for name in files if _can_be_spliced(name))
    paths = []
    for document in documents:
        if document.id not in names:
            continue
        path = folder / "spliced" / names[document.id]
        try:
            data = files[document.id].read_bytes()
            if hashlib.sha256(data).hexdigest() != checksums[document.id]:
                raise InputError("it is another file now")
            made = _spliced(document, data, document.source.encoding or encoding)
        except (InputError, OSError) as error:
            raise OutputError(f"{files[document.id]}: has changed since it was read ({error}); run again") from error
        with whole(path) as unfinished:
            unfinished.write_bytes(made)
        paths.append(path)
    if not paths:
        raise OutputError(
            "spliced: no document came from HTML, EPUB, Markdown or subtitles; leave it out of write.formats"
        )
    return paths


def _spliced(document: Document, data: bytes, encoding: str) -> bytes:
    suffix = _suffix(document.id)
    if suffix in _OF_CUES:
        return splice_subtitles(data, [english for _, _, english in captions(document)], encoding)
    return _OF_BLOCKS[suffix](data, english_by_paragraph(document), document.source.language, encoding)


def _can_be_spliced(name: str) -> bool:
    return _suffix(name) in _OF_CUES | _OF_BLOCKS.keys()


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
