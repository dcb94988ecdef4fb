"""Put the English under each block of the French in the files that documents came from.

Everything else of a file stays: pictures, styles, links, contents. HTML and the parts of EPUB are written anew from
their trees, so that white space in tags, entities and comments may differ; Markdown and subtitles keep every line.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.bilingual.targets import target_by_paragraph
from pipeline.document import Document
from pipeline.errors import InputError, OutputError
from pipeline.files import whole
from pipeline.formats.registry import input_format, load
from pipeline.formats.subtitles.write import captions
from pipeline.io.names import file_names


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
    names = file_names(name for name in files if splicer_of(name))
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


def splicer_of(name: str) -> str:
    """Name what puts English into a file, "module:function", by its suffix; "" where nothing does."""
    found = input_format(name)
    return found.splicer if found else ""


def _spliced(document: Document, data: bytes, encoding: str) -> bytes:
    """Give a document's own file with its English put in."""
    found = input_format(document.id)
    by_cue = found is not None and found.spliced_by == "cue"
    english: Any = [cue for _, _, cue in captions(document)] if by_cue else target_by_paragraph(document)
    made: bytes = load(splicer_of(document.id))(data, english, document.source.language, encoding)
    return made
