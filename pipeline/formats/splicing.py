"""Put the English under each block of the French in the files that documents came from, or instead of it.

Everything else of a file stays: pictures, styles, links, contents. HTML and the parts of EPUB are written anew from
their trees, so that white space in tags, entities and comments may differ; Markdown and subtitles keep every line.
A line at the top says who made the English, and what the signs after it mean; SubRip, all of which is shown, has none.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.bilingual.counts import find_sign, make_head
from pipeline.bilingual.remarks import make_remarks
from pipeline.bilingual.replacements import Replacements
from pipeline.bilingual.targets import target_by_paragraph
from pipeline.document import Document
from pipeline.errors import InputError, OutputError
from pipeline.files import read_bytes, whole
from pipeline.formats.registry import INPUTS, input_format, load
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

    def make(document: Document, data: bytes) -> bytes:
        head = _head(document, *made_by) if made_by else ""
        language = made_by[0].target_language if made_by else "en"
        return _spliced(document, data, document.source.encoding or encoding, head, language)

    return _write("spliced", documents, files, folder, checksums, make)


def translate(
    documents: Iterable[Document],
    files: Mapping[str, Path],
    folder: Path,
    checksums: Mapping[str, str],
    encoding: str = "auto",
    language: str = "en",
) -> list[Path]:
    """Write `translated/NAME`, in which the English stands instead of the French, as `splice` does; add nothing else.

    `language` is the tag of the English.

    Raises:
        OutputError: as `splice` has it.
    """

    def make(document: Document, data: bytes) -> bytes:
        known = document.source.encoding or encoding
        made: bytes = load(translator_of(document.id))(data, Replacements(document), known, language)
        return made

    return _write("translated", documents, files, folder, checksums, make)


def _write(
    name: str,
    documents: Iterable[Document],
    files: Mapping[str, Path],
    folder: Path,
    checksums: Mapping[str, str],
    make: Callable[[Document, bytes], bytes],
) -> list[Path]:
    """Write a file for every document whose format allows it into the folder of an output; `make` gives its bytes.

    Raises:
        OutputError: as `splice` has it.
    """
    names = file_names(one for one in files if can_make(name, one))
    paths = []
    for document in documents:
        if document.id not in names:
            continue
        path = folder / name / names[document.id]
        try:
            data = read_bytes(files[document.id])
            if hashlib.sha256(data).hexdigest() != checksums[document.id]:
                raise InputError("it is another file now")
            made = make(document, data)
        except (InputError, OSError) as error:
            raise OutputError(f"{files[document.id]}: has changed since it was read ({error}); run again") from error
        with whole(path) as unfinished:
            unfinished.write_bytes(made)
        paths.append(path)
    if not paths:
        raise OutputError(f"{name}: no document came from {tell_formats(name)}; leave it out of write.formats")
    return paths


def can_make(name: str, file: str) -> bool:
    """Tell whether an output in the layout of its source can be made of a file, by its suffix.

    >>> can_make("translated", "a.docx"), can_make("spliced", "a.txt")
    (True, False)
    """
    return bool((translator_of if name == "translated" else splicer_of)(file))


def tell_formats(name: str) -> str:
    """Name the formats of which an output in the layout of its source can be made.

    >>> tell_formats("spliced")
    'Markdown, HTML, EPUB, DOCX, ODT, PPTX, XLSX, subtitles, SubStation Alpha, MicroDVD, TTML or XLIFF'
    """
    known = [one.name for one in INPUTS if (one.translator if name == "translated" else one.splicer)]
    return " or ".join(filter(None, [", ".join(known[:-1]), known[-1]]))


def translator_of(name: str) -> str:
    """Name what lets English stand in a file, "module:function", by its suffix; "" where nothing does."""
    found = input_format(name)
    return found.translator if found else ""


def splicer_of(name: str) -> str:
    """Name what puts English into a file, "module:function", by its suffix; "" where nothing does."""
    found = input_format(name)
    return found.splicer if found else ""


def _head(document: Document, options: WriteOptions, provenance: Provenance) -> str:
    """Give what a document's file says of its English, in one line."""
    head = make_head(count(document), options, provenance)
    return " ".join(filter(None, [head.origin, head.numbers, head.legend]))


def _spliced(document: Document, data: bytes, encoding: str, head: str, language: str) -> bytes:
    """Give a document's own file with its English put in, with signs where `head` explains them."""
    found = input_format(document.id)
    signs = {number: find_sign(remark) for number, remark in enumerate(make_remarks(document)) if head}
    put = load(splicer_of(document.id))
    if found and found.spliced_by == "place":
        placed: bytes = put(data, Replacements(document, signs), encoding, language, head)
        return placed
    by_cue = found is not None and found.spliced_by == "cue"
    english: Any = [cue for _, _, cue in captions(document)] if by_cue else target_by_paragraph(document, signs)
    made: bytes = put(data, english, document.source.language, encoding, head)
    return made
