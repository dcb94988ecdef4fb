"""Names of files that are made of documents' names, for outputs that have a file a document."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePosixPath


def file_names(documents: Iterable[str], suffix: str = "") -> dict[str, str]:
    """The name of each document's file: the document's, with another suffix if one is given.

    No two are the same, nor in a file system that takes capitals for small letters. Where several documents want one
    name, it goes to the one that has that suffix already, else to the first by name, whatever their order; the others
    keep their own suffix before the new one, or get a number.

    >>> file_names(["b.vtt", "a.vtt", "a.srt"], ".srt")
    {'a.srt': 'a.srt', 'a.vtt': 'a.vtt.srt', 'b.vtt': 'b.srt'}
    >>> file_names(["l/A.html", "l/a.html"])
    {'l/A.html': 'l/A.html', 'l/a.html': 'l/a.2.html'}
    """
    wanted = {
        document: str(PurePosixPath(document).with_suffix(suffix)) if suffix else document
        for document in sorted(documents, key=lambda one: (PurePosixPath(one).suffix.lower() != suffix, one))
    }
    folders = {_folded(str(folder)) for name in wanted.values() for folder in PurePosixPath(name).parents}
    taken: dict[str, str] = {}
    for document, name in wanted.items():
        if _folded(name) not in folders:
            taken.setdefault(_folded(name), document)
    names = {document: wanted[document] for document in taken.values()}
    for document in (document for document in wanted if document not in names):
        free = (name for name in _others(document, suffix) if _folded(name) not in folders | taken.keys())
        names[document] = next(free)
        taken[_folded(names[document])] = document
    return dict(sorted(names.items()))


def _others(document: str, suffix: str) -> Iterator[str]:
    """Names for a document's file besides the one that it wants."""
    path = PurePosixPath(document)
    if suffix and path.suffix.lower() != suffix:
        yield document + suffix
    for number in count(2):
        yield str(path.with_suffix(f".{number}{suffix or path.suffix}"))


def _folded(name: str) -> str:
    """What is the same for names that some file systems take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
