"""Put the English under each block of the French in the files that documents came from.

Everything else of a file stays: pictures, styles, links, contents. HTML and the parts of EPUB are written anew from
their trees, so that white space in tags, entities and comments may differ; Markdown and subtitles keep every line.
A line at the top says who made the English, and what the signs after it mean; SubRip, all of which is shown, has none.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.bilingual.counts import find_sign, make_head
from pipeline.bilingual.remarks import make_remarks
from pipeline.bilingual.targets import target_by_paragraph
from pipeline.document import Document
from pipeline.errors import InputError, OutputError
from pipeline.files import read_bytes, whole
from pipeline.formats.registry import input_format, load
from pipeline.formats.subtitles.write import captions
from pipeline.io.names import file_names
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.quality.counts import count


def splice(
    documents: Iterable[Document],
    files: Mapping[str, Path],
    folder: Path,
    checksums: Mapping[str, str],
    encoding: str = "auto",
    made_by: tuple[WriteOptions, Provenance] | None = None,
) -> list[Path]:
    """Write `spliced/NAME` for every document whose format allows it; `files` has them by the documents' ids.

    `checksums` has the SHA-256 that each file had when its document was made; `encoding` is for documents that do not
    tell theirs. `made_by` tells who made the English; without it nothing is said of that.

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
            data = read_bytes(files[document.id])
            if hashlib.sha256(data).hexdigest() != checksums[document.id]:
                raise InputError("it is another file now")
            head = _head(document, *made_by) if made_by else ""
            made = _spliced(document, data, document.source.encoding or encoding, head)
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


def _head(document: Document, options: WriteOptions, provenance: Provenance) -> str:
    """Give what a document's file says of its English, in one line."""
    head = make_head(count(document), options, provenance)
    return " ".join(filter(None, [head.origin, head.numbers, head.legend]))


def _spliced(document: Document, data: bytes, encoding: str, head: str) -> bytes:
    """Give a document's own file with its English put in, with signs where `head` explains them."""
    found = input_format(document.id)
    by_cue = found is not None and found.spliced_by == "cue"
    signs = {number: find_sign(remark) for number, remark in enumerate(make_remarks(document)) if head}
    english: Any = [cue for _, _, cue in captions(document)] if by_cue else target_by_paragraph(document, signs)
    made: bytes = load(splicer_of(document.id))(data, english, document.source.language, encoding, head)
    return made
