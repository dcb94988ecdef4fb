"""The files that documents came from, with the English put under each block of the French: HTML pages and EPUB books.

Everything else of a file stays: pictures, styles, links, contents. Parts are written anew from their trees, so that
white space in tags, entities and comments may differ.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from pipeline.document import Document
from pipeline.errors import InputError, OutputError
from pipeline.splice.english import english_by_paragraph
from pipeline.splice.epub import splice_epub
from pipeline.splice.html import splice_html
from pipeline.store import whole

_SPLICERS = {".html": splice_html, ".htm": splice_html, ".xhtml": splice_html, ".epub": splice_epub}

__all__ = ["splice"]


def splice(documents: Iterable[Document], files: Mapping[str, Path], folder: Path) -> list[Path]:
    """Write `spliced/NAME` for every document that came from HTML or EPUB; `files` has them by the documents' ids.

    Raises:
        OutputError: none did, a file has changed since it was read, or a copy cannot be written.
    """
    paths = []
    for document in documents:
        name = PurePosixPath(document.id)
        splicer = _SPLICERS.get(name.suffix.lower())
        if splicer is None:
            continue
        path = folder / "spliced" / name
        try:
            made = splicer(files[document.id].read_bytes(), english_by_paragraph(document), document.source.language)
        except (InputError, OSError) as error:
            raise OutputError(f"{files[document.id]}: has changed since it was read ({error}); run again") from error
        with whole(path) as unfinished:
            unfinished.write_bytes(made)
        paths.append(path)
    if not paths:
        raise OutputError("spliced: no document came from HTML or EPUB; leave it out of write.formats")
    return paths
